"""`manage.py paamind [--proev] [--dato ÅÅÅÅ-MM-DD]`: remind people of deadlines by e-mail; to be run once a day."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kontrakt.haendelser import brugernummer
from maal.paamindelser import Brev, find_breve, send_breve


class Command(BaseCommand):
    """Send what is due and not sent yet; exit status 1 when an e-mail could not be sent."""

    help = (
        "Sender påmindelser om frister til de sekretariater og direktører, som har slået dem til. Kør den én gang om "
        "dagen: det, der er sendt, sendes ikke igen, og en dag, der er sprunget over, indhentes. Slutter med kode 1, "
        "hvis en mail ikke kunne sendes; den prøves igen næste gang."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the dry run and the day."""
        parser.add_argument("--proev", action="store_true", help="vis, hvad der ville blive sendt, og send intet")
        parser.add_argument(
            "--dato", type=_dato, metavar="ÅÅÅÅ-MM-DD", help="gør fristerne op på den dag; ellers i dag"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or show."""
        if not settings.WEBADRESSE:
            raise CommandError("WEBADRESSE mangler i miljøet. Mailene kan ikke linke til systemet; se docs/drift.md.")
        idag = options["dato"] or timezone.localdate()
        if options["proev"]:
            self._vis(idag)
            return
        if antal := send_breve(idag, self._meld):
            raise CommandError(f"Mails, der ikke kunne sendes: {antal}. De prøves igen næste gang.", returncode=1)

    def _vis(self, idag: date) -> None:
        """Print the e-mails whole, as they would be sent."""
        breve = list(find_breve(idag))
        for brev in breve:
            self.stdout.write(f"Til: {brev.bruger.email}\nEmne: {brev.emne}\n\n{brev.tekst}\n{'-' * 72}")
        self.stdout.write(f"Mails, der ville blive sendt: {len(breve)}. Intet er sendt.")

    def _meld(self, brev: Brev, fejl: Exception | None) -> None:
        """A line of each e-mail, by the user's number: what is printed here lands in the log."""
        hvem = brugernummer(brev.bruger.pk)
        if fejl is None:
            self.stdout.write(f"{hvem}: sendt, frister: {len(brev.poster)}.")
        else:
            self.stderr.write(f"{hvem}: kunne ikke sendes ({type(fejl).__name__}).")


def _dato(tekst: str) -> date:
    """The day that is written as `2026-06-30`."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ArgumentTypeError(f"»{tekst}« er ikke en dato. Skriv fx 2026-06-30.") from None
