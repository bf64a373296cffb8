"""The people who use the system: one role each, tied to the organisation whose contracts they see."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kontrakt.models.parter import Erhvervshus, Kkr


class Rolle(models.TextChoices):
    """What a user is here to do. Who may what is decided in `kontrakt/adgang.py` alone."""

    SEKRETARIAT = "sekretariat", "KKR-sekretariat"
    DIREKTOER = "direktoer", "Erhvervshusets direktør"
    LAESER = "laeser", "Læser"
    ADMINISTRATOR = "administrator", "Administrator"


class BrugerManager(UserManager["Bruger"]):
    """Creates users by role; `createsuperuser` makes an administrator."""

    def get_queryset(self) -> models.QuerySet["Bruger"]:
        """Users with their organisation, which every page shows beside the name."""
        return super().get_queryset().select_related("kkr", "erhvervshus")

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **felter: Any
    ) -> "Bruger":
        """Create a user; `rolle` decides what the user may do, and says whether `kkr` or `erhvervshus` is needed."""
        bruger = self.model(username=username, email=self.normalize_email(email), **felter)
        bruger.set_password(password)
        bruger.save(using=self._db)
        return bruger

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **felter: Any
    ) -> "Bruger":
        """Create an administrator."""
        return self.create_user(username, email, password, **{**felter, "rolle": Rolle.ADMINISTRATOR})


class Bruger(AbstractUser):
    """A user with one role. The secretariat belongs to a KKR, the director to a house, the others to neither."""

    rolle = models.CharField("rolle", max_length=20, choices=Rolle.choices, default=Rolle.LAESER)
    kkr = models.ForeignKey(Kkr, models.PROTECT, null=True, blank=True, verbose_name="KKR")
    erhvervshus = models.ForeignKey(Erhvervshus, models.PROTECT, null=True, blank=True, verbose_name="erhvervshus")

    objects: ClassVar[BrugerManager] = BrugerManager()

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rolle=Rolle.SEKRETARIAT, kkr__isnull=False, erhvervshus__isnull=True)
                | Q(rolle=Rolle.DIREKTOER, kkr__isnull=True, erhvervshus__isnull=False)
                | Q(rolle__in=[Rolle.LAESER, Rolle.ADMINISTRATOR], kkr__isnull=True, erhvervshus__isnull=True),
                name="bruger_rolle_og_organisation",
                violation_error_message=(
                    "Et KKR-sekretariat skal have et KKR og en direktør et erhvervshus; "
                    "de øvrige roller har ingen af delene."
                ),
            ),
        ]

    # The role alone decides; the two flags that Django's admin asks for follow from it and are not stored.
    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        """Whether the user may enter the administration."""
        return self.rolle == Rolle.ADMINISTRATOR

    @property
    def is_superuser(self) -> bool:  # type: ignore[override]
        """Whether the user has every permission."""
        return self.rolle == Rolle.ADMINISTRATOR

    @property
    def organisation(self) -> str:
        """The name of the organisation the user acts for, as shown beside the user's name."""
        return str(self.kkr or self.erhvervshus or self.get_rolle_display())

    def clean(self) -> None:
        """Refuse a role without its organisation, at the field where the person can mend it."""
        super().clean()
        if self.rolle == Rolle.SEKRETARIAT and self.kkr is None:
            raise ValidationError({"kkr": "Vælg det KKR, som sekretariatet arbejder for."})
        if self.rolle == Rolle.DIREKTOER and self.erhvervshus is None:
            raise ValidationError({"erhvervshus": "Vælg det erhvervshus, som direktøren leder."})
