"""The settings of production, but that static files are served as they lie: compressing them takes eleven seconds."""

from kontrakt.settings import *  # noqa: F403
from kontrakt.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
