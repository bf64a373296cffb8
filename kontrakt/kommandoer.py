"""`--bruger BRUGERNAVN`: a command that acts as a user, with that user's rights and under that user's name."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError

from kontrakt.models import Bruger


def tilfoej_bruger(parser: ArgumentParser) -> None:
    """Declare the choice of a user; without it the command acts as the system, which may all."""
    parser.add_argument(
        "--bruger", metavar="BRUGERNAVN", help="gør det som denne bruger, med brugerens rettigheder og navn"
    )


def valgt_bruger(options: Mapping[str, Any]) -> Bruger | None:
    """The user chosen, None for the system; raise CommandError when nobody of that name may log in."""
    brugernavn = options["bruger"]
    if brugernavn is None:
        return None
    bruger = Bruger.objects.filter(username=brugernavn, is_active=True).first()
    if bruger is None:
        raise CommandError(f"Der er ingen aktiv bruger med brugernavnet »{brugernavn}«.")
    return bruger
