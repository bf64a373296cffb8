"""What Nordjylland's report of 13 October 2021 and the funding keys come to, read as every page and file reads them."""

from decimal import Decimal

import pytest

from kommuner.fordeling import sumkontrol
from kommuner.models import Fordelingsnoegle
from maal.enheder import vis_vaerdi
from maal.models import Afrapportering
from maal.opslag import udtraek_af
from maal.typer import Segment, Vurdering
from maal.udtraek import Punktudtraek, Udtraek

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]


@pytest.fixture
def udtraek(indlaeste: None) -> Udtraek:
    """Nordjylland's report as of 13 October 2021."""
    return udtraek_af(Afrapportering.objects.get(kontrakt__slug="nordjylland-2021"))


def tal(punkt: Punktudtraek) -> list[tuple[Segment, str, str, Vurdering]]:
    """Target beside result and verdict, a row for each segment."""
    return [
        (s.segment, vis_vaerdi(s.maaltal, punkt.enhed), vis_vaerdi(s.resultat, punkt.enhed), s.vurdering)
        for s in punkt.segmenter
        if s.maaltal is not None and s.resultat is not None
    ]


def punkt(udtraek: Udtraek, betegnelse: str) -> Punktudtraek:
    """The målepunkt with a number such as 3.1."""
    [fundet] = [punkt for punkt in udtraek.punkter if punkt.betegnelse == betegnelse]
    return fundet


def test_satisfaction_misses_in_drift_and_is_met_in_vaekst(udtraek: Udtraek) -> None:
    assert tal(punkt(udtraek, "3.1")) == [
        (Segment.DRIFT, "80\xa0%", "75\xa0%", Vurdering.IKKE_OPFYLDT),
        (Segment.VAEKST, "80\xa0%", "81\xa0%", Vurdering.OPFYLDT),
    ]
    assert punkt(udtraek, "3.1").vurdering == Vurdering.DELVIST_OPFYLDT


def test_nps_is_met_in_both_segments(udtraek: Udtraek) -> None:
    assert tal(punkt(udtraek, "3.2")) == [
        (Segment.DRIFT, "70", "70", Vurdering.OPFYLDT),
        (Segment.VAEKST, "70", "84", Vurdering.OPFYLDT),
    ]


@pytest.mark.parametrize(
    ("betegnelse", "maaltal", "resultat"),
    [("4.1", "45\xa0%", "50\xa0%"), ("7.1", "65\xa0%", "71\xa0%"), ("12.1", "350", "365")],
)
def test_figure_that_reaches_its_target_is_met(udtraek: Udtraek, betegnelse: str, maaltal: str, resultat: str) -> None:
    assert tal(punkt(udtraek, betegnelse)) == [(Segment.ALLE, maaltal, resultat, Vurdering.OPFYLDT)]


def test_courses_behind_the_target_but_ahead_of_the_pace_are_on_their_way(udtraek: Udtraek) -> None:
    [segment] = punkt(udtraek, "12.2").segmenter

    assert (segment.resultat, segment.maaltal) == (Decimal(518 + 37), Decimal(600))
    assert segment.vurdering == Vurdering.PAA_VEJ
    assert segment.forventet is not None
    assert round(segment.forventet, 1) == Decimal("470.1")


def test_goal_8_awaits_erhvervsstyrelsen(udtraek: Udtraek) -> None:
    assert (punkt(udtraek, "8.1").vurdering, punkt(udtraek, "8.1").afventer) == (
        Vurdering.AFVENTER,
        "Erhvervsstyrelsen",
    )


def test_goal_2_follows_goal_10(udtraek: Udtraek) -> None:
    maal = {maal.nummer: maal for maal in udtraek.maal}

    assert punkt(udtraek, "2.1").henviser_til == 10
    assert maal[2].vurdering == maal[10].vurdering == Vurdering.AFVENTER


def test_each_goal_has_its_verdict(udtraek: Udtraek) -> None:
    assert {maal.nummer: maal.vurdering for maal in udtraek.maal} == {
        1: Vurdering.AFVENTER,
        2: Vurdering.AFVENTER,
        3: Vurdering.DELVIST_OPFYLDT,
        4: Vurdering.OPFYLDT,
        5: Vurdering.AFVENTER,
        6: Vurdering.AFVENTER,
        7: Vurdering.OPFYLDT,
        8: Vurdering.AFVENTER,
        9: Vurdering.AFVENTER,
        10: Vurdering.AFVENTER,
        11: Vurdering.AFVENTER,
        12: Vurdering.PAA_VEJ,
    }


def test_verdicts_are_counted_and_what_is_missing_is_listed(udtraek: Udtraek) -> None:
    assert {vurdering: antal for vurdering, antal in udtraek.taelling.items() if antal} == {
        Vurdering.OPFYLDT: 4,
        Vurdering.DELVIST_OPFYLDT: 1,
        Vurdering.PAA_VEJ: 1,
        Vurdering.AFVENTER: 4,
        Vurdering.MANGLER: 11,
    }
    assert [punkt.betegnelse for punkt in udtraek.mangler] == [
        "5.1", "5.2", "6.1", "6.2", "9.1", "9.2", "10.1", "10.2", "10.3", "10.4", "11.1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "aar", "i_alt", "summen", "forklaring"),
    [
        ("midtjylland-2022", 2022, 39_010, 39_009, "Summen ligger 1.000 kr. under den trykte total"),
        ("midtjylland-2025", 2025, 43_313, 43_313, ""),
        ("midtjylland-2026-2027", 2026, 44_815, 44_814, "Summen ligger 1.000 kr. under den trykte total"),
    ],
)
def test_funding_key_reads_its_sum_beside_the_printed_total(
    slug: str, aar: int, i_alt: int, summen: int, forklaring: str
) -> None:
    noegle = Fordelingsnoegle.objects.get(kontrakt__slug=slug, aar=aar)

    kontrol = sumkontrol(noegle.bidrag.values_list("beloeb", flat=True), noegle.i_alt)

    assert (kontrol.i_alt, kontrol.sum, kontrol.antal) == (i_alt, summen, 19)
    assert kontrol.forklaring.split(":")[0] == forklaring
    assert kontrol.er_afrunding
