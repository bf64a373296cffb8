"""The project's settings as the tests need them: SQLite in a file of its own, or the PostgreSQL in TEST_DATABASE_URL.

A file, since the live server and the test are two connections that must see each other and wait for each other's locks
as in real use; an in-memory database shares one connection between threads.
"""

import os
import tempfile

os.environ["DEBUG"] = "1"  # only for how settings are chosen: pytest-django runs the tests with DEBUG off
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:"
for name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "LOG_LEVEL", "STATIC_ROOT", "TILGAENGELIGHEDSERKLAERING_URL"):
    os.environ.pop(name, None)

from kontrakt.settings import *  # noqa: E402, F403 - the environment above must be set first
from kontrakt.settings import DATABASES, TEMPLATES  # noqa: E402
