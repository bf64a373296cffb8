"""All houses side by side: its time with twenty years behind it, and with sixty times as many, in the same run.

Only the year's contracts and reports are fetched: the ratio should be near 1, and 60 is what reading all would cost.
"""

from functools import partial

from django.db import connection
from django.test import Client

from bench.ur import tider
from kontrakt.models import Kontrakt, Rolle
from maal.models import Afrapportering, Status
from tests.byggere import byg_bruger
from tests.rapporter.landsverden import HUSE, byg_stort

GANGE = 20
AAR, FLERE = 20, 60
LILLE, STORT = 3000, 4000  # the first year of each: no other contract is so far ahead


def koer() -> None:
    """Print a line for page and workbook at each size, of a year in the middle, and the ratios."""
    client = Client()
    client.force_login(byg_bruger(Rolle.LAESER, username="landsoversigt"))
    print(f"{'six houses side by side':44} {'page, ms':>9} {'workbook':>9} {'reports':>8}")
    lille = _maal(client, LILLE, AAR)
    stort = _maal(client, STORT, AAR * FLERE)
    side, fil = (stor / lil for stor, lil in zip(stort, lille, strict=True))
    print(f"{f'ratio at {FLERE} × the data':44} {side:9.2f} {fil:9.2f}", flush=True)


def _maal(client: Client, foerste: int, antal: int) -> list[float]:
    byg_stort(HUSE, foerste, antal)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    adresse = f"/rapporter/landsoversigt/{foerste + antal // 2}/"
    if client.get(adresse).status_code != 200:
        raise RuntimeError("there is no such year")
    side, fil = tider(partial(client.get, adresse), partial(client.get, f"{adresse}excel/"), gange=GANGE)
    navn = f"{antal} years, {Kontrakt.objects.count()} contracts, {Status.objects.count()} statuses"
    tal = f"{side * 1000:9.1f} {fil * 1000:9.1f} {Afrapportering.objects.count():8}"
    print(f"{navn:44} {tal}", flush=True)
    return [side, fil]
