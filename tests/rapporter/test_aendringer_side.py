"""The page and the workbook of what changed between two contracts: what is told, to whom, and how often it asks."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Indsatsomraade, Kontrakt, Kontrakttilstand
from maal.typer import Aendring
from tests.byggere import byg_indikator, byg_kontrakt, byg_maal, byg_punkt
from tests.rapporter.excelark import raekker

pytestmark = pytest.mark.django_db
ADRESSE = "/kontrakter/nordjylland-2022/aendringer/"


@pytest.fixture
def forrige() -> Kontrakt:
    """Nordjylland 2021 with a goal that goes on, one that does not, and two focus areas."""
    forrige = byg_kontrakt(maal=0)
    punkt = byg_maal(forrige, 4, titel="Knudepunkt", beskrivelse="Alle skal finde vej.")
    byg_punkt(punkt, tekst="Mindst 45 % følger en henvisning.", maaltal=45, indikator=byg_indikator("henvisning"))
    byg_maal(forrige, 5, titel="Kriseberedskab")
    for nummer, titel in enumerate(("Digitalisering", "Mink"), start=1):
        Indsatsomraade.objects.create(kontrakt=forrige, nummer=nummer, titel=titel, beskrivelse="Som i 2021.")
    return forrige


@pytest.fixture
def ny(forrige: Kontrakt) -> Kontrakt:
    """Nordjylland 2022, which calls its only goal unchanged though its target is another one."""
    ny = byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)
    felter = {"forgaenger": forrige.maal.get(nummer=4), "aendring": Aendring.UAENDRET}
    punkt = byg_maal(ny, 3, titel="Knudepunkt", beskrivelse="Alle skal finde vej.", **felter)
    byg_punkt(punkt, tekst="Mindst 47 % følger en henvisning.", maaltal=47, indikator=byg_indikator("henvisning"))
    Indsatsomraade.objects.create(kontrakt=ny, nummer=1, titel="Digitalisering", beskrivelse="Som i 2022.")
    Indsatsomraade.objects.create(kontrakt=ny, nummer=2, titel="Forsvar")
    return ny


def hent(bruger: Bruger, adresse: str = ADRESSE, status: int = 200) -> str:
    """The page with its white space as the browser shows it."""
    client = Client()
    client.force_login(bruger)
    svar = client.get(adresse)
    assert svar.status_code == status
    return " ".join(svar.content.decode().split())


@pytest.mark.usefixtures("ny")
def test_summary_has_a_word_for_every_goal_and_says_where_contract_and_texts_disagree(sekretariat: Bruger) -> None:
    side = hent(sekretariat)

    assert "<h1>Ændringer fra 2021 til 2022</h1>" in side
    assert '<h2 id="maal">Målene for 2022</h2>' in side
    assert '<a href="#maal-3">Knudepunkt</a>' in side
    assert '<a href="#maal-udgaaet-5">Kriseberedskab</a>' in side
    assert (
        side.count("Kontrakten kalder målet uændret; ordlyden og måltallene er ændret.") == 2
    )  # there and at the goal
    assert "Mål 4 i 2021." in side


@pytest.mark.usefixtures("ny")
def test_wording_and_targets_stand_side_by_side_marked_word_by_word_and_by_words_for_screen_readers(
    sekretariat: Bruger,
) -> None:
    side = hent(sekretariat)

    fjernet, tilfoejet = (f'<span class="sr-only"> [{ord_}: </span>' for ord_ in ("fjernet", "tilføjet"))
    slut = '<span class="sr-only">] </span>'
    assert f"Mindst <del>{fjernet}45{slut}</del> % følger en henvisning.</td>" in side
    assert f"Mindst <ins>{tilfoejet}47{slut}</ins> % følger en henvisning.</td>" in side
    assert f"<del>{fjernet}2021: mindst 45 %{slut}</del>" in side
    assert f"<ins>{tilfoejet}2022: mindst 47 %{slut}</ins>" in side


@pytest.mark.usefixtures("ny")
def test_what_is_the_same_in_both_is_told_once(sekretariat: Bruger) -> None:
    assert hent(sekretariat).count("Alle skal finde vej.") == 1


def test_focus_areas_are_told_by_title_and_the_year_alone_is_no_change(
    klient: Client, ny: Kontrakt, sekretariat: Bruger
) -> None:
    fundet = klient.get(ADRESSE).context["side"].indsatser

    assert [(raekke.titel, raekke.aendring) for raekke in fundet] == [
        ("Digitalisering", "Uændret"),
        ("Forsvar", "Nyt"),
        ("Mink", "Udgået"),
    ]
    assert f'<h3 id="indsats-2">Indsatsområde 2: {ny.indsatsomraader.get(nummer=2).titel}</h3>' in hent(sekretariat)


@pytest.fixture
def klient(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


def test_any_other_contract_of_the_house_may_be_compared_with(
    klient: Client, sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    senere = byg_kontrakt(fra_aar=2023, maal=0, tilstand=Kontrakttilstand.UDKAST)

    side = klient.get(f"/kontrakter/{ny.slug}/aendringer/", {"fra": senere.slug}).context["side"]

    assert (side.fra, side.andre) == (senere, (senere, forrige))
    assert [raekke.aendring for raekke in side.maal] == ["Nyt"]
    tekst = hent(sekretariat, f"{ADRESSE}?fra={senere.slug}")
    assert "Resultatkontrakt 2023 er ikke vedtaget og kan blive ændret." in tekst
    assert f'<option value="{senere.slug}" selected>Resultatkontrakt 2023 (udkast)</option>' in tekst


@pytest.mark.parametrize("fra", ["midtjylland-2021", "findes-ikke", "nordjylland-2022", "1"])
@pytest.mark.parametrize("navn", ["rapporter:aendringer", "rapporter:aendringer_excel"])
def test_contract_that_is_not_another_one_of_the_house_is_not_found(
    klient: Client, ny: Kontrakt, fra: str, navn: str
) -> None:
    byg_kontrakt("midtjylland")

    assert klient.get(f"{reverse(navn, args=[ny.slug])}?fra={fra}").status_code == 404


@pytest.mark.parametrize("navn", ["rapporter:aendringer", "rapporter:aendringer_excel"])
def test_draft_is_nothing_to_a_reader_neither_as_the_contract_nor_as_what_it_is_compared_with(
    laeser: Bruger, ny: Kontrakt, forrige: Kontrakt, navn: str
) -> None:
    udkast = byg_kontrakt(fra_aar=2023, maal=0, tilstand=Kontrakttilstand.UDKAST, forgaenger=ny)
    byg_maal(udkast, 1, titel="Agurkesalat")

    hent(laeser, reverse(navn, args=[udkast.slug]), 404)
    hent(laeser, f"{reverse(navn, args=[ny.slug])}?fra={udkast.slug}", 404)
    side = hent(laeser)
    assert "Resultatkontrakt 2023" not in side
    assert "Agurkesalat" not in side


def test_reader_whose_contract_follows_a_draft_is_told_that_there_is_none_to_see(
    laeser: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    Kontrakt.objects.filter(pk=forrige.pk).update(tilstand=Kontrakttilstand.UDKAST)

    side = hent(laeser)

    assert "Resultatkontrakt 2022 er den eneste kontrakt for Erhvervshus Nordjylland, som du kan se." in side
    assert "2021" not in side
    assert "Knudepunkt" not in side


def test_contract_without_a_predecessor_offers_the_others(sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt) -> None:
    side = hent(sekretariat, f"/kontrakter/{forrige.slug}/aendringer/")

    assert "Resultatkontrakt 2021 har ingen forrige kontrakt, som du kan se. Vælg en af husets andre" in side
    assert f'<option value="{ny.slug}">Resultatkontrakt 2022</option>' in side


def test_workbook_has_a_row_for_each_goal_maalepunkt_and_focus_area(klient: Client, ny: Kontrakt) -> None:
    svar: Any = klient.get(f"{ADRESSE}excel/")
    bog = load_workbook(BytesIO(svar.getvalue()))

    tabel = [tuple(raekke) for raekke in raekker(bog, "Ændringer", fra=3)]
    assert svar["Content-Disposition"] == (
        'attachment; filename="nordjylland-2022-aendringer-fra-nordjylland-2021.xlsx"'
    )
    assert tabel[0][:6] == ("Slags", "Nr. i 2021", "Nr. i 2022", "Ændring", "Ordlyd i 2021", "Ordlyd i 2022")
    assert [raekke[:4] for raekke in tabel[1:]] == [
        ("Mål", "4", "3", "Uændret"),
        ("Målepunkt", "4.1", "3.1", "Justeret"),
        ("Mål", "5", None, "Udgået"),
        ("Indsatsområde", "1", "1", "Uændret"),
        ("Indsatsområde", None, "2", "Nyt"),
        ("Indsatsområde", "2", None, "Udgået"),
    ]
    assert tabel[1][4:] == (
        "Knudepunkt\nAlle skal finde vej.",
        "Knudepunkt\nAlle skal finde vej.",
        *(None,) * 4,
        "Kontrakten kalder målet uændret; ordlyden og måltallene er ændret.",
    )
    assert tabel[2][6:8] == ("2021: mindst 45\xa0%", "2022: mindst 47\xa0%")
    assert Haendelse.objects.latest("pk").genstand == f"{ny}, ændringer fra 2021"


def test_workbook_of_nothing_leads_to_the_page_that_says_so(klient: Client, forrige: Kontrakt) -> None:
    svar = klient.get(f"/kontrakter/{forrige.slug}/aendringer/excel/")

    assert (svar.status_code, svar["Location"]) == (302, f"/kontrakter/{forrige.slug}/aendringer/")


def test_contract_page_links_to_the_changes(sekretariat: Bruger, ny: Kontrakt) -> None:
    side = hent(sekretariat, f"/kontrakter/{ny.slug}/")

    assert side.count(f'href="{ADRESSE}"') == 2
    assert "Kontrakten kalder målet uændret; ordlyden og måltallene er ændret." in side


@pytest.mark.parametrize("antal", [1, 12])
def test_queries_do_not_grow_with_the_goals(
    antal: int, klient: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakter = [byg_kontrakt(fra_aar=aar, maal=antal, punkter=antal, omraader=antal) for aar in (2021, 2022)]
    for aar in range(2023, 2023 + antal):
        byg_kontrakt(fra_aar=aar, maal=antal)
    adresse = f"/kontrakter/{kontrakter[1].slug}/aendringer/"

    with django_assert_num_queries(10):
        side = klient.get(adresse, {"fra": kontrakter[0].slug})
    with django_assert_num_queries(11):  # with the line in the log
        klient.get(f"{adresse}excel/", {"fra": kontrakter[0].slug})

    assert len(side.context["side"].maal) == antal
