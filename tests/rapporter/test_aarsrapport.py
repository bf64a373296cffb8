"""The workbook of real reports, whole: Nordjylland 13 October 2021 row by row, names, properties, LibreOffice."""

import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from maal.models import Afrapportering
from rapporter.excel.aarsrapport import eksporter
from rapporter.fil import Fil
from tests.byggere import byg_afrapportering, byg_kontrakt
from tests.rapporter.excelark import EKSPORTERET, TITEL, raekker, som_libreoffice_viser

# Columns of Målopfyldelse: Mål, Titel, Type, Målepunkt, Segment, Krav, Måltal, Resultat, Enhed, Vurdering, Status,
# Opgøres af, Metode
TILFREDSHED = (3, "Kvalitet, kompetencer og virksomhedernes tilfredshed", "Nationalt")
MEGET_TILFREDSE = "3.1 Mindst 80 % af de vejledte virksomheder angiver, at de er »Meget tilfredse«."
NPS = "3.2 Net Promoter Score (NPS) er mindst 70 for hhv. drifts- og vækstsegmentet."
DELVIST = "Målepunktet samlet: Delvist opfyldt"
VEJLEDNING = (12, "Specialiseret vejledning til Erhvervshusenes forskellige målgrupper", "Lokalt")
AFVENTER_STYRELSEN = (
    "Afventer tal fra Erhvervsstyrelsen\n"
    "Erhvervshuset kan ikke selv trække tallet, så det afventer opgørelsen fra Erhvervsstyrelsen for hele 2021."
)
PAA_VEJ = "Forventet pr. 13. oktober 2021: 470,1\n518 korte forløb og 37 Early Warning-forløb."
RAEKKER = {
    "2.1 Alle": (
        *(2, "Bred geografisk spredning", "Nationalt"),
        "2.1 Der skal sikres en geografisk spredning blandt de virksomheder, Erhvervshuset hjælper. Målet er det samme "
        "som Mål 10.",
        *("Alle", None, None, None, "kvalitativ", "Afventer", "Se Mål 10", None, None),
    ),
    "3.1 Drift": (
        *(*TILFREDSHED, MEGET_TILFREDSE),
        *("Drift", "mindst", 80, 75, "procent", "Ikke opfyldt", DELVIST, None, None),
    ),
    "3.1 Vækst": (
        *(*TILFREDSHED, MEGET_TILFREDSE),
        *("Vækst", "mindst", 80, 81, "procent", "Opfyldt", DELVIST, None, None),
    ),
    "3.2 Drift": (*TILFREDSHED, NPS, "Drift", "mindst", 70, 70, "NPS", "Opfyldt", None, None, None),
    "3.2 Vækst": (*TILFREDSHED, NPS, "Vækst", "mindst", 70, 84, "NPS", "Opfyldt", None, None, None),
    "4.1 Alle": (
        *(4, "Erhvervshusenes knudepunktsfunktion", "Nationalt"),
        "4.1 Mindst 45 % af de henviste virksomheder har benyttet den eksterne rådgivning eller vejledning efter "
        "henvisning fra Erhvervshuset.",
        *("Alle", "mindst", 45, 50, "procent", "Opfyldt", "Vækst og drift under ét.", None, None),
    ),
    "7.1 Alle": (
        *(7, "Effekt i virksomhederne", "Nationalt"),
        "7.1 65 % af de virksomheder, der har modtaget hjælp i Erhvervshuset, vurderer, at vejledningen »i høj grad« "
        "forventes at have en positiv effekt.",
        *("Alle", "mindst", 65, 71, "procent", "Opfyldt", "Vækst og drift under ét.", None, None),
    ),
    "8.1 Alle": (
        *(8, "Digitalisering og nye teknologier", "Nationalt"),
        "8.1 70 % af de virksomheder, der er vejledt inden for digitalisering og brug af nye teknologier, angiver, at "
        "vejledningen »i høj grad« forventes at have en positiv effekt.",
        *("Alle", "mindst", 70, None, "procent", "Afventer", AFVENTER_STYRELSEN, "Erhvervsstyrelsen"),
        "Erhvervsstyrelsen gør målet op for hele 2021; Erhvervshuset kan ikke selv trække tallet.",
    ),
    "12.1 Alle": (
        *(*VEJLEDNING, "12.1 Der gennemføres 350 vækst- og driftsforløb."),
        *("Alle", "mindst", 350, 365, "antal", "Opfyldt", None, None, None),
    ),
    "12.2 Alle": (
        *(*VEJLEDNING, "12.2 Der gennemføres 600 korte forløb og Early Warning-forløb."),
        *("Alle", "mindst", 600, 555, "antal", "På vej", PAA_VEJ, None, None),
    ),
}


def test_workbook_has_its_four_sheets_and_a_name_that_says_what_it_is(filer: dict[str, Fil]) -> None:
    fil = filer["midtjylland-2025"]

    assert fil.navn == "midtjylland-2025-halvaarlig-2025-06-30.xlsx"
    assert load_workbook(BytesIO(fil.indhold)).sheetnames == [
        *("Forside", "Målopfyldelse", "Indsatsområder", "Fordelingsnøgle")
    ]


def test_goals_have_exactly_the_columns_agreed(nordjylland: Workbook) -> None:
    titel, luft, hoved = list(raekker(nordjylland, "Målopfyldelse"))[:3]

    assert (titel[0], set(luft)) == (f"Målopfyldelse. {TITEL}", {None})
    assert hoved == (
        *("Mål", "Titel", "Type", "Målepunkt", "Segment", "Krav", "Måltal", "Resultat", "Enhed", "Vurdering"),
        *("Status", "Opgøres af", "Metode"),
    )


@pytest.mark.parametrize("raekke", RAEKKER)
def test_nordjyllands_row_reads_as_its_report(nordjylland: Workbook, raekke: str) -> None:
    fundet = {f"{r[3].split()[0]} {r[4]}": r for r in raekker(nordjylland, "Målopfyldelse", fra=4)}

    assert fundet[raekke] == RAEKKER[raekke]


def test_every_maalepunkt_has_a_row_for_each_segment_in_the_contracts_order(nordjylland: Workbook) -> None:
    fundet = [f"{r[3].split()[0]} {r[4]}" for r in raekker(nordjylland, "Målopfyldelse", fra=4)]

    assert fundet == [
        *("1.1 Alle", "1.2 Alle", "2.1 Alle", "3.1 Drift", "3.1 Vækst", "3.2 Drift", "3.2 Vækst", "4.1 Alle"),
        *("5.1 Alle", "5.2 Alle", "6.1 Alle", "6.2 Alle", "7.1 Alle", "8.1 Alle", "9.1 Alle", "9.2 Alle"),
        *("10.1 Alle", "10.2 Alle", "10.3 Alle", "10.4 Alle", "11.1 Alle", "12.1 Alle", "12.2 Alle"),
    ]


def test_goals_are_a_named_table_with_filter_and_a_heading_that_stays(nordjylland: Workbook) -> None:
    blad = nordjylland["Målopfyldelse"]
    tabel = blad.tables["Maalopfyldelse"]

    assert (tabel.ref, tabel.autoFilter.ref) == ("A3:M26", "A3:M26")
    assert (blad.freeze_panes, blad.print_title_rows) == ("A4", "$3:$3")
    assert sum(blad.column_dimensions[bogstav].width for bogstav in "ABCDEFGHIJKLM") <= 200


def test_goals_have_real_numbers_in_danish_and_verdicts_in_colour(nordjylland: Workbook) -> None:
    drift = nordjylland["Målopfyldelse"][7]

    assert [(celle.data_type, celle.number_format) for celle in drift[6:8]] == [("n", "[$-406]#,##0")] * 2
    assert (drift[9].value, drift[9].fill.fgColor.rgb) == ("Ikke opfyldt", "00FFE0E0")


def test_midtjyllands_focus_areas_stand_with_their_description(midtjylland: Workbook) -> None:
    fundet = list(raekker(midtjylland, "Indsatsområder", fra=3))

    assert fundet[0] == ("Nr.", "Indsatsområde", "Beskrivelse", "Status")
    assert [(r[0], r[1], r[3]) for r in fundet[1:3]] == [
        (1, "Samarbejde mellem Erhvervshus Midtjylland og kommunerne", None),
        (2, "Den opsøgende virksomhedsindsats", None),
    ]
    assert len(fundet) == 1 + 7


def test_document_properties_tell_what_the_file_is(nordjylland: Workbook) -> None:
    egenskaber = nordjylland.properties

    assert (egenskaber.title, egenskaber.creator) == (TITEL, "Nina Nord")
    assert egenskaber.subject == "Resultatkontrakt 2021 mellem KKR Nordjylland og Erhvervshus Nordjylland"
    assert egenskaber.created == datetime.datetime(2021, 10, 14, 9, 5, 30)  # noqa: DTZ001 - openpyxl's UTC


@pytest.mark.django_db
def test_same_report_gives_the_same_bytes_at_the_same_time() -> None:
    rapport = byg_afrapportering(byg_kontrakt(omraader=1))

    filer = [eksporter(Afrapportering.objects.get(pk=rapport.pk), eksporteret=EKSPORTERET) for _ in range(2)]

    assert filer[0] == filer[1]


@pytest.mark.django_db
@pytest.mark.parametrize("maal", [7, 70])
def test_export_makes_the_same_number_of_queries_however_many_goals(maal: int, django_assert_num_queries: Any) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=maal))

    with django_assert_num_queries(12):
        eksporter(Afrapportering.objects.get(pk=rapport.pk), eksporteret=EKSPORTERET)


@pytest.mark.slow
def test_libreoffice_opens_the_real_workbook_and_shows_it_in_danish(filer: dict[str, Fil], tmp_path: Path) -> None:
    vist = som_libreoffice_viser(filer["nordjylland-2021"].indhold, ["Målopfyldelse"], tmp_path)["Målopfyldelse"]

    assert len(vist) == 3 + 23
    assert vist[-1][6:11] == ["600", "555", "antal", "På vej", PAA_VEJ]
