"""Round trip: the workbook of every shipped contract, uploaded untouched, changes nothing, whoever has saved it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Rolle
from maal.forloeb import start_afrapportering
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Afrapportering
from maal.statusaendringer import Sammenligning
from maal.statusfil import laes_statusfil
from maal.statusforskel import se_igennem
from maal.typer import Enhed, Segmentering, Slags
from maal.udfyldning import skema
from tests.byggere import byg_bruger, udfyld
from tests.rapporter.libreoffice import omdan
from tests.udfyldning.verden import hent, med, udtraek

FIXTURES = settings.BASE_DIR / "fixtures"
KONTRAKTER = sorted(fil.stem for fil in (FIXTURES / "kontrakter").glob("*.yaml"))
# A figure that each unit can have, hard to keep: decimals, a share of one, as many digits as there is room for.
TAL = {
    Enhed.PROCENT: ("71.5", "0.5", "1", "100", "33.3333", "0.07", "0"),
    Enhed.NPS: ("-70", "0.5", "100"),
    Enhed.ANTAL: ("0", "1680", "999999999999"),
    Enhed.FAKTOR: ("2.5", "0.1", "99999999999.9999"),
    Enhed.PROCENTPOINT: ("-2.5", "1", "5"),
}
TEKSTER = (
    "=1+1",
    "Først\n\n- så\n- til sidst",
    " \u00a0ÆØÅ & <b>»citat«</b> 'x' \"y\"",
    "#N/A",
    "0012",
    "_x0041_",
    "\U0001f600 " * 200,
)


def skriv_svaert(rapport: Afrapportering) -> None:
    """Write a figure, and a text that a spreadsheet may take for something else, of every målepunkt."""
    for nr, status in enumerate(rapport.statusser.select_related("maalepunkt").order_by("maalepunkt")):
        punkt = status.maalepunkt
        tal = TAL.get(Enhed(punkt.enhed), ())
        resultater = {s: Decimal(tal[nr % len(tal)]) for s in Segmentering(punkt.segmentering).segmenter if tal}
        udfyld(rapport, punkt, resultater, tekst=TEKSTER[nr % len(TEKSTER)].strip(), afventer="KL" if nr % 2 else "")


@pytest.fixture(scope="module")
def rapporter(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Afrapportering]]:
    """A report on every shipped contract; all but Nordjylland's own are filled in with what is hard to keep."""
    with django_db_blocker.unblock(), transaction.atomic():
        indlaes_filer(sorted(FIXTURES.glob("*/*.yaml")))
        Kontrakt.objects.update(tilstand=Kontrakttilstand.VEDTAGET)  # one of them is a draft in the files
        fundne = {}
        for slug in KONTRAKTER:
            kontrakt = Kontrakt.objects.get(slug=slug)
            rapport = kontrakt.afrapporteringer.first()
            if rapport is None:
                aar = kontrakt.fra_aar
                rapport = start_afrapportering(
                    kontrakt=kontrakt, aar=aar, slags=Slags.FORELOEBIG, pr_dato=date(aar, 10, 1), bruger=None
                )
                rapport = Afrapportering.objects.get(pk=rapport.pk)
                skriv_svaert(rapport)
            fundne[slug] = rapport
        yield fundne
        transaction.set_rollback(True)


@pytest.fixture
def administrator(db: None) -> Bruger:
    """Somebody who may write in all of them."""
    return byg_bruger(Rolle.ADMINISTRATOR)


def indlaes(rapport: Afrapportering, fil: bytes, bruger: Bruger) -> Sammenligning:
    """What a file would change."""
    her = skema(udtraek(rapport)).kendetegn
    return se_igennem(laes_statusfil("udfyldt.xlsx", fil, her), rapport.pk, bruger=bruger)


def er_uaendret(sammenligning: Sammenligning, rapport: Afrapportering) -> bool:
    """Whether a file changes nothing at all."""
    i_alt = rapport.statusser.count() + rapport.indsatsstatusser.count()
    return sammenligning == Sammenligning((), (), (), i_alt)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", KONTRAKTER)
def test_untouched_workbook_changes_nothing(
    slug: str, rapporter: dict[str, Afrapportering], administrator: Bruger
) -> None:
    rapport = rapporter[slug]
    fil = hent(rapport)

    assert er_uaendret(indlaes(rapport, fil, administrator), rapport)
    assert er_uaendret(indlaes(rapport, med(fil), administrator), rapport)


@pytest.mark.slow
@pytest.mark.django_db
def test_untouched_workbook_saved_by_libreoffice_changes_nothing(
    rapporter: dict[str, Afrapportering], administrator: Bruger, tmp_path: Path
) -> None:
    filer = {f"{slug}.xlsx": hent(rapport) for slug, rapport in rapporter.items()}

    gemte = {fil.stem: fil.read_bytes() for fil in omdan(filer, "xlsx", tmp_path).glob("*.xlsx")}

    assert sorted(gemte) == KONTRAKTER
    for slug, rapport in rapporter.items():
        assert gemte[slug] != hent(rapport)
        assert er_uaendret(indlaes(rapport, gemte[slug], administrator), rapport), slug
