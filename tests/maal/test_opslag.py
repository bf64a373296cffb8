"""Fetching reports: who may, and a report as plain data with its verdicts."""

from decimal import Decimal

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Kontrakttilstand
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import hent_afrapportering, hent_taellinger, udtraek_af
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_nationalt_maal, byg_punkt, udfyld

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hvem", ["sekretariat", "direktoer", "administrator"])
def test_hent_afrapportering_finds_a_draft_for_who_works_on_it(hvem: str, request: pytest.FixtureRequest) -> None:
    rapport = byg_afrapportering(byg_kontrakt())

    assert hent_afrapportering(request.getfixturevalue(hvem), "nordjylland-2021", rapport.pk) == rapport


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT, Tilstand.GODKENDT])
@pytest.mark.parametrize("hvem", ["fremmed_sekretariat", "fremmed_direktoer"])
def test_hent_afrapportering_is_404_for_another_organisation(
    hvem: str, tilstand: Tilstand, request: pytest.FixtureRequest
) -> None:
    rapport = byg_afrapportering(byg_kontrakt(), tilstand=tilstand)

    with pytest.raises(Http404):
        hent_afrapportering(request.getfixturevalue(hvem), "nordjylland-2021", rapport.pk)


def test_hent_afrapportering_gives_a_reader_approved_reports_on_agreed_contracts_only(laeser: Bruger) -> None:
    vedtaget = byg_kontrakt()
    godkendt = byg_afrapportering(vedtaget, tilstand=Tilstand.GODKENDT)
    indsendt = byg_afrapportering(vedtaget, slags=Slags.HALVAARLIG, tilstand=Tilstand.INDSENDT)
    udkast = byg_kontrakt("midtjylland")
    paa_udkast = byg_afrapportering(udkast, tilstand=Tilstand.GODKENDT)
    udkast.tilstand = Kontrakttilstand.UDKAST
    udkast.save()

    assert hent_afrapportering(laeser, vedtaget.slug, godkendt.pk) == godkendt
    for rapport in (indsendt, paa_udkast):
        with pytest.raises(Http404):
            hent_afrapportering(laeser, rapport.kontrakt.slug, rapport.pk)


def test_hent_afrapportering_is_404_at_another_contracts_address(administrator: Bruger) -> None:
    rapport = byg_afrapportering(byg_kontrakt())
    byg_kontrakt("midtjylland")

    with pytest.raises(Http404):
        hent_afrapportering(administrator, "midtjylland-2021", rapport.pk)


@pytest.mark.parametrize("antal", [7, 70])
def test_udtraek_takes_the_same_queries_however_many_goals(
    antal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    byg_afrapportering(byg_kontrakt(maal=antal, omraader=3))
    rapport = Afrapportering.objects.select_related("kontrakt__erhvervshus__kkr").get()

    with django_assert_num_queries(7):
        udtraek = udtraek_af(rapport)

    assert len(udtraek.punkter) == antal


@pytest.mark.parametrize("antal", [7, 70])
def test_hent_taellinger_counts_as_udtraek_does_in_the_same_queries_whatever_the_size(
    antal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for hus in ("nordjylland", "midtjylland"):
        rapport = byg_afrapportering(byg_kontrakt(hus, maal=antal))
        udfyld(rapport, Maalepunkt.objects.filter(maal__kontrakt=rapport.kontrakt)[0], 80)
    noegler = [rapport.pk for rapport in Afrapportering.objects.all()]

    with django_assert_num_queries(6):
        taellinger = hent_taellinger(noegler)

    assert taellinger == {rapport.pk: udtraek_af(rapport).taelling for rapport in Afrapportering.objects.all()}
    assert [taelling[Vurdering.MANGLER] for taelling in taellinger.values()] == [antal - 1, antal - 1]


def test_udtraek_names_parties_and_goals_in_the_contracts_order() -> None:
    kontrakt = byg_kontrakt(maal=0, omraader=2)
    byg_punkt(byg_maal(kontrakt, 10))
    andet = byg_maal(kontrakt, 2, nationalt_maal=byg_nationalt_maal())
    byg_punkt(andet, 2, del_af=byg_punkt(andet, 1))

    udtraek = udtraek_af(byg_afrapportering(kontrakt))

    assert (udtraek.erhvervshus, udtraek.kkr, udtraek.kontrakt) == (
        "Erhvervshus Nordjylland",
        "KKR Nordjylland",
        "Resultatkontrakt 2021",
    )
    assert [punkt.betegnelse for punkt in udtraek.punkter] == ["2.1", "2.2", "10.1"]
    assert [(maal.nummer, maal.er_nationalt) for maal in udtraek.maal] == [(2, True), (10, False)]
    assert [punkt.del_af for punkt in udtraek.punkter] == [None, 1, None]
    assert [indsats.nummer for indsats in udtraek.indsatser] == [1, 2]


def test_udtraek_judges_each_segment_and_the_maalepunkt_as_a_whole() -> None:
    kontrakt = byg_kontrakt(maal=0)
    punkt = byg_punkt(byg_maal(kontrakt), segmentering=Segmentering.HVER)
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt, {Segment.DRIFT: 75, Segment.VAEKST: 81})

    (et_punkt,) = udtraek_af(rapport).punkter

    assert [(s.segment, s.maaltal, s.resultat, s.vurdering) for s in et_punkt.segmenter] == [
        (Segment.DRIFT, Decimal(80), Decimal(75), Vurdering.IKKE_OPFYLDT),
        (Segment.VAEKST, Decimal(80), Decimal(81), Vurdering.OPFYLDT),
    ]
    assert et_punkt.vurdering == Vurdering.DELVIST_OPFYLDT


def test_udtraek_shows_the_computed_verdict_beside_the_one_that_set_it_aside() -> None:
    kontrakt = byg_kontrakt(maal=1)
    punkt = Maalepunkt.objects.get()
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt, 79, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Afrundet")

    udtraek = udtraek_af(rapport)

    (et_punkt,) = udtraek.punkter
    assert (et_punkt.beregnet, et_punkt.tilsidesat, et_punkt.vurdering, et_punkt.begrundelse) == (
        Vurdering.IKKE_OPFYLDT,
        Vurdering.OPFYLDT,
        Vurdering.OPFYLDT,
        "Afrundet",
    )
    assert udtraek.maal[0].vurdering == Vurdering.OPFYLDT


def test_udtraek_lets_a_reference_take_the_other_goals_verdict() -> None:
    kontrakt = byg_kontrakt(maal=2)
    rapport = byg_afrapportering(kontrakt)
    foerste, andet = kontrakt.maal.order_by("nummer")
    udfyld(rapport, foerste.maalepunkter.get(), henviser_til=andet)
    udfyld(rapport, andet.maalepunkter.get(), 79)

    udtraek = udtraek_af(rapport)

    assert [(p.henviser_til, p.vurdering) for p in udtraek.punkter] == [
        (2, Vurdering.IKKE_OPFYLDT),
        (None, Vurdering.IKKE_OPFYLDT),
    ]


def test_udtraek_of_a_growing_count_says_what_was_expected_by_the_date() -> None:
    kontrakt = byg_kontrakt(maal=0)
    punkt = byg_punkt(byg_maal(kontrakt), enhed=Enhed.ANTAL, opgoerelse=Opgoerelse.AKKUMULERET, maaltal=600)
    undervejs = byg_afrapportering(kontrakt)
    endelig = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    for rapport in (undervejs, endelig):
        udfyld(rapport, punkt, 555)

    (foer,), (efter,) = (udtraek_af(rapport).punkter for rapport in (undervejs, endelig))

    assert foer.segmenter[0].forventet == Decimal(600) * 286 / 365
    assert (foer.vurdering, efter.vurdering) == (Vurdering.PAA_VEJ, Vurdering.IKKE_OPFYLDT)
    assert efter.segmenter[0].forventet is None


def test_udtraek_uses_the_target_of_the_reports_year_and_shows_a_result_without_one() -> None:
    kontrakt = byg_kontrakt(maal=0, til_aar=2022)
    punkt = byg_punkt(byg_maal(kontrakt), maaltal=55, aar=2021)
    rapport = byg_afrapportering(kontrakt, aar=2022)
    udfyld(rapport, punkt, 60)

    (et_punkt,) = udtraek_af(rapport).punkter

    assert (et_punkt.segmenter[0].maaltal, et_punkt.segmenter[0].resultat) == (None, Decimal(60))
    assert et_punkt.vurdering == Vurdering.UDEN_MAALTAL


def test_udtraek_carries_the_band_of_a_target() -> None:
    kontrakt = byg_kontrakt(maal=0)
    byg_punkt(byg_maal(kontrakt), enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10)

    (punkt,) = udtraek_af(byg_afrapportering(kontrakt)).punkter

    assert (punkt.krav, punkt.segmenter[0].tolerance) == (Krav.INDEN_FOR, Decimal(10))


def test_udtraek_counts_every_verdict_and_names_what_is_missing() -> None:
    kontrakt = byg_kontrakt(maal=3)
    rapport = byg_afrapportering(kontrakt)
    foerste, andet, _ = Maalepunkt.objects.order_by("maal__nummer")
    udfyld(rapport, foerste, 80)
    udfyld(rapport, andet, afventer="Erhvervsstyrelsen")

    udtraek = udtraek_af(rapport)

    assert list(udtraek.taelling) == list(Vurdering)
    assert {vurdering: antal for vurdering, antal in udtraek.taelling.items() if antal} == {
        Vurdering.OPFYLDT: 1,
        Vurdering.AFVENTER: 1,
        Vurdering.MANGLER: 1,
    }
    assert [punkt.anker for punkt in udtraek.mangler] == ["maalepunkt-3-1"]


def test_udtraek_says_who_saved_last(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=2)
    rapport = byg_afrapportering(kontrakt)
    foerste, andet = Maalepunkt.objects.order_by("maal__nummer")
    assert udtraek_af(rapport).senest is None
    udfyld(rapport, andet, 70)
    udfyld(rapport, foerste, 80, bruger=sekretariat)

    senest = udtraek_af(Afrapportering.objects.get()).senest

    assert senest is not None
    assert (senest.id, senest.opdateret_af) == (foerste.pk, "sekretariat-nordjylland")
