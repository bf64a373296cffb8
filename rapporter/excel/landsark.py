"""The six houses side by side as a workbook: a front page, all rows for filtering, side by side, and what is joint."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from kontrakt.dansk import vis_dato, vis_tal
from maal.enheder import vis_vaerdi
from maal.typer import Enhed
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Ark, Egenskaber, Felt, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.forside import PALET, dansk_tid
from rapporter.excel.maalopfyldelse import tal
from rapporter.faellesmaaltal import Andelslinje, Faellesopgoerelse
from rapporter.fil import Fil
from rapporter.landsoversigt import Celle, Huskolonne, Landsoversigt, Linje, Maalgruppe, Raekke

# 200 characters in all, as in the report's own sheet: printed on A4 across, the text can still be read.
RAEKKEKOLONNER = (
    Kolonne("Nr.", 7, Celleformat.NUMMER),
    Kolonne("Nationalt mål", 18),
    Kolonne("Målepunkt", 26),
    Kolonne("Erhvervshus", 15),
    Kolonne("Nr. i kontrakten", 9),
    Kolonne("Segment", 9),
    Kolonne("Krav", 13),
    Kolonne("Måltal", 10, Celleformat.TAL),
    Kolonne("Resultat", 10, Celleformat.TAL),
    Kolonne("Enhed", 11),
    Kolonne("Vurdering", 13, Celleformat.VURDERING),
    Kolonne("Afrapportering", 18),
    Kolonne("Bemærkning", 18),
    Kolonne("Status", 22),
)
FAELLESKOLONNER = (
    Kolonne("Fælles måltal", 32),
    Kolonne("Erhvervshus", 26),
    Kolonne("Andel", 10, Celleformat.HELTAL),
    Kolonne("Kontraktens måltal", 12, Celleformat.HELTAL),
    Kolonne("Forskel fra andelen", 12, Celleformat.HELTAL),
    Kolonne("Resultat", 10, Celleformat.HELTAL),
    Kolonne("Bemærkning", 44),
)


def landsfil(oversigt: Landsoversigt, *, eksporteret: datetime, eksporteret_af: str = "") -> Fil:
    """The workbook of a year, with what its user may see and nothing else; `eksporteret` with time zone."""
    titel = f"Landsoversigt {oversigt.aar}"
    ark: list[Ark] = [
        _forside(oversigt, titel, eksporteret, eksporteret_af),
        Tabelark("Rækker", "Raekker", RAEKKEKOLONNER, list(_raekker(oversigt)), f"{titel}. Én række pr. segment"),
        Tabelark("Side om side", "SideOmSide", _huskolonner(oversigt), list(_side_om_side(oversigt)), titel),
    ]
    if oversigt.faelles:
        faelles = [_andel(opgoerelse, linje) for opgoerelse in oversigt.faelles for linje in opgoerelse.linjer]
        summer = [_sum(opgoerelse) for opgoerelse in oversigt.faelles]
        overskrift = f"Fælles måltal {oversigt.aar}"
        ark.append(Tabelark("Fælles måltal", "FaellesMaaltal", FAELLESKOLONNER, faelles, overskrift, summer))
    egenskaber = Egenskaber(titel, eksporteret_af, "De seks erhvervshuse side om side", eksporteret)
    return Fil(f"landsoversigt-{oversigt.aar}.xlsx", skriv(ark, egenskaber, PALET))


def afrapportering(hus: Huskolonne) -> str:
    """Which report a house's figures are from, or why there are none: `Endelig pr. 31. december 2025. Godkendt`."""
    if hus.rapport is None:
        return hus.besked
    tekst = f"{hus.rapport.slags.label} pr. {vis_dato(hus.rapport.pr_dato)}"
    return f"{tekst}. {hus.besked}" if hus.besked else f"{tekst}. {hus.rapport.tilstand.label}"


def _forside(oversigt: Landsoversigt, titel: str, eksporteret: datetime, eksporteret_af: str) -> Noegleark:
    gemt = [
        Felt("Eksporteret", dansk_tid(eksporteret), Celleformat.TIDSPUNKT),
        Felt("Eksporteret af", eksporteret_af),
    ]
    huse = [Felt(hus.navn, f"{hus.kontrakt}. {afrapportering(hus)}".removeprefix(". ")) for hus in oversigt.huse]
    regel = "Tallene er fra årets endelige afrapportering, ellers den nyeste, som KKR har godkendt."
    faelles = [Felt(f"{et.titel}: {vis_tal(et.i_alt)}", et.i_ord) for et in oversigt.faelles]
    afsnit = [
        Afsnit("Kontrakter og afrapporteringer", huse),
        Afsnit("Sådan læses den", [Felt("Kilde", f"{regel} Kladder tæller ikke med.")]),
    ]
    if faelles:
        afsnit.append(Afsnit("Fælles måltal", faelles))
    return Noegleark("Forside", titel, [*afsnit, Afsnit("Hvem og hvornår", gemt)])


def _raekker(oversigt: Landsoversigt) -> Iterator[tuple[Vaerdi, ...]]:
    for gruppe in oversigt.grupper:
        for raekke in gruppe.raekker:
            for hus, celle in zip(oversigt.huse, raekke.celler, strict=True):
                if celle is not None:
                    linjer: tuple[Linje | None, ...] = celle.linjer or (None,)
                    yield from (_raekke(gruppe, raekke, hus, celle, linje) for linje in linjer)


def _raekke(
    gruppe: Maalgruppe, raekke: Raekke, hus: Huskolonne, celle: Celle, linje: Linje | None
) -> tuple[Vaerdi, ...]:
    vurdering = linje.vurdering if linje else celle.vurdering
    return (
        gruppe.nummer,
        gruppe.titel,
        raekke.titel,
        hus.kortnavn,
        celle.betegnelse,
        linje.segment.label if linje else "",
        linje.krav if linje else "",
        tal(linje.maaltal, celle.enhed) if linje and celle.enhed.er_tal else None,
        tal(linje.resultat, celle.enhed) if linje else None,
        celle.enhed.label,
        vurdering.label if vurdering else None,
        afrapportering(hus),
        celle.note,
        celle.status,
    )


def _huskolonner(oversigt: Landsoversigt) -> list[Kolonne]:
    return [Kolonne("Mål", 34), *(Kolonne(hus.kortnavn, 22) for hus in oversigt.huse)]


def _side_om_side(oversigt: Landsoversigt) -> Iterator[tuple[Vaerdi, ...]]:
    yield ("Afrapportering", *(afrapportering(hus) for hus in oversigt.huse))
    for gruppe in oversigt.grupper:
        domme = [celle.vurdering.label if celle and celle.vurdering else None for celle in gruppe.celler]
        yield (f"{gruppe.nummer}. {gruppe.titel}", *domme)
        for raekke in gruppe.raekker:
            titel = f"{raekke.hus}: {raekke.titel}" if raekke.hus else raekke.titel
            yield (titel, *(i_ord(celle) if celle else None for celle in raekke.celler))


def i_ord(celle: Celle) -> str:
    """A cell as text, a line for each segment: `Drift: 75 % (mindst 80 %), Ikke opfyldt`."""
    linjer = [_linje_i_ord(celle, linje) for linje in celle.linjer]
    if celle.vurdering and (celle.er_delt or not celle.linjer):
        linjer.append(f"Samlet: {celle.vurdering.label}" if celle.er_delt else str(celle.vurdering.label))
    return "\n".join([*linjer, celle.note] if celle.note else linjer) or celle.enhed.label


def _linje_i_ord(celle: Celle, linje: Linje) -> str:
    navn = f"{linje.segment.label}: " if linje.segment else ""
    if linje.resultat is None:
        svar = "" if celle.vurdering is None or not celle.enhed.er_tal else "ikke oplyst "
    else:
        svar = f"{vis_vaerdi(linje.resultat, celle.enhed)} "
    krav = f"({linje.krav})" if linje.krav else "(uden måltal)"
    return f"{navn}{svar}{krav}" + (f", {linje.vurdering.label}" if linje.vurdering else "")


def _andel(opgoerelse: Faellesopgoerelse, linje: Andelslinje) -> tuple[Vaerdi, ...]:
    grund = linje.grund
    if linje.kladde is not None:
        grund = f"{grund}: {vis_tal(linje.kladde)}"
    maaltal, forskel = (_antal(et) for et in (linje.maaltal, linje.afvigelse))
    return (opgoerelse.titel, linje.hus, _antal(linje.andel), maaltal, forskel, _antal(linje.resultat), grund)


def _sum(opgoerelse: Faellesopgoerelse) -> tuple[Vaerdi, ...]:
    dom = f" {opgoerelse.vurdering.label}." if opgoerelse.vurdering else ""
    titel = f"{opgoerelse.titel}, i alt"
    return (titel, None, _antal(opgoerelse.i_alt), None, None, _antal(opgoerelse.sum), f"{opgoerelse.i_ord}{dom}")


def _antal(vaerdi: Decimal | None) -> Decimal | None:
    return tal(vaerdi, Enhed.ANTAL)
