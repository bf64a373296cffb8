"""What a house reports: one report on a contract year, and its way from draft to what was sent."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kontrakt.adgang import ser_kladder
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from kontrakt.models.historik import Historik
from maal.typer import LAASTE, Slags, Tilstand

# The effect of a year's guidance is measured two years after it, and the figures come the year after that (Sjælland
# 2025, Mål 5): a later date is a slip of the pen.
MAKS_AAR_EFTER = 3


class AfrapporteringQuerySet(models.QuerySet["Afrapportering"]):
    """Reports, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "AfrapporteringQuerySet":
        """The reports of the contracts a user may see; a reader sees approved ones only, never a draft."""
        synlige = self.filter(kontrakt__in=Kontrakt.objects.synlige_for(bruger))
        return synlige if ser_kladder(bruger) else synlige.filter(tilstand__in=LAASTE)

    def offentlige(self) -> "AfrapporteringQuerySet":
        """What KKR has approved on agreed contracts: published, so that everybody who is logged in may compare it.

        Where all houses stand side by side; the pages of a contract and its reports are its parties' and readers'.
        """
        return self.filter(kontrakt__in=Kontrakt.objects.offentlige(), tilstand__in=LAASTE)


class AfrapporteringManager(models.Manager.from_queryset(AfrapporteringQuerySet)):  # type: ignore[misc]
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, aar: int, slags: str, pr_dato: str | datetime.date) -> "Afrapportering":
        """Find by natural key (used by `loaddata`)."""
        return self.get(kontrakt__slug=slug, aar=aar, slags=slags, pr_dato=pr_dato)


class Afrapportering(models.Model):
    """One report on one contract year, as of a date."""

    kontrakt = models.ForeignKey(Kontrakt, models.PROTECT, related_name="afrapporteringer", verbose_name="kontrakt")
    aar = models.PositiveSmallIntegerField("år")
    slags = models.CharField("slags", max_length=20, choices=Slags.choices)
    pr_dato = models.DateField("pr. dato")
    frist = models.DateField("frist", null=True, blank=True)
    tilstand = models.CharField("tilstand", max_length=20, choices=Tilstand.choices, default=Tilstand.KLADDE)
    oprettet = models.DateTimeField("oprettet", auto_now_add=True)
    oprettet_af = models.ForeignKey(
        Bruger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oprettet af"
    )

    objects = AfrapporteringManager()
    history = Historik()

    class Meta:
        verbose_name = "afrapportering"
        verbose_name_plural = "afrapporteringer"
        ordering = ["kontrakt", "aar", "pr_dato"]
        constraints = [
            models.UniqueConstraint(
                fields=["kontrakt", "aar", "slags", "pr_dato"],
                name="afrapportering_unik",
                violation_error_message="Der findes allerede en afrapportering af den slags for året pr. den dato.",
            ),
            models.UniqueConstraint(
                fields=["kontrakt", "aar"],
                condition=Q(slags=Slags.ENDELIG),
                name="afrapportering_en_endelig",
                violation_error_message="Der findes allerede en endelig afrapportering for året.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slags_display()} afrapportering {self.aar}, {self.kontrakt.erhvervshus}"

    def natural_key(self) -> tuple[str, int, str, datetime.date]:
        """Give the natural key."""
        return (self.kontrakt.slug, self.aar, self.slags, self.pr_dato)

    natural_key.dependencies = ["kontrakt.kontrakt", "kontrakt.bruger"]  # type: ignore[attr-defined]

    @property
    def er_endelig(self) -> bool:
        """Whether the report settles the year; the others are shown as preliminary."""
        return self.slags == Slags.ENDELIG

    @property
    def i_ord(self) -> str:
        """Where it is on its way, inside a sentence: `en kladde`, `sendt til KL og Erhvervsstyrelsen`."""
        ord_: str = Tilstand(self.tilstand).label
        return "en kladde" if self.er_kladde else ord_[0].lower() + ord_[1:]

    @property
    def er_kladde(self) -> bool:
        """Whether the house still writes."""
        return self.tilstand == Tilstand.KLADDE

    @property
    def er_indsendt(self) -> bool:
        """Whether the director has signed it off and KKR has not approved it."""
        return self.tilstand == Tilstand.INDSENDT

    @property
    def er_godkendt(self) -> bool:
        """Whether KKR has approved it and it is not sent."""
        return self.tilstand == Tilstand.GODKENDT

    @property
    def er_sendt(self) -> bool:
        """Whether it is sent to KL and Erhvervsstyrelsen."""
        return self.tilstand == Tilstand.SENDT

    def clean(self) -> None:
        """Refuse a report on a draft, a year that is not the contract's and a date that cannot belong to the report."""
        if not hasattr(self, "kontrakt"):
            return  # a form says itself that the contract is missing
        if self.kontrakt.tilstand == Kontrakttilstand.UDKAST:
            raise ValidationError("Kontrakten er et udkast. Der kan afrapporteres, når den er vedtaget.")
        fejl = self._datofejl() if self.aar and self.pr_dato else {}
        if self.aar and self.aar not in self.kontrakt.aar:
            fejl["aar"] = f"{self.aar} er ikke et af kontraktens år ({self.kontrakt.periode})."
        if fejl:
            raise ValidationError(fejl)

    def _datofejl(self) -> dict[str, str]:
        """What is wrong with the as-of date and the deadline."""
        fejl = {}
        if self.pr_dato < datetime.date(self.aar, 1, 1):
            fejl["pr_dato"] = f"Datoen ligger før {self.aar}, som afrapporteringen handler om."
        elif self.slags == Slags.ENDELIG and self.pr_dato < datetime.date(self.aar, 12, 31):
            fejl["pr_dato"] = f"En endelig afrapportering opgøres tidligst pr. 31. december {self.aar}."
        elif self.pr_dato.year > self.aar + MAKS_AAR_EFTER:
            fejl["pr_dato"] = f"Datoen ligger mere end {MAKS_AAR_EFTER} år efter {self.aar}. Kontrollér årstallet."
        if self.frist and self.frist < self.pr_dato:
            fejl["frist"] = "Fristen ligger før den dato, tallene er gjort op."
        return fejl


class TilstandsskiftManager(models.Manager["Tilstandsskift"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, *noegle: str) -> "Tilstandsskift":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            afrapportering=Afrapportering.objects.get_by_natural_key(*noegle[:4]),  # type: ignore[arg-type]
            tidspunkt=noegle[4],
        )


class Tilstandsskift(models.Model):
    """One step on a report's way: who moved it, when, and what they said. Never changed; the newest is where it is.

    `dato` is the KKR meeting's when it is approved, and the day it went to KL and Erhvervsstyrelsen when it is sent.
    """

    afrapportering = models.ForeignKey(
        Afrapportering, models.PROTECT, related_name="tilstandsskift", verbose_name="afrapportering"
    )
    fra = models.CharField("fra", max_length=20, choices=Tilstand.choices)
    til = models.CharField("til", max_length=20, choices=Tilstand.choices)
    tidspunkt = models.DateTimeField("tidspunkt")
    bruger = models.ForeignKey(Bruger, models.PROTECT, related_name="+", verbose_name="bruger")
    dato = models.DateField("dato", null=True, blank=True)
    bemaerkning = models.TextField("bemærkning", blank=True, max_length=5_000)

    objects = TilstandsskiftManager()

    class Meta:
        verbose_name = "tilstandsskift"
        verbose_name_plural = "tilstandsskift"
        ordering = ["afrapportering", "tidspunkt", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["afrapportering", "tidspunkt"], name="tilstandsskift_et_ad_gangen"),
            models.CheckConstraint(
                condition=~Q(til__in=[Tilstand.GODKENDT, Tilstand.SENDT]) | Q(dato__isnull=False),
                name="tilstandsskift_godkendt_og_sendt_med_dato",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fra_display()} → {self.get_til_display()}"

    def natural_key(self) -> tuple[object, ...]:
        """Give the natural key."""
        return (*self.afrapportering.natural_key(), self.tidspunkt)

    natural_key.dependencies = ["maal.afrapportering"]  # type: ignore[attr-defined]
