"""What a count of guidance must be like. Pure; courses, participants and referrals, in whole numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kommuner.typer import Vejledningsslags
from kontrakt.dansk import vis_tal

FOERSTE_AAR = 2019  # the six erhvervshuse began then
MAKS_ANTAL = 1_000_000
MAKS_NAVNE = 5  # in one message; the cells themselves are all marked

Raekke = Mapping[Vejledningsslags, int | None]  # None, or left out: the kind is not counted
Celle = tuple[str, Vejledningsslags]  # the municipality's name, and the kind


@dataclass(frozen=True)
class Vejledningsfejl:
    """One thing that is wrong, in Danish, and the cells where it stands, with what is said at each of them.

    What concerns the date or a whole municipality stands in no cell.
    """

    tekst: str
    celler: tuple[Celle, ...] = ()
    ved_cellen: str = ""


def find_fejl(pr_dato: date, tal: Mapping[str, Raekke], omraade: Collection[str], i_dag: date) -> list[Vejledningsfejl]:
    """All that is wrong with a count; `tal` and `omraade` go by municipality name, in the order they are named in.

    Every municipality of the area has its row and no other; a kind is counted for all of them or for none, and at
    least one is. 0 is a figure.
    """
    fejl = [Vejledningsfejl(tekst) for tekst in datofejl(pr_dato, i_dag)]
    if mangler := [navn for navn in omraade if navn not in tal]:
        fejl.append(Vejledningsfejl(f"{_opremset(mangler)} mangler. Alle husets kommuner skal have en række."))
    if fremmede := [navn for navn in tal if navn not in omraade]:
        fejl.append(Vejledningsfejl(f"{_opremset(fremmede)} hører ikke til erhvervshuset."))
    egne = {navn: raekke for navn, raekke in tal.items() if navn in omraade}
    if not any(raekke.get(slags) is not None for raekke in egne.values() for slags in Vejledningsslags):
        return [*fejl, Vejledningsfejl("Skriv tal for mindst én slags vejledning.")]
    return [*fejl, *(en for slags in Vejledningsslags for en in _slagsfejl(slags, egne))]


def datofejl(pr_dato: date, i_dag: date) -> list[str]:
    """What is wrong with the day that is counted to."""
    if pr_dato.year < FOERSTE_AAR:
        return [f"Datoen ligger før {FOERSTE_AAR}, hvor erhvervshusene begyndte. Kontrollér årstallet."]
    return ["Datoen ligger i fremtiden. Skriv den dag, der er talt til."] if pr_dato > i_dag else []


def _slagsfejl(slags: Vejledningsslags, tal: Mapping[str, Raekke]) -> list[Vejledningsfejl]:
    antal = {navn: raekke.get(slags) for navn, raekke in tal.items()}
    talte = {navn: et for navn, et in antal.items() if et is not None}
    fejl = []
    if talte and (tomme := [navn for navn in antal if navn not in talte]):
        tekst = (
            f"{slags.label} mangler for {_opremset(tomme)}. Skriv et tal for alle kommuner, også når det er 0, "
            "eller lad kolonnen være tom."
        )
        fejl.append(Vejledningsfejl(tekst, tuple((navn, slags) for navn in tomme), "Mangler."))
    if forkerte := [navn for navn, et in talte.items() if type(et) is not int or not 0 <= et <= MAKS_ANTAL]:
        krav = f"kal være et helt tal fra 0 til {vis_tal(MAKS_ANTAL)}."
        tekst = f"{slags.label} for {_opremset(forkerte)} s{krav}"
        fejl.append(Vejledningsfejl(tekst, tuple((navn, slags) for navn in forkerte), f"S{krav}"))
    return fejl


def _opremset(navne: Sequence[str]) -> str:
    """`Samsø`, `Samsø og Skive`; of many the first few, and how many more."""
    if len(navne) > MAKS_NAVNE:
        return f"{', '.join(navne[: MAKS_NAVNE - 1])} og {len(navne) - MAKS_NAVNE + 1} andre"
    return " og ".join([", ".join(navne[:-1]), navne[-1]] if navne[1:] else navne)
