"""Municipalities, their population, and who pays what for the erhvervshus."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from kontrakt.dansk import vis_tal
from kontrakt.models import Erhvervshus, Kontrakt
from kontrakt.models.felter import Sorteringsfelt


class Kommunetype(models.TextChoices):
    """By or land, as in Bilag 1 of the rammeaftale 2021–2023."""

    BY = "by", "Bykommune"
    LAND = "land", "Landkommune"


class KommuneManager(models.Manager["Kommune"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, kode: str) -> "Kommune":
        """Find by natural key (used by `loaddata`)."""
        return self.get(kode=kode)


class Kommune(models.Model):
    """One of the 98 municipalities. The code is text of four characters, as the address register writes it."""

    kode = models.CharField(
        "kommunekode",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{4}$", "Kommunekoden er fire cifre, fx 0751.")],
    )
    navn = models.CharField("navn", max_length=100, unique=True)
    erhvervshus = models.ForeignKey(Erhvervshus, models.PROTECT, related_name="kommuner", verbose_name="erhvervshus")
    type = models.CharField("by eller land", max_length=10, choices=Kommunetype.choices)
    region = models.CharField("region", max_length=50)
    sortering = Sorteringsfelt(kilde="navn")

    objects = KommuneManager()

    class Meta:
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"
        ordering = ["sortering"]
        constraints = [
            models.CheckConstraint(
                # Not a regular expression: SQLite has none of its own, so its tools could not check the table.
                condition=Exact(Length("kode"), 4),
                name="kommune_kode_fire_tegn",
                violation_error_message="Kommunekoden er fire cifre, fx 0751.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    def natural_key(self) -> tuple[str]:
        """Give the natural key."""
        return (self.kode,)

    natural_key.dependencies = ["kontrakt.erhvervshus"]  # type: ignore[attr-defined]


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

    class Meta:
        verbose_name = "folketal"
        verbose_name_plural = "folketal"
        ordering = ["kommune__sortering", "aar"]
        constraints = [models.UniqueConstraint(fields=["kommune", "aar"], name="folketal_kommune_aar_unik")]

    def __str__(self) -> str:
        return f"{self.kommune}, 1. januar {self.aar}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (self.kommune.kode, self.aar)

    natural_key.dependencies = ["kommuner.kommune"]  # type: ignore[attr-defined]


class FordelingsnoegleManager(models.Manager["Fordelingsnoegle"]):
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


class BidragManager(models.Manager["Bidrag"]):
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

    natural_key.dependencies = ["kommuner.fordelingsnoegle", "kommuner.kommune"]  # type: ignore[attr-defined]
