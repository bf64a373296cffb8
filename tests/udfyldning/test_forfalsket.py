"""A file or a form made up by somebody who knows how it is made, its checksum right: nothing goes past the rules."""

import datetime
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from kommuner.xlsx import FOR_STOR, laes_skema
from kontrakt.models import Bruger
from maal.models import Afrapportering
from maal.statusfil import AENDRET
from maal.typer import Segment
from maal.udfyldning import DATAARK, FORMAT, Raekke, Skema
from maal.udfyldningsdata import MAERKE, Datafejl, laes_data, som_data
from tests.byggere import byg_afrapportering, udfyld
from tests.udfyldning.verden import (
    ARK,
    bekraeft,
    fejl,
    hent,
    med,
    punkt,
    udtraek,
    vis,
    vist,
)

pytestmark = pytest.mark.django_db


def forfalsk(fil: bytes, ret: Callable[[Skema], Skema], celler: dict[str, Any] | None = None) -> bytes:
    """A workbook whose hidden sheet says something else, with the checksum that belongs to it."""
    (skema,) = (laes_data([celler for _, celler in et.raekker]) for et in laes_skema(fil) if et.navn == DATAARK)

    def skriv(bog: Workbook) -> None:
        del bog[DATAARK]
        blad = bog.create_sheet(DATAARK)
        for nr, linje in enumerate(som_data(ret(skema)), start=1):
            for kolonne, tekst in enumerate(linje, start=1):
                if tekst:
                    celle = blad.cell(nr, kolonne, tekst)
                    celle.data_type = "s"

    return med(fil, celler, skriv)


def med_raekke(plads: int, **nyt: Any) -> Callable[[Skema], Skema]:
    """Change one row of the hidden sheet."""

    def ret(skema: Skema) -> Skema:
        raekker: list[Raekke] = list(skema.raekker)
        raekker[plads] = replace(raekker[plads], **nyt)
        return replace(skema, raekker=tuple(raekker))

    return ret


def test_forgery_with_its_checksum_is_read(rapport: Afrapportering) -> None:
    assert fejl(forfalsk(hent(rapport), lambda skema: skema)) == []


def test_form_without_a_fingerprint_saves_nothing_past_a_conflict(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H6": "Mit", "G7": 6})
    udfyld(rapport, punkt(rapport, "2.1"), tekst="Andres", bruger=sekretariat)
    foer = udtraek(rapport)

    bekraeft(klient, rapport, vis(klient, rapport, fil), aftryk="")

    assert udtraek(rapport) == foer


@pytest.mark.parametrize("felt", [{"pr_dato": "i går"}, {"slags": "anden"}, {"pr_dato": "2021-13-40"}])
def test_report_that_cannot_be_is_no_report(rapport: Afrapportering, felt: dict[str, str]) -> None:
    def ret(skema: Skema) -> Skema:
        kendetegn = copy(skema.kendetegn)
        for navn, vaerdi in felt.items():
            object.__setattr__(kendetegn, navn, vaerdi)  # which ours could not be made with
        return replace(skema, kendetegn=kendetegn)

    assert fejl(forfalsk(hent(rapport), ret)) == [AENDRET]


def test_result_without_a_unit_is_no_text_that_clears_what_stands(rapport: Afrapportering) -> None:
    assert fejl(forfalsk(hent(rapport), med_raekke(0, enhed=None), {"G4": "halvtreds"})) == [AENDRET]


def test_file_of_a_report_whose_date_another_has_taken_overwrites_nothing(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H4": "Målt igen i maj.", "G5": 90})
    dato = rapport.pr_dato
    Afrapportering.objects.filter(pk=rapport.pk).update(pr_dato=dato - datetime.timedelta(days=1))
    ny = byg_afrapportering(rapport.kontrakt, pr_dato=dato)
    udfyld(ny, punkt(ny, "1.1"), {Segment.VAEKST: 60}, tekst="Andres", bruger=sekretariat)

    assert vist(vis(klient, ny, fil)) == {
        "konflikter": {
            "Mål 1.1 Resultat, vækst": ("60\u00a0%", "90\u00a0%"),
            "Mål 1.1 Status": ("Andres", "Målt igen i maj."),
        }
    }


def test_hidden_row_that_reaches_far_out_is_not_laid_out() -> None:
    with pytest.raises(Datafejl):
        laes_data([{1: MAERKE, 2: FORMAT}, *({1: "x", 18_278: "y"} for _ in range(5_000))])


def test_shared_text_named_by_many_cells_counts_in_each(rapport: Afrapportering) -> None:
    def fyld(bog: Workbook) -> None:
        for nr in range(20, 350):
            bog[ARK].cell(nr, 8, "a" * 32_000)

    assert fejl(med(hent(rapport), ret=fyld)) == [FOR_STOR]
