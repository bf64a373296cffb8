"""What the database itself refuses, by triggers: what is approved or logged stands still whoever asks, and from where.

A trigger is written once, as a condition in the SQL that SQLite and PostgreSQL share, and made for either. Each app
hands its own to `vogt`. They are dropped before every `migrate` and made after it: Django rebuilds a table of SQLite
to change it, and the triggers of the old table go with it without a word; and a trigger that names a table being
rebuilt stops the rebuilding. If a migration fails, run `migrate` again: until then they are missing, as
`manage.py kontroller` says.

Deliberately, `manage.py flush` is refused too, also in PostgreSQL, where it is a TRUNCATE.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

FORTEGN = "vagt_"  # every trigger of ours, and its function in PostgreSQL, is named so
FEM_AAR_SIDEN = "{fem_aar_siden}"  # in a condition: the time five years ago
_TIDER = {
    "sqlite": {"fem_aar_siden": "datetime('now', '-5 years')"},
    "postgresql": {"fem_aar_siden": "now() - interval '5 years'"},
}


@dataclass(frozen=True)
class Trigger:
    """A refusal: `haendelse` on a row of `tabel` fails with the Danish `besked` when the SQL condition `naar` holds.

    The condition may use the rows NEW (not of a DELETE) and OLD (not of an INSERT), and the other tables in `laeser`.
    A table with a trigger on DELETE cannot be emptied by TRUNCATE either, unless it is empty.
    """

    navn: str
    tabel: str
    haendelse: Literal["INSERT", "UPDATE", "DELETE"]
    besked: str
    naar: str = "1 = 1"
    laeser: tuple[str, ...] = ()


_VOGTET: dict[str, tuple[Trigger, ...]] = {}


def vogt(app: AppConfig, triggere: Iterable[Trigger]) -> None:
    """Have an app's triggers made after every `migrate`; for its `ready`."""
    _VOGTET[app.label] = tuple(triggere)
    pre_migrate.connect(_foer, sender=app, dispatch_uid=f"{FORTEGN}foer_{app.label}")
    post_migrate.connect(_efter, sender=app, dispatch_uid=f"{FORTEGN}efter_{app.label}")


def fjern(forbindelse: BaseDatabaseWrapper) -> None:
    """Drop every trigger of ours, also those that an earlier version made and this one does not know."""
    with transaction.atomic(using=forbindelse.alias), forbindelse.cursor() as cursor:
        for navn in _navne(forbindelse, cursor):
            # CASCADE: the trigger goes with its function
            hvad = f'TRIGGER "{navn}"' if _er_sqlite(forbindelse) else f'FUNCTION "{navn}" CASCADE'
            cursor.execute(f"DROP {hvad}")


def opret(forbindelse: BaseDatabaseWrapper, triggere: Iterable[Trigger]) -> None:
    """Make triggers anew; those whose tables are not there (yet, or after migrating back) are left out."""
    with transaction.atomic(using=forbindelse.alias), forbindelse.cursor() as cursor:
        for navn, sql in _saetninger(forbindelse, cursor, triggere).items():
            if _er_sqlite(forbindelse):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{navn}"')
            for saetning in sql:
                cursor.execute(saetning)


def afvigelser(forbindelse: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that are missing from the database, or are not as this version makes them; sorted."""
    triggere = [trigger for app in _VOGTET.values() for trigger in app]
    with forbindelse.cursor() as cursor:
        ventet = {navn: sql[0] for navn, sql in _saetninger(forbindelse, cursor, triggere).items()}
        if _er_sqlite(forbindelse):
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            fundet = dict(cursor.fetchall())
            return sorted(navn for navn, sql in ventet.items() if fundet.get(navn) != sql)
        cursor.execute(
            "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid "
            "WHERE t.tgenabled IN ('O', 'A')"
        )
        fundet = dict(cursor.fetchall())
        return sorted(navn for navn, sql in ventet.items() if f"$${fundet.get(navn)}$$" not in sql)


def _foer(using: str, **andet: Any) -> None:
    fjern(connections[using])


def _efter(sender: AppConfig, using: str, **andet: Any) -> None:
    opret(connections[using], _VOGTET[sender.label])


def _er_sqlite(forbindelse: BaseDatabaseWrapper) -> bool:
    return forbindelse.vendor == "sqlite"


def _navne(forbindelse: BaseDatabaseWrapper, cursor: Any) -> list[str]:
    if _er_sqlite(forbindelse):
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
    return [navn for (navn,) in cursor.fetchall() if navn.startswith(FORTEGN)]


def _saetninger(
    forbindelse: BaseDatabaseWrapper, cursor: Any, triggere: Iterable[Trigger]
) -> dict[str, tuple[str, ...]]:
    """The SQL that makes each trigger, by its name; the first statement says what it does."""
    tabeller = set(forbindelse.introspection.table_names(cursor))
    mulige = [trigger for trigger in triggere if {trigger.tabel, *trigger.laeser} <= tabeller]
    if _er_sqlite(forbindelse):
        return {FORTEGN + trigger.navn: (_sqlite(trigger),) for trigger in mulige}
    return dict(par for trigger in mulige for par in _postgresql(trigger))


def _sqlite(trigger: Trigger) -> str:
    return (
        f'CREATE TRIGGER "{FORTEGN}{trigger.navn}" BEFORE {trigger.haendelse} ON "{trigger.tabel}" FOR EACH ROW '
        f"WHEN {trigger.naar.format(**_TIDER['sqlite'])} BEGIN SELECT RAISE(ABORT, {_tekst(trigger.besked)}); END"
    )


def _postgresql(trigger: Trigger) -> Iterator[tuple[str, tuple[str, ...]]]:
    raekke = "OLD" if trigger.haendelse == "DELETE" else "NEW"
    navn = FORTEGN + trigger.navn
    naar = trigger.naar.format(**_TIDER["postgresql"])
    yield navn, _funktion(navn, naar, trigger.besked, raekke, f'{trigger.haendelse} ON "{trigger.tabel}" FOR EACH ROW')
    if trigger.haendelse == "DELETE":
        besked = "Tabellen kan ikke tømmes: den holder det, der er skrevet, godkendt eller logget."
        noget = f'EXISTS (SELECT 1 FROM "{trigger.tabel}")'  # noqa: S608 - our own name
        yield f"{navn}_alt", _funktion(f"{navn}_alt", noget, besked, "NULL", f'TRUNCATE ON "{trigger.tabel}"')


def _funktion(navn: str, naar: str, besked: str, raekke: str, hvornaar: str) -> tuple[str, ...]:
    """A PostgreSQL trigger: its function, which fails as a broken constraint does, and the trigger that calls it."""
    krop = (
        f"BEGIN IF {naar} THEN RAISE EXCEPTION USING MESSAGE = {_tekst(besked)}, "
        f"ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {raekke}; END"
    )
    return (
        f'CREATE OR REPLACE FUNCTION "{navn}"() RETURNS trigger LANGUAGE plpgsql AS $${krop}$$',
        f'CREATE OR REPLACE TRIGGER "{navn}" BEFORE {hvornaar} EXECUTE FUNCTION "{navn}"()',
    )


def _tekst(besked: str) -> str:
    return "'" + besked.replace("'", "''") + "'"


LOGGEN = (
    Trigger(
        "haendelse_erstat",
        "kontrakt_haendelse",
        "INSERT",
        "En hændelse i loggen kan ikke erstattes.",
        # SQLite's INSERT OR REPLACE deletes the old row without asking a trigger on DELETE
        "EXISTS (SELECT 1 FROM kontrakt_haendelse h WHERE h.id = NEW.id)",
    ),
    Trigger("haendelse_ret", "kontrakt_haendelse", "UPDATE", "En hændelse i loggen kan ikke ændres."),
    Trigger(
        "haendelse_slet",
        "kontrakt_haendelse",
        "DELETE",
        "En hændelse i loggen kan ikke slettes, før den er fem år gammel.",
        f"OLD.tidspunkt > {FEM_AAR_SIDEN}",
    ),
)
