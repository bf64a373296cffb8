"""The ground floor's tables: users, the two parties, the framework and the contract."""

from kontrakt.models.bruger import Bruger, Rolle
from kontrakt.models.kontrakt import Frekvens, Indsatsomraade, Kontrakt, Kontrakttilstand, Part, Underskrift
from kontrakt.models.parter import Erhvervshus, Kkr, Rammeaftale

__all__ = [
    "Bruger",
    "Erhvervshus",
    "Frekvens",
    "Indsatsomraade",
    "Kkr",
    "Kontrakt",
    "Kontrakttilstand",
    "Part",
    "Rammeaftale",
    "Rolle",
    "Underskrift",
]
