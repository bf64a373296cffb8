"""The colours of a verdict in a file: those of the page's badges (Det Fælles Designsystem), always beside the word."""

from maal.typer import Vurdering

SKRIFTFARVE = "1A1A1A"
VURDERINGSFARVER = {
    Vurdering.OPFYLDT: "DDF7CE",
    Vurdering.DELVIST_OPFYLDT: "FFEECC",
    Vurdering.IKKE_OPFYLDT: "FFE0E0",
    Vurdering.PAA_VEJ: "E2F2FB",
    Vurdering.BAGUD: "FFEECC",
    Vurdering.AFVENTER: "F5F5F5",
    Vurdering.UDEN_MAALTAL: "F5F5F5",
    Vurdering.MANGLER: "F5F5F5",
}
