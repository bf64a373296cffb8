"""What the database refuses on this floor: to change an approved report, its pictures, its steps, or what was written.

The guidance that an approved report rests on is guarded here too, for only reports know that they do.

How a trigger is made: `kontrakt.triggere`. Each has the name of its table and of what it refuses: *tilfoej* to add,
*ret* to change, *slet* to delete, *erstat* to insert over (SQLite's INSERT OR REPLACE deletes the old row without
asking a trigger on DELETE).
"""

from kontrakt.triggere import Trigger
from maal.typer import LAASTE

BILLEDE = "maal_oejebliksbillede"
GODKENDT = "Afrapporteringen er godkendt og kan ikke ændres."


def _frosset(afrapportering: str) -> str:
    """The condition that a report, given as SQL for its id, has a standing picture."""
    staar = f"SELECT 1 FROM {BILLEDE} b WHERE b.ophaevet IS NULL AND b.afrapportering_id"  # noqa: S608 - our own names
    return f"EXISTS ({staar} = {afrapportering})"


def _laest_gennem(status: str) -> str:
    """The report of a result, given as SQL for the id of its status."""
    return f"(SELECT s.afrapportering_id FROM maal_status s WHERE s.id = {status})"  # noqa: S608 - our own names


def _som_rapporten(tabel: str, rapport: str, laeser: tuple[str, ...] = (BILLEDE,)) -> tuple[Trigger, ...]:
    """Nothing is added to, changed in or taken out of a table's rows of a frozen report.

    `rapport` is SQL for the id of a row's report, with `{}` for NEW or OLD.
    """
    ny, gammel = _frosset(rapport.format("NEW")), _frosset(rapport.format("OLD"))
    navn = tabel.removeprefix("maal_")
    return (
        Trigger(f"{navn}_tilfoej", tabel, "INSERT", GODKENDT, ny, laeser),
        Trigger(f"{navn}_ret", tabel, "UPDATE", GODKENDT, f"{gammel} OR {ny}", laeser),
        Trigger(f"{navn}_slet", tabel, "DELETE", GODKENDT, gammel, laeser),
    )


def _kun_tilfoejelser(tabel: str, hvad: str, ens: str) -> tuple[Trigger, Trigger, Trigger]:
    """Rows are only ever added to a table; `ens` is the condition that a row `r` would be replaced by NEW."""
    navn = tabel.removeprefix("maal_")
    findes = f"EXISTS (SELECT 1 FROM {tabel} r WHERE {ens})"  # noqa: S608 - our own names
    return (
        Trigger(f"{navn}_erstat", tabel, "INSERT", f"{hvad} kan ikke erstattes.", findes),
        Trigger(f"{navn}_ret", tabel, "UPDATE", f"{hvad} kan ikke ændres."),
        Trigger(f"{navn}_slet", tabel, "DELETE", f"{hvad} kan ikke slettes."),
    )


def _andet_end_ophaevet() -> str:
    """The condition that a change of a picture is anything else than that it is annulled."""
    faste = ("id", "afrapportering_id", "indhold", "sha256", "taget")
    ens = " AND ".join(f"NEW.{navn} = OLD.{navn}" for navn in faste)
    return f"NOT (OLD.ophaevet IS NULL AND NEW.ophaevet IS NOT NULL AND {ens})"


def _afrapportering() -> tuple[Trigger, ...]:
    """What a frozen report is about stands still, and so does that it is approved; it may still be sent."""
    faste = ("id", "kontrakt_id", "aar", "slags", "pr_dato")
    andet = " OR ".join(f"NEW.{navn} <> OLD.{navn}" for navn in faste)
    laaste = ", ".join(f"'{tilstand}'" for tilstand in LAASTE)
    frosset, tabel = _frosset("OLD.id"), "maal_afrapportering"
    return (
        Trigger("afrapportering_erstat", tabel, "INSERT", GODKENDT, _frosset("NEW.id"), (BILLEDE,)),
        Trigger(
            "afrapportering_ret",
            tabel,
            "UPDATE",
            GODKENDT,
            f"{frosset} AND ({andet} OR NEW.tilstand NOT IN ({laaste}))",
            (BILLEDE,),
        ),
        Trigger("afrapportering_slet", tabel, "DELETE", GODKENDT, frosset, (BILLEDE,)),
    )


def _billede() -> tuple[Trigger, ...]:
    """A picture may be annulled, once, and that is all."""
    samme = (
        "r.id = NEW.id OR (r.afrapportering_id = NEW.afrapportering_id"
        " AND (r.taget = NEW.taget OR (r.ophaevet IS NULL AND NEW.ophaevet IS NULL)))"
    )
    erstat, _, slet = _kun_tilfoejelser(BILLEDE, "Et øjebliksbillede", samme)
    ret = Trigger(
        "oejebliksbillede_ret",
        BILLEDE,
        "UPDATE",
        "Et øjebliksbillede kan ikke ændres. Det kan kun ophæves, og kun én gang.",
        _andet_end_ophaevet(),
    )
    return erstat, ret, slet


def _tilstandsskift() -> tuple[Trigger, ...]:
    """A step on a report's way stands as long as the report does."""
    tabel, rapport = "maal_tilstandsskift", "maal_afrapportering"
    samme = "r.id = NEW.id OR (r.afrapportering_id = NEW.afrapportering_id AND r.tidspunkt = NEW.tidspunkt)"
    erstat, ret, _ = _kun_tilfoejelser(tabel, "Et tilstandsskift", samme)
    findes = f"EXISTS (SELECT 1 FROM {rapport} a WHERE a.id = OLD.afrapportering_id)"  # noqa: S608 - our own names
    besked = "Et tilstandsskift kan ikke slettes, så længe afrapporteringen findes."
    return erstat, ret, Trigger("tilstandsskift_slet", tabel, "DELETE", besked, findes, (rapport,))


def _brugt(vejledningstal: str) -> str:
    """The condition that a frozen report rests on a count of guidance, given as SQL for its id."""
    brug = "SELECT 1 FROM maal_status s WHERE s.vejledningstal_id"
    return f"EXISTS ({brug} = {vejledningstal} AND {_frosset('s.afrapportering_id')})"


def _vejledning(tabel: str, tal: str, samme: str) -> tuple[Trigger, ...]:
    """Guidance that a frozen report rests on stands still: nothing is added to it, changed in it or taken out of it.

    `tal` is SQL for the id of a row's count, with `{}` for the row, and `samme` the condition that a row `r` would be
    replaced by NEW.
    """
    besked = "Tallene bruges i en godkendt afrapportering og kan ikke ændres."
    laeser = (BILLEDE, "maal_status")
    ny, gammel, erstattet = (_brugt(tal.format(raekke)) for raekke in ("NEW", "OLD", "r"))
    erstatter = f"EXISTS (SELECT 1 FROM {tabel} r WHERE ({samme}) AND {erstattet})"  # noqa: S608 - our own names
    navn = tabel.removeprefix("kommuner_")
    return (
        Trigger(f"{navn}_tilfoej", tabel, "INSERT", besked, f"{ny} OR {erstatter}", laeser),
        Trigger(f"{navn}_ret", tabel, "UPDATE", besked, f"{gammel} OR {ny}", laeser),
        Trigger(f"{navn}_slet", tabel, "DELETE", besked, gammel, laeser),
    )


TRIGGERE = (
    *_som_rapporten("maal_status", "{}.afrapportering_id"),
    *_som_rapporten("maal_indsatsstatus", "{}.afrapportering_id"),
    *_som_rapporten("maal_resultat", _laest_gennem("{}.status_id"), (BILLEDE, "maal_status")),
    *_afrapportering(),
    *_billede(),
    *_tilstandsskift(),
    *_vejledning("kommuner_vejledning", "{}.vejledningstal_id", "r.id = NEW.id"),
    *_vejledning(
        "kommuner_vejledningstal",
        "{}.id",
        "r.id = NEW.id OR (r.erhvervshus_id = NEW.erhvervshus_id AND r.pr_dato = NEW.pr_dato)",
    ),
    *_kun_tilfoejelser("maal_historicalstatus", "En tidligere status", "r.history_id = NEW.history_id"),
    *_kun_tilfoejelser("maal_historicalindsatsstatus", "En tidligere status", "r.history_id = NEW.history_id"),
)
