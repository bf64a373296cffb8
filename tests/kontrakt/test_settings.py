"""The settings as an operator meets them: started in a process of its own, with nothing but the given environment."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from kontrakt.sikkerhed import NAEGTET

PRODUCTION = {
    "SECRET_KEY": "æ-lang-tilfældig-nøgle-kun-til-denne-prøve-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "eksempel.dk",
}
KORT_NOEGLE = "SECRET_KEY skal være mindst 50 tilfældige tegn, når DEBUG ikke er slået til; se docs/drift.md."
INGEN_VAERTSNAVNE = (
    "ALLOWED_HOSTS mangler. Skriv de værtsnavne, systemet svarer på, med komma imellem; se docs/drift.md."
)
FOR_SIG = {"Expires", "Vary", "Content-Length", "X-Request-ID"}  # tried elsewhere, or different every time
FETCH = """
import django
django.setup()
from django.test import Client
response = Client(headers={{"host": "eksempel.dk", {headers}}}).get("/log-ind/")
print(response.status_code)
for name, value in response.headers.items():
    print(f"{{name}}: {{value}}")
print(response.cookies.output())
"""


def run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder with only this environment."""
    return subprocess.run(  # noqa: S603 - the project's own program
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "kontrakt.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def fetch(environment: dict[str, str], headers: str = "") -> list[str]:
    """The status and the header lines of the log-in page in production, with the static files collected."""
    result = run("-c", FETCH.format(headers=headers), environment={**PRODUCTION, **environment})
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """STATIC_ROOT with the static files collected as for production."""
    environment = {"STATIC_ROOT": str(tmp_path_factory.mktemp("static"))}
    result = run("manage.py", "collectstatic", "--noinput", environment={**PRODUCTION, **environment})
    assert result.returncode == 0, result.stderr
    return environment


def last_line(text: str) -> str:
    """The line that names the error."""
    return text.strip().splitlines()[-1]


@pytest.mark.parametrize("environment", [{}, {"DEBUG": "0"}, {"SECRET_KEY": ""}])
def test_start_without_debug_and_secret_key_is_refused(environment: dict[str, str]) -> None:
    result = run("manage.py", "check", environment=environment)

    assert result.returncode == 1
    assert last_line(result.stderr) == (
        "django.core.exceptions.ImproperlyConfigured: "
        "SECRET_KEY mangler. Sæt en lang, tilfældig tekst; se docs/drift.md."
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", "måske", "DEBUG skal være 1 eller 0, ikke »måske«."),
        ("BAG_PROXY", "", "BAG_PROXY skal være 1 eller 0, ikke »«."),
        ("SECURE_SSL_REDIRECT", "2", "SECURE_SSL_REDIRECT skal være 1 eller 0, ikke »2«."),
        ("SECURE_HSTS_SECONDS", "et år", "SECURE_HSTS_SECONDS skal være et helt tal, ikke »et år«."),
        ("SECURE_HSTS_SECONDS", "-1", "SECURE_HSTS_SECONDS skal være et helt tal, ikke »-1«."),
        *(("SECRET_KEY", noegle, KORT_NOEGLE) for noegle in ("kun-til-udvikling", "æ" * 49, "a" * 80)),
        *(("ALLOWED_HOSTS", navne, INGEN_VAERTSNAVNE) for navne in ("", " , ")),
        ("LOG_LEVEL", "HØJT", "LOG_LEVEL skal være DEBUG, INFO, WARNING eller ERROR, ikke »HØJT«."),
        (
            "DATABASE_URL",
            "mysql://bruger@vaert/base",
            "DATABASE_URL skal begynde med sqlite:///, postgres:// eller postgresql://.",
        ),
        ("DATABASE_URL", "postgres://bruger@vaert", "DATABASE_URL nævner ingen database."),
        (
            "TILGAENGELIGHEDSERKLAERING_URL",
            "javascript:alert(1)",
            "TILGAENGELIGHEDSERKLAERING_URL skal begynde med https:// eller http://, ikke »javascript:alert(1)«.",
        ),
        (
            "WEBADRESSE",
            "kontrakter.eksempel.dk",
            "WEBADRESSE skal begynde med https:// eller http://, ikke »kontrakter.eksempel.dk«.",
        ),
    ],
)
def test_value_that_makes_no_sense_stops_the_start_and_is_named(name: str, value: str, message: str) -> None:
    result = run("manage.py", "check", environment={**PRODUCTION, name: value})

    assert result.returncode == 1
    assert last_line(result.stderr) == f"django.core.exceptions.ImproperlyConfigured: {message}"


def test_debug_needs_neither_secret_key_nor_host_names() -> None:
    result = run("manage.py", "check", environment={"DEBUG": "1", "SECRET_KEY": "kort"})

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "STATIC_ROOT er tom. Skriv en mappe til det alene, eller fjern variablen."),
        (" ", "STATIC_ROOT er tom. Skriv en mappe til det alene, eller fjern variablen."),
        (".", "STATIC_ROOT ».« rummer hele projektet. Vælg en mappe til det alene."),
        ("..", "STATIC_ROOT »..« rummer hele projektet. Vælg en mappe til det alene."),
        ("/", "STATIC_ROOT »/« rummer hele projektet. Vælg en mappe til det alene."),
    ],
)
def test_static_folder_that_would_give_away_the_project_stops_the_start(value: str, message: str) -> None:
    result = run("manage.py", "check", environment={**PRODUCTION, "STATIC_ROOT": value})

    assert result.returncode == 1
    assert last_line(result.stderr) == f"django.core.exceptions.ImproperlyConfigured: {message}"


def test_static_folder_that_would_give_away_the_database_stops_the_start(tmp_path: Path) -> None:
    environment = {"STATIC_ROOT": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'data/db.sqlite3'}"}

    result = run("manage.py", "check", environment={**PRODUCTION, **environment})

    message = f"STATIC_ROOT »{tmp_path}« rummer databasen. Vælg en mappe til det alene."
    assert last_line(result.stderr) == f"django.core.exceptions.ImproperlyConfigured: {message}"


@pytest.mark.parametrize("database_url", ["", "postgres://bruger:kode@vaert:5432/base"])
def test_production_passes_djangos_deployment_check(database_url: str) -> None:
    environment = {**PRODUCTION, "DATABASE_URL": database_url}

    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=environment)

    assert (result.returncode, result.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_production_sends_the_security_headers_and_secure_cookies(static_root: dict[str, str]) -> None:
    status, *lines = fetch({**static_root, "BAG_PROXY": "1"}, headers='"x-forwarded-proto": "https"')

    headers = dict(line.split(": ", 1) for line in lines)
    assert status == "200"
    assert sorted(headers.pop("Content-Security-Policy").split("; ")) == [
        "base-uri 'self'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
    cookie = headers.pop("Set-Cookie")
    assert cookie.startswith("__Host-csrftoken=")
    assert cookie.endswith("; Path=/; SameSite=Lax; Secure")
    assert {name: headers[name] for name in headers if name not in FOR_SIG} == {
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
        "Content-Type": "text/html; charset=utf-8",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": NAEGTET,
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_production_sends_plain_http_on_to_https(static_root: dict[str, str]) -> None:
    status, *lines = fetch(static_root)

    assert status == "301"
    assert "Location: https://eksempel.dk/log-ind/" in lines


def test_production_does_not_believe_a_proxy_that_is_not_announced(static_root: dict[str, str]) -> None:
    status, *_ = fetch(static_root, headers='"x-forwarded-proto": "https"')

    assert status == "301"


def test_production_static_files_carry_a_hash_and_are_compressed(static_root: dict[str, str]) -> None:
    css = Path(static_root["STATIC_ROOT"]) / "dkfds/css"

    names = sorted(re.sub(r"\.[0-9a-f]{12}\.", ".#.", path.name) for path in css.iterdir())

    plain = ["dkfds-virkdk.min.css", "dkfds-virkdk.min.css.map"]
    hashed = ["dkfds-virkdk.min.#.css", "dkfds-virkdk.min.css.#.map"]
    assert names == sorted(name + suffix for name in [*plain, *hashed] for suffix in ["", ".br", ".gz"])


def test_demo_users_are_refused_in_production() -> None:
    result = run("manage.py", "demobrugere", environment=PRODUCTION)

    assert (result.returncode, result.stderr.strip()) == (
        1,
        "CommandError: Demobrugere kan kun oprettes, når DEBUG er slået til.",
    )
