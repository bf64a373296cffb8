"""What the tests of guidance share: Nordjylland with three municipalities, and reports that rest on a count."""

import datetime
from collections.abc import Mapping

from django.urls import reverse

from kommuner.models import Vejledning, Vejledningstal
from kommuner.typer import Afvigelse, Grundlag, Niveau, Vejledningsslags
from kontrakt.models import Bruger, Kommune
from maal.models import Afrapportering
from maal.typer import Enhed, Krav, Slags, Tilstand
from maal.vejledning import Vejledningspost, gem_vejledninger
from tests.byggere import byg_afrapportering, byg_hus, byg_kommune, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld

NYTAAR = datetime.date(2021, 12, 31)
KODER = {"0860": "Hjørring", "0840": "Rebild", "0851": "Aalborg"}  # in Danish order
Tal = Mapping[str, Mapping[str, int | None]]
TRE: Tal = {"0860": {"vaekst": 5}, "0840": {"vaekst": 0}, "0851": {"vaekst": 1_234}}


def byg_omraade() -> dict[str, Kommune]:
    """The three municipalities of Nordjylland, by code."""
    return {kode: byg_kommune(kode, navn) for kode, navn in reversed(KODER.items())}


def post(tal: Tal = TRE, *, version: int = 0, pr_dato: datetime.date = NYTAAR) -> Vejledningspost:
    """What somebody says that Nordjylland has counted: figures by code and kind."""
    efter_kommune = {
        Kommune.objects.get(kode=kode): {Vejledningsslags(slags): antal for slags, antal in raekke.items()}
        for kode, raekke in tal.items()
    }
    return Vejledningspost(byg_hus(), pr_dato, version, efter_kommune)


def gem(tal: Tal = TRE, *, bruger: Bruger, version: int = 0, pr_dato: datetime.date = NYTAAR) -> list[Vejledningstal]:
    """Save one count of Nordjylland's; gives what changed."""
    return gem_vejledninger([post(tal, version=version, pr_dato=pr_dato)], bruger=bruger)


def gemt(slags: str = "vaekst") -> list[int | None]:
    """The saved figures of a kind in the only count, in Danish order."""
    return list(Vejledning.objects.order_by("kommune__sortering").values_list(slags, flat=True))


def byg_brug(tal: Vejledningstal, tilstand: Tilstand = Tilstand.KLADDE) -> Afrapportering:
    """A final report of its own contract that rests on a count, in a state."""
    kontrakt = byg_kontrakt(tal.erhvervshus.noegle, tal.aar, maal=0)
    punkt = byg_punkt(
        byg_maal(kontrakt),
        enhed=Enhed.SPREDNING,
        krav=Krav.INDEN_FOR,
        maaltal=0,
        tolerance=10,
        spredning_niveau=Niveau.KOMMUNE,
        spredning_grundlag=Grundlag.FAKTISK,
        spredning_afvigelse=Afvigelse.RELATIV,
    )
    rapport = byg_afrapportering(kontrakt, aar=tal.aar, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=tal)
    gaa_til(rapport, tilstand)
    return rapport


def gitter(hus: str = "nordjylland", pr_dato: datetime.date = NYTAAR) -> str:
    """The address of a grid."""
    return reverse("maal:vejledning", args=[hus, pr_dato])
