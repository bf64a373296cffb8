"""The list of municipalities as a page: who sees which, filter, order, what is written, how many queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Kommune, Kontrakttilstand, Rolle
from maal.typer import Tilstand
from tests.byggere import byg_bruger, byg_kommune, byg_kontrakt
from tests.rapporter.kommuneverden import (
    byg_endelig,
    byg_forloeb,
    byg_kommuner,
    byg_noegle,
    byg_punkt_2021,
    log_in,
)

pytestmark = pytest.mark.django_db

URL = reverse("rapporter:kommuner")
ENDELIG = date(2021, 12, 31)


def navne(bruger: Bruger, **valg: str) -> list[str]:
    """The municipalities of the table, in its order."""
    return [raekke.record.navn for raekke in log_in(bruger).get(URL, valg).context["tabel"].rows]


def celler(bruger: Bruger, navn: str, **valg: str) -> dict[str, str]:
    """What a municipality's row says, by column."""
    tabel = log_in(bruger).get(URL, valg).context["tabel"]
    raekke = next(raekke for raekke in tabel.rows if raekke.record.navn == navn)
    return {kolonne.name: str(celle).strip() for kolonne, celle in raekke.items()}


def overskrifter(bruger: Bruger) -> list[str]:
    """The headings of the table."""
    return [str(kolonne.header) for kolonne in log_in(bruger).get(URL).context["tabel"].columns]


@pytest.fixture
def kommuner(db: None) -> None:
    """The three of Nordjylland, and one of Sjælland."""
    byg_kommuner()
    byg_kommune("0259", "Køge", "sjaelland")


def test_log_in_is_asked_for_and_leads_back() -> None:
    assert Client().get(URL, {"type": "by"}).headers["Location"] == "/log-ind/?next=/kommuner/%3Ftype%3Dby"


def test_only_reading_is_allowed(sekretariat: Bruger) -> None:
    assert log_in(sekretariat).post(URL).status_code == 405


def test_party_sees_its_own_area_and_a_national_reader_all_in_danish_order(
    kommuner: None, sekretariat: Bruger, direktoer: Bruger, fremmed_direktoer: Bruger, laeser: Bruger
) -> None:
    assert navne(sekretariat) == ["Brønderslev", "Læsø", "Aalborg"]
    assert navne(direktoer) == ["Brønderslev", "Læsø", "Aalborg"]
    assert navne(fremmed_direktoer) == []
    assert navne(laeser) == ["Brønderslev", "Køge", "Læsø", "Aalborg"]


def test_municipality_is_led_to_its_own_page(kommuner: None) -> None:
    bruger = byg_bruger(Rolle.LAESER, kommune=byg_kommune("0825"))

    assert log_in(bruger).get(URL).headers["Location"] == "/kommuner/0825/"


@pytest.mark.parametrize(
    ("valg", "fundne"),
    [
        ({"type": "land"}, ["Læsø"]),
        ({"hus": "sjaelland"}, ["Køge"]),
        ({"hus": "nordjylland", "type": "by"}, ["Brønderslev", "Aalborg"]),
        ({"hus": "sjaelland", "type": "land"}, []),
    ],
)
def test_filter_narrows_by_house_and_by_or_land(
    kommuner: None, laeser: Bruger, valg: dict[str, str], fundne: list[str]
) -> None:
    assert navne(laeser, **valg) == fundne


def test_filter_offers_only_what_there_is_a_choice_of(kommuner: None, sekretariat: Bruger, laeser: Bruger) -> None:
    def felter(bruger: Bruger) -> dict[str, list[str]]:
        form = log_in(bruger).get(URL).context["form"]
        return {navn: [vaerdi for vaerdi, _ in felt.choices] for navn, felt in form.fields.items()}

    assert felter(sekretariat) == {"type": ["", "by", "land"]}
    assert felter(laeser) == {"hus": ["", "nordjylland", "sjaelland"], "type": ["", "by", "land"]}


def test_filter_on_what_is_not_offered_is_answered_and_narrows_nothing(kommuner: None, sekretariat: Bruger) -> None:
    svar = log_in(sekretariat).get(URL, {"type": "ø"})

    assert svar.context["form"].errors == {
        "type": ["Marker en gyldig valgmulighed. ø er ikke en af de tilgængelige valgmuligheder."]
    }
    assert len(svar.context["tabel"].rows) == 3


@pytest.mark.parametrize(
    ("sort", "fundne"),
    [
        ("-kommune", ["Aalborg", "Læsø", "Brønderslev"]),
        ("-kode", ["Aalborg", "Læsø", "Brønderslev"]),
        ("type", ["Brønderslev", "Aalborg", "Læsø"]),
        ("folketal", ["Læsø", "Brønderslev", "Aalborg"]),
        ("-bidrag", ["Aalborg", "Brønderslev", "Læsø"]),
        ("pr_indbygger", ["Læsø", "Brønderslev", "Aalborg"]),
        ("andel", ["Læsø", "Brønderslev", "Aalborg"]),
        ("-forloeb", ["Aalborg", "Brønderslev", "Læsø"]),
        ("spredning", ["Brønderslev", "Aalborg", "Læsø"]),
    ],
)
def test_column_sorts_the_table(sekretariat: Bruger, sort: str, fundne: list[str]) -> None:
    byg_kommuner()
    byg_noegle(byg_punkt_2021().maal.kontrakt, 2021)
    byg_forloeb(ENDELIG, 20, 7, 70)

    assert navne(sekretariat, sort=sort) == fundne


def test_row_shows_the_newest_population_key_and_count_with_its_verdict(sekretariat: Bruger) -> None:
    byg_kommuner()
    kontrakt = byg_punkt_2021().maal.kontrakt
    byg_noegle(kontrakt, 2021)
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020, Aalborg=1)
    byg_forloeb(date(2021, 6, 30), 1, 1, 1)
    byg_forloeb(ENDELIG, 20, 7, 80)

    assert overskrifter(sekretariat)[3:] == [
        "Indbyggere 1.1.2022",
        "Bidrag 2021, kr.",
        "Kr. pr. indbygger",
        "Andel af nøglen",
        "Individuelle forløb pr. 31.12.2021",
        "Spredning",
    ]
    laesoe = '<span class="plads-tegn" aria-hidden="true">▼</span> Under spændet, inviter til dialog</span>'
    assert celler(sekretariat, "Læsø") == {
        "kode": "0825",
        "kommune": '<a href="/kommuner/0825/">Læsø</a>',
        "type": "Land",
        "folketal": "1.000",
        "bidrag": "80.000",
        "pr_indbygger": "80,00",
        "andel": "8,0\N{NO-BREAK SPACE}%",
        "forloeb": "7",
        "spredning": f'<span class="d-block plads">{laesoe}',
    }
    assert "Inden for spændet" in celler(sekretariat, "Brønderslev")["spredning"]
    assert "Over spændet" in celler(sekretariat, "Aalborg")["spredning"]


def test_what_is_not_there_is_a_dash_and_sorts_first(kommuner: None, laeser: Bruger) -> None:
    assert celler(laeser, "Køge") == {
        "kode": "0259",
        "kommune": '<a href="/kommuner/0259/">Køge</a>',
        "hus": "Sjælland",
        "type": "By",
        "folketal": "–",
        "bidrag": "–",
        "pr_indbygger": "–",
        "andel": "–",
        "forloeb": "–",
        "spredning": "–",
    }
    assert navne(laeser, sort="folketal")[0] == "Køge"


def test_rows_say_the_year_where_the_houses_differ(kommuner: None, administrator: Bruger) -> None:
    gem_noegle(
        kontrakt=byg_kontrakt("sjaelland", 2022, maal=0),
        aar=2022,
        i_alt=50,
        bidrag={byg_kommune("0259", hus="sjaelland"): 50},
    )
    gem_noegle(
        kontrakt=byg_kontrakt(fra_aar=2021, maal=0),
        aar=2021,
        i_alt=300,
        bidrag=dict.fromkeys(Kommune.objects.filter(erhvervshus__noegle="nordjylland"), 100),
    )

    assert "Bidrag, kr." in overskrifter(administrator)
    assert celler(administrator, "Køge")["bidrag"] == '50.000<span class="note">2022</span>'
    assert celler(administrator, "Læsø")["bidrag"] == '100.000<span class="note">2021</span>'


def test_reader_sees_only_counts_of_approved_reports_and_keys_of_agreed_contracts(
    laeser: Bruger, sekretariat: Bruger
) -> None:
    byg_kommuner()
    punkt = byg_punkt_2021()
    byg_endelig(punkt, byg_forloeb(ENDELIG, 20, 7, 80))
    byg_forloeb(date(2022, 6, 30), 1, 2, 3)
    byg_noegle(byg_kontrakt(fra_aar=2022, maal=0, tilstand=Kontrakttilstand.UDKAST), 2022)

    assert (celler(laeser, "Læsø")["forloeb"], celler(laeser, "Læsø")["bidrag"]) == ("7", "–")
    assert (celler(sekretariat, "Læsø")["forloeb"], celler(sekretariat, "Læsø")["bidrag"]) == ("2", "80.000")


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT])
def test_reader_sees_no_count_of_a_report_under_way(laeser: Bruger, tilstand: Tilstand) -> None:
    byg_kommuner()
    byg_endelig(byg_punkt_2021(), byg_forloeb(ENDELIG, 20, 7, 80), tilstand)

    assert celler(laeser, "Læsø")["forloeb"] == "–"


def test_spread_that_cannot_be_computed_is_explained_once_below(sekretariat: Bruger) -> None:
    byg_kommuner(aar=[])
    byg_punkt_2021()
    byg_forloeb(ENDELIG, 20, 7, 80)

    assert "Kan ikke beregnes" in celler(sekretariat, "Læsø")["spredning"]
    side = log_in(sekretariat).get(URL).content.decode()
    assert side.count("Folketal 1. januar 2020 mangler for Brønderslev, Læsø, Aalborg.") == 1


def test_source_of_the_population_is_named(kommuner: None, sekretariat: Bruger) -> None:
    assert "Kilde: Danmarks Statistik, FOLK1A." in log_in(sekretariat).get(URL).content.decode()


def test_user_without_municipalities_is_told_so(kommuner: None, fremmed_direktoer: Bruger) -> None:
    assert "Der er ingen kommuner at vise." in log_in(fremmed_direktoer).get(URL).content.decode()


def test_excel_is_offered_with_the_filter_and_without_the_order(kommuner: None, sekretariat: Bruger) -> None:
    side = log_in(sekretariat).get(URL, {"type": "land", "sort": "kode"}).content.decode()

    assert 'href="/kommuner/excel/?type=land"' in side
