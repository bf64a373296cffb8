"""Steps taken at the same moment as another step or a save: one comes first, and nothing is lost between them."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.models import Afrapportering, Maalepunkt, Oejebliksbillede, Status, Tilstandsskift
from maal.opslag import udtraek_af
from maal.skridt import godkend, send_tilbage, stand
from maal.status import Statusdata, gem_status
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db(transaction=True)

DATO = date(2021, 11, 19)


@pytest.fixture
def rapport() -> Afrapportering:
    """A submitted report."""
    return byg_afrapportering(byg_kontrakt(maal=1), tilstand=Tilstand.INDSENDT)


def samtidig(opgaver: Iterable[Callable[[], object]]) -> list[str]:
    """Do things at once, each on a connection of its own; gives what each was answered, in their order."""

    def goer(opgave: Callable[[], object]) -> str:
        try:
            return str(opgave())
        except (ValidationError, PermissionDenied) as grund:
            return type(grund).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as traade:
        return list(traade.map(goer, opgaver))


def test_report_approved_by_many_at_once_is_approved_once(rapport: Afrapportering, sekretariat: Bruger) -> None:
    vist = stand(rapport, udtraek_af(rapport))

    def et_skridt() -> bool:
        return godkend(afrapportering_id=rapport.pk, set_stand=vist, dato=DATO, bruger=sekretariat)

    assert sorted(samtidig([et_skridt] * 4)) == ["False", "False", "False", "True"]
    assert Tilstandsskift.objects.filter(til=Tilstand.GODKENDT).count() == 1
    assert Oejebliksbillede.objects.count() == 1
    assert Haendelse.objects.filter(slags=Haendelsesslags.TILSTAND).count() == 2


def test_report_approved_and_sent_back_at_once_is_one_of_them(rapport: Afrapportering, sekretariat: Bruger) -> None:
    vist = stand(rapport, udtraek_af(rapport))
    faelles = {"afrapportering_id": rapport.pk, "set_stand": vist, "bruger": sekretariat}

    svar = samtidig(
        [
            lambda: godkend(**faelles, dato=DATO),  # type: ignore[arg-type]
            lambda: send_tilbage(**faelles, bemaerkning="Uddyb."),  # type: ignore[arg-type]
        ]
    )

    assert sorted(svar) == ["PermissionDenied", "True"]
    assert Oejebliksbillede.objects.count() == int(svar[0] == "True")
    assert Tilstandsskift.objects.count() == 2


def test_report_saved_in_at_the_moment_of_approval_is_approved_as_shown_or_not_at_all(
    rapport: Afrapportering, sekretariat: Bruger
) -> None:
    vist = stand(rapport, udtraek_af(rapport))
    punkt = Maalepunkt.objects.get().pk

    def gem() -> int:
        ny = Statusdata(tekst="Rettet i sidste øjeblik")
        gemt = gem_status(afrapportering_id=rapport.pk, maalepunkt_id=punkt, data=ny, version=0, bruger=sekretariat)
        return gemt.version

    def godkendt() -> bool:
        return godkend(afrapportering_id=rapport.pk, set_stand=vist, dato=DATO, bruger=sekretariat)

    svar = samtidig([gem, godkendt])

    tekst = Status.objects.get().tekst
    assert (svar, tekst) in (
        (["1", "ValidationError"], "Rettet i sidste øjeblik"),
        (["PermissionDenied", "True"], ""),
    )
