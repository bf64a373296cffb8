"""The goals' floor as a Django app."""

from django.apps import AppConfig


class MaalConfig(AppConfig):
    """Goals, målepunkter, targets, reports and statuses."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "maal"
    verbose_name = "Mål og afrapporteringer"
