"""The forms of a page as a browser sees them: where they send, and what they would send as they stand."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

FRA_ALLE_SIDER = ("/log-ud/", "/admin/logout/")  # the header's button, tried once by its own address


@dataclass
class Formular:
    """A form: each field's value as it stands, and what else it offers or is."""

    adresse: str
    felter: dict[str, list[str]] = field(default_factory=dict)
    valg: dict[str, list[str]] = field(default_factory=dict)
    filer: set[str] = field(default_factory=set)
    skjulte: set[str] = field(default_factory=set)

    @property
    def art(self) -> tuple[str, ...]:
        """What makes two forms of a page the same kind."""
        return tuple(sorted({*self.felter, *self.filer}))

    def tag(self, navn: str, vaerdi: str) -> None:
        """Note a value that the field has."""
        self.felter.setdefault(navn, []).append(vaerdi)


class _Laeser(HTMLParser):
    """Collects the forms that post."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side
        self.formularer: list[Formular] = []
        self.inde: Formular | None = None
        self.tekstfelt = self.valgliste = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        egne = {navn: vaerdi or "" for navn, vaerdi in attrs}
        if tag == "form" and egne.get("method", "").lower() == "post":
            self.inde = Formular(urldefrag(urljoin(self.side, egne.get("action", "")))[0])
            self.formularer.append(self.inde)
        navn = egne.get("name", "")
        if self.inde is None or "__prefix__" in navn:
            return
        if tag == "option" and self.valgliste:
            self._mulighed(egne)
        elif tag == "select":
            self.valgliste = navn
            self.inde.valg[navn] = []
            self.inde.felter.setdefault(navn, [])
        elif navn and tag == "textarea":
            self.tekstfelt = navn
            self.inde.felter[navn] = [""]
        elif navn and tag in ("input", "button"):
            self._inddata(self.inde, navn, egne)

    def _mulighed(self, egne: dict[str, str]) -> None:
        assert self.inde is not None
        self.inde.valg[self.valgliste].append(egne.get("value", ""))
        if "selected" in egne:
            self.inde.tag(self.valgliste, egne.get("value", ""))

    @staticmethod
    def _inddata(formular: Formular, navn: str, egne: dict[str, str]) -> None:
        slags = egne.get("type", "text")
        if slags == "file":
            formular.filer.add(navn)
        elif slags in ("checkbox", "radio", "submit", "button"):
            formular.valg.setdefault(navn, []).append(egne.get("value", "on"))
            formular.felter.setdefault(navn, [])
            if "checked" in egne:
                formular.tag(navn, egne.get("value", "on"))
        else:
            formular.tag(navn, egne.get("value", ""))
            if slags == "hidden":
                formular.skjulte.add(navn)

    def handle_data(self, data: str) -> None:
        if self.tekstfelt and self.inde:
            self.inde.felter[self.tekstfelt][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inde = None
        elif tag == "select":
            self.valgliste = ""
        elif tag == "textarea":
            self.tekstfelt = ""


def formularer(html: str, side: str) -> list[Formular]:
    """The forms of the page at an address that post; of those that are alike only the first two."""
    laeser = _Laeser(side)
    laeser.feed(html)
    alle = [
        formular for formular in laeser.formularer if formular.adresse not in FRA_ALLE_SIDER or side in FRA_ALLE_SIDER
    ]
    ens: dict[tuple[str, ...], list[Formular]] = {}
    for formular in alle:
        ens.setdefault(formular.art, []).append(formular)
    return [formular for flok in ens.values() for formular in flok[:2]]
