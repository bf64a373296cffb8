"""What became of the goals since the previous contract."""

import pytest

from kontrakt.models import Kontrakt
from maal.typer import Aendring
from rapporter.aendringer import Aendringsraekke, Maalnavn, aendringer
from tests.byggere import byg_kontrakt, byg_maal

pytestmark = pytest.mark.django_db


@pytest.fixture
def forrige() -> Kontrakt:
    """The previous contract, without goals."""
    return byg_kontrakt(maal=0)


@pytest.fixture
def ny(forrige: Kontrakt) -> Kontrakt:
    """The contract that follows it, without goals."""
    return byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)


def raekker(ny: Kontrakt, forrige: Kontrakt) -> tuple[Aendringsraekke, ...]:
    """The changes between two contracts."""
    return aendringer(list(ny.maal.order_by("nummer")), list(forrige.maal.order_by("nummer")))


@pytest.mark.parametrize(
    ("aendring", "ord_"), [(Aendring.UAENDRET, "Uændret"), (Aendring.JUSTERET, "Justeret"), ("", "Videreført")]
)
def test_goal_that_continues_is_what_the_contract_says(
    ny: Kontrakt, forrige: Kontrakt, aendring: str, ord_: str
) -> None:
    foer = byg_maal(forrige, 4, titel="Knudepunkt")
    byg_maal(ny, 3, titel="Knudepunkt", forgaenger=foer, aendring=aendring)

    assert raekker(ny, forrige) == (Aendringsraekke(Maalnavn(3, "Knudepunkt"), Maalnavn(4, "Knudepunkt"), ord_),)


def test_goal_that_continues_none_is_new(ny: Kontrakt, forrige: Kontrakt) -> None:
    byg_maal(ny, 1, titel="Iværksættere")

    assert raekker(ny, forrige) == (Aendringsraekke(Maalnavn(1, "Iværksættere"), None, "Nyt"),)


def test_goal_that_nobody_continues_is_gone_and_stands_last(ny: Kontrakt, forrige: Kontrakt) -> None:
    foer = byg_maal(forrige, 6, titel="Grøn omstilling")
    byg_maal(forrige, 5, titel="Kriseberedskab")
    byg_maal(ny, 6, titel="Grøn omstilling", forgaenger=foer, aendring=Aendring.JUSTERET)

    assert raekker(ny, forrige) == (
        Aendringsraekke(Maalnavn(6, "Grøn omstilling"), Maalnavn(6, "Grøn omstilling"), "Justeret"),
        Aendringsraekke(None, Maalnavn(5, "Kriseberedskab"), "Udgået"),
    )


def test_former_title_is_told_only_where_it_is_another_one() -> None:
    uaendret = Aendringsraekke(Maalnavn(1, "Kendskab"), Maalnavn(2, "Kendskab"), "Uændret")
    nyt_navn = Aendringsraekke(Maalnavn(7, "Regionale mål"), Maalnavn(7, "Geografisk spredning"), "Videreført")
    udgaaet = Aendringsraekke(None, Maalnavn(5, "Kriseberedskab"), "Udgået")

    assert [(raekke.titel, raekke.hed_foer) for raekke in (uaendret, nyt_navn, udgaaet)] == [
        ("Kendskab", ""),
        ("Regionale mål", "Geografisk spredning"),
        ("Kriseberedskab", ""),
    ]


def test_goal_that_continues_one_the_reader_may_not_see_is_told_without_it(ny: Kontrakt, forrige: Kontrakt) -> None:
    byg_maal(ny, 1, titel="Kendskab", forgaenger=byg_maal(forrige, 1), aendring=Aendring.UAENDRET)

    assert aendringer(list(ny.maal.all()), []) == (Aendringsraekke(Maalnavn(1, "Kendskab"), None, "Uændret"),)
