"""The text of a picture: what page and workbook show of an approved report, written the same way every time.

Canonical JSON: keys sorted, no spaces, letters as they are (UTF-8), decimals as their exact digits in text, dates and
times in ISO 8601, enums by value. The checksum is the SHA-256 of the text's bytes.

A picture is read by software that is years newer, so the format has a number. A picture of today's number must be
readable as it stands: a field may be added to what it holds only with a default, and nothing may be renamed, removed
or given another meaning, the values of the enums included. Whoever must do so gives `FORMAT` the next number and lifts
the JSON of each older one to it in `_aabn`, for ever. `tests/data/billede-1.json` is a picture of the first format, and
a test holds the workbook made from it today against the one made then.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kommuner.noegleside import Noegleside
from kommuner.noegletabel import Noegletabel
from maal.typer import Vurdering
from maal.udtraek import Udtraek

FORMAT = 1
ULAESELIGT = "Det gemte øjebliksbillede er beskadiget: indholdet kan ikke læses."


class Beskadiget(Exception):  # noqa: N818 - the word that the reader sees
    """A picture is not what was saved; the message is Danish and for the reader."""


@dataclass(frozen=True)
class Billede:
    """What a picture holds: the report as it stood when it was approved, and its contract's funding keys.

    `taget` is when the approval was written down, `kkr_moede` the day of the meeting where it was given. `noegleside`
    is the year's key in full; None when the year has none, and in pictures from before there was such a page.
    """

    taget: datetime
    kkr_moede: date | None
    udtraek: Udtraek
    noegler: Noegletabel
    noegleside: Noegleside | None = None


_INDHOLD = TypeAdapter(Billede)


def skriv(billede: Billede) -> str:
    """The picture as canonical JSON."""
    data = {"format": FORMAT, **_INDHOLD.dump_python(billede, mode="json")}
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def kontrolsum(indhold: str) -> str:
    """The SHA-256 of a picture's text, in hexadecimal."""
    return hashlib.sha256(indhold.encode()).hexdigest()


def laes(indhold: str, sha256: str) -> Billede:
    """The picture in a text; `Beskadiget` when it is not the text that the checksum was made of, or cannot be read."""
    data = _aabn(indhold, sha256)
    try:
        return _INDHOLD.validate_python(data)
    except ValidationError as fejl:
        raise Beskadiget(ULAESELIGT) from fejl


def laes_vurderinger(indhold: str, sha256: str) -> list[Vurdering]:
    """The verdict of each målepunkt alone, where many pictures are counted; `Beskadiget` as for `laes`."""
    data = _aabn(indhold, sha256)
    try:
        return [Vurdering(punkt["vurdering"]) for maal in data["udtraek"]["maal"] for punkt in maal["punkter"]]
    except (ValueError, KeyError, TypeError) as fejl:
        raise Beskadiget(ULAESELIGT) from fejl


def _aabn(indhold: str, sha256: str) -> dict[str, Any]:
    if kontrolsum(indhold) != sha256:
        raise Beskadiget("Det gemte øjebliksbillede er beskadiget: kontrolsummen passer ikke.")
    try:
        data: dict[str, Any] = json.loads(indhold)
        format_ = data["format"]
    except (ValueError, KeyError, TypeError) as fejl:
        raise Beskadiget(ULAESELIGT) from fejl
    if format_ != FORMAT:
        raise Beskadiget(f"Det gemte øjebliksbillede har formatet {format_}, som denne udgave ikke kan læse.")
    return data
