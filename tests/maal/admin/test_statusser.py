"""Statuses in the administration: the page's own form and door."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Resultat, Status
from maal.status import LUKKET, gem_indsatsstatus
from maal.typer import Enhed, Oprindelse, Tilstand
from tests.administration import felter, liste, ret, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport() -> Afrapportering:
    """A preliminary report on a percentage (mindst 80 %), a count (mindst 600) and a focus area."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.ANTAL, maaltal=600)
    return byg_afrapportering(kontrakt)


@pytest.fixture
def status(rapport: Afrapportering) -> Status:
    """The empty status of målepunkt 1.1."""
    return rapport.statusser.get(maalepunkt__maal__nummer=1)


@pytest.fixture
def indsatsstatus(rapport: Afrapportering) -> Indsatsstatus:
    """The empty status of the focus area."""
    return rapport.indsatsstatusser.get()


def fejl(svar: Any) -> dict[str, list[str]]:
    """What is refused, by field."""
    assert svar.status_code == 200
    return {navn: list(tekster) for navn, tekster in svar.context["adminform"].form.errors.items()}


def alt() -> list[object]:
    """Everything that a save may change."""
    return [*Status.objects.order_by("pk").values(), *Resultat.objects.values(), *Indsatsstatus.objects.values()]


def test_status_is_saved_through_the_door(admin_klient: Client, administrator: Bruger, status: Status) -> None:
    svar = ret(admin_klient, ret_side(status), {"resultat": "81,5 %", "tekst": "To\r\nlinjer"})

    status.refresh_from_db()
    assert (svar.status_code, svar.headers["Location"]) == (302, liste(Status))
    assert (status.tekst, status.version, status.oprindelse) == ("To\nlinjer", 1, Oprindelse.HAAND)
    assert status.opdateret_af == administrator
    assert list(status.resultater.values_list("vaerdi", flat=True)) == [Decimal("81.5")]


def test_page_shows_target_result_and_verdict(admin_klient: Client, status: Status) -> None:
    udfyld(status.afrapportering, status.maalepunkt, "81.5")

    svar = admin_klient.get(ret_side(status))

    assert "Vurdering: <strong>Opfyldt</strong>" in svar.content.decode()
    assert "mindst 80\N{NO-BREAK SPACE}%" in svar.content.decode()
    assert felter(svar)["resultat"] == "81,5"


@pytest.mark.parametrize(
    ("typet", "afvist"),
    [
        (
            {"resultat": "1.5"},
            {"resultat": ["»1.5« kan læses på to måder. Skriv 1,5 med komma eller 15 uden punktum."]},
        ),
        ({"resultat": "120"}, {"resultat": ["Et resultat i enheden procent kan ikke være over 100."]}),
        (
            {"begrundelse": "Fordi"},
            {"tilsidesat_vurdering": ["Vælg den vurdering, som begrundelsen hører til, eller fjern begrundelsen."]},
        ),
    ],
)
def test_what_is_refused_is_kept_as_typed_and_nothing_is_saved(
    admin_klient: Client, status: Status, typet: dict[str, str], afvist: dict[str, list[str]]
) -> None:
    foer = alt()

    svar = ret(admin_klient, ret_side(status), {"tekst": "Det går", **typet})

    assert fejl(svar) == afvist
    assert felter(svar) | {"tekst": "Det går", **typet} == felter(svar)
    assert alt() == foer


def test_status_saved_by_somebody_else_meanwhile_is_not_overwritten_unasked(
    admin_klient: Client, sekretariat: Bruger, status: Status
) -> None:
    aaben = felter(admin_klient.get(ret_side(status)))
    udfyld(status.afrapportering, status.maalepunkt, tekst="Skrevet imens", bruger=sekretariat)

    afvist = admin_klient.post(ret_side(status), aaben | {"tekst": "Mit"})
    efter_afvist = Status.objects.get(pk=status.pk).tekst
    bevidst = admin_klient.post(ret_side(status), felter(afvist))

    status.refresh_from_db()
    assert [tekst.split(" har gemt")[0] for tekst in fejl(afvist)["__all__"]] == ["sekretariat-nordjylland"]
    assert (felter(afvist)["tekst"], efter_afvist) == ("Mit", "Skrevet imens")
    assert (bevidst.status_code, status.tekst, status.version) == (302, "Mit", 2)


@pytest.mark.parametrize("tilstand", [Tilstand.GODKENDT, Tilstand.SENDT])
@pytest.mark.parametrize("model", [Status, Indsatsstatus])
def test_status_of_a_locked_report_can_only_be_read(
    admin_klient: Client, rapport: Afrapportering, model: type[Status | Indsatsstatus], tilstand: Tilstand
) -> None:
    gaa_til(rapport, tilstand)
    objekt = model._default_manager.first()
    assert objekt is not None
    foer = alt()

    aaben = admin_klient.get(ret_side(objekt))
    svar = admin_klient.post(ret_side(objekt), {"version": "0", "tekst": "Alligevel"})

    assert {felt.disabled for felt in aaben.context["adminform"].form.fields.values()} == {True}
    assert 'name="_save"' not in aaben.content.decode()
    assert fejl(svar) == {"__all__": [LUKKET[tilstand]]}
    assert alt() == foer


def test_saving_an_unchanged_status_changes_nothing(admin_klient: Client, status: Status) -> None:
    udfyld(status.afrapportering, status.maalepunkt, "81.5", tekst="To\nlinjer", kilde="Kundemålingen")
    foer = alt()

    svar = ret(admin_klient, ret_side(status), {})

    assert svar.status_code == 302
    assert alt() == foer


def test_focus_area_is_saved_through_the_door(
    admin_klient: Client, administrator: Bruger, indsatsstatus: Indsatsstatus
) -> None:
    svar = ret(admin_klient, ret_side(indsatsstatus), {"tekst": "I gang"})

    indsatsstatus.refresh_from_db()
    assert svar.status_code == 302
    assert (indsatsstatus.tekst, indsatsstatus.version, indsatsstatus.opdateret_af) == ("I gang", 1, administrator)


def test_focus_area_saved_by_somebody_else_meanwhile_is_not_overwritten_unasked(
    admin_klient: Client, sekretariat: Bruger, indsatsstatus: Indsatsstatus
) -> None:
    aaben = felter(admin_klient.get(ret_side(indsatsstatus)))
    gem_indsatsstatus(
        afrapportering_id=indsatsstatus.afrapportering_id,
        indsatsomraade_id=indsatsstatus.indsatsomraade_id,
        tekst="Skrevet imens",
        version=0,
        bruger=sekretariat,
    )

    svar = admin_klient.post(ret_side(indsatsstatus), aaben | {"tekst": "Mit"})

    indsatsstatus.refresh_from_db()
    assert list(fejl(svar)) == ["__all__"]
    assert (felter(svar)["tekst"], indsatsstatus.tekst) == ("Mit", "Skrevet imens")


def test_list_says_who_wrote_last(admin_klient: Client, sekretariat: Bruger, status: Status) -> None:
    udfyld(status.afrapportering, status.maalepunkt, tekst="Det går", bruger=sekretariat)

    html = admin_klient.get(liste(Status), {"oprindelse__exact": "haand"}).content.decode()

    assert "sekretariat-nordjylland</td>" in html
    assert "1 status" in html


def test_unknown_status_leads_back(admin_klient: Client, status: Status) -> None:
    svar = admin_klient.get(ret_side(status).replace(str(status.pk), "999999"))

    assert (svar.status_code, svar.headers["Location"]) == (302, "/admin/")
