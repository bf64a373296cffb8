"""Midtjylland's two-year contract for 2026–2027: every figure, typed from the signed document."""

from datetime import date
from decimal import Decimal

import pytest

from kommuner.models import Fordelingsnoegle
from kontrakt.models import Indsatsomraade, Kontrakt
from maal.models import Maal
from tests.kontraktfiler import aflaes

SLUG = "midtjylland-2026-2027"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

MAAL = [
    (1, "Kendskab til erhvervshusene", "kendskab", 2),
    (2, "Styrket indsats for iværksættere", "ivaerksaettere", 1),
    (3, "Virksomhedernes tilfredshed", "tilfredshed", 1),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 1),
    (5, "Effekt i virksomhederne", "effekt", 3),
    (6, "Bæredygtighed", "baeredygtighed", 1),
    (7, "Regionale mål fastsat af KKR Midtjylland", None, 5),
]

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
    ("7.1", "spredning", "inden_for", "", "niveau", ""),
    ("7.2", "antal", "mindst", "", "akkumuleret", ""),
    ("7.3", "antal", "mindst", "", "akkumuleret", ""),
    ("7.4", "kvalitativ", "", "", "niveau", ""),
    ("7.5", "kvalitativ", "", "", "niveau", ""),
]

MAALTAL = [
    ("1.1", 2026, "", Decimal(50)),
    ("1.1", 2027, "", Decimal(50)),
    ("1.2", 2025, "", Decimal(55)),
    ("1.2", 2027, "", Decimal(65)),
    ("2.1", 2027, "", Decimal(275)),
    ("3.1", 2026, "", Decimal(70)),
    ("3.1", 2027, "", Decimal(70)),
    ("4.1", 2026, "", Decimal(50)),
    ("4.1", 2027, "", Decimal(50)),
    ("5.1", 2026, "", Decimal(10)),
    ("5.1", 2027, "", Decimal(10)),
    ("5.2", 2026, "", Decimal(5)),
    ("5.2", 2027, "", Decimal(5)),
    ("5.3", 2026, "", Decimal(0)),
    ("5.3", 2027, "", Decimal(0)),
    ("6.1", 2026, "", Decimal(70)),
    ("6.1", 2027, "", Decimal(70)),
    ("7.1", 2026, "", Decimal(0)),
    ("7.1", 2027, "", Decimal(0)),
    ("7.2", 2026, "", Decimal(5000)),
    ("7.3", 2026, "", Decimal(600)),
]

BIDRAG = [
    ("Favrskov", 1610),
    ("Hedensted", 1571),
    ("Herning", 2936),
    ("Holstebro", 1931),
    ("Horsens", 3194),
    ("Ikast-Brande", 1403),
    ("Lemvig", 613),
    ("Norddjurs", 1196),
    ("Odder", 786),
    ("Randers", 3274),
    ("Ringkøbing-Skjern", 1813),
    ("Samsø", 119),
    ("Silkeborg", 3313),
    ("Skanderborg", 2145),
    ("Skive", 1446),
    ("Struer", 660),
    ("Syddjurs", 1439),
    ("Viborg", 3185),
    ("Aarhus", 12180),
]

INDSATSOMRAADER = [
    (1, "Resiliens og omstillingsevne"),  # the one area that the document gives no heading
    (2, "Innovation"),
    (3, "Internationalisering"),
    (4, "Digitalisering og automatisering"),
    (5, "Iværksætteri"),
    (6, "Beskæftigelse og uddannelse"),
    (7, "Bæredygtighed (ESG)"),
    (8, "Detailhandel, turisme og levende bymidter"),
    (9, "Ejerskifte"),
    (10, "Forsvar"),
]

UNDERSKRIFTER = [
    ("kkr", "Torben Hansen", "Formand for KKR Midtjylland", date(2025, 12, 19)),
    ("erhvervshus", "Ib Lauritsen", "Formand for Erhvervshus Midtjylland", date(2025, 12, 19)),
]


def test_contract_is_agreed_for_two_years_and_follows_that_of_2025() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.fra_aar, kontrakt.til_aar) == (2026, 2027)
    assert kontrakt.rammeaftale.titel == "Aftale om rammerne for erhvervshuse 2024-2027"
    assert (kontrakt.tilstand, kontrakt.vedtaget_dato) == ("vedtaget", None)
    assert kontrakt.traeder_i_kraft == date(2026, 1, 1)
    assert kontrakt.frekvens == "aarlig"
    assert kontrakt.forgaenger == Kontrakt.objects.get(slug="midtjylland-2025")


def test_goals_are_the_documents() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_every_goal_continues_the_goal_of_2025_with_the_same_subject() -> None:
    par = Maal.objects.filter(kontrakt__slug=SLUG).values_list("nummer", "forgaenger__nummer")
    samme_nationale = Maal.objects.filter(kontrakt__slug=SLUG, nationalt_maal__isnull=False)

    assert sorted(par) == [(nummer, nummer) for nummer in range(1, 8)]
    assert all(maal.forgaenger and maal.forgaenger.nationalt_maal == maal.nationalt_maal for maal in samme_nationale)


def test_maalepunkter_are_the_documents() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_the_documents() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL


def test_spread_has_a_band_of_ten_in_both_years() -> None:
    assert aflaes.tolerancer(SLUG) == {("7.1", 2026): Decimal(10), ("7.1", 2027): Decimal(10)}


def test_no_target_states_a_baseline_or_a_rise() -> None:
    assert aflaes.stigninger(SLUG) == {}


def test_growth_courses_are_a_part_of_the_5_000() -> None:
    assert aflaes.dele(SLUG) == [("7.3", 2)]


def test_company_can_count_both_as_collectively_and_individually_guided() -> None:
    metode = aflaes.punkt(SLUG, "7.2").metode

    assert metode == "En virksomhed kan tælle med både som kollektivt og som individuelt vejledt."


def test_funding_key_is_for_2026_alone_and_sums_to_one_less_than_printed() -> None:
    i_alt, bidrag = aflaes.noegle(SLUG, 2026)

    assert list(Fordelingsnoegle.objects.filter(kontrakt__slug=SLUG).values_list("aar", flat=True)) == [2026]
    assert bidrag == BIDRAG
    assert (i_alt, sum(beloeb for _, beloeb in bidrag)) == (44815, 44814)


def test_focus_areas_are_the_documents_seven_of_section_6_and_three_of_6a() -> None:
    afsnit = Indsatsomraade.objects.filter(kontrakt__slug=SLUG).order_by("nummer").values_list("afsnit", flat=True)

    assert aflaes.indsatsomraader(SLUG) == INDSATSOMRAADER
    assert list(afsnit) == ["6. Vores fælles fokusområder"] * 7 + ["6.a. Særlige indsatsområder 2026-2027"] * 3


def test_signatures_are_the_documents() -> None:
    assert aflaes.underskrifter(SLUG) == UNDERSKRIFTER
