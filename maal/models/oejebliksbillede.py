"""A report as it stood when it was approved, kept for ever."""

from django.db import models
from django.db.models import Q

from maal.models.afrapportering import Afrapportering


class OejebliksbilledeManager(models.Manager["Oejebliksbillede"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, *noegle: str) -> "Oejebliksbillede":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            afrapportering=Afrapportering.objects.get_by_natural_key(*noegle[:4]),  # type: ignore[arg-type]
            taget=noegle[4],
        )


class Oejebliksbillede(models.Model):
    """All that page and workbook show of an approved report, as text that never changes.

    While one stands (`ophaevet` is empty) the report is frozen: the database itself refuses every change of its
    statuses. Reopening a report annuls its picture, and the next approval takes another; none is ever deleted.
    """

    afrapportering = models.ForeignKey(
        Afrapportering, models.PROTECT, related_name="oejebliksbilleder", verbose_name="afrapportering"
    )
    indhold = models.TextField("indhold", help_text="JSON, skrevet ens hver gang.")
    sha256 = models.CharField("SHA-256", max_length=64)
    taget = models.DateTimeField("taget")
    ophaevet = models.DateTimeField("ophævet", null=True, blank=True)

    objects = OejebliksbilledeManager()

    class Meta:
        verbose_name = "øjebliksbillede"
        verbose_name_plural = "øjebliksbilleder"
        ordering = ["afrapportering", "taget"]
        constraints = [
            models.UniqueConstraint(
                fields=["afrapportering"], condition=Q(ophaevet__isnull=True), name="oejebliksbillede_et_gaeldende"
            ),
            models.UniqueConstraint(fields=["afrapportering", "taget"], name="oejebliksbillede_et_ad_gangen"),
        ]

    def __str__(self) -> str:
        return f"{self.afrapportering}, {self.taget:%Y-%m-%d}"

    def natural_key(self) -> tuple[object, ...]:
        """Give the natural key."""
        return (*self.afrapportering.natural_key(), self.taget)

    # After all that it freezes: a dump is loaded in this order, and nothing can be added to a frozen report.
    natural_key.dependencies = ["maal.resultat", "maal.indsatsstatus", "kommuner.vejledning"]  # type: ignore[attr-defined]
