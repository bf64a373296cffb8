"""A copy of the whole database while people work, and back again: whole, or not there at all.

The database is the one of DATABASE_URL. A copy of SQLite is a database file, a copy of PostgreSQL is pg_dump's custom
format, and each can be laid back only in its own kind.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

SQLITE, POSTGRES = b"SQLite format 3\x00", b"PGDMP"  # how the two kinds of copy begin


class Kopifejl(Exception):  # noqa: N818 - the field's word
    """The copy could not be taken or laid back, for the reason given in Danish; nothing was changed."""


def tag_kopi(fil: Path) -> None:
    """Copy the database to the new file `fil`, readable by its owner only, and check what was written.

    Raises `Kopifejl`; then `fil` is not there.
    """
    if fil.exists():
        raise Kopifejl(f"{fil} findes allerede. Vælg et andet navn.")
    with _ufaerdig(fil) as ufaerdig:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            _kopier_sqlite(connection.connection, ufaerdig)
        else:
            _koer("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={ufaerdig}", med_base=True)
            _koer("pg_restore", "--file=/dev/null", str(ufaerdig))  # reads all of it
        _til_disken(ufaerdig)
        ufaerdig.rename(fil)


def laeg_kopi_tilbage(fil: Path) -> None:
    """Fill the empty database from the copy `fil`, all of it or nothing.

    Raises `Kopifejl`, also when the database holds anything: what is there is never overwritten.
    """
    if connection.introspection.table_names():
        raise Kopifejl("Databasen i DATABASE_URL er ikke tom. En kopi lægges kun i en tom database.")
    if connection.vendor == "sqlite":
        _kraev(fil, SQLITE, "en SQLite-database")
        base = Path(connection.settings_dict["NAME"])
        connection.close()
        with closing(sqlite3.connect(f"{fil.resolve().as_uri()}?mode=ro", uri=True)) as kilde, _ufaerdig(base) as ny:
            _kopier_sqlite(kilde, ny)
            _til_disken(ny)
            ny.rename(base)
    else:
        _kraev(fil, POSTGRES, "en PostgreSQL-database")
        udeladt = ("--no-owner", "--no-privileges")
        _koer("pg_restore", "--exit-on-error", "--single-transaction", *udeladt, str(fil), med_base=True)


def _kopier_sqlite(kilde: sqlite3.Connection, ufaerdig: Path) -> None:
    """Copy as of one moment, whoever writes meanwhile, and have the copy checked."""
    with closing(sqlite3.connect(ufaerdig)) as kopi:
        kilde.backup(kopi)
        kopi.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        fundet = [*kopi.execute("PRAGMA integrity_check"), *kopi.execute("PRAGMA foreign_key_check")]
    if fundet != [("ok",)]:
        raise Kopifejl(f"Databasen er beskadiget: {fundet[:5]}")


def _koer(*ord_: str, med_base: bool = False) -> None:
    """Run one of PostgreSQL's programs, on the database of this process when `med_base`."""
    miljoe = dict(os.environ)
    if med_base:
        connection.ensure_connection()
        base = connection.connection.info
        ord_ = (*ord_, f"--dbname={base.dsn}")  # names no password: other users of the machine can read a command line
        miljoe |= {"PGPASSWORD": base.password}
    try:
        subprocess.run(ord_, env=miljoe, check=True, capture_output=True, text=True)  # noqa: S603 - named by us
    except FileNotFoundError:
        raise Kopifejl(f"Programmet {ord_[0]} findes ikke. Installér PostgreSQL's klientprogrammer.") from None
    except subprocess.CalledProcessError as grund:
        raise Kopifejl(f"{ord_[0]} fejlede: {grund.stderr.strip()}") from None


@contextmanager
def _ufaerdig(fil: Path) -> Iterator[Path]:
    """A new, empty file beside `fil` that only its owner can read; gone afterwards unless it was renamed."""
    ufaerdig = fil.with_name(f"{fil.name}.ufaerdig-{os.getpid()}")
    try:
        os.close(os.open(ufaerdig, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as grund:
        raise Kopifejl(f"Der kan ikke skrives i {fil.parent}: {grund.strerror}.") from grund
    try:
        yield ufaerdig
    finally:
        ufaerdig.unlink(missing_ok=True)


def _kraev(fil: Path, begyndelse: bytes, hvad: str) -> None:
    """Refuse a file that is not a copy of this kind of database."""
    try:
        with fil.open("rb") as aaben:
            if aaben.read(len(begyndelse)) != begyndelse:
                raise Kopifejl(f"{fil} er ikke en sikkerhedskopi af {hvad}.")
    except OSError as grund:
        raise Kopifejl(f"{fil} kan ikke læses: {grund.strerror}.") from grund


def _til_disken(fil: Path) -> None:
    """Wait until the disk has the file's content, so that the rename never shows less."""
    with fil.open("rb+") as aaben:
        os.fsync(aaben.fileno())
