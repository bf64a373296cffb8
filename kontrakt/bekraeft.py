"""Files that are seen before they are loaded: chosen, shown as a preview, and loaded when that is confirmed.

Nothing is kept on the server in between: the files travel in the form, with a fingerprint of what was shown. If the
loading would by then do something else, it is undone, and the page shows the new preview.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.db import transaction

GAMMEL_SIDE = "Siden var for gammel eller ufuldstændig. Vælg filerne igen."
AENDRET_IMENS = "Systemet er ændret, siden listen blev vist. Intet er indlæst. Se den nye liste, før du bekræfter."
Resultat = TypeVar("Resultat")


@dataclass(frozen=True)
class Kilde:
    """A file's name and bytes."""

    navn: str
    indhold: bytes


class Filfelt(forms.FileField):
    """One file, known by the ending of its name alone: what it holds is the reader's business. Gives a `Kilde`."""

    def __init__(self, *, endelser: Collection[str], **kwargs: Any) -> None:
        self.endelser = endelser
        super().__init__(**{"widget": forms.FileInput(attrs={"accept": accepterer(endelser)}), **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Kilde | None:
        """The file."""
        if not data:
            super().clean(data, initial)
            return None
        kontroller_fil(data, self.endelser)
        fil = super().clean(data, initial)
        return Kilde(fil.name, fil.read())


def accepterer(endelser: Collection[str]) -> str:
    """What a browser offers for choice: `.yaml,.yml`."""
    return ",".join(f".{endelse}" for endelse in endelser)


def kontroller_fil(fil: "UploadedFile[Any]", endelser: Collection[str]) -> None:
    """Raise a Danish `ValidationError` when an uploaded file is by its name of another kind, or has nothing in it.

    By its name alone: a workbook or a packed file is never opened here.
    """
    slags = "- eller ".join(f".{endelse}" for endelse in endelser)
    FileExtensionValidator(endelser, f"Filen {fil.name} er ikke en {slags}-fil. Andre slags kan ikke indlæses.")(fil)
    if fil.size == 0:
        raise ValidationError(f"Filen {fil.name} er tom.", code="empty")


class SkjulteFiler(forms.Field):
    """The chosen files once more, in a hidden field. Gives a list of `Kilde`; forged ones are refused."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """Each file's bytes by its name; as they were sent, when the form is shown again."""
        if isinstance(value, str) or value is None:
            return value
        return json.dumps({kilde.navn: b64encode(kilde.indhold).decode() for kilde in value}, ensure_ascii=False)

    def to_python(self, value: Any) -> list[Kilde]:
        """The files; forged JSON may also nest, or count, further than Python follows."""
        try:
            filer = json.loads(value or "{}")
        except (RecursionError, ValueError) as grund:
            raise ValidationError(GAMMEL_SIDE) from grund
        if not (isinstance(filer, dict) and all(map(_kan_gemmes, filer)) and all(map(_er_tekst, filer.values()))):
            raise ValidationError(GAMMEL_SIDE)
        try:
            return [Kilde(navn, b64decode(tekst, validate=True)) for navn, tekst in filer.items()]
        except ValueError as grund:
            raise ValidationError(GAMMEL_SIDE) from grund


class BekraeftForm(forms.Form):
    """The files again, and the fingerprint of what was shown; other choices are fields of a subclass, hidden too."""

    filer = SkjulteFiler()
    aftryk = forms.CharField(widget=forms.HiddenInput)


def aftryk(vist: object) -> str:
    """The fingerprint (SHA-256, hexadecimal) of what a preview shows, given as plain lists, texts and numbers."""
    return sha256(json.dumps(vist).encode()).hexdigest()


def gem_som_vist(gem: Callable[[], Resultat], aftryk_af: Callable[[Resultat], str], vist: str) -> tuple[Resultat, bool]:
    """Do it, and whether that was what was shown (`vist` is its fingerprint); if not, everything is undone."""
    with transaction.atomic():
        resultat = gem()
        som_vist = aftryk_af(resultat) == vist
        if not som_vist:
            transaction.set_rollback(True)
    return resultat, som_vist


def _er_tekst(vaerdi: object) -> bool:
    return isinstance(vaerdi, str)


def _kan_gemmes(navn: str) -> bool:
    """Whether UTF-8 and the database can hold it; JSON can also name half a character."""
    return "\0" not in navn and navn == navn.encode(errors="ignore").decode()
