"""What is typed, sent and uploaded: things that people write, and things that nobody should."""

import json
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.fuzz.adgangsnoegle import FALSKE
from tests.fuzz.formularer import Formular
from tests.kommuner.vejledningsfiler import som_csv, xlsx

FIXTURES = settings.BASE_DIR / "fixtures"
FILER = [*sorted((FIXTURES / "grunddata").glob("*.yaml")), *sorted((FIXTURES / "kontrakter").glob("*.yaml"))]

RIGTIGE = (
    "", "0", "1", "2", "7", "2021", "2022", "71,5", "1.680", "80 %", "−12,3", "13.10.2021", "31. december 2021",
    "2021-12-31", "on", "Målet er nået.", "nordjylland", "0851", "kvalitativ", "procent", "mindst", "endelig",
    "navn@eksempel.dk", "123456",
)  # fmt: skip
ONDE = (
    "\0", "a\0b", "\ufffd\ufffe\uffff", "\u202egnirts", "e\u0301" * 50, "😀" * 300, "\r\n\t\x0b\x0c", "\x1b[31m",
    "1" + "0" * 400, "9" * 20, "-" + "9" * 30, "9" * 5_000, "1e400", "NaN", "Infinity", "-0", "0x10", "١٢٣", "½",
    "1,5,5", "1.5", "--1", "1_000", "31.12.99999", "0001-01-01", "9999-12-31", "30.02.2021", "2021-02-30",
    "99999-01-01", "00.00.0000", "=1+1", "+SUM(A1)", "@x", "<script>alert(1)</script>", "' OR 1=1 --", "%s%n{0}{{x}}",
    "../../etc/passwd", "//eksempel.org", "https://eksempel.org", "javascript:alert(1)", "null", "[]", "{}", "true",
    "a" * 201, "a" * 20_001, "æ" * 1_000_000,
)  # fmt: skip
DYBT = (
    "[" * 100_000,
    '{"a":' * 50_000,
    json.dumps({"fil.yaml": "\ud800"}),
    "1" * 5_000,
    '{"a": NaN}',
    '{"\\u0000": ""}',
)
FILNAVNE = (
    "kontrakt.yaml",
    "kontrakt.yml",
    "x.xlsx",
    "x.zip",
    "x.yaml.exe",
    "../../x.yaml",
    "a" * 300 + ".yaml",
    "æ.YAML",
)
INDHOLD = (
    b"", b"\xff\xfe", b"PK\x03\x04" + b"\0" * 100, b"\0", b"kontrakt:", b"&a [*a]", b"!!python/object:x {}",
    b"[" * 5_000, b"\xef\xbb\xbfkkr: []", b"kkr:\n- noegle: x\n  navn: \x00", b"maal: {" * 40, b"- " * 100_000,
    b"a" * 1_000_001,
)  # fmt: skip

tekst = st.one_of(
    st.sampled_from(FALSKE),
    st.sampled_from(RIGTIGE),
    st.sampled_from(ONDE),
    st.sampled_from(DYBT),
    st.text(max_size=40),
    st.integers().map(str),
)


@st.composite
def yaml(draw: st.DrawFn) -> bytes:
    """A real file with some of its lines changed, doubled or lost."""
    linjer = draw(st.sampled_from(FILER)).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 3))):
        nr = draw(st.integers(0, len(linjer) - 1))
        felt = linjer[nr].partition(":")[0]
        nyt = draw(tekst)
        linjer[nr : nr + 1] = draw(st.sampled_from([[], [linjer[nr]] * 2, [f"{felt}: {nyt}"], [nyt]]))
    return "\n".join(linjer).encode(errors="replace")


@st.composite
def tabel(draw: st.DrawFn) -> SimpleUploadedFile:
    """A table of guidance with some of its cells changed, as a workbook or as CSV."""
    raekker = [
        ["Kommune", "Opgjort pr.", "Vækst", "Drift"],
        ["Aalborg", "31.12.2021", "5", "7"],
        ["I alt", "", "5", "7"],
    ]
    for _ in range(draw(st.integers(0, 3))):
        raekker[draw(st.integers(0, 2))][draw(st.integers(0, 3))] = draw(tekst)[:1_000]
    if draw(st.booleans()):
        return SimpleUploadedFile("tal.csv", som_csv(raekker, draw(st.sampled_from(";,\t")), tegnsaet="utf-8"))
    return SimpleUploadedFile("tal.xlsx", xlsx([[ILLEGAL_CHARACTERS_RE.sub("", c) for c in r] for r in raekker]))


@st.composite
def fil(draw: st.DrawFn) -> SimpleUploadedFile:
    """A file of any kind."""
    if draw(st.integers(0, 3)) == 0:
        return draw(tabel())
    indhold = draw(st.one_of(yaml(), st.sampled_from(INDHOLD), st.binary(max_size=200)))
    navn = draw(st.sampled_from(FILNAVNE[:2] if draw(st.integers(0, 3)) else FILNAVNE))
    return SimpleUploadedFile(navn, indhold)


@st.composite
def indsendelse(draw: st.DrawFn, formular: Formular) -> dict[str, Any]:
    """What somebody sends of a form: as it stands, but for a few fields changed, lost, doubled or made up."""
    data: dict[str, Any] = {navn: list(vaerdier) for navn, vaerdier in formular.felter.items()}
    knapper = [navn for navn in ("_save", "_continue", "action_save") if navn in data]
    navne = sorted(data)
    for navn in draw(st.lists(st.sampled_from(navne), max_size=5)) if navne else []:
        valg = formular.valg.get(navn) or [""]
        data[navn] = draw(st.lists(st.one_of(st.sampled_from(valg), tekst), max_size=2))
    for navn in formular.filer:
        data[navn] = draw(st.lists(fil(), max_size=3))
    if draw(st.integers(0, 9)) == 0:
        data[draw(st.text("abcdefghijklmnop_-0", min_size=1, max_size=12))] = [draw(tekst)]
    for knap in knapper[:1]:
        data[knap] = ["1"]
    return {navn: vaerdier for navn, vaerdier in data.items() if vaerdier}
