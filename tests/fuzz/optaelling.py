"""How often, and what was answered."""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings

FUZZ = os.environ.get("FUZZ")  # inputs for each form of each page; few when not set, and the same every day
SVAR: Counter[tuple[str, str]] = Counter()  # address and kind of answer → how many


def gange(antal: int) -> Callable[[Any], Any]:
    """Hypothesis' settings for a test that tries `antal` inputs, or as many as FUZZ asks for."""
    indstilling: Callable[[Any], Any] = settings(
        max_examples=int(FUZZ or antal),
        derandomize=FUZZ is None,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return indstilling
