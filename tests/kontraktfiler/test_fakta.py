"""What the documents say that a careless model gets wrong, as far as Midtjylland's contracts show it."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from kommuner.fordeling import sumkontrol
from kommuner.models import Folketal, Fordelingsnoegle
from kontrakt.models import Kontrakt, Underskrift
from maal.models import Maal, Maalepunkt, NationaltMaal
from tests.kontraktfiler import aflaes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

AFRUNDING = "Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr."
NOEGLER = [
    ("midtjylland-2022", 2022, 39009, 39010, AFRUNDING),
    ("midtjylland-2025", 2025, 43313, 43313, ""),
    ("midtjylland-2026-2027", 2026, 44814, 44815, AFRUNDING),
]
SLUGS = [slug for slug, *_ in NOEGLER]


def numre(noegle: str, aar: int) -> dict[str, int]:
    """The number that a national goal has in each contract beginning that year, by contract."""
    fundne = Maal.objects.filter(nationalt_maal__noegle=noegle, kontrakt__fra_aar=aar)
    return dict(fundne.values_list("kontrakt__slug", "nummer"))


def test_goals_are_compared_by_identity_since_2025_numbers_them_differently() -> None:
    assert numre("kendskab", 2025) == {"midtjylland-2025": 1, "sjaelland-2025": 2}
    assert numre("ivaerksaettere", 2025) == {"midtjylland-2025": 2, "sjaelland-2025": 1}


def test_framework_and_the_summary_of_midtjylland_2025_have_kendskab_as_2() -> None:
    rammeaftalens = NationaltMaal.objects.get(rammeaftale__fra_aar=2024, noegle="kendskab")
    kilde = Kontrakt.objects.get(slug="midtjylland-2025").kilde

    assert rammeaftalens.nummer == 2
    assert "Siderne har kendskab som mål 1 og iværksættere som mål 2" in kilde


def test_removed_goal_on_crisis_renumbers_the_rest_in_midtjylland_and_leaves_a_gap_in_nordjylland() -> None:
    assert numre("kriseberedskab", 2022) == {}
    assert numre("groen-omstilling", 2022) == {"midtjylland-2022": 5, "nordjylland-2022": 6}
    assert numre("effekt", 2022) == {"midtjylland-2022": 6, "nordjylland-2022": 7}
    assert numre("digitalisering", 2022) == {"midtjylland-2022": 7, "nordjylland-2022": 8}


@pytest.mark.parametrize(("slug", "aar", "summen", "i_alt", "forklaring"), NOEGLER, ids=SLUGS)
def test_funding_key_names_its_difference_as_rounding(
    slug: str, aar: int, summen: int, i_alt: int, forklaring: str
) -> None:
    trykt, bidrag = aflaes.noegle(slug, aar)
    kontrol = sumkontrol((beloeb for _, beloeb in bidrag), trykt)

    assert (kontrol.sum, kontrol.i_alt) == (summen, i_alt)
    assert kontrol.er_afrunding
    assert kontrol.forklaring == forklaring


@pytest.mark.parametrize(("slug", "aar"), [(slug, aar) for slug, aar, *_ in NOEGLER], ids=SLUGS)
def test_funding_key_follows_population_on_1_january_of_the_year_before(slug: str, aar: int) -> None:
    noegle = Fordelingsnoegle.objects.get(kontrakt__slug=slug, aar=aar)
    bidrag = dict(noegle.bidrag.values_list("kommune__navn", "beloeb"))
    folketal = dict(
        Folketal.objects.filter(aar=aar - 1, kommune__navn__in=bidrag).values_list("kommune__navn", "antal")
    )
    omraadet = sum(folketal.values())
    beregnet = {navn: Decimal(noegle.i_alt) * antal / omraadet for navn, antal in folketal.items()}

    assert len(bidrag) == 19
    assert bidrag == {navn: int(kroner.quantize(Decimal(1), ROUND_HALF_UP)) for navn, kroner in beregnet.items()}


def test_two_year_contract_has_its_key_and_some_targets_for_the_first_year_only() -> None:
    slug = "midtjylland-2026-2027"
    aar: dict[str, list[int]] = {}
    for sted, maaltallets_aar, *_ in aflaes.maaltal(slug):
        aar.setdefault(sted, []).append(maaltallets_aar)

    assert list(Fordelingsnoegle.objects.filter(kontrakt__slug=slug).values_list("aar", flat=True)) == [2026]
    assert [sted for sted, maaltallenes_aar in aar.items() if maaltallenes_aar == [2026]] == ["7.2", "7.3"]


@pytest.mark.parametrize("slug", ["midtjylland-2025", "midtjylland-2026-2027"])
def test_knowledge_of_services_has_a_target_for_2025_and_2027_but_none_for_2026(slug: str) -> None:
    tilbud = Maalepunkt.objects.get(maal__kontrakt__slug=slug, maal__nationalt_maal__noegle="kendskab", nummer=2)

    assert dict(tilbud.maaltal.values_list("aar", "vaerdi")) == {2025: Decimal(55), 2027: Decimal(65)}


def test_drafts_have_no_signatures_and_agreed_contracts_of_midtjylland_have_two() -> None:
    antal = {
        kontrakt.slug: (kontrakt.tilstand, Underskrift.objects.filter(kontrakt=kontrakt).count())
        for kontrakt in Kontrakt.objects.filter(erhvervshus__noegle="midtjylland")
    }

    assert antal == {
        "midtjylland-2022": ("udkast", 0),
        "midtjylland-2025": ("vedtaget", 2),
        "midtjylland-2026-2027": ("vedtaget", 2),
    }


def test_share_that_was_referred_is_a_target_in_2022_and_2025_and_gone_in_2026() -> None:
    henvist = Maalepunkt.objects.filter(maal__nationalt_maal=None, maal__kontrakt__erhvervshus__noegle="midtjylland")
    slugs = henvist.filter(enhed="procent").order_by("maal__kontrakt__fra_aar")

    assert list(slugs.values_list("maal__kontrakt__slug", flat=True)) == ["midtjylland-2022", "midtjylland-2025"]
    assert [punkt.maaltal.get().vaerdi for punkt in slugs] == [Decimal(80), Decimal(80)]


def test_rise_and_baseline_give_the_target_of_2022() -> None:
    groent = aflaes.punkt("midtjylland-2022", "5.2").maaltal.get(aar=2022)

    assert (groent.udgangspunkt, groent.stigning, groent.vaerdi) == (Decimal(60), Decimal(5), Decimal(65))


def test_growth_in_productivity_is_any_growth_above_nothing() -> None:
    punkter = Maalepunkt.objects.filter(
        maal__kontrakt__erhvervshus__noegle="midtjylland", maal__nationalt_maal__noegle="effekt", segmentering="drift"
    )
    krav = {punkt.maal.kontrakt.slug: (punkt.krav, {tal.vaerdi for tal in punkt.maaltal.all()}) for punkt in punkter}

    assert krav == {
        "midtjylland-2022": ("over", {Decimal(0)}),
        "midtjylland-2025": ("over", {Decimal(0)}),
        "midtjylland-2026-2027": ("over", {Decimal(0)}),
    }
