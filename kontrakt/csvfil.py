"""Rows as a CSV file for a Danish Excel: semicolons, UTF-8 with a mark, and no cell that is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

INDHOLDSTYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
FORMELTEGN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Linje:
    """What `csv.writer` writes to: gives the line back instead of keeping it."""

    def write(self, linje: str) -> str:
        """Give the line."""
        return linje


def csv_linjer(overskrifter: Sequence[str], raekker: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file line by line, so that a large one is never held whole."""
    skriver = csv.writer(_Linje(), delimiter=";")
    yield BOM + skriver.writerow(overskrifter)
    for raekke in raekker:
        yield skriver.writerow([uden_formel(celle) for celle in raekke])


def uden_formel(celle: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{celle}" if celle.lstrip(" ").startswith(FORMELTEGN) else celle
