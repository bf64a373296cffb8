"""The people who use the system: one role each, tied to the organisation they act for."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kontrakt.adgang import er_administrator, taeller_vejledning
from kontrakt.models.historik import Historik
from kontrakt.models.parter import Erhvervshus, Kkr, Kommune
from kontrakt.typer import National, Rolle


class BrugerManager(UserManager["Bruger"]):
    """Creates users by role; `createsuperuser` makes an administrator."""

    use_in_migrations = False  # it asks for columns that older states of the table have not

    def get_queryset(self) -> models.QuerySet["Bruger"]:
        """Users with their organisation, which every page shows beside the name."""
        return super().get_queryset().select_related("kkr", "erhvervshus", "kommune")

    def select_for_update(self, *args: Any, **kwargs: Any) -> models.QuerySet["Bruger"]:
        """Locked, without the organisation: PostgreSQL cannot lock what is perhaps not there."""
        return self.get_queryset().select_related(None).select_for_update(*args, **kwargs)

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **felter: Any
    ) -> "Bruger":
        """Create a user; `rolle` decides what the user may do, and which organisation is needed."""
        bruger = self.model(username=username, email=self.normalize_email(email), **felter)
        bruger.set_password(password)
        bruger.save(using=self._db)
        return bruger

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **felter: Any
    ) -> "Bruger":
        """Create an administrator."""
        return self.create_user(username, email, password, **{**felter, "rolle": Rolle.ADMINISTRATOR})


UDEN_KKR, UDEN_HUS, UDEN_KOMMUNE = Q(kkr__isnull=True), Q(erhvervshus__isnull=True), Q(kommune__isnull=True)
UDEN_NATIONAL = Q(national="")


class Bruger(AbstractUser):
    """A user with one role, who acts for one organisation.

    The secretariat belongs to a KKR, the director to a house, a reader to a municipality or a national party; the
    administrator to none.
    """

    rolle = models.CharField("rolle", max_length=20, choices=Rolle.choices, default=Rolle.LAESER)
    kkr = models.ForeignKey(Kkr, models.PROTECT, null=True, blank=True, verbose_name="KKR")
    erhvervshus = models.ForeignKey(Erhvervshus, models.PROTECT, null=True, blank=True, verbose_name="erhvervshus")

    kommune = models.ForeignKey(Kommune, models.PROTECT, null=True, blank=True, verbose_name="kommune")
    national = models.CharField("national part", max_length=20, choices=National.choices, blank=True)
    paamindelser = models.BooleanField(
        "påmindelser om frister", default=True, help_text="Send mig en mail, når en frist nærmer sig eller er passeret."
    )
    # The calendar's address is signed with this number: a new number closes the old address, none closes them all.
    kalender = models.PositiveIntegerField("kalenderadressens nummer", null=True, blank=True, editable=False)

    objects: ClassVar[BrugerManager] = BrugerManager()
    history = Historik(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(rolle=Rolle.SEKRETARIAT, kkr__isnull=False) & UDEN_HUS & UDEN_KOMMUNE & UDEN_NATIONAL)
                | (Q(rolle=Rolle.DIREKTOER, erhvervshus__isnull=False) & UDEN_KKR & UDEN_KOMMUNE & UDEN_NATIONAL)
                | (Q(rolle=Rolle.LAESER, kommune__isnull=False) & UDEN_KKR & UDEN_HUS & UDEN_NATIONAL)
                | (Q(rolle=Rolle.LAESER) & ~Q(national="") & UDEN_KKR & UDEN_HUS & UDEN_KOMMUNE)
                | (Q(rolle=Rolle.ADMINISTRATOR) & UDEN_KKR & UDEN_HUS & UDEN_KOMMUNE & UDEN_NATIONAL),
                name="bruger_rolle_og_organisation",
                violation_error_message=(
                    "Et KKR-sekretariat skal have et KKR, en direktør et erhvervshus og en læser en kommune eller en "
                    "national part. En administrator har ingen af delene. Ryd de øvrige felter."
                ),
            ),
        ]

    # The role alone decides; the two flags that Django's admin asks for follow from it and are not stored.
    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        """Whether the user may enter the administration."""
        return er_administrator(self)

    @property
    def is_superuser(self) -> bool:  # type: ignore[override]
        """Whether the user has every permission."""
        return er_administrator(self)

    @property
    def taeller_vejledning(self) -> bool:
        """Whether the user counts guidance for some erhvervshus, and so has the pages for it in the menu."""
        return taeller_vejledning(self)

    @property
    def navn(self) -> str:
        """The person's name, else the user name, as it stands on what the user makes."""
        return self.get_full_name() or self.username

    @property
    def organisation(self) -> str:
        """The name of the organisation the user acts for, as shown beside the user's name."""
        kommune = f"{self.kommune} Kommune" if self.kommune else ""
        return str(self.kkr or self.erhvervshus or kommune or self.get_national_display() or self.get_rolle_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the e-mail address in small letters, as log-in looks for it."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a role without its organisation, at the field where the person can mend it."""
        super().clean()
        if self.rolle == Rolle.SEKRETARIAT and self.kkr is None:
            raise ValidationError({"kkr": "Vælg det KKR, som sekretariatet arbejder for."})
        if self.rolle == Rolle.DIREKTOER and self.erhvervshus is None:
            raise ValidationError({"erhvervshus": "Vælg det erhvervshus, som direktøren leder."})
        if self.rolle == Rolle.LAESER and not (self.kommune or self.national):
            raise ValidationError({"kommune": "Vælg den kommune eller den nationale part, som læseren hører til."})
