"""The overview: one row a contract, with the newest report's verdicts, its deadlines and the user's next step.

Above the rows stands what is urgent across them. Who cannot see drafts is told of deadlines without a reproach, and of
no step: their page leads to what is approved.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from kontrakt.adgang import ser_kladder
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from maal.frister import Frist, find_frister
from maal.models import Afrapportering
from maal.opslag import hent_taellinger, med_sidste_skridt
from maal.typer import LAASTE, Slags, Tilstand, Vurdering
from rapporter.naeste import Skridt, naeste_skridt, skridt_for

Vurderinger = tuple[tuple[Vurdering, int], ...]

SNART = 30  # days: a deadline that is no farther away is urgent
HOEJST = 5  # how many of a kind stand above the table


@dataclass(frozen=True)
class SenesteRapport:
    """The newest report of a contract, and how many of its statuses are filled in."""

    id: int
    slags: Slags
    aar: int
    pr_dato: date
    tilstand: Tilstand
    udfyldt: int
    antal: int


@dataclass(frozen=True)
class Fristlinje:
    """A deadline that is not met, in words; `afventer` says whose turn it is, and `skridt` what the user can do."""

    tekst: str
    dato: date
    dage: int
    er_forsinket: bool
    afventer: str
    skridt: Skridt | None


@dataclass(frozen=True)
class Oversigtsraekke:
    """One contract. `frister` has every deadline that is not met, the earliest first."""

    slug: str
    erhvervshus: str
    hus_sortering: str
    kkr: str
    periode: str
    tilstand: Kontrakttilstand
    seneste: SenesteRapport | None
    frister: tuple[Fristlinje, ...] = ()
    skridt: tuple[Skridt, ...] = ()

    @property
    def er_udkast(self) -> bool:
        """Whether the contract is not agreed yet."""
        return self.tilstand == Kontrakttilstand.UDKAST

    @property
    def seneste_dato(self) -> date:
        """Sort key of the newest report; contracts without one come first."""
        return self.seneste.pr_dato if self.seneste else date.min

    @property
    def andel_udfyldt(self) -> Decimal:
        """Sort key of how far the newest report is; contracts without one come first."""
        return Decimal(self.seneste.udfyldt) / (self.seneste.antal or 1) if self.seneste else Decimal(-1)

    @property
    def naeste_dato(self) -> date:
        """Sort key of the deadlines; contracts without one come last."""
        return self.frister[0].dato if self.frister else date.max

    @property
    def viste_frister(self) -> tuple[Fristlinje, ...]:
        """What its row shows: all that is passed, and the next."""
        passeret = tuple(linje for linje in self.frister if linje.dage < 0)
        return self.frister[: len(passeret) + 1]


@dataclass(frozen=True)
class Hastesag:
    """A deadline that is passed or near, and whose it is."""

    slug: str
    erhvervshus: str
    linje: Fristlinje


@dataclass(frozen=True)
class Haster:
    """What is urgent across some contracts: the most urgent of what is passed and of what is near, and how many more.

    `naeste` is the first deadline after these.
    """

    passeret: tuple[Hastesag, ...]
    snart: tuple[Hastesag, ...]
    flere: int
    naeste: Hastesag | None


def synlige_kontrakter(bruger: Bruger) -> list[Kontrakt]:
    """The contracts a user may see, with their parties, newest first and houses in Danish order; one query."""
    return list(Kontrakt.objects.synlige_for(bruger).select_related("erhvervshus__kkr"))


def oversigt(bruger: Bruger, kontrakter: Sequence[Kontrakt], idag: date) -> list[Oversigtsraekke]:
    """One row for each contract, in the order given; one query.

    `kontrakter` must be ones the user may see, with their parties fetched. Only reports that the user may see count.
    """
    udfyldt = Count("statusser", filter=Q(statusser__opdateret__isnull=False))
    synlige = Afrapportering.objects.synlige_for(bruger).filter(kontrakt__in=[kontrakt.pk for kontrakt in kontrakter])
    rapporter: dict[int, list[Afrapportering]] = defaultdict(list)
    for rapport in med_sidste_skridt(synlige.annotate(antal=Count("statusser"), udfyldt=udfyldt)).order_by():
        rapporter[rapport.kontrakt_id].append(rapport)
    return [_raekke(bruger, kontrakt, sorted(rapporter[kontrakt.pk], key=alder), idag) for kontrakt in kontrakter]


def hent_vurderinger(raekker: Iterable[Oversigtsraekke]) -> dict[int, Vurderinger]:
    """How many målepunkter have each verdict, by the id of the newest report of some rows; a fixed number of queries.

    Apart from the rows, since a verdict rests on all of a report: only the rows that are shown need it.
    """
    taellinger = hent_taellinger(raekke.seneste.id for raekke in raekker if raekke.seneste)
    return {
        rapport: tuple((vurdering, antal) for vurdering, antal in taelling.items() if antal)
        for rapport, taelling in taellinger.items()
    }


def haster(raekker: Iterable[Oversigtsraekke]) -> Haster:
    """What is urgent across some rows, the earliest first and houses in Danish order."""
    sager = sorted(
        ((raekke, linje) for raekke in raekker for linje in raekke.frister),
        key=lambda sag: (sag[1].dato, sag[0].hus_sortering, sag[0].periode),
    )
    alle = [Hastesag(raekke.slug, raekke.erhvervshus, linje) for raekke, linje in sager]
    passeret = [sag for sag in alle if sag.linje.dage < 0]
    snart = [sag for sag in alle if 0 <= sag.linje.dage <= SNART]
    return Haster(
        passeret=tuple(passeret[:HOEJST]),
        snart=tuple(snart[:HOEJST]),
        flere=len(passeret[HOEJST:]) + len(snart[HOEJST:]),
        naeste=next(iter(alle[len(passeret) + len(snart) :]), None),
    )


def nyeste(raekker: Iterable[Oversigtsraekke]) -> list[Oversigtsraekke]:
    """The contracts with the newest reports, the newest first: where a reader begins."""
    med_rapport = [raekke for raekke in raekker if raekke.seneste]
    return sorted(med_rapport, key=lambda raekke: raekke.seneste_dato, reverse=True)[:HOEJST]


def aabne_frister(bruger: Bruger, kontrakt: Kontrakt, rapporter: Iterable[Afrapportering], idag: date) -> list[Frist]:
    """The deadlines that are not met; to who sees no drafts none whose report is there to be read.

    `rapporter` are those of the contract that the user may see.
    """
    ser_alt = ser_kladder(bruger)
    frister = find_frister(kontrakt, rapporter, idag)
    return [frist for frist in frister if frist.er_aaben and (ser_alt or frist.rapport is None)]


def alder(rapport: Afrapportering) -> tuple[int, bool, date, int]:
    """Sort key of a contract's reports, the newest last: by year and date.

    The final one is the year's last, whatever is counted later: it settles the year, and a preliminary one cannot.
    """
    return (rapport.aar, rapport.er_endelig, rapport.pr_dato, rapport.pk)


def vaegt(rapport: Afrapportering) -> tuple[bool, tuple[int, bool, date, int]]:
    """Sort key of a contract year's reports where houses are compared, the one that counts last.

    What KKR has approved counts before what is on its way, and then the newest: a draft hides nothing approved.
    """
    return (rapport.tilstand in LAASTE, alder(rapport))


def _raekke(bruger: Bruger, kontrakt: Kontrakt, rapporter: Sequence[Afrapportering], idag: date) -> Oversigtsraekke:
    hus = kontrakt.erhvervshus
    for rapport in rapporter:
        rapport.kontrakt = kontrakt  # with its house, so that it is not fetched for each
    frister = aabne_frister(bruger, kontrakt, rapporter, idag)
    if ser_kladder(bruger):
        efter_nummer = {rapport.pk: rapport for rapport in rapporter}
        linjer = [
            _linje(frist, skridt_for(bruger, kontrakt, frist, efter_nummer.get(frist.rapport or 0)))
            for frist in frister
        ]
    else:
        linjer = [_laeserens_linje(frist) for frist in frister]
    return Oversigtsraekke(
        slug=kontrakt.slug,
        erhvervshus=hus.navn,
        hus_sortering=hus.sortering,
        kkr=hus.kkr.navn,
        periode=kontrakt.periode,
        tilstand=Kontrakttilstand(kontrakt.tilstand),
        seneste=_seneste(rapporter[-1]) if rapporter else None,
        frister=tuple(linjer),
        skridt=naeste_skridt(bruger, rapporter, (linje.skridt for linje in linjer)),
    )


def _linje(frist: Frist, skridt: Skridt | None) -> Fristlinje:
    return Fristlinje(frist.i_ord, frist.dato, frist.dage, frist.er_forsinket, frist.afventer, skridt)


def _laeserens_linje(frist: Frist) -> Fristlinje:
    """As who sees no drafts reads it: no reproach, nobody's turn."""
    return Fristlinje(frist.i_ord_for_laeser, frist.dato, frist.dage, er_forsinket=False, afventer="", skridt=None)


def _seneste(rapport: Afrapportering) -> SenesteRapport:
    return SenesteRapport(
        id=rapport.pk,
        slags=Slags(rapport.slags),
        aar=rapport.aar,
        pr_dato=rapport.pr_dato,
        tilstand=Tilstand(rapport.tilstand),
        udfyldt=rapport.udfyldt,  # type: ignore[attr-defined] # annotated by oversigt
        antal=rapport.antal,  # type: ignore[attr-defined]
    )
