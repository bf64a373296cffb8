"""Every bad file with guidance: what is wrong is said by the address of its cell, all of it at once."""

from datetime import date, time
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from tests.kommuner import vejledningsfiler as filer
from tests.kommuner.vejledningsfiler import HOVED, MIDTJYLLAND, NYTAAR, fejl, tabel, xlsx

TALTAL = "31. december 2025"


def test_missing_municipality_is_named_at_the_last_row_of_its_day() -> None:
    alle = "Alle husets kommuner skal have en række, også når tallene er 0."

    assert fejl(xlsx([*tabel()[:4], tabel()[5]])) == [
        f"A5: Samsø mangler i tallene for {MIDTJYLLAND} pr. {TALTAL}. {alle}"
    ]


def test_all_missing_municipalities_are_named() -> None:
    assert fejl(xlsx(tabel()[:5]))[0].startswith("A5: Aarhus mangler i tallene")
    assert fejl(xlsx(tabel()[:4]))[0].startswith("A4: Samsø og Aarhus mangler i tallene")


def test_same_municipality_twice_for_a_day_is_refused() -> None:
    tekst = f"Samsø står også i A5 med tal pr. {TALTAL}. Slet den ene."

    assert fejl(xlsx([*tabel(), ["0741", NYTAAR, 0, 7]])) == [f"A7: {tekst}"]


def test_two_spellings_of_one_municipality_are_the_same_twice() -> None:
    assert fejl(xlsx([*tabel(), ["Århus", NYTAAR, 1, 1]])) == [
        "A7: Kommunen »Århus« kendes ikke. Mente du Aarhus?",
        f"A7: Aarhus står også i A6 med tal pr. {TALTAL}. Slet den ene.",
    ]


@pytest.mark.parametrize(
    ("celle", "besked"),
    [
        (-3, "−3 er negativt. Et antal kan ikke være under 0."),
        ("-3", "−3 er negativt. Et antal kan ikke være under 0."),
        (12.5, "12,5 er ikke et helt tal. Skriv antallet uden decimaler."),
        (12.000000000001, "12,000000000001 er ikke et helt tal. Skriv antallet uden decimaler."),
        ("12,5", "»12,5« skal være et helt tal, fx 12."),
        ("12.5", "»12.5« er ikke et helt tal. Mener du 125, så skriv det uden punktum."),
        (
            "ca. 12",
            "»ca. 12« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5.",
        ),
        ("–", "»–« er ikke et tal. Skriv 0, hvis der ingen var."),
        (1_000_001, "Tallet er for stort. Det må højst være 1.000.000."),
        (1e300, "Tallet er for stort. Det må højst være 1.000.000."),
        (True, "Cellen er et ja eller nej (SAND/FALSK). Skriv et antal."),
        (date(2025, 5, 7), "Cellen er en dato eller et klokkeslæt. Vælg talformatet Standard, og skriv antallet."),
        (time(12, 30), "Cellen er en dato eller et klokkeslæt. Vælg talformatet Standard, og skriv antallet."),
        ("=3+4", "Cellen har en formel. Kopiér den, og indsæt den igen som værdi."),
        (ArrayFormula("D5", "=SUM(1,2)"), "Cellen har en formel. Kopiér den, og indsæt den igen som værdi."),
        ("#REF!", "Cellen viser fejlen #REF!. Ret den i Excel."),
        ("#N/A", "Cellen viser fejlen #N/A. Ret den i Excel."),
    ],
)
def test_what_is_no_count_is_refused_at_its_cell(celle: Any, besked: str) -> None:
    assert fejl(xlsx(tabel(D5=celle))) == [f"D5: Drift, Samsø: {besked}"]


def test_empty_count_among_others_is_missing() -> None:
    assert fejl(xlsx(tabel(D5=None))) == ["D5: Drift mangler for Samsø. Skriv et tal, også når det er 0."]


def test_count_without_a_figure_at_all_is_refused() -> None:
    tomme = {f"{kolonne}{raekke}": None for kolonne in "CD" for raekke in (4, 5, 6)}

    assert fejl(xlsx(tabel(**tomme))) == [
        f"A4: Der er ingen tal pr. {TALTAL}. Skriv tal for mindst én slags vejledning."
    ]


@pytest.mark.parametrize(
    ("celle", "besked"),
    [
        (date(2018, 12, 31), "31. december 2018 ligger før 2019, hvor erhvervshusene begyndte. Ret årstallet."),
        (date(2026, 1, 16), "16. januar 2026 ligger i fremtiden. Skriv den dag, der er talt til, fx 31.12.2025."),
        ("31.12.25", "»31.12.25« mangler årets fire cifre. Skriv fx 13.10.2021."),
        ("31. november 2025", "»31. november 2025« findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021."),
        ("nytår", "»nytår« er ikke en dato. Skriv fx 13.10.2021."),
        (2025, "Cellen er ikke en dato. Skriv den dag, der er talt til, fx 31.12.2025."),
        (None, "Datoen mangler. Skriv den dag, der er talt til, fx 31.12.2025."),
        ("=TODAY()", "Cellen har en formel. Kopiér den, og indsæt den igen som værdi."),
    ],
)
def test_wrong_day_is_refused_at_its_cell(celle: Any, besked: str) -> None:
    assert f"B5: {besked}" in fejl(xlsx(tabel(B5=celle)))


def test_day_of_another_year_than_the_page_says_is_refused_in_each_row() -> None:
    besked = "31. december 2025 er ikke den dag, du har skrevet på siden (31. december 2024)."

    assert fejl(xlsx(tabel()), pr_dato=date(2024, 12, 31)) == [f"B{nr}: {besked}" for nr in (4, 5, 6)]


def test_file_without_days_needs_one_on_the_page() -> None:
    raekker = [[celle for nr, celle in enumerate(raekke) if nr != 1] for raekke in tabel()]

    assert fejl(xlsx(raekker)) == ["A3: Der er ingen kolonne »Opgjort pr.«. Tilføj den, eller skriv datoen på siden."]


@pytest.mark.parametrize(
    ("celle", "besked"),
    [
        ("Bornholm", "Kommunen »Bornholm« kendes ikke. Skriv kommunens navn eller dens kode på fire cifre."),
        (9999, "Kommunen »9999« kendes ikke. Skriv kommunens navn eller dens kode på fire cifre."),
        (None, "Kommunen mangler. Skriv kommunens navn eller dens kode på fire cifre."),
        (7.5, "Cellen er ikke et navn. Skriv kommunens navn eller dens kode på fire cifre."),
        ("=A4", "Cellen har en formel. Kopiér den, og indsæt den igen som værdi."),
        ("#NAME?", "Cellen viser fejlen #NAME?. Ret den i Excel."),
    ],
)
def test_what_is_no_municipality_is_refused_at_its_cell(celle: Any, besked: str) -> None:
    assert fejl(xlsx(tabel(A5=celle)))[0] == f"A5: {besked}"


def test_name_that_is_not_the_codes_is_refused() -> None:
    raekker: list[list[Any]] = [["Kode", "Kommune", "Opgjort pr.", "Drift"]]
    raekker += [["0707", "Norddjurs", NYTAAR, 1], ["0741", "Aarhus", NYTAAR, 2], ["0751", "Aarhus", NYTAAR, 3]]

    assert fejl(xlsx(raekker))[0] == "B3: Navnet »Aarhus« passer ikke til koden 0741, som er Samsø. Ret den ene."


def test_municipality_of_another_house_is_refused() -> None:
    besked = "Aalborg hører til Erhvervshus Nordjylland, som du ikke kan indlæse tal for. Slet rækken."

    assert fejl(xlsx([*tabel(), ["Aalborg", NYTAAR, 1, 1]])) == [f"A7: {besked}"]


def test_merged_cells_in_the_table_are_refused_and_not_called_empty() -> None:
    besked = "Cellerne er flettet. Ophæv fletningen, og skriv værdien i hver celle."

    assert fejl(xlsx(tabel(), lambda ark: ark.merge_cells("D4:D6"))) == [f"D4:D6: {besked}"]
    assert fejl(xlsx(tabel(), lambda ark: ark.merge_cells("B4:B6"))) == [f"B4:B6: {besked}"]
    assert fejl(xlsx(tabel(), lambda ark: ark.merge_cells("A4:A5"))) == [f"A4:A5: {besked}"]


def test_sum_that_differs_is_refused_at_its_cell() -> None:
    besked = "Summen af Drift er 278 i filen, men rækkerne giver 277. Ret det, der er forkert."

    assert fejl(xlsx([*tabel(), ["I alt", None, 132, 278]])) == [f"D7: {besked}"]
    assert fejl(xlsx([*tabel(), ["I alt", None, 132, "x"]]))[0].startswith("D7: Drift, sum: »x« er ikke et tal.")


def test_headings_that_are_unknown_or_stand_twice_are_refused() -> None:
    raekker = tabel()
    raekker[2] = [*HOVED, "Drift", "Folketal", "Kort forløb", 2025]
    raekker[4] += [1, 2, 3, 4]
    kendte = (
        "Kommune, Kode, Opgjort pr., Vækst, Drift, Korte forløb, Early Warning, Kollektive deltagere og Henvisninger"
    )

    assert fejl(xlsx(raekker)) == [
        "E3: Kolonnen Drift står også i D3. Slet den ene.",
        f"F3: Kolonnen »Folketal« kendes ikke. Slet den, eller brug en af {kendte}.",
        "G3: Kolonnen »Kort forløb« kendes ikke. Mente du Korte forløb?",
        "H3: Kolonnens overskrift er ikke en tekst. Skriv overskriften, eller slet kolonnen.",
    ]


def test_figure_outside_the_headings_is_refused() -> None:
    raekker = tabel()
    raekker[4].append(3)

    assert fejl(xlsx(raekker)) == ["E5: Kolonnen har ingen overskrift. Slet cellen, eller giv kolonnen en overskrift."]


def test_table_without_figures_or_rows_is_refused() -> None:
    mindst = "Der skal stå Kommune eller Kode og mindst én slags vejledning, fx Vækst eller Drift."

    assert fejl(xlsx([["Kommune", "Opgjort pr."], ["Samsø", NYTAAR]])) == [
        f"A1: Der er ingen kolonne med tal. {mindst}"
    ]
    assert fejl(xlsx(tabel()[:3])) == ["A3: Der er ingen rækker under overskrifterne."]
    assert fejl(xlsx([["Samsø", 7]])) == [f"Der er ingen række med kolonneoverskrifter. {mindst}"]


def test_sheets_are_named_when_several_have_a_table_or_none_has_the_name() -> None:
    def to(ark: Any) -> None:
        ark.parent.create_sheet("2024").append(HOVED)

    assert fejl(xlsx(tabel(), to)) == [
        "Flere ark har en tabel: »Tal«, »2024«. Skriv i feltet Ark, hvilket der skal indlæses."
    ]
    assert fejl(xlsx(tabel()), ark="2023") == ["Filen har intet synligt ark, der hedder »2023«."]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_cells() -> None:
    steder = [en.partition(":")[0] for en in fejl(xlsx(tabel(A5="Bornholm", B4="i fjor", C6=-1, D4=1.5, D6="mange")))]

    assert steder == ["B4", "D4", "A5", "A6", "C6", "D6"]


def test_csv_is_refused_by_line_and_column_in_the_same_words() -> None:
    indhold = filer.som_csv(tabel(C5="12,5", A6="Århus"))

    assert fejl(indhold, "tal.csv") == [
        "Linje 5, kolonne 3: Vækst, Samsø: »12,5« skal være et helt tal, fx 12.",
        "Linje 6, kolonne 1: Kommunen »Århus« kendes ikke. Mente du Aarhus?",
    ]


def test_line_of_a_csv_error_counts_line_breaks_inside_cells() -> None:
    raekker = tabel(D6="mange")
    raekker[0] = ["Vejledte\nvirksomheder"]

    assert fejl(filer.som_csv(raekker), "tal.csv")[0].startswith("Linje 7, kolonne 4: Drift, Aarhus:")
