"""Basic data from files: what is refused, and that nothing changes that the file does not name."""

import pytest

from kommuner.models import Folketal
from kontrakt.bekraeft import Kilde
from kontrakt.models import Kkr, Kommune, Rammeaftale
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import indlaes
from maal.models import NationaltMaal
from tests.maal.kontraktfil.filer import FIL

pytestmark = pytest.mark.django_db

RAMMEAFTALE = """\
rammeaftaler:
  - titel: Aftale
    fra_aar: 2021
    til_aar: 2023
    nationale_maal:
"""


def maal(nummer: int, noegle: str) -> str:
    """A national goal in a file."""
    return f"      - nummer: {nummer}\n        noegle: {noegle}\n        titel: {noegle.capitalize()}\n"


def indlaes_tekst(tekst: str) -> None:
    indlaes([Kilde("grunddata.yaml", tekst.encode())])


def fejl_i(tekst: str) -> list[str]:
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(tekst)
    return [str(fejl).removeprefix("grunddata.yaml, ") for fejl in grund.value.fejl]


def nationale() -> dict[str, int]:
    return dict(NationaltMaal.objects.values_list("noegle", "nummer"))


def test_national_goals_may_swap_numbers_when_the_file_names_both() -> None:
    indlaes_tekst(RAMMEAFTALE + maal(1, "tilfredshed") + maal(2, "kendskab"))

    indlaes_tekst(RAMMEAFTALE + maal(2, "tilfredshed") + maal(1, "kendskab"))

    assert nationale() == {"kendskab": 1, "tilfredshed": 2}


def test_number_of_a_national_goal_that_the_file_does_not_name_is_not_taken() -> None:
    assert fejl_i(RAMMEAFTALE + maal(1, "helt-ny")) == [
        "linje 6, rammeaftaler › nr. 1 › nationale_maal › nr. 1 › nummer: "
        "Nummer 1 er »tilfredshed«, som filen ikke nævner. Nævn det også."
    ]
    assert nationale() == {"tilfredshed": 1}


def test_framework_that_covers_another_ones_years_is_refused() -> None:
    forkert = RAMMEAFTALE.replace("til_aar: 2023", "til_aar: 2024") + maal(1, "kendskab")

    assert fejl_i(forkert) == [
        "linje 4, rammeaftaler › nr. 1 › til_aar: Rammeaftale 2021–2023 dækker allerede et af årene."
    ]
    assert Rammeaftale.objects.count() == 1


@pytest.mark.parametrize(
    ("tekst", "fejl"),
    [
        (
            "kkr:\n  - noegle: ny\n    navn: KKR Nordjylland\n",
            "linje 3, kkr › nr. 1 › navn: Et andet KKR hedder allerede KKR Nordjylland.",
        ),
        (
            "erhvervshuse:\n  - noegle: ny\n    navn: Erhvervshus Nordjylland\n    kkr: nordjylland\n",
            "linje 3, erhvervshuse › nr. 1 › navn: Et andet erhvervshus hedder allerede Erhvervshus Nordjylland.",
        ),
        (
            "erhvervshuse:\n  - noegle: ny\n    navn: Erhvervshus Ny\n    kkr: vendsyssel\n",
            "linje 4, erhvervshuse › nr. 1 › kkr: KKR »vendsyssel« findes ikke.",
        ),
        (
            "folketal:\n  - aar: 2021\n    folketal:\n      '0851': 219.487\n      '851': 1\n",
            "linje 5, folketal › nr. 1 › folketal › 851: Står to gange i filen. Fjern den ene.",
        ),
        (
            "folketal:\n  - aar: 2021\n    folketal:\n      '0999': 5\n",
            "linje 4, folketal › nr. 1 › folketal › 0999: Der er ingen kommune med koden 0999.",
        ),
    ],
)
def test_basic_data_that_cannot_be_is_refused(tekst: str, fejl: str) -> None:
    assert fejl_i(tekst) == [fejl]
    assert Kkr.objects.count() == 1
    assert Folketal.objects.count() == 0


def test_population_is_read_in_danish_and_three_characters_are_a_code_too() -> None:
    indlaes_tekst("folketal:\n  - aar: 2021\n    folketal:\n      '851': 219.487\n")

    assert Folketal.objects.get().antal == 219_487
    assert Folketal.objects.get().kommune == Kommune.objects.get(navn="Aalborg")


def test_two_files_about_one_contract_are_refused() -> None:
    with pytest.raises(Filfejl) as grund:
        indlaes([Kilde("a.yaml", FIL.encode()), Kilde("b.yaml", FIL.replace("1.001", "1.000").encode())])

    assert [str(fejl) for fejl in grund.value.fejl] == [
        "b.yaml, linje 1, kontrakt: a.yaml handler om samme kontrakt. Indlæs kun den ene."
    ]
