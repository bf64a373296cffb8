"""Excel both ways, as ratios to openpyxl alone: writing the workbook to be filled in, and reading it when it returns.

The workbook is timed from the database to the finished file, and once more from the report's data to the file. Bare
openpyxl writes the same cells in the same named styles, without tables, protection and limits. The upload is read, held
against the report, and shown: every status changed through the doors, and undone.
"""

from functools import partial
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bench.eksport import TIDSPUNKT, Bar, rapporter
from bench.ur import tider
from kontrakt.models import Bruger, Rolle
from maal.models import Afrapportering
from maal.opslag import hent_afrapportering, udtraek_af
from maal.statusfil import laes_statusfil
from maal.statusforskel import se_igennem
from maal.udfyldning import Slags, skema
from rapporter.excel.udfyldning import udfyldning
from tests.byggere import byg_bruger

GANGE = 10


def koer() -> None:
    """Print a line for each of the two reports and each way."""
    bruger = byg_bruger(Rolle.ADMINISTRATOR, username="udfyldning")
    print(f"{'workbook to be filled in':34} {'export':>8} {'file':>8} {'bare':>8} {'to bare':>8} {'file':>7}")
    fundne = [rapport.pk for rapport in rapporter()]
    for pk in fundne:
        _vis_hent(pk, bruger)
    print(f"{'and uploaded':34} {'read':>8} {'shown':>8} {'bare':>8} {'to bare':>8} {'shown':>7}")
    for pk in fundne:
        _vis_indlaes(pk, bruger)


def _vis_hent(pk: int, bruger: Bruger) -> None:
    rapport = Afrapportering.objects.get(pk=pk)
    udtraek = udtraek_af(rapport)
    bar = Bar(udfyldning(udtraek, hentet=TIDSPUNKT).indhold)

    def eksport() -> None:
        udfyldning(udtraek_af(hent_afrapportering(bruger, udtraek.slug, pk)), hentet=TIDSPUNKT)

    tiderne = tider(eksport, partial(udfyldning, udtraek, hentet=TIDSPUNKT), bar.med_navne, gange=GANGE)
    _linje(f"{len(udtraek.maal)} goals, {bar.antal} cells", tiderne[0], tiderne[1], tiderne[2])


def _vis_indlaes(pk: int, bruger: Bruger) -> None:
    udtraek = udtraek_af(Afrapportering.objects.get(pk=pk))
    kendetegn = skema(udtraek).kendetegn
    fil, antal = _udfyldt(udfyldning(udtraek, hentet=TIDSPUNKT).indhold)

    def vis() -> None:
        se_igennem(laes_statusfil("udfyldt.xlsx", fil, kendetegn), pk, bruger=bruger)

    laest = partial(laes_statusfil, "udfyldt.xlsx", fil, kendetegn)
    tiderne = tider(laest, vis, lambda: load_workbook(BytesIO(fil)), gange=GANGE)
    _linje(f"{len(udtraek.maal)} goals, {antal} changed", tiderne[0], tiderne[1], tiderne[2])


def _udfyldt(fil: bytes) -> tuple[bytes, int]:
    """The workbook with another status in every open cell of that column, and how many they are."""
    bog: Any = load_workbook(BytesIO(fil))
    celler = [celle for celle in bog[Slags.PUNKT.ark]["H"] if not celle.protection.locked]
    for nr, celle in enumerate(celler):
        celle.value = f"Ny status nummer {nr}"
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue(), len(celler)


def _linje(navn: str, foerste: float, anden: float, bare: float) -> None:
    ms = " ".join(f"{tid * 1000:8.1f}" for tid in (foerste, anden, bare))
    print(f"{navn:34} {ms} {foerste / bare:8.2f} {anden / bare:7.2f}", flush=True)
