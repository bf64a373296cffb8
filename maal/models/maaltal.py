"""The targets of a contract's målepunkter, by year and segment."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from kommuner.typer import Grundlag
from kontrakt.dansk import Talfejl
from kontrakt.models.historik import Historik
from maal.enheder import kontroller_vaerdi
from maal.models.maal import Maalepunkt
from maal.typer import Enhed, Krav, Segment, Segmentering


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
    spredning_total = models.PositiveIntegerField(
        "individuelle forløb i alt", null=True, blank=True, validators=[MinValueValidator(1)],
        help_text="Kun ved geografisk spredning: det antal forløb, kontrakten sigter efter, og som fordeles.",
    )  # fmt: skip

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
        fejl |= self._tolerancefejl(punkt)
        if fejl:
            raise ValidationError(fejl)

    def _tolerancefejl(self, punkt: Maalepunkt) -> dict[str, str]:
        """A band has its width, and only a spread of the courses aimed at says how many those are."""
        fejl = {}
        if (punkt.krav == Krav.INDEN_FOR) != (self.tolerance is not None):
            fejl["tolerance"] = "Tolerance hører sammen med kravet »inden for«: angiv begge eller ingen af dem."
        if self.tolerance is not None and self.tolerance < 0:
            fejl["tolerance"] = "Tolerancen kan ikke være negativ."
        # It may be missing: Midtjylland 2026–2027 distributes a target for individual courses that it does not state.
        if self.spredning_total is not None and punkt.spredning_grundlag != Grundlag.MAALTAL:
            fejl["spredning_total"] = "Forløb i alt hører kun til en spredning, der fordeler kontraktens måltal."
        return fejl

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
