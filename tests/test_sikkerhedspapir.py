"""The table of OWASP ASVS 4.0.3 in docs/sikkerhed.md: each requirement of levels 1 and 2 once, and what it names."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR: Path = settings.BASE_DIR
PAPIR = (BASE_DIR / "docs/sikkerhed.md").read_text(encoding="utf-8")
RAEKKER = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAPIR, re.MULTILINE)
SVAR = {"opfyldt", "delvis", "nej", "drift", "–"}
# Section → its last requirement, and those in between that the standard has deleted or that belong to level 3 alone.
AFSNIT: dict[str, tuple[int, set[int]]] = {
    "1.1": (7, set()), "1.2": (4, set()), "1.4": (5, {2, 3}), "1.5": (4, set()), "1.6": (4, set()), "1.7": (2, set()),
    "1.8": (2, set()), "1.9": (2, set()), "1.10": (1, set()), "1.11": (2, set()), "1.12": (2, {1}), "1.14": (6, set()),
    "2.1": (12, set()), "2.2": (3, set()), "2.3": (3, set()), "2.4": (5, set()), "2.5": (7, set()), "2.6": (3, set()),
    "2.7": (6, set()), "2.8": (7, set()), "2.9": (3, set()), "2.10": (4, set()),
    "3.1": (1, set()), "3.2": (4, set()), "3.3": (4, set()), "3.4": (5, set()), "3.5": (3, set()), "3.7": (1, set()),
    "4.1": (5, {4}), "4.2": (2, set()), "4.3": (3, set()),
    "5.1": (5, set()), "5.2": (8, set()), "5.3": (10, set()), "5.4": (3, set()), "5.5": (4, set()),
    "6.1": (3, set()), "6.2": (6, set()), "6.3": (2, set()), "6.4": (2, set()),
    "7.1": (4, set()), "7.2": (2, set()), "7.3": (4, {2}), "7.4": (3, set()),
    "8.1": (4, set()), "8.2": (3, set()), "8.3": (8, set()), "9.1": (3, set()), "9.2": (4, set()),
    "10.2": (2, set()), "10.3": (3, set()), "11.1": (8, set()),
    "12.1": (3, set()), "12.2": (1, set()), "12.3": (6, set()), "12.4": (2, set()), "12.5": (2, set()),
    "12.6": (1, set()),
    "13.1": (5, {2}), "13.2": (6, {4}), "13.3": (2, set()), "13.4": (2, set()),
    "14.1": (4, set()), "14.2": (6, set()), "14.3": (3, {1}), "14.4": (7, set()), "14.5": (4, set()),
}  # fmt: skip


def test_every_requirement_of_levels_one_and_two_is_there_once() -> None:
    krav = [
        f"{afsnit}.{nr}" for afsnit, (sidste, uden) in AFSNIT.items() for nr in range(1, sidste + 1) if nr not in uden
    ]

    assert Counter(nr for nr, *_ in RAEKKER) == Counter(krav)
    assert len(krav) == 259


def test_every_answer_is_one_of_the_five() -> None:
    assert {svar for *_, svar, _ in RAEKKER} == SVAR


@pytest.mark.parametrize("nr", ["2.3.1", "3.3.2", "3.3.4", "6.4.1", "8.1.4"])
def test_what_is_not_met_says_so(nr: str) -> None:
    assert {nummer: svar for nummer, _, svar, _ in RAEKKER}[nr] == "nej"


def test_every_file_that_is_named_is_there() -> None:
    naevnt = set(
        re.findall(r"`((?:docs|kontrakt|maal|rapporter|kommuner|tests|static|templates|\.ci)/[\w./-]*)`", PAPIR)
    )
    alene = {"requirements.txt", "package-lock.json", "pyproject.toml", "publiccode.yml", "gunicorn.conf.py"}

    assert sorted(sti for sti in naevnt | alene if not (BASE_DIR / sti).exists()) == []
    assert len(naevnt) > 40
