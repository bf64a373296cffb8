"""The form fields: Danish in and out, the typed text kept when it is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from kontrakt import dansk
from kontrakt.felter import DanskDatoField, DanskDecimalField


class Formular(forms.Form):
    """A figure in percent and a date, neither of them required."""

    resultat = DanskDecimalField(required=False, enheder=dansk.PROCENTORD, opgoeres_i="procent", decimal_places=2)
    pr_dato = DanskDatoField(required=False)


@pytest.mark.parametrize(
    ("typed", "tal"),
    [("71,5", "71.5"), ("71 %", "71"), ("71 pct.", "71"), ("1.680", "1680"), ("−12,3", "-12.3"), (" 0 ", "0")],
)
def test_decimal_field_reads_danish_numbers(typed: str, tal: str) -> None:
    formular = Formular({"resultat": typed})

    assert formular.is_valid()
    assert formular.cleaned_data["resultat"] == Decimal(tal)


@pytest.mark.parametrize("typed", ["", "   "])
def test_empty_fields_give_none(typed: str) -> None:
    formular = Formular({"resultat": typed, "pr_dato": typed})

    assert formular.is_valid()
    assert formular.cleaned_data == {"resultat": None, "pr_dato": None}


def test_required_fields_refuse_spaces() -> None:
    formular = Formular({"resultat": " ", "pr_dato": " "})
    formular.fields["resultat"].required = formular.fields["pr_dato"].required = True

    assert set(formular.errors) == {"resultat", "pr_dato"}


def test_refused_number_stays_as_typed_beside_the_message() -> None:
    formular = Formular({"resultat": "71.5"})

    assert formular.errors == {
        "resultat": ["»71.5« kan læses på to måder. Skriv 71,5 med komma eller 715 uden punktum."],
    }
    assert formular["resultat"].value() == "71.5"


def test_refused_unit_names_the_right_one() -> None:
    formular = Formular({"resultat": "5 pp"})

    assert formular.errors == {"resultat": ["Målepunktet opgøres i procent; skriv tallet uden »pp«."]}


def test_unit_can_be_set_when_the_form_is_made() -> None:
    formular = Formular({"resultat": "71 %"})
    felt = formular.fields["resultat"]
    assert isinstance(felt, DanskDecimalField)
    felt.enheder, felt.opgoeres_i = (), "antal"

    assert formular.errors == {"resultat": ["Målepunktet opgøres i antal; skriv tallet uden »%«."]}


def test_django_still_counts_decimals() -> None:
    assert set(Formular({"resultat": "71,555"}).errors) == {"resultat"}


@pytest.mark.parametrize("typed", ["13.10.2021", "13. oktober 2021", "2021-10-13"])
def test_date_field_reads_danish_dates(typed: str) -> None:
    formular = Formular({"pr_dato": typed})

    assert formular.is_valid()
    assert formular.cleaned_data["pr_dato"] == date(2021, 10, 13)


def test_refused_date_stays_as_typed_beside_the_message() -> None:
    formular = Formular({"pr_dato": "13.10.21"})

    assert formular.errors == {"pr_dato": ["»13.10.21« mangler årets fire cifre. Skriv fx 13.10.2021."]}
    assert formular["pr_dato"].value() == "13.10.21"


def test_fields_show_stored_values_in_danish_with_the_right_keyboard() -> None:
    formular = Formular(initial={"resultat": Decimal("1680.5000"), "pr_dato": date(2021, 10, 3)})

    assert str(formular["resultat"]) == (
        '<input type="text" name="resultat" value="1.680,5" inputmode="decimal" id="id_resultat">'
    )
    assert str(formular["pr_dato"]) == (
        '<input type="text" name="pr_dato" value="03.10.2021" inputmode="numeric" id="id_pr_dato">'
    )


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ({"resultat": "1.680,5", "pr_dato": "3. oktober 2021"}, []),
        ({"resultat": "1.680,6", "pr_dato": "03.10.2021"}, ["resultat"]),
        ({"resultat": "1.680.5", "pr_dato": ""}, ["resultat", "pr_dato"]),
    ],
)
def test_the_same_value_written_otherwise_is_no_change(typed: dict[str, str], changed: list[str]) -> None:
    formular = Formular(typed, initial={"resultat": Decimal("1680.5000"), "pr_dato": date(2021, 10, 3)})

    assert formular.changed_data == changed
