"""The municipalities' population."""

from django.db import models

from kontrakt.models import Kommune
from kontrakt.models.historik import Historik


class FolketalManager(models.Manager["Folketal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, kode: str, aar: int) -> "Folketal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(kommune__kode=kode, aar=aar)


class Folketal(models.Model):
    """Population of a municipality on 1 January of a year (Danmarks Statistik, FOLK1A)."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="folketal", verbose_name="kommune")
    aar = models.PositiveSmallIntegerField("1. januar")
    antal = models.PositiveIntegerField("indbyggere")

    objects = FolketalManager()
    history = Historik()

    class Meta:
        verbose_name = "folketal"
        verbose_name_plural = "folketal"
        ordering = ["kommune__sortering", "aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "aar"],
                name="folketal_kommune_aar_unik",
                violation_error_message="Kommunen har allerede et folketal for det år.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kommune}, 1. januar {self.aar}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (self.kommune.kode, self.aar)

    natural_key.dependencies = ["kontrakt.kommune"]  # type: ignore[attr-defined]
