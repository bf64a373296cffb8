"""What a workbook that was filled in would change in a report, and doing it through the door: all of it, or nothing.

Three versions are held together: what stood when the file was fetched, what the file says, and what stands now. What
only the file has changed is saved; a status that somebody has saved meanwhile, and the file changes too, is a conflict
and never written: it is taken on the page. The preview does what the confirmation does and undoes it, so that what is
shown, verdicts and refusals too, is what the doors say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kommuner.regneark import Cellefejl
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags
from kontrakt.tekstforskel import ordforskel
from maal.enheder import vis_vaerdi
from maal.konflikt import FIL
from maal.models import Afrapportering, Status
from maal.opslag import udtraek_af
from maal.status import Konflikt, Statusdata, gem_indsatsstatus, gem_status, gemt_data, laas, resultatfelt
from maal.statusaendringer import Aendring, Feltaendring, Filkonflikt, Foelge, Sammenligning
from maal.statusark import Rettelse
from maal.statusfil import Statusfil, Statusfilfejl
from maal.typer import Enhed, Segment
from maal.udfyldning import Celle, Felt, Raekke, Slags, skema
from maal.udtraek import Indsatsudtraek, Punktudtraek, Udtraek

Post = Punktudtraek | Indsatsudtraek
Noegle = tuple[Slags, int]  # of a status: which kind, and of which målepunkt or focus area
Raekkenoegle = tuple[Slags, int, Segment]
Rettelser = Mapping[Noegle, Sequence[Rettelse]]
IMENS = "Status blev ændret, mens filen blev læst. Vælg filen igen."
HVORDAN = "Hent en ny fil, eller skriv det på siden."


def se_igennem(fil: Statusfil, rapport_id: int, *, bruger: Bruger) -> Sammenligning:
    """What a file would change; nothing is saved. Raises what `indlaes_status` raises."""
    with transaction.atomic():
        sammenligning = indlaes_status(fil, "", rapport_id, bruger=bruger)
        transaction.set_rollback(True)
    return sammenligning


def indlaes_status(fil: Statusfil, filnavn: str, rapport_id: int, *, bruger: Bruger) -> Sammenligning:
    """Save what a file changes apart from the conflicts, all of it or nothing, and give both.

    Raises `PermissionDenied` as the door, and `Statusfilfejl` with what the doors refuse, by cell. The caller undoes it
    when a conflict is not settled.
    """
    with transaction.atomic(), paa_vegne_af(bruger, f"Indlæst fra {filnavn}"):
        rapport = laas(rapport_id, bruger)
        foer = udtraek_af(rapport)
        rettelser, konflikter = _del_op(fil, foer)
        _gem(rettelser, rapport, bruger)
        sammenligning = _sammenlign(fil, foer, rettelser, konflikter)
        if rettelser:
            linjer = [f"{en.navn}: {', '.join(et.felt for et in en.felter)}" for en in sammenligning.aendringer]
            beskrivelse = "\n".join([f"{rapport}, pr. {rapport.pr_dato.isoformat()}", *linjer])
            log(Haendelsesslags.INDLAESNING, bruger=bruger, genstand=filnavn, beskrivelse=beskrivelse)
    return sammenligning


def _poster(udtraek: Udtraek) -> dict[Noegle, Post]:
    """Each status by its key, in the contract's order."""
    punkter: dict[Noegle, Post] = {(Slags.PUNKT, punkt.id): punkt for punkt in udtraek.punkter}
    return punkter | {(Slags.INDSATS, indsats.id): indsats for indsats in udtraek.indsatser}


def _del_op(fil: Statusfil, foer: Udtraek) -> tuple[Rettelser, Rettelser]:
    """What is to be saved, and what is in conflict; each in the contract's order. Raises `Statusfilfejl`."""
    poster, staar = _poster(foer), {_raekkenoegle(raekke): raekke for raekke in skema(foer).raekker}
    samlet: dict[Noegle, list[Rettelse]] = {noegle: [] for noegle in poster}
    fejl = []
    for rettelse in fil.rettelser:
        raekke = staar.get(_raekkenoegle(rettelse.raekke))
        if raekke is None:
            fejl.append(rettelse.fejlen(f"{_navn(rettelse.raekke)} findes ikke mere i kontrakten. {HVORDAN}"))
        elif raekke.staar(rettelse.felt) != rettelse.ny:
            samlet[rettelse.raekke.slags, rettelse.raekke.id].append(rettelse)
    gemmes, konflikter = {}, {}
    for noegle, rettelser in samlet.items():
        version = poster[noegle].version
        if any(_er_gemt_imens(en, staar[_raekkenoegle(en.raekke)], version) for en in rettelser):
            konflikter[noegle] = rettelser
        elif rettelser:
            gemmes[noegle] = rettelser
            fejl += [grund for en in rettelser if (grund := _rettet_kontrakt(en, staar[_raekkenoegle(en.raekke)]))]
    if fejl:
        raise Statusfilfejl(fejl)
    return gemmes, konflikter


def _er_gemt_imens(rettelse: Rettelse, nu: Raekke, version: int) -> bool:
    """Whether what stood when the file was fetched stands no longer.

    By the version, and by the cell itself: when a report's date is corrected, and another takes it, a file of the first
    is taken for one of the second, whose versions count from 0 too.
    """
    stod, staar = (_uden_luft(raekke.staar(rettelse.felt)) for raekke in (rettelse.raekke, nu))
    return rettelse.raekke.version != version or (rettelse.felt in nu.aabne and stod != staar)


def _uden_luft(celle: Celle) -> Celle | list[str]:
    """A cell as it is compared: programs change runs of spaces."""
    return celle.split() if isinstance(celle, str) else celle


def _rettet_kontrakt(rettelse: Rettelse, nu: Raekke) -> Cellefejl | None:
    """A figure that was typed for another wording, demand or unit than the målepunkt has now, is not taken over."""
    for plads, navn in enumerate(nu.slags.kolonner):
        foer, efter = rettelse.raekke.celler[plads], nu.celler[plads]
        if plads not in nu.slags.felter and foer != efter:
            tekst = f"Kontrakten er rettet, siden filen blev hentet: {navn} var »{foer}« og er nu »{efter}«. {HVORDAN}"
            return rettelse.fejlen(tekst)
    if rettelse.felt not in nu.aabne:
        return rettelse.fejlen(f"{rettelse.felt.label} kan ikke længere skrives i filen. {HVORDAN}")
    return None


def _gem(rettelser: Rettelser, rapport: Afrapportering, bruger: Bruger) -> None:
    """Save through the doors; raises `Statusfilfejl` with all that they refuse."""
    punkter = [pk for slags, pk in rettelser if slags == Slags.PUNKT]
    statusser = Status.objects.filter(afrapportering=rapport, maalepunkt_id__in=punkter)
    statusser = statusser.select_related("henviser_til", "vejledningstal").prefetch_related("resultater")
    gemte = {status.maalepunkt_id: gemt_data(status) for status in statusser}
    fejl: list[Cellefejl] = []
    for (slags, pk), de_nye in rettelser.items():
        doer: dict[str, Any] = {"afrapportering_id": rapport.pk, "bruger": bruger}
        doer["version"] = de_nye[0].raekke.version
        try:
            if slags == Slags.PUNKT:
                gem_status(maalepunkt_id=pk, data=_med(gemte[pk], de_nye), **doer)
            else:
                gem_indsatsstatus(indsatsomraade_id=pk, tekst=str(de_nye[0].ny), **doer)
        except ValidationError as grund:
            fejl += _doerens_fejl(grund, de_nye)
        except Konflikt as grund:
            raise Statusfilfejl([Cellefejl("", IMENS)]) from grund
    if fejl:
        raise Statusfilfejl(fejl)


def _med(gemt: Statusdata, rettelser: Sequence[Rettelse]) -> Statusdata:
    """What is saved, with what the file changes put in; everything else as it is."""
    nye = {en.raekke.segment: en.ny for en in rettelser if en.felt == Felt.RESULTAT}
    resultater = {segment: tal for segment, tal in {**gemt.resultater, **nye}.items() if isinstance(tal, Decimal)}
    tekster: dict[str, Any] = {str(en.felt): en.ny for en in rettelser if en.felt != Felt.RESULTAT}
    return replace(gemt, **tekster, resultater=resultater)


def _doerens_fejl(grund: ValidationError, rettelser: Sequence[Rettelse]) -> list[Cellefejl]:
    """What a door refused, at the cell of its field; at the status's first changed cell when it is about another."""
    celler = {_feltnavn(en): en for en in rettelser}
    return [
        celler.get(navn, rettelser[0]).fejlen(f"{_navn(rettelser[0].raekke)}: {besked}")
        for navn, beskeder in grund.message_dict.items()
        for besked in beskeder
    ]


def _feltnavn(rettelse: Rettelse) -> str:
    return resultatfelt(rettelse.raekke.segment) if rettelse.felt == Felt.RESULTAT else str(rettelse.felt)


def _sammenlign(fil: Statusfil, foer: Udtraek, rettelser: Rettelser, konflikter: Rettelser) -> Sammenligning:
    """What is then in the report, beside what was."""
    poster, staar = _poster(foer), {_raekkenoegle(raekke): raekke for raekke in skema(foer).raekker}
    efter = poster
    if rettelser:
        efter = _poster(udtraek_af(Afrapportering.objects.select_related("kontrakt").get(pk=foer.id)))
    i_filen = {(raekke.slags, raekke.id): _navn(raekke) for raekke in fil.hentet.raekker}
    return Sammenligning(
        aendringer=tuple(_aendring(poster[n], efter[n], de_nye, staar) for n, de_nye in rettelser.items()),
        konflikter=tuple(_filkonflikt(poster[n], de_nye, staar) for n, de_nye in konflikter.items()),
        foelger=tuple(
            Foelge(_postnavn(post), post.vurdering, ny.vurdering)
            for noegle, post in poster.items()
            if isinstance(post, Punktudtraek) and isinstance(ny := efter[noegle], Punktudtraek)
            if noegle not in rettelser and ny.vurdering != post.vurdering
        ),
        uaendrede=len(poster) - len(rettelser) - len(konflikter),
        kun_nu=tuple(_postnavn(post) for noegle, post in poster.items() if noegle not in i_filen),
        kun_i_filen=tuple(navn for noegle, navn in i_filen.items() if noegle not in poster),
    )


def _aendring(post: Post, efter: Post, rettelser: Sequence[Rettelse], staar: Mapping[Raekkenoegle, Raekke]) -> Aendring:
    felter = tuple(_felt(en, staar[_raekkenoegle(en.raekke)]) for en in rettelser)
    if not isinstance(post, Punktudtraek) or not isinstance(efter, Punktudtraek):
        return Aendring(_postnavn(post), _posttekst(post), post.anker, post.version, felter)
    note = _note(efter) if any(en.felt == Felt.RESULTAT and en.ny != "" for en in rettelser) else ""
    vurderinger = (post.vurdering, efter.vurdering)
    return Aendring(_postnavn(post), _posttekst(post), post.anker, post.version, felter, *vurderinger, note)


def _note(punkt: Punktudtraek) -> str:
    """Why a result that was typed does not give the verdict."""
    if punkt.tilsidesat:
        return "Vurderingen er tilsidesat på siden og følger ikke tallet."
    if punkt.afventer:
        return f"Målepunktet afventer stadig tal fra {punkt.afventer}. Ryd »Afventer tal fra«, hvis tallet er kommet."
    if punkt.henviser_til is not None:
        return f"Målepunktet vurderes stadig som Mål {punkt.henviser_til}. Det ændres på siden."
    return ""


def _filkonflikt(post: Post, rettelser: Sequence[Rettelse], staar: Mapping[Raekkenoegle, Raekke]) -> Filkonflikt:
    return Filkonflikt(
        navn=_postnavn(post),
        tekst=_posttekst(post),
        anker=post.anker,
        valg=f"{post.anker}-{post.version}",
        gemt_af=post.opdateret_af or FIL,
        gemt=post.opdateret,
        felter=tuple(_felt(en, staar[_raekkenoegle(en.raekke)], _tekst(post, en.felt)) for en in rettelser),
    )


def _tekst(post: Post, felt: Felt) -> str:
    """A text as it stands, also when no cell can hold it; empty for a result."""
    if felt == Felt.AFVENTER:
        return post.afventer if isinstance(post, Punktudtraek) else ""
    return post.status if felt == Felt.TEKST else ""


def _felt(rettelse: Rettelse, nu: Raekke, tekst: str = "") -> Feltaendring:
    enhed, segment = nu.enhed, rettelse.raekke.segment
    foer, efter = tekst or _i_ord(nu.staar(rettelse.felt), enhed), _i_ord(rettelse.ny, enhed)
    har_segment = rettelse.felt == Felt.RESULTAT and segment != Segment.ALLE
    navn = f"{rettelse.felt.label}, {segment.label.lower()}" if har_segment else rettelse.felt.label
    return Feltaendring(navn, foer, efter, ordforskel(foer, efter), rettelse.sted)


def _i_ord(celle: Celle, enhed: Enhed | None) -> str:
    return vis_vaerdi(celle, enhed) if isinstance(celle, Decimal) and enhed else str(celle)


def _raekkenoegle(raekke: Raekke) -> Raekkenoegle:
    return raekke.slags, raekke.id, raekke.segment


def _navn(raekke: Raekke) -> str:
    return f"{'Mål' if raekke.slags == Slags.PUNKT else 'Indsatsområde'} {raekke.celler[0]}"


def _postnavn(post: Post) -> str:
    return f"Mål {post.betegnelse}" if isinstance(post, Punktudtraek) else f"Indsatsområde {post.nummer}"


def _posttekst(post: Post) -> str:
    return post.tekst if isinstance(post, Punktudtraek) else post.titel
