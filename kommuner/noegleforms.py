"""The forms by which a funding key is computed and adopted."""

from django import forms

from kommuner.typer import Noeglemetode
from kontrakt.felter import DanskHeltalField

MAKS_TOTAL = 9_999_999  # 1.000 kr.; two hundred times the largest key so far


class BeregnForm(forms.Form):
    """The total that is to be distributed."""

    i_alt = DanskHeltalField(
        label="Bidrag i alt (1.000 kr.)",
        min_value=1,
        max_value=MAKS_TOTAL,
        help_text="Alle kommunernes bidrag tilsammen, fx 45.667.",
        error_messages={
            "required": "Skriv, hvor meget kommunerne skal betale i alt, i 1.000 kr.",
            "min_value": "Skriv et tal, der er større end 0.",
            "max_value": "Tallet er for stort. Skriv totalen i 1.000 kr., så 45.667 er 45,667 mio. kr.",
        },
    )


class VedtagForm(BeregnForm):
    """Which of the two computed keys is adopted, and the fingerprint of what the person saw of it."""

    metode = forms.ChoiceField(choices=Noeglemetode.choices)
    aftryk = forms.CharField(max_length=64)
