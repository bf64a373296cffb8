"""The history of one status as a person reads it: each version with who, when, and what it says against the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst

from kontrakt.beretning import Aendring, Vaerdi, aendringer
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
    """The account of rows that stand newest first; the last is compared with nothing. One query of its own."""
    maalnavne = hent_maalnavne(emne)
    ord_ = [i_ord(emne, raekke, maalnavne) for raekke in raekker]
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


def hent_maalnavne(emne: Emne) -> dict[int, str]:
    """What the contract's goals are called, by id; a focus area refers to none."""
    if not isinstance(emne.post, Maalepunkt):
        return {}
    maal = Maal.objects.filter(kontrakt=emne.rapport.kontrakt_id).values_list("pk", "nummer", "titel")
    return {pk: f"Mål {nummer}: {titel}" for pk, nummer, titel in maal}


def i_ord(emne: Emne, status: Any, maalnavne: Mapping[int, str]) -> dict[str, Vaerdi]:
    """What a row of history says, field by field in the order of the report's page."""
    if not isinstance(emne.post, Maalepunkt):
        return {"Status": Vaerdi(status.tekst, er_tekst=True)}
    enhed = Enhed(emne.post.enhed)
    maal = status.henviser_til_id
    return {
        **{_resultatnavn(s): Vaerdi(_resultat(status.resultater.get(s), enhed)) for s in Segment},
        _navn("egen_vurdering"): Vaerdi(status.get_egen_vurdering_display()),
        _navn("tekst"): Vaerdi(status.tekst, er_tekst=True),
        _navn("kilde"): Vaerdi(status.kilde),
        _navn("afventer"): Vaerdi(status.afventer),
        _navn("henviser_til"): Vaerdi(maalnavne.get(maal, "et mål, der er fjernet") if maal else ""),
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
