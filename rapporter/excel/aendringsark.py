"""The workbook of what changed between two contracts: a row for each goal, målepunkt and focus area."""

from collections.abc import Iterator
from datetime import datetime

from kontrakt.models import Kontrakt
from rapporter.aendringer import JUSTERET, NYT, UAENDRET, UDGAAET, Aendringsraekke, Punktaendring
from rapporter.aendringsside import REGEL, Aendringsside
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Egenskaber, Felt, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Farve, Vaerdi
from rapporter.excel.forside import dansk_tid
from rapporter.farver import SKRIFTFARVE
from rapporter.fil import Fil

# The colours of the page's badges, by the word that stands on them.
PALET = {
    ord_: Farve(farve, SKRIFTFARVE)
    for ord_, farve in {UAENDRET: "F5F5F5", JUSTERET: "E2F2FB", NYT: "DDF7CE", UDGAAET: "FFEECC"}.items()
}


def aendringsfil(side: Aendringsside, fra: Kontrakt, *, eksporteret: datetime, eksporteret_af: str) -> Fil:
    """The workbook of a page with a contract to compare with; `eksporteret` with time zone."""
    kontrakt = side.kontrakt
    titel = f"Ændringer fra {fra.periode} til {kontrakt.periode}, {kontrakt.erhvervshus}"
    egenskaber = Egenskaber(titel, eksporteret_af or str(kontrakt.erhvervshus), kontrakt.titel, eksporteret)
    om = [
        Felt("Erhvervshus", str(kontrakt.erhvervshus)),
        Felt("Fra", fra.fuld_titel),
        Felt("Til", kontrakt.fuld_titel),
        Felt("Eksporteret", dansk_tid(eksporteret), Celleformat.TIDSPUNKT),
        Felt("Eksporteret af", eksporteret_af),
    ]
    taelling = [Felt(ord_, antal, Celleformat.HELTAL, Celleformat.VURDERING) for ord_, antal in side.taelling]
    forside = Noegleark(
        "Forside",
        titel,
        [Afsnit("Kontrakterne", om), Afsnit("Målene", [*taelling, Felt("Sådan er ordene fundet", REGEL)])],
    )
    ark = Tabelark("Ændringer", "Aendringer", _kolonner(fra, kontrakt), list(_raekker(side)), titel)
    return Fil(f"{kontrakt.slug}-aendringer-fra-{fra.slug}.xlsx", skriv([forside, ark], egenskaber, PALET))


def _kolonner(fra: Kontrakt, kontrakt: Kontrakt) -> tuple[Kolonne, ...]:
    foer, nu = fra.periode, kontrakt.periode
    return (
        Kolonne("Slags", 14),
        Kolonne(f"Nr. i {foer}", 9),
        Kolonne(f"Nr. i {nu}", 9),
        Kolonne("Ændring", 12, Celleformat.VURDERING),
        Kolonne(f"Ordlyd i {foer}", 44),
        Kolonne(f"Ordlyd i {nu}", 44),
        Kolonne(f"Måltal i {foer}", 26),
        Kolonne(f"Måltal i {nu}", 26),
        Kolonne(f"Andet, der er ændret: i {foer}", 30),
        Kolonne(f"Andet, der er ændret: i {nu}", 30),
        Kolonne("Bemærkning", 34),
    )


def _raekker(side: Aendringsside) -> Iterator[tuple[Vaerdi, ...]]:
    for raekke in side.maal:
        yield _raekke("Mål", raekke)
        yield from (_punkt(punkt) for punkt in raekke.maalepunkter)
    for raekke in side.indsatser:
        yield _raekke("Indsatsområde", raekke)


def _raekke(slags: str, raekke: Aendringsraekke) -> tuple[Vaerdi, ...]:
    """A goal or focus area: its title above its description."""
    return (
        slags,
        str(raekke.foer.nummer) if raekke.foer else None,
        str(raekke.nu.nummer) if raekke.nu else None,
        raekke.aendring,
        "\n".join(filter(None, [raekke.foer.titel, raekke.beskrivelse_foer])) if raekke.foer else None,
        "\n".join(filter(None, [raekke.nu.titel, raekke.beskrivelse_nu])) if raekke.nu else None,
        *(None,) * 4,
        raekke.uenighed or (f"Ændret: {raekke.hvad}." if raekke.hvad else None),
    )


def _punkt(punkt: Punktaendring) -> tuple[Vaerdi, ...]:
    return (
        "Målepunkt",
        punkt.nummer_foer or None,
        punkt.nummer if punkt.nu else None,
        punkt.aendring,
        punkt.foer or None,
        punkt.nu or None,
        "\n".join(linje.tekst for (linje,) in punkt.maaltal_foer) or None,
        "\n".join(linje.tekst for (linje,) in punkt.maaltal_nu) or None,
        "\n".join(f"{vilkaar.navn}: {vilkaar.foer or '–'}" for vilkaar in punkt.vilkaar) or None,
        "\n".join(f"{vilkaar.navn}: {vilkaar.nu or '–'}" for vilkaar in punkt.vilkaar) or None,
        None,
    )
