"""Goals and reports: the tables of this app, one file a concept."""

from maal.models.afrapportering import Afrapportering, Indsatsstatus, Resultat, Status
from maal.models.maal import Maal, Maalepunkt, Maaltal, NationaltMaal

__all__ = [
    "Afrapportering",
    "Indsatsstatus",
    "Maal",
    "Maalepunkt",
    "Maaltal",
    "NationaltMaal",
    "Resultat",
    "Status",
]
