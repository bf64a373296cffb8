"""Everybody may compare what is published; what is on its way is its parties' alone, also in sums, files and the log.

The secret figures are 6.661 and 6.662 young companies, and the secret words are those of the drafts.
"""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Kontrakt, Kontrakttilstand, Rolle
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import udtraek_af
from maal.skridt import genaabn, send_tilbage, stand
from maal.typer import Slags, Tilstand
from tests.byggere import byg_bruger, byg_faellesmaaltal, byg_indikator, byg_kommune, byg_kontrakt, gaa_til, udfyld
from tests.rapporter.landsverden import KENDSKAB, UNGE, byg_aar, rapporter

pytestmark = pytest.mark.django_db

HEMMELIGT = "Agurkesalat"
HEMMELIGE = (HEMMELIGT, "6.661", "6.662", "6661", "6662", "6.761", "6761")
SIDE = "/rapporter/landsoversigt/2022/"
# Who has nothing to do with Nordjylland, whose drafts are tried; a municipality of it is a reader too.
FREMMEDE = ("fremmed_sekretariat", "fremmed_direktoer", "laeser", "kommune")
PARTER = ("sekretariat", "direktoer", "administrator")


def person(navn: str, request: pytest.FixtureRequest) -> Bruger:
    """Somebody by name."""
    if navn == "kommune":
        return byg_bruger(Rolle.LAESER, username="kommune", kommune=byg_kommune())
    bruger: Bruger = request.getfixturevalue(navn)
    return bruger


def log_in(bruger: Bruger) -> Client:
    """The browser of a user."""
    client = Client()
    client.force_login(bruger)
    return client


def alt_om_aaret(client: Client) -> str:
    """The page, with what a guessed question might add, and every cell of the workbook."""
    svar = client.get(SIDE, {"maal": UNGE, "hus": "nordjylland", "tilstand": "kladde", "rapport": "1"})
    assert svar.status_code == 200
    bog = load_workbook(BytesIO(client.get(f"{SIDE}excel/").getvalue()))
    celler = [str(celle) for ark in bog.worksheets for raekke in ark.iter_rows(values_only=True) for celle in raekke]
    return "\n".join([svar.content.decode(), *celler])


@pytest.fixture
def faelles(db: None) -> None:
    """Two houses that share a target; Midtjylland has reached 100 of its share."""
    byg_faellesmaaltal(byg_indikator(UNGE), 2022, {"midtjylland": 600, "nordjylland": 600})
    rapporter(byg_aar("midtjylland"), {UNGE: 100})


def skriv_hemmeligt(rapport: Afrapportering, antal: int = 6_661) -> None:
    """The figure and words that only the parties may see."""
    punkt = Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt, indikator__noegle=UNGE)
    udfyld(rapport, punkt, antal, tekst=HEMMELIGT)


def paa_vej(slags: str) -> Afrapportering:
    """A report of Nordjylland that KKR has not approved: a draft, signed off, sent back, or reopened."""
    rapport = rapporter(byg_aar("nordjylland"), {KENDSKAB: 51}, tilstand=Tilstand.KLADDE)
    skriv_hemmeligt(rapport)
    if slags == "kladde":
        return rapport
    gaa_til(rapport, Tilstand.GODKENDT if slags == "genåbnet" else Tilstand.INDSENDT)
    if slags != "indsendt":
        bruger = Bruger.objects.get_or_create(
            username="genaabner", rolle=Rolle.SEKRETARIAT, kkr=rapport.kontrakt.erhvervshus.kkr
        )[0]
        skridt = genaabn if slags == "genåbnet" else send_tilbage
        vist = stand(rapport, udtraek_af(Afrapportering.objects.get(pk=rapport.pk)))
        skridt(afrapportering_id=rapport.pk, set_stand=vist, bruger=bruger, bemaerkning=HEMMELIGT)
    return rapport


@pytest.mark.usefixtures("faelles")
@pytest.mark.parametrize("slags", ["kladde", "indsendt", "sendt tilbage", "genåbnet"])
def test_what_is_on_its_way_leaks_to_nobody_else(slags: str, request: pytest.FixtureRequest) -> None:
    paa_vej(slags)

    for navn in FREMMEDE:
        alt = alt_om_aaret(log_in(person(navn, request)))
        assert [ord_ for ord_ in HEMMELIGE if ord_ in alt] == [], navn
        assert "Kladde" not in alt.replace("Kladder tæller ikke med", ""), navn
        assert "<strong>Erhvervshus Nordjylland:</strong> Ikke afrapporteret" in alt
        assert "1 af 2 huse har afrapporteret" in alt


@pytest.mark.usefixtures("faelles")
@pytest.mark.parametrize("hvem", PARTER)
def test_party_sees_its_draft_marked_and_the_sum_without_it(hvem: str, request: pytest.FixtureRequest) -> None:
    rapport = paa_vej("kladde")

    svar = log_in(person(hvem, request)).get(SIDE)

    side = svar.content.decode()
    assert "<strong>Erhvervshus Nordjylland:</strong> Kladde på vej" in side
    assert "<strong>Kladde, tæller ikke med</strong>" in side
    assert f"/kontrakter/nordjylland-2022/afrapportering/{rapport.pk}/" in side
    (opgoerelse,) = svar.context["oversigt"].faelles
    assert (opgoerelse.sum, opgoerelse.vurdering) == (100, None)
    assert [(linje.resultat, linje.kladde, linje.grund) for linje in opgoerelse.linjer] == [
        (100, None, ""),
        (None, 6661, "Ikke godkendt af KKR, tæller ikke med"),
    ]


@pytest.mark.usefixtures("faelles")
def test_draft_that_would_reach_the_joint_target_does_not(sekretariat: Bruger) -> None:
    paa_vej("indsendt")

    (opgoerelse,) = log_in(sekretariat).get(SIDE).context["oversigt"].faelles

    assert "Summen er nu 100. 1 af 2 huse har afrapporteret" in opgoerelse.i_ord


@pytest.mark.parametrize("hvem", [*FREMMEDE, *PARTER])
def test_everybody_sees_what_is_approved_of_every_house(hvem: str, request: pytest.FixtureRequest) -> None:
    rapporter(byg_aar("nordjylland"), {UNGE: 4_321})
    rapporter(byg_aar("fyn"), {UNGE: 1_234}, tilstand=Tilstand.SENDT)

    alt = alt_om_aaret(log_in(person(hvem, request)))

    assert "4.321" in alt
    assert "1.234" in alt


@pytest.mark.parametrize("hvem", ["fremmed_sekretariat", "fremmed_direktoer"])
def test_other_houses_pages_are_not_linked_to_who_may_not_open_them(hvem: str, request: pytest.FixtureRequest) -> None:
    rapport = rapporter(byg_aar("nordjylland"), {UNGE: 90})
    client = log_in(person(hvem, request))

    side = client.get(SIDE).content.decode()

    assert "Resultatkontrakt 2022" in side
    assert "/kontrakter/nordjylland-2022/" not in side
    assert client.get(f"/kontrakter/nordjylland-2022/afrapportering/{rapport.pk}/").status_code == 404


def test_later_draft_leaves_what_is_approved_standing_for_everybody(
    request: pytest.FixtureRequest, sekretariat: Bruger
) -> None:
    kontrakt = byg_aar("nordjylland")
    rapporter(kontrakt, {UNGE: 4_321}, slags=Slags.FORELOEBIG, pr_dato=date(2022, 6, 30))
    skriv_hemmeligt(rapporter(kontrakt, {}, tilstand=Tilstand.KLADDE))

    for bruger in (sekretariat, *(person(navn, request) for navn in FREMMEDE)):
        alt = alt_om_aaret(log_in(bruger))
        assert "4.321" in alt
        assert [ord_ for ord_ in HEMMELIGE if ord_ in alt] == []


def udkast() -> Kontrakt:
    """A contract of Nordjylland that is not agreed, with a secret target."""
    kontrakt = byg_aar("nordjylland", unge=6_662, tilstand=Kontrakttilstand.UDKAST)
    Kontrakt.objects.filter(pk=kontrakt.pk).update(kilde=HEMMELIGT)
    return kontrakt


@pytest.mark.usefixtures("faelles")
@pytest.mark.parametrize("hvem", FREMMEDE)
def test_draft_of_a_contract_is_to_others_no_contract(hvem: str, request: pytest.FixtureRequest) -> None:
    udkast()

    alt = alt_om_aaret(log_in(person(hvem, request)))

    assert "<strong>Erhvervshus Nordjylland:</strong> Ingen kontrakt for 2022 i systemet" in alt
    assert [ord_ for ord_ in HEMMELIGE if ord_ in alt] == []
    assert "nordjylland-2022" not in alt


@pytest.mark.usefixtures("faelles")
@pytest.mark.parametrize("hvem", PARTER)
def test_draft_of_a_contract_is_named_to_its_parties(hvem: str, request: pytest.FixtureRequest) -> None:
    udkast()

    side = log_in(person(hvem, request)).get(SIDE).content.decode()

    assert "<strong>Erhvervshus Nordjylland:</strong> Kontrakten er et udkast" in side
    assert 'href="/kontrakter/nordjylland-2022/"' in side
    assert "6.662" not in side


@pytest.mark.parametrize("hvem", [*FREMMEDE, *PARTER])
@pytest.mark.parametrize("ende", ["", "excel/"])
def test_year_with_nothing_but_drafts_is_answered_as_a_year_that_is_not_there(
    hvem: str, ende: str, request: pytest.FixtureRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    udkast()
    byg_kontrakt("fyn", 2021)
    client = log_in(person(hvem, request))

    svar = []
    for aar in (2022, 2099):
        with django_assert_num_queries(3):  # session, user, and whether the year is there: no way to tell by time
            svar.append(client.get(f"/rapporter/landsoversigt/{aar}/{ende}"))

    assert [et.status_code for et in svar] == [404, 404]
    assert svar[0].content == svar[1].content.replace(b"2099", b"2022")
    assert client.get("/rapporter/landsoversigt/").headers["Location"] == "/rapporter/landsoversigt/2021/"


@pytest.mark.usefixtures("faelles")
def test_log_says_that_the_file_was_fetched_and_nothing_of_what_is_in_it(laeser: Bruger) -> None:
    paa_vej("kladde")
    client = log_in(laeser)
    foer = Haendelse.objects.count()

    client.get(SIDE)
    client.head(f"{SIDE}excel/")
    client.get(f"{SIDE}excel/")

    (haendelse,) = Haendelse.objects.order_by("pk")[foer:]
    assert (haendelse.genstand, haendelse.beskrivelse) == ("Landsoversigt 2022", "landsoversigt-2022.xlsx")
