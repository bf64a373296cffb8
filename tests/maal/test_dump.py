"""A dump with approved reports is loaded into an empty database whose triggers are in place, by either kind of key."""

import datetime
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from kontrakt.models import Bruger
from kontrakt.triggere import afvigelser, fjern
from maal.billede import hent_billede, ophaev_billede, tag_billede
from maal.models import Afrapportering, Maalepunkt, Oejebliksbillede
from maal.typer import Tilstand
from tests.byggere import GODKENDT, byg_afrapportering, byg_kontrakt, saet_tilstand, udfyld

UDEN = ("--exclude", "contenttypes", "--exclude", "auth.permission")


def toem() -> None:
    """Empty the database, and leave it as `migrate` does: with its triggers."""
    fjern(connection)
    call_command("flush", interactive=False, verbosity=0)
    assert afvigelser(connection) == []


def raekker(fil: Path) -> list[str]:
    """The rows of a dump, in an order of their own."""
    # A dump writes milliseconds, and a whole second read from one without them: the same moment.
    tekst = fil.read_text().replace('.000Z"', 'Z"')
    return sorted(json.dumps(raekke, sort_keys=True) for raekke in json.loads(tekst))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hvordan", [(), ("--natural-foreign", "--natural-primary")], ids=["pk", "natural"])
def test_dump_of_a_frozen_report_is_loaded_past_the_triggers(
    hvordan: tuple[str, ...], direktoer: Bruger, tmp_path: Path
) -> None:
    kontrakt = byg_kontrakt(maal=2, omraader=1)
    rapport = byg_afrapportering(kontrakt)
    saet_tilstand(rapport, Tilstand.GODKENDT)
    ophaev_billede(rapport, GODKENDT + datetime.timedelta(days=1))
    saet_tilstand(rapport, Tilstand.KLADDE)
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 85, bruger=direktoer)
    Afrapportering.objects.update(tilstand=Tilstand.SENDT)
    tag_billede(rapport, GODKENDT + datetime.timedelta(days=2))
    foer, efter = tmp_path / "foer.json", tmp_path / "efter.json"
    call_command("dumpdata", *hvordan, *UDEN, output=str(foer), verbosity=0)

    toem()
    call_command("loaddata", str(foer), verbosity=0)

    call_command("dumpdata", *hvordan, *UDEN, output=str(efter), verbosity=0)
    assert raekker(efter) == raekker(foer)
    assert Oejebliksbillede.objects.count() == 2
    billede = hent_billede(Afrapportering.objects.get())
    assert billede is not None
    assert [punkt.vurdering for punkt in billede.udtraek.punkter] == ["opfyldt", "mangler"]
