"""The pages of what can be followed: who sees which, what a reader never learns, what is written, how many queries."""

import datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Kontrakttilstand
from kontrakt.triggere import fjern
from maal.models import Indikator, Maalepunkt, Oejebliksbillede
from maal.typer import Enhed, Segment, Segmentering, Slags, Tilstand
from rapporter import udvikling
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld
from tests.rapporter.kommuneverden import log_in

pytestmark = pytest.mark.django_db

URL = reverse("rapporter:udvikling")
KENDSKAB = reverse("rapporter:udvikling_af", args=["nordjylland", "kendskab"])
OND = '<script>alert(1)</script> & "citat"'


@pytest.fixture
def indikator(db: None) -> Indikator:
    """What is followed."""
    return Indikator.objects.create(noegle="kendskab", titel="Kendskab til erhvervshuset")


def byg_aar(indikator: Indikator, fra_aar: int, hus: str = "nordjylland", **felter: Any) -> Maalepunkt:
    """A contract of one goal with the indicator."""
    kontrakt = byg_kontrakt(hus, fra_aar, maal=0, tilstand=felter.pop("tilstand", Kontrakttilstand.VEDTAGET))
    return byg_punkt(byg_maal(kontrakt), indikator=indikator, **felter)


def meld(punkt: Maalepunkt, resultat: int, tilstand: Tilstand, **felter: Any) -> None:
    """A report on the contract's first year, with that result."""
    rapport = byg_afrapportering(punkt.maal.kontrakt, **{"slags": Slags.ENDELIG, **felter})
    udfyld(rapport, punkt, resultat)
    gaa_til(rapport, tilstand)


def resultater(bruger: Bruger, adresse: str = KENDSKAB) -> dict[int, list[str]]:
    """What stands as result of each year."""
    side = log_in(bruger).get(adresse).context["side"]
    return {
        raekke.aar: [linje.resultat_i_ord.replace("\u00a0", " ") for linje in raekke.linjer] for raekke in side.raekker
    }


def hovedet(bruger: Bruger) -> str:
    """What the page itself says, drawing and all."""
    return log_in(bruger).get(KENDSKAB).content.decode().partition("<main")[2]


def fulgte(bruger: Bruger, **valg: str) -> list[tuple[str, list[str]]]:
    """The list: each house with what can be followed."""
    huse = log_in(bruger).get(URL, valg).context["huse"]
    return [(str(et.hus), [str(foelgelig.indikator) for foelgelig in et.indikatorer]) for et in huse]


def test_list_has_the_houses_that_a_user_may_see_in_danish_order(
    indikator: Indikator, sekretariat: Bruger, fremmed_direktoer: Bruger, laeser: Bruger
) -> None:
    aerlig = Indikator.objects.create(noegle="aerlig", titel="Ærlige svar")
    byg_punkt(byg_aar(indikator, 2021).maal, 2, indikator=aerlig)
    byg_aar(indikator, 2022, tilstand=Kontrakttilstand.UDKAST)
    byg_aar(indikator, 2021, "fyn")

    assert fulgte(sekretariat) == [("Erhvervshus Nordjylland", ["Kendskab til erhvervshuset", "Ærlige svar"])]
    assert fulgte(fremmed_direktoer) == []
    assert fulgte(laeser) == [
        ("Erhvervshus Fyn", ["Kendskab til erhvervshuset"]),
        ("Erhvervshus Nordjylland", ["Kendskab til erhvervshuset", "Ærlige svar"]),
    ]
    assert fulgte(laeser, hus="fyn") == [("Erhvervshus Fyn", ["Kendskab til erhvervshuset"])]
    assert len(fulgte(laeser, hus="findes-ikke")) == 2


def test_list_names_the_contracts_and_a_draft_only_to_its_parties(
    indikator: Indikator, sekretariat: Bruger, laeser: Bruger
) -> None:
    byg_aar(indikator, 2021)
    byg_aar(indikator, 2022, tilstand=Kontrakttilstand.UDKAST)

    assert "<td>2021, 2022</td>" in log_in(sekretariat).get(URL).content.decode()
    assert "<td>2021</td>" in log_in(laeser).get(URL).content.decode()


def test_draft_of_a_report_counts_for_its_parties_alone(
    indikator: Indikator, sekretariat: Bruger, laeser: Bruger
) -> None:
    meld(byg_aar(indikator, 2021), 43, Tilstand.GODKENDT, slags=Slags.FORELOEBIG)
    punkt = Maalepunkt.objects.get()
    meld(punkt, 77, Tilstand.INDSENDT)

    assert resultater(sekretariat) == {2021: ["77 %"]}
    assert resultater(laeser) == {2021: ["43 %"]}


def test_draft_that_is_begun_hides_nothing_that_is_approved(indikator: Indikator, sekretariat: Bruger) -> None:
    punkt = byg_aar(indikator, 2021)
    meld(punkt, 43, Tilstand.GODKENDT, slags=Slags.HALVAARLIG)

    byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)

    assert resultater(sekretariat) == {2021: ["43 %"]}


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT])
def test_reader_learns_nothing_of_a_year_with_a_draft_alone(
    tilstand: Tilstand, indikator: Indikator, laeser: Bruger
) -> None:
    punkt = byg_aar(indikator, 2021)
    foer = hovedet(laeser)

    meld(punkt, 77, tilstand)

    assert hovedet(laeser) == foer
    assert resultater(laeser) == {2021: [udvikling.IKKE_AFRAPPORTERET]}


def test_reader_sees_no_draft_of_a_contract_and_no_house_that_has_nothing_else(
    indikator: Indikator, laeser: Bruger
) -> None:
    byg_aar(indikator, 2021)
    byg_aar(indikator, 2022, tilstand=Kontrakttilstand.UDKAST)
    byg_aar(indikator, 2022, "fyn", tilstand=Kontrakttilstand.UDKAST)

    assert resultater(laeser) == {2021: [udvikling.IKKE_AFRAPPORTERET]}
    assert log_in(laeser).get(KENDSKAB.replace("nordjylland", "fyn")).status_code == 404


def test_final_report_counts_before_a_newer_one_and_else_the_newest(indikator: Indikator, sekretariat: Bruger) -> None:
    punkt = byg_aar(indikator, 2021)
    meld(punkt, 40, Tilstand.KLADDE, slags=Slags.FORELOEBIG, pr_dato=datetime.date(2021, 6, 30))
    meld(punkt, 41, Tilstand.KLADDE, slags=Slags.FORELOEBIG, pr_dato=datetime.date(2022, 6, 30))
    assert resultater(sekretariat) == {2021: ["41 %"]}

    meld(punkt, 43, Tilstand.GODKENDT, pr_dato=datetime.date(2021, 12, 31))

    assert resultater(sekretariat) == {2021: ["43 %"]}


def test_page_says_target_reason_change_and_where_it_stood(indikator: Indikator, sekretariat: Bruger) -> None:
    meld(byg_aar(indikator, 2021, tekst="Kendskabet i efteråret"), 43, Tilstand.GODKENDT)
    ny = byg_maal(byg_kontrakt(fra_aar=2023, maal=0), 2)
    byg_punkt(ny, 3, indikator=indikator, tekst="Kendskabet om foråret")

    side = log_in(sekretariat).get(KENDSKAB).content.decode()

    assert "Mål 1.1 i 2021" in side
    assert "Mål 2.3 i 2023" in side
    assert udvikling.INGEN_KONTRAKT in side
    assert "Kan være opgjort anderledes end i 2021-kontrakten. Ændret: ordlyden." in side
    assert side.count('role="img"') == 2  # for a desk and for a phone
    assert 'href="/kontrakter/nordjylland-2023/#maal-2"' in side


def test_words_of_a_person_stay_words(sekretariat: Bruger) -> None:
    indikator = Indikator.objects.create(noegle="kendskab", titel=OND)
    byg_aar(indikator, 2021, tekst=OND, metode=OND)

    side = log_in(sekretariat).get(KENDSKAB).content.decode()

    assert "<script>alert" not in side
    assert f"{OND}, Erhvervshus Nordjylland</title><desc" in unescape(side)


def test_maalepunkt_in_two_goals_is_followed_once_and_the_other_is_named(
    indikator: Indikator, sekretariat: Bruger
) -> None:
    punkt = byg_aar(indikator, 2021, maaltal=45)
    byg_punkt(byg_maal(punkt.maal.kontrakt, 2), 4, maaltal=60, indikator=indikator)

    side = log_in(sekretariat).get(KENDSKAB).content.decode()

    assert "Det samme måles også i mål 2.4" in side
    assert "mindst 60" not in side


def test_unknown_house_indicator_and_another_s_house_are_not_found(
    indikator: Indikator, sekretariat: Bruger, fremmed_sekretariat: Bruger
) -> None:
    byg_aar(indikator, 2021)

    for adresse in (KENDSKAB.replace("nordjylland", "x"), KENDSKAB.replace("kendskab", "x")):
        assert log_in(sekretariat).get(adresse).status_code == 404
    assert log_in(fremmed_sekretariat).get(KENDSKAB).status_code == 404
    assert log_in(fremmed_sekretariat).get(f"{KENDSKAB}excel/").status_code == 404


def test_log_in_is_asked_for() -> None:
    assert Client().get(KENDSKAB).headers["Location"] == f"/log-ind/?next={KENDSKAB}"


@pytest.mark.parametrize("aar", [1, 3])
def test_queries_do_not_grow_with_the_years(
    aar: int, indikator: Indikator, sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for et_aar in range(2021, 2021 + aar):
        punkt = byg_aar(indikator, et_aar)
        meld(punkt, 43, Tilstand.INDSENDT)
        meld(punkt, 43, Tilstand.GODKENDT, slags=Slags.FORELOEBIG)
    klient = log_in(sekretariat)

    with django_assert_num_queries(14):
        klient.get(KENDSKAB)
    with django_assert_num_queries(3):
        klient.get(URL)


def test_workbook_has_the_years_of_the_page_and_is_logged(indikator: Indikator, sekretariat: Bruger) -> None:
    punkt = byg_aar(indikator, 2021, enhed=Enhed.NPS, segmentering=Segmentering.HVER, maaltal=70)
    rapport = byg_afrapportering(punkt.maal.kontrakt)
    udfyld(rapport, punkt, {Segment.DRIFT: 68, Segment.VAEKST: 84})
    byg_aar(indikator, 2023, enhed=Enhed.NPS)

    svar = log_in(sekretariat).get(f"{KENDSKAB}excel/")

    ark = load_workbook(BytesIO(svar.getvalue())).active
    assert ark is not None
    assert [list(raekke[:10]) for raekke in ark.iter_rows(min_row=4, values_only=True)] == [
        [2021, "Drift", "mindst 70", 70, None, 68, "NPS", None, "Ikke opfyldt", "Foreløbigt"],
        [2021, "Vækst", "mindst 70", 70, None, 84, "NPS", None, "Opfyldt", "Foreløbigt"],
        [2022, None, "–", None, None, None, None, udvikling.INGEN_KONTRAKT, None, None],
        [2023, "Alle", "mindst 80", 80, None, None, "NPS", udvikling.IKKE_AFRAPPORTERET, None, None],
    ]
    assert Haendelse.objects.latest("pk").genstand == "Kendskab til erhvervshuset, Erhvervshus Nordjylland"
    assert 'filename="nordjylland-kendskab-2021-2023.xlsx"' in svar.headers["Content-Disposition"]


def test_contract_and_report_lead_to_the_years_of_what_can_be_followed(
    indikator: Indikator, sekretariat: Bruger
) -> None:
    punkt = byg_aar(indikator, 2021)
    byg_punkt(punkt.maal, 2)
    rapport = byg_afrapportering(punkt.maal.kontrakt)
    klient = log_in(sekretariat)
    slug = punkt.maal.kontrakt.slug
    sider = [reverse("rapporter:kontrakt", args=[slug]), reverse("maal:afrapportering", args=[slug, rapport.pk])]

    for adresse in sider:
        assert klient.get(adresse).content.decode().count(f'href="{KENDSKAB}"') == 1
    gaa_til(rapport, Tilstand.GODKENDT)
    assert klient.get(sider[1]).content.decode().count(f'href="{KENDSKAB}"') == 1


def test_damaged_report_is_named_in_its_year_and_the_others_are_shown(
    indikator: Indikator, sekretariat: Bruger, caplog: pytest.LogCaptureFixture
) -> None:
    meld(byg_aar(indikator, 2021), 43, Tilstand.GODKENDT)
    meld(byg_aar(indikator, 2022), 44, Tilstand.GODKENDT)
    fjern(connection)
    Oejebliksbillede.objects.filter(afrapportering__aar=2021).update(sha256="0" * 64)

    assert resultater(sekretariat) == {2021: [udvikling.BESKADIGET], 2022: ["44 %"]}
    assert "Afrapportering" in caplog.text
    caplog.clear()
