"""What people paste into a text: the PDF is written whatever signs and lines it has, and shows what is missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maal.typer import Vurdering
from rapporter.aendringer import JUSTERET, Aendringsraekke, Maalnavn, Punktaendring
from rapporter.bilag.indhold import Bilagsmaal, Bilagspunkt, Bilagstal
from rapporter.bilag.pdf import skriv_pdf
from rapporter.forskelle import marker
from tests.rapporter.test_bilag_pdf import LILLE, laes, siger, tekst, uden_mellemrum


def test_a_sign_that_no_font_has_is_seen_to_be_missing() -> None:
    assert uden_mellemrum("Vi er 25 % � glade ≥ 3 ✓") in tekst(skriv_pdf(siger("Vi er 25 % 😀 glade ≥ 3 ✓")))


@pytest.mark.parametrize(
    ("skrevet", "vist"),
    [
        ("1\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP} Kurser", "1� Kurser"),
        ("Kurser\N{ZERO WIDTH NO-BREAK SPACE} i 2022", "Kurser i 2022"),
        ("Rao\N{COMBINING DOUBLE ACUTE ACCENT}l og A\N{COMBINING RING ABOVE}rhus", "Raől og Århus"),
        ("Kurser\ti 2022", "Kurser i 2022"),
    ],
    ids=["keycap", "byte order mark", "accents", "tab"],
)
def test_a_sign_with_marks_upon_it_does_not_stop_the_file(skrevet: str, vist: str) -> None:
    assert uden_mellemrum(vist) in tekst(skriv_pdf(siger(f"Vi har holdt {skrevet}")))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_written(ord_: str, navn: str) -> None:
    assert skriv_pdf(replace(siger(ord_), undertitel=navn, forfatter=navn)).startswith(b"%PDF-1.7")


def test_many_short_lines_go_on_over_the_page_and_none_runs_out_of_it() -> None:
    linjer = "\n".join(f"linje{nr}" for nr in range(100))
    tal = (Bilagstal("Drift", "mindst 80 %", "75 %", Vurdering.IKKE_OPFYLDT),) * 2
    punkt = Bilagspunkt("1.1", linjer, tal, Vurdering.IKKE_OPFYLDT, ())
    nyt = Punktaendring("1.1", linjer, "Nyt", marker(linjer, "Nyt"), (), JUSTERET)
    navn = Maalnavn(1, "Kendskab")

    raa = skriv_pdf(
        replace(
            LILLE,
            maal=(Bilagsmaal(1, "Kendskab", True, "", Vurdering.IKKE_OPFYLDT, (punkt,)),),
            aendringer=(Aendringsraekke(navn, navn, JUSTERET, (nyt,)),),
            naeste_kontrakt="Resultatkontrakt 2022",
        )
    )

    hoejder: list[float] = []
    for side in laes(raa).pages:
        side.extract_text(visitor_text=lambda _, cm, tm, *__: hoejder.append(cm[5] + tm[5] * cm[3]))
    assert min(hoejder) >= 0
