"""Who pays what for the erhvervshus."""

from django.db import models

from kontrakt.dansk import vis_tal
from kontrakt.models import Bruger, Kommune, Kontrakt
from kontrakt.models.historik import Historik


class FordelingsnoegleQuerySet(models.QuerySet["Fordelingsnoegle"]):
    """Funding keys, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "FordelingsnoegleQuerySet":
        """The keys of the contracts that a user may see: a key is part of its contract, and published with it."""
        return self.filter(kontrakt__in=Kontrakt.objects.synlige_for(bruger))


class FordelingsnoegleManager(models.Manager.from_queryset(FordelingsnoegleQuerySet)):  # type: ignore[misc]
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, aar: int) -> "Fordelingsnoegle":
        """Find by natural key (used by `loaddata`)."""
        return self.get(kontrakt__slug=slug, aar=aar)


class Fordelingsnoegle(models.Model):
    """Who pays the basisbevilling of one contract year. Unit: whole 1.000 kr."""

    kontrakt = models.ForeignKey(Kontrakt, models.CASCADE, related_name="fordelingsnoegler", verbose_name="kontrakt")
    aar = models.PositiveSmallIntegerField("år")
    i_alt = models.PositiveIntegerField("trykt i alt (1.000 kr.)", help_text="Totalen, som den står i kontrakten.")

    objects = FordelingsnoegleManager()
    history = Historik()

    class Meta:
        verbose_name = "fordelingsnøgle"
        verbose_name_plural = "fordelingsnøgler"
        ordering = ["kontrakt", "aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["kontrakt", "aar"],
                name="fordelingsnoegle_kontrakt_aar_unik",
                violation_error_message="Kontrakten har allerede en fordelingsnøgle for det år.",
            )
        ]

    def __str__(self) -> str:
        return f"Fordelingsnøgle {self.aar}, {self.kontrakt.erhvervshus}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (self.kontrakt.slug, self.aar)

    natural_key.dependencies = ["kontrakt.kontrakt"]  # type: ignore[attr-defined]


class BidragQuerySet(models.QuerySet["Bidrag"]):
    """Contributions, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "BidragQuerySet":
        """The contributions of the keys that a user may see."""
        return self.filter(noegle__kontrakt__in=Kontrakt.objects.synlige_for(bruger))


class BidragManager(models.Manager.from_queryset(BidragQuerySet)):  # type: ignore[misc]
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, aar: int, kode: str) -> "Bidrag":
        """Find by natural key (used by `loaddata`)."""
        return self.get(noegle__kontrakt__slug=slug, noegle__aar=aar, kommune__kode=kode)


class Bidrag(models.Model):
    """What one municipality pays by a funding key. Unit: whole 1.000 kr."""

    noegle = models.ForeignKey(Fordelingsnoegle, models.CASCADE, related_name="bidrag", verbose_name="fordelingsnøgle")
    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="bidrag", verbose_name="kommune")
    beloeb = models.PositiveIntegerField("bidrag (1.000 kr.)")

    objects = BidragManager()
    history = Historik()

    class Meta:
        verbose_name = "bidrag"
        verbose_name_plural = "bidrag"
        ordering = ["noegle", "kommune__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["noegle", "kommune"],
                name="bidrag_noegle_kommune_unik",
                violation_error_message="Kommunen står allerede i nøglen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {vis_tal(self.beloeb)}"

    def natural_key(self) -> tuple[str, int, str]:
        """Give the natural key."""
        return (*self.noegle.natural_key(), self.kommune.kode)

    natural_key.dependencies = ["kommuner.fordelingsnoegle", "kontrakt.kommune"]  # type: ignore[attr-defined]
