"""Whether the site works, for the one who watches it: without log-in, in one query, no word on what fails."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def sundhed(request: HttpRequest) -> JsonResponse:
    """200 when the site can answer users, else 503: the database must answer and be that of this version."""
    klar = er_klar()
    return JsonResponse({"live": True, "klar": klar}, status=200 if klar else 503)


def er_klar() -> bool:
    """Whether the database answers and has every change that this version's code needs."""
    try:
        udfoerte = set(MigrationRecorder.Migration.objects.using("default").values_list("app", "name"))
    except DatabaseError:
        return False
    return _migrationer() <= udfoerte


@cache
def _migrationer() -> frozenset[tuple[str, str]]:
    """App and name of the migrations on disk, which are the same as long as the program runs."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations)
