"""Sjælland 2025, against tables typed from the contract."""

from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from tests.kontraktfiler import aflaes

SLUG = "sjaelland-2025"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

STYRELSEN = "Erhvervsstyrelsen"
HUSET = "Erhvervshus Sjælland"
REGISTRERING = "brugerregistrering"

# number, title, national goal (none: local), how many målepunkter
MAAL = [
    (1, "Styrket indsats for iværksættere", "ivaerksaettere", 1),
    (2, "Kendskab", "kendskab", 2),
    (3, "Virksomhedernes tilfredshed", "tilfredshed", 1),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 1),
    (5, "Effekt i virksomhederne", "effekt", 3),
    (6, "Bæredygtighed", "baeredygtighed", 1),
    (7, "Kvantitative mål vedr. virksomhedsforløb", None, 5),
    (8, "Bred geografisk dækning", None, 1),
    (9, "Sjællandske virksomheder skal med i front når det kommer til kunstig intelligens", None, 1),
    (10, "Knudepunkt for erhvervsfremme og viden i Region Sjælland", None, 3),
    (11, "Kvalificeret arbejdskraft til de sjællandske SMV'er", None, 3),
    (12, "Greater Copenhagen samarbejde", None, 2),
    (13, "Innovation og klyngesamarbejde i Region Sjælland", None, 3),
    (14, "Erhvervshus Sjælland gearer erhvervsfremmeindsatsen med projektmidler", None, 2),
    (15, "Udmøntning, videreudvikling og forankring af de sjællandske fyrtårne – Femern og Biosolutions", None, 1),
]

# place (goal.målepunkt), unit, demand, segments, reckoning, measured by
MAALEPUNKTER = [
    ("1.1", "antal", "mindst", "", "akkumuleret", STYRELSEN),
    ("2.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("2.2", "procent", "mindst", "", "niveau", STYRELSEN),
    ("3.1", "nps", "mindst", "drift_vaekst", "niveau", STYRELSEN),
    ("4.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("5.1", "procentpoint", "mindst", "vaekst", "niveau", STYRELSEN),
    ("5.2", "procentpoint", "mindst", "vaekst", "niveau", STYRELSEN),
    ("5.3", "procentpoint", "over", "drift", "niveau", STYRELSEN),
    ("6.1", "procent", "mindst", "", "niveau", STYRELSEN),
    ("7.1", "antal", "mindst", "", "akkumuleret", HUSET),
    ("7.2", "antal", "mindst", "", "akkumuleret", HUSET),
    ("7.3", "antal", "mindst", "", "akkumuleret", HUSET),
    ("7.4", "antal", "mindst", "drift", "akkumuleret", HUSET),
    ("7.5", "antal", "mindst", "vaekst", "akkumuleret", HUSET),
    ("8.1", "spredning", "inden_for", "", "niveau", HUSET),
    ("9.1", "antal", "mindst", "", "akkumuleret", HUSET),
    ("10.1", "kvalitativ", "", "", "niveau", HUSET),
    ("10.2", "procent", "mindst", "", "niveau", HUSET),
    ("10.3", "procent", "mindst", "", "niveau", HUSET),
    ("11.1", "kvalitativ", "", "", "niveau", HUSET),
    ("11.2", "antal", "mindst", "", "akkumuleret", HUSET),
    ("11.3", "antal", "mindst", "", "akkumuleret", HUSET),
    ("12.1", "antal", "mindst", "", "akkumuleret", HUSET),
    ("12.2", "antal", "mindst", "", "akkumuleret", HUSET),
    ("13.1", "kvalitativ", "", "", "niveau", HUSET),
    ("13.2", "kvalitativ", "", "", "niveau", HUSET),
    ("13.3", "antal", "mindst", "", "akkumuleret", HUSET),
    ("14.1", "faktor", "mindst", "", "niveau", HUSET),
    ("14.2", "kvalitativ", "", "", "niveau", HUSET),
    ("15.1", "kvalitativ", "", "", "niveau", HUSET),
]

# place, year, segment (blank: all), target
MAALTAL = [
    ("1.1", 2027, "", Decimal(171)),
    ("2.1", 2025, "", Decimal(50)),
    ("2.2", 2025, "", Decimal(55)),
    ("2.2", 2027, "", Decimal(65)),
    ("3.1", 2025, "", Decimal(70)),
    ("4.1", 2025, "", Decimal(50)),
    ("5.1", 2025, "", Decimal(10)),
    ("5.2", 2025, "", Decimal(5)),
    ("5.3", 2025, "", Decimal(0)),
    ("6.1", 2025, "", Decimal(70)),
    ("7.1", 2025, "", Decimal(1680)),
    ("7.2", 2025, "", Decimal(880)),
    ("7.3", 2025, "", Decimal(800)),
    ("7.4", 2025, "", Decimal(485)),
    ("7.5", 2025, "", Decimal(315)),
    ("8.1", 2025, "", Decimal(0)),
    ("9.1", 2025, "", Decimal(40)),
    ("10.2", 2025, "", Decimal(70)),
    ("10.3", 2025, "", Decimal(80)),
    ("11.2", 2025, "", Decimal(20)),
    ("11.3", 2025, "", Decimal(45)),
    ("12.1", 2025, "", Decimal(20)),
    ("12.2", 2025, "", Decimal(20)),
    ("13.3", 2025, "", Decimal(3)),
    ("14.1", 2025, "", Decimal("2.50")),
]

# "heraf": each part and the number of the målepunkt it is a part of
DELE = [("7.2", 1), ("7.3", 1), ("7.4", 3), ("7.5", 3)]

# words that each målepunkt's text or method must keep
ORD = [
    ("1.1", ["2027", "under 3 år", "1.200", "Fordeling 2024", "Hovedstaden 385", "Midtjylland 275", "Sjælland 171"]),
    ("1.1", ["Sydjylland 156", "Nordjylland 119", "Fyn 94", "ESCRM"]),
    ("2.1", ["50 %", "kendskabsmålinger"]),
    ("2.2", ["som kender erhvervshuset", "55 %", "2025", "2027", "65 %", "kendskabsmålinger"]),
    ("3.1", ["hvert år", "Net Promoter Score", "70", "drifts- og vækstsegmentet", "brugerevalueringssystemet"]),
    ("4.1", ["50 %", "højt specialiseret statslig erhvervsfremme", "en eller flere af henvisningerne"]),
    ("4.1", ["det næste halve år", "sendt til brugerevaluering", "udgår af beregningen"]),
    ("5.1", ["to år efter", "10 procentpoint i omsætning", "kontrolgruppe", "Danmarks Statistik"]),
    ("5.2", ["to år efter", "5 procentpoint i beskæftigelse", "kontrolgruppe", "Danmarks Statistik"]),
    (
        "5.3",
        ["to år efter", "mervækst i produktivitet", "kontrolgruppe", "Danmarks Statistik", "omsætning pr. årsværk"],
    ),
    ("5.3", ["bedre proxy"]),
    ("6.1", ["70 %", "»i høj grad«", "miljø og klima, sociale forhold og virksomhedsledelse"]),
    ("6.1", ["brugerevalueringssystemet"]),
    ("7.1", ["1.680", "2025", REGISTRERING]),
    ("7.2", ["880 korte", REGISTRERING]),
    ("7.3", ["800 længere", REGISTRERING]),
    ("7.4", ["485 handlingsplaner", "driftssegmentet", REGISTRERING]),
    ("7.5", ["315 vækstplaner", "vækstsegmentet", REGISTRERING]),
    ("8.1", ["by- og landkommuner", "befolkningsandele", "10 %", "defineret af KL", "procentpoint", REGISTRERING]),
    ("9.1", ["40 AI-tjek", "2025", REGISTRERING]),
    ("10.1", ["alle lokale erhvervsserviceoperatører", "events, raketvækst, projektforløb", REGISTRERING]),
    ("10.2", ["70 %", "handlingsplan", "statslige og private aktører", REGISTRERING]),
    ("10.3", ["80 %", "vækst- eller omstillingsplan", "statslige og private aktører", REGISTRERING]),
    ("11.1", ["rekruttering og fastholdelse", "kommunale aktører", "lokal erhvervsservice", REGISTRERING]),
    ("11.2", ["20 virksomheder", "trivsel og mental sundhed", "Attraktive Arbejdspladser", REGISTRERING]),
    ("11.3", ["45 sjællandske SMV'er", "ny kompetence", "SMV Vækstpilot", REGISTRERING]),
    ("12.1", ["Erhvervshus Sjælland yder", "20 virksomheder", "Region Hovedstaden", REGISTRERING]),
    ("12.2", ["Erhvervshus Hovedstaden yder", "20 virksomheder", "Region Sjælland", REGISTRERING]),
    ("13.1", ["2025", "RUC", "KKR Sjælland", "lokale erhvervsservice", "Sjælland og øerne", REGISTRERING]),
    ("13.2", ["2025", "klyngearrangementer", "RUC", "lokal erhvervsservice", REGISTRERING]),
    ("13.3", ["2025", "konkret og forpligtende", "mindst tre", REGISTRERING]),
    ("14.1", ["2,50", "eksterne midler", "økonomisystem", "samlede omsætning", "basistilskuddet"]),
    ("14.2", ["bred geografisk forankring", "lokal erhvervsservice, klynger og uddannelsesinstitutioner"]),
    (
        "15.1",
        ["2025", "to sjællandske erhvervsfyrtårne", "partner", "vidensinstitutioner", "brugerregistreringssystem"],
    ),
]


def test_contract_is_agreed_and_reported_half_yearly() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.erhvervshus.noegle, kontrakt.fra_aar, kontrakt.til_aar) == ("sjaelland", 2025, 2025)
    assert (kontrakt.rammeaftale.fra_aar, kontrakt.tilstand, kontrakt.frekvens) == (2024, "vedtaget", "halvaarlig")
    assert (kontrakt.vedtaget_dato, kontrakt.traeder_i_kraft, kontrakt.forgaenger) == (None, None, None)
    assert (aflaes.underskrifter(SLUG), aflaes.indsatsomraader(SLUG), kontrakt.fordelingsnoegler.count()) == ([], [], 0)


def test_goals_are_six_national_and_nine_local() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_maalepunkter_are_those_of_the_contract() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_those_of_the_contract() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL


def test_only_the_spread_has_a_tolerance() -> None:
    assert aflaes.tolerancer(SLUG) == {("8.1", 2025): Decimal(10)}


def test_courses_are_divided_at_two_levels() -> None:
    assert aflaes.dele(SLUG) == DELE


def test_no_baseline_or_rise_is_stated() -> None:
    assert aflaes.stigninger(SLUG) == {}


@pytest.mark.parametrize(("sted", "ord_"), ORD)
def test_words_keep_every_figure_date_and_party(sted: str, ord_: list[str]) -> None:
    punkt = aflaes.punkt(SLUG, sted)

    assert [ordet for ordet in ord_ if ordet not in f"{punkt.tekst} {punkt.metode}"] == []


def test_source_names_the_contradictions() -> None:
    kilde = Kontrakt.objects.get(slug=SLUG).kilde

    uoverensstemmelser = ["dialog med 1.680 virksomheder", "målet fordeler virksomhedsforløb", "samlede omsætning"]
    assert [tekst for tekst in uoverensstemmelser if tekst not in kilde] == []
