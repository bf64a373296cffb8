"""A block from a spreadsheet put in the grid by the server, for the script and for who has none; nothing is saved."""

import datetime

import pytest
from django.test import Client

from kommuner.models import Vejledningstal
from kontrakt.models import Bruger, Kommune
from maal.typer import Tilstand
from tests.byggere import byg_hus, byg_kommune, byg_vejledningstal
from tests.maal.siden import tekst
from tests.maal.vejledningsverden import byg_brug, byg_omraade, gitter

pytestmark = pytest.mark.django_db
INDSAET = f"{gitter()}indsaet/"
JSON = {"accept": "application/json"}


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The director's browser, before three municipalities."""
    byg_omraade()
    byg_kommune("0751", "Aarhus", "midtjylland")
    client.force_login(direktoer)
    return client


def test_script_is_told_which_figure_goes_where(klient: Client) -> None:
    svar = klient.post(INDSAET, {"blok": "1\t2\n3\t4", "fra": "kollektive_0851"}, headers=JSON)

    assert svar.json() == {
        "celler": {"kollektive_0851": "1", "henvisninger_0851": "2"},
        "kvittering": "2 celler er udfyldt. Intet er gemt endnu.",
        "beskeder": ["1 række er ikke sat ind: skemaet slutter ved Aalborg."],
    }


def test_municipality_of_another_house_is_known_and_refused(klient: Client) -> None:
    svar = klient.post(INDSAET, {"blok": "Aarhus\t1", "fra": "vaekst_0860"}, headers=JSON)

    assert svar.json() == {
        "celler": {},
        "kvittering": "Intet er sat ind.",
        "beskeder": ["Aarhus hører ikke til erhvervshuset. Rækken er ikke sat ind."],
    }


def test_cell_that_the_grid_has_not_is_as_none(klient: Client) -> None:
    svar = klient.post(INDSAET, {"blok": "1", "fra": "vaekst_9999"}, headers=JSON)

    assert svar.json()["celler"] == {"vaekst_0860": "1"}


def test_without_script_the_page_comes_back_filled_for_checking(klient: Client) -> None:
    svar = klient.post(
        INDSAET, {"version": "0", "vaekst_0860": "5", "drift_0851": "7", "blok": "Aalborg\t1.234\nRebild\t0\nÅlborg\t2"}
    )

    html = svar.content.decode()
    assert tekst(html, "indsat", "div") == (
        "2 celler er udfyldt. Intet er gemt endnu. "
        "Kommunen »Ålborg« kendes ikke. Mente du Aalborg? Rækken er ikke sat ind."
    )
    for felt in ('name="vaekst_0860" value="5"', 'name="vaekst_0840" value="0"', 'name="vaekst_0851" value="1.234"'):
        assert felt in html
    assert "Drift mangler for Hjørring og Rebild." in html  # what remains to be filled in
    assert not Vejledningstal.objects.exists()


def test_figures_put_in_are_saved_from_the_page_that_shows_them(klient: Client) -> None:
    byg_vejledningstal()
    html = klient.post(INDSAET, {"version": "1", "blok": "1\n2\n3"}).content.decode()

    assert f'<form method="post" action="{gitter()}"' in html
    assert 'name="version" value="1"' in html


def test_empty_block_says_so(klient: Client) -> None:
    html = klient.post(INDSAET, {"version": "0"}).content.decode()

    assert tekst(html, "indsat", "div") == (
        "Intet er sat ind. Der var intet i det, du satte ind. Kopiér kommunernes rækker i regnearket, og prøv igen."
    )


def test_link_or_reload_leads_to_the_grid(klient: Client) -> None:
    assert klient.get(INDSAET).headers["Location"] == gitter()


def test_what_was_typed_before_the_count_was_locked_stays_on_the_page(klient: Client) -> None:
    byg_brug(byg_vejledningstal(), Tilstand.GODKENDT)

    html = klient.post(INDSAET, {"version": "1", "vaekst_0860": "17", "blok": "1\t2"}).content.decode()

    assert "som er godkendt, og kan ikke ændres." in html
    assert 'name="drift_0860" value="2"' in html


def test_house_without_municipalities_has_no_grid_to_put_it_in(klient: Client) -> None:
    Kommune.objects.update(erhvervshus=byg_hus("midtjylland"))

    assert klient.post(INDSAET, {"blok": "1"}).headers["Location"] == gitter()


def test_day_that_nothing_can_be_counted_to_is_404(klient: Client) -> None:
    assert klient.post(f"{gitter(pr_dato=datetime.date(2018, 1, 1))}indsaet/", {"blok": "1"}).status_code == 404


def test_what_was_sent_after_the_session_ended_is_put_back_after_the_log_in(
    client: Client, direktoer: Bruger, laeser: Bruger
) -> None:
    byg_omraade()
    client.force_login(direktoer)
    side = client.get(gitter()).content.decode()
    afsender = side.partition('name="bruger" value="')[2].partition('"')[0]
    client.logout()
    sendt = {"bruger": afsender, "version": "0", "vaekst_0860": "5", "vaekst_0840": "x"}

    svar = client.post(gitter(), sendt)
    assert svar.status_code == 403
    assert "Det er lagt til side." in svar.content.decode()
    assert tekst(svar.content.decode(), "skrevet-1", "textarea") == (
        "Kode Vækst Drift Korte forløb Early Warning Kollektive deltagere Henvisninger 0840 x 0860 5"
    )
    session = client.session
    client.force_login(direktoer)
    for noegle, vaerdi in session.items():
        if noegle == "lagt_til_side":
            session_nu = client.session
            session_nu[noegle] = vaerdi
            session_nu.save()

    html = client.get(gitter()).content.decode()
    assert "Det, du skrev, før du blev logget ud, er sat ind igen. Det er ikke gemt endnu." in html
    assert 'name="vaekst_0840" value="x"' in html
