"""An extract of Danmarks Statistik's table FOLK1A, read to inhabitants by year and municipality. Pure.

Only totals of first quarters count: `2025K1` is 1 January 2025. An area is a code (`101`, `0101`), a name (`København`)
or both (`101 København`). What is about larger areas is left out, and so is Christiansø, which is no municipality.
Nothing is added up, and nothing is guessed: a year must have every municipality, once.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kommuner.folketalsformat import HENT, KVARTAL, MAKS_FEJL, Folketalsfejl, Linjefejl, Post, laes_poster
from kommuner.kommunenavne import Kommuneopslag, ens
from kontrakt.dansk import Talfejl, laes_heltal, soegetekst, vis_tal

MAKS_FOLKETAL = 9_999_999  # of one municipality; more than live in the whole country
FOERSTE_AAR = 2008  # the table's
VIST = 8  # names in a message, which stays a message
_I_ALT = re.compile(r"(tot|ialt)( .*)?|(.* )?i alt")
_MED_KODE = re.compile(r"([0-9]{1,4})(?: (.+))?")
_STOERRE = re.compile(r"hele landet|(region|landsdel|provins) .+")
_STOERRE_KODER = {0, *range(1, 12), *range(81, 86)}  # the country, its eleven parts and its five regions
_CHRISTIANSOE, _CHRISTIANSOE_KODE = "christiansø", 411
ANDET = ""  # instead of a municipality's code

Aarspost = tuple[int, Post]  # with the year of its quarter


@dataclass(frozen=True)
class Folketalsudtraek:
    """Inhabitants on 1 January by year and municipality's code, and in Danish what of the file was left out."""

    folketal: Mapping[int, Mapping[str, int]]
    udeladt: tuple[str, ...]


def laes_folketal(indhold: bytes, navne: Mapping[str, str], *, senest: int) -> Folketalsudtraek:
    """Read a file's bytes; `navne` are the municipalities, each by its code of four characters.

    `senest` is the last year that can have been counted, which is this year. Raises `Folketalsfejl` with everything
    that is wrong, in Danish and by line.
    """
    if not navne:
        raise Folketalsfejl([Linjefejl(None, "Der er ingen kommuner i systemet. Indlæs grunddata først.")])
    opslag = Kommuneopslag(navne)
    alle, fejl = laes_poster(indhold, lambda tekst: _kode(tekst, opslag) is not None)
    i_alt = set(filter(_er_i_alt, {del_ for post in alle for del_ in post.dele.values()}))
    totaler = [post for post in alle if i_alt.issuperset(post.dele.values())]
    foerste, kvartaler = _foerste_kvartaler(totaler, senest, fejl)
    if not foerste:
        raise Folketalsfejl([*fejl, *_intet_at_bruge(alle, totaler, kvartaler)])
    kommuner, andre = _kommuner(foerste, opslag, fejl)
    folketal = _folketal(kommuner, navne, fejl)
    for aar in sorted({aar for aar, _ in foerste}):
        fejl += _mangler(aar, [navn for kode, navn in navne.items() if (aar, kode) not in kommuner], len(navne))
    if fejl:
        raise Folketalsfejl(fejl)
    return Folketalsudtraek(folketal, tuple(_udeladt(len(alle) - len(totaler), kvartaler, andre)))


def _er_i_alt(tekst: str) -> bool:
    """Whether it is a total: `TOT`, `IALT`, `I alt`, `Alder i alt`, or a code with such a text."""
    return bool(_I_ALT.fullmatch(soegetekst(tekst)))


def _foerste_kvartaler(poster: Iterable[Post], senest: int, fejl: list[Linjefejl]) -> tuple[list[Aarspost], list[str]]:
    """The numbers of 1 January, and the other quarters; what is no quarter of the table's years is an error."""
    foerste: list[Aarspost] = []
    andre: set[str] = set()
    forkerte: dict[str, list[int]] = {}
    for post in poster:
        fund = KVARTAL.fullmatch(post.tid)
        if not fund or not FOERSTE_AAR <= int(fund[1]) <= senest:
            forkerte.setdefault(post.tid, []).append(post.linje)
        elif fund[2] == "1":
            foerste.append((int(fund[1]), post))
        else:
            andre.add(f"{fund[1]}K{fund[2]}")
    besked = f"er ikke et kvartal fra {FOERSTE_AAR} til {senest}. {HENT}"
    fejl += [_i_linjer(linjer, f"»{_kort(tid)}« {besked}") for tid, linjer in forkerte.items()]
    return foerste, sorted(andre)


def _intet_at_bruge(alle: Sequence[Post], totaler: Sequence[Post], andre: Sequence[str]) -> list[Linjefejl]:
    """Why a file without one number of 1 January has none; nothing when its lines are wrong for themselves."""
    if andre:
        besked = "Der er intet første kvartal i filen (fx 2025K1, som er 1. januar 2025), kun"
        return [Linjefejl(None, f"{besked} {_opremsning(andre)}. Hent første kvartal.")]
    if alle and not totaler:
        del_ = next(f"{navn} »{_kort(tekst)}«" for navn, tekst in alle[0].dele.items() if not _er_i_alt(tekst))
        besked = f"Filen har kun dele af befolkningen (fx {del_}), og de lægges ikke sammen."
        return [Linjefejl(None, f"{besked} Vælg »I alt« af køn, alder og civilstand.")]
    return [] if alle else [Linjefejl(None, f"Der er ingen tal i filen. {HENT}")]


def _kode(tekst: str, opslag: Kommuneopslag) -> str | None:
    """The municipality's code, `ANDET` for another area, and None for what is neither."""
    fund = _MED_KODE.fullmatch(tekst)
    navn = ens(fund[2] or "" if fund else tekst)
    if navn == _CHRISTIANSOE or _STOERRE.fullmatch(navn):
        return ANDET
    if not fund:
        return opslag.kendt(tekst)
    if not navn and int(fund[1]) in {*_STOERRE_KODER, _CHRISTIANSOE_KODE}:
        return ANDET
    kode = fund[1].zfill(4)
    return kode if kode in opslag.navne and navn in ("", ens(opslag.navne[kode])) else None


def _kommuner(
    poster: Iterable[Aarspost], opslag: Kommuneopslag, fejl: list[Linjefejl]
) -> tuple[dict[tuple[int, str], Post], set[str]]:
    """The municipalities' numbers by year and code, and the other areas; unknown areas and repetitions are errors."""
    kommuner: dict[tuple[int, str], Post] = {}
    andre: set[str] = set()
    ukendte: dict[str, list[int]] = {}
    for aar, post in poster:
        kode = _kode(post.omraade, opslag)
        if kode is None:
            ukendte.setdefault(post.omraade, []).append(post.linje)
        elif kode == ANDET:
            andre.add(post.omraade)
        elif (foer := kommuner.setdefault((aar, kode), post)) is not post:
            besked = f"{opslag.navne[kode]} har to tal 1. januar {aar}, også i linje {foer.linje}. Slet den ene linje."
            fejl.append(Linjefejl(post.linje, besked))
    for nr, (omraade, linjer) in enumerate(ukendte.items()):  # to find what is meant takes its time
        fejl.append(_i_linjer(linjer, str(opslag.ukendt(omraade)) if nr < MAKS_FEJL else "Kommunen kendes ikke."))
    return kommuner, andre


def _folketal(
    kommuner: Mapping[tuple[int, str], Post], navne: Mapping[str, str], fejl: list[Linjefejl]
) -> dict[int, dict[str, int]]:
    folketal: dict[int, dict[str, int]] = {}
    for (aar, kode), post in sorted(kommuner.items(), key=lambda en: en[0]):
        try:
            folketal.setdefault(aar, {})[kode] = _antal(post.antal)
        except Talfejl as grund:
            fejl.append(Linjefejl(post.linje, f"{navne[kode]}, {post.tid}: {grund}"))
    return folketal


def _antal(tekst: str) -> int:
    """A municipality's inhabitants; raise `Talfejl` for what cannot be that."""
    if not tekst:
        raise Talfejl("Tallet mangler. Hent filen igen.")
    antal = laes_heltal(tekst)
    if not 0 < antal <= MAKS_FOLKETAL:
        raise Talfejl(f"{vis_tal(antal)} kan ikke være en kommunes folketal. Hent filen igen.")
    return antal


def _mangler(aar: int, navne: Collection[str], i_alt: int) -> list[Linjefejl]:
    if not navne:
        return []
    besked = f"1. januar {aar} mangler {_opremsning(navne)}. Alle {i_alt} kommuner skal være med. Hent dem alle."
    return [Linjefejl(None, besked)]


def _udeladt(dele: int, kvartaler: Sequence[str], omraader: Collection[str]) -> list[str]:
    """What was left out, a sentence for each kind."""
    stoerre = [tekst for tekst in omraader if not _er_christiansoe(tekst)]
    udeladt = []
    if stoerre:
        udeladt.append(f"Hele landet, regioner og landsdele er udeladt (antal områder: {len(stoerre)}).")
    if len(stoerre) < len(omraader):
        udeladt.append("Christiansø er ingen kommune og er udeladt.")
    if kvartaler:
        udeladt.append(f"Kun 1. januar er brugt. Andre kvartaler er udeladt: {_opremsning(kvartaler)}.")
    if dele:
        udeladt.append(f"Kun tal for alle er brugt. Tal for køn, alder o.l. er udeladt (antal: {vis_tal(dele)}).")
    return udeladt


def _er_christiansoe(tekst: str) -> bool:
    return ens(tekst).endswith(_CHRISTIANSOE) or tekst.lstrip("0") == str(_CHRISTIANSOE_KODE)


def _i_linjer(linjer: Sequence[int], besked: str) -> Linjefejl:
    """One error for what stands wrong in the same way in several lines."""
    foerste, *resten = dict.fromkeys(linjer)
    flere = f" (Også i linje {_opremsning([*map(str, resten)])}.)" if resten else ""
    return Linjefejl(foerste, besked + flere)


def _opremsning(dele: Collection[str]) -> str:
    """`a, b og c`; of many the first, and how many more."""
    viste = [*dele][:VIST]
    if flere := len(dele) - len(viste):
        return f"{', '.join(viste)} og {flere} til"
    return " og ".join(filter(None, [", ".join(viste[:-1]), viste[-1]]))


def _kort(tekst: str) -> str:
    return f"{tekst[:40]}…" if len(tekst) > 40 else tekst
