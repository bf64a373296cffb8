"""What is kept no longer is removed; what must be kept stays."""

import datetime
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelse, Haendelsesslags

pytestmark = pytest.mark.django_db


def gammel_haendelse(dage: int) -> None:
    """An event that happened so many days ago."""
    tidspunkt = timezone.now() - datetime.timedelta(days=dage)
    Haendelse.objects.create(tidspunkt=tidspunkt, slags=Haendelsesslags.LOG_IND, genstand=f"{dage} dage")


def test_only_expired_sessions_are_removed(laeser: Bruger) -> None:
    for _ in range(2):
        Client().force_login(laeser)
    udloebet, aaben = Session.objects.all()
    Session.objects.filter(pk=udloebet.pk).update(expire_date=timezone.now() - datetime.timedelta(seconds=1))

    call_command("oprydning")

    assert list(Session.objects.all()) == [aaben]


def test_only_attempts_that_count_no_more_are_removed() -> None:
    cache.set("talt-ud", [1], timeout=1)
    cache.set("taeller", [1], timeout=60)
    with connection.cursor() as markoer:
        markoer.execute("UPDATE kontrakt_cache SET expires = %s WHERE cache_key LIKE %s", ["2026-01-01", "%talt-ud"])

    call_command("oprydning")

    with connection.cursor() as markoer:
        markoer.execute("SELECT cache_key FROM kontrakt_cache")
        assert markoer.fetchall() == [(":1:taeller",)]


def test_events_are_kept_for_ever_unless_a_limit_is_given() -> None:
    gammel_haendelse(40 * 365)

    call_command("oprydning")

    assert Haendelse.objects.filter(slags=Haendelsesslags.LOG_IND).count() == 1


def test_events_older_than_the_limit_are_deleted() -> None:
    for dage in (7 * 366, 6 * 366, 5):
        gammel_haendelse(dage)
    ud = StringIO()

    call_command("oprydning", "--haendelser", "7", stdout=ud)

    assert ud.getvalue() == "Slettede hændelser: 1\n"
    bevaret = Haendelse.objects.filter(slags=Haendelsesslags.LOG_IND).values_list("genstand", flat=True)
    assert sorted(bevaret) == ["2196 dage", "5 dage"]


def test_limit_under_five_years_is_refused() -> None:
    log(Haendelsesslags.LOG_UD, bruger=None)

    with pytest.raises(CommandError, match=r"^Hændelser skal bevares i mindst 5 år\.$"):
        call_command("oprydning", "--haendelser", "4")

    assert Haendelse.objects.count() == 1
