"""The administration in the real browser: what needs its scripts, under the site's content security policy."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Kommune, Kontrakt
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Maal, Maaltal
from tests.administration import liste, ret_side
from tests.byggere import byg_afrapportering, byg_hus, byg_kontrakt
from tests.kontraktfiler.conftest import FIXTURES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def inde(administrator: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """The administrator is logged in."""
    log_in(administrator)


def test_running_total_follows_the_typing_and_a_refused_key_keeps_it(page: Page) -> None:
    for kode, navn in (("0810", "Brønderslev"), ("0851", "Aalborg")):
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=byg_hus(), type="land", region="Nordjylland")
    kontrakt = byg_kontrakt(maal=0)
    page.goto(f"/admin/kommuner/fordelingsnoegle/add/?kontrakt={kontrakt.pk}&aar=2021")
    total = page.locator("#loebende-sum")

    page.get_by_label("Trykt i alt").fill("42.101")
    page.get_by_label("Brønderslev").fill("1.600")
    expect(total).to_contain_text(
        "Summen ligger 40.501.000 kr. under den trykte total, mere end afrunding kan forklare."
    )
    page.get_by_label("Aalborg").fill("40.500")
    expect(total).to_contain_text("Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet")
    page.get_by_label("Aalborg").fill("")
    expect(total).to_contain_text("1.600")
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.get_by_text("Nøglen mangler Aalborg.")).to_be_visible()
    expect(page.get_by_label("Brønderslev")).to_have_value("1.600")


def test_maalepunkt_with_targets_is_added_on_the_goals_page(page: Page) -> None:
    maal = byg_kontrakt(maal=1).maal.get()
    page.goto(ret_side(maal))

    page.get_by_role("button", name="Tilføj målepunkt").click()
    nyt = page.locator("#maalepunkter-1")
    nyt.get_by_label("Nummer").fill("2")
    nyt.get_by_label("Enhed").select_option("antal")
    nyt.get_by_label("Krav").select_option("mindst")
    nyt.get_by_label("Tekst").fill("Antal forløb")
    nyt.locator("[name=maalepunkter-1-maaltal-0-aar]").fill("2021")
    nyt.locator("[name=maalepunkter-1-maaltal-0-vaerdi]").fill("1.680")
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.get_by_text("blev ændret.")).to_be_visible()
    assert Maaltal.objects.get(maalepunkt__nummer=2).vaerdi == Decimal(1680)


def test_files_are_chosen_seen_and_loaded(page: Page) -> None:
    indlaes_filer(sorted(FIXTURES.glob("grunddata/*.yaml")))
    page.goto("/admin/")

    page.get_by_role("link", name="Indlæs kontrakter og grunddata fra filer").click()
    page.get_by_label("Filer").set_input_files([FIXTURES / "kontrakter/sjaelland-2025.yaml"])
    page.get_by_role("button", name="Vis ændringer").click()
    expect(page.get_by_role("heading", name="Resultatkontrakt 2025, Erhvervshus Sjælland")).to_be_visible()
    page.get_by_role("button", name="Indlæs").click()

    expect(page.get_by_text("Indlæst: 1 fil, ")).to_be_visible()
    assert Kontrakt.objects.get().slug == "sjaelland-2025"


def test_date_is_picked_from_the_calendar_in_danish(page: Page) -> None:
    kontrakt = byg_kontrakt(maal=0, traeder_i_kraft="2021-10-13")
    page.goto(ret_side(kontrakt))

    page.locator("#id_traeder_i_kraft + .datetimeshortcuts .date-icon").click()
    expect(page.locator(".calendarbox caption:visible")).to_have_text("Oktober 2021")
    page.locator(".calendarbox:visible").get_by_role("link", name="14", exact=True).click()

    expect(page.get_by_label("Træder i kraft")).to_have_value("14.10.2021")


def test_axe_finds_nothing(page: Page, complaints: list[str], axe: Callable[[Page], list[str]]) -> None:
    kontrakt = byg_kontrakt(maal=1)
    status = byg_afrapportering(kontrakt).statusser.get()
    adresser = ["/admin/", "/admin/indlaes/", liste(Maal), ret_side(kontrakt.maal.get()), ret_side(status)]

    faults: list[str] = []
    for adresse in adresser:
        page.goto(adresse)
        assert complaints == []
        faults += axe(page)
        complaints.clear()  # axe itself copies the style sheets that Django's forms.css imports, which the policy stops

    assert faults == []


@pytest.mark.parametrize("context_options", [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)])
def test_buttons_of_a_form_do_not_lie_over_a_long_title(page: Page) -> None:
    status = byg_afrapportering(byg_kontrakt(maal=1)).statusser.get()
    status.maalepunkt.tekst = "Virksomhedernes tilfredshed med vejledningen " * 2
    status.maalepunkt.save()

    page.goto(ret_side(status))
    titel = page.get_by_role("heading", name="Status på 1.1 Virksomhedernes").bounding_box()
    knapper = [page.get_by_role("link", name=navn).bounding_box() for navn in ("Historik", "Se på website")]

    assert titel is not None
    assert [knap is not None and knap["y"] >= titel["y"] + titel["height"] for knap in knapper] == [True, True]
