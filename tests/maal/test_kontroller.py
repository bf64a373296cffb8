"""`manage.py kontroller`: silent on a database that is whole, and a sentence for each thing that is not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kontrakt.models import Bruger
from kontrakt.triggere import fjern, opret
from maal.kontrol import fejl_i_databasen
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Oejebliksbillede, Resultat, Status
from maal.status import gem_indsatsstatus
from maal.triggere import TRIGGERE
from maal.typer import Tilstand
from tests.byggere import GODKENDT, byg_afrapportering, byg_kontrakt, saet_tilstand, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """An approved report where every kind of status is written."""
    rapport = byg_afrapportering(byg_kontrakt(maal=2, omraader=1))
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 80, bruger=direktoer, tekst="Første.")
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 85, bruger=direktoer, tekst="Anden.")
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=rapport.kontrakt.indsatsomraader.get().pk,
        tekst="Godt i gang.",
        version=0,
        bruger=direktoer,
    )
    saet_tilstand(rapport, Tilstand.GODKENDT)
    return rapport


@pytest.fixture
def uden_vagt(rapport: Afrapportering) -> Afrapportering:
    """The same, in a database whose triggers somebody has taken away."""
    fjern(connection)
    return rapport


def fundet() -> list[str]:
    """What is found beside that the triggers are gone."""
    return [fejl for fejl in fejl_i_databasen() if not fejl.startswith("Triggeren")]


def test_whole_database_has_nothing_to_tell(rapport: Afrapportering) -> None:
    stdout = StringIO()

    call_command("kontroller", stdout=stdout)

    assert stdout.getvalue() == "Databasen er i orden. Efterprøvede øjebliksbilleder: 1.\n"


def test_findings_are_printed_and_end_in_exit_status_one(uden_vagt: Afrapportering) -> None:
    opret(connection, TRIGGERE)
    stdout = StringIO()

    with pytest.raises(CommandError) as grund:
        call_command("kontroller", stdout=stdout)

    linjer = [linje for linje in stdout.getvalue().splitlines() if "_alt" not in linje]  # PostgreSQL has one more
    assert linjer == [
        f"Triggeren vagt_haendelse_{navn} mangler eller er en anden udgaves. Kør manage.py migrate."
        for navn in ("erstat", "ret", "slet")
    ]
    assert grund.value.returncode == 1


def test_damaged_picture_is_named(uden_vagt: Afrapportering) -> None:
    Oejebliksbillede.objects.update(indhold="{}")

    assert fundet() == [
        "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, 2022-03-01: "
        "Det gemte øjebliksbillede er beskadiget: kontrolsummen passer ikke."
    ]


def test_approved_report_without_a_picture_is_named(uden_vagt: Afrapportering) -> None:
    Oejebliksbillede.objects.update(ophaevet=GODKENDT)

    assert fundet() == [f"{uden_vagt}: er godkendt uden et øjebliksbillede."]


def test_open_report_with_a_standing_picture_is_named(uden_vagt: Afrapportering) -> None:
    Afrapportering.objects.update(tilstand=Tilstand.KLADDE)

    assert fundet() == [f"{uden_vagt}: har et øjebliksbillede, men er ikke godkendt."]


def test_status_that_its_history_does_not_know_is_named(uden_vagt: Afrapportering) -> None:
    status, indsats = Status.objects.get(version=2), Indsatsstatus.objects.get()
    Status.objects.filter(pk=status.pk).update(tekst="Skrevet uden om.", kilde="Ukendt")
    Resultat.objects.update(vaerdi=86)
    Indsatsstatus.objects.update(tekst="Skrevet uden om.")

    assert fundet() == [
        f"maal_status {status.pk}: historikkens nyeste række har en anden tekst, kilde, resultater.",
        f"maal_indsatsstatus {indsats.pk}: historikkens nyeste række har en anden tekst.",
    ]


def test_written_status_without_history_is_named(uden_vagt: Afrapportering) -> None:
    Status.history.all().delete()

    assert fundet() == [f"maal_status {Status.objects.get(version=2).pk}: har ingen historik."]


def test_row_that_points_to_nothing_is_named(rapport: Afrapportering) -> None:
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kommuner_folketal DISABLE TRIGGER ALL")
        cursor.execute("INSERT INTO kommuner_folketal (kommune_id, aar, antal) VALUES (0, 2021, 1)")

    assert fundet() == ["kommuner_folketal: antal rækker, hvis kommune_id ikke findes: 1."]

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kommuner_folketal")
