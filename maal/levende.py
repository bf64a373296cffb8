"""A report as the tables have it now, computed into plain data in a fixed number of queries.

What page and workbook show is asked of `maal.opslag`: an approved report comes as it was frozen, and others from here.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from kommuner.spredning import Regel
from kontrakt.models import Indsatsomraade
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Maaltal, Skrevet, Status
from maal.spredning import regel_af, statussens_spredning
from maal.tal import INTET_LOEFTE, Loefter, Tal, hent_loefter, hent_tal, loefter_af
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from maal.udtraek import Indsatsudtraek, Maaludtraek, Punktudtraek, Segmentudtraek, Spredningsudtraek, Udtraek, tael
from maal.vurdering import (
    Grundlag,
    Maalgrundlag,
    Maaling,
    Maalvurdering,
    Punktvurdering,
    Tidspunkt,
    forventet,
    vurder_afrapportering,
    vurder_maaling,
    vurder_spredning,
)

Maalliste = Sequence[tuple[Maal, Sequence[Maalepunkt]]]  # the contract's goals, with the målepunkter reported on
# A målepunkt's rule of geographic spread, and what the guidance that its status points at gives; by the målepunkt's id.
Spredning = tuple[Regel | None, Spredningsudtraek | None]
Spredninger = dict[int, Spredning]


def levende_udtraek(afrapportering: Afrapportering) -> Udtraek:
    """One report as plain data; seven queries, however many goals, and one more when guidance is pointed at."""
    return levende_udtraekkene([afrapportering])[0]


def levende_udtraekkene(afrapporteringer: Sequence[Afrapportering]) -> list[Udtraek]:
    """Reports as plain data, in the order given; as many queries as for one."""
    if not afrapporteringer:
        return []
    prefetch_related_objects(
        list(afrapporteringer),
        "kontrakt__erhvervshus__kkr",
        *maal_og_punkter(),
        # Fetched so, and not by `hent_loefter`, because a page of the contract has them already.
        Prefetch("kontrakt__maal__maalepunkter__maaltal", Maaltal.objects.order_by()),
        Prefetch("kontrakt__indsatsomraader", Indsatsomraade.objects.order_by("nummer")),
        # These are looked up by key: their models' order, through the goal and contract above them, would cost joins.
        Prefetch("statusser", Status.objects.select_related("opdateret_af", "vejledningstal").order_by()),
        Prefetch("indsatsstatusser", Indsatsstatus.objects.select_related("opdateret_af").order_by()),
    )
    loefter: Loefter = {}
    for rapport in afrapporteringer:
        loefter |= loefter_af(rapport)
    tal = hent_tal(afrapporteringer, loefter)
    return [_udtraek(rapport, tal) for rapport in afrapporteringer]


def levende_taellinger(afrapporteringer: Sequence[Afrapportering]) -> dict[int, dict[Vurdering, int]]:
    """How many målepunkter have each verdict, by the report's id; no words.

    Five queries, however many reports, and one more when guidance is pointed at.
    """
    statusser = Prefetch("statusser", Status.objects.select_related("vejledningstal").order_by())
    prefetch_related_objects(list(afrapporteringer), *maal_og_punkter(), statusser)
    tal = hent_tal(afrapporteringer, hent_loefter(afrapporteringer))
    return {afrapportering.pk: _taelling(afrapportering, tal) for afrapportering in afrapporteringer}


def skrevet_af(status: Skrevet) -> str:
    """Who wrote a status: the person's name, else the user name; empty when nobody did or a file was loaded."""
    bruger = status.opdateret_af
    return bruger.navn if bruger else ""


def maal_og_punkter() -> "list[Prefetch[Any]]":
    """What to prefetch for reports of their contracts' goals and målepunkter."""
    return [
        Prefetch("kontrakt__maal", Maal.objects.order_by("nummer")),
        Prefetch("kontrakt__maal__maalepunkter", Maalepunkt.objects.select_related("indikator").order_by("nummer")),
    ]


def _taelling(afrapportering: Afrapportering, tal: Tal) -> dict[Vurdering, int]:
    statusser = _statusser(afrapportering)
    tidspunkt, maal = _tidspunkt(afrapportering), _maal_i(afrapportering, statusser)
    vurderet = _vurder(maal, statusser, _spredninger(maal, statusser, tal, tidspunkt), tal, tidspunkt)
    return tael(punkt.gaeldende for _, maal in vurderet.values() for punkt in maal.punkter)


def _udtraek(afrapportering: Afrapportering, tal: Tal) -> Udtraek:
    kontrakt = afrapportering.kontrakt
    statusser = _statusser(afrapportering)
    tidspunkt = _tidspunkt(afrapportering)
    maal = _maal_i(afrapportering, statusser)
    spredninger = _spredninger(maal, statusser, tal, tidspunkt)
    vurderet = _vurder(maal, statusser, spredninger, tal, tidspunkt)
    numre = {m.pk: m.nummer for m, _ in maal}
    return Udtraek(
        id=afrapportering.pk,
        slug=kontrakt.slug,
        kontrakt=kontrakt.titel,
        erhvervshus=kontrakt.erhvervshus.navn,
        kkr=kontrakt.erhvervshus.kkr.navn,
        periode=kontrakt.periode,
        aar=afrapportering.aar,
        slags=Slags(afrapportering.slags),
        pr_dato=afrapportering.pr_dato,
        frist=afrapportering.frist,
        tilstand=Tilstand(afrapportering.tilstand),
        maal=tuple(_maal(m, punkter, statusser, *vurderet[m.pk], numre, spredninger, tidspunkt) for m, punkter in maal),
        indsatser=_indsatser(afrapportering),
    )


def _maal_i(afrapportering: Afrapportering, statusser: dict[int, Status]) -> Maalliste:
    """The contract's goals with the målepunkter that the report has a status of.

    A draft has one of each. What the contract gained after the report was submitted is not in it: it stays as signed.
    """
    alle = [(maal, list(maal.maalepunkter.all())) for maal in afrapportering.kontrakt.maal.all()]
    naevnt = [(maal, [punkt for punkt in punkter if punkt.pk in statusser], punkter) for maal, punkter in alle]
    return [(maal, med) for maal, med, punkter in naevnt if med or not punkter]


def _statusser(afrapportering: Afrapportering) -> dict[int, Status]:
    return {status.maalepunkt_id: status for status in afrapportering.statusser.all()}


def _tidspunkt(afrapportering: Afrapportering) -> Tidspunkt:
    return Tidspunkt(afrapportering.aar, afrapportering.pr_dato, afrapportering.er_endelig)


def _spredninger(maalliste: Maalliste, statusser: dict[int, Status], tal: Tal, tidspunkt: Tidspunkt) -> Spredninger:
    spredninger = {}
    for punkt in (punkt for _, punkter in maalliste for punkt in punkter):
        regel = regel_af(punkt, tal.maaltal.get((punkt.pk, tidspunkt.aar, Segment.ALLE)))
        spredninger[punkt.pk] = (regel, statussens_spredning(tidspunkt, statusser[punkt.pk], regel, tal.vejledning))
    return spredninger


def _vurder(
    maalliste: Maalliste,
    statusser: dict[int, Status],
    spredninger: Spredninger,
    tal: Tal,
    tidspunkt: Tidspunkt,
) -> dict[int, tuple[tuple[Grundlag, ...], Maalvurdering]]:
    """By the goal's id: what its målepunkter's verdicts rest on, and the verdicts."""
    grundlag = {
        maal.pk: tuple(
            _grundlag(punkt, statusser[punkt.pk], spredninger[punkt.pk], tal, tidspunkt) for punkt in punkter
        )
        for maal, punkter in maalliste
    }
    vurderinger = vurder_afrapportering([Maalgrundlag(pk, punkter) for pk, punkter in grundlag.items()], tidspunkt)
    return {pk: (grundlag[pk], vurdering) for pk, vurdering in vurderinger.items()}


def _grundlag(punkt: Maalepunkt, status: Status, spredning: Spredning, tal: Tal, tidspunkt: Tidspunkt) -> Grundlag:
    # A target without a segment holds for each of them.
    for_alle = tal.maaltal.get((punkt.pk, tidspunkt.aar, Segment.ALLE), INTET_LOEFTE)
    maalinger = []
    for segment in Segmentering(punkt.segmentering).segmenter:
        maaltal, tolerance, _ = tal.maaltal.get((punkt.pk, tidspunkt.aar, segment), for_alle)
        maalinger.append(Maaling(segment, maaltal, tolerance, tal.resultater.get((status.pk, segment))))
    _, beregnet = spredning
    return Grundlag(
        enhed=Enhed(punkt.enhed),
        krav=Krav(punkt.krav) if punkt.krav else None,
        opgoerelse=Opgoerelse(punkt.opgoerelse),
        maalinger=tuple(maalinger),
        afventer=bool(status.afventer),
        egen_vurdering=_valgt(status.egen_vurdering),
        tilsidesat=_valgt(status.tilsidesat_vurdering),
        henviser_til=status.henviser_til_id,
        spredning=vurder_spredning(beregnet.spredning) if beregnet else None,
    )


def _valgt(vurdering: str) -> Vurdering | None:
    return Vurdering(vurdering) if vurdering else None


def _maal(
    maal: Maal,
    punkter: Sequence[Maalepunkt],
    statusser: dict[int, Status],
    grundlag: Sequence[Grundlag],
    vurdering: Maalvurdering,
    numre: dict[int, int],
    spredninger: Spredninger,
    tidspunkt: Tidspunkt,
) -> Maaludtraek:
    punktnumre = {punkt.pk: punkt.nummer for punkt in punkter}
    return Maaludtraek(
        id=maal.pk,
        nummer=maal.nummer,
        titel=maal.titel,
        beskrivelse=maal.beskrivelse,
        er_nationalt=maal.er_nationalt,
        vurdering=vurdering.vurdering,
        punkter=tuple(
            _punkt(punkt, maal.nummer, statusser[punkt.pk], g, v, numre, punktnumre, spredninger[punkt.pk], tidspunkt)
            for punkt, g, v in zip(punkter, grundlag, vurdering.punkter, strict=True)
        ),
    )


def _punkt(
    punkt: Maalepunkt,
    maalnummer: int,
    status: Status,
    grundlag: Grundlag,
    vurdering: Punktvurdering,
    numre: dict[int, int],
    punktnumre: dict[int, int],
    spredning: Spredning,
    tidspunkt: Tidspunkt,
) -> Punktudtraek:
    return Punktudtraek(
        id=punkt.pk,
        nummer=punkt.nummer,
        maalnummer=maalnummer,
        tekst=punkt.tekst,
        enhed=grundlag.enhed,
        krav=grundlag.krav,
        opgoerelse=grundlag.opgoerelse,
        metode=punkt.metode,
        opgoeres_af=punkt.opgoeres_af,
        del_af=punktnumre.get(punkt.del_af_id) if punkt.del_af_id else None,
        segmenter=tuple(_segment(maaling, grundlag, vurdering, tidspunkt) for maaling in grundlag.maalinger),
        status=status.tekst,
        kilde=status.kilde,
        afventer=status.afventer,
        henviser_til=numre.get(status.henviser_til_id) if status.henviser_til_id else None,
        egen_vurdering=grundlag.egen_vurdering,
        tilsidesat=grundlag.tilsidesat,
        begrundelse=status.begrundelse,
        beregnet=vurdering.beregnet,
        vurdering=vurdering.gaeldende,
        version=status.version,
        opdateret=status.opdateret,
        opdateret_af=skrevet_af(status),
        regel=spredning[0],
        spredning=spredning[1],
    )


def _segment(maaling: Maaling, grundlag: Grundlag, vurdering: Punktvurdering, tidspunkt: Tidspunkt) -> Segmentudtraek:
    undervejs = grundlag.opgoerelse == Opgoerelse.AKKUMULERET and not tidspunkt.endelig
    # Only a count that is to reach its target is judged by its pace towards that very figure.
    i_takt = undervejs and grundlag.krav in (Krav.MINDST, Krav.OVER)
    return Segmentudtraek(
        segment=maaling.segment,
        maaltal=maaling.maaltal,
        tolerance=maaling.tolerance,
        resultat=maaling.resultat,
        forventet=forventet(maaling.maaltal, tidspunkt) if i_takt and maaling.maaltal is not None else None,
        vurdering=_segmentvurdering(maaling, grundlag, vurdering, tidspunkt),
    )


def _segmentvurdering(
    maaling: Maaling, grundlag: Grundlag, vurdering: Punktvurdering, tidspunkt: Tidspunkt
) -> Vurdering:
    """A segment's own verdict, unless the whole målepunkt got one that does not come from its figures."""
    fra_tal = grundlag.krav and grundlag.enhed.er_tal and not grundlag.afventer and grundlag.henviser_til is None
    if len(grundlag.maalinger) == 1 or grundlag.tilsidesat or not fra_tal or grundlag.krav is None:
        return vurdering.gaeldende
    return vurder_maaling(grundlag.krav, grundlag.opgoerelse, maaling, tidspunkt)


def _indsatser(afrapportering: Afrapportering) -> tuple[Indsatsudtraek, ...]:
    statusser = {status.indsatsomraade_id: status for status in afrapportering.indsatsstatusser.all()}
    resultat = []
    for omraade in afrapportering.kontrakt.indsatsomraader.all():
        status = statusser.get(omraade.pk)
        if status is None:  # as with målepunkter
            continue
        resultat.append(
            Indsatsudtraek(
                id=omraade.pk,
                nummer=omraade.nummer,
                titel=omraade.titel,
                afsnit=omraade.afsnit,
                beskrivelse=omraade.beskrivelse,
                status=status.tekst,
                version=status.version,
                opdateret=status.opdateret,
                opdateret_af=skrevet_af(status),
            )
        )
    return tuple(resultat)
