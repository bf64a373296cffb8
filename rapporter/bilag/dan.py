"""A report as the annex to the KKR's agenda: the one content that every file of it lays out."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any, cast

from kontrakt.dansk import vis_dato
from kontrakt.models import Bruger
from maal.billede import hent_billede
from maal.enheder import krav_i_ord, vis_vaerdi
from maal.levende import levende_udtraek
from maal.models import Afrapportering
from maal.typer import Segment, Tilstand
from maal.udtraek import Indsatsudtraek, Maaludtraek, Punktudtraek, Segmentudtraek, Udtraek
from rapporter.aendringer import hent_aendringer, naeste_kontrakt
from rapporter.bilag.indhold import Bilag, Bilagsindsats, Bilagsmaal, Bilagspunkt, Bilagstal
from rapporter.pakke import uden_forbudte_tegn
from rapporter.rapportord import FORELOEBIG, kort_titel, punktlinjer, stamnavn

IKKE_SKREVET = "Ikke skrevet."
NAEVNES_VED_NUMMER = 6  # what is missing; of more than that the tables tell which


def dan_bilag(bruger: Bruger, afrapportering: Afrapportering, *, dannet: datetime) -> Bilag:
    """The annex of a report that the user may see; `dannet` with time zone. As many queries however many goals.

    That of an approved report is made from its picture, at the moment of its approval: it is the same for all who may
    see the same contracts. Raises `Beskadiget` when the picture is not what was saved.
    """
    billede = hent_billede(afrapportering)
    udtraek = billede.udtraek if billede else levende_udtraek(afrapportering)
    naeste = naeste_kontrakt(bruger, afrapportering.kontrakt)
    bilag = Bilag(
        navn=stamnavn(udtraek),
        titel=kort_titel(udtraek),
        undertitel=f"{udtraek.erhvervshus}, pr. {vis_dato(udtraek.pr_dato)}",
        statustitel=f"Status pr. {vis_dato(udtraek.pr_dato)}",
        oplysninger=tuple(_oplysninger(udtraek)),
        forbehold=tuple(_forbehold(udtraek)),
        taelling=tuple((vurdering, antal) for vurdering, antal in udtraek.taelling.items() if antal),
        maal=tuple(_maal(maal, udtraek) for maal in udtraek.maal),
        indsatser=tuple(_indsats(indsats) for indsats in udtraek.indsatser),
        naeste_kontrakt=naeste.fuld_titel if naeste else "",
        aendringer=hent_aendringer(bruger, naeste) if naeste else (),
        forfatter=udtraek.erhvervshus if billede else bruger.navn,
        dannet=billede.taget if billede else dannet,
    )
    return cast(Bilag, _som_xml_kan_rumme(bilag))


def _oplysninger(udtraek: Udtraek) -> Iterable[tuple[str, str]]:
    """Names and values for the top."""
    yield "Kontrakt", udtraek.kontrakt
    yield "Parter", f"{udtraek.erhvervshus} og {udtraek.kkr}"
    if udtraek.periode != str(udtraek.aar):
        yield "År", str(udtraek.aar)
    yield "Opgjort pr.", vis_dato(udtraek.pr_dato)
    yield "Tilstand", str(udtraek.tilstand.label)
    if udtraek.frosset and udtraek.frosset.kkr_moede:
        yield "Godkendt på KKR-møde", vis_dato(udtraek.frosset.kkr_moede)


def _forbehold(udtraek: Udtraek) -> Iterable[str]:
    """What a reader must know first, a sentence each."""
    if udtraek.tilstand == Tilstand.KLADDE:
        yield "Afrapporteringen er en kladde. Den er ikke indsendt til KKR, og den kan stadig blive ændret."
    if not udtraek.er_endelig:
        yield FORELOEBIG
    if mangler := [punkt.betegnelse for punkt in udtraek.mangler]:
        yield _mangel(mangler, len(udtraek.punkter), "målepunkter", "tal eller vurdering")
    if mangler := [str(indsats.nummer) for indsats in udtraek.mangler_tekst]:
        yield _mangel(mangler, len(udtraek.indsatser), "indsatsområder", "status")


def _mangel(numre: list[str], i_alt: int, hvilke: str, hvad: str) -> str:
    """How many lack something, and which when they are few."""
    er_faa = len(numre) <= NAEVNES_VED_NUMMER
    return f"{len(numre)} af {i_alt} {hvilke} mangler {hvad}{': ' + ', '.join(numre) if er_faa else ''}."


def _maal(maal: Maaludtraek, udtraek: Udtraek) -> Bilagsmaal:
    return Bilagsmaal(
        nummer=maal.nummer,
        titel=maal.titel,
        er_nationalt=maal.er_nationalt,
        beskrivelse=maal.beskrivelse,
        vurdering=maal.vurdering,
        punkter=tuple(_punkt(punkt, udtraek) for punkt in maal.punkter),
    )


def _punkt(punkt: Punktudtraek, udtraek: Udtraek) -> Bilagspunkt:
    tal = (_tal(punkt, segment) for segment in punkt.segmenter)
    return Bilagspunkt(
        betegnelse=punkt.betegnelse,
        tekst=punkt.tekst,
        tal=tuple(et for et in tal if et.krav or et.resultat),
        vurdering=punkt.vurdering,
        status=_linjer(punktlinjer(punkt, udtraek.pr_dato)),
    )


def _tal(punkt: Punktudtraek, segment: Segmentudtraek) -> Bilagstal:
    return Bilagstal(
        segment="" if segment.segment == Segment.ALLE else str(segment.segment.label),
        krav=krav_i_ord(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance),
        resultat="" if segment.resultat is None else vis_vaerdi(segment.resultat, punkt.enhed),
        vurdering=segment.vurdering,
    )


def _indsats(indsats: Indsatsudtraek) -> Bilagsindsats:
    return Bilagsindsats(
        nummer=indsats.nummer,
        titel=indsats.titel,
        afsnit=indsats.afsnit,
        status=_linjer([indsats.status]) or (IKKE_SKREVET,),
    )


def _linjer(tekster: Iterable[str]) -> tuple[str, ...]:
    """Each line of the texts by itself, without the empty ones between paragraphs."""
    linjer = (linje.strip() for tekst in tekster for linje in tekst.splitlines())
    return tuple(linje for linje in linjer if linje)


def _som_xml_kan_rumme(vaerdi: Any) -> Any:
    """The same with texts that every file can hold."""
    if type(vaerdi) is str:  # and no enum
        return uden_forbudte_tegn(vaerdi)
    if isinstance(vaerdi, tuple):
        return tuple(map(_som_xml_kan_rumme, vaerdi))
    if is_dataclass(vaerdi) and not isinstance(vaerdi, type):
        return replace(vaerdi, **{felt.name: _som_xml_kan_rumme(getattr(vaerdi, felt.name)) for felt in fields(vaerdi)})
    return vaerdi
