"""`manage.py kontraktskema`: the JSON Schema of a contract file, for an editor that helps while one writes."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from maal.kontraktfil.skema import Kontraktfil, json_skema
from maal.kontraktfil.skema_grunddata import Grunddatafil


class Command(BaseCommand):
    """Print the JSON Schema that is made from the same declaration that validates."""

    help = "Skriver JSON Schema for kontraktfiler (eller med --grunddata for grunddata)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the choice of file kind."""
        parser.add_argument("--grunddata", action="store_true", help="skemaet for grunddata i stedet for kontrakter")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the schema."""
        model = Grunddatafil if options["grunddata"] else Kontraktfil
        self.stdout.write(json.dumps(json_skema(model), ensure_ascii=False, indent=2))
