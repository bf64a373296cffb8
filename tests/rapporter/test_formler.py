"""No text becomes a formula: not in a cell of any kind, and not on the way from what a director types to the file."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from maal.models import Maalepunkt
from rapporter.excel.aarsrapport import eksporter
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Egenskaber, Felt, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import rens
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

EGENSKABER = Egenskaber("=titel", "=forfatter", "=emne", datetime(2021, 10, 13, tzinfo=UTC))
FARLIGE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'=", '"=', " =", "\u200b=", "\ufeff=", "\uff1d")
farlige = st.builds(
    lambda begyndelse, hale: begyndelse + hale,
    st.sampled_from(FARLIGE),
    st.one_of(st.sampled_from(["cmd|' /C calc'!A0", 'HYPERLINK("https://eksempel.org")', "1+1"]), st.text(max_size=30)),
)


def formler(fil: bytes) -> list[str]:
    """Every formula, link and name that computes, in any part of a workbook."""
    with ZipFile(BytesIO(fil)) as arkiv:
        dele = [arkiv.read(navn).decode() for navn in arkiv.namelist() if navn.endswith((".xml", ".rels"))]
    moenster = r"<f[ >/].*?>|<hyperlink|<ddeLink|<externalReference|TargetMode=\"External\"|t=\"str\""
    return [fund for del_ in dele for fund in re.findall(moenster, del_)]


@settings(max_examples=30)
@given(st.lists(farlige, min_size=1, max_size=5))
def test_text_of_any_beginning_is_a_text_cell(tekster: list[str]) -> None:
    tabel = Tabelark(
        "Tabel", "Tabel1", [Kolonne("Tekst", 20)], [[tekst] for tekst in tekster], sumraekker=[[tekster[0]]]
    )
    noegler = Noegleark("Forside", tekster[0], [Afsnit(tekster[0], [Felt(tekst, tekst) for tekst in tekster])])

    fil = skriv([noegler, tabel], EGENSKABER)

    celler = [celle for ark in load_workbook(BytesIO(fil)) for raekke in ark.iter_rows() for celle in raekke]
    assert formler(fil) == []
    assert {celle.data_type for celle in celler if celle.value is not None} <= {"s"}
    for tekst in filter(None, map(rens, tekster)):
        ens = [celle for celle in celler if celle.value == tekst]
        assert len(ens) >= 3
        assert {celle.quotePrefix for celle in ens} == {tekst.startswith(("=", "+", "-", "@", "'"))} or tekst[
            0
        ].isdigit()


@pytest.mark.django_db
@pytest.mark.parametrize("begyndelse", FARLIGE)
def test_what_is_typed_in_a_report_is_text_in_its_file(begyndelse: str) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    ond = f'{begyndelse}HYPERLINK("https://eksempel.org";"Klik")'
    udfyld(rapport, Maalepunkt.objects.get(), 81, tekst=ond, kilde=ond[:200])

    fil = eksporter(rapport, eksporteret=datetime(2021, 10, 13, tzinfo=UTC), eksporteret_af=ond).indhold

    vaerdier = [celle for ark in load_workbook(BytesIO(fil)) for raekke in ark.iter_rows() for celle in raekke]
    assert formler(fil) == []
    assert {celle.data_type for celle in vaerdier if celle.value and "HYPERLINK" in str(celle.value)} == {"s"}
