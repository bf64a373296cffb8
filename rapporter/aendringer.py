"""What became of the goals since the previous contract: unchanged, adjusted, new, gone."""

from collections.abc import Sequence
from dataclasses import dataclass

from maal.models import Maal
from maal.typer import Aendring

NYT = "Nyt"
VIDEREFOERT = "Videreført"  # the contract continues the goal and does not say whether it is changed
UDGAAET = "Udgået"


@dataclass(frozen=True)
class Maalnavn:
    """A goal as one contract numbers and names it."""

    nummer: int
    titel: str


@dataclass(frozen=True)
class Aendringsraekke:
    """One goal now and before; `nu` is missing for a goal that is gone, `foer` for a new one."""

    nu: Maalnavn | None
    foer: Maalnavn | None
    aendring: str

    @property
    def titel(self) -> str:
        """The goal's title now, or as it was when it is gone."""
        navn = self.nu or self.foer
        return navn.titel if navn else ""

    @property
    def hed_foer(self) -> str:
        """The title in the previous contract where it is another one."""
        return self.foer.titel if self.nu and self.foer and self.foer.titel != self.nu.titel else ""


def aendringer(maal: Sequence[Maal], forrige: Sequence[Maal]) -> tuple[Aendringsraekke, ...]:
    """One row for each goal of the contract in its order, then the goals of the previous one that nobody continues.

    Where the contract itself says what happened to a goal (`Maal.aendring`), its word counts.
    """
    foer = {et_maal.pk: _navn(et_maal) for et_maal in forrige}
    fortsat = {et_maal.forgaenger_id for et_maal in maal}
    return (
        *(
            Aendringsraekke(_navn(et_maal), foer.get(et_maal.forgaenger_id or 0), _aendring(et_maal))
            for et_maal in maal
        ),
        *(Aendringsraekke(None, navn, UDGAAET) for pk, navn in foer.items() if pk not in fortsat),
    )


def _navn(maal: Maal) -> Maalnavn:
    return Maalnavn(maal.nummer, maal.titel)


def _aendring(maal: Maal) -> str:
    if maal.aendring:
        return str(Aendring(maal.aendring).label)
    return VIDEREFOERT if maal.forgaenger_id else NYT
