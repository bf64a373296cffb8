"""`manage.py indlaes --bruger`: the command acts as a user, with that user's rights and under that user's name."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kontrakt.models import Bruger, Kontrakt
from maal.models import Status
from tests.maal.kontraktfil.filer import FIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    sti = tmp_path / "nordjylland-2021.yaml"
    sti.write_text(FIL, encoding="utf-8")
    return sti


def test_administrator_stands_as_the_one_who_wrote_the_statuses(fil: Path, administrator: Bruger) -> None:
    call_command("indlaes", fil, "--bruger", administrator.username, stdout=StringIO())

    skrevne = Status.objects.filter(opdateret__isnull=False)
    assert {status.opdateret_af for status in skrevne} == {administrator}


def test_without_a_user_nobody_stands_as_the_one_who_wrote(fil: Path) -> None:
    call_command("indlaes", fil, stdout=StringIO())

    skrevne = Status.objects.filter(opdateret__isnull=False)
    assert {status.opdateret_af for status in skrevne} == {None}


@pytest.mark.parametrize("hvem", ["sekretariat", "direktoer", "laeser"])
def test_others_may_load_as_little_here_as_in_the_browser(fil: Path, hvem: str, request: pytest.FixtureRequest) -> None:
    bruger: Bruger = request.getfixturevalue(hvem)

    with pytest.raises(CommandError) as grund:
        call_command("indlaes", fil, "--bruger", bruger.username)

    assert (str(grund.value), grund.value.returncode) == ("Kun en administrator kan indlæse filer. Intet er ændret.", 1)
    assert not Kontrakt.objects.exists()


def test_user_who_may_not_log_in_loads_nothing(fil: Path, administrator: Bruger) -> None:
    Bruger.objects.update(is_active=False)

    with pytest.raises(CommandError, match="Der er ingen aktiv bruger med brugernavnet »administrator«"):
        call_command("indlaes", fil, "--bruger", administrator.username)

    assert not Kontrakt.objects.exists()
