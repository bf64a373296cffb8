"""Houses with their real municipalities and population, a contract that demands a spread, a count, and its page."""

import functools
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

import yaml
from django.conf import settings
from django.test import Client

from kommuner.models import Folketal, Vejledningstal
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Bruger, Kommune
from maal.models import Maalepunkt, Maaltal
from maal.typer import Enhed, Krav
from tests.byggere import byg_hus, byg_kontrakt, byg_maal, byg_punkt, byg_vejledningstal
from tests.kommuner.landet import KOMMUNER

GRUNDDATA = settings.BASE_DIR / "fixtures/grunddata"
PR_DATO = date(2025, 12, 31)
LIVE = "/vejledning/midtjylland/2025-12-31/spredning/"

# Individual courses in Midtjylland 2025, made up around each target of 2.500 by population: Samsø two under its band,
# Skive far under, Struer the last whole number inside; Herning and Aarhus over.
MIDTJYLLAND_2025 = {
    "Favrskov": 84, "Hedensted": 93, "Herning": 183, "Holstebro": 101, "Horsens": 172, "Ikast-Brande": 74,
    "Lemvig": 33, "Norddjurs": 64, "Odder": 43, "Randers": 168, "Ringkøbing-Skjern": 108, "Samsø": 5,
    "Silkeborg": 171, "Skanderborg": 121, "Skive": 61, "Struer": 34, "Syddjurs": 75, "Viborg": 168, "Aarhus": 742,
}  # fmt: skip


def byg_omraade(*huse: str) -> None:
    """Real houses: their municipalities by code, and their population on 1 January 2024."""
    i_2024 = _folketal(2024)
    for et in KOMMUNER:
        if et["erhvervshus"] in huse:
            kommune = Kommune.objects.create(**{**et, "erhvervshus": byg_hus(et["erhvervshus"])})
            Folketal.objects.create(kommune=kommune, aar=2024, antal=i_2024[et["kode"]])


@functools.cache
def _folketal(aar: int) -> dict[str, int]:
    tekst = (GRUNDDATA / "folketal.yaml").read_text(encoding="utf-8")
    indhold = yaml.load(tekst, yaml.BaseLoader)["folketal"]  # noqa: S506 - texts only: 19.110 is no decimal fraction
    saet = next(saet for saet in indhold if saet["aar"] == str(aar))
    return {kode: int(antal.replace(".", "")) for kode, antal in saet["folketal"].items()}


def byg_spredningspunkt(
    hus: str = "midtjylland",
    *,
    niveau: Niveau = Niveau.KOMMUNE,
    grundlag: Grundlag = Grundlag.MAALTAL,
    afvigelse: Afvigelse = Afvigelse.RELATIV,
    total: int | None = 2500,
    **kontrakt: Any,
) -> Maalepunkt:
    """A contract's målepunkt 7.1: within ±10 % of each municipality's part of 2.500 courses if nothing is said."""
    punkt = byg_punkt(
        byg_maal(byg_kontrakt(hus, **{"fra_aar": 2025, "maal": 0, **kontrakt}), 7),
        maaltal=0,
        tolerance=10,
        tekst="Vejledningen afspejler befolkningens fordeling på kommunerne.",
        enhed=Enhed.SPREDNING,
        krav=Krav.INDEN_FOR,
        spredning_niveau=niveau,
        spredning_grundlag=grundlag,
        spredning_afvigelse=afvigelse,
    )
    Maaltal.objects.filter(maalepunkt=punkt).update(spredning_total=total if grundlag == Grundlag.MAALTAL else None)
    return punkt


def byg_tal(
    hus: str = "midtjylland", pr_dato: date = PR_DATO, antal: Mapping[str, int] | None = None
) -> Vejledningstal:
    """A count of a house's individual courses by municipality: Midtjylland 2025 unless other figures are given."""
    talt = MIDTJYLLAND_2025 if antal is None else antal
    kommuner = Kommune.objects.filter(erhvervshus__noegle=hus)
    return byg_vejledningstal(hus, pr_dato, antal={kommune.kode: {"drift": talt[kommune.navn]} for kommune in kommuner})


def byg_midtjylland() -> Vejledningstal:
    """Midtjylland's 19 municipalities, the demand of 2025, and the year's courses."""
    byg_omraade("midtjylland")
    byg_spredningspunkt()
    return byg_tal()


def hent(bruger: Bruger, adresse: str = LIVE) -> str:
    """A page's content as text without doubled spaces."""
    client = Client()
    client.force_login(bruger)
    svar = client.get(adresse)
    assert svar.status_code == 200
    return " ".join(unescape(svar.content.decode()).split()).partition("<main")[2].partition("</main>")[0]
