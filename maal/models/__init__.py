"""Goals and reports: the tables of this app, one file a concept."""

from maal.models.afrapportering import Afrapportering, Tilstandsskift
from maal.models.indikator import Faellesandel, Faellesmaaltal, Indikator
from maal.models.maal import Maal, Maalepunkt, NationaltMaal
from maal.models.maaltal import Maaltal
from maal.models.paamindelse import Paamindelse
from maal.models.statusser import Indsatsstatus, Resultat, Skrevet, Status

# isort: split
# Last: `dumpdata` writes the tables in this order, and nothing can be loaded into a report that is frozen already.
from maal.models.oejebliksbillede import Oejebliksbillede

__all__ = [
    "Afrapportering",
    "Faellesandel",
    "Faellesmaaltal",
    "Indikator",
    "Indsatsstatus",
    "Maal",
    "Maalepunkt",
    "Maaltal",
    "NationaltMaal",
    "Oejebliksbillede",
    "Paamindelse",
    "Resultat",
    "Skrevet",
    "Status",
    "Tilstandsskift",
]
