"""Fetching the annex: who may, what comes in each form, what is logged, and the links to it."""

from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pptx import Presentation
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kontrakt, Kontrakttilstand
from maal.models import Afrapportering
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, saet_tilstand

pytestmark = pytest.mark.django_db

NAVN = "nordjylland-2021-foreloebig-2021-10-13"
TYPER = {
    "word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("pdf", "application/pdf"),
    "powerpoint": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
TITEL = "Foreløbig afrapportering 2021"


@pytest.fixture
def rapport(db: None) -> Afrapportering:
    """A draft of a report of Nordjylland."""
    return byg_afrapportering(byg_kontrakt())


def adresse(rapport: Afrapportering, form: str = "word", slug: str = "nordjylland-2021") -> str:
    """Where the file is."""
    return f"/kontrakter/{slug}/afrapportering/{rapport.pk}/bilag/{form}/"


def hent(client: Client, bruger: Bruger, rapport: Afrapportering, form: str = "word") -> bytes:
    """The file that a user gets."""
    client.force_login(bruger)
    svar = client.get(adresse(rapport, form))
    assert svar.status_code == 200
    return bytes(svar.getvalue())


@pytest.mark.parametrize("form", TYPER)
def test_file_has_a_name_that_says_what_it_is(
    client: Client, direktoer: Bruger, rapport: Afrapportering, form: str
) -> None:
    client.force_login(direktoer)

    svar = client.get(adresse(rapport, form))

    endelse, type_ = TYPER[form]
    assert (svar["Content-Type"], svar["Content-Disposition"]) == (type_, f'attachment; filename="{NAVN}.{endelse}"')
    assert svar["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert svar.getvalue()


def test_each_form_opens_and_begins_with_the_title(client: Client, direktoer: Bruger, rapport: Afrapportering) -> None:
    word, pdf, powerpoint = (BytesIO(hent(client, direktoer, rapport, form)) for form in TYPER)

    assert Document(word).paragraphs[0].text == TITEL
    assert PdfReader(pdf).pages[0].extract_text().startswith(TITEL)
    assert Presentation(powerpoint).slides[0].shapes.title.text.startswith(TITEL)


def test_another_form_is_not_found(client: Client, direktoer: Bruger, rapport: Afrapportering) -> None:
    client.force_login(direktoer)

    assert client.get(adresse(rapport, "excel")).status_code == 404


def test_report_is_not_found_under_another_contract(
    client: Client, administrator: Bruger, rapport: Afrapportering
) -> None:
    byg_kontrakt("midtjylland")
    client.force_login(administrator)

    assert client.get(adresse(rapport, slug="midtjylland-2021")).status_code == 404


def test_reader_is_told_of_the_next_contract_when_it_is_agreed(
    client: Client, laeser: Bruger, sekretariat: Bruger, rapport: Afrapportering
) -> None:
    """A draft of the next contract is for the parties, also inside the annex of a report that all may read."""
    naeste = byg_kontrakt(fra_aar=2022, maal=1, forgaenger=rapport.kontrakt, tilstand=Kontrakttilstand.UDKAST)
    saet_tilstand(rapport, Tilstand.GODKENDT)
    overskrift = "Ændringer i Resultatkontrakt 2022"

    assert f"{overskrift} (udkast)" in overskrifter(hent(client, sekretariat, rapport))
    assert not [et for et in overskrifter(hent(client, laeser, rapport)) if et.startswith("Ændringer")]

    Kontrakt.objects.filter(pk=naeste.pk).update(tilstand=Kontrakttilstand.VEDTAGET)
    assert overskrift in overskrifter(hent(client, laeser, rapport))


def overskrifter(fil: bytes) -> list[str]:
    """The headings of a Word document."""
    return [sted.text for sted in Document(BytesIO(fil)).paragraphs if sted.style and sted.style.name == "Heading 1"]


@pytest.mark.parametrize("form", TYPER)
def test_approved_report_is_the_same_file_for_all(
    client: Client, laeser: Bruger, direktoer: Bruger, rapport: Afrapportering, form: str
) -> None:
    gaa_til(rapport, Tilstand.GODKENDT)
    egen = hent(client, direktoer, rapport, form)
    gaa_til(rapport, Tilstand.SENDT)

    assert hent(client, laeser, rapport, form) == egen


def test_file_that_was_fetched_stands_in_the_log(client: Client, direktoer: Bruger, rapport: Afrapportering) -> None:
    hent(client, direktoer, rapport)

    haendelse = Haendelse.objects.get(slags=Haendelsesslags.EKSPORT)
    assert (haendelse.genstand, haendelse.beskrivelse) == (str(rapport), f"{NAVN}.docx")


@pytest.mark.parametrize("maal", [1, 12])
def test_number_of_queries_does_not_grow(
    client: Client, direktoer: Bruger, maal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_kontrakt(maal=maal, punkter=2, omraader=maal)
    byg_kontrakt(fra_aar=2022, maal=maal, punkter=2, forgaenger=kontrakt)
    rapport = byg_afrapportering(kontrakt)
    client.force_login(direktoer)

    with django_assert_num_queries(17):
        client.get(adresse(rapport))


def test_page_links_to_each_form(client: Client, direktoer: Bruger, rapport: Afrapportering) -> None:
    client.force_login(direktoer)

    side = client.get(f"/kontrakter/nordjylland-2021/afrapportering/{rapport.pk}/").content.decode()

    assert [form for form in TYPER if f'href="{adresse(rapport, form)}"' in side] == list(TYPER)
