"""Adopting a computed key by a click: what was shown is what is saved, or nothing is and the page says why."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegleforslag import aftryk, beregn_forslag, hent_grundlag
from kommuner.typer import Noeglemetode
from kontrakt.models import Bruger, Kontrakt
from tests.byggere import byg_kommune, byg_kontrakt
from tests.noegledata import byg_folketal, byg_kommuner, byg_noegle

pytestmark = pytest.mark.django_db

SIDE = "/kontrakter/nordjylland-2022-2023/fordelingsnoegle/2023/"


@pytest.fixture
def kontrakt(db: None) -> Kontrakt:
    """A contract for 2022–2023 with a key for 2022 and the population that one for 2023 is computed from."""
    kontrakt = byg_kontrakt(fra_aar=2022, til_aar=2023, maal=0)
    byg_kommuner(kontrakt)
    byg_folketal(2022)
    byg_noegle(kontrakt, 2022, (4, 1, 9))
    return kontrakt


def vist(kontrakt: Kontrakt, metode: Noeglemetode, i_alt: int = 15) -> dict[str, str]:
    """What the button of a computed key sends."""
    forslag = beregn_forslag(hent_grundlag(kontrakt, 2023, Fordelingsnoegle.objects.all()), i_alt)
    return {"i_alt": str(i_alt), "metode": metode, "aftryk": aftryk(forslag.ved(metode))}


def klik(bruger: Bruger, sendt: dict[str, str], side: str = SIDE) -> tuple[str, list[str]]:
    """Where a click leads, and what is said there."""
    client = Client()
    client.force_login(bruger)
    svar = client.post(f"{side}vedtag/", sendt)
    return svar.headers.get("Location", str(svar.status_code)), [
        str(besked) for besked in get_messages(svar.wsgi_request)
    ]


def noeglen(aar: int = 2023) -> dict[str, int]:
    """The contributions that are saved for a year."""
    return dict(Bidrag.objects.filter(noegle__aar=aar).values_list("kommune__navn", "beloeb"))


@pytest.mark.parametrize(
    ("metode", "bidrag"),
    [
        (Noeglemetode.HVER_FOR_SIG, {"Brønderslev": 5, "Læsø": 2, "Aalborg": 9}),
        (Noeglemetode.GAAR_OP, {"Brønderslev": 5, "Læsø": 1, "Aalborg": 9}),
    ],
)
def test_key_that_was_shown_is_adopted_as_it_was_shown(
    kontrakt: Kontrakt, sekretariat: Bruger, metode: Noeglemetode, bidrag: dict[str, int]
) -> None:
    assert klik(sekretariat, vist(kontrakt, metode)) == (SIDE, ["Fordelingsnøglen for 2023 er vedtaget."])
    assert noeglen() == bidrag
    assert Fordelingsnoegle.objects.get(aar=2023).i_alt == 15


@pytest.mark.parametrize("anden", ["folketal", "kommune", "uden folketal", "aftryk"])
def test_key_that_is_not_what_was_shown_is_not_adopted_and_the_new_figures_are_led_to(
    kontrakt: Kontrakt, sekretariat: Bruger, anden: str
) -> None:
    sendt = vist(kontrakt, Noeglemetode.GAAR_OP)
    if anden == "folketal":  # the amounts stay the same
        Folketal.objects.filter(kommune__kode="0851").update(antal=6_001)
    elif anden == "kommune":
        Folketal.objects.create(kommune=byg_kommune("0787", "Thisted"), aar=2022, antal=0)
    elif anden == "uden folketal":
        Folketal.objects.get(kommune__kode="0851").delete()
    else:
        sendt["aftryk"] = vist(kontrakt, Noeglemetode.HVER_FOR_SIG)["aftryk"]

    assert klik(sekretariat, sendt) == (
        f"{SIDE}beregn/?i_alt=15",
        ["Nøglen blev ikke vedtaget: folketallet eller kommunerne er ændret, siden du så den. Her er de nye tal."],
    )
    assert noeglen() == {}


def test_second_of_two_clicks_is_told_that_the_year_has_its_key(kontrakt: Kontrakt, sekretariat: Bruger) -> None:
    sendt = vist(kontrakt, Noeglemetode.GAAR_OP)
    klik(sekretariat, sendt)

    hen, beskeder = klik(sekretariat, sendt)

    assert (hen, beskeder) == (
        f"{SIDE}beregn/?i_alt=15",
        ["Der findes allerede en fordelingsnøgle for 2023. En administrator kan rette den i administrationen."],
    )


def test_key_that_the_year_has_is_not_overwritten(kontrakt: Kontrakt, sekretariat: Bruger) -> None:
    sendt = vist(kontrakt, Noeglemetode.GAAR_OP)
    byg_noegle(kontrakt, 2023, (7, 7, 7))

    klik(sekretariat, sendt)

    assert noeglen() == {"Brønderslev": 7, "Læsø": 7, "Aalborg": 7}


@pytest.mark.parametrize("forkert", [{"i_alt": ""}, {"i_alt": "0"}, {"i_alt": "15,5"}, {"metode": "x"}, {"aftryk": ""}])
def test_click_that_does_not_say_what_was_shown_changes_nothing(
    kontrakt: Kontrakt, sekretariat: Bruger, forkert: dict[str, str]
) -> None:
    sendt = vist(kontrakt, Noeglemetode.GAAR_OP) | forkert

    assert klik(sekretariat, sendt) == (
        f"{SIDE}beregn/",
        ["Nøglen blev ikke vedtaget: siden sendte ikke alle tal med. Beregn nøglen igen."],
    )
    assert noeglen() == {}


def test_year_after_the_contract_cannot_get_a_key(kontrakt: Kontrakt, sekretariat: Bruger) -> None:
    efter = SIDE.replace("/2023/", "/2024/")

    assert klik(sekretariat, vist(kontrakt, Noeglemetode.GAAR_OP), efter) == ("404", [])
    assert noeglen(2024) == {}


def test_who_comes_by_a_link_is_led_to_the_page_that_computes(kontrakt: Kontrakt, sekretariat: Bruger) -> None:
    client = Client()
    client.force_login(sekretariat)

    assert client.get(f"{SIDE}vedtag/").headers["Location"] == f"{SIDE}beregn/"
