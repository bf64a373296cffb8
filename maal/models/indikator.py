"""What is the same measure across contracts, houses and years, and what the houses have promised of it together."""

from django.core.exceptions import ValidationError
from django.db import models

from kontrakt.models import Erhvervshus, Rammeaftale
from kontrakt.models.historik import Historik


class IndikatorManager(models.Manager["Indikator"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, noegle: str) -> "Indikator":
        """Find by natural key (used by `loaddata`)."""
        return self.get(noegle=noegle)


class Indikator(models.Model):
    """A measure's identity across contracts, houses and years.

    Contracts number and word the same målepunkt differently: comparisons go by this, and never by number or text.
    """

    noegle = models.SlugField(
        "nøgle", unique=True, help_text="Kort navn, fx kendskabsgrad. Det samme i alle kontrakter og år."
    )
    titel = models.CharField("titel", max_length=200, help_text="Som rækken hedder i sammenligninger.")

    objects = IndikatorManager()
    history = Historik()

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["noegle"]

    def __str__(self) -> str:
        return self.titel

    def natural_key(self) -> tuple[str]:
        """Give the natural key."""
        return (self.noegle,)


class FaellesmaaltalManager(models.Manager["Faellesmaaltal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, indikator: str, aar: int) -> "Faellesmaaltal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(indikator__noegle=indikator, aar=aar)


class Faellesmaaltal(models.Model):
    """A target that all houses have together for one year, in the indicator's unit.

    Rammeaftale 2024–2027: 1.200 guided companies under three years old a year by 2027 (Sjælland 2025, Mål 1).
    """

    rammeaftale = models.ForeignKey(
        Rammeaftale, models.PROTECT, related_name="faellesmaaltal", verbose_name="rammeaftale"
    )
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="faellesmaaltal", verbose_name="indikator")
    aar = models.PositiveSmallIntegerField("år")
    vaerdi = models.DecimalField("måltal i alt", max_digits=16, decimal_places=4)

    objects = FaellesmaaltalManager()
    history = Historik()

    class Meta:
        verbose_name = "fælles måltal"
        verbose_name_plural = "fælles måltal"
        ordering = ["indikator__noegle", "aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "aar"],
                name="faellesmaaltal_aar_unik",
                violation_error_message="Indikatoren har allerede et fælles måltal for det år.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator}, {self.aar}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (*self.indikator.natural_key(), self.aar)

    natural_key.dependencies = ["kontrakt.rammeaftale", "maal.indikator"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a year outside the framework."""
        if self.aar and self.rammeaftale_id and not self.rammeaftale.daekker(self.aar):
            raise ValidationError({"aar": f"{self.aar} ligger uden for {self.rammeaftale}."})


class FaellesandelManager(models.Manager["Faellesandel"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, indikator: str, aar: int, erhvervshus: str) -> "Faellesandel":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            faellesmaaltal__indikator__noegle=indikator, faellesmaaltal__aar=aar, erhvervshus__noegle=erhvervshus
        )


class Faellesandel(models.Model):
    """One house's share of a joint target, as the agreement has it: it is not computed, for the agreement rounds."""

    faellesmaaltal = models.ForeignKey(
        Faellesmaaltal, models.CASCADE, related_name="andele", verbose_name="fælles måltal"
    )
    erhvervshus = models.ForeignKey(Erhvervshus, models.PROTECT, related_name="+", verbose_name="erhvervshus")
    vaerdi = models.DecimalField("andel", max_digits=16, decimal_places=4)

    objects = FaellesandelManager()
    history = Historik()

    class Meta:
        verbose_name = "andel af fælles måltal"
        verbose_name_plural = "andele af fælles måltal"
        ordering = ["faellesmaaltal", "erhvervshus__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["faellesmaaltal", "erhvervshus"],
                name="faellesandel_hus_unik",
                violation_error_message="Erhvervshuset har allerede en andel af det fælles måltal.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.faellesmaaltal}, {self.erhvervshus}"

    def natural_key(self) -> tuple[str, int, str]:
        """Give the natural key."""
        return (*self.faellesmaaltal.natural_key(), *self.erhvervshus.natural_key())

    natural_key.dependencies = ["maal.faellesmaaltal", "kontrakt.erhvervshus"]  # type: ignore[attr-defined]
