"""Population from Statistikbanken's CSV files: both shapes, what is left out, and all that is refused."""

import pytest

from kommuner.folketalsfil import laes_folketal
from kommuner.folketalsformat import MAKS_BYTES, MAKS_FEJL, Folketalsfejl
from tests.kommuner.folketalsfiler import FOLKETAL, LANG, NAVNE, TABEL

HENT = "Hent tabellen FOLK1A i Statistikbanken som CSV med semikolon, med område og tid."


def fejl_i(indhold: str | bytes) -> list[str]:
    """What is said of a file."""
    with pytest.raises(Folketalsfejl) as grund:
        laes_folketal(indhold.encode() if isinstance(indhold, str) else indhold, NAVNE, senest=2026)
    return [str(en) for en in grund.value.fejl]


def udeladt(tekst: str) -> tuple[str, ...]:
    """What is left out of a good file, whose numbers are those of the country."""
    udtraek = laes_folketal(tekst.encode(), NAVNE, senest=2026)
    assert udtraek.folketal == FOLKETAL
    return udtraek.udeladt


@pytest.mark.parametrize("tekst", [LANG, TABEL], ids=["lang", "tabel"])
@pytest.mark.parametrize("tegnsaet", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_both_shapes_are_read_in_every_encoding(tekst: str, tegnsaet: str) -> None:
    udtraek = laes_folketal(tekst.encode(tegnsaet), NAVNE, senest=2026)

    assert (udtraek.folketal, udtraek.udeladt) == (FOLKETAL, ())


@pytest.mark.parametrize(
    "skrevet", ["101", "0101", "København", "101 København", "0101 København", '"101 København"', " københavn "]
)
def test_area_is_a_code_a_name_or_both(skrevet: str) -> None:
    assert udeladt(LANG.replace("101;", f"{skrevet};")) == ()


def test_quarter_is_a_code_with_its_text_too() -> None:
    assert udeladt(LANG.replace("2025K1", "2025K1 2025K1")) == ()


def test_numbers_may_have_points_and_a_comma_before_nothing() -> None:
    assert udeladt(LANG.replace("667099", "667.099").replace("3688", "3.688,0")) == ()


def test_table_may_begin_its_quarters_in_the_first_column() -> None:
    assert udeladt(TABEL.replace(";2024K1", "2024K1")) == ()


def test_notes_below_a_table_are_no_areas() -> None:
    assert udeladt(TABEL + "\nAnm.: Tallene er foreløbige.\nKilde: Danmarks Statistik;;\n") == ()


def test_larger_areas_are_left_out_and_so_is_christiansoe() -> None:
    flere = "".join(
        f"{omraade};2025K1;1\n"
        for omraade in ("000", "0", "Hele landet", "084 Region Hovedstaden", "Region Midtjylland", "01", "Provins Fyn")
    )

    assert udeladt(f"{LANG}{flere}") == ("Hele landet, regioner og landsdele er udeladt (antal områder: 7).",)
    for christiansoe in ("411", "0411", "Christiansø", "411 Christiansø"):
        assert udeladt(f"{LANG}{christiansoe};2025K1;90\n") == ("Christiansø er ingen kommune og er udeladt.",)


def test_other_quarters_than_the_first_are_left_out() -> None:
    tabel = TABEL.replace("2024K1;", "2024K1;2024K4;").replace("660842;", "660842;1;")
    tabel = tabel.replace("3688;", "3688;..;").replace("367095;", "367095;1;")

    assert udeladt(tabel) == ("Kun 1. januar er brugt. Andre kvartaler er udeladt: 2024K4.",)
    assert udeladt(f"{LANG}101;2024K2;1\n101;2024K3;1\n") == (
        "Kun 1. januar er brugt. Andre kvartaler er udeladt: 2024K2 og 2024K3.",
    )


@pytest.mark.parametrize(
    "i_alt", ["TOT;IALT;TOT", "I alt;Alder i alt;I alt", " I alt;I ALT;i alt", "TOT I alt;IALT Alder i alt;TOT I alt"]
)
def test_only_totals_of_sex_age_and_civil_status_count(i_alt: str) -> None:
    linjer = LANG.replace("OMRÅDE;", "OMRÅDE;KØN;ALDER;CIVILSTAND;").replace(";202", f";{i_alt};202")
    dele = "101;M;IALT;TOT;2025K1;330000\n101;1;IALT;TOT;2025K1;330000\n101;TOT;17 år;TOT;2025K1;7000\n"

    assert udeladt(linjer + dele) == ("Kun tal for alle er brugt. Tal for køn, alder o.l. er udeladt (antal: 3).",)


def test_cells_in_front_of_a_table_that_are_empty_have_the_value_above() -> None:
    tabel = """\
"Folketal den 1. i kvartalet efter køn, område og tid"
;;2024K1;2025K1
I alt;København;660842;667099
;Samsø;3688;3669
;Aarhus;367095;373388
Mænd;København;1;2
;Samsø;1;2
"""

    assert udeladt(tabel) == ("Kun tal for alle er brugt. Tal for køn, alder o.l. er udeladt (antal: 4).",)


def test_parts_are_never_added_up() -> None:
    dele = LANG.replace("OMRÅDE;", "OMRÅDE;KØN;").replace(";202", ";Mænd;202")

    assert fejl_i(dele) == [
        "Filen har kun dele af befolkningen (fx KØN »Mænd«), og de lægges ikke sammen. "
        "Vælg »I alt« af køn, alder og civilstand."
    ]


def test_every_municipality_must_be_there_every_year() -> None:
    assert fejl_i("\n".join(linje for linje in LANG.splitlines() if linje[:5] not in ("741;2", "751;2"))) == [
        "1. januar 2024 mangler Samsø og Aarhus. Alle 3 kommuner skal være med. Hent dem alle.",
        "1. januar 2025 mangler Samsø og Aarhus. Alle 3 kommuner skal være med. Hent dem alle.",
    ]


def test_everything_wrong_is_told_at_once_by_line() -> None:
    fejl = fejl_i(
        LANG.replace("101;2024K1;660842", "101;2024K1;-1")
        .replace("741;2024K1;3688", "741;2024K1;3688,5")
        .replace("741;2025K1;3669", "741;2025K1;..")
        .replace("751;2024K1", "Århus;2024K1")
        + "101;2025K1;667099\nAarhus;2025;1\n"
    )

    assert fejl == [
        "1. januar 2024 mangler Aarhus. Alle 3 kommuner skal være med. Hent dem alle.",
        "Linje 2: København, 2024K1: −1 kan ikke være en kommunes folketal. Hent filen igen.",
        "Linje 4: Samsø, 2024K1: »3688,5« skal være et helt tal, fx 3.688.",
        "Linje 5: Samsø, 2025K1: »..« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, "
        "fx 1.234,5.",
        "Linje 6: Kommunen »Århus« kendes ikke. Mente du Aarhus?",
        "Linje 8: København har to tal 1. januar 2025, også i linje 3. Slet den ene linje.",
        f"Linje 9: »2025« er ikke et kvartal fra 2008 til 2026. {HENT}",
    ]


@pytest.mark.parametrize(
    ("omraade", "besked"),
    [
        ("Samso", "Kommunen »Samso« kendes ikke. Mente du Samsø?"),
        ("740", "Kommunen »740« kendes ikke. Skriv kommunens navn eller dens kode på fire cifre."),
        ("741 Aarhus", "Kommunen »741 Aarhus« kendes ikke. Mente du Samsø?"),
        ("411 København", "Kommunen »411 København« kendes ikke. Mente du København?"),
    ],
)
def test_unknown_area_is_told_once_with_what_is_nearest(omraade: str, besked: str) -> None:
    fejl = fejl_i(LANG.replace("741;", f"{omraade};"))

    assert fejl[2:] == [f"Linje 4: {besked} (Også i linje 5.)"]


@pytest.mark.parametrize("antal", ["0", "-3688", "99999999", "1.5", "3688 i alt", ""])
def test_number_that_cannot_be_is_refused(antal: str) -> None:
    assert [en[:24] for en in fejl_i(LANG.replace(";3688", f";{antal}"))] == ["Linje 4: Samsø, 2024K1: "]


@pytest.mark.parametrize("kvartal", ["2007K1", "2027K1", "2025K5", "2025M01", "2025K1 2024K1"])
def test_quarter_that_the_table_cannot_have_is_refused(kvartal: str) -> None:
    fejl = fejl_i(LANG.replace("741;2024K1", f"741;{kvartal}"))

    assert fejl[1:] == [f"Linje 4: »{kvartal}« er ikke et kvartal fra 2008 til 2026. {HENT}"]


def test_file_without_a_first_quarter_is_refused() -> None:
    assert fejl_i(LANG.replace("K1", "K3")) == [
        "Der er intet første kvartal i filen (fx 2025K1, som er 1. januar 2025), kun 2024K3 og 2025K3. "
        "Hent første kvartal."
    ]


@pytest.mark.parametrize(
    ("indhold", "besked"),
    [
        (b"", f"Filen er tom. {HENT}"),
        (b"\xef\xbb\xbf \r\n", f"Filen er tom. {HENT}"),
        ("OMRÅDE;TID;INDHOLD\n".encode(), f"Der er ingen tal i filen. {HENT}"),
        (LANG.replace(";", ",").encode(), f"Filen har ingen linje med overskrifter. {HENT}"),
        (b"101;2025K1;667099\n", f"Filen har ingen linje med overskrifter. {HENT}"),
        (b"OMR\xc5DE;TID;\x00", f"Filen har tegn, som ikke er tekst. Er det den rigtige fil? {HENT}"),
        (b"OMR\x81DE;TID;INDHOLD", f"Filen har tegn, som ikke er tekst. Er det den rigtige fil? {HENT}"),
        (LANG.encode("utf-16"), f"Filen har tegn, som ikke er tekst. Er det den rigtige fil? {HENT}"),
        (
            b"PK\x03\x04" + b"\0" * 100,
            "Filen er en projektmappe fra Excel. Gem den som CSV med semikolon, og vælg CSV-filen.",
        ),
        (b"a" * (MAKS_BYTES + 1_000), "Filen fylder 1.001 kB. Den må højst fylde 1 MB. Vælg færre kvartaler."),
        (
            'OMRÅDE;TID;INDHOLD\n"101;2025K1;667099\n'.encode(),
            "Linje 2: Her kan filen ikke læses. Kontrollér, at hvert anførselstegn bliver lukket.",
        ),
        (
            TABEL.replace("2024K1", "2025K1").encode(),
            "Linje 3: 2025K1 står i flere kolonner. Vælg kun »I alt« af køn, alder og civilstand.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused(indhold: bytes, besked: str) -> None:
    assert fejl_i(indhold) == [besked]


@pytest.mark.parametrize("tekst", [LANG, TABEL], ids=["lang", "tabel"])
def test_line_with_too_many_cells_is_named(tekst: str) -> None:
    linje = tekst.splitlines().index(next(linje for linje in tekst.splitlines() if "3688" in linje)) + 1

    besked = f"Linje {linje}: Linjen har 4 felter, men overskriften har 3. Er et semikolon for meget eller for lidt?"
    assert besked in fejl_i(tekst.replace("3688", "3;688"))


def test_line_with_too_few_cells_is_named() -> None:
    besked = "Linje 4: Linjen har 2 felter, men overskriften har 3. Er et semikolon for meget eller for lidt?"
    assert besked in fejl_i(LANG.replace("741;2024K1;3688", "741;3688"))


def test_municipality_without_a_number_in_a_table_is_named() -> None:
    assert fejl_i(TABEL.replace("Samsø;3688;3669", "Samsø")) == [
        "Linje 5: Samsø, 2024K1: Tallet mangler. Hent filen igen.",
        "Linje 5: Samsø, 2025K1: Tallet mangler. Hent filen igen.",
    ]


def test_of_very_many_errors_the_first_are_shown() -> None:
    fejl = fejl_i(LANG + "".join(f"Ukendt {nr};2025K1;1\n" for nr in range(2_000)))

    assert (len(fejl), fejl[-1]) == (MAKS_FEJL + 1, "Og 1.900 fejl til.")


def test_nothing_is_read_before_there_are_municipalities() -> None:
    with pytest.raises(Folketalsfejl) as grund:
        laes_folketal(LANG.encode(), {}, senest=2026)

    assert str(grund.value) == "Der er ingen kommuner i systemet. Indlæs grunddata først."
