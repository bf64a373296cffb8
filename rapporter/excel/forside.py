"""The sheet *Forside*: whose report it is, of when, in which state, and how the goals stand."""

from datetime import datetime

from django.utils import timezone

from maal.udtraek import Udtraek
from rapporter.excel.ark import Afsnit, Felt, Noegleark
from rapporter.excel.celler import Celleformat, Farve
from rapporter.farver import SKRIFTFARVE, VURDERINGSFARVER
from rapporter.rapportord import FORELOEBIG

# The colours of the page's badges, by the word that stands on them.
PALET = {str(vurdering.label): Farve(farve, SKRIFTFARVE) for vurdering, farve in VURDERINGSFARVER.items()}


def forside(udtraek: Udtraek, titel: str, eksporteret: datetime, eksporteret_af: str) -> Noegleark:
    """The front page; `eksporteret` with time zone."""
    afsnit = [
        _kontrakt(udtraek),
        _afrapportering(udtraek),
        _gemt(udtraek, eksporteret, eksporteret_af),
        _taelling(udtraek),
        _maal(udtraek),
    ]
    return Noegleark("Forside", titel, afsnit)


def _kontrakt(udtraek: Udtraek) -> Afsnit:
    felter = [
        Felt("Kontrakt", udtraek.kontrakt),
        Felt("KKR", udtraek.kkr),
        Felt("Erhvervshus", udtraek.erhvervshus),
        Felt("Periode", udtraek.periode),
    ]
    return Afsnit("Kontrakten", felter)


def _afrapportering(udtraek: Udtraek) -> Afsnit:
    slags = str(udtraek.slags.label)
    if not udtraek.er_endelig:
        slags += f". {FORELOEBIG}"
    felter = [
        Felt("Slags", slags),
        Felt("År", udtraek.aar, Celleformat.NUMMER),
        Felt("Opgjort pr.", udtraek.pr_dato, Celleformat.DATO),
        Felt("Frist", udtraek.frist or "Ikke fastsat", Celleformat.DATO),
        Felt("Tilstand", udtraek.tilstand.label),
    ]
    return Afsnit("Afrapporteringen", felter)


def _gemt(udtraek: Udtraek, eksporteret: datetime, eksporteret_af: str) -> Afsnit:
    senest = udtraek.senest
    if senest is None or senest.opdateret is None:
        felter = [Felt("Senest gemt", "Endnu ikke udfyldt")]
    else:
        felter = [
            Felt("Senest gemt", dansk_tid(senest.opdateret), Celleformat.TIDSPUNKT),
            Felt("Senest gemt af", senest.opdateret_af or "Fra en indlæst fil"),
        ]
    if udtraek.frosset:
        if udtraek.frosset.kkr_moede:
            felter.append(Felt("Godkendt på KKR-møde", udtraek.frosset.kkr_moede, Celleformat.DATO))
        felter.append(Felt("Godkendt i systemet", dansk_tid(udtraek.frosset.taget), Celleformat.TIDSPUNKT))
        felter.append(Felt("Kontrolsum (SHA-256)", udtraek.frosset.kontrolsum))
        return Afsnit("Hvem og hvornår", felter)
    felter.append(Felt("Eksporteret", dansk_tid(eksporteret), Celleformat.TIDSPUNKT))
    if eksporteret_af:
        felter.append(Felt("Eksporteret af", eksporteret_af))
    return Afsnit("Hvem og hvornår", felter)


def _taelling(udtraek: Udtraek) -> Afsnit:
    felter = [
        Felt(str(vurdering.label), antal, Celleformat.HELTAL, navneformat=Celleformat.VURDERING)
        for vurdering, antal in udtraek.taelling.items()
    ]
    felter.append(Felt("Målepunkter i alt", len(udtraek.punkter), Celleformat.HELTAL))
    return Afsnit("Målepunkternes vurdering (et målepunkt med to segmenter tæller én gang)", felter)


def _maal(udtraek: Udtraek) -> Afsnit:
    felter = [
        Felt(str(maal.vurdering.label), f"Mål {maal.nummer}: {maal.titel}", navneformat=Celleformat.VURDERING)
        for maal in udtraek.maal
    ]
    return Afsnit("Målenes samlede vurdering", felter)


def dansk_tid(tidspunkt: datetime) -> datetime:
    """The minute on a Danish clock, without time zone as Excel has it."""
    return timezone.localtime(tidspunkt).replace(second=0, microsecond=0, tzinfo=None)
