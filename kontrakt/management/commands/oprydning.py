"""`manage.py oprydning [--haendelser AAR]`: remove what is kept no longer."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from kontrakt.opbevaring import MINDST_AAR, slet_gamle_haendelser, slet_udloebne_forsoeg, slet_udloebne_sessioner


class Command(BaseCommand):
    """Remove expired sessions and attempts, and old events when asked to; exit status 1 when it is refused."""

    help = "Rydder udløbne sessioner og log ind-forsøg, og med --haendelser også hændelser, der er ældre."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how long events are kept; without it they are kept for ever."""
        parser.add_argument(
            "--haendelser", type=int, metavar="AAR", help=f"slet hændelser, der er ældre; mindst {MINDST_AAR} år"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean up."""
        slet_udloebne_sessioner()
        slet_udloebne_forsoeg()
        if options["haendelser"] is not None:
            try:
                antal = slet_gamle_haendelser(options["haendelser"])
            except ValidationError as grund:
                raise CommandError(" ".join(grund.messages), returncode=1) from grund
            self.stdout.write(f"Slettede hændelser: {antal}")
