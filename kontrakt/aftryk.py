"""No page of the administration overwrites silently what somebody else has saved meanwhile.

A form carries a fingerprint of every row that it shows and can change. When it is sent, the rows are locked and
fingerprinted anew; if they are not the same and something would be changed, the form comes back as it was typed, with
who saved and every field that is not as stored. The new fingerprint in it makes the next save a conscious one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import models, transaction
from django.forms import BoundField
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst

from kontrakt.dansk import vis_tidspunkt

FELT = "_aftryk"  # the hidden field
Raekker = tuple[models.QuerySet[Any], Sequence[str]]  # rows, and the fields of each that can be changed
Aftryk = Mapping[str, str]  # the fingerprint of a row by `app.model:id`


@dataclass(frozen=True)
class Afvigelse:
    """A field that is typed otherwise than it is stored, or a row that came or went meanwhile, in words."""

    hvad: str
    felt: str
    gemt: str
    typet: str


@dataclass(frozen=True)
class Imens:
    """What others have saved since a form was shown: fingerprints before and now."""

    vist: Aftryk
    nu: Aftryk

    @property
    def aendrede(self) -> set[str]:
        """The rows that are changed, came or went."""
        return {noegle for noegle in {*self.vist, *self.nu} if self.vist.get(noegle) != self.nu.get(noegle)}


def aftryk_af(raekker: Iterable[Raekker]) -> dict[str, str]:
    """The fingerprints of rows; one query for each kind."""
    return {noegle(raekke): _aftryk(raekke, felter) for udvalg, felter in raekker for raekke in udvalg.order_by("pk")}


def noegle(raekke: models.Model) -> str:
    """By what a row is known in a fingerprint."""
    return f"{raekke._meta.label_lower}:{raekke.pk}"


def _aftryk(raekke: models.Model, felter: Sequence[str]) -> str:
    vaerdier = [raekke._meta.get_field(navn).value_to_string(raekke) for navn in felter]  # type: ignore[union-attr]
    return sha256(json.dumps([str(vaerdi) for vaerdi in vaerdier]).encode()).hexdigest()[:16]


def _vist(request: HttpRequest) -> Aftryk:
    """What the form says that it showed; nothing when it says nothing, so that it is never taken for granted."""
    try:
        vist = json.loads(request.POST.get(FELT, ""))
    except (ValueError, RecursionError):
        return {}
    return {str(navn): str(aftryk) for navn, aftryk in vist.items()} if isinstance(vist, dict) else {}


class AfvistForm:
    """Put before a form's class: it refuses what would overwrite, and lets pass what changes nothing."""

    anmodning: Any
    besked: str

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        form: Any = self
        if form.has_changed() or any(saet.has_changed() for saet in self.anmodning.aftryk_saet):
            form.add_error(None, self.besked)


class MedAftryk(admin.ModelAdmin):  # type: ignore[type-arg]  # it has no type at run time
    """Pages whose form carries the fingerprint."""

    def flere_raekker(self, obj: Any) -> list[Raekker]:
        """Rows that the page changes besides its own and its inlines', in a page that has such."""
        return []

    def raekker(self, request: HttpRequest, obj: Any) -> list[Raekker]:
        """All rows that the page shows and can change."""
        raekker = [(self.model._base_manager.filter(pk=obj.pk), _felter(self, request, obj))]
        for inline in self.get_inline_instances(request, obj):
            if inline.has_change_permission(request, obj):
                fremmed = _get_foreign_key(self.model, inline.model, inline.fk_name).name
                udvalg = inline.model._base_manager.filter(**{fremmed: obj})
                raekker.append((udvalg, _felter(inline, request, obj)))
        return [*raekker, *self.flere_raekker(obj)]

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Take the fingerprint before the form reads its rows; of rows that are to be saved, under a lock."""
        request.aftryk, request.imens, request.aftryk_saet = None, None, []
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id)) if object_id else None
            if obj is not None and self.has_change_permission(request, obj):
                raekker = self.raekker(request, obj)
                if request.method == "POST":
                    raekker = [(udvalg.select_for_update(of=("self",)), felter) for udvalg, felter in raekker]
                request.aftryk = aftryk_af(raekker)
                if request.method == "POST" and _vist(request) != request.aftryk:
                    request.imens = Imens(_vist(request), request.aftryk)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form that refuses, when somebody has saved meanwhile."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or getattr(request, "imens", None) is None:
            return form
        return type(form.__name__, (AfvistForm, form), {"anmodning": request, "besked": _besked(request.imens)})

    def _create_formsets(self, request: Any, obj: Any, change: bool) -> Any:
        """Let the form see whether its inlines are changed."""
        saet, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]  # not in the stubs
        request.aftryk_saet = saet
        return saet, inlines

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what is changed; a form that is sent twice leaves no second trace in the history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        """With the fingerprint, and what is not as it is stored."""
        aftryk, imens = getattr(request, "aftryk", None), getattr(request, "imens", None)
        form = context["adminform"].form
        context["aftryk"] = None if aftryk is None else json.dumps(aftryk, separators=(",", ":"))
        context["imens"] = _afvigelser(imens, form, request.aftryk_saet) if imens and form.errors else []
        return super().render_change_form(request, context, *args, **kwargs)


def _felter(side: Any, request: HttpRequest, obj: Any) -> list[str]:
    """The stored fields that a page or an inline can change."""
    laases = set(side.get_readonly_fields(request, obj))
    lagrede = {felt.name for felt in side.model._meta.concrete_fields}
    vist = flatten_fieldsets(side.get_fieldsets(request, obj))
    return sorted({navn for navn in vist if isinstance(navn, str)} & lagrede - laases - {"password"})


def _besked(imens: Imens) -> str:
    """Who saved when, as far as the history knows."""
    seneste = max((r for r in map(_seneste, _efter_model(imens.aendrede).items()) if r), key=_dato, default=None)
    bruger = seneste.history_user if seneste else None
    hvem = bruger.navn if bruger else "Nogen"
    hvornaar = f" {vis_tidspunkt(timezone.localtime(seneste.history_date))}" if seneste else ""
    return (
        f"{hvem} har gemt{hvornaar}, mens du skrev. Intet af dit er gemt endnu, og det står stadig i felterne. "
        "Ret dem, til de siger det, der skal gælde, og gem igen."
    )


def _dato(raekke: Any) -> Any:
    return raekke.history_date


def _efter_model(noegler: Iterable[str]) -> dict[str, list[str]]:
    """The ids of rows by their model; a forged key names none."""
    efter: dict[str, list[str]] = {}
    for navn in noegler:
        model, _, pk = navn.partition(":")
        if pk.isdecimal() and len(pk) < 19:
            efter.setdefault(model, []).append(pk)
    return efter


def _model(navn: str) -> Any:
    try:
        return apps.get_model(navn)
    except (LookupError, ValueError):  # forged
        return None


def _seneste(model_og_id: tuple[str, list[str]]) -> Any:
    """The newest row of history of some rows; none when their model keeps no history."""
    model = _model(model_og_id[0])
    if model is None or not hasattr(model, "history"):
        return None
    return model.history.filter(id__in=model_og_id[1]).select_related("history_user").order_by("-history_date").first()


def _afvigelser(imens: Imens, form: Any, saet: Iterable[Any]) -> list[Afvigelse]:
    """The fields that are not typed as they are stored, of the page and of changed rows; and rows that came or went."""
    forme = [(form, "")]
    forme += [(et, str(et.instance)) for et_saet in saet for et in et_saet.initial_forms if _er_aendret(et, imens)]
    felter = [_felt(en_form, hvad, navn) for en_form, hvad in forme for navn in en_form.changed_data if navn != "id"]
    return [*felter, *_kommet_og_gaaet(imens)]


def _er_aendret(form: Any, imens: Imens) -> bool:
    har_egne_raekker = bool({*form.changed_data} - {*form.fields})
    return har_egne_raekker or (form.instance.pk is not None and noegle(form.instance) in imens.aendrede)


def _felt(form: Any, hvad: str, navn: str) -> Afvigelse:
    if navn not in form.fields:  # rows within the row, which say themselves what is changed
        return Afvigelse(hvad, "", "", capfirst(navn))
    felt = form[navn]
    return Afvigelse(hvad, capfirst(felt.label), _i_ord(felt, felt.initial), _i_ord(felt, felt.value()))


def _i_ord(felt: BoundField, vaerdi: Any) -> str:
    """A value as its field shows it: a choice by its name."""
    vist = felt.field.prepare_value(vaerdi)
    if isinstance(vist, bool):
        return "ja" if vist else "nej"
    for valgt, navn in getattr(felt.field, "choices", ()):
        if str(valgt) == str("" if vist is None else vist):
            return str(navn)
    return "" if vist is None else str(vist)


def _kommet_og_gaaet(imens: Imens) -> list[Afvigelse]:
    afvigelser = []
    for navn, ider in _efter_model(imens.aendrede).items():
        model = _model(navn)
        if model is None:
            continue
        raekker = model._base_manager.in_bulk(ider)
        art = capfirst(model._meta.verbose_name)
        for pk in ider:
            if f"{navn}:{pk}" not in imens.nu:
                afvigelser.append(Afvigelse(art, "", "slettet imens", "Sæt kryds ved Slet, eller tilføj rækken igen."))
            elif imens.vist and f"{navn}:{pk}" not in imens.vist:
                afvigelser.append(Afvigelse(art, "", f"{raekker.get(int(pk), art)} er tilføjet imens", "Bevares."))
    return afvigelser
