"""Errors from pydantic, models and doors, said in Danish at the place in the file that they are about."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from pydantic_core import ErrorDetails

from maal.kontraktfil.fejl import Fejl, Sti
from maal.kontraktfil.laesning import Laest


def skemafejl(laest: Laest, fejl: Iterable[ErrorDetails]) -> list[Fejl]:
    """Pydantic's errors in Danish, each at its line."""
    return [laest.fejl(_sti(detaljer["loc"]), _tekst(detaljer)) for detaljer in fejl]


def modelfejl(laest: Laest, sti: Sti, fejl: ValidationError) -> list[Fejl]:
    """A door's or a model's Danish messages, each at the field's line."""
    if not hasattr(fejl, "error_dict"):
        return [laest.fejl(sti, tekst) for tekst in fejl.messages]
    return [
        laest.fejl(sti if felt == "__all__" else (*sti, felt), tekst)
        for felt, tekster in fejl.message_dict.items()
        for tekst in tekster
    ]


def _sti(loc: tuple[int | str, ...]) -> Sti:
    # Pydantic marks an error in a dictionary's key with a part of its own, which is no place in the file.
    return tuple(del_ for del_ in loc if del_ != "[key]")


FASTE = {
    "missing": "Feltet mangler.",
    "string_type": "Her skal stå en tekst.",
    "list_type": "Her skal stå en liste (linjer, der begynder med -).",
    "dict_type": "Her skal stå et afsnit med navngivne felter.",
    "model_type": "Her skal stå et afsnit med navngivne felter.",
    "model_attributes_type": "Her skal stå et afsnit med navngivne felter.",
    "date_type": "Her skal stå en dato, fx 13. oktober 2021.",
    "int_type": "Her skal stå et helt tal.",
    "decimal_type": "Her skal stå et tal.",
    "extra_forbidden": "Feltet kendes ikke her. Se filformatet med »manage.py kontraktskema«.",
}

MED_TAL = {
    "greater_than_equal": "Tallet skal være mindst {ge}.",
    "less_than_equal": "Tallet må højst være {le}.",
    "string_too_long": "Teksten er for lang; der er plads til {max_length} tegn.",
    "string_too_short": "Her må ikke være tomt.",
    "too_short": "Her må ikke være tomt.",
    "string_pattern_mismatch": "»{input}« har ikke den rigtige form.",
}


def _tekst(detaljer: ErrorDetails) -> str:
    kendt = FASTE.get(detaljer["type"])
    if kendt is not None:
        return kendt
    givet: dict[str, Any] = detaljer.get("ctx", {})
    match detaljer["type"]:
        case "value_error":
            tekst = str(givet["error"])
            return tekst[:1].upper() + tekst[1:].rstrip(".") + "."
        case "enum" | "literal_error":
            muligheder = str(givet["expected"]).replace("'", "").replace(" or ", " eller ")
            return f"»{detaljer['input']}« er ikke en mulighed. Vælg mellem: {muligheder}."
        case _:
            skabelon = MED_TAL.get(detaljer["type"], "Værdien »{input}« kan ikke bruges her.")
            return skabelon.format(input=detaljer["input"], **givet)
