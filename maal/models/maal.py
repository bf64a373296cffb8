"""What a contract promises: its goals, and what is measured under each."""

from textwrap import shorten

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Kontrakt, Rammeaftale
from kontrakt.models.historik import Historik
from maal.models.indikator import Indikator
from maal.typer import Aendring, Enhed, Krav, Opgoerelse, Segmentering


class NationaltMaalManager(models.Manager["NationaltMaal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, fra_aar: int, til_aar: int, noegle: str) -> "NationaltMaal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(rammeaftale__fra_aar=fra_aar, rammeaftale__til_aar=til_aar, noegle=noegle)


class NationaltMaal(models.Model):
    """A national goal's identity across houses and years; contracts number the same goal differently."""

    rammeaftale = models.ForeignKey(
        Rammeaftale, models.PROTECT, related_name="nationale_maal", verbose_name="rammeaftale"
    )
    nummer = models.PositiveSmallIntegerField("nummer i rammeaftalen", validators=[MinValueValidator(1)])
    noegle = models.SlugField("nøgle", help_text="Kort navn, fx kendskab. Det samme navn i alle rammeaftaler.")
    titel = models.CharField("titel", max_length=200)

    objects = NationaltMaalManager()
    history = Historik()

    class Meta:
        verbose_name = "nationalt mål"
        verbose_name_plural = "nationale mål"
        ordering = ["rammeaftale", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["rammeaftale", "noegle"],
                name="nationaltmaal_noegle_unik",
                violation_error_message="Rammeaftalen har allerede et nationalt mål med den nøgle.",
            ),
            models.UniqueConstraint(
                fields=["rammeaftale", "nummer"],
                name="nationaltmaal_nummer_unik",
                violation_error_message="Rammeaftalen har allerede et nationalt mål med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} ({self.rammeaftale.fra_aar}–{self.rammeaftale.til_aar})"

    def natural_key(self) -> tuple[int, int, str]:
        """Give the natural key."""
        return (*self.rammeaftale.natural_key(), self.noegle)

    natural_key.dependencies = ["kontrakt.rammeaftale"]  # type: ignore[attr-defined]


class MaalManager(models.Manager["Maal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, nummer: int) -> "Maal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(kontrakt__slug=slug, nummer=nummer)


class Maal(models.Model):
    """A goal in one contract, with that contract's number. Without a national goal it is local."""

    kontrakt = models.ForeignKey(Kontrakt, models.CASCADE, related_name="maal", verbose_name="kontrakt")
    nummer = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1)])
    titel = models.CharField("titel", max_length=200)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    nationalt_maal = models.ForeignKey(
        NationaltMaal, models.PROTECT, null=True, blank=True, related_name="maal", verbose_name="nationalt mål"
    )
    forgaenger = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="efterfoelgere", verbose_name="fortsætter mål"
    )
    aendring = models.CharField(
        "ændring siden forrige kontrakt", max_length=20, choices=Aendring.choices, blank=True,
        help_text="Det, kontrakten selv siger om målet i forhold til året før.",
    )  # fmt: skip

    objects = MaalManager()
    history = Historik()

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["kontrakt", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["kontrakt", "nummer"],
                name="maal_nummer_unik",
                violation_error_message="Kontrakten har allerede et mål med det nummer.",
            ),
            models.UniqueConstraint(
                fields=["kontrakt", "nationalt_maal"],
                condition=Q(nationalt_maal__isnull=False),
                name="maal_nationalt_en_gang",
                violation_error_message="Kontrakten har allerede det nationale mål.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mål {self.nummer}: {self.titel}"

    def natural_key(self) -> tuple[str, int]:
        """Give the natural key."""
        return (self.kontrakt.slug, self.nummer)

    natural_key.dependencies = ["kontrakt.kontrakt", "maal.nationaltmaal"]  # type: ignore[attr-defined]

    @property
    def er_nationalt(self) -> bool:
        """Whether the goal is fixed by the rammeaftale."""
        return self.nationalt_maal_id is not None

    def clean(self) -> None:
        """Refuse a national goal of another framework and a predecessor that is not the previous contract's."""
        if not hasattr(self, "kontrakt"):
            return  # a form says itself that the contract is missing
        fejl = {}
        if self.nationalt_maal is not None and self.nationalt_maal.rammeaftale_id != self.kontrakt.rammeaftale_id:
            fejl["nationalt_maal"] = f"Målet hører ikke til {self.kontrakt.rammeaftale}."
        if self.forgaenger is not None and self.forgaenger.kontrakt_id != self.kontrakt.forgaenger_id:
            fejl["forgaenger"] = "Målet skal stå i den forrige kontrakt."
        if fejl:
            raise ValidationError(fejl)


class MaalepunktManager(models.Manager["Maalepunkt"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, maal: int, nummer: int) -> "Maalepunkt":
        """Find by natural key (used by `loaddata`)."""
        return self.get(maal__kontrakt__slug=slug, maal__nummer=maal, nummer=nummer)


class Maalepunkt(models.Model):
    """What is measured under a goal: unit, demand, segments, method and who measures."""

    maal = models.ForeignKey(Maal, models.CASCADE, related_name="maalepunkter", verbose_name="mål")
    nummer = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1)])
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, null=True, blank=True, related_name="maalepunkter", verbose_name="indikator",
        help_text="Det, der måles, når det sammenlignes med andre kontrakter og år.",
    )  # fmt: skip
    tekst = models.TextField("tekst")
    enhed = models.CharField("enhed", max_length=20, choices=Enhed.choices)
    krav = models.CharField("krav", max_length=20, choices=Krav.choices, blank=True)
    opgoerelse = models.CharField("opgørelse", max_length=20, choices=Opgoerelse.choices, default=Opgoerelse.NIVEAU)
    segmentering = models.CharField("segmenter", max_length=20, choices=Segmentering.choices, blank=True)
    metode = models.TextField("metode", blank=True)
    opgoeres_af = models.CharField("opgøres af", max_length=200, blank=True)
    spredning_niveau = models.CharField("spredning vurderes for", max_length=20, choices=Niveau.choices, blank=True)
    spredning_grundlag = models.CharField("der fordeles", max_length=20, choices=Grundlag.choices, blank=True)
    spredning_afvigelse = models.CharField("tolerancen er", max_length=20, choices=Afvigelse.choices, blank=True)
    del_af = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="dele", verbose_name="heraf, del af målepunkt"
    )

    objects = MaalepunktManager()
    history = Historik()

    class Meta:
        verbose_name = "målepunkt"
        verbose_name_plural = "målepunkter"
        ordering = ["maal", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["maal", "nummer"],
                name="maalepunkt_nummer_unik",
                violation_error_message="Målet har allerede et målepunkt med det nummer.",
            ),
            models.UniqueConstraint(
                fields=["maal", "indikator"],
                condition=Q(indikator__isnull=False),
                name="maalepunkt_indikator_en_gang",
                violation_error_message="Målet har allerede et målepunkt med den indikator.",
            ),
            models.CheckConstraint(
                condition=Q(enhed=Enhed.KVALITATIV, krav="") | (~Q(enhed=Enhed.KVALITATIV) & ~Q(krav="")),
                name="maalepunkt_krav_passer_til_enhed",
                violation_error_message="Et målepunkt med tal skal have et krav; et kvalitativt har intet.",
            ),
            models.CheckConstraint(
                condition=Q(spredning_niveau="", spredning_grundlag="", spredning_afvigelse="")
                | (
                    Q(enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR)
                    & ~Q(spredning_niveau="")
                    & ~Q(spredning_grundlag="")
                    & ~Q(spredning_afvigelse="")
                ),
                name="maalepunkt_spredning_beskrevet",
                violation_error_message=(
                    "Kun geografisk spredning »inden for« en tolerance kan beregnes. Angiv da både, hvad spredningen "
                    "vurderes for, hvad der fordeles, og hvad tolerancen er."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maal.nummer}.{self.nummer} {shorten(self.tekst, 80, placeholder='…')}"

    def natural_key(self) -> tuple[str, int, int]:
        """Give the natural key."""
        return (*self.maal.natural_key(), self.nummer)

    natural_key.dependencies = ["maal.maal", "maal.indikator"]  # type: ignore[attr-defined]

    @property
    def kan_beregne_spredning(self) -> bool:
        """Whether the contract's geographic spread is described, so that it can be computed from guidance."""
        return bool(self.spredning_niveau)

    def clean(self) -> None:
        """Refuse to be a part of anything but an earlier målepunkt of the same goal, so that parts make no circle."""
        if self.del_af is not None and (self.del_af.maal_id != self.maal_id or self.del_af.nummer >= self.nummer):
            raise ValidationError({"del_af": "Vælg et tidligere målepunkt under samme mål."})
