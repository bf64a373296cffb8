"""No page is wider than the screen, whatever words are written and however large the reader's letters are."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kontrakt.models import Bruger, Indsatsomraade
from maal.models import Afrapportering, Maal, Maalepunkt
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld
from tests.maal.siden import side

LANGT_ORD = "x" * 200
TELEFON = {"viewport": {"width": 375, "height": 800}}
SKRIVER, LAESER, KONTRAKT, OVERSIGT = "report to write in", "report to read", "contract", "overview"


@pytest.fixture
def rapport(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A report and a contract in which everything that people type is one long word."""
    Bruger.objects.filter(pk=sekretariat.pk).update(first_name="x" * 100, last_name="y" * 100)
    kontrakt = byg_kontrakt(maal=2, omraader=1, kilde=LANGT_ORD)
    Maal.objects.update(titel=LANGT_ORD, beskrivelse=LANGT_ORD)
    Maalepunkt.objects.update(tekst=LANGT_ORD, metode=LANGT_ORD, opgoeres_af=LANGT_ORD)
    Indsatsomraade.objects.update(titel=LANGT_ORD, beskrivelse=LANGT_ORD)
    rapport = byg_afrapportering(kontrakt)
    punkt, andet = Maalepunkt.objects.order_by("maal__nummer")
    udfyld(rapport, punkt, afventer=LANGT_ORD, tekst=LANGT_ORD, kilde=LANGT_ORD, bruger=sekretariat)
    udfyld(rapport, andet, 81, tilsidesat_vurdering="delvist_opfyldt", begrundelse=LANGT_ORD)
    log_in(sekretariat)
    return rapport


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
@pytest.mark.parametrize("skrift", ["62.5%", "125%"], ids=["100%", "200%"])
@pytest.mark.parametrize("sted", [SKRIVER, LAESER, KONTRAKT, OVERSIGT])
def test_long_words_and_large_letters_never_widen_the_page(
    rapport: Afrapportering, page: Page, sted: str, skrift: str
) -> None:
    if sted == LAESER:
        gaa_til(rapport, Tilstand.GODKENDT)
    adresser = {KONTRAKT: f"/kontrakter/{rapport.kontrakt.slug}/", OVERSIGT: "/"}
    page.goto(adresser.get(sted, side(rapport)))
    page.evaluate(
        "skrift => { document.documentElement.style.fontSize = skrift;"
        " document.querySelectorAll('details').forEach(folder => folder.open = true) }",
        skrift,
    )

    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("window.innerWidth")
