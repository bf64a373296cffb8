"""The report as a workbook: front page, goals, focus areas, guidance and funding key, with name and properties."""

from datetime import datetime

from kommuner.noegleside import Noegleside
from kommuner.noegletabel import Noegletabel
from maal.billede import hent_billede, hent_rapportens_noegle
from maal.levende import levende_udtraek
from maal.models import Afrapportering
from maal.udtraek import Udtraek
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Ark, Egenskaber, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.fordelingsark import fordelingsark
from rapporter.excel.forside import PALET, forside
from rapporter.excel.maalopfyldelse import maalopfyldelse
from rapporter.excel.vejledningsark import vejledningsark
from rapporter.fil import Fil
from rapporter.rapportord import emne, stamnavn, titel

UDEN_NOEGLER = Noegletabel(aar=(), raekker=(), kontrol=(), mangler=())


def eksporter(afrapportering: Afrapportering, *, eksporteret: datetime, eksporteret_af: str = "") -> Fil:
    """The workbook of a report as it stands; `eksporteret` with time zone. As many queries however many goals.

    That of an approved report is made from its picture alone: byte for byte the same whoever asks for it, and when.
    Raises `Beskadiget` when the picture is not what was saved.
    """
    if billede := hent_billede(afrapportering):
        bog = aarsrapport(billede.udtraek, billede.noegler, billede.taget, noegleside=billede.noegleside)
        return Fil(filnavn(billede.udtraek), bog)
    udtraek = levende_udtraek(afrapportering)
    noegleside = hent_rapportens_noegle(afrapportering)
    return Fil(filnavn(udtraek), aarsrapport(udtraek, UDEN_NOEGLER, eksporteret, eksporteret_af, noegleside))


def aarsrapport(
    udtraek: Udtraek,
    noegler: Noegletabel,
    eksporteret: datetime,
    eksporteret_af: str = "",
    noegleside: Noegleside | None = None,
) -> bytes:
    """The workbook as bytes, the same for the same input.

    `noegleside` is the year's key, None when the year has none. Older pictures have only `noegler`.
    """
    overskrift = titel(udtraek)
    ark: list[Ark] = [
        forside(udtraek, overskrift, eksporteret, eksporteret_af),
        maalopfyldelse(udtraek, f"Målopfyldelse. {overskrift}"),
        indsatsomraader(udtraek, f"Særlige indsatsområder. {overskrift}"),
        *vejledningsark(udtraek),
        fordelingsark(noegler, udtraek.aar, noegleside),
    ]
    egenskaber = Egenskaber(
        titel=overskrift,
        forfatter=eksporteret_af or udtraek.erhvervshus,
        emne=emne(udtraek),
        oprettet=eksporteret,
    )
    return skriv(ark, egenskaber, PALET)


def filnavn(udtraek: Udtraek) -> str:
    """`midtjylland-2025-foreloebig-2025-06-30.xlsx`."""
    return f"{stamnavn(udtraek)}.xlsx"


def indsatsomraader(udtraek: Udtraek, overskrift: str) -> Ark:
    """The focus areas; the contract's own headings have a column when it has them."""
    if not udtraek.indsatser:
        return Noegleark("Indsatsområder", overskrift, [Afsnit("Kontrakten har ingen særlige indsatsområder.", [])])
    har_afsnit = any(indsats.afsnit for indsats in udtraek.indsatser)
    kolonner = [
        Kolonne("Nr.", 8, Celleformat.NUMMER),
        *([Kolonne("Afsnit", 24)] if har_afsnit else []),
        Kolonne("Indsatsområde", 30),
        Kolonne("Beskrivelse", 90),
        Kolonne("Status", 60),
    ]
    raekker: list[tuple[Vaerdi, ...]] = [
        (i.nummer, *([i.afsnit] if har_afsnit else []), i.titel, i.beskrivelse, i.status) for i in udtraek.indsatser
    ]
    return Tabelark("Indsatsområder", "Indsatsomraader", kolonner, raekker, overskrift)
