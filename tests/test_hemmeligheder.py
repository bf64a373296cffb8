"""No secret stands in the project: keys, passwords and tokens come from the environment alone."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR: Path = settings.BASE_DIR
UDEN_FOR = ("tests/", "LICENSE", "requirements", "package-lock.json")  # made-up passwords; text; checksums
NAVN = r"(?:secret|password|passwd|adgangskode|kodeord|api_?key|token|noegle|private_?key)"
MOENSTRE = {
    "a name that means secret, and a value": re.compile(
        rf"""(?ix) \b\w*{NAVN}\w* ["']? \s* [:=] \s* ["'] (?=[^"']*[0-9]) (?=[^"']*[a-z]) [^"'\s{{}},]{{12,}} ["']"""
    ),
    "a key in its armour": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a password in an address": re.compile(r"\b[a-z][a-z0-9+]*://[^/\s:@»]+:(?!kode@|password@)[^/\s@»]+@"),
    "a provider's token": re.compile(r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|xox[abp]-\w{10,}|sk-\w{20,})\b"),
    "a long random text": re.compile(r"""["'](?=[^"']*[0-9])(?=[^"']*[a-z])(?=[^"']*[A-Z])[A-Za-z0-9+/_=-]{40,}["']"""),
}


def fund(tekst: str) -> list[str]:
    """What in a text looks like a secret."""
    return [f"{hvad}: {traef[0][:60]}" for hvad, moenster in MOENSTRE.items() for traef in moenster.finditer(tekst)]


def projektets_filer() -> list[Path]:
    """What is in version control, but for tests and checksums."""
    git = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    navne = git.stdout.split() or [str(sti.relative_to(BASE_DIR)) for sti in BASE_DIR.rglob("*.*") if sti.is_file()]
    egne = [navn for navn in navne if not navn.startswith((*UDEN_FOR, "node_modules/", ".venv/", "staticfiles/"))]
    return [BASE_DIR / navn for navn in egne if (BASE_DIR / navn).is_file() and not navn.endswith(".png")]


def test_no_file_holds_a_secret() -> None:
    filer = projektets_filer()

    fundne = {
        str(fil.relative_to(BASE_DIR)): fundet
        for fil in filer
        if (fundet := fund(fil.read_text(encoding="utf-8", errors="replace")))
    }

    assert fundne == {}
    assert len(filer) > 150  # they were found


@pytest.mark.parametrize(
    "linje",
    [
        'SECRET_KEY = "django-insecure-0123456789abcdef"',
        "'PASSWORD': 'hunter2hunter2hunter2',",
        "DATABASE_URL=postgres://bruger:hemmelig@vaert/base",
        "-----BEGIN RSA PRIVATE KEY-----",
        'client = "abcDEF0123456789abcDEF0123456789abcDEF0123"',
    ],
)
def test_secret_is_found(linje: str) -> None:
    assert len(fund(linje)) >= 1


@pytest.mark.parametrize("variabel", ["SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "OIDC_KLIENT_HEMMELIGHED"])
def test_secret_is_read_from_the_environment(variabel: str) -> None:
    kilder = "".join((BASE_DIR / "kontrakt" / navn).read_text() for navn in ("miljoe.py", "settings.py"))

    assert f'("{variabel}"' in kilder
