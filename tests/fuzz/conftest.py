"""The last lines of `make fuzz`: how many inputs each address was sent, and how it answered."""

import os

import pytest

from tests.fuzz.optaelling import SVAR


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count by address, when asked for more than the few of every day."""
    if "FUZZ" not in os.environ or not SVAR:
        return
    terminalreporter.write_sep("-", "inputs by address: refused, done")
    for navn in sorted({navn for navn, _ in SVAR}):
        terminalreporter.write_line(f"{SVAR[navn, 'refused']:6} {SVAR[navn, 'done']:6}  {navn}")
    terminalreporter.write_line(f"{SVAR.total():,} inputs, {len({navn for navn, _ in SVAR})} addresses")
