"""`manage.py slet_person BRUGERNAVN`: take a person out of the system; what was done stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from kontrakt.models import Bruger
from kontrakt.persondata import slet_person


class Command(BaseCommand):
    """Ask, unless `--ja` is given, and erase; exit status 1 and nothing changed when it is refused."""

    help = "Sletter en persons navn, e-mail og adgang. Historikken bevares uden navnet. Kan ikke fortrydes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the user and the answer given in advance."""
        parser.add_argument("brugernavn", metavar="BRUGERNAVN", help="den bruger, hvis data skal slettes")
        parser.add_argument("--ja", action="store_true", help="spørg ikke først")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase the person."""
        brugernavn = options["brugernavn"]
        try:
            bruger = Bruger.objects.get(username=brugernavn)
        except Bruger.DoesNotExist:
            raise CommandError(f"Der er ingen bruger med brugernavnet »{brugernavn}«.", returncode=1) from None
        navn = bruger.get_full_name() or brugernavn
        if not options["ja"] and input(f"Slet persondata for {navn}? Det kan ikke fortrydes. Skriv ja: ") != "ja":
            raise CommandError("Intet er slettet.", returncode=1)
        try:
            slettet = slet_person(bruger_id=bruger.pk, af=None)
        except ValidationError as grund:
            raise CommandError(" ".join(grund.messages), returncode=1) from grund
        self.stdout.write(f"Personen er slettet og hedder nu »{slettet.get_full_name()}«.")
