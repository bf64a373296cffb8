"""A contract file says how a geographic spread is computed, and which count of guidance a status takes it from."""

from datetime import date

import pytest

from kommuner.models import Folketal
from maal.kontraktfil.fejl import Filfejl
from maal.models import Afrapportering, Maalepunkt, Status
from maal.opslag import udtraek_af
from maal.typer import Vurdering
from tests.byggere import byg_vejledningstal
from tests.maal.kontraktfil.filer import KONTRAKT, indlaes_tekst

pytestmark = pytest.mark.django_db

PUNKT = "maal › nr. 1 › maalepunkter › nr. 1"  # its path in an error
SPREDNING = """\
        spredning:
          niveau: kommune
          grundlag: maaltal
          afvigelse: relativ
"""
TOTAL = "            spredning_total: 1.000\n"
TAL = "        vejledningstal: 30. juni 2021\n"
FIL = f"""\
{KONTRAKT}maal:
  - nummer: 1
    titel: Spredning
    maalepunkter:
      - nummer: 1
        tekst: Forløbene er spredt efter folketal
        enhed: spredning
        krav: inden_for
{SPREDNING}        maaltal:
          - aar: 2021
            vaerdi: 0
            tolerance: 10
{TOTAL}afrapporteringer:
  - aar: 2021
    slags: foreloebig
    pr_dato: 13. oktober 2021
    statusser:
      - maal: 1
        maalepunkt: 1
        tekst: Spredningen følges
{TAL}"""


@pytest.fixture
def vejledningstal(grunddata: None) -> None:
    """A count of the house, and the population by which it is judged."""
    tal = byg_vejledningstal(pr_dato=date(2021, 6, 30))
    for vejledning in tal.vejledninger.all():
        Folketal.objects.create(kommune=vejledning.kommune, aar=2020, antal=1000)


def fejl_i(tekst: str) -> list[str]:
    """The errors of a file, without its name."""
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(tekst)
    return [str(fejl).removeprefix("kontrakt.yaml, ") for fejl in grund.value.fejl]


@pytest.mark.usefixtures("vejledningstal")
def test_file_describes_the_spread_and_the_count_of_a_status() -> None:
    indlaes_tekst(FIL)

    punkt, status = Maalepunkt.objects.get(), Status.objects.get()
    assert (punkt.spredning_niveau, punkt.spredning_grundlag, punkt.spredning_afvigelse) == (
        *("kommune", "maaltal", "relativ"),
    )
    assert punkt.maaltal.get().spredning_total == 1000
    assert status.vejledningstal is not None
    assert status.vejledningstal.pr_dato == date(2021, 6, 30)


@pytest.mark.usefixtures("vejledningstal")
def test_same_file_again_changes_nothing() -> None:
    indlaes_tekst(FIL)

    assert indlaes_tekst(FIL).forskelle == ()


@pytest.mark.usefixtures("vejledningstal")
def test_list_of_changes_shows_setting_total_and_count() -> None:
    indlaes_tekst(FIL.replace(SPREDNING, "").replace(TOTAL, "").replace(TAL, ""))

    felter = [felt for forskel in indlaes_tekst(FIL).forskelle for felt in forskel.felter]

    assert felter == [
        ("niveau", "", "kommune"),
        ("grundlag", "", "maaltal"),
        ("afvigelse", "", "relativ"),
        ("spredning_total", "", "1.000"),
        ("vejledningstal", "", "pr. 30. juni 2021"),
    ]


def test_count_that_the_house_has_not_is_an_error_at_its_line() -> None:
    assert fejl_i(FIL) == [
        "linje 32, afrapporteringer › nr. 1 › statusser › nr. 1 › vejledningstal: Erhvervshus Nordjylland har ingen "
        "vejledningstal pr. 30. juni 2021. Skriv dem ind først."
    ]


@pytest.mark.usefixtures("vejledningstal")
def test_doors_refusal_stands_at_the_counts_line() -> None:
    assert fejl_i(FIL.replace("pr_dato: 13. oktober 2021", "pr_dato: 31. marts 2021")) == [
        "linje 32, afrapporteringer › nr. 1 › statusser › nr. 1 › vejledningstal: Afrapporteringen er opgjort pr. "
        "31. marts 2021. Vælg vejledningstal, der ikke er talt op senere."
    ]


@pytest.mark.parametrize(
    ("gammelt", "nyt", "fejl"),
    [
        (
            "enhed: spredning",
            "enhed: procent",
            f"linje 11, {PUNKT}: Kun enheden spredning med kravet inden_for kan have et afsnit om spredning.",
        ),
        (
            "niveau: kommune",
            "niveau: region",
            f"linje 16, {PUNKT} › spredning › niveau: »region« er ikke en mulighed. "
            "Vælg mellem: kommune eller by_land.",
        ),
        (
            "          afvigelse: relativ\n",
            "",
            f"linje 15, {PUNKT} › spredning › afvigelse: Feltet mangler.",
        ),
        (
            "spredning_total: 1.000",
            "spredning_total: 0",
            f"linje 23, {PUNKT} › maaltal › nr. 1 › spredning_total: Tallet skal være mindst 1.",
        ),
        (
            "grundlag: maaltal",
            "grundlag: faktisk",
            f"linje 23, {PUNKT} › maaltal › nr. 1 › spredning_total: Forløb i alt hører kun til en spredning, der "
            "fordeler kontraktens måltal.",
        ),
    ],
)
@pytest.mark.usefixtures("vejledningstal")
def test_setting_that_does_not_fit_is_an_error_at_its_line(gammelt: str, nyt: str, fejl: str) -> None:
    assert fejl_i(FIL.replace(gammelt, nyt)) == [fejl]


@pytest.mark.usefixtures("vejledningstal")
def test_setting_is_not_taken_from_under_a_status_that_rests_on_it() -> None:
    indlaes_tekst(FIL)

    assert fejl_i(FIL.replace(SPREDNING, "").replace(TOTAL, "").replace(TAL, "")) == [
        "linje 7, maal: Målepunkt 1.1 kan ikke undvære afsnittet spredning: en status henter sit resultat fra "
        "vejledningstal."
    ]


@pytest.mark.usefixtures("vejledningstal")
def test_status_of_the_file_is_judged_by_its_count() -> None:
    indlaes_tekst(FIL)

    (punkt,) = udtraek_af(Afrapportering.objects.get()).punkter
    assert punkt.vurdering == Vurdering.BAGUD
    assert punkt.spredning is not None
    assert punkt.spredning.i_ord == (
        "0 af 2 kommuner ligger indtil nu inden for spændet. "
        "Under: Brønderslev (1; mindst 223,2), Aalborg (2; mindst 223,2)."
    )
