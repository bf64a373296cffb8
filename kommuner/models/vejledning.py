"""Guidance by municipality: what a house has counted for a year, to a day of it."""

from django.db import models
from django.db.models import Q

from kommuner.typer import INDIVIDUELLE, Vejledningsslags
from kontrakt.dansk import vis_dato
from kontrakt.models import Bruger, Erhvervshus, Kommune
from kontrakt.models.historik import Historik

NOGET_TALT = Q(*((f"{slags}__isnull", False) for slags in Vejledningsslags), _connector=Q.OR)


class VejledningstalManager(models.Manager["Vejledningstal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, hus: str, pr_dato: str) -> "Vejledningstal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(erhvervshus__noegle=hus, pr_dato=pr_dato)


class Vejledningstal(models.Model):
    """A house's guidance in one calendar year, counted to a day of it. Change it through `maal.vejledning` only."""

    erhvervshus = models.ForeignKey(
        Erhvervshus, models.PROTECT, related_name="vejledningstal", verbose_name="erhvervshus"
    )
    pr_dato = models.DateField("opgjort pr.", help_text="Den dag, der er talt til. Dens år er det år, tallene er for.")
    version = models.PositiveIntegerField("version", default=0, editable=False)
    opdateret = models.DateTimeField("opdateret", null=True, editable=False)
    opdateret_af = models.ForeignKey(
        Bruger, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="opdateret af"
    )

    objects = VejledningstalManager()
    history = Historik()

    class Meta:
        verbose_name = "vejledningstal"
        verbose_name_plural = "vejledningstal"
        ordering = ["erhvervshus__sortering", "-pr_dato"]
        constraints = [
            models.UniqueConstraint(
                fields=["erhvervshus", "pr_dato"],
                name="vejledningstal_hus_dato_unik",
                violation_error_message="Erhvervshuset har allerede vejledningstal pr. den dato.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.erhvervshus}: {self.betegnelse}"

    def natural_key(self) -> tuple[str, str]:
        """Give the natural key."""
        return (self.erhvervshus.noegle, self.pr_dato.isoformat())

    natural_key.dependencies = ["kontrakt.erhvervshus"]  # type: ignore[attr-defined]

    @property
    def aar(self) -> int:
        """The calendar year that the figures are for."""
        return self.pr_dato.year

    @property
    def betegnelse(self) -> str:
        """As people name it: `Vejledningstal pr. 30. juni 2025`."""
        return f"Vejledningstal pr. {vis_dato(self.pr_dato)}"


class VejledningManager(models.Manager["Vejledning"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, hus: str, pr_dato: str, kode: str) -> "Vejledning":
        """Find by natural key (used by `loaddata`)."""
        return self.get(vejledningstal__erhvervshus__noegle=hus, vejledningstal__pr_dato=pr_dato, kommune__kode=kode)


class Vejledning(models.Model):
    """The guidance of one municipality's companies; a kind that the house has not counted is empty, 0 is a figure."""

    vejledningstal = models.ForeignKey(
        Vejledningstal, models.CASCADE, related_name="vejledninger", verbose_name="vejledningstal"
    )
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="vejledninger", verbose_name="kommune")
    vaekst = models.PositiveIntegerField("vækst", null=True, blank=True)
    drift = models.PositiveIntegerField("drift", null=True, blank=True)
    korte_forloeb = models.PositiveIntegerField("korte forløb", null=True, blank=True)
    early_warning = models.PositiveIntegerField("Early Warning", null=True, blank=True)
    kollektive = models.PositiveIntegerField("kollektive deltagere", null=True, blank=True)
    henvisninger = models.PositiveIntegerField("henvisninger", null=True, blank=True)

    objects = VejledningManager()
    history = Historik()

    class Meta:
        verbose_name = "vejledning"
        verbose_name_plural = "vejledning pr. kommune"
        ordering = ["vejledningstal", "kommune__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["vejledningstal", "kommune"],
                name="vejledning_en_pr_kommune",
                violation_error_message="Kommunen står allerede i vejledningstallene.",
            ),
            models.CheckConstraint(
                condition=NOGET_TALT,
                name="vejledning_noget_talt",
                violation_error_message="Skriv mindst ét tal for kommunen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}, {self.vejledningstal.betegnelse}"

    def natural_key(self) -> tuple[str, str, str]:
        """Give the natural key."""
        return (*self.vejledningstal.natural_key(), self.kommune.kode)

    natural_key.dependencies = ["kommuner.vejledningstal", "kontrakt.kommune"]  # type: ignore[attr-defined]

    @property
    def individuelle(self) -> int | None:
        """The individual courses, all kinds that are counted; None when none is."""
        talte = [antal for slags in INDIVIDUELLE if (antal := getattr(self, slags)) is not None]
        return sum(talte) if talte else None
