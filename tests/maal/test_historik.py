"""The history of a status: one row for each save that changed something, with all that then stood there."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Status
from maal.status import Konflikt, Statusdata, gem_indsatsstatus, gem_status
from maal.typer import Oprindelse, Segment, Segmentering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt

pytestmark = pytest.mark.django_db


@pytest.fixture
def punkt() -> Maalepunkt:
    """A målepunkt judged on both segments."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    return byg_punkt(byg_maal(kontrakt, 2), segmentering=Segmentering.HVER)


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    """A report on it."""
    return byg_afrapportering(punkt.maal.kontrakt)


def gem(rapport: Afrapportering, punkt: Maalepunkt, bruger: Bruger | None, **felter: Any) -> Status:
    version = felter.pop("version", None)
    return gem_status(
        afrapportering_id=rapport.pk,
        maalepunkt_id=punkt.pk,
        data=Statusdata(**felter),
        version=version,
        bruger=bruger,
        oprindelse=Oprindelse.HAAND if bruger else Oprindelse.FIL,
    )


def test_a_new_report_has_no_history_of_its_empty_statuses(rapport: Afrapportering) -> None:
    assert rapport.statusser.count() == 2
    assert not Status.history.exists()
    assert not Indsatsstatus.history.exists()


def test_a_save_writes_one_row_with_all_that_stands_there(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger
) -> None:
    maal = Maal.objects.get(nummer=1)
    felter = {
        "tekst": "Godt i gang",
        "kilde": "Evaluering",
        "henviser_til": maal,
        "tilsidesat_vurdering": "opfyldt",
        "begrundelse": "Målt anderledes",
    }

    gem(
        rapport, punkt, sekretariat, resultater={Segment.DRIFT: Decimal(75), Segment.VAEKST: Decimal("81.50")}, **felter
    )

    status = Status.objects.get(maalepunkt=punkt)
    raekke = Status.history.get()
    gemte = {felt.attname for felt in Status._meta.concrete_fields}
    assert {navn: getattr(raekke, navn) for navn in gemte} == {navn: getattr(status, navn) for navn in gemte}
    assert raekke.resultater == {"drift": "75.0000", "vaekst": "81.5000"}
    assert (raekke.history_user, raekke.history_date, raekke.history_type) == (sekretariat, status.opdateret, "~")


def test_each_save_has_its_own_version(rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger) -> None:
    for nummer in range(1, 4):
        gem(rapport, punkt, sekretariat, tekst=f"Udgave {nummer}", version=nummer - 1)

    udgaver = Status.history.order_by("version").values_list("version", "tekst")
    assert list(udgaver) == [(1, "Udgave 1"), (2, "Udgave 2"), (3, "Udgave 3")]


def test_what_changes_nothing_or_is_refused_leaves_no_row(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger
) -> None:
    gem(rapport, punkt, sekretariat, tekst="Står her", resultater={Segment.DRIFT: Decimal(75)})

    gem(rapport, punkt, sekretariat, tekst="Står her", resultater={Segment.DRIFT: Decimal("75.00")})
    with pytest.raises(Konflikt):
        gem(rapport, punkt, sekretariat, tekst="For sent", version=0)
    with pytest.raises(ValidationError):
        gem(rapport, punkt, sekretariat, resultater={Segment.ALLE: Decimal(1)})
    with transaction.atomic():
        gem(rapport, punkt, sekretariat, tekst="Går tabt igen")
        transaction.set_rollback(True)

    assert Status.history.count() == 1


def test_a_file_has_no_user_and_says_which_file(rapport: Afrapportering, punkt: Maalepunkt) -> None:
    with paa_vegne_af(None, "Indlæst fra nordjylland-2021.yaml"):
        gem(rapport, punkt, None, tekst="Fra filen")

    raekke = Status.history.get()
    assert (raekke.history_user, raekke.oprindelse) == (None, Oprindelse.FIL)
    assert raekke.history_change_reason == "Indlæst fra nordjylland-2021.yaml"


def test_a_focus_area_has_its_rows_too(rapport: Afrapportering, sekretariat: Bruger) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    for tekst in ("Først", "Først", "Så"):
        gem_indsatsstatus(
            afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst=tekst, version=None, bruger=sekretariat
        )

    udgaver = Indsatsstatus.history.order_by("version").values_list("version", "tekst", "history_user")
    assert list(udgaver) == [(1, "Først", sekretariat.pk), (2, "Så", sekretariat.pk)]


def test_a_save_costs_one_query_more_than_without_history(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger
) -> None:
    with CaptureQueriesContext(connection) as forespoergsler:
        gem(rapport, punkt, sekretariat, tekst="Godt i gang")

    om_historik = [f["sql"].split('"')[1] for f in forespoergsler if "historical" in f["sql"]]
    assert om_historik == ["maal_historicalstatus"]
