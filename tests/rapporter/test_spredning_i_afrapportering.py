"""A spread in a report and live: who may see it, that both say the same, and how often the database is asked."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Folketal, Vejledningstal
from kontrakt.models import Bruger, Kommune, Rolle
from maal.models import Afrapportering, Maalepunkt, Maaltal
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_bruger, byg_hus, gaa_til, udfyld
from tests.rapporter.spredningsverden import LIVE, byg_midtjylland, byg_omraade, byg_spredningspunkt, byg_tal, hent

pytestmark = pytest.mark.django_db


def svarer(bruger: Bruger, adresse: str = LIVE) -> int:
    client = Client()
    client.force_login(bruger)
    return client.get(adresse).status_code


@pytest.fixture
def tal() -> Vejledningstal:
    """Midtjylland's 19 municipalities, the demand of 2025, and the year's courses."""
    return byg_midtjylland()


@pytest.fixture
def midtjylland(db: None) -> Bruger:
    """The secretariat of KKR Midtjylland."""
    return byg_bruger(Rolle.SEKRETARIAT, "midtjylland")


def rapport_med(tal: Vejledningstal, tilstand: Tilstand = Tilstand.KLADDE) -> tuple[Afrapportering, str]:
    """The year's final report with the count as its result, and the address of its spread."""
    punkt = Maalepunkt.objects.get(maal__kontrakt__erhvervshus=tal.erhvervshus)
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=tal)
    gaa_til(rapport, tilstand)
    return rapport, reverse("rapporter:spredning_i_afrapportering", args=["midtjylland-2025", rapport.pk, punkt.pk])


@pytest.mark.parametrize(
    ("rolle", "hus", "ventet"),
    [
        (Rolle.ADMINISTRATOR, "", 200),
        (Rolle.SEKRETARIAT, "midtjylland", 200),
        (Rolle.DIREKTOER, "midtjylland", 200),
        (Rolle.SEKRETARIAT, "nordjylland", 404),
        (Rolle.DIREKTOER, "nordjylland", 404),
        (Rolle.LAESER, "", 404),
    ],
)
def test_count_is_for_its_parties_until_an_approved_report_rests_on_it(
    tal: Vejledningstal, rolle: Rolle, hus: str, ventet: int
) -> None:
    assert svarer(byg_bruger(rolle, hus)) == ventet


def test_reader_sees_the_spread_of_an_approved_report_and_of_its_count(tal: Vejledningstal, laeser: Bruger) -> None:
    rapport, adresse = rapport_med(tal, Tilstand.INDSENDT)
    foer = svarer(laeser, adresse), svarer(laeser)

    gaa_til(rapport, Tilstand.GODKENDT)

    assert (foer, (svarer(laeser, adresse), svarer(laeser))) == ((404, 404), (200, 200))


def test_municipality_is_led_to_its_own_page_and_within_the_page_for_the_others(tal: Vejledningstal) -> None:
    _, adresse = rapport_med(tal, Tilstand.GODKENDT)
    samsoe = Kommune.objects.get(navn="Samsø")

    side = hent(byg_bruger(Rolle.LAESER, kommune=samsoe), adresse)

    punkt = Maalepunkt.objects.get()
    assert 'href="/kommuner/0741/"> <title>Samsø:' in side
    assert f'href="#spredning-{punkt.pk}-0779"> <title>Skive:' in side
    assert f'<tr id="spredning-{punkt.pk}-0779"> <th scope="row">Skive</th>' in side


def test_report_says_the_same_as_the_count_it_rests_on(tal: Vejledningstal, midtjylland: Bruger) -> None:
    rapport, adresse = rapport_med(tal)

    live, i_rapporten = hent(midtjylland), hent(midtjylland, adresse)

    start, slut = '<p class="udfald">', "</section>"
    assert i_rapporten[i_rapporten.index(start) :].partition(slut)[0] == live[live.index(start) :].partition(slut)[0]
    assert f'<a href="/kontrakter/midtjylland-2025/afrapportering/{rapport.pk}/#maalepunkt-7-1">' in i_rapporten
    assert "Delvist opfyldt" in i_rapporten


def test_frozen_report_says_what_it_said_whatever_happens_to_population_and_contract(
    tal: Vejledningstal, midtjylland: Bruger
) -> None:
    _, adresse = rapport_med(tal, Tilstand.GODKENDT)
    foer = hent(midtjylland, adresse)
    assert "Vist, som afrapporteringen blev godkendt." in foer

    Folketal.objects.update(antal=1000)
    Kommune.objects.filter(navn="Samsø").update(navn="Samsø Ø")
    Maaltal.objects.update(spredning_total=9)

    assert hent(midtjylland, adresse) == foer


def test_report_without_a_count_or_with_another_maalepunkt_is_not_found(
    tal: Vejledningstal, midtjylland: Bruger
) -> None:
    punkt = Maalepunkt.objects.get()
    rapport = byg_afrapportering(punkt.maal.kontrakt)
    sted = f"/kontrakter/midtjylland-2025/afrapportering/{rapport.pk}/spredning"

    assert [svarer(midtjylland, f"{sted}/{pk}/") for pk in (punkt.pk, 0)] == [404, 404]


@pytest.mark.parametrize(
    "adresse", [LIVE.replace("31/", "30/"), LIVE.replace("12-31", "02-30"), "/vejledning/x/2025-12-31/spredning/"]
)
def test_address_without_a_count_is_not_found(tal: Vejledningstal, midtjylland: Bruger, adresse: str) -> None:
    assert svarer(midtjylland, adresse) == 404


ALLE = ("hovedstaden", "sjaelland", "fyn", "sydjylland", "midtjylland", "nordjylland")


def byg_stort(huse: tuple[str, ...]) -> Vejledningstal:
    """One house that has all the municipalities of some."""
    byg_omraade(*huse)
    Kommune.objects.update(erhvervshus=byg_hus("midtjylland"))
    byg_spredningspunkt()
    return byg_tal(antal=dict.fromkeys(Kommune.objects.values_list("navn", flat=True), 25))


@pytest.mark.parametrize(("huse", "antal"), [(("midtjylland",), 19), (ALLE, 98)])
def test_count_is_shown_in_seven_queries(
    huse: tuple[str, ...], antal: int, midtjylland: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    byg_stort(huse)
    client = Client()
    client.force_login(midtjylland)

    with django_assert_num_queries(7):
        svar = client.get(LIVE)

    assert svar.content.count(b'<a class="flise ') == antal


@pytest.mark.parametrize(("huse", "antal"), [(("midtjylland",), 19), (ALLE, 98)])
@pytest.mark.parametrize(("tilstand", "forespoergsler"), [(Tilstand.KLADDE, 12), (Tilstand.GODKENDT, 5)])
def test_report_is_shown_in_as_many_queries_however_many_municipalities(
    huse: tuple[str, ...],
    antal: int,
    tilstand: Tilstand,
    forespoergsler: int,
    midtjylland: Bruger,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _, adresse = rapport_med(byg_stort(huse), tilstand)
    client = Client()
    client.force_login(midtjylland)

    with django_assert_num_queries(forespoergsler):
        svar = client.get(adresse)

    assert svar.content.count(b'<a class="flise ') == antal
