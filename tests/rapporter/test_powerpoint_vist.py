"""The slides as LibreOffice shows them: every paragraph on its slide, and nothing below it."""

from pathlib import Path
from typing import Any

import pytest

from rapporter.bilag.indhold import Bilag
from rapporter.bilag.powerpoint import skriv_powerpoint
from rapporter.bilag.skabelon import HOEJDE, TABEL
from tests.rapporter.libreoffice import som_pdf
from tests.rapporter.powerpointfil import laes, linjer, titel

pytestmark = pytest.mark.django_db

NEDERST = (HOEJDE - TABEL[1] - TABEL[3]) / 12_700  # as a PDF measures it: points from the bottom


@pytest.mark.slow
def test_libreoffice_shows_every_paragraph_on_its_slide(bilagene: dict[str, Bilag], tmp_path: Path) -> None:
    filer = {f"{navn}.pptx": skriv_powerpoint(bilag) for navn, bilag in bilagene.items()}

    for navn, vist in som_pdf(filer, tmp_path).items():
        slides = list(laes(filer[navn]).slides)
        assert len(vist.pages) == len(slides)
        for side, slide in zip(vist.pages, slides, strict=True):
            stykker = _stykker(side)
            skrevet = "".join("".join(tekst.split()) for _, tekst in stykker)
            mangler = [linje for linje in linjer(slide) if "".join(linje.split()) not in skrevet]
            assert (navn, titel(slide), mangler) == (navn, titel(slide), [])
            nederst = min(hoejde for hoejde, tekst in stykker if not tekst.strip().isdigit())
            assert nederst >= NEDERST, (navn, titel(slide))


def _stykker(side: Any) -> list[tuple[float, str]]:
    """What stands on a page, as it is drawn: how far above the bottom in points, and what."""
    fundet: list[tuple[float, str]] = []
    side.extract_text(visitor_text=lambda tekst, cm, tm, *_: fundet.append((cm[5] + tm[5] * cm[3], tekst)))
    return [(hoejde, tekst) for hoejde, tekst in fundet if tekst.strip()]
