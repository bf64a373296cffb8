"""What the tests do inside a database, in a process of its own: `python -m tests.drift.fyld OPGAVE`. Prints JSON."""

import json
import sys
from collections.abc import Callable
from typing import Any

import django

KODE = "Kun til disse proever 2026"
PUNKTER = 20


def storm(skrivere: str = "8") -> dict[str, Any]:
    """A contract with twenty målepunkter, a report on it, and so many people who may write in it."""
    from kontrakt.models import Rolle  # noqa: PLC0415 - Django is ready first now
    from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt  # noqa: PLC0415

    rapport = byg_afrapportering(byg_kontrakt(maal=PUNKTER))
    roller = (Rolle.SEKRETARIAT, Rolle.DIREKTOER, Rolle.ADMINISTRATOR)
    brugere = [
        byg_bruger(roller[nr % len(roller)], username=f"skriver-{nr}", password=KODE).username
        for nr in range(int(skrivere))
    ]
    return {"rapport": f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/{rapport.pk}/", "brugere": brugere}


def staar() -> dict[str, Any]:
    """What stands in each written status now, by målepunkt: version, text and figure."""
    from maal.models import Status  # noqa: PLC0415

    return {
        str(status.maalepunkt_id): [status.version, status.tekst, [str(r.vaerdi) for r in status.resultater.all()]]
        for status in Status.objects.filter(version__gt=0).prefetch_related("resultater")
    }


if __name__ == "__main__":
    django.setup()
    opgave: Callable[..., dict[str, Any]] = {"storm": storm, "staar": staar}[sys.argv[1]]
    sys.stdout.write(json.dumps(opgave(*sys.argv[2:])))
