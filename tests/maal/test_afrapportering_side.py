"""The report page as it is read: who sees it, what stands there, and in how many queries."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_nationalt_maal, byg_punkt, gaa_til, udfyld
from tests.maal.siden import side, tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport() -> Afrapportering:
    """A preliminary report as of 13 October 2021 on one goal with one målepunkt, and one focus area."""
    return byg_afrapportering(byg_kontrakt(maal=1, omraader=1))


@pytest.mark.parametrize(
    ("hvem", "kladde", "indsendt", "godkendt"),
    [
        ("sekretariat", 200, 200, 200),
        ("direktoer", 200, 200, 200),
        ("administrator", 200, 200, 200),
        ("laeser", 404, 404, 200),
        ("fremmed_sekretariat", 404, 404, 404),
        ("fremmed_direktoer", 404, 404, 404),
    ],
)
def test_side_is_for_the_parties_and_an_approved_report_for_readers(
    rapport: Afrapportering, client: Client, hvem: str, kladde: int, indsendt: int, godkendt: int,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    client.force_login(request.getfixturevalue(hvem))

    svar = []
    for tilstand in (Tilstand.KLADDE, Tilstand.INDSENDT, Tilstand.GODKENDT):
        gaa_til(rapport, tilstand)
        svar.append(client.get(side(rapport)).status_code)

    assert svar == [kladde, indsendt, godkendt]


def test_side_asks_for_log_in(rapport: Afrapportering, client: Client) -> None:
    assert client.get(side(rapport)).headers["Location"] == f"/log-ind/?next={side(rapport)}"


def test_side_is_not_found_at_another_contracts_address(
    rapport: Afrapportering, administrator: Bruger, client: Client
) -> None:
    byg_kontrakt("midtjylland")
    client.force_login(administrator)

    svar = client.get(reverse("maal:afrapportering", args=["midtjylland-2021", rapport.pk]))

    assert svar.status_code == 404


@pytest.mark.parametrize(
    ("hvem", "tilstand", "formularer"),
    [
        ("sekretariat", Tilstand.KLADDE, 2),
        ("direktoer", Tilstand.KLADDE, 2),
        ("administrator", Tilstand.KLADDE, 2),
        ("sekretariat", Tilstand.INDSENDT, 2),
        ("direktoer", Tilstand.INDSENDT, 0),
        ("administrator", Tilstand.INDSENDT, 2),
        ("administrator", Tilstand.GODKENDT, 0),
        ("sekretariat", Tilstand.GODKENDT, 0),
        ("laeser", Tilstand.GODKENDT, 0),
    ],
)
def test_side_has_forms_only_where_one_may_write(
    rapport: Afrapportering, client: Client, hvem: str, tilstand: Tilstand, formularer: int,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    gaa_til(rapport, tilstand)
    client.force_login(request.getfixturevalue(hvem))

    html = client.get(side(rapport)).content.decode()

    assert html.count("data-vogt") == formularer


@pytest.mark.parametrize("antal", [7, 70])
def test_side_takes_the_same_queries_whatever_the_size(
    antal: int, sekretariat: Bruger, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_kontrakt(maal=antal, omraader=antal)
    rapport = byg_afrapportering(kontrakt)
    for punkt in Maalepunkt.objects.all():
        udfyld(rapport, punkt, 80, bruger=sekretariat)
    client.force_login(sekretariat)

    with django_assert_num_queries(11):
        client.get(side(rapport))


@pytest.mark.parametrize("antal", [7, 70])
def test_side_to_read_takes_the_same_queries_whatever_the_size(
    antal: int, laeser: Bruger, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=antal), tilstand=Tilstand.GODKENDT)
    client.force_login(laeser)

    with django_assert_num_queries(7):  # the whole report is in its picture; what can be followed, in the tables
        client.get(side(rapport))


def test_side_says_what_is_reported_and_by_whom(sekretariat: Bruger, client: Client) -> None:
    kontrakt = byg_kontrakt(maal=1, til_aar=2022)
    rapport = byg_afrapportering(kontrakt, aar=2022, frist=datetime.date(2022, 11, 1))
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "main-content", "dl") == (
        "Foreløbig afrapportering pr. 13. oktober 2022 "
        "Parter Erhvervshus Nordjylland og KKR Nordjylland Kontrakt Resultatkontrakt 2021–2022 "
        "År 2022 Tilstand Kladde Frist 1. november 2022"
    )


def test_side_shows_target_pace_and_verdict_of_each_maalepunkt(sekretariat: Bruger, client: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    tilfredshed = byg_maal(kontrakt, 3, titel="Tilfredshed", nationalt_maal=byg_nationalt_maal())
    byg_punkt(tilfredshed, segmentering=Segmentering.HVER, tekst="Meget tilfredse")
    forloeb = byg_maal(kontrakt, 12, titel="Forløb")
    byg_punkt(forloeb, enhed=Enhed.ANTAL, opgoerelse=Opgoerelse.AKKUMULERET, maaltal=600, tekst="Korte forløb")
    byg_punkt(forloeb, 2, maaltal=None, tekst="Uden tal")
    byg_punkt(forloeb, 3, enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10, tekst="Spredning")
    rapport = byg_afrapportering(kontrakt)
    foerste, andet, tredje, fjerde = Maalepunkt.objects.order_by("maal__nummer", "nummer")
    udfyld(rapport, foerste, {Segment.DRIFT: 75, Segment.VAEKST: 81})
    udfyld(rapport, andet, 555)
    udfyld(rapport, tredje, 5)
    udfyld(rapport, fjerde, egen_vurdering=Vurdering.OPFYLDT)
    gaa_til(rapport, Tilstand.GODKENDT)
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "maal-3", "div") == "Mål 3: Tilfredshed Nationalt mål Foreløbig vurdering Delvist opfyldt"
    assert tekst(html, "maal-12", "div") == "Mål 12: Forløb Lokalt mål Foreløbig vurdering På vej"
    assert tekst(html, "maalepunkt-3-1", "dl") == (
        "Målepunkt 3.1 Foreløbig vurdering Delvist opfyldt Meget tilfredse "
        "Måltal, drift mindst 80 % Resultat, drift 75 % Ikke opfyldt "
        "Måltal, vækst mindst 80 % Resultat, vækst 81 % Opfyldt Status ikke skrevet"
    )
    assert tekst(html, "maalepunkt-12-1", "dl") == (
        "Målepunkt 12.1 Foreløbig vurdering På vej Korte forløb "
        "Måltal mindst 600 (forventet pr. 13. oktober 2021: 470,1) Resultat 555 Status ikke skrevet"
    )
    assert tekst(html, "maalepunkt-12-2", "dl") == (
        "Målepunkt 12.2 Foreløbig vurdering Uden måltal Uden tal Måltal intet for 2021 Resultat 5 % Status ikke skrevet"
    )
    assert tekst(html, "maalepunkt-12-3", "dl") == (
        "Målepunkt 12.3 Foreløbig vurdering Opfyldt Spredning "
        "Måltal inden for ±10 % Vurdering Opfyldt Status ikke skrevet"
    )


def test_side_of_a_final_report_does_not_call_its_verdicts_preliminary(sekretariat: Bruger, client: Client) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG)
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "maal-1-vurdering", "div") == "Vurdering Afventer"
    assert "oreløbig" not in html


def test_side_to_write_in_shows_target_beside_result_and_holds_what_is_saved(
    rapport: Afrapportering, sekretariat: Bruger, client: Client
) -> None:
    udfyld(rapport, Maalepunkt.objects.get(), "75.5", tekst="Lige under", bruger=sekretariat)
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert '<strong id="maalepunkt-1-1-resultat_helptext">mindst 80\u00a0%</strong>' in html
    assert 'name="resultat" value="75,5"' in html
    assert "Lige under</textarea>" in html
    assert "Gem Mål 1.1" in html
    assert "Gem indsatsområde 1" in html


def test_side_shows_a_verdict_set_aside_with_the_computed_one_and_the_reason(
    rapport: Afrapportering, sekretariat: Bruger, laeser: Bruger, client: Client
) -> None:
    felter = {"tilsidesat_vurdering": Vurdering.OPFYLDT, "begrundelse": "Afrundet i målingen"}
    udfyld(rapport, Maalepunkt.objects.get(), 79, bruger=sekretariat, **felter)
    gaa_til(rapport, Tilstand.GODKENDT)
    client.force_login(laeser)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "maalepunkt-1-1-vurdering", "div") == (
        "Foreløbig vurdering Opfyldt Tilsidesat. Beregnet Ikke opfyldt"
    )
    assert "tilsidesat med »Opfyldt« Afrundet i målingen" in tekst(html, "maalepunkt-1-1")


def test_side_shows_what_is_awaited_and_what_is_referred_to(sekretariat: Bruger, client: Client) -> None:
    kontrakt = byg_kontrakt(maal=2)
    rapport = byg_afrapportering(kontrakt)
    foerste, andet = Maalepunkt.objects.order_by("maal__nummer")
    udfyld(rapport, foerste, henviser_til=andet.maal)
    udfyld(rapport, andet, afventer="Erhvervsstyrelsen")
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "maalepunkt-1-1-vurdering", "div") == "Foreløbig vurdering Afventer se Mål 2"
    assert tekst(html, "maalepunkt-2-1-vurdering", "div") == "Foreløbig vurdering Afventer tal fra Erhvervsstyrelsen"


def test_side_counts_the_verdicts_and_links_to_what_is_missing(sekretariat: Bruger, client: Client) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=3))
    udfyld(rapport, Maalepunkt.objects.order_by("maal__nummer")[0], 81)
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert tekst(html, "taelling", "section") == (
        "Overblik over 3 målepunkter, foreløbigt 1 Opfyldt 2 Mangler Mangler tal eller vurdering: Mål 2.1 Mål 3.1"
    )
    assert '<a href="#maalepunkt-2-1">Mål 2.1</a>' in html


def test_side_escapes_what_people_write(rapport: Afrapportering, sekretariat: Bruger, client: Client) -> None:
    udfyld(rapport, Maalepunkt.objects.get(), tekst="</textarea><script>alert(1)</script>", afventer="<b>os</b>")
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert "<script>alert" not in html
    assert "<b>os" not in html
