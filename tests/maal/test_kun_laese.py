"""Read-only in every door: each state of a report that is no draft × each way in × each person.

The file loader is tried in `tests/maal/kontraktfil/test_laaste.py`, and raw SQL in `tests/maal/test_triggere.py`.
"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Resultat, Status
from maal.status import LUKKET, gem_indsatsstatus, gem_status, gemt_data
from maal.typer import Tilstand
from tests.administration import liste, ret_side, slet_side
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld
from tests.maal.siden import side

pytestmark = pytest.mark.django_db

IKKE_KLADDE = [Tilstand.INDSENDT, Tilstand.GODKENDT, Tilstand.SENDT]
PERSONER = ["direktoer", "sekretariat", "administrator", "laeser"]
RETTER_INDSENDTE = {"sekretariat", "administrator"}
SIDENS = ["gem_maalepunkt", "gem_indsatsomraade", "gendan_maalepunkt", "gendan_indsatsomraade"]


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """A draft whose målepunkt and focus area are each written twice, so that there is something to go back to."""
    rapport = byg_afrapportering(byg_kontrakt(maal=1, omraader=1))
    for tekst in ("Første", "Anden"):
        udfyld(rapport, Maalepunkt.objects.get(), 80, tekst=tekst, bruger=direktoer)
        gem_indsatsstatus(
            afrapportering_id=rapport.pk,
            indsatsomraade_id=rapport.kontrakt.indsatsomraader.get().pk,
            tekst=tekst,
            version=None,
            bruger=direktoer,
        )
    return rapport


def alt() -> list[object]:
    """The report and all that is written in it, with its history."""
    modeller: tuple[Any, ...] = (Afrapportering, Status, Resultat, Indsatsstatus, Status.history, Indsatsstatus.history)
    udvalg = [getattr(model, "objects", model) for model in modeller]
    return [list(alle.order_by("pk").values()) for alle in udvalg]


def adresse(rapport: Afrapportering, doer: str) -> str:
    """The address of one of the page's doors."""
    post = (
        Maalepunkt.objects.get().pk
        if "maalepunkt" in doer
        else rapport.kontrakt.indsatsomraader.values_list("pk")[0][0]
    )
    udgave = [1] if doer.startswith("gendan") else []
    return reverse(f"maal:{doer}", args=[rapport.kontrakt.slug, rapport.pk, post, *udgave])


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["side", "htmx"])
@pytest.mark.parametrize("doer", SIDENS)
@pytest.mark.parametrize("hvem", PERSONER)
@pytest.mark.parametrize("tilstand", IKKE_KLADDE)
def test_page_left_open_or_made_up_changes_only_what_may_be_changed(
    rapport: Afrapportering,
    client: Client,
    tilstand: Tilstand,
    hvem: str,
    doer: str,
    htmx: dict[str, str],
    request: pytest.FixtureRequest,
) -> None:
    gaa_til(rapport, tilstand)
    foer = alt()
    client.force_login(request.getfixturevalue(hvem))

    svar = client.post(adresse(rapport, doer), {"version": "2", "tekst": "Alligevel"}, headers=htmx)

    assert (alt() != foer) == (tilstand == Tilstand.INDSENDT and hvem in RETTER_INDSENDTE)
    assert svar.status_code in (200, 302, 403, 404)


@pytest.mark.parametrize("tilstand", IKKE_KLADDE)
def test_stale_tab_of_the_house_keeps_what_was_typed_and_says_why(
    rapport: Afrapportering, client: Client, direktoer: Bruger, tilstand: Tilstand
) -> None:
    gaa_til(rapport, tilstand)
    client.force_login(direktoer)

    svar = client.post(adresse(rapport, "gem_maalepunkt"), {"version": "2", "tekst": "Skrevet før indsendelsen"})

    assert LUKKET[tilstand] in svar.content.decode()
    assert "Skrevet før indsendelsen" in svar.content.decode()


@pytest.mark.parametrize(
    ("tilstand", "hvem"),
    [
        (tilstand, hvem)
        for tilstand in IKKE_KLADDE
        for hvem in (*PERSONER, None)  # None is the file loader
        if tilstand != Tilstand.INDSENDT or hvem not in RETTER_INDSENDTE
    ],
)
def test_doors_of_a_status_refuse_by_themselves(
    rapport: Afrapportering, tilstand: Tilstand, hvem: str | None, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, tilstand)
    bruger = request.getfixturevalue(hvem) if hvem else None
    faelles: dict[str, Any] = {"afrapportering_id": rapport.pk, "version": None, "bruger": bruger}
    foer = alt()

    with pytest.raises(PermissionDenied):
        gem_status(maalepunkt_id=Maalepunkt.objects.get().pk, data=gemt_data(Status.objects.get()), **faelles)
    with pytest.raises(PermissionDenied):
        gem_indsatsstatus(indsatsomraade_id=rapport.kontrakt.indsatsomraader.get().pk, tekst="Alligevel", **faelles)

    assert alt() == foer


@pytest.mark.parametrize("model", [Status, Indsatsstatus])
@pytest.mark.parametrize("tilstand", IKKE_KLADDE)
def test_administration_writes_in_a_submitted_report_and_in_no_approved_one(
    rapport: Afrapportering, admin_klient: Client, tilstand: Tilstand, model: type[Status | Indsatsstatus]
) -> None:
    gaa_til(rapport, tilstand)
    foer = alt()

    admin_klient.post(ret_side(model._default_manager.get()), {"version": "2", "tekst": "Alligevel"})

    assert (alt() != foer) == (tilstand == Tilstand.INDSENDT)


@pytest.mark.parametrize("tilstand", [Tilstand.GODKENDT, Tilstand.SENDT])
def test_administration_does_not_move_the_dates_of_an_approved_report(
    rapport: Afrapportering, admin_klient: Client, tilstand: Tilstand
) -> None:
    gaa_til(rapport, tilstand)
    foer = alt()

    svar = admin_klient.post(ret_side(rapport), {"pr_dato": "14.10.2021", "frist": "1.12.2021"})

    assert svar.status_code == 403
    assert alt() == foer


@pytest.mark.parametrize("tilstand", IKKE_KLADDE)
def test_administration_deletes_no_report_that_is_submitted_though_nothing_is_written_in_it(
    admin_klient: Client, tilstand: Tilstand
) -> None:
    tom = byg_afrapportering(byg_kontrakt(maal=1), tilstand=tilstand)
    foer = alt()

    svar = admin_klient.post(slet_side(tom), {"post": "yes"})
    mange = {"action": "delete_selected", "_selected_action": [tom.pk], "post": "yes"}
    admin_klient.post(liste(Afrapportering), mange)

    assert svar.status_code == 403
    assert alt() == foer


@pytest.mark.parametrize("hvem", PERSONER)
@pytest.mark.parametrize("tilstand", IKKE_KLADDE)
def test_page_has_forms_for_those_only_who_may_write(
    rapport: Afrapportering, client: Client, tilstand: Tilstand, hvem: str, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, tilstand)
    client.force_login(request.getfixturevalue(hvem))

    svar = client.get(side(rapport))

    if tilstand == Tilstand.INDSENDT and hvem == "laeser":
        assert svar.status_code == 404
    else:
        retter = tilstand == Tilstand.INDSENDT and hvem in RETTER_INDSENDTE
        assert svar.content.decode().count("data-kladde") == (2 if retter else 0)
