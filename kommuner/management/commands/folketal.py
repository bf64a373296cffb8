"""`manage.py folketal FIL [--proev] [--bruger NAVN]`: load population from an extract of FOLK1A."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from kommuner.folketal import Aarsforskel, indlaes_folketal
from kommuner.folketalsformat import Folketalsfejl
from kontrakt.bekraeft import Kilde
from kontrakt.kommandoer import tilfoej_bruger, valgt_bruger


class Command(BaseCommand):
    """Print what is new and what changes, by year; do all of it or nothing. Exit status 1 when the file has errors."""

    help = "Indlæser folketal 1. januar fra Danmarks Statistiks FOLK1A (CSV). Enten indlæses alt, eller intet ændres."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the choices."""
        parser.add_argument("fil", type=Path, metavar="FIL", help="CSV-fil fra Statistikbanken")
        parser.add_argument("--proev", action="store_true", help="vis ændringerne uden at gemme dem")
        tilfoej_bruger(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file."""
        try:
            kilde = Kilde(options["fil"].name, options["fil"].read_bytes())
            rapport = indlaes_folketal(kilde, proev=options["proev"], bruger=valgt_bruger(options))
        except OSError as grund:
            raise CommandError(f"Filen {options['fil']} findes ikke eller kan ikke læses.", returncode=1) from grund
        except PermissionDenied as grund:
            raise CommandError(f"{grund} Intet er ændret.") from grund
        except Folketalsfejl as grund:
            antal = "1 fejl" if len(grund.fejl) == 1 else f"{len(grund.fejl)} fejl"
            raise CommandError(f"{antal}. Intet er ændret.\n{grund}", returncode=1) from grund
        for forskel in rapport.aar:
            self.vis(forskel, options["verbosity"])
        for linje in (*rapport.udeladt, *(f"Bemærk: {advarsel}" for advarsel in rapport.advarsler)):
            self.stdout.write(linje)
        self.stdout.write("Prøve: intet er gemt." if options["proev"] else "Indlæst.")

    def vis(self, forskel: Aarsforskel, verbosity: int) -> None:
        """Print one year: how many, and each change; with `--verbosity 0` only how many."""
        antal = f"{forskel.nye} nye, {len(forskel.aendrede)} ændres, {forskel.samme} som før"
        self.stdout.write(f"1. januar {forskel.aar}: {antal}")
        if verbosity:
            for aendring in forskel.aendrede:
                self.stdout.write(f"  {aendring}")
