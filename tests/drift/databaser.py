"""New databases to run the site on, the checks that a database has of its own, and every row that it holds."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.postgres import start_server

Raekker = dict[str, list[tuple[object, ...]]]
_numre = count(1)


@contextmanager
def ny_database(mappe: Path, *, postgres: bool | None = None) -> Iterator[str]:
    """The address of an empty database, gone afterwards; on the server that the tests run on unless `postgres` says."""
    if not (bool(os.environ.get("TEST_DATABASE_URL")) if postgres is None else postgres):
        yield f"sqlite:///{mappe}/drift-{next(_numre)}.sqlite3"
    elif server := os.environ.get("TEST_DATABASE_URL"):
        with _paa_server(server) as adresse:
            yield adresse
    else:
        startet = start_server()
        with _paa_server(startet.get_uri()) as adresse:
            yield adresse
        startet.cleanup()


@contextmanager
def _paa_server(server: str) -> Iterator[str]:
    navn = f"drift_{os.getpid()}_{next(_numre)}"
    with psycopg.connect(server, autocommit=True) as forbindelse:
        forbindelse.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(navn))
        )
        yield urlsplit(server)._replace(path=f"/{navn}").geturl()
        forbindelse.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(navn)))


def er_sqlite(adresse: str) -> bool:
    """Whether the address is that of an SQLite file."""
    return adresse.startswith("sqlite:")


def sqlite_fil(adresse: str) -> Path:
    """The file of an SQLite address."""
    return Path(adresse.removeprefix("sqlite:///"))


def spoerg(adresse: str, foresp: str) -> list[tuple[object, ...]]:
    """The rows that one query gives, read past the application."""
    if er_sqlite(adresse):
        with closing(sqlite3.connect(sqlite_fil(adresse), timeout=60)) as fil:
            return fil.execute(foresp).fetchall()
    with psycopg.connect(adresse, autocommit=True) as forbindelse:
        markoer = forbindelse.execute(foresp.encode())
        return markoer.fetchall() if markoer.description else []


def klager(adresse: str) -> list[object]:
    """What the database finds wrong with itself: pages, indexes and foreign keys; empty when it is whole."""
    if er_sqlite(adresse):
        hel = [raekke for raekke in spoerg(adresse, "PRAGMA integrity_check") if raekke != ("ok",)]
        return [*hel, *spoerg(adresse, "PRAGMA foreign_key_check")]
    spoerg(adresse, "CREATE EXTENSION IF NOT EXISTS amcheck")
    egne = "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
    spoerg(  # raises on an index that does not hold exactly what its table holds
        adresse,
        f"SELECT bt_index_check(c.oid, true) FROM pg_class c {egne} JOIN pg_am a ON a.oid = c.relam "  # noqa: S608
        "WHERE a.amname = 'btree' AND c.relkind = 'i'",
    )
    return list(
        spoerg(
            adresse,
            f"SELECT c.relname, v.msg FROM pg_class c {egne}, LATERAL verify_heapam(c.oid) v "  # noqa: S608
            "WHERE c.relkind = 'r'",
        )
    )


def alle_raekker(adresse: str) -> Raekker:
    """Every row of every table, sorted, so that two databases can be held against each other."""
    if er_sqlite(adresse):
        tabeller = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    else:
        tabeller = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    noegle: Callable[[tuple[object, ...]], str] = repr
    return {
        str(navn): sorted(spoerg(adresse, f'SELECT * FROM "{navn}"'), key=noegle)  # noqa: S608 - a table's own name
        for (navn,) in spoerg(adresse, tabeller)
    }
