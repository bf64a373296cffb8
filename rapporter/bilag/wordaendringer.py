"""What the next contract changes, in Word: each målepunkt as it was beside as it becomes, marked word by word."""

from collections.abc import Iterator

from docx.document import Document as Dokument

from kontrakt.tekstforskel import Del
from rapporter.aendringer import UAENDRET, Aendringsraekke, Maalnavn, Punktaendring
from rapporter.bilag.indhold import Bilag
from rapporter.bilag.wordskabelon import SATSBREDDE
from rapporter.bilag.wordtabel import OVER_TABEL, Afsnit, Celle, Stykke, afsnit, skriv_tabel
from rapporter.forskelle import Maaltalsaendring

_NUMMER = 1474
BREDDER = (_NUMMER, (SATSBREDDE - _NUMMER) // 2, (SATSBREDDE - _NUMMER) // 2)
FOER, NU = "fjernet", "tilfoejet"
STIL = {FOER: "Fjernet", NU: "Tilføjet"}


def skriv_aendringer(dokument: Dokument, bilag: Bilag) -> None:
    """Append the section; nothing when there is no next contract."""
    if not bilag.aendringer:
        return
    dokument.add_heading(f"Ændringer i {bilag.naeste_kontrakt}", 1)
    forklaring = "Det, der er taget ud, er gennemstreget under »Før«. Det, der er nyt, er understreget under »Nu«."
    dokument.add_paragraph(forklaring, "Caption")
    for raekke in bilag.aendringer:
        _skriv_raekke(dokument, raekke)


def _skriv_raekke(dokument: Dokument, raekke: Aendringsraekke) -> None:
    nu, foer = raekke.nu, raekke.foer
    navn = _navn(nu or foer)
    dokument.add_heading(f"{navn} – {raekke.aendring.lower()}", 2)
    if nu and foer and nu != foer:
        dokument.add_paragraph(f"Før: {_navn(foer)}", OVER_TABEL)
    if raekke.uenighed:
        dokument.add_paragraph(raekke.uenighed, OVER_TABEL)
    if raekker := list(_raekker(raekke)):
        skriv_tabel(dokument, f"{navn}: før og nu", BREDDER, raekker, hoved=("Målepunkt", "Før", "Nu"))


def _raekker(raekke: Aendringsraekke) -> Iterator[tuple[Celle, Celle, Celle]]:
    """The description and the målepunkter that are not as they were."""
    if any(del_.slags != "ens" for del_ in raekke.beskrivelse):
        foer, nu = ([afsnit(*_marker(raekke.beskrivelse, side))] for side in (FOER, NU))
        yield [afsnit("Beskrivelse")], foer, nu
    for punkt in raekke.maalepunkter:
        if punkt.aendring != UAENDRET:
            yield _nummer(punkt), _side(punkt, FOER), _side(punkt, NU)


def _navn(maal: Maalnavn | None) -> str:
    return f"Mål {maal.nummer}: {maal.titel}" if maal else ""


def _nummer(punkt: Punktaendring) -> list[Afsnit]:
    foer = [afsnit(f"Før {punkt.nummer_foer}")] if punkt.har_skiftet_nummer else []
    return [afsnit(Stykke(punkt.nummer, "Strong")), *foer, afsnit(punkt.aendring)]


def _side(punkt: Punktaendring, side: str) -> list[Afsnit]:
    """A målepunkt before or now: wording, targets, and the conditions that differ."""
    indhold = [
        afsnit(*_marker(punkt.tekst, side)),
        *(afsnit(*stykker) for maaltal in punkt.maaltal if (stykker := _maaltal(maaltal, side))),
        *(
            afsnit(f"{vilkaar.navn}: ", *stykker)
            for vilkaar in punkt.vilkaar
            if (stykker := tuple(_marker(vilkaar.dele, side)))
        ),
    ]
    # Two years of the new contract may be held against one and the same year of the old.
    return list(dict.fromkeys(et for et in indhold if et.stykker)) or [afsnit("–")]


def _marker(dele: tuple[Del, ...], side: str) -> Iterator[Stykke]:
    return (Stykke(del_.tekst, STIL.get(del_.slags, "")) for del_ in dele if del_.slags in ("ens", side))


def _maaltal(maaltal: Maaltalsaendring, side: str) -> tuple[Stykke, ...]:
    aar, tekst = (maaltal.aar_foer, maaltal.foer) if side == FOER else (maaltal.aar, maaltal.nu)
    if not tekst:
        return ()
    segment = f", {maaltal.segment.lower()}" if maaltal.segment else ""
    return Stykke(f"Måltal {aar}{segment}: "), Stykke(tekst, STIL[side] if maaltal.er_aendret else "")
