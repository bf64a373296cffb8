"""The annex as a presentation: for the wall of the meeting room, and for the secretariat to edit.

Laid out as Erhvervshus Nordjylland's "Resultatkontrakt 2021 – mål 1-4": *Mål | Status pr. <dato>*, four goals a slide
where there is room for them, and then what the next contract changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from maal.typer import Vurdering
from rapporter.bilag.aendringslysbilleder import aendringstabeller
from rapporter.bilag.egenskaber import saet_egenskaber
from rapporter.bilag.indhold import Bilag, Bilagsindsats, Bilagsmaal, Bilagspunkt, Bilagstal
from rapporter.bilag.lysbilleder import STORE_SKRIFTER, Tabel, tilfoej_forside, tilfoej_tabel
from rapporter.bilag.ombrydning import Afsnit, Celle, Gruppe, Raekke, Stykke, afsnit_af
from rapporter.bilag.skabelon import ny_praesentation
from rapporter.farver import VURDERINGSFARVER
from rapporter.pakke import stabil

MAAL_PR_SIDE = 4


def skriv_powerpoint(bilag: Bilag) -> bytes:
    """The presentation as bytes; the same annex gives the same. `ValueError` for a title of more than a slide."""
    praesentation = ny_praesentation()
    saet_egenskaber(praesentation.core_properties, bilag)
    linjer = [afsnit for linje in (bilag.undertitel, *bilag.forbehold) for afsnit in _linjer(linje)]
    paa_forsiden = tilfoej_forside(praesentation, bilag.titel, linjer)
    if not paa_forsiden and not tilfoej_forside(praesentation, bilag.titel, _linjer(bilag.undertitel)):
        raise ValueError(f"a title slide has no room for {bilag.titel!r} above {bilag.undertitel!r}")
    for tabel in _tabeller(bilag, med_forbehold=not paa_forsiden):
        if tabel.grupper:
            tilfoej_tabel(praesentation, tabel)
    fil = BytesIO()
    praesentation.save(fil)
    return stabil(fil.getvalue())


def _tabeller(bilag: Bilag, *, med_forbehold: bool) -> Iterator[Tabel]:
    if med_forbehold:
        yield _enkel("Forbehold", ("Forbehold",), (1,), [(_celle(linje),) for linje in bilag.forbehold])
    vurderinger = [(_vurdering(vurdering), _celle(str(antal))) for vurdering, antal in bilag.taelling]
    yield _enkel("Målepunkternes vurdering", ("Vurdering", "Antal målepunkter"), (1, 1), vurderinger)
    maal = tuple(_maal(maal) for maal in bilag.maal)
    yield Tabel(
        hoved=("Mål", bilag.statustitel, "Vurdering"),
        andele=_andele(maal),
        grupper=maal,
        titel=lambda side: f"{bilag.titel} – {side.navn.lower()}",
        kort_titel=lambda side: side.navn,
        grupper_pr_side=MAAL_PR_SIDE,
    )
    yield Tabel(
        hoved=("Indsatsområde", bilag.statustitel),
        andele=(3, 7),
        grupper=tuple(_indsats(indsats) for indsats in bilag.indsatser),
        titel=lambda side: f"{bilag.titel} – {side.navn.lower()}",
        kort_titel=lambda side: side.navn,
        grupper_pr_side=MAAL_PR_SIDE,
    )
    yield from aendringstabeller(bilag)
    oplysninger = [(_celle(navn, fed=True), _celle(vaerdi)) for navn, vaerdi in bilag.oplysninger]
    yield _enkel("Om afrapporteringen", ("Oplysning", "Indhold"), (3, 7), oplysninger)


def _enkel(titel: str, hoved: tuple[str, ...], andele: tuple[float, ...], raekker: Iterable[Raekke]) -> Tabel:
    """A table whose rows are each by itself."""
    return Tabel(
        hoved=hoved,
        andele=andele,
        grupper=tuple(Gruppe(titel, (raekke,)) for raekke in raekker),
        titel=lambda side: titel + ("" if side.foerste else " (fortsat)"),
        kort_titel=lambda side: titel,
        skrifter=STORE_SKRIFTER,
    )


def _andele(maal: Sequence[Gruppe]) -> tuple[float, float, float]:
    """The columns' widths: the more is said in one, the more room it has, within reason."""
    raekker = [raekke for gruppe in maal for raekke in gruppe.raekker]
    maalenes, status = (sum(len(et.tekst) for raekke in raekker for et in raekke[nr].afsnit) for nr in (0, 1))
    andel = min(max(84 * maalenes / (maalenes + status or 1), 32), 50)
    return andel, 84 - andel, 16


def _maal(maal: Bilagsmaal) -> Gruppe:
    """A goal whose one målepunkt says it all is one row; another has a row of its own, with the verdict on it all."""
    navn = f"Mål {maal.nummer}"
    titel = afsnit_af(Stykke(f"{navn}{'' if maal.er_nationalt else ' (lokalt)'}: {maal.titel}", fed=True))
    titel += _linjer(maal.beskrivelse)
    if [punkt.vurdering for punkt in maal.punkter] == [maal.vurdering]:
        return Gruppe(navn, (_punkt(maal.punkter[0], titel),))
    samlet = (Celle(titel), _celle("Samlet vurdering af målet"), _vurdering(maal.vurdering))
    return Gruppe(navn, (samlet, *(_punkt(punkt) for punkt in maal.punkter)))


def _punkt(punkt: Bilagspunkt, over: tuple[Afsnit, ...] = ()) -> Raekke:
    tekst = afsnit_af(Stykke(f"{punkt.betegnelse} ", fed=True), Stykke(punkt.tekst))
    tal = [afsnit for et in punkt.tal for afsnit in _tal(et, punkt)]
    status = [afsnit for linje in punkt.status for afsnit in _linjer(linje)]
    return Celle(over + tekst), Celle((*tal, *status)), _vurdering(punkt.vurdering)


def _tal(tal: Bilagstal, punkt: Bilagspunkt) -> tuple[Afsnit, ...]:
    """`Drift: 75 % (mindst 80 %) – Ikke opfyldt`; the verdict only where the målepunkt's own does not say it."""
    egen = f" – {tal.vurdering.label}" if len(punkt.tal) > 1 or tal.vurdering != punkt.vurdering else ""
    if not tal.resultat:
        return afsnit_af(Stykke(f"{tal.segment} ({tal.krav}){egen}" if tal.segment else f"Krav: {tal.krav}{egen}"))
    segment = f"{tal.segment}: " if tal.segment else ""
    krav = f" ({tal.krav})" if tal.krav else ""
    return afsnit_af(Stykke(segment), Stykke(tal.resultat, fed=True), Stykke(f"{krav}{egen}"))


def _indsats(indsats: Bilagsindsats) -> Gruppe:
    navn = f"Indsatsområde {indsats.nummer}"
    titel = afsnit_af(Stykke(f"{indsats.nummer}. {indsats.titel}", fed=True)) + _linjer(indsats.afsnit)
    status = [afsnit for linje in indsats.status for afsnit in _linjer(linje)]
    return Gruppe(navn, ((Celle(titel), Celle(tuple(status))),))


def _linjer(tekst: str) -> tuple[Afsnit, ...]:
    return afsnit_af(Stykke(tekst))


def _celle(tekst: str, *, fed: bool = False) -> Celle:
    return Celle(afsnit_af(Stykke(tekst, fed=fed)))


def _vurdering(vurdering: Vurdering) -> Celle:
    ordet = afsnit_af(Stykke(str(vurdering.label), fed=True))
    return Celle(ordet, farve=VURDERINGSFARVER[vurdering], fast=True)
