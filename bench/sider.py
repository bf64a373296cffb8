"""The pages' time as a ratio to the bare view's: medians of many runs, taken in turn so that both meet the same load.

A page is asked for by somebody who is logged in (two queries that the bare view has not), checks what that person may
see, makes objects of the rows and computes the verdicts. The bare view prints the database's values as they come.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings
from django.test import Client

from bench.bar import OPGAVER, Opgave, kontraktens, oversigtens, rapportens
from bench.ur import tider
from kontrakt.models import Kontrakt, Rolle
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Afrapportering, Maalepunkt
from rapporter.views.oversigt import PR_SIDE
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, byg_rammeaftale, udfyld

GANGE = 40
MAAL_I_DET_STORE = 70
KONTRAKTER_I_DET_STORE = 60


@dataclass(frozen=True)
class Side:
    """A page, how much is on it, and the bare view of the same rows."""

    navn: str
    stoerrelse: str
    adresse: str
    opgave: Opgave


def koer() -> None:
    """Print a line for each page, first with the contracts of `fixtures/`, then with large ones."""
    client = Client()
    client.force_login(byg_bruger(Rolle.ADMINISTRATOR))
    print("Bare is one query for the same rows and a template that prints the same number of bytes.")
    print(f"{'page':12} {'contract':34} {'kB':>5} {'page, ms':>9} {'bare, ms':>9} {'ratio':>6}")
    indlaes_filer(sorted(Path(settings.BASE_DIR, "fixtures").rglob("*.yaml")))
    _vis(client, _sider(Afrapportering.objects.get(kontrakt__slug="nordjylland-2021")))
    _vis(client, _sider(_stor_rapport()))


def _sider(rapport: Afrapportering) -> list[Side]:
    kontrakter, punkter = Kontrakt.objects.count(), rapport.statusser.count()
    viste = [kontrakt.pk for kontrakt in Kontrakt.objects.all()[:PR_SIDE]]
    stoerrelse = f"{rapport.kontrakt.maal.count()} goals, {punkter} målepunkter"
    adresse = f"/kontrakter/{rapport.kontrakt.slug}/"
    return [
        Side("overview", f"{kontrakter} contracts", "/", Opgave(lambda: oversigtens(viste))),
        Side("contract", stoerrelse, adresse, Opgave(lambda: kontraktens(rapport))),
        Side("report", stoerrelse, f"{adresse}afrapportering/{rapport.pk}/", Opgave(lambda: rapportens(rapport))),
    ]


def _vis(client: Client, sider: list[Side]) -> None:
    for side in sider:
        antal_bytes = len(client.get(side.adresse).getvalue())
        OPGAVER["side"] = side.opgave
        side.opgave.tilpas(antal_bytes)
        siden, bar = tider(partial(client.get, side.adresse), partial(client.get, "/bar/side/"), gange=GANGE)
        tal = f"{antal_bytes / 1000:5.0f} {siden * 1000:9.1f} {bar * 1000:9.1f} {siden / bar:6.2f}"
        print(f"{side.navn:12} {side.stoerrelse:34} {tal}", flush=True)


def _stor_rapport() -> Afrapportering:
    """Many contracts with a report each, the last of them large; every status has a text and a figure."""
    rammeaftale = byg_rammeaftale(1900, 2020)
    for aar in range(1900, 1900 + KONTRAKTER_I_DET_STORE):
        stor = aar == 1900 + KONTRAKTER_I_DET_STORE - 1
        kontrakt = byg_kontrakt(
            "hovedstaden", aar, maal=MAAL_I_DET_STORE if stor else 7, punkter=2, omraader=7, rammeaftale=rammeaftale
        )
        rapport = byg_afrapportering(kontrakt, pr_dato=date(aar, 6, 30))
        for punkt in Maalepunkt.objects.filter(maal__kontrakt=kontrakt):
            udfyld(rapport, punkt, 79, tekst="Der er vejledt flere virksomheder end året før. " * 4)
    return rapport
