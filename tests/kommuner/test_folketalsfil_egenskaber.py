"""Population written out in any way that Statistikbanken writes it, and read again, is the same population."""

from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from kommuner.folketalsfil import MAKS_FOLKETAL, laes_folketal
from kontrakt.dansk import vis_tal
from tests.kommuner.landet import NAVNE

TEGNSAET = ["utf-8", "utf-8-sig", "cp1252", "latin-1"]
OMRAADER: list[Callable[[str, str], str]] = [
    lambda kode, navn: kode,
    lambda kode, navn: kode.lstrip("0"),
    lambda kode, navn: navn,
    lambda kode, navn: f"{kode.lstrip('0')} {navn}",
]
TAL: list[Callable[[int], str]] = [str, vis_tal]
LINJESKIFT = ["\n", "\r\n"]
STOERRE = ["000 Hele landet", "084 Region Hovedstaden", "Region Midtjylland", "01", "Provins Fyn", "411 Christiansø"]

Folketal = Mapping[int, Mapping[str, int]]


@st.composite
def folketal(draw: st.DrawFn) -> Folketal:
    """Some years with every municipality."""
    aar = draw(st.sets(st.integers(2008, 2040), min_size=1, max_size=3))
    tal = st.integers(1, MAKS_FOLKETAL)
    return {et: dict(zip(NAVNE, draw(st.tuples(*[tal] * len(NAVNE))), strict=True)) for et in aar}


@st.composite
def lang(draw: st.DrawFn, tal: Folketal) -> list[list[str]]:
    """The lines of the long shape, in any order, with larger areas, other quarters and parts among them."""
    omraade, vis = draw(st.sampled_from(OMRAADER)), draw(st.sampled_from(TAL))
    dele = draw(st.sampled_from([{}, {"KØN": "TOT"}, {"KØN": "I alt", "ALDER": "Alder i alt", "CIVILSTAND": " I alt"}]))
    raekker = [
        [omraade(kode, NAVNE[kode]), *dele.values(), f"{aar}K1", vis(antal)]
        for aar, af_kommuner in tal.items()
        for kode, antal in af_kommuner.items()
    ]
    raekker += [[en, *dele.values(), f"{aar}K1", "1"] for en in draw(st.sets(st.sampled_from(STOERRE))) for aar in tal]
    raekker += [["101", *dele.values(), "2024K3", "x"]] if draw(st.booleans()) else []
    raekker += [["101", *["Mænd" for _ in dele], "2024K1", "1"]] if dele else []
    return [["OMRÅDE", *dele, "TID", "INDHOLD"], *draw(st.permutations(raekker))]


@st.composite
def tabel(draw: st.DrawFn, tal: Folketal) -> list[list[str]]:
    """The lines of a table, its areas in any order, with title, notes and another quarter."""
    omraade, vis = draw(st.sampled_from(OMRAADER)), draw(st.sampled_from(TAL))
    aar = draw(st.permutations(list(tal)))
    raekker = [[omraade(kode, navn), *(vis(tal[et][kode]) for et in aar), ".."] for kode, navn in NAVNE.items()]
    raekker += [[en, *("1" for _ in aar), ".."] for en in draw(st.sets(st.sampled_from(STOERRE)))]
    kvartaler = ["", *(f"{et}K1" for et in aar), "2041K2"]
    titel, noter = [["Folketal den 1. i kvartalet efter område og tid"], []], [[], ["Anm.: Prøve."]]
    return [*titel, kvartaler, *draw(st.permutations(raekker)), *noter]


@given(st.data())
def test_population_written_out_and_read_again_is_the_same(data: st.DataObject) -> None:
    skrevet = data.draw(folketal())
    raekker = data.draw(st.one_of(lang(skrevet), tabel(skrevet)))
    i_anfoersel = data.draw(st.booleans())
    linjer = [";".join(f'"{celle}"' if i_anfoersel and celle else celle for celle in raekke) for raekke in raekker]
    fil = data.draw(st.sampled_from(LINJESKIFT)).join(linjer).encode(data.draw(st.sampled_from(TEGNSAET)))

    assert laes_folketal(fil, NAVNE, senest=2041).folketal == skrevet
