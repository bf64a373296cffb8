"""The workbook to fill in: what is filled in and uploaded is what is saved, and nothing else."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledning, Vejledningstal
from kommuner.typer import Vejledningsslags
from kontrakt.models import Bruger, Haendelse, Kommune, Rolle
from tests.byggere import byg_bruger, byg_hus, byg_kommune
from tests.maal.vejledningsupload import BEKRAEFT, INDLAES, fejl, listen, sendt
from tests.maal.vejledningsverden import NYTAAR, TRE, byg_omraade, gem

pytestmark = pytest.mark.django_db

SKABELON = "/vejledning/nordjylland/2021-12-31/skabelon/"
KOLONNER = ["Kode", "Kommune", "Opgjort pr.", *(str(slags.label) for slags in Vejledningsslags)]


@pytest.fixture(autouse=True)
def omraade() -> dict[str, Kommune]:
    """Nordjylland with three municipalities."""
    return byg_omraade()


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The browser of the house's director."""
    client.force_login(direktoer)
    return client


def udfyldt(indhold: bytes, celler: Mapping[str, int | None] = {}) -> SimpleUploadedFile:
    """The workbook as somebody saves it with some cells filled in."""
    bog = load_workbook(BytesIO(indhold))
    for sted, antal in celler.items():
        bog.worksheets[0][sted] = antal
    ud = BytesIO()
    bog.save(ud)
    return SimpleUploadedFile("skabelon.xlsx", ud.getvalue())


def gemte() -> dict[str, list[int | None]]:
    """The saved figures by municipality."""
    return {str(r.kommune): [getattr(r, slags) for slags in Vejledningsslags] for r in Vejledning.objects.all()}


def test_workbook_has_the_municipalities_and_what_is_saved(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)

    svar = klient.get(SKABELON)

    raekker = list(load_workbook(BytesIO(svar.getvalue())).worksheets[0].iter_rows(values_only=True))
    assert raekker[0][0] == "Vejledningstal pr. 31. december 2021, Erhvervshus Nordjylland"
    assert list(raekker[2]) == KOLONNER
    assert [(kode, navn, vaekst, drift) for kode, navn, _, vaekst, drift, *_ in raekker[3:]] == [
        ("0860", "Hjørring", 5, None),
        ("0840", "Rebild", 0, None),
        ("0851", "Aalborg", 1_234, None),
    ]
    assert svar.headers["Content-Disposition"] == 'attachment; filename="vejledning-nordjylland-2021-12-31.xlsx"'


def test_untouched_workbook_changes_nothing(klient: Client, direktoer: Bruger) -> None:
    gem({kode: {"vaekst": 3, "kollektive": 0, "henvisninger": 7} for kode in TRE}, bruger=direktoer)

    vist = klient.post(INDLAES, {"fil": udfyldt(klient.get(SKABELON).getvalue())})

    assert list(listen(vist)) == ["uaendrede"]


def test_filled_workbook_saves_exactly_what_was_filled_in(klient: Client) -> None:
    celler = {f"{kolonne}{raekke}": 100 * nr + raekke for nr, kolonne in enumerate("DEFGHI") for raekke in (4, 5, 6)}

    vist = klient.post(INDLAES, {"fil": udfyldt(klient.get(SKABELON).getvalue(), celler)})
    klient.post(BEKRAEFT, sendt(vist))

    assert gemte() == {
        "Hjørring": [4, 104, 204, 304, 404, 504],
        "Rebild": [5, 105, 205, 305, 405, 505],
        "Aalborg": [6, 106, 206, 306, 406, 506],
    }
    assert Vejledningstal.objects.get().pr_dato == NYTAAR


def test_empty_workbook_says_that_figures_are_missing(klient: Client) -> None:
    svar = klient.post(INDLAES, {"fil": udfyldt(klient.get(SKABELON).getvalue())})

    assert fejl(svar) == ["B4: Der er ingen tal pr. 31. december 2021. Skriv tal for mindst én slags vejledning."]


def test_fetching_it_stands_in_the_log(klient: Client, direktoer: Bruger) -> None:
    klient.get(SKABELON)

    haendelse = Haendelse.objects.latest("pk")
    assert (haendelse.bruger, haendelse.genstand, haendelse.beskrivelse) == (
        direktoer,
        "Erhvervshus Nordjylland: vejledningstal",
        "vejledning-nordjylland-2021-12-31.xlsx",
    )


@pytest.mark.parametrize("dag", ["2018-12-31", "2999-12-31", "2021-02-30"])
def test_day_that_nothing_can_be_counted_to_has_no_workbook(klient: Client, dag: str) -> None:
    assert klient.get(f"/vejledning/nordjylland/{dag}/skabelon/").status_code == 404


def test_only_the_houses_parties_get_it(client: Client, sekretariat: Bruger, laeser: Bruger) -> None:
    byg_hus("midtjylland")
    status = []
    for bruger in (sekretariat, byg_bruger(Rolle.SEKRETARIAT, "midtjylland"), laeser):
        client.force_login(bruger)
        status.append(client.get(SKABELON).status_code)

    assert status == [200, 404, 403]


@pytest.mark.parametrize("antal", [3, 20])
def test_queries_are_the_same_for_three_municipalities_and_twenty(
    klient: Client, direktoer: Bruger, antal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nr in range(antal - 3):
        byg_kommune(f"9{nr:03}", f"Kommune {nr}")
    gem({kode: {"drift": 1} for kode in Kommune.objects.values_list("kode", flat=True)}, bruger=direktoer)

    with django_assert_num_queries(7):
        klient.get(SKABELON)
