"""The houses side by side: which report counts, what stands in a cell, and that no målepunkt is lost."""

from datetime import date

import pytest
from django.http import Http404

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from maal.models import Maal, Maalepunkt, Maaltal
from maal.typer import Enhed, Krav, Segment, Slags, Tilstand, Vurdering
from rapporter.landsopslag import nyeste_aar
from rapporter.landsoversigt import Celle, Landsoversigt, hent_landsoversigt
from tests.byggere import (
    byg_afrapportering,
    byg_hus,
    byg_kontrakt,
    byg_maal,
    byg_punkt,
    byg_rammeaftale,
    gaa_til,
    udfyld,
)
from tests.rapporter.landsverden import HUSE, KENDSKAB, NPS, UNGE, Svar, byg_aar, rapporter

pytestmark = pytest.mark.django_db

SVAR: Svar = {KENDSKAB: 51, UNGE: 90, NPS: {Segment.DRIFT: 71, Segment.VAEKST: 69}}


@pytest.fixture(autouse=True)
def huse() -> None:
    """All six, also those without a contract."""
    for hus in HUSE:
        byg_hus(hus)


def celle(oversigt: Landsoversigt, raekke: str, hus: str) -> Celle | None:
    """The cell of a measure in a house."""
    kolonne = [et.noegle for et in oversigt.huse].index(hus)
    (fundet,) = (et for gruppe in oversigt.grupper for et in gruppe.raekker if et.noegle == raekke)
    return fundet.celler[kolonne]


def kolonne(oversigt: Landsoversigt, hus: str) -> tuple[str, str, bool]:
    """At the top of a house's column: contract, message, and whether it counts."""
    (fundet,) = (et for et in oversigt.huse if et.noegle == hus)
    return fundet.kontrakt, fundet.besked, fundet.taeller


def test_rows_are_the_frameworks_goals_by_identity_and_columns_the_houses_in_danish_order(laeser: Bruger) -> None:
    byg_aar("nordjylland")
    byg_aar("fyn")
    Maal.objects.filter(kontrakt__slug="fyn-2022", nummer=2).update(nummer=9, titel="Synlighed")

    oversigt = hent_landsoversigt(laeser, 2022)

    assert [hus.kortnavn for hus in oversigt.huse] == [
        *("Fyn", "Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Sydjylland"),
    ]
    assert [(gruppe.nummer, gruppe.noegle) for gruppe in oversigt.grupper] == [
        (1, "ivaerksaettere"),
        (2, "kendskab"),
        (3, "tilfredshed"),
    ]
    kendskab = oversigt.grupper[1]
    assert [(et.nummer, et.titel) if et else None for et in kendskab.celler] == [
        (9, "Synlighed"),
        *(None, None),
        (2, "Kendskab"),
        *(None, None),
    ]


def test_measure_stands_in_one_row_and_what_only_one_house_has_in_its_own(laeser: Bruger) -> None:
    byg_aar("nordjylland")
    byg_aar("fyn")

    kendskab = hent_landsoversigt(laeser, 2022).grupper[1]

    assert [(raekke.titel, raekke.hus) for raekke in kendskab.raekker] == [
        ("Kendskab til erhvervshuset", ""),
        ("Kampagne i fyn", "Erhvervshus Fyn"),
        ("Kampagne i nordjylland", "Erhvervshus Nordjylland"),
    ]
    assert [[et.betegnelse if et else None for et in raekke.celler] for raekke in kendskab.raekker] == [
        ["2.1", None, None, "2.1", None, None],
        ["2.2", None, None, None, None, None],
        [None, None, None, "2.2", None, None],
    ]


def test_no_national_maalepunkt_is_lost_and_local_goals_are_left_to_the_contract(laeser: Bruger) -> None:
    for hus in HUSE:
        byg_aar(hus)

    oversigt = hent_landsoversigt(laeser, 2022)

    vist = [et for gruppe in oversigt.grupper for raekke in gruppe.raekker for et in raekke.celler if et]
    assert len(vist) == Maalepunkt.objects.filter(maal__nationalt_maal__isnull=False).count() == 24
    assert "Lokalt målepunkt" not in {et.tekst for et in vist}


def test_cell_has_target_result_and_verdict_of_each_segment(laeser: Bruger) -> None:
    rapporter(byg_aar("fyn"), SVAR)

    nps = celle(hent_landsoversigt(laeser, 2022), NPS, "fyn")

    assert nps is not None
    assert nps.er_delt
    assert [(et.segment, et.krav, str(et.resultat), et.vurdering) for et in nps.linjer] == [
        (Segment.DRIFT, "mindst 70", "71.0000", Vurdering.OPFYLDT),
        (Segment.VAEKST, "mindst 70", "69.0000", Vurdering.IKKE_OPFYLDT),
    ]
    assert nps.vurdering == Vurdering.DELVIST_OPFYLDT


def test_goals_own_verdict_stands_on_its_row(laeser: Bruger) -> None:
    rapporter(byg_aar("fyn"), SVAR)

    oversigt = hent_landsoversigt(laeser, 2022)

    assert [gruppe.celler[0].vurdering if gruppe.celler[0] else None for gruppe in oversigt.grupper] == [
        Vurdering.IKKE_OPFYLDT,
        Vurdering.AFVENTER,
        Vurdering.DELVIST_OPFYLDT,
    ]


def test_contract_without_a_report_shows_its_targets_and_nothing_else(laeser: Bruger) -> None:
    byg_aar("fyn")

    oversigt = hent_landsoversigt(laeser, 2022)

    kendskab, nps = (celle(oversigt, noegle, "fyn") for noegle in (KENDSKAB, NPS))
    assert kendskab is not None
    assert nps is not None
    assert [(et.krav, et.resultat, et.vurdering) for et in kendskab.linjer] == [("mindst 50\u00a0%", None, None)]
    assert [et.krav for et in nps.linjer] == ["mindst 70", "mindst 70"]
    assert kolonne(oversigt, "fyn") == ("Resultatkontrakt 2022", "Ikke afrapporteret", False)


def test_year_without_a_target_shows_the_value(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn", unge=None)
    rapporter(kontrakt, SVAR)

    unge = celle(hent_landsoversigt(laeser, 2022), UNGE, "fyn")

    assert unge is not None
    assert [(et.krav, str(et.resultat), et.vurdering) for et in unge.linjer] == [
        ("", "90.0000", Vurdering.UDEN_MAALTAL)
    ]


def test_only_the_years_targets_count(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn", til_aar=2023)
    Maaltal.objects.filter(aar=2023, maalepunkt__indikator__noegle=KENDSKAB).update(vaerdi=65)

    krav = {}
    for aar in kontrakt.aar:
        fundet = celle(hent_landsoversigt(laeser, aar), KENDSKAB, "fyn")
        assert fundet is not None
        krav[aar] = [linje.krav for linje in fundet.linjer]

    assert krav == {2022: ["mindst 50\u00a0%"], 2023: ["mindst 65\u00a0%"]}


def test_newest_approved_report_counts_and_the_final_one_whatever_is_counted_later(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn")
    nytaar = date(2022, 12, 31)
    rapporter(kontrakt, {UNGE: 10}, slags=Slags.HALVAARLIG, pr_dato=date(2022, 6, 30))
    rapporter(kontrakt, {UNGE: 30}, slags=Slags.ENDELIG, pr_dato=nytaar)
    rapporter(kontrakt, {UNGE: 20}, slags=Slags.FORELOEBIG, pr_dato=nytaar)
    rapporter(kontrakt, {UNGE: 25}, slags=Slags.FORELOEBIG, pr_dato=date(2023, 1, 15))
    rapporter(kontrakt, {UNGE: 40}, slags=Slags.FORELOEBIG, pr_dato=date(2023, 2, 1), tilstand=Tilstand.INDSENDT)

    oversigt = hent_landsoversigt(laeser, 2022)

    fundet = celle(oversigt, UNGE, "fyn")
    assert fundet is not None
    assert [et.resultat for et in fundet.linjer] == [30]
    rapport = oversigt.huse[0].rapport
    assert rapport is not None
    assert (rapport.slags, rapport.pr_dato, rapport.tilstand) == (Slags.ENDELIG, nytaar, Tilstand.GODKENDT)


def test_frozen_report_is_shown_as_it_was_approved(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn")
    rapporter(kontrakt, SVAR)
    byg_punkt(kontrakt.maal.get(nummer=2), 3, tekst="Nyt målepunkt", krav=Krav.MINDST)

    oversigt = hent_landsoversigt(laeser, 2022)

    nyt = celle(oversigt, "fyn-3", "fyn")
    assert nyt is not None
    assert (nyt.note, nyt.vurdering) == ("Ikke med i afrapporteringen", None)


def test_qualitative_maalepunkt_has_a_verdict_and_its_words(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn")
    rapport = rapporter(kontrakt, SVAR, tilstand=Tilstand.KLADDE)
    punkt = Maalepunkt.objects.get(maal__kontrakt=kontrakt, enhed=Enhed.KVALITATIV)
    udfyld(rapport, punkt, tekst="Tre kampagner", egen_vurdering=Vurdering.OPFYLDT)
    gaa_til(rapport, Tilstand.GODKENDT)

    fundet = celle(hent_landsoversigt(laeser, 2022), "fyn-2", "fyn")
    assert fundet is not None
    assert (fundet.vurdering, fundet.status) == (Vurdering.OPFYLDT, "Tre kampagner")
    assert fundet.linjer == ()


def test_what_awaits_and_what_refers_is_said_in_the_cell(laeser: Bruger) -> None:
    kontrakt = byg_aar("fyn")
    rapport = rapporter(kontrakt, SVAR, tilstand=Tilstand.KLADDE)
    kendskab, unge = (Maalepunkt.objects.get(indikator__noegle=noegle) for noegle in (KENDSKAB, UNGE))
    udfyld(rapport, kendskab, afventer="Erhvervsstyrelsen")
    udfyld(rapport, unge, henviser_til=kontrakt.maal.get(nummer=1))

    oversigt = hent_landsoversigt(_sekretariat(kontrakt), 2022)

    assert [et.note if (et := celle(oversigt, noegle, "fyn")) else None for noegle in (KENDSKAB, UNGE)] == [
        "Afventer tal fra Erhvervsstyrelsen.",
        "Følger vurderingen af kontraktens Mål 1.",
    ]


def test_houses_without_anything_approved_are_listed_with_why(sekretariat: Bruger) -> None:
    rapporter(byg_aar("fyn"), SVAR)
    byg_aar("midtjylland")
    byg_afrapportering(byg_aar("nordjylland"))

    mangler = hent_landsoversigt(sekretariat, 2022).mangler

    assert {hus.kortnavn: hus.besked for hus in mangler} == {
        "Hovedstaden": "Ingen kontrakt for 2022 i systemet",
        "Midtjylland": "Ikke afrapporteret",
        "Nordjylland": "Kladde på vej",
        "Sjælland": "Ingen kontrakt for 2022 i systemet",
        "Sydjylland": "Ingen kontrakt for 2022 i systemet",
    }


def test_years_lead_to_the_nearest_with_an_agreed_contract(laeser: Bruger) -> None:
    byg_kontrakt("fyn", 2021, til_aar=2022)
    byg_kontrakt("nordjylland", 2025, til_aar=2026, rammeaftale=byg_rammeaftale(2024, 2027))
    byg_kontrakt("fyn", 2027, rammeaftale=byg_rammeaftale(2024, 2027), tilstand=Kontrakttilstand.UDKAST)

    aarene = [hent_landsoversigt(laeser, aar).aarene for aar in (2021, 2022, 2025, 2026)]

    assert [(et.foer, et.efter) for et in aarene] == [(None, 2022), (2021, 2025), (2022, 2026), (2025, None)]
    assert nyeste_aar() == 2026
    for aar in (1, 2023, 2024, 2027, 10**30):
        with pytest.raises(Http404):
            hent_landsoversigt(laeser, aar)


def test_without_contracts_there_is_no_newest_year() -> None:
    assert nyeste_aar() is None


def test_goal_of_another_framework_is_shown_too(laeser: Bruger) -> None:
    kontrakt: Kontrakt = byg_aar("fyn")
    anden = byg_rammeaftale(2024, 2027)
    maal = anden.nationale_maal.create(nummer=5, noegle="effekt", titel="Effekt")
    byg_punkt(byg_maal(kontrakt, 8, nationalt_maal=maal))

    assert [gruppe.noegle for gruppe in hent_landsoversigt(laeser, 2022).grupper][3:] == ["effekt"]


def _sekretariat(kontrakt: Kontrakt) -> Bruger:
    return Bruger.objects.create_user("fyns", rolle="sekretariat", kkr=kontrakt.erhvervshus.kkr)
