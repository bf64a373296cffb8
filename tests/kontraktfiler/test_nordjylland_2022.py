"""Nordjylland 2022, against tables typed from the presentation's pages for 2022."""

from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from maal.models import Maal
from tests.kontraktfiler import aflaes

SLUG = "nordjylland-2022"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]


# number, title, national goal (none: regional), how many målepunkter; number 5 is taken out
MAAL = [
    (1, "Virksomhedernes kendskab til Erhvervshusene", "kendskab", 2),
    (2, "Bred geografisk spredning", "geografisk-spredning", 1),
    (3, "Kvalitet, kompetencer og virksomhedernes tilfredshed", "tilfredshed", 2),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 1),
    (6, "Grøn omstilling og cirkulær økonomi", "groen-omstilling", 2),
    (7, "Effekt i virksomhederne", "effekt", 4),
    (8, "Digitalisering og nye teknologier", "digitalisering", 1),
    (9, "Styrket regional strategi og styrket indsats", None, 2),
    (10, "Styrket regionalt samarbejde", None, 4),
    (11, "Grøn omstilling og cirkulær økonomi (regionalt)", None, 3),
    (12, "Specialiseret vejledning til Erhvervshusenes forskellige målgrupper", None, 1),
]

# number, the contract and number it continues, what the page says of it
AENDRINGER = [
    (1, "nordjylland-2021", 1, "justeret"),
    (2, "nordjylland-2021", 2, "uaendret"),
    (3, "nordjylland-2021", 3, "uaendret"),
    (4, "nordjylland-2021", 4, "justeret"),
    (6, "nordjylland-2021", 6, "justeret"),
    (7, "nordjylland-2021", 7, "uaendret"),
    (8, "nordjylland-2021", 8, "uaendret"),
    (9, "nordjylland-2021", 9, "justeret"),
    (10, "nordjylland-2021", 10, ""),
    (11, "nordjylland-2021", 11, "justeret"),
    (12, "nordjylland-2021", 12, "uaendret"),
]

# place (goal.målepunkt), unit, demand, segments, reckoning, measured by
MAALEPUNKTER = [
    ("1.1", "kvalitativ", "", "", "niveau", ""),
    ("1.2", "procent", "mindst", "", "niveau", ""),
    ("2.1", "kvalitativ", "", "", "niveau", ""),
    ("3.1", "procent", "mindst", "drift_vaekst", "niveau", ""),
    ("3.2", "nps", "mindst", "drift_vaekst", "niveau", ""),
    ("4.1", "procent", "mindst", "", "niveau", ""),
    ("6.1", "kvalitativ", "", "", "niveau", ""),
    ("6.2", "procent", "mindst", "", "niveau", ""),
    ("7.1", "procent", "mindst", "", "niveau", ""),
    ("7.2", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("7.3", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("7.4", "procentpoint", "over", "drift", "niveau", ""),
    ("8.1", "procent", "mindst", "", "niveau", ""),
    ("9.1", "kvalitativ", "", "", "niveau", ""),
    ("9.2", "kvalitativ", "", "", "niveau", ""),
    ("10.1", "kvalitativ", "", "", "niveau", ""),
    ("10.2", "kvalitativ", "", "", "niveau", ""),
    ("10.3", "kvalitativ", "", "", "niveau", ""),
    ("10.4", "kvalitativ", "", "", "niveau", ""),
    ("11.1", "kvalitativ", "", "", "niveau", ""),
    ("11.2", "kvalitativ", "", "", "niveau", ""),
    ("11.3", "kvalitativ", "", "", "niveau", ""),
    ("12.1", "antal", "mindst", "", "akkumuleret", ""),
]

# place, year, segment (blank: all), target
MAALTAL = [
    ("1.2", 2023, "", Decimal(50)),
    ("3.1", 2022, "", Decimal(80)),
    ("3.2", 2022, "", Decimal(70)),
    ("4.1", 2022, "", Decimal(47)),
    ("4.1", 2023, "", Decimal(50)),
    ("6.2", 2022, "", Decimal(72)),
    ("6.2", 2023, "", Decimal(75)),
    ("7.1", 2022, "", Decimal(65)),
    ("7.2", 2022, "", Decimal(10)),
    ("7.3", 2022, "", Decimal(5)),
    ("7.4", 2022, "", Decimal(0)),
    ("8.1", 2022, "", Decimal(70)),
    ("12.1", 2022, "", Decimal(800)),
]

# words that each målepunkt's text or method must keep
ORD = [
    ("1.1", ["2022", "kendskabskampagne", "kendskabsmålet for 2023"]),
    ("1.1", ["nye virksomheder", "ikke har modtaget vejledning"]),
    ("1.2", ["2023", "50 %", "september 2020", "33 % på landsplan", "Nordjylland 40 %", "Midtjylland 36 %"]),
    ("1.2", ["Sjælland 34 %", "Fyn 33 %", "Sydjylland 32 %", "Hovedstaden 26 %"]),
    ("2.1", ["geografisk spredning", "hele det kommunale opland", "lokale mål 9", "Mål 10"]),
    ("3.1", ["80 %", "»Meget tilfredse«", "faglige kompetencer"]),
    ("3.2", ["Net Promoter Score", "70", "drifts- og vækstsegmentet"]),
    ("4.1", ["2022", "47 %", "2023", "50 %", "2021", "45 %"]),
    ("6.1", ["2022", "dialogværktøjet", "synligt og let tilgængeligt", "selvhjælpsværktøj"]),
    ("6.2", ["slutningen af 2022", "72 %", "der kender Erhvervshuset", "ultimo 2023", "75 %"]),
    ("7.1", ["65 %", "»i høj grad«"]),
    ("7.2", ["10 procentpoint", "omsætning", "kontrolgruppe", "2 år efter endt vejledning"]),
    ("7.3", ["5 procentpoint", "beskæftigelse", "kontrolgruppe", "2 år efter endt vejledning"]),
    ("7.4", ["øget produktivitet", "kontrolgruppe", "2 år efter endt vejledning", "omsætning pr. årsværk"]),
    ("8.1", ["70 %", "digitalisering", "nye teknologier", "»i høj grad«"]),
    ("9.1", ["tilsagn", "prioriterede nye midler"]),
    ("9.2", ["nordjyske fyrtårnsprojekt", "vækstteam", "ejerskab", "projektudvikling og gennemførelse"]),
    ("10.1", ["samarbejdsaftalen", "fælles ejerskab", "projekt- og programtilbud"]),
    ("10.1", ["indgået for 2021", "4 møder årligt", "fundet en god form i 2022", "11 lokale erhvervskontorer"]),
    ("10.2", ["geografisk spredning", "lige adgang", "11 nordjyske kommuner"]),
    ("10.3", ["årligt", "borgmester", "erhvervschef", "hver kommune"]),
    ("10.4", ["udmøntning", "nationale klynger", "2021"]),
    ("11.1", ["alle virksomheder", "alle 11 nordjyske kommuner"]),
    ("11.2", ["iværksættere og SMV'er", "React-programmet"]),
    ("11.3", ["fælles nordjyske klimaambition"]),
    ("12.1", ["800 unikke virksomheder", "2022", "vækstforløb, driftsforløb, korte forløb og Early Warning-forløb"]),
]


def test_contract_follows_2021_and_is_agreed_without_dates_or_signatures() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.erhvervshus.noegle, kontrakt.fra_aar, kontrakt.til_aar) == ("nordjylland", 2022, 2022)
    assert (kontrakt.rammeaftale.fra_aar, kontrakt.tilstand, kontrakt.frekvens) == (2021, "vedtaget", "aarlig")
    assert (kontrakt.vedtaget_dato, kontrakt.traeder_i_kraft) == (None, None)
    assert kontrakt.forgaenger == Kontrakt.objects.get(slug="nordjylland-2021")
    assert (aflaes.underskrifter(SLUG), aflaes.indsatsomraader(SLUG), kontrakt.fordelingsnoegler.count()) == ([], [], 0)


def test_goals_are_seven_national_and_four_regional_with_a_gap_at_five() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_each_goal_continues_the_one_of_2021_and_says_what_the_page_says() -> None:
    felter = ("nummer", "forgaenger__kontrakt__slug", "forgaenger__nummer", "aendring")
    maal = Maal.objects.filter(kontrakt__slug=SLUG).order_by("nummer")

    assert list(maal.values_list(*felter)) == AENDRINGER


def test_maalepunkter_are_those_of_the_presentation() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_those_of_the_presentation() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL
    assert (aflaes.tolerancer(SLUG), aflaes.dele(SLUG)) == ({}, [])


def test_no_baseline_or_rise_is_stated() -> None:
    assert aflaes.stigninger(SLUG) == {}


@pytest.mark.parametrize(("sted", "ord_"), ORD)
def test_words_keep_every_figure_date_and_party(sted: str, ord_: list[str]) -> None:
    punkt = aflaes.punkt(SLUG, sted)

    assert [ordet for ordet in ord_ if ordet not in f"{punkt.tekst} {punkt.metode}"] == []


def test_focus_of_goal_12_is_productivity() -> None:
    assert "produktivitetsudvikling" in Maal.objects.get(kontrakt__slug=SLUG, nummer=12).beskrivelse


def test_source_names_the_contradictions() -> None:
    kilde = Kontrakt.objects.get(slug=SLUG).kilde

    uoverensstemmelser = ["lokale mål 9", "kalder målet uændret, men tæller nu mindst 800", "nummer 5 står tomt"]
    assert [tekst for tekst in uoverensstemmelser if tekst not in kilde] == []
