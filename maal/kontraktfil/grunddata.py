"""Basic data from a file: parties, frameworks, municipalities, population. What a file does not name is left alone."""

from collections.abc import Hashable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from kommuner.folketal import gem_folketal
from kontrakt.models import Erhvervshus, Kkr, Kommune, Rammeaftale
from maal.kontraktfil.fejl import Fejl, Sti
from maal.kontraktfil.forskel import AENDRES, FJERNES, OPRETTES, Forskel, kort, vis
from maal.kontraktfil.laesning import Laest
from maal.kontraktfil.oversaettelse import modelfejl
from maal.kontraktfil.skema_grunddata import Faellesafsnit, Folketalafsnit, Grunddatafil, Rammeaftaleafsnit
from maal.models import Faellesandel, Faellesmaaltal, Indikator, NationaltMaal


def indlaes_grunddata(laest: Laest, fil: Grunddatafil, fejl: list[Fejl]) -> list[Forskel]:
    """Write basic data and give what changed; errors are added to `fejl`, and the caller rolls back."""
    if gengangere := _gengangere(laest, fil):
        fejl += gengangere
        return []
    forskelle = _parter(laest, fil, fejl)
    for indikator in fil.indikatorer:
        udvalg = Indikator.objects.filter(noegle=indikator.noegle)
        forskelle += _gem(udvalg, f"Indikator {indikator.noegle}", indikator.model_dump())
    for nummer, rammeaftale in enumerate(fil.rammeaftaler):
        forskelle += _rammeaftale(laest, nummer, rammeaftale, fejl)
    forskelle += _kommuner(laest, fil, fejl)
    for nummer, folketal in enumerate(fil.folketal):
        forskelle += _folketal(laest, nummer, folketal, fejl)
    return forskelle


def _parter(laest: Laest, fil: Grunddatafil, fejl: list[Fejl]) -> list[Forskel]:
    forskelle = []
    for nummer, kkr in enumerate(fil.kkr):
        if Kkr.objects.filter(navn=kkr.navn).exclude(noegle=kkr.noegle).exists():
            fejl.append(laest.fejl(("kkr", nummer, "navn"), f"Et andet KKR hedder allerede {kkr.navn}."))
            continue
        forskelle += _gem(Kkr.objects.filter(noegle=kkr.noegle), f"{kkr.navn}", kkr.model_dump())
    kkr_ved_noegle = {k.noegle: k for k in Kkr.objects.all()}
    for nummer, hus in enumerate(fil.erhvervshuse):
        if hus.kkr not in kkr_ved_noegle:
            fejl.append(laest.fejl(("erhvervshuse", nummer, "kkr"), f"KKR »{hus.kkr}« findes ikke."))
            continue
        if Erhvervshus.objects.filter(navn=hus.navn).exclude(noegle=hus.noegle).exists():
            tekst = f"Et andet erhvervshus hedder allerede {hus.navn}."
            fejl.append(laest.fejl(("erhvervshuse", nummer, "navn"), tekst))
            continue
        felter = hus.model_dump() | {"kkr": kkr_ved_noegle[hus.kkr]}
        forskelle += _gem(Erhvervshus.objects.filter(noegle=hus.noegle), hus.navn, felter)
    return forskelle


def _gengangere(laest: Laest, fil: Grunddatafil) -> list[Fejl]:
    """What the file says twice: the last word would win in silence."""
    lister: list[tuple[Sti, list[tuple[Sti, Hashable]]]] = [
        (("kkr",), [((i, "noegle"), k.noegle) for i, k in enumerate(fil.kkr)]),
        (("erhvervshuse",), [((i, "noegle"), h.noegle) for i, h in enumerate(fil.erhvervshuse)]),
        (("indikatorer",), [((i, "noegle"), n.noegle) for i, n in enumerate(fil.indikatorer)]),
        (("rammeaftaler",), [((i, "fra_aar"), (r.fra_aar, r.til_aar)) for i, r in enumerate(fil.rammeaftaler)]),
        (("kommuner",), [((i, "kode"), k.kode.zfill(4)) for i, k in enumerate(fil.kommuner)]),
        (("folketal",), [((i, "aar"), f.aar) for i, f in enumerate(fil.folketal)]),
    ]
    for i, rammeaftale in enumerate(fil.rammeaftaler):
        sti: Sti = ("rammeaftaler", i, "nationale_maal")
        lister.append((sti, [((j, "noegle"), m.noegle) for j, m in enumerate(rammeaftale.nationale_maal)]))
        lister.append((sti, [((j, "nummer"), m.nummer) for j, m in enumerate(rammeaftale.nationale_maal)]))
        faellessti: Sti = ("rammeaftaler", i, "faellesmaaltal")
        faelles = enumerate(rammeaftale.faellesmaaltal)
        lister.append((faellessti, [((j, "aar"), (f.indikator, f.aar)) for j, f in faelles]))
    for i, folketal in enumerate(fil.folketal):
        lister.append((("folketal", i, "folketal"), [((kode,), kode.zfill(4)) for kode in folketal.folketal]))
    fejl = []
    for sti, poster in lister:
        sete: set[Hashable] = set()
        for resten, noegle in poster:
            if noegle in sete:
                fejl.append(laest.fejl((*sti, *resten), "Står to gange i filen. Fjern den ene."))
            sete.add(noegle)
    return fejl


def _gem(nuvaerende: QuerySet[Any], hvad: str, felter: Mapping[str, Any]) -> list[Forskel]:
    """Create the one row of a query, or change what differs in it."""
    gammel: Model | None = nuvaerende.first()
    if gammel is None:
        nuvaerende.model(**felter).save()
        return [Forskel(hvad, OPRETTES)]
    aendret = {navn: vaerdi for navn, vaerdi in felter.items() if getattr(gammel, navn) != vaerdi}
    if not aendret:
        return []
    forskel = tuple((navn, kort(vis(getattr(gammel, navn))), kort(vis(vaerdi))) for navn, vaerdi in aendret.items())
    for navn, vaerdi in aendret.items():
        setattr(gammel, navn, vaerdi)
    gammel.save()
    return [Forskel(hvad, AENDRES, forskel)]


def _rammeaftale(laest: Laest, nummer: int, afsnit: Rammeaftaleafsnit, fejl: list[Fejl]) -> list[Forskel]:
    if afsnit.til_aar < afsnit.fra_aar:
        tekst = "Rammeaftalens sidste år må ikke ligge før dens første."
        fejl.append(laest.fejl(("rammeaftaler", nummer, "til_aar"), tekst))
        return []
    navn = f"Rammeaftale {afsnit.fra_aar}–{afsnit.til_aar}"
    udvalg = Rammeaftale.objects.filter(fra_aar=afsnit.fra_aar, til_aar=afsnit.til_aar)
    if not udvalg.exists():
        try:
            Rammeaftale(fra_aar=afsnit.fra_aar, til_aar=afsnit.til_aar).clean()
        except ValidationError as grund:
            fejl += modelfejl(laest, ("rammeaftaler", nummer), grund)
            return []
    forskelle = _gem(udvalg, navn, afsnit.model_dump(exclude={"nationale_maal", "faellesmaaltal"}))
    rammeaftale = udvalg.get()
    noegler = {maal.noegle for maal in afsnit.nationale_maal}
    for plads, maal in enumerate(afsnit.nationale_maal):
        felter = maal.model_dump() | {"rammeaftale": rammeaftale}
        udvalg_maal = NationaltMaal.objects.filter(rammeaftale=rammeaftale, noegle=maal.noegle)
        optaget = NationaltMaal.objects.filter(rammeaftale=rammeaftale, nummer=maal.nummer).exclude(noegle=maal.noegle)
        if anden := optaget.first():
            if anden.noegle not in noegler:
                sti = ("rammeaftaler", nummer, "nationale_maal", plads, "nummer")
                tekst = f"Nummer {maal.nummer} er »{anden.noegle}«, som filen ikke nævner. Nævn det også."
                fejl.append(laest.fejl(sti, tekst))
                continue
            # Numbers were swapped: the other goal gets its own in its turn, and stands out of the way until then.
            NationaltMaal.objects.filter(pk=anden.pk).update(nummer=1000 + anden.nummer)
        forskelle += _gem(udvalg_maal, f"{navn} › Nationalt mål {maal.noegle}", felter)
    for plads, faelles in enumerate(afsnit.faellesmaaltal):
        faellessti: Sti = ("rammeaftaler", nummer, "faellesmaaltal", plads)
        forskelle += _faellesmaaltal(laest, faellessti, rammeaftale, faelles, fejl)
    return forskelle


def _faellesmaaltal(
    laest: Laest, sti: Sti, rammeaftale: Rammeaftale, afsnit: Faellesafsnit, fejl: list[Fejl]
) -> list[Forskel]:
    """A joint target with each house's share; a house that is no longer named loses its share."""
    indikator = Indikator.objects.filter(noegle=afsnit.indikator).first()
    if indikator is None:
        fejl.append(laest.fejl((*sti, "indikator"), f"Indikatoren »{afsnit.indikator}« findes ikke."))
        return []
    huse = {hus.noegle: hus for hus in Erhvervshus.objects.filter(noegle__in=afsnit.fordeling)}
    if ukendte := [noegle for noegle in afsnit.fordeling if noegle not in huse]:
        fejl += [laest.fejl((*sti, "fordeling", n), f"Erhvervshuset »{n}« findes ikke.") for n in ukendte]
        return []
    try:
        Faellesmaaltal(rammeaftale=rammeaftale, aar=afsnit.aar).clean()
    except ValidationError as grund:
        fejl += modelfejl(laest, sti, grund)
        return []
    navn = f"Fælles måltal {afsnit.indikator} {afsnit.aar}"
    udvalg = Faellesmaaltal.objects.filter(indikator=indikator, aar=afsnit.aar)
    felter = {"rammeaftale": rammeaftale, "indikator": indikator, "aar": afsnit.aar, "vaerdi": afsnit.i_alt}
    forskelle = _gem(udvalg, navn, felter)
    faelles = udvalg.get()
    overskydende = faelles.andele.exclude(erhvervshus__in=huse.values()).select_related("erhvervshus")
    forskelle += [Forskel(f"{navn} › {andel.erhvervshus}", FJERNES) for andel in overskydende]
    overskydende.delete()
    for noegle, vaerdi in afsnit.fordeling.items():
        andel = {"faellesmaaltal": faelles, "erhvervshus": huse[noegle], "vaerdi": vaerdi}
        udvalg_andel = Faellesandel.objects.filter(faellesmaaltal=faelles, erhvervshus=huse[noegle])
        forskelle += _gem(udvalg_andel, f"{navn} › {huse[noegle]}", andel)
    return forskelle


def _kommuner(laest: Laest, fil: Grunddatafil, fejl: list[Fejl]) -> list[Forskel]:
    huse = {hus.noegle: hus for hus in Erhvervshus.objects.all()}
    forskelle = []
    for nummer, kommune in enumerate(fil.kommuner):
        if kommune.erhvervshus not in huse:
            sti = ("kommuner", nummer, "erhvervshus")
            fejl.append(laest.fejl(sti, f"Erhvervshuset »{kommune.erhvervshus}« findes ikke."))
            continue
        kode = kommune.kode.zfill(4)
        felter = kommune.model_dump() | {"kode": kode, "erhvervshus": huse[kommune.erhvervshus]}
        navn = f"Kommune {kode} {kommune.navn}"
        if Kommune.objects.filter(navn=kommune.navn).exclude(kode=kode).exists():
            fejl.append(laest.fejl(("kommuner", nummer, "navn"), f"En anden kommune hedder allerede {kommune.navn}."))
            continue
        forskelle += _gem(Kommune.objects.filter(kode=kode), navn, felter)
    return forskelle


def _folketal(laest: Laest, nummer: int, afsnit: Folketalafsnit, fejl: list[Fejl]) -> list[Forskel]:
    kommuner = {kommune.kode: kommune for kommune in Kommune.objects.all()}
    folketal = {}
    for kode, antal in afsnit.folketal.items():
        if (kommune := kommuner.get(kode.zfill(4))) is None:
            fejl.append(laest.fejl(("folketal", nummer, "folketal", kode), f"Der er ingen kommune med koden {kode}."))
        else:
            folketal[kommune] = antal
    try:
        [forskel] = gem_folketal(folketal={afsnit.aar: folketal})
    except ValidationError as grund:
        fejl += modelfejl(laest, ("folketal", nummer), grund)
        return []
    hvad = f"Folketal 1. januar {afsnit.aar}"
    felter = tuple((aendring.kommune, vis(aendring.foer), vis(aendring.efter)) for aendring in forskel.aendrede)
    resultat = [Forskel(f"{hvad}: {forskel.nye} kommuner", OPRETTES)] if forskel.nye else []
    return resultat + ([Forskel(hvad, AENDRES, felter)] if felter else [])
