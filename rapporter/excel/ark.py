"""What a workbook is to hold, as plain values: tables, front pages, document properties, and the names Excel allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapporter.excel.celler import Celleformat, Vaerdi

_ARKNAVN = re.compile(r"(?!'|history$)(?=.*\S)[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')", re.IGNORECASE)
_TABELNAVN = re.compile(r"(?!(?:[a-z]{1,3}\d+|r\d*(?:c\d*)?|c\d*)$)[^\W\d]\w{0,254}", re.IGNORECASE)
_KOLONNETITEL = re.compile(r"\S(?:[^\x00-\x1f]{0,253}\S)?")


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: heading, width in characters (made wider only when a value would not show whole), format."""

    titel: str
    bredde: float
    format: Celleformat = Celleformat.TEKST


@dataclass(frozen=True, slots=True)
class Tabelark:
    """A sheet with one Excel table: `overskrift` above it, `sumraekker` below it and outside its filter."""

    navn: str
    tabelnavn: str
    kolonner: Sequence[Kolonne]
    raekker: Sequence[Sequence[Vaerdi]]
    overskrift: str = ""
    sumraekker: Sequence[Sequence[Vaerdi]] = ()


@dataclass(frozen=True, slots=True)
class Felt:
    """A line of a front page: a name and its value. `navneformat` is VURDERING where the name is a verdict."""

    navn: str
    vaerdi: Vaerdi
    format: Celleformat = Celleformat.TEKST
    navneformat: Celleformat = Celleformat.TEKST


@dataclass(frozen=True, slots=True)
class Afsnit:
    """A headed group of lines on a front page."""

    overskrift: str
    felter: Sequence[Felt]


@dataclass(frozen=True, slots=True)
class Noegleark:
    """A front page: a title and groups of names and values, in two columns of the widths given."""

    navn: str
    overskrift: str
    afsnit: Sequence[Afsnit]
    bredder: tuple[float, float] = (34, 90)


Ark = Tabelark | Noegleark


@dataclass(frozen=True, slots=True)
class Egenskaber:
    """The document's properties; `titel` is in the footer too. `oprettet` with time zone, or in UTC without."""

    titel: str
    forfatter: str
    emne: str
    oprettet: datetime


def efterse(ark: Sequence[Ark]) -> None:
    """Raise `ValueError` for a name that Excel refuses or that is used twice, and for a row of the wrong length."""
    tabelark = [et_ark for et_ark in ark if isinstance(et_ark, Tabelark)]
    _efterse_navne("sheet name", _ARKNAVN, [et_ark.navn for et_ark in ark])
    for et_ark in tabelark:
        _efterse_navne("column heading", _KOLONNETITEL, [kolonne.titel for kolonne in et_ark.kolonner])
        for raekke in (*et_ark.raekker, *et_ark.sumraekker):
            if len(raekke) != len(et_ark.kolonner):
                raise ValueError(f"{et_ark.navn} has {len(et_ark.kolonner)} columns, but this row not: {raekke!r}")
    if tabelark:
        _efterse_navne("table name", _TABELNAVN, [et_ark.tabelnavn for et_ark in tabelark])


def _efterse_navne(hvad: str, gyldig: re.Pattern[str], navne: Sequence[str]) -> None:
    if not navne:
        raise ValueError(f"there must be at least one {hvad}")
    for navn in navne:
        if not gyldig.fullmatch(navn):
            raise ValueError(f"Excel refuses the {hvad} {navn!r}")
    if len({navn.casefold() for navn in navne}) < len(navne):
        raise ValueError(f"Excel refuses a {hvad} that is used twice: {', '.join(navne)}")
