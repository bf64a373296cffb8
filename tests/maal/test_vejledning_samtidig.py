"""Two people who count at the same moment: real threads, each with its own connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.models import Bruger
from maal.typer import Tilstand
from maal.vejledning import Vejledningskonflikt
from tests.byggere import byg_vejledningstal, gaa_til
from tests.maal.vejledningsverden import byg_brug, byg_omraade, gem, gemt

pytestmark = pytest.mark.django_db(transaction=True)


def samtidig(*opgaver: Callable[[], object]) -> list[str]:
    """Do each in a thread of its own, started together; gives what each was refused with, sorted."""
    start = Barrier(len(opgaver))

    def goer(opgave: Callable[[], object]) -> str:
        start.wait()
        try:
            opgave()
        except (Vejledningskonflikt, PermissionDenied, ValidationError) as fejl:
            return type(fejl).__name__
        finally:
            connection.close()
        return "gemt"

    with ThreadPoolExecutor(len(opgaver)) as traade:
        return sorted(traade.map(goer, opgaver))


def test_two_new_counts_to_one_day_are_one_count_and_one_conflict(direktoer: Bruger, sekretariat: Bruger) -> None:
    byg_omraade()
    tal = [{kode: {"vaekst": antal} for kode in ("0860", "0840", "0851")} for antal in (1, 2)]

    svar = samtidig(lambda: gem(tal[0], bruger=direktoer), lambda: gem(tal[1], bruger=sekretariat))

    assert svar == ["Vejledningskonflikt", "gemt"]
    assert (Vejledningstal.objects.get().version, Vejledning.objects.count()) == (1, 3)


def test_report_that_is_approved_at_the_same_moment_rests_on_what_then_stands(sekretariat: Bruger) -> None:
    byg_omraade()
    rapport = byg_brug(byg_vejledningstal(), Tilstand.INDSENDT)
    foer = gemt()

    svar = samtidig(lambda: gem(bruger=sekretariat, version=1), lambda: gaa_til(rapport, Tilstand.GODKENDT))

    # The figures came first, and the approval was of them, or refused since they were others than those it was shown;
    # or the approval came first, and the figures were refused.
    nye = [5, 0, 1_234]
    assert (svar, gemt()) in (
        (["gemt", "gemt"], nye),
        (["ValidationError", "gemt"], nye),
        (["PermissionDenied", "gemt"], foer),
    )
    rapport.refresh_from_db()
    assert rapport.er_godkendt == (svar != ["ValidationError", "gemt"])
