"""`manage.py indlaes FIL… [--proev] [--overskriv-status] [--bruger NAVN]`: load basic data and contracts from files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from kontrakt.kommandoer import tilfoej_bruger, valgt_bruger
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import Filrapport, indlaes_filer


class Command(BaseCommand):
    """Print what is created, changed and removed; do all of it or nothing. Exit status 1 when a file has errors."""

    help = "Indlæser grunddata og kontrakter fra filer. Enten indlæses alt, eller også ændres intet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and the two choices."""
        parser.add_argument("filer", nargs="+", type=Path, metavar="FIL", help="en eller flere YAML-filer")
        parser.add_argument("--proev", action="store_true", help="vis ændringerne uden at gemme dem")
        parser.add_argument(
            "--overskriv-status",
            action="store_true",
            help="lad filens statusser erstatte dem, der er skrevet i systemet",
        )
        tilfoej_bruger(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the files."""
        try:
            rapporter = indlaes_filer(
                options["filer"],
                proev=options["proev"],
                overskriv_status=options["overskriv_status"],
                bruger=valgt_bruger(options),
            )
        except PermissionDenied as grund:
            raise CommandError(f"{grund} Intet er ændret.") from grund
        except Filfejl as grund:
            antal = "1 fejl" if len(grund.fejl) == 1 else f"{len(grund.fejl)} fejl"
            raise CommandError(f"{antal}. Intet er ændret.\n{grund}", returncode=1) from grund
        for rapport in rapporter:
            self.vis(rapport, options["verbosity"])
        self.stdout.write("Prøve: intet er gemt." if options["proev"] else "Indlæst.")

    def vis(self, rapport: Filrapport, verbosity: int) -> None:
        """Print one file's changes: each of them, or with `--verbosity 0` only how many."""
        if not rapport.forskelle:
            self.stdout.write(f"{rapport.navn} ({rapport.titel}): ingen ændringer")
            return
        antal = "1 ændring" if rapport.antal_aendringer == 1 else f"{rapport.antal_aendringer} ændringer"
        self.stdout.write(f"{rapport.navn} ({rapport.titel}): {antal}")
        if verbosity:
            for forskel in rapport.forskelle:
                self.stdout.write(f"  {forskel}")
