"""What a house reports: one report on a contract year, and what it says of each målepunkt and focus area."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kontrakt.models import Bruger, Indsatsomraade, Kontrakt, Kontrakttilstand, Rolle
from maal.models.maal import Maal, Maalepunkt
from maal.typer import Oprindelse, Segment, Slags, Tilstand, Vurdering

# The effect of a year's guidance is measured two years after it, and the figures come the year after that (Sjælland
# 2025, Mål 5): a later date is a slip of the pen.
MAKS_AAR_EFTER = 3


class AfrapporteringQuerySet(models.QuerySet["Afrapportering"]):
    """Reports, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "AfrapporteringQuerySet":
        """The reports of the contracts a user may see; a reader sees approved ones only, never a draft."""
        synlige = self.filter(kontrakt__in=Kontrakt.objects.synlige_for(bruger))
        return synlige.filter(tilstand=Tilstand.GODKENDT) if bruger.rolle == Rolle.LAESER else synlige


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
    indsendt = models.DateTimeField("indsendt", null=True, blank=True)
    indsendt_af = models.ForeignKey(
        Bruger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="indsendt af"
    )
    godkendt = models.DateTimeField("godkendt", null=True, blank=True)
    godkendt_af = models.ForeignKey(
        Bruger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkendt af"
    )

    objects = AfrapporteringManager()

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
    def er_aaben(self) -> bool:
        """Whether statuses may still be changed."""
        return self.tilstand == Tilstand.KLADDE

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


def beskyt_skrevne(collector: Any, field: Any, sub_objs: models.QuerySet[Any], using: str) -> None:
    """For `on_delete`: what has a written status cannot be deleted; empty statuses go with it."""
    if skrevne := list(sub_objs.exclude(oprindelse=Oprindelse.TOM)):
        raise models.ProtectedError("Der er skrevet statusser, som ville gå tabt.", set(skrevne))
    models.CASCADE(collector, field, sub_objs, using)


class Skrevet(models.Model):
    """What statuses and focus-area statuses share: the words, and who wrote them when, in which version."""

    tekst = models.TextField("status", blank=True, max_length=20_000)
    version = models.PositiveIntegerField("version", default=0, editable=False)
    oprindelse = models.CharField(
        "oprindelse", max_length=10, choices=Oprindelse.choices, default=Oprindelse.TOM, editable=False
    )
    opdateret = models.DateTimeField("opdateret", null=True, editable=False)
    opdateret_af = models.ForeignKey(
        Bruger, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="opdateret af"
    )

    class Meta:
        abstract = True


class StatusManager(models.Manager["Status"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, *noegle: str) -> "Status":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            afrapportering=Afrapportering.objects.get_by_natural_key(*noegle[:4]),  # type: ignore[arg-type]
            maalepunkt__maal__nummer=noegle[4],
            maalepunkt__nummer=noegle[5],
        )


class Status(Skrevet):
    """What one report says of one målepunkt. Change it through `maal.status.gem_status` only."""

    afrapportering = models.ForeignKey(
        Afrapportering, beskyt_skrevne, related_name="statusser", verbose_name="afrapportering"
    )
    maalepunkt = models.ForeignKey(Maalepunkt, beskyt_skrevne, related_name="statusser", verbose_name="målepunkt")
    kilde = models.CharField("tallets kilde", max_length=200, blank=True)
    afventer = models.CharField("afventer tal fra", max_length=200, blank=True)
    henviser_til = models.ForeignKey(
        Maal, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="se mål"
    )
    egen_vurdering = models.CharField("egen vurdering", max_length=20, choices=Vurdering.choices, blank=True)
    tilsidesat_vurdering = models.CharField(
        "tilsidesat vurdering", max_length=20, choices=Vurdering.choices, blank=True
    )
    begrundelse = models.TextField("begrundelse", blank=True, max_length=5_000)

    objects = StatusManager()

    class Meta:
        verbose_name = "status"
        verbose_name_plural = "statusser"
        ordering = ["afrapportering", "maalepunkt"]
        constraints = [
            models.UniqueConstraint(fields=["afrapportering", "maalepunkt"], name="status_en_pr_maalepunkt"),
            models.CheckConstraint(
                condition=Q(tilsidesat_vurdering="") | ~Q(begrundelse=""),
                name="status_tilsidesat_med_begrundelse",
                violation_error_message="Skriv en begrundelse, når vurderingen tilsidesættes.",
            ),
            models.CheckConstraint(
                condition=Q(afventer="") | Q(henviser_til__isnull=True),
                name="status_afventer_eller_henviser",
                violation_error_message="En status kan ikke både afvente tal og henvise til et andet mål.",
            ),
        ]

    def __str__(self) -> str:
        return f"Status på {self.maalepunkt}"

    def natural_key(self) -> tuple[object, ...]:
        """Give the natural key."""
        return (*self.afrapportering.natural_key(), self.maalepunkt.maal.nummer, self.maalepunkt.nummer)

    natural_key.dependencies = ["maal.afrapportering", "maal.maalepunkt"]  # type: ignore[attr-defined]


class ResultatManager(models.Manager["Resultat"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, *noegle: str) -> "Resultat":
        """Find by natural key (used by `loaddata`)."""
        return self.get(status=Status.objects.get_by_natural_key(*noegle[:6]), segment=noegle[6])


class Resultat(models.Model):
    """One number of a status, in the målepunkt's unit; a blank segment means all."""

    status = models.ForeignKey(Status, models.CASCADE, related_name="resultater", verbose_name="status")
    segment = models.CharField("segment", max_length=20, choices=Segment.choices, blank=True)
    vaerdi = models.DecimalField("resultat", max_digits=16, decimal_places=4)

    objects = ResultatManager()

    class Meta:
        verbose_name = "resultat"
        verbose_name_plural = "resultater"
        ordering = ["status", "segment"]
        constraints = [models.UniqueConstraint(fields=["status", "segment"], name="resultat_et_pr_segment")]

    def __str__(self) -> str:
        return f"{self.status}: {self.vaerdi}"

    def natural_key(self) -> tuple[object, ...]:
        """Give the natural key."""
        return (*self.status.natural_key(), self.segment)

    natural_key.dependencies = ["maal.status"]  # type: ignore[attr-defined]


class IndsatsstatusManager(models.Manager["Indsatsstatus"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, *noegle: str) -> "Indsatsstatus":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            afrapportering=Afrapportering.objects.get_by_natural_key(*noegle[:4]),  # type: ignore[arg-type]
            indsatsomraade__nummer=noegle[4],
        )


class Indsatsstatus(Skrevet):
    """What one report says of one focus area. Change it through `maal.status.gem_indsatsstatus` only."""

    afrapportering = models.ForeignKey(
        Afrapportering, beskyt_skrevne, related_name="indsatsstatusser", verbose_name="afrapportering"
    )
    indsatsomraade = models.ForeignKey(
        Indsatsomraade, beskyt_skrevne, related_name="statusser", verbose_name="indsatsområde"
    )

    objects = IndsatsstatusManager()

    class Meta:
        verbose_name = "status på indsatsområde"
        verbose_name_plural = "statusser på indsatsområder"
        ordering = ["afrapportering", "indsatsomraade"]
        constraints = [
            models.UniqueConstraint(fields=["afrapportering", "indsatsomraade"], name="indsatsstatus_en_pr_omraade")
        ]

    def __str__(self) -> str:
        return f"Status på indsatsområde {self.indsatsomraade.nummer}"

    def natural_key(self) -> tuple[object, ...]:
        """Give the natural key."""
        return (*self.afrapportering.natural_key(), self.indsatsomraade.nummer)

    natural_key.dependencies = ["maal.afrapportering", "kontrakt.indsatsomraade"]  # type: ignore[attr-defined]
