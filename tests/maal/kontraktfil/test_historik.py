"""What a file changes stands in the history with the file's name and who loaded it; the load itself in the log."""

import re
from typing import Any

import pytest
from django.apps import apps

from kommuner.models import Folketal
from kontrakt.bekraeft import Kilde
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kontrakt
from maal.kontraktfil.indlaes import indlaes
from maal.models import Afrapportering, Maal, Maalepunkt, Status
from tests.maal.kontraktfil.filer import FIL, RAPPORT, indlaes_tekst

pytestmark = pytest.mark.django_db

FOLKETAL = "folketal:\n  - aar: 2021\n    folketal:\n      '0810': 35000\n      '0851': {}\n"


def antal_raekker() -> int:
    """All rows of all histories."""
    historier: list[Any] = [model.history for model in apps.get_models() if hasattr(model, "history")]
    return sum(historik.count() for historik in historier)


def aarsager(model: Any) -> set[tuple[str, str | None, int | None]]:
    return set(model.history.values_list("history_type", "history_change_reason", "history_user"))


def test_loaded_rows_name_the_file_and_who_loaded_it(administrator: Bruger) -> None:
    indlaes([Kilde("/hjem/et/sted/nordjylland-2021.yaml", FIL.encode())], bruger=administrator)

    kilde = ("Indlæst fra nordjylland-2021.yaml", administrator.pk)
    assert {model: aarsager(model) for model in (Kontrakt, Maal, Maalepunkt, Afrapportering)} == {
        model: {("+", *kilde)} for model in (Kontrakt, Maal, Maalepunkt, Afrapportering)
    }
    assert aarsager(Status) == {("~", *kilde)}


def test_loading_again_leaves_no_history() -> None:
    indlaes_tekst(FIL)
    indlaes([Kilde("folketal.yaml", FOLKETAL.format(219000).encode())])
    foer = antal_raekker()

    indlaes_tekst(FIL)
    indlaes([Kilde("folketal.yaml", FOLKETAL.format(219000).encode())])

    assert antal_raekker() == foer


def test_population_that_is_changed_has_its_history() -> None:
    for antal in (219000, 220000):
        indlaes([Kilde("folketal.yaml", FOLKETAL.format(antal).encode())])

    raekker = Folketal.history.filter(kommune__kode="0851").order_by("history_id")
    assert list(raekker.values_list("antal", "history_type", "history_change_reason")) == [
        (219000, "+", "Indlæst fra folketal.yaml"),
        (220000, "~", "Indlæst fra folketal.yaml"),
    ]
    assert Folketal.history.filter(kommune__kode="0810").count() == 1


def test_goal_that_is_national_no_more_has_its_history() -> None:
    uden_status = FIL.replace(RAPPORT, "")
    indlaes_tekst(uden_status)

    indlaes_tekst(re.sub(r"\n +nationalt_maal: tilfredshed", "", uden_status))

    raekker = Maal.history.filter(nummer=1).order_by("history_id")
    assert list(raekker.values_list("history_type", "nationalt_maal__noegle")) == [("+", "tilfredshed"), ("~", None)]


def test_load_is_logged_with_files_and_number_of_changes(administrator: Bruger) -> None:
    foer = Haendelse.objects.count()
    for _ in range(2):
        indlaes([Kilde("/hjem/et/sted/folketal.yaml", FOLKETAL.format(219000).encode())], bruger=administrator)

    foerste, anden = Haendelse.objects.filter(slags=Haendelsesslags.INDLAESNING).order_by("pk")
    assert (foerste.bruger, foerste.genstand) == (administrator, "folketal.yaml")
    assert foerste.beskrivelse == "folketal.yaml (Grunddata): antal ændringer 1"
    assert anden.beskrivelse == "folketal.yaml (Grunddata): antal ændringer 0"
    assert Haendelse.objects.count() == foer + 2


def test_rehearsal_leaves_neither_history_nor_event() -> None:
    foer = (antal_raekker(), Haendelse.objects.count())

    indlaes([Kilde("nordjylland-2021.yaml", FIL.encode())], proev=True)

    assert (antal_raekker(), Haendelse.objects.count()) == foer
