"""What a contract file refers to: two municipalities, a framework and a national goal."""

import pytest

from kontrakt.models import Kommune
from tests.byggere import byg_hus, byg_nationalt_maal


@pytest.fixture(autouse=True)
def grunddata(request: pytest.FixtureRequest) -> None:
    """The basic data behind `filer.FIL`, for tests that use the database."""
    if request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("db")
    byg_nationalt_maal("tilfredshed")
    for kode, navn in (("0810", "Brønderslev"), ("0851", "Aalborg")):
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=byg_hus(), type="by", region="Region Nordjylland")
