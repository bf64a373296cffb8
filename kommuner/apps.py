"""The municipalities' floor as a Django app."""

from django.apps import AppConfig


class KommunerConfig(AppConfig):
    """Municipalities, population, funding keys and geographic spread."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kommuner"
    verbose_name = "Kommuner"
