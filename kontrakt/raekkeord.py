"""A row of any history in the words that a person reads: its fields by name, choices by label, references by name."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Field, ForeignKey, Model, PositiveIntegerField, TextField
from django.utils import timezone
from django.utils.text import capfirst

from kontrakt.beretning import Vaerdi
from kontrakt.dansk import vis_dato, vis_tal, vis_tidspunkt

Henvisninger = Mapping[tuple[type[Model], Any], Model]  # by model and id
FJERNET = "(slettet)"


def feltnavn(felt: "Field[Any, Any]") -> str:
    """What a person calls a field: `Fra år`."""
    return capfirst(str(felt.verbose_name)) or felt.name


def henvisninger(raekker: Iterable[Any]) -> Henvisninger:
    """All that some rows of history refer to; one query for each model that is referred to."""
    noegler: dict[type[Model], set[Any]] = {}
    for raekke in raekker:
        for felt in raekke.tracked_fields:
            if isinstance(felt, ForeignKey) and (pk := getattr(raekke, felt.attname)) is not None:
                noegler.setdefault(felt.related_model, set()).add(pk)
    return {
        (model, objekt.pk): objekt
        for model, pks in noegler.items()
        # With what their names are made of: all that they themselves must refer to.
        for objekt in model._base_manager.select_related().filter(pk__in=pks)
    }


def raekke_i_ord(raekke: Any, navne: Henvisninger) -> dict[str, Vaerdi]:
    """What a row of history says, by the names of its fields and in their order; not what no form shows."""
    return {
        feltnavn(felt): Vaerdi(_i_ord(felt, getattr(raekke, felt.attname), navne), isinstance(felt, TextField))
        for felt in raekke.tracked_fields
        if felt.editable and not felt.primary_key
    }


def _i_ord(felt: Any, vaerdi: Any, navne: Henvisninger) -> str:
    if felt.choices:
        return str(dict(felt.flatchoices).get(vaerdi, vaerdi or ""))  # a blank may be a choice with a name
    if vaerdi is None:
        return ""
    if isinstance(felt, ForeignKey):
        return str(navne.get((felt.related_model, vaerdi), FJERNET))
    if isinstance(felt, PositiveIntegerField):  # a year is a small one, and has no thousands
        return vis_tal(vaerdi)
    return _skrevet(vaerdi)


def _skrevet(vaerdi: object) -> str:
    match vaerdi:
        case bool():
            return "ja" if vaerdi else "nej"
        case Decimal():
            return vis_tal(vaerdi)
        case datetime.datetime():
            return vis_tidspunkt(timezone.localtime(vaerdi))
        case datetime.date():
            return vis_dato(vaerdi)
    return str(vaerdi)
