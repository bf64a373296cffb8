"""The pages by which a report is moved on its way, and what the report's own page says of the way."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Tilstandsskift
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld
from tests.maal.siden import side, tekst

pytestmark = pytest.mark.django_db

UDFYLDT = {
    "indsend": {"mangler_bekraeftet": "on"},
    "send-tilbage": {"bemaerkning": "Uddyb mål 1."},
    "godkend": {"dato": "19.11.2021"},
    "send": {"dato": "1. december 2021"},
    "genaabn": {"bemaerkning": "Et tal var forkert."},
}
FRA = {
    "indsend": Tilstand.KLADDE,
    "send-tilbage": Tilstand.INDSENDT,
    "godkend": Tilstand.INDSENDT,
    "send": Tilstand.GODKENDT,
    "genaabn": Tilstand.SENDT,
}
HVEM = {"indsend": "direktoer"} | dict.fromkeys(("send-tilbage", "godkend", "send", "genaabn"), "sekretariat")


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """A draft as of 13 October 2021 with a målepunkt that is filled in, one that is not, and an empty focus area."""
    rapport = byg_afrapportering(byg_kontrakt(maal=2, omraader=1))
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 81, bruger=direktoer)
    return rapport


def vej(rapport: Afrapportering, skridt: str) -> str:
    """The address of a step's page."""
    return f"{side(rapport)}{skridt}/"


def vist(svar: Any) -> str:
    """The fingerprint in a page's form."""
    (fundet,) = re.findall(r'name="set_stand" value="([0-9a-f]{64})"', svar.content.decode())
    return str(fundet)


def tag(client: Client, rapport: Afrapportering, skridt: str, **felter: str) -> Any:
    """Open a step's page, fill it in and send it."""
    set_stand = vist(client.get(vej(rapport, skridt)))
    return client.post(vej(rapport, skridt), {"set_stand": set_stand, **UDFYLDT[skridt], **felter})


@pytest.mark.parametrize("skridt", UDFYLDT)
def test_step_is_taken_from_its_page_and_leads_back_to_the_report(
    rapport: Afrapportering, client: Client, skridt: str, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, FRA[skridt])
    antal = Tilstandsskift.objects.count()
    client.force_login(request.getfixturevalue(HVEM[skridt]))

    svar = tag(client, rapport, skridt)

    assert (svar.status_code, svar.headers["Location"]) == (302, side(rapport))
    assert Tilstandsskift.objects.count() == antal + 1


@pytest.mark.parametrize("skridt", UDFYLDT)
def test_page_sent_twice_is_answered_kindly_and_moves_nothing_twice(
    rapport: Afrapportering, client: Client, skridt: str, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, FRA[skridt])
    client.force_login(request.getfixturevalue(HVEM[skridt]))
    sendt = {"set_stand": vist(client.get(vej(rapport, skridt))), **UDFYLDT[skridt]}
    client.post(vej(rapport, skridt), sendt)
    antal = Tilstandsskift.objects.count()

    svar = client.post(vej(rapport, skridt), sendt, follow=True)

    assert svar.redirect_chain == [(side(rapport), 302)]
    assert "allerede" in svar.content.decode()
    assert Tilstandsskift.objects.count() == antal


@pytest.mark.parametrize("skridt", UDFYLDT)
def test_page_left_open_while_somebody_moved_the_report_is_refused(
    rapport: Afrapportering, client: Client, skridt: str, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, FRA[skridt])
    client.force_login(request.getfixturevalue(HVEM[skridt]))
    set_stand = vist(client.get(vej(rapport, skridt)))
    runde = {"indsend": ("indsend", "send-tilbage"), "send-tilbage": ("send-tilbage", "indsend")}
    runde |= {"godkend": ("send-tilbage", "indsend")}
    tilbage = ("genaabn", "indsend", "godkend")
    for et in runde.get(skridt, tilbage if skridt == "send" else (*tilbage, "send")):
        client.force_login(request.getfixturevalue(HVEM[et]))
        assert tag(client, rapport, et).status_code == 302
    antal = Tilstandsskift.objects.count()

    client.force_login(request.getfixturevalue(HVEM[skridt]))
    svar = client.post(vej(rapport, skridt), {"set_stand": set_stand, **UDFYLDT[skridt]})

    assert "Afrapporteringen er ændret, siden du åbnede siden." in svar.content.decode()
    assert Tilstandsskift.objects.count() == antal
    assert client.post(vej(rapport, skridt), {"set_stand": vist(svar), **UDFYLDT[skridt]}).status_code == 302


def test_report_saved_in_meanwhile_is_not_approved_as_it_was_shown(
    rapport: Afrapportering, client: Client, sekretariat: Bruger
) -> None:
    gaa_til(rapport, Tilstand.INDSENDT)
    client.force_login(sekretariat)
    set_stand = vist(client.get(vej(rapport, "godkend")))
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), 50, bruger=sekretariat)

    svar = client.post(vej(rapport, "godkend"), {"set_stand": set_stand, "dato": "19.11.2021"})

    html = svar.content.decode()
    assert "Afrapporteringen er ændret, siden du åbnede siden." in html
    assert 'value="19.11.2021"' in html
    assert "Rettet, efter at direktøren indsendte den" in html
    assert f'<a href="{side(rapport)}#maalepunkt-2-1">Mål 2.1</a>' in html
    assert Afrapportering.objects.get().er_indsendt


@pytest.mark.parametrize(
    ("skridt", "felter", "besked"),
    [
        ("indsend", {"mangler_bekraeftet": ""}, "Der mangler noget. Sæt kryds"),
        ("send-tilbage", {"bemaerkning": " "}, "Skriv, hvad erhvervshuset skal rette."),
        ("godkend", {"dato": ""}, "Skriv datoen for det KKR-møde"),
        ("godkend", {"dato": "i går"}, "i går"),
        ("godkend", {"dato": "1.1.2100"}, "fremtiden"),
        ("godkend", {"dato": "12.10.2021"}, "13. oktober 2021"),
        ("send", {"dato": "1.10.2021"}, "Datoen ligger før KKR-mødet"),
        ("genaabn", {"bemaerkning": ""}, "Skriv, hvorfor afrapporteringen genåbnes."),
        ("genaabn", {"set_stand": ""}, "Genindlæs siden, og prøv igen."),
        ("genaabn", {"set_stand": "0" * 64}, "Afrapporteringen er ændret, siden du åbnede siden."),
    ],
)
def test_what_is_refused_says_why_keeps_what_was_typed_and_moves_nothing(
    rapport: Afrapportering,
    client: Client,
    skridt: str,
    felter: dict[str, str],
    besked: str,
    request: pytest.FixtureRequest,
) -> None:
    gaa_til(rapport, FRA[skridt])
    client.force_login(request.getfixturevalue(HVEM[skridt]))

    svar = tag(client, rapport, skridt, **felter)

    assert svar.status_code == 200
    assert besked in tekst(svar.content.decode(), "main-content", "main")
    for navn, vaerdi in (UDFYLDT[skridt] | felter).items():
        if navn in ("dato", "bemaerkning"):
            assert svar.context["form"][navn].value() == vaerdi
    assert Afrapportering.objects.get().tilstand == FRA[skridt]


def test_submitting_lists_what_is_missing_with_the_way_to_each(
    rapport: Afrapportering, client: Client, direktoer: Bruger
) -> None:
    client.force_login(direktoer)

    html = client.get(vej(rapport, "indsend")).content.decode()

    assert f'<a href="{side(rapport)}#maalepunkt-2-1">Mål 2.1</a>' in html
    assert f'<a href="{side(rapport)}#indsatsomraade-1">Indsatsområde 1</a>' in html
    assert "maalepunkt-1-1" not in html
    assert 'type="checkbox"' in html


def test_submitting_what_is_whole_asks_for_no_confirmation_and_awaited_figures_are_not_missing(
    rapport: Afrapportering, client: Client, direktoer: Bruger
) -> None:
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), afventer="Erhvervsstyrelsen", bruger=direktoer)
    rapport.indsatsstatusser.update(tekst="To kampagner.")
    client.force_login(direktoer)

    svar = client.get(vej(rapport, "indsend"))

    html = svar.content.decode()
    assert "Intet mangler." in html
    assert "Mål 2.1</a>: afventer Erhvervsstyrelsen" in html
    assert 'type="checkbox"' not in html
    assert client.post(vej(rapport, "indsend"), {"set_stand": vist(svar)}).status_code == 302


def test_house_sees_why_it_came_back_and_a_reader_never_does(
    rapport: Afrapportering, client: Client, direktoer: Bruger, sekretariat: Bruger, laeser: Bruger
) -> None:
    gaa_til(rapport, Tilstand.INDSENDT)
    client.force_login(sekretariat)
    tag(client, rapport, "send-tilbage", bemaerkning="Uddyb <mål> 2.\nTak.")
    client.force_login(direktoer)
    hos_huset = client.get(side(rapport)).content.decode()
    gaa_til(rapport, Tilstand.GODKENDT)
    client.force_login(laeser)
    hos_laeseren = client.get(side(rapport)).content.decode()

    assert "Sendt tilbage af KKR-sekretariatet" in hos_huset
    assert "Uddyb &lt;mål&gt; 2.\nTak." in hos_huset
    assert "Uddyb" not in hos_laeseren
    assert "sekretariat-nordjylland" not in hos_laeseren
    assert "KKR-møde 13. oktober 2021" in tekst(hos_laeseren, "forloeb", "section")


@pytest.mark.parametrize(
    ("tilstand", "hvem", "ord_"),
    [
        (Tilstand.INDSENDT, "direktoer", "Afrapporteringen er indsendt og kan kun læses. KKR-sekretariatet behandler"),
        (Tilstand.INDSENDT, "sekretariat", "Du kan rette i den, sende den tilbage eller registrere"),
        (Tilstand.INDSENDT, "administrator", "KKR-sekretariatet kan sende den tilbage eller registrere"),
        (Tilstand.GODKENDT, "direktoer", "KKR-sekretariatet kan genåbne den med en begrundelse."),
        (Tilstand.SENDT, "sekretariat", "KKR-sekretariatet kan genåbne den med en begrundelse."),
    ],
)
def test_report_says_why_it_cannot_be_changed_and_what_can_be_done(
    rapport: Afrapportering, client: Client, tilstand: Tilstand, hvem: str, ord_: str, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, tilstand)
    client.force_login(request.getfixturevalue(hvem))

    assert ord_ in tekst(client.get(side(rapport)).content.decode(), "forloeb", "section")


@pytest.mark.parametrize("antal", [2, 20])
def test_step_takes_the_same_queries_whatever_the_size(
    antal: int, client: Client, sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=antal, omraader=antal), tilstand=Tilstand.INDSENDT)
    client.force_login(sekretariat)

    with django_assert_num_queries(12):
        client.get(vej(rapport, "godkend"))


def test_party_with_an_old_page_is_led_to_the_report_and_told_why(rapport: Afrapportering, client: Client) -> None:
    gaa_til(rapport, Tilstand.SENDT)
    client.force_login(Bruger.objects.get(username="direktoer-nordjylland"))

    svar = client.get(vej(rapport, "indsend"), follow=True)

    assert svar.redirect_chain == [(side(rapport), 302)]
    assert [str(besked) for besked in svar.context["messages"]] == [
        "Der skete ikke noget: afrapporteringen er sendt til KL og Erhvervsstyrelsen. "
        "Kun erhvervshusets direktør kan indsende, og kun en kladde."
    ]
