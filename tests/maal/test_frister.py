"""The deadlines of a contract: which there are, when each is met, and what is said of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.typer import Frekvens, Kontrakttilstand
from maal.frister import EGEN, HALVAARET, RAMMEAFTALEN, Frist, find_frister
from maal.typer import Friststand, Slags, Tilstand

IKKE_BEGYNDT, UNDERVEJS, FORSINKET, NAAET = Friststand
SIDSTE_DAG, DAGEN_EFTER = date(2026, 6, 30), date(2026, 7, 1)


@dataclass
class Aftale:
    """A contract as the deadlines know it."""

    aar: tuple[int, ...] = (2025,)
    frekvens: str = Frekvens.AARLIG
    tilstand: str = Kontrakttilstand.VEDTAGET


@dataclass
class Rapport:
    """A report as the deadlines know it."""

    slags: str = Slags.ENDELIG
    tilstand: str = Tilstand.KLADDE
    pr_dato: date = date(2025, 12, 31)
    frist: date | None = None
    aar: int = 2025
    pk: int = 1


HALVAARLIG = Aftale(frekvens=Frekvens.HALVAARLIG)
HALVAARSRAPPORT = Rapport(slags=Slags.HALVAARLIG, pr_dato=date(2025, 6, 30))
FORELOEBIG = Rapport(slags=Slags.FORELOEBIG, pr_dato=date(2025, 10, 13))


def endelig(idag: date, *rapporter: Rapport) -> Frist:
    """The final deadline of a yearly contract."""
    return next(frist for frist in find_frister(Aftale(), rapporter, idag) if frist.slags == Slags.ENDELIG)


def halvaarlig(idag: date, *rapporter: Rapport) -> Frist:
    """The half-year's deadline of a contract that asks for it."""
    return next(frist for frist in find_frister(HALVAARLIG, rapporter, idag) if frist.noegle == "halvaarlig-2025")


def test_year_is_due_in_the_second_quarter_of_the_next() -> None:
    (frist,) = find_frister(Aftale(), [], date(2026, 5, 16))

    assert frist == Frist(
        noegle="endelig-2025",
        aar=2025,
        slags=Slags.ENDELIG,
        dato=SIDSTE_DAG,
        grund=RAMMEAFTALEN,
        begynder=date(2026, 1, 1),
        stand=IKKE_BEGYNDT,
        dage=45,
    )
    assert frist.i_ord == "2025 skal afrapporteres senest 30. juni 2026 (om 45 dage)"
    assert frist.afventer == "Afventer, at afrapporteringen bliver startet"


def test_half_year_is_due_the_day_it_ends_where_the_contract_asks_for_it() -> None:
    halvt, helt = find_frister(HALVAARLIG, [], date(2025, 6, 29))

    assert (halvt.noegle, halvt.dato, halvt.grund) == ("halvaarlig-2025", date(2025, 6, 30), HALVAARET)
    assert halvt.i_ord == "1. halvår 2025 skal afrapporteres senest 30. juni 2025 (i morgen)"
    assert helt.noegle == "endelig-2025"


def test_draft_contract_has_no_deadlines() -> None:
    udkast = replace(HALVAARLIG, tilstand=Kontrakttilstand.UDKAST)

    assert find_frister(udkast, [Rapport(frist=SIDSTE_DAG)], DAGEN_EFTER) == ()


def test_deadline_is_late_the_day_after_and_not_on_the_day() -> None:
    assert [endelig(dag).stand for dag in (SIDSTE_DAG, DAGEN_EFTER)] == [IKKE_BEGYNDT, FORSINKET]
    assert endelig(SIDSTE_DAG).i_ord == "2025 skal afrapporteres senest 30. juni 2026 (i dag)"
    assert endelig(DAGEN_EFTER).i_ord == "2025 skulle være afrapporteret senest 30. juni 2026 (i går)"


@pytest.mark.parametrize(
    ("tilstand", "foer", "efter", "afventer"),
    [
        (Tilstand.KLADDE, UNDERVEJS, FORSINKET, "Afventer direktørens underskrift"),
        (Tilstand.INDSENDT, UNDERVEJS, FORSINKET, "Afventer KKR’s godkendelse"),
        (
            Tilstand.GODKENDT,
            UNDERVEJS,
            FORSINKET,
            "Afventer, at KKR-sekretariatet sender den til KL og Erhvervsstyrelsen",
        ),
        (Tilstand.SENDT, NAAET, NAAET, ""),
    ],
)
def test_final_deadline_is_met_when_the_report_is_sent_to_the_national_parties(
    tilstand: Tilstand, foer: Friststand, efter: Friststand, afventer: str
) -> None:
    frister = [endelig(dag, Rapport(tilstand=tilstand)) for dag in (SIDSTE_DAG, DAGEN_EFTER)]

    assert [frist.stand for frist in frister] == [foer, efter]
    assert {frist.afventer for frist in frister} == {afventer}


@pytest.mark.parametrize("tilstand", [Tilstand.INDSENDT, Tilstand.GODKENDT, Tilstand.SENDT])
def test_half_year_is_met_when_the_kkr_has_it(tilstand: Tilstand) -> None:
    i_aaret = date(2025, 8, 1)

    assert halvaarlig(i_aaret, replace(HALVAARSRAPPORT, tilstand=tilstand)).stand == NAAET
    assert halvaarlig(i_aaret, HALVAARSRAPPORT).stand == FORSINKET


@pytest.mark.parametrize(
    ("rapport", "stand"),
    [
        (replace(HALVAARSRAPPORT, pr_dato=date(2025, 6, 15)), NAAET),
        (replace(FORELOEBIG, pr_dato=date(2025, 6, 29)), FORSINKET),
        (replace(FORELOEBIG, pr_dato=date(2025, 6, 30)), NAAET),
        (Rapport(), NAAET),
        (replace(HALVAARSRAPPORT, aar=2024), FORSINKET),
    ],
)
def test_half_year_is_told_of_by_its_own_report_or_any_as_of_30_june_or_later(
    rapport: Rapport, stand: Friststand
) -> None:
    assert halvaarlig(DAGEN_EFTER, replace(rapport, tilstand=Tilstand.INDSENDT)).stand == stand


def test_half_year_that_the_kkr_has_is_met_whatever_draft_is_begun_after() -> None:
    modtaget = replace(FORELOEBIG, tilstand=Tilstand.INDSENDT, pk=7)

    assert halvaarlig(DAGEN_EFTER, HALVAARSRAPPORT, modtaget).rapport == 7


@pytest.mark.parametrize("rapport", [Rapport(), HALVAARSRAPPORT], ids=lambda rapport: rapport.slags)
def test_reports_own_deadline_replaces_the_rules(rapport: Rapport) -> None:
    egen = replace(rapport, frist=date(2026, 9, 1))

    fundne = [frist for frist in find_frister(HALVAARLIG, [egen], DAGEN_EFTER) if frist.slags == rapport.slags]

    assert [(et.noegle, et.dato, et.grund, et.stand) for et in fundne] == [
        (f"{rapport.slags}-2025", date(2026, 9, 1), EGEN, UNDERVEJS)
    ]


def test_preliminary_reports_deadline_stands_beside_the_rules_and_is_met_when_signed_off() -> None:
    kladde = replace(FORELOEBIG, frist=date(2025, 10, 31), pk=17)

    foerst, sidst = find_frister(Aftale(), [kladde], date(2025, 11, 1))
    (indsendt, _) = find_frister(Aftale(), [replace(kladde, tilstand=Tilstand.INDSENDT)], date(2025, 11, 1))

    assert (foerst.noegle, foerst.stand, foerst.grund) == ("foreloebig-2025-17", FORSINKET, EGEN)
    assert foerst.i_ord == "Foreløbig afrapportering 2025 skulle være indsendt senest 31. oktober 2025 (i går)"
    assert sidst.noegle == "endelig-2025"
    assert (indsendt.stand, indsendt.i_ord) == (NAAET, "Foreløbig afrapportering 2025 er indsendt")


def test_deadline_waits_for_nobody_before_its_report_can_be_begun() -> None:
    nytaarsaften, nytaar = endelig(date(2025, 12, 31)), endelig(date(2026, 1, 1))

    assert (nytaarsaften.kan_begyndes, nytaarsaften.afventer) == (False, "")
    assert (nytaar.kan_begyndes, nytaar.afventer) == (True, "Afventer, at afrapporteringen bliver startet")


def test_reader_is_told_no_reproach_and_nothing_of_a_draft() -> None:
    assert endelig(SIDSTE_DAG).i_ord_for_laeser == "2025 skal afrapporteres senest 30. juni 2026 (i dag)"
    assert endelig(DAGEN_EFTER).i_ord_for_laeser == "Endelig afrapportering 2025 er ikke godkendt af KKR endnu"


def test_last_year_of_the_calendar_has_no_deadline_in_the_next() -> None:
    assert find_frister(Aftale(aar=(9999, 10_000)), [], SIDSTE_DAG) == ()


AAR = st.integers(2019, 2060)
DAGE = st.dates(date(2019, 1, 1), date(2064, 12, 31))
FLERE_RAPPORTER = st.lists(
    st.builds(
        Rapport,
        slags=st.sampled_from(Slags),
        tilstand=st.sampled_from(Tilstand),
        pr_dato=DAGE,
        frist=st.none() | DAGE,
        aar=AAR,
        pk=st.integers(1, 10**6),
    ),
    unique_by=(lambda r: r.pk, lambda r: (r.aar, r.slags, r.slags != Slags.ENDELIG and r.pr_dato)),
    max_size=8,
)
AFTALER = st.builds(
    Aftale,
    aar=st.tuples(AAR, st.integers(1, 2)).map(lambda par: tuple(range(par[0], par[0] + par[1]))),
    frekvens=st.sampled_from(Frekvens),
)


@given(AFTALER, FLERE_RAPPORTER, DAGE)
def test_no_year_is_skipped_and_none_is_there_twice(aftale: Aftale, rapporter: list[Rapport], idag: date) -> None:
    noegler = [frist.noegle for frist in find_frister(aftale, rapporter, idag)]

    slags = [Slags.ENDELIG] if aftale.frekvens == Frekvens.AARLIG else [Slags.ENDELIG, Slags.HALVAARLIG]
    assert {f"{en}-{aar}" for en in slags for aar in aftale.aar} <= set(noegler)
    assert len(noegler) == len(set(noegler))


@given(AFTALER, FLERE_RAPPORTER, DAGE)
def test_every_deadline_that_is_written_on_a_report_counts_once(
    aftale: Aftale, rapporter: list[Rapport], idag: date
) -> None:
    egne = [frist for frist in find_frister(aftale, rapporter, idag) if frist.grund == EGEN]

    assert sorted((et.rapport, et.dato) for et in egne if et.rapport) == sorted(
        (rapport.pk, rapport.frist) for rapport in rapporter if rapport.frist
    )


@given(AFTALER, FLERE_RAPPORTER, DAGE)
def test_open_deadline_is_late_exactly_from_the_day_after(aftale: Aftale, rapporter: list[Rapport], idag: date) -> None:
    for frist in find_frister(aftale, rapporter, idag):
        assert frist.er_forsinket == (frist.er_aaben and idag > frist.dato)
        assert idag + timedelta(days=frist.dage) == frist.dato  # across leap days too


@given(AFTALER, FLERE_RAPPORTER, DAGE)
def test_nothing_but_the_days_left_and_lateness_changes_from_day_to_day(
    aftale: Aftale, rapporter: list[Rapport], idag: date
) -> None:
    i_dag, dagen_efter = (find_frister(aftale, rapporter, dag) for dag in (idag, idag + timedelta(days=1)))

    assert [replace(frist, dage=0, stand=NAAET) for frist in i_dag] == [
        replace(frist, dage=0, stand=NAAET) for frist in dagen_efter
    ]


def test_leap_day_is_counted() -> None:
    assert (endelig(date(2026, 2, 28)).dage, find_frister(Aftale(aar=(2027,)), [], date(2028, 2, 28))[0].dage) == (
        122,
        123,
    )
