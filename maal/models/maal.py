"""What a contract promises: goals, what is measured, and the targets."""

from textwrap import shorten

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from kontrakt.dansk import Talfejl
from kontrakt.models import Kontrakt, Rammeaftale
from kontrakt.models.historik import Historik
from maal.enheder import kontroller_vaerdi
from maal.typer import Aendring, Enhed, Krav, Opgoerelse, Segment, Segmentering


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
    tekst = models.TextField("tekst")
    enhed = models.CharField("enhed", max_length=20, choices=Enhed.choices)
    krav = models.CharField("krav", max_length=20, choices=Krav.choices, blank=True)
    opgoerelse = models.CharField("opgørelse", max_length=20, choices=Opgoerelse.choices, default=Opgoerelse.NIVEAU)
    segmentering = models.CharField("segmenter", max_length=20, choices=Segmentering.choices, blank=True)
    metode = models.TextField("metode", blank=True)
    opgoeres_af = models.CharField("opgøres af", max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(enhed=Enhed.KVALITATIV, krav="") | (~Q(enhed=Enhed.KVALITATIV) & ~Q(krav="")),
                name="maalepunkt_krav_passer_til_enhed",
                violation_error_message="Et målepunkt med tal skal have et krav; et kvalitativt har intet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maal.nummer}.{self.nummer} {shorten(self.tekst, 80, placeholder='…')}"

    def natural_key(self) -> tuple[str, int, int]:
        """Give the natural key."""
        return (*self.maal.natural_key(), self.nummer)

    natural_key.dependencies = ["maal.maal"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse to be a part of anything but an earlier målepunkt of the same goal, so that parts make no circle."""
        if self.del_af is not None and (self.del_af.maal_id != self.maal_id or self.del_af.nummer >= self.nummer):
            raise ValidationError({"del_af": "Vælg et tidligere målepunkt under samme mål."})


class MaaltalManager(models.Manager["Maaltal"]):
    """Manager that knows the natural key."""

    def get_by_natural_key(self, slug: str, maal: int, maalepunkt: int, aar: int, segment: str) -> "Maaltal":
        """Find by natural key (used by `loaddata`)."""
        return self.get(
            maalepunkt__maal__kontrakt__slug=slug,
            maalepunkt__maal__nummer=maal,
            maalepunkt__nummer=maalepunkt,
            aar=aar,
            segment=segment,
        )


class Maaltal(models.Model):
    """The target of a målepunkt for one year, in the målepunkt's unit; a blank segment means every segment.

    `udgangspunkt` and `stigning` are kept where the contract states a baseline and a rise ("40 pct." in 2020 and
    "5 procentpoint": 45 pct.); when it states both, they must give the target.
    """

    maalepunkt = models.ForeignKey(Maalepunkt, models.CASCADE, related_name="maaltal", verbose_name="målepunkt")
    aar = models.PositiveSmallIntegerField("år")
    segment = models.CharField("segment", max_length=20, choices=Segment.choices, blank=True)
    vaerdi = models.DecimalField("måltal", max_digits=16, decimal_places=4)
    tolerance = models.DecimalField("tolerance (±)", max_digits=16, decimal_places=4, null=True, blank=True)
    udgangspunkt = models.DecimalField("udgangspunkt", max_digits=16, decimal_places=4, null=True, blank=True)
    stigning = models.DecimalField("stigning", max_digits=16, decimal_places=4, null=True, blank=True)

    objects = MaaltalManager()
    history = Historik()

    class Meta:
        verbose_name = "måltal"
        verbose_name_plural = "måltal"
        ordering = ["maalepunkt", "aar", "segment"]
        constraints = [
            models.UniqueConstraint(
                fields=["maalepunkt", "aar", "segment"],
                name="maaltal_aar_segment_unik",
                violation_error_message="Målepunktet har allerede et måltal for det år og segment.",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="maaltal_tolerance_ikke_negativ",
                violation_error_message="Tolerancen kan ikke være negativ.",
            ),
            models.CheckConstraint(
                condition=Q(udgangspunkt__isnull=True)
                | Q(stigning__isnull=True)
                | Q(vaerdi=F("udgangspunkt") + F("stigning")),
                name="maaltal_udgangspunkt_og_stigning",
                violation_error_message="Udgangspunkt og stigning giver ikke måltallet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maalepunkt}, {self.aar}"

    def natural_key(self) -> tuple[str, int, int, int, str]:
        """Give the natural key."""
        return (*self.maalepunkt.natural_key(), self.aar, self.segment)

    natural_key.dependencies = ["maal.maalepunkt"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a year outside the framework, a segment the målepunkt has not, and a band without its width."""
        fejl = {}
        punkt = self.maalepunkt
        rammeaftale = punkt.maal.kontrakt.rammeaftale
        if self.aar and not rammeaftale.daekker(self.aar):
            fejl["aar"] = f"{self.aar} ligger uden for {rammeaftale}."
        if self.segment and self.segment not in Segmentering(punkt.segmentering).segmenter:
            fejl["segment"] = "Målepunktet opgøres ikke for det segment."
        if punkt.enhed == Enhed.KVALITATIV:
            fejl["vaerdi"] = "Et kvalitativt målepunkt har ingen måltal."
        elif punkt.enhed:  # a form says itself that the unit is missing
            fejl |= self._vaerdifejl(Enhed(punkt.enhed))
        if (punkt.krav == Krav.INDEN_FOR) != (self.tolerance is not None):
            fejl["tolerance"] = "Tolerance hører sammen med kravet »inden for«: angiv begge eller ingen af dem."
        if self.tolerance is not None and self.tolerance < 0:
            fejl["tolerance"] = "Tolerancen kan ikke være negativ."
        if fejl:
            raise ValidationError(fejl)

    def _vaerdifejl(self, enhed: Enhed) -> dict[str, str]:
        """A target and a baseline must be figures that a result can have."""
        fejl = {}
        for felt in ("vaerdi", "udgangspunkt"):
            try:
                if (vaerdi := getattr(self, felt)) is not None:
                    kontroller_vaerdi(vaerdi, enhed)
            except Talfejl as grund:
                fejl[felt] = str(grund)
        return fejl
