"""One contract year's funding key in full: population, shares, the previous key, and what the method gives.

Plain data that a report's picture can hold; pages and sheets draw it. Unit: 1.000 kr. unless another is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from kommuner.fordeling import Sumkontrol, andel, beregn_noegle, beregn_noegle_der_gaar_op, sumkontrol
from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.typer import Noeglemetode
from kontrakt.models import Kommune, Kontrakt


@dataclass(frozen=True)
class Noegleraekke:
    """One municipality of a key; what is not known is None.

    `andel` is its percentage of the key's sum, `folketalsandel` of the population of the key's municipalities.
    `forrige` is what it pays by the previous key, and `beregnet` and `beregnet_der_gaar_op` what it would pay by
    each `Noeglemetode` (1.000 kr.).
    """

    kode: str
    kommune: str
    beloeb: int
    andel: Decimal
    folketal: int | None
    folketalsandel: Decimal | None
    forrige: int | None
    beregnet: int | None
    beregnet_der_gaar_op: int | None

    @property
    def kr_pr_indbygger(self) -> Decimal | None:
        """The contribution in kroner for each inhabitant, not rounded."""
        return kr_pr_indbygger(self.beloeb, self.folketal)

    @property
    def aendring(self) -> int | None:
        """The contribution less that of the previous key (1.000 kr.)."""
        return None if self.forrige is None else self.beloeb - self.forrige

    @property
    def aendring_procent(self) -> Decimal | None:
        """The change in percent of the previous contribution."""
        return aendring_i_procent(self.beloeb, self.forrige)

    @property
    def afviger(self) -> bool:
        """Whether the contribution is another than the method gives, each municipality rounded by itself."""
        return self.beregnet is not None and self.beloeb != self.beregnet


@dataclass(frozen=True)
class Forrigenoegle:
    """The house's newest earlier key, whatever contract it is part of: where it is and its sum."""

    slug: str
    kontrakt: str
    aar: int
    kontrol: Sumkontrol


@dataclass(frozen=True)
class Noegleside:
    """The key of one contract year, municipalities in Danish order; `kontrol` is its sum beside the printed total.

    A computed key that nobody has adopted has this shape too, with the total it was computed from as the printed one.
    """

    slug: str
    kontrakt: str
    erhvervshus: str
    aar: int
    raekker: tuple[Noegleraekke, ...]
    kontrol: Sumkontrol
    forrige: Forrigenoegle | None

    @property
    def folketalsaar(self) -> int:
        """The year on whose 1 January the inhabitants are counted."""
        return folketalsaar(self.aar)

    @property
    def mangler_folketal(self) -> tuple[str, ...]:
        """The municipalities whose population is not known; then no share of it can be given."""
        return tuple(raekke.kommune for raekke in self.raekker if raekke.folketal is None)

    @property
    def folketal(self) -> int | None:
        """All inhabitants, when every municipality's are known."""
        antal = [raekke.folketal for raekke in self.raekker if raekke.folketal is not None]
        return None if self.mangler_folketal else sum(antal)

    @property
    def kr_pr_indbygger(self) -> Decimal | None:
        """The sum in kroner for each inhabitant, not rounded."""
        return kr_pr_indbygger(self.kontrol.sum, self.folketal)

    @property
    def aendring(self) -> int | None:
        """The sum less that of the previous key (1.000 kr.)."""
        return None if self.forrige is None else self.kontrol.sum - self.forrige.kontrol.sum

    @property
    def aendring_procent(self) -> Decimal | None:
        """The change in percent of the previous sum."""
        return None if self.forrige is None else aendring_i_procent(self.kontrol.sum, self.forrige.kontrol.sum)

    @property
    def beregnet(self) -> int | None:
        """The sum of what the method gives (1.000 kr.)."""
        beloeb = [raekke.beregnet for raekke in self.raekker if raekke.beregnet is not None]
        return None if self.mangler_folketal else sum(beloeb)

    @property
    def afvigende(self) -> tuple[Noegleraekke, ...]:
        """The rows that depart from the method."""
        return tuple(raekke for raekke in self.raekker if raekke.afviger)

    @property
    def metode(self) -> Noeglemetode | None:
        """The way of rounding that gives every row of the key; None when neither does, or population is missing."""
        if self.folketal is None:
            return None
        if not self.afvigende:
            return Noeglemetode.HVER_FOR_SIG
        gaar_op = all(raekke.beloeb == raekke.beregnet_der_gaar_op for raekke in self.raekker)
        return Noeglemetode.GAAR_OP if gaar_op else None


def hent_noegleside(
    kontrakt: Kontrakt, aar: int, noegler: QuerySet[Fordelingsnoegle] | None = None
) -> Noegleside | None:
    """The key of a contract's year, None when the year has none; four queries.

    `noegler` narrows the keys that may be shown, the previous one included: `Fordelingsnoegle.objects.synlige_for`.
    `kontrakt` must have `erhvervshus` fetched, or one more query is made.
    """
    alle = Fordelingsnoegle.objects.all() if noegler is None else noegler
    noegle = alle.filter(kontrakt=kontrakt, aar=aar).first()
    if noegle is None:
        return None
    forrige = hent_forrige(kontrakt, aar, alle)
    bidrag = hent_bidrag(noegle, forrige)
    beloeb = bidrag[noegle.pk]
    return noegleside(
        kontrakt, aar, noegle.i_alt, beloeb, hent_folketal(beloeb, aar), forrige, bidrag[forrige.pk] if forrige else {}
    )


def hent_forrige(kontrakt: Kontrakt, aar: int, noegler: QuerySet[Fordelingsnoegle]) -> Fordelingsnoegle | None:
    """The newest key of the contract's house before a year, of whatever contract, with its contract; one query."""
    tidligere = noegler.filter(kontrakt__erhvervshus=kontrakt.erhvervshus_id, aar__lt=aar)
    return tidligere.select_related("kontrakt__erhvervshus").order_by("-aar", "-kontrakt__fra_aar").first()


def hent_bidrag(*noegler: Fordelingsnoegle | None) -> dict[int, dict[Kommune, int]]:
    """The contributions of keys by municipality in Danish order, under each key's id; one query."""
    fundne: dict[int, dict[Kommune, int]] = {noegle.pk: {} for noegle in noegler if noegle is not None}
    for post in Bidrag.objects.filter(noegle__in=fundne).select_related("kommune").order_by("kommune__sortering"):
        fundne[post.noegle_id][post.kommune] = post.beloeb
    return fundne


def hent_folketal(kommuner: Mapping[Kommune, object], aar: int) -> dict[Kommune, int]:
    """The municipalities' inhabitants as a key for `aar` counts them, of those that are known; one query."""
    poster = Folketal.objects.filter(kommune__in=kommuner, aar=folketalsaar(aar))
    efter_id = dict(poster.values_list("kommune", "antal"))
    return {kommune: efter_id[kommune.pk] for kommune in kommuner if kommune.pk in efter_id}


def folketalsaar(aar: int) -> int:
    """The year on whose 1 January the inhabitants are counted for a key: the year before it."""
    return aar - 1


def noegleside(
    kontrakt: Kontrakt,
    aar: int,
    i_alt: int,
    beloeb: Mapping[Kommune, int],
    folketal: Mapping[Kommune, int],
    forrige: Fordelingsnoegle | None,
    forriges_beloeb: Mapping[Kommune, int],
) -> Noegleside:
    """Lay a key out, real or computed; `beloeb` has the municipalities in their order. Amounts in 1.000 kr."""
    efter_kode = {kommune.kode: folketal[kommune] for kommune in beloeb if kommune in folketal}
    alle = sum(efter_kode.values()) if len(efter_kode) == len(beloeb) else 0
    hver_for_sig = beregn_noegle(i_alt, efter_kode) if alle else {}
    gaar_op = beregn_noegle_der_gaar_op(i_alt, efter_kode) if alle else {}
    kontrol = sumkontrol(beloeb.values(), i_alt)
    return Noegleside(
        slug=kontrakt.slug,
        kontrakt=kontrakt.titel,
        erhvervshus=kontrakt.erhvervshus.navn,
        aar=aar,
        raekker=tuple(
            Noegleraekke(
                kode=kommune.kode,
                kommune=kommune.navn,
                beloeb=et_beloeb,
                andel=100 * andel(et_beloeb, kontrol.sum),
                folketal=efter_kode.get(kommune.kode),
                folketalsandel=100 * andel(efter_kode[kommune.kode], alle) if alle else None,
                forrige=forriges_beloeb.get(kommune),
                beregnet=hver_for_sig.get(kommune.kode),
                beregnet_der_gaar_op=gaar_op.get(kommune.kode),
            )
            for kommune, et_beloeb in beloeb.items()
        ),
        kontrol=kontrol,
        forrige=_forrige(forrige, forriges_beloeb) if forrige else None,
    )


def kr_pr_indbygger(beloeb: int, folketal: int | None) -> Decimal | None:
    """An amount (1.000 kr.) in kroner for each inhabitant, not rounded; None where nobody is known to live."""
    return 1000 * Decimal(beloeb) / Decimal(folketal) if folketal else None


def aendring_i_procent(beloeb: int, forrige: int | None) -> Decimal | None:
    """The change from a former amount in percent of it; None when there was none or it was nothing."""
    return 100 * (Decimal(beloeb) - forrige) / Decimal(forrige) if forrige else None


def _forrige(noegle: Fordelingsnoegle, beloeb: Mapping[Kommune, int]) -> Forrigenoegle:
    kontrol = sumkontrol(beloeb.values(), noegle.i_alt)
    return Forrigenoegle(noegle.kontrakt.slug, noegle.kontrakt.titel, noegle.aar, kontrol)
