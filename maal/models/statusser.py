"""What a report says of each målepunkt and focus area: the status with its results, and the history of each."""

from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.manager import HistoricalQuerySet

from kommuner.models import Vejledningstal
from kontrakt.adgang import ser_kladder
from kontrakt.models import Bruger, Indsatsomraade
from kontrakt.models.historik import Historik
from maal.models.afrapportering import Afrapportering
from maal.models.maal import Maal, Maalepunkt
from maal.typer import Oprindelse, Segment, Tilstand, Vurdering

# Statuses that are never deleted: written, or in a report that its director has signed off
BEVARES = ~Q(oprindelse=Oprindelse.TOM) | ~Q(afrapportering__tilstand=Tilstand.KLADDE)


def beskyt_skrevne(collector: Any, field: Any, sub_objs: models.QuerySet[Any], using: str) -> None:
    """For `on_delete`: what has a status that is written or submitted cannot be deleted; empty ones go with it."""
    if bevares := list(sub_objs.filter(BEVARES)):
        raise models.ProtectedError("Der er skrevet eller indsendt statusser, som ville gå tabt.", set(bevares))
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


class MedResultater(models.Model):
    """A status as it stood: its results too, by segment, each figure written exactly: `{"drift": "75.0000"}`."""

    resultater = models.JSONField("resultater", default=dict)

    class Meta:
        abstract = True


class SkrevetQuerySet(models.QuerySet[Any]):
    """Statuses of either kind, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "SkrevetQuerySet":
        """The statuses in the reports that a user may see."""
        return self.filter(afrapportering__in=Afrapportering.objects.synlige_for(bruger))


class HistorikQuerySet(HistoricalQuerySet):
    """The history of statuses, narrowed at the source."""

    def synlige_for(self, bruger: Bruger) -> "HistorikQuerySet":
        """The earlier wordings in the reports of a user's own contracts: to a reader they are drafts."""
        synlige = Afrapportering.objects.synlige_for(bruger)
        return self.filter(afrapportering__in=synlige) if ser_kladder(bruger) else self.none()


class StatusManager(models.Manager.from_queryset(SkrevetQuerySet)):  # type: ignore[misc]
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
    vejledningstal = models.ForeignKey(
        Vejledningstal, models.PROTECT, null=True, blank=True, related_name="statusser", verbose_name="vejledningstal"
    )
    egen_vurdering = models.CharField("egen vurdering", max_length=20, choices=Vurdering.choices, blank=True)
    tilsidesat_vurdering = models.CharField(
        "tilsidesat vurdering", max_length=20, choices=Vurdering.choices, blank=True
    )
    begrundelse = models.TextField("begrundelse", blank=True, max_length=5_000)

    objects = StatusManager()
    # One row for each save, written by the door in `maal.status`: it alone knows the results.
    history = Historik(bases=[MedResultater], historical_queryset=HistorikQuerySet)

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
            models.CheckConstraint(
                condition=Q(vejledningstal__isnull=True) | Q(afventer="", henviser_til__isnull=True, egen_vurdering=""),
                name="status_vejledningstal_alene",
                violation_error_message=(
                    "En status, der vurderes ud fra vejledningstal, kan ikke også afvente tal, henvise til et andet "
                    "mål eller have en egen vurdering."
                ),
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


class IndsatsstatusManager(models.Manager.from_queryset(SkrevetQuerySet)):  # type: ignore[misc]
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
    history = Historik(historical_queryset=HistorikQuerySet)

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
