"""The contract itself, its signatures and its focus areas."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from kontrakt.adgang import OFFENTLIGE_KONTRAKTER, synlige_kontrakter
from kontrakt.models.bruger import Bruger
from kontrakt.models.historik import Historik
from kontrakt.models.parter import Erhvervshus, Rammeaftale
from kontrakt.typer import Frekvens, Kontrakttilstand


class Part(models.TextChoices):
    """The side a signature is given for."""

    KKR = "kkr", "KKR"
    ERHVERVSHUS = "erhvervshus", "Erhvervshus"


class KontraktQuerySet(models.QuerySet["Kontrakt"]):
    """Contracts, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "KontraktQuerySet":
        """The contracts that a user may see; `kontrakt.adgang` has the rule."""
        return self.filter(synlige_kontrakter(bruger))

    def offentlige(self) -> "KontraktQuerySet":
        """The contracts that are published, for everybody who is logged in, also another house's."""
        return self.filter(OFFENTLIGE_KONTRAKTER)


class KontraktManager(models.Manager.from_queryset(KontraktQuerySet)):  # type: ignore[misc]
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str) -> "Kontrakt":
        """Find by natural key (used by `loaddata`)."""
        return self.get(slug=slug)


def kontraktslug(erhvervshus: str, fra_aar: int, til_aar: int) -> str:
    """The address of a contract: `midtjylland-2025`, `midtjylland-2026-2027`."""
    return f"{erhvervshus}-{fra_aar}" if fra_aar == til_aar else f"{erhvervshus}-{fra_aar}-{til_aar}"


class Kontrakt(models.Model):
    """One resultatkontrakt between a KKR and its erhvervshus, for one or two calendar years."""

    slug = models.SlugField("adresse", unique=True, editable=False)
    erhvervshus = models.ForeignKey(Erhvervshus, models.PROTECT, related_name="kontrakter", verbose_name="erhvervshus")
    rammeaftale = models.ForeignKey(Rammeaftale, models.PROTECT, related_name="kontrakter", verbose_name="rammeaftale")
    fra_aar = models.PositiveSmallIntegerField("fra år")
    til_aar = models.PositiveSmallIntegerField("til og med år")
    tilstand = models.CharField("tilstand", max_length=20, choices=Kontrakttilstand.choices)
    vedtaget_dato = models.DateField("vedtaget dato", null=True, blank=True)
    traeder_i_kraft = models.DateField("træder i kraft", null=True, blank=True)
    frekvens = models.CharField("afrapporteres", max_length=20, choices=Frekvens.choices, default=Frekvens.AARLIG)
    forgaenger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="efterfoelgere", verbose_name="forrige kontrakt"
    )
    kilde = models.TextField("kilde", blank=True, help_text="Dokumentet, som kontrakten er skrevet ind fra.")

    objects = KontraktManager()
    history = Historik()

    class Meta:
        verbose_name = "kontrakt"
        verbose_name_plural = "kontrakter"
        ordering = ["-fra_aar", "erhvervshus__sortering"]
        constraints = [
            models.UniqueConstraint(
                fields=["erhvervshus", "fra_aar"],
                name="kontrakt_hus_fra_aar_unik",
                violation_error_message="Erhvervshuset har allerede en kontrakt, der begynder det år.",
            ),
            models.CheckConstraint(
                condition=Q(til_aar=F("fra_aar")) | Q(til_aar=F("fra_aar") + 1),
                name="kontrakt_et_eller_to_aar",
                violation_error_message="En resultatkontrakt gælder ét eller to kalenderår.",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=Kontrakttilstand.VEDTAGET) | Q(vedtaget_dato__isnull=True),
                name="kontrakt_udkast_uden_dato",
                violation_error_message="Et udkast kan ikke have en vedtagelsesdato.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, {self.erhvervshus}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, with the address made once from house and years so that links keep working."""
        if not self.slug:
            self.slug = kontraktslug(self.erhvervshus.noegle, self.fra_aar, self.til_aar)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def natural_key(self) -> tuple[str]:
        """Give the natural key."""
        return (self.slug,)

    natural_key.dependencies = ["kontrakt.erhvervshus", "kontrakt.rammeaftale"]  # type: ignore[attr-defined]

    @property
    def titel(self) -> str:
        """The title as printed: `Resultatkontrakt 2025`, `Resultatkontrakt 2026–2027`."""
        return f"Resultatkontrakt {self.periode}"

    @property
    def fuld_titel(self) -> str:
        """The title, which tells a draft from what is agreed: `Resultatkontrakt 2027 (udkast)`."""
        return f"{self.titel} (udkast)" if self.tilstand == Kontrakttilstand.UDKAST else self.titel

    @property
    def periode(self) -> str:
        """The years: `2025` or `2026–2027`."""
        return str(self.fra_aar) if self.fra_aar == self.til_aar else f"{self.fra_aar}–{self.til_aar}"

    @property
    def aar(self) -> tuple[int, ...]:
        """The calendar years of the contract."""
        return tuple(range(self.fra_aar, self.til_aar + 1))

    def clean(self) -> None:
        """Refuse years outside the framework, years already under contract, and a predecessor of another house."""
        fejl: dict[str, str] = {}
        har_aar = self.fra_aar and self.til_aar
        if har_aar and self.rammeaftale_id and not all(self.rammeaftale.daekker(aar) for aar in self.aar):
            fejl["fra_aar"] = f"Kontraktens år ligger uden for {self.rammeaftale}."
        if har_aar and self.erhvervshus_id:
            andre = Kontrakt.objects.filter(
                erhvervshus_id=self.erhvervshus_id, fra_aar__lte=self.til_aar, til_aar__gte=self.fra_aar
            ).exclude(pk=self.pk)
            if anden := andre.first():
                fejl["til_aar"] = f"{anden.titel} dækker allerede et af årene for {self.erhvervshus}."
        if (forrige := self.forgaenger) is not None and har_aar:  # noqa: SIM102 - one question at a time
            if forrige.erhvervshus_id != self.erhvervshus_id or forrige.til_aar >= self.fra_aar:
                fejl["forgaenger"] = "Den forrige kontrakt skal være en ældre kontrakt med samme erhvervshus."
        if fejl:
            raise ValidationError(fejl)


M = TypeVar("M", bound=models.Model)


class KontraktdelManager(models.Manager[M]):
    """Manager of a part of a contract that is known by the contract's address and one more word, `felt`."""

    felt: str

    def get_by_natural_key(self, slug: str, vaerdi: object) -> M:
        """Find by natural key (used by `loaddata`)."""
        return self.get(**{"kontrakt__slug": slug, self.felt: vaerdi})


class UnderskriftManager(KontraktdelManager["Underskrift"]):
    """Signatures are known by their side."""

    felt = "part"


class IndsatsomraadeManager(KontraktdelManager["Indsatsomraade"]):
    """Focus areas are known by their number."""

    felt = "nummer"


class Underskrift(models.Model):
    """A signature under the contract. The date is empty where the source cannot be read."""

    kontrakt = models.ForeignKey(Kontrakt, models.CASCADE, related_name="underskrifter")
    part = models.CharField("part", max_length=20, choices=Part.choices)
    navn = models.CharField("navn", max_length=100)
    titel = models.CharField("titel", max_length=150)
    dato = models.DateField("dato", null=True, blank=True)

    objects = UnderskriftManager()
    history = Historik()

    class Meta:
        verbose_name = "underskrift"
        verbose_name_plural = "underskrifter"
        ordering = ["kontrakt", "-part"]
        constraints = [
            models.UniqueConstraint(
                fields=["kontrakt", "part"],
                name="underskrift_en_pr_part",
                violation_error_message="Kontrakten har allerede en underskrift for den part.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.navn}, {self.titel}"

    def natural_key(self) -> tuple[str, str]:
        """Give the natural key."""
        return (self.kontrakt.slug, self.part)

    natural_key.dependencies = ["kontrakt.kontrakt"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a signature under a draft."""
        if hasattr(self, "kontrakt") and self.kontrakt.tilstand == Kontrakttilstand.UDKAST:
            raise ValidationError("Et udkast har ingen underskrifter. Sæt kontrakten til vedtaget først.")


class Indsatsomraade(models.Model):
    """A focus area (særligt indsatsområde): reported in words, without a figure."""

    kontrakt = models.ForeignKey(Kontrakt, models.CASCADE, related_name="indsatsomraader")
    nummer = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1)])
    titel = models.CharField("titel", max_length=200)
    afsnit = models.CharField(
        "afsnit", max_length=200, blank=True, help_text="Overskriften i kontrakten, når områderne står i flere afsnit."
    )
    beskrivelse = models.TextField("beskrivelse", blank=True)

    objects = IndsatsomraadeManager()
    history = Historik()

    class Meta:
        verbose_name = "særligt indsatsområde"
        verbose_name_plural = "særlige indsatsområder"
        ordering = ["kontrakt", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["kontrakt", "nummer"],
                name="indsatsomraade_nummer_unik",
                violation_error_message="Kontrakten har allerede et indsatsområde med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.titel}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (self.kontrakt.slug, self.nummer)

    natural_key.dependencies = ["kontrakt.kontrakt"]  # type: ignore[attr-defined]
