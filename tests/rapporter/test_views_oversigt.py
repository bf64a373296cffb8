"""The overview as a page: access, filter, order, what is written, how many queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Erhvervshus, Kontrakt, Kontrakttilstand
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_kkr, byg_kontrakt, byg_rammeaftale, saet_tilstand, udfyld

pytestmark = pytest.mark.django_db

URL = reverse("rapporter:oversigt")


def log_in(bruger: Bruger) -> Client:
    """A browser where the user is logged in."""
    client = Client()
    client.force_login(bruger)
    return client


def slugs(bruger: Bruger, **valg: str) -> list[str]:
    """The addresses of the contracts in the table, in its order."""
    return [row.record.slug for row in log_in(bruger).get(URL, valg).context["tabel"].paginated_rows]


@pytest.fixture
def fire(db: None) -> None:
    """Two houses of different KKR with two contracts each, one of them over two years."""
    byg_rammeaftale(2021, 2023)
    byg_kontrakt("nordjylland", 2021, maal=0, til_aar=2022)
    byg_kontrakt("nordjylland", 2023, maal=0)
    byg_kontrakt("sjaelland", 2021, maal=0)
    byg_kontrakt("sjaelland", 2022, maal=0)


def test_log_in_is_asked_for_and_leads_back() -> None:
    assert Client().get(URL, {"aar": "2021"}).headers["Location"] == "/log-ind/?next=/%3Faar%3D2021"


def test_only_reading_is_allowed(sekretariat: Bruger) -> None:
    assert log_in(sekretariat).post(URL).status_code == 405


@pytest.mark.parametrize(
    ("valg", "fundne"),
    [
        ({}, ["nordjylland-2023", "sjaelland-2022", "nordjylland-2021-2022", "sjaelland-2021"]),
        ({"hus": "sjaelland"}, ["sjaelland-2022", "sjaelland-2021"]),
        ({"kkr": "nordjylland"}, ["nordjylland-2023", "nordjylland-2021-2022"]),
        ({"aar": "2022"}, ["sjaelland-2022", "nordjylland-2021-2022"]),
        ({"hus": "sjaelland", "aar": "2021"}, ["sjaelland-2021"]),
        ({"hus": "sjaelland", "kkr": "nordjylland"}, []),
    ],
)
def test_filter_narrows_by_house_kkr_and_year(
    fire: None, administrator: Bruger, valg: dict[str, str], fundne: list[str]
) -> None:
    assert slugs(administrator, **valg) == fundne


def test_filter_offers_what_the_user_may_see_in_danish_order_and_keeps_the_choice(
    fire: None, administrator: Bruger
) -> None:
    form = log_in(administrator).get(URL, {"hus": "sjaelland"}).context["form"]

    assert {navn: [vaerdi for vaerdi, _ in felt.choices] for navn, felt in form.fields.items()} == {
        "hus": ["", "nordjylland", "sjaelland"],
        "kkr": ["", "nordjylland", "sjaelland"],
        "aar": ["", "2023", "2022", "2021"],
    }
    assert form["hus"].value() == "sjaelland"


def test_filter_leaves_out_what_there_is_no_choice_of(fire: None, sekretariat: Bruger) -> None:
    form = log_in(sekretariat).get(URL).context["form"]

    assert list(form.fields) == ["aar"]


def test_filter_on_something_that_is_not_offered_is_answered_and_narrows_nothing(
    fire: None, administrator: Bruger
) -> None:
    svar = log_in(administrator).get(URL, {"aar": "1999"})

    assert svar.context["form"].errors == {
        "aar": ["Marker en gyldig valgmulighed. 1999 er ikke en af de tilgængelige valgmuligheder."]
    }
    assert len(svar.context["tabel"].rows) == 4


def test_filter_that_finds_nothing_says_so(fire: None, administrator: Bruger) -> None:
    svar = log_in(administrator).get(URL, {"hus": "sjaelland", "kkr": "nordjylland"})

    assert "Der er ingen kontrakter at vise." in svar.content.decode()


@pytest.mark.parametrize(
    ("sort", "fundne"),
    [
        ("kontrakt", ["nordjylland-2021-2022", "nordjylland-2023", "sjaelland-2021", "sjaelland-2022"]),
        ("periode", ["sjaelland-2021", "nordjylland-2021-2022", "sjaelland-2022", "nordjylland-2023"]),
        ("-periode", ["nordjylland-2023", "sjaelland-2022", "nordjylland-2021-2022", "sjaelland-2021"]),
    ],
)
def test_column_sorts_the_table(fire: None, administrator: Bruger, sort: str, fundne: list[str]) -> None:
    assert slugs(administrator, sort=sort) == fundne


def test_houses_sort_in_danish_order(administrator: Bruger) -> None:
    for noegle, navn in (
        ("aarhus", "Erhvervshus Aarhus"),
        ("aeroe", "Erhvervshus Ærø"),
        ("zebra", "Erhvervshus Zebra"),
    ):
        hus = Erhvervshus.objects.create(noegle=noegle, navn=navn, kkr=byg_kkr())
        Kontrakt.objects.create(
            erhvervshus=hus, rammeaftale=byg_rammeaftale(), tilstand="vedtaget", fra_aar=2021, til_aar=2021
        )

    assert slugs(administrator, sort="kontrakt") == ["zebra-2021", "aeroe-2021", "aarhus-2021"]


@pytest.mark.parametrize(
    ("sort", "fundne"), [("udfyldt", ["sjaelland", "nordjylland"]), ("-seneste", ["nordjylland", "sjaelland"])]
)
def test_reports_sort_by_how_far_they_are_and_by_date(administrator: Bruger, sort: str, fundne: list[str]) -> None:
    nord, syd = byg_kontrakt(maal=1), byg_kontrakt("sjaelland", maal=1)
    byg_afrapportering(syd, pr_dato=date(2021, 6, 30))
    udfyld(byg_afrapportering(nord), Maalepunkt.objects.get(maal__kontrakt=nord), 80)

    assert slugs(administrator, sort=sort) == [f"{hus}-2021" for hus in fundne]


def test_page_shows_the_newest_report_and_what_is_late(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=2)
    rapport = byg_afrapportering(kontrakt, frist=date(2021, 10, 31))
    udfyld(rapport, Maalepunkt.objects.order_by("maal__nummer")[0], 80)

    side = log_in(sekretariat).get(URL).content.decode()

    assert f'href="{reverse("rapporter:kontrakt", args=[kontrakt.slug])}"' in side
    assert f'href="{reverse("maal:afrapportering", args=[kontrakt.slug, rapport.pk])}">Foreløbig 2021</a>' in side
    assert "Pr. 13. oktober 2021" in side
    assert "1 af 2" in side
    assert '<progress class="udfyldt" value="1" max="2" aria-hidden="true"></progress>' in side
    assert "Foreløbig afrapportering 2021 skulle være indsendt senest 31. oktober 2021" in side
    assert "2021 skulle være afrapporteret senest 30. juni 2022" in side
    assert "Afventer direktørens underskrift" in side


def test_page_leads_its_parties_and_shows_readers_what_is_approved(
    sekretariat: Bruger, laeser: Bruger, fremmed_direktoer: Bruger
) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=Tilstand.SENDT)

    parts, laesers, ingens = (log_in(en).get(URL).content.decode() for en in (sekretariat, laeser, fremmed_direktoer))

    assert "Intet haster. Ingen frist er passeret, og ingen falder inden for 30 dage." in parts
    assert "Det haster" not in laesers
    assert "Erhvervshus Nordjylland, endelig afrapportering 2021</a>" in laesers
    assert "Det haster" not in ingens


def test_page_says_which_deadline_is_the_next_when_nothing_is_urgent(sekretariat: Bruger) -> None:
    byg_kontrakt(fra_aar=2060, maal=0, rammeaftale=byg_rammeaftale(2060, 2060))

    side = " ".join(log_in(sekretariat).get(URL).content.decode().split())

    assert "Den næste: Erhvervshus Nordjylland, 2060 skal afrapporteres senest 30. juni 2061" in side


def test_deadlines_sort_the_table(administrator: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=Tilstand.SENDT)
    byg_kontrakt("sjaelland", 2022, maal=1)
    byg_kontrakt("midtjylland", maal=1)

    assert slugs(administrator, sort="frist") == ["midtjylland-2021", "sjaelland-2022", "nordjylland-2021"]


def test_filter_narrows_the_table_and_not_what_is_urgent(fire: None, administrator: Bruger) -> None:
    svar = log_in(administrator).get(URL, {"hus": "sjaelland"})

    assert {sag.slug for sag in svar.context["haster"].passeret} >= {"nordjylland-2021-2022", "sjaelland-2021"}


def test_draft_contract_is_marked(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=0, tilstand=Kontrakttilstand.UDKAST)

    assert '<span class="badge badge-warning">Udkast</span>' in log_in(sekretariat).get(URL).content.decode()


def test_user_without_contracts_is_told_so_and_gets_no_filter(fire: None, fremmed_direktoer: Bruger) -> None:
    svar = log_in(fremmed_direktoer).get(URL)

    assert (list(svar.context["form"].fields), len(svar.context["tabel"].rows)) == ([], 0)
    assert "Der er ingen kontrakter at vise." in svar.content.decode()


def test_page_has_25_contracts_and_keeps_the_filter_on_the_next(administrator: Bruger) -> None:
    byg_rammeaftale(1990, 2020)
    for aar in range(1990, 2016):
        byg_kontrakt(fra_aar=aar, maal=0, rammeaftale=byg_rammeaftale(1990, 2020))
    byg_kontrakt("sjaelland", 2016, maal=0, rammeaftale=byg_rammeaftale(1990, 2020))

    svar = log_in(administrator).get(URL, {"hus": "nordjylland"})

    assert "Viser 1–25 af 26 rækker" in svar.content.decode()
    assert 'href="?hus=nordjylland&amp;page=2"' in svar.content.decode()
    assert slugs(administrator, hus="nordjylland", page="2") == ["nordjylland-1990"]


@pytest.mark.parametrize("antal", [2, 20])
@pytest.mark.parametrize("rolle", ["administrator", "sekretariat", "direktoer", "laeser"])
def test_queries_do_not_grow_with_the_contracts(
    antal: int, rolle: str, request: pytest.FixtureRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in(request.getfixturevalue(rolle))
    for aar in range(2001, 2001 + antal):
        kontrakt = byg_kontrakt(fra_aar=aar, maal=3, omraader=2, rammeaftale=byg_rammeaftale(2001, 2030))
        rapport = byg_afrapportering(kontrakt)
        udfyld(rapport, Maalepunkt.objects.filter(maal__kontrakt=kontrakt)[0], 80)
        if aar % 2:
            saet_tilstand(rapport, Tilstand.GODKENDT)
    Afrapportering.objects.update(tilstand=Tilstand.GODKENDT)  # half are from before there were pictures

    with django_assert_num_queries(10):
        svar = client.get(URL)

    assert len(svar.context["tabel"].rows) == antal
