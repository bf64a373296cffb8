"""The workbooks of the municipalities' pages: all that a user may see, or one with what it pays and gets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from kommuner.spredning import afrund_graense
from kommuner.typer import Vejledningsslags
from maal.typer import Vurdering
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Ark, Egenskaber, Felt, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.fordelingsark import KILDE, som_andel
from rapporter.excel.forside import PALET, dansk_tid
from rapporter.fil import Fil
from rapporter.kommune import Kommuneside, Vejledningsaar
from rapporter.kommuner import Kommunelinje, Kommuneliste
from rapporter.pladser import Plads

IKKE_OPGJORT = "Ikke opgjort"
PROCENT, HELTAL, TAL, DATO, AAR = (
    Celleformat.PROCENT,
    Celleformat.HELTAL,
    Celleformat.TAL,
    Celleformat.DATO,
    Celleformat.NUMMER,
)
KOMMUNER = (
    Kolonne("Kode", 9),
    Kolonne("Kommune", 22),
    Kolonne("Erhvervshus", 26),
    Kolonne("By/land", 14),
    Kolonne("Indbyggere", 13, HELTAL),
    Kolonne("Nøgleår", 10, AAR),
    Kolonne("Bidrag i kr.", 14, HELTAL),
    Kolonne("Kr. pr. indbygger", 13, TAL),
    Kolonne("Andel af nøglen", 11, PROCENT),
    Kolonne("Opgjort pr.", 20, DATO),
    Kolonne("Individuelle forløb", 14, HELTAL),
    Kolonne("Spredning", 34),
)
BIDRAG = (
    Kolonne("År", 8, AAR),
    Kolonne("Bidrag i kr.", 16, HELTAL),
    Kolonne("Indbyggere 1. januar året før", 18, HELTAL),
    Kolonne("Kr. pr. indbygger", 13, TAL),
    Kolonne("Andel af nøglen", 13, PROCENT),
    Kolonne("Forrige nøgle", 12, AAR),
    Kolonne("Ændring i kr.", 15, HELTAL),
    Kolonne("Ændring i procent", 13, PROCENT),
    Kolonne("Bemærkning", 30),
)
VEJLEDNING = (
    Kolonne("År", 8, AAR),
    Kolonne("Opgjort pr.", 20, DATO),
    *(Kolonne(str(slags.label), 12, HELTAL) for slags in Vejledningsslags),
    Kolonne("Individuelle forløb i alt", 14, HELTAL),
    Kolonne("Indbyggere 1. januar året før", 16, HELTAL),
    Kolonne("Forløb pr. 1.000 indbyggere", 16, TAL),
    Kolonne("Andel af områdets forløb", 14, PROCENT),
    Kolonne("Andel af områdets indbyggere", 14, PROCENT),
)
SPREDNING = (
    Kolonne("År", 8, AAR),
    Kolonne("Opgjort pr.", 20, DATO),
    Kolonne("Målepunkt", 11),
    Kolonne("Vurderes for", 20),
    Kolonne("Individuelle forløb", 12, HELTAL),
    Kolonne("Måltal", 12, TAL),
    Kolonne("Mindst", 12, TAL),
    Kolonne("Højst", 12, TAL),
    Kolonne("Afvigelse", 12, TAL),
    Kolonne("Vurdering", 40),
    Kolonne("Sådan vurderes det", 40),
)
RAPPORTER = (
    Kolonne("År", 8, AAR),
    Kolonne("Afrapportering", 16),
    Kolonne("Opgjort pr.", 20, DATO),
    Kolonne("Tilstand", 26),
    *(Kolonne(str(vurdering.label), 12, HELTAL) for vurdering in Vurdering),
)


@dataclass(frozen=True)
class Udtraekker:
    """Who fetches a workbook, and when (with time zone)."""

    navn: str
    tidspunkt: datetime


def kommunerfil(liste: Kommuneliste, af: Udtraekker) -> Fil:
    """The workbook of a list of municipalities, as they come."""
    aar = f" Indbyggere 1. januar {liste.folketal_aar}." if liste.folketal_aar else ""
    ark = Tabelark("Kommuner", "Kommuner", KOMMUNER, [_linje(et) for et in liste.linjer], f"Kommuner.{aar} {KILDE}.")
    return Fil("kommuner.xlsx", skriv([ark], _egenskaber("Kommuner", af), PALET))


def kommunefil(side: Kommuneside, af: Udtraekker) -> Fil:
    """The workbook of one municipality: what its page shows."""
    navn = side.kommune.navn
    ark: list[Ark] = [
        _forside(side, navn, af),
        _tabel("Bidrag", navn, BIDRAG, _bidrag(side), "Der er ingen fordelingsnøgle med kommunen."),
        _tabel("Vejledning", navn, VEJLEDNING, _vejledning(side), "Der er ingen vejledningstal for kommunen."),
        _tabel("Spredning", navn, SPREDNING, _spredning(side), "Der er ingen geografisk spredning at vurdere."),
        _tabel("Afrapporteringer", navn, RAPPORTER, _rapporter(side), "Der er ingen afrapporteringer fra huset."),
    ]
    return Fil(f"kommune-{side.kommune.kode}.xlsx", skriv(ark, _egenskaber(navn, af), PALET))


def _egenskaber(titel: str, af: Udtraekker) -> Egenskaber:
    return Egenskaber(titel=titel, forfatter=af.navn, emne="Bidrag, vejledning og spredning", oprettet=af.tidspunkt)


def _tabel(navn: str, titel: str, kolonner: Sequence[Kolonne], raekker: Iterable[Sequence[Vaerdi]], uden: str) -> Ark:
    fundet = list(raekker)
    overskrift = f"{titel}: {navn.lower()}"
    if not fundet:
        return Noegleark(navn, overskrift, [Afsnit(uden, [])])
    return Tabelark(navn, navn, kolonner, fundet, overskrift)


def _forside(side: Kommuneside, navn: str, af: Udtraekker) -> Noegleark:
    kommune = side.kommune
    indbyggere = [Felt(f"Indbyggere 1. januar {side.folketal_aar}", side.folketal, HELTAL)] if side.folketal_aar else []
    felter = [
        Felt("Kommune", f"{kommune.navn} ({kommune.kode})"),
        Felt("Erhvervshus", kommune.erhvervshus.navn),
        Felt("KKR", kommune.erhvervshus.kkr.navn),
        Felt("By/land", kommune.get_type_display()),
        *indbyggere,
        Felt("Eksporteret", dansk_tid(af.tidspunkt), Celleformat.TIDSPUNKT),
        Felt("Eksporteret af", af.navn),
    ]
    return Noegleark("Kommune", navn, [Afsnit("Om kommunen", felter), Afsnit(KILDE, [])])


def _linje(linje: Kommunelinje) -> tuple[Vaerdi, ...]:
    bidrag, forloeb = linje.bidrag, linje.forloeb
    return (
        linje.kode,
        linje.navn,
        linje.hus,
        str(linje.type.label),
        linje.folketal,
        bidrag.aar if bidrag else None,
        bidrag.kroner if bidrag else None,
        _afrundet(bidrag.pr_indbygger if bidrag else None),
        som_andel(bidrag.andel if bidrag else None),
        forloeb.pr_dato if forloeb else None,
        (IKKE_OPGJORT if forloeb.antal is None else forloeb.antal) if forloeb else None,
        "\n".join(f"{plads.krav.betegnelse}: {plads.i_ord}" for plads in forloeb.pladser) if forloeb else None,
    )


def _bidrag(side: Kommuneside) -> Iterable[tuple[Vaerdi, ...]]:
    for et in side.bidrag:
        yield (
            et.aar,
            et.kroner,
            et.folketal,
            _afrundet(et.pr_indbygger),
            som_andel(et.andel),
            et.forrige.aar if et.forrige else None,
            et.aendring,
            som_andel(et.aendring_procent),
            "Kontrakten er et udkast" if et.er_udkast else None,
        )


def _vejledning(side: Kommuneside) -> Iterable[tuple[Vaerdi, ...]]:
    for et in side.vejledning:
        i_alt = et.raekke.individuelle
        yield (
            et.aar,
            et.pr_dato,
            *(IKKE_OPGJORT if antal is None else antal for _, antal in et.antal),
            IKKE_OPGJORT if i_alt is None else i_alt,
            et.raekke.folketal,
            _afrundet(et.pr_tusinde),
            som_andel(et.andel_forloeb),
            som_andel(et.andel_folketal),
        )


def _spredning(side: Kommuneside) -> Iterable[tuple[Vaerdi, ...]]:
    return (_plads(et_aar, plads) for et_aar, plads in side.pladser)


def _plads(et_aar: Vejledningsaar, plads: Plads) -> tuple[Vaerdi, ...]:
    post, regel = plads.post, plads.krav.regel
    tal: tuple[Vaerdi, ...] = (None,) * 5
    if post is not None:
        kanter = (afrund_graense(kant, 2) for kant in (post.mindst, post.oevre))
        tal = (post.antal, _afrundet(post.maaltal), *kanter, _afrundet(post.afvigelse))
    hvem = "Kommunen" if not plads.er_gruppe or post is None else post.navn
    return (et_aar.aar, et_aar.pr_dato, f"Mål {plads.krav.betegnelse}", hvem, *tal, plads.i_ord, regel.i_ord)


def _rapporter(side: Kommuneside) -> Iterable[tuple[Vaerdi, ...]]:
    for rapport in side.rapporter:
        antal = dict(rapport.vurderinger)
        yield (
            rapport.aar,
            str(rapport.slags.label),
            rapport.pr_dato,
            str(rapport.tilstand.label),
            *((antal.get(vurdering, 0) if antal else None) for vurdering in Vurdering),
        )


def _afrundet(tal: Decimal | None) -> Decimal | None:
    """Two decimals, as the page has them."""
    return None if tal is None else tal.quantize(Decimal("0.01"), ROUND_HALF_UP)
