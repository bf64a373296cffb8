"""What municipalities pay by the funding keys that a user may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum

from kommuner.fordeling import andel
from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegleside import aendring_i_procent, folketalsaar, kr_pr_indbygger
from kontrakt.models import Bruger, Kommune, Kontrakttilstand


@dataclass(frozen=True)
class Bidragsaar:
    """What one municipality pays by the key of one year (1.000 kr.); `andel` is in percent of the key's sum.

    `folketal` is that of 1 January in the year before, as the key is computed from; None where it is not known.
    `forrige` is the one before it, None for the first.
    """

    aar: int
    slug: str
    er_udkast: bool
    beloeb: int
    andel: Decimal
    folketal: int | None
    forrige: "Bidragsaar | None" = None

    @property
    def kroner(self) -> int:
        """The contribution in kr."""
        return 1000 * self.beloeb

    @property
    def pr_indbygger(self) -> Decimal | None:
        """Kr. per inhabitant, not rounded."""
        return kr_pr_indbygger(self.beloeb, self.folketal)

    @property
    def aendring(self) -> int | None:
        """The change in kr. since the previous contribution."""
        return None if self.forrige is None else self.kroner - self.forrige.kroner

    @property
    def aendring_procent(self) -> Decimal | None:
        """The change in percent of the previous contribution."""
        return aendring_i_procent(self.beloeb, self.forrige.beloeb) if self.forrige else None


def hent_bidrag(bruger: Bruger, kommune: Kommune) -> list[Bidragsaar]:
    """What a municipality pays by each key that a user may see, oldest first; one query."""
    summer = Bidrag.objects.filter(noegle=OuterRef("noegle")).order_by().values("noegle")
    folketal = Folketal.objects.filter(kommune=OuterRef("kommune"), aar=OuterRef("noegle__aar") - 1).order_by()
    poster = (
        Bidrag.objects.synlige_for(bruger)
        .filter(kommune=kommune)
        .select_related("noegle__kontrakt")
        .annotate(
            noeglens_sum=Subquery(summer.annotate(sum=Sum("beloeb")).values("sum")),
            folketal=Subquery(folketal.values("antal")[:1]),
        )
        .order_by("noegle__aar", "noegle__kontrakt__fra_aar")
    )
    bidrag: list[Bidragsaar] = []
    for post in poster:
        et_aar = _aar(post, post.noegle, post.noeglens_sum, post.folketal)
        # Contracts may overlap in a year; the previous key is that of an earlier one, as on the key's own page.
        forrige = next((et for et in reversed(bidrag) if et.aar < et_aar.aar), None)
        bidrag.append(replace(et_aar, forrige=forrige))
    return bidrag


def hent_nyeste_bidrag(
    bruger: Bruger, kommuner: Iterable[Kommune], folketal: dict[tuple[int, int], int]
) -> dict[int, Bidragsaar]:
    """What each municipality pays by the newest key it is in, by its id; two queries, however many.

    `folketal` is the population by municipality and year.
    """
    noegler = (
        Fordelingsnoegle.objects.synlige_for(bruger)
        .annotate(sum=Sum("bidrag__beloeb", default=0), hus=F("kontrakt__erhvervshus"))
        .select_related("kontrakt")
        .order_by("aar", "kontrakt__fra_aar")
    )
    nyeste = {noegle.hus: noegle for noegle in noegler}
    efter_id = {noegle.pk: noegle for noegle in nyeste.values()}
    poster = Bidrag.objects.filter(noegle__in=efter_id, kommune__in=list(kommuner)).order_by("noegle__aar")
    return {
        post.kommune_id: _aar(post, noegle, noegle.sum, folketal.get((post.kommune_id, folketalsaar(noegle.aar))))
        for post in poster
        for noegle in [efter_id[post.noegle_id]]
    }


def _aar(post: Bidrag, noegle: Fordelingsnoegle, sum_: int, folketal: int | None) -> Bidragsaar:
    return Bidragsaar(
        aar=noegle.aar,
        slug=noegle.kontrakt.slug,
        er_udkast=noegle.kontrakt.tilstand == Kontrakttilstand.UDKAST,
        beloeb=post.beloeb,
        andel=100 * andel(post.beloeb, sum_),
        folketal=folketal,
    )
