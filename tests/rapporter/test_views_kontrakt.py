"""The contract page as a page: access, what is written, how many queries."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.noegler import gem_noegle
from kontrakt.models import (
    Bruger,
    Indsatsomraade,
    Kommune,
    Kommunetype,
    Kontrakt,
    Kontrakttilstand,
    Part,
    Rolle,
    Underskrift,
)
from maal.models import Maalepunkt
from maal.typer import Aendring, Enhed, Segment, Segmentering, Tilstand, Vurdering
from tests.byggere import (
    byg_afrapportering,
    byg_bruger,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    udfyld,
)

pytestmark = pytest.mark.django_db


def hent(bruger: Bruger, kontrakt: Kontrakt) -> str:
    """The page as text without doubled spaces."""
    client = Client()
    client.force_login(bruger)
    svar = client.get(reverse("rapporter:kontrakt", args=[kontrakt.slug]))
    assert svar.status_code == 200
    return " ".join(unescape(svar.content.decode()).split())


def test_log_in_is_asked_for_and_leads_back() -> None:
    svar = Client().get(reverse("rapporter:kontrakt", args=[byg_kontrakt(maal=0).slug]))

    assert svar.headers["Location"] == "/log-ind/?next=/kontrakter/nordjylland-2021/"


@pytest.mark.parametrize(
    ("person", "vedtaget", "udkast"),
    [
        ("administrator", 200, 200),
        ("sekretariat", 200, 200),
        ("direktoer", 200, 200),
        ("laeser", 200, 404),
        ("fremmed_sekretariat", 404, 404),
        ("fremmed_direktoer", 404, 404),
    ],
)
def test_contract_of_another_organisation_is_not_found_nor_a_draft_for_a_reader(
    person: str, vedtaget: int, udkast: int, request: pytest.FixtureRequest
) -> None:
    client = Client()
    client.force_login(request.getfixturevalue(person))
    kontrakter = (byg_kontrakt(maal=0), byg_kontrakt(fra_aar=2022, maal=0, tilstand=Kontrakttilstand.UDKAST))

    svar = [client.get(f"/kontrakter/{kontrakt.slug}/").status_code for kontrakt in kontrakter]

    assert svar == [vedtaget, udkast]


def test_address_without_a_contract_is_not_found(administrator: Bruger) -> None:
    client = Client()
    client.force_login(administrator)

    assert client.get("/kontrakter/nordjylland-2099/").status_code == 404


@pytest.mark.parametrize(
    ("person", "kan_starte"), [("administrator", True), ("sekretariat", True), ("direktoer", True), ("laeser", False)]
)
def test_report_can_be_started_by_those_who_may_report(
    person: str, kan_starte: bool, request: pytest.FixtureRequest
) -> None:
    side = hent(request.getfixturevalue(person), byg_kontrakt(maal=1))

    assert ('href="/kontrakter/nordjylland-2021/afrapportering/ny/">Start ny afrapportering</a>' in side) == kan_starte


def test_draft_is_marked_and_cannot_be_reported_on(sekretariat: Bruger) -> None:
    side = hent(sekretariat, byg_kontrakt(maal=1, tilstand=Kontrakttilstand.UDKAST))

    assert "Kontrakten er ikke vedtaget." in side
    assert "Udkast – ikke underskrevet." in side
    assert "Start ny afrapportering" not in side


def test_page_tells_parties_framework_dates_frequency_and_source(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(
        maal=0,
        vedtaget_dato=date(2021, 1, 8),
        traeder_i_kraft=date(2021, 1, 1),
        kilde="Bilag 1.\n\nMål 1 er ulæseligt.",
    )

    side = hent(sekretariat, kontrakt)

    for navn, vaerdi in {
        "Parter": "KKR Nordjylland og Erhvervshus Nordjylland",
        "Periode": "2021",
        "Tilstand": "Vedtaget 8. januar 2021",
        "Træder i kraft": "1. januar 2021",
        "Rammeaftale": "Aftale om rammerne for erhvervshuse 2021-2023",
        "Afrapporteres": "Årligt",
    }.items():
        assert f'<th scope="row">{navn}</th><td>{vaerdi}</td>' in side
    assert "<p>Bilag 1.</p><p>Mål 1 er ulæseligt.</p>" in side


def test_goal_is_told_with_target_method_result_and_verdict(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    maal = byg_maal(kontrakt, 3, titel="Tilfredshed", nationalt_maal=byg_nationalt_maal())
    punkt = byg_punkt(maal, 1, segmentering=Segmentering.HVER, metode="Spørges.", opgoeres_af="Erhvervsstyrelsen")
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt, {Segment.DRIFT: 75, Segment.VAEKST: 81})

    side = hent(sekretariat, kontrakt)

    assert '<h3 id="maal-3">Mål 3: Tilfredshed</h3>' in side
    assert "Nationalt mål" in side
    assert "Gælder drift og vækst hver for sig" in side
    assert "<p>Spørges.</p> <p>Opgøres af Erhvervsstyrelsen.</p>" in side
    assert '<td data-title="Måltal 2021"> <span class="d-block">mindst 80 %</span> </td>' in side
    assert '<span class="d-block">Drift: 75 %</span><span class="d-block">Vækst: 81 %</span>' in side
    assert "Delvist opfyldt" in side
    assert "fra foreløbig afrapportering 2021 pr. 13. oktober 2021, som er en kladde. De er foreløbige." in side


def test_goal_that_awaits_refers_or_is_set_aside_says_so(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=4)
    afventer, henviser, tilsidesat, _ = Maalepunkt.objects.order_by("maal__nummer")
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, afventer, afventer="Danmarks Statistik")
    udfyld(rapport, henviser, henviser_til=kontrakt.maal.get(nummer=4))
    udfyld(rapport, tilsidesat, 79, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Afrundes til 80.")

    side = hent(sekretariat, kontrakt)

    assert "Afventer Danmarks Statistik" in side
    assert '<a href="#maal-4">Se mål 4</a>' in side
    assert "Tilsidesat. Beregnet: ikke opfyldt" in side


def test_years_without_a_target_are_told_apart_and_a_part_names_its_whole(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(til_aar=2022, maal=0)
    maal = byg_maal(kontrakt, 1)
    byg_punkt(maal, 2, enhed=Enhed.KVALITATIV, del_af=byg_punkt(maal, 1, aar=2023))

    side = hent(sekretariat, kontrakt)

    assert 'Måltal 2023<span class="note">efter kontrakten</span>' in side
    assert '<span class="note">Del af 1.1</span>' in side
    assert [side.count(ord_) for ord_ in ("> Uden måltal <", "> Vurderes kvalitativt <", "> – <")] == [2, 2, 1]


def byg_noegle(kontrakt: Kontrakt, i_alt: int) -> None:
    """A key over two municipalities that pay 10 and 30."""
    kommuner = [
        Kommune.objects.create(
            kode=kode, navn=navn, erhvervshus=kontrakt.erhvervshus, type=Kommunetype.LAND, region="Nordjylland"
        )
        for kode, navn in (("0825", "Læsø"), ("0851", "Aalborg"))
    ]
    gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=i_alt, bidrag=dict(zip(kommuner, (10, 30), strict=True)))


def test_municipality_of_the_key_leads_only_to_a_page_that_the_user_may_see() -> None:
    kontrakt = byg_kontrakt(maal=0)
    byg_noegle(kontrakt, 40)

    side = hent(byg_bruger(Rolle.LAESER, kommune=Kommune.objects.get(kode="0825")), kontrakt)

    assert '<th scope="row"><a href="/kommuner/0825/">Læsø</a></th>' in side
    assert '<th scope="row">Aalborg</th>' in side


def test_funding_key_is_told_with_share_sum_printed_total_and_difference(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(til_aar=2022, maal=0)
    byg_noegle(kontrakt, 41)

    side = hent(sekretariat, kontrakt)

    laesoe = '<a href="/kommuner/0825/">Læsø</a>'
    assert f'<tr><th scope="row">{laesoe}</th><td class="tal">10</td><td class="tal">25,0 %</td></tr>' in side
    aalborg = '<a href="/kommuner/0851/">Aalborg</a>'
    assert f'<tr><th scope="row">{aalborg}</th><td class="tal">30</td><td class="tal">75,0 %</td></tr>' in side
    assert '<th scope="row">Sum af bidrag</th><td class="tal">40</td>' in side
    assert '<th scope="row">Trykt total</th><td class="tal">41</td>' in side
    assert (
        "2021: Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr."
        in side
    )
    assert "Nøgle for 2022 mangler endnu." in side


def test_contract_without_key_signatures_and_reports_says_so(sekretariat: Bruger) -> None:
    side = hent(sekretariat, byg_kontrakt(maal=0))

    assert "Der er ikke indlæst en fordelingsnøgle til kontrakten." in side
    assert "Der er ikke indlæst underskrifter til kontrakten." in side
    assert "Der er ingen afrapportering på kontrakten endnu." in side


def test_signature_is_told_with_and_without_a_date(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    Underskrift.objects.create(kontrakt=kontrakt, part=Part.KKR, navn="A", titel="Formand")
    Underskrift.objects.create(
        kontrakt=kontrakt, part=Part.ERHVERVSHUS, navn="B", titel="Formand", dato=date(2021, 1, 9)
    )

    side = hent(sekretariat, kontrakt)

    nord = '<th scope="row">{}</th><td>{}, Formand<span class="note">{}</span></td>'
    assert nord.format("KKR Nordjylland", "A", "Datoen er ikke oplyst") in side
    assert nord.format("Erhvervshus Nordjylland", "B", "9. januar 2021") in side


def test_focus_areas_stand_under_the_contracts_headings(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=1, titel="ESG", afsnit="6. Fokus", beskrivelse="Grønt.")

    assert "<h3>6. Fokus</h3>" in hent(sekretariat, kontrakt)
    assert "<dt>1. ESG</dt> <dd><p>Grønt.</p></dd>" in hent(sekretariat, kontrakt)


def test_changes_since_the_previous_contract_are_told_with_a_link_to_it(sekretariat: Bruger) -> None:
    forrige = byg_kontrakt(maal=2)
    ny = byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)
    byg_maal(ny, 1, titel="Nyt navn", forgaenger=forrige.maal.get(nummer=1), aendring=Aendring.JUSTERET)

    side = hent(sekretariat, ny)

    assert side.count('<a href="/kontrakter/nordjylland-2021/">Resultatkontrakt 2021</a>') == 2
    assert '<th scope="row">Nyt navn<span class="note">Før: Mål med nummer 1</span></th>' in side
    assert "<td>Justeret</td>" in side
    assert "<td>Udgået</td>" in side
    assert "Videreført" not in side


def test_reports_are_listed_with_links_to_the_page_and_to_excel(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    rapport = byg_afrapportering(kontrakt, frist=date(2021, 11, 1), tilstand=Tilstand.INDSENDT)

    side = hent(sekretariat, kontrakt)

    assert f'<a href="{reverse("maal:afrapportering", args=[kontrakt.slug, rapport.pk])}">Foreløbig 2021' in side
    assert f'<a href="{reverse("rapporter:aarsrapport", args=[kontrakt.slug, rapport.pk])}">Hent Excel' in side
    assert '<td data-title="Frist">1. november 2021</td>' in side
    assert '<td data-title="Tilstand">Indsendt <a' in side
    assert "som er en kladde" not in side


@pytest.mark.parametrize("antal", [7, 70])
@pytest.mark.parametrize(
    ("rolle", "tilstand", "forespoergsler"),
    [
        ("administrator", Tilstand.INDSENDT, 13),
        ("sekretariat", Tilstand.INDSENDT, 13),
        ("direktoer", Tilstand.INDSENDT, 13),
        ("direktoer", Tilstand.GODKENDT, 11),  # the newest report comes whole from its picture
        ("laeser", Tilstand.GODKENDT, 11),
    ],
)
def test_queries_do_not_grow_with_the_goals(
    antal: int,
    rolle: str,
    tilstand: Tilstand,
    forespoergsler: int,
    request: pytest.FixtureRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client()
    client.force_login(request.getfixturevalue(rolle))
    kontrakt = byg_kontrakt(fra_aar=2022, maal=antal, punkter=2, omraader=antal, forgaenger=byg_kontrakt(maal=antal))
    for dag in (30, 31):
        byg_afrapportering(kontrakt, pr_dato=date(2022, 12, dag), tilstand=tilstand)

    with django_assert_num_queries(forespoergsler):
        svar = client.get(f"/kontrakter/{kontrakt.slug}/")

    assert len(svar.context["side"].maal) == antal
