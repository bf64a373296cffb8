"""Guidance uploaded from a file: what it would change is seen first, and what is refused changes nothing at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kommune
from maal.typer import Tilstand
from tests.byggere import byg_kommune
from tests.maal.vejledningsupload import BEKRAEFT, HOVED, RAEKKER, beskeder, fejl, listen, med, sendt, vis
from tests.maal.vejledningsverden import byg_brug, byg_omraade, gem, gemt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def omraade() -> dict[str, Kommune]:
    """Nordjylland with three municipalities."""
    return byg_omraade()


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The browser of the house's director."""
    client.force_login(direktoer)
    return client


@pytest.mark.parametrize("navn", ["tal.xlsx", "tal.csv"])
def test_file_is_shown_first_and_saved_when_that_is_confirmed(klient: Client, direktoer: Bruger, navn: str) -> None:
    vist = vis(klient, navn=navn)
    foer = Vejledningstal.objects.count()
    svar = klient.post(BEKRAEFT, sendt(vist))

    assert foer == 0
    assert list(listen(vist)) == ["nye"]
    assert "Vækst 1.239" in vist.content.decode()
    assert (svar.status_code, svar.headers["Location"]) == (302, "/vejledning/nordjylland/2021-12-31/")
    assert gemt() == [5, 0, 1_234]
    assert Vejledningstal.objects.get().opdateret_af == direktoer
    assert Vejledning.history.values_list("history_change_reason").distinct().get() == (f"Indlæst fra {navn}",)
    assert beskeder(svar) == ["Vejledningstallene er gemt. Nye opgørelser: 1. Ændrede opgørelser: 0."]


def test_changed_figures_are_shown_before_and_after_by_municipality_and_kind(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)

    vist = vis(klient, med(7))
    svar = klient.post(BEKRAEFT, sendt(vist))

    assert listen(vist) == {"aendrede": [("Erhvervshus Nordjylland 2021-12-31", [("Hjørring", 5, 7)])]}
    assert gemt() == [7, 0, 1_234]
    assert beskeder(svar) == ["Vejledningstallene er gemt. Nye opgørelser: 0. Ændrede opgørelser: 1."]


def test_what_was_loaded_stands_in_the_log_and_nothing_else_does(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)
    nye = [[navn, date(2020, 12, 31), tal] for navn, _, tal in RAEKKER[1:]]

    vist = vis(klient, [*med(7), *nye])
    foer = Haendelse.objects.filter(slags=Haendelsesslags.INDLAESNING).count()
    klient.post(BEKRAEFT, sendt(vist))
    klient.post(BEKRAEFT, sendt(vist))

    haendelse = Haendelse.objects.get(slags=Haendelsesslags.INDLAESNING)
    assert (foer, haendelse.bruger, haendelse.genstand) == (0, direktoer, "tal.xlsx")
    assert haendelse.beskrivelse.splitlines() == [
        "Erhvervshus Nordjylland, vejledningstal pr. 31. december 2020 (ny)",
        "Erhvervshus Nordjylland, vejledningstal pr. 31. december 2021 (tal, der er ændret: 1)",
    ]


def test_figures_that_somebody_saves_in_the_same_moment_are_not_overwritten(klient: Client, direktoer: Bruger) -> None:
    vist = vis(klient, med(7))
    gemt_imens: list[Any] = []

    def gem_imens(execute: Callable[..., Any], sql: str, *andet: Any) -> Any:
        if not gemt_imens and 'FROM "maal_afrapportering"' in sql:  # the door has begun
            gemt_imens.append(sql)
            gem(bruger=direktoer)
        return execute(sql, *andet)

    with connection.execute_wrapper(gem_imens):
        svar = klient.post(BEKRAEFT, sendt(vist))

    assert gemt_imens
    assert fejl(svar) == ["Tallene blev ændret, mens filen blev læst. Vælg filen igen."]
    assert 7 not in gemt()


def test_same_figures_are_no_change_and_cannot_be_confirmed(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)

    vist = vis(klient)

    assert listen(vist) == {"uaendrede": [("Erhvervshus Nordjylland 2021-12-31", [])]}
    assert "Systemet har allerede de samme tal som filen." in vist.content.decode()
    assert "Gem tallene" not in vist.content.decode()


def test_kind_without_a_column_stays_and_one_with_an_empty_column_goes(klient: Client, direktoer: Bruger) -> None:
    gem({kode: {"vaekst": 1, "drift": 2, "henvisninger": 3} for kode in ("0860", "0840", "0851")}, bruger=direktoer)
    raekker = [["Kommune", "Opgjort pr.", "Vækst", "Drift"]] + [[*raekke, None] for raekke in RAEKKER[1:]]

    vist = vis(klient, raekker)
    klient.post(BEKRAEFT, sendt(vist))

    assert (gemt(), gemt("drift"), gemt("henvisninger")) == ([5, 0, 1_234], [None] * 3, [3] * 3)
    assert vist.content.decode().count("ikke talt") == 3


def test_spellings_are_ticked_one_by_one_before_anything_is_saved(klient: Client) -> None:
    vist = vis(klient, med(A2="Hjoerring", A4="Ålborg"))
    uden = klient.post(BEKRAEFT, sendt(vist, stavemaader=["Ålborg"]))
    efter_uden = Vejledningstal.objects.count()
    klient.post(BEKRAEFT, sendt(uden, stavemaader=["Ålborg", "Hjoerring"]))

    assert "»Ålborg« er Aalborg" in vist.content.decode()
    assert uden.context["form"].errors == {"stavemaader": ["Sæt et flueben ved hver stavemåde, eller ret den i filen."]}
    assert efter_uden == 0
    assert gemt() == [5, 0, 1_234]


def test_day_and_sheet_may_be_said_on_the_page(klient: Client) -> None:
    raekker = [[navn, tal] for navn, _, tal in RAEKKER]

    vist = vis(klient, raekker, pr_dato="31.12.2021", ark="Tal")
    klient.post(BEKRAEFT, sendt(vist))

    assert gemt() == [5, 0, 1_234]


def test_preview_that_is_no_longer_true_is_shown_again(klient: Client, direktoer: Bruger) -> None:
    vist = vis(klient, med(7))
    gem(bruger=direktoer)

    svar = klient.post(BEKRAEFT, sendt(vist))

    assert listen(svar) == {"aendrede": [("Erhvervshus Nordjylland 2021-12-31", [("Hjørring", 5, 7)])]}
    assert beskeder(svar) == ["Tallene er ændret, siden listen blev vist. Intet er gemt. Se den nye liste igennem."]
    assert gemt() == [5, 0, 1_234]
    klient.post(BEKRAEFT, sendt(svar))
    assert gemt() == [7, 0, 1_234]


def test_form_sent_twice_saves_once(klient: Client) -> None:
    vist = vis(klient)
    klient.post(BEKRAEFT, sendt(vist))

    svar = klient.post(BEKRAEFT, sendt(vist))

    assert beskeder(svar)[-1] == "Tallene var allerede indlæst. Intet er ændret."
    assert (Vejledningstal.objects.get().version, Vejledning.history.count()) == (1, 3)


def test_count_that_an_approved_report_rests_on_is_not_changed(klient: Client, direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)
    byg_brug(tal, Tilstand.GODKENDT)

    svar = vis(klient, med(7))

    assert fejl(svar)[0].startswith("Tallene bruges i endelig afrapportering 2021")
    assert gemt() == [5, 0, 1_234]


def test_municipality_that_has_left_the_house_is_seen_to_go(klient: Client, direktoer: Bruger) -> None:
    gem(bruger=direktoer)
    flyttet = Kommune.objects.get(navn="Rebild")
    flyttet.erhvervshus = byg_kommune("0707", "Norddjurs", "midtjylland").erhvervshus
    flyttet.save()

    vist = vis(klient, [raekke for raekke in med(7) if raekke[0] != "Rebild"])
    klient.post(BEKRAEFT, sendt(vist))

    assert listen(vist)["aendrede"][0][1] == [("Hjørring", 5, 7), ("Rebild", 0, None)]
    assert gemt() == [7, 1_234]


@pytest.mark.parametrize("dage", [1, 20])
def test_queries_are_the_same_for_one_day_and_for_twenty(
    klient: Client, dage: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    raekker = [HOVED] + [[navn, date(2021, 1, dag), tal] for dag in range(1, dage + 1) for navn, _, tal in RAEKKER[1:]]
    rettet = [[navn, dag, 7 if navn == "Rebild" else tal] for navn, dag, tal in raekker]

    with django_assert_num_queries(7):
        vist = vis(klient, raekker)
    with django_assert_num_queries(23):  # a third of them savepoints and history
        klient.post(BEKRAEFT, sendt(vist))
    with django_assert_num_queries(9):
        vis(klient, rettet)
    assert Vejledningstal.objects.count() == dage
