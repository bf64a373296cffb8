"""Guidance from a file: all the ways that people lay out the same table give the same figures, and nothing is lost."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.typer import Vejledningsslags
from kommuner.vejledningsfil import Filpost, Vejledningsfil, Vejledningsfilfejl, som_csv
from kommuner.vejledningsregler import FOERSTE_AAR, MAKS_ANTAL
from tests.kommuner import vejledningsfiler as filer
from tests.kommuner.vejledningsfiler import HOVED, I_DAG, KOMMUNER, NYTAAR, TALTE, antal, fejl, laes, tabel, xlsx

MIDTJYLLAND = ["0707", "0741", "0751"]


def test_workbook_is_read_below_its_titles() -> None:
    fil = laes(xlsx(tabel()))

    assert antal(fil) == TALTE
    assert (fil.ark, fil.slags) == ("Tal", (Vejledningsslags.VAEKST, Vejledningsslags.DRIFT))
    assert fil.forslag == {}


@pytest.mark.parametrize("skilletegn", [";", "\t", ","])
@pytest.mark.parametrize("tegnsaet", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_csv_is_read_with_each_separator_and_character_set(skilletegn: str, tegnsaet: str) -> None:
    assert antal(laes(filer.som_csv(tabel(), skilletegn, tegnsaet), "tal.csv")) == TALTE


@pytest.mark.parametrize(
    "hoved",
    [
        ["kommune", "OPGJORT PR", "vækst", "DRIFT"],
        [" Kommunenavn ", "Dato", "Vækst:", "Drift "],
        ["Kode", "pr.", "Vækst", "Drift"],
        ["Kommunekode", "Opgjort  pr.", "Vækst", "Drift"],
    ],
)
def test_headings_are_known_however_they_are_set(hoved: list[str]) -> None:
    raekker = tabel()
    raekker[2] = hoved

    assert antal(laes(xlsx(raekker))) == TALTE


def test_columns_may_stand_in_any_order() -> None:
    raekker = [list(reversed(raekke)) if len(raekke) == len(HOVED) else raekke for raekke in tabel()]

    assert {noegle: tal[::-1] for noegle, tal in antal(laes(xlsx(raekker))).items()} == TALTE


def test_code_and_name_may_both_stand_and_the_code_is_the_key() -> None:
    raekker: list[list[Any]] = [["Kode", "Kommune", "Opgjort pr.", "Drift"]]
    raekker += [["707", "Norrdjurs", NYTAAR, 1], [741, "Samsø Kommune", NYTAAR, 2], ["0751", "Århus", NYTAAR, 3]]

    assert antal(laes(xlsx(raekker))) == {(kode, NYTAAR): [nr] for nr, kode in enumerate(MIDTJYLLAND, start=1)}


@pytest.mark.parametrize(
    "dag", [NYTAAR, datetime.combine(NYTAAR, time(13, 5)), "31. december 2025", "31.12.2025", "2025-12-31"]
)
def test_day_may_be_a_date_of_excel_or_danish_text(dag: Any) -> None:
    assert antal(laes(xlsx(tabel(B4=dag, B5=dag, B6=dag)))) == TALTE


def test_day_of_the_page_holds_for_a_file_without_one() -> None:
    raekker = [[celle for nr, celle in enumerate(raekke) if nr != 1] for raekke in tabel()]

    assert antal(laes(xlsx(raekker), pr_dato=NYTAAR)) == TALTE


@pytest.mark.parametrize("skrevet", [1200, 1200.0, "1200", "1.200", " 1.200 ", "1.200,0"])
def test_whole_number_is_read_however_it_is_kept(skrevet: Any) -> None:
    assert antal(laes(xlsx(tabel(C6=skrevet))))["0751", NYTAAR] == [1200, 240]


def test_many_days_and_houses_may_stand_in_one_file() -> None:
    raekker: list[list[Any]] = [HOVED]
    for dag in (date(2024, 12, 31), NYTAAR):
        raekker += [[info.navn, dag, nr, dag.year] for nr, info in enumerate(KOMMUNER.values())]

    fil = laes(xlsx(raekker), huse={"midtjylland", "nordjylland"})

    assert len(fil.poster) == 8
    assert antal(fil)["0851", date(2024, 12, 31)] == [2, 2024]


@pytest.mark.parametrize("navn", ["I alt", "i alt:", "Sum", "Total", "Region Midtjylland i alt"])
def test_right_sum_and_notes_below_the_table_are_not_municipalities(navn: str) -> None:
    raekker = [*tabel(), [], [navn, None, 132, "277"], ["Kilde: eget CRM-system"], [], ["Trukket i januar"]]

    assert antal(laes(xlsx(raekker))) == TALTE


def test_sums_may_stand_under_each_day_and_one_under_them_all() -> None:
    raekker: list[list[Any]] = [HOVED]
    for dag, tal in ((date(2024, 12, 31), 1), (NYTAAR, 2)):
        raekker += [[KOMMUNER[kode].navn, dag, tal, tal] for kode in MIDTJYLLAND]
        raekker += [["I alt", None, 3 * tal, 3 * tal]]
    raekker += [["I alt", None, 9, 9]]

    assert len(laes(xlsx(raekker)).poster) == 6


def test_sum_that_is_a_formula_says_nothing_until_excel_has_computed_it() -> None:
    assert antal(laes(xlsx([*tabel(), ["I alt", None, "=SUM(C4:C6)", None]]))) == TALTE


def test_empty_column_is_a_kind_that_is_not_counted() -> None:
    fil = laes(xlsx(tabel(C4=None, C5=" ", C6=None)))

    assert antal(fil)["0707", NYTAAR] == [None, 30]


def test_table_is_found_on_the_one_sheet_that_has_it_and_hidden_sheets_are_not_read() -> None:
    def flere(ark: Any) -> None:
        ark.parent.create_sheet("Vejledning", 0).append(["Udfyld arket Tal"])
        skjult = ark.parent.create_sheet("Gamle tal")
        skjult.append(HOVED)
        skjult.sheet_state = "hidden"

    assert laes(xlsx(tabel(), flere)).ark == "Tal"


def test_sheet_is_chosen_by_name_where_several_have_a_table() -> None:
    def et_til(ark: Any) -> None:
        andet = ark.parent.create_sheet("2024")
        for raekke in tabel(C4=99):
            andet.append(raekke)

    indhold = xlsx(tabel(), et_til)

    assert antal(laes(indhold, ark=" tal ")) == TALTE
    assert antal(laes(indhold, ark="2024"))["0707", NYTAAR] == [99, 30]


def test_merged_title_above_the_table_is_no_matter() -> None:
    assert antal(laes(xlsx(tabel(), lambda ark: ark.merge_cells("A1:D1")))) == TALTE


def test_spelling_nearly_right_is_asked_about_and_nothing_else_is_missing() -> None:
    with pytest.raises(Vejledningsfilfejl) as grund:
        laes(xlsx(tabel(A4="Norrdjurs", A6="Århus")))

    assert [str(en) for en in grund.value.fejl] == [
        "A4: Kommunen »Norrdjurs« kendes ikke. Mente du Norddjurs?",
        "A6: Kommunen »Århus« kendes ikke. Mente du Aarhus?",
    ]
    assert grund.value.fil
    assert grund.value.fil.forslag == {"Norrdjurs": "0707", "Århus": "0751"}
    assert antal(grund.value.fil) == TALTE


def test_rows_that_were_read_travel_as_text_and_still_ask_about_spellings() -> None:
    with pytest.raises(Vejledningsfilfejl) as grund:
        laes(xlsx(tabel(A6="Århus")))
    assert grund.value.fil

    assert fejl(som_csv(grund.value.fil), "tal.csv") == [
        "Linje 4, kolonne 1: Kommunen »Århus« kendes ikke. Mente du Aarhus?"
    ]


@st.composite
def optaellinger(draw: st.DrawFn) -> Vejledningsfil:
    """Counts of one house for some days, any kinds of them."""
    slags = draw(st.lists(st.sampled_from(Vejledningsslags), min_size=1, unique=True))
    dage = draw(st.lists(st.dates(date(FOERSTE_AAR, 1, 1), I_DAG), min_size=1, max_size=4, unique=True))
    tal = st.integers(0, MAKS_ANTAL)
    poster = [
        Filpost(kode, kode, dag, {en: draw(tal) for en in slags})
        for dag in dage
        for kode in draw(st.permutations(MIDTJYLLAND))
    ]
    return Vejledningsfil("", tuple(slags), tuple(poster))


@given(optaellinger())
def test_what_is_written_is_read_again(fil: Vejledningsfil) -> None:
    raekker: list[list[Any]] = [["Kode", "Opgjort pr.", *(slags.label for slags in fil.slags)]]
    raekker += [[post.kode, post.pr_dato, *post.antal.values()] for post in fil.poster]

    assert laes(som_csv(fil), "tal.csv") == fil
    assert laes(xlsx(raekker)).poster == fil.poster
