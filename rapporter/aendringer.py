"""What became of the goals from one contract to another: unchanged, adjusted, new, gone, and word by word how.

What the contract itself calls a goal counts ("Mål 2 og 3 uændret", Nordjylland 2022). Where it says nothing the goal is
unchanged when its title, wording, målepunkter, demands, targets and method say the same (`rapporter.forskelle`), and
else adjusted. Where the contract's word and the texts disagree both are told.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, QuerySet

from kontrakt.models import Bruger, Kontrakt
from maal.models import Maal, Maalepunkt, Maaltal
from maal.typer import Aendring
from rapporter.aendringsraekker import (
    JUSTERET,
    NYT,
    UAENDRET,
    UDGAAET,
    VIDEREFOERT,
    Aendringsraekke,
    Maalnavn,
    Punktaendring,
)
from rapporter.forskelle import (
    METODEVILKAAR,
    Aar,
    Forskel,
    maaltalsaendringer,
    marker,
    samme_ordlyd,
    vilkaarsaendringer,
)
from rapporter.parring import par_maal, par_punkter

__all__ = [
    "JUSTERET",
    "NYT",
    "UAENDRET",
    "UDGAAET",
    "VIDEREFOERT",
    "Aendringsraekke",
    "Maalnavn",
    "Punktaendring",
    "aendringer",
    "hent_aendringer",
    "maal_til_sammenligning",
    "naeste_kontrakt",
    "uden_forrige",
]


def hent_aendringer(bruger: Bruger, kontrakt: Kontrakt, fra: Kontrakt | None = None) -> tuple[Aendringsraekke, ...]:
    """One row for each goal of `kontrakt` in its order, then the goals of `fra` that it does not have, in theirs.

    `fra` is a contract of the same house, older or newer; without it the predecessor. None without a predecessor. Of
    one that the user may not see nothing is told: then a row has the contract's own word. `kontrakt` must be one that
    the user may see. A fixed number of queries.
    """
    fra = fra or kontrakt.forgaenger
    if fra is None:
        return ()
    husets = Kontrakt.objects.synlige_for(bruger).filter(erhvervshus=kontrakt.erhvervshus_id)
    synlige = set(husets.values_list("pk", flat=True))
    ser_fra = fra.pk in synlige
    maal = list(maal_til_sammenligning().filter(kontrakt__in={kontrakt.pk, *([fra.pk] if ser_fra else [])}))
    nu = [et_maal for et_maal in maal if et_maal.kontrakt_id == kontrakt.pk]
    if not ser_fra:
        return uden_forrige(nu)
    foer = [et_maal for et_maal in maal if et_maal.kontrakt_id == fra.pk]
    kaede = dict(Maal.objects.filter(kontrakt__in=synlige).values_list("pk", "forgaenger_id"))
    return aendringer(nu, foer, (kontrakt, fra), kaede)


def naeste_kontrakt(bruger: Bruger, kontrakt: Kontrakt) -> Kontrakt | None:
    """The contract whose predecessor this one is, if there is one that the user may see; of several the earliest."""
    efterfoelgere = Kontrakt.objects.synlige_for(bruger).filter(forgaenger=kontrakt)
    naeste: Kontrakt | None = (
        efterfoelgere.select_related("erhvervshus__kkr", "rammeaftale", "forgaenger").order_by("fra_aar").first()
    )
    return naeste


def maal_til_sammenligning() -> QuerySet[Maal]:
    """Goals with all that a comparison reads, in their contract's order; three queries however many."""
    return (
        Maal.objects.select_related("nationalt_maal")
        .prefetch_related(
            Prefetch("maalepunkter", Maalepunkt.objects.select_related("indikator").order_by("nummer")),
            Prefetch("maalepunkter__maaltal", Maaltal.objects.order_by("aar", "segment")),
        )
        .order_by("nummer")
    )


def aendringer(
    maal: Sequence[Maal],
    forrige: Sequence[Maal],
    kontrakter: tuple[Kontrakt, Kontrakt],
    kaede: Mapping[int, int | None] | None = None,
) -> tuple[Aendringsraekke, ...]:
    """Compare the goals of the two `kontrakter`, the one now first; `kaede` as in `par_maal`, else their own.

    The contract's own words count only against its predecessor: they say what happened since then.
    """
    nu, fra = kontrakter
    kaede = {et_maal.pk: et_maal.forgaenger_id for et_maal in (*maal, *forrige)} if kaede is None else kaede
    foer = {et.pk: gammelt for et, gammelt in par_maal(maal, forrige, kaede)}
    fundet = {gammelt.pk for gammelt in foer.values()}
    egne_ord = nu.forgaenger_id == fra.pk
    par = [
        *((et_maal, foer.get(et_maal.pk)) for et_maal in maal),
        *((None, et_maal) for et_maal in forrige if et_maal.pk not in fundet),
    ]
    return tuple(_raekke(et, gammelt, (nu.aar, fra.aar), egne_ord=egne_ord) for et, gammelt in par)


def uden_forrige(maal: Iterable[Maal]) -> tuple[Aendringsraekke, ...]:
    """What the contract itself says of its goals, for who may not see the one before it."""
    return tuple(
        Aendringsraekke(
            _navn(et_maal),
            None,
            _eget_ord(et_maal) or (VIDEREFOERT if et_maal.forgaenger_id else NYT),
            kontraktens_ord=_eget_ord(et_maal),
        )
        for et_maal in maal
    )


def _raekke(nu: Maal | None, foer: Maal | None, aar: tuple[Aar, Aar], *, egne_ord: bool) -> Aendringsraekke:
    punkter = _punkter(nu, foer, aar)
    forskelle = _maalets_forskelle(nu, foer, aar, punkter)
    beregnet = NYT if not foer else UDGAAET if not nu else JUSTERET if forskelle else UAENDRET
    kontraktens_ord = _eget_ord(nu) if nu and egne_ord else ""
    return Aendringsraekke(
        nu=_navn(nu) if nu else None,
        foer=_navn(foer) if foer else None,
        aendring=kontraktens_ord or beregnet,
        maalepunkter=punkter,
        beskrivelse=marker(foer.beskrivelse if foer else "", nu.beskrivelse if nu else ""),
        kontraktens_ord=kontraktens_ord,
        beregnet=beregnet,
        forskelle=forskelle,
    )


def _maalets_forskelle(
    nu: Maal | None, foer: Maal | None, aar: tuple[Aar, Aar], punkter: Iterable[Punktaendring]
) -> tuple[Forskel, ...]:
    """What differs in a goal that is there in both, in the order they are named."""
    if not nu or not foer:
        return ()
    fundet = {forskel for punkt in punkter for forskel in punkt.forskelle}
    if not samme_ordlyd(foer.titel, nu.titel, aar[1], aar[0]):
        fundet.add(Forskel.TITEL)
    if not samme_ordlyd(foer.beskrivelse, nu.beskrivelse, aar[1], aar[0]):
        fundet.add(Forskel.ORDLYD)
    return tuple(forskel for forskel in Forskel if forskel in fundet)


def _punkter(nu: Maal | None, foer: Maal | None, aar: tuple[Aar, Aar]) -> tuple[Punktaendring, ...]:
    """The målepunkter in the contract's order, then those that are gone."""
    nye = list(nu.maalepunkter.all()) if nu else []
    gamle = list(foer.maalepunkter.all()) if foer else []
    par = {et.pk: gammelt for et, gammelt in par_punkter(nye, gamle)}
    fundet = {gammelt.pk for gammelt in par.values()}
    nye_numre = {punkt.pk: f"{nu.nummer}.{punkt.nummer}" for punkt in nye} if nu else {}
    gamle_numre = {punkt.pk: f"{foer.nummer}.{punkt.nummer}" for punkt in gamle} if foer else {}
    begge = [
        *((punkt, par.get(punkt.pk)) for punkt in nye),
        *((None, punkt) for punkt in gamle if punkt.pk not in fundet),
    ]
    return tuple(
        _punkt(et, gammelt, aar, (nye_numre[et.pk] if et else "", gamle_numre[gammelt.pk] if gammelt else ""))
        for et, gammelt in begge
    )


def _punkt(
    nu: Maalepunkt | None, foer: Maalepunkt | None, aar: tuple[Aar, Aar], numre: tuple[str, str]
) -> Punktaendring:
    maaltal = maaltalsaendringer(foer, nu, aar[1], aar[0])
    vilkaar = vilkaarsaendringer(foer, nu, aar[1], aar[0]) if foer and nu else ()
    fundet = {Forskel.METODE if et.navn in METODEVILKAAR else Forskel.KRAV for et in vilkaar}
    if not foer or not nu:
        fundet.add(Forskel.PUNKTER)
    elif not samme_ordlyd(foer.tekst, nu.tekst, aar[1], aar[0]):
        fundet.add(Forskel.ORDLYD)
    if foer and nu and any(et.er_aendret for et in maaltal):
        fundet.add(Forskel.MAALTAL)
    foer_tekst, nu_tekst = foer.tekst if foer else "", nu.tekst if nu else ""
    return Punktaendring(
        nummer=numre[0] or numre[1],
        foer=foer_tekst,
        nu=nu_tekst,
        tekst=marker(foer_tekst, nu_tekst),
        maaltal=maaltal,
        aendring=NYT if not foer else UDGAAET if not nu else JUSTERET if fundet else UAENDRET,
        nummer_foer=numre[1],
        vilkaar=vilkaar,
        forskelle=tuple(forskel for forskel in Forskel if forskel in fundet),
    )


def _navn(maal: Maal) -> Maalnavn:
    return Maalnavn(maal.nummer, maal.titel)


def _eget_ord(maal: Maal) -> str:
    return str(Aendring(maal.aendring).label) if maal.aendring else ""
