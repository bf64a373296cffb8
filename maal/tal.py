"""The figures that a report's verdicts rest on, fetched in a fixed number of queries for any number of reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kommuner.vejledningstabel import Vejledningstabel, hent_vejledningstabeller
from maal.models import Afrapportering, Maaltal, Resultat


class Loefte(NamedTuple):
    """What a contract promises for a year and segment: the fields of a `Maaltal` by which a result is judged."""

    vaerdi: Decimal | None
    tolerance: Decimal | None
    spredning_total: int | None


INTET_LOEFTE = Loefte(None, None, None)
Loefter = dict[tuple[int, int, str], Loefte]  # by målepunkt, year and segment


@dataclass(frozen=True)
class Tal:
    """The figures of some reports, by what they are looked up by. They are most of the rows, so no objects are made.

    A result goes by status and segment, and guidance by the id of its count.
    """

    maaltal: Loefter
    resultater: dict[tuple[int, str], Decimal]
    vejledning: dict[int, Vejledningstabel]


def hent_loefter(afrapporteringer: Sequence[Afrapportering]) -> Loefter:
    """What is promised for the years of some reports, in one query."""
    kontrakter = {afrapportering.kontrakt_id for afrapportering in afrapporteringer}
    aar = {afrapportering.aar for afrapportering in afrapporteringer}
    maaltal = Maaltal.objects.filter(maalepunkt__maal__kontrakt__in=kontrakter, aar__in=aar).order_by()
    felter = maaltal.values_list("maalepunkt_id", "aar", "segment", *Loefte._fields)
    return {(maalepunkt_id, aar, segment): Loefte(*loefte) for maalepunkt_id, aar, segment, *loefte in felter}


def loefter_af(afrapportering: Afrapportering) -> Loefter:
    """The same of one report, whose contract has its goals with their målepunkter and targets fetched already."""
    return {
        (punkt.pk, et.aar, et.segment): Loefte(et.vaerdi, et.tolerance, et.spredning_total)
        for maal in afrapportering.kontrakt.maal.all()
        for punkt in maal.maalepunkter.all()
        for et in punkt.maaltal.all()
    }


def hent_tal(afrapporteringer: Sequence[Afrapportering], loefter: Loefter) -> Tal:
    """The figures of some reports, whose statuses must be fetched.

    One query, and one more when a status points at a count of guidance.
    """
    resultater = Resultat.objects.filter(status__afrapportering__in=afrapporteringer).order_by()
    statusser = [status for afrapportering in afrapporteringer for status in afrapportering.statusser.all()]
    vejledning = {status.vejledningstal_id for status in statusser if status.vejledningstal_id is not None}
    return Tal(
        maaltal=loefter,
        resultater={
            (status_id, segment): vaerdi
            for status_id, segment, vaerdi in resultater.values_list("status_id", "segment", "vaerdi")
        },
        vejledning=hent_vejledningstabeller(vejledning) if vejledning else {},
    )
