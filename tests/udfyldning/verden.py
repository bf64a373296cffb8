"""What the tests of a report in Excel share: a report, its workbook with cells changed, and the upload of it."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from kontrakt.bekraeft import Kilde, SkjulteFiler, aftryk
from kontrakt.models import Indsatsomraade
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import udtraek_af
from maal.statusfil import Statusfil, Statusfilfejl, laes_statusfil
from maal.typer import Enhed, Krav, Segment, Segmentering
from maal.udfyldning import Felt, Kendetegn
from maal.udtraek import Udtraek
from rapporter.excel.udfyldning import udfyldning
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld

HENTET = datetime.datetime(2021, 10, 14, 9, 5, 30, tzinfo=datetime.UTC)
ARK, INDSATSARK = "Udfyldning", "Indsatsområder"
HENT_NY = "Hent en ny fil, hvis du vil skrive mere i Excel."
HER = Kendetegn("nordjylland-2021", "2021", "foreloebig", "2021-10-13")
ENHEDER = {3: Enhed.PROCENT, 4: Enhed.NPS, 5: Enhed.ANTAL, 6: Enhed.FAKTOR, 7: Enhed.PROCENTPOINT}
Celle = str  # `G4`, or `Indsatsområder!C4`


def byg_rapport() -> Afrapportering:
    """A draft with each unit once: Mål 1 by segment, Mål 2 in words, Mål 3–7 a figure each; two focus areas.

    In the sheet: 1.1 Drift is row 4, 1.1 Vækst row 5, 2.1 row 6, 3.1 row 7 … 7.1 row 11. 1.1 has 75 and 81.
    """
    kontrakt = byg_kontrakt(maal=0)
    et_maal = byg_maal(kontrakt, 1)
    segmenter = {Segment.DRIFT: 80, Segment.VAEKST: 80}
    byg_punkt(et_maal, maaltal=segmenter, segmentering=Segmentering.HVER)
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.KVALITATIV)
    for nummer, enhed in ENHEDER.items():
        byg_punkt(byg_maal(kontrakt, nummer), enhed=enhed, maaltal=5, krav=Krav.MINDST)
    for nummer in (1, 2):
        Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=nummer, titel=f"Indsatsområde nr. {nummer}")
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt(rapport, "1.1"), {Segment.DRIFT: 75, Segment.VAEKST: 81}, tekst="Målt i maj.")
    return rapport


def punkt(rapport: Afrapportering, betegnelse: str) -> Maalepunkt:
    """A målepunkt by its number in the contract."""
    maalnummer, nummer = betegnelse.split(".")
    return Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt, maal__nummer=maalnummer, nummer=nummer)


def udtraek(rapport: Afrapportering) -> Udtraek:
    """The report as it stands."""
    return udtraek_af(Afrapportering.objects.get(pk=rapport.pk))


def hent(rapport: Afrapportering) -> bytes:
    """The workbook of the report as it stands."""
    return udfyldning(udtraek(rapport), hentet=HENTET, hentet_af="Test").indhold


def med(fil: bytes, celler: dict[Celle, Any] | None = None, ret: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook with other values in some cells, saved by openpyxl."""
    bog = load_workbook(BytesIO(fil))
    for sted, vaerdi in (celler or {}).items():
        ark, _, celle = sted.rpartition("!")
        bog[ark or ARK][celle].value = vaerdi
    if ret:
        ret(bog)
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def laes(fil: bytes, her: Kendetegn = HER, navn: str = "udfyldt.xlsx") -> Statusfil:
    """The file as it is read."""
    return laes_statusfil(navn, fil, her)


def rettelser(fil: bytes, her: Kendetegn = HER) -> dict[str, str | Decimal]:
    """What is changed in a file, by cell."""
    return {en.sted: en.ny for en in laes(fil, her).rettelser}


def fejl(fil: bytes, her: Kendetegn = HER, navn: str = "udfyldt.xlsx") -> list[str]:
    """All that is wrong with a file; empty when nothing is."""
    try:
        laes(fil, her, navn)
    except Statusfilfejl as grund:
        return [f"{en.sted}: {en.tekst}" if en.sted else en.tekst for en in grund.fejl]
    return []


def adresse(rapport: Afrapportering, side: str = "indlaes/") -> str:
    """An address of the report."""
    return f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/{rapport.pk}/{side}"


def vis(klient: Client, rapport: Afrapportering, fil: bytes, navn: str = "udfyldt.xlsx") -> Any:
    """Choose a file; gives the preview, or what is wrong."""
    svar = klient.post(adresse(rapport), {"fil": SimpleUploadedFile(navn, fil)})
    assert svar.status_code == 200
    return svar


def bekraeft(klient: Client, rapport: Afrapportering, vist: Any, **aendret: Any) -> Any:
    """Say yes to a preview."""
    sendt = {felt.html_name: felt.value() for felt in vist.context["form"]} | aendret
    return klient.post(adresse(rapport, "indlaes/bekraeft/"), sendt)


def vist(svar: Any) -> dict[str, dict[str, tuple[str, str]]]:
    """A preview: by status, each field as it stands and as the file has it; conflicts under `konflikter`."""
    sammenligning = svar.context["sammenligning"]
    return {
        navn: {f"{en.navn} {felt.felt}": (felt.foer, felt.efter) for en in poster for felt in en.felter}
        for navn, poster in (("aendringer", sammenligning.aendringer), ("konflikter", sammenligning.konflikter))
        if poster
    }


def beskeder(svar: Any) -> list[str]:
    """What the next page says at its top."""
    return [str(besked) for besked in get_messages(svar.wsgi_request)]


def udfyldt(rapport: Afrapportering, tekst: str) -> dict[str, str]:
    """The form of a preview that shows a new status of the report's first målepunkt, as if it had been seen."""
    et_punkt = udtraek(rapport).punkter[0]
    felter = [[Felt.TEKST.label, et_punkt.status, tekst]]
    aendring = [et_punkt.anker, et_punkt.version, et_punkt.vurdering, et_punkt.vurdering, felter]
    fil = Kilde("udfyldt.xlsx", med(hent(rapport), {"H4": tekst}))
    return {"filer": str(SkjulteFiler().prepare_value([fil])), "aftryk": aftryk([[aendring], [], []])}
