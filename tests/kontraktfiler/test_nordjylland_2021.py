"""Nordjylland 2021 and its report as of 13 October 2021, against tables typed from the presentation."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from maal.models import Afrapportering, Status
from tests.kontraktfiler import aflaes

SLUG = "nordjylland-2021"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]


# number, title, national goal (none: regional), how many målepunkter
MAAL = [
    (1, "Virksomhedernes kendskab til Erhvervshusene", "kendskab", 2),
    (2, "Bred geografisk spredning", "geografisk-spredning", 1),
    (3, "Kvalitet, kompetencer og virksomhedernes tilfredshed", "tilfredshed", 2),
    (4, "Erhvervshusenes knudepunktsfunktion", "knudepunkt", 1),
    (5, "Erhvervshusenes kriseberedskab", "kriseberedskab", 2),
    (6, "Grøn omstilling og cirkulær økonomi", "groen-omstilling", 2),
    (7, "Effekt i virksomhederne", "effekt", 1),
    (8, "Digitalisering og nye teknologier", "digitalisering", 1),
    (9, "Styrket regional strategi og styrket indsats", None, 2),
    (10, "Styrket regionalt samarbejde", None, 4),
    (11, "Grøn omstilling og cirkulær økonomi (regionalt)", None, 1),
    (12, "Specialiseret vejledning til Erhvervshusenes forskellige målgrupper", None, 2),
]

# place (goal.målepunkt), unit, demand, segments, reckoning, measured by
MAALEPUNKTER = [
    ("1.1", "procent", "mindst", "", "niveau", ""),
    ("1.2", "procent", "mindst", "", "niveau", ""),
    ("2.1", "kvalitativ", "", "", "niveau", ""),
    ("3.1", "procent", "mindst", "drift_vaekst", "niveau", ""),
    ("3.2", "nps", "mindst", "drift_vaekst", "niveau", ""),
    ("4.1", "procent", "mindst", "", "niveau", ""),
    ("5.1", "kvalitativ", "", "", "niveau", ""),
    ("5.2", "procent", "mindst", "", "niveau", ""),
    ("6.1", "kvalitativ", "", "", "niveau", ""),
    ("6.2", "procent", "mindst", "", "niveau", ""),
    ("7.1", "procent", "mindst", "", "niveau", ""),
    ("8.1", "procent", "mindst", "", "niveau", "Erhvervsstyrelsen"),
    ("9.1", "kvalitativ", "", "", "niveau", ""),
    ("9.2", "kvalitativ", "", "", "niveau", ""),
    ("10.1", "kvalitativ", "", "", "niveau", ""),
    ("10.2", "kvalitativ", "", "", "niveau", ""),
    ("10.3", "kvalitativ", "", "", "niveau", ""),
    ("10.4", "kvalitativ", "", "", "niveau", ""),
    ("11.1", "kvalitativ", "", "", "niveau", ""),
    ("12.1", "antal", "mindst", "", "akkumuleret", ""),
    ("12.2", "antal", "mindst", "", "akkumuleret", ""),
]

# place, year, segment (blank: all), target
MAALTAL = [
    ("1.1", 2021, "", Decimal(45)),
    ("1.1", 2023, "", Decimal(50)),
    ("1.2", 2021, "", Decimal(50)),
    ("3.1", 2021, "", Decimal(80)),
    ("3.2", 2021, "", Decimal(70)),
    ("4.1", 2021, "", Decimal(45)),
    ("5.2", 2021, "", Decimal(75)),
    ("6.2", 2021, "", Decimal(69)),
    ("7.1", 2021, "", Decimal(65)),
    ("8.1", 2021, "", Decimal(70)),
    ("12.1", 2021, "", Decimal(350)),
    ("12.2", 2021, "", Decimal(600)),
]

# words that each målepunkt's text or method must keep
ORD = [
    ("1.1", ["efteråret 2021", "5 procentpoint", "45 %", "efteråret 2020", "I 2023", "50 %", "september 2020", "40 %"]),
    ("1.2", ["50 %", "nye", "året før", "2020"]),
    ("2.1", ["geografisk spredning", "Mål 10"]),
    ("3.1", ["80 %", "»Meget tilfredse«"]),
    ("3.2", ["Net Promoter Score", "70", "drifts- og vækstsegmentet"]),
    ("4.1", ["45 %", "henviste", "eksterne rådgivning eller vejledning"]),
    ("5.1", ["dimensionerer", "2021", "kriseberedskab", "imødekommer efterspørgslen"]),
    ("5.2", ["2021", "75 %", "coronakrisen", "positiv effekt"]),
    ("6.1", ["fælles dialogværktøj", "ensartet og kvalificeret vejledning"]),
    ("6.2", ["5 procentpoint", "69 %", "2020", "64 %"]),
    ("7.1", ["65 %", "»i høj grad«", "positiv effekt"]),
    ("8.1", ["70 %", "digitalisering", "»i høj grad«", "hele 2021"]),
    ("9.1", ["nye midler"]),
    ("9.2", ["statslige indsats", "fyrtårn", "vækstteam"]),
    ("10.1", ["tillæg", "11 nordjyske erhvervskontorer"]),
    ("10.2", ["geografisk spredning", "lige adgang"]),
    ("10.3", ["årligt", "borgmester", "erhvervschef"]),
    ("10.4", ["systematisk og afklaret", "nationale klynger"]),
    ("11.1", ["4 hovedopgaver"]),
    ("12.1", ["350"]),
    ("12.2", ["600", "Early Warning"]),
]

# place, whom it awaits, the goal it points to; the report does not mention 5.2, 6.2 and 10.3
STATUSSER = [
    ("1.1", "kendskabsmålingen", None),
    ("1.2", "en senere måling", None),
    ("2.1", "", 10),
    ("3.1", "", None),
    ("3.2", "", None),
    ("4.1", "", None),
    ("5.1", "", None),
    ("6.1", "", None),
    ("7.1", "", None),
    ("8.1", "Erhvervsstyrelsen", None),
    ("9.1", "", None),
    ("9.2", "", None),
    ("10.1", "", None),
    ("10.2", "", None),
    ("10.4", "", None),
    ("11.1", "", None),
    ("12.1", "", None),
    ("12.2", "", None),
]

# place, segment (blank: all), result
RESULTATER = [
    ("3.1", "drift", Decimal(75)),
    ("3.1", "vaekst", Decimal(81)),
    ("3.2", "drift", Decimal(70)),
    ("3.2", "vaekst", Decimal(84)),
    ("4.1", "", Decimal(50)),
    ("7.1", "", Decimal(71)),
    ("12.1", "", Decimal(365)),
    ("12.2", "", Decimal(555)),
]

# words that each status must keep
STATUSORD = [
    (
        "1.1",
        ["direkte tiltag", "Måling foretages først senere", "brandingkampagne", "mange flere nyhedsbrevsmodtagere"],
    ),
    ("1.1", ["lokale erhvervskontorer", "brancheorganisationer", "intern kommunikationsworkshop"]),
    ("1.2", ["Måling foretages først senere"]),
    ("4.1", ["Vækst og drift"]),
    ("5.1", ["taskforce", "hjælpepakker", "omstillingspuljer og minkpuljer", "to forretningsudviklere"]),
    ("5.1", ["Mink-omstillingspuljen", "gå-hjem-møder", "hotline", "website, nyhedsbreve, SoMe, webinarer"]),
    ("5.1", ["»highlights«", "nye muligheder efter corona", "genstart", "dialogmøder, artikler, analyser"]),
    ("6.1", ["hvert Erhvervshus", "testes live", "lanceret i december 2021", "primo 2022"]),
    ("7.1", ["Vækst og drift"]),
    ("8.1", ["ikke selv trække tallet", "Erhvervsstyrelsen", "hele 2021"]),
    ("9.1", ["nye midler", "virksomhedsprogrammet", "iværksætterindsatsen", "innovativ vækst"]),
    ("9.2", ["fyrtårnsindsatsen"]),
    ("10.1", ["Bilaterale aftaler er indgået", "4 årlige møder", "virksomhedsdialog", "projekt- og programtilbud"]),
    ("10.2", ["Erhvervshusets tilbud i alle kommuner"]),
    ("10.4", ["nationale klynger", "samarbejdsaftaler med mange af dem"]),
    ("11.1", ["proaktiv vejledning", "klimaambitionen", "120 mio. kr."]),
    ("12.2", ["518 korte forløb", "37 Early Warning-forløb"]),
]


@pytest.fixture
def rapport() -> Afrapportering:
    """The report as of 13 October 2021; there is no other."""
    rapport: Afrapportering = Afrapportering.objects.get(kontrakt__slug=SLUG)
    return rapport


@pytest.fixture
def statusser(rapport: Afrapportering) -> dict[str, Status]:
    """Its statuses in order by place: `12.2`."""
    orden = ("maalepunkt__maal__nummer", "maalepunkt__nummer")
    alle = rapport.statusser.select_related("maalepunkt__maal", "henviser_til").order_by(*orden)
    return {f"{s.maalepunkt.maal.nummer}.{s.maalepunkt.nummer}": s for s in alle}


def test_contract_is_agreed_for_2021_without_dates_or_signatures() -> None:
    kontrakt = Kontrakt.objects.get(slug=SLUG)

    assert (kontrakt.erhvervshus.noegle, kontrakt.fra_aar, kontrakt.til_aar) == ("nordjylland", 2021, 2021)
    assert (kontrakt.rammeaftale.fra_aar, kontrakt.tilstand, kontrakt.frekvens) == (2021, "vedtaget", "aarlig")
    assert (kontrakt.vedtaget_dato, kontrakt.traeder_i_kraft, kontrakt.forgaenger) == (None, None, None)
    assert (aflaes.underskrifter(SLUG), aflaes.indsatsomraader(SLUG), kontrakt.fordelingsnoegler.count()) == ([], [], 0)


def test_goals_are_the_eight_national_and_four_regional() -> None:
    assert aflaes.maal(SLUG) == MAAL


def test_maalepunkter_are_those_of_the_presentation() -> None:
    assert aflaes.maalepunkter(SLUG) == MAALEPUNKTER


def test_targets_are_those_of_the_presentation() -> None:
    assert aflaes.maaltal(SLUG) == MAALTAL
    assert (aflaes.tolerancer(SLUG), aflaes.dele(SLUG)) == ({}, [])


def test_baselines_and_rises_are_stated_for_both_kinds_of_kendskab() -> None:
    assert aflaes.stigninger(SLUG) == {
        ("1.1", 2021): (Decimal(40), Decimal(5)),
        ("6.2", 2021): (Decimal(64), Decimal(5)),
    }


@pytest.mark.parametrize(("sted", "ord_"), ORD)
def test_words_keep_every_figure_date_and_party(sted: str, ord_: list[str]) -> None:
    punkt = aflaes.punkt(SLUG, sted)

    assert [ordet for ordet in ord_ if ordet not in f"{punkt.tekst} {punkt.metode}"] == []


def test_report_is_preliminary_as_of_13_october(rapport: Afrapportering) -> None:
    assert (rapport.aar, rapport.slags, rapport.pr_dato) == (2021, "foreloebig", date(2021, 10, 13))
    assert (rapport.tilstand, rapport.frist) == ("kladde", None)


def test_statuses_await_and_refer_as_reported(statusser: dict[str, Status]) -> None:
    udfyldte = {sted: status for sted, status in statusser.items() if status.oprindelse == "fil"}

    assert [(sted, s.afventer, s.henviser_til and s.henviser_til.nummer) for sted, s in udfyldte.items()] == STATUSSER


def test_maalepunkter_that_the_report_does_not_mention_have_an_empty_status(statusser: dict[str, Status]) -> None:
    assert list(statusser) == [punkt[0] for punkt in MAALEPUNKTER]
    assert [(sted, s.tekst) for sted, s in statusser.items() if s.oprindelse == "tom"] == [
        ("5.2", ""),
        ("6.2", ""),
        ("10.3", ""),
    ]


def test_results_are_the_reported_figures(statusser: dict[str, Status]) -> None:
    fundne = [
        (sted, s.resultater.order_by("segment").values_list("segment", "vaerdi")) for sted, s in statusser.items()
    ]

    assert [(sted, segment, vaerdi) for sted, tal in fundne for segment, vaerdi in tal] == RESULTATER


@pytest.mark.parametrize(("sted", "ord_"), STATUSORD)
def test_status_keeps_every_fact(statusser: dict[str, Status], sted: str, ord_: list[str]) -> None:
    assert [ordet for ordet in ord_ if ordet not in statusser[sted].tekst] == []


def test_statuses_hold_no_invented_verdict(statusser: dict[str, Status]) -> None:
    vurderinger = {(s.egen_vurdering, s.tilsidesat_vurdering, s.begrundelse) for s in statusser.values()}

    assert vurderinger == {("", "", "")}
