"""Figures in their unit: read what a person typed, refuse what the unit cannot hold, show it in Danish. Pure."""

from decimal import Decimal

from kontrakt.dansk import PROCENTORD, PROCENTPOINTORD, Talfejl, laes_tal_med_enhed, vis_tal
from maal.typer import Enhed, Krav

# NPS is a number without %, but the field writes »70%« (Nordjylland 2021, Mål 3): accepted, shown without.
TILLADTE_ORD: dict[Enhed, frozenset[str]] = {
    Enhed.PROCENT: PROCENTORD,
    Enhed.SPREDNING: PROCENTORD,
    Enhed.NPS: PROCENTORD,
    Enhed.PROCENTPOINT: PROCENTPOINTORD | PROCENTORD,
    Enhed.ANTAL: frozenset(),
    Enhed.FAKTOR: frozenset(),
}

MAKS_CIFRE = 15  # of a figure in all; SQLite, as a spreadsheet, keeps no more

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
    ord_ = TILLADTE_ORD.get(enhed, frozenset())
    vaerdi = laes_tal_med_enhed(tekst, ord_, opgoeres_i=enhed.label, kun_hele=enhed == Enhed.ANTAL)
    kontroller_vaerdi(vaerdi, enhed)
    return vaerdi


def kontroller_vaerdi(vaerdi: Decimal, enhed: Enhed) -> None:
    """Raise `Talfejl` when a figure cannot be one of its unit: half a company, 120 % of them, an NPS over 100."""
    if not enhed.er_tal and enhed != Enhed.SPREDNING:
        raise Talfejl("Et kvalitativt målepunkt har intet tal. Skriv status som tekst.")
    if len(vaerdi.normalize().as_tuple().digits) > MAKS_CIFRE:
        raise Talfejl(f"{vis_tal(vaerdi)} har for mange cifre. Skriv højst {MAKS_CIFRE} i alt.")
    if enhed == Enhed.ANTAL and vaerdi != vaerdi.to_integral_value():
        raise Talfejl(f"Et antal skal være et helt tal; {vis_tal(vaerdi)} er det ikke.")
    mindst, hoejst = GRAENSER[enhed]
    navn = "Et antal" if enhed == Enhed.ANTAL else f"Et resultat i enheden {enhed.label}"
    if mindst is not None and vaerdi < mindst:
        raise Talfejl(f"{navn} kan ikke være under {vis_tal(mindst)}.")
    if hoejst is not None and vaerdi > hoejst:
        raise Talfejl(f"{navn} kan ikke være over {vis_tal(hoejst)}.")


# What stands after a figure; the other units are bare numbers.
ENHEDSTEGN: dict[Enhed, str] = {Enhed.PROCENT: "%", Enhed.SPREDNING: "%", Enhed.PROCENTPOINT: "procentpoint"}


def vis_vaerdi(vaerdi: Decimal, enhed: Enhed) -> str:
    """A figure with its unit: `80 %` (no-break space), `5 procentpoint`, `70`, `1.680`, `2,50`."""
    if enhed == Enhed.FAKTOR:
        return vis_tal(vaerdi, 2) if vaerdi == round(vaerdi, 2) else vis_tal(vaerdi)
    tal, tegn = vis_tal(vaerdi), ENHEDSTEGN.get(enhed, "")
    return f"{tal}\u00a0{tegn}" if tegn == "%" else f"{tal} {tegn}".rstrip()


def krav_i_ord(krav: Krav | None, enhed: Enhed, maaltal: Decimal | None, tolerance: Decimal | None) -> str:
    """What is promised, as a person says it: `mindst 80 %`, `inden for ±10 %`; empty when the year has no target."""
    if krav is None or maaltal is None:
        return ""
    if krav != Krav.INDEN_FOR:
        return f"{krav.label} {vis_vaerdi(maaltal, enhed)}"
    baand = f"±{vis_vaerdi(tolerance or Decimal(0), enhed)}"
    return f"{krav.label} {vis_vaerdi(maaltal, enhed)} {baand}" if maaltal else f"{krav.label} {baand}"
