"""What is wrong with a file, in Danish: file, line, path and reason, all errors at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from pydantic_core import ErrorDetails

if TYPE_CHECKING:
    from maal.kontraktfil.laesning import Laest

Sti = tuple[str | int, ...]


@dataclass(frozen=True)
class Fejl:
    """One error: where it stands and what to do."""

    fil: str
    linje: int | None
    sti: Sti
    tekst: str

    @property
    def sted(self) -> str:
        """The path as a person counts; empty when the error is the whole file's."""
        return vis_sti(self.sti)

    def __str__(self) -> str:
        dele = [self.fil]
        if self.linje is not None:
            dele.append(f"linje {self.linje}")
        if self.sti:
            dele.append(self.sted)
        return f"{', '.join(dele)}: {self.tekst}"


class Filfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file, or several, that cannot be loaded; nothing was changed."""

    def __init__(self, fejl: Iterable[Fejl]) -> None:
        self.fejl = sorted(fejl, key=lambda f: (f.fil, f.linje or 0))
        super().__init__("\n".join(str(f) for f in self.fejl))


def vis_sti(sti: Sti) -> str:
    """A path as a person counts: `maal › nr. 3 › maalepunkter › nr. 1 › enhed`."""
    return " › ".join(f"nr. {del_ + 1}" if isinstance(del_, int) else del_ for del_ in sti)


def skemafejl(laest: "Laest", fejl: Iterable[ErrorDetails]) -> list[Fejl]:
    """Pydantic's errors in Danish, each at its line."""
    return [laest.fejl(_sti(detaljer["loc"]), _tekst(detaljer)) for detaljer in fejl]


def modelfejl(laest: "Laest", sti: Sti, fejl: ValidationError) -> list[Fejl]:
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
