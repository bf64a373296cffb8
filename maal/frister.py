"""The deadlines of a contract: what is due of each year, when, on what ground, and how it stands. Pure; no tables.

When a deadline is met follows from whom the report is owed:

- The year's final report is owed to KKR, KL and Erhvervsstyrelsen "årligt og senest i andet kvartal … for det
  foregående år" (Aftale om rammerne for erhvervshuse 2021–2023, section 8; 2024–2027 says the same). So it is met when
  the report is sent to the two; KKR has approved it by then. Signed off or approved alone, it is on its way.
- The half-year is owed to KKR alone: "Status på resultatopfyldelse skal afrapporteres til KKR Sjælland hvert halve år"
  (Resultatkontrakt 2025, Sjælland). It is met when the director has signed a report of it off to KKR's secretariat.
  Any report as of 30 June or later tells of the half-year too. The second half is the year's final report.
- A deadline that is written on a report is that report's own: it replaces the rule's for a final or half-yearly one,
  and stands by itself for a preliminary one, which is met as the half-year is.

A report that was sent back or reopened is a draft again, and its deadline open again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Protocol

from kontrakt.dansk import vis_afstand, vis_dato
from kontrakt.typer import Frekvens, Kontrakttilstand
from maal.typer import Friststand, Slags, Tilstand

RAMMEAFTALEN = (
    "Rammeaftalen, afsnit 8: erhvervshuset afrapporterer årligt og senest i andet kvartal til KKR, KL og "
    "Erhvervsstyrelsen om målene for det foregående år."
)
HALVAARET = (
    "Kontrakten: status afrapporteres til KKR hvert halve år. Den nævner ingen senere dag end den, halvåret slutter."
)
EGEN = "Fristen er skrevet på afrapporteringen."

AFVENTER = {
    None: "Afventer, at afrapporteringen bliver startet",
    Tilstand.KLADDE: "Afventer direktørens underskrift",
    Tilstand.INDSENDT: "Afventer KKR’s godkendelse",
    Tilstand.GODKENDT: "Afventer, at KKR-sekretariatet sender den til KL og Erhvervsstyrelsen",
    Tilstand.SENDT: "",
}


class Aftale(Protocol):
    """What the deadlines follow from in a contract."""

    tilstand: str
    frekvens: str

    @property
    def aar(self) -> tuple[int, ...]:
        """The calendar years of the contract."""


class Rapport(Protocol):
    """What the deadlines ask of a report."""

    aar: int
    slags: str
    pr_dato: date
    frist: date | None
    tilstand: str

    @property
    def pk(self) -> int:
        """Its number."""


@dataclass(frozen=True)
class Frist:
    """One deadline as it stands on a day; `dage` are the days left, negative when it is passed.

    `noegle` names it among the contract's deadlines, and stays the same when its day is moved. `begynder` is the first
    day on which it makes sense to start the report. `rapport` is the number of the report that answers it, if there is
    one, and `tilstand` where that is on its way.
    """

    noegle: str
    aar: int
    slags: Slags
    dato: date
    grund: str
    begynder: date
    stand: Friststand
    dage: int
    rapport: int | None = None
    tilstand: Tilstand | None = None

    @property
    def er_aaben(self) -> bool:
        """Whether it is still to be met."""
        return self.stand != Friststand.NAAET

    @property
    def er_forsinket(self) -> bool:
        """Whether it is passed and not met."""
        return self.stand == Friststand.FORSINKET

    @property
    def kan_begyndes(self) -> bool:
        """Whether it makes sense to start the report on the day that the deadline is seen from."""
        return self.begynder <= self.dato - timedelta(days=self.dage)

    @property
    def emne(self) -> str:
        """The report that is due: `endelig afrapportering 2025`."""
        return f"{self.slags.label.lower()} afrapportering {self.aar}"

    @property
    def i_ord(self) -> str:
        """What is due when, or was, as its parties read it."""
        hvornaar = f"senest {vis_dato(self.dato)} ({vis_afstand(self.dage)})"
        if self.noegle == f"{self.slags}-{self.aar}":  # the year, or its half, is what must be reported
            hvad = str(self.aar) if self.slags == Slags.ENDELIG else f"1. halvår {self.aar}"
            skal, skulle = "afrapporteres", "afrapporteret"
        else:
            hvad, skal, skulle = self.emne.capitalize(), "indsendes", "indsendt"
        if not self.er_aaben:
            return f"{hvad} er {skulle}"
        return f"{hvad} skulle være {skulle} {hvornaar}" if self.er_forsinket else f"{hvad} skal {skal} {hvornaar}"

    @property
    def i_ord_for_laeser(self) -> str:
        """The same to who cannot see drafts: no reproach, and nothing that tells whether there is one.

        To be made of the reports that the reader may see alone.
        """
        if self.er_forsinket:
            return f"{self.emne.capitalize()} er ikke godkendt af KKR endnu"
        return self.i_ord

    @property
    def afventer(self) -> str:
        """What it waits for, and so whose turn it is; empty when it is met, or when it is too early to begin."""
        return AFVENTER[self.tilstand] if self.er_aaben and (self.tilstand or self.kan_begyndes) else ""


def find_frister(aftale: Aftale, rapporter: Iterable[Rapport], idag: date) -> tuple[Frist, ...]:
    """Every deadline of a contract, the earliest first: each year's final one, and its half-yearly where asked for.

    `rapporter` are the contract's reports as far as somebody may see them. A contract that is not agreed has no
    deadlines.
    """
    if aftale.tilstand != Kontrakttilstand.VEDTAGET:
        return ()
    raekke = sorted(rapporter, key=lambda rapport: (rapport.aar, rapport.pr_dato, rapport.pk))
    aarene = [aar for aar in aftale.aar if aar < MAXYEAR]  # the last year that has one after it in the calendar
    frister = [_aarets(aar, raekke, idag) for aar in aarene]
    if aftale.frekvens == Frekvens.HALVAARLIG:
        frister += [_halvaarets(aar, raekke, idag) for aar in aarene]
    svarer = {frist.rapport for frist in frister if frist.grund == EGEN}
    frister += [_egen(rapport, idag) for rapport in raekke if rapport.frist and rapport.pk not in svarer]
    return tuple(sorted(frister, key=lambda frist: (frist.dato, frist.noegle)))


def _aarets(aar: int, rapporter: Sequence[Rapport], idag: date) -> Frist:
    """The year's final report; the database allows but one."""
    endelig = next((rapport for rapport in rapporter if (rapport.aar, rapport.slags) == (aar, Slags.ENDELIG)), None)
    return _frist(
        Slags.ENDELIG, aar, date(aar + 1, 6, 30), RAMMEAFTALEN, begynder=date(aar + 1, 1, 1), svar=endelig, idag=idag
    )


def _halvaarets(aar: int, rapporter: Sequence[Rapport], idag: date) -> Frist:
    """The first half-year, as of 30 June; due that day, since the contract names no later one.

    It is answered by the first report that KKR has of it, else by the first that is under way.
    """
    slut = date(aar, 6, 30)
    om_halvaaret = [r for r in rapporter if r.aar == aar and (r.slags == Slags.HALVAARLIG or r.pr_dato >= slut)]
    # The half-yearly one before one that tells of the half-year among other things
    svar = min(om_halvaaret, key=lambda r: (r.tilstand == Tilstand.KLADDE, r.slags != Slags.HALVAARLIG), default=None)
    return _frist(Slags.HALVAARLIG, aar, slut, HALVAARET, begynder=date(aar, 6, 1), svar=svar, idag=idag)


def _egen(rapport: Rapport, idag: date) -> Frist:
    """A deadline that is written on a report, and that no rule asks for."""
    assert rapport.frist is not None  # noqa: S101 - says to the type checker what find_frister has asked
    slags = Slags(rapport.slags)
    noegle = f"{slags}-{rapport.aar}-{rapport.pk}"
    return _frist(
        slags, rapport.aar, rapport.frist, EGEN, begynder=rapport.pr_dato, svar=rapport, idag=idag, noegle=noegle
    )


def _frist(
    slags: Slags,
    aar: int,
    dato: date,
    grund: str,
    *,
    begynder: date,
    svar: Rapport | None,
    idag: date,
    noegle: str = "",
) -> Frist:
    if svar is not None and svar.frist is not None and svar.slags == slags:
        dato, grund = svar.frist, EGEN
    tilstand = Tilstand(svar.tilstand) if svar is not None else None
    return Frist(
        noegle=noegle or f"{slags}-{aar}",
        aar=aar,
        slags=slags,
        dato=dato,
        grund=grund,
        begynder=begynder,
        stand=_stand(slags, tilstand, dato, idag),
        dage=(dato - idag).days,
        rapport=svar.pk if svar is not None else None,
        tilstand=tilstand,
    )


def _stand(slags: Slags, tilstand: Tilstand | None, dato: date, idag: date) -> Friststand:
    naaet = (Tilstand.SENDT,) if slags == Slags.ENDELIG else (Tilstand.INDSENDT, Tilstand.GODKENDT, Tilstand.SENDT)
    if tilstand in naaet:
        return Friststand.NAAET
    if dato < idag:
        return Friststand.FORSINKET
    return Friststand.IKKE_BEGYNDT if tilstand is None else Friststand.UNDERVEJS
