"""The history of a model's rows: one row for each save that changed something."""

from typing import Any

from django.db.models import PROTECT, Model
from simple_history.models import HistoricalRecords

TILFOEJET, AENDRET, SLETTET = "+", "~", "-"  # the types of simple-history's rows


class Historik(HistoricalRecords):
    """As `HistoricalRecords`, but a save that changes nothing that is kept leaves no row; it costs one query."""

    def create_historical_record(self, instance: Model, history_type: str, using: str | None = None) -> None:
        """Write the row, unless the newest says the same."""
        if history_type != AENDRET or not self._uaendret(instance):
            super().create_historical_record(instance, history_type, using)

    def _get_history_user_fields(self) -> dict[str, Any]:
        """Who did it stays: a user who has changed anything is not deleted but made nameless (`slet_person`)."""
        felter: dict[str, Any] = super()._get_history_user_fields()
        felter["history_user"].remote_field.on_delete = PROTECT
        return felter

    def _uaendret(self, instance: Model) -> bool:
        felter = self.fields_included(instance)
        raekker: Any = getattr(instance, self.manager_name)  # those of this object
        seneste = raekker.order_by("-history_date", "-history_id").values(*(felt.attname for felt in felter)).first()
        nu = {felt.attname: felt.to_python(getattr(instance, felt.attname)) for felt in felter}
        return bool(seneste == nu)
