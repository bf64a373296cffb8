"""The top floor as a Django app: pages and files that only read."""

from django.apps import AppConfig
from django.core.checks import register


class RapporterConfig(AppConfig):
    """Overview, contract page, comparisons and downloads; has no models."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "rapporter"
    verbose_name = "Rapporter"

    def ready(self) -> None:
        """Let `manage.py check` look for what a PDF needs and no package brings."""
        from rapporter.bilag.pdf import efterse_skrift  # noqa: PLC0415 - only now are there models

        register(efterse_skrift)
