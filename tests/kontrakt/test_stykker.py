"""The shared pieces that every page is put together from."""

import re
from typing import Any

import django_tables2 as tables
import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory


class Form(forms.Form):
    resultat = forms.CharField(label="Resultat", help_text="Skriv et tal.")
    tekst = forms.CharField(label="Status", required=False, widget=forms.Textarea)
    afventer = forms.BooleanField(label="Afventer")
    slags = forms.ChoiceField(label="Slags", choices=[("a", "Foreløbig"), ("b", "Endelig")], widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Table(tables.Table):  # type: ignore[misc] # the library ships no types
    titel = "Kontrakter"
    hus = tables.Column(verbose_name="Erhvervshus")
    frist = tables.Column(verbose_name="Frist", orderable=False)


def render(template: str, request: HttpRequest | None = None, **context: Any) -> str:
    """A piece as one line of HTML, so that a test can name what stands beside each other."""
    return re.sub(r"\s+", " ", render_to_string(f"stykker/{template}.html", context, request)).strip()


def felt(navn: str, data: dict[str, str] | None = None, **context: Any) -> str:
    """A field of the form above, bound when there is data."""
    return render("felt", felt=Form(data)[navn], **context)


def test_field_names_its_help_for_screen_readers() -> None:
    html = felt("resultat")

    assert '<label class="form-label" for="id_resultat">Resultat</label>' in html
    assert '<div class="form-hint" id="id_resultat_helptext">Skriv et tal.</div>' in html
    assert 'class="form-input input-width-m" required aria-describedby="id_resultat_helptext" id="id_resultat"' in html
    assert "aria-invalid" not in html


def test_field_in_error_says_so_in_words_and_to_screen_readers() -> None:
    html = felt("resultat", {"tekst": ""})

    assert html.startswith('<div class="form-group form-error">')
    assert (
        '<span class="form-error-message" id="id_resultat_error"><span class="sr-only">Fejl: </span>'
        "Dette felt er påkrævet.</span>" in html
    )
    assert 'aria-invalid="true" aria-describedby="id_resultat_helptext id_resultat_error"' in html


def test_field_shows_its_unit_after_the_input() -> None:
    html = felt("resultat", enhed="%")

    assert '<div class="form-input-suffix" aria-hidden="true">%</div>' in html
    assert 'class="form-input input-width-xs"' in html


def test_field_takes_the_width_it_is_given() -> None:
    assert 'class="form-input input-width-xl"' in felt("resultat", bredde="xl")
    assert 'class="form-input input-width-xxs"' in felt("resultat", enhed="%", bredde="xxs")


def test_field_keeps_what_was_typed_and_escapes_it() -> None:
    assert "&lt;b&gt; 5 &amp; 6</textarea>" in felt("tekst", {"tekst": "<b> 5 & 6"})


def test_checkbox_stands_before_its_label() -> None:
    assert (
        '<input type="checkbox" name="afventer" class="form-checkbox" required id="id_afventer"> '
        '<label class="form-label" for="id_afventer">Afventer</label>' in felt("afventer")
    )


def test_choices_are_a_group_with_a_legend_and_keep_the_choice() -> None:
    html = felt("slags", {"slags": "b"})

    assert '<fieldset id="id_slags"> <legend class="form-label">Slags</legend>' in html
    assert re.findall(r'value="(\w)"( checked)?', html) == [("a", ""), ("b", " checked")]


def test_hidden_field_has_no_label() -> None:
    assert felt("version", {"version": "3"}) == '<input type="hidden" name="version" value="3" id="id_version">'


def test_error_summary_leads_to_each_field_in_error() -> None:
    form = Form({"resultat": "1", "afventer": "on"})
    form.add_error(None, "En anden har gemt imens.")

    html = render("fejl", form=form)

    assert re.findall(r"<li>(.*?)</li>", html) == [
        "En anden har gemt imens.",
        '<a href="#id_slags">Slags: Dette felt er påkrævet.</a>',
        "Dette felt er påkrævet.",
    ]


def test_error_summary_is_absent_when_nothing_is_wrong() -> None:
    assert render("fejl", form=Form()) == ""


@pytest.mark.parametrize(
    ("slags", "rolle", "forklaring"),
    [
        ("success", "status", "Udført:"),
        ("info", "status", "Oplysning:"),
        ("debug", "status", "Oplysning:"),
        ("warning", "alert", "Advarsel:"),
        ("error", "alert", "Fejl:"),
    ],
)
def test_message_says_its_kind_to_screen_readers(slags: str, rolle: str, forklaring: str) -> None:
    html = render("besked", slags=slags, tekst="Kontrakten er indlæst.")

    assert f'role="{rolle}"' in html
    assert f'<span class="sr-only">{forklaring} </span> <p class="alert-text">Kontrakten er indlæst.</p>' in html


def test_pages_keep_the_filter_and_mark_the_current_page() -> None:
    request = RequestFactory().get("/?kkr=fyn&page=2")

    html = render("sider", request, side=Paginator(range(30), 10).page(2))

    assert re.findall(r'href="([^"]*)" aria-label="Side \d"( aria-current="page")?', html) == [
        ("?kkr=fyn&amp;page=1", ""),
        ("?kkr=fyn&amp;page=2", ' aria-current="page"'),
        ("?kkr=fyn&amp;page=3", ""),
    ]


def test_pages_are_absent_when_there_is_one() -> None:
    assert render("sider", RequestFactory().get("/"), side=Paginator(range(9), 10).page(1)) == ""


def table(address: str, rows: int = 1) -> str:
    """The table above at `address`, two rows a page."""
    request = RequestFactory().get(address)
    table = Table([{"hus": f"Hus {number}", "frist": "1. maj"} for number in range(rows)])
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    return re.sub(r"\s+", " ", table.as_html(request))


def test_table_says_what_it_shows_and_how_it_is_sorted() -> None:
    html = table("/?sort=-hus")

    assert 'tabindex="0" role="region" aria-label="Kontrakter"' in html
    assert '<caption class="sr-only">Kontrakter</caption>' in html
    assert re.findall(r'aria-sort="(\w+)"', html) == ["descending"]
    assert 'href="?sort=hus">Erhvervshus<span class="sr-only">, sortér stigende</span>' in html


def test_table_in_parts_counts_its_rows_and_starts_from_page_one_when_sorted() -> None:
    html = table("/?sort=hus&page=2", rows=5)

    assert '<p class="rows-message">Viser 3–4 af 5 rækker</p>' in html
    assert 'href="?sort=-hus">Erhvervshus' in html
    assert 'href="?sort=hus&amp;page=3" aria-label="Næste side"' in html


def test_empty_table_says_so() -> None:
    assert '<td colspan="2">Der er ingen rækker at vise.</td>' in table("/", rows=0)
