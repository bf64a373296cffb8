"""Writing a file's reports through the doors. A status that a person typed is kept unless it is to be overwritten."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError

from kontrakt.dansk import vis_dato
from kontrakt.models import Bruger
from maal.forloeb import start_afrapportering, tilfoej_tomme_statusser
from maal.kontraktfil.byg import Byg
from maal.kontraktfil.byg_statusser import Bygrapport, Bygstatus
from maal.kontraktfil.forskel import AENDRES, BEVARES, OPRETTES, Forskel, Poster, forskelle, vis
from maal.kontraktfil.oversaettelse import modelfejl
from maal.models import Afrapportering
from maal.status import LUKKET, Statusdata, gem_indsatsstatus, gem_status, gemt_data
from maal.typer import Oprindelse, Slags, Tilstand


def skriv_rapporter(
    byg: Byg, rapporter: list[Bygrapport], *, bruger: Bruger | None, overskriv_status: bool
) -> list[Forskel]:
    """Write the reports of a contract that is itself written; errors are noted on `byg`."""
    resultat = []
    for rapport in rapporter:
        ny = rapport.afrapportering
        navn = f"{ny.get_slags_display()} afrapportering {ny.aar} pr. {vis_dato(ny.pr_dato)}"
        try:
            resultat += _skriv_rapport(byg, rapport, navn, bruger, overskriv_status)
        except PermissionDenied as grund:
            byg.afvis(rapport.sti, f"{navn}: {grund} Få det gjort, eller fjern den fra filen, og indlæs igen.")
    return resultat


def _skriv_rapport(
    byg: Byg, rapport: Bygrapport, navn: str, bruger: Bruger | None, overskriv_status: bool
) -> list[Forskel]:
    """Write one report. Raises `PermissionDenied` when the file would change one that is no draft."""
    ny = rapport.afrapportering
    resultat = []
    afrapportering = Afrapportering.objects.filter(
        kontrakt=byg.kontrakt, aar=ny.aar, slags=ny.slags, pr_dato=ny.pr_dato
    ).first()
    if afrapportering is None:
        afrapportering = start_afrapportering(
            kontrakt=byg.kontrakt,
            aar=ny.aar,
            slags=Slags(ny.slags),
            pr_dato=ny.pr_dato,
            frist=ny.frist,
            bruger=bruger,
        )
        resultat.append(Forskel(navn, OPRETTES))
    elif afrapportering.frist != ny.frist:
        _kun_kladde(afrapportering)
        resultat.append(Forskel(navn, AENDRES, (("frist", vis(afrapportering.frist), vis(ny.frist)),)))
        afrapportering.frist = ny.frist
        afrapportering.save(update_fields=["frist"])
    tilfoej_tomme_statusser(byg.kontrakt)
    resultat += _skriv_statusser(byg, rapport, afrapportering, navn, bruger, overskriv_status)
    resultat += _skriv_indsatser(byg, rapport, afrapportering, navn, bruger, overskriv_status)
    return resultat


def _kun_kladde(afrapportering: Afrapportering) -> None:
    """A file writes in drafts only, whoever loads it; on the page an administrator may write in a submitted one."""
    if not afrapportering.er_kladde:
        raise PermissionDenied(LUKKET[Tilstand(afrapportering.tilstand)])


def _skriv_statusser(
    byg: Byg,
    rapport: Bygrapport,
    afrapportering: Afrapportering,
    navn: str,
    bruger: Bruger | None,
    overskriv_status: bool,
) -> list[Forskel]:
    nuvaerende = {
        s.maalepunkt_id: s
        for s in afrapportering.statusser.select_related("henviser_til", "vejledningstal").prefetch_related(
            "resultater"
        )
    }
    resultat = []
    for ny in rapport.statusser:
        gammel = nuvaerende.get(ny.maalepunkt.pk)  # none of what the contract gained after it was submitted
        staar = gemt_data(gammel) if gammel else Statusdata()
        hvad = f"{navn} › status på målepunkt {ny.maalepunkt.maal.nummer}.{ny.maalepunkt.nummer}"
        if ny.data == staar:
            continue
        if gammel and gammel.oprindelse == Oprindelse.HAAND and not overskriv_status:
            resultat.append(Forskel(f"{hvad} (skrevet i systemet)", BEVARES))
            continue
        if _gem_status(byg, afrapportering, ny, bruger):
            resultat += forskelle(_poster(hvad, staar), _poster(hvad, ny.data))
    return resultat


def _gem_status(byg: Byg, afrapportering: Afrapportering, ny: Bygstatus, bruger: Bruger | None) -> bool:
    _kun_kladde(afrapportering)
    try:
        gem_status(
            afrapportering_id=afrapportering.pk,
            maalepunkt_id=ny.maalepunkt.pk,
            data=ny.data,
            version=None,
            bruger=bruger,
            oprindelse=Oprindelse.FIL,
        )
    except ValidationError as grund:
        byg.fejl += modelfejl(byg.laest, ny.sti, grund)
        return False
    return True


def _skriv_indsatser(
    byg: Byg,
    rapport: Bygrapport,
    afrapportering: Afrapportering,
    navn: str,
    bruger: Bruger | None,
    overskriv_status: bool,
) -> list[Forskel]:
    nuvaerende = {s.indsatsomraade_id: s for s in afrapportering.indsatsstatusser.all()}
    resultat = []
    for sti, omraade, tekst in rapport.indsatsstatusser:
        gammel = nuvaerende.get(omraade.pk)
        staar = gammel.tekst if gammel else ""
        hvad = f"{navn} › status på indsatsområde {omraade.nummer}"
        if tekst == staar:
            continue
        if gammel and gammel.oprindelse == Oprindelse.HAAND and not overskriv_status:
            resultat.append(Forskel(f"{hvad} (skrevet i systemet)", BEVARES))
            continue
        _kun_kladde(afrapportering)
        try:
            gem_indsatsstatus(
                afrapportering_id=afrapportering.pk,
                indsatsomraade_id=omraade.pk,
                tekst=tekst,
                version=None,
                bruger=bruger,
                oprindelse=Oprindelse.FIL,
            )
        except ValidationError as grund:
            byg.fejl += modelfejl(byg.laest, sti, grund)
        else:
            resultat += forskelle({(hvad,): {"tekst": staar}}, {(hvad,): {"tekst": tekst}})
    return resultat


def _poster(hvad: str, data: Statusdata) -> Poster:
    """A status as one entry of the list of differences."""
    andre = ("resultater", "henviser_til", "vejledningstal")
    felter = {navn: vis(vaerdi) for navn, vaerdi in asdict(data).items() if navn not in andre}
    felter["henviser_til"] = f"Mål {data.henviser_til.nummer}" if data.henviser_til else ""
    felter["vejledningstal"] = f"pr. {vis_dato(data.vejledningstal.pr_dato)}" if data.vejledningstal else ""
    for segment, vaerdi in data.resultater.items():
        felter[f"resultat ({segment.label.lower()})"] = vis(vaerdi)
    return {(hvad,): felter}
