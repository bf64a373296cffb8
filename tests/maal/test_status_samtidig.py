"""Two people who save at the same moment: real threads, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from maal.models import Afrapportering, Maalepunkt, Status
from maal.status import Konflikt, Statusdata, gem_status
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rapport() -> Afrapportering:
    """A report on two goals."""
    return byg_afrapportering(byg_kontrakt(maal=2))


def samtidig(rapport: Afrapportering, opgaver: list[tuple[Maalepunkt, Statusdata]]) -> list[type[Exception] | None]:
    """Save each in a thread of its own, started together; gives what each was refused with."""
    start = Barrier(len(opgaver))

    def gem(opgave: tuple[Maalepunkt, Statusdata]) -> type[Exception] | None:
        punkt, data = opgave
        start.wait()
        try:
            gem_status(afrapportering_id=rapport.pk, maalepunkt_id=punkt.pk, data=data, version=0, bruger=None)
        except (Konflikt, ValidationError) as fejl:
            return type(fejl)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(opgaver)) as traade:
        return list(traade.map(gem, opgaver))


def sorteret(fejl: list[type[Exception] | None]) -> list[str]:
    return sorted(et.__name__ if et else "gemt" for et in fejl)


def test_two_saves_of_one_maalepunkt_are_one_save_and_one_conflict(rapport: Afrapportering) -> None:
    punkt = Maalepunkt.objects.get(maal__nummer=1)

    fejl = samtidig(rapport, [(punkt, Statusdata(tekst=f"Tekst {nummer}")) for nummer in (1, 2)])

    assert sorteret(fejl) == ["Konflikt", "gemt"]
    assert Status.objects.get(maalepunkt=punkt).version == 1


def test_two_halves_of_a_circle_are_one_reference_and_one_refusal(rapport: Afrapportering) -> None:
    foerste, andet = Maalepunkt.objects.select_related("maal").order_by("maal__nummer")

    fejl = samtidig(
        rapport, [(foerste, Statusdata(henviser_til=andet.maal)), (andet, Statusdata(henviser_til=foerste.maal))]
    )

    assert sorteret(fejl) == ["ValidationError", "gemt"]
    assert Status.objects.filter(henviser_til__isnull=False).count() == 1
