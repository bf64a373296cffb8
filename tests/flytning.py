"""What `test_flytning` runs in a process for each database: `python -m tests.flytning kilde|nyt FOLDER`.

Both write `data.json`, everything in the database, and an Excel file for each report.
"""

import datetime
import sys
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

EKSPORTERET = datetime.datetime(2026, 1, 15, 9, 5, tzinfo=datetime.UTC)
# As in docs/drift.md: rows keep their numbers, by which the history knows what it is the history of, also of what is
# deleted. What Django makes itself after `migrate` is left out.
UDEN = ("contenttypes", "auth.permission", "sessions", "admin.logentry")


def kilde(mappe: Path) -> None:
    """Fill an empty database with everything of `fixtures/`, and with what people write in the browser."""
    from kontrakt.models import Kontrakt, Rolle  # noqa: PLC0415 - Django is ready first now
    from maal.forloeb import start_afrapportering  # noqa: PLC0415
    from maal.models import Maal, Maalepunkt  # noqa: PLC0415
    from maal.status import gem_indsatsstatus  # noqa: PLC0415
    from maal.typer import Segment, Slags, Vurdering  # noqa: PLC0415
    from tests.byggere import byg_bruger, udfyld  # noqa: PLC0415

    call_command("indlaes", *sorted((settings.BASE_DIR / "fixtures").rglob("*.yaml")), verbosity=0)
    kontrakt = Kontrakt.objects.get(slug="midtjylland-2025")
    direktoer = byg_bruger(Rolle.DIREKTOER, "midtjylland", username="dir", first_name="Åse")
    # Numbers that no row has any more: the moved rows must not slide down into them
    start_afrapportering(
        kontrakt=kontrakt, aar=2025, slags=Slags.FORELOEBIG, pr_dato=datetime.date(2025, 3, 31), bruger=direktoer
    ).delete()
    rapport = start_afrapportering(
        kontrakt=kontrakt, aar=2025, slags=Slags.HALVAARLIG, pr_dato=datetime.date(2025, 6, 30), bruger=direktoer
    )
    punkt = {f"{p.maal.nummer}.{p.nummer}": p for p in Maalepunkt.objects.filter(maal__kontrakt=kontrakt)}
    udfyld(rapport, punkt["1.1"], "48.5", bruger=direktoer, tekst="=1+1\næøå", kilde="Kendskabsmålingen")
    udfyld(
        rapport,
        punkt["3.1"],
        {Segment.DRIFT: 72, Segment.VAEKST: "69.9"},
        bruger=direktoer,
        tilsidesat_vurdering=Vurdering.PAA_VEJ,
        begrundelse="Ny måling i november.",
    )
    udfyld(rapport, punkt["5.1"], bruger=direktoer, afventer="Danmarks Statistik")
    udfyld(rapport, punkt["7.5"], bruger=direktoer, henviser_til=Maal.objects.get(kontrakt=kontrakt, nummer=6))
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=kontrakt.indsatsomraader.get(nummer=2).pk,
        tekst="To kampagner.",
        version=0,
        bruger=direktoer,
    )
    taell_vejledning(rapport.pk)
    godkend_nordjylland()


def taell_vejledning(rapport: int) -> None:
    """Count guidance, and let the geographic spread of a draft and of an approved report take its result from it."""
    from maal.models import Afrapportering, Maalepunkt  # noqa: PLC0415 - Django is ready first now
    from maal.typer import Enhed, Slags, Tilstand  # noqa: PLC0415
    from tests.byggere import byg_afrapportering, byg_vejledningstal, gaa_til, udfyld  # noqa: PLC0415

    tal = byg_vejledningstal("midtjylland", datetime.date(2025, 6, 30))
    et = Afrapportering.objects.get(pk=rapport)
    punkt = Maalepunkt.objects.get(maal__kontrakt=et.kontrakt, enhed=Enhed.SPREDNING)
    udfyld(et, punkt, bruger=tal.opdateret_af, vejledningstal=tal)
    endelig = byg_afrapportering(et.kontrakt, slags=Slags.ENDELIG)
    hele_aaret = byg_vejledningstal("midtjylland", datetime.date(2025, 12, 31))
    udfyld(endelig, punkt, bruger=tal.opdateret_af, vejledningstal=hele_aaret)
    gaa_til(endelig, Tilstand.GODKENDT)


def godkend_nordjylland() -> None:
    """Take the report that came from a file all the way to the approval that freezes it."""
    from kontrakt.models import Bruger, Erhvervshus, Kkr, Rolle  # noqa: PLC0415 - Django is ready first now
    from maal.models import Afrapportering  # noqa: PLC0415
    from maal.opslag import udtraek_af  # noqa: PLC0415
    from maal.skridt import godkend, indsend, stand  # noqa: PLC0415

    rapport = Afrapportering.objects.get(kontrakt__slug="nordjylland-2021")
    hus, kkr = Erhvervshus.objects.get(noegle="nordjylland"), Kkr.objects.get(noegle="nordjylland")
    direktoer = Bruger.objects.create_user("dir-nord", rolle=Rolle.DIREKTOER, erhvervshus=hus)
    sekretariat = Bruger.objects.create_user("kkr-nord", rolle=Rolle.SEKRETARIAT, kkr=kkr)
    indsend(
        afrapportering_id=rapport.pk,
        set_stand=stand(rapport, udtraek_af(rapport)),
        mangler_bekraeftet=True,
        bruger=direktoer,
    )
    rapport.refresh_from_db()
    godkend(
        afrapportering_id=rapport.pk,
        set_stand=stand(rapport, udtraek_af(rapport)),
        dato=datetime.date(2021, 11, 5),
        bruger=sekretariat,
    )


def nyt(mappe: Path) -> None:
    """Load what the other database held into this empty one."""
    call_command("loaddata", str(mappe.parent / "kilde" / "data.json"), verbosity=0)
    call_command("kontroller", stdout=StringIO())  # ends with an error when anything is wrong


def koer(opgave: str, mappe: Path) -> None:
    """Set the database up, fill it, and write down what it holds."""
    django.setup()
    from maal.models import Afrapportering  # noqa: PLC0415
    from rapporter.excel.aarsrapport import eksporter  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    {"kilde": kilde, "nyt": nyt}[opgave](mappe)
    call_command("dumpdata", exclude=UDEN, output=str(mappe / "data.json"), verbosity=0)
    for rapport in Afrapportering.objects.all():
        fil = eksporter(rapport, eksporteret=EKSPORTERET)
        (mappe / fil.navn).write_bytes(fil.indhold)


if __name__ == "__main__":
    koer(sys.argv[1], Path(sys.argv[2]))
