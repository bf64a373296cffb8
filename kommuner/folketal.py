"""The door: the one way in for population, from Danmarks Statistik's file and from the basic data's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kommuner.folketalsfil import MAKS_FOLKETAL, laes_folketal
from kommuner.models import Folketal
from kontrakt.adgang import er_administrator
from kontrakt.bekraeft import Kilde
from kontrakt.dansk import vis_tal
from kontrakt.haendelser import log
from kontrakt.historik import aendringsgrund, handlende, paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags, Kommune

MAKS_SPRING = 10  # percent in a year; more is asked about


@dataclass(frozen=True)
class Aendring:
    """A municipality whose number becomes another."""

    kommune: str
    foer: int
    efter: int

    def __str__(self) -> str:
        return f"{self.kommune}: {vis_tal(self.foer)} → {vis_tal(self.efter)}"


@dataclass(frozen=True)
class Aarsforskel:
    """What saving one year's numbers changes: how many are new, which become others, and how many stay.

    `i_alt` is the sum of the inhabitants that were given.
    """

    aar: int
    nye: int
    aendrede: tuple[Aendring, ...]
    samme: int
    i_alt: int

    @property
    def antal(self) -> int:
        """How many numbers it changes."""
        return self.nye + len(self.aendrede)


@dataclass(frozen=True)
class Folketalsrapport:
    """What loading a file changes (or would change), what looks odd, and what of the file was left out."""

    navn: str
    aar: tuple[Aarsforskel, ...]
    advarsler: tuple[str, ...]
    udeladt: tuple[str, ...]

    @property
    def antal(self) -> int:
        """How many numbers it changes."""
        return sum(forskel.antal for forskel in self.aar)


def indlaes_folketal(kilde: Kilde, *, proev: bool = False, bruger: Bruger | None = None) -> Folketalsrapport:
    """Load an extract of FOLK1A in one transaction, which `proev` undoes.

    `bruger` is the administrator who loads, None the system. Raises `Folketalsfejl` with everything that is wrong with
    the file, and then changes nothing; `PermissionDenied` for anybody else.
    """
    if bruger is not None and not er_administrator(bruger):
        raise PermissionDenied("Kun en administrator kan indlæse filer.")
    kommuner = {kommune.kode: kommune for kommune in Kommune.objects.all()}
    navne = {kode: kommune.navn for kode, kommune in kommuner.items()}
    udtraek = laes_folketal(kilde.indhold, navne, senest=timezone.localdate().year)
    folketal = {
        aar: {kommune: af_kommuner[kode] for kode, kommune in kommuner.items()}  # in Danish order
        for aar, af_kommuner in udtraek.folketal.items()
    }
    navn = Path(kilde.navn).name
    with transaction.atomic(), paa_vegne_af(bruger, f"Indlæst fra {navn}"):
        rapport = Folketalsrapport(navn, gem_folketal(folketal=folketal), store_spring(folketal), udtraek.udeladt)
        beskrivelse = f"{navn} (Folketal): antal ændringer {rapport.antal}"
        log(Haendelsesslags.INDLAESNING, bruger=bruger, genstand=navn, beskrivelse=beskrivelse)
        if proev:
            transaction.set_rollback(True)
    return rapport


@transaction.atomic
def gem_folketal(*, folketal: Mapping[int, Mapping[Kommune, int]]) -> tuple[Aarsforskel, ...]:
    """Save inhabitants on 1 January by year and municipality; what is not given is left as it is.

    Gives what it changed, a year at a time. Raises `ValidationError` (Danish) for numbers that cannot be, and then
    changes nothing. Rows that stay the same leave no trace in the history.
    """
    _kontroller(folketal)
    gamle = {(f.aar, f.kommune_id): f for f in Folketal.objects.filter(aar__in=folketal)}
    nye: list[Folketal] = []
    aendrede: list[Folketal] = []
    forskelle = []
    for aar, af_kommuner in sorted(folketal.items()):
        aarets: list[Aendring] = []
        nye_foer = len(nye)
        for kommune, antal in af_kommuner.items():
            if (gammel := gamle.get((aar, kommune.pk))) is None:
                nye.append(Folketal(kommune=kommune, aar=aar, antal=antal))
            elif gammel.antal != antal:
                aarets.append(Aendring(kommune.navn, gammel.antal, antal))
                gammel.antal = antal
                aendrede.append(gammel)
        antal_nye = len(nye) - nye_foer
        samme = len(af_kommuner) - antal_nye - len(aarets)
        forskelle.append(Aarsforskel(aar, antal_nye, tuple(aarets), samme, sum(af_kommuner.values())))
    anledning: Any = {"default_user": handlende(), "default_change_reason": aendringsgrund()}
    bulk_create_with_history(nye, Folketal, **anledning)
    bulk_update_with_history(aendrede, Folketal, ["antal"], **anledning)
    return tuple(forskelle)


def store_spring(aar: Collection[int]) -> tuple[str, ...]:
    """Municipalities, in Danish order, whose number in one of these years is far from the year before; one query."""
    alle = {*aar, *(et_aar - 1 for et_aar in aar)}
    raekker = Folketal.objects.filter(aar__in=alle).select_related("kommune").order_by("kommune__sortering", "aar")
    advarsler, foer = [], None
    for nu in raekker:
        if foer and (foer.kommune_id, foer.aar) == (nu.kommune_id, nu.aar - 1) and nu.aar in aar:
            aendring = nu.antal - foer.antal
            if 100 * abs(aendring) > MAKS_SPRING * foer.antal:
                advarsler.append(_advarsel(nu, foer.antal))
        foer = nu
    return tuple(advarsler)


def _advarsel(nu: Folketal, foer: int) -> str:
    aendring = Aendring(nu.kommune.navn, foer, nu.antal)
    procent = f" ({vis_tal(Decimal(100 * (nu.antal - foer)) / foer, 1)} %)" if foer else ""
    return f"{aendring}{procent} fra 1. januar {nu.aar - 1} til {nu.aar}. Er det rigtigt?"


def _kontroller(folketal: Mapping[int, Mapping[Kommune, int]]) -> None:
    fejl = [
        f"{kommune.navn}, 1. januar {aar}: {vis_tal(antal)} kan ikke være en kommunes folketal."
        for aar, af_kommuner in folketal.items()
        for kommune, antal in af_kommuner.items()
        if not 0 <= antal <= MAKS_FOLKETAL
    ]
    if fejl:
        raise ValidationError(fejl)
