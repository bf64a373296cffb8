"""The door: the one way in for a status, whether from the page, the administration or a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kommuner.models import Vejledningstal
from kontrakt.adgang import maa_se, maa_skrive
from kontrakt.dansk import Talfejl, vis_dato
from kontrakt.felter import MAKS_TEKST
from kontrakt.models import Bruger
from maal.enheder import kontroller_vaerdi
from maal.historik import skriv_historik
from maal.models import Afrapportering, Indsatsstatus, Maal, Resultat, Skrevet, Status
from maal.typer import Enhed, Oprindelse, Segment, Segmentering, Tilstand, Vurdering
from maal.vurdering import find_cirkel

MAKS_BEGRUNDELSE = 5_000
EGNE_ENDELIGE = (Vurdering.OPFYLDT, Vurdering.DELVIST_OPFYLDT, Vurdering.IKKE_OPFYLDT)
EGNE_FORELOEBIGE = (*EGNE_ENDELIGE, Vurdering.PAA_VEJ, Vurdering.BAGUD)
UDEN_ADGANG = "Du har ikke adgang til at skrive i afrapporteringen."
LUKKET = {
    Tilstand.INDSENDT: "Afrapporteringen er indsendt og kan ikke ændres. KKR-sekretariatet kan sende den tilbage.",
    Tilstand.GODKENDT: "Afrapporteringen er godkendt og kan ikke ændres. KKR-sekretariatet kan genåbne den.",
    Tilstand.SENDT: (
        "Afrapporteringen er sendt til KL og Erhvervsstyrelsen og kan ikke ændres. KKR-sekretariatet kan genåbne den."
    ),
}


class Konflikt(Exception):  # noqa: N818 - the field's word
    """The status was changed by somebody else since it was read; `status` is as it stands now."""

    def __init__(self, status: Skrevet) -> None:
        super().__init__("Status er ændret, siden den blev læst.")
        self.status = status


@dataclass(frozen=True)
class Statusdata:
    """What a person says of one målepunkt; results in the målepunkt's unit, and a spread's result is a count."""

    tekst: str = ""
    kilde: str = ""
    afventer: str = ""
    henviser_til: Maal | None = None
    vejledningstal: Vejledningstal | None = None
    egen_vurdering: str = ""
    tilsidesat_vurdering: str = ""
    begrundelse: str = ""
    resultater: Mapping[Segment, Decimal] = field(default_factory=dict)


def egne_vurderinger(er_endelig: bool) -> tuple[Vurdering, ...]:
    """The verdicts that a person may give; a final report is never på vej or bagud."""
    return EGNE_ENDELIGE if er_endelig else EGNE_FORELOEBIGE


def resultatfelt(segment: Segment) -> str:
    """The name under which a result is typed and refused: `resultat`, `resultat_drift`, `resultat_vaekst`."""
    return f"resultat_{segment}" if segment else "resultat"


@transaction.atomic
def gem_status(
    *,
    afrapportering_id: int,
    maalepunkt_id: int,
    data: Statusdata,
    version: int | None,
    bruger: Bruger | None,
    oprindelse: Oprindelse = Oprindelse.HAAND,
) -> Status:
    """Save what a report says of one målepunkt, and give the status as it then stands.

    `version` is the one that was read; `None` skips that check and is for the file loader, as is `bruger=None`.
    Saving what already stands there changes nothing, whatever version was read: a form that is sent twice is no
    conflict with oneself. Raises `PermissionDenied`, `Konflikt`, or `ValidationError` with Danish messages by field;
    then nothing is changed.
    """
    afrapportering = laas(afrapportering_id, bruger)
    status = (
        afrapportering.statusser.select_related("maalepunkt__maal", "henviser_til", "vejledningstal", "opdateret_af")
        .prefetch_related("resultater")
        .get(maalepunkt_id=maalepunkt_id)
    )
    uaendret = data == gemt_data(status)
    if not uaendret:
        kontroller_version(status, version)
    kontroller(afrapportering, status, data)
    if uaendret:
        return status
    felter = {navn: getattr(data, navn) for navn in FELTER}
    stempel(status, bruger=bruger, oprindelse=oprindelse, felter=felter)
    status.resultater.exclude(segment__in=data.resultater).delete()
    for segment, vaerdi in data.resultater.items():
        Resultat.objects.update_or_create(status=status, segment=segment, defaults={"vaerdi": vaerdi})
    skriv_historik(status, data.resultater)
    return status


@transaction.atomic
def gem_indsatsstatus(
    *,
    afrapportering_id: int,
    indsatsomraade_id: int,
    tekst: str,
    version: int | None,
    bruger: Bruger | None,
    oprindelse: Oprindelse = Oprindelse.HAAND,
) -> Indsatsstatus:
    """Save what a report says of one focus area; the same rules and errors as `gem_status`."""
    afrapportering = laas(afrapportering_id, bruger)
    status = afrapportering.indsatsstatusser.select_related("opdateret_af").get(indsatsomraade_id=indsatsomraade_id)
    if tekst != status.tekst:
        kontroller_version(status, version)
    if len(tekst) > MAKS_TEKST:
        raise ValidationError({"tekst": f"Teksten er for lang. Der er plads til {MAKS_TEKST} tegn."})
    if tekst != status.tekst:
        stempel(status, bruger=bruger, oprindelse=oprindelse, felter={"tekst": tekst})
        skriv_historik(status)
    return status


FELTER = (
    "tekst",
    "kilde",
    "afventer",
    "henviser_til",
    "vejledningstal",
    "egen_vurdering",
    "tilsidesat_vurdering",
    "begrundelse",
)


def gemt_data(status: Status) -> Statusdata:
    """What stands in the database, in the shape that is saved."""
    felter = {navn: getattr(status, navn) for navn in FELTER}
    return Statusdata(**felter, resultater={Segment(r.segment): r.vaerdi for r in status.resultater.all()})


def laas(afrapportering_id: int, bruger: Bruger | None) -> Afrapportering:
    """Lock the report so that one person writes in it at a time; refuse who may not write in it as it now stands.

    The lock is what makes the check for circles safe: two people could otherwise each save half of one. The file loader
    (`bruger=None`) writes in drafts only.
    """
    afrapportering: Afrapportering = Afrapportering.objects.select_for_update().get(pk=afrapportering_id)
    maa = afrapportering.er_kladde if bruger is None else maa_skrive(bruger, afrapportering)
    if not maa:
        kan_se = bruger is None or maa_se(bruger, afrapportering)
        raise PermissionDenied(grund_til_lukket(afrapportering) if kan_se else UDEN_ADGANG)
    return afrapportering


def grund_til_lukket(afrapportering: Afrapportering) -> str:
    """Why somebody who sees a report may not write in it now."""
    return LUKKET.get(Tilstand(afrapportering.tilstand), UDEN_ADGANG)


def kontroller_version(status: Skrevet, version: int | None) -> None:
    """Raise `Konflikt` when somebody saved since `version` was read."""
    if version is not None and status.version != version:
        raise Konflikt(status)


def stempel(status: Skrevet, *, bruger: Bruger | None, oprindelse: Oprindelse, felter: Mapping[str, object]) -> None:
    """Write the named fields with a new version and who and when; the version in the filter decides a race."""
    nye = {
        **felter,
        "oprindelse": oprindelse,
        "opdateret": timezone.now(),
        "opdateret_af": bruger,
        "version": status.version + 1,
    }
    if not type(status)._default_manager.filter(pk=status.pk, version=status.version).update(**nye):
        raise Konflikt(status)
    for navn, vaerdi in nye.items():
        setattr(status, navn, vaerdi)


def kontroller(afrapportering: Afrapportering, status: Status, data: Statusdata) -> None:
    """Raise a `ValidationError` by field with everything that is wrong, in Danish."""
    fejl = indholdsfejl(afrapportering, status, data) | _henvisningsfejl(afrapportering, status, data)
    # The report is locked, and the door of guidance locks it too: a count that is there now stays.
    if data.vejledningstal and not Vejledningstal.objects.filter(pk=data.vejledningstal.pk).exists():
        fejl["vejledningstal"] = "Vejledningstallene er slettet. Vælg nogle andre."
    if fejl:
        raise ValidationError(fejl)


def indholdsfejl(afrapportering: Afrapportering, status: Status, data: Statusdata) -> dict[str, str]:
    """What is wrong with a status by itself, in Danish by field; asks no database."""
    fejl = {
        **_tekstfejl(data),
        **_resultatfejl(status, data),
        **_vurderingsfejl(afrapportering, status, data),
        **_vejledningsfejl(afrapportering, status, data),
    }
    if data.afventer and data.henviser_til is not None:
        fejl["afventer"] = "En status kan ikke både afvente tal og henvise til et andet mål. Fjern det ene."
    return fejl


def _tekstfejl(data: Statusdata) -> dict[str, str]:
    graenser = {"tekst": MAKS_TEKST, "begrundelse": MAKS_BEGRUNDELSE, "kilde": 200, "afventer": 200}
    return {
        navn: f"Teksten er for lang. Der er plads til {graense} tegn."
        for navn, graense in graenser.items()
        if len(getattr(data, navn)) > graense
    }


def _resultatfejl(status: Status, data: Statusdata) -> dict[str, str]:
    enhed = Enhed(status.maalepunkt.enhed)
    segmenter = Segmentering(status.maalepunkt.segmentering).segmenter
    fejl = {}
    for segment, vaerdi in data.resultater.items():
        try:
            if segment not in segmenter:
                raise Talfejl(f"Målepunktet opgøres ikke for segmentet {segment.label.lower()}.")
            if not enhed.er_tal:
                raise Talfejl(f"Et målepunkt med enheden {enhed.label} får en vurdering og ikke et tal.")
            kontroller_vaerdi(vaerdi, enhed)
        except Talfejl as grund:
            # A figure for a segment that the målepunkt has not, has no field of its own to stand at.
            fejl[resultatfelt(segment) if segment in segmenter and enhed.er_tal else "__all__"] = str(grund)
    return fejl


def _vurderingsfejl(afrapportering: Afrapportering, status: Status, data: Statusdata) -> dict[str, str]:
    er_tal = Enhed(status.maalepunkt.enhed).er_tal
    tilladte = egne_vurderinger(afrapportering.er_endelig)
    fejl = {}
    for navn in ("egen_vurdering", "tilsidesat_vurdering"):
        vurdering = getattr(data, navn)
        if vurdering and vurdering not in tilladte:
            fejl[navn] = f"Vælg en af vurderingerne {', '.join(v.label.lower() for v in tilladte)}."
    if data.egen_vurdering and er_tal:
        fejl["egen_vurdering"] = "Målepunktet vurderes ud fra tallet. Du kan tilsidesætte vurderingen."
    if data.tilsidesat_vurdering and not er_tal and data.henviser_til is None and data.vejledningstal is None:
        fejl["tilsidesat_vurdering"] = "Der er ingen beregnet vurdering at tilsidesætte. Vælg en egen vurdering."
    if data.tilsidesat_vurdering and not data.begrundelse.strip():
        fejl["begrundelse"] = "Skriv en begrundelse, når den beregnede vurdering tilsidesættes."
    if data.begrundelse and not data.tilsidesat_vurdering:
        fejl["tilsidesat_vurdering"] = "Vælg den vurdering, som begrundelsen hører til, eller fjern begrundelsen."
    return fejl


def _vejledningsfejl(afrapportering: Afrapportering, status: Status, data: Statusdata) -> dict[str, str]:
    """What is wrong with a result taken from guidance: of whom and when it is, and what else the status says."""
    tal = data.vejledningstal
    if tal is None:
        return {}
    andet = {
        "egen_vurdering": "Vurderingen følger af vejledningstallene. Fjern din egen vurdering, eller fjern tallene.",
        "afventer": "Resultatet er hentet fra vejledningstal og kan ikke også afvente tal. Fjern det ene.",
        "henviser_til": "Resultatet er hentet fra vejledningstal og kan ikke også følge et andet mål. Fjern det ene.",
    }
    fejl = {navn: besked for navn, besked in andet.items() if getattr(data, navn)}
    if not status.maalepunkt.kan_beregne_spredning:
        fejl["vejledningstal"] = "Målepunktet kan ikke vurderes ud fra vejledningstal: kontrakten siger ikke hvordan."
    elif tal.erhvervshus_id != afrapportering.kontrakt.erhvervshus_id:
        fejl["vejledningstal"] = f"Vælg vejledningstal fra {afrapportering.kontrakt.erhvervshus}."
    elif tal.aar != afrapportering.aar:
        fejl["vejledningstal"] = f"Vælg vejledningstal for {afrapportering.aar}, som afrapporteringen handler om."
    elif tal.pr_dato > afrapportering.pr_dato:
        fejl["vejledningstal"] = (
            f"Afrapporteringen er opgjort pr. {vis_dato(afrapportering.pr_dato)}. "
            "Vælg vejledningstal, der ikke er talt op senere."
        )
    return fejl


def _henvisningsfejl(afrapportering: Afrapportering, status: Status, data: Statusdata) -> dict[str, str]:
    maal = data.henviser_til
    if maal is None:
        return {}
    if maal.kontrakt_id != afrapportering.kontrakt_id:
        return {"henviser_til": "Vælg et mål i samme kontrakt."}
    andre = afrapportering.statusser.filter(henviser_til__isnull=False).exclude(pk=status.pk)
    henvisninger: dict[int, set[int]] = {status.maalepunkt.maal_id: {maal.pk}}
    for fra, til in andre.values_list("maalepunkt__maal_id", "henviser_til_id"):
        henvisninger.setdefault(fra, set()).add(til)
    cirkel = find_cirkel(henvisninger)
    if cirkel is None:
        return {}
    numre = dict(Maal.objects.filter(pk__in=cirkel).values_list("pk", "nummer"))
    vej = " → ".join(f"Mål {numre[noegle]}" for noegle in (*cirkel, cirkel[0]))
    return {"henviser_til": f"Henvisningen går i ring: {vej}. Vælg et mål, der har sin egen status."}
