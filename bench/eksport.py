"""The Excel export's time as a ratio to bare openpyxl writing the same cells with the same styles.

The export is timed from the database to the finished file, and once more from the report's data to the file. Bare
openpyxl gets the finished cells and writes no tables, widths or heights. It is timed with named styles, the quickest
that it offers, and with the same style objects set on cell after cell, as most programs do.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle

from bench.ur import tider
from kommuner.noegletabel import hent_noegletabel
from kontrakt.models import Bruger, Rolle
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import hent_afrapportering, udtraek_af
from rapporter.excel.aarsrapport import aarsrapport, eksporter
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, byg_rammeaftale, udfyld

GANGE = 20
MAAL_I_DET_STORE = 70
STORT_AAR = 1890
TIDSPUNKT = datetime(2021, 10, 14, 9, 5, tzinfo=UTC)
UDSEENDE = ("font", "fill", "border", "alignment", "number_format")
Cellerne = list[list[tuple[Any, int]]]


class Bar:
    """The same cells for openpyxl alone: by sheet and row, each a value and the number of its style."""

    def __init__(self, fil: bytes) -> None:
        numre: dict[int, int] = {}
        self.stile: list[dict[str, Any]] = []
        self.ark: dict[str, Cellerne] = {}
        for blad in load_workbook(BytesIO(fil)):
            raekker = self.ark[blad.title] = []
            for raekke in blad.iter_rows():
                raekker.append([])
                for celle in raekke:
                    nr = numre.setdefault(celle.style_id, len(numre))
                    if nr == len(self.stile):
                        self.stile.append({navn: copy(getattr(celle, navn)) for navn in UDSEENDE})
                    raekker[-1].append((celle.value, nr))

    @property
    def antal(self) -> int:
        """How many cells there are."""
        return sum(len(raekke) for raekker in self.ark.values() for raekke in raekker)

    def med_navne(self) -> None:
        """Write with named styles."""
        bog = Workbook()
        for nr, stil in enumerate(self.stile):
            bog.add_named_style(NamedStyle(f"stil {nr}", **stil))
        self._skriv(bog, lambda celle, nr: setattr(celle, "style", f"stil {nr}"))

    def celle_for_celle(self) -> None:
        """Write with font, fill, border, alignment and number format set on every cell."""

        def saet(celle: Any, nr: int) -> None:
            for navn, vaerdi in self.stile[nr].items():
                setattr(celle, navn, vaerdi)

        self._skriv(Workbook(), saet)

    def _skriv(self, bog: Workbook, saet: Callable[[Any, int], None]) -> None:
        for navn, raekker in self.ark.items():
            blad = bog.create_sheet(navn)
            for raekkenr, raekke in enumerate(raekker, start=1):
                for kolonnenr, (vaerdi, stilnr) in enumerate(raekke, start=1):
                    saet(blad.cell(raekkenr, kolonnenr, vaerdi), stilnr)
        bog.save(BytesIO())


def koer() -> None:
    """Print a line for the real report of 13 October 2021 and one for a report on seventy goals."""
    bruger = byg_bruger(Rolle.ADMINISTRATOR, username="eksport")
    print(f"{'':34} {'-------- ms --------':>26} {'-- to named --':>16} {'to cell':>8}")
    print(f"{'Excel export':34} {'export':>8} {'file':>8} {'bare':>8} {'export':>8} {'file':>7} {'export':>8}")
    for rapport in rapporter():
        _vis(rapport.pk, bruger)


def rapporter() -> tuple[Afrapportering, Afrapportering]:
    """The real report of 13 October 2021, and one on seventy goals; made when they are not there."""
    if not Afrapportering.objects.filter(kontrakt__slug="nordjylland-2021").exists():
        indlaes_filer(sorted(Path(settings.BASE_DIR, "fixtures").rglob("*.yaml")))
    stor = Afrapportering.objects.filter(kontrakt__fra_aar=STORT_AAR).first() or _stor_rapport()
    return Afrapportering.objects.get(kontrakt__slug="nordjylland-2021"), stor


def _vis(pk: int, bruger: Bruger) -> None:
    rapport = Afrapportering.objects.get(pk=pk)
    udtraek, noegler = udtraek_af(rapport), hent_noegletabel(rapport.kontrakt)
    bar = Bar(aarsrapport(udtraek, noegler, TIDSPUNKT))
    navn = f"{len(udtraek.maal)} goals, {bar.antal} cells"
    eksport, fil, navne, celler = tider(
        lambda: eksporter(hent_afrapportering(bruger, udtraek.slug, pk), eksporteret=TIDSPUNKT),
        lambda: aarsrapport(udtraek, noegler, TIDSPUNKT),
        bar.med_navne,
        bar.celle_for_celle,
        gange=GANGE,
    )
    ms = " ".join(f"{tid * 1000:8.1f}" for tid in (eksport, fil, navne))
    print(f"{navn:34} {ms} {eksport / navne:8.2f} {fil / navne:7.2f} {eksport / celler:8.2f}", flush=True)


def _stor_rapport() -> Afrapportering:
    """A report on many goals with two målepunkter each, every status with a text and a figure."""
    kontrakt = byg_kontrakt(
        "hovedstaden",
        STORT_AAR,
        maal=MAAL_I_DET_STORE,
        punkter=2,
        omraader=7,
        rammeaftale=byg_rammeaftale(STORT_AAR, 1899),
    )
    rapport = byg_afrapportering(kontrakt, pr_dato=date(STORT_AAR, 6, 30))
    for punkt in Maalepunkt.objects.filter(maal__kontrakt=kontrakt):
        udfyld(rapport, punkt, 79, tekst="Der er vejledt flere virksomheder end året før. " * 4)
    return rapport
