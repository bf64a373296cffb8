"""What a file may say: the one declaration that validates it and gives the JSON Schema.

Numbers and dates are written as in the contracts (`1.417`, `2,50`, `13. oktober 2021`), so every value reaches this
module as text and is read by the same functions as what a person types: `1.5` is refused, never guessed.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.dansk import laes_dato, laes_heltal, laes_tal
from kontrakt.models import Frekvens, Kontrakttilstand, Part
from maal.typer import Aendring, Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Vurdering

T = TypeVar("T")


def fra_tekst(laes: Callable[[str], T]) -> Callable[[Any], T | Any]:
    """A validator that reads text with one of the Danish readers and lets anything else through to be refused."""
    return lambda vaerdi: laes(vaerdi) if isinstance(vaerdi, str) else vaerdi


TAL_SKEMA = {
    "type": ["number", "string"],
    "description": "Dansk tal: 1.417 er et tusind fire hundrede sytten, 2,50 to en halv.",
}
Tal = Annotated[Decimal, BeforeValidator(fra_tekst(laes_tal)), WithJsonSchema(TAL_SKEMA)]
Heltal = Annotated[int, BeforeValidator(fra_tekst(laes_heltal)), WithJsonSchema(TAL_SKEMA)]
Antal = Annotated[Heltal, Field(ge=0)]
Nummer = Annotated[Heltal, Field(ge=1, le=999)]
Aar = Annotated[Heltal, Field(ge=2019, le=2100)]
Dato = Annotated[
    date,
    BeforeValidator(fra_tekst(laes_dato)),
    WithJsonSchema({"type": "string", "description": "13. oktober 2021, 13.10.2021 eller 2021-10-13"}),
]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Linje = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Noegle = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,50}$")]
Periode = Annotated[str, StringConstraints(pattern=r"^20\d\d-20\d\d$")]


class Afsnit(BaseModel):
    """A part of a file. A word that is not known is an error, since it would otherwise be lost in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Kontraktafsnit(Afsnit):
    """The contract itself; its address follows from house and years."""

    erhvervshus: Noegle
    rammeaftale: Periode
    fra_aar: Aar
    til_aar: Aar
    tilstand: Kontrakttilstand
    vedtaget_dato: Dato | None = None
    traeder_i_kraft: Dato | None = None
    frekvens: Frekvens = Frekvens.AARLIG
    forgaenger: Noegle | None = Field(None, description="Adressen på den forrige kontrakt, fx midtjylland-2025")
    kilde: Tekst = ""


class Underskriftafsnit(Afsnit):
    """A signature; the date is left out where the source cannot be read."""

    part: Part
    navn: Linje
    titel: Linje
    dato: Dato | None = None


class Noegleafsnit(Afsnit):
    """A funding key in whole 1.000 kr.; municipalities by name or code."""

    aar: Aar
    i_alt: Antal
    bidrag: dict[str, Antal] = Field(min_length=1)


class Indsatsafsnit(Afsnit):
    """A focus area."""

    nummer: Nummer
    titel: Linje
    afsnit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    beskrivelse: Tekst = ""


class Maaltalafsnit(Afsnit):
    """A target for one year, in the målepunkt's unit; without a segment it holds for all of them."""

    aar: Aar
    segment: Segment = Segment.ALLE
    vaerdi: Tal
    tolerance: Tal | None = None
    udgangspunkt: Tal | None = None
    stigning: Tal | None = None
    spredning_total: Annotated[Heltal, Field(ge=1)] | None = Field(
        None, description="Kun ved geografisk spredning: de individuelle forløb i alt, som kontrakten sigter efter"
    )

    @model_validator(mode="after")
    def udgangspunkt_og_stigning_giver_maaltallet(self) -> "Maaltalafsnit":
        """Refuse a baseline and a rise that do not add up to the target."""
        if self.udgangspunkt is None or self.stigning is None:
            return self
        if self.udgangspunkt + self.stigning != self.vaerdi:
            raise ValueError("udgangspunkt og stigning giver ikke måltallet")
        return self


class Spredningsafsnit(Afsnit):
    """How a geographic spread is computed from guidance."""

    niveau: Niveau
    grundlag: Grundlag
    afvigelse: Afvigelse


class Maalepunktafsnit(Afsnit):
    """What is measured."""

    nummer: Nummer
    indikator: Noegle | None = Field(None, description="Det, der måles, på tværs af kontrakter og år, fx kendskabsgrad")
    tekst: Annotated[Tekst, Field(min_length=1)]
    enhed: Enhed
    krav: Krav | None = None
    opgoerelse: Opgoerelse = Opgoerelse.NIVEAU
    segmentering: Segmentering = Field(
        Segmentering.ALLE, description="drift, vaekst eller drift_vaekst (hvert segment for sig); udelades for alle"
    )
    metode: Tekst = ""
    opgoeres_af: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    del_af: Nummer | None = Field(None, description="Nummeret på det målepunkt, som dette er en del af (»heraf«)")
    spredning: Spredningsafsnit | None = Field(
        None, description="Hvordan en geografisk spredning beregnes; udelades, når den ikke kan beregnes"
    )
    maaltal: list[Maaltalafsnit] = []

    @model_validator(mode="after")
    def krav_passer_til_enhed(self) -> "Maalepunktafsnit":
        """Refuse a figure without a demand, and a demand or target on a qualitative målepunkt."""
        if self.enhed == Enhed.KVALITATIV and (self.krav or self.maaltal):
            raise ValueError("et kvalitativt målepunkt har hverken krav eller måltal")
        if self.enhed != Enhed.KVALITATIV and not self.krav:
            raise ValueError("krav mangler (mindst, over, hoejst eller inden_for)")
        if self.spredning and (self.enhed, self.krav) != (Enhed.SPREDNING, Krav.INDEN_FOR):
            raise ValueError("kun enheden spredning med kravet inden_for kan have et afsnit om spredning")
        return self


class Maalafsnit(Afsnit):
    """A goal with what is measured under it. Without `nationalt_maal` it is local."""

    nummer: Nummer
    titel: Linje
    nationalt_maal: Noegle | None = None
    forgaenger: Nummer | None = Field(None, description="Målets nummer i den forrige kontrakt")
    aendring: Aendring | None = None
    beskrivelse: Tekst = ""
    maalepunkter: list[Maalepunktafsnit] = Field(min_length=1)


class Resultatafsnit(Afsnit):
    """The results of a status: one figure under `alle`, or one per segment."""

    alle: Tal | None = None
    drift: Tal | None = None
    vaekst: Tal | None = None

    def pr_segment(self) -> dict[Segment, Decimal]:
        """The figures that are given, by segment."""
        alle = {Segment.ALLE: self.alle, Segment.DRIFT: self.drift, Segment.VAEKST: self.vaekst}
        return {segment: vaerdi for segment, vaerdi in alle.items() if vaerdi is not None}


class Statusafsnit(Afsnit):
    """What the report says of one målepunkt."""

    maal: Nummer
    maalepunkt: Nummer
    tekst: Tekst = ""
    kilde: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    afventer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    henviser_til: Nummer | None = Field(None, description="Nummeret på det mål, der henvises til (»se Mål 10«)")
    vejledningstal: Dato | None = Field(
        None,
        description="Ved geografisk spredning: den dato, som vejledningstallene er opgjort pr.",
    )
    egen_vurdering: Vurdering | None = None
    tilsidesat_vurdering: Vurdering | None = None
    begrundelse: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)] = ""
    resultater: Resultatafsnit = Resultatafsnit()


class Indsatsstatusafsnit(Afsnit):
    """What the report says of one focus area."""

    indsatsomraade: Nummer
    tekst: Tekst


class Afrapporteringsafsnit(Afsnit):
    """A report on one contract year as of a date."""

    aar: Aar
    slags: Slags
    pr_dato: Dato
    frist: Dato | None = None
    statusser: list[Statusafsnit] = []
    indsatsstatusser: list[Indsatsstatusafsnit] = []


class Kontraktfil(Afsnit):
    """One contract, whole."""

    kontrakt: Kontraktafsnit
    underskrifter: list[Underskriftafsnit] = []
    fordelingsnoegler: list[Noegleafsnit] = []
    indsatsomraader: list[Indsatsafsnit] = []
    maal: list[Maalafsnit] = Field(min_length=1)
    afrapporteringer: list[Afrapporteringsafsnit] = []


def json_skema(fil: type[Afsnit]) -> dict[str, Any]:
    """The JSON Schema of a kind of file, with Danish descriptions only: the docstrings are for who reads the code."""
    skema = fil.model_json_schema()
    for afsnit in (skema, *skema.get("$defs", {}).values()):
        afsnit.pop("description", None)
    return skema
