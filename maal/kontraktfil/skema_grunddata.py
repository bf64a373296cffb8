"""What a file of basic data may say: parties, frameworks, indicators, municipalities and population."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from maal.kontraktfil.skema import Aar, Afsnit, Antal, Dato, Linje, Noegle, Nummer, Tal

Kode = Annotated[str, StringConstraints(pattern=r"^0?\d{3}$"), Field(description="Kommunekode, fx 0751")]


class Kkrafsnit(Afsnit):
    """A KKR."""

    noegle: Noegle
    navn: Linje


class Erhvervshusafsnit(Afsnit):
    """A business house and its KKR."""

    noegle: Noegle
    navn: Linje
    kkr: Noegle


class NationaltMaalafsnit(Afsnit):
    """A national goal."""

    nummer: Nummer
    noegle: Noegle
    titel: Linje


class Faellesafsnit(Afsnit):
    """A target that the houses have together for one year, and each house's share of it as the agreement has it."""

    indikator: Noegle
    aar: Aar
    i_alt: Tal
    fordeling: dict[Noegle, Tal] = Field(min_length=1, description="Andel pr. erhvervshus, fx midtjylland: 275")

    @model_validator(mode="after")
    def andelene_giver_det_hele(self) -> "Faellesafsnit":
        """Refuse shares that do not add up to the whole."""
        if sum(self.fordeling.values()) != self.i_alt:
            raise ValueError("andelene giver ikke måltallet i alt")
        return self


class Rammeaftaleafsnit(Afsnit):
    """A framework with its national goals."""

    titel: Linje
    fra_aar: Aar
    til_aar: Aar
    indgaaet: Dato | None = None
    nationale_maal: list[NationaltMaalafsnit]
    faellesmaaltal: list[Faellesafsnit] = []


class Indikatorafsnit(Afsnit):
    """A measure's identity across contracts, houses and years."""

    noegle: Noegle
    titel: Linje


class Kommuneafsnit(Afsnit):
    """A municipality."""

    kode: Kode
    navn: Linje
    erhvervshus: Noegle
    type: Literal["by", "land"]
    region: Linje


class Folketalafsnit(Afsnit):
    """Population on 1 January of a year, by municipality code."""

    aar: Aar
    folketal: dict[Kode, Antal]


class Grunddatafil(Afsnit):
    """Basic data; each part is optional. What a file does not name is left as it is."""

    kkr: list[Kkrafsnit] = []
    erhvervshuse: list[Erhvervshusafsnit] = []
    indikatorer: list[Indikatorafsnit] = []
    rammeaftaler: list[Rammeaftaleafsnit] = []
    kommuner: list[Kommuneafsnit] = []
    folketal: list[Folketalafsnit] = []
