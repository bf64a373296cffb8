"""The storm: many people save the same statuses at once through real servers, and nothing is lost or invented.

`make storm` runs 8 processes × 1.250 saves on SQLite and on PostgreSQL; `test_storm` a small one. Each answer must be
saved or a shown conflict; the history afterwards must hold exactly what was answered "saved", each with its version.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

from tests.drift.databaser import klager, ny_database
from tests.drift.fyld import KODE
from tests.drift.klient import Afbrudt, Formular, Klient, Svar
from tests.drift.vaert import Vaert

GEMT, KONFLIKT = "gemt", "konflikt"
Raekke = list[Any]  # version, user name, text, figures


@dataclass(frozen=True)
class Forsoeg:
    """One save: what was sent on which version, and what the server answered."""

    punkt: int
    version: int
    brugernavn: str
    tekst: str
    resultat: str
    udfald: str

    @property
    def som_gemt(self) -> Raekke:
        """The row of history that it must have made when it was answered as saved."""
        return [self.version + 1, self.brugernavn, self.tekst, {"": f"{self.resultat}.0000"}]


@dataclass(frozen=True)
class Skriver:
    """One process of the storm."""

    adresse: str
    rapport: str
    brugernavn: str
    gange: int


def udfald(svar: Svar) -> str:
    """Saved, a shown conflict, or what else was answered, which is a fault."""
    if svar.kode == 200 and "data-gemt" in svar.tekst and "Gemt " in svar.tekst:
        return GEMT
    if svar.kode == 200 and "data-konflikt" in svar.tekst and " har gemt, mens du skrev" in svar.tekst:
        return KONFLIKT
    return f"{svar.kode}: {svar.tekst[:300]}"


def formularer(side: Svar) -> list[Formular]:
    """The forms of the page's målepunkter."""
    return [formular for formular in side.formularer if "/maalepunkt/" in formular.handling]


def gem(klient: Klient, formular: Formular, tekst: str, resultat: str) -> tuple[Forsoeg, Svar]:
    """Save one målepunkt from its form, as the page does it; where it shows a conflict, one's own words are chosen."""
    sti = formular.handling.split("#")[0]
    egne = {f"valg_{navn}": "mit" for navn in formular.felter.get("sammenstoed", "").split()}
    try:
        svar = klient.send(sti, formular.felter | egne | {"tekst": tekst, "resultat": resultat}, htmx=True)
    except Afbrudt:
        svar = Svar(0, sti, "the server was gone")
    punkt = int(sti.rstrip("/").rpartition("/")[2])
    version = int(formular.felter["version"])
    return Forsoeg(punkt, version, klient.brugernavn, tekst, resultat, udfald(svar)), svar


def skriv(skriver: Skriver) -> list[Forsoeg]:
    """Log in and save again and again; who meets a conflict reads what stands there and saves on."""
    klient = Klient(skriver.adresse)
    klient.log_ind(skriver.brugernavn, KODE)
    poster = formularer(klient.hent(skriver.rapport))
    terning = Random(skriver.brugernavn)  # noqa: S311 - a throw that can be repeated
    forsoeg: list[Forsoeg] = []
    nr = 0
    while len(forsoeg) < skriver.gange:
        if not forsoeg or forsoeg[-1].udfald != KONFLIKT:
            nr = terning.randrange(len(poster))
        tekst = f"{skriver.brugernavn}, forsøg {len(forsoeg)}\nÆndret i stormen."
        et, svar = gem(klient, poster[nr], tekst, str(len(forsoeg) % 100))
        forsoeg.append(et)
        if et.udfald in {GEMT, KONFLIKT}:
            poster[nr] = svar.formular(poster[nr].handling.split("#")[0])
    return forsoeg


def storm(vaert: Vaert, *, processer: int, gange: int) -> list[Forsoeg]:
    """Fill the host's empty database, start its server, and let so many processes save so many times each."""
    vaert.manage("migrate", "--verbosity", "0")
    grundlag = vaert.fyld("storm", str(processer))
    vaert.start()
    try:
        skrivere = [Skriver(vaert.adresse, grundlag["rapport"], navn, gange) for navn in grundlag["brugere"]]
        with ProcessPoolExecutor(processer, mp_context=multiprocessing.get_context("spawn")) as hold:
            return [forsoeg for liste in hold.map(skriv, skrivere) for forsoeg in liste]
    finally:
        vaert.stop()


def fejl(vaert: Vaert, forsoeg: Sequence[Forsoeg]) -> list[str]:
    """What is wrong after the storm: answers, the history, the statuses as they stand, the database, the log."""
    fundet = [et.udfald for et in forsoeg if et.udfald not in {GEMT, KONFLIKT}]
    gemt: dict[str, list[Raekke]] = {}
    for et in sorted((et for et in forsoeg if et.udfald == GEMT), key=lambda et: et.version):
        gemt.setdefault(str(et.punkt), []).append(et.som_gemt)
    historik, staar = vaert.fyld("historik"), vaert.fyld("staar")
    for punkt in sorted({*gemt, *historik}):
        fundet += _fejl_i_historik(punkt, gemt.get(punkt, []), historik.get(punkt, []))
    if staar != {punkt: raekker[-1] for punkt, raekker in historik.items()}:
        fundet.append(f"the statuses are not the last of the history: {staar}")
    fundet += [str(klage) for klage in klager(vaert.database)]
    return fundet + [linje for linje in vaert.log.read_text().splitlines() if "ERROR" in linje or "raceback" in linje]


def _fejl_i_historik(punkt: str, gemt: list[Raekke], historik: list[Raekke]) -> list[str]:
    """The history of one status must be exactly what was answered as saved, each version once, in order."""
    if [raekke[0] for raekke in historik] != list(range(1, len(historik) + 1)):
        return [f"{punkt}: versions {[raekke[0] for raekke in historik]}"]
    return [f"{punkt}: answered {et}, kept {to}" for et, to in zip_longest(gemt, historik) if et != to]


def main() -> None:
    """Run the storm and print what came of it; exit status 1 when anything is wrong."""
    valg = argparse.ArgumentParser()
    valg.add_argument("--processer", type=int, default=8)
    valg.add_argument("--gange", type=int, default=1_250)
    valg.add_argument("--database", nargs="*", choices=["sqlite", "postgres"], default=["sqlite", "postgres"])
    valgt = valg.parse_args()
    galt = []
    for slags in valgt.database:
        with (
            tempfile.TemporaryDirectory(prefix="storm-") as mappe,
            ny_database(Path(mappe), postgres=slags == "postgres") as database,
        ):
            vaert = Vaert(database, Path(mappe) / "vaert")
            start = time.monotonic()
            forsoeg = storm(vaert, processer=valgt.processer, gange=valgt.gange)
            tid = time.monotonic() - start
            galt += fejl(vaert, forsoeg)
            antal = Counter(et.udfald for et in forsoeg)
            sys.stdout.write(f"{slags}: {len(forsoeg)} answers in {tid:.0f} s: {dict(antal)}; faults: {galt}\n")
    sys.exit(1 if galt else 0)


if __name__ == "__main__":
    main()
