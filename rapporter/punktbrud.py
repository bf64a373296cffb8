"""What a contract says otherwise of the same measure than the one before it: whether two figures can be compared."""

from collections.abc import Iterator, Sequence

from maal.models import Maalepunkt
from maal.typer import Enhed, Krav, Opgoerelse, Segmentering
from rapporter.forskelle import Aar, samme_ordlyd


def aendret(foer: Maalepunkt, nu: Maalepunkt, foer_navn: str, aar_foer: Aar, aar: Aar) -> str:
    """What a målepunkt has otherwise than the one before, which is of the contract `foer_navn`; empty when nothing.

    `aar_foer` and `aar` are the two contracts' years: two wordings are the same by the rule of `forskelle`.

    Unit, segments and way of counting are told for certain. Wording and method may be said anew of the same thing, and
    then nobody but a reader can tell.
    """
    sikre, mulige = list(_opgjort(foer, nu)), list(_beskrevet(foer, nu, aar_foer, aar))
    krav = [] if foer.krav == nu.krav else [f"kravet ({_krav(foer)} → {_krav(nu)})"]
    dele = opregning([*sikre, *krav, *mulige])
    if sikre:
        return f"Opgjort anderledes end i {foer_navn}: {dele}."
    if mulige:
        return f"Kan være opgjort anderledes end i {foer_navn}. Ændret: {dele}."
    return f"Ændret siden {foer_navn}: {dele}." if krav else ""


def _opgjort(foer: Maalepunkt, nu: Maalepunkt) -> Iterator[str]:
    par = (
        ("enheden", Enhed(foer.enhed), Enhed(nu.enhed)),
        ("segmenterne", Segmentering(foer.segmentering), Segmentering(nu.segmentering)),
        ("opgørelsen", Opgoerelse(foer.opgoerelse), Opgoerelse(nu.opgoerelse)),
    )
    return (f"{navn} ({_ord(str(fra.label))} → {_ord(str(til.label))})" for navn, fra, til in par if fra != til)


def _ord(etiket: str) -> str:
    """A label inside a sentence; an abbreviation stays as it is."""
    return etiket if etiket.isupper() else etiket[0].lower() + etiket[1:]


def _beskrevet(foer: Maalepunkt, nu: Maalepunkt, aar_foer: Aar, aar: Aar) -> Iterator[str]:
    par = (
        ("ordlyden", foer.tekst, nu.tekst),
        ("beskrivelsen af metoden", foer.metode, nu.metode),
        ("hvem der gør op", foer.opgoeres_af, nu.opgoeres_af),
    )
    return (navn for navn, fra, til in par if not samme_ordlyd(fra, til, aar_foer, aar))


def _krav(punkt: Maalepunkt) -> str:
    return str(Krav(punkt.krav).label) if punkt.krav else "intet"


def opregning(ord_: Sequence[object]) -> str:
    """Words one after the other, in Danish: `2023, 2024 og 2025`."""
    dele = [str(et) for et in ord_]
    return " og ".join(filter(None, (", ".join(dele[:-1]), *dele[-1:])))
