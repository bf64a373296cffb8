"""The upload of guidance for all municipalities, as a ratio to openpyxl reading the same file alone.

An upload is read, checked, and saved through the door with its history, in a file of SQLite's. The pages are the two
that a person sees, with log-in, preview and form; between them the rows travel as text and are read once more.
"""

from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from bench.ur import tider
from kommuner.models import Vejledning, Vejledningstal
from kommuner.typer import Vejledningsslags
from kommuner.vejledningsfil import laes_vejledningsfil
from kontrakt.models import Bruger, Kommune, Rolle
from maal.kontraktfil.indlaes import indlaes_filer
from maal.vejledningsforskel import indlaes_vejledning, kendte_kommuner
from tests.byggere import byg_bruger
from tests.fuzz.formularer import formularer

GANGE = 7
DAGE = 20
NAVN = "vejledning.xlsx"
INDLAES = "/vejledning/indlaes/"


def koer() -> None:
    """Print a line for the door, and one for the pages."""
    indlaes_filer(sorted(Path(settings.BASE_DIR, "fixtures/grunddata").glob("*.yaml")))
    bruger = byg_bruger(Rolle.ADMINISTRATOR, username="vejledning")
    client = Client()
    client.force_login(bruger)
    fil = _fil()
    hele, kun_laest, doer, _, sider, _ = tider(
        partial(_laes_alene, fil),
        partial(_laes_alene, fil, read_only=True),
        partial(_indlaes, fil, bruger),
        _ryd,
        partial(_paa_siderne, fil, client),
        _ryd,
        gange=GANGE,
    )
    print(f"{'upload of guidance':34} {'ms':>8} {'to load_workbook':>18} {'to read_only':>14}")
    antal = f"{Kommune.objects.count()} municipalities × {DAGE} days"
    for navn, tid in ((f"{antal}, saved", doer), ("the two pages", sider)):
        print(f"{navn:34} {tid * 1000:8.1f} {tid / hele:18.2f} {tid / kun_laest:14.2f}", flush=True)


def _fil() -> bytes:
    """The workbook: every municipality and kind, to the ends of twenty months."""
    bog = Workbook()
    ark = bog.worksheets[0]
    ark.append(["Kode", "Kommune", "Opgjort pr.", *(slags.label for slags in Vejledningsslags)])
    for nr in range(DAGE):
        dag = date(2021 + nr // 12, nr % 12 + 1, 1) - timedelta(days=1)
        for plads, kommune in enumerate(Kommune.objects.all()):
            ark.append([kommune.kode, kommune.navn, dag, *(plads + nr * n for n in range(len(Vejledningsslags)))])
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def _laes_alene(fil: bytes, **valg: Any) -> None:
    """Every value of the file, by openpyxl alone."""
    for raekke in load_workbook(BytesIO(fil), **valg).worksheets[0].iter_rows(values_only=True):
        list(raekke)


def _indlaes(fil: bytes, bruger: Bruger) -> None:
    """From bytes to saved rows."""
    kommuner = kendte_kommuner()
    huse = {info.hus for info in kommuner.values()}
    laest = laes_vejledningsfil(NAVN, fil, kommuner=kommuner, huse=huse, i_dag=timezone.localdate())
    indlaes_vejledning(laest, NAVN, bruger=bruger)


def _paa_siderne(fil: bytes, client: Client) -> None:
    """Choose the file, and say yes to the preview."""
    svar = client.post(INDLAES, {"fil": SimpleUploadedFile(NAVN, fil)})
    (form,) = (form for form in formularer(svar.content.decode(), INDLAES) if "aftryk" in form.felter)
    svar = client.post(form.adresse, form.felter)
    if svar.status_code != 302 or Vejledning.objects.count() != DAGE * Kommune.objects.count():
        raise RuntimeError("the figures were not saved")


def _ryd() -> None:
    """No counts, so that each upload saves them all."""
    Vejledningstal.objects.all().delete()
