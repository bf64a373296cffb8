"""`manage.py genopret FIL`: lay a copy back in an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kontrakt.sikkerhedskopi import Kopifejl, laeg_kopi_tilbage


class Command(BaseCommand):
    """Fill the empty database of DATABASE_URL from a copy; exit status 1 and nothing changed when it cannot be done."""

    help = "Lægger en sikkerhedskopi tilbage i en tom database."
    requires_system_checks = ()  # they may ask the database, which is empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("fil", type=Path, metavar="FIL", help="kopien fra manage.py sikkerhedskopi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the copy back."""
        try:
            laeg_kopi_tilbage(options["fil"])
        except Kopifejl as grund:
            raise CommandError(str(grund), returncode=1) from grund
        self.stdout.write("Kopien er lagt tilbage. Kør nu manage.py migrate.")
