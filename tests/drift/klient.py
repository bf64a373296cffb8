"""A browser as far as a save needs one: cookies, the page's own forms with their hidden fields, and htmx's header."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

NAVN = "127.0.0.1"  # what the site is called, whichever host answers
TIDSFRIST = 90  # seconds; longer than gunicorn lets a worker be silent


class Afbrudt(Exception):  # noqa: N818 - says what happened
    """The server was gone before it had answered, so nobody knows whether it did what it was asked."""


@dataclass
class Formular:
    """A form of a page, with what stands in its fields."""

    handling: str
    felter: dict[str, str] = field(default_factory=dict)
    slags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Svar:
    """What the server answered in the end, after redirects."""

    kode: int
    adresse: str
    tekst: str

    @property
    def formularer(self) -> list[Formular]:
        """The forms of the page."""
        laeser = _Laeser()
        laeser.feed(self.tekst)
        return laeser.formularer

    def formular(self, ende: str) -> Formular:
        """The form that is sent to an address with that ending."""
        return next(f for f in self.formularer if f.handling.split("#")[0].endswith(ende))


class _Laeser(HTMLParser):
    """Collects forms; of a list of choices the chosen one, of checkboxes only those that are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.formularer: list[Formular] = []
        self._tekstfelt = self._liste = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        egenskaber = {navn: vaerdi or "" for navn, vaerdi in attrs}
        if tag == "form":
            self.formularer.append(Formular(egenskaber.get("action", "")))
            return
        navn = egenskaber.get("name", "")
        if not self.formularer:
            return
        felter = self.formularer[-1].felter
        slags = egenskaber.get("type", "text")
        if tag == "input" and navn and (slags not in {"checkbox", "radio", "submit"} or "checked" in egenskaber):
            felter[navn] = egenskaber.get("value", "")
            self.formularer[-1].slags[navn] = slags
        elif tag == "textarea":
            self._tekstfelt, felter[navn] = navn, ""
        elif tag == "select":
            self._liste, felter[navn] = navn, ""
        elif tag == "option" and "selected" in egenskaber:
            felter[self._liste] = egenskaber.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._tekstfelt:
            self.formularer[-1].felter[self._tekstfelt] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            felter, navn = self.formularer[-1].felter, self._tekstfelt
            felter[navn] = felter[navn].removeprefix("\n")
            self._tekstfelt = ""


class Klient:
    """One person's browser. It says, as the web server in front does, the site's name and HTTPS."""

    def __init__(self, adresse: str) -> None:
        self.adresse = adresse
        self.brugernavn = ""
        politik = DefaultCookiePolicy(secure_protocols=("http", "https"))  # the hop behind the web server is http
        self.kager = CookieJar(politik)
        self._aabner = build_opener(HTTPCookieProcessor(self.kager))

    def paa(self, adresse: str) -> "Klient":
        """The same browser, led to another host of the site."""
        anden = Klient(adresse)
        anden.brugernavn = self.brugernavn
        for kage in self.kager:
            anden.kager.set_cookie(kage)
        return anden

    def hent(self, vej: str) -> Svar:
        """Ask for a page."""
        return self._spoerg(Request(urljoin(self.adresse, vej)))  # noqa: S310 - our own server

    def send(self, vej: str, felter: dict[str, str], *, htmx: bool = False) -> Svar:
        """Send a form."""
        krop = urlencode(felter).encode()
        foresp = Request(urljoin(self.adresse, vej), krop)  # noqa: S310 - our own server
        foresp.add_header("Origin", f"https://{NAVN}")
        if htmx:
            foresp.add_header("HX-Request", "true")
        return self._spoerg(foresp)

    def log_ind(self, brugernavn: str, kode: str) -> Svar:
        """Log in by the page; gives the page that it leads to."""
        self.brugernavn = brugernavn
        formular = next(f for f in self.hent("/log-ind/").formularer if "password" in f.slags.values())
        synlige = [navn for navn, slags in formular.slags.items() if slags in {"text", "email"}]
        kodefelt = next(navn for navn, slags in formular.slags.items() if slags == "password")
        return self.send("/log-ind/", formular.felter | {synlige[0]: brugernavn, kodefelt: kode})

    def _spoerg(self, foresp: Request) -> Svar:
        foresp.add_header("Host", NAVN)
        foresp.add_header("X-Forwarded-Proto", "https")
        try:
            with self._aabner.open(foresp, timeout=TIDSFRIST) as svar:
                return Svar(svar.status, svar.url, svar.read().decode())
        except HTTPError as fejl:
            with fejl:
                return Svar(fejl.code, fejl.url or "", fejl.read().decode(errors="replace"))
        except (URLError, HTTPException, OSError) as fejl:
            raise Afbrudt(str(fejl)) from fejl
