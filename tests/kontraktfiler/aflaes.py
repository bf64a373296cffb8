"""What the database holds of one contract, as plain rows that a table typed from the document can be held against."""

from datetime import date
from decimal import Decimal

from django.db.models import Count

from kommuner.models import Fordelingsnoegle
from kontrakt.models import Indsatsomraade, Underskrift
from maal.models import Maal, Maalepunkt, Maaltal

Maalepunktraekke = tuple[str, str, str, str, str, str]


def maal(slug: str) -> list[tuple[int, str, str | None, int]]:
    """Number, title, key of the national goal (none = local) and number of målepunkter, goal by goal."""
    fundne = Maal.objects.filter(kontrakt__slug=slug).annotate(antal=Count("maalepunkter")).order_by("nummer")
    return list(fundne.values_list("nummer", "titel", "nationalt_maal__noegle", "antal"))


def maalepunkter(slug: str) -> list[Maalepunktraekke]:
    """Place (`4.2`), unit, demand, segments, reckoning and who measures, målepunkt by målepunkt."""
    fundne = Maalepunkt.objects.filter(maal__kontrakt__slug=slug).order_by("maal__nummer", "nummer")
    return [
        (f"{p.maal.nummer}.{p.nummer}", p.enhed, p.krav, p.segmentering, p.opgoerelse, p.opgoeres_af)
        for p in fundne.select_related("maal")
    ]


def maaltal(slug: str) -> list[tuple[str, int, str, Decimal]]:
    """Place, year, segment and target, target by target."""
    fundne = Maaltal.objects.filter(maalepunkt__maal__kontrakt__slug=slug).select_related("maalepunkt__maal")
    raekkefoelge = fundne.order_by("maalepunkt__maal__nummer", "maalepunkt__nummer", "aar", "segment")
    return [(_sted(tal), tal.aar, tal.segment, tal.vaerdi) for tal in raekkefoelge]


def tolerancer(slug: str) -> dict[tuple[str, int], Decimal]:
    """The tolerance of each target that has one, by place and year."""
    fundne = Maaltal.objects.filter(maalepunkt__maal__kontrakt__slug=slug, tolerance__isnull=False)
    return {(_sted(tal), tal.aar): tal.tolerance for tal in fundne if tal.tolerance is not None}


def stigninger(slug: str) -> dict[tuple[str, int], tuple[Decimal | None, Decimal | None]]:
    """Baseline and rise of each target that states one of them, by place and year."""
    fundne = Maaltal.objects.filter(maalepunkt__maal__kontrakt__slug=slug)
    return {
        (_sted(tal), tal.aar): (tal.udgangspunkt, tal.stigning)
        for tal in fundne
        if tal.udgangspunkt is not None or tal.stigning is not None
    }


def dele(slug: str) -> list[tuple[str, int]]:
    """Each målepunkt that is a part ("heraf") and the number of the one it is a part of."""
    fundne = Maalepunkt.objects.filter(maal__kontrakt__slug=slug, del_af__isnull=False).order_by("maal", "nummer")
    return [(f"{p.maal.nummer}.{p.nummer}", p.del_af.nummer) for p in fundne if p.del_af is not None]


def punkt(slug: str, sted: str) -> Maalepunkt:
    """The målepunkt at a place such as `4.2`."""
    maal, nummer = sted.split(".")
    return Maalepunkt.objects.get(maal__kontrakt__slug=slug, maal__nummer=maal, nummer=nummer)


def noegle(slug: str, aar: int) -> tuple[int, list[tuple[str, int]]]:
    """The printed total of a year's funding key and its rows in Danish order, in 1.000 kr."""
    fundet = Fordelingsnoegle.objects.get(kontrakt__slug=slug, aar=aar)
    return fundet.i_alt, list(fundet.bidrag.order_by("kommune__sortering").values_list("kommune__navn", "beloeb"))


def indsatsomraader(slug: str) -> list[tuple[int, str]]:
    """Number and title of each focus area."""
    return list(Indsatsomraade.objects.filter(kontrakt__slug=slug).order_by("nummer").values_list("nummer", "titel"))


def underskrifter(slug: str) -> list[tuple[str, str, str, date | None]]:
    """Party, name, title and date of each signature, KKR first."""
    fundne = Underskrift.objects.filter(kontrakt__slug=slug).order_by("-part")
    return list(fundne.values_list("part", "navn", "titel", "dato"))


def _sted(tal: Maaltal) -> str:
    return f"{tal.maalepunkt.maal.nummer}.{tal.maalepunkt.nummer}"
