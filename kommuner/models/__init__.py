"""Population, funding keys and guidance, one file a concept."""

from kommuner.models.folketal import Folketal
from kommuner.models.noegle import Bidrag, Fordelingsnoegle
from kommuner.models.vejledning import Vejledning, Vejledningstal

__all__ = ["Bidrag", "Folketal", "Fordelingsnoegle", "Vejledning", "Vejledningstal"]
