"""The parties of a contract (KKR, erhvervshus, the municipalities that pay) and the framework they sign within."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from kontrakt.adgang import Person, synlige_kommuner
from kontrakt.models.felter import Sorteringsfelt
from kontrakt.models.historik import Historik

M = TypeVar("M", bound=models.Model)


class NoegleManager(models.Manager[M]):
    """Manager of a model whose natural key is its `noegle`."""

    def get_by_natural_key(self, noegle: str) -> M:
        """Find by natural key (used by `loaddata`)."""
        return self.get(noegle=noegle)


class Kkr(models.Model):
    """A kommunekontaktråd: the municipalities' council of an area, the commissioning party."""

    noegle = models.SlugField("nøgle", unique=True, help_text="Kort navn uden æ, ø og å, fx midtjylland.")
    navn = models.CharField("navn", max_length=100, unique=True)
    sortering = Sorteringsfelt(kilde="navn")

    objects = NoegleManager["Kkr"]()
    history = Historik()

    class Meta:
        verbose_name = "KKR"
        verbose_name_plural = "KKR"
        ordering = ["sortering"]

    def __str__(self) -> str:
        return self.navn

    def natural_key(self) -> tuple[str]:
        """Give the natural key."""
        return (self.noegle,)


class Erhvervshus(models.Model):
    """One of the six regional business houses. KKR Syddanmark has two of them."""

    noegle = models.SlugField("nøgle", unique=True, help_text="Kort navn uden æ, ø og å, fx sydjylland.")
    navn = models.CharField("navn", max_length=100, unique=True)
    kkr = models.ForeignKey(Kkr, models.PROTECT, related_name="erhvervshuse", verbose_name="KKR")
    sortering = Sorteringsfelt(kilde="navn")

    objects = NoegleManager["Erhvervshus"]()
    history = Historik()

    class Meta:
        verbose_name = "erhvervshus"
        verbose_name_plural = "erhvervshuse"
        ordering = ["sortering"]

    def __str__(self) -> str:
        return self.navn

    def natural_key(self) -> tuple[str]:
        """Give the natural key."""
        return (self.noegle,)

    natural_key.dependencies = ["kontrakt.kkr"]  # type: ignore[attr-defined]


class Kommunetype(models.TextChoices):
    """By or land, as in Bilag 1 of the rammeaftale 2021–2023."""

    BY = "by", "Bykommune"
    LAND = "land", "Landkommune"


class KommuneQuerySet(models.QuerySet["Kommune"]):
    """Municipalities, narrowed at the source."""

    def synlige_for(self, bruger: Person) -> "KommuneQuerySet":
        """The municipalities whose own numbers a user may see; `kontrakt.adgang` has the rule."""
        return self.filter(synlige_kommuner(bruger))


class KommuneManager(models.Manager.from_queryset(KommuneQuerySet)):  # type: ignore[misc]
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
    history = Historik()

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


class RammeaftaleManager(models.Manager["Rammeaftale"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, fra_aar: int, til_aar: int) -> "Rammeaftale":
        """Find by natural key (used by `loaddata`)."""
        return self.get(fra_aar=fra_aar, til_aar=til_aar)


class Rammeaftale(models.Model):
    """The framework between KL and Erhvervsministeriet that fixes the national goals for some years."""

    titel = models.CharField("titel", max_length=200)
    fra_aar = models.PositiveSmallIntegerField("fra år", validators=[MinValueValidator(2019)])
    til_aar = models.PositiveSmallIntegerField("til og med år")
    indgaaet = models.DateField("indgået", null=True, blank=True)

    objects = RammeaftaleManager()
    history = Historik()

    class Meta:
        verbose_name = "rammeaftale"
        verbose_name_plural = "rammeaftaler"
        ordering = ["fra_aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["fra_aar", "til_aar"],
                name="rammeaftale_aar_unik",
                violation_error_message="Der findes allerede en rammeaftale for de år.",
            ),
            models.CheckConstraint(
                condition=Q(til_aar__gte=F("fra_aar")),
                name="rammeaftale_aar_orden",
                violation_error_message="Rammeaftalens sidste år må ikke ligge før dens første.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rammeaftale {self.fra_aar}–{self.til_aar}"

    def natural_key(self) -> tuple[int, int]:
        """Give the natural key."""
        return (self.fra_aar, self.til_aar)

    def clean(self) -> None:
        """Refuse years that another framework covers."""
        if self.fra_aar and self.til_aar:
            andre = Rammeaftale.objects.filter(fra_aar__lte=self.til_aar, til_aar__gte=self.fra_aar)
            if anden := andre.exclude(pk=self.pk).first():
                raise ValidationError({"til_aar": f"{anden} dækker allerede et af årene."})

    def daekker(self, aar: int) -> bool:
        """Whether the framework covers a calendar year."""
        return self.fra_aar <= aar <= self.til_aar
