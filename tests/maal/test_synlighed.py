"""What is narrowed at the source beside contracts and reports: statuses, their history, and the funding keys."""

from typing import Any

import pytest

from kommuner.models import Bidrag, Fordelingsnoegle
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Rolle
from maal.models import Afrapportering, Indsatsstatus, Status
from maal.typer import Tilstand
from tests.byggere import byg_bruger, byg_kommune, byg_kontrakt
from tests.doere.verden import byg_verden

pytestmark = pytest.mark.django_db

KLADDE, INDSENDT, GODKENDT, SENDT = Tilstand
PERSONER = {
    "sekretariat": lambda: byg_bruger(Rolle.SEKRETARIAT),
    "direktør": lambda: byg_bruger(Rolle.DIREKTOER),
    "administrator": lambda: byg_bruger(Rolle.ADMINISTRATOR),
    "KL": lambda: byg_bruger(Rolle.LAESER),
    "kommune": lambda: byg_bruger(Rolle.LAESER, kommune=byg_kommune()),
    "andet sekretariat": lambda: byg_bruger(Rolle.SEKRETARIAT, "sjaelland"),
    "anden direktør": lambda: byg_bruger(Rolle.DIREKTOER, "sjaelland"),
    "deaktiveret": lambda: byg_bruger(Rolle.ADMINISTRATOR, is_active=False),
}
EGNE = {("nordjylland", tilstand) for tilstand in Tilstand}
ALLE = EGNE | {("midtjylland", tilstand) for tilstand in Tilstand}
GODKENDTE = {(hus, tilstand) for hus, tilstand in ALLE if tilstand in (GODKENDT, SENDT)}
INTET: set[tuple[str, Tilstand]] = set()

# Who sees the statuses, and who their earlier wordings, of which houses' reports in which states.
SER = {
    "sekretariat": (EGNE, EGNE),
    "direktør": (EGNE, EGNE),
    "administrator": (ALLE, ALLE),
    "KL": (GODKENDTE, INTET),
    "kommune": (GODKENDTE, INTET),
    "andet sekretariat": (INTET, INTET),
    "anden direktør": (INTET, INTET),
    "deaktiveret": (INTET, INTET),
}


def rapporter(udvalg: Any) -> set[tuple[str, Tilstand]]:
    """The house and state of the reports that some statuses belong to."""
    felter = ("afrapportering__kontrakt__erhvervshus__noegle", "afrapportering__tilstand")
    return {(hus, Tilstand(tilstand)) for hus, tilstand in udvalg.values_list(*felter)}


@pytest.mark.parametrize("hvem", SER)
@pytest.mark.parametrize("model", [Status, Indsatsstatus])
def test_statuses_and_their_history_are_narrowed(model: Any, hvem: str) -> None:
    byg_verden()
    bruger: Bruger = PERSONER[hvem]()

    nu, foer = (rapporter(kilde.synlige_for(bruger)) for kilde in (model.objects, model.history.all()))

    assert (nu, foer) == SER[hvem]


@pytest.mark.parametrize("hvem", SER)
def test_funding_keys_follow_their_contract(hvem: str) -> None:
    byg_verden()
    bruger: Bruger = PERSONER[hvem]()

    for tilstand in Kontrakttilstand:
        Kontrakt.objects.update(tilstand=tilstand)
        kontrakter = set(Kontrakt.objects.synlige_for(bruger))
        assert {noegle.kontrakt for noegle in Fordelingsnoegle.objects.synlige_for(bruger)} == kontrakter
        assert {bidrag.noegle.kontrakt for bidrag in Bidrag.objects.synlige_for(bruger)} == kontrakter


def test_what_is_published_is_agreed_contracts_and_what_kkr_has_approved_on_them() -> None:
    byg_verden()
    udkast = byg_kontrakt("fyn", tilstand=Kontrakttilstand.UDKAST)

    offentlige = Afrapportering.objects.offentlige()
    fundne = {(rapport.kontrakt.erhvervshus.noegle, Tilstand(rapport.tilstand)) for rapport in offentlige}
    assert fundne == GODKENDTE
    assert set(Kontrakt.objects.offentlige()) == set(Kontrakt.objects.exclude(pk=udkast.pk))

    Kontrakt.objects.update(tilstand=Kontrakttilstand.UDKAST)

    assert list(Kontrakt.objects.offentlige()) == []
    assert list(Afrapportering.objects.offentlige()) == []
