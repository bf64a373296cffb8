"""The door back: an earlier version of a status is saved again, as a new version; nothing is ever rewritten."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kommuner.models import Vejledningstal
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags
from maal.beretning import Emne
from maal.models import Maal, Maalepunkt, Skrevet
from maal.status import FELTER, Statusdata, gem_indsatsstatus, gem_status, laas
from maal.typer import Segment


@transaction.atomic
def gendan(*, emne: Emne, raekke: Any, version: int, bruger: Bruger) -> int | None:
    """Save what a row of `emne`'s history says through the door of its status; give the number of the new version.

    `version` is the one that was read. What already stands there changes nothing and gives None. Raises as the doors
    do: an earlier wording is held to the rules of today.
    """
    laas(emne.rapport.pk, bruger)
    foer = emne.raekker.values_list("version", flat=True).first()
    with paa_vegne_af(bruger, f"Gendannet fra udgave {raekke.version}"):
        gemt = _gem(emne, raekke, version, bruger)
    if gemt.version == foer:
        return None
    log(
        Haendelsesslags.GENDANNELSE,
        bruger=bruger,
        genstand=f"{emne.navn}, {emne.rapport}",
        beskrivelse=f"Udgave {raekke.version} blev gendannet som udgave {gemt.version}.",
    )
    return gemt.version


def _gem(emne: Emne, raekke: Any, version: int, bruger: Bruger) -> Skrevet:
    faelles: dict[str, Any] = {"afrapportering_id": emne.rapport.pk, "version": version, "bruger": bruger}
    if isinstance(emne.post, Maalepunkt):
        return gem_status(maalepunkt_id=emne.post.pk, data=tidligere_data(raekke), **faelles)
    return gem_indsatsstatus(indsatsomraade_id=emne.post.pk, tekst=raekke.tekst, **faelles)


def tidligere_data(raekke: Any) -> Statusdata:
    """What a row of history says, in the shape that is saved.

    Raises `ValidationError` when its goal or guidance is there no more.
    """
    maal = Maal.objects.filter(pk=raekke.henviser_til_id).first()
    if raekke.henviser_til_id and maal is None:
        raise ValidationError("Udgaven kan ikke gendannes: det mål, som den henviser til, findes ikke mere.")
    vejledningstal = Vejledningstal.objects.filter(pk=raekke.vejledningstal_id).first()
    if raekke.vejledningstal_id and vejledningstal is None:
        raise ValidationError("Udgaven kan ikke gendannes: de vejledningstal, som den bruger, er slettet.")
    felter = {navn: getattr(raekke, navn) for navn in FELTER if navn not in ("henviser_til", "vejledningstal")}
    resultater = {Segment(segment): Decimal(tal) for segment, tal in raekke.resultater.items()}
    return Statusdata(**felter, henviser_til=maal, vejledningstal=vejledningstal, resultater=resultater)
