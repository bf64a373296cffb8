"""The goals' floor as a Django app."""

from django.apps import AppConfig

from kontrakt.triggere import vogt
from maal.triggere import TRIGGERE


class MaalConfig(AppConfig):
    """Goals, målepunkter, targets, reports and statuses."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "maal"
    verbose_name = "Mål og afrapporteringer"

    def ready(self) -> None:
        """Guard what is approved and what is only ever added to."""
        vogt(self, TRIGGERE)
