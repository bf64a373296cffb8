"""The pages on which a house counts its guidance: the list of its counts, and the grid that is saved whole."""

import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.models import Bruger, Kommune
from maal.typer import Tilstand
from tests.byggere import byg_hus, byg_kommune, byg_vejledningstal
from tests.maal.siden import tekst
from tests.maal.vejledningsverden import byg_brug, byg_omraade, gem, gemt, gitter

pytestmark = pytest.mark.django_db
HUSET = "/vejledning/nordjylland/"


@pytest.fixture(autouse=True)
def omraade() -> dict[str, Kommune]:
    """Nordjylland with three municipalities."""
    return byg_omraade()


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The director's browser."""
    client.force_login(direktoer)
    return client


def felter(version: int = 0, /, **celler: str) -> dict[str, str]:
    """The grid as a browser sends it: growth 5, 0 and 1.234, and what is given by cell."""
    return {"version": str(version), "vaekst_0860": "5", "vaekst_0840": "0", "vaekst_0851": "1.234", **celler}


def ord_(html: Any, anker: str, slut: str) -> str:
    return tekst(html.content.decode(), anker, slut)


def vaerdi(svar: Any, navn: str) -> str:
    """What stands in a field of the answered page."""
    felt = svar.content.decode().partition(f'name="{navn}"')[2].partition(">")[0]
    return unescape(felt.partition('value="')[2].partition('"')[0])


def fejlliste(svar: Any) -> list[str]:
    """What the list at the top says, each with where it leads."""
    liste = svar.content.decode().partition('data-module="error-summary"')[2].partition("</ul>")[0]
    return [
        unescape(punkt.partition("</li>")[0].replace("</a>", "").replace('<a href="', "").replace('">', ": ", 1))
        for punkt in liste.split("<li>")[1:]
    ]


def test_director_is_led_to_the_only_house(klient: Client) -> None:
    assert klient.get("/vejledning/").headers["Location"] == HUSET


def test_administrator_chooses_among_the_houses(admin_klient: Client) -> None:
    byg_hus("midtjylland")

    svar = admin_klient.get("/vejledning/")

    assert ord_(svar, "main-content", "main") == (
        "Vejledning pr. kommune Vælg det erhvervshus, du vil se eller skrive vejledningstal for. "
        "Erhvervshus Midtjylland Erhvervshus Nordjylland"
    )


def test_reader_has_neither_the_page_nor_the_menu_item(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    assert client.get("/vejledning/").status_code == 403
    assert "/vejledning/" not in client.get("/").content.decode()


def test_house_lists_its_counts_newest_first_with_who_saved_and_which_reports_rest_on_them(klient: Client) -> None:
    byg_vejledningstal(pr_dato=datetime.date(2021, 6, 30))
    byg_brug(byg_vejledningstal(), Tilstand.INDSENDT)
    Vejledningstal.objects.update(opdateret=datetime.datetime(2022, 1, 15, 9, 5, tzinfo=datetime.UTC))

    svar = klient.get(HUSET)

    assert ord_(svar, "aar-2021", "table") == (
        "2021 Opgjort pr. Senest gemt Bruges i Se "
        "31. december 2021 Låst 15. januar 2022 kl. 10.05 af taeller-nordjylland "
        "Endelig afrapportering 2021 pr. 31. december 2021 Geografisk spredning pr. 31. december 2021 "
        "30. juni 2021 15. januar 2022 kl. 10.05 af taeller-nordjylland Ingen afrapportering "
        "Geografisk spredning pr. 30. juni 2021"
    )


def test_new_count_begins_with_its_day(klient: Client) -> None:
    assert klient.get(HUSET, {"pr_dato": "30.6.2021"}).headers["Location"] == f"{HUSET}2021-06-30/"


@pytest.mark.parametrize(
    ("skrevet", "fejl"),
    [
        ("", "Opgjort pr.: Skriv den dag, der er talt til."),
        ("30.6.", "Opgjort pr.: »30.6.« er ikke en dato. Skriv fx 13.10.2021."),
        ("1.1.2018", "Opgjort pr.: Datoen ligger før 2019, hvor erhvervshusene begyndte. Kontrollér årstallet."),
        ("1.1.2999", "Opgjort pr.: Datoen ligger i fremtiden. Skriv den dag, der er talt til."),
    ],
)
def test_day_that_nothing_can_be_counted_to_is_refused(klient: Client, skrevet: str, fejl: str) -> None:
    svar = klient.get(HUSET, {"pr_dato": skrevet})

    assert fejlliste(svar) == [f"#id_pr_dato: {fejl}"]
    assert vaerdi(svar, "pr_dato") == skrevet
    assert klient.get(f"{HUSET}2999-01-01/").status_code == 404


def test_grid_has_a_named_cell_for_each_municipality_and_kind_in_danish_order(klient: Client) -> None:
    html = klient.get(gitter()).content.decode()

    navne = [del_.partition('"')[0] for del_ in html.split('aria-label="')]
    assert [navn for navn in navne if navn.endswith(", Vækst")] == [
        "Hjørring, Vækst",
        "Rebild, Vækst",
        "Aalborg, Vækst",
    ]
    assert [navn for navn in navne if navn.startswith("Rebild")] == [
        f"Rebild, {slags}"
        for slags in ("Vækst", "Drift", "Korte forløb", "Early Warning", "Kollektive deltagere", "Henvisninger")
    ]


def test_grid_is_saved_whole_and_shown_with_its_sums(klient: Client) -> None:
    drift = {"drift_0860": "1", "drift_0840": "2", "drift_0851": "3"}

    svar = klient.post(
        gitter(), felter(**drift, kollektive_0860="9", kollektive_0840="8", kollektive_0851="0"), follow=True
    )

    assert svar.redirect_chain == [(gitter(), 302)]
    assert (gemt("vaekst"), gemt("drift"), gemt("kollektive")) == ([5, 0, 1_234], [1, 2, 3], [9, 8, 0])
    html = svar.content.decode()
    assert "Vejledningstal pr. 31. december 2021 er gemt." in html
    assert vaerdi(svar, "vaekst_0851") == "1.234"
    assert " ".join(tekst(html, "overskrift", "table").split()[-6:]) == "I alt 1.239 6 1.245 17"


def test_saving_nothing_new_says_so(klient: Client) -> None:
    klient.post(gitter(), felter())

    svar = klient.post(gitter(), felter(1), follow=True)

    assert "Der var intet nyt at gemme." in svar.content.decode()
    assert Vejledningstal.objects.get().version == 1


def test_everything_wrong_is_said_at_the_cells_and_above_and_what_was_typed_stays(klient: Client) -> None:
    svar = klient.post(gitter(), felter(vaekst_0860="12,5", vaekst_0840="", drift_0851="1.000.001"))

    assert svar.status_code == 200
    assert fejlliste(svar) == [
        "#id_vaekst_0860: Hjørring, Vækst: »12,5« skal være et helt tal, fx 12.",
        "#id_vaekst_0840: Vækst mangler for Rebild. "
        "Skriv et tal for alle kommuner, også når det er 0, eller lad kolonnen være tom.",
        "#id_drift_0860: Drift mangler for Hjørring og Rebild. "
        "Skriv et tal for alle kommuner, også når det er 0, eller lad kolonnen være tom.",
        "#id_drift_0851: Drift for Aalborg skal være et helt tal fra 0 til 1.000.000.",
    ]
    html = svar.content.decode()
    assert tekst(html, "id_vaekst_0840_error", "td") == "Fejl: Mangler."
    assert 'aria-invalid="true" aria-describedby="id_vaekst_0860_error"' in html
    assert [vaerdi(svar, f"{navn}") for navn in ("vaekst_0860", "vaekst_0840", "drift_0851")] == [
        "12,5",
        "",
        "1.000.001",
    ]
    assert not Vejledningstal.objects.exists()


def test_grid_without_figures_is_refused(klient: Client) -> None:
    assert fejlliste(klient.post(gitter(), {"version": "0"})) == ["Skriv tal for mindst én slags vejledning."]


@pytest.mark.parametrize("version", ["", "-1", "[0", "[0,{}]x", "[0,[1]]", '"a"', "[" * 5_000])
def test_form_that_no_page_has_sent_is_refused(klient: Client, version: str) -> None:
    svar = klient.post(gitter(), felter() | {"version": version})

    assert fejlliste(svar) == ["Siden er for gammel. Kopiér det, du har skrevet, og genindlæs den."]
    assert not Vejledningstal.objects.exists()


def test_locked_count_is_only_read_with_the_reason(klient: Client) -> None:
    byg_brug(byg_vejledningstal(), Tilstand.GODKENDT)

    html = klient.get(gitter()).content.decode()

    assert "som er godkendt, og kan ikke ændres. KKR-sekretariatet kan genåbne den." in html
    assert "vaekst_0851" not in html
    assert " ".join(tekst(html, "overskrift", "table").split()[-4:]) == "I alt 6 6"


def test_what_was_typed_before_the_count_was_locked_is_shown_again(klient: Client) -> None:
    byg_brug(byg_vejledningstal(), Tilstand.INDSENDT)

    svar = klient.post(gitter(), felter(1))

    assert fejlliste(svar)[0].startswith(
        "Tallene bruges i endelig afrapportering 2021, Erhvervshus Nordjylland, som er"
    )
    assert vaerdi(svar, "vaekst_0851") == "1.234"


def test_municipality_that_left_the_house_is_named(klient: Client) -> None:
    byg_vejledningstal()
    Kommune.objects.filter(kode="0840").update(erhvervshus=byg_hus("midtjylland"))

    html = klient.get(gitter()).content.decode()

    assert "Rebild hører ikke længere til erhvervshuset. Tallene derfra udgår, hvis du gemmer en ændring." in html
    assert "vaekst_0840" not in html


def test_house_without_municipalities_has_no_grid(klient: Client) -> None:
    Kommune.objects.update(erhvervshus=byg_hus("midtjylland"))

    assert "Erhvervshuset har ingen kommuner." in klient.get(gitter()).content.decode()


def test_count_is_deleted_when_that_is_confirmed(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)
    assert "slettes. Det, der har stået, bevares i historikken." in klient.get(f"{gitter()}slet/").content.decode()

    svar = klient.post(f"{gitter()}slet/", {"version": "1"}, follow=True)

    assert svar.redirect_chain == [(HUSET, 302)]
    assert "Vejledningstal pr. 31. december 2021 er slettet." in svar.content.decode()
    assert not Vejledningstal.objects.exists()
    assert klient.get(f"{gitter()}slet/").headers["Location"] == HUSET


@pytest.mark.parametrize(
    ("version", "fejl"),
    [
        ("0", "Tallene er ændret, siden du åbnede siden. Se dem igennem igen, før du sletter dem."),
        (
            "1",
            "Tallene bruges i Endelig afrapportering 2021, Erhvervshus Nordjylland. Fjern dem dér, før de slettes.",
        ),
    ],
)
def test_count_that_is_changed_or_used_is_not_deleted(klient: Client, version: str, fejl: str) -> None:
    byg_brug(byg_vejledningstal())

    assert fejlliste(klient.post(f"{gitter()}slet/", {"version": version})) == [fejl]
    assert Vejledningstal.objects.exists()


@pytest.mark.parametrize("antal", [19, 98])
def test_grid_takes_as_many_queries_for_the_country_as_for_a_house(
    klient: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    antal: int,
) -> None:
    for nummer in range(antal - 3):
        byg_kommune(f"{1_000 + nummer}", f"Kommune {nummer}")
    byg_brug(byg_vejledningstal())
    side = klient.get(gitter())
    sendt = {"version": vaerdi(side, "version")}
    sendt |= {f"vaekst_{kode}": "7" for kode in Kommune.objects.values_list("kode", flat=True)}

    with django_assert_num_queries(8):
        klient.get(gitter())
    with django_assert_max_num_queries(22):  # SQLite writes the country's history in two statements
        klient.post(gitter(), sendt)

    assert Vejledning.objects.filter(vaekst=7).count() == antal


def test_list_takes_as_many_queries_for_twenty_counts_as_for_one(
    klient: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    byg_brug(byg_vejledningstal())
    with django_assert_num_queries(7):
        klient.get(HUSET)
    for dag in range(1, 20):
        byg_vejledningstal(pr_dato=datetime.date(2020, 1, dag))
    with django_assert_num_queries(7):
        klient.get(HUSET)
