"""Midtjylland's draft for 2022: every figure, typed from KKR Midtjylland's annexes of October 2021."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from tests.kontraktfiler import aflaes

SLUG = "midtjylland-2022"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

MAAL = [
    (1, "Virksomhedernes kendskab til erhvervshusene", "kendskab", 2),
    (2, "Bred geografisk spredning", "geografisk-spredning", 1),
    (3, "Kvalitet, kompetencer og virksomhedernes tilfredshed", "tilfredshed", 2),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 3),
    (5, "Grøn omstilling og cirkulær økonomi", "groen-omstilling", 3),
    (6, "Effekt i virksomhederne", "effekt", 4),
    (7, "Digitalisering og nye teknologier", "digitalisering", 1),
    (8, "Geografisk spredning, omfang og opsøgende indsats", None, 5),
]

STYRELSEN = "Erhvervsstyrelsen"
HUSET = "Erhvervshus Midtjylland"
MAALEPUNKTER = [
    ("1.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("1.2", "procent", "mindst", "", "niveau", ""),
    ("2.1", "kvalitativ", "", "", "niveau", ""),
    ("3.1", "procent", "mindst", "drift_vaekst", "niveau", STYRELSEN),
    ("3.2", "nps", "mindst", "drift_vaekst", "niveau", STYRELSEN),
    ("4.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("4.2", "antal", "mindst", "", "akkumuleret", ""),
    ("4.3", "kvalitativ", "", "", "niveau", ""),
    ("5.1", "kvalitativ", "", "", "niveau", "KL og Erhvervsstyrelsen"),
    ("5.2", "procent", "mindst", "", "niveau", STYRELSEN),
    ("5.3", "procent", "mindst", "", "niveau", ""),
    ("6.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("6.2", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("6.3", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("6.4", "procentpoint", "over", "drift", "niveau", ""),
    ("7.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("8.1", "spredning", "inden_for", "", "niveau", HUSET),
    ("8.2", "antal", "mindst", "", "akkumuleret", HUSET),
    ("8.3", "antal", "mindst", "", "akkumuleret", HUSET),
    ("8.4", "procent", "mindst", "", "niveau", HUSET),
    ("8.5", "kvalitativ", "", "", "niveau", HUSET),
]

MAALTAL = [
    ("1.1", 2022, "", Decimal(45)),
    ("1.1", 2023, "", Decimal(50)),
    ("1.2", 2022, "", Decimal(50)),
    ("3.1", 2022, "", Decimal(80)),
    ("3.2", 2022, "", Decimal(70)),
    ("4.1", 2022, "", Decimal(48)),
    ("4.1", 2023, "", Decimal(50)),
    ("4.2", 2022, "", Decimal(19)),
    ("5.2", 2021, "", Decimal(65)),
    ("5.2", 2022, "", Decimal(65)),
    ("5.2", 2023, "", Decimal(70)),
    ("5.3", 2022, "", Decimal(70)),
    ("5.3", 2023, "", Decimal(70)),
    ("6.1", 2022, "", Decimal(70)),
    ("6.2", 2022, "", Decimal(10)),
    ("6.3", 2022, "", Decimal(5)),
    ("6.4", 2022, "", Decimal(0)),
    ("7.1", 2022, "", Decimal(70)),
    ("8.1", 2022, "", Decimal(0)),
    ("8.2", 2022, "", Decimal(5000)),
    ("8.3", 2022, "", Decimal(600)),
    ("8.4", 2022, "", Decimal(80)),
]

BIDRAG = [
    ("Favrskov", 1417),
    ("Hedensted", 1370),
    ("Herning", 2613),
    ("Holstebro", 1718),
    ("Horsens", 2701),
    ("Ikast-Brande", 1215),
    ("Lemvig", 574),
    ("Norddjurs", 1082),
    ("Odder", 673),
    ("Randers", 2876),
    ("Ringkøbing-Skjern", 1645),
    ("Samsø", 108),
    ("Silkeborg", 2796),
    ("Skanderborg", 1856),
    ("Skive", 1330),
    ("Struer", 609),
    ("Syddjurs", 1264),
    ("Viborg", 2831),
    ("Aarhus", 10331),
]

INDSATSOMRAADER = [
    (1, "Samarbejde mellem erhvervshus og kommuner"),
    (2, "Erhvervshusets opsøgende indsats"),
    (3, "Grøn og cirkulær omstilling"),
    (4, "Digitalisering"),
    (5, "Opfølgning på anbefalinger fra Vækstteam Midtjylland"),
    (6, "Medarbejdernes kompetencer og bestyrelsens ansvar"),
]


def test_contract_is_a_draft_of_one_year_without_adoption_date() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.fra_aar, kontrakt.til_aar) == (2022, 2022)
    assert kontrakt.rammeaftale.titel == "Aftale om rammerne for erhvervshuse 2021-2023"
    assert (kontrakt.tilstand, kontrakt.vedtaget_dato) == ("udkast", None)
    assert kontrakt.traeder_i_kraft == date(2022, 1, 1)
    assert (kontrakt.frekvens, kontrakt.forgaenger) == ("aarlig", None)


def test_goals_are_the_documents() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_maalepunkter_are_the_documents() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_the_documents() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL


def test_spread_has_a_band_of_ten() -> None:
    assert aflaes.tolerancer(SLUG) == {("8.1", 2022): Decimal(10)}


def test_rises_are_kept_and_the_unknown_level_of_autumn_2021_is_not_invented() -> None:
    assert aflaes.stigninger(SLUG) == {
        ("1.1", 2022): (None, Decimal(5)),
        ("5.2", 2021): (Decimal(60), Decimal(5)),
        ("5.2", 2022): (Decimal(60), Decimal(5)),
        ("5.2", 2023): (Decimal(65), Decimal(5)),
    }


def test_growth_courses_are_a_part_of_the_5_000() -> None:
    assert aflaes.dele(SLUG) == [("8.3", 2)]


def test_funding_key_is_the_documents_and_sums_to_one_less_than_printed() -> None:
    i_alt, bidrag = aflaes.noegle(SLUG, 2022)

    assert bidrag == BIDRAG
    assert (i_alt, sum(beloeb for _, beloeb in bidrag)) == (39010, 39009)


def test_focus_areas_are_the_documents() -> None:
    assert aflaes.indsatsomraader(SLUG) == INDSATSOMRAADER


def test_draft_has_no_signatures() -> None:
    assert aflaes.underskrifter(SLUG) == []


@pytest.mark.parametrize(
    ("sted", "svar"),
    [
        ("3.1", "»Meget tilfreds«, »Tilfreds«, »Hverken/eller«, »Utilfreds«, »Meget utilfreds« eller »Ved ikke«"),
        ("6.1", "»I høj grad«, »I nogen grad«, »I lav grad«, »Slet ikke« eller »Ved ikke«"),
        ("7.1", "»I høj grad«, »I nogen grad«, »I lav grad«, »Slet ikke« eller »Ved ikke«"),
    ],
    ids=["3.1", "6.1", "7.1"],
)
def test_method_keeps_the_answers_to_choose_from(sted: str, svar: str) -> None:
    assert svar in aflaes.punkt(SLUG, sted).metode


def test_method_of_used_referrals_leaves_out_those_who_do_not_know() -> None:
    metode = aflaes.punkt(SLUG, "4.1").metode

    assert "inden for det næste halve år" in metode
    assert "Virksomheder, der ikke ved, om de har benyttet den, udgår." in metode
