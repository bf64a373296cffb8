"""Figures in their unit: read what a person typed, refuse what the unit cannot hold, show it in Danish. Pure."""

from decimal import Decimal

from kontrakt.dansk import PROCENTORD, PROCENTPOINTORD, Talfejl, laes_tal_med_enhed, vis_tal
from maal.typer import Enhed

# NPS is a number without %, but the field writes »70%« (Nordjylland 2021, Mål 3): accepted, shown without.
TILLADTE_ORD: dict[Enhed, frozenset[str]] = {
    Enhed.PROCENT: PROCENTORD,
    Enhed.SPREDNING: PROCENTORD,
    Enhed.NPS: PROCENTORD,
    Enhed.PROCENTPOINT: PROCENTPOINTORD | PROCENTORD,
    Enhed.ANTAL: frozenset(),
    Enhed.FAKTOR: frozenset(),
}

GRAENSER: dict[Enhed, tuple[Decimal | None, Decimal | None]] = {
    Enhed.PROCENT: (Decimal(0), Decimal(100)),
    Enhed.SPREDNING: (Decimal(0), Decimal(100)),
    Enhed.NPS: (Decimal(-100), Decimal(100)),
    Enhed.PROCENTPOINT: (None, None),
    Enhed.ANTAL: (Decimal(0), None),
    Enhed.FAKTOR: (Decimal(0), None),
}


def laes_vaerdi(tekst: str, enhed: Enhed) -> Decimal:
    """The figure that a person typed for a målepunkt: `71 %`, `1.680`, `2,50`.

    Raises `Talfejl` with a Danish message when it is no Danish number, has a unit that does not belong, or cannot be
    a figure of that unit.
    """
    vaerdi = laes_tal_med_enhed(tekst, TILLADTE_ORD.get(enhed, frozenset()), opgoeres_i=enhed.label)
    kontroller_vaerdi(vaerdi, enhed)
    return vaerdi


def kontroller_vaerdi(vaerdi: Decimal, enhed: Enhed) -> None:
    """Raise `Talfejl` when a figure cannot be one of its unit: half a company, 120 % of them, an NPS over 100."""
    if not enhed.er_tal and enhed != Enhed.SPREDNING:
        raise Talfejl("Et kvalitativt målepunkt har intet tal. Skriv status som tekst.")
    if enhed == Enhed.ANTAL and vaerdi != vaerdi.to_integral_value():
        raise Talfejl(f"Et antal skal være et helt tal; {vis_tal(vaerdi)} er det ikke.")
    mindst, hoejst = GRAENSER[enhed]
    navn = "Et antal" if enhed == Enhed.ANTAL else f"Et resultat i enheden {enhed.label}"
    if mindst is not None and vaerdi < mindst:
        raise Talfejl(f"{navn} kan ikke være under {vis_tal(mindst)}.")
    if hoejst is not None and vaerdi > hoejst:
        raise Talfejl(f"{navn} kan ikke være over {vis_tal(hoejst)}.")


def vis_vaerdi(vaerdi: Decimal, enhed: Enhed) -> str:
    """A figure with its unit: `80 %` (no-break space), `5 procentpoint`, `70`, `1.680`, `2,50`."""
    if enhed == Enhed.FAKTOR:
        return vis_tal(vaerdi, 2) if vaerdi == round(vaerdi, 2) else vis_tal(vaerdi)
    tal = vis_tal(vaerdi)
    if enhed in (Enhed.PROCENT, Enhed.SPREDNING):
        return f"{tal} %"
    return f"{tal} procentpoint" if enhed == Enhed.PROCENTPOINT else tal
