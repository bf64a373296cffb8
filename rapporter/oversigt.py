"""The overview: one row a contract, with the newest report's verdicts and what is outstanding."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from kontrakt.dansk import vis_dato
from kontrakt.models import Bruger, Frekvens, Kontrakt, Kontrakttilstand
from maal.models import Afrapportering
from maal.opslag import hent_taellinger, med_sidste_skridt, venter_paa
from maal.typer import Slags, Tilstand, Vurdering

Vurderinger = tuple[tuple[Vurdering, int], ...]


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
class Venter:
    """A report that awaits the user, and what for: `Til godkendelse`, `Sendt tilbage`."""

    id: int
    tekst: str
    slags: Slags
    aar: int


@dataclass(frozen=True)
class Oversigtsraekke:
    """One contract. `udestaar` says in Danish what is late or not yet settled; empty when there is nothing."""

    slug: str
    erhvervshus: str
    hus_sortering: str
    kkr: str
    periode: str
    tilstand: Kontrakttilstand
    seneste: SenesteRapport | None
    udestaar: tuple[str, ...]
    venter: tuple[Venter, ...] = ()

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
    def antal_udestaaende(self) -> int:
        """Sort key of what is outstanding."""
        return len(self.venter) + len(self.udestaar)


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
    return [_raekke(bruger, kontrakt, rapporter[kontrakt.pk], idag) for kontrakt in kontrakter]


def hent_vurderinger(raekker: Iterable[Oversigtsraekke]) -> dict[int, Vurderinger]:
    """How many målepunkter have each verdict, by the id of the newest report of some rows; a fixed number of queries.

    Apart from the rows, since a verdict rests on all of a report: only the rows that are shown need it.
    """
    taellinger = hent_taellinger(raekke.seneste.id for raekke in raekker if raekke.seneste)
    return {
        rapport: tuple((vurdering, antal) for vurdering, antal in taelling.items() if antal)
        for rapport, taelling in taellinger.items()
    }


def alder(rapport: Afrapportering) -> tuple[int, date, bool, int]:
    """Sort key of a contract's reports, the newest last: by year and date; on the same date the final one is newer."""
    return (rapport.aar, rapport.pr_dato, rapport.er_endelig, rapport.pk)


def udestaaende(kontrakt: Kontrakt, rapporter: Sequence[Afrapportering], idag: date) -> tuple[str, ...]:
    """What is late: drafts past their deadline, half-years not reported on, past years that no final report settles.

    A draft counts as a report until its own deadline is passed. Nothing is due on a contract that is itself a draft: it
    cannot be reported on.
    """
    if kontrakt.tilstand == Kontrakttilstand.UDKAST:
        return ()
    endelige = {rapport.aar for rapport in rapporter if rapport.er_endelig}
    uafsluttede = [aar for aar in kontrakt.aar if aar < idag.year and aar not in endelige]
    passerede = [
        f"{rapport.get_slags_display()} afrapportering {rapport.aar}: fristen {vis_dato(rapport.frist)} er passeret"
        for rapport in sorted(rapporter, key=alder)
        if rapport.er_kladde and rapport.frist and rapport.frist < idag
    ]
    return (
        *passerede,
        *(f"1. halvår {aar} er ikke afrapporteret" for aar in _manglende_halvaar(kontrakt, rapporter, idag)),
        *(f"{aar} er ikke endeligt afrapporteret" for aar in uafsluttede),
    )


def _manglende_halvaar(kontrakt: Kontrakt, rapporter: Sequence[Afrapportering], idag: date) -> list[int]:
    """The contract years whose first half is over and not reported on, when the contract asks for it every half-year.

    Sjælland 2025, "hvert halve år". A half-yearly report of the year counts whatever its date, and so does any report
    as of 30 June or later, since it tells of the half-year too. The second half is the year's final report.
    """
    if kontrakt.frekvens != Frekvens.HALVAARLIG:
        return []
    daekkede = {
        rapport.aar
        for rapport in rapporter
        if rapport.slags == Slags.HALVAARLIG or rapport.pr_dato >= date(rapport.aar, 6, 30)
    }
    return [aar for aar in kontrakt.aar if date(aar, 6, 30) < idag and aar not in daekkede]


def _raekke(bruger: Bruger, kontrakt: Kontrakt, rapporter: Sequence[Afrapportering], idag: date) -> Oversigtsraekke:
    hus = kontrakt.erhvervshus
    return Oversigtsraekke(
        slug=kontrakt.slug,
        erhvervshus=hus.navn,
        hus_sortering=hus.sortering,
        kkr=hus.kkr.navn,
        periode=kontrakt.periode,
        tilstand=Kontrakttilstand(kontrakt.tilstand),
        seneste=_seneste(max(rapporter, key=alder)) if rapporter else None,
        udestaar=udestaaende(kontrakt, rapporter, idag),
        venter=_venter(bruger, kontrakt, rapporter),
    )


def _venter(bruger: Bruger, kontrakt: Kontrakt, rapporter: Sequence[Afrapportering]) -> tuple[Venter, ...]:
    """The contract's reports that await the user, oldest first."""
    resultat = []
    for rapport in sorted(rapporter, key=alder):
        rapport.kontrakt = kontrakt  # with its house, so that it is not fetched for each
        if tekst := venter_paa(bruger, rapport):
            resultat.append(Venter(rapport.pk, tekst, Slags(rapport.slags), rapport.aar))
    return tuple(resultat)


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
