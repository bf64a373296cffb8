"""How long pages and files take, each as a ratio to the least that does the same work, measured in the same run.

Importing this package makes Django ready with an empty SQLite file that is gone when the process ends, so that no other
database is touched. Debugging is off, as in production: it keeps every query.
"""

import atexit
import os
import tempfile

FOLDER = tempfile.TemporaryDirectory(prefix="resultatkontrakt-bench-")
atexit.register(FOLDER.cleanup)
os.environ["DEBUG"] = "1"  # starts without a secret key and without collected static files
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
os.environ["STATIC_ROOT"] = tempfile.mkdtemp(dir=FOLDER.name)  # not where the database lies
os.environ["DJANGO_SETTINGS_MODULE"] = "kontrakt.settings"

import django  # noqa: E402 - the environment above comes first
from django.conf import settings  # noqa: E402

django.setup()
settings.DEBUG = False
settings.ALLOWED_HOSTS = ["testserver"]
settings.ROOT_URLCONF = "bench.urls"
