"""The history of one status as a person reads it: each version with who, when, and what it says against the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst

from kommuner.models import Vejledningstal
from kontrakt.beretning import Aendring, Vaerdi, aendringer
from kontrakt.dansk import vis_dato
from kontrakt.models import Indsatsomraade
from kontrakt.models.historik import SLETTET, TILFOEJET
from maal.enheder import vis_vaerdi
from maal.levende import skrevet_af
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Status
from maal.typer import Enhed, Segment


@dataclass(frozen=True)
class Emne:
    """What a history is of: a målepunkt or a focus area in one report, with what the words of its versions need."""

    rapport: Afrapportering
    post: Maalepunkt | Indsatsomraade

    @property
    def navn(self) -> str:
        """`Målepunkt 3.1` or `Indsatsområde 2`."""
        if isinstance(self.post, Maalepunkt):
            return f"Målepunkt {self.post.maal.nummer}.{self.post.nummer}"
        return f"Indsatsområde {self.post.nummer}"

    @property
    def raekker(self) -> "QuerySet[Any]":
        """Its versions, newest first; the row of an empty status that went with its målepunkt is none."""
        if isinstance(self.post, Maalepunkt):
            raekker = Status.history.filter(afrapportering=self.rapport.pk, maalepunkt=self.post.pk)
        else:
            raekker = Indsatsstatus.history.filter(afrapportering=self.rapport.pk, indsatsomraade=self.post.pk)
        levende = raekker.filter(version__gt=0).exclude(history_type=SLETTET)
        return levende.select_related("opdateret_af").order_by("-version", "-history_id")


@dataclass(frozen=True)
class Udgave:
    """One version: who wrote it when, why (from a file, restored), and what it changed."""

    version: int
    tidspunkt: datetime | None
    hvem: str
    grund: str
    er_foerste: bool
    fra_foer_historikken: bool
    aendringer: tuple[Aendring, ...]


def udgaver(emne: Emne, raekker: Sequence[Any]) -> list[Udgave]:
    """The account of rows that stand newest first; the last is compared with nothing. Two queries at most."""
    navne = hent_navne(emne, raekker)
    ord_ = [i_ord(emne, raekke, navne) for raekke in raekker]
    return [
        Udgave(
            version=raekke.version,
            tidspunkt=raekke.opdateret,
            hvem=skrevet_af(raekke),
            grund=raekke.history_change_reason or "",
            er_foerste=nummer + 1 == len(raekker),
            # The door writes changes only: a row that adds says what stood when history began.
            fra_foer_historikken=raekke.history_type == TILFOEJET,
            aendringer=aendringer(ord_[nummer + 1] if nummer + 1 < len(ord_) else None, ord_[nummer]),
        )
        for nummer, raekke in enumerate(raekker)
    ]


@dataclass(frozen=True)
class Navne:
    """What the things that a status refers to are called, by id."""

    maal: Mapping[int, str]
    vejledningstal: Mapping[int, str]


def hent_navne(emne: Emne, raekker: Iterable[Any]) -> Navne:
    """The names of the contract's goals and of the guidance that some rows of history refer to; none of a focus area.

    One query, and one more when a row refers to guidance.
    """
    if not isinstance(emne.post, Maalepunkt):
        return Navne({}, {})
    maal = Maal.objects.filter(kontrakt=emne.rapport.kontrakt_id).values_list("pk", "nummer", "titel")
    brugte = {raekke.vejledningstal_id for raekke in raekker} - {None}
    tal = Vejledningstal.objects.filter(pk__in=brugte).order_by().values_list("pk", "pr_dato") if brugte else ()
    return Navne(
        {pk: f"Mål {nummer}: {titel}" for pk, nummer, titel in maal},
        {pk: f"pr. {vis_dato(pr_dato)}" for pk, pr_dato in tal},
    )


def i_ord(emne: Emne, status: Any, navne: Navne) -> dict[str, Vaerdi]:
    """What a row of history says, field by field in the order of the report's page."""
    if not isinstance(emne.post, Maalepunkt):
        return {"Status": Vaerdi(status.tekst, er_tekst=True)}
    enhed = Enhed(emne.post.enhed)
    maal, tal = status.henviser_til_id, status.vejledningstal_id
    return {
        **{_resultatnavn(s): Vaerdi(_resultat(status.resultater.get(s), enhed)) for s in Segment},
        "Resultat fra vejledningstal": Vaerdi(navne.vejledningstal.get(tal, "tal, der er slettet") if tal else ""),
        _navn("egen_vurdering"): Vaerdi(status.get_egen_vurdering_display()),
        _navn("tekst"): Vaerdi(status.tekst, er_tekst=True),
        _navn("kilde"): Vaerdi(status.kilde),
        _navn("afventer"): Vaerdi(status.afventer),
        _navn("henviser_til"): Vaerdi(navne.maal.get(maal, "et mål, der er fjernet") if maal else ""),
        _navn("tilsidesat_vurdering"): Vaerdi(status.get_tilsidesat_vurdering_display()),
        _navn("begrundelse"): Vaerdi(status.begrundelse, er_tekst=True),
    }


def _navn(felt: str) -> str:
    meta: Any = Status._meta
    return capfirst(str(meta.get_field(felt).verbose_name))


def _resultatnavn(segment: Segment) -> str:
    return f"Resultat, {segment.label.lower()}" if segment else "Resultat"


def _resultat(tal: str | None, enhed: Enhed) -> str:
    return "" if tal is None else vis_vaerdi(Decimal(tal), enhed)
