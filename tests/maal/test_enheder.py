"""Figures in their unit: what is read, refused and shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.dansk import Talfejl
from maal.enheder import krav_i_ord, laes_vaerdi, vis_vaerdi
from maal.typer import Enhed, Krav


@pytest.mark.parametrize(
    ("tekst", "enhed", "tal"),
    [
        ("71,5", Enhed.PROCENT, "71.5"),
        ("71 %", Enhed.PROCENT, "71"),
        ("71 pct.", Enhed.PROCENT, "71"),
        ("71 procent", Enhed.PROCENT, "71"),
        ("1.680", Enhed.ANTAL, "1680"),
        ("70%", Enhed.NPS, "70"),
        ("−12", Enhed.NPS, "-12"),
        ("5 procentpoint", Enhed.PROCENTPOINT, "5"),
        ("−0,5", Enhed.PROCENTPOINT, "-0.5"),
        ("2,50", Enhed.FAKTOR, "2.50"),
    ],
)
def test_laes_vaerdi_reads_danish_figures(tekst: str, enhed: Enhed, tal: str) -> None:
    assert laes_vaerdi(tekst, enhed) == Decimal(tal)


@pytest.mark.parametrize(
    ("tekst", "enhed", "fejl"),
    [
        ("1.5", Enhed.ANTAL, "»1.5« er ikke et helt tal. Mener du 15, så skriv det uden punktum."),
        ("1.5", Enhed.FAKTOR, "»1.5« kan læses på to måder. Skriv 1,5 med komma eller 15 uden punktum."),
        ("1,5", Enhed.ANTAL, "Et antal skal være et helt tal; 1,5 er det ikke."),
        ("-1", Enhed.ANTAL, "Et antal kan ikke være under 0."),
        ("5 %", Enhed.ANTAL, "Målepunktet opgøres i antal; skriv tallet uden »%«."),
        ("101", Enhed.PROCENT, "Et resultat i enheden procent kan ikke være over 100."),
        ("5 procentpoint", Enhed.PROCENT, "Målepunktet opgøres i procent; skriv tallet uden »procentpoint«."),
        ("101", Enhed.NPS, "Et resultat i enheden NPS kan ikke være over 100."),
        (
            "70-80",
            Enhed.PROCENT,
            "»70-80« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5.",
        ),
        ("5", Enhed.KVALITATIV, "Et kvalitativt målepunkt har intet tal. Skriv status som tekst."),
        ("999.999.999.999,9999", Enhed.FAKTOR, "999.999.999.999,9999 har for mange cifre. Skriv højst 15 i alt."),
    ],
)
def test_laes_vaerdi_refuses_what_cannot_be_a_figure_of_the_unit(tekst: str, enhed: Enhed, fejl: str) -> None:
    with pytest.raises(Talfejl) as afvist:
        laes_vaerdi(tekst, enhed)

    assert str(afvist.value) == fejl


@pytest.mark.parametrize(
    ("tal", "enhed", "tekst"),
    [
        ("80", Enhed.PROCENT, "80\u00a0%"),
        ("5", Enhed.PROCENTPOINT, "5 procentpoint"),
        ("70", Enhed.NPS, "70"),
        ("1680", Enhed.ANTAL, "1.680"),
        ("2.5", Enhed.FAKTOR, "2,50"),
        ("2.125", Enhed.FAKTOR, "2,125"),
    ],
)
def test_vis_vaerdi_prints_the_unit_that_the_figure_needs(tal: str, enhed: Enhed, tekst: str) -> None:
    assert vis_vaerdi(Decimal(tal), enhed) == tekst


@given(
    tal=st.decimals(min_value=0, max_value=100, places=2).map(lambda tal: tal.normalize()),
    enhed=st.sampled_from([Enhed.PROCENT, Enhed.PROCENTPOINT, Enhed.NPS, Enhed.FAKTOR]),
)
def test_laes_vaerdi_reads_back_what_is_shown(tal: Decimal, enhed: Enhed) -> None:
    assert laes_vaerdi(vis_vaerdi(tal, enhed), enhed) == tal


@pytest.mark.parametrize(
    ("krav", "enhed", "maaltal", "tolerance", "tekst"),
    [
        (Krav.MINDST, Enhed.PROCENT, 80, None, "mindst 80\u00a0%"),
        (Krav.OVER, Enhed.PROCENTPOINT, 0, None, "over 0 procentpoint"),
        (Krav.HOEJST, Enhed.ANTAL, 1200, None, "højst 1.200"),
        (Krav.INDEN_FOR, Enhed.SPREDNING, 0, 10, "inden for ±10\u00a0%"),
        (Krav.INDEN_FOR, Enhed.PROCENT, 43, 10, "inden for 43\u00a0% ±10\u00a0%"),
        (Krav.MINDST, Enhed.PROCENT, None, None, ""),
        (None, Enhed.KVALITATIV, None, None, ""),
    ],
)
def test_krav_i_ord_says_what_is_promised(
    krav: Krav | None, enhed: Enhed, maaltal: int | None, tolerance: int | None, tekst: str
) -> None:
    tal, bredde = (None if vaerdi is None else Decimal(vaerdi) for vaerdi in (maaltal, tolerance))

    assert krav_i_ord(krav, enhed, tal, bredde) == tekst
