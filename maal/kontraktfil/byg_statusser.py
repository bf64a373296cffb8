"""The reports of a contract file, checked before anything is written."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from kommuner.models import Vejledningstal
from kontrakt.dansk import vis_dato
from kontrakt.models import Indsatsomraade
from maal.kontraktfil.byg import Byg
from maal.kontraktfil.fejl import Sti
from maal.kontraktfil.oversaettelse import modelfejl
from maal.kontraktfil.skema import Afrapporteringsafsnit, Statusafsnit
from maal.models import Afrapportering, Maal, Maalepunkt, Status
from maal.status import Statusdata, indholdsfejl
from maal.vurdering import find_cirkel


@dataclass
class Bygstatus:
    """One status of a file: where it stands, which målepunkt it is about, and what is to be saved."""

    sti: Sti
    maalepunkt: Maalepunkt
    data: Statusdata


@dataclass
class Bygrapport:
    """One report of a file, ready for the doors."""

    sti: Sti
    afrapportering: Afrapportering
    statusser: list[Bygstatus]
    indsatsstatusser: list[tuple[Sti, Indsatsomraade, str]]


def byg_rapporter(byg: Byg) -> list[Bygrapport]:
    """Build the reports on the objects already built; errors are noted on `byg`."""
    punkter = {(punkt.maal.nummer, punkt.nummer): punkt for punkt in byg.maalepunkter}
    maal = {m.nummer: m for m in byg.maal}
    omraader = {omraade.nummer: omraade for omraade in byg.indsatsomraader}
    rapporter = []
    for nummer, afsnit in enumerate(byg.fil.afrapporteringer):
        sti = ("afrapporteringer", nummer)
        afrapportering = Afrapportering(
            kontrakt=byg.kontrakt, aar=afsnit.aar, slags=afsnit.slags, pr_dato=afsnit.pr_dato, frist=afsnit.frist
        )
        try:
            afrapportering.clean()
        except ValidationError as grund:
            byg.fejl += modelfejl(byg.laest, sti, grund)
        rapport = Bygrapport(sti, afrapportering, [], [])
        _byg_statusser(byg, rapport, afsnit, punkter, maal)
        for plads, indsats in enumerate(afsnit.indsatsstatusser):
            egen_sti = (*sti, "indsatsstatusser", plads)
            if omraade := omraader.get(indsats.indsatsomraade):
                rapport.indsatsstatusser.append((egen_sti, omraade, indsats.tekst))
            else:
                byg.afvis(
                    (*egen_sti, "indsatsomraade"), f"Kontrakten har intet indsatsområde {indsats.indsatsomraade}."
                )
        rapporter.append(rapport)
    return rapporter


def _byg_statusser(
    byg: Byg,
    rapport: Bygrapport,
    afsnit: Afrapporteringsafsnit,
    punkter: dict[tuple[int, int], Maalepunkt],
    maal: dict[int, Maal],
) -> None:
    hus = byg.kontrakt.erhvervshus
    datoer = {status.vejledningstal for status in afsnit.statusser if status.vejledningstal}
    vejledningstal = {tal.pr_dato: tal for tal in hus.vejledningstal.filter(pr_dato__in=datoer)} if datoer else {}
    henvisninger: dict[int, set[int]] = {}
    for plads, statusafsnit in enumerate(afsnit.statusser):
        sti = (*rapport.sti, "statusser", plads)
        punkt = punkter.get((statusafsnit.maal, statusafsnit.maalepunkt))
        if punkt is None:
            byg.afvis(sti, f"Kontrakten har intet målepunkt {statusafsnit.maal}.{statusafsnit.maalepunkt}.")
            continue
        if statusafsnit.henviser_til is not None:
            henvisninger.setdefault(statusafsnit.maal, set()).add(statusafsnit.henviser_til)
            if statusafsnit.henviser_til not in maal:
                byg.afvis((*sti, "henviser_til"), f"Kontrakten har intet Mål {statusafsnit.henviser_til}.")
        if statusafsnit.vejledningstal and statusafsnit.vejledningstal not in vejledningstal:
            tekst = f"{hus} har ingen vejledningstal pr. {vis_dato(statusafsnit.vejledningstal)}. Skriv dem ind først."
            byg.afvis((*sti, "vejledningstal"), tekst)
        data = _statusdata(statusafsnit, maal, vejledningstal)
        if fejl := indholdsfejl(rapport.afrapportering, Status(maalepunkt=punkt), data):
            byg.fejl += modelfejl(byg.laest, sti, ValidationError(fejl))
        rapport.statusser.append(Bygstatus(sti, punkt, data))
    if cirkel := find_cirkel(henvisninger):
        vej = " → ".join(f"Mål {nummer}" for nummer in (*cirkel, cirkel[0]))
        byg.afvis((*rapport.sti, "statusser"), f"Henvisningerne går i ring: {vej}.")


def _statusdata(afsnit: Statusafsnit, maal: dict[int, Maal], vejledningstal: dict[date, Vejledningstal]) -> Statusdata:
    return Statusdata(
        tekst=afsnit.tekst,
        kilde=afsnit.kilde,
        afventer=afsnit.afventer,
        henviser_til=maal.get(afsnit.henviser_til) if afsnit.henviser_til else None,
        vejledningstal=vejledningstal.get(afsnit.vejledningstal) if afsnit.vejledningstal else None,
        egen_vurdering=afsnit.egen_vurdering or "",
        tilsidesat_vurdering=afsnit.tilsidesat_vurdering or "",
        begrundelse=afsnit.begrundelse,
        resultater=afsnit.resultater.pr_segment(),
    )
