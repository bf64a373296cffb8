"""The funding keys of the real contracts are computed from total and population, and what the next one would be."""

import pytest

from kommuner.fordeling import beregn_noegle
from kommuner.models import Folketal, Fordelingsnoegle
from kommuner.noegleforslag import beregn_forslag, hent_grundlag
from kommuner.noegleside import hent_noegleside
from kommuner.typer import Noeglemetode
from kontrakt.models import Kontrakt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

# Contract, year, printed total in 1.000 kr., the year of the population, the sum's distance from the total
NOEGLER = [
    ("midtjylland-2022", 2022, 39_010, 2021, -1),
    ("midtjylland-2025", 2025, 43_313, 2024, 0),
    ("midtjylland-2026-2027", 2026, 44_815, 2025, -1),
]


@pytest.mark.parametrize(("slug", "aar", "i_alt", "folketalsaar", "forskel"), NOEGLER)
def test_every_contribution_is_total_times_share_rounded_by_itself(
    slug: str, aar: int, i_alt: int, folketalsaar: int, forskel: int
) -> None:
    noegle = Fordelingsnoegle.objects.get(kontrakt__slug=slug, aar=aar)
    trykt = dict(noegle.bidrag.values_list("kommune__kode", "beloeb"))
    folketal = Folketal.objects.filter(aar=folketalsaar, kommune__kode__in=trykt)

    beregnet = beregn_noegle(i_alt, dict(folketal.values_list("kommune__kode", "antal")))

    assert len(trykt) == 19
    assert beregnet == trykt
    assert sum(trykt.values()) - i_alt == forskel


@pytest.mark.parametrize(("slug", "aar", "i_alt", "folketalsaar", "forskel"), NOEGLER)
def test_page_of_the_real_key_finds_the_method_followed(
    slug: str, aar: int, i_alt: int, folketalsaar: int, forskel: int
) -> None:
    side = hent_noegleside(Kontrakt.objects.get(slug=slug), aar)

    assert side is not None
    assert (side.metode, side.afvigende, side.folketalsaar) == (Noeglemetode.HVER_FOR_SIG, (), folketalsaar)
    assert (side.kontrol.i_alt, side.kontrol.difference) == (i_alt, forskel)


def test_previous_key_is_the_houses_newest_earlier_one_whatever_contract_it_is_part_of() -> None:
    sider = [hent_noegleside(Kontrakt.objects.get(slug=slug), aar) for slug, aar, *_ in NOEGLER]

    assert [side and side.forrige and side.forrige.aar for side in sider] == [None, 2022, 2025]


def test_midtjyllands_key_for_2027_is_computed_from_the_population_of_1_january_2026() -> None:
    kontrakt = Kontrakt.objects.get(slug="midtjylland-2026-2027")
    grundlag = hent_grundlag(kontrakt, 2027, Fordelingsnoegle.objects.all())

    forslag = beregn_forslag(grundlag, 45_700)

    assert (grundlag.folketalsaar, sum(grundlag.folketal.values())) == (2026, 1_383_261)
    assert [(side.kontrol.sum, side.kontrol.difference) for side in (forslag.hver_for_sig, forslag.gaar_op)] == [
        (45_698, -2),
        (45_700, 0),
    ]
    assert forslag.forskelle == ("Ringkøbing-Skjern", "Samsø")
    assert {en.kommune: (en.forrige, en.beloeb, anden.beloeb) for en, anden in forslag.raekker} == {
        "Favrskov": (1610, 1644, 1644),
        "Hedensted": (1571, 1605, 1605),
        "Herning": (2936, 2991, 2991),
        "Holstebro": (1931, 1960, 1960),
        "Horsens": (3194, 3264, 3264),
        "Ikast-Brande": (1403, 1431, 1431),
        "Lemvig": (613, 614, 614),
        "Norddjurs": (1196, 1205, 1205),
        "Odder": (786, 803, 803),
        "Randers": (3274, 3322, 3322),
        "Ringkøbing-Skjern": (1813, 1830, 1831),
        "Samsø": (119, 119, 120),
        "Silkeborg": (3313, 3395, 3395),
        "Skanderborg": (2145, 2192, 2192),
        "Skive": (1446, 1457, 1457),
        "Struer": (660, 665, 665),
        "Syddjurs": (1439, 1467, 1467),
        "Viborg": (3185, 3234, 3234),
        "Aarhus": (12180, 12500, 12500),
    }
