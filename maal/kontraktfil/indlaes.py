"""Loading files: read, validate, compare, write; all of it or nothing, and every error at once.

A rehearsal is the same work rolled back, so the list that it shows is what the loading will do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from pydantic import ValidationError as Skemafejl

from kontrakt.adgang import er_administrator
from kontrakt.bekraeft import Kilde
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags, Kontrakt
from kontrakt.models.kontrakt import kontraktslug
from maal.kontraktfil.byg import Byg, byg
from maal.kontraktfil.byg_statusser import byg_rapporter
from maal.kontraktfil.delvis import sund_del, uden_erstattede
from maal.kontraktfil.fejl import Fejl, Filfejl
from maal.kontraktfil.forskel import BEVARES, Forskel, Poster, fil_fra_database, forskelle, poster
from maal.kontraktfil.grunddata import indlaes_grunddata
from maal.kontraktfil.laesning import MAKS_BYTES, Laest, for_stor, laes_yaml
from maal.kontraktfil.oversaettelse import skemafejl
from maal.kontraktfil.skema import Kontraktfil
from maal.kontraktfil.skema_grunddata import Grunddatafil
from maal.kontraktfil.skriv import skriv_kontrakt
from maal.kontraktfil.skriv_rapporter import skriv_rapporter


@dataclass(frozen=True)
class Filrapport:
    """What loading one file changes (or would change); empty when the database already says the same."""

    navn: str
    titel: str
    forskelle: tuple[Forskel, ...]

    @property
    def antal_aendringer(self) -> int:
        """How many things change; what is kept is on the list too, but is no change."""
        return sum(forskel.handling != BEVARES for forskel in self.forskelle)


Valideret = tuple[Laest, Kontraktfil | Grunddatafil]


def indlaes_filer(
    stier: Iterable[Path], *, proev: bool = False, overskriv_status: bool = False, bruger: Bruger | None = None
) -> list[Filrapport]:
    """Load files from disk; see `indlaes`."""
    kilder, fejl = [], []
    for sti in stier:
        try:
            if not sti.is_file():
                raise FileNotFoundError
            if sti.stat().st_size > MAKS_BYTES:
                fejl += for_stor(str(sti), sti.stat().st_size).fejl
            else:
                kilder.append(Kilde(str(sti), sti.read_bytes()))
        except OSError:
            fejl.append(Fejl(str(sti), None, (), "Filen findes ikke eller kan ikke læses."))
    return indlaes(kilder, proev=proev, overskriv_status=overskriv_status, bruger=bruger, fejl=fejl)


def indlaes(
    kilder: Sequence[Kilde],
    *,
    proev: bool = False,
    overskriv_status: bool = False,
    bruger: Bruger | None = None,
    fejl: Sequence[Fejl] = (),
) -> list[Filrapport]:
    """Load files together, basic data first and contracts by year, in one transaction.

    `proev` rolls everything back; `overskriv_status` lets a file replace a status that a person typed. `bruger` is the
    administrator who loads, `None` the system. Raises `Filfejl` with all errors (`fejl` are those the
    caller found already); then nothing is changed.
    """
    if bruger is not None and not er_administrator(bruger):
        raise PermissionDenied("Kun en administrator kan indlæse filer.")
    alle_fejl = list(fejl)
    rapporter = []
    with transaction.atomic():
        for laest, fil in _validerede(kilder, alle_fejl):
            with paa_vegne_af(bruger, f"Indlæst fra {Path(laest.navn).name}"):
                if isinstance(fil, Grunddatafil):
                    forskel = tuple(indlaes_grunddata(laest, fil, alle_fejl))
                    rapporter.append(Filrapport(laest.navn, "Grunddata", forskel))
                else:
                    rapporter.append(_indlaes_kontrakt(laest, fil, bruger, overskriv_status, alle_fejl))
        if alle_fejl:
            raise Filfejl(alle_fejl)
        _log(rapporter, bruger)
        if proev:
            transaction.set_rollback(True)
    return rapporter


def _log(rapporter: Sequence[Filrapport], bruger: Bruger | None) -> None:
    """Add the load to the log: which files, and how much each changed. Not where they lay."""
    navne = [Path(rapport.navn).name for rapport in rapporter]
    linjer = [
        f"{navn} ({rapport.titel}): antal ændringer {rapport.antal_aendringer}"
        for navn, rapport in zip(navne, rapporter, strict=True)
    ]
    log(Haendelsesslags.INDLAESNING, bruger=bruger, genstand=", ".join(navne), beskrivelse="\n".join(linjer))


def _validerede(kilder: Sequence[Kilde], fejl: list[Fejl]) -> list[Valideret]:
    """The files that hold what they may, in the order to load them; the others' errors are added to `fejl`."""
    gode: list[Valideret] = []
    for kilde in kilder:
        try:
            laest = laes_yaml(kilde.navn, kilde.indhold)
        except Filfejl as grund:
            fejl += grund.fejl
            continue
        skema = Kontraktfil if "kontrakt" in laest.data or "maal" in laest.data else Grunddatafil
        try:
            gode.append((laest, skema.model_validate(laest.data)))
        except Skemafejl as grund:
            fejl += skemafejl(laest, grund.errors())
            if skema is Kontraktfil:
                fejl += _fejl_i_resten(laest, fejl)
    return sorted(_en_gang_hver(gode, fejl), key=_raekkefoelge)


def _en_gang_hver(gode: Iterable[Valideret], fejl: list[Fejl]) -> list[Valideret]:
    """The files, without those that are about a contract that another file is about too."""
    foerste: dict[str, str] = {}
    resultat = []
    for laest, fil in gode:
        if isinstance(fil, Kontraktfil):
            slug = kontraktslug(fil.kontrakt.erhvervshus, fil.kontrakt.fra_aar, fil.kontrakt.til_aar)
            if slug in foerste:
                tekst = f"{foerste[slug]} handler om samme kontrakt. Indlæs kun den ene."
                fejl.append(laest.fejl(("kontrakt",), tekst))
                continue
            foerste[slug] = laest.navn
        resultat.append((laest, fil))
    return resultat


def _fejl_i_resten(laest: Laest, fejl: Sequence[Fejl]) -> list[Fejl]:
    """What else is wrong with a contract whose wrong entries are left out."""
    rest = sund_del(laest.data, [f.sti for f in fejl if f.fil == laest.navn])
    if rest is None:
        return []
    fil, erstattede = rest
    bygget = byg(laest, fil)
    if hasattr(bygget, "kontrakt"):
        byg_rapporter(bygget)
    return uden_erstattede(bygget.fejl, erstattede)


def _raekkefoelge(valideret: Valideret) -> tuple[int, int]:
    """Basic data first, with the parties before what refers to them; then contracts by year."""
    fil = valideret[1]
    if isinstance(fil, Kontraktfil):
        return (2, fil.kontrakt.fra_aar)
    return (0, 0) if fil.kkr or fil.erhvervshuse else (1, 1 if fil.folketal else 0)


def _indlaes_kontrakt(
    laest: Laest, fil: Kontraktfil, bruger: Bruger | None, overskriv_status: bool, fejl: list[Fejl]
) -> Filrapport:
    bygget = byg(laest, fil)
    titel = laest.navn
    forskel: list[Forskel] = []
    if hasattr(bygget, "kontrakt"):
        titel = str(bygget.kontrakt)
        rapporter = byg_rapporter(bygget)
        if not bygget.fejl:
            forskel = forskelle(_nuvaerende(bygget.kontrakt.pk), poster(_entydig(bygget)))
            skriv_kontrakt(bygget)
        if not bygget.fejl:
            forskel += skriv_rapporter(bygget, rapporter, bruger=bruger, overskriv_status=overskriv_status)
    fejl += bygget.fejl
    return Filrapport(laest.navn, titel, tuple(forskel))


def _nuvaerende(pk: int | None) -> Poster:
    kontrakt = Kontrakt.objects.filter(pk=pk).first()
    return poster(fil_fra_database(kontrakt)) if kontrakt else {}


def _entydig(bygget: Byg) -> Kontraktfil:
    """The file with each municipality under its proper name, and without the reports, which are compared one by one."""
    noegler = [n.afsnit.model_copy(update={"bidrag": {k.navn: b for k, b in n.bidrag.items()}}) for n in bygget.noegler]
    return bygget.fil.model_copy(update={"fordelingsnoegler": noegler, "afrapporteringer": []})
