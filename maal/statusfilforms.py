"""The form of a report's upload: which file."""

from django import forms

from kommuner.regneark import ANDRE_SLAGS, ENDELSER
from kontrakt.bekraeft import Filfelt, accepterer


class StatusfilForm(forms.Form):
    """The workbook that was filled in."""

    fil = Filfelt(
        label="Fil",
        endelser=(*ENDELSER, *ANDRE_SLAGS),  # the reader says of the others what to do
        widget=forms.FileInput(attrs={"accept": accepterer(("xlsx",))}),
        help_text="Den Excel-projektmappe (.xlsx), du har hentet til udfyldning. Højst 1 MB.",
        error_messages={"required": "Vælg en fil."},
    )
