"""The history of a status: one row for each save, written by the door in `maal.status` and by nobody else."""

from collections.abc import Mapping
from decimal import Decimal

from kontrakt.historik import aendringsgrund
from maal.models import Skrevet
from maal.typer import Segment

FIRE_DECIMALER = Decimal("0.0001")  # as the database keeps a result


def skriv_historik(status: Skrevet, resultater: Mapping[Segment, Decimal] | None = None) -> None:
    """Keep a status as it was just saved, with its results (in the målepunkt's unit); one query.

    Call it in the transaction of the save. A focus area has no results: leave them out.
    """
    historik = type(status).history.model  # type: ignore[attr-defined]  # both kinds of status have one
    felter = {felt.attname: getattr(status, felt.attname) for felt in historik.tracked_fields}
    if resultater is not None:
        felter["resultater"] = {
            str(segment): str(vaerdi.quantize(FIRE_DECIMALER)) for segment, vaerdi in resultater.items()
        }
    historik.objects.create(
        **felter,
        history_date=status.opdateret,
        history_user=status.opdateret_af,
        history_change_reason=aendringsgrund(),
        history_type="~",
    )
