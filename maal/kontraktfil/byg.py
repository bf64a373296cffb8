"""From a validated file to model objects, unsaved, each with its place in the file.

Building looks up what the file names (house, framework, municipalities, national goals, predecessors) and lets every
object clean itself, so a file meets the same rules as the administration. All errors are gathered, none is fatal here.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from kommuner.kommunenavne import Kommuneopslag, UkendtKommune
from kommuner.noegler import kontroller
from kontrakt.models import Erhvervshus, Indsatsomraade, Kommune, Kontrakt, Rammeaftale, Underskrift
from kontrakt.models.kontrakt import kontraktslug
from maal.kontraktfil.fejl import Fejl, Sti
from maal.kontraktfil.laesning import Laest
from maal.kontraktfil.oversaettelse import modelfejl
from maal.kontraktfil.skema import Kontraktafsnit, Kontraktfil, Maalafsnit, Maalepunktafsnit, Noegleafsnit
from maal.models import Indikator, Maal, Maalepunkt, Maaltal, NationaltMaal


@dataclass
class Noegle:
    """A funding key ready for its door."""

    sti: Sti
    afsnit: Noegleafsnit
    bidrag: dict[Kommune, int]


@dataclass
class Byg:
    """One contract as unsaved objects; `fejl` says what is wrong with it."""

    laest: Laest
    fil: Kontraktfil
    kontrakt: Kontrakt = field(init=False)
    fejl: list[Fejl] = field(default_factory=list)
    underskrifter: list[Underskrift] = field(default_factory=list)
    indsatsomraader: list[Indsatsomraade] = field(default_factory=list)
    noegler: list[Noegle] = field(default_factory=list)
    maal: list[Maal] = field(default_factory=list)
    maalepunkter: list[Maalepunkt] = field(default_factory=list)
    maaltal: list[Maaltal] = field(default_factory=list)

    def afvis(self, sti: Sti, tekst: str) -> None:
        """Note an error at a place in the file."""
        self.fejl.append(self.laest.fejl(sti, tekst))

    def ren(self, sti: Sti, objekt: Underskrift | Kontrakt | Maal | Maaltal) -> None:
        """Let an object check itself by its own rules."""
        try:
            objekt.clean()
        except ValidationError as grund:
            self.fejl += modelfejl(self.laest, sti, grund)


def byg(laest: Laest, fil: Kontraktfil) -> Byg:
    """Build one contract. When its house or framework is unknown nothing more can be checked, and only that is said."""
    resultat = Byg(laest, fil)
    _dubletter(resultat)
    kommuner = {kommune.kode: kommune for kommune in Kommune.objects.all()}
    opslag = Kommuneopslag({kode: kommune.navn for kode, kommune in kommuner.items()})
    bidrag = [
        _byg_bidrag(resultat, ("fordelingsnoegler", nummer, "bidrag"), noegle, kommuner, opslag)
        for nummer, noegle in enumerate(fil.fordelingsnoegler)
    ]
    if not _byg_kontrakt(resultat, fil.kontrakt):
        return resultat
    for nummer, underskrift in enumerate(fil.underskrifter):
        objekt = Underskrift(kontrakt=resultat.kontrakt, **underskrift.model_dump())
        resultat.ren(("underskrifter", nummer), objekt)
        resultat.underskrifter.append(objekt)
    resultat.indsatsomraader = [
        Indsatsomraade(kontrakt=resultat.kontrakt, **omraade.model_dump()) for omraade in fil.indsatsomraader
    ]
    for nummer, noegle in enumerate(fil.fordelingsnoegler):
        _byg_noegle(resultat, ("fordelingsnoegler", nummer), noegle, bidrag[nummer])
    _byg_maal(resultat)
    return resultat


def _byg_kontrakt(byg: Byg, afsnit: Kontraktafsnit) -> bool:
    sti = ("kontrakt",)
    hus = Erhvervshus.objects.filter(noegle=afsnit.erhvervshus).select_related("kkr").first()
    if hus is None:
        kendte = ", ".join(Erhvervshus.objects.values_list("noegle", flat=True))
        byg.afvis((*sti, "erhvervshus"), f"Erhvervshuset »{afsnit.erhvervshus}« findes ikke. Vælg mellem: {kendte}.")
    fra, til = (int(aar) for aar in afsnit.rammeaftale.split("-"))
    rammeaftale = Rammeaftale.objects.filter(fra_aar=fra, til_aar=til).first()
    if rammeaftale is None:
        byg.afvis((*sti, "rammeaftale"), f"Rammeaftalen {afsnit.rammeaftale} findes ikke i systemet.")
    if hus is None or rammeaftale is None:
        return False
    slug = kontraktslug(hus.noegle, afsnit.fra_aar, afsnit.til_aar)
    felter = afsnit.model_dump(exclude={"erhvervshus", "rammeaftale", "forgaenger"})
    nuvaerende = Kontrakt.objects.filter(slug=slug).first()
    byg.kontrakt = Kontrakt(
        pk=nuvaerende and nuvaerende.pk, slug=slug, erhvervshus=hus, rammeaftale=rammeaftale, **felter
    )
    if afsnit.forgaenger:
        byg.kontrakt.forgaenger = Kontrakt.objects.filter(slug=afsnit.forgaenger).first()
        if byg.kontrakt.forgaenger is None:
            byg.afvis((*sti, "forgaenger"), f"Kontrakten »{afsnit.forgaenger}« er ikke indlæst. Indlæs den først.")
    if not 0 <= afsnit.til_aar - afsnit.fra_aar <= 1:
        byg.afvis((*sti, "til_aar"), "En resultatkontrakt gælder ét eller to kalenderår.")
    if afsnit.tilstand == "udkast" and afsnit.vedtaget_dato:
        byg.afvis((*sti, "vedtaget_dato"), "Et udkast kan ikke have en vedtagelsesdato.")
    byg.ren(sti, byg.kontrakt)
    return True


def _byg_bidrag(
    byg: Byg, sti: Sti, afsnit: Noegleafsnit, kommuner: Mapping[str, Kommune], opslag: Kommuneopslag
) -> dict[Kommune, int]:
    bidrag: dict[Kommune, int] = {}
    for navn, beloeb in afsnit.bidrag.items():
        try:
            kommune = kommuner[opslag.find(navn)]
        except UkendtKommune as ukendt:
            byg.afvis((*sti, navn), str(ukendt))
            continue
        if kommune in bidrag:
            byg.afvis((*sti, navn), f"{kommune} står to gange i nøglen.")
        else:
            bidrag[kommune] = beloeb
    return bidrag


def _byg_noegle(byg: Byg, sti: Sti, afsnit: Noegleafsnit, bidrag: dict[Kommune, int]) -> None:
    if len(bidrag) < len(afsnit.bidrag):
        return  # what is wrong with a municipality is said already
    try:
        kontroller(kontrakt=byg.kontrakt, aar=afsnit.aar, i_alt=afsnit.i_alt, bidrag=bidrag)
    except ValidationError as grund:
        byg.fejl += modelfejl(byg.laest, (*sti, "bidrag"), grund)
    byg.noegler.append(Noegle(sti, afsnit, bidrag))


def _byg_maal(byg: Byg) -> None:
    nationale = {n.noegle: n for n in NationaltMaal.objects.filter(rammeaftale=byg.kontrakt.rammeaftale)}
    indikatorer = {indikator.noegle: indikator for indikator in Indikator.objects.all()}
    forrige = byg.kontrakt.forgaenger
    forgaengere = {m.nummer: m for m in forrige.maal.all()} if forrige else {}
    for nummer, afsnit in enumerate(byg.fil.maal):
        sti = ("maal", nummer)
        maal = Maal(
            kontrakt=byg.kontrakt,
            nummer=afsnit.nummer,
            titel=afsnit.titel,
            beskrivelse=afsnit.beskrivelse,
            aendring=afsnit.aendring or "",
        )
        if afsnit.nationalt_maal:
            maal.nationalt_maal = nationale.get(afsnit.nationalt_maal)
            if maal.nationalt_maal is None:
                tekst = f"»{afsnit.nationalt_maal}« er ikke et mål i {byg.kontrakt.rammeaftale}."
                byg.afvis((*sti, "nationalt_maal"), f"{tekst} Vælg mellem: {', '.join(nationale)}.")
        if afsnit.forgaenger:
            maal.forgaenger = forgaengere.get(afsnit.forgaenger)
            if maal.forgaenger is None:
                byg.afvis((*sti, "forgaenger"), f"Den forrige kontrakt har intet Mål {afsnit.forgaenger}.")
        byg.ren(sti, maal)
        byg.maal.append(maal)
        _byg_maalepunkter(byg, sti, maal, afsnit, indikatorer)


def _byg_maalepunkter(
    byg: Byg, maalsti: Sti, maal: Maal, maalafsnit: Maalafsnit, indikatorer: Mapping[str, Indikator]
) -> None:
    punkter: dict[int, Maalepunkt] = {}
    for nummer, afsnit in enumerate(maalafsnit.maalepunkter):
        punkt = Maalepunkt(maal=maal, krav=afsnit.krav or "", **_punktfelter(afsnit))
        if afsnit.indikator and (indikator := indikatorer.get(afsnit.indikator)) is None:
            tekst = f"Indikatoren »{afsnit.indikator}« findes ikke. Indlæs den først, under indikatorer i grunddata."
            byg.afvis((*maalsti, "maalepunkter", nummer, "indikator"), tekst)
        elif afsnit.indikator:
            punkt.indikator = indikator
        punkter[afsnit.nummer] = punkt
        byg.maalepunkter.append(punkt)
        for plads, maaltalafsnit in enumerate(afsnit.maaltal):
            maaltal = Maaltal(maalepunkt=punkt, **maaltalafsnit.model_dump())
            byg.ren((*maalsti, "maalepunkter", nummer, "maaltal", plads), maaltal)
            byg.maaltal.append(maaltal)
    for nummer, afsnit in enumerate(maalafsnit.maalepunkter):
        if afsnit.del_af is None:
            continue
        # Only an earlier målepunkt can be the whole, so a circle of parts cannot be written.
        if afsnit.del_af >= afsnit.nummer or afsnit.del_af not in punkter:
            tekst = f"Mål {maal.nummer} har intet tidligere målepunkt {afsnit.del_af}."
            byg.afvis((*maalsti, "maalepunkter", nummer, "del_af"), tekst)
        else:
            punkter[afsnit.nummer].del_af = punkter[afsnit.del_af]


def _punktfelter(afsnit: Maalepunktafsnit) -> dict[str, object]:
    return afsnit.model_dump(
        include={"nummer", "tekst", "enhed", "opgoerelse", "segmentering", "metode", "opgoeres_af"}
    ) | {f"spredning_{navn}": valg for navn, valg in afsnit.spredning or ()}


def _dubletter(byg: Byg) -> None:
    """Say where two entries claim the same number, year, side or name."""
    fil = byg.fil
    _ens(byg, ("underskrifter",), "part", [u.part for u in fil.underskrifter])
    _ens(byg, ("fordelingsnoegler",), "aar", [n.aar for n in fil.fordelingsnoegler])
    _ens(byg, ("indsatsomraader",), "nummer", [i.nummer for i in fil.indsatsomraader])
    _ens(byg, ("maal",), "nummer", [m.nummer for m in fil.maal])
    _ens(byg, ("maal",), "nationalt_maal", [m.nationalt_maal for m in fil.maal])
    for i, maal in enumerate(fil.maal):
        _ens(byg, ("maal", i, "maalepunkter"), "nummer", [p.nummer for p in maal.maalepunkter])
        _ens(byg, ("maal", i, "maalepunkter"), "indikator", [p.indikator for p in maal.maalepunkter])
        for j, punkt in enumerate(maal.maalepunkter):
            _ens(byg, ("maal", i, "maalepunkter", j, "maaltal"), "aar", [(t.aar, t.segment) for t in punkt.maaltal])
    noegler = [(rapport.aar, rapport.slags, rapport.pr_dato) for rapport in fil.afrapporteringer]
    _ens(byg, ("afrapporteringer",), "aar", noegler)
    for i, rapport in enumerate(fil.afrapporteringer):
        statusnumre = [(status.maal, status.maalepunkt) for status in rapport.statusser]
        _ens(byg, ("afrapporteringer", i, "statusser"), "maalepunkt", statusnumre)
        numre = [status.indsatsomraade for status in rapport.indsatsstatusser]
        _ens(byg, ("afrapporteringer", i, "indsatsstatusser"), "indsatsomraade", numre)


def _ens(byg: Byg, sti: Sti, felt: str, noegler: Iterable[Hashable]) -> None:
    foerste: dict[Hashable, int] = {}
    for plads, noegle in enumerate(noegler):
        if noegle is None:
            continue
        if noegle in foerste:
            tal = noegle[0] if isinstance(noegle, tuple) else noegle
            byg.afvis(
                (*sti, plads, felt), f"{tal} står også i nr. {foerste[noegle] + 1} i listen. Hvert må kun stå én gang."
            )
        foerste.setdefault(noegle, plads)
