"""Saving one målepunkt or focus area from the page, with htmx and without JavaScript."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Resultat, Status
from maal.typer import Enhed, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld
from tests.maal.siden import gem_url, side, tekst

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def rapport() -> Afrapportering:
    """A preliminary report on a percentage (mindst 80 %), a count (mindst 600) and a focus area."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.ANTAL, maaltal=600)
    return byg_afrapportering(kontrakt)


@pytest.fixture
def punkt(rapport: Afrapportering) -> Maalepunkt:
    """The målepunkt 1.1."""
    return Maalepunkt.objects.get(maal__nummer=1)


@pytest.fixture
def indlogget(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser without JavaScript."""
    client.force_login(sekretariat)
    return client


def gem(client: Client, rapport: Afrapportering, punkt: Maalepunkt, **felter: Any) -> str:
    """Save with htmx; gives the part that comes back."""
    svar = client.post(gem_url(rapport, punkt), {"version": 0, **felter}, headers=HTMX)
    assert svar.status_code == 200
    return svar.content.decode()


def alt() -> list[object]:
    """Everything that a save may change."""
    return [*Status.objects.order_by("pk").values(), *Resultat.objects.values(), *Indsatsstatus.objects.values()]


def test_gem_without_javascript_saves_and_leads_back_to_the_maalepunkt(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    svar = indlogget.post(gem_url(rapport, punkt), {"version": 0, "resultat": "81,5 %", "tekst": "Godt"})

    assert (svar.status_code, svar.headers["Location"]) == (302, f"{side(rapport)}#maalepunkt-1-1")
    assert [str(besked) for besked in get_messages(svar.wsgi_request)] == ["Mål 1.1 er gemt."]
    assert Status.objects.get(maalepunkt=punkt).tekst == "Godt"


def test_gem_with_htmx_answers_with_the_time_the_verdict_and_all_that_follows(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    andet = Maalepunkt.objects.get(maal__nummer=2)
    udfyld(rapport, andet, henviser_til=punkt.maal)

    html = gem(indlogget, rapport, punkt, resultat="81")

    assert html.lstrip().startswith('<article class="maalepunkt" id="maalepunkt-1-1"')
    assert tekst(html, "maalepunkt-1-1-vurdering", "div") == "Foreløbig vurdering Opfyldt"
    assert "Vurdering: Opfyldt." in tekst(html, "maalepunkt-1-1")
    assert tekst(html, "maal-1-vurdering", "div") == "Foreløbig vurdering Opfyldt"
    assert tekst(html, "maalepunkt-2-1-vurdering", "div") == "Foreløbig vurdering Opfyldt se Mål 1"
    assert tekst(html, "maal-2-vurdering", "div") == "Foreløbig vurdering Opfyldt"
    assert tekst(html, "taelling", "section") == (
        "Overblik over 2 målepunkter, foreløbigt 2 Opfyldt "
        "Intet mangler. Hvert målepunkt har et tal eller en vurdering, eller det er skrevet, hvad der afventes."
    )
    assert html.count('id="maalepunkt-1-1-vurdering"') == 1


def test_gem_keeps_the_new_version_in_the_form(indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt) -> None:
    html = gem(indlogget, rapport, punkt, resultat="81")

    assert '<input type="hidden" name="version" value="1" id="maalepunkt-1-1-version">' in html
    gem(indlogget, rapport, punkt, version=1, resultat="82")
    assert Resultat.objects.get().vaerdi == 82


def test_gem_of_nothing_new_says_so_and_changes_nothing(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, 81, tekst="Første linje\nAnden linje")
    foer = alt()

    html = gem(indlogget, rapport, punkt, version=1, resultat="81", tekst="Første linje\r\nAnden linje")

    assert "Der var intet nyt at gemme." in tekst(html, "maalepunkt-1-1")
    assert alt() == foer


def test_gem_of_a_wrong_figure_with_htmx_keeps_what_was_typed_beside_the_message(
    indlogget: Client, rapport: Afrapportering
) -> None:
    foer = alt()

    html = gem(indlogget, rapport, Maalepunkt.objects.get(maal__nummer=2), resultat="1.5", tekst="Lang tekst")

    besked = "»1.5« er ikke et helt tal. Mener du 15, så skriv det uden punktum."
    assert f"Mål 2.1 blev ikke gemt Resultat: {besked}" in tekst(html, "maalepunkt-2-1")
    assert 'name="resultat" value="1.5"' in html
    assert 'aria-invalid="true"' in html
    assert "Lang tekst</textarea>" in html
    assert alt() == foer


def test_gem_of_a_wrong_figure_without_javascript_is_the_whole_page_again(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    svar = indlogget.post(gem_url(rapport, punkt), {"version": 0, "resultat": "mange", "tekst": "Lang tekst"})

    html = svar.content.decode()
    assert svar.status_code == 200
    assert "<title>Fejl: Foreløbig afrapportering 2021" in html
    assert '<a href="#maalepunkt-1-1">Gå til det, der skal rettes</a>' in html
    assert 'name="resultat" value="mange"' in html
    assert "Lang tekst</textarea>" in html
    assert html.count("data-vogt") == 3


def test_gem_shows_the_doors_refusal_at_its_field_in_an_open_folder(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    html = gem(indlogget, rapport, punkt, resultat="79", tilsidesat_vurdering="opfyldt")

    assert "Begrundelse: Skriv en begrundelse, når den beregnede vurdering tilsidesættes." in tekst(
        html, "maalepunkt-1-1"
    )
    assert '<details class="details" open>' in html
    assert '<option value="opfyldt" selected>' in html


def test_gem_names_the_path_of_a_circle(indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt) -> None:
    andet = Maalepunkt.objects.get(maal__nummer=2)
    udfyld(rapport, andet, henviser_til=punkt.maal)

    html = gem(indlogget, rapport, punkt, henviser_til=andet.maal_id)

    assert "Henvisningen går i ring: Mål 1 → Mål 2 → Mål 1." in tekst(html, "maalepunkt-1-1")


@pytest.mark.parametrize("htmx", [True, False])
def test_gem_in_a_report_that_was_closed_meanwhile_keeps_what_was_typed(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt, htmx: bool
) -> None:
    gaa_til(rapport, Tilstand.GODKENDT)

    svar = indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min tekst"}, headers=HTMX if htmx else {})

    html = svar.content.decode()
    assert "Afrapporteringen er godkendt og kan ikke ændres." in tekst(html, "maalepunkt-1-1")
    assert "Min tekst</textarea>" in html
    assert Status.objects.get(maalepunkt=punkt).tekst == ""


@pytest.mark.parametrize(
    ("hvem", "status"),
    [("laeser", 403), ("fremmed_sekretariat", 404), ("fremmed_direktoer", 404), ("direktoer", 302)],
)
def test_gem_is_for_who_may_write(
    client: Client, rapport: Afrapportering, punkt: Maalepunkt, hvem: str, status: int, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, Tilstand.GODKENDT if hvem == "laeser" else Tilstand.KLADDE)
    client.force_login(request.getfixturevalue(hvem))

    svar = client.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Skrevet"})

    assert svar.status_code == status
    assert Status.objects.get(maalepunkt=punkt).tekst == ("Skrevet" if status == 302 else "")


def test_gem_without_a_valid_token_is_refused(sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sekretariat)

    assert client.post(gem_url(rapport, punkt), {"version": 0}).status_code == 403


def test_gem_of_another_contracts_maalepunkt_is_not_found(indlogget: Client, rapport: Afrapportering) -> None:
    fremmed = byg_punkt(byg_maal(byg_kontrakt("midtjylland", maal=0), 1))

    assert indlogget.post(gem_url(rapport, fremmed), {"version": 0}).status_code == 404


def test_gem_of_a_focus_area(indlogget: Client, rapport: Afrapportering) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    adresse = reverse("maal:gem_indsatsomraade", args=[rapport.kontrakt.slug, rapport.pk, omraade.pk])

    html = indlogget.post(adresse, {"version": 0, "tekst": "Seks møder"}, headers=HTMX).content.decode()
    svar = indlogget.post(adresse, {"version": 1, "tekst": "Syv møder"})
    for_sent = indlogget.post(adresse, {"version": 1, "tekst": "Otte møder"}, headers=HTMX).content.decode()

    assert html.lstrip().startswith('<article class="maalepunkt" id="indsatsomraade-1"')
    assert "Gemt " in tekst(html, "indsatsomraade-1")
    assert svar.headers["Location"] == f"{side(rapport)}#indsatsomraade-1"
    assert "Det gemte, skrevet af sekretariat-nordjylland" in tekst(for_sent, "indsatsomraade-1")
    assert Indsatsstatus.objects.get().tekst == "Syv møder"


def test_gem_sets_a_verdict_aside_and_shows_the_computed_one(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    html = gem(
        indlogget, rapport, punkt,
        resultat="79", tilsidesat_vurdering=Vurdering.OPFYLDT.value, begrundelse="Afrundet i målingen",
    )  # fmt: skip

    assert tekst(html, "maalepunkt-1-1-vurdering", "div") == (
        "Foreløbig vurdering Opfyldt Tilsidesat. Beregnet Ikke opfyldt"
    )
    assert Maal.objects.count() == 2


def test_gem_after_the_session_has_ended_shows_what_was_written_and_leads_back(
    client: Client, sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    foer = alt()

    svar = client.post(gem_url(rapport, punkt), {"version": 0, "resultat": "81", "tekst": "Linje 1\n<b>Linje 2"})

    html = svar.content.decode()
    assert (svar.status_code, "no-store" in svar.headers["Cache-Control"]) == (403, True)
    assert "Det, du lige har skrevet, er ikke gemt." in html
    assert [tekst(html, f"skrevet-{nr}", "textarea") for nr in (1, 2)] == ["81", "Linje 1 <b>Linje 2"]
    assert f'href="/log-ind/?next={gem_url(rapport, punkt)}"' in html
    assert alt() == foer
    client.force_login(sekretariat)
    assert client.get(gem_url(rapport, punkt)).headers["Location"] == f"{side(rapport)}#maalepunkt-1-1"


def test_gem_with_htmx_after_the_session_has_ended_leads_to_the_log_in(
    client: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    svar = client.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Godt"}, headers=HTMX)

    assert (svar.status_code, svar.headers["Location"]) == (302, f"/log-ind/?next={gem_url(rapport, punkt)}")
