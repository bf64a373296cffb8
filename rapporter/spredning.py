"""A geographic spread as a page shows it: the verdict, whom to invite, the map, the chart and the table.

The same whether a count is read live (`hent_live`) or as a report has it (`afsnit_af`), where a frozen report's comes
from its picture. Everything is computed below, in `kommuner.spredning`; here it is only laid out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kommuner.models import Vejledningstal
from kommuner.spredning import KanIkkeBeregnes, Post, Regel, Spredning
from kommuner.typer import Afvigelse, Niveau, Placering
from kommuner.vejledningstabel import Vejledningsraekke, Vejledningstabel, hent_vejledningstabeller, spredning_af
from kontrakt.dansk import vis_tal
from kontrakt.models import Bruger
from maal.spredning import spredningspunkter
from maal.udtraek import Punktudtraek, Spredningsudtraek
from maal.vurdering import Tidspunkt
from rapporter.kort import Kommunefelt, Kort, tegn_kort
from rapporter.soejler import Soejlediagram, tegn_soejler

GRUPPEFORKLARINGER = {
    Placering.UNDER: "Gruppen er under spændet",
    Placering.INDEN_FOR: "Gruppen er inden for spændet",
    Placering.OVER: "Gruppen er over spændet",
}

Adresser = Mapping[str, str]  # where a municipality has a page that the user may see, by its code


@dataclass(frozen=True)
class Raekke:
    """One line of the table: a municipality or group beside its target. `afvigelse` is in percent of the target.

    `spaend` is the band in courses, `mindst` what is to be reached by now when the year is not over.
    """

    post: Post
    spaend: str
    mindst: str
    afvigelse: Decimal | None
    note: str


@dataclass(frozen=True)
class Laesning:
    """One of the two ways to read a tolerance of the groups' shares: what it says, each group's span and verdict."""

    i_ord: str
    gaelder: bool
    grupper: tuple[tuple[Post, str], ...]  # with the band in percent of all courses


@dataclass(frozen=True)
class Afsnit:
    """One målepunkt's spread, whole. `spredning` and all that is drawn are None where nothing can be computed."""

    noegle: str
    betegnelse: str
    kontrakt: str
    slug: str
    tekst: str
    udtraek: Spredningsudtraek
    kort: Kort | None = None
    soejler: Soejlediagram | None = None
    raekker: tuple[Raekke, ...] = ()
    laesninger: tuple[Laesning, ...] = ()

    @property
    def spredning(self) -> Spredning | None:
        """The spread that was computed."""
        return self.udtraek.spredning

    @property
    def er_grupper(self) -> bool:
        """Whether the by- and the landkommuner are judged, and not each municipality."""
        return self.spredning is not None and self.spredning.regel.niveau == Niveau.BY_LAND

    @property
    def overskrift(self) -> str:
        """The verdict in one sentence."""
        if self.spredning is None:
            return ""
        slags = "grupper" if self.er_grupper else "kommuner"
        inden_for, alle = len(self.spredning.med(Placering.INDEN_FOR)), len(self.spredning.poster)
        hvornaar = " indtil nu" if self.spredning.undervejs else ""
        return f"{inden_for} af {alle} {slags} ligger{hvornaar} inden for spændet."

    @property
    def under(self) -> tuple[Post, ...]:
        """Who is to be invited, the one that lacks most of its target first."""
        return _yderst_foerst(self.spredning, Placering.UNDER)

    @property
    def over(self) -> tuple[Post, ...]:
        """Who is over the band, the one furthest over first."""
        return _yderst_foerst(self.spredning, Placering.OVER)

    @property
    def kommuner(self) -> tuple[Vejledningsraekke, ...]:
        """The municipalities of the count, in Danish order."""
        return self.udtraek.vejledning.raekker


def hent_live(bruger: Bruger, vejledningstal: Vejledningstal, adresser: Adresser) -> list[Afsnit]:
    """A count judged by each målepunkt that describes the spread in its house's contracts, if the user may see them.

    Four queries. Before 31 December the year is not over, as in a preliminary report.
    """
    tabel = hent_vejledningstabeller([vejledningstal.pk])[vejledningstal.pk]
    punkter = spredningspunkter(bruger, vejledningstal.erhvervshus, vejledningstal.aar)
    return [
        _afsnit(
            punkt.pk,
            f"{punkt.maal.nummer}.{punkt.nummer}",
            (kontrakt.titel, kontrakt.slug),
            punkt.tekst,
            _beregn(vejledningstal, tabel, regel),
            adresser,
        )
        for kontrakt, punkt, regel in punkter
    ]


def afsnit_af(punkt: Punktudtraek, kontrakt: str, slug: str, adresser: Adresser) -> Afsnit | None:
    """The spread of a målepunkt as its report has it; None when it rests on no count."""
    if punkt.spredning is None:
        return None
    return _afsnit(punkt.id, punkt.betegnelse, (kontrakt, slug), punkt.tekst, punkt.spredning, adresser)


def _beregn(vejledningstal: Vejledningstal, tabel: Vejledningstabel, regel: Regel | None) -> Spredningsudtraek:
    tidspunkt = Tidspunkt(vejledningstal.aar, vejledningstal.pr_dato, endelig=False)
    if regel is None:
        grund = f"Kontrakten har intet måltal for {vejledningstal.aar}."
        return Spredningsudtraek(vejledningstal.pk, None, tabel, None, grund)
    try:
        spredning = spredning_af(tabel, regel, Fraction(tidspunkt.dage_gaaet, tidspunkt.dage_i_aar))
    except KanIkkeBeregnes as grund:
        return Spredningsudtraek(vejledningstal.pk, regel, tabel, None, str(grund))
    return Spredningsudtraek(vejledningstal.pk, regel, tabel, spredning)


def _afsnit(
    pk: int, betegnelse: str, kontrakt: tuple[str, str], tekst: str, udtraek: Spredningsudtraek, adresser: Adresser
) -> Afsnit:
    titel, slug = kontrakt
    afsnit = Afsnit(f"spredning-{pk}", betegnelse, titel, slug, tekst, udtraek)
    spredning = udtraek.spredning
    if spredning is None:
        return afsnit
    felter = _felter(afsnit.noegle, spredning, udtraek.vejledning.raekker, adresser)
    ord_ = GRUPPEFORKLARINGER if afsnit.er_grupper else None
    return replace(
        afsnit,
        kort=tegn_kort(felter, noegle=afsnit.noegle, titel="Kort over individuelle forløb", forklaringer=ord_),
        soejler=tegn_soejler(spredning, noegle=afsnit.noegle, titel="Individuelle forløb i procent af eget måltal"),
        raekker=tuple(_raekke(post, spredning.undervejs) for post in spredning.poster),
        laesninger=_laesninger(spredning, udtraek.vejledning) if afsnit.er_grupper else (),
    )


def _felter(
    noegle: str, spredning: Spredning, raekker: Iterable[Vejledningsraekke], adresser: Adresser
) -> list[Kommunefelt]:
    """What the map says of each municipality: its own verdict, or its group's."""
    poster = {post.kode: post for post in spredning.poster}
    efter_type = spredning.regel.niveau == Niveau.BY_LAND
    felter = []
    for raekke in raekker:
        post = poster[raekke.type if efter_type else raekke.kode]
        antal = raekke.individuelle or 0
        i_ord = f"{_forloeb(antal)}. {post.navn}: {post.placering.label.lower()}"
        felter.append(
            Kommunefelt(
                kode=raekke.kode,
                navn=raekke.navn,
                tal=vis_tal(antal),
                i_ord=i_ord if efter_type else post_i_ord(post, spredning.undervejs),
                adresse=adresser.get(raekke.kode, f"#{noegle}-{raekke.kode}"),
                placering=post.placering,
            )
        )
    return felter


def post_i_ord(post: Post, undervejs: bool) -> str:
    """A post with its target, band and verdict: `5 individuelle forløb. Måltal 6,8, spænd 6,1–7,4. Under spændet`."""
    krav = f", mindst {_graense(post, post.mindst)} indtil nu" if undervejs else ""
    maal = f"Måltal {vis_tal(post.maaltal, 1)}, spænd {_spaend(post)}{krav}"
    return f"{_forloeb(post.antal)}. {maal}. {post.placering.label}"


def _raekke(post: Post, undervejs: bool) -> Raekke:
    noter = {0: "Spændet rummer intet helt tal", 1: "Spændet rummer kun ét helt tal"}
    return Raekke(
        post=post,
        spaend=_spaend(post),
        mindst=_graense(post, post.mindst) if undervejs else "",
        afvigelse=100 * post.afvigelse / post.maaltal if post.maaltal else None,
        note=noter.get(post.hele_tal, ""),
    )


def _laesninger(spredning: Spredning, tabel: Vejledningstabel) -> tuple[Laesning, ...]:
    """Both readings of "a deviation of at most 10 %"; which one counts is the målepunkt's setting."""
    regel, del_af_aaret = spredning.regel, Fraction(1)
    laesninger = []
    for afvigelse in Afvigelse:
        laest = spredning_af(tabel, replace(regel, afvigelse=afvigelse), del_af_aaret)
        enhed = "%" if afvigelse == Afvigelse.RELATIV else "procentpoint"
        laesninger.append(
            Laesning(
                i_ord=f"±{vis_tal(regel.tolerance)}\u00a0{enhed} ({afvigelse.label})",
                gaelder=afvigelse == regel.afvigelse,
                grupper=tuple((post, _andele(post, laest.total)) for post in laest.poster),
            )
        )
    return tuple(laesninger)


def _andele(post: Post, total: int) -> str:
    return f"{vis_tal(100 * post.nedre / total, 1)}–{vis_tal(100 * post.oevre / total, 1)}\u00a0%"


def _yderst_foerst(spredning: Spredning | None, placering: Placering) -> tuple[Post, ...]:
    poster = spredning.med(placering) if spredning else ()
    return tuple(
        sorted(poster, key=lambda post: abs(post.afvigelse) / post.maaltal if post.maaltal else 0, reverse=True)
    )


def _forloeb(antal: int) -> str:
    return f"{vis_tal(antal)} individuelle forløb" if antal != 1 else "1 individuelt forløb"


def _spaend(post: Post) -> str:
    return f"{_graense(post, post.nedre)}–{_graense(post, post.oevre)}"


def _graense(post: Post, graense: Decimal) -> str:
    """An edge to one decimal; as it is where that would round to the very count: 6 is less than 6,0012."""
    return vis_tal(graense, None if vis_tal(graense, 1) == vis_tal(post.antal, 1) else 1)
