"""The demo users of a developer's machine."""

import socket
import subprocess
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django import Settings

from kontrakt.models import Bruger, Erhvervshus, Kkr, Kommune, Kontrakt, Rammeaftale, Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_contract() -> None:
    """Two KKR with a house and two municipalities each, of which only one has a contract."""
    kkr = [Kkr.objects.create(noegle=noegle, navn=f"KKR {noegle}") for noegle in ("nordjylland", "sjaelland")]
    huse = [Erhvervshus.objects.create(noegle=et.noegle, navn=f"Erhvervshus {et.noegle}", kkr=et) for et in kkr]
    for kode, navn, hus in (
        ("0851", "Aalborg", 0),
        ("0787", "Thisted", 0),
        ("0219", "Hillerød", 1),
        ("0370", "Køge", 1),
    ):
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=huse[hus], type="by", region="Regionen")
    ramme = Rammeaftale.objects.create(titel="Rammeaftale", fra_aar=2021, til_aar=2023)
    Kontrakt.objects.create(erhvervshus=huse[0], rammeaftale=ramme, fra_aar=2021, til_aar=2021)


def run_command() -> tuple[list[str], str]:
    """Run the command; give the lines it printed and the password among them."""
    output = StringIO()
    call_command("demobrugere", stdout=output)
    heading, *lines = output.getvalue().splitlines()
    return lines, heading.rpartition(" ")[2].rstrip(")")


def test_demobrugere_makes_one_user_per_role_that_can_log_in(
    one_contract: None, settings: Settings, client: Client
) -> None:
    settings.DEBUG = True

    lines, password = run_command()

    roles = dict(Bruger.objects.values_list("username", "rolle"))
    assert roles == {
        "administrator": Rolle.ADMINISTRATOR,
        "laeser-kl": Rolle.LAESER,
        "laeser-erhvervsstyrelsen": Rolle.LAESER,
        "laeser-kommune": Rolle.LAESER,
        "sekretariat-nordjylland": Rolle.SEKRETARIAT,
        "direktoer-nordjylland": Rolle.DIREKTOER,
    }
    assert {line.split()[0] for line in lines} == set(roles)
    assert Bruger.objects.get(username="laeser-kommune").organisation == "Thisted Kommune"  # first in Danish order
    assert [client.login(username=name, password=password) for name in roles] == [True] * 6


def test_demobrugere_run_again_keeps_the_users_and_prints_a_new_password(
    one_contract: None, settings: Settings, client: Client
) -> None:
    settings.DEBUG = True
    _, first = run_command()
    before = set(Bruger.objects.values_list("pk", flat=True))

    _, second = run_command()

    assert set(Bruger.objects.values_list("pk", flat=True)) == before
    assert not client.login(username="laeser-kl", password=first)
    assert client.login(username="laeser-kl", password=second)


def test_demobrugere_without_debug_is_refused_and_makes_nobody(one_contract: None) -> None:
    with pytest.raises(CommandError, match=r"^Demobrugere kan kun oprettes, når DEBUG er slået til\.$"):
        run_command()

    assert Bruger.objects.count() == 0


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the project's folder."""
    return subprocess.run(["make", *arguments], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603, S607 - the project's own program


def test_make_run_on_a_port_that_is_taken_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        taken = make("--silent", "check-port", f"PORT={port}")

    free = make("--silent", "check-port", f"PORT={port}")
    message, *_ = taken.stderr.splitlines()
    assert message == f"Port {port} er optaget; måske kører systemet allerede. Vælg en anden: make run PORT=8001"
    assert (taken.returncode, free.returncode, free.stderr) == (2, 0, "")


def test_make_run_asks_for_the_port_before_it_gives_new_passwords() -> None:
    steps = make("--dry-run", "run").stdout

    assert 0 < steps.index("er optaget") < steps.index("manage.py demobrugere")
