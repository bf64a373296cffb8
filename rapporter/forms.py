"""The overview's filter: a plain GET form, so that a filtered page has an address and works without JavaScript."""

from collections.abc import Callable, Mapping, Sequence

from django import forms

from kontrakt.models import Kontrakt

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
