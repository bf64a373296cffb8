"""A geographic spread in the administration: how it is computed, and the count that a status takes it from."""

from typing import Any

import pytest
from django.test import Client

from kommuner.models import Vejledningstal
from maal.models import Afrapportering, Maalepunkt, Maaltal, Status
from maal.typer import Vurdering
from tests.administration import felter, ret, ret_side
from tests.byggere import byg_afrapportering, udfyld
from tests.maal.spredt import JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db

BESKREVET = {
    "maalepunkter-0-spredning_niveau": "by_land",
    "maalepunkter-0-spredning_grundlag": "maaltal",
    "maalepunkter-0-spredning_afvigelse": "point",
    "maalepunkter-0-maaltal-0-spredning_total": "2.500",
}
INTET = dict.fromkeys(BESKREVET, "")


@pytest.fixture
def punkt() -> Maalepunkt:
    return byg_spredningspunkt()


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    return byg_afrapportering(punkt.maal.kontrakt)


@pytest.fixture
def tal(punkt: Maalepunkt) -> Vejledningstal:
    """A count by which Læsø is under."""
    return byg_tal(27, 4, 60, pr_dato=JUNI)


def sagt(svar: Any) -> str:
    """The page that refused."""
    assert svar.status_code == 200
    return str(svar.content.decode())


def test_description_and_total_are_written_on_the_goals_page(admin_klient: Client, punkt: Maalepunkt) -> None:
    ret(admin_klient, ret_side(punkt.maal), BESKREVET)

    punkt.refresh_from_db()
    assert (punkt.spredning_niveau, punkt.spredning_grundlag, punkt.spredning_afvigelse) == (
        *("by_land", "maaltal", "point"),
    )
    assert Maaltal.objects.get().spredning_total == 2500
    assert felter(admin_klient.get(ret_side(punkt.maal)))["maalepunkter-0-maaltal-0-spredning_total"] == "2.500"


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("maalepunkter-0-spredning_grundlag", "", "Kun geografisk spredning »inden for« en tolerance kan beregnes."),
        ("maalepunkter-0-enhed", "procent", "Kun geografisk spredning »inden for« en tolerance kan beregnes."),
        ("maalepunkter-0-maaltal-0-spredning_total", "2.500,5", "skal være et helt tal"),
        ("maalepunkter-0-maaltal-0-spredning_total", "0", "større end eller lig 1"),
    ],
)
def test_half_a_description_is_refused(
    felt: str, vaerdi: str, besked: str, admin_klient: Client, punkt: Maalepunkt
) -> None:
    svar = ret(admin_klient, ret_side(punkt.maal), {**BESKREVET, felt: vaerdi})

    assert besked in sagt(svar)
    punkt.refresh_from_db()
    assert punkt.spredning_niveau == "kommune"


def test_total_is_refused_where_the_courses_given_are_distributed(admin_klient: Client, punkt: Maalepunkt) -> None:
    svar = ret(admin_klient, ret_side(punkt.maal), {"maalepunkter-0-maaltal-0-spredning_total": "2.500"})

    assert "Forløb i alt hører kun til en spredning, der fordeler kontraktens måltal." in sagt(svar)


def test_description_is_not_taken_from_under_a_status_that_rests_on_it(
    admin_klient: Client, punkt: Maalepunkt, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    udfyld(rapport, punkt, vejledningstal=tal)

    svar = ret(admin_klient, ret_side(punkt.maal), INTET)

    assert "Spredningen skal stadig beskrives: der er statusser, som henter resultatet" in sagt(svar)
    udfyld(rapport, punkt)
    assert ret(admin_klient, ret_side(punkt.maal), INTET).status_code == 302


def test_status_takes_its_result_from_a_count_and_says_what_it_gives(
    admin_klient: Client, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    status = rapport.statusser.get()

    ret(admin_klient, ret_side(status), {"vejledningstal": str(tal.pk), "tekst": "Læsø inviteres."})

    assert Status.objects.get().vejledningstal == tal
    html = admin_klient.get(ret_side(status)).content.decode()
    assert "2 af 3 kommuner ligger inden for spændet. Under: Læsø (4; mindst 8,2)." in html


def test_count_beside_an_own_verdict_is_refused_by_the_door(
    admin_klient: Client, rapport: Afrapportering, tal: Vejledningstal
) -> None:
    svar = ret(
        admin_klient,
        ret_side(rapport.statusser.get()),
        {"vejledningstal": str(tal.pk), "egen_vurdering": Vurdering.OPFYLDT},
    )

    assert list(svar.context["adminform"].form.errors) == ["egen_vurdering"]
    assert Status.objects.get().vejledningstal is None
