"""A contract's rule of spread, a report's spread with its reasons, and the counts to choose from; in fixed queries."""

import datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledning
from kommuner.spredning import Regel
from kommuner.typer import Afvigelse, Grundlag, Niveau, Placering
from kontrakt.models import Bruger, Kontrakttilstand
from maal.models import Afrapportering, Maalepunkt, Maaltal, Status
from maal.opslag import hent_taellinger, udtraek_af
from maal.spredning import hent_muligheder, regel_af, spredningspunkter
from maal.typer import Enhed, Krav, Slags, Vurdering
from maal.udtraek import Spredningsudtraek
from tests.byggere import byg_afrapportering, byg_hus, byg_kontrakt, byg_punkt, udfyld
from tests.maal.spredt import DECEMBER, JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db

MARTS = datetime.date(2021, 3, 31)


def peg(rapport: Afrapportering, broenderslev: int, laesoe: int, aalborg: int, pr_dato: datetime.date = JUNI) -> Status:
    """Let the report's only spread take its result from a new count."""
    tal = byg_tal(broenderslev, laesoe, aalborg, pr_dato)
    return udfyld(rapport, Maalepunkt.objects.exclude(spredning_niveau="").get(), vejledningstal=tal)


def spredning(rapport: Afrapportering) -> Spredningsudtraek:
    (udtraek,) = [punkt.spredning for punkt in udtraek_af(igen(rapport)).punkter if punkt.spredning]
    return udtraek


def igen(rapport: Afrapportering) -> Afrapportering:
    """The report as another request would fetch it."""
    return Afrapportering.objects.select_related("kontrakt__erhvervshus__kkr").get(pk=rapport.pk)


def test_rule_is_what_maalepunkt_and_target_say() -> None:
    punkt = byg_spredningspunkt(total=2500)

    assert regel_af(punkt, punkt.maaltal.get()) == Regel(
        Niveau.KOMMUNE, Grundlag.MAALTAL, Afvigelse.RELATIV, Decimal(10), 2500
    )


def test_there_is_no_rule_without_a_target_or_a_description() -> None:
    punkt = byg_spredningspunkt()
    ubeskrevet = byg_punkt(punkt.maal, 2, enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10)

    assert regel_af(punkt, None) is None
    assert regel_af(ubeskrevet, ubeskrevet.maaltal.get()) is None


def test_spredningspunkter_are_those_of_the_house_and_year_that_the_user_may_see(
    laeser: Bruger, direktoer: Bruger, fremmed_direktoer: Bruger
) -> None:
    punkt = byg_spredningspunkt()
    kontrakt = punkt.maal.kontrakt
    byg_punkt(punkt.maal, 2)  # no spread

    for bruger in (laeser, direktoer):
        assert spredningspunkter(bruger, byg_hus(), 2021) == [(kontrakt, punkt, regel_af(punkt, punkt.maaltal.get()))]
    assert spredningspunkter(fremmed_direktoer, byg_hus(), 2021) == []
    assert spredningspunkter(direktoer, byg_hus(), 2022) == []
    assert spredningspunkter(direktoer, byg_hus("midtjylland"), 2021) == []
    kontrakt.tilstand = Kontrakttilstand.UDKAST
    kontrakt.save()
    assert spredningspunkter(laeser, byg_hus(), 2021) == []


def test_spredningspunkt_without_a_target_for_the_year_has_no_rule(direktoer: Bruger) -> None:
    punkt = byg_spredningspunkt()
    Maaltal.objects.all().delete()

    assert spredningspunkter(direktoer, byg_hus(), 2021) == [(punkt.maal.kontrakt, punkt, None)]


@pytest.mark.parametrize("antal", [1, 10])
def test_spredningspunkter_takes_two_queries_however_many(
    antal: int, direktoer: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    punkt = byg_spredningspunkt()
    for punkt.nummer in range(2, antal + 1):
        punkt.pk = None
        punkt.save()
    hus = byg_hus()

    with django_assert_num_queries(2):
        assert len(spredningspunkter(direktoer, hus, 2021)) == antal


def _felter(punkt: Maalepunkt) -> dict[str, object]:
    return {
        felt.attname: getattr(punkt, felt.attname) for felt in Maalepunkt._meta.concrete_fields if felt.name != "id"
    }


def test_paragraph_names_each_municipality_outside_with_what_it_should_have() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt(total=100).maal.kontrakt, slags=Slags.ENDELIG)
    peg(rapport, 27, 8, 67)

    assert spredning(rapport).i_ord == (
        "1 af 3 kommuner ligger inden for spændet. Under: Læsø (8; mindst 9,0). Over: Aalborg (67; højst 66,0)."
    )


def test_paragraph_shows_an_edge_so_exactly_that_the_whole_numbers_beside_it_are_right() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt(total=401, tolerance=0).maal.kontrakt, slags=Slags.ENDELIG)
    peg(rapport, 120, 40, 240)

    assert "Under: Brønderslev (120; mindst 120,3), Læsø (40; mindst 40,1), Aalborg (240; mindst 240,6)." in (
        spredning(rapport).i_ord
    )
    Maaltal.objects.update(tolerance=Decimal("0.2295"))  # 40,1 less 0,092: 40,008, which would be shown as 40,0
    assert "Læsø (40; mindst 40,01)" in spredning(rapport).i_ord


def test_groups_are_judged_as_two_and_named() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt(niveau=Niveau.BY_LAND).maal.kontrakt)
    peg(rapport, 20, 5, 75)

    assert spredning(rapport).i_ord == (
        "0 af 2 grupper ligger inden for spændet. Under: Landkommuner (25; mindst 36,0). "
        "Over: Bykommuner (75; højst 66,0)."
    )


def test_preliminary_report_expects_the_part_of_the_year_that_the_count_goes_to() -> None:
    """Day 181 of 365, whatever day the report itself is as of."""
    rapport = byg_afrapportering(byg_spredningspunkt(total=1000).maal.kontrakt)
    peg(rapport, 134, 44, 268)

    udtraek = spredning(rapport)

    assert udtraek.spredning is not None
    assert [post.placering for post in udtraek.spredning.poster] == [
        Placering.INDEN_FOR,
        Placering.UNDER,
        Placering.INDEN_FOR,
    ]
    assert (udtraek.spredning.undervejs, udtraek.er_hele_aaret) == (True, False)
    assert udtraek.i_ord == "2 af 3 kommuner ligger indtil nu inden for spændet. Under: Læsø (44; mindst 44,6)."


@pytest.mark.parametrize(
    ("aendring", "grund", "vurdering"),
    [
        (
            lambda: Maaltal.objects.all().delete(),
            "Kontrakten siger ikke, hvordan den geografiske spredning for 2021 beregnes, eller har intet måltal.",
            Vurdering.UDEN_MAALTAL,
        ),
        (
            lambda: Maalepunkt.objects.update(spredning_niveau="", spredning_grundlag="", spredning_afvigelse=""),
            "Kontrakten siger ikke, hvordan den geografiske spredning for 2021 beregnes, eller har intet måltal.",
            Vurdering.MANGLER,
        ),
        (
            lambda: Maaltal.objects.update(spredning_total=None),
            "Kontrakten mangler et måltal for individuelle forløb i alt.",
            Vurdering.MANGLER,
        ),
        (
            lambda: Vejledning.objects.update(vaekst=None, kollektive=7),
            "Vejledningstallene har ingen individuelle forløb.",
            Vurdering.MANGLER,
        ),
        (
            lambda: Vejledning.objects.all().delete(),
            "Der er intet folketal at fordele efter.",
            Vurdering.MANGLER,
        ),
    ],
)
def test_what_cannot_be_computed_says_why_and_is_missing(aendring: object, grund: str, vurdering: Vurdering) -> None:
    rapport = byg_afrapportering(byg_spredningspunkt(total=100).maal.kontrakt)
    peg(rapport, 30, 10, 60)

    aendring()  # type: ignore[operator]

    (punkt,) = udtraek_af(igen(rapport)).punkter
    assert punkt.spredning is not None
    assert (punkt.spredning.spredning, punkt.spredning.i_ord, punkt.vurdering) == (None, grund, vurdering)
    assert hent_taellinger([rapport.pk])[rapport.pk][vurdering] == 1


@pytest.mark.parametrize("rapporter", [1, 3])
def test_report_with_a_count_takes_one_more_query_and_counts_as_many_as_it_shows(
    rapporter: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_spredningspunkt().maal.kontrakt
    for maaned in range(1, rapporter + 1):
        rapport = byg_afrapportering(kontrakt, pr_dato=JUNI.replace(month=6 + maaned))
        peg(rapport, 30, 10, 60, pr_dato=datetime.date(2021, maaned, 28))
    sidste, noegler = igen(rapport), list(Afrapportering.objects.values_list("pk", flat=True))

    with django_assert_num_queries(8):
        udtraek = udtraek_af(sidste)
    with django_assert_num_queries(7):
        taellinger = hent_taellinger(noegler)

    assert [taelling[Vurdering.OPFYLDT] for taelling in taellinger.values()] == [1] * rapporter
    assert udtraek.taelling == taellinger[sidste.pk]


def test_newest_count_that_is_not_the_result_is_proposed_with_what_it_would_give() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt().maal.kontrakt)
    peg(rapport, 30, 10, 60, pr_dato=MARTS)
    byg_tal(30, 4, 60, pr_dato=JUNI)
    byg_tal(30, 10, 60, pr_dato=DECEMBER)  # after the report's date
    (punkt,) = udtraek_af(igen(rapport)).punkter

    forslag = hent_muligheder(rapport, [punkt]).forslag(punkt)

    assert forslag is not None
    assert (forslag.spredning.vejledning.pr_dato, forslag.vurdering) == (JUNI, Vurdering.DELVIST_OPFYLDT)
    assert forslag.spredning.i_ord.endswith("Under: Læsø (4; mindst 8,5).")


def test_newest_count_that_is_the_result_already_is_not_proposed() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt().maal.kontrakt)
    byg_tal(30, 10, 60, pr_dato=MARTS)
    peg(rapport, 30, 10, 60, pr_dato=JUNI)
    (punkt,) = udtraek_af(igen(rapport)).punkter

    assert hent_muligheder(rapport, [punkt]).forslag(punkt) is None


@pytest.mark.parametrize("antal", [1, 5])
def test_counts_to_choose_from_take_one_query_and_none_without_a_spread(
    antal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rapport = byg_afrapportering(byg_spredningspunkt().maal.kontrakt)
    for maaned in range(1, antal + 1):
        byg_tal(30, 10, 60, pr_dato=datetime.date(2021, maaned, 28))
    uden = byg_afrapportering(byg_kontrakt("midtjylland"))
    (punkt,), andre = udtraek_af(igen(rapport)).punkter, udtraek_af(igen(uden)).punkter

    with django_assert_num_queries(1):
        muligheder = hent_muligheder(rapport, [punkt])
    with django_assert_num_queries(0):
        assert hent_muligheder(uden, andre).tabeller == {}

    maaneder = ["maj", "april", "marts", "februar", "januar"][-antal:]
    assert [navn for _, navn in muligheder.valg(punkt)] == [f"pr. 28. {maaned} 2021" for maaned in maaneder]


def test_chosen_count_is_among_the_choices_though_the_reports_date_was_moved_before_it() -> None:
    rapport = byg_afrapportering(byg_spredningspunkt().maal.kontrakt)
    status = peg(rapport, 30, 10, 60, pr_dato=JUNI)
    Afrapportering.objects.update(pr_dato=MARTS)
    rapport = igen(rapport)
    (punkt,) = udtraek_af(rapport).punkter

    assert hent_muligheder(rapport, [punkt]).valg(punkt) == [(str(status.vejledningstal_id), "pr. 30. juni 2021")]
