"""Who knocks, on what: the people, two houses with a report in each state, and the way to each address."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegleforslag import aftryk, beregn_forslag, hent_grundlag
from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kommune, Kontrakt, Rolle
from kontrakt.paamindelser import kalendernoegle
from maal.models import Afrapportering, Faellesmaaltal, Indikator, Maalepunkt, NationaltMaal
from maal.opslag import udtraek_af
from maal.skridt import stand
from maal.status import gem_indsatsstatus
from maal.typer import LAASTE, Enhed, Krav, Slags, Tilstand
from tests.byggere import (
    byg_afrapportering,
    byg_bruger,
    byg_faellesmaaltal,
    byg_indikator,
    byg_kommune,
    byg_kontrakt,
    byg_nationalt_maal,
    byg_vejledningstal,
    gaa_til,
    udfyld,
)
from tests.maal.vejledningsupload import bekraeftet
from tests.udfyldning.verden import udfyldt

METODER = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EGET, ANDET = HUSE = ("nordjylland", "midtjylland")

TALT = datetime.date(2021, 1, 1)  # the day to which the guidance that every report rests on is counted
UBRUGT = datetime.date(2021, 1, 2)  # and the one that none rests on, so that the house may still change it
HEMMELIGT, OFFENTLIGT = "Agurkesalat", "Ribsgele"  # a word of the drafts, and one of what is approved

# In the order of the table's columns. Whoever belongs to no house is answered the same about both, and so is a
# municipality where the table does not say otherwise.
KOLONNER = (
    "anonym",
    "sekretariat",
    "direktoer",
    "andet_sekretariat",
    "anden_direktoer",
    "kl",
    "kommune",
    "administrator",
)
PERSONER = ("anonym", "deaktiveret", "sekretariat", "direktoer", "kl", "kommune", "administrator")


def byg_person(navn: str) -> Bruger | None:
    """The person of a name, of Nordjylland; the deactivated one is so after having logged in."""
    match navn:
        case "anonym":
            return None
        case "kl":
            return byg_bruger(Rolle.LAESER, username="kl")
        case "kommune":
            return byg_bruger(Rolle.LAESER, username="kommune", kommune=byg_kommune())
        case "deaktiveret":
            return byg_bruger(Rolle.SEKRETARIAT, username="deaktiveret")
        case _:
            return byg_bruger(Rolle(navn))


def kolonne(person: str, hus: str) -> str:
    """The column that answers for a person at a house's address."""
    if person == "deaktiveret":
        return "anonym"
    andre = {"sekretariat": "andet_sekretariat", "direktoer": "anden_direktoer", "kommune": "anden_kommune"}
    return andre.get(person, person) if hus == ANDET else person


@dataclass(frozen=True)
class Sted:
    """What an address is about: a house's contract, and where that is asked, its report in one state."""

    hus: str
    kontrakt: Kontrakt
    rapport: Afrapportering
    objekter: dict[str, Model]  # what a page of the administration is about, by its model

    @property
    def tilstand(self) -> Tilstand:
        """Where the report is on its way."""
        return Tilstand(self.rapport.tilstand)


def byg_verden() -> list[Sted]:
    """Two houses with an agreed contract each, and reports in every state on it."""
    steder = []
    byg_nationalt_maal()
    byg_faellesmaaltal(byg_indikator(), 2022, {})
    log(Haendelsesslags.EKSPORT, bruger=None)
    for hus in HUSE:
        kontrakt = byg_kontrakt(hus, maal=1, omraader=1, til_aar=2022)
        en_kommune = byg_kommune(*{EGET: ("0851", "Aalborg", EGET), ANDET: ("0751", "Aarhus", ANDET)}[hus])
        Folketal.objects.create(kommune=en_kommune, aar=2021, antal=1_000)  # of the key for 2022, which is not there
        Folketal.objects.create(kommune=en_kommune, aar=2020, antal=1_000)  # of the spread of 2021
        _kraev_spredning(Maalepunkt.objects.get(maal__kontrakt=kontrakt))
        byg_vejledningstal(hus, TALT)
        byg_vejledningstal(hus, UBRUGT)
        noegle = Fordelingsnoegle.objects.create(kontrakt=kontrakt, aar=2021, i_alt=100)
        Bidrag.objects.create(noegle=noegle, kommune=Kommune.objects.get(erhvervshus__noegle=hus), beloeb=100)
        for maaned, tilstand in enumerate(Tilstand, start=1):
            dato = datetime.date(2021, maaned, 1)
            rapport = byg_afrapportering(kontrakt, slags=Slags.FORELOEBIG, pr_dato=dato)
            for tekst in (HEMMELIGT, OFFENTLIGT if tilstand in LAASTE else f"Mere {HEMMELIGT}"):
                _skriv(rapport, tekst)
            gaa_til(rapport, tilstand)
            steder.append(Sted(hus, kontrakt, rapport, _objekter(rapport)))
    return steder


def _kraev_spredning(punkt: Maalepunkt) -> None:
    """Make the only målepunkt one that guidance decides."""
    regel = {"spredning_niveau": "kommune", "spredning_grundlag": "faktisk", "spredning_afvigelse": "relativ"}
    felter = {"enhed": Enhed.SPREDNING, "krav": Krav.INDEN_FOR, "indikator": Indikator.objects.get(), **regel}
    Maalepunkt.objects.filter(pk=punkt.pk).update(**felter)
    punkt.maaltal.update(vaerdi=0, tolerance=10)


def _objekter(rapport: Afrapportering) -> dict[str, Model]:
    """One of each model; the user is somebody who has done nothing yet."""
    kontrakt, status = rapport.kontrakt, rapport.statusser.get()
    uproevet = Bruger.objects.filter(username="uproevet").first() or byg_bruger(
        Rolle.LAESER, username="uproevet", kalender=1
    )
    return {
        "afrapportering": rapport,
        "bruger": uproevet,
        "erhvervshus": kontrakt.erhvervshus,
        "fordelingsnoegle": Fordelingsnoegle.objects.get(kontrakt=kontrakt),
        "faellesmaaltal": Faellesmaaltal.objects.get(),
        "haendelse": Haendelse.objects.latest("pk"),
        "indikator": Indikator.objects.get(),
        "indsatsstatus": rapport.indsatsstatusser.get(),
        "kkr": kontrakt.erhvervshus.kkr,
        "kommune": kontrakt.erhvervshus.kommuner.get(),
        "kontrakt": kontrakt,
        "maal": status.maalepunkt.maal,
        "maalepunkt": status.maalepunkt,
        "nationaltmaal": NationaltMaal.objects.get(),
        "rammeaftale": kontrakt.rammeaftale,
        "status": status,
        "user": uproevet,
    }


def _skriv(rapport: Afrapportering, tekst: str) -> None:
    """Write of the only målepunkt and focus area, so that there is something to change, and a history."""
    tal = rapport.kontrakt.erhvervshus.vejledningstal.get(pr_dato=TALT)
    punkt = Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt)
    udfyld(rapport, punkt, tekst=tekst, kilde=tekst, vejledningstal=tal)
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=rapport.kontrakt.indsatsomraader.get().pk,
        tekst=tekst,
        version=None,
        bruger=None,
    )


def adresser() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every address of the project: its name, its path with open places, and the names of those places."""
    yield from _adresser(get_resolver().url_patterns)


def _adresser(
    moenstre: list[URLPattern | URLResolver], rum: str = "", sti: str = "/"
) -> Iterator[tuple[str, str, frozenset[str]]]:
    for moenster in moenstre:
        herfra = sti + str(moenster.pattern)
        if isinstance(moenster, URLResolver):
            yield from _adresser(moenster.url_patterns, f"{moenster.app_name}:" if moenster.app_name else rum, herfra)
        else:
            yield rum + (moenster.name or _uden_navn(herfra)), herfra, frozenset(moenster.pattern.regex.groupindex)


def _uden_navn(sti: str) -> str:
    """A name for the administration's two that have none: a row's short address, and what is not there."""
    model = re.fullmatch(r"/admin/(\w+)/(\w+)/<path:object_id>/", sti)
    return f"{model[1]}_{model[2]}_kort" if model else "catch_all"


UDEN_NOEGLE = 2022  # the year of each contract that lacks its funding key
STATUS = {"version": "2", "tekst": "Tredje udgave"}
SKRIDT = ("maal:indsend", "maal:send_tilbage", "maal:godkend", "maal:send", "maal:genaabn")
GITTER = ("maal:vejledning", "maal:indsaet_vejledning", "maal:slet_vejledning")


def sendes(navn: str, sted: Sted) -> dict[str, str]:
    """What a POST sends: a form that would change something, so that only the door keeps it out."""
    if navn in SKRIDT:
        nu = stand(sted.rapport, udtraek_af(sted.rapport))
        return {"set_stand": nu, "mangler_bekraeftet": "on", "bemaerkning": "Ret Mål 1", "dato": "1.12.2021"}
    if navn == "kommuner:vedtag_noegle":
        forslag = beregn_forslag(hent_grundlag(sted.kontrakt, UDEN_NOEGLE, Fordelingsnoegle.objects.all()), 100)
        return {"i_alt": "100", "metode": "gaar_op", "aftryk": aftryk(forslag.gaar_op)}
    if navn == "maal:bekraeft_vejledning":
        return bekraeftet("0851;2021-02-02;5", [EGET, "2021-02-02", True, [["Aalborg", "vaekst", None, 5]]])
    if navn == "maal:bekraeft_status":
        return udfyldt(sted.rapport, "Tredje udgave")
    if navn in GITTER:
        return {"version": "1", "vaekst_0851": "7", "vaekst_0751": "7", "blok": "7"}
    if navn == "maal:ny_afrapportering":
        return {"aar": "2022", "slags": "foreloebig", "pr_dato": "1.6.2022"}
    if navn.startswith(("maal:gem", "maal:gendan")) or navn.endswith("status_change"):
        return STATUS
    return {"post": "yes"}


EFTER_RAPPORT = ("afrapportering", "status", "indsatsstatus")  # where the state of a report decides


def veje(steder: list[Sted]) -> Iterator[tuple[str, Sted, str]]:
    """Every address by name, at each place where the answer may be another one."""
    for navn, sti, felter in adresser():
        for sted in _steder(navn, felter, steder):
            if navn == "admin:catch_all":
                yield navn, sted, "/admin/findes-ikke/"
            elif navn.endswith("_kort"):
                yield navn, sted, sti.replace("<path:object_id>", str(_vaerdi(navn, "object_id", sted)))
            else:
                yield navn, sted, reverse(navn, kwargs={felt: _vaerdi(navn, felt, sted) for felt in felter})


def _steder(navn: str, felter: frozenset[str], steder: list[Sted]) -> list[Sted]:
    """Both houses for what is a house's, every state for what is a report's, and else the first place."""
    if "slug" in felter:
        return steder if "pk" in felter else steder[:: len(Tilstand)]
    if felter & {"hus", "kode"}:
        return steder[:: len(Tilstand)]
    om_rapport = "object_id" in felter and navn.split("_")[1] in EFTER_RAPPORT
    return steder[: len(Tilstand)] if om_rapport else steder[:1]


def _vaerdi(navn: str, felt: str, sted: Sted) -> Any:
    if felt in ("object_id", "id") and navn != "admin:view_on_site":
        return sted.objekter[navn.split("_")[1]].pk
    kendte: dict[str, Any] = {
        "slug": sted.kontrakt.slug,
        "hus": sted.hus,
        "indikator": "unge-virksomheder",
        "kode": sted.objekter["kommune"].kode,  # type: ignore[attr-defined]
        "pr_dato": UBRUGT if navn in GITTER else TALT,
        "aar": UDEN_NOEGLE,
        "form": "word",
        "pk": sted.rapport.pk,
        "maalepunkt_id": sted.objekter["maalepunkt"].pk,
        "indsatsomraade_id": sted.kontrakt.indsatsomraader.get().pk,
        "udgave": 1,
        "token": kalendernoegle(sted.objekter["bruger"]),  # type: ignore[arg-type]
        "uidb36": "1",
        "key": "forkert",
        "app_label": "maal",
        "content_type_id": 1,
        "object_id": 1,
    }
    return kendte[felt]
