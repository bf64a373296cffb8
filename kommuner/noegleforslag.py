"""What next year's funding key would be: computed both ways from a total and the population, beside the previous key.

Nothing is stored; `kommuner.noegler.vedtag_noegle` makes one of the two the key. Unit: 1.000 kr.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kommuner.fordeling import beregn_noegle, beregn_noegle_der_gaar_op
from kommuner.models import Fordelingsnoegle
from kommuner.noegleside import (
    Noegleraekke,
    Noegleside,
    folketalsaar,
    hent_bidrag,
    hent_folketal,
    hent_forrige,
    noegleside,
)
from kommuner.typer import Noeglemetode
from kontrakt.models import Kommune, Kontrakt


@dataclass(frozen=True)
class Forslagsgrundlag:
    """What a key for a year is computed from, the total aside; `findes` when the contract has its key already."""

    kontrakt: Kontrakt
    aar: int
    kommuner: tuple[Kommune, ...]
    folketal: Mapping[Kommune, int]
    forrige: Fordelingsnoegle | None
    forriges_beloeb: Mapping[Kommune, int]
    findes: bool

    @property
    def folketalsaar(self) -> int:
        """The year on whose 1 January the inhabitants are counted."""
        return folketalsaar(self.aar)

    @property
    def mangler(self) -> tuple[str, ...]:
        """The house's municipalities whose population is not known; a key cannot be computed then."""
        return tuple(kommune.navn for kommune in self.kommuner if kommune not in self.folketal)

    @property
    def kan_beregnes(self) -> bool:
        """Whether somebody is known to live in the house's area, and how many in all of it."""
        return not self.mangler and sum(self.folketal.values()) > 0

    @property
    def er_kontraktaar(self) -> bool:
        """Whether the year is one of the contract's, so that it can have a key at all."""
        return self.aar in self.kontrakt.aar

    @property
    def kan_vedtages(self) -> bool:
        """Whether the contract lacks a key for the year."""
        return self.er_kontraktaar and not self.findes


@dataclass(frozen=True)
class Noegleforslag:
    """The two keys that a total gives, with the same municipalities in the same order."""

    hver_for_sig: Noegleside
    gaar_op: Noegleside

    @property
    def raekker(self) -> tuple[tuple[Noegleraekke, Noegleraekke], ...]:
        """Each municipality by both."""
        return tuple(zip(self.hver_for_sig.raekker, self.gaar_op.raekker, strict=True))

    @property
    def forskelle(self) -> tuple[str, ...]:
        """The municipalities that pay 1.000 kr. more or less by one than by the other."""
        return tuple(en.kommune for en, anden in self.raekker if en.beloeb != anden.beloeb)

    def ved(self, metode: Noeglemetode) -> Noegleside:
        """The key by one of the methods."""
        return self.hver_for_sig if metode == Noeglemetode.HVER_FOR_SIG else self.gaar_op


def beregnelige_aar(kontrakt: Kontrakt) -> range:
    """The years that a key may be computed for on a contract: its own and the one after, which a new one will have."""
    return range(kontrakt.fra_aar, kontrakt.til_aar + 2)


def hent_grundlag(kontrakt: Kontrakt, aar: int, noegler: QuerySet[Fordelingsnoegle]) -> Forslagsgrundlag:
    """What a key for a year is computed from; five queries. `noegler` are those that may be shown beside it."""
    kommuner = kontrakt.erhvervshus.kommuner.order_by("sortering")
    forrige = hent_forrige(kontrakt, aar, noegler)
    alle = dict.fromkeys(kommuner)
    return Forslagsgrundlag(
        kontrakt=kontrakt,
        aar=aar,
        kommuner=tuple(alle),
        folketal=hent_folketal(alle, aar),
        forrige=forrige,
        forriges_beloeb=hent_bidrag(forrige)[forrige.pk] if forrige else {},
        findes=Fordelingsnoegle.objects.filter(kontrakt=kontrakt, aar=aar).exists(),
    )


def beregn_forslag(grundlag: Forslagsgrundlag, i_alt: int) -> Noegleforslag:
    """Both keys for a total; `grundlag` must be one that can be computed from, else `ValueError` is raised."""
    if not grundlag.kan_beregnes:
        raise ValueError("the population is not known")
    folketal = {kommune.kode: grundlag.folketal[kommune] for kommune in grundlag.kommuner}
    return Noegleforslag(
        _side(grundlag, i_alt, beregn_noegle(i_alt, folketal)),
        _side(grundlag, i_alt, beregn_noegle_der_gaar_op(i_alt, folketal)),
    )


def aftryk(side: Noegleside) -> str:
    """A fingerprint of what a key says and is computed from: what is adopted must be what was shown."""
    raekker = [(raekke.kode, raekke.folketal, raekke.beloeb) for raekke in side.raekker]
    return hashlib.sha256(json.dumps([side.slug, side.aar, side.kontrol.i_alt, raekker]).encode()).hexdigest()


def _side(grundlag: Forslagsgrundlag, i_alt: int, beloeb: Mapping[str, int]) -> Noegleside:
    return noegleside(
        grundlag.kontrakt,
        grundlag.aar,
        i_alt,
        {kommune: beloeb[kommune.kode] for kommune in grundlag.kommuner},
        grundlag.folketal,
        grundlag.forrige,
        grundlag.forriges_beloeb,
    )
