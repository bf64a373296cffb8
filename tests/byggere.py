"""Builders: each makes one thing with sensible values, and any field can be given by its name. Nothing is random.

Parties and frameworks are made once and found again, so that builders can be combined freely; the rest is made anew at
every call. Reports and statuses go through the project's own doors.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from kommuner.models import Vejledningstal
from kommuner.typer import Vejledningsslags
from kontrakt.models import (
    Bruger,
    Erhvervshus,
    Indsatsomraade,
    Kkr,
    Kommune,
    Kommunetype,
    Kontrakt,
    Kontrakttilstand,
    National,
    Rammeaftale,
    Rolle,
)
from maal.billede import tag_billede
from maal.forloeb import start_afrapportering
from maal.models import (
    Afrapportering,
    Faellesmaaltal,
    Indikator,
    Maal,
    Maalepunkt,
    Maaltal,
    NationaltMaal,
    Status,
)
from maal.opslag import udtraek_af
from maal.skridt import godkend, indsend, send, stand
from maal.status import Statusdata, gem_status
from maal.typer import LAASTE, Enhed, Krav, Oprindelse, Segment, Slags, Tilstand
from maal.vejledning import Vejledningspost, gem_vejledninger

KKR_NAVNE = {
    "hovedstaden": "KKR Hovedstaden",
    "midtjylland": "KKR Midtjylland",
    "nordjylland": "KKR Nordjylland",
    "sjaelland": "KKR Sjælland",
    "syddanmark": "KKR Syddanmark",
}
HUSETS_KKR = {"fyn": "syddanmark", "sydjylland": "syddanmark"}
HUSNAVNE = {"fyn": "Fyn", "sydjylland": "Sydjylland"}
GODKENDT = datetime.datetime(2022, 3, 1, 9, 5, 30, tzinfo=datetime.UTC)  # when approved reports were
Tal = Decimal | int | str


def byg_kkr(noegle: str = "nordjylland") -> Kkr:
    """One of the five KKR."""
    return Kkr.objects.get_or_create(noegle=noegle, defaults={"navn": KKR_NAVNE[noegle]})[0]


def byg_hus(noegle: str = "nordjylland") -> Erhvervshus:
    """The house of that name, in the KKR of the same name unless it is one of Syddanmark's two."""
    kkr = byg_kkr(HUSETS_KKR.get(noegle, noegle))
    navn = f"Erhvervshus {HUSNAVNE.get(noegle) or kkr.navn.removeprefix('KKR ')}"
    return Erhvervshus.objects.get_or_create(noegle=noegle, defaults={"navn": navn, "kkr": kkr})[0]


def byg_kommune(kode: str = "0851", navn: str = "Aalborg", hus: str = "nordjylland") -> Kommune:
    """A municipality of a house."""
    felter = {"navn": navn, "erhvervshus": byg_hus(hus), "type": Kommunetype.BY, "region": "Region Nordjylland"}
    return Kommune.objects.get_or_create(kode=kode, defaults=felter)[0]


def byg_rammeaftale(fra_aar: int = 2021, til_aar: int = 2023) -> Rammeaftale:
    """A framework."""
    titel = f"Aftale om rammerne for erhvervshuse {fra_aar}-{til_aar}"
    return Rammeaftale.objects.get_or_create(fra_aar=fra_aar, til_aar=til_aar, defaults={"titel": titel})[0]


def byg_bruger(rolle: Rolle, hus: str = "nordjylland", **felter: Any) -> Bruger:
    """A user of a role; a secretariat belongs to the KKR named as `hus`, a director to that house."""
    if rolle == Rolle.SEKRETARIAT:
        felter = {"username": f"sekretariat-{hus}", "kkr": byg_kkr(hus), **felter}
    if rolle == Rolle.DIREKTOER:
        felter = {"username": f"direktoer-{hus}", "erhvervshus": byg_hus(hus), **felter}
    if rolle == Rolle.LAESER and "kommune" not in felter:
        felter = {"national": National.KL, **felter}
    return Bruger.objects.create_user(**{"username": str(rolle), "rolle": rolle, **felter})


def byg_kontrakt(
    hus: str = "nordjylland", fra_aar: int = 2021, *, maal: int = 7, punkter: int = 1, omraader: int = 0, **felter: Any
) -> Kontrakt:
    """A contract with `maal` local goals of `punkter` målepunkter each, all "mindst 80 %" in every year."""
    felter = {"til_aar": fra_aar, "rammeaftale": byg_rammeaftale(), "tilstand": Kontrakttilstand.VEDTAGET, **felter}
    kontrakt: Kontrakt = Kontrakt.objects.create(erhvervshus=byg_hus(hus), fra_aar=fra_aar, **felter)
    for nummer in range(1, maal + 1):
        et_maal = byg_maal(kontrakt, nummer)
        for punktnummer in range(1, punkter + 1):
            byg_punkt(et_maal, punktnummer)
    for nummer in range(1, omraader + 1):
        Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=nummer, titel=f"Indsatsområde nr. {nummer}")
    return kontrakt


def byg_nationalt_maal(noegle: str = "kendskab", **felter: Any) -> NationaltMaal:
    """The next national goal of the framework 2021–2023, or of the one given."""
    rammeaftale = felter.pop("rammeaftale", None) or byg_rammeaftale()
    felter = {"nummer": rammeaftale.nationale_maal.count() + 1, "titel": noegle.capitalize(), **felter}
    return NationaltMaal.objects.create(rammeaftale=rammeaftale, noegle=noegle, **felter)


def byg_indikator(noegle: str = "unge-virksomheder", titel: str = "Vejledte virksomheder under tre år") -> Indikator:
    """The identity of a measure."""
    return Indikator.objects.get_or_create(noegle=noegle, defaults={"titel": titel})[0]


def byg_faellesmaaltal(
    indikator: Indikator, aar: int, andele: Mapping[str, Tal], rammeaftale: Rammeaftale | None = None
) -> Faellesmaaltal:
    """A joint target of a year, as much as the houses' shares together."""
    i_alt = sum((Decimal(andel) for andel in andele.values()), Decimal(0))
    felter = {"rammeaftale": rammeaftale or byg_rammeaftale(), "indikator": indikator, "aar": aar, "vaerdi": i_alt}
    faelles = Faellesmaaltal.objects.create(**felter)
    for hus, andel in andele.items():
        faelles.andele.create(erhvervshus=byg_hus(hus), vaerdi=Decimal(andel))
    return faelles


def byg_maal(kontrakt: Kontrakt, nummer: int = 1, **felter: Any) -> Maal:
    """A local goal without målepunkter."""
    return Maal.objects.create(kontrakt=kontrakt, nummer=nummer, **{"titel": f"Mål med nummer {nummer}", **felter})


def byg_punkt(
    maal: Maal,
    nummer: int = 1,
    *,
    maaltal: Tal | Mapping[Segment, Tal] | None = 80,
    tolerance: Tal | None = None,
    aar: int | None = None,
    **felter: Any,
) -> Maalepunkt:
    """A målepunkt "mindst 80 %" with its target in every contract year (or in `aar`), for all or by segment."""
    felter = {"enhed": Enhed.PROCENT, "krav": Krav.MINDST, "tekst": f"Målepunkt nr. {nummer}", **felter}
    if felter["enhed"] == Enhed.KVALITATIV:
        felter["krav"], maaltal = "", None
    punkt = Maalepunkt.objects.create(maal=maal, nummer=nummer, **felter)
    efter_segment = maaltal if isinstance(maaltal, Mapping) else {} if maaltal is None else {Segment.ALLE: maaltal}
    for et_aar in (aar,) if aar else maal.kontrakt.aar:
        for segment, vaerdi in efter_segment.items():
            tal, bredde = Decimal(vaerdi), None if tolerance is None else Decimal(tolerance)
            Maaltal.objects.create(maalepunkt=punkt, aar=et_aar, segment=segment, vaerdi=tal, tolerance=bredde)
    return punkt


def byg_afrapportering(
    kontrakt: Kontrakt,
    *,
    slags: Slags = Slags.FORELOEBIG,
    pr_dato: datetime.date | None = None,
    tilstand: Tilstand = Tilstand.KLADDE,
    **felter: Any,
) -> Afrapportering:
    """A report with empty statuses: preliminary as of 13 October of the contract's first year, or final.

    It has come to its state by its steps, and one that is approved is frozen so: to write in it first, `gaa_til` after.
    """
    aar = felter.pop("aar", kontrakt.fra_aar)
    dato = pr_dato or (datetime.date(aar, 12, 31) if slags == Slags.ENDELIG else datetime.date(aar, 10, 13))
    rapport = start_afrapportering(kontrakt=kontrakt, aar=aar, slags=slags, pr_dato=dato, **{"bruger": None, **felter})
    gaa_til(rapport, tilstand)
    return rapport


def gaa_til(rapport: Afrapportering, tilstand: Tilstand) -> None:
    """Take a report through its next steps to a state, each by its own person; it is sent the day that KKR meets."""
    rapport.refresh_from_db(fields=["tilstand"])
    hus = rapport.kontrakt.erhvervshus
    direktoer = {"rolle": Rolle.DIREKTOER, "erhvervshus": hus}
    sekretariat = {"rolle": Rolle.SEKRETARIAT, "kkr": hus.kkr}
    veje: dict[Tilstand, tuple[Callable[..., bool], dict[str, Any], dict[str, Any]]] = {
        Tilstand.INDSENDT: (indsend, direktoer, {"mangler_bekraeftet": True}),
        Tilstand.GODKENDT: (godkend, sekretariat, {"dato": rapport.pr_dato}),
        Tilstand.SENDT: (send, sekretariat, {"dato": rapport.pr_dato}),
    }
    nu, maal = (list(Tilstand).index(et) for et in (Tilstand(rapport.tilstand), tilstand))
    for til, (skridt, person, ord_) in list(veje.items())[nu:maal]:
        bruger, _ = Bruger.objects.get_or_create(username=f"{til}-{hus.noegle}", defaults=person)
        vist = stand(rapport, udtraek_af(Afrapportering.objects.get(pk=rapport.pk)))
        skridt(afrapportering_id=rapport.pk, set_stand=vist, bruger=bruger, **ord_)
    rapport.refresh_from_db(fields=["tilstand"])


def saet_tilstand(rapport: Afrapportering, tilstand: Tilstand) -> None:
    """Put a report in a state without its steps; an approved one is frozen as it stands now."""
    rapport.tilstand = tilstand
    rapport.save(update_fields=["tilstand"])
    if tilstand in LAASTE:
        tag_billede(rapport, GODKENDT, kkr_moede=GODKENDT.date())


def udfyld(
    afrapportering: Afrapportering,
    punkt: Maalepunkt,
    resultat: Tal | Mapping[Segment, Tal] | None = None,
    *,
    bruger: Bruger | None = None,
    **felter: Any,
) -> Status:
    """Write a status, by hand when `bruger` is given and else as from a file, whatever stood there."""
    efter_segment = resultat if isinstance(resultat, Mapping) else {} if resultat is None else {Segment.ALLE: resultat}
    return gem_status(
        afrapportering_id=afrapportering.pk,
        maalepunkt_id=punkt.pk,
        data=Statusdata(**felter, resultater={navn: Decimal(tal) for navn, tal in efter_segment.items()}),
        version=None,
        bruger=bruger,
        oprindelse=Oprindelse.HAAND if bruger else Oprindelse.FIL,
    )


def byg_vejledningstal(
    hus: str = "nordjylland",
    pr_dato: datetime.date = datetime.date(2021, 12, 31),
    *,
    antal: Mapping[str, Mapping[str, int]] | None = None,
) -> Vejledningstal:
    """A count of the house's guidance, by its director: `antal` goes by municipality code and kind.

    Without it each municipality, in Danish order, has 1, 2, 3 … growth courses. The house must have municipalities.
    """
    et_hus = byg_hus(hus)
    kommuner = list(et_hus.kommuner.all())
    efter_kode = {kommune.kode: {"vaekst": nummer} for nummer, kommune in enumerate(kommuner, start=1)}
    efter_kode = efter_kode if antal is None else {kode: dict(raekke) for kode, raekke in antal.items()}
    tal = {
        kommune: {Vejledningsslags(slags): et for slags, et in efter_kode[kommune.kode].items()} for kommune in kommuner
    }
    felter = {"rolle": Rolle.DIREKTOER, "erhvervshus": et_hus}
    bruger, _ = Bruger.objects.get_or_create(username=f"taeller-{hus}", defaults=felter)
    return gem_vejledninger([Vejledningspost(et_hus, pr_dato, 0, tal)], bruger=bruger)[0]
