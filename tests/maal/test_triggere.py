"""What the database itself refuses of an approved report: each trigger met with raw SQL, past every door."""

import datetime
from collections.abc import Mapping

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from kontrakt.models import Bruger, Rolle
from maal.billede import ophaev_billede
from maal.models import Afrapportering, Maalepunkt, Oejebliksbillede, Status, Tilstandsskift
from maal.status import gem_indsatsstatus
from maal.triggere import TRIGGERE
from maal.typer import Tilstand
from tests.byggere import (
    GODKENDT,
    byg_afrapportering,
    byg_bruger,
    byg_kommune,
    byg_kontrakt,
    byg_vejledningstal,
    saet_tilstand,
    udfyld,
)

pytestmark = pytest.mark.django_db

# What is tried against each trigger. `fast` is the frozen report, `aaben` an open one of the same contract.
FORSOEG = {
    "status_tilfoej": "INSERT maal_status fast: afrapportering_id",
    "status_ret": "UPDATE maal_status SET tekst = 'x' WHERE afrapportering_id = %(fast)s",
    "status_slet": "DELETE FROM maal_status WHERE afrapportering_id = %(fast)s",
    "indsatsstatus_tilfoej": "INSERT maal_indsatsstatus fast: afrapportering_id",
    "indsatsstatus_ret": "UPDATE maal_indsatsstatus SET tekst = 'x' WHERE afrapportering_id = %(fast)s",
    "indsatsstatus_slet": "DELETE FROM maal_indsatsstatus WHERE afrapportering_id = %(fast)s",
    "resultat_tilfoej": "INSERT INTO maal_resultat (status_id, segment, vaerdi) VALUES (%(fast_status)s, 'drift', 1)",
    "resultat_ret": "UPDATE maal_resultat SET vaerdi = 1 WHERE status_id = %(fast_status)s",
    "resultat_slet": "DELETE FROM maal_resultat WHERE status_id = %(fast_status)s",
    "afrapportering_erstat": "INSERT maal_afrapportering fast: ",
    "afrapportering_ret": "UPDATE maal_afrapportering SET tilstand = 'kladde' WHERE id = %(fast)s",
    "afrapportering_slet": "DELETE FROM maal_afrapportering WHERE id = %(fast)s",
    "oejebliksbillede_erstat": "INSERT maal_oejebliksbillede fast: ",
    "oejebliksbillede_ret": "UPDATE maal_oejebliksbillede SET sha256 = 'x'",
    "oejebliksbillede_slet": "DELETE FROM maal_oejebliksbillede",
    "tilstandsskift_erstat": "INSERT maal_tilstandsskift fast: ",
    "tilstandsskift_ret": "UPDATE maal_tilstandsskift SET bemaerkning = 'x'",
    "tilstandsskift_slet": "DELETE FROM maal_tilstandsskift",
    "vejledning_tilfoej": "INSERT INTO kommuner_vejledning (vejledningstal_id, kommune_id, vaekst) "
    "VALUES (%(fast_tal)s, %(kommune)s, 1)",
    "vejledning_ret": "UPDATE kommuner_vejledning SET vaekst = 99 WHERE vejledningstal_id = %(fast_tal)s",
    "vejledning_slet": "DELETE FROM kommuner_vejledning WHERE vejledningstal_id = %(fast_tal)s",
    "vejledningstal_tilfoej": "INSERT kommuner_vejledningstal fast: ",
    "vejledningstal_ret": "UPDATE kommuner_vejledningstal SET version = 9 WHERE id = %(fast_tal)s",
    "vejledningstal_slet": "DELETE FROM kommuner_vejledningstal WHERE id = %(fast_tal)s",
    "historicalstatus_erstat": "INSERT maal_historicalstatus fast: ",
    "historicalstatus_ret": "UPDATE maal_historicalstatus SET tekst = 'x'",
    "historicalstatus_slet": "DELETE FROM maal_historicalstatus",
    "historicalindsatsstatus_erstat": "INSERT maal_historicalindsatsstatus fast: ",
    "historicalindsatsstatus_ret": "UPDATE maal_historicalindsatsstatus SET tekst = 'x'",
    "historicalindsatsstatus_slet": "DELETE FROM maal_historicalindsatsstatus",
}
FLYT = "UPDATE kommuner_vejledning SET vejledningstal_id ="
# And further ways round some of them.
OGSAA = [
    ("status_ret", "UPDATE maal_status SET afrapportering_id = %(fast)s WHERE afrapportering_id = %(aaben)s"),
    ("resultat_ret", "UPDATE maal_resultat SET status_id = %(fast_status)s WHERE status_id = %(aaben_status)s"),
    ("resultat_ret", "UPDATE maal_resultat SET status_id = %(aaben_status)s WHERE status_id = %(fast_status)s"),
    ("afrapportering_ret", "UPDATE maal_afrapportering SET tilstand = 'indsendt' WHERE id = %(fast)s"),
    ("afrapportering_ret", "UPDATE maal_afrapportering SET aar = 2020 WHERE id = %(fast)s"),
    ("afrapportering_ret", "UPDATE maal_afrapportering SET slags = 'endelig' WHERE id = %(fast)s"),
    ("afrapportering_ret", "UPDATE maal_afrapportering SET pr_dato = '2020-01-01' WHERE id = %(fast)s"),
    ("afrapportering_ret", "UPDATE maal_afrapportering SET kontrakt_id = 0 WHERE id = %(fast)s"),
    ("oejebliksbillede_ret", "UPDATE maal_oejebliksbillede SET ophaevet = '2022-04-01', indhold = 'x'"),
    (
        "vejledning_ret",
        "UPDATE kommuner_vejledning SET vejledningstal_id = %(fast_tal)s WHERE vejledningstal_id = %(aaben_tal)s",
    ),
    (
        "vejledning_ret",
        "UPDATE kommuner_vejledning SET vejledningstal_id = %(aaben_tal)s WHERE vejledningstal_id = %(fast_tal)s",
    ),
    ("vejledningstal_ret", "UPDATE kommuner_vejledningstal SET pr_dato = '2021-01-01' WHERE id = %(fast_tal)s"),
    ("vejledningstal_ret", "UPDATE kommuner_vejledningstal SET id = 0 WHERE id = %(fast_tal)s"),
]
# Only SQLite has them: another row takes the place of one that the report rests on.
ERSTATNINGER = [
    ("vejledning_tilfoej", "SELECT v.id, %(aaben_tal)s, %(kommune)s, 1 FROM kommuner_vejledning v"),
    ("vejledning_tilfoej", "SELECT 900, %(fast_tal)s, v.kommune_id, 1 FROM kommuner_vejledning v"),
]


@pytest.fixture
def noegler(direktoer: Bruger) -> dict[str, int]:
    """The ids of a frozen and an open report, in which the same is written, their statuses and guidance."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    byg_kommune()
    rapporter = {
        "fast": byg_afrapportering(kontrakt),
        "aaben": byg_afrapportering(kontrakt, pr_dato=datetime.date(2021, 6, 30)),
    }
    noegler = {"kommune": byg_kommune("0751", "Aarhus", "midtjylland").pk}
    for navn, rapport in rapporter.items():
        noegler[f"{navn}_status"] = udfyld(rapport, Maalepunkt.objects.get(), 80, bruger=direktoer).pk
        gem_indsatsstatus(
            afrapportering_id=rapport.pk,
            indsatsomraade_id=kontrakt.indsatsomraader.get().pk,
            tekst="Godt i gang.",
            version=0,
            bruger=direktoer,
        )
        noegler[navn] = rapport.pk
        tal = byg_vejledningstal(pr_dato=rapport.pr_dato)
        noegler[f"{navn}_tal"] = tal.pk
        Status.objects.filter(pk=noegler[f"{navn}_status"]).update(vejledningstal=tal)
    skift = {"fra": Tilstand.KLADDE, "til": Tilstand.INDSENDT, "tidspunkt": GODKENDT, "bruger": direktoer}
    Tilstandsskift.objects.create(afrapportering=rapporter["fast"], **skift)
    saet_tilstand(rapporter["fast"], Tilstand.GODKENDT)
    return noegler


def sql(saetning: str, noegler: Mapping[str, int]) -> int:
    """Run a statement past the models, in a savepoint of its own; gives how many rows it reached.

    `INSERT tabel fast: felt` inserts a copy of the table's first row, in SQLite in its place, with `felt` set to the
    frozen report.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if not saetning.startswith(("INSERT maal", "INSERT kommuner")):
            cursor.execute(saetning, noegler)
            return cursor.rowcount
        _, tabel, _, *felter = saetning.split(" ")
        navne = [str(kolonne.name) for kolonne in connection.introspection.get_table_description(cursor, tabel)]
        vaerdier = ["%(fast)s" if navn in felter else navn for navn in navne]
        hvordan = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
        cursor.execute(
            f"{hvordan} INTO {tabel} ({', '.join(navne)})"  # noqa: S608 - the test's own words
            f" SELECT {', '.join(vaerdier)} FROM {tabel} ORDER BY {navne[0]} LIMIT 1",
            noegler if felter != [""] else None,
        )
        return cursor.rowcount


def test_each_trigger_is_tried() -> None:
    assert sorted(FORSOEG) == sorted(trigger.navn for trigger in TRIGGERE)


@pytest.mark.parametrize(("navn", "saetning"), [*FORSOEG.items(), *OGSAA])
def test_frozen_report_and_what_is_only_added_to_refuse_raw_sql(
    navn: str, saetning: str, noegler: dict[str, int]
) -> None:
    (trigger,) = (trigger for trigger in TRIGGERE if trigger.navn == navn)

    with pytest.raises(IntegrityError) as afvist:
        sql(saetning, noegler)

    assert str(afvist.value).splitlines()[0] == trigger.besked


@pytest.mark.parametrize(("navn", "raekke"), ERSTATNINGER)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
def test_guidance_of_a_frozen_report_refuses_that_another_row_takes_its_place(
    navn: str, raekke: str, noegler: dict[str, int]
) -> None:
    indsaet = "INSERT OR REPLACE INTO kommuner_vejledning (id, vejledningstal_id, kommune_id, vaekst)"
    (trigger,) = (trigger for trigger in TRIGGERE if trigger.navn == navn)

    with pytest.raises(IntegrityError, match=trigger.besked):
        sql(f"{indsaet} {raekke} WHERE v.vejledningstal_id = %(fast_tal)s", noegler)


AABNE = ["status_ret", "indsatsstatus_ret", "resultat_ret", "resultat_slet"]
VEJLEDNING = ["vejledning_ret", "vejledningstal_ret", "vejledning_slet", "vejledning_tilfoej"]


@pytest.mark.parametrize("navn", [*AABNE, *VEJLEDNING])
def test_open_report_is_written_in_as_before(navn: str, noegler: dict[str, int]) -> None:
    aaben = {et.replace("aaben", "fast"): pk for et, pk in noegler.items() if not et.startswith("fast")}

    assert sql(FORSOEG[navn], aaben) == 1


def test_frozen_report_can_still_be_sent(noegler: dict[str, int]) -> None:
    assert sql("UPDATE maal_afrapportering SET tilstand = 'sendt', frist = NULL WHERE id = %(fast)s", noegler) == 1


def test_report_is_open_again_when_its_picture_is_annulled(noegler: dict[str, int]) -> None:
    ophaev_billede(Afrapportering.objects.get(pk=noegler["fast"]), GODKENDT + datetime.timedelta(days=1))

    for navn in ("afrapportering_ret", *AABNE, *VEJLEDNING):
        assert sql(FORSOEG[navn], noegler) == 1


def test_annulled_picture_stays_annulled_and_is_kept(noegler: dict[str, int]) -> None:
    ophaev_billede(Afrapportering.objects.get(pk=noegler["fast"]), GODKENDT + datetime.timedelta(days=1))

    for saetning in (
        "UPDATE maal_oejebliksbillede SET ophaevet = NULL",
        "UPDATE maal_oejebliksbillede SET ophaevet = '2023-01-01'",
        "DELETE FROM maal_oejebliksbillede",
    ):
        with pytest.raises(IntegrityError, match="Et øjebliksbillede kan ikke"):
            sql(saetning, noegler)
    assert Oejebliksbillede.objects.get().ophaevet == GODKENDT + datetime.timedelta(days=1)


def test_second_standing_picture_is_refused(noegler: dict[str, int]) -> None:
    billede = Oejebliksbillede.objects.get()

    with pytest.raises(IntegrityError, match="Et øjebliksbillede kan ikke erstattes"), transaction.atomic():
        Oejebliksbillede.objects.create(
            afrapportering=billede.afrapportering, indhold="", sha256="", taget=GODKENDT + datetime.timedelta(days=1)
        )


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("tabel", sorted({t.tabel for t in TRIGGERE if t.haendelse == "DELETE"}))
def test_tables_cannot_be_emptied_by_truncate(tabel: str, noegler: dict[str, int]) -> None:
    connection.check_constraints()  # nothing is left to be checked, which would refuse it too

    with pytest.raises(IntegrityError, match="kan ikke tømmes"):
        sql(f"TRUNCATE {tabel} CASCADE", {})


def test_status_of_a_frozen_report_refuses_also_what_is_ignored_on_conflict(noegler: dict[str, int]) -> None:
    status = Status.objects.get(pk=noegler["fast_status"])
    status.pk = None

    with pytest.raises(IntegrityError, match="Afrapporteringen er godkendt"), transaction.atomic():
        Status.objects.bulk_create([status], ignore_conflicts=True)


def test_person_in_the_history_of_a_status_is_protected_rather_than_taken_out_of_it(sekretariat: Bruger) -> None:
    rapport, direktoer = byg_afrapportering(byg_kontrakt(maal=1)), byg_bruger(Rolle.DIREKTOER)
    for bruger, tal in ((direktoer, 80), (sekretariat, 81)):
        udfyld(rapport, Maalepunkt.objects.get(), tal, bruger=bruger)

    with pytest.raises(ProtectedError):
        direktoer.delete()
