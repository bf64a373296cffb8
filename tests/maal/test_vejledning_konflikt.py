"""Two people have typed in the same grid: nothing is overwritten, and who came second chooses cell by cell."""

import datetime
import json

import pytest
from django.test import Client

from kommuner.models import Vejledningstal
from kontrakt.models import Bruger
from maal.vejledning import slet_vejledning
from tests.maal.siden import tekst
from tests.maal.test_vejledning_side import felter, vaerdi
from tests.maal.vejledningsverden import TRE, Tal, byg_omraade, gem, gemt, gitter

pytestmark = pytest.mark.django_db


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The director's browser, before three municipalities with growth 5, 0 and 1.234."""
    byg_omraade()
    gem(bruger=direktoer)
    client.force_login(direktoer)
    return client


@pytest.fixture
def laest(klient: Client) -> str:
    """What the director's page says that it was made of."""
    return vaerdi(klient.get(gitter()), "version")


def andre_gemmer(bruger: Bruger, version: int = 1, **aendret: int | None) -> None:
    """Somebody else saves other figures of growth: `k0851=7`."""
    tal: Tal = {kode: {"vaekst": aendret.get(f"k{kode}", raekke["vaekst"])} for kode, raekke in TRE.items()}
    gem(tal, bruger=bruger, version=version)
    Vejledningstal.objects.update(opdateret=datetime.datetime(2022, 1, 15, 9, 5, tzinfo=datetime.UTC))


def sendes(version: str, **celler: str) -> dict[str, str]:
    return felter(0, **celler) | {"version": version}


def test_page_sends_back_the_figures_that_were_read(laest: str) -> None:
    version, celler = json.loads(laest)

    assert version == 1
    assert {navn: celler[navn] for navn in ("vaekst_0860", "vaekst_0851", "drift_0851")} == {
        "vaekst_0860": "5",
        "vaekst_0851": "1.234",
        "drift_0851": "",
    }


def test_cell_that_both_changed_is_shown_in_both_versions_and_nothing_is_saved(
    klient: Client, laest: str, sekretariat: Bruger
) -> None:
    andre_gemmer(sekretariat, k0851=7)

    html = klient.post(gitter(), sendes(laest, vaekst_0851="8")).content.decode()

    assert tekst(html, "konflikt", "section") == (
        "Ikke gemt endnu: sekretariat-nordjylland har gemt, mens du skrev "
        "sekretariat-nordjylland gemte 15. januar 2022 kl. 10.05. Intet er overskrevet. Vælg for hver celle, som I "
        "begge har rettet, hvad der skal gælde, og gem så igen. Dit eget tal kan du også rette i skemaet. "
        "Aalborg, Vækst Det gemte: 7 Mit, som det står i skemaet: 8 Behold det gemte, og slet mit"
    )
    assert gemt() == [5, 0, 7]


def test_cells_that_only_one_changed_are_merged_and_named(klient: Client, laest: str, sekretariat: Bruger) -> None:
    andre_gemmer(sekretariat, k0840=7)

    svar = klient.post(gitter(), sendes(laest, vaekst_0851="8"))

    assert tekst(svar.content.decode(), "konflikt", "section").partition("så tallene er flettet. ")[2] == (
        "Se dem igennem, og gem igen. Rettet af kun den ene af jer, og flettet "
        "Rebild, Vækst: det gemte tal 7 i stedet for 0 Aalborg, Vækst: dit tal 8 i stedet for 1.234 "
        "Behold det gemte, og slet mit"
    )
    assert (vaerdi(svar, "vaekst_0840"), vaerdi(svar, "vaekst_0851")) == ("7", "8")
    klient.post(gitter(), sendes(vaerdi(svar, "version"), vaekst_0840="7", vaekst_0851="8"))
    assert gemt() == [5, 7, 8]


@pytest.mark.parametrize(("valg", "bliver"), [("gemt", 7), ("mit", 8)])
def test_choice_decides_when_it_is_saved_again(
    klient: Client, laest: str, sekretariat: Bruger, valg: str, bliver: int
) -> None:
    andre_gemmer(sekretariat, k0851=7)
    svar = klient.post(gitter(), sendes(laest, vaekst_0851="8"))

    valgt = {"sammenstoed": "vaekst_0851", "foer_version": laest, "valg_vaekst_0851": valg}
    svar = klient.post(gitter(), sendes(vaerdi(svar, "version"), vaekst_0851="8") | valgt)

    assert svar.status_code == 302
    assert gemt() == [5, 0, bliver]


def test_save_without_a_choice_asks_again(klient: Client, laest: str, sekretariat: Bruger) -> None:
    andre_gemmer(sekretariat, k0851=7, k0860=6)
    celler = {"vaekst_0851": "8", "vaekst_0860": "9"}
    svar = klient.post(gitter(), sendes(laest, **celler))

    sendt = {"sammenstoed": "vaekst_0860 vaekst_0851", "foer_version": vaerdi(svar, "foer_version")}
    html = klient.post(
        gitter(), sendes(vaerdi(svar, "version"), **celler) | sendt | {"valg_vaekst_0860": "mit"}
    ).content.decode()

    assert "Vælg et af de to tal for hver celle, før du gemmer." in html
    assert 'id="id_vaekst_0860-mit" name="valg_vaekst_0860" value="mit" checked' in html
    assert gemt() == [6, 0, 7]


def test_third_person_makes_a_new_conflict(
    klient: Client, laest: str, sekretariat: Bruger, administrator: Bruger
) -> None:
    andre_gemmer(sekretariat, k0851=7)
    svar = klient.post(gitter(), sendes(laest, vaekst_0851="8"))
    andre_gemmer(administrator, 2, k0851=9)

    valgt = {"sammenstoed": "vaekst_0851", "foer_version": laest, "valg_vaekst_0851": "mit"}
    html = klient.post(gitter(), sendes(vaerdi(svar, "version"), vaekst_0851="8") | valgt).content.decode()

    assert "Ikke gemt endnu: administrator har gemt, mens du skrev" in html
    assert "Det gemte: 9" in html
    assert gemt() == [5, 0, 9]


def test_same_figures_typed_by_both_are_no_conflict(klient: Client, laest: str, sekretariat: Bruger) -> None:
    andre_gemmer(sekretariat, k0851=7)

    assert klient.post(gitter(), sendes(laest, vaekst_0851="7")).status_code == 302


def test_without_knowing_what_was_read_every_difference_is_asked_about(klient: Client, sekretariat: Bruger) -> None:
    andre_gemmer(sekretariat, k0840=7)

    svar = klient.post(gitter(), felter(1, vaekst_0851="8"))

    assert vaerdi(svar, "sammenstoed") == "vaekst_0840 vaekst_0851"


def test_figures_for_a_count_that_is_deleted_meanwhile_can_be_saved_anew(
    klient: Client, laest: str, sekretariat: Bruger
) -> None:
    slet_vejledning(vejledningstal=Vejledningstal.objects.get(), version=1, bruger=sekretariat)

    svar = klient.post(gitter(), sendes(laest, vaekst_0851="8"))

    assert tekst(svar.content.decode(), "konflikt", "section") == (
        "Ikke gemt endnu: tallene er slettet, mens du skrev "
        "Det, du har skrevet, står stadig i skemaet. Gem igen, hvis tallene skal oprettes på ny."
    )
    klient.post(gitter(), sendes(vaerdi(svar, "version"), vaekst_0851="8"))
    assert gemt() == [5, 0, 8]


def test_count_that_is_deleted_and_made_anew_meanwhile_is_not_overwritten(
    klient: Client, laest: str, sekretariat: Bruger
) -> None:
    slet_vejledning(vejledningstal=Vejledningstal.objects.get(), version=1, bruger=sekretariat)
    andre_gemmer(sekretariat, version=0, k0840=7)

    svar = klient.post(gitter(), sendes(laest, vaekst_0851="8"))

    assert "Ikke gemt endnu" in svar.content.decode()
    assert gemt() == [5, 7, 1234]
