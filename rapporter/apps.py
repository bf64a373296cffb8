"""The top floor as a Django app: pages and files that only read."""

from django.apps import AppConfig


class RapporterConfig(AppConfig):
    """Overview, contract page, comparisons and downloads; has no models."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "rapporter"
    verbose_name = "Rapporter"
