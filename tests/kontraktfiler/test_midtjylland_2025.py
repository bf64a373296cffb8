"""Midtjylland's contract for 2025: every figure, typed from the signed document."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from tests.kontraktfiler import aflaes

SLUG = "midtjylland-2025"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

# Numbers and titles as on the document's pages; its summary has 1 and 2 the other way round.
MAAL = [
    (1, "Kendskab til erhvervshusene", "kendskab", 2),
    (2, "Styrket indsats for iværksættere", "ivaerksaettere", 1),
    (3, "Virksomhedernes tilfredshed", "tilfredshed", 1),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 1),
    (5, "Effekt i virksomhederne", "effekt", 3),
    (6, "Bæredygtighed", "baeredygtighed", 1),
    (7, "Geografisk spredning, omfang og opsøgende indsats", None, 5),
]

HUSET = "Erhvervshus Midtjylland"
MAALEPUNKTER = [
    ("1.1", "procent", "mindst", "", "niveau", "Erhvervsstyrelsen"),
    ("1.2", "procent", "mindst", "", "niveau", "Erhvervsstyrelsen"),
    ("2.1", "antal", "mindst", "", "akkumuleret", ""),
    ("3.1", "nps", "mindst", "drift_vaekst", "niveau", ""),
    ("4.1", "procent", "mindst", "", "niveau", ""),
    ("5.1", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("5.2", "procentpoint", "mindst", "vaekst", "niveau", ""),
    ("5.3", "procentpoint", "over", "drift", "niveau", ""),
    ("6.1", "procent", "mindst", "", "niveau", ""),
    ("7.1", "spredning", "inden_for", "", "niveau", HUSET),
    ("7.2", "antal", "mindst", "", "akkumuleret", HUSET),
    ("7.3", "antal", "mindst", "", "akkumuleret", HUSET),
    ("7.4", "procent", "mindst", "", "niveau", HUSET),
    ("7.5", "kvalitativ", "", "", "niveau", HUSET),
]

MAALTAL = [
    ("1.1", 2025, "", Decimal(50)),
    ("1.2", 2025, "", Decimal(55)),
    ("1.2", 2027, "", Decimal(65)),
    ("2.1", 2027, "", Decimal(275)),
    ("3.1", 2025, "", Decimal(70)),
    ("4.1", 2025, "", Decimal(50)),
    ("5.1", 2025, "", Decimal(10)),
    ("5.2", 2025, "", Decimal(5)),
    ("5.3", 2025, "", Decimal(0)),
    ("6.1", 2025, "", Decimal(70)),
    ("7.1", 2025, "", Decimal(0)),
    ("7.2", 2025, "", Decimal(5000)),
    ("7.3", 2025, "", Decimal(600)),
    ("7.4", 2025, "", Decimal(80)),
]

BIDRAG = [
    ("Favrskov", 1566),
    ("Hedensted", 1514),
    ("Herning", 2850),
    ("Holstebro", 1872),
    ("Horsens", 3089),
    ("Ikast-Brande", 1355),
    ("Lemvig", 606),
    ("Norddjurs", 1166),
    ("Odder", 758),
    ("Randers", 3171),
    ("Ringkøbing-Skjern", 1783),
    ("Samsø", 117),
    ("Silkeborg", 3195),
    ("Skanderborg", 2068),
    ("Skive", 1419),
    ("Struer", 653),
    ("Syddjurs", 1398),
    ("Viborg", 3091),
    ("Aarhus", 11642),
]

INDSATSOMRAADER = [
    (1, "Samarbejde mellem Erhvervshus Midtjylland og kommunerne"),
    (2, "Den opsøgende virksomhedsindsats"),
    (3, "Grøn og cirkulær omstilling"),
    (4, "Digitalisering"),
    (5, "Det midtjyske erhvervsfyrtårn for vandteknologi"),
    (6, "Iværksætteri"),
    (7, "Medarbejdernes kompetencer og bestyrelsens ansvar"),
]

UNDERSKRIFTER = [
    ("kkr", "Torben Hansen", "Formand for KKR Midtjylland", None),  # the day cannot be read in the scan
    ("erhvervshus", "Ib Lauritsen", "Formand for Erhvervshus Midtjylland", date(2025, 1, 9)),
]


def test_contract_is_agreed_for_one_year_reported_yearly() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.fra_aar, kontrakt.til_aar) == (2025, 2025)
    assert kontrakt.rammeaftale.titel == "Aftale om rammerne for erhvervshuse 2024-2027"
    assert (kontrakt.tilstand, kontrakt.vedtaget_dato) == ("vedtaget", None)
    assert kontrakt.traeder_i_kraft == date(2025, 1, 1)
    assert (kontrakt.frekvens, kontrakt.forgaenger) == ("aarlig", None)


def test_goals_are_the_documents() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_maalepunkter_are_the_documents() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_the_documents() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL


def test_spread_has_a_band_of_ten() -> None:
    assert aflaes.tolerancer(SLUG) == {("7.1", 2025): Decimal(10)}


def test_no_target_states_a_baseline_or_a_rise() -> None:
    assert aflaes.stigninger(SLUG) == {}


def test_growth_courses_are_a_part_of_the_5_000() -> None:
    assert aflaes.dele(SLUG) == [("7.3", 2)]


def test_joint_target_for_young_companies_names_each_houses_share() -> None:
    fordeling = "Hovedstaden 385, Midtjylland 275, Sjælland 171, Sydjylland 156, Nordjylland 119 og Fyn 94, i alt 1.200"

    assert fordeling in aflaes.punkt(SLUG, "2.1").tekst


def test_municipality_under_the_band_is_invited_to_a_dialogue() -> None:
    metode = aflaes.punkt(SLUG, "7.1").metode

    assert "De individuelle vejledninger" in metode
    assert "Ligger en kommune under spændet, inviterer erhvervshuset den til dialog" in metode


def test_funding_key_is_the_documents_and_sums_to_what_is_printed() -> None:
    i_alt, bidrag = aflaes.noegle(SLUG, 2025)

    assert bidrag == BIDRAG
    assert (i_alt, sum(beloeb for _, beloeb in bidrag)) == (43313, 43313)


def test_focus_areas_are_the_documents() -> None:
    assert aflaes.indsatsomraader(SLUG) == INDSATSOMRAADER


def test_signatures_are_the_documents() -> None:
    assert aflaes.underskrifter(SLUG) == UNDERSKRIFTER
