"""The page of a count's geographic spread: what it says."""

from datetime import date

import pytest

from kommuner.models import Folketal, Vejledning, Vejledningstal
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Bruger, Kommune, Kontrakttilstand, Rolle
from maal.models import Maaltal
from maal.spredning import IKKE_BESKREVET
from tests.byggere import byg_bruger, byg_kontrakt
from tests.rapporter.spredningsverden import (
    MIDTJYLLAND_2025,
    byg_midtjylland,
    byg_omraade,
    byg_spredningspunkt,
    byg_tal,
    hent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tal() -> Vejledningstal:
    """Midtjylland's 19 municipalities, the demand of 2025, and the year's courses."""
    return byg_midtjylland()


@pytest.fixture
def midtjylland(db: None) -> Bruger:
    """The secretariat of KKR Midtjylland."""
    return byg_bruger(Rolle.SEKRETARIAT, "midtjylland")


def test_verdict_stands_in_one_sentence_with_the_setting_in_words(tal: Vejledningstal, midtjylland: Bruger) -> None:
    side = hent(midtjylland)

    assert '<p class="udfald">15 af 19 kommuner ligger inden for spændet.</p>' in side
    assert (
        "Vurderes for hver kommune. Der fordeles kontraktens måltal for individuelle forløb efter folketal, inden for "
        "±10 % (procent af eget måltal)."
    ) in side
    assert "Der er 2.500 individuelle forløb i alt, og kontraktens måltal er 2.500." in side


def test_who_is_invited_and_who_is_over_stand_with_counts_and_what_is_lacking(
    tal: Vejledningstal, midtjylland: Bruger
) -> None:
    side = hent(midtjylland)

    assert (
        "<h3>Inviter til dialog</h3> <ul><li><strong>Samsø</strong>: 5 forløb, mindst 6,1. Mangler 2.</li>"
        "<li><strong>Skive</strong>: 61 forløb, mindst 73,7. Mangler 13.</li></ul>"
    ) in side
    assert (
        "<h3>Over spændet</h3> <ul><li><strong>Herning</strong>: 183 forløb, højst 180,9.</li>"
        "<li><strong>Aarhus</strong>: 742 forløb, højst 739,2.</li></ul>"
    ) in side


def test_everybody_within_the_band_is_told_as_such(midtjylland: Bruger) -> None:
    byg_omraade("midtjylland")
    byg_spredningspunkt()
    byg_tal(antal={**MIDTJYLLAND_2025, "Samsø": 7, "Skive": 74, "Herning": 180, "Aarhus": 739})

    side = hent(midtjylland)

    assert "19 af 19 kommuner ligger inden for spændet." in side
    assert "Ingen ligger under spændet." in side
    assert "Ingen ligger over spændet." in side


def test_tile_is_a_link_to_its_municipality_that_tells_all_in_words(tal: Vejledningstal, midtjylland: Bruger) -> None:
    side = hent(midtjylland)

    assert (
        '<a class="flise flise--under" href="/kommuner/0741/"> '
        "<title>Samsø: 5 individuelle forløb. Måltal 6,8, spænd 6,1–7,4. Under spændet</title>"
    ) in side
    assert side.count('<a class="flise ') == 19


def test_chart_is_told_in_words(tal: Vejledningstal, midtjylland: Bruger) -> None:
    assert (
        'role="img" aria-label="Individuelle forløb i procent af eget måltal, lavest øverst. 15 af 19 ligger inden for '
        "spændet. Under: Samsø 73,9 %, Skive 74,5 %. Over: Aarhus 110,4 %, Herning 111,3 %. Alle tal står i tabellen."
    ) in hent(midtjylland)


def test_table_has_the_count_beside_every_percent(tal: Vejledningstal, midtjylland: Bruger) -> None:
    side = hent(midtjylland)
    raekke = side[side.index('<th scope="row">Samsø</th>') :].partition("</tr>")[0]

    assert raekke.replace('<td class="tal">', "<td>") == (
        '<th scope="row">Samsø</th> <td>5</td><td>0,2 %</td> <td>3.694</td><td>0,3 %</td> '
        '<td>6,8</td><td>6,1–7,4<span class="note">Spændet rummer kun ét helt tal</span></td> '
        "<td>−1,8</td><td>−26,1 %</td> "
        '<td><span class="placering placering--under">▼ Under spændet</span></td> '
    )
    assert side.count("Spændet rummer kun ét helt tal") == 1


def test_population_year_source_and_date_are_told(tal: Vejledningstal, midtjylland: Bruger) -> None:
    assert (
        "Folketal 1. januar 2024. Kilde: Danmarks Statistik, FOLK1A. Vejledningstal opgjort pr. 31. december 2025; kun "
        "individuelle forløb tæller med."
    ) in hent(midtjylland)


def test_year_that_is_not_over_is_judged_by_its_part_and_says_so(midtjylland: Bruger) -> None:
    byg_omraade("midtjylland")
    byg_spredningspunkt()
    byg_tal(pr_dato=date(2025, 6, 30), antal={navn: antal // 2 for navn, antal in MIDTJYLLAND_2025.items()})

    side = hent(midtjylland, "/vejledning/midtjylland/2025-06-30/spredning/")

    assert "17 af 19 kommuner ligger indtil nu inden for spændet." in side
    # 181 of 365 days: 3,02 of 6,1, so that three are too few; one decimal would have shown 3,0
    assert "<strong>Samsø</strong>: 2 forløb, mindst 3,02 indtil nu. Mangler 2." in side
    assert "Ingen vurdering er endelig." in side


def test_groups_are_judged_and_both_readings_of_the_tolerance_stand_side_by_side(sekretariat: Bruger) -> None:
    byg_omraade("sjaelland")
    byg_spredningspunkt("sjaelland", niveau=Niveau.BY_LAND, grundlag=Grundlag.FAKTISK)
    kommuner = Kommune.objects.all()
    byg_tal("sjaelland", antal={kommune.navn: 125 if kommune.type == "by" else 80 for kommune in kommuner})

    side = hent(byg_bruger(Rolle.SEKRETARIAT, "sjaelland"), "/vejledning/sjaelland/2025-12-31/spredning/")

    assert "0 af 2 grupper ligger inden for spændet." in side
    assert "<strong>Landkommuner</strong>: 800 forløb, mindst 852,95. Mangler 53." in side
    raekke = side[side.index('<th scope="row">Bykommuner</th>') :].partition("</tr>")[0]
    assert '<td class="tal">43,4 %</td><td class="tal">52,2 %</td>' in raekke
    assert '<td>39,1–47,8 %<span class="note">Over spændet</span></td>' in raekke
    assert '<td>33,4–53,4 %<span class="note">Inden for spændet</span></td>' in raekke
    assert 'Spænd: ±10 % af eget måltal <span class="note">gælder</span>' in side
    assert 'Spænd: ±10 procentpoint <span class="note">til sammenligning</span>' in side
    assert "<title>Lolland: 80 individuelle forløb. Landkommuner: under spændet</title>" in side
    assert "▼ Landkommuner: under spændet (10)" in side


def test_setting_decides_which_reading_counts(sekretariat: Bruger) -> None:
    byg_omraade("sjaelland")
    byg_spredningspunkt("sjaelland", niveau=Niveau.BY_LAND, grundlag=Grundlag.FAKTISK, afvigelse=Afvigelse.POINT)
    byg_tal("sjaelland", antal={et.navn: 125 if et.type == "by" else 80 for et in Kommune.objects.all()})

    side = hent(byg_bruger(Rolle.SEKRETARIAT, "sjaelland"), "/vejledning/sjaelland/2025-12-31/spredning/")

    assert "2 af 2 grupper ligger inden for spændet." in side
    assert 'Spænd: ±10 procentpoint <span class="note">gælder</span>' in side
    assert "✓ Bykommuner og Landkommuner: inden for spændet (17)" in side


def test_count_that_no_contract_judges_says_so(midtjylland: Bruger) -> None:
    byg_omraade("midtjylland")
    byg_kontrakt("midtjylland", 2025, maal=1)
    byg_tal()

    assert (
        "Ingen kontrakt for 2025, som du har adgang til, beskriver, hvordan den geografiske spredning beregnes. Derfor "
        "er tallene ikke vurderet."
    ) in hent(midtjylland)


def test_every_contract_of_the_year_judges_the_count(tal: Vejledningstal, midtjylland: Bruger) -> None:
    byg_spredningspunkt(fra_aar=2024, til_aar=2025, total=3000)

    side = hent(midtjylland)

    assert [
        ord_ in side for ord_ in ("Resultatkontrakt 2025, målepunkt 7.1", "Resultatkontrakt 2024–2025, målepunkt 7.1")
    ]
    assert side.count('<p class="udfald">') == 2


def test_contract_that_is_not_agreed_is_named_a_draft(midtjylland: Bruger) -> None:
    byg_omraade("midtjylland")
    byg_spredningspunkt(tilstand=Kontrakttilstand.UDKAST)
    byg_tal()

    assert "Resultatkontrakt 2025 (udkast), målepunkt 7.1</h2>" in hent(midtjylland)


@pytest.mark.parametrize(
    ("mangel", "ord_"),
    [
        ("total", "Kontrakten mangler et måltal for individuelle forløb i alt."),
        ("maaltal", IKKE_BESKREVET.format(2025)),
        ("folketal", "Folketal 1. januar 2024 mangler for Samsø."),
        ("individuelle", "Vejledningstallene har ingen individuelle forløb."),
    ],
)
def test_what_cannot_be_judged_says_why_and_still_shows_the_municipalities(
    tal: Vejledningstal, midtjylland: Bruger, mangel: str, ord_: str
) -> None:
    match mangel:
        case "total":
            Maaltal.objects.update(spredning_total=None)
        case "maaltal":
            Maaltal.objects.all().delete()
        case "folketal":
            Folketal.objects.get(kommune__navn="Samsø").delete()
        case "individuelle":
            Vejledning.objects.update(drift=None, kollektive=3)

    side = hent(midtjylland)

    assert f'<p class="alert-text">{ord_}</p>' in side
    assert '<th scope="row">Samsø</th><td>Land</td>' in side
    assert '<p class="udfald">' not in side


def test_count_whose_house_has_lost_its_municipalities_says_that_there_is_nobody_to_judge(
    tal: Vejledningstal, midtjylland: Bruger
) -> None:
    Vejledning.objects.all().delete()

    assert '<p class="alert-text">Der er intet folketal at fordele efter.</p>' in hent(midtjylland)
