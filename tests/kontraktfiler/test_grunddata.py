"""The basic data of `fixtures/grunddata`, against figures and lists typed from their sources."""

from collections import Counter
from hashlib import sha256

import pytest
from django.db.models import Sum

from kommuner.models import Folketal
from kontrakt.models import Erhvervshus, Kkr, Kommune, Rammeaftale
from maal.models import Faellesmaaltal, Maaltal, NationaltMaal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

CHRISTIANSOE_2025 = 90

# bilag 1 of the framework 2021–2023: how many of each house's municipalities are by and land
BY_OG_LAND = {
    "hovedstaden": (27, 2),
    "sjaelland": (7, 10),
    "fyn": (6, 3),
    "sydjylland": (9, 4),
    "midtjylland": (10, 9),
    "nordjylland": (4, 7),
}

# the same bilag's landkommuner; all others are by
LANDKOMMUNER = {
    *("Bornholm", "Halsnæs"),
    *("Guldborgsund", "Vordingborg", "Næstved", "Lolland", "Sorø", "Stevns", "Slagelse", "Faxe", "Kalundborg"),
    *("Odsherred", "Svendborg", "Langeland", "Ærø", "Aabenraa", "Tønder", "Sønderborg", "Billund", "Viborg", "Skive"),
    *("Ringkøbing-Skjern", "Syddjurs", "Norddjurs", "Struer", "Holstebro", "Lemvig", "Samsø", "Frederikshavn"),
    *("Hjørring", "Jammerbugt", "Læsø", "Morsø", "Thisted", "Vesthimmerlands"),
}

# the country's population on 1 January without Christiansø
LANDET = {2020: 5_822_679, 2021: 5_839_955, 2022: 5_873_327, 2023: 5_932_561, 2024: 5_961_158, 2026: 6_025_511}

# SHA-256 of the extract's `code;year;inhabitants`, a line each, by code and year
UDTRAEK = "1039ca23f2cd99a8e6053976778257e16a954004e261f4707dec75dea9ccca8e"

# as the funding keys of Midtjylland print them, first to last
MIDTJYLLAND = [
    "Favrskov", "Hedensted", "Herning", "Holstebro", "Horsens", "Ikast-Brande", "Lemvig", "Norddjurs", "Odder",
    "Randers", "Ringkøbing-Skjern", "Samsø", "Silkeborg", "Skanderborg", "Skive", "Struer", "Syddjurs", "Viborg",
    "Aarhus",
]  # fmt: skip


def test_there_are_five_kkr_and_six_houses_two_of_them_in_syddanmark() -> None:
    assert list(Kkr.objects.values_list("navn", flat=True)) == [
        "KKR Hovedstaden",
        "KKR Midtjylland",
        "KKR Nordjylland",
        "KKR Sjælland",
        "KKR Syddanmark",
    ]
    assert list(Erhvervshus.objects.values_list("noegle", "navn", "kkr__noegle")) == [
        ("fyn", "Erhvervshus Fyn", "syddanmark"),
        ("hovedstaden", "Erhvervshus Hovedstaden", "hovedstaden"),
        ("midtjylland", "Erhvervshus Midtjylland", "midtjylland"),
        ("nordjylland", "Erhvervshus Nordjylland", "nordjylland"),
        ("sjaelland", "Erhvervshus Sjælland", "sjaelland"),
        ("sydjylland", "Erhvervshus Sydjylland", "syddanmark"),
    ]


def test_there_are_98_municipalities_divided_as_in_the_framework() -> None:
    antal = Counter(Kommune.objects.values_list("erhvervshus__noegle", "type"))

    assert Kommune.objects.count() == 98
    assert {hus: (antal[hus, "by"], antal[hus, "land"]) for hus in BY_OG_LAND} == BY_OG_LAND


def test_landkommuner_are_those_of_the_framework() -> None:
    assert set(Kommune.objects.filter(type="land").values_list("navn", flat=True)) == LANDKOMMUNER


@pytest.mark.parametrize(
    ("kode", "navn", "hus", "slags", "region"),
    [
        ("0101", "København", "hovedstaden", "by", "Region Hovedstaden"),
        ("0400", "Bornholm", "hovedstaden", "land", "Region Hovedstaden"),
        ("0410", "Middelfart", "sydjylland", "by", "Region Syddanmark"),
        ("0479", "Svendborg", "fyn", "land", "Region Syddanmark"),
        ("0480", "Nordfyns", "fyn", "by", "Region Syddanmark"),
        ("0707", "Norddjurs", "midtjylland", "land", "Region Midtjylland"),
        ("0751", "Aarhus", "midtjylland", "by", "Region Midtjylland"),
        ("0820", "Vesthimmerlands", "nordjylland", "land", "Region Nordjylland"),
    ],
)
def test_municipality_has_its_code_name_house_and_kind(kode: str, navn: str, hus: str, slags: str, region: str) -> None:
    kommune = Kommune.objects.get(kode=kode)

    assert (kommune.navn, kommune.erhvervshus.noegle, kommune.type, kommune.region) == (navn, hus, slags, region)


def test_aarhus_stands_last_of_all_98_and_of_midtjyllands_19() -> None:
    alle = list(Kommune.objects.values_list("navn", flat=True))
    midtjylland = Kommune.objects.filter(erhvervshus__noegle="midtjylland")

    assert alle[-5:] == ["Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert list(midtjylland.values_list("navn", flat=True)) == MIDTJYLLAND


def test_population_is_known_for_every_municipality_and_year() -> None:
    assert Counter(Folketal.objects.values_list("aar", flat=True)) == dict.fromkeys(range(2020, 2027), 98)


def test_population_adds_up_to_the_country_without_christiansoe() -> None:
    summer = dict(Folketal.objects.order_by("aar").values_list("aar").annotate(Sum("antal")))

    assert summer == {**LANDET, 2025: 5_992_734 - CHRISTIANSOE_2025}


def test_population_is_the_extract_number_for_number() -> None:
    raekker = Folketal.objects.order_by("kommune__kode", "aar").values_list("kommune__kode", "aar", "antal")
    linjer = "\n".join(";".join(map(str, raekke)) for raekke in raekker)

    assert sha256(linjer.encode()).hexdigest() == UDTRAEK


@pytest.mark.parametrize(("kode", "aar", "antal"), [("0101", 2020, 632_340), ("0851", 2026, 226_033)])
def test_population_is_statistics_denmarks(kode: str, aar: int, antal: int) -> None:
    assert Folketal.objects.get(kommune__kode=kode, aar=aar).antal == antal


def test_framework_2021_2023_has_its_date_and_eight_national_goals() -> None:
    ramme = Rammeaftale.objects.get(fra_aar=2021, til_aar=2023)

    assert (ramme.titel, str(ramme.indgaaet)) == ("Aftale om rammerne for erhvervshuse 2021-2023", "2021-01-27")
    assert list(NationaltMaal.objects.filter(rammeaftale=ramme).values_list("nummer", "noegle", "titel")) == [
        (1, "kendskab", "Virksomhedernes kendskab til erhvervshusene"),
        (2, "geografisk-spredning", "Bred geografisk spredning"),
        (3, "tilfredshed", "Kvalitet, kompetencer og virksomhedernes tilfredshed"),
        (4, "knudepunkt", "Erhvervshusenes knudepunktsfunktion"),
        (5, "kriseberedskab", "Erhvervshusenes kriseberedskab"),
        (6, "groen-omstilling", "Grøn omstilling og cirkulær økonomi"),
        (7, "effekt", "Effekt i virksomhederne"),
        (8, "digitalisering", "Digitalisering og nye teknologier"),
    ]


def test_framework_2024_2027_has_six_national_goals() -> None:
    ramme = Rammeaftale.objects.get(fra_aar=2024, til_aar=2027)

    assert (ramme.titel, ramme.indgaaet) == ("Aftale om rammerne for erhvervshuse 2024-2027", None)
    assert list(NationaltMaal.objects.filter(rammeaftale=ramme).values_list("nummer", "noegle", "titel")) == [
        (1, "ivaerksaettere", "Styrket indsats for iværksættere"),
        (2, "kendskab", "Kendskab til erhvervshusene"),
        (3, "tilfredshed", "Virksomhedernes tilfredshed"),
        (4, "knudepunkt", "Erhvervshusenes knudepunktsfunktion"),
        (5, "effekt", "Effekt i virksomhederne"),
        (6, "baeredygtighed", "Bæredygtighed"),
    ]
    assert Rammeaftale.objects.count() == 2


def test_joint_target_of_2027_is_distributed_as_the_agreement_has_it() -> None:
    faelles = Faellesmaaltal.objects.get()
    andele = {andel.erhvervshus.noegle: int(andel.vaerdi) for andel in faelles.andele.all()}

    assert (faelles.indikator.noegle, faelles.aar, int(faelles.vaerdi)) == ("unge-virksomheder", 2027, 1200)
    assert list(andele.items()) == [
        ("fyn", 94),
        ("hovedstaden", 385),
        ("midtjylland", 275),
        ("nordjylland", 119),
        ("sjaelland", 171),
        ("sydjylland", 156),
    ]
    assert sum(andele.values()) == faelles.vaerdi


def test_contracts_promise_their_share_of_the_joint_target() -> None:
    faelles = Faellesmaaltal.objects.get()
    andele = {andel.erhvervshus.noegle: andel.vaerdi for andel in faelles.andele.all()}
    maaltal = Maaltal.objects.filter(maalepunkt__indikator=faelles.indikator, aar=faelles.aar)

    lovet = {et.maalepunkt.maal.kontrakt.slug: et.vaerdi for et in maaltal}

    assert {slug: int(vaerdi) for slug, vaerdi in lovet.items()} == {
        "midtjylland-2025": 275,
        "midtjylland-2026-2027": 275,
        "sjaelland-2025": 171,
    }
    assert {slug for slug, vaerdi in lovet.items() if vaerdi != andele[slug.partition("-")[0]]} == set()
