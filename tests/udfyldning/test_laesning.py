"""A workbook that was filled in, read: what was changed in it by cell, or all that is wrong with it by cell."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from openpyxl import Workbook
from pytest_django.plugin import DjangoDbBlocker

from tests.udfyldning.verden import ARK, HER, INDSATSARK, byg_rapport, fejl, hent, med, rettelser

pytestmark = pytest.mark.django_db  # whose set-up the workbook needs


@pytest.fixture(scope="module")
def fil(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bytes:
    """The workbook of a draft with every unit; reading it asks no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        indhold = hent(byg_rapport())
        transaction.set_rollback(True)
    return indhold


def test_untouched_file_changes_nothing(fil: bytes) -> None:
    assert rettelser(fil) == {}
    assert rettelser(med(fil)) == {}


@pytest.mark.parametrize(
    ("celle", "skrevet", "laest"),
    [
        ("G4", 71.5, Decimal("71.5")),
        ("G4", 76, Decimal(76)),
        ("G4", "71,5", Decimal("71.5")),
        ("G4", "71,5 %", Decimal("71.5")),
        ("G4", None, ""),
        ("G4", 71.4999999999999857, Decimal("71.5")),  # what a sum leaves behind in binary
        ("G4", "0,5 %", Decimal("0.5")),
        ("G7", 0, Decimal(0)),
        ("G8", "−70", Decimal(-70)),
        ("G8", "70 %", Decimal(70)),
        ("G9", "1.680", Decimal(1680)),
        ("G9", 1680.0, Decimal(1680)),
        ("G10", 0.25, Decimal("0.25")),
        ("G11", -2.5, Decimal("-2.5")),
        ("G11", "2,5 procentpoint", Decimal("2.5")),
        ("H6", "Først\nså", "Først\nså"),
        ("H6", "  Luft omkring ", "Luft omkring"),
        ("H6", "Fra Word_x000D_\nog Excel", "Fra Word\nog Excel"),
        ("H4", None, ""),
        ("I7", "Erhvervsstyrelsen", "Erhvervsstyrelsen"),
        (f"{INDSATSARK}!C4", "I gang", "I gang"),
    ],
)
def test_cell_is_read_exactly(fil: bytes, celle: str, skrevet: Any, laest: Any) -> None:
    sted = celle if "!" in celle else f"{ARK}!{celle}"

    assert rettelser(med(fil, {celle: skrevet})) == {sted: laest}


@pytest.mark.parametrize("tekst", ["=1+1", "+45", "-", "@ny", "#N/A", "0012"])
def test_text_that_looks_like_something_else_is_text(fil: bytes, tekst: str) -> None:
    def skriv(bog: Workbook) -> None:
        bog[ARK]["H6"].value = tekst
        bog[ARK]["H6"].data_type = "s"

    assert rettelser(med(fil, ret=skriv)) == {f"{ARK}!H6": tekst}


@pytest.mark.parametrize(
    ("talformat", "laest"),
    [
        ("0%", Decimal("71.5")),
        ("0.0%", Decimal("71.5")),
        ('0.0" "%', Decimal("71.5")),
        ("0.00%;[Red]-0.00%", Decimal("71.5")),
    ],
)
def test_number_shown_as_per_cent_is_what_is_shown(fil: bytes, talformat: str, laest: Decimal) -> None:
    assert rettelser(med(fil, ret=_procent("G4", 0.715, talformat))) == {f"{ARK}!G4": laest}


@pytest.mark.parametrize("talformat", ['0.0"%"', r"0.0\%", "0.0"])
def test_sign_that_is_only_words_makes_nothing_per_cent(fil: bytes, talformat: str) -> None:
    assert rettelser(med(fil, ret=_procent("G4", 71.5, talformat))) == {f"{ARK}!G4": Decimal("71.5")}


def test_share_of_one_without_its_sign_is_asked_about(fil: bytes) -> None:
    grund = (
        "0,715 kan være 0,715 og kan være 71,5 %. Skriv »0,715 %« eller »71,5 %«, med procenttegn, eller skriv "
        "resultatet på siden."
    )

    assert fejl(med(fil, {"G4": 0.715})) == [f"{ARK}!G4: Resultat, 1.1, Drift: {grund}"]
    assert rettelser(med(fil, ret=_procent("G4", 0.00715, "0.000%"))) == {f"{ARK}!G4": Decimal("0.715")}


def _procent(celle: str, tal: float, talformat: str) -> Callable[[Workbook], None]:
    def ret(bog: Workbook) -> None:
        bog[ARK][celle].value = tal
        bog[ARK][celle].number_format = talformat

    return ret


@pytest.mark.parametrize(
    ("celle", "skrevet", "grund"),
    [
        (
            "G4",
            "71.5",
            "Resultat, 1.1, Drift: »71.5« kan læses på to måder. Skriv 71,5 med komma eller 715 uden punktum.",
        ),
        ("G4", 120, "Resultat, 1.1, Drift: Et resultat i enheden procent kan ikke være over 100."),
        ("G4", -5, "Resultat, 1.1, Drift: Et resultat i enheden procent kan ikke være under 0."),
        ("G4", "halvtreds", "Resultat, 1.1, Drift: »halvtreds« er ikke et tal."),
        ("G4", True, "Resultat, 1.1, Drift: Cellen er et ja eller nej (SAND/FALSK). Skriv et tal."),
        ("G4", datetime.date(2021, 5, 12), "Resultat, 1.1, Drift: Cellen er en dato eller et klokkeslæt."),
        ("G4", "#N/A", "Resultat, 1.1, Drift: Cellen viser fejlen #N/A. Ret den i regnearket."),
        ("G4", "=70+1", "Resultat, 1.1, Drift: Cellen har en formel uden et gemt tal."),
        ("G4", 1e300, "Resultat, 1.1, Drift: Tallet er for stort."),
        ("G4", 1.5e-300, "Resultat, 1.1, Drift: 0,0000000000000000000000… kan være 0,0000000000000000000000… og kan"),
        ("G4", 71.123456, "Resultat, 1.1, Drift: 71,123456 har for mange decimaler."),
        ("G4", 1e15, "Resultat, 1.1, Drift: Tallet er for stort. Skriv højst 12 cifre før kommaet."),
        ("G8", 101, "Resultat, 4.1, Alle: Et resultat i enheden NPS kan ikke være over 100."),
        ("G9", 3.5, "Resultat, 5.1, Alle: Et antal skal være et helt tal; 3,5 er det ikke."),
        ("G10", "1.680", "Resultat, 6.1, Alle: »1.680« kan læses på to måder. Skriv 1,680 med komma eller 1680 uden"),
        ("G11", "−2.500", "Resultat, 7.1, Alle: »−2.500« kan læses på to måder. Skriv −2,500 med komma eller −2500"),
        ("G9", "5 %", "Resultat, 5.1, Alle: Målepunktet opgøres i antal; skriv tallet uden »%«."),
        ("G10", "999.999.999.999,9999", "Resultat, 6.1, Alle: 999.999.999.999,9999 har for mange cifre."),
        ("G6", 5, "Cellen er låst og kan ikke ændres i filen. Der skal stå »Intet tal. Vurderes på siden.«."),
        ("H6", 2021, "Status, 2.1, Alle: Cellen er et tal og ikke en tekst."),
        ("H6", True, "Status, 2.1, Alle: Cellen er et ja eller nej (SAND/FALSK). Skriv en tekst."),
        ("H6", datetime.date(2021, 5, 12), "Status, 2.1, Alle: Cellen er en dato eller et klokkeslæt."),
        ("H6", "Bip_x0007_", "Status, 2.1, Alle: Teksten har usynlige styretegn."),
        ("I7", "Du\nog jeg", "Afventer tal fra, 3.1, Alle: Skriv det på én linje."),
        ("H5", "Her", "Status hører til hele målepunktet og skrives i dets første række. Flyt teksten derop."),
        ("E4", "mindst 75 %", "Cellen er låst og kan ikke ændres i filen. Der skal stå »mindst 80 %«."),
        ("C4", None, "Cellen er låst og kan ikke ændres i filen. Der skal stå »Målepunkt nr. 1«."),
        ("K4", "En note", "Cellen står uden for skemaets kolonner og bliver ikke læst. Slet den."),
        ("B2", "En note", "Cellen står over skemaet og bliver ikke læst. Slet den, eller fortryd den."),
        ("C14", "En note", "Rækken er ikke i skemaet: Nr. og Segment er »« og »«."),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_cell(fil: bytes, celle: str, skrevet: Any, grund: str) -> None:
    (en,) = fejl(med(fil, {celle: skrevet}))

    assert en.startswith(f"{ARK}!{celle}: {grund}")


def test_every_error_is_told_at_once(fil: bytes) -> None:
    steder = {"G4": "x", "G9": -1, "H6": 5, f"{INDSATSARK}!B4": "Andet"}

    assert [en.split(": ")[0] for en in fejl(med(fil, steder))] == [
        f"{ARK}!G4", f"{ARK}!H6", f"{ARK}!G9", f"{INDSATSARK}!B4"
    ]  # fmt: skip


def test_columns_and_rows_may_be_moved(fil: bytes) -> None:
    def flyt(bog: Workbook) -> None:
        blad = bog[ARK]
        raekker = [[celle.value for celle in raekke] for raekke in blad.iter_rows(min_row=3)]
        for nr, raekke in enumerate([raekker[0], *raekker[:0:-1]], start=3):
            for kolonne, vaerdi in enumerate([*raekke[5:], *raekke[:5]], start=1):
                celle = blad.cell(nr, kolonne)
                celle.value, celle.data_type = vaerdi, "s" if isinstance(vaerdi, str) else "n"
        blad["B11"].value = 76  # 1.1 Drift is last, and its result is in the second column

    assert rettelser(med(fil, ret=flyt)) == {f"{ARK}!B11": Decimal(76)}


@pytest.mark.parametrize(
    ("ret", "ventet"),
    [
        (lambda blad: blad.insert_cols(3), []),
        (lambda blad: blad.delete_cols(5), [f"{ARK}!A3: Kolonnerne »Krav« mangler."]),
        (lambda blad: blad.delete_rows(5), [f"{ARK}!A3: Rækken 1.1, Vækst mangler."]),
        (lambda blad: blad.insert_rows(1, 2), []),
        (lambda blad: blad.append(["9.1"]), [f"{ARK}!A12: Rækken er ikke i skemaet: Nr. og Segment er »9.1« og »«."]),
        (
            lambda blad: blad.append(["3.1", None, None, "Alle"]),
            [f"{ARK}!A12: Rækken står også i række 7. Slet den ene."],
        ),
        (lambda blad: blad.merge_cells("H6:H7"), [f"{ARK}!H6: Cellerne H6:H7 er flettet. Ophæv fletningen."]),
    ],
)
def test_rows_and_columns_put_in_or_taken_out(fil: bytes, ret: Callable[[Any], None], ventet: list[str]) -> None:
    fundet = fejl(med(fil, ret=lambda bog: ret(bog[ARK])))

    assert len(fundet) == len(ventet)
    assert all(en.startswith(start) for en, start in zip(fundet, ventet, strict=True))


def test_renamed_and_doubled_headings_are_named(fil: bytes) -> None:
    assert fejl(med(fil, {"E3": "Måltal"})) == [
        f"{ARK}!A3: Kolonnerne »Krav« mangler. Sæt dem ind igen, eller hent en ny fil.",
        f"{ARK}!E3: Overskriften »Måltal« hører ikke til skemaet. Skriv den, der stod, eller slet kolonnen.",
    ]
    assert fejl(med(fil, {"K3": "Krav"})) == [f"{ARK}!K3: Kolonnen »Krav« står også i {ARK}!E3. Slet den ene."]


def test_sheet_that_is_gone_is_named(fil: bytes) -> None:
    def slet(bog: Workbook) -> None:
        del bog[INDSATSARK]

    assert fejl(med(fil, ret=slet))[0].startswith(f"Arket »{INDSATSARK}« mangler eller har fået et andet navn.")


def test_sheets_of_ones_own_are_left_alone(fil: bytes) -> None:
    assert rettelser(med(fil, ret=lambda bog: bog.create_sheet("Mine tal").append([1, 2, "=A1+B1"]))) == {}


@pytest.mark.parametrize(
    ("aendret", "hvad"),
    [
        ({"slug": "nordjylland-2022"}, "en anden kontrakt (»nordjylland-2021«, og denne er »nordjylland-2022«)"),
        ({"aar": "2022"}, "et andet år (2021, og denne afrapportering er for 2022)"),
        (
            {"slags": "endelig", "pr_dato": "2021-12-31"},
            "en anden afrapportering (»Foreløbig afrapportering 2021 pr. 13. oktober 2021«, og denne er »Endelig "
            "afrapportering 2021 pr. 31. december 2021«)",
        ),
    ],
)
def test_file_of_another_report_says_whose_it_is(fil: bytes, aendret: dict[str, str], hvad: str) -> None:
    her = type(HER)(**{"slug": HER.slug, "aar": HER.aar, "slags": HER.slags, "pr_dato": HER.pr_dato} | aendret)

    assert fejl(fil, her) == [f"Filen er hentet fra {hvad}. Indlæs den dér, eller hent en ny fil til udfyldning her."]
