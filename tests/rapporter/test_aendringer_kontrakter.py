"""The shipped contracts against each other: what Nordjylland's document says of all 12 goals comes out the same."""

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from kontrakt.models import Kontrakt, Rolle
from maal.kontraktfil.indlaes import indlaes_filer
from rapporter.aendringer import Aendringsraekke
from rapporter.aendringsside import Aendringsside, hent_aendringsside
from rapporter.forskelle import Forskel
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db
PAR = (
    ("nordjylland-2022", "nordjylland-2021"),
    ("midtjylland-2025", "midtjylland-2022"),
    ("midtjylland-2026-2027", "midtjylland-2025"),
)

# »Resultatkontrakt 2022«, page by page, in the document's own words: "Mål 1 justeres", "Mål 2 og 3 uændret. Mål 4
# justeres", "Mål 5 – 2022 (tages ud)" …; of goal 10 it shows the texts of 2021 and 2022 and says nothing.
NORDJYLLANDS_ORD = {
    1: "justeres",
    2: "uændret",
    3: "uændret",
    4: "justeres",
    5: "tages ud",
    6: "justeres",
    7: "uændret",
    8: "uændret",
    9: "justeres",
    10: "",
    11: "justeret",
    12: "uændret",
}
VORES_ORD = {"justeres": "Justeret", "justeret": "Justeret", "uændret": "Uændret", "tages ud": "Udgået"}


@pytest.fixture(scope="module")
def sider(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Aendringsside]:
    """The pages of the three pairs, by the contract now; the database is as it was afterwards."""
    filer = settings.BASE_DIR / "fixtures"
    with django_db_blocker.unblock(), transaction.atomic():
        indlaes_filer(sorted([*filer.glob("grunddata/*.yaml"), *filer.glob("kontrakter/*.yaml")]))
        bruger = byg_bruger(Rolle.ADMINISTRATOR)
        kontrakter = {en.slug: en for en in Kontrakt.objects.select_related("erhvervshus", "forgaenger")}
        fundet = {nu: hent_aendringsside(bruger, kontrakter[nu], fra) for nu, fra in PAR}
        transaction.set_rollback(True)
    return fundet


@pytest.fixture
def nordjylland(sider: dict[str, Aendringsside]) -> dict[int, Aendringsraekke]:
    """Nordjylland from 2021 to 2022, by the goal's number in 2021."""
    return {raekke.foer.nummer: raekke for raekke in sider["nordjylland-2022"].maal if raekke.foer}


def ord_(raekker: tuple[Aendringsraekke, ...]) -> list[tuple[int | None, int | None, str]]:
    """Each row as number now, number before and word."""
    return [
        (raekke.nu.nummer if raekke.nu else None, raekke.foer.nummer if raekke.foer else None, raekke.aendring)
        for raekke in raekker
    ]


def punkter(raekke: Aendringsraekke) -> list[tuple[str, str, str]]:
    """Each målepunkt as number now, number before and word."""
    return [(punkt.nummer if punkt.nu else "", punkt.nummer_foer, punkt.aendring) for punkt in raekke.maalepunkter]


def test_all_12_goals_are_called_what_nordjyllands_document_calls_them(nordjylland: dict[int, Aendringsraekke]) -> None:
    assert {nummer: raekke.aendring for nummer, raekke in nordjylland.items()} == {
        nummer: VORES_ORD[ord_] if ord_ else "Justeret" for nummer, ord_ in NORDJYLLANDS_ORD.items()
    }


def test_every_word_but_of_goals_5_and_10_is_the_contracts_own(nordjylland: dict[int, Aendringsraekke]) -> None:
    """Goal 5 is not in the contract any more, and of goal 10 it says nothing: these two are found from the texts."""
    assert [nummer for nummer, raekke in nordjylland.items() if not raekke.kontraktens_ord] == [10, 5]


def test_goal_5_leaves_a_gap_and_no_goal_changes_its_number(nordjylland: dict[int, Aendringsraekke]) -> None:
    assert [raekke.nu and raekke.nu.nummer for raekke in nordjylland.values()] == [*range(1, 5), *range(6, 13), None]
    assert not any(raekke.har_skiftet_nummer for raekke in nordjylland.values())


def test_texts_alone_agree_with_the_document_on_six_goals_and_name_what_differs_in_the_five(
    nordjylland: dict[int, Aendringsraekke],
) -> None:
    """All texts differ, ours being concise: 3.2 says "hhv." and then "henholdsvis". The figures tell 7 and 12 apart."""
    enige = [
        nummer for nummer, ord_ in NORDJYLLANDS_ORD.items() if ord_ and nordjylland[nummer].beregnet == VORES_ORD[ord_]
    ]
    uenige = {nummer: raekke.uenighed for nummer, raekke in nordjylland.items() if raekke.uenighed}

    assert enige == [1, 4, 5, 6, 9, 11]
    assert uenige == {
        2: "Kontrakten kalder målet uændret; ordlyden og metoden er ændret.",
        3: "Kontrakten kalder målet uændret; ordlyden er ændret.",
        7: "Kontrakten kalder målet uændret; ordlyden og målepunkterne er ændret.",
        8: "Kontrakten kalder målet uændret; ordlyden og metoden er ændret.",
        12: "Kontrakten kalder målet uændret; ordlyden og målepunkterne er ændret.",
    }


def test_demands_and_targets_alone_agree_with_the_document_where_it_is_right(
    nordjylland: dict[int, Aendringsraekke],
) -> None:
    """Of the goals called unchanged, 2, 3 and 8 demand the same figures of the same målepunkter; 7 and 12 do not."""
    tal = {Forskel.PUNKTER, Forskel.KRAV, Forskel.MAALTAL}

    assert [nummer for nummer, raekke in nordjylland.items() if not tal & set(raekke.forskelle) and raekke.nu] == [
        2,
        3,
        8,
    ]


def test_target_of_2022_stands_beside_that_of_2021(nordjylland: dict[int, Aendringsraekke]) -> None:
    (punkt,) = nordjylland[4].maalepunkter

    assert [linje.tekst for (linje,) in punkt.maaltal_foer] == ["2021: mindst 45\xa0%", "2023: intet måltal"]
    assert [linje.tekst for (linje,) in punkt.maaltal_nu] == ["2022: mindst 47\xa0%", "2023: mindst 50\xa0%"]


def test_800_companies_are_no_continuation_of_600_courses(nordjylland: dict[int, Aendringsraekke]) -> None:
    assert punkter(nordjylland[12]) == [("12.1", "", "Nyt"), ("", "12.1", "Udgået"), ("", "12.2", "Udgået")]


def test_midtjylland_2026_keeps_six_goals_word_for_word_for_two_years(sider: dict[str, Aendringsside]) -> None:
    side = sider["midtjylland-2026-2027"]

    assert ord_(side.maal) == [*((nummer, nummer, "Uændret") for nummer in range(1, 7)), (7, 7, "Justeret")]
    assert side.taelling == (("Uændret", 6), ("Justeret", 1))


def test_midtjylland_2026_renames_goal_7_and_drops_the_80_percent_referred(sider: dict[str, Aendringsside]) -> None:
    raekke = sider["midtjylland-2026-2027"].maal[-1]

    assert raekke.hed_foer == "Geografisk spredning, omfang og opsøgende indsats"
    assert raekke.titel == "Regionale mål fastsat af KKR Midtjylland"
    assert punkter(raekke)[3:] == [("7.4", "7.5", "Justeret"), ("7.5", "", "Nyt"), ("", "7.4", "Udgået")]
    assert raekke.maalepunkter[-1].foer.startswith("80 % af de virksomheder, som evalueres, henvises")


def test_midtjylland_2022_and_2025_are_paired_by_national_goal_and_title_over_a_change_of_framework(
    sider: dict[str, Aendringsside],
) -> None:
    side = sider["midtjylland-2025"]

    assert ord_(side.maal) == [
        (1, 1, "Justeret"),
        (2, None, "Nyt"),  # companies under three years
        (3, 3, "Justeret"),
        (4, 4, "Justeret"),
        (5, 6, "Justeret"),  # effect, whatever its number
        (6, None, "Nyt"),
        (7, 8, "Justeret"),  # the local goal, which has the same title
        (None, 2, "Udgået"),
        (None, 5, "Udgået"),
        (None, 7, "Udgået"),
    ]
    assert not any(raekke.kontraktens_ord for raekke in side.maal)


@pytest.mark.parametrize(
    ("nu", "forventet"),
    [
        ("nordjylland-2022", []),
        ("midtjylland-2025", [(1, 1), (3, 3), (4, 4), (7, 6)]),
        ("midtjylland-2026-2027", [(4, 4), (5, 6)]),
    ],
)
def test_focus_areas_are_paired_by_title(
    sider: dict[str, Aendringsside], nu: str, forventet: list[tuple[int, int]]
) -> None:
    par = [(raekke.nu, raekke.foer) for raekke in sider[nu].indsatser]

    assert [(efter.nummer, foer.nummer) for efter, foer in par if efter and foer] == forventet


@pytest.mark.parametrize("tekst", ["foer", "nu"])
def test_marked_wording_gives_back_both_contracts(sider: dict[str, Aendringsside], tekst: str) -> None:
    uden = {"foer": "tilfoejet", "nu": "fjernet"}[tekst]
    alle = [punkt for side in sider.values() for raekke in side.maal for punkt in raekke.maalepunkter]

    assert len(alle) > 60
    for punkt in alle:
        assert "".join(del_.tekst for del_ in punkt.tekst if del_.slags != uden) == getattr(punkt, tekst)
