"""Where a municipality lies by its contracts' demand of geographic spread, for any number of counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kommuner.models import Vejledningstal
from kommuner.spredning import Post, Regel, vis_graense
from kommuner.typer import Niveau, Placering
from kommuner.vejledningstabel import Vejledningstabel
from kontrakt.models import Bruger, Erhvervshus, Kontrakt
from maal.models import Maaltal
from maal.spredning import regel_af, spredningsudtraek
from maal.typer import Segment
from maal.vurdering import Tidspunkt
from rapporter.kort import TEGN


@dataclass(frozen=True)
class Spredningskrav:
    """One målepunkt that demands a spread in one year: its contract's address, its goal's number and its own there."""

    slug: str
    maalnummer: int
    nummer: int
    regel: Regel

    @property
    def betegnelse(self) -> str:
        """Its number within the contract: `7.1`."""
        return f"{self.maalnummer}.{self.nummer}"


@dataclass(frozen=True)
class Plads:
    """Where a municipality, or the group of by- or landkommuner that it is in, lies by one demand.

    `post` is None when the spread cannot be computed, and `grund` then says why in Danish. `undervejs`: the year is not
    over, and the lower edge is that of the year's days so far.
    """

    krav: Spredningskrav
    post: Post | None
    undervejs: bool = False
    grund: str = ""

    @property
    def er_gruppe(self) -> bool:
        """Whether the group is judged, and not the municipality alone."""
        return self.krav.regel.niveau == Niveau.BY_LAND

    @property
    def spaend(self) -> str:
        """The band in courses: `6,1–7,4`."""
        return f"{vis_graense(self.post.nedre)}–{vis_graense(self.post.oevre)}" if self.post else ""

    @property
    def mindst(self) -> str:
        """What is to be reached by now when the year is not over."""
        return vis_graense(self.post.mindst) if self.post and self.undervejs else ""

    @property
    def tegn(self) -> str:
        """The sign that stands beside the verdict, as on the map."""
        return TEGN[Placering(self.post.placering)] if self.post else ""

    @property
    def i_ord(self) -> str:
        """The verdict: `Under spændet, inviter til dialog`; a group has its name first."""
        if self.post is None:
            return self.grund
        ord_ = placering_i_ord(self.post, undervejs=self.undervejs)
        return f"{self.post.navn}: {ord_[0].lower()}{ord_[1:]}" if self.er_gruppe else ord_


def placering_i_ord(post: Post, *, undervejs: bool) -> str:
    """The verdict on a municipality or group: `Inden for spændet`, `Under spændet indtil nu, inviter til dialog`."""
    ord_ = str(Placering(post.placering).label) + (" indtil nu" if undervejs else "")
    return f"{ord_}, inviter til dialog" if post.inviteres else ord_


Kravtabel = dict[tuple[int, int], tuple[Spredningskrav, ...]]  # by the house's id and the year


def hent_krav(bruger: Bruger, huse: Iterable[int | Erhvervshus]) -> Kravtabel:
    """The demands of the houses' contracts, as far as a user may see them, by house and year; one query."""
    maaltal = (
        Maaltal.objects.filter(
            segment=Segment.ALLE,
            maalepunkt__maal__kontrakt__in=Kontrakt.objects.synlige_for(bruger).filter(erhvervshus__in=list(huse)),
        )
        .exclude(maalepunkt__spredning_niveau="")
        .select_related("maalepunkt__maal__kontrakt")
        .order_by("aar", "maalepunkt__maal__kontrakt__fra_aar", "maalepunkt__maal__nummer", "maalepunkt__nummer")
    )
    tabel: dict[tuple[int, int], list[Spredningskrav]] = defaultdict(list)
    for et in maaltal:
        punkt, kontrakt = et.maalepunkt, et.maalepunkt.maal.kontrakt
        regel = regel_af(punkt, et)
        if regel is not None and et.aar in kontrakt.aar:
            tabel[kontrakt.erhvervshus_id, et.aar].append(
                Spredningskrav(kontrakt.slug, punkt.maal.nummer, punkt.nummer, regel)
            )
    return {noegle: tuple(krav) for noegle, krav in tabel.items()}


def pladser(vejledningstal: Vejledningstal, tabel: Vejledningstabel, krav: Kravtabel) -> dict[str, tuple[Plads, ...]]:
    """Where each municipality of a count lies by each demand on it, by its code; before 31 December for now."""
    tidspunkt = Tidspunkt(vejledningstal.aar, vejledningstal.pr_dato, endelig=False)
    efter_kode: dict[str, list[Plads]] = {raekke.kode: [] for raekke in tabel.raekker}
    for et in krav.get((vejledningstal.erhvervshus_id, vejledningstal.aar), ()):
        udtraek = spredningsudtraek(tidspunkt, vejledningstal.pk, tabel, et.regel)
        poster = {post.kode: post for post in udtraek.spredning.poster} if udtraek.spredning else {}
        undervejs = udtraek.spredning is not None and udtraek.spredning.undervejs
        for raekke in tabel.raekker:
            post = poster.get(raekke.type if et.regel.niveau == Niveau.BY_LAND else raekke.kode)
            efter_kode[raekke.kode].append(Plads(et, post, undervejs, udtraek.grund))
    return {kode: tuple(egne) for kode, egne in efter_kode.items()}
