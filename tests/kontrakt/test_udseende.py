"""The design system's classes on a form field's input."""

import pytest
from django import forms
from django.forms import Widget

from kontrakt.templatetags.udseende import inddata
from kontrakt.widgets import Afsnit, Linje, Valgliste


@pytest.mark.parametrize(
    ("widget", "klasse"),
    [
        (forms.TextInput(), "form-input input-width-s"),
        (forms.Textarea(), "form-input"),
        (forms.Select(), "form-select input-width-s"),
        (Linje(), "form-input input-width-s"),
        (Afsnit(), "form-input"),
        (Valgliste(), "form-select input-width-s"),
        (forms.CheckboxInput(), "form-checkbox"),
        (forms.TextInput(attrs={"class": "tal"}), "form-input input-width-s tal"),
    ],
)
def test_inddata_gives_each_input_the_classes_of_its_kind(widget: Widget, klasse: str) -> None:
    form = forms.Form()
    form.fields["felt"] = forms.CharField(widget=widget)

    assert f'class="{klasse}"' in inddata(form["felt"], "s")
