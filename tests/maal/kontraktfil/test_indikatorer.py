"""What is the same everywhere, and joint targets, in files of basic data; and which measure a målepunkt is."""

import pytest

from kontrakt.bekraeft import Kilde
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import Filrapport, indlaes
from maal.models import Faellesandel, Faellesmaaltal, Indikator, Maalepunkt
from tests.byggere import byg_hus, byg_indikator
from tests.maal.kontraktfil.filer import FIL, forskelle, indlaes_tekst

pytestmark = pytest.mark.django_db

GRUNDDATA = """\
indikatorer:
  - noegle: unge-virksomheder
    titel: Vejledte virksomheder under tre år
rammeaftaler:
  - titel: Aftale
    fra_aar: 2021
    til_aar: 2023
    nationale_maal: []
    faellesmaaltal:
      - indikator: unge-virksomheder
        aar: 2023
        i_alt: 1.200
        fordeling:
          nordjylland: 1.025
          midtjylland: 175
"""
FAELLES = "rammeaftaler › nr. 1 › faellesmaaltal › nr. 1"  # its path in an error
DOBBELT = GRUNDDATA[GRUNDDATA.index("      - indikator") :]
MED_INDIKATOR = FIL.replace(
    "      - nummer: 1\n        tekst: 1.680", "      - nummer: 1\n        indikator: forloeb\n        tekst: 1.680"
)


@pytest.fixture(autouse=True)
def midtjylland(grunddata: None) -> None:
    """The other house of the joint target."""
    byg_hus("midtjylland")


def indlaes_grunddata(tekst: str) -> Filrapport:
    """Load basic data given as text, and give its report."""
    [rapport] = indlaes([Kilde("grunddata.yaml", tekst.encode())])
    return rapport


def fejl_i(tekst: str) -> list[str]:
    """The errors of basic data, without the file's name."""
    with pytest.raises(Filfejl) as grund:
        indlaes_grunddata(tekst)
    return [str(fejl).removeprefix("grunddata.yaml, ") for fejl in grund.value.fejl]


def andele() -> dict[str, int]:
    """Each house's share as it stands."""
    return {andel.erhvervshus.noegle: int(andel.vaerdi) for andel in Faellesandel.objects.all()}


def test_joint_target_is_loaded_with_each_houses_share() -> None:
    rapport = indlaes_grunddata(GRUNDDATA)

    faelles = Faellesmaaltal.objects.get()
    assert (faelles.indikator.noegle, faelles.aar, int(faelles.vaerdi)) == ("unge-virksomheder", 2023, 1200)
    assert andele() == {"nordjylland": 1025, "midtjylland": 175}
    assert forskelle(rapport)[-3:] == [
        "Oprettes: Fælles måltal unge-virksomheder 2023",
        "Oprettes: Fælles måltal unge-virksomheder 2023 › Erhvervshus Nordjylland",
        "Oprettes: Fælles måltal unge-virksomheder 2023 › Erhvervshus Midtjylland",
    ]


def test_same_joint_target_again_changes_nothing() -> None:
    indlaes_grunddata(GRUNDDATA)

    assert indlaes_grunddata(GRUNDDATA).forskelle == ()
    assert Faellesmaaltal.history.count() == 1


def test_changed_shares_are_told_one_by_one() -> None:
    indlaes_grunddata(GRUNDDATA)

    rapport = indlaes_grunddata(GRUNDDATA.replace("1.025", "1.000").replace(": 175", ": 200"))

    assert [forskel.felter for forskel in rapport.forskelle] == [
        (("vaerdi", "1.025", "1.000"),),
        (("vaerdi", "175", "200"),),
    ]
    assert andele() == {"nordjylland": 1000, "midtjylland": 200}


def test_house_that_is_named_no_more_loses_its_share() -> None:
    indlaes_grunddata(GRUNDDATA)

    rapport = indlaes_grunddata(GRUNDDATA.replace("          midtjylland: 175\n", "").replace("1.025", "1.200"))

    assert forskelle(rapport)[0] == "Fjernes: Fælles måltal unge-virksomheder 2023 › Erhvervshus Midtjylland"
    assert andele() == {"nordjylland": 1200}


@pytest.mark.parametrize(
    ("gammelt", "nyt", "fejl"),
    [
        ("1.025", "1.024", f"linje 10, {FAELLES}: Andelene giver ikke måltallet i alt."),
        (
            "midtjylland: 175",
            "vendsyssel: 175",
            f"linje 15, {FAELLES} › fordeling › vendsyssel: Erhvervshuset »vendsyssel« findes ikke.",
        ),
        (
            "indikator: unge-virksomheder",
            "indikator: gamle-virksomheder",
            f"linje 10, {FAELLES} › indikator: Indikatoren »gamle-virksomheder« findes ikke.",
        ),
        (
            "aar: 2023\n        i",
            "aar: 2024\n        i",
            f"linje 11, {FAELLES} › aar: 2024 ligger uden for Rammeaftale 2021–2023.",
        ),
        (DOBBELT, DOBBELT + DOBBELT, f"linje 17, {FAELLES[:-1]}2 › aar: Står to gange i filen. Fjern den ene."),
        (
            "rammeaftaler:\n",
            "  - {noegle: unge-virksomheder, titel: Andre}\nrammeaftaler:\n",
            "linje 4, indikatorer › nr. 2 › noegle: Står to gange i filen. Fjern den ene.",
        ),
    ],
    ids=["sum", "hus", "indikator", "aar", "to gange", "indikator to gange"],
)
def test_joint_target_that_cannot_be_is_refused_at_its_line(gammelt: str, nyt: str, fejl: str) -> None:
    assert fejl_i(GRUNDDATA.replace(gammelt, nyt, 1)) == [fejl]
    assert Faellesmaaltal.objects.count() == 0


def test_measure_may_be_given_another_title() -> None:
    byg_indikator(titel="Unge virksomheder")

    rapport = indlaes_grunddata(GRUNDDATA)

    assert Indikator.objects.get().titel == "Vejledte virksomheder under tre år"
    assert forskelle(rapport)[0] == "Ændres: Indikator unge-virksomheder"


def test_contract_file_says_which_measure_a_maalepunkt_is_and_the_same_again_changes_nothing() -> None:
    byg_indikator("forloeb", "Forløb")

    indlaes_tekst(MED_INDIKATOR)

    assert list(Maalepunkt.objects.filter(indikator__noegle="forloeb").values_list("maal__nummer", "nummer")) == [
        (2, 1)
    ]
    assert indlaes_tekst(MED_INDIKATOR).forskelle == ()


def test_list_of_changes_shows_the_measure() -> None:
    byg_indikator("forloeb", "Forløb")
    indlaes_tekst(FIL)

    [forskel] = indlaes_tekst(MED_INDIKATOR).forskelle

    assert forskel.felter == (("indikator", "", "forloeb"),)


def test_contract_file_that_names_no_known_measure_is_refused() -> None:
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(MED_INDIKATOR)

    assert [fejl.tekst for fejl in grund.value.fejl] == [
        "Indikatoren »forloeb« findes ikke. Indlæs den først, under indikatorer i grunddata."
    ]


def test_measure_stands_once_under_a_goal() -> None:
    byg_indikator("forloeb", "Forløb")
    to_gange = MED_INDIKATOR.replace("nummer: 2\n        tekst", "nummer: 2\n        indikator: forloeb\n        tekst")

    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(to_gange)

    assert [fejl.tekst for fejl in grund.value.fejl] == [
        "forloeb står også i nr. 1 i listen. Hvert må kun stå én gang."
    ]


def test_two_maalepunkter_may_swap_measures() -> None:
    byg_indikator("forloeb", "Forløb")
    byg_indikator("vaekst", "Vækstforløb")
    foer = MED_INDIKATOR.replace("nummer: 2\n        tekst", "nummer: 2\n        indikator: vaekst\n        tekst")
    indlaes_tekst(foer)

    indlaes_tekst(
        foer.replace("indikator: vaekst", "indikator: x").replace("forloeb", "vaekst").replace(": x", ": forloeb")
    )

    assert list(Maalepunkt.objects.filter(maal__nummer=2).values_list("nummer", "indikator__noegle")) == [
        (1, "vaekst"),
        (2, "forloeb"),
    ]
    assert (
        Maalepunkt.history.filter(
            indikator=None, maal__in=[p.maal_id for p in Maalepunkt.objects.filter(maal__nummer=2)]
        ).count()
        == 0
    )


def test_maalepunkt_with_a_written_status_cannot_become_another_measure_but_its_mark_can_be_put_right() -> None:
    byg_indikator("meget-tilfredse", "Meget tilfredse")
    byg_indikator("nps", "NPS")
    foer = FIL.replace("tekst: Mindst 80 %", "indikator: meget-tilfredse\n        tekst: Mindst 80 %")
    indlaes_tekst(foer)
    rettet = foer.replace("indikator: meget-tilfredse", "indikator: nps")

    with pytest.raises(Filfejl, match="kan ikke komme til at måle noget andet"):
        indlaes_tekst(rettet.replace("er meget tilfredse", "vil anbefale huset"))
    indlaes_tekst(rettet)

    assert Maalepunkt.objects.filter(indikator__noegle="nps").count() == 1
