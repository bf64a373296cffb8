"""`kill -9` at random moments, again and again: the database stays whole, and what was answered as saved is there.

`make kill9` does it a hundred times on each database; `test_kill9` a few. Half of the kills hit people's saves, the
other half also a loading of six contracts at once. On PostgreSQL every fifth hits the database server instead.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Thread

import psycopg

from tests.drift.databaser import klager, spoerg
from tests.drift.fyld import KODE
from tests.drift.klient import Afbrudt, Klient
from tests.drift.storm import GEMT, KONFLIKT, Forsoeg, formularer, gem
from tests.drift.vaert import PROJEKT, Vaert
from tests.postgres import start_server

KONTRAKTFILER = sorted((PROJEKT / "fixtures/kontrakter").glob("*.yaml"))
HISTORIK = (
    "SELECT maalepunkt_id, version, tekst FROM maal_historicalstatus WHERE afrapportering_id = {} ORDER BY history_id"
)
STAAR = "SELECT maalepunkt_id, version, tekst FROM maal_status WHERE afrapportering_id = {} AND version > 0"
NU = "SELECT titel FROM maal_maal WHERE titel LIKE '%(udgave %'"


class Postgres:
    """A PostgreSQL server of our own, so that it can be killed."""

    def __init__(self) -> None:
        self._server = start_server()
        self.adresse = self._server.get_uri()

    def slaa_ihjel(self) -> None:
        """`kill -9` of the postmaster; its children see it and end by themselves."""
        os.kill(self._server.get_pid(), signal.SIGKILL)

    def start(self) -> None:
        """Start again on the same files, as the service manager would: PostgreSQL recovers by itself."""
        for _ in range(100):
            try:
                self._server.ensure_postgres_running()
                with psycopg.connect(self.adresse):
                    return
            except (subprocess.CalledProcessError, psycopg.OperationalError):
                time.sleep(0.2)
        raise AssertionError(self._server.log.read_text()[-2000:])

    def slut(self) -> None:
        """Stop and delete."""
        self._server.cleanup()


@dataclass
class Proeve:
    """A site that is killed over and over, and the account of what it has answered."""

    vaert: Vaert
    terning: Random
    rapport: str = ""
    klienter: list[Klient] = field(default_factory=list)
    gemt: list[Forsoeg] = field(default_factory=list)
    uvisse: list[Forsoeg] = field(default_factory=list)  # nobody was told whether these were saved
    udgave: int = 0  # of the contracts that are loaded
    indlaesningstid: float = 0  # seconds, when nothing disturbs
    antal: Counter[str] = field(default_factory=Counter)

    def begynd(self) -> None:
        """Fill the empty database, and log three people in."""
        self.vaert.manage("migrate", "--verbosity", "0")
        grunddata = sorted((PROJEKT / "fixtures/grunddata").glob("*.yaml"))
        self.vaert.manage("indlaes", "--verbosity", "0", *grunddata)
        grundlag = self.vaert.fyld("storm", "3")
        self.rapport = grundlag["rapport"]
        start = time.monotonic()
        assert self.indlaes_udgave().wait() == 0
        self.indlaesningstid = time.monotonic() - start
        self.vaert.start()
        for navn in grundlag["brugere"]:
            self.klienter.append(Klient(self.vaert.adresse))
            self.klienter[-1].log_ind(navn, KODE)

    def indlaes_udgave(self) -> subprocess.Popen[bytes]:
        """Begin to load all contracts with the number of a new edition in every title."""
        self.udgave += 1
        mappe = Path(tempfile.mkdtemp(dir=self.vaert.mappe))
        for fil in KONTRAKTFILER:
            linjer = fil.read_text(encoding="utf-8").splitlines()
            nye = [f"{linje} (udgave {self.udgave})" if " titel: " in linje else linje for linje in linjer]
            (mappe / fil.name).write_text("\n".join(nye), encoding="utf-8")
        ord_: list[str | Path] = [
            sys.executable,
            "manage.py",
            "indlaes",
            "--verbosity",
            "0",
            "--overskriv-status",
            *mappe.glob("*.yaml"),
        ]
        with (mappe / "log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - the project's own command
                ord_, cwd=PROJEKT, env=self.vaert.miljoe, stdout=log, stderr=log, start_new_session=True
            )

    def skriv(self, klient: Klient, begyndt: Event, slut: Event) -> None:
        """Save until the server is gone, and keep account of each answer."""
        try:
            poster = formularer(klient.hent(self.rapport))
        except Afbrudt:
            return
        while not slut.is_set():
            nr = self.terning.randrange(len(poster))
            et, svar = gem(klient, poster[nr], f"{klient.brugernavn} {time.monotonic_ns()}", "79")
            self.antal["konflikt" if et.udfald == KONFLIKT else "gemt" if et.udfald == GEMT else "uvis"] += 1
            if et.udfald in {GEMT, KONFLIKT}:
                poster[nr] = svar.formular(poster[nr].handling.split("#")[0])
            if et.udfald == GEMT:
                self.gemt.append(et)
            elif et.udfald != KONFLIKT:
                self.uvisse.append(et)
            if svar.kode == 0:
                return
            begyndt.set()

    def runde(self, *, indlaes: bool, base: Postgres | None = None) -> list[str]:
        """Let people save, and maybe a loading run; kill; start again; gives what is wrong."""
        begyndt, slut = Event(), Event()
        traade = [Thread(target=self.skriv, args=(klient, begyndt, slut)) for klient in self.klienter]
        for traad in traade:
            traad.start()
        begyndt.wait(timeout=60)
        indlaesning = self.indlaes_udgave() if indlaes else None
        time.sleep(self.terning.uniform(0.3, 1.2) * self.indlaesningstid if indlaes else self.terning.uniform(0, 0.7))
        var_i_gang = indlaesning is not None and indlaesning.poll() is None
        if base:
            base.slaa_ihjel()
        else:
            self.vaert.slaa_ihjel()
        if indlaesning:
            if indlaesning.poll() is None:
                os.killpg(indlaesning.pid, signal.SIGKILL)
            indlaesning.wait()
        slut.set()
        for traad in traade:
            traad.join()
        if base:
            base.start()
        else:
            self.vaert.start()
        self.antal["kill of the database" if base else "kill of the server"] += 1
        self.antal["loading interrupted"] += var_i_gang
        return self.fejl(faerdig=indlaesning is not None and indlaesning.returncode == 0)

    def fejl(self, *, faerdig: bool) -> list[str]:
        """What is wrong in the database now; `faerdig` says that the last loading came to its end."""
        base, rapport = self.vaert.database, int(self.rapport.rstrip("/").rpartition("/")[2])
        fundet = [str(klage) for klage in klager(base)]
        historik = spoerg(base, HISTORIK.format(rapport))
        kendt = {(et.punkt, et.version + 1, et.tekst) for et in [*self.gemt, *self.uvisse]}
        fundet += [f"lost: {et}" for et in self.gemt if (et.punkt, et.version + 1, et.tekst) not in set(historik)]
        fundet += [f"nobody wrote {raekke}" for raekke in historik if raekke not in kendt]
        sidste = {raekke[0]: raekke for raekke in historik}
        if sorted(spoerg(base, STAAR.format(rapport))) != sorted(sidste.values()):
            fundet.append("the statuses are not the last of the history")
        for punkt in sidste:
            versioner = [raekke[1] for raekke in historik if raekke[0] == punkt]
            if versioner != list(range(1, len(versioner) + 1)):
                fundet.append(f"{punkt}: versions {versioner}")
        return fundet + self._fejl_i_indlaesning(faerdig=faerdig)

    def _fejl_i_indlaesning(self, *, faerdig: bool) -> list[str]:
        """An interrupted loading has left all of it or nothing: every title, and its history, is of one edition."""
        udgaver = Counter(
            int(str(titel).rpartition(" ")[2].rstrip(")")) for (titel,) in spoerg(self.vaert.database, NU)
        )
        tilladt = {self.udgave} if faerdig else {self.udgave, self.udgave - 1}
        if len(udgaver) != 1 or not set(udgaver) <= tilladt:
            return [f"editions {dict(udgaver)}, last loaded {self.udgave}, finished: {faerdig}"]
        self.udgave = next(iter(udgaver))  # the next loading is the one after what stands
        return []


def proev(vaert: Vaert, gange: int, base: Postgres | None = None, froe: int = 1) -> tuple[list[str], Counter[str]]:
    """Kill so many times; gives what was wrong and how often what happened."""
    proeve = Proeve(vaert, Random(froe))  # noqa: S311 - a throw that can be repeated
    fundet: list[str] = []
    try:
        proeve.begynd()
        for nr in range(1, gange + 1):
            paa_basen = base if nr % 5 == 0 else None
            fundet += [f"kill {nr}: {fejl}" for fejl in proeve.runde(indlaes=nr % 2 == 0, base=paa_basen)]
            if nr % 10 == 0:
                sys.stderr.write(f"{nr} of {gange}: {dict(proeve.antal)}; faults: {len(fundet)}\n")
    finally:
        vaert.stop()
    vaert.manage("kontroller")  # raises when anything is wrong
    return fundet, proeve.antal


def main() -> None:
    """Kill and print what came of it; exit status 1 when anything is wrong."""
    valg = argparse.ArgumentParser()
    valg.add_argument("--gange", type=int, default=100)
    valg.add_argument("--database", nargs="*", choices=["sqlite", "postgres"], default=["sqlite", "postgres"])
    valgt = valg.parse_args()
    galt: list[str] = []
    for slags in valgt.database:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="kill9-") as mappe:
            if slags == "postgres":
                base = Postgres()
                fundet, antal = proev(Vaert(base.adresse, Path(mappe) / "vaert", arbejdere=2), valgt.gange, base)
                base.slut()
            else:
                fundet, antal = proev(
                    Vaert(f"sqlite:///{mappe}/base.sqlite3", Path(mappe) / "vaert", arbejdere=2), valgt.gange
                )
        galt += fundet
        sys.stdout.write(f"{slags}: {dict(antal)} in {time.monotonic() - start:.0f} s; faults: {fundet}\n")
        sys.stdout.flush()
    sys.exit(1 if galt else 0)


if __name__ == "__main__":
    main()
