"""One municipality's page: who sees it, what it pays and gets, its house's verdicts, how many queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kommuner.models import Folketal
from kommuner.typer import Niveau
from kontrakt.models import Bruger, Kontrakttilstand, Rolle
from maal.models import Maalepunkt
from maal.typer import Slags, Tilstand, Vurdering
from rapporter.kommune import Kommuneside
from tests.byggere import byg_afrapportering, byg_bruger, byg_kommune, byg_kontrakt, udfyld
from tests.rapporter.kommuneverden import (
    byg_endelig,
    byg_forloeb,
    byg_kommuner,
    byg_noegle,
    byg_punkt_2021,
    log_in,
)
from tests.rapporter.spredningsverden import byg_spredningspunkt

pytestmark = pytest.mark.django_db

LAESOE = "/kommuner/0825/"
ENDELIG = date(2021, 12, 31)


@pytest.fixture(autouse=True)
def kommuner(db: None) -> None:
    """The three of Nordjylland."""
    byg_kommuner()


def side(bruger: Bruger, adresse: str = LAESOE) -> Kommuneside:
    """What the page is made of."""
    fundet: Kommuneside = log_in(bruger).get(adresse).context["side"]
    return fundet


def html(bruger: Bruger, adresse: str = LAESOE) -> str:
    """The page."""
    return log_in(bruger).get(adresse).content.decode()


@pytest.mark.parametrize(
    ("hvem", "svar"),
    [
        ("sekretariat", 200),
        ("direktoer", 200),
        ("administrator", 200),
        ("laeser", 200),
        ("fremmed_sekretariat", 404),
        ("fremmed_direktoer", 404),
    ],
)
@pytest.mark.parametrize("hvad", ["", "excel/"])
def test_municipality_is_found_by_its_parties_and_national_readers(
    hvem: str, svar: int, hvad: str, request: pytest.FixtureRequest
) -> None:
    assert log_in(request.getfixturevalue(hvem)).get(LAESOE + hvad).status_code == svar


@pytest.mark.parametrize(("kode", "svar"), [("0825", 200), ("0851", 404), ("0999", 404), ("825", 404)])
def test_municipality_finds_itself_and_no_other(kode: str, svar: int) -> None:
    client = log_in(byg_bruger(Rolle.LAESER, kommune=byg_kommune("0825")))

    assert client.get(f"/kommuner/{kode}/").status_code == svar


def test_log_in_is_asked_for_and_leads_back() -> None:
    assert Client().get(LAESOE).headers["Location"] == "/log-ind/?next=/kommuner/0825/"


def test_page_says_whose_it_is_and_how_many_live_there(sekretariat: Bruger) -> None:
    tekst = html(sekretariat)

    assert "<h1>Læsø</h1>" in tekst
    assert "Landkommune i KKR Nordjylland, betjent af Erhvervshus Nordjylland" in tekst
    assert "1.000 indbyggere 1. januar 2022." in tekst
    assert "Danmarks Statistik, FOLK1A" in tekst


def test_page_without_anything_says_what_is_missing(sekretariat: Bruger) -> None:
    Folketal.objects.all().delete()
    tekst = html(sekretariat)

    assert "Der er ingen fordelingsnøgle med kommunen endnu." in tekst
    assert "Der er ingen vejledningstal for kommunen, som du kan se, endnu." in tekst
    assert "Der er ingen afrapportering fra huset, som du kan se, endnu." in tekst
    assert "Geografisk spredning" not in tekst


def test_contributions_come_by_year_with_share_and_change_from_the_key_before(sekretariat: Bruger) -> None:
    for aar, beloeb in ((2021, 80), (2023, 100)):
        byg_noegle(byg_kontrakt(fra_aar=aar, maal=0), aar, Læsø=beloeb)

    nyt, gammelt = side(sekretariat).bidrag

    assert (nyt.aar, nyt.kroner, nyt.pr_indbygger) == (2023, 100_000, Decimal(100))
    assert round(nyt.andel, 4) == Decimal("9.8039")  # 100 of 1.020
    assert (nyt.aendring, nyt.aendring_procent) == (20_000, Decimal(25))
    assert (gammelt.aar, gammelt.kroner, gammelt.andel, gammelt.aendring) == (2021, 80_000, Decimal(8), None)
    assert "fra 2021" in html(sekretariat)


def test_change_is_from_an_earlier_year_where_contracts_overlap(sekretariat: Bruger) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021, Læsø=80)
    byg_noegle(byg_kontrakt(fra_aar=2022, til_aar=2023, maal=0), 2023, Læsø=90)
    byg_noegle(byg_kontrakt(fra_aar=2023, maal=0, tilstand=Kontrakttilstand.UDKAST), 2023, Læsø=100)

    assert [(et.aar, et.aendring) for et in side(sekretariat).bidrag] == [(2023, 20_000), (2023, 10_000), (2021, None)]


def test_population_of_a_key_is_that_of_the_year_before(sekretariat: Bruger) -> None:
    Folketal.objects.filter(aar=2021).update(antal=1)
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021)

    assert [et.folketal for et in side(sekretariat).bidrag] == [1_000]


def test_contribution_without_population_has_no_amount_per_inhabitant(sekretariat: Bruger) -> None:
    Folketal.objects.all().delete()
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021)

    assert [et.pr_indbygger for et in side(sekretariat).bidrag] == [None]
    assert '<td class="tal">–</td>' in html(sekretariat)


def test_key_of_a_contract_that_is_a_draft_is_marked_to_parties_and_hidden_from_readers(
    sekretariat: Bruger, laeser: Bruger
) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0, tilstand=Kontrakttilstand.UDKAST), 2021)

    assert '<span class="badge badge-warning">Udkast</span>' in html(sekretariat)
    assert side(laeser).bidrag == ()


def test_guidance_is_the_newest_count_of_each_year_with_what_is_not_counted_said(sekretariat: Bruger) -> None:
    byg_forloeb(date(2020, 12, 31), 1, 2, 3)
    byg_forloeb(date(2021, 6, 30), 9, 9, 9)
    byg_forloeb(ENDELIG, 20, 8, 72, kollektive=30)

    nyt, gammelt = side(sekretariat).vejledning

    assert (nyt.pr_dato, gammelt.pr_dato) == (ENDELIG, date(2020, 12, 31))
    assert dict(nyt.antal) == {
        "vaekst": 8,
        "drift": None,
        "korte_forloeb": None,
        "early_warning": None,
        "kollektive": 30,
        "henvisninger": None,
    }
    assert nyt.raekke.individuelle == 8  # never with participants
    assert (nyt.pr_tusinde, nyt.andel_forloeb, nyt.andel_folketal) == (Decimal(8), Decimal(8), Decimal(10))
    assert '<td class="tal">ikke opgjort</td>' in html(sekretariat)


def test_count_without_individual_courses_has_no_shares(sekretariat: Bruger) -> None:
    tal = byg_forloeb(ENDELIG, 1, 1, 1, kollektive=4)
    tal.vejledninger.update(vaekst=None)

    (et_aar,) = side(sekretariat).vejledning

    assert (et_aar.raekke.individuelle, et_aar.pr_tusinde, et_aar.andel_forloeb) == (None, None, None)


@pytest.mark.parametrize(
    ("forloeb", "ord_"),
    [
        (8, "Under spændet, inviter til dialog"),
        (9, "Inden for spændet"),
        (11, "Inden for spændet"),
        (12, "Over spændet"),
    ],
)
def test_spread_is_judged_against_the_municipalitys_part_of_the_contracts_target(
    sekretariat: Bruger, forloeb: int, ord_: str
) -> None:
    byg_punkt_2021()
    byg_forloeb(ENDELIG, 20, forloeb, 70)

    ((et_aar, plads),) = side(sekretariat).pladser

    assert (et_aar.aar, plads.krav.betegnelse, plads.i_ord) == (2021, "7.1", ord_)
    assert plads.post is not None
    assert (plads.post.maaltal, plads.post.nedre, plads.post.oevre) == (Decimal(10), Decimal(9), Decimal(11))
    assert 'href="/vejledning/nordjylland/2021-12-31/spredning/">Hele området' in html(sekretariat)


def test_spread_of_a_year_that_is_not_over_is_judged_by_the_part_that_is(sekretariat: Bruger) -> None:
    byg_punkt_2021()
    byg_forloeb(date(2021, 6, 30), 10, 5, 35)  # day 181: at least 9 × 181 ÷ 365

    ((_, plads),) = side(sekretariat).pladser

    assert plads.i_ord == "Inden for spændet indtil nu"
    assert "nu mindst 4,5" in html(sekretariat)


def test_spread_of_groups_names_the_group_that_the_municipality_is_in(sekretariat: Bruger) -> None:
    byg_spredningspunkt("nordjylland", niveau=Niveau.BY_LAND, total=100, fra_aar=2021)
    byg_forloeb(ENDELIG, 20, 8, 70)

    ((_, plads),) = side(sekretariat).pladser

    assert plads.i_ord == "Landkommuner: under spændet, inviter til dialog"
    assert "Landkommuner under ét" in html(sekretariat)


def test_spread_that_cannot_be_computed_says_why(sekretariat: Bruger) -> None:
    byg_punkt_2021()
    byg_forloeb(ENDELIG, 20, 8, 70)
    Folketal.objects.filter(kommune__kode="0851", aar=2020).delete()

    ((_, plads),) = side(sekretariat).pladser

    assert plads.i_ord == "Folketal 1. januar 2020 mangler for Aalborg."
    assert side(sekretariat).vejledning[0].andel_folketal is None


def test_demand_of_a_contract_of_another_year_or_house_judges_nothing(sekretariat: Bruger) -> None:
    byg_spredningspunkt("nordjylland", total=100, fra_aar=2022)
    byg_spredningspunkt("sjaelland", total=100, fra_aar=2021)
    byg_forloeb(ENDELIG, 20, 8, 70)

    assert side(sekretariat).pladser == ()


def test_house_is_shown_by_its_newest_approved_report_of_each_year_and_the_one_under_way(
    sekretariat: Bruger, laeser: Bruger
) -> None:
    kontrakt = byg_kontrakt(maal=2)
    halv = byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30))
    udfyld(halv, Maalepunkt.objects.get(maal__nummer=1), 80)
    godkendt = byg_afrapportering(kontrakt, slags=Slags.HALVAARLIG, pr_dato=date(2021, 7, 1), tilstand=Tilstand.SENDT)
    kladde = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)

    def rapporter(bruger: Bruger) -> list[tuple[int, object]]:
        return [(rapport.id, rapport.vurderinger) for rapport in side(bruger).rapporter]

    optalt = (godkendt.pk, ((Vurdering.MANGLER, 2),))
    assert rapporter(sekretariat) == [(kladde.pk, ()), optalt]
    assert rapporter(laeser) == [optalt]
    assert f'href="/kontrakter/nordjylland-2021/afrapportering/{godkendt.pk}/">Halvårlig 2021</a>' in html(laeser)


def test_reader_sees_no_count_that_no_approved_report_rests_on(laeser: Bruger) -> None:
    punkt = byg_punkt_2021()
    byg_endelig(punkt, byg_forloeb(ENDELIG, 20, 8, 70), Tilstand.INDSENDT)
    byg_forloeb(date(2022, 6, 30), 1, 2, 3)

    assert side(laeser).vejledning == ()


def test_excel_is_offered(sekretariat: Bruger) -> None:
    assert f'href="{reverse("rapporter:kommune_excel", args=["0825"])}"' in html(sekretariat)
