"""The report page of a geographic spread: counts to choose from, one click for the newest, and what it then says."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Folketal, Vejledningstal
from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Status
from maal.typer import Slags, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_maal, saet_tilstand, udfyld
from tests.maal.siden import gem_url, side, tekst
from tests.maal.spredt import DECEMBER, JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db

PUNKT = "maalepunkt-1-1"
KNAP = 'name="brug_vejledningstal"'


@pytest.fixture
def punkt() -> Maalepunkt:
    return byg_spredningspunkt()


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    """A preliminary report as of 13 October."""
    return byg_afrapportering(punkt.maal.kontrakt)


@pytest.fixture
def tal(punkt: Maalepunkt) -> Vejledningstal:
    """A count by which Læsø is under and the others within."""
    return byg_tal(27, 4, 60, pr_dato=JUNI)


@pytest.fixture
def klient(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


def vis(klient: Client, rapport: Afrapportering) -> str:
    return klient.get(side(rapport)).content.decode()


def gem(klient: Client, rapport: Afrapportering, punkt: Maalepunkt, *, htmx: bool = True, **felter: Any) -> str:
    """Send the form of the målepunkt; gives the answer."""
    sendt = {"version": 0, "egen_vurdering": "", "vejledningstal": "", "tekst": "", "afventer": "", **felter}
    svar = klient.post(gem_url(rapport, punkt), sendt, headers={"HX-Request": "true"} if htmx else {}, follow=True)
    return svar.content.decode()


def test_house_without_counts_is_told_where_they_are_written(klient: Client, rapport: Afrapportering) -> None:
    html = vis(klient, rapport)

    assert "Der er ingen vejledningstal for 2021, som er talt op senest 13. oktober 2021." in tekst(html, PUNKT)
    assert f'href="{reverse("maal:husets_vejledning", args=["nordjylland"])}"' in html
    assert KNAP not in html


def test_counts_of_the_house_up_to_the_reports_date_are_offered_newest_first(
    klient: Client, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    tidligere = byg_tal(3, 1, 6, pr_dato=JUNI.replace(month=3))
    byg_tal(3, 1, 6, pr_dato=DECEMBER)

    html = vis(klient, rapport)

    valg = html[html.index('name="vejledningstal"') :].split("</select>")[0]
    assert valg.count("<option") == 3
    assert valg.index(f'value="{tal.pk}"') < valg.index(f'value="{tidligere.pk}"')
    assert ">pr. 30. juni 2021</option>" in valg


def test_newest_count_is_offered_with_verdict_and_words_and_the_rule(
    klient: Client, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    html = vis(klient, rapport)

    assert tekst(html, f"{PUNKT}-forslag", "section") == (
        "Der er vejledningstal pr. 30. juni 2021 De giver Delvist opfyldt 2 af 3 kommuner ligger inden for spændet. "
        "Under: Læsø (4; mindst 8,2). "
        "Vurderes for hver kommune. Der fordeles de faktiske individuelle forløb i alt efter folketal, inden for ±10 % "
        "(procent af eget måltal). Kilde: Danmarks Statistik, FOLK1A "
        "Brug vejledningstal pr. 30. juni 2021 som resultat "
        "Knappen gemmer også det, du har skrevet. En egen vurdering, »Afventer tal fra« og »Se mål« fjernes, for "
        "vurderingen følger da af tallene."
    )


def test_button_is_not_what_enter_presses(klient: Client, rapport: Afrapportering, tal: Vejledningstal) -> None:
    """The first submit button of a form is what a browser presses when Enter is typed in a field."""
    html = vis(klient, rapport)

    assert html.index(f'id="{PUNKT}-gem"') < html.index(KNAP)


@pytest.mark.parametrize("htmx", [True, False])
def test_one_click_saves_the_count_and_what_was_typed_and_takes_the_rest_away(
    htmx: bool, klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    andet = byg_maal(rapport.kontrakt, 2)
    udfyld(rapport, punkt, egen_vurdering=Vurdering.OPFYLDT)

    html = gem(
        klient,
        rapport,
        punkt,
        htmx=htmx,
        version=1,
        tekst="Læsø inviteres.",
        egen_vurdering="opfyldt",
        afventer="Erhvervsstyrelsen",
        henviser_til=str(andet.pk),
        brug_vejledningstal=str(tal.pk),
    )

    status = Status.objects.get()
    assert (status.vejledningstal, status.tekst) == (tal, "Læsø inviteres.")
    assert (status.egen_vurdering, status.afventer, status.henviser_til) == ("", "", None)
    assert tekst(html, f"{PUNKT}-vurdering", "div") == (
        "Foreløbig vurdering Delvist opfyldt fra vejledningstal pr. 30. juni 2021"
    )
    assert KNAP not in html


def test_chosen_count_shows_who_is_outside_the_rule_and_the_source(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, vejledningstal=byg_tal(27, 4, 65, pr_dato=JUNI))

    html = vis(klient, rapport)

    assert tekst(html, f"{PUNKT}-spredning", "section") == (
        "Resultat fra vejledningstal pr. 30. juni 2021 1 af 3 kommuner ligger inden for spændet. "
        "Læsø: under spændet (4; mindst 8,6) – inviteres til dialog Aalborg: over spændet (65; højst 63,4) "
        "Vurderes for hver kommune. Der fordeles de faktiske individuelle forløb i alt efter folketal, inden for ±10 % "
        "(procent af eget måltal). Der fordeles 96 forløb efter folketallet 1. januar 2020. "
        "Kilde: Danmarks Statistik, FOLK1A "
        "Se hver kommune på kort og i tabel for målepunkt 1.1"
    )
    kort = reverse("rapporter:spredning_i_afrapportering", args=[rapport.kontrakt.slug, rapport.pk, punkt.pk])
    assert f'href="{kort}"' in html


def test_newer_count_than_the_chosen_is_offered(klient: Client, rapport: Afrapportering, punkt: Maalepunkt) -> None:
    udfyld(rapport, punkt, vejledningstal=byg_tal(30, 10, 60, pr_dato=JUNI.replace(month=3)))
    byg_tal(30, 10, 60, pr_dato=JUNI)

    assert tekst(vis(klient, rapport), f"{PUNKT}-forslag", "h4") == "Der er nyere vejledningstal pr. 30. juni 2021"


def test_count_that_cannot_be_computed_is_offered_without_a_button_and_says_why(
    klient: Client, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    Folketal.objects.filter(kommune__navn="Læsø").delete()

    html = vis(klient, rapport)

    assert tekst(html, f"{PUNKT}-forslag", "section") == (
        "Der er vejledningstal pr. 30. juni 2021 De kan ikke bruges som resultat. "
        "Folketal 1. januar 2020 mangler for Læsø."
    )
    assert KNAP not in html


def test_chosen_count_that_cannot_be_computed_says_why(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    udfyld(rapport, punkt, vejledningstal=tal)
    punkt.maaltal.all().delete()

    assert tekst(vis(klient, rapport), f"{PUNKT}-spredning", "section") == (
        "Resultat fra vejledningstal pr. 30. juni 2021 Spredningen kan ikke beregnes. "
        "Kontrakten siger ikke, hvordan den geografiske spredning for 2021 beregnes, eller har intet måltal."
    )


def test_final_report_warns_of_a_count_that_does_not_go_to_the_end_of_the_year(
    klient: Client, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=tal)

    advarsel = (
        "Afrapporteringen er endelig, men tallene går kun til 30. juni 2021. Vælg tal for hele 2021, når de findes."
    )
    assert advarsel in tekst(vis(klient, rapport), f"{PUNKT}-spredning", "section")
    udfyld(rapport, punkt, vejledningstal=byg_tal(30, 10, 60, pr_dato=DECEMBER))
    assert advarsel not in vis(klient, rapport)


def test_preliminary_report_says_that_the_year_is_not_over(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    Maalepunkt.objects.update(spredning_grundlag="maaltal")
    punkt.maaltal.update(spredning_total=100)
    udfyld(rapport, punkt, vejledningstal=tal)

    assert "Året er ikke gået, så hver kommune skal have nået sin del for de dage, der er talt." in tekst(
        vis(klient, rapport), f"{PUNKT}-spredning", "section"
    )


def test_reader_sees_the_spread_as_it_was_approved_though_population_and_counts_go(
    client: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, laeser: Bruger
) -> None:
    udfyld(rapport, punkt, vejledningstal=tal)
    saet_tilstand(rapport, Tilstand.GODKENDT)
    Folketal.objects.all().delete()
    client.force_login(laeser)

    html = vis(client, rapport)

    assert "2 af 3 kommuner ligger inden for spændet. Læsø: under spændet (4; mindst 8,2)" in tekst(html, PUNKT)
    assert KNAP not in html


def test_set_aside_verdict_of_a_count_is_shown_with_the_computed_one(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    udfyld(rapport, punkt, vejledningstal=tal)

    html = gem(
        klient,
        rapport,
        punkt,
        version=1,
        vejledningstal=str(tal.pk),
        tilsidesat_vurdering="opfyldt",
        begrundelse="Aftalt.",
    )

    assert tekst(html, f"{PUNKT}-vurdering", "div") == (
        "Foreløbig vurdering Opfyldt Tilsidesat. Beregnet Delvist opfyldt fra vejledningstal pr. 30. juni 2021"
    )
    byg_tal(30, 10, 60, pr_dato=JUNI.replace(month=9))
    assert tekst(vis(klient, rapport), f"{PUNKT}-forslag", "section").endswith(
        "Den vurdering, du har tilsidesat den beregnede med, bliver stående."
    )


def test_choosing_from_the_list_beside_an_own_verdict_is_refused_at_the_field(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    html = gem(klient, rapport, punkt, vejledningstal=str(tal.pk), egen_vurdering="opfyldt")

    assert "Vurderingen følger af vejledningstallene. Fjern din egen vurdering, eller fjern tallene." in tekst(
        html, PUNKT
    )
    assert Status.objects.get().version == 0


@pytest.mark.parametrize("vaerdi", ["999999", "x", "-1", "1e5", "\u0661"])
def test_count_that_is_not_offered_is_refused(
    vaerdi: str, klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    valgt = gem(klient, rapport, punkt, vejledningstal=vaerdi)
    for html in (valgt, gem(klient, rapport, punkt, brug_vejledningstal=vaerdi)):
        assert "Vælg en af mulighederne på listen." in tekst(html, PUNKT)
    assert Status.objects.get().version == 0


def test_maalepunkt_without_a_rule_has_no_choice_and_lets_the_button_do_nothing(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    punkt.maaltal.all().delete()

    html = gem(klient, rapport, punkt, egen_vurdering="opfyldt", brug_vejledningstal=str(tal.pk))

    status = Status.objects.get()
    assert (status.vejledningstal, status.egen_vurdering) == (None, "opfyldt")
    assert 'name="vejledningstal"' not in html


@pytest.mark.parametrize("antal", [1, 5])
def test_page_takes_thirteen_queries_with_a_count_chosen_and_a_newer_one_offered(
    antal: int,
    klient: Client,
    rapport: Afrapportering,
    punkt: Maalepunkt,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    foerste = byg_tal(30, 10, 60, pr_dato=JUNI.replace(month=1))
    udfyld(rapport, punkt, vejledningstal=foerste)
    for maaned in range(2, 2 + antal):
        byg_tal(30, 10, 60, pr_dato=JUNI.replace(month=maaned, day=1))

    with django_assert_num_queries(13):
        html = vis(klient, rapport)

    assert KNAP in html
