"""A geographic spread as a page shows it: the verdict, whom to invite, the map, the chart and the table.

The same whether a count is read live (`hent_live`) or as a report has it (`afsnit_af`), where a frozen report's comes
from its picture. Everything is computed below, in `kommuner.spredning`; here it is only laid out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuner.models import Vejledningstal
from kommuner.spredning import Post, Spredning, vis_graense
from kommuner.typer import Afvigelse, Niveau, Placering
from kommuner.vejledningstabel import Vejledningsraekke, Vejledningstabel, hent_vejledningstabeller, spredning_af
from kontrakt.dansk import vis_tal
from kontrakt.models import Bruger
from maal.spredning import spredningspunkter, spredningsudtraek
from maal.udtraek import Punktudtraek, Spredningsudtraek
from maal.vurdering import Tidspunkt
from rapporter.kort import TEGN, Kommunefelt, Kort, tegn_kort
from rapporter.soejler import Soejlediagram, tegn_soejler

KORT, SOEJLER = "Kort over individuelle forløb", "Individuelle forløb i procent af eget måltal"

Adresser = Mapping[str, str]  # where a municipality has a page that the user may see, by its code


@dataclass(frozen=True)
class Raekke:
    """A municipality or group as it is shown: the band's edges, what is to be reached by now, and the verdict's sign.

    `afvigelse` is in percent of the target, None without one; `note` says when hardly any number lies in the band.
    """

    post: Post
    nedre: str
    oevre: str
    mindst: str
    tegn: str
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
    maalnummer: int
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
        return self.spredning.sammenfatning if self.spredning else ""

    @property
    def under(self) -> tuple[Raekke, ...]:
        """Who is to be invited, the one that lacks most of its target first."""
        return self._yderst_foerst(Placering.UNDER)

    @property
    def over(self) -> tuple[Raekke, ...]:
        """Who is over the band, the one furthest over first."""
        return self._yderst_foerst(Placering.OVER)

    def _yderst_foerst(self, placering: Placering) -> tuple[Raekke, ...]:
        raekker = [raekke for raekke in self.raekker if raekke.post.placering == placering]
        return tuple(sorted(raekker, key=lambda raekke: abs(raekke.afvigelse or Decimal(0)), reverse=True))

    @property
    def kommuner(self) -> tuple[Vejledningsraekke, ...]:
        """The municipalities of the count, in Danish order."""
        return self.udtraek.vejledning.raekker


def hent_live(bruger: Bruger, vejledningstal: Vejledningstal, adresser: Adresser) -> list[Afsnit]:
    """A count judged by each målepunkt that describes the spread in its house's contracts, if the user may see them.

    Three queries. Before 31 December the year is not over, as in a preliminary report.
    """
    tom = Vejledningstabel(vejledningstal.pr_dato, vejledningstal.aar - 1, ())
    tabel = hent_vejledningstabeller([vejledningstal.pk]).get(vejledningstal.pk, tom)
    tidspunkt = Tidspunkt(vejledningstal.aar, vejledningstal.pr_dato, endelig=False)
    punkter = spredningspunkter(bruger, vejledningstal.erhvervshus, vejledningstal.aar)
    return [
        _afsnit(
            punkt.pk,
            (punkt.maal.nummer, punkt.nummer),
            (kontrakt.fuld_titel, kontrakt.slug),
            punkt.tekst,
            spredningsudtraek(tidspunkt, vejledningstal.pk, tabel, regel),
            adresser,
        )
        for kontrakt, punkt, regel in punkter
    ]


def afsnit_af(punkt: Punktudtraek, kontrakt: str, slug: str, adresser: Adresser) -> Afsnit | None:
    """The spread of a målepunkt as its report has it; None when it rests on no count."""
    if punkt.spredning is None:
        return None
    numre = (punkt.maalnummer, punkt.nummer)
    return _afsnit(punkt.id, numre, (kontrakt, slug), punkt.tekst, punkt.spredning, adresser)


def _afsnit(
    pk: int,
    numre: tuple[int, int],
    kontrakt: tuple[str, str],
    tekst: str,
    udtraek: Spredningsudtraek,
    adresser: Adresser,
) -> Afsnit:
    (maal, punkt), (titel, slug) = numre, kontrakt
    afsnit = Afsnit(f"spredning-{pk}", f"{maal}.{punkt}", maal, titel, slug, tekst, udtraek)
    spredning = udtraek.spredning
    if spredning is None:
        return afsnit
    return replace(
        afsnit,
        kort=_kort(afsnit, spredning, adresser),
        soejler=tegn_soejler(spredning, noegle=afsnit.noegle, titel=SOEJLER),
        raekker=tuple(map(_raekke, spredning.poster)),
        laesninger=_laesninger(spredning, udtraek.vejledning) if afsnit.er_grupper else (),
    )


def _kort(afsnit: Afsnit, spredning: Spredning, adresser: Adresser) -> Kort:
    felter = _felter(afsnit.noegle, spredning, afsnit.kommuner, adresser)
    if afsnit.er_grupper:
        return tegn_kort(
            felter, noegle=afsnit.noegle, titel=KORT, forklaringer=_gruppeord(spredning), stiplet="Landkommune"
        )
    return tegn_kort(felter, noegle=afsnit.noegle, titel=KORT)


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
                stiplet=efter_type and raekke.type == "land",
            )
        )
    return felter


def _gruppeord(spredning: Spredning) -> dict[Placering, str]:
    """The words of the map's legend where it shows groups: `Landkommuner: under spændet`."""
    return {
        placering: f"{' og '.join(post.navn for post in poster)}: {placering.label.lower()}"
        for placering in Placering
        if (poster := spredning.med(placering))
    }


def post_i_ord(post: Post, undervejs: bool) -> str:
    """A post with its target, band and verdict: `5 individuelle forløb. Måltal 6,8, spænd 6,1–7,4. Under spændet`."""
    krav = f", mindst {vis_graense(post.mindst)} indtil nu" if undervejs else ""
    maal = f"Måltal {vis_tal(post.maaltal, 1)}, spænd {vis_graense(post.nedre)}–{vis_graense(post.oevre)}{krav}"
    return f"{_forloeb(post.antal)}. {maal}. {post.placering.label}"


def _raekke(post: Post) -> Raekke:
    noter = {0: "Spændet rummer intet helt tal", 1: "Spændet rummer kun ét helt tal"}
    return Raekke(
        post=post,
        nedre=vis_graense(post.nedre),
        oevre=vis_graense(post.oevre),
        mindst=vis_graense(post.mindst),
        tegn=TEGN[post.placering],
        afvigelse=100 * post.afvigelse / post.maaltal if post.maaltal else None,
        note=noter.get(post.hele_tal, ""),
    )


def _laesninger(spredning: Spredning, tabel: Vejledningstabel) -> tuple[Laesning, ...]:
    """Both readings of "a deviation of at most 10 %"; which one counts is the målepunkt's setting."""
    regel = spredning.regel
    laesninger = []
    for afvigelse in Afvigelse:
        laest = spredning_af(tabel, replace(regel, afvigelse=afvigelse))
        enhed = "% af eget måltal" if afvigelse == Afvigelse.RELATIV else "procentpoint"
        laesninger.append(
            Laesning(
                i_ord=f"±{vis_tal(regel.tolerance)}\u00a0{enhed}",
                gaelder=afvigelse == regel.afvigelse,
                grupper=tuple((post, _andele(post, laest.total)) for post in laest.poster),
            )
        )
    return tuple(laesninger)


def _andele(post: Post, total: int) -> str:
    return f"{vis_tal(100 * post.nedre / total, 1)}–{vis_tal(100 * post.oevre / total, 1)}\u00a0%"


def _forloeb(antal: int) -> str:
    return f"{vis_tal(antal)} individuelle forløb" if antal != 1 else "1 individuelt forløb"
