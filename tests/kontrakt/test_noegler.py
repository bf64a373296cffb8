"""Passkeys by what is sent: whatever else than a device's answer comes is refused. With a device: tests/browser."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger
from tests.noegler import byg_noegle

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"
TOMT_SVAR = {"clientDataJSON": "", "authenticatorData": "", "signature": "", "userHandle": ""}
FORVANSKET: list[Any] = [
    {},
    [],
    "tekst",
    1,
    None,
    True,
    {"id": 1},
    {"response": 5},
    {"response": {"userHandle": 5}},
    {"response": {"userHandle": "AA"}},
    {"response": {"userHandle": "w6Y"}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": TOMT_SVAR},
    {"id": "AA", "rawId": "BB", "type": "public-key", "response": {**TOMT_SVAR, "userHandle": "MQ"}},
    {"id": "AA", "rawId": "AA", "type": "x", "response": {**TOMT_SVAR, "clientDataJSON": "e30"}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}},
]


@pytest.fixture
def bruger(db: None) -> Bruger:
    """A user with a passkey."""
    bruger = byg_bruger(Rolle.LAESER, password=ADGANGSKODE)
    byg_noegle(bruger)
    return bruger


def er_inde(client: Client) -> bool:
    """Whether anybody is logged in."""
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "credential", [*map(json.dumps, FORVANSKET), "", "{", "\x00", "æ" * 1000, "9" * 5_000, "[" * 10_000]
)
def test_answer_that_no_device_gives_opens_nothing(bruger: Bruger, credential: str) -> None:
    alene, trin, inde = Client(), Client(), Client()

    alene.get("/log-ind/adgangsnoegle/", headers={"Accept": "application/json"})
    assert alene.post("/log-ind/adgangsnoegle/", {"credential": credential})["Location"] == "/log-ind/"
    trin.post("/log-ind/", {"login": bruger.username, "password": ADGANGSKODE})
    trin.get("/log-ind/to-trin/")
    assert trin.post("/log-ind/to-trin/", {"credential": credential}).status_code == 200
    inde.force_login(bruger)
    inde.get("/konto/bekraeft/adgangsnoegle/")
    assert inde.post("/konto/bekraeft/adgangsnoegle/", {"credential": credential}).status_code == 302
    assert inde.get("/konto/adgangsnoegler/tilfoej/")["Location"].startswith("/konto/bekraeft/")
    inde.post("/konto/bekraeft/", {"password": ADGANGSKODE})
    inde.get("/konto/adgangsnoegler/tilfoej/")
    assert inde.post("/konto/adgangsnoegler/tilfoej/", {"name": "x", "credential": credential}).status_code == 200

    assert (er_inde(alene), er_inde(trin)) == (False, False)
    assert Authenticator.objects.count() == 1
