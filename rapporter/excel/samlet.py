"""The workbook of all houses and all years: flat sheets, each row complete in itself, for filters and pivot tables."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from kommuner.fordeling import andel
from kontrakt.models import Frekvens, Kontrakt, Kontrakttilstand
from maal.models import Afrapportering, Maal, Maalepunkt
from maal.typer import Enhed, Krav, Segment, Segmentering, Slags, Tilstand, Vurdering
from maal.udtraek import Maaludtraek, Udtraek
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Egenskaber, Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.forside import PALET
from rapporter.excel.maalopfyldelse import krav_og_maaltal, tal
from rapporter.fil import Fil
from rapporter.rapportord import segmentlinjer
from rapporter.samlet import Samling

Raekke = tuple[Vaerdi, ...]

INGEN = "Ikke afrapporteret"
UDKAST = "Kontrakten er et udkast"  # nobody can report on it, and its targets are not agreed
BESKADIGET = "Den godkendte udgave er beskadiget, så tallene er ikke med."
HUS, KKR, KONTRAKT = Kolonne("Erhvervshus", 24), Kolonne("KKR", 18), Kolonne("Kontrakt", 30)
RAMMEAFTALE, AAR = Kolonne("Rammeaftale", 14), Kolonne("År", 8, Celleformat.NUMMER)
RAPPORT = (
    Kolonne("Afrapportering", 15),
    Kolonne("Opgjort pr.", 20, Celleformat.DATO),
    Kolonne("Tilstand", 19),
    Kolonne("Gælder for året", 12),
)


def samlet_fil(samling: Samling, *, eksporteret: datetime, eksporteret_af: str) -> Fil:
    """The workbook of a collection, the same for the same input; `eksporteret` with time zone."""
    aar = "–".join(str(aar) for aar in sorted({min(samling.aar), max(samling.aar)}))
    egenskaber = Egenskaber(f"Alle resultatkontrakter {aar}", eksporteret_af, "Måltal og resultater", eksporteret)
    ark = [maalark(samling), rapportark(samling), indsatsark(samling), kontraktark(samling), noegleark(samling)]
    return Fil(f"alle-resultatkontrakter-{aar.replace('–', '-')}.xlsx", skriv(ark, egenskaber, PALET))


def maalark(samling: Samling) -> Tabelark:
    """A row for each house, contract, year, report, målepunkt and segment; a year without a report has its targets."""
    kolonner = (
        *(HUS, KKR, RAMMEAFTALE, KONTRAKT, AAR, *RAPPORT),
        Kolonne("Mål", 7, Celleformat.NUMMER),
        Kolonne("Målets titel", 30),
        Kolonne("Type", 11),
        Kolonne("Nationalt mål", 24),
        Kolonne("Indikator", 24),
        Kolonne("Målepunkt", 12),
        Kolonne("Målepunktets tekst", 40),
        Kolonne("Segment", 11),
        Kolonne("Krav", 14),
        Kolonne("Måltal", 11, Celleformat.TAL),
        Kolonne("Resultat", 12, Celleformat.TAL),
        Kolonne("Enhed", 14),
        Kolonne("Vurdering", 17, Celleformat.VURDERING),
        Kolonne("Status", 50),
    )
    return Tabelark("Måltal og resultater", "Resultater", kolonner, list(_maalraekker(samling)))


def rapportark(samling: Samling) -> Tabelark:
    """A row for each report, with how many of its målepunkter have each verdict."""
    kolonner = (
        *(HUS, KKR, KONTRAKT, AAR, *RAPPORT),
        Kolonne("Frist", 20, Celleformat.DATO),
        Kolonne("KKR-møde", 20, Celleformat.DATO),
        *(Kolonne(str(vurdering.label), 11, Celleformat.HELTAL) for vurdering in Vurdering),
        Kolonne("Målepunkter i alt", 13, Celleformat.HELTAL),
        Kolonne("Bemærkning", 30),
    )
    return Tabelark("Afrapporteringer", "Afrapporteringer", kolonner, list(_rapportraekker(samling)))


def indsatsark(samling: Samling) -> Tabelark:
    """A row for each focus area of each report."""
    kolonner = (
        *(HUS, KONTRAKT, AAR, *RAPPORT),
        Kolonne("Nr.", 8, Celleformat.NUMMER),
        Kolonne("Afsnit", 24),
        Kolonne("Indsatsområde", 30),
        Kolonne("Status", 60),
    )
    return Tabelark("Indsatsområder", "Indsatsomraader", kolonner, list(_indsatsraekker(samling)))


def kontraktark(samling: Samling) -> Tabelark:
    """A row for each contract."""
    kolonner = (
        *(HUS, KKR, RAMMEAFTALE, KONTRAKT),
        Kolonne("Fra år", 8, Celleformat.NUMMER),
        Kolonne("Til år", 8, Celleformat.NUMMER),
        Kolonne("Tilstand", 14),
        Kolonne("Vedtaget", 20, Celleformat.DATO),
        Kolonne("Træder i kraft", 20, Celleformat.DATO),
        Kolonne("Afrapporteres", 14),
        Kolonne("Forrige kontrakt", 30),
        Kolonne("Mål", 8, Celleformat.HELTAL),
        Kolonne("Heraf nationale", 11, Celleformat.HELTAL),
        Kolonne("Målepunkter", 13, Celleformat.HELTAL),
    )
    return Tabelark("Kontrakter", "Kontrakter", kolonner, [_kontrakt(samling, et) for et in samling.kontrakter])


def noegleark(samling: Samling) -> Tabelark:
    """A row for each contribution: house, year and municipality."""
    kolonner = (
        *(HUS, KONTRAKT, AAR),
        Kolonne("Kode", 9),
        Kolonne("Kommune", 24),
        Kolonne("Bidrag i 1.000 kr.", 20, Celleformat.HELTAL),
        Kolonne("Andel", 12, Celleformat.PROCENT),
    )
    return Tabelark("Fordelingsnøgler", "Fordelingsnoegler", kolonner, list(_bidragsraekker(samling)))


def _maalraekker(samling: Samling) -> Iterator[Raekke]:
    for kontrakt, aar, rapporter in samling.kontraktaar:
        foran = (*_hus(kontrakt, kkr=True), _rammeaftale(kontrakt), kontrakt.titel)
        for rapport in rapporter:
            if udtraek := samling.udtraek.get(rapport.pk):
                om_rapporten = (*foran, *_rapport(samling, rapport))
                yield from ((*om_rapporten, *raekke) for raekke in _resultater(samling, kontrakt, udtraek))
        if not rapporter:
            for punkt in samling.maalepunkter[kontrakt.pk]:
                yield from (
                    (*foran, aar, None, None, _uden_rapport(kontrakt), None, *raekke)
                    for raekke in _loefter(samling, punkt, aar)
                )


def _resultater(samling: Samling, kontrakt: Kontrakt, udtraek: Udtraek) -> Iterator[Raekke]:
    """What a report says of each målepunkt and segment."""
    for maal in udtraek.maal:
        for punkt in maal.punkter:
            nu = samling.punkter.get((kontrakt.pk, maal.nummer, punkt.nummer))
            om_punktet = _maal(samling, maal, nu)
            for segment in punkt.segmenter:
                yield (
                    *(*om_punktet, punkt.betegnelse, punkt.tekst, segment.segment.label),
                    *krav_og_maaltal(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance),
                    tal(segment.resultat, punkt.enhed),
                    punkt.enhed.label,
                    segment.vurdering.label,
                    "\n".join(segmentlinjer(punkt, segment, udtraek.pr_dato)),
                )


def _loefter(samling: Samling, punkt: Maalepunkt, aar: int) -> Iterator[Raekke]:
    """What a målepunkt promises for a year that nobody has reported on."""
    enhed, krav = Enhed(punkt.enhed), Krav(punkt.krav) if punkt.krav else None
    loefter = {
        maaltal.segment: (maaltal.vaerdi, maaltal.tolerance) for maaltal in punkt.maaltal.all() if maaltal.aar == aar
    }
    om_punktet = (*_maal(samling, punkt.maal, punkt), f"{punkt.maal.nummer}.{punkt.nummer}", punkt.tekst)
    for segment in Segmentering(punkt.segmentering).segmenter:
        # A target without a segment holds for each of them.
        loefte = loefter.get(segment, loefter.get(Segment.ALLE, (None, None)))
        yield (*om_punktet, segment.label, *krav_og_maaltal(krav, enhed, *loefte), None, enhed.label, None, None)


def _rapportraekker(samling: Samling) -> Iterator[Raekke]:
    for kontrakt, aar, rapporter in samling.kontraktaar:
        foran = (*_hus(kontrakt, kkr=True), kontrakt.titel)
        for rapport in rapporter:
            udtraek = samling.udtraek.get(rapport.pk)
            moede = udtraek.frosset.kkr_moede if udtraek and udtraek.frosset else None
            antal = [*udtraek.taelling.values(), len(udtraek.punkter)] if udtraek else [None] * (len(Vurdering) + 1)
            slut = None if udtraek else BESKADIGET
            yield (*foran, *_rapport(samling, rapport), rapport.frist, moede, *antal, slut)
        if not rapporter:
            yield (*foran, aar, None, None, _uden_rapport(kontrakt), *([None] * (len(Vurdering) + 5)))


def _indsatsraekker(samling: Samling) -> Iterator[Raekke]:
    for kontrakt, _, rapporter in samling.kontraktaar:
        for rapport in rapporter:
            udtraek = samling.udtraek.get(rapport.pk)
            for i in udtraek.indsatser if udtraek else ():
                om_rapporten = (*_hus(kontrakt), kontrakt.titel, *_rapport(samling, rapport))
                yield (*om_rapporten, i.nummer, i.afsnit, i.titel, i.status)


def _kontrakt(samling: Samling, kontrakt: Kontrakt) -> Raekke:
    punkter = samling.maalepunkter[kontrakt.pk]
    maal = {punkt.maal_id: punkt.maal for punkt in punkter}.values()
    return (
        *(*_hus(kontrakt, kkr=True), _rammeaftale(kontrakt), kontrakt.titel, kontrakt.fra_aar, kontrakt.til_aar),
        Kontrakttilstand(kontrakt.tilstand).label,
        kontrakt.vedtaget_dato,
        kontrakt.traeder_i_kraft,
        Frekvens(kontrakt.frekvens).label,
        kontrakt.forgaenger.titel if kontrakt.forgaenger else None,
        len(maal),
        sum(et.er_nationalt for et in maal),
        len(punkter),
    )


def _bidragsraekker(samling: Samling) -> Iterator[Raekke]:
    kontrakter = {kontrakt.pk: kontrakt for kontrakt in samling.kontrakter}
    summer: Counter[int] = Counter()
    for post in samling.bidrag:
        summer[post.noegle_id] += post.beloeb
    for post in samling.bidrag:
        kontrakt = kontrakter[post.noegle.kontrakt_id]
        del_ = andel(post.beloeb, summer[post.noegle_id]).quantize(Decimal("0.0001"))
        kommune = post.kommune
        yield (*_hus(kontrakt), kontrakt.titel, post.noegle.aar, kommune.kode, kommune.navn, post.beloeb, del_)


def _hus(kontrakt: Kontrakt, *, kkr: bool = False) -> Raekke:
    hus = kontrakt.erhvervshus
    return (hus.navn, hus.kkr.navn) if kkr else (hus.navn,)


def _rammeaftale(kontrakt: Kontrakt) -> str:
    return f"{kontrakt.rammeaftale.fra_aar}–{kontrakt.rammeaftale.til_aar}"


def _uden_rapport(kontrakt: Kontrakt) -> str:
    """What stands as the state of a year without a report."""
    return UDKAST if kontrakt.tilstand == Kontrakttilstand.UDKAST else INGEN


def _rapport(samling: Samling, rapport: Afrapportering) -> Raekke:
    """The year, and the cells of RAPPORT."""
    gaelder = "Ja" if rapport.pk in samling.gaelder else "Nej"
    return (rapport.aar, Slags(rapport.slags).label, rapport.pr_dato, Tilstand(rapport.tilstand).label, gaelder)


def _maal(samling: Samling, maal: Maaludtraek | Maal, punkt: Maalepunkt | None) -> Raekke:
    """The goal as the report has it, and what identifies it and the målepunkt across contracts."""
    nationalt = punkt.maal.nationalt_maal if punkt else None
    return (
        *(maal.nummer, maal.titel, "Nationalt" if maal.er_nationalt else "Lokalt"),
        samling.nationale_maal[nationalt.noegle] if nationalt else None,
        punkt.indikator.titel if punkt and punkt.indikator else None,
    )
