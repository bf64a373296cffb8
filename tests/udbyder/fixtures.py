"""Starts the provider, and lets the settings name it as the environment would."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from django.conf import settings as project
from pytest_django import Settings

from kontrakt.miljoe import oidc_kilde, oidc_udbydere

ADGANGSKODE = "udbyderens-adgangskode"


@dataclass
class Udbyder:
    """A provider that runs: where, and the file of its database."""

    adresse: str
    database: Path

    def send_tilbage_til(self, side: str) -> None:
        """Register where the provider may send a user back to."""
        with sqlite3.connect(self.database) as base:
            base.execute("UPDATE oauth2_provider_application SET redirect_uris = ?", [side])
        base.close()

    def log_ind(self, adresse: str, brugernavn: str) -> str:
        """What a user's browser does at the provider: log in, and be sent back. Gives where to."""
        with requests.Session() as browser:
            side = browser.get(adresse, timeout=10)
            noegle = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', side.text)[0]
            felter = {"username": brugernavn, "password": ADGANGSKODE, "csrfmiddlewaretoken": noegle}
            svar = browser.post(side.url, felter, allow_redirects=False, timeout=10)
            svar = browser.get(self.adresse + svar.headers["Location"], allow_redirects=False, timeout=10)
            return svar.headers["Location"]


def ledig_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as sokkel:
        sokkel.bind(("127.0.0.1", 0))
        port: int = sokkel.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def udbyderproces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Udbyder]:
    """The provider as a process of its own."""
    mappe = tmp_path_factory.mktemp("udbyder")
    udbyder = Udbyder(f"http://127.0.0.1:{ledig_port()}", mappe / "udbyder.sqlite3")
    miljoe = {"DJANGO_SETTINGS_MODULE": "tests.udbyder.settings", "UDBYDER_DATABASE": str(udbyder.database)}
    with (mappe / "log").open("w") as log:
        proces = subprocess.Popen(  # noqa: S603 - the tests' own program
            [sys.executable, "-m", "tests.udbyder", udbyder.adresse.rpartition(":")[2]],
            cwd=project.BASE_DIR,
            env={**os.environ, **miljoe},
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(300):
            assert proces.poll() is None, (mappe / "log").read_text()
            with socket.socket() as sokkel:
                if sokkel.connect_ex(("127.0.0.1", int(udbyder.adresse.rpartition(":")[2]))) == 0:
                    break
            time.sleep(0.1)
        yield udbyder
    finally:
        proces.terminate()
        proces.wait()


@pytest.fixture
def udbyder(udbyderproces: Udbyder, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Udbyder:
    """The provider, named by the environment's four variables."""
    for navn, vaerdi in {
        "DEBUG": "1",
        "OIDC_UDBYDER_NAVN": "Eksempel Kommune",
        "OIDC_SERVER": f"{udbyderproces.adresse}/o",
        "OIDC_KLIENT_ID": "resultatkontrakt",
        "OIDC_KLIENT_HEMMELIGHED": "klientens-hemmelighed",
    }.items():
        monkeypatch.setenv(navn, vaerdi)
    udbydere = project.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": oidc_udbydere()}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": udbydere}
    regler = project.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": regler | {"form-action": [*regler["form-action"], *oidc_kilde()]}}
    udbyderproces.send_tilbage_til("http://testserver/log-ind/organisation/svar/")
    return udbyderproces
