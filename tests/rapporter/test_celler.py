from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from rapporter.excel.celler import (
    AFKORTET,
    MAKS_TEGN,
    Celleformat,
    Celler,
    Farve,
    Rolle,
    Vaerdi,
    antal_linjer,
    kontrast,
    mindste_bredde,
    rens,
)

SORT_PAA_HVIDT = Farve("FFFFFF", "000000")


def lav_celle(vaerdi: Vaerdi, format_: Celleformat, palet: Mapping[str, Farve] | None = None) -> Cell:
    """Make one cell of a table's body."""
    ark = Workbook().worksheets[0]
    return Celler(palet or {}).celle(ark, vaerdi, format_, Rolle.KROP)


@pytest.mark.parametrize(
    ("vaerdi", "format_", "cifre", "talformat"),
    [
        (2025, Celleformat.NUMMER, "2025", "[$-406]0"),
        (1680, Celleformat.HELTAL, "1680", "[$-406]#,##0"),
        (Decimal("1680.00"), Celleformat.HELTAL, "1680.00", "[$-406]#,##0"),
        (-1, Celleformat.HELTAL, "-1", "[$-406]#,##0"),
        (Decimal("75"), Celleformat.TAL, "75", "[$-406]#,##0"),
        (Decimal("69.9"), Celleformat.TAL, "69.9", "[$-406]#,##0.0"),
        (Decimal("2.50"), Celleformat.TAL, "2.50", "[$-406]#,##0.00"),
        (Decimal("1E+3"), Celleformat.TAL, "1000", "[$-406]#,##0"),
        (Decimal("0.07"), Celleformat.TAL, "0.07", "[$-406]#,##0.00"),
        (Decimal("1"), Celleformat.PROCENT, "1", '[$-406]#,##0"\u00a0"%'),
        (Decimal("0.5"), Celleformat.PROCENT, "0.5", '[$-406]#,##0"\u00a0"%'),
        (Decimal("0.1234"), Celleformat.PROCENT, "0.1234", '[$-406]#,##0.00"\u00a0"%'),
    ],
)
def test_number_keeps_its_digits_and_shows_its_own_decimals(
    vaerdi: int | Decimal, format_: Celleformat, cifre: str, talformat: str
) -> None:
    celle = lav_celle(vaerdi, format_)

    assert (celle.value, celle.data_type, celle.number_format) == (cifre, "n", talformat)


def test_date_is_stored_as_a_date_and_shown_in_danish() -> None:
    celle = lav_celle(date(2021, 10, 13), Celleformat.DATO)

    assert (celle.value, celle.data_type) == (date(2021, 10, 13), "d")
    assert celle.number_format == r"[$-406]d\.\ mmmm\ yyyy"


def test_time_is_stored_as_a_time_and_shown_in_danish() -> None:
    celle = lav_celle(datetime(2021, 10, 13, 10, 42), Celleformat.TIDSPUNKT)  # noqa: DTZ001 - Excel has no time zones

    assert celle.number_format == r'[$-406]d\.\ mmmm\ yyyy\ "kl."\ hh\.mm'


@pytest.mark.parametrize("tekst", ["=1+1", "+45 98", "-365 er over", "@sum", "'citeret", "0810", "2 af 3"])
def test_text_that_excel_would_read_anew_is_text_and_stays_so_when_edited(tekst: str) -> None:
    celle = lav_celle(tekst, Celleformat.TEKST)

    assert (celle.value, celle.data_type, celle.quotePrefix) == (tekst, "s", True)


@pytest.mark.parametrize("tekst", ["Se Mål 10", "#N/A", " =1+1", "• punkt"])
def test_other_text_is_text_without_a_mark(tekst: str) -> None:
    celle = lav_celle(tekst, Celleformat.TEKST)

    assert (celle.value, celle.data_type, celle.quotePrefix) == (tekst, "s", False)


def test_text_in_a_number_column_is_text() -> None:
    celle = lav_celle("jf. bilag", Celleformat.TAL)

    assert (celle.value, celle.data_type, celle.number_format) == ("jf. bilag", "s", "General")


@pytest.mark.parametrize("vaerdi", [None, "", "\x00"])
def test_nothing_gives_an_empty_cell_with_the_table_s_border(vaerdi: str | None) -> None:
    celle = lav_celle(vaerdi, Celleformat.VURDERING)

    assert (celle.value, celle.border.left.style) == (None, "thin")


def test_verdict_has_its_word_and_the_palette_s_colours() -> None:
    celle = lav_celle("Opfyldt", Celleformat.VURDERING, {"Opfyldt": Farve("C8E6C9", "0B3D0F")})

    assert (celle.value, celle.fill.fgColor.rgb, celle.font.color.rgb) == ("Opfyldt", "00C8E6C9", "000B3D0F")


def test_verdict_without_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="no colour for 'Bagud'"):
        lav_celle("Bagud", Celleformat.VURDERING, {"Opfyldt": SORT_PAA_HVIDT})


@pytest.mark.parametrize(
    ("vaerdi", "format_"),
    [
        (1.5, Celleformat.TAL),
        (True, Celleformat.HELTAL),
        (Decimal(1), Celleformat.TEKST),
        (date(2021, 10, 13), Celleformat.TAL),
        (datetime(2021, 10, 13, tzinfo=UTC), Celleformat.DATO),
        (date(2021, 10, 13), Celleformat.TIDSPUNKT),
    ],
)
def test_value_that_the_format_cannot_show_is_refused(vaerdi: Vaerdi, format_: Celleformat) -> None:
    with pytest.raises(TypeError, match=f"{format_.name} cannot show"):
        lav_celle(vaerdi, format_)


@pytest.mark.parametrize(
    ("vaerdi", "format_", "besked"),
    [
        (Decimal("NaN"), Celleformat.TAL, "NaN is not a finite number"),
        (Decimal("-Infinity"), Celleformat.HELTAL, "-Infinity is not a finite number"),
        (Decimal("39.5"), Celleformat.HELTAL, "39.5 is not whole, as HELTAL is"),
        (Decimal("1.5"), Celleformat.NUMMER, "1.5 is not whole, as NUMMER is"),
    ],
)
def test_number_that_would_be_shown_wrongly_is_refused(vaerdi: Decimal, format_: Celleformat, besked: str) -> None:
    with pytest.raises(ValueError, match=besked):
        lav_celle(vaerdi, format_)


def test_cells_of_one_kind_share_one_style() -> None:
    bog = Workbook()
    celler = Celler({})

    stile = {celler.celle(bog.worksheets[0], f"tekst {n}", Celleformat.TEKST, Rolle.KROP).style_id for n in range(3)}

    assert len(stile) == 1


@pytest.mark.parametrize(
    ("tekst", "renset"),
    [
        ("en\r\nto\rtre\nfire", "en\nto\ntre\nfire"),
        ("a\x00b\x0bc\x1fd\ufffee\ud800f\tg", "abcdef\tg"),
        ("_x0041_ og x_x", "_x005F_x0041_ og x_x"),
        ("æøå 😀 –", "æøå 😀 –"),
    ],
)
def test_text_is_cleaned_of_what_a_cell_cannot_hold(tekst: str, renset: str) -> None:
    assert rens(tekst) == renset


def test_longest_text_is_kept_whole() -> None:
    assert rens("a" * MAKS_TEGN) == "a" * MAKS_TEGN


@pytest.mark.parametrize("tegn", ["a", "😀"])
def test_too_long_text_is_cut_with_a_mark(tegn: str) -> None:
    afkortet = rens(tegn * (MAKS_TEGN + 1))

    assert afkortet.lstrip(tegn) == AFKORTET
    assert MAKS_TEGN - 1 <= len(afkortet.encode("utf-16-le")) // 2 <= MAKS_TEGN


@pytest.mark.parametrize(
    ("tekst", "bredde", "linjer"),
    [
        ("", 10, 1),
        ("kort", 10, 1),
        ("en\nto\n\nfire", 10, 4),
        ("ni tegn x", 10, 1),
        ("ti tegn xy", 10, 2),
        ("tre ord her og flere endnu", 10, 4),
        ("x" * 27, 10, 3),
        ("x" * 28, 10, 4),
        ("a " + "x" * 18, 10, 3),
        ("xyz", 0.5, 3),
    ],
)
def test_lines_of_a_wrapped_text(tekst: str, bredde: float, linjer: int) -> None:
    assert antal_linjer(tekst, bredde) == linjer


@pytest.mark.parametrize(
    ("vaerdi", "bredde"),
    [
        (None, 0),
        ("x" * 560, 20),
        (1234567, len("1.234.567") + 4),
        (Decimal("-1234.50"), len("-1.234,50") + 4),
        (date(2021, 9, 30), 20),
        (datetime(2021, 9, 30, tzinfo=UTC), 28),
    ],
)
def test_least_width_of_a_value(vaerdi: Vaerdi, bredde: float) -> None:
    assert mindste_bredde(vaerdi, 28) == bredde


@pytest.mark.parametrize(("farver", "forhold"), [(("000000", "FFFFFF"), 21), (("777777", "FFFFFF"), 4.478)])
def test_contrast_is_that_of_wcag_in_either_order(farver: tuple[str, str], forhold: float) -> None:
    assert kontrast(*farver) == pytest.approx(forhold, abs=0.001)
    assert kontrast(*reversed(farver)) == kontrast(*farver)


def test_colour_below_wcag_aa_is_refused() -> None:
    assert Farve("767676", "FFFFFF").tekst == "FFFFFF"
    with pytest.raises(ValueError, match=r"FFFFFF on 777777 has contrast 4\.48, below 4\.5"):
        Farve("777777", "FFFFFF")


@pytest.mark.parametrize("farve", ["#FFFFFF", "FFF", "hvid!!"])
def test_colour_must_be_six_hex_digits(farve: str) -> None:
    with pytest.raises(ValueError, match="is not a colour written as RRGGBB"):
        Farve(farve, "000000")
