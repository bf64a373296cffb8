"""The ground floor as a Django app."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles import apps as staticfiles

from kontrakt.triggere import LOGGEN, vogt


class KontraktConfig(AppConfig):
    """Parties, contracts, users and access; also the home of the settings."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kontrakt"
    verbose_name = "Kontrakter"

    def ready(self) -> None:
        """Begin to hear of log-ins and of rows of history, and guard the log of events."""
        from kontrakt import historik, kontohaendelser, sessioner  # noqa: F401, PLC0415 - only now are there models

        vogt(self, LOGGEN)


class AdministrationConfig(AdminConfig):
    """Django's admin with our own front door."""

    default_site = "kontrakt.administration.Administration"


class StatiskeFilerConfig(staticfiles.StaticFilesConfig):
    """Django's static files, without those parts of Det Fælles Designsystem that no page asks for.

    Its minified stylesheet (the theme of virk.dk) names every icon, the woff and woff2 fonts, and one eot and one ttf:
    these must be there for hashed file names to be made. The rest (sources, other themes, split fonts) is 2.000 files.
    """

    ignore_patterns = [
        *staticfiles.StaticFilesConfig.ignore_patterns,
        "scss",
        "split",
        "otf",
        "dkfds.css",
        "dkfds.min.css*",
        "dkfds-virkdk.css",
        "dkfds-borgerdk*",
        "dkfds.js",
        "*-[!R]*.eot",
        "*-[!R]*.ttf",
        "*.md",
    ]
