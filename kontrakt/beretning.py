"""What one version of a thing says against the one before it: field by field, in words that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from kontrakt.tekstforskel import Del, ordforskel


@dataclass(frozen=True)
class Vaerdi:
    """A field's value in words, empty when it has none; a text's changes are shown word by word."""

    ord: str
    er_tekst: bool = False


@dataclass(frozen=True)
class Aendring:
    """One field that differs. `foer` is `None` where nothing is known to have stood; `dele` are of a changed text."""

    navn: str
    foer: str | None
    efter: str
    dele: tuple[Del, ...] = ()


def aendringer(foer: Mapping[str, Vaerdi] | None, efter: Mapping[str, Vaerdi]) -> tuple[Aendring, ...]:
    """The fields that differ, by name and in order; of a first version (`foer=None`) those that have a value."""
    if foer is None:
        return tuple(Aendring(navn, None, vaerdi.ord) for navn, vaerdi in efter.items() if vaerdi.ord)
    resultat = []
    for navn in {**efter, **foer}:
        gammel, ny = foer.get(navn, Vaerdi("")), efter.get(navn, Vaerdi(""))
        if gammel.ord == ny.ord:
            continue
        er_tekst = gammel.er_tekst or ny.er_tekst
        dele = tuple(ordforskel(gammel.ord, ny.ord)) if er_tekst and gammel.ord and ny.ord else ()
        resultat.append(Aendring(navn, gammel.ord, ny.ord, dele))
    return tuple(resultat)
