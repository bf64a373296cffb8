"""Files that are seen before they are loaded: chosen, carried in the form, and loaded when they do what was shown."""

import json
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.bekraeft import GAMMEL_SIDE, BekraeftForm, Filfelt, Kilde, SkjulteFiler, aftryk, gem_som_vist
from kontrakt.models import Kkr

NAVNE = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=20)


def test_chosen_file_is_given_with_its_bytes() -> None:
    assert Filfelt(endelser=("csv",)).clean(SimpleUploadedFile("a.CSV", b"\xe6;1")) == Kilde("a.CSV", b"\xe6;1")


@pytest.mark.parametrize(
    ("fil", "besked"),
    [
        (None, "Dette felt er påkrævet."),
        (SimpleUploadedFile("a.csv", b""), "Filen a.csv er tom."),
        (
            SimpleUploadedFile("a.pdf", b"x"),
            "Filen a.pdf er ikke en .csv- eller .xlsx-fil. Andre slags kan ikke indlæses.",
        ),
    ],
)
def test_no_file_an_empty_one_and_one_of_another_kind_are_refused(fil: BytesIO | None, besked: str) -> None:
    with pytest.raises(ValidationError) as grund:
        Filfelt(endelser=("csv", "xlsx")).clean(fil)

    assert grund.value.messages == [besked]


def test_file_may_be_left_out_where_the_field_says_so() -> None:
    assert Filfelt(endelser=("csv",), required=False).clean(None) is None


@given(st.lists(st.builds(Kilde, NAVNE, st.binary(max_size=50)), min_size=1, unique_by=lambda kilde: kilde.navn))
def test_files_travel_unchanged_through_the_form(kilder: list[Kilde]) -> None:
    felt = SkjulteFiler()

    assert felt.clean(felt.prepare_value(kilder)) == kilder


def test_form_that_is_shown_again_has_what_was_sent() -> None:
    form = BekraeftForm({"filer": "sendt", "aftryk": "x"})

    assert 'value="sendt"' in str(form["filer"])


@pytest.mark.parametrize(
    "sendt",
    [
        "ikke json",
        "[" * 100_000,
        "1" * 5_000,
        "[1]",
        "null",
        '{"a.csv": 7}',
        '{"a.csv": "ikke base64"}',
        '{"a.csv": "æ"}',
        r'{"a.csv": "\ud800"}',
        r'{"\ud800.csv": "YQ=="}',
        json.dumps({"a\0.csv": "YQ=="}),
    ],
)
def test_forged_files_are_refused(sendt: str) -> None:
    with pytest.raises(ValidationError) as grund:
        SkjulteFiler().clean(sendt)

    assert grund.value.messages == [GAMMEL_SIDE]


def test_form_without_files_is_refused() -> None:
    assert BekraeftForm({"filer": "{}", "aftryk": "x"}).errors == {"filer": ["Dette felt er påkrævet."]}


@pytest.mark.django_db
def test_what_is_not_what_was_shown_is_undone() -> None:
    def gem() -> str:
        return Kkr.objects.create(noegle="ny", navn="KKR Ny").navn

    afvist = gem_som_vist(gem, aftryk, aftryk("KKR Gammel"))
    antal = Kkr.objects.count()
    gemt = gem_som_vist(gem, aftryk, aftryk("KKR Ny"))

    assert (afvist, antal) == (("KKR Ny", False), 0)
    assert (gemt, Kkr.objects.count()) == (("KKR Ny", True), 1)
