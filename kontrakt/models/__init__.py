"""The ground floor's tables: users, the parties, the framework, the contract, and the log of events."""

from kontrakt.models.bruger import Bruger
from kontrakt.models.haendelse import Haendelse, Haendelsesslags
from kontrakt.models.kontrakt import Indsatsomraade, Kontrakt, Part, Underskrift
from kontrakt.models.parter import Erhvervshus, Kkr, Kommune, Kommunetype, Rammeaftale
from kontrakt.typer import Frekvens, Kontrakttilstand, National, Rolle

__all__ = [
    "Bruger",
    "Erhvervshus",
    "Frekvens",
    "Haendelse",
    "Haendelsesslags",
    "Indsatsomraade",
    "Kkr",
    "Kommune",
    "Kommunetype",
    "Kontrakt",
    "Kontrakttilstand",
    "National",
    "Part",
    "Rammeaftale",
    "Rolle",
    "Underskrift",
]
