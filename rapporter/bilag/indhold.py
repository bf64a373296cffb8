"""What the annex to the KKR's agenda says of a report: the one content of the Word, PDF and PowerPoint files.

Plain data in the words and figures that the reader sees: the writers lay it out and compute, format and leave out
nothing, so that they cannot disagree.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from maal.typer import Vurdering
from rapporter.aendringer import Aendringsraekke

_LISTEPUNKT = re.compile(r"[-–•*]\s+(?=\S)")


def listepunkt(linje: str) -> str:
    """The text of a line that somebody wrote as a point in a list (`- …`, `• …`); empty when it is none."""
    fundet = _LISTEPUNKT.match(linje)
    return linje[fundet.end() :] if fundet else ""


@dataclass(frozen=True)
class Bilagstal:
    """One target beside its result, as words: `Drift`, `mindst 80 %`, `75 %`; empty where there is none."""

    segment: str
    krav: str
    resultat: str
    vurdering: Vurdering


@dataclass(frozen=True)
class Bilagspunkt:
    """One målepunkt: number (`3.1`), text, figures by segment, verdict, and what is said of it, a line at a time."""

    betegnelse: str
    tekst: str
    tal: tuple[Bilagstal, ...]
    vurdering: Vurdering
    status: tuple[str, ...]


@dataclass(frozen=True)
class Bilagsmaal:
    """One goal with its verdict and målepunkter."""

    nummer: int
    titel: str
    er_nationalt: bool
    beskrivelse: str
    vurdering: Vurdering
    punkter: tuple[Bilagspunkt, ...]


@dataclass(frozen=True)
class Bilagsindsats:
    """One focus area and what is said of it, a line at a time."""

    nummer: int
    titel: str
    afsnit: str
    status: tuple[str, ...]


@dataclass(frozen=True)
class Bilag:
    """The whole annex.

    `oplysninger` are names and values for the top (contract, parties, as of, state). `forbehold` is what a reader must
    know first (a draft; verdicts that are preliminary; how much is missing), a sentence each. `taelling` has only the
    verdicts that occur, with how many målepunkter. `aendringer` are what the next contract changes, and
    `naeste_kontrakt` its title; empty when there is none that the user may see. `navn` is the files' name without
    ending; `dannet` when it was made, with time zone: the approval's moment for a frozen report, so that its files are
    the same whoever fetches them.
    """

    navn: str
    titel: str
    undertitel: str
    statustitel: str
    oplysninger: tuple[tuple[str, str], ...]
    forbehold: tuple[str, ...]
    taelling: tuple[tuple[Vurdering, int], ...]
    maal: tuple[Bilagsmaal, ...]
    indsatser: tuple[Bilagsindsats, ...]
    naeste_kontrakt: str
    aendringer: tuple[Aendringsraekke, ...]
    forfatter: str
    dannet: datetime
