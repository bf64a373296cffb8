"""`manage.py kontroller`: try all that should hold in the database, after a restore, a move or a crash."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from maal.kontrol import fejl_i_databasen
from maal.models import Oejebliksbillede


class Command(BaseCommand):
    """Print what is wrong, or that nothing is. Exit status 1 when anything is. Only reads."""

    help = (
        "Kontrollerer databasen: dens egne regler og henvisninger, triggerne, øjebliksbillederne af godkendte "
        "afrapporteringer og historikken. Ændrer intet. Slutter med kode 1, hvis noget er galt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Try it."""
        fundet = list(fejl_i_databasen())
        for fejl in fundet:
            self.stdout.write(fejl)
        if fundet:
            raise CommandError(f"Antal fejl i databasen: {len(fundet)}. Se docs/drift.md.")
        self.stdout.write(f"Databasen er i orden. Efterprøvede øjebliksbilleder: {Oejebliksbillede.objects.count()}.")
