"""The forms of guidance: the day of a new count, and the grid with a cell for each municipality and kind.

The grid is saved whole. It sends back what was read beside what is typed, so that a conflict can tell who changed what.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from kommuner.typer import INDIVIDUELLE, Vejledningsslags
from kommuner.vejledningsregler import datofejl, find_fejl
from kontrakt.dansk import Talfejl, laes_heltal, vis_tal
from kontrakt.felter import DanskDatoField, DanskHeltalField
from kontrakt.models import Kommune
from kontrakt.widgets import Linje, Skjult
from maal.konflikt import GEMT, MIT, VALG, Slags, skeln
from maal.vejledning import Staar, Tal

FOR_GAMMEL = "Siden er for gammel. Kopiér det, du har skrevet, og genindlæs den."


class NyeTalForm(forms.Form):
    """The day that a new count is counted to."""

    pr_dato = DanskDatoField(
        label="Opgjort pr.",
        help_text="Den dag, der er talt til, fx 30.6.2025. Tallene er for det år, datoen ligger i.",
        error_messages={"required": "Skriv den dag, der er talt til."},
    )

    def clean_pr_dato(self) -> date:
        """Refuse a day that nothing can be counted to."""
        pr_dato: date = self.cleaned_data["pr_dato"]
        if fejl := datofejl(pr_dato, timezone.localdate()):
            raise ValidationError(fejl)
        return pr_dato


class SletForm(forms.Form):
    """The version of the count that somebody decided to delete."""

    version = forms.IntegerField(min_value=0, widget=Skjult, error_messages={"required": FOR_GAMMEL})


@dataclass(frozen=True)
class Laest:
    """What somebody read before they typed: a count's version, and its figures by cell, as text; None if not known."""

    version: int
    celler: Mapping[str, str] | None

    def __str__(self) -> str:
        """As the form sends it back."""
        return json.dumps([self.version, self.celler], separators=(",", ":"))

    @classmethod
    def laes(cls, tekst: str) -> "Laest":
        """Read what a form sends back, or the number alone; raise `ValueError` for what no form has sent."""
        match json.loads(tekst):
            case [int(version), None] | int(version) if version >= 0:
                return cls(version, None)
            case [int(version), dict(celler)] if version >= 0 and all(isinstance(x, str) for x in celler.values()):
                return cls(version, celler)
        raise ValueError(tekst)


@dataclass(frozen=True)
class Celleforskel:
    """One cell in which what is saved now and what was typed differ."""

    felt: BoundField
    slags: Slags
    gemt: str
    mit: str
    valgt: str

    @property
    def valgnavn(self) -> str:
        """The name of the choice between the two."""
        return f"{VALG}{self.felt.name}"


@dataclass(frozen=True)
class Gitterkonflikt:
    """Somebody saved the count while it was being typed: who, when, and in which cells the two differ."""

    gemt_af: str
    gemt: datetime | None
    er_slettet: bool
    mangler_valg: bool
    foer_version: str
    forskelle: tuple[Celleforskel, ...]

    @property
    def begge(self) -> list[Celleforskel]:
        """The cells to choose in: both have changed them."""
        return [forskel for forskel in self.forskelle if forskel.slags == Slags.BEGGE]

    @property
    def flettede(self) -> list[Celleforskel]:
        """The cells that only one of the two has changed."""
        return [forskel for forskel in self.forskelle if forskel.slags != Slags.BEGGE]

    @property
    def feltnavne(self) -> str:
        """The names of the cells to choose in, as the form sends them back."""
        return " ".join(forskel.felt.name for forskel in self.begge)


@dataclass(frozen=True)
class Gitterraekke:
    """One municipality of the grid: its cells, and its individual courses as they stand in them."""

    kommune: Kommune
    celler: list[BoundField]
    individuelle: int | None


def cellenavn(kode: str, slags: Vejledningsslags) -> str:
    """The name of the field for a municipality's code and a kind: `vaekst_0751`."""
    return f"{slags}_{kode}"


def som_blok(sendt: Mapping[str, Any]) -> str:
    """What was typed in a grid, with codes and headings, as it can be put in again; empty when nothing was."""
    raekker: dict[str, dict[Vejledningsslags, str]] = {}
    for slags in Vejledningsslags:
        for navn, vaerdi in sendt.items():
            if navn.startswith(f"{slags}_") and (antal := " ".join(str(vaerdi).split())):
                raekker.setdefault(navn.removeprefix(f"{slags}_"), {})[slags] = antal
    linjer = [
        [kode, *(raekke.get(slags, "") for slags in Vejledningsslags)] for kode, raekke in sorted(raekker.items())
    ]
    hoved = ["Kode", *(str(slags.label) for slags in Vejledningsslags)]
    return "\n".join("\t".join(celler) for celler in [hoved, *linjer]) if linjer else ""


class Vejledningsform(forms.Form):
    """The grid of one count: `staar` is the count as it stands now, `kommuner` the house's, in Danish order.

    After a conflict the form comes back with a choice (`valg_<celle>`) for each cell that both have changed.
    """

    version = forms.CharField(widget=Skjult, error_messages={"required": FOR_GAMMEL})
    konflikt: Gitterkonflikt | None = None
    er_sat_ind = False  # what was sent too late, or pasted, is put in and not saved

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, staar: Staar, kommuner: Sequence[Kommune], **kwargs: Any
    ) -> None:
        self.staar, self.kommuner, self.sendt = staar, kommuner, data or {}
        self.celler = {cellenavn(k.kode, slags): (k, slags) for k in kommuner for slags in Vejledningsslags}
        gemt = self._gemt(staar)
        skal_vaelges = [navn for navn in str(self.sendt.get("sammenstoed", "")).split() if navn in self.celler]
        self.mangler_valg = any(self.sendt.get(f"{VALG}{navn}") not in (MIT, GEMT) for navn in skal_vaelges)
        if data is not None and self.mangler_valg:
            # Who has not chosen is still where they began, so that the door refuses and both versions are shown again.
            data = {navn: data[navn] for navn in data} | {"version": data.get("foer_version")}
        elif data is not None:
            valgt = {navn: gemt[navn] for navn in skal_vaelges if data[f"{VALG}{navn}"] == GEMT}
            data = {navn: data[navn] for navn in data} | valgt
        super().__init__(data, initial={"version": Laest(staar.version, gemt), **gemt}, **kwargs)
        for navn, (kommune, slags) in self.celler.items():
            label = f"{kommune.navn}, {slags.label}"
            # Several names would be offered by the browser for every cell
            widget = Linje(attrs={"aria-label": label, "autocomplete": "off"})
            self.fields[navn] = DanskHeltalField(label=label, required=False, widget=widget)
        self.fejlliste: list[tuple[str, str]] = []  # what is wrong, and the id of the first cell where it stands

    def _gemt(self, staar: Staar) -> dict[str, str]:
        """A count's figures by cell, as the cells show them."""
        tal = {navn: staar.tal.get(kommune, {}).get(slags) for navn, (kommune, slags) in self.celler.items()}
        return {navn: "" if et is None else vis_tal(et) for navn, et in tal.items()}

    def clean_version(self) -> Laest:
        """What was read."""
        try:
            return Laest.laes(self.cleaned_data["version"])
        except (ValueError, RecursionError):
            raise ValidationError(FOR_GAMMEL) from None

    def clean(self) -> dict[str, Any]:
        """Put what is wrong at its cells; one that cannot be read counts as filled in, so that all is said at once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        ulaeselige = [navn for navn in self.celler if navn in self.errors]
        self.fejlliste = [
            *((str(fejl), "") for fejl in self.errors.get("version", ())),
            *(
                (f"{self[navn].label}: {' '.join(map(str, self.errors[navn]))}", self[navn].auto_id)
                for navn in ulaeselige
            ),
        ]
        tal = {k.navn: {s: data.get(cellenavn(k.kode, s), 0) for s in Vejledningsslags} for k in self.kommuner}
        navne = {(kommune.navn, slags): navn for navn, (kommune, slags) in self.celler.items()}
        for fejl in find_fejl(self.staar.pr_dato, tal, list(tal), timezone.localdate()):
            for celle in fejl.celler:
                self.add_error(navne[celle], fejl.ved_cellen)
            if not fejl.celler:
                self.add_error(None, fejl.tekst)
            self.fejlliste.append((fejl.tekst, self[navne[fejl.celler[0]]].auto_id if fejl.celler else ""))
        return data

    def afvis(self, tekst: str) -> None:
        """Say at the top that the count was not saved, and why."""
        self.add_error(None, tekst)
        self.fejlliste.append((tekst, ""))

    def celle(self, navn: str) -> tuple[str, Vejledningsslags] | None:
        """The code and kind of the cell with that name; None when the grid has none."""
        fundet = self.celler.get(navn)
        return (fundet[0].kode, fundet[1]) if fundet else None

    def tal(self) -> Tal:
        """What is typed, as the door wants it."""
        return {k: {s: self.cleaned_data[cellenavn(k.kode, s)] for s in Vejledningsslags} for k in self.kommuner}

    def afvis_konflikt(self, staar: Staar) -> None:
        """Keep what was typed, put in what only the other has changed, and let a second, conscious save decide."""
        laest: Laest = self.cleaned_data["version"]
        gemt, mit = self._gemt(staar), {navn: _tekst(self.cleaned_data[navn]) for navn in self.celler}
        slags = skeln(laest.celler if laest.celler and set(laest.celler) >= set(mit) else None, gemt, mit)
        forskelle = (
            ()
            if staar.version == 0
            else tuple(
                Celleforskel(self[navn], et, gemt[navn], mit[navn], str(self.sendt.get(f"{VALG}{navn}", "")))
                for navn, et in slags.items()
            )
        )
        self.konflikt = Gitterkonflikt(
            gemt_af=staar.opdateret_af or "En anden",
            gemt=staar.opdateret,
            er_slettet=staar.version == 0,
            mangler_valg=self.mangler_valg,
            foer_version=str(laest),
            forskelle=forskelle,
        )
        andres = {et.felt.name: et.gemt for et in forskelle if et.slags == Slags.KUN_GEMT}
        nyt = {"version": str(Laest(staar.version, gemt))}
        self.data = {navn: self.data[navn] for navn in self.data} | andres | nyt

    @property
    def raekker(self) -> list[Gitterraekke]:
        """The municipalities with their cells."""
        return [
            Gitterraekke(k, [self[cellenavn(k.kode, s)] for s in Vejledningsslags], self._sum([k], INDIVIDUELLE))
            for k in self.kommuner
        ]

    @property
    def summer(self) -> list[int | None]:
        """The sum of each kind as it stands in the cells, None where nothing does; what cannot be read is left out."""
        return [self._sum(self.kommuner, [slags]) for slags in Vejledningsslags]

    @property
    def individuelle(self) -> int | None:
        """The sum of the individual courses as they stand in the cells."""
        return self._sum(self.kommuner, INDIVIDUELLE)

    def _sum(self, kommuner: Sequence[Kommune], slags: Sequence[Vejledningsslags]) -> int | None:
        antal = [_heltal(self[cellenavn(kommune.kode, et)].value()) for kommune in kommuner for et in slags]
        kendte = [et for et in antal if et is not None]
        return sum(kendte) if kendte else None


def _tekst(antal: int | None) -> str:
    return "" if antal is None else vis_tal(antal)


def _heltal(tekst: object) -> int | None:
    try:
        return laes_heltal(str(tekst or ""))
    except Talfejl:
        return None
