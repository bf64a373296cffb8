"""What every page of the administration has in common: who may enter, Danish order, Danish numbers, Danish search."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kontrakt.aftryk import MedAftryk
from kontrakt.dansk import soegetekst, sorteringsnoegle
from kontrakt.felter import MAKS_TEKST, DanskDatoField, DanskDecimalField, DanskHeltalField, Tekstfelt
from kontrakt.historikside import MedHistorik

# Numbers and dates as everywhere else. Years and goal numbers, which have no thousands, stay as Django has them.
DANSKE_FELTER: Mapping[type[Any], Mapping[str, Any]] = {
    models.DecimalField: {"form_class": DanskDecimalField, "widget": AdminTextInputWidget},
    models.PositiveIntegerField: {"form_class": DanskHeltalField, "widget": AdminTextInputWidget},
    models.TextField: {"form_class": Tekstfelt, "widget": AdminTextareaWidget, "max_length": MAKS_TEKST},
    models.DateField: {"form_class": DanskDatoField, "widget": AdminDateWidget},
}

MAKS_CIFRE = 18  # of a row's number; every database holds them
MAKS_RAEKKER = 200  # rows or sections of a kind under a page; three times what the longest report has


class Administration(admin.AdminSite):
    """The administration at `/admin/`, for users with the administrator's role."""

    site_title = site_header = "Resultatkontrakt – administration"
    index_title = "Administration"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the site's own log-in page; refuse who is logged in already and may not enter."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied("Kun en administrator har adgang til administrationen.")
        return redirect("admin:index")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page that is opened or sent to; Django would answer every other method as if it were opened."""
        return super().admin_view(require_http_methods(["GET", "HEAD", "POST"])(view), cacheable)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """To the one page where everybody changes the password."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """To one's own account."""
        return redirect("mfa_index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The index in Danish order."""
        afdelinger = sorted(
            self._build_app_dict(request, app_label).values(), key=lambda afdeling: sorteringsnoegle(afdeling["name"])
        )
        for afdeling in afdelinger:
            afdeling["models"].sort(key=lambda model: sorteringsnoegle(model["name"]))
        return afdelinger


class Formular(ModelForm):  # type: ignore[type-arg]  # it has no type at run time
    """The base of every form: what may stand only once is checked also where part of it is shown without a field."""

    class Meta:
        error_messages = {
            NON_FIELD_ERRORS: {"unique_together": "%(model_name)s med samme %(field_labels)s findes allerede."}
        }

    def _post_clean(self) -> None:
        """Django leaves out every constraint that names a field outside the form; of a saved row it has a value.

        New rows under a page are left to Django: one may take the number of a row that is deleted at the same time.
        """
        super()._post_clean()  # type: ignore[misc]  # not in the stubs
        if self.instance.pk and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as fejl:
                self._update_errors(fejl)  # type: ignore[attr-defined]  # not in the stubs


class DanskeFelter:
    """What pages and inlines share: Danish fields, and choices fetched together with what their names are made of."""

    form: Any = Formular
    formfield_overrides = DANSKE_FELTER
    valg_med: Mapping[str, tuple[str, ...]] = {}  # foreign key → what its choices' names need

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices that need no query each."""
        if felter := self.valg_med.get(db_field.name):
            kwargs.setdefault("queryset", db_field.related_model._default_manager.select_related(*felter))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A choice without buttons to change or delete what is chosen: that is done on its own page.

        And no length limit in the browser, which would cut pasted text silently; the form says what is too long.
        """
        felt = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if felt and isinstance(felt.widget, RelatedFieldWidgetWrapper):
            felt.widget = felt.widget.widget
        if felt:
            felt.widget.attrs.pop("maxlength", None)
        return felt


class Side(DanskeFelter, MedHistorik, MedAftryk):
    """The base of every model's pages."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Once more when somebody saved the same at the same moment: the form then sees it, and says so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The object; `_to_field=` with nothing after it is a fault in Django's own."""
        return super().get_object(request, object_id, from_field or None)

    def response_action(  # type: ignore[override]  # the stubs are of a later Django
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        """Do something with the rows that are ticked; Django's own breaks down on what is no row's number."""
        valgte = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(pk.isascii() and pk.isdecimal() and len(pk) <= MAKS_CIFRE for pk in valgte):
            raise BadRequest("A row that is ticked has no number")
        return super().response_action(request, queryset)

    def get_inline_formsets(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[Any]:
        """With a button text that suits words of either gender."""
        saet = super().get_inline_formsets(request, *args, **kwargs)
        for et_saet in saet:
            data = json.loads(et_saet.inline_formset_data())
            data["options"]["addText"] = f"Tilføj {et_saet.opts.verbose_name}"
            et_saet.inline_formset_data = json.dumps(data)
        return saet

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Find rows that hold every word, å and aa being one letter; neither database can compare Danish letters."""
        ord_ = soegetekst(search_term).split()
        if not ord_:
            return queryset, False
        tekster: dict[Any, str] = {}
        for pk, *felter in self.model._default_manager.values_list("pk", *self.get_search_fields(request)):
            tekster[pk] = " ".join([tekster.get(pk, ""), *(soegetekst(str(felt)) for felt in felter if felt)])
        fundne = [pk for pk, tekst in tekster.items() if all(et_ord in tekst for et_ord in ord_)]
        return queryset.filter(pk__in=fundne), False


class Totrinsside(Side):
    """Pages of what is first made from a few fields (`add_fieldsets`), and then has a page with all that follows."""

    add_fieldsets: Any = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The few fields, and then all of them."""
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """What stands under it, once it is made."""
        return super().get_inlines(request, obj) if obj else ()

    def response_add(self, request: Any, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """On to its own page."""
        if "_addanother" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)


class Underside(DanskeFelter):
    """What rows and sections under a page share: none that is empty, and no more than a page can hold."""

    extra = 0
    max_num: int | None = MAKS_RAEKKER

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Refuse a page that claims to have thousands, which would be read before they were refused."""
        return super().get_formset(request, obj, **{"absolute_max": MAKS_RAEKKER, **kwargs})  # type: ignore[misc]


class Liste(Underside, admin.TabularInline):  # type: ignore[type-arg]
    """The base of rows under a page."""


class Afsnit(Underside, admin.StackedInline):  # type: ignore[type-arg]
    """The base of sections under a page."""


class Delsaet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows that check themselves against their parent as it was typed, not as it stands in the database."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # not in the stubs
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def get_unique_error_message(self, unique_check: Collection[str]) -> str:
        """`Der står to måltal med samme år og segment.`, for Django names the fields as the program does."""
        meta: Any = self.model._meta  # type: ignore[union-attr]  # a set of rows always has a model
        felter = [str(meta.get_field(navn).verbose_name) for navn in unique_check if navn != self.fk.name]
        return f"Der står to {meta.verbose_name_plural} med samme {' og '.join(felter)}."

    def get_form_error(self) -> str:
        """At the row itself."""
        return "Rækken står der to gange. Ret den ene."
