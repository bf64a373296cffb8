"""The one way into the log of events."""

from django.utils import timezone

from kontrakt.models import Bruger, Haendelse, Haendelsesslags


def log(slags: Haendelsesslags, *, bruger: Bruger | None, genstand: str = "", beskrivelse: str = "") -> None:
    """Add an event now, in the transaction of what is done: a change that fails leaves no event.

    `bruger=None` is a command run without naming anybody, or somebody who did not get in. Write no personal data in
    the texts: the log is kept for years and is never changed.
    """
    Haendelse.objects.create(
        tidspunkt=timezone.now(), slags=slags, bruger=bruger, genstand=genstand[:300], beskrivelse=beskrivelse
    )


def brugernummer(bruger_id: int) -> str:
    """How the log names a user that something was done to: `Bruger 17`."""
    return f"Bruger {bruger_id}"
