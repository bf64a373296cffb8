"""`manage.py sikkerhedskopi FIL`: a copy of the whole database, also while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kontrakt.sikkerhedskopi import Kopifejl, tag_kopi


class Command(BaseCommand):
    """Write a checked copy to a new file; exit status 1 and no file when it cannot be done."""

    help = "Tager en sikkerhedskopi af hele databasen, også mens systemet bruges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("fil", type=Path, metavar="FIL", help="den nye fil; den må ikke findes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the copy."""
        try:
            tag_kopi(options["fil"])
        except Kopifejl as grund:
            raise CommandError(str(grund), returncode=1) from grund
        self.stdout.write(f"Kopien er taget og kontrolleret: {options['fil']}")
