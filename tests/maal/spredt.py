"""A contract with a geographic spread: municipalities of 6.000, 3.000 and 1.000 people, and counts of guidance."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kommuner.models import Folketal, Vejledningstal
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Kommune, Kommunetype
from maal.models import Maalepunkt, Maaltal
from maal.typer import Enhed, Krav
from tests.byggere import byg_kommune, byg_kontrakt, byg_maal, byg_punkt, byg_vejledningstal

JUNI, DECEMBER = datetime.date(2021, 6, 30), datetime.date(2021, 12, 31)
FOLKETAL = {"Brønderslev": 3000, "Læsø": 1000, "Aalborg": 6000}  # on 1 January 2020, for counts of 2021
KODER = {"Brønderslev": "0810", "Læsø": "0825", "Aalborg": "0851"}


def byg_kommuner() -> None:
    """The three municipalities with their population; Aalborg is the town."""
    for navn, antal in FOLKETAL.items():
        kommune = byg_kommune(KODER[navn], navn)
        Folketal.objects.get_or_create(kommune=kommune, aar=2020, defaults={"antal": antal})
    Kommune.objects.exclude(navn="Aalborg").update(type=Kommunetype.LAND)


def byg_spredningspunkt(
    *, total: int | None = None, tolerance: int = 10, niveau: Niveau = Niveau.KOMMUNE, **felter: Any
) -> Maalepunkt:
    """The only målepunkt of a contract for 2021: within ±10 % of what the courses given are, or of `total` courses."""
    byg_kommuner()
    beskrevet = {
        "spredning_niveau": niveau,
        "spredning_grundlag": Grundlag.FAKTISK if total is None else Grundlag.MAALTAL,
        "spredning_afvigelse": Afvigelse.RELATIV,
    }
    maal = byg_maal(byg_kontrakt(maal=0), titel="Spredning")
    faste = {"enhed": Enhed.SPREDNING, "krav": Krav.INDEN_FOR, "maaltal": Decimal(0), "tolerance": Decimal(tolerance)}
    punkt = byg_punkt(maal, **{**faste, **beskrevet, **felter})
    Maaltal.objects.filter(maalepunkt=punkt).update(spredning_total=total)
    return punkt


def byg_tal(
    broenderslev: int, laesoe: int, aalborg: int, pr_dato: datetime.date = DECEMBER, slags: str = "vaekst"
) -> Vejledningstal:
    """A count of one kind of courses in the three."""
    byg_kommuner()
    antal: Mapping[str, int] = dict(zip(KODER.values(), (broenderslev, laesoe, aalborg), strict=True))
    return byg_vejledningstal(pr_dato=pr_dato, antal={kode: {slags: et} for kode, et in antal.items()})
