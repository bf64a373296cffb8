"""Two people have saved the same status: both versions field by field, and what each of the two has changed.

The version that both started from stands in the history. A field that only one of them changed is merged without a
question; where both changed it, the person who came second chooses or writes the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.forms import BoundField

from kontrakt.tekstforskel import Del, ordforskel
from kontrakt.widgets import Valgliste
from maal.enheder import vis_vaerdi
from maal.levende import skrevet_af
from maal.models import Skrevet, Status
from maal.status import resultatfelt
from maal.typer import Segment

Vaerdi = str | Decimal  # empty where nothing is written
Vaerdier = Mapping[str, Vaerdi]  # by the name of the form's field; a figure in the målepunkt's unit

VALG = "valg_"  # what stands before a field's name where a person chooses between two versions of it
MIT, GEMT = "mit", "gemt"
FIL = "En indlæst fil"


class Slags(StrEnum):
    """Who has changed a field since both began, as far as the two versions are not the same."""

    KUN_GEMT = "kun_gemt"
    KUN_MIT = "kun_mit"
    BEGGE = "begge"


@dataclass(frozen=True)
class Feltforskel:
    """One field in which the two versions differ, in words; `dele` leads from what was to what is."""

    felt: BoundField
    slags: Slags
    foer: str
    gemt: str
    mit: str
    dele: list[Del]
    aendret_af: str
    valgt: str

    @property
    def valgnavn(self) -> str:
        """The name of the choice between the two versions."""
        return f"{VALG}{self.felt.name}"


@dataclass(frozen=True)
class Sammenstoed:
    """Both versions, and who saved the other when; `foer_version` is the one that was read by who came second."""

    gemt_af: str
    gemt: datetime | None
    foer_version: int
    kender_foer: bool
    mangler_valg: bool
    forskelle: list[Feltforskel]
    raa_gemt: Vaerdier

    @property
    def begge(self) -> list[Feltforskel]:
        """The fields to choose in."""
        return [forskel for forskel in self.forskelle if forskel.slags == Slags.BEGGE]

    @property
    def flettede(self) -> list[Feltforskel]:
        """The fields that only one of the two has changed."""
        return [forskel for forskel in self.forskelle if forskel.slags != Slags.BEGGE]

    @property
    def kun_gemt(self) -> list[Feltforskel]:
        """The fields that only the other has changed."""
        return [forskel for forskel in self.forskelle if forskel.slags == Slags.KUN_GEMT]

    @property
    def feltnavne(self) -> str:
        """The names of the fields to choose in, as the form sends them back."""
        return " ".join(forskel.felt.name for forskel in self.begge)


def skeln(foer: Vaerdier | None, gemt: Vaerdier, mit: Vaerdier) -> dict[str, Slags]:
    """Say of each field of mine that is not as saved, who changed it; without a common beginning both did."""
    slags = {}
    for navn, min_vaerdi in mit.items():
        if min_vaerdi == gemt[navn]:
            continue
        if foer is not None and min_vaerdi == foer[navn]:
            slags[navn] = Slags.KUN_GEMT
        elif foer is not None and gemt[navn] == foer[navn]:
            slags[navn] = Slags.KUN_MIT
        else:
            slags[navn] = Slags.BEGGE
    return slags


def sammenhold(
    form: forms.Form, gemt: Skrevet, version: int, *, valgt: Mapping[str, Any], mangler_valg: bool
) -> Sammenstoed:
    """Hold a form that can be read against what somebody saved since `version`; two queries.

    `valgt` is what the person has chosen so far, as the form sent it.
    """
    nu = _vaerdier(gemt, _resultater(gemt))
    mit = {navn: _som_gemt(form.cleaned_data[navn]) for navn in form.fields if navn in nu}
    tidligere = _tidligere(gemt, version)
    foer = tidligere.get(version)
    forskelle = [
        _forskel(form[navn], slags, foer, nu, mit, _aendret_af(navn, tidligere, gemt), valgt)
        for navn, slags in skeln(foer, nu, mit).items()
    ]
    return Sammenstoed(
        gemt_af=skrevet_af(gemt) or FIL,
        gemt=gemt.opdateret,
        foer_version=version,
        kender_foer=foer is not None,
        mangler_valg=mangler_valg,
        forskelle=forskelle,
        raa_gemt=nu,
    )


def _forskel(
    felt: BoundField,
    slags: Slags,
    foer: Vaerdier | None,
    nu: Vaerdier,
    mit: Vaerdier,
    aendret_af: str,
    valgt: Mapping[str, Any],
) -> Feltforskel:
    ord_foer, ord_nu, ord_mit = (_i_ord(felt, version[felt.name] if version else "") for version in (foer, nu, mit))
    fra, til = {Slags.BEGGE: (ord_nu, ord_mit), Slags.KUN_GEMT: (ord_foer, ord_nu), Slags.KUN_MIT: (ord_foer, ord_mit)}[
        slags
    ]
    return Feltforskel(
        felt=felt,
        slags=slags,
        foer=ord_foer,
        gemt=ord_nu,
        mit=ord_mit,
        dele=ordforskel(fra, til),
        aendret_af=aendret_af,
        valgt=str(valgt.get(f"{VALG}{felt.name}", "")),
    )


def _i_ord(felt: BoundField, vaerdi: Vaerdi) -> str:
    """What a person reads: a figure with its unit, a choice by its name."""
    enhed = getattr(felt.field, "enhed", None)
    if isinstance(vaerdi, Decimal):
        return vis_vaerdi(vaerdi, enhed) if enhed else str(vaerdi)
    if isinstance(felt.field.widget, Valgliste) and vaerdi:
        return dict(felt.field.widget.choices).get(vaerdi, "et valg, der ikke findes mere")
    return vaerdi


def _som_gemt(vaerdi: Any) -> Vaerdi:
    """What was read in a form, as `_vaerdier` writes it: a goal and a count by its id."""
    return str(vaerdi.pk) if hasattr(vaerdi, "pk") else "" if vaerdi is None else vaerdi


def _vaerdier(status: Any, resultater: Mapping[str, Decimal]) -> dict[str, Vaerdi]:
    """A status or a row of its history by the form's fields."""
    vaerdier: dict[str, Vaerdi] = {"tekst": status.tekst}
    if not hasattr(status, "egen_vurdering"):
        return vaerdier
    for navn in ("kilde", "afventer", "egen_vurdering", "tilsidesat_vurdering", "begrundelse"):
        vaerdier[navn] = getattr(status, navn)
    for navn in ("henviser_til", "vejledningstal"):
        vaerdier[navn] = str(getattr(status, f"{navn}_id") or "")
    return vaerdier | {resultatfelt(segment): resultater.get(segment, "") for segment in Segment}


def _resultater(status: Skrevet) -> dict[str, Decimal]:
    return {et.segment: et.vaerdi for et in status.resultater.all()} if isinstance(status, Status) else {}


def _tidligere(gemt: Skrevet, fra: int) -> dict[int, dict[str, Any]]:
    """The versions from the one that was read, each with its values and who saved it; nobody wrote version 0."""
    tomt = type(gemt)()
    versioner: dict[int, dict[str, Any]] = {0: {**_vaerdier(tomt, {}), "_af": ""}} if fra == 0 else {}
    raekker = type(gemt).history.filter(id=gemt.pk, version__gte=fra, version__lte=gemt.version)  # type: ignore[attr-defined]
    for raekke in raekker.select_related("opdateret_af").order_by("version", "history_id"):
        tal = {segment: Decimal(vaerdi) for segment, vaerdi in getattr(raekke, "resultater", {}).items()}
        versioner[raekke.version] = {**_vaerdier(raekke, tal), "_af": skrevet_af(raekke) or FIL}
    return versioner


def _aendret_af(navn: str, tidligere: Mapping[int, Mapping[str, Any]], gemt: Skrevet) -> str:
    """Who last changed a field of the saved version; who saved last when the history does not say."""
    foregaaende: Mapping[str, Any] | None = None
    hvem = ""
    for version in tidligere.values():
        if foregaaende is not None and version[navn] != foregaaende[navn]:
            hvem = version["_af"]
        foregaaende = version
    return hvem or skrevet_af(gemt) or FIL
