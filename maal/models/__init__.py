"""Goals and reports: the tables of this app, one file a concept."""

from maal.models.afrapportering import Afrapportering, Tilstandsskift
from maal.models.maal import Maal, Maalepunkt, Maaltal, NationaltMaal
from maal.models.oejebliksbillede import Oejebliksbillede
from maal.models.statusser import Indsatsstatus, Resultat, Skrevet, Status

__all__ = [
    "Afrapportering",
    "Indsatsstatus",
    "Maal",
    "Maalepunkt",
    "Maaltal",
    "NationaltMaal",
    "Oejebliksbillede",
    "Resultat",
    "Skrevet",
    "Status",
    "Tilstandsskift",
]
