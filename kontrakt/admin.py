"""The ground floor in the administration: users, parties, frameworks and contracts."""

from http import HTTPStatus
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from kontrakt import haendelse_admin  # noqa: F401 - the log has pages of its own
from kontrakt.administration import Afsnit, Delsaet, Liste, Side
from kontrakt.haendelser import brugernummer, log
from kontrakt.historik import handlende
from kontrakt.models import (
    Bruger,
    Erhvervshus,
    Haendelsesslags,
    Indsatsomraade,
    Kkr,
    Kontrakt,
    Rammeaftale,
    Underskrift,
)
from kontrakt.persondata_admin import slet_persondata

admin.site.unregister(Group)  # the role alone says what a user may do
admin.site.unregister([EmailAddress, SocialAccount, SocialApp, SocialToken])  # never used: kontrakt/udbyder.py
admin.site.unregister(Authenticator)  # stands under its user


SAT_AF_ADMINISTRATOR = "Sat af en administrator."
ROLLEFELTER = ("rolle", "kkr", "erhvervshus", "kommune", "national")
OM_ROLLEN: Any = {
    "fields": ROLLEFELTER,
    "description": (
        "Et KKR-sekretariat hører til et KKR, en direktør til et erhvervshus og en læser til en kommune eller til en "
        "national part, KL eller Erhvervsstyrelsen. En administrator har ingen af delene. Udfyld kun det ene felt."
    ),
}


class OpretBrugerForm(UserCreationForm):  # type: ignore[type-arg]
    """Django's form for a new user, with the role that every user needs."""

    class Meta(UserCreationForm.Meta):
        model = Bruger
        fields = ("username", *ROLLEFELTER, "first_name", "last_name", "email")


class RetBrugerForm(UserChangeForm):  # type: ignore[type-arg]
    """Django's form for a user; the password is changed on a page of its own."""

    class Meta(UserChangeForm.Meta):
        model = Bruger
        help_texts = {"paamindelser": "Brugeren får en mail, når en frist nærmer sig eller er passeret."}


class TotrinSaet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows that can only be deleted."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """With a label for those who do not see the column's heading."""
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs["aria-label"] = f"Slet {form.instance}"


class TotrinListe(Liste):
    """A user's second steps, to be taken away when the user has lost them."""

    model = Authenticator
    formset = TotrinSaet
    verbose_name = verbose_name_plural = "to-trinsbekræftelse"
    fields = readonly_fields = ("slags", "tilfoejet", "senest_brugt")
    ordering = ("pk",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only the user can add one."""
        return False

    @admin.display(description="slags")
    def slags(self, trin: Authenticator) -> str:
        """What it is."""
        navne = {"totp": "App med koder", "recovery_codes": "Reservekoder", "": "–"}  # a forged form asks for a new one
        return navne.get(trin.type) or f"Adgangsnøgle: {trin.wrap().name}"

    @admin.display(description="tilføjet")
    def tilfoejet(self, trin: Authenticator) -> str:
        """When it was added."""
        return date_format(localtime(trin.created_at), "SHORT_DATE_FORMAT")

    @admin.display(description="senest brugt")
    def senest_brugt(self, trin: Authenticator) -> str:
        """When it was last used."""
        return date_format(localtime(trin.last_used_at), "SHORT_DATE_FORMAT") if trin.last_used_at else "–"


@admin.register(Bruger)
class BrugerAdmin(Side, UserAdmin):  # type: ignore[type-arg]
    """Users. An administrator cannot lock himself out, so that there is always one."""

    form = RetBrugerForm
    add_form = OpretBrugerForm
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("Rolle", OM_ROLLEN),
        ("Person", {"fields": ("first_name", "last_name", "email", "paamindelser")}),
        ("Hvornår", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Rolle", OM_ROLLEN),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
    )
    list_display = ("username", "navn", "rolle", "organisationen", "is_active", "last_login")
    list_filter = ("rolle", "is_active", "kkr", "erhvervshus", "national")
    list_select_related = ("kkr", "erhvervshus", "kommune")
    search_fields = (
        "username", "first_name", "last_name", "email", "kkr__navn", "erhvervshus__navn", "kommune__navn", "national"
    )  # fmt: skip
    search_help_text = "Søg efter brugernavn, navn, e-mail, KKR, erhvervshus eller kommune."
    filter_horizontal = ()
    sortable_by = ("username", "rolle", "last_login")
    actions = (slet_persondata,)

    def get_inlines(self, request: HttpRequest, obj: Bruger | None) -> Any:
        """The second steps of a user who is there already."""
        return (TotrinListe,) if obj else ()

    @admin.display(description="navn")
    def navn(self, bruger: Bruger) -> str:
        """First and last name."""
        return bruger.get_full_name()

    @admin.display(description="organisation")
    def organisationen(self, bruger: Bruger) -> str:
        """The organisation that the role needs."""
        return bruger.organisation

    def get_readonly_fields(self, request: HttpRequest, obj: Bruger | None = None) -> tuple[str, ...]:
        """When, and for the administrator's own user also what would shut the door behind him."""
        selv = (*ROLLEFELTER, "is_active") if obj == request.user else ()
        return ("last_login", "date_joined", *selv) if obj else ()

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """As Django's; a password that is set here is logged, and it is seen who set it."""
        svar = super().user_change_password(request, id, form_url)
        if request.method == "POST" and svar.status_code == HTTPStatus.FOUND:
            genstand = brugernummer(int(id))
            log(Haendelsesslags.ADGANGSKODE, bruger=handlende(), genstand=genstand, beskrivelse=SAT_AF_ADMINISTRATOR)
        return svar

    def has_delete_permission(self, request: HttpRequest, obj: Bruger | None = None) -> bool:
        """Anyone but oneself; a user who has written something is protected by it and can be made inactive."""
        return obj != request.user and super().has_delete_permission(request, obj)


class MedNoegle(Side):
    """Pages of what is known by a `noegle`, which files and addresses use, so that it is fixed once given."""

    search_fields = ("navn", "noegle")
    search_help_text = "Søg efter navn eller nøgle."
    ordering = ("sortering",)
    sortable_by = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The key, once given."""
        return ("noegle",) if obj else ()


@admin.register(Kkr)
class KkrAdmin(MedNoegle):
    """The five KKR."""

    fields = ("navn", "noegle")
    list_display = ("navn", "noegle", "huse")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Kkr]:
        """With the houses that are shown."""
        return super().get_queryset(request).prefetch_related("erhvervshuse")

    @admin.display(description="erhvervshuse")
    def huse(self, kkr: Kkr) -> str:
        """The houses by name."""
        return ", ".join(hus.navn for hus in kkr.erhvervshuse.all())


@admin.register(Erhvervshus)
class ErhvervshusAdmin(MedNoegle):
    """The six houses."""

    fields = ("navn", "noegle", "kkr")
    list_display = ("navn", "noegle", "kkr")
    list_filter = ("kkr",)
    list_select_related = ("kkr",)


@admin.register(Rammeaftale)
class RammeaftaleAdmin(Side):
    """Frameworks; their years are what files know them by."""

    fields = ("titel", ("fra_aar", "til_aar"), "indgaaet")
    list_display = ("__str__", "titel", "fra_aar", "til_aar", "indgaaet")
    search_fields = ("titel", "fra_aar", "til_aar")
    sortable_by = ("fra_aar", "til_aar", "indgaaet")

    def get_readonly_fields(self, request: HttpRequest, obj: Rammeaftale | None = None) -> tuple[str, ...]:
        """The years, once given."""
        return ("fra_aar", "til_aar") if obj else ()


class UnderskriftListe(Liste):
    """The two signatures of a contract."""

    model = Underskrift
    formset = Delsaet
    fields = ("part", "navn", "titel", "dato")
    max_num = 2


class IndsatsomraadeAfsnit(Afsnit):
    """The focus areas of a contract."""

    model = Indsatsomraade
    formset = Delsaet
    fields = (("nummer", "titel"), "afsnit", "beskrivelse")
    ordering = ("nummer",)
    classes = ("collapse",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Room for a few lines."""
        if db_field.name == "beskrivelse":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Kontrakt)
class KontraktAdmin(Side):
    """Contracts with their signatures and focus areas; the floors above add what they know of a contract."""

    fieldsets = (
        (None, {"fields": ("erhvervshus", "rammeaftale", ("fra_aar", "til_aar"), "slug")}),
        ("Vedtagelse", {"fields": ("tilstand", ("vedtaget_dato", "traeder_i_kraft"))}),
        ("Sammenhæng", {"fields": ("frekvens", "forgaenger", "kilde")}),
    )
    inlines = (UnderskriftListe, IndsatsomraadeAfsnit)
    historik_dele = (
        lambda pk: Underskrift.history.filter(kontrakt=pk),
        lambda pk: Indsatsomraade.history.filter(kontrakt=pk),
    )
    list_display: Any = ("titel", "erhvervshus", "tilstand", "frekvens", "traeder_i_kraft")
    list_filter = ("erhvervshus__kkr", "erhvervshus", "rammeaftale", "tilstand", "frekvens")
    list_select_related = ("erhvervshus",)
    search_fields = ("erhvervshus__navn", "erhvervshus__kkr__navn", "slug", "fra_aar", "til_aar", "kilde")
    search_help_text = "Søg efter erhvervshus, KKR, år eller kilde."
    sortable_by = ("titel", "erhvervshus", "traeder_i_kraft")
    valg_med = {"forgaenger": ("erhvervshus",)}

    @admin.display(description="kontrakt", ordering="fra_aar")
    def titel(self, kontrakt: Kontrakt) -> str:
        """The title as printed."""
        return kontrakt.titel

    def get_queryset(self, request: HttpRequest) -> QuerySet[Kontrakt]:
        """With the house, which is part of a contract's name."""
        return super().get_queryset(request).select_related("erhvervshus")

    def get_readonly_fields(self, request: HttpRequest, obj: Kontrakt | None = None) -> tuple[str, ...]:
        """The address, and once it is made also what it is made of: goals, keys and reports stand on it."""
        return ("slug", "erhvervshus", "rammeaftale", "fra_aar", "til_aar") if obj else ("slug",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A contract follows another of the same house."""
        if db_field.name == "forgaenger" and (egen := self._egen(request)):
            kwargs["queryset"] = (
                Kontrakt.objects.filter(erhvervshus=egen.erhvervshus, til_aar__lt=egen.fra_aar)
            ).select_related("erhvervshus")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @staticmethod
    def _egen(request: HttpRequest) -> Kontrakt | None:
        pk = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        return Kontrakt.objects.filter(pk=pk).first() if pk else None
