"""When two wordings say the same, which målepunkter are the same, and what holds for any two contracts whatever."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontrakt.models import Erhvervshus, Kontrakt
from kontrakt.tekstforskel import Del
from maal.models import Maal, Maalepunkt, Maaltal, NationaltMaal
from maal.typer import Enhed, Krav, Segment
from rapporter.aendringer import NYT, UAENDRET, UDGAAET, Aendringsraekke, aendringer
from rapporter.forskelle import Maaltalsaendring, maaltalsaendringer, maaltalslinjer, marker, samme_ordlyd
from rapporter.parring import MINDSTE_LIGHED, lighed, par_punkter

AAR_FOER, AAR = (2025,), (2026, 2027)


@pytest.mark.parametrize(
    ("foer", "nu", "ens"),
    [
        ("Mindst 50 % er nye.", "Mindst 50 % er nye.", True),
        ("Mindst 50 %\ner nye.", "mindst  50 % er nye.", True),  # line breaks, spaces, capitals
        ("På 50 % i året.", "Pa\u030a 50\xa0% i a\u030aret.", True),  # å as two signs, a space that does not break
        ("Virksomheder er nye.", "Virk\xadsomheder er nye.", True),  # a hyphen that is only seen at the end of a line
        ("Mindst 50 % er nye.", "Mindst 55 % er nye.", False),
        ("Mindst 50 % er nye.", "Mindst 50 % er nye", False),
        ("5.000 deltager i 2025.", "5.000 deltager i 2026.", True),  # the year has moved with the contract
        ("Nye i forhold til 2024.", "Nye i forhold til 2025.", True),  # and so has the year before it
        ("5.000 deltager i 2025.", "5.000 deltager i 2027.", False),
        ("65 % i 2027.", "65 % i 2028.", False),  # a later year is a promise of its own
        ("2025 virksomheder.", "2.026 virksomheder.", False),
    ],
)
def test_two_wordings_say_the_same_where_only_the_contracts_own_years_have_moved(foer: str, nu: str, ens: bool) -> None:
    assert samme_ordlyd(foer, nu, AAR_FOER, AAR) is ens
    assert samme_ordlyd(nu, foer, AAR, AAR_FOER) is ens


def test_signs_that_a_reader_cannot_tell_apart_are_not_marked() -> None:
    assert marker("På 50\xa0%", "Pa\u030a 50 %") == (Del("ens", "På 50 %"),)


@given(tekst=st.text())
def test_text_says_the_same_as_itself_and_is_like_itself(tekst: str) -> None:
    assert samme_ordlyd(tekst, tekst, AAR_FOER, AAR)
    assert lighed(tekst, tekst) == 1


@given(tekst=st.text(), anden=st.text())
def test_likeness_is_a_share_and_the_same_both_ways(tekst: str, anden: str) -> None:
    assert 0 <= lighed(tekst, anden) == lighed(anden, tekst) <= 1


def test_likeness_tells_a_reworded_promise_from_another_one() -> None:
    arligt = "Direktionen mødes årligt med borgmester og erhvervschef."
    nyt = "Erhvervshusets direktion stiller sig årligt til rådighed for et møde med borgmester og erhvervschef."

    assert lighed(arligt, nyt) > MINDSTE_LIGHED
    assert lighed("Der gennemføres 600 korte forløb.", "Mindst 800 unikke virksomheder vejledes.") < MINDSTE_LIGHED


def punkt_med(maaltal: dict[tuple[int, Segment], int], **felter: Any) -> Maalepunkt:
    """A målepunkt of no contract, with its targets; it is never saved."""
    punkt = Maalepunkt(
        **{"enhed": Enhed.PROCENT, "krav": Krav.MINDST, "nummer": 1, "tekst": "Tekst", "pk": 1, **felter}
    )
    fundet = [Maaltal(aar=aar, segment=segment, vaerdi=Decimal(tal)) for (aar, segment), tal in maaltal.items()]
    punkt._prefetched_objects_cache = {"maaltal": fundet}  # type: ignore[attr-defined]
    return punkt


def test_of_texts_that_are_all_alike_those_with_the_nearest_numbers_are_the_same() -> None:
    nye = [punkt_med({}, pk=nummer, nummer=nummer) for nummer in (2, 3)]
    gamle = [punkt_med({}, pk=10 + nummer, nummer=nummer) for nummer in (1, 2, 3)]

    assert [(et.nummer, andet.nummer) for et, andet in par_punkter(nye, gamle)] == [(2, 2), (3, 3)]


def test_target_of_each_year_stands_beside_the_same_year_or_the_one_in_its_place() -> None:
    foer = punkt_med({(2025, Segment.ALLE): 50, (2027, Segment.ALLE): 65})
    nu = punkt_med({(2026, Segment.ALLE): 50, (2027, Segment.ALLE): 60})

    assert maaltalsaendringer(foer, nu, AAR_FOER, AAR) == (
        Maaltalsaendring(2026, "", "mindst 50\xa0%", "mindst 50\xa0%", aar_foer=2025),
        Maaltalsaendring(2027, "", "mindst 65\xa0%", "mindst 60\xa0%", aar_foer=2027),
    )


def test_target_of_one_year_that_holds_for_both_of_the_next_is_told_once() -> None:
    foer = punkt_med({(2025, Segment.DRIFT): 70})
    nu = punkt_med({(2026, Segment.DRIFT): 70, (2027, Segment.DRIFT): 75})

    rum = maaltalsaendringer(foer, nu, AAR_FOER, AAR)

    assert maaltalslinjer(rum, nu=False) == ((Del("ens", "2025, drift: mindst 70\xa0%"),),)
    assert maaltalslinjer(rum, nu=True) == (
        (Del("ens", "2026, drift: mindst 70\xa0%"),),
        (Del("tilfoejet", "2027, drift: mindst 75\xa0%"),),
    )


def test_target_of_a_new_maalepunkt_keeps_its_year() -> None:
    nyt = punkt_med({(2026, Segment.ALLE): 50})

    assert maaltalsaendringer(None, nyt, AAR_FOER, AAR) == (Maaltalsaendring(2026, "", "", "mindst 50\xa0%", 2026),)
    assert maaltalsaendringer(nyt, None, AAR, AAR_FOER) == (Maaltalsaendring(2026, "", "mindst 50\xa0%", "", 2026),)


HUS = Erhvervshus(pk=1)
NATIONALE = {noegle: NationaltMaal(pk=nr, noegle=noegle) for nr, noegle in enumerate(("kendskab", "effekt"), start=1)}
TEKSTER = st.sampled_from(
    ["", "Mindst 50 % er nye", "Mindst 50 % er nye i 2025", "Mindst 55 % er nye i 2026", "Noget andet"]
)
MAALTAL = st.dictionaries(st.tuples(st.integers(2025, 2027), st.sampled_from(Segment)), st.integers(1, 3), max_size=3)


@st.composite
def maal_af_en_kontrakt(draw: st.DrawFn, foerste_pk: int, forgaengere: list[int]) -> list[Maal]:
    """The goals of a contract, in any order of numbers, each with its målepunkter; none is saved."""
    numre = draw(st.lists(st.integers(1, 9), unique=True, max_size=3))
    nationale = draw(st.permutations([*NATIONALE.values(), *(None for _ in numre)]))
    maal = []
    for pk, (nummer, nationalt) in enumerate(zip(numre, nationale, strict=False), start=foerste_pk):
        et_maal = Maal(pk=pk, nummer=nummer, titel=draw(TEKSTER), beskrivelse=draw(TEKSTER), nationalt_maal=nationalt)
        et_maal.forgaenger_id = draw(st.sampled_from([None, *forgaengere]))
        punktnumre = draw(st.lists(st.integers(1, 9), unique=True, max_size=3))
        indikatorer = draw(st.permutations([1, None, None, None]))
        punkter = [
            punkt_med(
                draw(MAALTAL),
                pk=pk * 10 + sted,
                nummer=punktnummer,
                tekst=draw(TEKSTER.filter(bool)),
                enhed=draw(st.sampled_from([Enhed.PROCENT, Enhed.PROCENT, Enhed.NPS])),
                indikator_id=indikatorer[sted],
            )
            for sted, punktnummer in enumerate(punktnumre)
        ]
        et_maal._prefetched_objects_cache = {"maalepunkter": punkter}  # type: ignore[attr-defined]
        maal.append(et_maal)
    return maal


@st.composite
def to_kontrakter(draw: st.DrawFn) -> tuple[list[Maal], list[Maal]]:
    """The goals now and before; those now may continue any of those before, and several the same one."""
    foer = draw(maal_af_en_kontrakt(100, []))
    return draw(maal_af_en_kontrakt(1, [maal.pk for maal in foer])), foer


NU = Kontrakt(pk=2, erhvervshus=HUS, fra_aar=2026, til_aar=2027, forgaenger_id=1)
FOER = Kontrakt(pk=1, erhvervshus=HUS, fra_aar=2025, til_aar=2025)


def kaede(*maal: list[Maal]) -> dict[int, int | None]:
    """The predecessor of every goal."""
    return {et_maal.pk: et_maal.forgaenger_id for maalene in maal for et_maal in maalene}


def par(raekker: tuple[Aendringsraekke, ...]) -> Counter[tuple[int, int, str]]:
    """Each row as number now and before, 0 where there is none, and word."""
    return Counter(
        (raekke.nu.nummer if raekke.nu else 0, raekke.foer.nummer if raekke.foer else 0, raekke.aendring)
        for raekke in raekker
    )


@settings(max_examples=60)
@given(begge=to_kontrakter())
def test_every_goal_and_maalepunkt_of_both_contracts_is_told_exactly_once_and_whole(
    begge: tuple[list[Maal], list[Maal]],
) -> None:
    nu, foer = begge
    raekker = aendringer(nu, foer, (NU, FOER), kaede(nu, foer))

    assert [raekke.nu.nummer for raekke in raekker if raekke.nu] == [maal.nummer for maal in nu]
    assert sorted(raekke.foer.nummer for raekke in raekker if raekke.foer) == sorted(maal.nummer for maal in foer)
    for side, maalene in (("nu", nu), ("foer", foer)):
        punkter = [getattr(punkt, side) for raekke in raekker for punkt in raekke.maalepunkter]
        alle = [punkt.tekst for maal in maalene for punkt in maal.maalepunkter.all()]
        assert sorted(filter(None, punkter)) == sorted(alle)
        beskrevet = [getattr(raekke, f"beskrivelse_{side}") for raekke in raekker if getattr(raekke, side)]
        assert Counter(beskrevet) == Counter(maal.beskrivelse for maal in maalene)


@settings(max_examples=60)
@given(begge=to_kontrakter(), data=st.data())
def test_contracts_the_other_way_round_swap_new_and_gone_and_the_order_of_the_goals_decides_nothing(
    begge: tuple[list[Maal], list[Maal]], data: st.DataObject
) -> None:
    nu, foer = begge
    frem = par(aendringer(nu, foer, (NU, FOER), kaede(nu, foer)))
    blandet = par(aendringer(data.draw(st.permutations(nu)), foer[::-1], (NU, FOER), kaede(nu, foer)))
    tilbage = par(aendringer(foer, nu, (FOER, NU), kaede(nu, foer)))

    vendt = {NYT: UDGAAET, UDGAAET: NYT}
    assert blandet == frem
    assert tilbage == Counter({(b, a, vendt.get(ord_, ord_)): antal for (a, b, ord_), antal in frem.items()})


@settings(max_examples=60)
@given(maal=maal_af_en_kontrakt(1, [100, 101]))
def test_contract_against_itself_has_nothing_but_unchanged(maal: list[Maal]) -> None:
    raekker = aendringer(maal, maal, (NU, NU), kaede(maal))

    assert {raekke.aendring for raekke in raekker} <= {UAENDRET}
    assert {punkt.aendring for raekke in raekker for punkt in raekke.maalepunkter} <= {UAENDRET}
    assert len(raekker) == len(maal)


@given(foer=MAALTAL, nu=MAALTAL)
def test_every_target_of_both_is_told(foer: dict[tuple[int, Segment], int], nu: dict[tuple[int, Segment], int]) -> None:
    rum = maaltalsaendringer(punkt_med(foer), punkt_med(nu), AAR_FOER, AAR)

    navne = {segment: "" if segment == Segment.ALLE else segment.label for segment in Segment}
    assert {(et.aar_foer, et.segment) for et in rum if et.foer} == {(aar, navne[segment]) for aar, segment in foer}
    assert {(et.aar, et.segment) for et in rum if et.nu} == {(aar, navne[segment]) for aar, segment in nu}
