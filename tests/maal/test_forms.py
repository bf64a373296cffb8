"""The forms of a report: what is typed becomes plain data, and what is refused stands as it was typed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.models import Bruger, Kontrakt
from maal.forms import IndsatsstatusForm, StartAfrapporteringForm, StatusForm, Vaerdifelt, afvis
from maal.models import Afrapportering, Maal, Maalepunkt, Status
from maal.opslag import udtraek_af
from maal.spredning import hent_muligheder
from maal.status import Statusdata
from maal.typer import Enhed, Krav, Segment, Segmentering, Slags, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def kontrakt() -> Kontrakt:
    """Goal 1 a percentage for each segment, goal 2 a count, goal 3 in words, goal 4 a geographic spread."""
    kontrakt = byg_kontrakt(maal=0, omraader=1)
    byg_punkt(byg_maal(kontrakt, 1), segmentering=Segmentering.HVER)
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.ANTAL, maaltal=600)
    byg_punkt(byg_maal(kontrakt, 3), enhed=Enhed.KVALITATIV)
    byg_punkt(byg_maal(kontrakt, 4), enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10)
    return kontrakt


def form(rapport: Afrapportering, maal: int, data: Mapping[str, Any] | None = None) -> StatusForm:
    """The form of a goal's only målepunkt, with version 0 when data is given without one."""
    udtraek = udtraek_af(Afrapportering.objects.get(pk=rapport.pk))
    typet = None if data is None else {"version": "0", **data}
    muligheder = hent_muligheder(rapport, udtraek.punkter)
    return StatusForm(typet, udtraek=udtraek, punkt=udtraek.punkter[maal - 1], muligheder=muligheder)


def punkt(kontrakt: Kontrakt, maal: int) -> Maalepunkt:
    return Maalepunkt.objects.get(maal__kontrakt=kontrakt, maal__nummer=maal)


FLERE = ["kilde", "afventer", "henviser_til"]
TILSIDESAET = ["tilsidesat_vurdering", "begrundelse"]


@pytest.mark.parametrize(
    ("maal", "felter"),
    [
        (1, ["resultat_drift", "resultat_vaekst", "version", "tekst", *FLERE, *TILSIDESAET]),
        (2, ["resultat", "version", "tekst", *FLERE, *TILSIDESAET]),
        (3, ["version", "egen_vurdering", "tekst", *FLERE]),
        (4, ["version", "egen_vurdering", "tekst", *FLERE]),
    ],
)
def test_status_form_has_the_fields_of_the_unit(kontrakt: Kontrakt, maal: int, felter: list[str]) -> None:
    assert list(form(byg_afrapportering(kontrakt), maal).fields) == felter


def test_status_form_in_words_that_refers_may_be_set_aside(kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt(kontrakt, 3), henviser_til=Maal.objects.get(nummer=1))

    assert list(form(rapport, 3).fields)[-2:] == TILSIDESAET


def test_status_form_shows_what_stands_in_the_report_in_danish_without_unit(kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt(kontrakt, 2), 1680, tekst="Godt", tilsidesat_vurdering=Vurdering.BAGUD, begrundelse="Fordi")

    udfyldt = form(rapport, 2)

    assert {navn: udfyldt[navn].value() for navn in ("resultat", "tekst", "tilsidesat_vurdering", "begrundelse")} == {
        "resultat": "1.680",
        "tekst": "Godt",
        "tilsidesat_vurdering": "bagud",
        "begrundelse": "Fordi",
    }
    assert udfyldt["version"].value() == 1
    assert udfyldt.flere_er_brugt
    assert not form(rapport, 1).flere_er_brugt


def test_status_form_gives_what_was_typed_as_plain_data(kontrakt: Kontrakt) -> None:
    andet = Maal.objects.get(nummer=2)
    typet = {
        "resultat_drift": "71 pct.",
        "resultat_vaekst": " 81,5 % ",
        "tekst": "Første linje\r\nAnden linje",
        "kilde": "CRM",
        "henviser_til": str(andet.pk),
        "tilsidesat_vurdering": "opfyldt",
        "begrundelse": "Fordi",
    }

    udfyldt = form(byg_afrapportering(kontrakt), 1, typet)

    assert udfyldt.is_valid()
    assert udfyldt.statusdata() == Statusdata(
        tekst="Første linje\nAnden linje",
        kilde="CRM",
        henviser_til=andet,
        tilsidesat_vurdering="opfyldt",
        begrundelse="Fordi",
        resultater={Segment.DRIFT: Decimal(71), Segment.VAEKST: Decimal("81.5")},
    )


def test_status_form_left_empty_is_an_empty_status(kontrakt: Kontrakt) -> None:
    tom = form(byg_afrapportering(kontrakt), 1, {})

    assert tom.is_valid()
    assert tom.statusdata() == Statusdata()


@pytest.mark.parametrize(
    ("maal", "felt", "typet", "fejl"),
    [
        (2, "resultat", "1.5", "»1.5« er ikke et helt tal. Mener du 15, så skriv det uden punktum."),
        (2, "resultat", "1,5", "Et antal skal være et helt tal; 1,5 er det ikke."),
        (1, "resultat_drift", "120", "Et resultat i enheden procent kan ikke være over 100."),
        (1, "resultat_drift", "5 procentpoint", "Målepunktet opgøres i procent; skriv tallet uden »procentpoint«."),
    ],
)
def test_status_form_refuses_a_figure_with_a_hint_and_keeps_what_was_typed(
    kontrakt: Kontrakt, maal: int, felt: str, typet: str, fejl: str
) -> None:
    afvist = form(byg_afrapportering(kontrakt), maal, {felt: typet, "tekst": "Lang tekst"})

    assert not afvist.is_valid()
    assert afvist.errors == {felt: [fejl]}
    assert (afvist[felt].value(), afvist["tekst"].value()) == (typet, "Lang tekst")


def test_status_form_refuses_a_verdict_that_is_not_offered(kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)

    assert list(form(rapport, 3, {"egen_vurdering": "paa_vej"}).errors) == ["egen_vurdering"]
    assert list(form(rapport, 3, {"egen_vurdering": "opfyldt"}).errors) == []


def test_status_form_offers_the_contracts_other_goals_and_refuses_any_else(kontrakt: Kontrakt) -> None:
    fremmed = byg_maal(byg_kontrakt("midtjylland", maal=0), 9)
    rapport = byg_afrapportering(kontrakt)

    valg = form(rapport, 1).fields["henviser_til"].widget.choices

    assert [navn for _, navn in valg] == ["–", *(f"Mål {n}: Mål med nummer {n}" for n in (2, 3, 4))]
    for maal in (fremmed, Maal.objects.get(kontrakt=kontrakt, nummer=1)):
        assert list(form(rapport, 1, {"henviser_til": str(maal.pk)}).errors) == ["henviser_til"]


def test_status_form_without_a_version_asks_for_a_new_page(kontrakt: Kontrakt) -> None:
    afvist = form(byg_afrapportering(kontrakt), 1, {"version": ""})

    assert afvist.errors == {"version": ["Siden er for gammel. Genindlæs den."]}


def test_status_form_puts_a_refusal_of_the_door_at_its_field(kontrakt: Kontrakt) -> None:
    afvist = form(byg_afrapportering(kontrakt), 2, {"resultat": "5"})
    afvist.is_valid()

    afvis(afvist, ValidationError({"begrundelse": "Skriv en begrundelse.", "__all__": "Det går ikke."}))
    afvis(afvist, ValidationError({"egen_vurdering": "Har formularen ikke."}))

    assert afvist.errors == {
        "begrundelse": ["Skriv en begrundelse."],
        "__all__": ["Det går ikke.", "Har formularen ikke."],
    }


def test_status_form_in_conflict_names_who_saved_and_carries_the_new_version(
    kontrakt: Kontrakt, direktoer: Bruger
) -> None:
    rapport = byg_afrapportering(kontrakt)
    afvist = form(rapport, 2, {"tekst": "Min tekst"})
    afvist.is_valid()
    udfyld(rapport, punkt(kontrakt, 2), tekst="Direktørens", bruger=direktoer)

    afvist.afvis_konflikt(Status.objects.get(maalepunkt__maal__nummer=2))

    (besked,) = afvist.non_field_errors()
    assert str(besked).startswith("direktoer-nordjylland har gemt ")
    assert (afvist["version"].value(), afvist["tekst"].value()) == ("1", "Min tekst")


@given(tekst=st.text(alphabet="0123456789.,-+−% \u00a0pct", max_size=12))
def test_vaerdifelt_gives_a_figure_of_the_unit_or_refuses(tekst: str) -> None:
    try:
        tal = Vaerdifelt(enhed=Enhed.ANTAL, required=False).clean(tekst)
    except ValidationError:
        return
    assert (tal is None) == (not tekst.strip())
    assert tal is None or (tal >= 0 and tal == tal.to_integral_value())


@given(tal=st.decimals(min_value=-100, max_value=100, places=2))
def test_vaerdifelt_reads_back_what_it_shows(tal: Decimal) -> None:
    felt = Vaerdifelt(enhed=Enhed.NPS, required=False)

    assert felt.clean(felt.prepare_value(tal)) == tal


def test_indsatsstatus_form_shows_and_reads_the_text(kontrakt: Kontrakt) -> None:
    (indsats,) = udtraek_af(byg_afrapportering(kontrakt)).indsatser

    udfyldt = IndsatsstatusForm({"version": "0", "tekst": "Et\r\nto"}, indsats=indsats)

    assert udfyldt.is_valid()
    assert udfyldt.cleaned_data == {"version": 0, "tekst": "Et\nto"}


def test_start_form_offers_the_contracts_years_and_reads_danish_dates() -> None:
    kontrakt = byg_kontrakt(til_aar=2022)

    udfyldt = StartAfrapporteringForm(
        {"aar": "2022", "slags": "halvaarlig", "pr_dato": "30. juni 2022", "frist": ""}, kontrakt=kontrakt
    )
    afvist = StartAfrapporteringForm({"aar": "2023", "slags": "endelig", "pr_dato": "30/6-22"}, kontrakt=kontrakt)

    assert udfyldt.is_valid()
    assert {navn: str(vaerdi) for navn, vaerdi in udfyldt.cleaned_data.items()} == {
        "aar": "2022",
        "slags": "halvaarlig",
        "pr_dato": "2022-06-30",
        "frist": "None",
    }
    assert sorted(afvist.errors) == ["aar", "pr_dato"]
