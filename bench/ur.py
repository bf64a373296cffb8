"""The clock of the bench."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def tider(*opgaver: Callable[[], object], gange: int) -> list[float]:
    """The median time of each in seconds, taken by turns so that all meet the same load; a first run is left out."""
    tider: list[list[float]] = [[] for _ in opgaver]
    for gang in range(gange + 1):
        for opgave, liste in zip(opgaver, tider, strict=True):
            gc.collect()
            start = perf_counter()
            opgave()
            if gang:
                liste.append(perf_counter() - start)
    return [median(liste) for liste in tider]
