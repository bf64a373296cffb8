"""What a page is filtered by or compared with: plain GET forms, so that the page then has an address."""

from collections.abc import Callable, Mapping, Sequence

from django import forms

from kontrakt.models import Erhvervshus, Kommune, Kommunetype, Kontrakt
from rapporter.aendringsside import Aendringsside

Muligheder = list[tuple[str, str]]

NAVNE = {"hus": "Erhvervshus", "kkr": "KKR", "aar": "År"}
PASSER: dict[str, Callable[[Kontrakt, str], bool]] = {
    "hus": lambda kontrakt, vaerdi: kontrakt.erhvervshus.noegle == vaerdi,
    "kkr": lambda kontrakt, vaerdi: kontrakt.erhvervshus.kkr.noegle == vaerdi,
    "aar": lambda kontrakt, vaerdi: int(vaerdi) in kontrakt.aar,
}


class Oversigtsfilter(forms.Form):
    """House, KKR and year among the contracts given; one with nothing to choose between is left out."""

    def __init__(self, data: Mapping[str, str], kontrakter: Sequence[Kontrakt]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.kontrakter = kontrakter
        for navn, valg in muligheder(kontrakter).items():
            if len(valg) > 1:
                self.fields[navn] = forms.ChoiceField(label=NAVNE[navn], choices=[("", "Alle"), *valg], required=False)

    def udvalgte(self) -> list[Kontrakt]:
        """The contracts that fit every choice; one that is not offered narrows nothing and gets its message."""
        self.is_valid()
        valg = [(PASSER[navn], vaerdi) for navn, vaerdi in self.cleaned_data.items() if vaerdi]
        return [kontrakt for kontrakt in self.kontrakter if all(passer(kontrakt, vaerdi) for passer, vaerdi in valg)]

    @property
    def er_brugt(self) -> bool:
        """Whether something is chosen."""
        return any(self.data.get(navn) for navn in self.fields)


def muligheder(kontrakter: Sequence[Kontrakt]) -> dict[str, Muligheder]:
    """Value and label by field: houses and KKR in Danish order, years newest first."""
    huse = {kontrakt.erhvervshus for kontrakt in kontrakter}
    kkr = {hus.kkr for hus in huse}
    aar = {aar for kontrakt in kontrakter for aar in kontrakt.aar}
    return {
        "hus": [(hus.noegle, hus.navn) for hus in sorted(huse, key=lambda hus: hus.sortering)],
        "kkr": [(et_kkr.noegle, et_kkr.navn) for et_kkr in sorted(kkr, key=lambda et_kkr: et_kkr.sortering)],
        "aar": [(str(et_aar), str(et_aar)) for et_aar in sorted(aar, reverse=True)],
    }


class Kommunefilter(forms.Form):
    """House and by or land among the municipalities given; one with nothing to choose between is left out."""

    def __init__(self, data: Mapping[str, str], kommuner: Sequence[Kommune]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.kommuner = kommuner
        huse = sorted({kommune.erhvervshus for kommune in kommuner}, key=lambda hus: hus.sortering)
        typer = [(str(vaerdi), str(navn)) for vaerdi, navn in Kommunetype.choices]
        har = {kommune.type for kommune in kommuner}
        self._tilbyd("hus", "Erhvervshus", [(hus.noegle, hus.navn) for hus in huse])
        self._tilbyd("type", "By/land", [(vaerdi, navn) for vaerdi, navn in typer if vaerdi in har])

    def udvalgte(self) -> list[Kommune]:
        """The municipalities that fit both choices; one that is not offered narrows nothing and gets its message."""
        self.is_valid()
        hus, type_ = self.cleaned_data.get("hus"), self.cleaned_data.get("type")
        return [
            kommune
            for kommune in self.kommuner
            if (not hus or kommune.erhvervshus.noegle == hus) and (not type_ or kommune.type == type_)
        ]

    @property
    def er_brugt(self) -> bool:
        """Whether something is chosen."""
        return any(self.data.get(navn) for navn in self.fields)

    def _tilbyd(self, navn: str, etiket: str, valg: Muligheder) -> None:
        if len(valg) > 1:
            self.fields[navn] = forms.ChoiceField(label=etiket, choices=[("", "Alle"), *valg], required=False)


class Husfilter(forms.Form):
    """House among those given; left out when there is nothing to choose between."""

    def __init__(self, data: Mapping[str, str], huse: Sequence[Erhvervshus]) -> None:
        super().__init__(data, auto_id="filter_%s")
        valg = [("", "Alle"), *((hus.noegle, hus.navn) for hus in huse)]
        if len(huse) > 1:
            self.fields["hus"] = forms.ChoiceField(label="Erhvervshus", choices=valg, required=False)

    def valgt(self) -> str:
        """The house that is chosen; empty for all. One that is not offered narrows nothing and gets its message."""
        self.is_valid()
        return str(self.cleaned_data.get("hus", ""))


class Samletfilter(forms.Form):
    """Framework and a range of years among the contracts given; one with nothing to choose between is left out."""

    def __init__(self, data: Mapping[str, str], kontrakter: Sequence[Kontrakt]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.kontrakter = kontrakter
        self.alle_aar = sorted({aar for kontrakt in kontrakter for aar in kontrakt.aar})
        rammer = sorted({kontrakt.rammeaftale for kontrakt in kontrakter}, key=lambda ramme: ramme.fra_aar)
        aarene = [(str(aar), str(aar)) for aar in self.alle_aar]
        valg = {
            "ramme": ("Rammeaftale", [(str(ramme.fra_aar), f"{ramme.fra_aar}–{ramme.til_aar}") for ramme in rammer]),
            "fra": ("Fra år", aarene),
            "til": ("Til og med år", aarene),
        }
        for navn, (etiket, muligheder_) in valg.items():
            if len(muligheder_) > 1:
                felt = forms.ChoiceField(label=etiket, choices=[("", "Alle"), *muligheder_], required=False)
                self.fields[navn] = felt

    def clean(self) -> dict[str, str]:
        """Refuse years the wrong way round."""
        fra, til = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if fra and til and int(fra) > int(til):
            self.add_error("til", f"Vælg {fra} eller et senere år.")
        return self.cleaned_data

    def udvalgte(self) -> tuple[list[Kontrakt], list[int]]:
        """The contracts and years that fit every choice; a wrong choice narrows nothing and gets its message."""
        self.is_valid()
        valg = self.cleaned_data
        kontrakter = [et for et in self.kontrakter if valg.get("ramme") in (None, "", str(et.rammeaftale.fra_aar))]
        fra, til = (int(valg.get(navn) or 0) for navn in ("fra", "til"))
        findes = {aar for kontrakt in kontrakter for aar in kontrakt.aar}
        aarene = [aar for aar in self.alle_aar if aar in findes and aar >= fra and (not til or aar <= til)]
        return [et for et in kontrakter if set(et.aar) & set(aarene)], aarene

    @property
    def er_brugt(self) -> bool:
        """Whether something is chosen."""
        return any(self.data.get(navn) for navn in self.fields)


class Sammenligning(forms.Form):
    """The contract of the same house that one is compared with; the view refuses what is not offered."""

    def __init__(self, side: Aendringsside) -> None:
        super().__init__(initial={"fra": side.fra.slug if side.fra else ""}, auto_id="sammenlign_%s")
        valg = [(kontrakt.slug, kontrakt.fuld_titel) for kontrakt in side.andre]
        self.fields["fra"] = forms.ChoiceField(
            label="Sammenlign med", choices=valg if side.fra else [("", "Vælg en kontrakt"), *valg]
        )
