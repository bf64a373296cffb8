"""The door to a report's picture: it is taken at approval, read for ever after, and annulled when KKR reopens.

While a picture stands, the database itself refuses every change of what it shows (`maal.triggere`).
"""

import logging
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from kommuner.models import Fordelingsnoegle
from kommuner.noegleside import Noegleside, hent_noegleside
from kommuner.noegletabel import hent_noegletabel
from kontrakt.models import Bruger, Kontrakttilstand
from maal.billedformat import Beskadiget, Billede, kontrolsum, laes, skriv
from maal.levende import levende_udtraek
from maal.models import Afrapportering, Oejebliksbillede
from maal.typer import LAASTE, Tilstand
from maal.udtraek import Frosset, Udtraek

log = logging.getLogger(__name__)


@transaction.atomic
def tag_billede(
    afrapportering: Afrapportering,
    taget: datetime,
    *,
    kkr_moede: date | None = None,
    besluttet: Udtraek | None = None,
) -> Oejebliksbillede:
    """Freeze a report, approved at `taget` (with time zone); it may get its new state before or after.

    `kkr_moede` is the day of the meeting where KKR approved it. `besluttet` is the report as it was decided on, else it
    is frozen as it stands: a goal may be changed in the moment between. The report's row is locked, so that nobody is
    half-way through a save. Raises `IntegrityError` when it is frozen already.
    """
    rapport = Afrapportering.objects.select_for_update().get(pk=afrapportering.pk)
    udtraek = replace(uden_navne(besluttet or levende_udtraek(rapport), rapport), tilstand=Tilstand.GODKENDT)
    noegler, noegleside = hent_noegletabel(rapport.kontrakt), hent_rapportens_noegle(rapport)
    indhold = skriv(Billede(taget, kkr_moede, udtraek, noegler, noegleside))
    return Oejebliksbillede.objects.create(
        afrapportering=rapport, indhold=indhold, sha256=kontrolsum(indhold), taget=taget
    )


def hent_rapportens_noegle(afrapportering: Afrapportering) -> Noegleside | None:
    """The funding key of a report's year, as its workbook shows it; None when the year has none. Four queries.

    The previous key beside it is an agreed contract's: a draft is not for those whom the report is sent to.
    """
    vedtagne = Fordelingsnoegle.objects.filter(kontrakt__tilstand=Kontrakttilstand.VEDTAGET)
    return hent_noegleside(afrapportering.kontrakt, afrapportering.aar, vedtagne)


def ophaev_billede(afrapportering: Afrapportering, tidspunkt: datetime) -> None:
    """Annul a report's standing picture, which is kept; before the report is given a state in which it is open."""
    afrapportering.oejebliksbilleder.filter(ophaevet__isnull=True).update(ophaevet=tidspunkt)


def hent_billede(afrapportering: Afrapportering) -> Billede | None:
    """A frozen report's picture, verified; none for a report that is not frozen. One query, none for an open report.

    Raises `Beskadiget`, written in the log as an error, when it is not what was saved.
    """
    if afrapportering.tilstand not in LAASTE:
        return None  # the database lets no picture stand on an open report
    gemt = afrapportering.oejebliksbilleder.filter(ophaevet__isnull=True).first()
    if gemt is None:
        return None
    try:
        billede = laes(gemt.indhold, gemt.sha256)
    except Beskadiget as fejl:
        log.error("Afrapportering %s: %s", afrapportering.pk, fejl)
        raise
    return replace(
        billede, udtraek=replace(billede.udtraek, frosset=Frosset(billede.taget, billede.kkr_moede, gemt.sha256))
    )


def uden_navne(udtraek: Udtraek, afrapportering: Afrapportering) -> Udtraek:
    """The report with the organisation a writer acted for in place of the person's name.

    A name inside what is kept for ever under a checksum could not be deleted when the person asks for it. The
    statuses of `afrapportering` must be fetched; one query.
    """
    statusser, indsatser = list(afrapportering.statusser.all()), list(afrapportering.indsatsstatusser.all())
    skrevne_af = Bruger.objects.filter(pk__in={status.opdateret_af_id for status in (*statusser, *indsatser)})
    organisation: dict[int | None, str] = {bruger.pk: bruger.organisation for bruger in skrevne_af}
    organisation[None] = ""  # loaded from a file, or not written
    punkt = {status.maalepunkt_id: organisation[status.opdateret_af_id] for status in statusser}
    indsats = {status.indsatsomraade_id: organisation[status.opdateret_af_id] for status in indsatser}
    return replace(
        udtraek,
        maal=tuple(
            replace(maal, punkter=tuple(replace(p, opdateret_af=punkt.get(p.id, "")) for p in maal.punkter))
            for maal in udtraek.maal
        ),
        indsatser=tuple(replace(i, opdateret_af=indsats.get(i.id, "")) for i in udtraek.indsatser),
    )
