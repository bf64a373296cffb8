"""`manage.py eksporter SLUG AAR [--form FORM] [--ud FIL] [--overskriv] [--bruger NAVN]`: a year's report as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from kontrakt.haendelser import log
from kontrakt.kommandoer import tilfoej_bruger, valgt_bruger
from kontrakt.models import Bruger, Haendelsesslags, Kontrakt
from maal.billedformat import Beskadiget
from maal.models import Afrapportering
from rapporter.bilag.former import FORMER, bilagsfil
from rapporter.excel.aarsrapport import eksporter
from rapporter.fil import Fil
from rapporter.oversigt import alder

EXCEL = "excel"


class Command(BaseCommand):
    """Write the file and say where. Exit status 1 when there is nothing to export or it cannot be written."""

    help = (
        "Skriver et kontraktårs afrapportering som Excel-fil, eller som bilag i Word, PDF eller PowerPoint: den "
        "endelige, og findes den ikke, så den med den seneste dato. En fil, der findes i forvejen, bliver ikke "
        "overskrevet uden --overskriv."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which report, and where to write it."""
        parser.add_argument("slug", metavar="SLUG", help="kontrakten, fx nordjylland-2021")
        parser.add_argument("aar", metavar="AAR", type=int, help="året, fx 2021")
        parser.add_argument(
            "--form", choices=(EXCEL, *FORMER), default=EXCEL, help="filens form; excel, hvis intet vælges"
        )
        parser.add_argument(
            "--ud", type=Path, default=Path(), metavar="FIL", help="filen eller mappen; ellers denne mappe"
        )
        parser.add_argument("--overskriv", action="store_true", help="erstat filen, hvis den findes")
        tilfoej_bruger(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        bruger = valgt_bruger(options)
        rapport = _find(options["slug"], options["aar"], bruger)
        try:
            fil = _fil(rapport, options["form"], bruger)
        except Beskadiget as fejl:
            raise CommandError(f"{fejl} Kør manage.py kontroller.") from fejl
        with transaction.atomic():  # a file that cannot be written was not exported
            log(Haendelsesslags.EKSPORT, bruger=bruger, genstand=str(rapport), beskrivelse=fil.navn)
            sti = _skriv(fil, options["ud"], overskriv=options["overskriv"])
        self.stdout.write(f"Skrevet: {sti}")


def _fil(rapport: Afrapportering, form: str, bruger: Bruger | None) -> Fil:
    nu = timezone.now()
    if form == EXCEL:
        return eksporter(rapport, eksporteret=nu, eksporteret_af=bruger.navn if bruger else "")
    if bruger is None:
        raise CommandError(
            "Bilaget fortæller, hvad den næste kontrakt ændrer, så langt læseren må se det. "
            "Skriv med --bruger BRUGERNAVN, hvem det er til."
        )
    return bilagsfil(bruger, rapport, FORMER[form], dannet=nu)


def _find(slug: str, aar: int, bruger: Bruger | None) -> Afrapportering:
    """The year's report among those that the user may see, all for the system."""
    kontrakter, rapporter = Kontrakt.objects.all(), Afrapportering.objects.all()
    if bruger:
        kontrakter, rapporter = kontrakter.synlige_for(bruger), rapporter.synlige_for(bruger)
    kontrakt = kontrakter.filter(slug=slug).first()
    if kontrakt is None:
        kendte = ", ".join(kontrakter.order_by("slug").values_list("slug", flat=True)) or "ingen"
        raise CommandError(f"Der er ingen kontrakt med navnet »{slug}«. Kontrakter: {kendte}.")
    if aar not in kontrakt.aar:
        raise CommandError(f"{aar} er ikke et af kontraktens år ({kontrakt.periode}).")
    aarets = list(rapporter.filter(kontrakt=kontrakt, aar=aar))
    if not aarets:
        raise CommandError(f"Der er ingen afrapportering for {aar} i kontrakten {kontrakt}.")
    return max(aarets, key=alder)


def _skriv(fil: Fil, ud: Path, *, overskriv: bool) -> Path:
    sti = ud / fil.navn if ud.is_dir() else ud
    try:
        with sti.open("wb" if overskriv else "xb") as aaben:
            aaben.write(fil.indhold)
    except FileExistsError:
        raise CommandError(f"{sti} findes allerede. Vælg en anden fil med --ud, eller tilføj --overskriv.") from None
    except OSError as fejl:
        raise CommandError(f"{sti} kan ikke skrives. Findes mappen, og må du skrive i den?") from fejl
    return sti
