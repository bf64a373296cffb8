"""The sheets *Vejledning pr. kommune* and *Geografisk spredning*, where a report's verdict rests on a count."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kommuner.spredning import Post, Spredning, afrund_graense
from kommuner.typer import Niveau
from kommuner.vejledningstabel import Vejledningsraekke, Vejledningstabel
from kontrakt.dansk import vis_dato, vis_kort_dato
from kontrakt.models import Kommunetype
from maal.udtraek import Punktudtraek, Spredningsudtraek, Udtraek
from rapporter.excel.ark import Afsnit, Ark, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.fordelingsark import KILDE, KODE, KOMMUNE, som_andel
from rapporter.pladser import placering_i_ord

VEJLEDNING, SPREDNING = "Vejledning pr. kommune", "Geografisk spredning"
BY_LAND = Kolonne("By/land", 14)
HEL = Decimal("1.0000")


def vejledningsark(udtraek: Udtraek) -> list[Ark]:
    """A sheet for each count that a status points at, then one for each målepunkt; none when no status does."""
    punkter = [(punkt, punkt.spredning) for punkt in udtraek.punkter if punkt.spredning is not None]
    opgoerelser = {spredning.id: spredning.vejledning for _, spredning in punkter}
    return [
        *(_vejledning(tabel, len(opgoerelser) > 1) for tabel in opgoerelser.values()),
        *(_spredning(punkt, spredning, len(punkter) > 1) for punkt, spredning in punkter),
    ]


def inviteres(spredning: Spredning) -> str:
    """Who is to be invited to a dialogue, in one sentence."""
    navne = ", ".join(post.navn for post in spredning.poster if post.inviteres)
    return f"Inviteres til dialog: {navne}" if navne else "Ingen skal inviteres til dialog"


def _vejledning(tabel: Vejledningstabel, er_flere: bool) -> Tabelark:
    """A count: the kinds that the house has counted, and the individual courses as one."""
    har_individuelle = tabel.individuelle is not None
    kolonner = (
        KODE,
        KOMMUNE,
        BY_LAND,
        Kolonne(f"Folketal 1. januar {tabel.folketal_aar}", 20, Celleformat.HELTAL),
        *(Kolonne(str(slags.label), 14, Celleformat.HELTAL) for slags in tabel.talte),
        *([Kolonne("Individuelle forløb i alt", 16, Celleformat.HELTAL)] if har_individuelle else []),
    )
    raekker = [_vejledningsraekke(raekke, tabel, har_individuelle) for raekke in tabel.raekker]
    folketal = [raekke.folketal for raekke in tabel.raekker if raekke.folketal is not None]
    sum_: tuple[Vaerdi, ...] = (
        sum(folketal) if len(folketal) == len(tabel.raekker) else None,
        *(tabel.sum(slags) for slags in tabel.talte),
        *([tabel.individuelle] if har_individuelle else []),
    )
    navn = f"Vejledning pr. {vis_kort_dato(tabel.pr_dato)}" if er_flere else VEJLEDNING
    tabelnavn = f"Vejledning{tabel.pr_dato:%Y%m%d}" if er_flere else "Vejledning"
    overskrift = f"{VEJLEDNING}, talt op til {vis_dato(tabel.pr_dato)}"
    sumraekker = [(None, "I alt", None, *sum_), _linje(KILDE, len(kolonner))]
    return Tabelark(navn, tabelnavn, kolonner, raekker, overskrift, sumraekker)


def _vejledningsraekke(
    raekke: Vejledningsraekke, tabel: Vejledningstabel, har_individuelle: bool
) -> tuple[Vaerdi, ...]:
    antal = (raekke.antal(slags) for slags in tabel.talte)
    i_alt = [raekke.individuelle] if har_individuelle else []
    return (raekke.kode, raekke.navn, _by_land(raekke.type), raekke.folketal, *antal, *i_alt)


def _spredning(punkt: Punktudtraek, udtraek: Spredningsudtraek, er_flere: bool) -> Ark:
    """What a målepunkt's verdict rests on; one line when it cannot be computed."""
    navn = f"{SPREDNING} {punkt.betegnelse}" if er_flere else SPREDNING
    overskrift = f"{SPREDNING}, Mål {punkt.betegnelse}, talt op til {vis_dato(udtraek.vejledning.pr_dato)}"
    spredning = udtraek.spredning
    if spredning is None:
        return Noegleark(navn, overskrift, [Afsnit(udtraek.grund, [])])
    kolonner = _spredningskolonner(udtraek.vejledning, spredning)
    raekker = [_post(post, spredning) for post in spredning.poster]
    foerst = () if spredning.regel.niveau == Niveau.BY_LAND else (None,)
    tekster = (spredning.regel.i_ord, udtraek.i_ord, inviteres(spredning), KILDE)
    sumraekker = [_sum(spredning, len(kolonner)), *(_linje(tekst, len(kolonner), foerst) for tekst in tekster)]
    tabelnavn = f"Spredning{punkt.maalnummer}_{punkt.nummer}" if er_flere else "Spredning"
    return Tabelark(navn, tabelnavn, kolonner, raekker, overskrift, sumraekker)


def _spredningskolonner(tabel: Vejledningstabel, spredning: Spredning) -> tuple[Kolonne, ...]:
    er_grupper = spredning.regel.niveau == Niveau.BY_LAND
    return (
        *(() if er_grupper else (KODE,)),
        Kolonne("Kommuner", 46) if er_grupper else Kolonne("Kommune", 46),
        *(() if er_grupper else (BY_LAND,)),
        Kolonne(f"Folketal 1. januar {tabel.folketal_aar}", 16, Celleformat.HELTAL),
        Kolonne("Andel af folketal", 12, Celleformat.PROCENT),
        Kolonne("Individuelle forløb", 14, Celleformat.HELTAL),
        Kolonne("Andel af forløb", 12, Celleformat.PROCENT),
        Kolonne("Måltal", 12, Celleformat.TAL),
        Kolonne("Spændets nedre kant", 12, Celleformat.TAL),
        Kolonne("Spændets øvre kant", 12, Celleformat.TAL),
        *((Kolonne("Mindst indtil nu", 12, Celleformat.TAL),) if spredning.undervejs else ()),
        Kolonne("Afvigelse fra måltal", 13, Celleformat.TAL),
        Kolonne("Vurdering", 36),
    )


def _post(post: Post, spredning: Spredning) -> tuple[Vaerdi, ...]:
    er_gruppe = spredning.regel.niveau == Niveau.BY_LAND
    return (
        *(() if er_gruppe else (post.kode,)),
        post.navn,
        *(() if er_gruppe else (_by_land(post.type),)),
        post.folketal,
        som_andel(post.folketal_andel),
        post.antal,
        som_andel(post.antal_andel),
        _forloeb(post.maaltal),
        *(afrund_graense(kant, 2) for kant in (post.nedre, post.oevre)),
        *((afrund_graense(post.mindst, 2),) if spredning.undervejs else ()),
        _forloeb(post.afvigelse),
        placering_i_ord(post, undervejs=spredning.undervejs),
    )


def _sum(spredning: Spredning, bredde: int) -> tuple[Vaerdi, ...]:
    """The area: its population and courses, and what was distributed."""
    er_grupper = spredning.regel.niveau == Niveau.BY_LAND
    foerst: Sequence[Vaerdi] = ("I alt",) if er_grupper else (None, "I alt", None)
    andel = HEL if spredning.antal else None
    raekke = (*foerst, spredning.folketal, HEL, spredning.antal, andel, spredning.total)
    return (*raekke, *([None] * (bredde - len(raekke))))


def _linje(tekst: str, bredde: int, foerst: Sequence[Vaerdi] = (None,)) -> tuple[Vaerdi, ...]:
    """A line of text below a table, in the column of the names."""
    return (*foerst, tekst, *([None] * (bredde - len(foerst) - 1)))


def _by_land(type_: str) -> str:
    return str(Kommunetype(type_).label)


def _forloeb(antal: Decimal) -> Decimal:
    """A number of courses with two decimals, as no more are read."""
    return antal.quantize(Decimal("0.01"), ROUND_HALF_UP)
