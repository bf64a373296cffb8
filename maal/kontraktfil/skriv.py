"""Writing what was built: each object takes the place of the one with the same number, the rest is removed.

Nothing that a person has written goes with it: a målepunkt with a status is never removed or given another meaning.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet

from kommuner.noegler import gem_noegle
from maal.forloeb import tilfoej_tomme_statusser
from maal.kontraktfil.byg import Byg
from maal.models import Indsatsstatus, Maal, Maalepunkt, Maaltal, Resultat, Status
from maal.models.statusser import BEVARES
from maal.typer import Oprindelse


def skriv_kontrakt(byg: Byg) -> None:
    """Write one contract whole; errors (a change that would lose a status) are noted on `byg`."""
    kontrakt = byg.kontrakt
    kontrakt.save()
    _beskyt_statusser(byg)
    if byg.fejl:
        return
    loesnede = {*_fjern_overskydende(byg), *_frigoer_nationale_maal(byg), *_frigoer_indikatorer(byg)}
    _gem(kontrakt.underskrifter.all(), byg.underskrifter, lambda u: u.part)
    _gem(kontrakt.indsatsomraader.all(), byg.indsatsomraader, lambda i: i.nummer)
    _gem(kontrakt.maal.all(), byg.maal, lambda m: m.nummer, loesnede)
    # A whole before its parts, so that the parts have something to point at.
    raekkefoelge = sorted(byg.maalepunkter, key=_dybde)
    punkter = Maalepunkt.objects.filter(maal__kontrakt=kontrakt)
    _gem(punkter, raekkefoelge, lambda p: (p.maal_id, p.nummer), loesnede)
    _gem(
        Maaltal.objects.filter(maalepunkt__maal__kontrakt=kontrakt),
        byg.maaltal,
        lambda t: (t.maalepunkt_id, t.aar, t.segment),
    )
    for noegle in byg.noegler:
        gem_noegle(kontrakt=kontrakt, aar=noegle.afsnit.aar, i_alt=noegle.afsnit.i_alt, bidrag=noegle.bidrag)
    tilfoej_tomme_statusser(kontrakt)


def _gem(
    nuvaerende: QuerySet[Any],
    nye: Sequence[Model],
    noegle: Callable[[Any], Hashable],
    loesnede: Collection[Model] = (),
) -> None:
    """Save each object over the one with the same key, so that references stay; what is alike is left alone.

    Of those that were cut `loesnede` on the way nothing is known but their history: it decides what is new in them.
    """
    gamle = {noegle(objekt): objekt for objekt in nuvaerende}
    for objekt in nye:
        _opdater_fremmednoegler(objekt)
        gammel = gamle.get(noegle(objekt))
        objekt.pk = gammel and gammel.pk
        felter = objekt._meta.concrete_fields
        aendret = gammel is None or any(getattr(gammel, f.attname) != getattr(objekt, f.attname) for f in felter)
        if aendret or gammel in loesnede:
            objekt.save()


def _dybde(punkt: Maalepunkt) -> int:
    return 0 if punkt.del_af is None else 1 + _dybde(punkt.del_af)


def _opdater_fremmednoegler(objekt: Model) -> None:
    """Take over the keys of parents that were saved after this object was built."""
    for felt in objekt._meta.concrete_fields:
        if (
            isinstance(felt, ForeignKey)
            and felt.is_cached(objekt)
            and (foraelder := getattr(objekt, felt.name)) is not None
        ):
            setattr(objekt, felt.attname, foraelder.pk)


def _frigoer_nationale_maal(byg: Byg) -> list[Maal]:
    """Two goals may swap numbers, but a national goal may stand only once in a contract, also half-way.

    Gives the goals that are without theirs for now; half-way is no part of their history.
    """
    nye = {maal.nummer: maal.nationalt_maal_id for maal in byg.maal}
    nuvaerende = byg.kontrakt.maal.exclude(nationalt_maal=None)
    frie = [maal for maal in nuvaerende if maal.nationalt_maal_id != nye.get(maal.nummer)]
    Maal.objects.filter(pk__in=[maal.pk for maal in frie]).update(nationalt_maal=None)
    return frie


def _frigoer_indikatorer(byg: Byg) -> list[Maalepunkt]:
    """Two målepunkter of a goal may swap measures, but one may stand only once under a goal, also half-way."""
    nye = {(punkt.maal.nummer, punkt.nummer): punkt.indikator_id for punkt in byg.maalepunkter}
    frie = [punkt for punkt in _punkter(byg) if punkt.indikator_id not in (None, nye[punkt.maal.nummer, punkt.nummer])]
    Maalepunkt.objects.filter(pk__in=[punkt.pk for punkt in frie]).update(indikator=None)
    return frie


def _fjern_overskydende(byg: Byg) -> list[Maalepunkt]:
    """Delete what the file does not name; gives the målepunkter that were part of one of those."""
    kontrakt = byg.kontrakt
    punktnumre = {(punkt.maal.nummer, punkt.nummer) for punkt in byg.maalepunkter}
    maaltalnumre = {(t.maalepunkt.maal.nummer, t.maalepunkt.nummer, t.aar, t.segment) for t in byg.maaltal}
    for maaltal in Maaltal.objects.filter(maalepunkt__maal__kontrakt=kontrakt).select_related("maalepunkt__maal"):
        punkt = maaltal.maalepunkt
        if (punkt.maal.nummer, punkt.nummer, maaltal.aar, maaltal.segment) not in maaltalnumre:
            maaltal.delete()
    overskydende = [p for p in _punkter(byg) if (p.maal.nummer, p.nummer) not in punktnumre]
    dele = list(Maalepunkt.objects.filter(del_af__in=overskydende))
    Maalepunkt.objects.filter(pk__in=[del_.pk for del_ in dele]).update(del_af=None)
    Maalepunkt.objects.filter(pk__in=[p.pk for p in overskydende]).delete()
    kontrakt.maal.exclude(nummer__in=[m.nummer for m in byg.maal]).delete()
    kontrakt.underskrifter.exclude(part__in=[u.part for u in byg.underskrifter]).delete()
    kontrakt.fordelingsnoegler.exclude(aar__in=[n.afsnit.aar for n in byg.noegler]).delete()
    kontrakt.indsatsomraader.exclude(nummer__in=[i.nummer for i in byg.indsatsomraader]).delete()
    return dele


def _punkter(byg: Byg) -> Iterable[Maalepunkt]:
    return Maalepunkt.objects.filter(maal__kontrakt=byg.kontrakt).select_related("maal__nationalt_maal")


def _beskyt_statusser(byg: Byg) -> None:
    """Refuse what would remove a written or submitted status, or leave it where it means something else."""
    nye = {(punkt.maal.nummer, punkt.nummer): punkt for punkt in byg.maalepunkter}
    statusser = Status.objects.filter(afrapportering__kontrakt=byg.kontrakt)
    bevares = set(statusser.filter(BEVARES).values_list("maalepunkt_id", flat=True))
    skrevne = set(statusser.exclude(oprindelse=Oprindelse.TOM).values_list("maalepunkt_id", flat=True))
    resultater = Resultat.objects.filter(status__afrapportering__kontrakt=byg.kontrakt)
    med_tal = set(resultater.values_list("status__maalepunkt_id", flat=True))
    med_vejledning = set(statusser.exclude(vejledningstal=None).values_list("maalepunkt_id", flat=True))
    for punkt in _punkter(byg):
        navn = f"Målepunkt {punkt.maal.nummer}.{punkt.nummer}"
        nyt = nye.get((punkt.maal.nummer, punkt.nummer))
        if punkt.pk in bevares and nyt is None:
            byg.afvis(("maal",), f"{navn} kan ikke fjernes: der er skrevet eller indsendt en status på det.")
        elif nyt is not None and punkt.pk in skrevne and punkt.maal.nationalt_maal_id != nyt.maal.nationalt_maal_id:
            byg.afvis(("maal",), f"{navn} kan ikke blive til et andet mål: der er skrevet en status på det.")
        elif nyt is not None and punkt.pk in skrevne and _andet_maalt(punkt, nyt):
            byg.afvis(("maal",), f"{navn} kan ikke komme til at måle noget andet: der er skrevet en status på det.")
        elif nyt is not None and punkt.pk in med_tal and _andet_tal(punkt, nyt):
            byg.afvis(("maal",), f"{navn} kan ikke skifte enhed eller segmenter: der er resultater på det.")
        elif nyt is not None and punkt.pk in med_vejledning and not nyt.kan_beregne_spredning:
            tekst = f"{navn} kan ikke undvære afsnittet spredning: en status henter sit resultat fra vejledningstal."
            byg.afvis(("maal",), tekst)
    numre = [omraade.nummer for omraade in byg.indsatsomraader]
    indsatser = Indsatsstatus.objects.filter(BEVARES, afrapportering__kontrakt=byg.kontrakt)
    for status in indsatser.exclude(indsatsomraade__nummer__in=numre).select_related("indsatsomraade"):
        navn = f"Indsatsområde {status.indsatsomraade.nummer}"
        byg.afvis(("indsatsomraader",), f"{navn} kan ikke fjernes: der er skrevet eller indsendt en status på det.")


def _andet_maalt(gammelt: Maalepunkt, nyt: Maalepunkt) -> bool:
    """Whether another measure has taken the number; where the text stays, only its mark is put right."""
    skifter = None not in (gammelt.indikator_id, nyt.indikator_id) and gammelt.indikator_id != nyt.indikator_id
    return skifter and gammelt.tekst != nyt.tekst


def _andet_tal(gammelt: Maalepunkt, nyt: Maalepunkt) -> bool:
    return (gammelt.enhed, gammelt.segmentering) != (nyt.enhed, nyt.segmentering)
