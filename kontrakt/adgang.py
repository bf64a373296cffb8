"""Who may do what. The one place with the rules: pages, administration, downloads, doors and commands all ask here.

The rules stand below the tables, so that every QuerySet's `synlige_for` asks them too: they know users, contracts and
reports only by what is declared here. Each rule is a permission of the package `rules`, and has a typed function.
"""

from collections.abc import Callable
from typing import Any, Protocol

import rules
from django.db.models import Q

from kontrakt.typer import Kontrakttilstand, Rolle

INTET = Q(pk__in=[])
# Contracts for everybody: the agreed are published, and so is what KKR approves (rammeaftale 2021–2023, section 12).
OFFENTLIGE_KONTRAKTER = Q(tilstand=Kontrakttilstand.VEDTAGET)


class Person(Protocol):
    """What the rules ask of a user."""

    is_active: bool
    rolle: str
    kkr_id: int | None
    erhvervshus_id: int | None
    kommune_id: int | None


class Hus(Protocol):
    """What the rules ask of an erhvervshus."""

    kkr_id: int


class Aftale(Protocol):
    """What the rules ask of a contract. It must have `erhvervshus` fetched, or one query is made."""

    erhvervshus_id: int
    tilstand: str

    @property
    def erhvervshus(self) -> Hus:
        """The house that is party to it."""


class Husets(Protocol):
    """What the rules ask of something that belongs to one erhvervshus."""

    erhvervshus_id: int

    @property
    def erhvervshus(self) -> Hus:
        """The house."""


class Rapport(Protocol):
    """What the rules ask of a report: its contract, and where it is on its way."""

    @property
    def kontrakt(self) -> Aftale:
        """What it reports on."""

    @property
    def er_kladde(self) -> bool:
        """Whether the house still writes."""

    @property
    def er_indsendt(self) -> bool:
        """Whether the director has signed it off and KKR has not approved it."""

    @property
    def er_godkendt(self) -> bool:
        """Whether KKR has approved it and it is not sent."""

    @property
    def er_sendt(self) -> bool:
        """Whether it is sent to KL and Erhvervsstyrelsen."""


def _aftale(sag: Any) -> Aftale:
    """The contract that a report is of, or that a contract is."""
    return getattr(sag, "kontrakt", sag)


def _regel(regel: Callable[[Person], bool] | Callable[[Person, Any], bool]) -> Any:
    """A rule that can be put together with others by `&`, `|` and `~`."""
    return rules.predicate(regel)


@_regel
def aktiv(bruger: Person) -> bool:
    """A user who may log in."""
    return bruger.is_active


@_regel
def administrator(bruger: Person) -> bool:
    """Loads contracts and keeps users, for everybody."""
    return bruger.rolle == Rolle.ADMINISTRATOR


@_regel
def laeser(bruger: Person) -> bool:
    """A municipality, KL or Erhvervsstyrelsen."""
    return bruger.rolle == Rolle.LAESER


@_regel
def eget_sekretariat(bruger: Person, sag: Husets | Rapport) -> bool:
    """The secretariat of the house's KKR, which is party to its contracts."""
    return bruger.rolle == Rolle.SEKRETARIAT and _aftale(sag).erhvervshus.kkr_id == bruger.kkr_id


@_regel
def egen_direktoer(bruger: Person, sag: Husets | Rapport) -> bool:
    """The director of the house."""
    return bruger.rolle == Rolle.DIREKTOER and _aftale(sag).erhvervshus_id == bruger.erhvervshus_id


@_regel
def vedtaget(_: Person, sag: Aftale | Rapport) -> bool:
    """The contract is agreed. Then it is published (rammeaftale 2021–2023, section 12)."""
    return _aftale(sag).tilstand == Kontrakttilstand.VEDTAGET


@_regel
def kladde(_: Person, rapport: Rapport) -> bool:
    """The house still writes."""
    return rapport.er_kladde


@_regel
def indsendt(_: Person, rapport: Rapport) -> bool:
    """The director has signed it off."""
    return rapport.er_indsendt


@_regel
def godkendt(_: Person, rapport: Rapport) -> bool:
    """KKR has approved it."""
    return rapport.er_godkendt


@_regel
def sendt(_: Person, rapport: Rapport) -> bool:
    """It is sent to KL and Erhvervsstyrelsen."""
    return rapport.er_sendt


part = eget_sekretariat | egen_direktoer | administrator
laast = godkendt | sendt

rules.add_perm("system.administrer", aktiv & administrator)
rules.add_perm("kontrakt.se", aktiv & (part | (laeser & vedtaget)))
rules.add_perm("kontrakt.afrapporter", aktiv & part)
rules.add_perm("kontrakt.svar_for_frister", aktiv & (eget_sekretariat | egen_direktoer))
rules.add_perm("kontrakt.fastsaet_noegle", aktiv & (eget_sekretariat | administrator))
rules.add_perm("vejledning.skriv", aktiv & part)
rules.add_perm("rapport.se", aktiv & (part | (laeser & vedtaget & laast)))
rules.add_perm("rapport.se_historik", aktiv & part)
rules.add_perm("rapport.skriv", aktiv & ((kladde & part) | (indsendt & (eget_sekretariat | administrator))))
rules.add_perm("rapport.indsend", aktiv & egen_direktoer & kladde)
rules.add_perm("rapport.send_tilbage", aktiv & eget_sekretariat & indsendt)
rules.add_perm("rapport.godkend", aktiv & eget_sekretariat & indsendt)
rules.add_perm("rapport.send", aktiv & eget_sekretariat & godkendt)
rules.add_perm("rapport.genaabn", aktiv & eget_sekretariat & laast)


def er_administrator(bruger: Person) -> bool:
    """Whether the user loads contracts, keeps users and may enter the administration."""
    return rules.has_perm("system.administrer", bruger)


def maa_se_kontrakt(bruger: Person, kontrakt: Aftale) -> bool:
    """Whether the user may see the contract: its parties, and readers when it is agreed."""
    return rules.has_perm("kontrakt.se", bruger, kontrakt)


def maa_afrapportere(bruger: Person, kontrakt: Aftale) -> bool:
    """Whether the user may start reports on a contract: its secretariat, its director and the administrator."""
    return rules.has_perm("kontrakt.afrapporter", bruger, kontrakt)


def svarer_for_frister(bruger: Person, kontrakt: Aftale) -> bool:
    """Whether the user answers for the contract's deadlines, and is reminded of them: its secretariat and director."""
    return rules.has_perm("kontrakt.svar_for_frister", bruger, kontrakt)


def kan_paamindes(bruger: Person) -> bool:
    """Whether the user's role is one that answers for some contract's deadlines."""
    return aktiv.test(bruger) and bruger.rolle in (Rolle.SEKRETARIAT, Rolle.DIREKTOER)


def maa_fastsaette_noegle(bruger: Person, kontrakt: Aftale) -> bool:
    """Whether the user may adopt a funding key of the contract: KKR's own secretariat, and the administrator."""
    return rules.has_perm("kontrakt.fastsaet_noegle", bruger, kontrakt)


def maa_skrive_vejledning(bruger: Person, vejledningstal: Husets) -> bool:
    """Whether the user may count a house's guidance: its director, its KKR's secretariat and the administrator.

    Whether a count that reports rest on may still be changed follows from them; `maal.vejledning` asks.
    """
    return rules.has_perm("vejledning.skriv", bruger, vejledningstal)


def taeller_vejledning(bruger: Person) -> bool:
    """Whether the user counts guidance for some erhvervshus; a reader does for none."""
    return egne_huse(bruger) != INTET


def maa_se(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may see the report: the parties always, readers when KKR has approved it."""
    return rules.has_perm("rapport.se", bruger, rapport)


def maa_se_historik(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may see earlier wordings and comments on the way: the parties; they are drafts to a reader."""
    return rules.has_perm("rapport.se_historik", bruger, rapport)


def maa_skrive(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may change statuses now: the parties in a draft, the house not when it is sent in."""
    return rules.has_perm("rapport.skriv", bruger, rapport)


def maa_indsende(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may sign the draft off: the house's own director."""
    return rules.has_perm("rapport.indsend", bruger, rapport)


def maa_sende_tilbage(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may send back what the director has signed off: the KKR's own secretariat."""
    return rules.has_perm("rapport.send_tilbage", bruger, rapport)


def maa_godkende(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may record KKR's approval: the KKR's own secretariat."""
    return rules.has_perm("rapport.godkend", bruger, rapport)


def maa_sende(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may record that an approved report is sent: the KKR's own secretariat."""
    return rules.has_perm("rapport.send", bruger, rapport)


def maa_genaabne(bruger: Person, rapport: Rapport) -> bool:
    """Whether the user may reopen what stands still, with a reason: the KKR's own secretariat."""
    return rules.has_perm("rapport.genaabn", bruger, rapport)


def ser_kladder(bruger: Person) -> bool:
    """Whether the user sees reports of a contract whatever their state; readers see only what KKR has approved."""
    return aktiv.test(bruger) and not laeser.test(bruger)


def egne_huse(bruger: Person) -> Q:
    """Narrows erhvervshuse to those that the user is a party with and may count guidance for; none for a reader."""
    match bruger.rolle if bruger.is_active else None:
        case Rolle.ADMINISTRATOR:
            return Q()
        case Rolle.SEKRETARIAT:
            return Q(kkr=bruger.kkr_id)
        case Rolle.DIREKTOER:
            return Q(pk=bruger.erhvervshus_id)
        case _:
            return INTET


def synlige_kontrakter(bruger: Person) -> Q:
    """Narrows contracts to those that the user may see; to none for a role that is not known."""
    match bruger.rolle if bruger.is_active else None:
        case Rolle.ADMINISTRATOR:
            return Q()
        case Rolle.SEKRETARIAT:
            return Q(erhvervshus__kkr=bruger.kkr_id)
        case Rolle.DIREKTOER:
            return Q(erhvervshus=bruger.erhvervshus_id)
        case Rolle.LAESER:
            return OFFENTLIGE_KONTRAKTER
        case _:
            return INTET


def synlige_kommuner(bruger: Person) -> Q:
    """Narrows municipalities to those of the user's own area, for a municipality itself; national parties see all."""
    match bruger.rolle if bruger.is_active else None:
        case Rolle.SEKRETARIAT:
            return Q(erhvervshus__kkr=bruger.kkr_id)
        case Rolle.DIREKTOER:
            return Q(erhvervshus=bruger.erhvervshus_id)
        case Rolle.LAESER if bruger.kommune_id:
            return Q(pk=bruger.kommune_id)
        case Rolle.LAESER | Rolle.ADMINISTRATOR:
            return Q()
        case _:
            return INTET
