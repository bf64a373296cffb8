"""The workbook of all houses and years, as a ratio to openpyxl alone writing the same cells in the named styles."""

from functools import partial

from bench.eksport import TIDSPUNKT, Bar
from bench.ur import tider
from kontrakt.models import Rolle
from rapporter.excel.samlet import samlet_fil
from rapporter.samlet import alle_kontrakter, alle_rapporter, hent_samling
from tests.byggere import byg_bruger
from tests.rapporter.landsverden import HUSE, byg_stort

GANGE = 5
FOERSTE, AAR = 2500, 20  # years that no other bench builds in


def koer() -> None:
    """Print a line: from the database to the finished file, and from the data to the file."""
    byg_stort(HUSE, FOERSTE, AAR)
    bruger = byg_bruger(Rolle.ADMINISTRATOR, username="samlet")
    kontrakter = [kontrakt for kontrakt in alle_kontrakter(bruger) if kontrakt.fra_aar >= FOERSTE]
    aar = range(FOERSTE, FOERSTE + AAR)
    samling = hent_samling(bruger, kontrakter, aar)
    skriv = partial(samlet_fil, eksporteret=TIDSPUNKT, eksporteret_af="")
    bar = Bar(skriv(samling).indhold)

    def eksport() -> None:
        skriv(hent_samling(bruger, kontrakter, aar))

    hele, fil, bare = tider(eksport, partial(skriv, samling), bar.med_navne, gange=GANGE)
    print(f"{'all houses and years':34} {'export':>8} {'file':>8} {'bare':>8} {'to bare':>8} {'file':>7}")
    antal = len(alle_rapporter(bruger, kontrakter, aar))
    ms = " ".join(f"{tid * 1000:8.1f}" for tid in (hele, fil, bare))
    print(f"{f'{antal} reports, {bar.antal} cells':34} {ms} {hele / bare:8.2f} {fil / bare:7.2f}", flush=True)
