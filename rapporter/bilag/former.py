"""The forms that the annex comes in: what each is called, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kontrakt.models import Bruger
from maal.models import Afrapportering
from rapporter.bilag.dan import dan_bilag
from rapporter.bilag.indhold import Bilag
from rapporter.bilag.pdf import skriv_pdf
from rapporter.bilag.powerpoint import skriv_powerpoint
from rapporter.bilag.word import skriv_word
from rapporter.fil import DOCX, PDF, PPTX, Fil


@dataclass(frozen=True)
class Form:
    """One form: its name to the user, the ending of its files, their MIME type, and the writer."""

    navn: str
    endelse: str
    indholdstype: str
    skriv: Callable[[Bilag], bytes]


FORMER = {
    "word": Form("Word", "docx", DOCX, skriv_word),
    "pdf": Form("PDF", "pdf", PDF, skriv_pdf),
    "powerpoint": Form("PowerPoint", "pptx", PPTX, skriv_powerpoint),
}


def bilagsfil(bruger: Bruger, afrapportering: Afrapportering, form: Form, *, dannet: datetime) -> Fil:
    """The annex of a report that the user may see, in a form; `dannet` with time zone. Raises what `dan_bilag` does."""
    bilag = dan_bilag(bruger, afrapportering, dannet=dannet)
    return Fil(f"{bilag.navn}.{form.endelse}", form.skriv(bilag), form.indholdstype)
