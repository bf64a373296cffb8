"""The forms of an upload of guidance: which file, and yes to what it would change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from kommuner.regneark import ANDRE_SLAGS, ENDELSER
from kommuner.vejledningsregler import datofejl
from kontrakt.bekraeft import BekraeftForm, Filfelt, accepterer
from kontrakt.felter import DanskDatoField

MAKS_ARKNAVN = 31  # characters; Excel takes no more


class VejledningsfilForm(forms.Form):
    """A file, and what it may leave to be said here."""

    fil = Filfelt(
        label="Fil",
        endelser=(*ENDELSER, *ANDRE_SLAGS),  # the reader says of the others what to do
        widget=forms.FileInput(attrs={"accept": accepterer(ENDELSER)}),
        help_text="Excel-projektmappe (.xlsx) eller CSV-fil (.csv), højst 1 MB.",
        error_messages={"required": "Vælg en fil."},
    )
    pr_dato = DanskDatoField(
        label="Opgjort pr.",
        required=False,
        help_text="Kun når filen ikke selv har en kolonne med datoen. Skriv den dag, der er talt til, fx 31.12.2025.",
    )
    ark = forms.CharField(
        label="Ark",
        required=False,
        validators=[MaxLengthValidator(MAKS_ARKNAVN, f"Et ark i Excel hedder højst {MAKS_ARKNAVN} tegn.")],
        help_text="Kun når flere ark i projektmappen har en tabel. Skriv navnet på arkets fane.",
    )

    def clean_pr_dato(self) -> date | None:
        """Refuse a day that nothing can be counted to."""
        pr_dato: date | None = self.cleaned_data["pr_dato"]
        if pr_dato and (fejl := datofejl(pr_dato, timezone.localdate())):
            raise ValidationError(fejl)
        return pr_dato


class BekraeftVejledningForm(BekraeftForm):
    """Yes to what was shown, and a tick for each spelling that was only nearly right.

    `forslag` are the spellings, each with its code, and `navne` the municipalities' names by code.
    """

    stavemaader = forms.MultipleChoiceField(
        label="Stavemåder",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sæt et flueben ved hver, der er den rigtige kommune. Er en af dem forkert, så ret filen.",
    )

    def __init__(self, *args: Any, forslag: Mapping[str, str], navne: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not forslag:
            del self.fields["stavemaader"]
            return
        felt: Any = self.fields["stavemaader"]
        felt.choices = [(skrevet, f"»{skrevet}« er {navne[kode]}") for skrevet, kode in forslag.items()]

    def clean_stavemaader(self) -> list[str]:
        """Refuse to go on until every spelling has its tick."""
        valgte: list[str] = self.cleaned_data["stavemaader"]
        if len(valgte) < len(self.fields["stavemaader"].choices):  # type: ignore[attr-defined]  # of this kind of field
            raise ValidationError("Sæt et flueben ved hver stavemåde, eller ret den i filen.")
        return valgte
