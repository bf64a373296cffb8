"""Word, PDF, PowerPoint and Excel of one report agree in each målepunkt's and segment's target, result and verdict.

The numbers in texts are held together in `test_bilag_enige`.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import count, cycle
from pathlib import Path

import pytest
from django.db import transaction
from pypdf import PdfReader
from pytest_django.plugin import DjangoDbBlocker

from kontrakt.dansk import vis_tal
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Rolle
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Enhed, Segmentering
from rapporter.bilag.former import FORMER, bilagsfil
from rapporter.excel.aarsrapport import eksporter
from tests.byggere import byg_afrapportering, byg_bruger, udfyld
from tests.rapporter.bilagsverden import indlaes_alt
from tests.rapporter.firefiler import LAESERE, Figur, Linje, figur
from tests.rapporter.libreoffice import som_pdf

pytestmark = pytest.mark.django_db

VIRKELIG, RETTET = "Nordjylland pr. 13. oktober 2021", "Nordjylland 2021 med ét andet tal"
TIDSPUNKT = datetime.datetime(2026, 1, 14, 9, 5, tzinfo=datetime.UTC)
# Each unit's figures as they are awkward to write: with thousands, decimals, a minus, none, many.
AKAVEDE = {
    Enhed.PROCENT: ("69.9", "0", "100", "12.25", "50"),
    Enhed.NPS: ("-12.3", "70", "0", "69.9999"),
    Enhed.ANTAL: ("1234", "0", "1000000", "40"),
    Enhed.PROCENTPOINT: ("1234.5", "-12.3", "0", "0.0001"),
    Enhed.FAKTOR: ("2.50", "1234.5", "0", "2.5001"),
}
ANTAL = {  # målepunkter, results, targets
    "midtjylland-2022": (21, 16, 19),
    "midtjylland-2025": (14, 12, 13),
    "midtjylland-2026-2027": (14, 11, 11),
    "nordjylland-2021": (21, 12, 13),
    "nordjylland-2022": (23, 12, 12),
    "sjaelland-2025": (30, 21, 24),
}
Filer = dict[str, bytes]


@pytest.fixture(scope="module")
def filerne(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Filer]:
    """The four files of a report on each shipped contract, of the real one, and of one with one other figure."""
    with django_db_blocker.unblock(), transaction.atomic():
        indlaes_alt()
        bruger = byg_bruger(Rolle.ADMINISTRATOR)
        fundet = {slug: fire_filer(bruger, akavet_rapport(slug)) for slug in ANTAL}
        fundet[VIRKELIG] = fire_filer(bruger, Afrapportering.objects.get(pr_dato=datetime.date(2021, 10, 13)))
        rapport = Afrapportering.objects.get(kontrakt__slug="nordjylland-2021", pr_dato=datetime.date(2021, 9, 30))
        udfyld(rapport, Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt, maal__nummer=4), "69.8")
        fundet[RETTET] = fire_filer(bruger, rapport)
        transaction.set_rollback(True)
    return fundet


def akavet_rapport(slug: str) -> Afrapportering:
    """A report in the course of the contract's first year with every figure filled in but each seventh."""
    Kontrakt.objects.filter(slug=slug).update(tilstand=Kontrakttilstand.VEDTAGET)  # one is shipped as a draft
    kontrakt = Kontrakt.objects.get(slug=slug)
    rapport = byg_afrapportering(kontrakt, pr_dato=datetime.date(kontrakt.fra_aar, 9, 30))
    numre, tal = count(1), {enhed: cycle(AKAVEDE[enhed]) for enhed in AKAVEDE}
    for punkt in Maalepunkt.objects.filter(maal__kontrakt=kontrakt).order_by("maal__nummer", "nummer"):
        segmenter = Segmentering(punkt.segmentering).segmenter
        if punkt.enhed in AKAVEDE and next(numre) % 7:
            udfyld(rapport, punkt, {segment: next(tal[Enhed(punkt.enhed)]) for segment in segmenter})
    return rapport


def fire_filer(bruger: Bruger, rapport: Afrapportering) -> Filer:
    """The report as each of the four."""
    rapport = Afrapportering.objects.select_related("kontrakt__erhvervshus__kkr").get(pk=rapport.pk)
    filer = {form: bilagsfil(bruger, rapport, FORMER[form], dannet=TIDSPUNKT).indhold for form in FORMER}
    return filer | {"excel": eksporter(rapport, eksporteret=TIDSPUNKT, eksporteret_af=bruger.navn).indhold}


def laest(filer: Filer) -> dict[str, list[Linje]]:
    """What each of the four says."""
    return {form: laes(filer[form]) for form, laes in LAESERE.items()}


def forskelle(laest: dict[str, list[Linje]]) -> Iterator[tuple[str, Linje]]:
    """What one file says and another does not."""
    for form, linjer in laest.items():
        for andre in laest.values():
            yield from ((form, linje) for linje in linjer if linje not in andre)


@pytest.mark.parametrize("navn", [*ANTAL, VIRKELIG])
def test_the_four_files_say_the_same_of_every_target(filerne: dict[str, Filer], navn: str) -> None:
    word, pdf, powerpoint, excel = laest(filerne[navn]).values()

    assert word == excel
    assert pdf == excel
    assert powerpoint == excel


@pytest.mark.parametrize("slug", ANTAL)
def test_every_maalepunkt_is_read_with_its_awkward_figures(filerne: dict[str, Filer], slug: str) -> None:
    for form, linjer in laest(filerne[slug]).items():
        tal = [linje for linje in linjer if linje.resultat.tal]
        assert len({linje.punkt for linje in linjer}) == ANTAL[slug][0], form
        assert (len(tal), len([linje for linje in linjer if linje.maaltal.tal])) == ANTAL[slug][1:], form


def test_real_report_is_read_as_it_is_printed(filerne: dict[str, Filer]) -> None:
    for linjer in laest(filerne[VIRKELIG]).values():
        assert [linje for linje in linjer if linje.punkt in ("3.1", "4.1", "12.2")] == [
            Linje("3.1", "Drift", figur("mindst 80 %"), figur("75 %"), "Ikke opfyldt"),
            Linje("3.1", "Vækst", figur("mindst 80 %"), figur("81 %"), "Opfyldt"),
            Linje("4.1", "", figur("mindst 45 %"), figur("50 %"), "Opfyldt"),
            Linje("12.2", "", figur("mindst 600"), figur("555"), "På vej"),
        ]


@pytest.mark.parametrize("form", LAESERE)
def test_one_figure_that_differs_in_one_file_is_found(filerne: dict[str, Filer], form: str) -> None:
    ens = laest(filerne["nordjylland-2021"])
    (foer,) = [linje for linje in ens["excel"] if linje.punkt == "4.1"]
    efter = Linje("4.1", "", foer.maaltal, figur("69,8 %"), "Opfyldt")

    uens = laest(filerne["nordjylland-2021"] | {form: filerne[RETTET][form]})

    assert set(forskelle(ens)) == set()
    assert set(forskelle(uens)) == {(form, efter)} | {(anden, foer) for anden in LAESERE if anden != form}


@pytest.mark.parametrize(
    ("tekst", "laest_som"),
    [
        ("mindst 1.234,5 procentpoint", Figur("mindst", (Decimal("1234.5"),), "procentpoint")),
        ("inden for 50\u00a0% ±10\u00a0%", Figur("inden for", (Decimal(50), Decimal(10)), "%")),
        ("−12,3", Figur("", (Decimal("-12.3"),), "")),
        ("", Figur()),
    ],
)
def test_figure_is_read_with_demand_and_unit(tekst: str, laest_som: Figur) -> None:
    assert figur(tekst) == laest_som


@pytest.mark.slow
def test_libreoffice_opens_them_and_shows_the_same_figures(filerne: dict[str, Filer], tmp_path: Path) -> None:
    filer = filerne["sjaelland-2025"]
    endelser = {"word": "docx", "powerpoint": "pptx", "excel": "xlsx"}
    vist = som_pdf({f"{form}.{endelse}": filer[form] for form, endelse in endelser.items()}, tmp_path)
    vist["pdf"] = PdfReader(BytesIO(filer["pdf"]), strict=True)

    figurer = [et for linje in LAESERE["excel"](filer["excel"]) for et in (linje.maaltal, linje.resultat)]
    tal = {vis_tal(abs(et)) for figur_ in figurer for et in figur_.tal}  # a minus is another sign in Excel
    assert {"1.234", "1.234,5", "69,9", "2,5", "12,3", "0"} <= tal
    for navn, fil in vist.items():
        skrevet = "".join(side.extract_text() for side in fil.pages)
        assert (navn, [et for et in tal if et not in skrevet]) == (navn, [])
