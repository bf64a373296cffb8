"""What the tests do inside a database, in a process of its own: `python -m tests.drift.fyld OPGAVE`. Prints JSON."""

import json
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import django

KODE = "Kun til disse proever 2026"
PUNKTER = 20
HUS = "hovedstaden"


def storm(skrivere: str = "8") -> dict[str, Any]:
    """A contract with twenty målepunkter, a report on it, and so many people who may write in it."""
    from kontrakt.models import Rolle  # noqa: PLC0415 - Django is ready first now
    from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt  # noqa: PLC0415

    rapport = byg_afrapportering(byg_kontrakt(HUS, 2022, maal=PUNKTER))  # none of those in fixtures/
    roller = (Rolle.SEKRETARIAT, Rolle.DIREKTOER, Rolle.ADMINISTRATOR)
    brugere = [
        byg_bruger(roller[nr % len(roller)], HUS, username=f"skriver-{nr}", password=KODE).username
        for nr in range(int(skrivere))
    ]
    return {"rapport": f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/{rapport.pk}/", "brugere": brugere}


def staar() -> dict[str, Any]:
    """What stands in each written status now, by målepunkt: version, user name, text and figures."""
    from maal.models import Status  # noqa: PLC0415

    skrevne = Status.objects.filter(version__gt=0).select_related("opdateret_af").prefetch_related("resultater")
    return {
        str(status.maalepunkt_id): [
            status.version,
            status.opdateret_af.username if status.opdateret_af else "",
            status.tekst,
            {resultat.segment: str(resultat.vaerdi) for resultat in status.resultater.all()},
        ]
        for status in skrevne
    }


def historik() -> dict[str, Any]:
    """The history of each written status, by målepunkt: the same of every save, in the order they were kept."""
    from maal.models import Status  # noqa: PLC0415

    fundet: dict[str, Any] = {}
    for raekke in Status.history.order_by("history_id").select_related("history_user"):
        navn = raekke.history_user.username if raekke.history_user else ""
        fundet.setdefault(str(raekke.maalepunkt_id), []).append([raekke.version, navn, raekke.tekst, raekke.resultater])
    return fundet


def kontrakter() -> dict[str, Any]:
    """All of `fixtures/`, and what people have written in the browser since."""
    from tests.flytning import kilde  # noqa: PLC0415

    kilde(Path())
    return {}


def eksport(mappe: str) -> dict[str, Any]:
    """Each report as a workbook in the folder; gives their names."""
    from maal.models import Afrapportering  # noqa: PLC0415
    from rapporter.excel.aarsrapport import eksporter  # noqa: PLC0415
    from tests.flytning import EKSPORTERET  # noqa: PLC0415

    filer = [eksporter(rapport, eksporteret=EKSPORTERET) for rapport in Afrapportering.objects.all()]
    for fil in filer:
        Path(mappe, fil.navn).write_bytes(fil.indhold)
    return {"filer": sorted(fil.navn for fil in filer)}


def skriv(stop: str) -> dict[str, Any]:
    """Write the statuses of one report in turn, over and over, until the file `stop` is there; gives how often."""
    from maal.models import Afrapportering  # noqa: PLC0415
    from tests.byggere import udfyld  # noqa: PLC0415

    rapport = Afrapportering.objects.get(kontrakt__slug="midtjylland-2025", tilstand="kladde")
    punkter = [status.maalepunkt for status in rapport.statusser.filter(maalepunkt__enhed="procent")]
    for nr in count(1):
        udfyld(rapport, punkter[nr % len(punkter)], nr % 100, tekst=f"Skrevet som nr. {nr}")
        Path(stop).with_suffix(".skriver").touch()
        if Path(stop).exists():
            return {"gange": nr}
    raise AssertionError


def sqlite() -> dict[str, Any]:
    """How the connection of the site is set, when it is to SQLite."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as markoer:
        return {
            navn: markoer.execute(f"PRAGMA {navn}").fetchone()[0]
            for navn in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }


OPGAVER: dict[str, Callable[..., dict[str, Any]]] = {
    opgave.__name__: opgave for opgave in (storm, staar, historik, kontrakter, eksport, skriv, sqlite)
}

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(OPGAVER[sys.argv[1]](*sys.argv[2:])))
