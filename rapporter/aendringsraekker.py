"""What is told of a goal, a målepunkt or a focus area that is compared with the one of another contract. Plain data."""

from dataclasses import dataclass

from kontrakt.tekstforskel import Del
from maal.typer import Aendring
from rapporter.forskelle import Forskel, Maaltalsaendring, Vilkaarsaendring, maaltalslinjer, marker
from rapporter.punktbrud import opregning

UAENDRET = str(Aendring.UAENDRET.label)
JUSTERET = str(Aendring.JUSTERET.label)
NYT = "Nyt"
UDGAAET = "Udgået"
VIDEREFOERT = "Videreført"  # continues a goal that the user may not see, and the contract does not say whether changed


@dataclass(frozen=True)
class Maalnavn:
    """A goal as one contract numbers and names it."""

    nummer: int
    titel: str


@dataclass(frozen=True)
class Punktaendring:
    """One målepunkt: its number now (`3.1`) or as it was when it is gone, and the whole wording before and now.

    `foer` is empty for a new one and `nu` for one that is gone. `nummer_foer` is empty for a new one.
    """

    nummer: str
    foer: str
    nu: str
    tekst: tuple[Del, ...]
    maaltal: tuple[Maaltalsaendring, ...]
    aendring: str
    nummer_foer: str = ""
    vilkaar: tuple[Vilkaarsaendring, ...] = ()
    forskelle: tuple[Forskel, ...] = ()

    @property
    def maaltal_foer(self) -> tuple[tuple[Del], ...]:
        """The targets before, a line each."""
        return maaltalslinjer(self.maaltal, nu=False) if self.foer else ()

    @property
    def maaltal_nu(self) -> tuple[tuple[Del], ...]:
        """The targets now, a line each."""
        return maaltalslinjer(self.maaltal, nu=True) if self.nu else ()

    @property
    def har_skiftet_nummer(self) -> bool:
        """Whether it is there in both, under another number."""
        return self.aendring in (UAENDRET, JUSTERET) and self.nummer != self.nummer_foer


@dataclass(frozen=True)
class Aendringsraekke:
    """One goal now and before; `nu` is missing for a goal that is gone, `foer` for a new one.

    `aendring` is what it is called. `kontraktens_ord` is what the contract says, empty when it says nothing, and
    `beregnet` what the texts say, empty when they cannot be compared; `forskelle` is what differs in them.
    """

    nu: Maalnavn | None
    foer: Maalnavn | None
    aendring: str
    maalepunkter: tuple[Punktaendring, ...] = ()
    beskrivelse: tuple[Del, ...] = ()
    kontraktens_ord: str = ""
    beregnet: str = ""
    forskelle: tuple[Forskel, ...] = ()

    @property
    def titel(self) -> str:
        """The goal's title now, or as it was when it is gone."""
        navn = self.nu or self.foer
        return navn.titel if navn else ""

    @property
    def anker(self) -> str:
        """The row's place on a page: the number now, `4`, or as it was when it is gone, `udgaaet-5`."""
        return str(self.nu.nummer) if self.nu else f"udgaaet-{self.foer.nummer}" if self.foer else ""

    @property
    def hed_foer(self) -> str:
        """The title in the previous contract where it is another one."""
        return self.foer.titel if self.nu and self.foer and self.foer.titel != self.nu.titel else ""

    @property
    def titeldele(self) -> tuple[Del, ...]:
        """The two titles marked word by word; empty when they are the same."""
        return marker(self.hed_foer, self.titel) if self.hed_foer else ()

    @property
    def beskrivelse_foer(self) -> str:
        """The description in the other contract."""
        return "".join(del_.tekst for del_ in self.beskrivelse if del_.slags != "tilfoejet")

    @property
    def beskrivelse_nu(self) -> str:
        """The description now."""
        return "".join(del_.tekst for del_ in self.beskrivelse if del_.slags != "fjernet")

    @property
    def har_skiftet_nummer(self) -> bool:
        """Whether the goal is there in both, under another number."""
        return bool(self.nu and self.foer and self.nu.nummer != self.foer.nummer)

    @property
    def hvad(self) -> str:
        """What differs in an adjusted goal: `ordlyden og måltallene`; empty when nothing does."""
        return opregning(self.forskelle)

    @property
    def uenighed(self) -> str:
        """A sentence where the contract's own word and the texts disagree: both are told. Empty where they agree."""
        if not self.kontraktens_ord or not self.beregnet or self.kontraktens_ord == self.beregnet:
            return ""
        teksterne = f"{self.hvad} er ændret" if self.hvad else "ordlyd, krav og måltal er de samme"
        return f"Kontrakten kalder målet {self.kontraktens_ord.lower()}; {teksterne}."
