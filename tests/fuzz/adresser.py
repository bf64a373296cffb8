"""Every address of the site, found in the URL resolver and filled in with what the world of the test holds."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# The administration's answer to all that it does not know, and to an object's address of old.
UDEN_NAVN = {"(?P<url>.*)$", "<path:object_id>/"}


@dataclass(frozen=True)
class Adresse:
    """An address by name, with the variable parts it asks for."""

    navn: str
    dele: tuple[str, ...]

    def __str__(self) -> str:
        return self.navn


def alle_adresser() -> list[Adresse]:
    """Every address of the site."""
    return list(_adresser(get_resolver().url_patterns, "", ()))


@contextmanager
def naevn(hvad: object) -> Generator[None]:
    """Name what was tried when it fails."""
    try:
        yield
    except BaseException as fejl:
        fejl.add_note(f"tried: {hvad}")
        raise


def _adresser(moenstre: list[URLPattern | URLResolver], rum: str, dele: tuple[str, ...]) -> Iterator[Adresse]:
    for moenster in moenstre:
        egne = (*dele, *moenster.pattern.regex.groupindex)
        if isinstance(moenster, URLResolver):
            yield from _adresser(
                moenster.url_patterns, rum + (f"{moenster.namespace}:" if moenster.namespace else ""), egne
            )
        elif moenster.name:
            yield Adresse(f"{rum}{moenster.name}", egne)
        else:
            assert str(moenster.pattern) in UDEN_NAVN, f"an address without a name: {moenster.pattern}"


def udfyldte(adresse: Adresse, vaerdier: Mapping[str, list[Any]]) -> list[str]:
    """The paths of an address: one for each value of `pk`, the first value of every other part."""
    kendte = {**vaerdier, "object_id": [_objekt(adresse.navn)], "id": [_objekt("admin:kontrakt_bruger_")]}
    ukendte = set(adresse.dele) - kendte.keys()
    assert not ukendte, f"{adresse}: give the world a value of {ukendte}"
    pk = kendte["pk"] if "pk" in adresse.dele else [None]
    foerste = {navn: kendte[navn][0] for navn in adresse.dele if navn != "pk"}
    return [reverse(adresse.navn, kwargs=foerste | ({"pk": en} if en else {})) for en in pk]


def _objekt(navn: str) -> str:
    """The first row of the model that an address of the administration is about."""
    model = next((model for model in apps.get_models() if _hoerer_til(navn, model)), None)
    foerste = model._default_manager.order_by("pk").first() if model else None
    return str(foerste.pk) if foerste else "1"


def _hoerer_til(navn: str, model: type[Model]) -> bool:
    return navn.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_")


# The addresses shared out between a few tests: the world takes longer to build than an address to try.
BUNKER = [alle_adresser()[nr::6] for nr in range(6)]
