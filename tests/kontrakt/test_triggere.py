"""Triggers: made after every migrate for the database at hand, gone before it, and the log that they guard."""

import datetime
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from kontrakt.models import Haendelse, Haendelsesslags
from kontrakt.triggere import LOGGEN, Trigger, afvigelser, fjern, opret
from maal.triggere import TRIGGERE

ALLE = [f"vagt_{trigger.navn}" for trigger in (*LOGGEN, *TRIGGERE)]
NYT_KKR = "INSERT INTO kontrakt_kkr (noegle, navn, sortering) VALUES ('a', 'a', 'a')"


def sql(tekst: str, *vaerdier: int | str | datetime.datetime) -> None:
    """Run a statement past the models, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tekst, vaerdier)


def haendelse(dage: int = 0) -> Haendelse:
    """An event so many days ago."""
    tidspunkt = timezone.now() - datetime.timedelta(days=dage)
    return Haendelse.objects.create(tidspunkt=tidspunkt, slags=Haendelsesslags.EKSPORT, genstand="En fil")


def afvises(trigger: Trigger, handling: Callable[[], None]) -> None:
    """What is done is refused with the trigger's own words."""
    with pytest.raises(IntegrityError, match=trigger.besked):
        handling()


@pytest.mark.django_db
def test_triggers_are_there_after_migrate_on_the_tests_own_database() -> None:
    assert afvigelser(connection) == []
    assert len(ALLE) == len(set(ALLE)) == 33


@pytest.mark.django_db
def test_afvigelser_names_each_trigger_that_is_missing() -> None:
    fjern(connection)

    fundet = [navn for navn in afvigelser(connection) if not navn.endswith("_alt")]  # those on TRUNCATE

    assert fundet == sorted(ALLE)


@pytest.mark.django_db
def test_afvigelser_names_a_trigger_that_an_earlier_version_made() -> None:
    fjern(connection)
    aeldre = Trigger("haendelse_ret", "kontrakt_haendelse", "UPDATE", "Andre ord.")

    opret(connection, [*LOGGEN, *TRIGGERE])
    assert afvigelser(connection) == []
    opret(connection, [aeldre])

    assert afvigelser(connection) == ["vagt_haendelse_ret"]


@pytest.mark.django_db
def test_fjern_also_drops_what_this_version_does_not_know() -> None:
    opret(connection, [Trigger("ukendt", "kontrakt_kkr", "INSERT", "Kan ikke.")])
    with pytest.raises(IntegrityError, match="Kan ikke"):
        sql(NYT_KKR)

    fjern(connection)

    sql(NYT_KKR)


@pytest.mark.django_db
def test_trigger_on_a_table_that_is_not_there_is_left_out() -> None:
    opret(connection, [Trigger("a", "kontrakt_findes_ikke", "UPDATE", "x")])
    opret(connection, [Trigger("b", "kontrakt_kkr", "INSERT", "x", "1 = 1", ("kontrakt_findes_ikke",))])

    sql(NYT_KKR)


@pytest.mark.django_db(transaction=True)
def test_triggers_are_there_after_a_migration_that_rebuilds_their_table() -> None:
    haendelse()
    nu = ProjectState.from_apps(apps)
    aendring = migrations.AlterField("haendelse", "genstand", models.CharField(max_length=301, blank=True))
    efter = nu.clone()
    aendring.state_forwards("kontrakt", efter)

    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")  # as `migrate` does, before and after
    for fra, til in ((nu, efter), (efter, nu)):
        with connection.schema_editor() as redaktoer:
            aendring.database_forwards("kontrakt", redaktoer, fra, til)
    mangler = afvigelser(connection)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert len(mangler) >= len(ALLE)
    assert afvigelser(connection) == []
    afvises(LOGGEN[1], lambda: sql("UPDATE kontrakt_haendelse SET genstand = 'En anden'"))


@pytest.mark.django_db(transaction=True)
def test_flush_is_refused_when_anything_is_logged() -> None:
    en = haendelse()

    with pytest.raises(CommandError, match="couldn't be flushed"):
        call_command("flush", interactive=False, verbosity=0)

    assert list(Haendelse.objects.all()) == [en]


@pytest.mark.django_db
def test_event_cannot_be_changed_or_replaced() -> None:
    pk = haendelse().pk

    afvises(LOGGEN[1], lambda: sql("UPDATE kontrakt_haendelse SET beskrivelse = 'x' WHERE id = %s", pk))
    erstat = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    felter = "id, tidspunkt, slags, genstand, beskrivelse"
    ny = f"{erstat} INTO kontrakt_haendelse ({felter}) SELECT {felter} FROM kontrakt_haendelse WHERE id = %s"  # noqa: S608 - our own names
    afvises(LOGGEN[0], lambda: sql(ny, pk))
    assert Haendelse.objects.get().genstand == "En fil"


@pytest.mark.django_db
def test_event_can_be_deleted_when_it_is_more_than_five_years_old() -> None:
    ung = haendelse(5 * 365)  # a leap year makes five years one or two days longer
    gammel = haendelse(5 * 365 + 3)

    afvises(LOGGEN[2], lambda: sql("DELETE FROM kontrakt_haendelse WHERE id = %s", ung.pk))
    sql("DELETE FROM kontrakt_haendelse WHERE id = %s", gammel.pk)

    assert list(Haendelse.objects.all()) == [ung]
