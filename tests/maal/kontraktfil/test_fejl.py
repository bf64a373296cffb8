"""Files that are wrong: every error at once, in Danish, with file, line, path and reason; the database is unchanged."""

import contextlib
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontrakt.bekraeft import Kilde
from kontrakt.models import Kontrakt
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import indlaes
from maal.models import Maal, Maaltal, Status
from tests.maal.kontraktfil.filer import FIL, KONTRAKT, MAAL, MAAL_1, NOEGLE, indlaes_tekst

pytestmark = pytest.mark.django_db


def fejl_i(tekst: str) -> list[str]:
    """The errors of a contract, without the file's name; a contract that was there before stands unchanged."""
    indlaes_tekst(FIL)
    foer = [list(model.objects.values()) for model in (Kontrakt, Maal, Maaltal, Status)]
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(tekst)
    assert [list(model.objects.values()) for model in (Kontrakt, Maal, Maaltal, Status)] == foer
    return [str(fejl).removeprefix("kontrakt.yaml, ") for fejl in grund.value.fejl]


@pytest.mark.parametrize(
    ("gammelt", "nyt", "fejl"),
    [
        (
            "Aalborg: 1.001",
            "Ålborg: 1.001",
            "linje 17, fordelingsnoegler › nr. 1 › bidrag › Ålborg: Kommunen »Ålborg« kendes ikke. Mente du Aalborg?",
        ),
        (
            "      Aalborg: 1.001\n",
            "",
            "linje 15, fordelingsnoegler › nr. 1 › bidrag: Nøglen mangler Aalborg. "
            "Alle erhvervshusets kommuner skal have et bidrag.",
        ),
        (
            "Aalborg: 1.001",
            "Aalborg: 1.011",
            "linje 15, fordelingsnoegler › nr. 1 › bidrag: Summen ligger 11.000 kr. over den trykte total, mere end "
            "afrunding kan forklare. Summen er 1.511, den trykte total 1.500 (1.000 kr.).",
        ),
        (
            "Aalborg: 1.001",
            "Aalborg: 1.001,5",
            "linje 17, fordelingsnoegler › nr. 1 › bidrag › Aalborg: »1.001,5« skal være et helt tal, fx 1.001.",
        ),
        (
            "  - nummer: 2\n    titel: Vejledning",
            "  - nummer: 1\n    titel: Vejledning",
            "linje 34, maal › nr. 2 › nummer: 1 står også i nr. 1 i listen. Hvert må kun stå én gang.",
        ),
        (
            "          - aar: 2021\n            vaerdi: 80",
            "          - aar: 2024\n            vaerdi: 80",
            "linje 32, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › aar: "
            "2024 ligger uden for Rammeaftale 2021–2023.",
        ),
        (
            "vaerdi: 80",
            "vaerdi: firs",
            "linje 33, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: »firs« er ikke et tal. "
            "Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5.",
        ),
        (
            "vaerdi: 80",
            "vaerdi: 80.5",
            "linje 33, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: »80.5« kan læses på to måder. "
            "Skriv 80,5 med komma eller 805 uden punktum.",
        ),
        (
            "vaerdi: 1.680",
            "vaerdi: 1.680,5",
            "linje 44, maal › nr. 2 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: "
            "Et antal skal være et helt tal; 1.680,5 er det ikke.",
        ),
        (
            "vaerdi: 80",
            "vaerdi: 180",
            "linje 33, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: "
            "Et resultat i enheden procent kan ikke være over 100.",
        ),
        (
            "vaerdi: 80",
            "vaerdi: [80]",
            "linje 33, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: Her skal stå et tal.",
        ),
        (
            "nationalt_maal: tilfredshed",
            "nationalt_maal: lykke",
            "linje 24, maal › nr. 1 › nationalt_maal: »lykke« er ikke et mål i Rammeaftale 2021–2023. "
            "Vælg mellem: tilfredshed.",
        ),
        (
            "        krav: mindst\n        segmentering",
            "        krav: minst\n        segmentering",
            "linje 29, maal › nr. 1 › maalepunkter › nr. 1 › krav: »minst« er ikke en mulighed. "
            "Vælg mellem: mindst, over, hoejst eller inden_for.",
        ),
        (
            "del_af: 1",
            "del_af: 7",
            "linje 50, maal › nr. 2 › maalepunkter › nr. 2 › del_af: Mål 2 har intet tidligere målepunkt 7.",
        ),
        (
            "maalepunkt: 1\n        tekst: Vækst",
            "maalepunkt: 4\n        tekst: Vækst",
            "linje 59, afrapporteringer › nr. 1 › statusser › nr. 1: Kontrakten har intet målepunkt 1.4.",
        ),
        (
            "pr_dato: 13. oktober 2021",
            "pr_dato: 31. november 2021",
            "linje 57, afrapporteringer › nr. 1 › pr_dato: »31. november 2021« findes ikke i kalenderen. "
            "Skriv dag, måned og år, fx 13.10.2021.",
        ),
        (
            "tilstand: vedtaget",
            "tilstand: udkast",
            "linje 8, underskrifter › nr. 1: Et udkast har ingen underskrifter. Sæt kontrakten til vedtaget først.",
        ),
        (
            "  tilstand: vedtaget\n",
            "  tilstand: vedtaget\n  formand: A\n",
            "linje 7, kontrakt › formand: Feltet kendes ikke her. Se filformatet med »manage.py kontraktskema«.",
        ),
        (
            "erhvervshus: nordjylland",
            "erhvervshus: vendsyssel",
            "linje 2, kontrakt › erhvervshus: Erhvervshuset »vendsyssel« findes ikke. Vælg mellem: nordjylland.",
        ),
    ],
)
def test_wrong_file_is_refused_with_line_path_and_reason(gammelt: str, nyt: str, fejl: str) -> None:
    assert gammelt in FIL

    assert fejl in fejl_i(FIL.replace(gammelt, nyt, 1))


def test_every_error_comes_at_once_whatever_its_kind() -> None:
    forkert = (
        FIL.replace("Aalborg: 1.001", "Ålborg: 1.001")
        .replace("vaerdi: 80", "vaerdi: firs")
        .replace("tilstand: vedtaget\n", "tilstand: vedtaget\n  formand: A\n")
        .replace("del_af: 1", "del_af: 7")
    )

    assert [fejl.split(": ")[0] for fejl in fejl_i(forkert)] == [
        "linje 7, kontrakt › formand",
        "linje 18, fordelingsnoegler › nr. 1 › bidrag › Ålborg",
        "linje 34, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi",
        "linje 51, maal › nr. 2 › maalepunkter › nr. 2 › del_af",
    ]


def test_wrong_amount_does_not_hide_an_unknown_municipality() -> None:
    forkert = FIL.replace("Brønderslev: 500", "Brønderslev: mange").replace("Aalborg", "Ålborg")

    assert [fejl.split(": ")[0] for fejl in fejl_i(forkert)] == [
        "linje 16, fordelingsnoegler › nr. 1 › bidrag › Brønderslev",
        "linje 17, fordelingsnoegler › nr. 1 › bidrag › Ålborg",
    ]


def test_wrong_state_or_house_does_not_hide_an_unknown_municipality() -> None:
    forkert = FIL.replace("Aalborg", "Ålborg").replace("vedtaget", "vedtagt")

    assert [fejl.split(": ")[0] for fejl in fejl_i(forkert)] == [
        "linje 6, kontrakt › tilstand",
        "linje 17, fordelingsnoegler › nr. 1 › bidrag › Ålborg",
    ]
    uden_hus = forkert.replace("vedtagt", "vedtaget").replace("hus: nordjylland", "hus: vendsyssel")
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(uden_hus)
    assert [fejl.linje for fejl in grund.value.fejl] == [2, 17]


def test_report_that_stands_twice_is_refused() -> None:
    [afsnit] = FIL.split("afrapporteringer:\n")[1:]

    assert fejl_i(FIL + afsnit) == [
        "linje 68, afrapporteringer › nr. 2 › aar: 2021 står også i nr. 1 i listen. Hvert må kun stå én gang."
    ]


def test_missing_part_is_named() -> None:
    assert fejl_i(KONTRAKT) == ["linje 1, maal: Feltet mangler."]


def test_references_in_a_circle_are_refused() -> None:
    rapport = """\
afrapporteringer:
  - aar: 2021
    slags: foreloebig
    pr_dato: 13. oktober 2021
    statusser:
      - maal: 1
        maalepunkt: 1
        henviser_til: 2
      - maal: 2
        maalepunkt: 1
        henviser_til: 1
"""

    [fejl] = fejl_i(KONTRAKT + NOEGLE + MAAL + rapport)

    assert fejl.startswith("linje 50, afrapporteringer › nr. 1 › statusser: Henvisningerne går i ring: Mål ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    linje=st.integers(0, FIL.count("\n") - 1), erstatning=st.text(max_size=20) | st.sampled_from(["", "- x", "a: {"])
)
def test_damaged_file_is_loaded_or_refused_but_never_crashes(linje: int, erstatning: str) -> None:
    linjer = FIL.splitlines()
    linjer[linje] = erstatning

    with contextlib.suppress(Filfejl):
        indlaes([Kilde("fil.yaml", "\n".join(linjer).encode("utf-8", "surrogatepass"))], proev=True)

    assert Kontrakt.objects.count() == 0


def test_command_prints_all_errors_and_exits_with_1(tmp_path: Path) -> None:
    fil = tmp_path / "kontrakt.yaml"
    fil.write_text(KONTRAKT + f"maal:\n{MAAL_1.replace('vaerdi: 80', 'vaerdi: x')}", encoding="utf-8")

    with pytest.raises(CommandError) as grund:
        call_command("indlaes", fil, tmp_path / "findes-ikke.yaml")

    assert grund.value.returncode == 1
    assert str(grund.value).splitlines() == [
        "2 fejl. Intet er ændret.",
        f"{tmp_path}/findes-ikke.yaml: Filen findes ikke eller kan ikke læses.",
        f"{fil}, linje 19, maal › nr. 1 › maalepunkter › nr. 1 › maaltal › nr. 1 › vaerdi: »x« er ikke et tal. "
        "Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5.",
    ]


def test_command_refuses_a_50_mb_file_by_its_size(tmp_path: Path) -> None:
    fil = tmp_path / "stor.yaml"
    with fil.open("wb") as stor:
        stor.truncate(50_000_000)

    with pytest.raises(CommandError, match=r"Filen fylder 50,0 MB\. En kontraktfil må højst fylde 1 MB\."):
        call_command("indlaes", fil)


def test_command_refuses_what_is_no_file() -> None:
    with pytest.raises(CommandError, match=r"/dev/zero: Filen findes ikke eller kan ikke læses\."):
        call_command("indlaes", Path("/dev/zero"))


def test_command_lists_changes_and_a_rehearsal_says_so(tmp_path: Path) -> None:
    fil = tmp_path / "kontrakt.yaml"
    fil.write_text(FIL, encoding="utf-8")
    ud = StringIO()

    call_command("indlaes", fil, "--proev", stdout=ud)

    linjer = ud.getvalue().splitlines()
    assert linjer[0] == f"{fil} (Resultatkontrakt 2021, Erhvervshus Nordjylland): 15 ændringer"
    assert linjer[-1] == "Prøve: intet er gemt."
    assert Kontrakt.objects.count() == 0


def test_schema_for_editors_comes_from_the_declaration_that_validates() -> None:
    ud = StringIO()

    call_command("kontraktskema", stdout=ud)

    skema = json.loads(ud.getvalue())
    assert list(skema["properties"]) == [
        "kontrakt", "underskrifter", "fordelingsnoegler", "indsatsomraader", "maal", "afrapporteringer",
    ]  # fmt: skip
    assert skema["additionalProperties"] is False
    assert "description" not in skema["$defs"]["Maalafsnit"]


def test_command_leaves_the_shell_with_exit_status_1(tmp_path: Path) -> None:
    fil = tmp_path / "tom.yaml"
    fil.write_text("", encoding="utf-8")

    kommando = [sys.executable, "manage.py", "indlaes", str(fil)]
    svar = subprocess.run(kommando, capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert svar.returncode == 1
    assert svar.stderr.splitlines()[0].endswith("1 fejl. Intet er ændret.")
