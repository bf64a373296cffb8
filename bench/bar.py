"""The bare view: one query for the rows that a page fetches, and a template that prints as many bytes as the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.template import engines

from kommuner.models import Bidrag
from kontrakt.models import Indsatsomraade, Kontrakt
from maal.models import Afrapportering, Maalepunkt

Raekker = QuerySet[Any, tuple[Any, ...]]

SKABELON = engines["django"].from_string(
    "<table>{% for raekke in raekker %}<tr>{% for celle in raekke %}<td>{{ celle }}</td>{% endfor %}</tr>{% endfor %}"
    "</table>{{ fyld }}"
)
MAAL = ("nummer", "titel", "beskrivelse", "nationalt_maal", "forgaenger", "aendring")
PUNKT = ("nummer", "tekst", "enhed", "krav", "opgoerelse", "segmentering", "metode", "opgoeres_af", "del_af")
STATUS = ("tekst", "kilde", "afventer", "henviser_til", "egen_vurdering", "tilsidesat_vurdering", "begrundelse")
SKREVET = ("version", "oprindelse", "opdateret", "opdateret_af__username")
RESULTAT = ("segment", "vaerdi")
MAALTAL = ("aar", "segment", "vaerdi", "tolerance", "udgangspunkt", "stigning")
BREDDE = len(MAAL + PUNKT + STATUS + SKREVET + RESULTAT + MAALTAL)
RAPPORT = ("aar", "slags", "pr_dato", "frist", "tilstand")


@dataclass
class Opgave:
    """The rows of one page; `antal` of them are printed, and `fyld` makes up the rest of the page's bytes."""

    raekker: Callable[[], Raekker]
    antal: int = 0
    fyld: str = ""

    def svar(self) -> HttpResponse:
        """Fetch all rows, print what the page has room for."""
        raekker = list(self.raekker())
        return HttpResponse(SKABELON.render({"raekker": raekker[: self.antal], "fyld": self.fyld}))

    def tilpas(self, antal_bytes: int) -> None:
        """Print as many bytes as a page of that size."""
        self.antal = len(self.raekker())
        while (mangler := antal_bytes - len(self.svar().getvalue())) < 0:
            self.antal -= max(1, self.antal // 50)
        self.fyld = " " * mangler


OPGAVER: dict[str, Opgave] = {}


def vis(request: HttpRequest, navn: str) -> HttpResponse:
    """The bare view."""
    return OPGAVER[navn].svar()


def felter(vej: str, navne: tuple[str, ...]) -> list[str]:
    """The names of fields that stand at the end of a chain of keys."""
    return [f"{vej}{navn}" for navn in navne]


def oversigtens(kontrakter: Sequence[int]) -> Raekker:
    """Some contracts with parties, reports, goals, targets, statuses and results."""
    status, punkt = "afrapporteringer__statusser__", "afrapporteringer__statusser__maalepunkt__"
    return Kontrakt.objects.filter(pk__in=kontrakter).values_list(
        *("slug", "fra_aar", "til_aar", "tilstand", "erhvervshus__navn", "erhvervshus__kkr__navn"),
        *felter("afrapporteringer__", RAPPORT),
        *felter(f"{punkt}maal__", MAAL),
        *felter(punkt, PUNKT),
        *felter(f"{punkt}maaltal__", MAALTAL),
        *felter(status, STATUS + SKREVET),
        *felter(f"{status}resultater__", RESULTAT),
    )


def rapportens(rapport: Afrapportering) -> Raekker:
    """Goals, targets, statuses and results of a report, and its focus areas with what is said of them."""
    return _punkter(rapport).union(_omraader(rapport), all=True)


def kontraktens(rapport: Afrapportering) -> Raekker:
    """The same, and who pays what."""
    bidrag = Bidrag.objects.filter(noegle__kontrakt=rapport.kontrakt).order_by()
    beloeb = _udfyldt("beloeb", "kommune__navn", "noegle__aar", "noegle__i_alt")
    return _punkter(rapport).union(_omraader(rapport), bidrag.values_list(*beloeb), all=True)


def _punkter(rapport: Afrapportering) -> Raekker:
    punkter = Maalepunkt.objects.filter(statusser__afrapportering=rapport).order_by()
    return punkter.values_list(
        *felter("maal__", MAAL),
        *felter("", PUNKT),
        *felter("statusser__", STATUS + SKREVET),
        *felter("statusser__resultater__", RESULTAT),
        *felter("maaltal__", MAALTAL),
    )


def _omraader(rapport: Afrapportering) -> Raekker:
    omraader = Indsatsomraade.objects.filter(statusser__afrapportering=rapport).order_by()
    return omraader.values_list(*_udfyldt("nummer", "titel", "beskrivelse", "afsnit", "statusser__tekst"))


def _udfyldt(*navne: str) -> list[str | Value]:
    """Fields, and nothing in the columns that the widest table of a union has besides."""
    return [*navne, *[Value(None, TextField())] * (BREDDE - len(navne))]
