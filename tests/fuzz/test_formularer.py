"""Whatever is sent to any form or upload of the site: never a fault, and a refusal changes no row.

The addresses come from the URL resolver and the forms from the pages, so that a new form is tried from its first day.
`make fuzz` sends many more (FUZZ=100 for each kind of form of each page), and its last lines count them by address.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.models import Kommune
from maal.models import Afrapportering
from tests.fuzz.adresser import BUNKER, Adresse, alle_adresser, naevn, udfyldte
from tests.fuzz.formularer import Formular, formularer
from tests.fuzz.klient import besoeg, klient, sig_intet_nyt
from tests.fuzz.optaelling import SVAR, gange
from tests.fuzz.vaerdier import FILER, indsendelse
from tests.fuzz.verden import ADGANGSKODE, Verden, aftryk, byg_verden
from tests.udfyldning.verden import hent, med

pytestmark = pytest.mark.django_db

AFVIST = re.compile(r'class="[^"]*\b(?:alert-error|errornote|errorlist|form-error)\b')


def sidens_formularer(adresse: Adresse, verden: Verden) -> Iterator[tuple[Client, Formular]]:
    """Each form that an address shows to somebody, with the first who sees it; else a bare form to the address."""
    sete: set[tuple[str, ...]] = set()
    stier = udfyldte(adresse, verden.vaerdier)
    for sti in stier:
        for bruger in verden.brugere[:1] if adresse.navn.startswith("admin:") else verden.brugere:
            client = klient(bruger)
            for formular in _paa_siden(client, sti):
                if (noegle := (formular.adresse, *formular.art)) not in sete:
                    sete.add(noegle)
                    yield client, formular
    if adresse.navn in SAERLIGE:
        yield SAERLIGE[adresse.navn](verden)
    elif not any(noegle[0] in stier for noegle in sete):
        yield klient(verden.brugere[0]), Formular(stier[0])


def _paa_siden(client: Client, sti: str) -> list[Formular]:
    """The forms of the page that an address leads to."""
    svar: Any = client.get(sti, follow=True)
    log_ind = reverse("account_login")
    if svar.request["PATH_INFO"] == log_ind != sti:
        return []  # every page leads who is not logged in there
    if svar.status_code != 200 or svar.streaming or not svar.headers["Content-Type"].startswith("text/html"):
        return []
    return formularer(svar.content.decode(), svar.request["PATH_INFO"])


def _bekraeftelse(verden: Verden) -> tuple[Client, Formular]:
    """The form that follows upon an upload."""
    filer = [SimpleUploadedFile(fil.name, fil.read_bytes()) for fil in FILER[:4]]
    return _efter_filvalg(verden, "maal:indlaes", {"filer": filer})


def _folketal(verden: Verden) -> tuple[Client, Formular]:
    """The form that follows upon an upload of population."""
    linjer = ["OMRÅDE;TID;INDHOLD", *(f"{kommune};2025K1;1.000" for kommune in Kommune.objects.all())]
    fil = SimpleUploadedFile("folk1a.csv", "\n".join(linjer).encode())
    return _efter_filvalg(verden, "kommuner:folketal", {"fil": fil})


def _vejledning(verden: Verden) -> tuple[Client, Formular]:
    """The form that follows upon an upload of guidance."""
    linjer = ["Kommune;Opgjort pr.;Vækst", *(f"{kommune};31.12.2021;5" for kommune in Kommune.objects.all())]
    fil = SimpleUploadedFile("tal.csv", "\n".join(linjer).encode())
    return _efter_filvalg(verden, "maal:indlaes_vejledning", {"fil": fil})


def _udfyldt(verden: Verden) -> tuple[Client, Formular]:
    """The form that follows upon the upload of a report filled in in Excel."""
    dele = {"slug": verden.vaerdier["slug"][0], "pk": verden.vaerdier["pk"][0]}
    indhold = med(hent(Afrapportering.objects.get(pk=dele["pk"])), {"H4": "Ny status"})
    return _efter_filvalg(verden, "maal:indlaes_status", {"fil": SimpleUploadedFile("ud.xlsx", indhold)}, dele)


def _efter_filvalg(
    verden: Verden, navn: str, data: dict[str, Any], dele: dict[str, Any] | None = None
) -> tuple[Client, Formular]:
    client, vaelg = klient(verden.brugere[0]), reverse(navn, kwargs=dele)
    svar = client.post(vaelg, data)
    return client, next(f for f in formularer(svar.content.decode(), vaelg) if "aftryk" in f.felter)


def _beregnet_noegle(verden: Verden) -> tuple[Client, Formular]:
    """The button of a computed funding key."""
    dele = {"slug": verden.vaerdier["slug"][0], "aar": verden.vaerdier["aar"][0]}
    client, side = klient(verden.brugere[0]), reverse("rapporter:beregn_noegle", kwargs=dele)
    return client, next(f for f in _paa_siden(client, f"{side}?i_alt=1.000") if "aftryk" in f.felter)


def _andet_trin(verden: Verden) -> tuple[Client, Formular]:
    """The form that follows upon the right password."""
    client, bruger = Client(), verden.brugere[0]
    assert bruger
    client.post(reverse("account_login"), {"login": bruger.username, "password": ADGANGSKODE})
    return client, _paa_siden(client, reverse("mfa_authenticate"))[0]


# Forms that no address shows by itself.
SAERLIGE = {
    "maal:bekraeft_indlaes": _bekraeftelse,
    "kommuner:bekraeft_folketal": _folketal,
    "kommuner:vedtag_noegle": _beregnet_noegle,
    "maal:bekraeft_vejledning": _vejledning,
    "maal:bekraeft_status": _udfyldt,
    "mfa_authenticate": _andet_trin,
}


def send(client: Client, formular: Formular, data: dict[str, Any], htmx: bool, foer: dict[str, str]) -> str:
    """Send it to the world whose digest is `foer`; gives the kind of answer."""
    with besoeg(client):
        svar = client.post(formular.adresse, data, headers={"HX-Request": "true"} if htmx else {})
        html = "" if svar.streaming else svar.content.decode(errors="replace")
        fejl = any(besked.level_tag == "error" for besked in get_messages(svar.wsgi_request))
        afvist = svar.status_code >= 400 or fejl or bool(AFVIST.search(html))
        assert svar.status_code < 500
        assert not afvist or aftryk() == foer
    return "refused" if afvist else "done"


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # a megabyte in the report of a fault
@pytest.mark.parametrize("adresser", BUNKER)
def test_nothing_that_is_sent_breaks_a_form(adresser: list[Adresse], caplog: pytest.LogCaptureFixture) -> None:
    verden = byg_verden()

    for adresse in adresser:
        with naevn(adresse):
            for client, formular in list(sidens_formularer(adresse, verden)):
                proev(client, formular)

    sig_intet_nyt(caplog)


def proev(client: Client, formular: Formular) -> None:
    """Send a form many times, each time to the same world."""
    foer = aftryk()

    @gange(1)
    @given(data=indsendelse(formular), htmx=st.booleans())
    def en(data: dict[str, Any], htmx: bool) -> None:
        SVAR[_navn(formular.adresse), send(client, formular, data, htmx, foer)] += 1

    en()


def _navn(sti: str) -> str:
    """The name of the address that a form sends to."""
    try:
        return resolve(sti.partition("?")[0]).view_name
    except Resolver404:
        return sti


def test_forms_were_found() -> None:
    kendte = {adresse.navn for adresse in alle_adresser()}

    assert {"maal:gem_maalepunkt", "maal:indlaes", "admin:maal_maal_change", "account_login"} <= kendte
