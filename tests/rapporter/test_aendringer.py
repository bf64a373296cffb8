"""What became of the goals from one contract to another: pairs, words, and where contract and texts disagree."""

from typing import Any

import pytest

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from kontrakt.tekstforskel import Del
from maal.models import Maalepunkt
from maal.typer import Aendring, Enhed, Krav, Segment
from rapporter.aendringer import Aendringsraekke, Maalnavn, hent_aendringer, naeste_kontrakt
from rapporter.forskelle import Forskel, Maaltalsaendring
from tests.byggere import byg_indikator, byg_kontrakt, byg_maal, byg_nationalt_maal, byg_punkt, byg_rammeaftale

pytestmark = pytest.mark.django_db


@pytest.fixture
def forrige() -> Kontrakt:
    """The previous contract, without goals."""
    return byg_kontrakt(maal=0)


@pytest.fixture
def ny(forrige: Kontrakt) -> Kontrakt:
    """The contract that follows it, without goals."""
    return byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)


def ord_(raekker: tuple[Aendringsraekke, ...]) -> list[tuple[int | None, int | None, str]]:
    """Each row as number now, number before and word."""
    return [
        (raekke.nu.nummer if raekke.nu else None, raekke.foer.nummer if raekke.foer else None, raekke.aendring)
        for raekke in raekker
    ]


def par(ny: Kontrakt, forrige: Kontrakt, **felter: Any) -> tuple[Maalepunkt, Maalepunkt]:
    """A målepunkt of a goal that continues, before and now; `felter` is what is different now."""
    foer = byg_maal(forrige, 1, titel="Kendskab")
    nu = byg_maal(ny, 1, titel="Kendskab", forgaenger=foer)
    alt: dict[str, Any] = {"tekst": "Mindst 80 % er tilfredse.", "indikator": byg_indikator("tilfredshed")}
    return byg_punkt(foer, **alt), byg_punkt(nu, **{**alt, **felter})


@pytest.mark.parametrize(("aendring", "ord_nu"), [(Aendring.UAENDRET, "Uændret"), (Aendring.JUSTERET, "Justeret")])
def test_goal_is_called_what_the_contract_calls_it(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt, aendring: str, ord_nu: str
) -> None:
    foer = byg_maal(forrige, 4, titel="Knudepunkt")
    byg_maal(ny, 3, titel="Knudepunkt", forgaenger=foer, aendring=aendring)

    assert ord_(hent_aendringer(sekretariat, ny)) == [(3, 4, ord_nu)]


def test_goal_of_which_the_contract_says_nothing_is_unchanged_when_all_is_the_same(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    par(ny, forrige)

    (raekke,) = hent_aendringer(sekretariat, ny)

    assert (raekke.aendring, raekke.beregnet, raekke.kontraktens_ord, raekke.hvad) == ("Uændret", "Uændret", "", "")
    assert [punkt.aendring for punkt in raekke.maalepunkter] == ["Uændret"]


@pytest.mark.parametrize(
    ("felter", "forskel"),
    [
        ({"tekst": "Mindst 80 % er glade."}, Forskel.ORDLYD),
        ({"maaltal": 85}, Forskel.MAALTAL),
        ({"enhed": Enhed.NPS}, Forskel.KRAV),
        ({"krav": Krav.OVER}, Forskel.KRAV),
        ({"segmentering": "drift_vaekst"}, Forskel.KRAV),
        ({"opgoerelse": "akkumuleret"}, Forskel.KRAV),
        ({"metode": "Spørgeskema."}, Forskel.METODE),
        ({"opgoeres_af": "Danmarks Statistik"}, Forskel.METODE),
    ],
)
def test_goal_of_which_the_contract_says_nothing_is_adjusted_when_something_differs(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt, felter: dict[str, Any], forskel: Forskel
) -> None:
    par(ny, forrige, **felter)

    (raekke,) = hent_aendringer(sekretariat, ny)

    assert raekke.aendring == "Justeret"
    assert forskel in raekke.forskelle
    assert set(raekke.forskelle) <= {forskel, Forskel.MAALTAL}  # another unit or demand is another target too


def test_title_and_description_count_too(sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt) -> None:
    foer = byg_maal(forrige, 7, titel="Geografisk spredning", beskrivelse="For alle.")
    byg_maal(ny, 7, titel="Regionale mål", beskrivelse="For alle i år.", forgaenger=foer)

    (raekke,) = hent_aendringer(sekretariat, ny)

    assert raekke.forskelle == (Forskel.TITEL, Forskel.ORDLYD)
    assert raekke.hvad == "titlen og ordlyden"
    assert raekke.hed_foer == "Geografisk spredning"
    assert raekke.beskrivelse == (Del("ens", "For alle"), Del("tilfoejet", " i år"), Del("ens", "."))


def test_contracts_word_and_texts_that_disagree_are_both_told(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    for nummer, ord_nu, titel in ((1, Aendring.UAENDRET, "Ny titel"), (2, Aendring.JUSTERET, "Mål med nummer 2")):
        byg_maal(ny, nummer, titel=titel, forgaenger=byg_maal(forrige, nummer), aendring=ord_nu)

    assert [raekke.uenighed for raekke in hent_aendringer(sekretariat, ny)] == [
        "Kontrakten kalder målet uændret; titlen er ændret.",
        "Kontrakten kalder målet justeret; ordlyd, krav og måltal er de samme.",
    ]


def test_goal_that_continues_none_is_new(sekretariat: Bruger, ny: Kontrakt) -> None:
    byg_maal(ny, 1, titel="Iværksættere")

    assert ord_(hent_aendringer(sekretariat, ny)) == [(1, None, "Nyt")]


def test_goal_that_nobody_continues_is_gone_and_stands_last(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    foer = byg_maal(forrige, 6, titel="Grøn omstilling")
    byg_maal(forrige, 5, titel="Kriseberedskab")
    byg_maal(ny, 5, titel="Grøn omstilling", forgaenger=foer, aendring=Aendring.JUSTERET)

    raekker = hent_aendringer(sekretariat, ny)

    assert ord_(raekker) == [(5, 6, "Justeret"), (None, 5, "Udgået")]
    assert [raekke.har_skiftet_nummer for raekke in raekker] == [True, False]


def test_former_title_is_told_only_where_it_is_another_one() -> None:
    uaendret = Aendringsraekke(Maalnavn(1, "Kendskab"), Maalnavn(2, "Kendskab"), "Uændret")
    nyt_navn = Aendringsraekke(Maalnavn(7, "Regionale mål"), Maalnavn(7, "Geografisk spredning"), "Justeret")
    udgaaet = Aendringsraekke(None, Maalnavn(5, "Kriseberedskab"), "Udgået")

    assert [(raekke.titel, raekke.hed_foer) for raekke in (uaendret, nyt_navn, udgaaet)] == [
        ("Kendskab", ""),
        ("Regionale mål", "Geografisk spredning"),
        ("Kriseberedskab", ""),
    ]


def test_targets_stand_beside_what_they_replace(sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt) -> None:
    foer, nu = par(ny, forrige, maaltal={Segment.DRIFT: 47})
    foer.maaltal.all().delete()
    foer.maaltal.create(aar=2021, segment=Segment.DRIFT, vaerdi=45)
    for punkt in (foer, nu):
        punkt.maaltal.create(aar=2023, vaerdi=50)

    (raekke,) = hent_aendringer(sekretariat, ny)

    assert raekke.maalepunkter[0].maaltal == (
        Maaltalsaendring(2022, "Drift", "mindst 45\xa0%", "mindst 47\xa0%", aar_foer=2021),
        Maaltalsaendring(2023, "", "mindst 50\xa0%", "mindst 50\xa0%", aar_foer=2023),
    )


def test_maalepunkter_are_the_same_by_indikator_whatever_number_and_text(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    foer, nu = par(ny, forrige)
    for nummer, punkt in ((4, foer), (1, nu)):
        punkt.nummer = nummer
        punkt.tekst = f"Tekst nummer {nummer * 100}"
        punkt.save()
    byg_punkt(foer.maal, 1, tekst="Tekst nummer 100")  # the very text, but not the same thing

    (raekke,) = hent_aendringer(sekretariat, ny)

    assert [(punkt.nummer, punkt.nummer_foer, punkt.aendring) for punkt in raekke.maalepunkter] == [
        ("1.1", "1.4", "Justeret"),
        ("1.1", "1.1", "Udgået"),
    ]
    assert [punkt.har_skiftet_nummer for punkt in raekke.maalepunkter] == [True, False]


def test_what_is_not_neighbours_is_paired_by_the_chain_and_by_the_national_goal(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    i_kaeden = byg_maal(forrige, 9, titel="Regional strategi")
    byg_maal(forrige, 1, titel="Kendskab", nationalt_maal=byg_nationalt_maal("kendskab"))
    byg_maal(forrige, 5, titel="Det samme navn")
    byg_maal(forrige, 6, titel="Noget helt andet")
    sidste = byg_kontrakt(fra_aar=2024, maal=0, rammeaftale=byg_rammeaftale(2024, 2027))
    byg_maal(sidste, 4, titel="Strategi", forgaenger=byg_maal(ny, 8, titel="Strategien", forgaenger=i_kaeden))
    kendskab = byg_nationalt_maal("kendskab", rammeaftale=sidste.rammeaftale)
    byg_maal(sidste, 2, titel="Kendskab", nationalt_maal=kendskab)
    byg_maal(sidste, 3, titel="det samme navn")
    byg_maal(sidste, 6)

    assert ord_(hent_aendringer(sekretariat, sidste, forrige)) == [
        (2, 1, "Uændret"),
        (3, 5, "Uændret"),
        (4, 9, "Justeret"),
        (6, None, "Nyt"),  # the number decides nothing
        (None, 6, "Udgået"),
    ]


def test_contracts_word_counts_only_against_its_predecessor(
    sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    byg_maal(ny, 1, forgaenger=byg_maal(forrige, 1), aendring=Aendring.JUSTERET)

    assert ord_(hent_aendringer(sekretariat, ny)) == [(1, 1, "Justeret")]
    assert ord_(hent_aendringer(sekretariat, ny, ny)) == [(1, 1, "Uændret")]
    assert ord_(hent_aendringer(sekretariat, forrige, ny)) == [(1, 1, "Uændret")]


def test_of_a_contract_that_the_reader_may_not_see_nothing_is_told(
    laeser: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    Kontrakt.objects.filter(pk=forrige.pk).update(tilstand=Kontrakttilstand.UDKAST)
    byg_maal(ny, 1, titel="Kendskab", forgaenger=byg_maal(forrige, 1), aendring=Aendring.UAENDRET)
    byg_maal(ny, 2, titel="Effekt", forgaenger=byg_maal(forrige, 2))
    byg_maal(ny, 3, titel="Iværksættere")
    byg_maal(forrige, 4, titel="Agurkesalat")

    raekker = hent_aendringer(laeser, ny)

    assert ord_(raekker) == [(1, None, "Uændret"), (2, None, "Videreført"), (3, None, "Nyt")]
    assert "Agurkesalat" not in str(raekker)
    assert all(raekke.uenighed == "" and raekke.maalepunkter == () for raekke in raekker)


def test_chain_does_not_go_through_a_contract_that_the_reader_may_not_see(
    laeser: Bruger, sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    imellem = byg_maal(ny, 2, titel="B", forgaenger=byg_maal(forrige, 1, titel="A"))
    sidste = byg_kontrakt(fra_aar=2023, maal=0, forgaenger=ny)
    byg_maal(sidste, 3, titel="C", forgaenger=imellem)
    Kontrakt.objects.filter(pk=ny.pk).update(tilstand=Kontrakttilstand.UDKAST)

    assert ord_(hent_aendringer(sekretariat, sidste, forrige)) == [(3, 1, "Justeret")]
    assert ord_(hent_aendringer(laeser, sidste, forrige)) == [(3, None, "Nyt"), (None, 1, "Udgået")]


def test_contract_without_a_predecessor_has_no_changes(sekretariat: Bruger, forrige: Kontrakt) -> None:
    assert hent_aendringer(sekretariat, forrige) == ()


def test_next_contract_is_the_one_that_follows_and_that_the_user_may_see(
    sekretariat: Bruger, laeser: Bruger, fremmed_sekretariat: Bruger, ny: Kontrakt, forrige: Kontrakt
) -> None:
    Kontrakt.objects.filter(pk=ny.pk).update(tilstand=Kontrakttilstand.UDKAST)

    assert [naeste_kontrakt(bruger, forrige) for bruger in (sekretariat, laeser, fremmed_sekretariat)] == [
        ny,
        None,
        None,
    ]
    assert naeste_kontrakt(sekretariat, ny) is None
