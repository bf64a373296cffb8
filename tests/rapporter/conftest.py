"""The workbooks of real contracts, made once; the database is as it was afterwards."""

import datetime
from io import BytesIO

import pytest
from django.conf import settings
from django.db import transaction
from openpyxl import Workbook, load_workbook
from pytest_django.plugin import DjangoDbBlocker

from kontrakt.models import Kontrakt
from maal.forloeb import start_afrapportering
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Afrapportering
from maal.typer import Slags
from rapporter.bilag.indhold import Bilag
from rapporter.excel.aarsrapport import eksporter
from rapporter.fil import Fil
from tests.noegledata import byg_noeglekontrakt
from tests.rapporter.bilagsverden import byg_bilagene
from tests.rapporter.excelark import EKSPORTERET

FIXTURES = settings.BASE_DIR / "fixtures"
KONTRAKTER = [FIXTURES / "kontrakter" / f"{slug}.yaml" for slug in ("nordjylland-2021", "midtjylland-2025")]


@pytest.fixture(scope="session")
def filer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Fil]:
    """The workbooks of the real contracts, by contract; Midtjylland's report is started and empty."""
    with django_db_blocker.unblock(), transaction.atomic():
        indlaes_filer([*sorted(FIXTURES.glob("grunddata/*.yaml")), *KONTRAKTER])
        start_afrapportering(
            kontrakt=Kontrakt.objects.get(slug="midtjylland-2025"),
            aar=2025,
            slags=Slags.HALVAARLIG,
            pr_dato=datetime.date(2025, 6, 30),
            frist=datetime.date(2025, 8, 15),
            bruger=None,
        )
        rapporter = Afrapportering.objects.select_related("kontrakt")
        fundet = {r.kontrakt.slug: eksporter(r, eksporteret=EKSPORTERET, eksporteret_af="Nina Nord") for r in rapporter}
        transaction.set_rollback(True)
    return fundet


@pytest.fixture(scope="session")
def nordjylland(filer: dict[str, Fil]) -> Workbook:
    """Nordjylland 13 October 2021, opened again."""
    return load_workbook(BytesIO(filer["nordjylland-2021"].indhold))


@pytest.fixture(scope="session")
def midtjylland(filer: dict[str, Fil]) -> Workbook:
    """Midtjylland 30 June 2025, opened again."""
    return load_workbook(BytesIO(filer["midtjylland-2025"].indhold))


@pytest.fixture(scope="session")
def bilag_og_boeger(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[dict[str, Bilag], dict[str, bytes]]:
    """The annexes and the workbooks of `tests.rapporter.bilagsverden`, by name; for modules marked `django_db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        fundet = byg_bilagene()
        transaction.set_rollback(True)
    return fundet


@pytest.fixture(scope="session")
def bilagene(bilag_og_boeger: tuple[dict[str, Bilag], dict[str, bytes]]) -> dict[str, Bilag]:
    """The annexes of `tests.rapporter.bilagsverden`, by name; made once, for modules marked `django_db`."""
    return bilag_og_boeger[0]


@pytest.fixture
def noeglekontrakt(db: None) -> Kontrakt:
    """A contract whose first year has its funding key and whose second has not."""
    return byg_noeglekontrakt()
