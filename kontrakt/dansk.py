"""Danish numbers, dates and alphabetical order, read and printed: the one place for what a user types and sees."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MAKS_HELTALSCIFRE = 12
MAKS_DECIMALER = 4
PROCENTORD = frozenset({"%", "pct", "pct.", "procent"})
PROCENTPOINTORD = frozenset({"procentpoint", "pct.point", "pp"})
_MAANED = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
MAANEDER = tuple(_MAANED.split("|"))

_TAL = re.compile(r"([+\-−–]?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_TVETYDIGT_TAL = re.compile(r"([+\-−–]?[1-9][0-9]{0,7})\.([0-9]{1,4})")
_TVETYDIGT_HELTAL = re.compile(r"([+\-−–]?[1-9][0-9]{0,2}),([0-9]{3})")  # 1,000 is a thousand in English
_DATOER = (
    re.compile(rf"(?P<dag>[0-9]{{1,2}})\.? ?(?P<maaned>{_MAANED}) (?P<aar>[12][0-9]{{3}})"),
    re.compile(r"(?P<dag>[0-9]{1,2})[./-](?P<maaned>[0-9]{1,2})[./ -](?P<aar>[12][0-9]{3})"),
    re.compile(r"(?P<aar>[12][0-9]{3})-(?P<maaned>[0-9]{2})-(?P<dag>[0-9]{2})"),
)
_DATO_UDEN_FULDT_AAR = re.compile(r"[0-9]{1,2}[./ -].*\b[0-9]{2}")
_NAERE_DAGE = {-1: "i går", 0: "i dag", 1: "i morgen"}
_VAEGTE = {tegn: str(vaegt) for vaegt, tegn in enumerate("0123456789abcdefghijklmnopqrstuvwxyzæøå", start=10)}
_VAEGTE |= {"aa": _VAEGTE["å"], " ": "01"}


class Talfejl(ValueError):  # noqa: N818 - fejl is Danish for error
    """A text that is not one clear number; `str()` is the Danish message for the user."""


class Datofejl(ValueError):  # noqa: N818
    """A text that is not one clear date; `str()` is the Danish message for the user."""


def laes_tal(tekst: str, *, kun_hele: bool = False) -> Decimal:
    """Read a Danish number such as `71,5`, `1.680` or `−12,3`; raise `Talfejl` rather than guess.

    `kun_hele` says that the caller refuses fractions, so that the message does not offer one.
    """
    ren = _et_mellemrum(tekst)
    if not ren:
        raise Talfejl("Skriv et tal, fx 71,5.")
    fund = _TAL.fullmatch(ren)
    if fund is None and (tvetydigt := _TVETYDIGT_TAL.fullmatch(ren)):
        komma, punktum = ",".join(tvetydigt.groups()), "".join(tvetydigt.groups())
        if kun_hele:
            raise Talfejl(f"{_citat(ren)} er ikke et helt tal. Mener du {punktum}, så skriv det uden punktum.")
        raise Talfejl(f"{_citat(ren)} kan læses på to måder. Skriv {komma} med komma eller {punktum} uden punktum.")
    if fund is None:
        eksempel = "Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5"
        raise Talfejl(f"{_citat(ren)} er ikke et tal. {eksempel}.")
    if kun_hele and (tvetydigt := _TVETYDIGT_HELTAL.fullmatch(ren)):
        raise Talfejl(
            f"{_citat(ren)} er ikke et helt tal. Mener du {''.join(tvetydigt.groups())}, så skriv det uden komma."
        )
    fortegn, hele, decimaler = fund[1], fund[2].replace(".", ""), fund[3] or ""
    if len(hele) > MAKS_HELTALSCIFRE:
        raise Talfejl(f"{_citat(ren)} er for stort. Skriv højst {MAKS_HELTALSCIFRE} cifre før kommaet.")
    if len(decimaler) > MAKS_DECIMALER:
        raise Talfejl(f"{_citat(ren)} har for mange decimaler. Skriv højst {MAKS_DECIMALER} cifre efter kommaet.")
    tal = Decimal(f"{hele}.{decimaler}")
    return -tal if tal and fortegn not in ("", "+") else tal


def laes_heltal(tekst: str) -> int:
    """Read a Danish whole number; `1.680,0` is whole, `365,5` raises `Talfejl`."""
    tal = laes_tal(tekst, kun_hele=True)
    if tal != int(tal):
        raise Talfejl(f"{_citat(_et_mellemrum(tekst))} skal være et helt tal, fx {vis_tal(int(tal))}.")
    return int(tal)


def laes_tal_med_enhed(
    tekst: str, enheder: Collection[str], *, opgoeres_i: str = "", kun_hele: bool = False
) -> Decimal:
    """Read a number that may end in one of `enheder`; a refused unit is answered with the right one, `opgoeres_i`.

    `kun_hele`: as in `laes_tal`.
    """
    ren = _et_mellemrum(tekst)
    for enhed in sorted(PROCENTORD | PROCENTPOINTORD, key=len, reverse=True):
        if ren.lower().endswith(enhed):
            if enhed in enheder:
                return laes_tal(ren[: -len(enhed)], kun_hele=kun_hele)
            grund = f"Målepunktet opgøres i {opgoeres_i}" if opgoeres_i else "Enheden passer ikke her"
            raise Talfejl(f"{grund}; skriv tallet uden »{ren[-len(enhed) :]}«.")
    return laes_tal(ren, kun_hele=kun_hele)


def vis_tal(tal: Decimal | int, decimaler: int | None = None) -> str:
    """Print `1.234,5`; as exact as the value is, or rounded half up to `decimaler` places when given."""
    vaerdi = Decimal(tal)
    if decimaler is not None:
        vaerdi = vaerdi.quantize(Decimal(1).scaleb(-decimaler), ROUND_HALF_UP)
    cifre = f"{abs(vaerdi):,f}"
    if decimaler is None and "." in cifre:
        cifre = cifre.rstrip("0").rstrip(".")
    return ("−" if vaerdi < 0 else "") + cifre.translate(str.maketrans(",.", ".,"))


def vis_aendring(tal: Decimal | int, decimaler: int | None = None) -> str:
    """Print a change with its sign: `+1.234,5`, `−3`, `0`; rounded as by `vis_tal`."""
    vist = vis_tal(tal, decimaler)
    if not any(ciffer in "123456789" for ciffer in vist):
        return vist.removeprefix("−")
    return vist if tal < 0 else f"+{vist}"


def laes_dato(tekst: str) -> date:
    """Read `13. oktober 2021`, `13.10.2021`, `13-10-2021`, `13/10-2021` or `2021-10-13`; else raise `Datofejl`."""
    ren = _et_mellemrum(tekst)
    fund = next((fund for moenster in _DATOER if (fund := moenster.fullmatch(ren.lower()))), None)
    if fund is None:
        grund = "mangler årets fire cifre" if _DATO_UDEN_FULDT_AAR.fullmatch(ren) else "er ikke en dato"
        raise Datofejl(f"{_citat(ren)} {grund}. Skriv fx 13.10.2021.")
    aar, dag = int(fund["aar"]), int(fund["dag"])
    maaned = MAANEDER.index(fund["maaned"]) + 1 if fund["maaned"] in MAANEDER else int(fund["maaned"])
    try:
        return date(aar, maaned, dag)
    except ValueError:
        raise Datofejl(f"{_citat(ren)} findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021.") from None


def vis_dato(dato: date) -> str:
    """Print `13. oktober 2021`."""
    return f"{dato.day}. {MAANEDER[dato.month - 1]} {dato.year}"


def vis_kort_dato(dato: date) -> str:
    """Print `13.10.2021`, as the date fields show it."""
    return f"{dato:%d.%m}.{dato.year}"


def vis_tidspunkt(tidspunkt: datetime) -> str:
    """Print `13. oktober 2021 kl. 10.42` in the time zone the value already has."""
    return f"{vis_dato(tidspunkt)} kl. {tidspunkt:%H.%M}"


def vis_afstand(dage: int) -> str:
    """Print how far away a day is: `i dag`, `i morgen`, `om 45 dage`, `om 7 måneder`, `for 4 år siden`.

    In months after 90 days (rounded) and in whole years from two on: so far off nobody counts the days.
    """
    if dage in _NAERE_DAGE:
        return _NAERE_DAGE[dage]
    antal = abs(dage)
    tid = f"{antal} dage" if antal <= 90 else f"{round(antal / 30.44)} måneder" if antal < 730 else f"{antal // 365} år"
    return f"om {tid}" if dage > 0 else f"for {tid} siden"


def sorteringsnoegle(tekst: str) -> str:
    """Give a key that sorts in Danish order: æ, ø, å last, aa as å (å first in a tie), other accents stripped.

    Two digits a letter and digits only, since every collation orders those alike (a Danish one reads `aa` in
    hexadecimal as å). After `00` follow the ties; a text of n letters needs at most 4n + 2 characters.
    """
    led = re.findall("aa|.", re.sub(r"[\W_]+", " ", _foldet(tekst)).strip())
    baand = "".join("02" if tegn == "å" else "03" for tegn in led if tegn in ("å", "aa"))
    return "".join(_VAEGTE.get(tegn, "99") for tegn in led) + "00" + baand


def soegetekst(tekst: str) -> str:
    """Fold a text for searching: `århus`, `Aarhus` and `ÅRHUS` give the same."""
    return _et_mellemrum(_foldet(tekst)).replace("aa", "å")


def _foldet(tekst: str) -> str:
    """Lower-case, ä as æ, ö as ø, other accents stripped; å stays the letter it is."""
    smaa = unicodedata.normalize("NFC", tekst.casefold()).translate(str.maketrans("äö", "æø"))
    dele = (tegn if tegn == "å" else unicodedata.normalize("NFKD", tegn) for tegn in smaa)
    return "".join(tegn for del_ in dele for tegn in del_ if not unicodedata.combining(tegn))


def _et_mellemrum(tekst: str) -> str:
    """Trim, and make every run of spaces (no-break ones too) a single space."""
    return " ".join(tekst.split())


def _citat(tekst: str) -> str:
    """Quote what was typed, cut so that a message stays a message."""
    return f"»{tekst[:40]}…«" if len(tekst) > 40 else f"»{tekst}«"
