"""`manage.py folketal`: what it prints, and that it does all of it or nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kommuner.models import Folketal
from kontrakt.models import Bruger
from tests.byggere import byg_kommune
from tests.kommuner.folketalsfiler import LANG, NAVNE, TABEL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kommuner() -> None:
    """The municipalities of the files."""
    for kode, navn in NAVNE.items():
        byg_kommune(kode, navn)


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    return skriv(tmp_path, LANG)


def skriv(mappe: Path, tekst: str) -> Path:
    """A file with that text, as the web page gives it."""
    sti = mappe / "folk1a.csv"
    sti.write_text(tekst, encoding="cp1252")
    return sti


def koer(*argumenter: object, **valg: object) -> list[str]:
    """Run the command; the lines that it prints."""
    ud = StringIO()
    call_command("folketal", *argumenter, stdout=ud, **valg)
    return ud.getvalue().splitlines()


def test_years_are_printed_and_saved(fil: Path) -> None:
    assert koer(fil) == [
        "1. januar 2024: 3 nye, 0 ændres, 0 som før",
        "1. januar 2025: 3 nye, 0 ændres, 0 som før",
        "Indlæst.",
    ]
    assert Folketal.objects.count() == 6


def test_changes_what_is_left_out_and_what_looks_odd_are_printed(fil: Path, tmp_path: Path) -> None:
    koer(fil)

    linjer = koer(skriv(tmp_path, TABEL.replace("3669", "4.669") + "Hele landet;1;1\n"))

    assert linjer == [
        "1. januar 2024: 0 nye, 0 ændres, 3 som før",
        "1. januar 2025: 0 nye, 1 ændres, 2 som før",
        "  Samsø: 3.669 → 4.669",
        "Hele landet, regioner og landsdele er udeladt (antal områder: 1).",
        "Bemærk: Samsø: 3.688 → 4.669 (26,6 %) fra 1. januar 2024 til 2025. Er det rigtigt?",
        "Indlæst.",
    ]


def test_without_verbosity_changes_are_only_counted(fil: Path, tmp_path: Path) -> None:
    koer(fil)

    assert koer(skriv(tmp_path, LANG.replace("3669", "3670")), verbosity=0) == [
        "1. januar 2024: 0 nye, 0 ændres, 3 som før",
        "1. januar 2025: 0 nye, 1 ændres, 2 som før",
        "Indlæst.",
    ]


def test_rehearsal_saves_nothing(fil: Path) -> None:
    assert koer(fil, "--proev")[-1] == "Prøve: intet er gemt."
    assert not Folketal.objects.exists()


def test_all_errors_are_printed_and_nothing_is_changed(tmp_path: Path) -> None:
    fil = skriv(tmp_path, LANG.replace("3669", "-1").replace("751;2024K1", "752;2024K1"))

    with pytest.raises(CommandError) as grund:
        koer(fil)

    assert grund.value.returncode == 1
    assert str(grund.value).splitlines() == [
        "3 fejl. Intet er ændret.",
        "1. januar 2024 mangler Aarhus. Alle 3 kommuner skal være med. Hent dem alle.",
        "Linje 5: Samsø, 2025K1: −1 kan ikke være en kommunes folketal. Hent filen igen.",
        "Linje 6: Kommunen »752« kendes ikke. Skriv kommunens navn eller dens kode på fire cifre.",
    ]
    assert not Folketal.objects.exists()


def test_one_error_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^1 fejl. Intet er ændret.\nFilen er tom."):
        koer(skriv(tmp_path, ""))


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as grund:
        koer(tmp_path / "findes-ikke.csv")

    besked = f"Filen {tmp_path / 'findes-ikke.csv'} findes ikke eller kan ikke læses."
    assert (str(grund.value), grund.value.returncode) == (besked, 1)


def test_user_stands_in_the_history(fil: Path, administrator: Bruger) -> None:
    koer(fil, "--bruger", administrator.username)

    assert set(Folketal.history.values_list("history_user", flat=True)) == {administrator.pk}


def test_others_may_load_as_little_here_as_in_the_browser(fil: Path, direktoer: Bruger) -> None:
    with pytest.raises(CommandError, match=r"^Kun en administrator kan indlæse filer. Intet er ændret.$"):
        koer(fil, "--bruger", direktoer.username)

    assert not Folketal.objects.exists()
