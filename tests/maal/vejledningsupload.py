"""What the tests of uploaded guidance share: a file, its preview, and what the preview says."""

from collections.abc import Sequence
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontrakt.bekraeft import Kilde, SkjulteFiler, aftryk
from tests.kommuner.vejledningsfiler import som_csv, xlsx
from tests.maal.vejledningsverden import NYTAAR

INDLAES, BEKRAEFT = "/vejledning/indlaes/", "/vejledning/indlaes/bekraeft/"
HOVED = ["Kommune", "Opgjort pr.", "Vækst"]
RAEKKER: list[list[Any]] = [HOVED, ["Hjørring", NYTAAR, 5], ["Rebild", NYTAAR, 0], ["Aalborg", NYTAAR, 1_234]]


def med(vaekst: int = 5, **aendret: Any) -> list[list[Any]]:
    """The rows with another figure for Hjørring, or other cells: `B3=…`."""
    raekker = [list(raekke) for raekke in RAEKKER]
    raekker[1][2] = vaekst
    for sted, vaerdi in aendret.items():
        raekker[int(sted[1:]) - 1][ord(sted[0]) - ord("A")] = vaerdi
    return raekker


def vis(klient: Client, raekker: Sequence[Sequence[Any]] = RAEKKER, navn: str = "tal.xlsx", **valg: str) -> Any:
    """Choose a file; gives the preview, or what is wrong."""
    indhold = xlsx(raekker) if navn.endswith("x") else som_csv(raekker)
    svar = klient.post(INDLAES, {"fil": SimpleUploadedFile(navn, indhold), **valg})
    assert svar.status_code == 200
    return svar


def sendt(svar: Any, **aendret: Any) -> dict[str, Any]:
    """What the preview's form sends."""
    return {felt.html_name: felt.value() or "" for felt in svar.context["form"]} | aendret


def fejl(svar: Any) -> list[str]:
    """All that is wrong with the file."""
    return [str(en) for en in svar.context["fejl"]]


def beskeder(svar: Any) -> list[str]:
    """What the next page says at its top."""
    return [str(besked) for besked in get_messages(svar.wsgi_request)]


def listen(svar: Any) -> dict[str, list[tuple[str, list[tuple[str, int | None, int | None]]]]]:
    """A preview: by what happens, the counts and each figure before and after."""
    return {
        navn: [
            (f"{en.post.hus} {en.post.pr_dato}", [(f.kommune, f.foer, f.efter) for f in en.forskelle]) for en in slags
        ]
        for navn in ("nye", "aendrede", "uaendrede")
        if (slags := svar.context[navn])
    }


def forfalsket(indhold: bytes, navn: str = "tal.xlsx.csv") -> str:
    """The hidden field with other rows in it."""
    return str(SkjulteFiler().prepare_value([Kilde(navn, indhold)]))


def bekraeftet(raekke: str, vist: list[object]) -> dict[str, str]:
    """The form of a preview that shows one new count with one municipality, as if it had been seen."""
    return {"filer": forfalsket(f"Kode;Opgjort pr.;Vækst\n{raekke}\n".encode()), "aftryk": aftryk([vist])}
