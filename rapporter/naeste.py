"""What a user can do next with a contract: one clear step by role, in words that a link carries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from urllib.parse import urlencode

from django.urls import reverse

from kontrakt.adgang import maa_afrapportere, maa_indsende, maa_skrive
from kontrakt.dansk import vis_kort_dato
from kontrakt.models import Bruger, Kontrakt
from maal.frister import Frist
from maal.models import Afrapportering
from maal.opslag import venter_paa
from maal.typer import Slags, Tilstand

# What is done with a report that awaits the user, by where it is on its way
UDSAGNSORD = {Tilstand.KLADDE: "Ret", Tilstand.INDSENDT: "Godkend", Tilstand.GODKENDT: "Send"}


@dataclass(frozen=True)
class Skridt:
    """A step and where it is taken. `note` says why, where the words alone do not: `Sendt tilbage`."""

    tekst: str
    vej: str
    note: str = ""


def naeste_skridt(
    bruger: Bruger, rapporter: Sequence[Afrapportering], efter_frister: Iterable[Skridt | None]
) -> tuple[Skridt, ...]:
    """Every report that awaits the user; else the one thing to go on with or begin, the most urgent first; or nothing.

    `rapporter` are those of `med_sidste_skridt`, counted and with their contract, the oldest first. `efter_frister` is
    what `skridt_for` gives for each deadline, the earliest first.
    """
    if venter := tuple(skridt for rapport in rapporter if (skridt := _venter(bruger, rapport))):
        return venter
    mulige = chain(efter_frister, (_fortsaet(bruger, rapport) for rapport in reversed(rapporter)))
    return tuple(islice((skridt for skridt in mulige if skridt), 1))


def skridt_for(bruger: Bruger, kontrakt: Kontrakt, frist: Frist, rapport: Afrapportering | None) -> Skridt | None:
    """What the user can do about one deadline, None when it is another's turn; `rapport` answers it."""
    if rapport is not None:
        return _venter(bruger, rapport) or _fortsaet(bruger, rapport)
    if not (frist.kan_begyndes and maa_afrapportere(bruger, kontrakt)):
        return None
    opgjort = date(frist.aar, 12, 31) if frist.slags == Slags.ENDELIG else date(frist.aar, 6, 30)
    valgt = urlencode({"aar": frist.aar, "slags": frist.slags, "pr_dato": vis_kort_dato(opgjort)})
    vej = reverse("maal:ny_afrapportering", args=[kontrakt.slug])
    return Skridt(f"Start {_den(frist.slags, frist.aar)}", f"{vej}?{valgt}")


def rapportens_vej(rapport: Afrapportering) -> str:
    """The report's address."""
    return reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk])


def _venter(bruger: Bruger, rapport: Afrapportering) -> Skridt | None:
    """The step of a report that awaits the user and nobody else."""
    note = venter_paa(bruger, rapport)
    if not note:
        return None
    tekst = f"{UDSAGNSORD[Tilstand(rapport.tilstand)]} {_den(Slags(rapport.slags), rapport.aar)}"
    return Skridt(tekst, f"{rapportens_vej(rapport)}#forloeb", note)


def _fortsaet(bruger: Bruger, rapport: Afrapportering) -> Skridt | None:
    """To go on with a draft, or when everything in it is filled in, to sign it off."""
    if not (rapport.er_kladde and maa_skrive(bruger, rapport)):
        return None
    den = _den(Slags(rapport.slags), rapport.aar)
    udfyldt, antal = rapport.udfyldt, rapport.antal  # type: ignore[attr-defined] # annotated by rapporter.oversigt
    if udfyldt < antal:
        return Skridt(f"Fortsæt {den}: {udfyldt} af {antal} målepunkter udfyldt", rapportens_vej(rapport))
    if maa_indsende(bruger, rapport):
        return Skridt(f"Indsend {den}", f"{rapportens_vej(rapport)}#forloeb", "Alle målepunkter er udfyldt")
    return None


def _den(slags: Slags, aar: int) -> str:
    """`den endelige afrapportering 2025`."""
    return f"den {slags.label.lower()}e afrapportering {aar}"
