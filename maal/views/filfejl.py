"""What is wrong with an uploaded file, as the part `maal/_filfejl.html` of a page shows it."""

from collections.abc import Sequence
from typing import Any

from kommuner.regneark import Cellefejl

MAKS_VIST = 200  # errors; a file with more of them is mended in the same way


def vis_fejl(fejl: Sequence[Cellefejl]) -> dict[str, Any]:
    """The errors that are shown, how many more there are, and how many in all."""
    return {"fejl": fejl[:MAKS_VIST], "flere": max(len(fejl) - MAKS_VIST, 0), "antal": len(fejl)}
