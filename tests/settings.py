"""The project's settings as the tests need them: SQLite in a file of its own, or the PostgreSQL in TEST_DATABASE_URL.

A file, since the live server and the test are two connections that must wait for each other's locks as in real use; an
in-memory database is one connection shared between threads.
"""

import os
import tempfile
from pathlib import Path

OWN = {"ALLOWED_HOSTS", "BAG_PROXY", "CSRF_TRUSTED_ORIGINS", "LOG_LEVEL", "SECRET_KEY", "STATIC_ROOT"}
LOG_IND = {"AFSENDER", "EMAIL_URL", "KRAEV_TOTRIN"} | {
    f"OIDC_{name}" for name in ("UDBYDER_NAVN", "SERVER", "KLIENT_ID", "KLIENT_HEMMELIGHED")
}
ADRESSER = {"TILGAENGELIGHEDSERKLAERING_URL", "WEBADRESSE"}
for name in OWN | LOG_IND | ADRESSER | {"SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT"}:
    os.environ.pop(name, None)
os.environ["DEBUG"] = "1"  # chooses the settings of a developer's machine; pytest-django then runs with DEBUG off
TEST_FILE = Path(tempfile.gettempdir()) / f"resultatkontrakt-test-{os.getpid()}.sqlite3"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{TEST_FILE}"

from kontrakt.settings import *  # noqa: E402, F403 - the environment above comes first
from kontrakt.settings import BASE_DIR, DATABASES, TEMPLATES  # noqa: E402
from tests.skabeloner import UnknownVariable  # noqa: E402

if not os.environ.get("TEST_DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": TEST_FILE}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"  # a test's data need not survive

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable(BASE_DIR / "templates")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real one is slow on purpose
TILGAENGELIGHEDSERKLAERING_URL = "https://www.was.digst.dk/eksempel"
WEBADRESSE = "https://kontrakter.eksempel.dk"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # serve from the sources: no collectstatic before the tests
