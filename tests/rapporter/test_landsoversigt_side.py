"""The page and the workbook of the houses side by side: what a reader, a screen reader and a filter meet."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kontrakt.models import Bruger
from kontrakt.triggere import fjern
from maal.models import Oejebliksbillede
from maal.typer import Segment, Slags
from tests.byggere import (
    byg_faellesmaaltal,
    byg_hus,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
)
from tests.rapporter.excelark import raekker
from tests.rapporter.landsverden import HUSE, KENDSKAB, NPS, UNGE, Svar, byg_aar, rapporter

pytestmark = pytest.mark.django_db

SIDE = "/rapporter/landsoversigt/2022/"
SVAR: Svar = {KENDSKAB: 51, UNGE: 90, NPS: {Segment.DRIFT: 71, Segment.VAEKST: 69}}


@pytest.fixture
def klient(client: Client, laeser: Bruger) -> Client:
    """A reader's browser, and all six houses: one has reported, one has a contract only."""
    for hus in HUSE:
        byg_hus(hus)
    rapporter(byg_aar("fyn", unge=100), SVAR)
    byg_aar("nordjylland", unge=119)
    byg_faellesmaaltal(byg_indikator(UNGE), 2022, {"fyn": 94, "nordjylland": 119})
    client.force_login(laeser)
    return client


def bog(klient: Client) -> Workbook:
    """The workbook, opened again."""
    return load_workbook(BytesIO(klient.get(f"{SIDE}excel/").getvalue()))


def test_short_address_leads_to_the_newest_year(klient: Client) -> None:
    svar = klient.get("/rapporter/landsoversigt/")

    assert (svar.status_code, svar.headers["Location"]) == (302, SIDE)


def test_without_agreed_contracts_the_page_says_so(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    svar = client.get("/rapporter/landsoversigt/")

    assert (svar.status_code, "Der er ingen vedtagne kontrakter i systemet endnu." in svar.content.decode()) == (
        200,
        True,
    )


def test_page_is_in_the_menu_and_marked_there(klient: Client) -> None:
    side = klient.get(SIDE).content.decode()

    assert (
        '<a class="nav-link" href="/rapporter/landsoversigt/" aria-current="page"><span>Landsoversigt</span></a>'
        in side
    )


def test_table_has_a_caption_scoped_headings_and_a_frame_that_scrolls_by_keyboard(klient: Client) -> None:
    side = klient.get(SIDE).content.decode()
    hovedtabel = side[side.index('id="maalene"') :]

    assert '<div class="table--responsive-scroll" tabindex="0" role="region" aria-labelledby="maalene">' in hovedtabel
    assert '<caption class="sr-only">Nationale mål i rækker og erhvervshuse i kolonner, 2022</caption>' in hovedtabel
    assert hovedtabel.count('<th scope="col"') == 7
    assert hovedtabel.count('<th scope="rowgroup"') == 3
    assert hovedtabel.count('<th scope="row"') == 5
    assert hovedtabel.count("<th") - hovedtabel.count("<thead") == 15


def test_cells_have_verdicts_as_badges_and_targets_beside_them(klient: Client) -> None:
    side = " ".join(klient.get(SIDE).content.decode().split())

    assert '<strong>90</strong> <span class="note">Måltal: mindst 100</span>' in side
    assert '<strong>51 %</strong> <span class="note">Måltal: mindst 50 %</span>' in side
    assert side.count('class="badge vurdering badge-error"') == 3  # the goal, its målepunkt and one segment of NPS
    assert '<span class="note">Måltal: mindst 119</span>' in side


def test_joint_target_stands_with_shares_sum_and_difference(klient: Client) -> None:
    side = " ".join(klient.get(SIDE).content.decode().split())

    assert "Husene skal tilsammen nå 213 i 2022. Summen er nu 90. 1 af 2 huse har afrapporteret" in side
    assert "Erhvervshus Fyn har måltallet 100 i kontrakten og andelen 94 i fordelingen, en forskel på +6." in side
    assert '<th scope="row">I alt</th><td class="tal">213</td><td></td><td class="tal">90</td>' in side


def test_damaged_picture_is_said_and_the_others_are_seen(klient: Client, caplog: pytest.LogCaptureFixture) -> None:
    fjern(connection)
    Oejebliksbillede.objects.update(indhold="{}")

    svar = klient.get(SIDE)

    assert "kan ikke læses: det gemte øjebliksbillede er beskadiget" in svar.content.decode()
    assert svar.context["oversigt"].faelles[0].sum is None
    assert len(caplog.records) == 1
    caplog.clear()


def test_text_of_a_contract_is_never_markup(client: Client, laeser: Bruger) -> None:
    kontrakt = byg_kontrakt("fyn", maal=0)
    maal = byg_maal(kontrakt, nationalt_maal=byg_nationalt_maal("kendskab", titel="<b>Mål</b>"))
    byg_punkt(maal, tekst='<img src="x">')
    client.force_login(laeser)

    side = client.get("/rapporter/landsoversigt/2021/").content.decode()

    assert "&lt;b&gt;Mål&lt;/b&gt;" in side
    assert '<img src="x">' not in side


def test_workbook_has_one_row_for_each_segment_to_filter(klient: Client) -> None:
    alle = list(raekker(bog(klient), "Rækker"))

    assert alle[0][0] == "Landsoversigt 2022. Én række pr. segment"
    assert alle[2][:5] == ("Nr.", "Nationalt mål", "Målepunkt", "Erhvervshus", "Nr. i kontrakten")
    assert [raekke[2:11] for raekke in alle[3:]] == [
        ("Vejledte virksomheder under tre år", "Fyn", "3.1", "Alle", "mindst 100", 100, 90, "antal", "Ikke opfyldt"),
        ("Vejledte virksomheder under tre år", "Nordjylland", "3.1", "Alle", "mindst 119", 119, None, "antal", None),
        ("Kendskab til erhvervshuset", "Fyn", "2.1", "Alle", "mindst 50\u00a0%", 50, 51, "procent", "Opfyldt"),
        ("Kendskab til erhvervshuset", "Nordjylland", "2.1", "Alle", "mindst 50\u00a0%", 50, None, "procent", None),
        ("Kampagne i fyn", "Fyn", "2.2", None, None, None, None, "kvalitativ", "Mangler"),
        ("Kampagne i nordjylland", "Nordjylland", "2.2", None, None, None, None, "kvalitativ", None),
        ("NPS", "Fyn", "1.1", "Drift", "mindst 70", 70, 71, "NPS", "Opfyldt"),
        ("NPS", "Fyn", "1.1", "Vækst", "mindst 70", 70, 69, "NPS", "Ikke opfyldt"),
        ("NPS", "Nordjylland", "1.1", "Drift", "mindst 70", 70, None, "NPS", None),
        ("NPS", "Nordjylland", "1.1", "Vækst", "mindst 70", 70, None, "NPS", None),
    ]


def test_workbook_stands_side_by_side_too(klient: Client) -> None:
    alle = {raekke[0]: raekke[1:] for raekke in raekker(bog(klient), "Side om side")}

    assert alle["Mål"] == ("Fyn", "Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Sydjylland")
    assert alle["Afrapportering"][0] == "Endelig pr. 31. december 2022. Godkendt"
    assert alle["Afrapportering"][3] == "Ikke afrapporteret"
    assert alle["3. Tilfredshed"][0] == "Delvist opfyldt"
    assert alle["NPS"][0] == (
        "Drift: 71 (mindst 70), Opfyldt\nVækst: 69 (mindst 70), Ikke opfyldt\nSamlet: Delvist opfyldt"
    )
    assert alle["NPS"][3] == "Drift: (mindst 70)\nVækst: (mindst 70)"
    assert alle["Erhvervshus Fyn: Kampagne i fyn"][0] == "Mangler"


def test_workbook_has_the_joint_target_with_its_sum_outside_the_filter(klient: Client) -> None:
    alle = list(raekker(bog(klient), "Fælles måltal"))

    assert [raekke[1:7] for raekke in alle[3:5]] == [
        ("Erhvervshus Fyn", 94, 100, 6, 90, None),
        ("Erhvervshus Nordjylland", 119, 119, 0, None, "Ikke afrapporteret"),
    ]
    assert alle[6][:6] == ("Vejledte virksomheder under tre år, i alt", None, 213, None, None, 90)


def test_year_without_a_joint_target_has_no_sheet_of_it(klient: Client) -> None:
    rapporter(byg_aar("fyn", 2021), SVAR, slags=Slags.FORELOEBIG)

    arkene = load_workbook(BytesIO(klient.get("/rapporter/landsoversigt/2021/excel/").getvalue())).sheetnames

    assert arkene == ["Forside", "Rækker", "Side om side"]
