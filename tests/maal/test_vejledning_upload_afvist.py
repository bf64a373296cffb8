"""Uploaded guidance that is refused: everything wrong is listed, nothing is changed, and who may upload for whom."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.bekraeft import GAMMEL_SIDE
from kontrakt.models import Bruger, Kommune, Rolle
from tests.byggere import byg_bruger, byg_hus, byg_kommune
from tests.kommuner.vejledningsfiler import som_csv
from tests.maal.vejledningsupload import (
    BEKRAEFT,
    HOVED,
    INDLAES,
    RAEKKER,
    beskeder,
    fejl,
    forfalsket,
    med,
    sendt,
    vis,
)
from tests.maal.vejledningsverden import NYTAAR, byg_omraade, gem, gemt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def omraade() -> dict[str, Kommune]:
    """Nordjylland with three municipalities."""
    return byg_omraade()


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The browser of the house's director."""
    client.force_login(direktoer)
    return client


@pytest.mark.parametrize(
    ("valg", "felt", "besked"),
    [
        ({"pr_dato": "31.12.2018"}, "pr_dato", "Datoen ligger før 2019"),
        ({"pr_dato": "31.12.2999"}, "pr_dato", "Datoen ligger i fremtiden"),
        ({"ark": "x" * 32}, "ark", "Et ark i Excel hedder højst 31 tegn."),
        ({"fil": ""}, "fil", "Vælg en fil."),
    ],
)
def test_form_is_refused_at_its_field(klient: Client, valg: dict[str, str], felt: str, besked: str) -> None:
    svar = klient.post(INDLAES, {"fil": SimpleUploadedFile("tal.csv", som_csv(RAEKKER)), **valg})

    assert svar.context["form"].errors[felt][0].startswith(besked)


def test_other_kinds_of_files_are_told_what_to_do(klient: Client) -> None:
    svar = klient.post(INDLAES, {"fil": SimpleUploadedFile("tal.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600)})
    pdf = klient.post(INDLAES, {"fil": SimpleUploadedFile("tal.pdf", b"%PDF")})

    assert fejl(svar)[0].startswith("Filen er i Excels gamle format (.xls). Åbn den i Excel")
    assert pdf.context["form"].errors["fil"][0].startswith("Filen tal.pdf er ikke en")


def test_errors_and_suggestions_are_listed_together_by_cell(klient: Client) -> None:
    svar = vis(klient, med(A4="Ålborg", C2=12.5, B3=date(2018, 1, 1)))

    assert fejl(svar)[:2] == [
        "C2: Vækst, Hjørring: 12,5 er ikke et helt tal. Skriv antallet uden decimaler.",
        "B3: 1. januar 2018 ligger før 2019, hvor erhvervshusene begyndte. Ret årstallet.",
    ]
    assert "A4: Kommunen »Ålborg« kendes ikke. Mente du Aalborg?" in fejl(svar)
    assert "Intet er ændret. Ret filen, gem den, og vælg den igen." in svar.content.decode()
    assert not Vejledningstal.objects.exists()


def test_one_wrong_cell_keeps_every_other_day_of_the_file_from_being_saved(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)
    foer = list(Vejledning.history.values())
    god = [[raekke[0], date(2020, 12, 31), raekke[2]] for raekke in RAEKKER[1:]]

    svar = vis(klient, [*med(-7), *god])

    assert fejl(svar) == ["C2: Vækst, Hjørring: −7 er negativt. Et antal kan ikke være under 0."]
    assert list(Vejledning.history.values()) == foer


@pytest.mark.parametrize("filer", ["", "{}", "[]", "nul", '{"a.csv": "*"}', forfalsket(b"x")[:-1] + ', "b.csv": ""}'])
def test_form_without_its_file_leads_back(klient: Client, filer: str) -> None:
    svar = klient.post(BEKRAEFT, {"filer": filer, "aftryk": "x"})

    assert (svar.status_code, svar.headers["Location"], beskeder(svar)) == (302, INDLAES, [GAMMEL_SIDE])


def test_forged_rows_are_read_as_any_file_and_refused(klient: Client) -> None:
    midt = byg_kommune("0707", "Norddjurs", "midtjylland")
    raekker = som_csv([HOVED, [midt.navn, NYTAAR, 5]])

    svar = klient.post(BEKRAEFT, {"filer": forfalsket(raekker), "aftryk": "x"})

    assert fejl(svar) == [
        "Linje 2, kolonne 1: Norddjurs hører til Erhvervshus Midtjylland, som du ikke kan indlæse tal for. Slet rækken."
    ]
    assert not Vejledningstal.objects.exists()


def test_link_to_the_confirmation_leads_to_the_choice(klient: Client) -> None:
    assert klient.get(BEKRAEFT).headers["Location"] == INDLAES


@pytest.mark.parametrize("rolle", [Rolle.DIREKTOER, Rolle.SEKRETARIAT, Rolle.ADMINISTRATOR])
def test_parties_may_upload_for_their_houses(client: Client, rolle: Rolle) -> None:
    client.force_login(byg_bruger(rolle))

    client.post(BEKRAEFT, sendt(vis(client)))

    assert gemt() == [5, 0, 1_234]


@pytest.mark.parametrize("rolle", [Rolle.DIREKTOER, Rolle.SEKRETARIAT])
def test_parties_of_another_house_may_not(client: Client, rolle: Rolle) -> None:
    byg_hus("midtjylland")
    client.force_login(byg_bruger(rolle, "midtjylland"))

    svar = vis(client)

    assert fejl(svar) == [
        f"A{nr}: {navn} hører til Erhvervshus Nordjylland, som du ikke kan indlæse tal for. Slet rækken."
        for nr, navn in enumerate(("Hjørring", "Rebild", "Aalborg"), start=2)
    ]
    assert not Vejledningstal.objects.exists()


def test_reader_may_neither_see_the_page_nor_send(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    svar = [client.get(INDLAES), client.post(INDLAES), client.post(BEKRAEFT)]

    assert [et.status_code for et in svar] == [403, 403, 403]
