"""What a file would change: the contract as it stands in the database, in the file's own shape, beside the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.dansk import vis_dato, vis_tal
from kontrakt.models import Frekvens, Kontrakt, Kontrakttilstand, Part
from maal.kontraktfil import skema
from maal.models import Maal, Maalepunkt
from maal.typer import Segment

Poster = dict[tuple[str, ...], dict[str, str]]


@dataclass(frozen=True)
class Forskel:
    """One thing that a file creates, changes or removes."""

    hvad: str
    handling: str
    felter: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        linjer = [f"{self.handling}: {self.hvad}"]
        linjer += [f"    {felt}: {foer or '(tom)'} → {efter or '(tom)'}" for felt, foer, efter in self.felter]
        return "\n".join(linjer)


OPRETTES, AENDRES, FJERNES, BEVARES = "Oprettes", "Ændres", "Fjernes", "Bevares"


def forskelle(foer: Poster, efter: Poster) -> list[Forskel]:
    """Compare two sets of entries: created and changed in the file's order, then removed."""
    resultat = []
    for sti, felter in efter.items():
        if sti not in foer:
            resultat.append(Forskel(" › ".join(sti) + _kendetegn(felter), OPRETTES))
        elif aendret := _aendrede(foer[sti], felter):
            resultat.append(Forskel(" › ".join(sti), AENDRES, aendret))
    return resultat + [Forskel(" › ".join(sti), FJERNES) for sti in foer if sti not in efter]


def _aendrede(foer: Mapping[str, str], efter: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    navne = [*efter, *(navn for navn in foer if navn not in efter)]
    par = ((navn, foer.get(navn, ""), efter.get(navn, "")) for navn in navne)
    return tuple((navn, kort(gammel), kort(ny)) for navn, gammel, ny in par if gammel != ny)


def _kendetegn(felter: Mapping[str, str]) -> str:
    """What tells a new entry from its neighbours: a title, a text or the figure itself."""
    for navn in ("titel", "tekst", "vaerdi", "i_alt", "navn"):
        if felter.get(navn):
            return f": {kort(felter[navn])}"
    return ""


def kort(tekst: str) -> str:
    """A value short enough for one line of a list."""
    linje = " ".join(tekst.split())
    return linje if len(linje) <= 80 else f"{linje[:79]}…"


def poster(fil: skema.Kontraktfil) -> Poster:
    """A contract, with all that stands under it, as entries by path."""
    return {sti or ("Kontrakten",): felter for sti, felter in _poster(fil, ())}


def _poster(afsnit: BaseModel, sti: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    egne: dict[str, str] = {}
    boern: list[tuple[BaseModel, tuple[str, ...]]] = []
    for navn, vaerdi in afsnit:
        if isinstance(vaerdi, list):
            boern += [(barn, (*sti, betegnelse(barn))) for barn in vaerdi]
        elif isinstance(vaerdi, BaseModel):
            egne |= dict(next(_poster(vaerdi, ()))[1])
        elif isinstance(vaerdi, dict):
            egne |= {str(noegle): vis(v) for noegle, v in vaerdi.items()}
        else:
            egne[navn] = str(vaerdi) if navn.endswith("aar") else vis(vaerdi)
    yield sti, egne
    for barn, barnesti in boern:
        yield from _poster(barn, barnesti)


def vis(vaerdi: Any) -> str:
    """A value as the user reads it, so that 80 and 80,0000 are the same."""
    match vaerdi:
        case None:
            return ""
        case Decimal() | int():
            return vis_tal(vaerdi)
        case date():
            return vis_dato(vaerdi)
        case _:
            return str(vaerdi)


def betegnelse(afsnit: Any) -> str:
    """What a part of a file is called in the list."""
    match afsnit:
        case skema.Underskriftafsnit():
            return f"Underskrift for {afsnit.part.label}"
        case skema.Noegleafsnit():
            return f"Fordelingsnøgle {afsnit.aar}"
        case skema.Indsatsafsnit():
            return f"Indsatsområde {afsnit.nummer}"
        case skema.Maalafsnit():
            return f"Mål {afsnit.nummer}"
        case skema.Maalepunktafsnit():
            return f"målepunkt {afsnit.nummer}"
        case skema.Maaltalafsnit():
            return f"måltal {afsnit.aar}" + (f" ({afsnit.segment.label.lower()})" if afsnit.segment else "")
        case _:
            return str(afsnit)


def fil_fra_database(kontrakt: Kontrakt) -> skema.Kontraktfil:
    """The contract as the database holds it, in the file's shape; without reports, which have their own door."""
    return skema.Kontraktfil.model_construct(
        kontrakt=_kontrakt(kontrakt),
        underskrifter=[
            skema.Underskriftafsnit(part=Part(u.part), navn=u.navn, titel=u.titel, dato=u.dato)
            for u in kontrakt.underskrifter.all()
        ],
        fordelingsnoegler=[
            skema.Noegleafsnit.model_construct(
                aar=noegle.aar,
                i_alt=noegle.i_alt,
                bidrag={b.kommune.navn: b.beloeb for b in noegle.bidrag.select_related("kommune")},
            )
            for noegle in kontrakt.fordelingsnoegler.all()
        ],
        indsatsomraader=[
            skema.Indsatsafsnit(nummer=i.nummer, titel=i.titel, afsnit=i.afsnit, beskrivelse=i.beskrivelse)
            for i in kontrakt.indsatsomraader.all()
        ],
        maal=[
            _maal(maal)
            for maal in kontrakt.maal.select_related("nationalt_maal", "forgaenger").prefetch_related(
                "maalepunkter__maaltal", "maalepunkter__del_af", "maalepunkter__indikator"
            )
        ],
        afrapporteringer=[],
    )


def _kontrakt(kontrakt: Kontrakt) -> skema.Kontraktafsnit:
    return skema.Kontraktafsnit(
        erhvervshus=kontrakt.erhvervshus.noegle,
        rammeaftale=f"{kontrakt.rammeaftale.fra_aar}-{kontrakt.rammeaftale.til_aar}",
        fra_aar=kontrakt.fra_aar,
        til_aar=kontrakt.til_aar,
        tilstand=Kontrakttilstand(kontrakt.tilstand),
        vedtaget_dato=kontrakt.vedtaget_dato,
        traeder_i_kraft=kontrakt.traeder_i_kraft,
        frekvens=Frekvens(kontrakt.frekvens),
        forgaenger=kontrakt.forgaenger.slug if kontrakt.forgaenger else None,
        kilde=kontrakt.kilde,
    )


def _maal(maal: Maal) -> skema.Maalafsnit:
    return skema.Maalafsnit.model_construct(
        nummer=maal.nummer,
        titel=maal.titel,
        nationalt_maal=maal.nationalt_maal and maal.nationalt_maal.noegle,
        forgaenger=maal.forgaenger and maal.forgaenger.nummer,
        aendring=maal.aendring or None,
        beskrivelse=maal.beskrivelse,
        maalepunkter=[_maalepunkt(punkt) for punkt in maal.maalepunkter.all()],
    )


def _maalepunkt(punkt: Maalepunkt) -> skema.Maalepunktafsnit:
    return skema.Maalepunktafsnit.model_construct(
        nummer=punkt.nummer,
        indikator=punkt.indikator and punkt.indikator.noegle,
        tekst=punkt.tekst,
        enhed=punkt.enhed,
        krav=punkt.krav or None,
        opgoerelse=punkt.opgoerelse,
        segmentering=punkt.segmentering,
        metode=punkt.metode,
        opgoeres_af=punkt.opgoeres_af,
        del_af=punkt.del_af and punkt.del_af.nummer,
        spredning=_spredning(punkt),
        maaltal=[
            skema.Maaltalafsnit(
                aar=t.aar,
                segment=Segment(t.segment),
                vaerdi=t.vaerdi,
                tolerance=t.tolerance,
                udgangspunkt=t.udgangspunkt,
                stigning=t.stigning,
                spredning_total=t.spredning_total,
            )
            for t in punkt.maaltal.all()
        ],
    )


def _spredning(punkt: Maalepunkt) -> skema.Spredningsafsnit | None:
    if not punkt.kan_beregne_spredning:
        return None
    return skema.Spredningsafsnit(
        niveau=Niveau(punkt.spredning_niveau),
        grundlag=Grundlag(punkt.spredning_grundlag),
        afvigelse=Afvigelse(punkt.spredning_afvigelse),
    )
