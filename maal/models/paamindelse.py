"""Which reminders have been sent, so that nobody gets the same one twice."""

import datetime

from django.db import models

from kontrakt.models import Bruger, Kontrakt
from maal.typer import Anledning, Slags


class PaamindelseManager(models.Manager["Paamindelse"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(
        self, bruger: str, slug: str, aar: int, slags: str, frist: str | datetime.date, anledning: str
    ) -> "Paamindelse":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            bruger__username=bruger, kontrakt__slug=slug, aar=aar, slags=slags, frist=frist, anledning=anledning
        )


class Paamindelse(models.Model):
    """One deadline that one person has been reminded of, on one occasion. No history: it is a log already."""

    bruger = models.ForeignKey(Bruger, models.CASCADE, related_name="paamindet", verbose_name="bruger")
    kontrakt = models.ForeignKey(Kontrakt, models.CASCADE, related_name="+", verbose_name="kontrakt")
    aar = models.PositiveSmallIntegerField("år")
    slags = models.CharField("slags", max_length=20, choices=Slags.choices)
    frist = models.DateField("frist")
    anledning = models.CharField("anledning", max_length=20, choices=Anledning.choices)
    sendt = models.DateTimeField("sendt")

    objects = PaamindelseManager()

    class Meta:
        verbose_name = "påmindelse"
        verbose_name_plural = "påmindelser"
        ordering = ["-sendt"]
        constraints = [
            models.UniqueConstraint(
                fields=["bruger", "kontrakt", "aar", "slags", "frist", "anledning"],
                name="paamindelse_en_gang",
                violation_error_message="Brugeren er allerede mindet om den frist.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruger}: {self.get_slags_display()} {self.aar}, {self.kontrakt}"

    def natural_key(self) -> tuple[str, str, int, str, datetime.date, str]:
        """Give the natural key."""
        return (self.bruger.username, self.kontrakt.slug, self.aar, self.slags, self.frist, self.anledning)

    natural_key.dependencies = ["kontrakt.bruger", "kontrakt.kontrakt"]  # type: ignore[attr-defined]
