"""One municipality for its council: what it pays, what its companies get, and how its house is doing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404

from kommuner.fordeling import andel
from kommuner.models import Folketal, Vejledningstal
from kommuner.typer import Vejledningsslags
from kommuner.vejledningstabel import Vejledningsraekke, Vejledningstabel, hent_vejledningstabeller
from kontrakt.models import Bruger, Kommune
from maal.models import Afrapportering
from maal.opslag import hent_taellinger
from maal.typer import LAASTE, Slags, Tilstand, Vurdering
from maal.vejledning_opslag import synlige_vejledningstal
from rapporter.bidrag import Bidragsaar, hent_bidrag
from rapporter.oversigt import Vurderinger, alder
from rapporter.pladser import Plads, hent_krav, pladser


@dataclass(frozen=True)
class Vejledningsaar:
    """The newest count of one year: the municipality's row in it, and the sums of the area beside it.

    The shares are percentages of the area; None where a figure is missing. `hus` names who counted, in addresses.
    """

    hus: str
    pr_dato: date
    raekke: Vejledningsraekke
    folketal_aar: int
    forloeb_i_alt: int | None
    folketal_i_alt: int | None
    pladser: tuple[Plads, ...]

    @property
    def aar(self) -> int:
        """The year that the figures are for."""
        return self.pr_dato.year

    @property
    def antal(self) -> tuple[tuple[Vejledningsslags, int | None], ...]:
        """Every kind with its figure, None where the house has not counted it."""
        return tuple((slags, self.raekke.antal(slags)) for slags in Vejledningsslags)

    @property
    def pr_tusinde(self) -> Decimal | None:
        """Individual courses per 1.000 inhabitants, not rounded."""
        forloeb, folketal = self.raekke.individuelle, self.raekke.folketal
        return None if forloeb is None or not folketal else Decimal(1000 * forloeb) / folketal

    @property
    def andel_forloeb(self) -> Decimal | None:
        """The municipality's share of the area's individual courses."""
        return _procent(self.raekke.individuelle, self.forloeb_i_alt)

    @property
    def andel_folketal(self) -> Decimal | None:
        """The municipality's share of the area's population."""
        return _procent(self.raekke.folketal, self.folketal_i_alt)


@dataclass(frozen=True)
class Husrapport:
    """A report of the house; `vurderinger` counts its målepunkter by verdict when KKR has approved it, else none."""

    id: int
    slug: str
    slags: Slags
    aar: int
    pr_dato: date
    tilstand: Tilstand
    vurderinger: Vurderinger


@dataclass(frozen=True)
class Kommuneside:
    """All that the page and its workbook show; years newest first. `folketal` is that of 1 January `folketal_aar`."""

    kommune: Kommune
    folketal: int | None
    folketal_aar: int | None
    bidrag: tuple[Bidragsaar, ...]
    vejledning: tuple[Vejledningsaar, ...]
    rapporter: tuple[Husrapport, ...]

    @property
    def pladser(self) -> tuple[tuple[Vejledningsaar, Plads], ...]:
        """Every demand of spread with the count that is held against it."""
        return tuple((et_aar, plads) for et_aar in self.vejledning for plads in et_aar.pladser)


def hent_kommune(bruger: Bruger, kode: str) -> Kommune:
    """A municipality by its code, with its house and KKR; 404 when there is none or the user may not see it."""
    try:
        return Kommune.objects.synlige_for(bruger).select_related("erhvervshus__kkr").get(kode=kode)
    except Kommune.DoesNotExist:
        raise Http404("Kommunen findes ikke, eller du har ikke adgang til den.") from None


def hent_kommuneside(bruger: Bruger, kommune: Kommune) -> Kommuneside:
    """The page's content, as far as a user may see it; seven queries when every approved report has its picture."""
    nyeste = Folketal.objects.filter(kommune=kommune).order_by("-aar").first()
    return Kommuneside(
        kommune=kommune,
        folketal=nyeste.antal if nyeste else None,
        folketal_aar=nyeste.aar if nyeste else None,
        bidrag=tuple(reversed(hent_bidrag(bruger, kommune))),
        vejledning=_vejledning(bruger, kommune),
        rapporter=_rapporter(bruger, kommune),
    )


def _vejledning(bruger: Bruger, kommune: Kommune) -> tuple[Vejledningsaar, ...]:
    """The newest count of each year that the municipality is in, newest first."""
    synlige = synlige_vejledningstal(bruger).filter(vejledninger__kommune=kommune).select_related("erhvervshus")
    nyeste = {et.aar: et for et in sorted(synlige, key=lambda et: et.pr_dato)}
    tabeller = hent_vejledningstabeller(et.pk for et in nyeste.values())
    krav = hent_krav(bruger, {et.erhvervshus_id for et in nyeste.values()})
    return tuple(
        _vejledningsaar(kommune, et, tabeller[et.pk], pladser(et, tabeller[et.pk], krav))
        for _, et in sorted(nyeste.items(), reverse=True)
    )


def _vejledningsaar(
    kommune: Kommune, vejledningstal: Vejledningstal, tabel: Vejledningstabel, egne: dict[str, tuple[Plads, ...]]
) -> Vejledningsaar:
    folketal = [raekke.folketal for raekke in tabel.raekker if raekke.folketal is not None]
    return Vejledningsaar(
        hus=vejledningstal.erhvervshus.noegle,
        pr_dato=tabel.pr_dato,
        raekke=next(raekke for raekke in tabel.raekker if raekke.kode == kommune.kode),
        folketal_aar=tabel.folketal_aar,
        forloeb_i_alt=tabel.individuelle,
        folketal_i_alt=sum(folketal) if len(folketal) == len(tabel.raekker) else None,
        pladser=egne[kommune.kode],
    )


def _rapporter(bruger: Bruger, kommune: Kommune) -> tuple[Husrapport, ...]:
    """Of each year the newest report that KKR has approved, and one still under way that is newer; newest first."""
    synlige = Afrapportering.objects.synlige_for(bruger).filter(kontrakt__erhvervshus=kommune.erhvervshus_id)
    efter_alder = sorted(synlige.select_related("kontrakt"), key=alder)
    nyeste = {rapport.aar: rapport for rapport in efter_alder}
    godkendte = {rapport.aar: rapport for rapport in efter_alder if rapport.tilstand in LAASTE}
    valgte = sorted({*nyeste.values(), *godkendte.values()}, key=alder, reverse=True)
    taellinger = hent_taellinger(rapport.pk for rapport in godkendte.values())
    return tuple(_husrapport(rapport, taellinger.get(rapport.pk, {})) for rapport in valgte)


def _husrapport(rapport: Afrapportering, taelling: dict[Vurdering, int]) -> Husrapport:
    return Husrapport(
        id=rapport.pk,
        slug=rapport.kontrakt.slug,
        slags=Slags(rapport.slags),
        aar=rapport.aar,
        pr_dato=rapport.pr_dato,
        tilstand=Tilstand(rapport.tilstand),
        vurderinger=tuple((vurdering, antal) for vurdering, antal in taelling.items() if antal),
    )


def _procent(tal: int | None, i_alt: int | None) -> Decimal | None:
    return None if tal is None or not i_alt else 100 * andel(tal, i_alt)
