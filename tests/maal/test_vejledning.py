"""The door for guidance by municipality: whole counts or nothing, and who may when."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.models import Bruger, Kommune
from maal.typer import Tilstand
from maal.vejledning import Vejledningskonflikt, Vejledningspost, gem_vejledninger, slet_vejledning
from tests.byggere import byg_hus, byg_kommune, byg_vejledningstal
from tests.maal.vejledningsverden import NYTAAR, TRE, byg_brug, byg_omraade, gem, gemt, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def omraade() -> dict[str, Kommune]:
    """Nordjylland with three municipalities."""
    return byg_omraade()


def med(**aendret: int | None) -> dict[str, dict[str, int | None]]:
    """The three rows with other figures of growth: `med(k0851=7)`."""
    return {kode: {"vaekst": aendret.get(f"k{kode}", raekke["vaekst"])} for kode, raekke in TRE.items()}


def fejl(*poster: Vejledningspost, bruger: Bruger) -> list[str]:
    """What the door refuses with; nothing is saved."""
    with pytest.raises(ValidationError) as refused:
        gem_vejledninger(poster, bruger=bruger)
    assert not Vejledningstal.objects.exists()
    return refused.value.messages


def test_count_is_saved_with_a_row_for_each_municipality(direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)

    assert (str(tal), tal.aar, tal.version, tal.opdateret_af) == (
        "Erhvervshus Nordjylland: Vejledningstal pr. 31. december 2021",
        2021,
        1,
        direktoer,
    )
    assert gemt() == [5, 0, 1_234]
    assert gemt("drift") == [None, None, None]


def test_history_says_who_and_has_a_row_only_for_what_changed(direktoer: Bruger, sekretariat: Bruger) -> None:
    gem(bruger=direktoer)

    gem(med(k0851=7), bruger=sekretariat, version=1)

    tal, raekke = Vejledningstal.history.first(), Vejledning.history.first()
    assert (tal.history_user, tal.version, Vejledningstal.history.count()) == (sekretariat, 2, 2)
    assert (raekke.history_user, raekke.kommune.navn, raekke.vaekst) == (sekretariat, "Aalborg", 7)
    assert Vejledning.history.count() == 3 + 1


def test_saving_what_stands_changes_nothing_whatever_version_was_read(direktoer: Bruger) -> None:
    [foer] = gem(bruger=direktoer)

    assert gem(bruger=direktoer, version=0) == []

    nu = Vejledningstal.objects.get()
    assert (nu.version, nu.opdateret, Vejledningstal.history.count()) == (1, foer.opdateret, 1)


def test_figure_can_be_taken_out_again(direktoer: Bruger) -> None:
    begge: dict[str, dict[str, int | None]] = {kode: {"vaekst": 1, "drift": 2} for kode in TRE}
    gem(begge, bruger=direktoer)

    gem({kode: {"drift": 2} for kode in TRE}, bruger=direktoer, version=1)

    assert (gemt("vaekst"), gemt("drift")) == ([None] * 3, [2] * 3)


def test_everything_wrong_is_said_at_once(direktoer: Bruger) -> None:
    byg_kommune("0751", "Aarhus", "midtjylland")
    tal = {"0860": {"vaekst": -1, "drift": 3}, "0851": {"vaekst": 1_000_001}, "0751": {"vaekst": 4}}

    assert fejl(post(tal, pr_dato=datetime.date(2018, 12, 31)), bruger=direktoer) == [
        f"Erhvervshus Nordjylland, 31. december 2018: {tekst}"
        for tekst in (
            "Datoen ligger før 2019, hvor erhvervshusene begyndte. Kontrollér årstallet.",
            "Rebild mangler. Alle husets kommuner skal have en række.",
            "Aarhus hører ikke til erhvervshuset.",
            "Vækst for Hjørring og Aalborg skal være et helt tal fra 0 til 1.000.000.",
            "Drift mangler for Aalborg. "
            "Skriv et tal for alle kommuner, også når det er 0, eller lad kolonnen være tom.",
        )
    ]


def test_count_without_figures_is_refused(direktoer: Bruger) -> None:
    tom: dict[str, dict[str, int | None]] = {kode: {"vaekst": None} for kode in TRE}

    assert fejl(post(tom), bruger=direktoer) == [
        "Erhvervshus Nordjylland, 31. december 2021: Skriv tal for mindst én slags vejledning."
    ]


def test_one_wrong_count_saves_none_of_the_others(direktoer: Bruger) -> None:
    i_morgen = timezone.localdate() + datetime.timedelta(days=1)

    beskeder = fejl(post(), post(pr_dato=i_morgen), bruger=direktoer)

    assert [besked.partition(": ")[2] for besked in beskeder] == [
        "Datoen ligger i fremtiden. Skriv den dag, der er talt til."
    ]


def test_same_count_twice_is_refused(direktoer: Bruger) -> None:
    assert fejl(post(), post(med(k0851=7)), bruger=direktoer) == [
        "De samme tal står to gange: hvert erhvervshus har én opgørelse pr. dato."
    ]


def test_today_can_be_counted_to(direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer, pr_dato=timezone.localdate())

    assert tal.version == 1


@pytest.mark.parametrize("person", ["sekretariat", "direktoer", "administrator"])
def test_parties_may_count(request: pytest.FixtureRequest, person: str) -> None:
    assert len(gem(bruger=request.getfixturevalue(person))) == 1


@pytest.mark.parametrize("person", ["fremmed_sekretariat", "fremmed_direktoer", "laeser"])
def test_others_may_not_count(request: pytest.FixtureRequest, person: str) -> None:
    with pytest.raises(PermissionDenied, match="Kun erhvervshusets direktør, KKR-sekretariatet og administratorer"):
        gem(bruger=request.getfixturevalue(person))

    assert not Vejledningstal.objects.exists()


def test_one_foreign_house_among_several_refuses_all(direktoer: Bruger) -> None:
    kommune = byg_kommune("0751", "Aarhus", "midtjylland")
    fremmed = Vejledningspost(byg_hus("midtjylland"), NYTAAR, 0, {kommune: {}})

    with pytest.raises(PermissionDenied):
        gem_vejledninger([post(), fremmed], bruger=direktoer)

    assert not Vejledningstal.objects.exists()


def test_older_version_conflicts_and_says_what_stands_now(direktoer: Bruger, sekretariat: Bruger) -> None:
    gem(bruger=direktoer)
    gem(med(k0851=7), bruger=sekretariat, version=1)

    with pytest.raises(Vejledningskonflikt) as konflikt:
        gem(med(k0851=8), bruger=direktoer, version=1)

    [staar] = konflikt.value.staar
    assert (staar.version, staar.opdateret_af, staar.opdateret) == (
        2,
        "sekretariat-nordjylland",
        Vejledningstal.objects.get().opdateret,
    )
    assert {kommune.navn: raekke["vaekst"] for kommune, raekke in staar.tal.items()} == {  # type: ignore[index]
        "Hjørring": 5,
        "Rebild": 0,
        "Aalborg": 7,
    }
    assert gemt() == [5, 0, 7]


def test_new_count_conflicts_with_the_one_that_somebody_made_meanwhile(direktoer: Bruger) -> None:
    gem(bruger=direktoer)

    with pytest.raises(Vejledningskonflikt):
        gem(med(k0851=8), bruger=direktoer, version=0)


def test_change_of_a_count_that_is_deleted_meanwhile_conflicts(direktoer: Bruger) -> None:
    with pytest.raises(Vejledningskonflikt) as konflikt:
        gem(bruger=direktoer, version=3)

    assert [(staar.version, staar.tal) for staar in konflikt.value.staar] == [(0, {})]


@pytest.mark.parametrize(
    ("person", "tilstand", "maa"),
    [
        ("direktoer", Tilstand.KLADDE, True),
        ("direktoer", Tilstand.INDSENDT, False),
        ("sekretariat", Tilstand.INDSENDT, True),
        ("sekretariat", Tilstand.GODKENDT, False),
        ("administrator", Tilstand.SENDT, False),
    ],
)
def test_report_that_rests_on_the_count_locks_it_as_it_is_itself(
    request: pytest.FixtureRequest, person: str, tilstand: Tilstand, maa: bool
) -> None:
    byg_brug(byg_vejledningstal(), tilstand)
    bruger = request.getfixturevalue(person)
    foer = gemt()

    if maa:
        gem(bruger=bruger, version=1)
        assert gemt() == [5, 0, 1_234]
    else:
        with pytest.raises(PermissionDenied, match="Tallene bruges i endelig afrapportering 2021, Erhvervshus Nord"):
            gem(bruger=bruger, version=1)
        assert gemt() == foer


def test_refusal_says_who_can_open_the_report(sekretariat: Bruger) -> None:
    byg_brug(byg_vejledningstal(), Tilstand.GODKENDT)

    with pytest.raises(PermissionDenied) as refused:
        gem(bruger=sekretariat, version=1)

    assert str(refused.value) == (
        "Tallene bruges i endelig afrapportering 2021, Erhvervshus Nordjylland, som er godkendt, og kan ikke ændres. "
        "KKR-sekretariatet kan genåbne den."
    )


def test_locked_count_sent_again_as_it_stands_does_not_stop_the_others(direktoer: Bruger) -> None:
    gem(bruger=direktoer)
    byg_brug(Vejledningstal.objects.get(), Tilstand.GODKENDT)
    juni = datetime.date(2022, 6, 30)

    nye = gem_vejledninger([post(version=1), post(pr_dato=juni)], bruger=direktoer)

    assert [tal.pr_dato for tal in nye] == [juni]


def test_municipality_that_left_the_house_loses_its_row_in_the_next_save(
    direktoer: Bruger, omraade: dict[str, Kommune]
) -> None:
    gem(bruger=direktoer)
    Kommune.objects.filter(kode="0840").update(erhvervshus=byg_hus("midtjylland"))
    assert gemt() == [5, 0, 1_234]  # what was counted stands until somebody saves

    gem({"0860": {"vaekst": 5}, "0851": {"vaekst": 9}}, bruger=direktoer, version=1)

    assert gemt() == [5, 9]
    slettet = Vejledning.history.get(history_type="-")
    assert (slettet.kommune.navn, slettet.history_user, slettet.history_change_reason) == (
        "Rebild",
        direktoer,
        "Kommunen hører ikke længere til erhvervshuset",
    )


def test_count_can_be_deleted_and_the_history_stays(direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)

    slet_vejledning(vejledningstal=tal, version=1, bruger=direktoer)
    slet_vejledning(vejledningstal=tal, version=1, bruger=direktoer)  # a double click

    assert (Vejledningstal.objects.count(), Vejledning.objects.count()) == (0, 0)
    slettet = Vejledningstal.history.get(history_type="-")
    assert (slettet.history_user, slettet.history_change_reason) == (direktoer, "Vejledningstallene er slettet")
    assert Vejledning.history.filter(history_type="-").count() == 3


def test_count_that_a_draft_rests_on_is_not_deleted(direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)
    byg_brug(tal)

    with pytest.raises(ValidationError) as refused:
        slet_vejledning(vejledningstal=tal, version=1, bruger=direktoer)

    assert refused.value.messages == [
        "Tallene bruges i Endelig afrapportering 2021, Erhvervshus Nordjylland. Fjern dem dér, før de slettes."
    ]


def test_count_that_is_changed_meanwhile_is_not_deleted(direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)
    gem(med(k0851=7), bruger=direktoer, version=1)

    with pytest.raises(Vejledningskonflikt):
        slet_vejledning(vejledningstal=tal, version=1, bruger=direktoer)


def test_stranger_deletes_nothing(direktoer: Bruger, fremmed_direktoer: Bruger) -> None:
    [tal] = gem(bruger=direktoer)

    with pytest.raises(PermissionDenied):
        slet_vejledning(vejledningstal=tal, version=1, bruger=fremmed_direktoer)


@pytest.mark.parametrize("antal", [1, 3])
def test_saving_takes_as_many_queries_for_three_counts_as_for_one(
    direktoer: Bruger, django_assert_num_queries: DjangoAssertNumQueries, antal: int
) -> None:
    datoer = [datetime.date(aar, 12, 31) for aar in range(2019, 2019 + antal)]
    gem_vejledninger([post(pr_dato=dato) for dato in datoer], bruger=direktoer)
    poster = [post(med(k0851=7), version=1, pr_dato=dato) for dato in datoer]

    with django_assert_num_queries(12):
        gem_vejledninger(poster, bruger=direktoer)
