"""The quick inputs: the same HTML as Django's own."""

import pytest
from django import forms
from django.test.html import parse_html
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.widgets import Afsnit, Linje, Skjult, Valgliste

ATTRS = {"id": "felt", "class": "form-input", "aria-invalid": "true", "disabled": False, "required": True}
VALG = [("", "–"), ("7", "Mål 7: <b>Vækst</b> & »drift«"), ("8", "Mål 8: d'Arc")]
TEKST = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n<>&\"'"), max_size=12)


@given(vaerdi=TEKST)
@pytest.mark.parametrize(
    ("egen", "djangos"),
    [
        (Linje(attrs={"inputmode": "decimal"}), forms.TextInput(attrs={"inputmode": "decimal"})),
        (Skjult(), forms.HiddenInput()),
        (Afsnit(attrs={"rows": 3}), forms.Textarea(attrs={"rows": 3})),
        (Valgliste(choices=VALG), forms.Select(choices=VALG)),
    ],
)
def test_widget_writes_what_djangos_own_would(egen: forms.Widget, djangos: forms.Widget, vaerdi: str | None) -> None:
    assert parse_html(egen.render("navn", vaerdi, ATTRS)) == parse_html(djangos.render("navn", vaerdi, ATTRS))


def test_valgliste_chooses_the_value_and_escapes_the_names() -> None:
    assert Valgliste(choices=VALG[:2]).render("felt", "7", {"id": "x"}) == (
        '<select name="felt" id="x"><option value="">–</option>'
        '<option value="7" selected>Mål 7: &lt;b&gt;Vækst&lt;/b&gt; &amp; »drift«</option></select>'
    )


def test_afsnit_keeps_a_line_break_at_the_start() -> None:
    assert Afsnit(attrs={"rows": None, "cols": None}).render("felt", "\nTekst") == (
        '<textarea name="felt">\n\nTekst</textarea>'
    )
