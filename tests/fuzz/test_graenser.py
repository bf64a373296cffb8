"""Each text field of each form: a megabyte, or a character that no database has, is refused in Danish at the form."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.fuzz.adresser import BUNKER, Adresse
from tests.fuzz.formularer import Formular
from tests.fuzz.klient import besoeg, klient, sig_intet_nyt
from tests.fuzz.test_formularer import AFVIST, sidens_formularer
from tests.fuzz.verden import aftryk, byg_verden

pytestmark = pytest.mark.django_db

# What is not kept, such as which button.
BRUGES_IKKE = re.compile(r"_.*|post|action|index|select_across|.*-DELETE")
PROEVET: set[tuple[str, str]] = set()  # a form that several pages lead to is tried once, and one row of many
DANSK = re.compile(
    r"højst|for lang|fylder|Null-tegn|ugyldig|ikke et (helt )?tal|er ikke|Vælg|Indtast|Skriv|Genindlæs|kunne ikke læses"
)
UDEN_FELTER = ("_changelist", "_delete", "_history")


def tekstfelter(formular: Formular) -> list[str]:
    """The fields that a person can write anything in, and that are not tried yet; a list refuses what it lacks."""
    nye = {}
    for navn in sorted(formular.felter.keys() - formular.valg.keys() - formular.skjulte):
        slags = (formular.adresse, re.sub(r"\d+", "#", navn))
        if slags not in PROEVET and not BRUGES_IKKE.fullmatch(navn):
            nye[slags] = navn
    PROEVET.update(nye)
    return list(nye.values())


def afvist(client: Client, formular: Formular, felt: str, vaerdi: str, foer: dict[str, str]) -> str:
    """Send the form as it stands but for one field; what is wrong with the answer, blank when it is refused."""
    with besoeg(client):
        svar = client.post(formular.adresse, {**formular.felter, felt: vaerdi}, follow=True)
        html = unescape(svar.content.decode())
        if aftryk() != foer:
            return f"{formular.adresse} {felt}: something is changed"
    besked = AFVIST.search(html) and DANSK.search(html[AFVIST.search(html).start() :])  # type: ignore[union-attr]
    return "" if besked else f"{formular.adresse} {felt}: no message ({svar.status_code})"


@pytest.mark.parametrize("adresser", BUNKER)
def test_what_no_field_can_hold_is_refused_in_danish(adresser: list[Adresse], caplog: pytest.LogCaptureFixture) -> None:
    verden = byg_verden()
    fundet = []

    for adresse in adresser:
        if adresse.navn.endswith(UDEN_FELTER):
            continue
        for client, formular in list(sidens_formularer(adresse, verden)):
            foer = aftryk()
            for felt in tekstfelter(formular):
                fundet += [afvist(client, formular, felt, vaerdi, foer) for vaerdi in ("a" * 1_000_000, "a\0b")]

    assert [fejl for fejl in fundet if fejl] == []
    sig_intet_nyt(caplog)


def test_browser_never_cuts_what_is_pasted() -> None:
    verden = byg_verden()
    client = klient(verden.brugere[0])

    for adresse in ("/admin/kontrakt/kontrakt/add/", "/admin/maal/maal/add/", "/admin/kontrakt/bruger/add/"):
        assert "maxlength" not in client.get(adresse).content.decode()
