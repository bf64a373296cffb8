"""Joint targets: only approved counts are summed, and nothing is settled while a house is missing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.models import Bruger
from maal.models import Maalepunkt
from maal.typer import Enhed, Segment, Segmentering, Slags, Tilstand, Vurdering
from rapporter.faellesmaaltal import Andelslinje, Faellesopgoerelse
from rapporter.landsoversigt import hent_landsoversigt
from tests.byggere import byg_faellesmaaltal, byg_indikator, gaa_til, udfyld
from tests.rapporter.landsverden import UNGE, byg_aar, rapporter

I_ALT = Decimal(1200)
HELE = {"hovedstaden": 385, "midtjylland": 275, "sjaelland": 171, "sydjylland": 156, "nordjylland": 119, "fyn": 94}
TAL = st.none() | st.integers(0, 500).map(Decimal)


def opgoerelse(resultater: Sequence[tuple[Decimal | None, bool]]) -> Faellesopgoerelse:
    """A joint target of 1.200 with those results, each of a final report or not."""
    linjer = tuple(
        Andelslinje(f"Hus {nr}", Decimal(200), True, Decimal(200), tal, endelig)
        for nr, (tal, endelig) in enumerate(resultater)
    )
    return Faellesopgoerelse(UNGE, "Unge virksomheder", I_ALT, linjer)


@given(st.lists(st.tuples(TAL, st.booleans()), min_size=1, max_size=6))
def test_target_is_missed_only_when_every_house_has_settled_and_met_as_soon_as_it_is_reached(
    resultater: list[tuple[Decimal | None, bool]],
) -> None:
    sum_ = sum((tal for tal, _ in resultater if tal is not None), Decimal(0))
    alle_endelige = all(tal is not None and endelig for tal, endelig in resultater)

    vurdering = opgoerelse(resultater).vurdering

    assert (vurdering == Vurdering.OPFYLDT) == (sum_ >= I_ALT)
    assert (vurdering == Vurdering.IKKE_OPFYLDT) == (sum_ < I_ALT and alle_endelige)
    assert (vurdering is None) == (sum_ < I_ALT and not alle_endelige)


def test_words_say_what_the_sum_rests_on() -> None:
    fire = opgoerelse([(Decimal(200), True)] * 4 + [(None, False)] * 2)
    alle = opgoerelse([(Decimal(200), True)] * 5 + [(Decimal(210), False)])

    assert fire.i_ord == (
        "Summen er nu 800. 4 af 6 huse har afrapporteret et tal, som KKR har godkendt. "
        "Om det fælles måltal er nået, kan først siges, når alle har afrapporteret endeligt."
    )
    assert (alle.sum, alle.vurdering) == (Decimal(1210), Vurdering.OPFYLDT)
    assert alle.i_ord == "Summen er nu 1.210. 6 af 6 huse har afrapporteret et tal, som KKR har godkendt."


def test_no_result_is_no_sum_and_not_zero() -> None:
    ingen = opgoerelse([(None, False)] * 6)

    assert (ingen.sum, ingen.vurdering) == (None, None)
    assert ingen.i_ord.endswith(
        "0 af 6 huse har afrapporteret et tal, som KKR har godkendt. Derfor er der ingen sum endnu."
    )


@pytest.fixture
def faelles(db: None) -> None:
    """The agreement's own distribution, of 2022 here."""
    byg_faellesmaaltal(byg_indikator(UNGE), 2022, HELE)


def aarets(bruger: Bruger) -> Faellesopgoerelse:
    """The joint target of 2022 as a user sees it."""
    (fundet,) = hent_landsoversigt(bruger, 2022).faelles
    return fundet


@pytest.mark.usefixtures("faelles")
def test_each_house_stands_with_share_target_result_and_why_there_is_none(laeser: Bruger) -> None:
    rapporter(byg_aar("fyn", unge=100), {UNGE: 94})
    rapporter(byg_aar("hovedstaden", unge=385), {UNGE: 400}, slags=Slags.FORELOEBIG)
    byg_aar("midtjylland", unge=275)
    rapporter(byg_aar("nordjylland", unge=None), {})

    fundet = aarets(laeser)

    linjer: list[tuple[Any, ...]] = [
        (et.hus, et.andel, et.maaltal, et.resultat, et.er_endelig, et.grund) for et in fundet.linjer
    ]
    assert linjer == [
        ("Erhvervshus Fyn", 94, 100, 94, True, ""),
        ("Erhvervshus Hovedstaden", 385, 385, 400, False, ""),
        ("Erhvervshus Midtjylland", 275, 275, None, False, "Ikke afrapporteret"),
        ("Erhvervshus Nordjylland", 119, None, None, True, "Resultatet er ikke oplyst"),
        ("Erhvervshus Sjælland", 171, None, None, False, "Ingen kontrakt for året i systemet"),
        ("Erhvervshus Sydjylland", 156, None, None, False, "Ingen kontrakt for året i systemet"),
    ]
    assert (fundet.i_alt, fundet.sum, fundet.vurdering) == (Decimal(1200), Decimal(494), None)


@pytest.mark.usefixtures("faelles")
def test_contract_with_another_target_than_its_share_is_named(laeser: Bruger) -> None:
    byg_aar("fyn", unge=100)
    byg_aar("midtjylland", unge=275)

    assert [(et.hus, et.afvigelse) for et in aarets(laeser).afvigende] == [("Erhvervshus Fyn", Decimal(6))]


@pytest.mark.usefixtures("faelles")
def test_percentages_are_never_summed(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn")
    Maalepunkt.objects.filter(indikator__noegle=UNGE).update(enhed=Enhed.PROCENT)
    rapporter(kontrakt, {UNGE: 94})

    fundet = aarets(laeser)

    assert (fundet.sum, fundet.linjer[0].resultat) == (None, None)
    assert fundet.linjer[0].grund == "Opgøres i procent og kan ikke lægges sammen"


@pytest.mark.usefixtures("faelles")
def test_segments_of_a_house_are_one_figure_when_both_are_there(laeser: Bruger) -> None:
    for hus, resultat in (
        ("fyn", {Segment.DRIFT: 40, Segment.VAEKST: 54}),
        ("midtjylland", {Segment.DRIFT: 40}),
    ):
        kontrakt = byg_aar(hus, unge=50)  # without a segment: each of them must reach it
        Maalepunkt.objects.filter(indikator__noegle=UNGE).update(segmentering=Segmentering.HVER)
        rapporter(kontrakt, {UNGE: resultat})

    assert {et.hus: (et.maaltal, et.resultat) for et in aarets(laeser).linjer if et.har_kontrakt} == {
        "Erhvervshus Fyn": (Decimal(100), Decimal(94)),
        "Erhvervshus Midtjylland": (Decimal(100), None),
    }


@pytest.mark.usefixtures("faelles")
def test_awaited_figure_says_from_whom(laeser: Bruger) -> None:
    rapport = rapporter(byg_aar("fyn"), {}, tilstand=Tilstand.KLADDE)
    udfyld(rapport, Maalepunkt.objects.get(indikator__noegle=UNGE), afventer="Danmarks Statistik")
    gaa_til(rapport, Tilstand.GODKENDT)

    assert aarets(laeser).linjer[0].grund == "Afventer tal fra Danmarks Statistik"


@pytest.mark.usefixtures("faelles")
def test_other_years_have_no_joint_target(laeser: Bruger) -> None:
    byg_aar("fyn", 2021)

    assert hent_landsoversigt(laeser, 2021).faelles == ()
