"""What the next contract changes, as tables for slides: the goals in a list, and each that differs before and after.

As Erhvervshus Nordjylland's "Målene for 2022" and "Mål 1 justeres". What is taken out is struck through and what is put
in is underlined: colour only helps.
"""

from collections.abc import Iterator
from dataclasses import replace

from kontrakt.tekstforskel import Del
from rapporter.aendringer import UAENDRET, Aendringsraekke, Punktaendring
from rapporter.bilag.indhold import Bilag
from rapporter.bilag.lysbilleder import STORE_SKRIFTER, Tabel
from rapporter.bilag.ombrydning import Afsnit, Celle, Gruppe, Raekke, Stykke, afsnit_af


def aendringstabeller(bilag: Bilag) -> Iterator[Tabel]:
    """The list of goals, and one slide or more for each goal that differs."""
    if not bilag.aendringer:
        return
    titel = f"Målene i {bilag.naeste_kontrakt}"
    yield Tabel(
        hoved=("Mål", "Ændring"),
        andele=(1, 1),
        grupper=tuple(Gruppe(_navn(raekke), (_oversigtsraekke(raekke),)) for raekke in bilag.aendringer),
        titel=lambda side: titel + ("" if side.foerste else " (fortsat)"),
        kort_titel=lambda side: "Målene i den næste kontrakt",
        skrifter=STORE_SKRIFTER,
    )
    for raekke in bilag.aendringer:
        if raekke.maalepunkter and (raekke.aendring != UAENDRET or raekke.forskelle):
            yield _foer_og_nu(raekke, bilag.naeste_kontrakt)


def _navn(raekke: Aendringsraekke) -> str:
    navn = raekke.nu or raekke.foer
    return f"Mål {navn.nummer}" if navn else ""


def _oversigtsraekke(raekke: Aendringsraekke) -> Raekke:
    titel = afsnit_af(Stykke(f"{_navn(raekke)}: ", fed=True), Stykke(raekke.titel))
    if raekke.foer and (raekke.hed_foer or raekke.har_skiftet_nummer):
        titel += afsnit_af(Stykke(f"Før: Mål {raekke.foer.nummer}: {raekke.foer.titel}"))
    ord_ = afsnit_af(Stykke(raekke.aendring, fed=raekke.aendring != UAENDRET)) + afsnit_af(Stykke(raekke.uenighed))
    return Celle(titel), Celle(ord_)


def _foer_og_nu(raekke: Aendringsraekke, naeste: str) -> Tabel:
    """The goal before and after side by side, a row for its title and one for each målepunkt."""
    navn, ord_ = _navn(raekke), raekke.aendring.lower()
    foer = afsnit_af(Stykke(f"Mål {raekke.foer.nummer}: {raekke.foer.titel}", fed=True)) if raekke.foer else ()
    nu = afsnit_af(Stykke(f"Mål {raekke.nu.nummer}: {raekke.nu.titel}", fed=True)) if raekke.nu else ()
    beskrivelse_foer, beskrivelse_nu = _begge(raekke.beskrivelse)
    over = (
        Celle(foer + beskrivelse_foer or _ord("Målet er nyt.")),
        Celle(nu + beskrivelse_nu or _ord("Målet er udgået.")),
    )
    return Tabel(
        hoved=("Før", f"I {naeste}"),
        andele=(1, 1),
        grupper=(Gruppe(navn, (over, *(_punkt(punkt) for punkt in raekke.maalepunkter))),),
        titel=lambda side: f"{navn} – {ord_}" + (" (fortsat)" if side.fortsat else ""),
        kort_titel=lambda side: navn,
        skrifter=STORE_SKRIFTER,
    )


def _punkt(punkt: Punktaendring) -> Raekke:
    """A målepunkt before and now; what is wholly new or gone is said so, and its words need no marks."""
    er_i_begge = bool(punkt.foer and punkt.nu)
    foer, nu = _begge(
        punkt.tekst if er_i_begge else tuple(replace(del_, slags="ens") for del_ in punkt.tekst),
        Stykke(f"{punkt.nummer_foer or punkt.nummer} ", fed=True),
        Stykke(f"{punkt.nummer} ", fed=True),
    )
    for tal in punkt.maaltal:
        segment = f", {tal.segment}" if tal.segment else ""
        fjernet = Stykke(tal.foer, maerke="fjernet" if er_i_begge and tal.er_aendret else "")
        tilfoejet = Stykke(tal.nu, maerke="tilfoejet" if er_i_begge and tal.er_aendret else "")
        foer += _vaerdi(f"Måltal {tal.aar_foer}{segment}", tal.foer, fjernet)
        nu += _vaerdi(f"Måltal {tal.aar}{segment}", tal.nu, tilfoejet)
    for vilkaar in punkt.vilkaar:
        foer_dele, nu_dele = _dele(vilkaar.dele)
        foer += _vaerdi(vilkaar.navn, vilkaar.foer, *foer_dele)
        nu += _vaerdi(vilkaar.navn, vilkaar.nu, *nu_dele)
    return (
        Celle(foer if punkt.foer else _ord("Målepunktet er nyt.")),
        Celle(nu if punkt.nu else _ord("Målepunktet er udgået.")),
    )


def _vaerdi(navn: str, vaerdi: str, *stykker: Stykke) -> tuple[Afsnit, ...]:
    return afsnit_af(Stykke(f"{navn}: "), *stykker) if vaerdi else ()


def _ord(tekst: str) -> tuple[Afsnit, ...]:
    return afsnit_af(Stykke(tekst))


def _begge(dele: tuple[Del, ...], *nummer: Stykke) -> tuple[tuple[Afsnit, ...], tuple[Afsnit, ...]]:
    """A wording as it was and as it is, each with its number before it."""
    foer, nu = _dele(dele)
    return afsnit_af(*nummer[:1], *foer), afsnit_af(*nummer[1:], *nu)


def _dele(dele: tuple[Del, ...]) -> tuple[list[Stykke], list[Stykke]]:
    """What stood before, with what is gone marked, and what stands now, with what is new marked."""
    stykker = [(del_.slags, Stykke(del_.tekst, maerke="" if del_.slags == "ens" else del_.slags)) for del_ in dele]
    foer = [stykke for slags, stykke in stykker if slags != "tilfoejet"]
    return foer, [stykke for slags, stykke in stykker if slags != "fjernet"]
