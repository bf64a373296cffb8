"""Which sheet of a file has the guidance, and which of its columns is which: by the headings, in any order. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kommuner.regneark import Ark, Arkfejl, Cellefejl, Vaerdi
from kommuner.typer import Vejledningsslags

KOMMUNE, KODE, DATO = "Kommune", "Kode", "Opgjort pr."
Kolonne = str | Vejledningsslags
OVERSKRIFTER: Mapping[str, Kolonne] = {
    "kommune": KOMMUNE,
    "kommunenavn": KOMMUNE,
    "kode": KODE,
    "kommunekode": KODE,
    "opgjort pr": DATO,
    "pr": DATO,
    "dato": DATO,
    "kollektive": Vejledningsslags.KOLLEKTIVE,
    **{slags.label.casefold(): slags for slags in Vejledningsslags},
}
NAVNE = (KOMMUNE, KODE, DATO, *(str(slags.label) for slags in Vejledningsslags))
MINDST = "Der skal stå Kommune eller Kode og mindst én slags vejledning, fx Vækst eller Drift."


@dataclass(frozen=True)
class Tabel:
    """A sheet's table: the row of headings, the columns that have one, and what each of those that are known has."""

    ark: Ark
    hoved: int
    med_overskrift: Collection[int]
    kolonner: Mapping[int, Kolonne]
    fejl: Sequence[Cellefejl]

    @property
    def navnekolonne(self) -> int:
        """Where an error about a row's municipality is put: the column of names, else of codes. Every table has one."""
        return next(nr for navn in (KOMMUNE, KODE) if (nr := self.kolonne(navn)))

    @property
    def slags(self) -> dict[Vejledningsslags, int]:
        """The column of each kind that the table has."""
        return {kolonne: nr for nr, kolonne in self.kolonner.items() if isinstance(kolonne, Vejledningsslags)}

    def kolonne(self, navn: str) -> int | None:
        """The number of a column; None when the table has none of that name."""
        return next((nr for nr, kolonne in self.kolonner.items() if kolonne == navn), None)

    def fejlen(self, raekke: int, kolonne: int, tekst: str) -> Cellefejl:
        """An error at a cell."""
        return Cellefejl(self.ark.sted(raekke, kolonne), tekst, (raekke, kolonne))


def find_tabel(ark: Sequence[Ark], navn: str = "") -> Tabel:
    """The one table of a file, or of the sheet of that name. Raises `Arkfejl` when there is none, or several."""
    if navn and not (ark := [et for et in ark if et.navn.casefold() == navn.strip().casefold()]):
        raise Arkfejl(f"Filen har intet synligt ark, der hedder »{navn}«.")
    fyldte = [et for et in ark if et.raekker]
    if not fyldte:
        raise Arkfejl("Arket er tomt." if len(ark) == 1 else "Filen har ingen synlige ark med indhold.")
    tabeller = [tabel for et in fyldte if (tabel := _tabel(et))]
    if not tabeller:
        raise Arkfejl(f"Der er ingen række med kolonneoverskrifter. {MINDST}")
    if len(tabeller) > 1:
        navne = ", ".join(f"»{tabel.ark.navn}«" for tabel in tabeller)
        raise Arkfejl(f"Flere ark har en tabel: {navne}. Skriv i feltet Ark, hvilket der skal indlæses.")
    return tabeller[0]


def ren(vaerdi: Vaerdi) -> str:
    """A heading or a label as it is compared: single spaces, no capitals, no full stop or colon at its end."""
    return " ".join(vaerdi.split()).casefold().rstrip(" .:") if isinstance(vaerdi, str) else ""


def _tabel(ark: Ark) -> Tabel | None:
    """The first row that names the municipality and something else that is known begins the table."""
    for nr, celler in ark.raekker:
        kendte = {OVERSKRIFTER[navn] for vaerdi in celler.values() if (navn := ren(vaerdi)) in OVERSKRIFTER}
        if kendte & {KOMMUNE, KODE} and kendte - {KOMMUNE, KODE}:
            return _med_kolonner(ark, nr, celler)
    return None


def _med_kolonner(ark: Ark, hoved: int, celler: Mapping[int, Vaerdi]) -> Tabel:
    kolonner: dict[int, Kolonne] = {}
    fejl: list[Cellefejl] = []
    tabel = Tabel(ark, hoved, celler.keys(), kolonner, fejl)
    for nr, vaerdi in celler.items():
        kolonne = OVERSKRIFTER.get(ren(vaerdi))
        if kolonne is None:
            fejl.append(tabel.fejlen(hoved, nr, _ukendt(vaerdi)))
        elif (foer := _plads(kolonner, kolonne)) is not None:
            navn = kolonne.label if isinstance(kolonne, Vejledningsslags) else kolonne
            tekst = f"Kolonnen {navn} står også i {ark.sted(hoved, foer)}. Slet den ene."
            fejl.append(tabel.fejlen(hoved, nr, tekst))
        else:
            kolonner[nr] = kolonne
    if not tabel.slags:
        fejl.append(tabel.fejlen(hoved, min(kolonner), f"Der er ingen kolonne med tal. {MINDST}"))
    return tabel


def _plads(kolonner: Mapping[int, Kolonne], kolonne: Kolonne) -> int | None:
    return next((nr for nr, anden in kolonner.items() if anden == kolonne), None)


def _ukendt(vaerdi: Vaerdi) -> str:
    if not isinstance(vaerdi, str):
        return "Kolonnens overskrift er ikke en tekst. Skriv overskriften, eller slet kolonnen."
    vist = " ".join(vaerdi.split())[:40]
    naer = get_close_matches(ren(vaerdi), OVERSKRIFTER, n=1, cutoff=0.75)
    if naer:
        kolonne = OVERSKRIFTER[naer[0]]
        navn = kolonne.label if isinstance(kolonne, Vejledningsslags) else kolonne
        return f"Kolonnen »{vist}« kendes ikke. Mente du {navn}?"
    return f"Kolonnen »{vist}« kendes ikke. Slet den, eller brug en af {opremset(NAVNE)}."


def opremset(navne: Iterable[str]) -> str:
    """`Samsø`, `Samsø og Skive`, `Odder, Samsø og Skive`."""
    *foerste, sidste = navne
    return f"{', '.join(foerste)} og {sidste}" if foerste else sidste
