"""What a workbook that was filled in would change in a report, as plain data: what the preview shows."""

from dataclasses import dataclass
from datetime import datetime

from kontrakt.tekstforskel import Del
from maal.typer import Vurdering


@dataclass(frozen=True)
class Feltaendring:
    """One field in words, as it stands and as the file has it; empty where nothing stands. `sted` is the cell."""

    felt: str
    foer: str
    efter: str
    dele: list[Del]
    sted: str

    @property
    def vist(self) -> list[str]:
        """What a preview says of it, as plain values."""
        return [self.felt, self.foer, self.efter]


@dataclass(frozen=True)
class Aendring:
    """A status that the file changes, and its verdict before and after; a focus area has none."""

    navn: str
    tekst: str
    anker: str
    version: int
    felter: tuple[Feltaendring, ...]
    vurdering: Vurdering | None = None
    ny_vurdering: Vurdering | None = None
    note: str = ""


@dataclass(frozen=True)
class Filkonflikt:
    """A status that the file changes and somebody has saved since it was fetched; it is never written by the file.

    `valg` names it with its version, so that who has chosen has chosen against what they saw.
    """

    navn: str
    tekst: str
    anker: str
    valg: str
    gemt_af: str
    gemt: datetime | None
    felter: tuple[Feltaendring, ...]


@dataclass(frozen=True)
class Foelge:
    """A målepunkt that the file does not change, and whose verdict changes with another's."""

    navn: str
    vurdering: Vurdering
    ny_vurdering: Vurdering


@dataclass(frozen=True)
class Sammenligning:
    """A file held against the report; `kun_nu` and `kun_i_filen` are what the contract has got and lost since."""

    aendringer: tuple[Aendring, ...]
    konflikter: tuple[Filkonflikt, ...]
    foelger: tuple[Foelge, ...]
    uaendrede: int
    kun_nu: tuple[str, ...] = ()
    kun_i_filen: tuple[str, ...] = ()

    @property
    def vist(self) -> list[object]:
        """What a preview says, as plain values."""
        return [
            [
                [en.anker, en.version, en.vurdering, en.ny_vurdering, [et.vist for et in en.felter]]
                for en in self.aendringer
            ],
            [[en.valg, [et.vist for et in en.felter]] for en in self.konflikter],
            [[en.navn, en.vurdering, en.ny_vurdering] for en in self.foelger],
        ]
