"""A zip packed anew is the same bytes, with the same parts in the same order; a text is one that XML can hold."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from rapporter.pakke import stabil, uden_forbudte_tegn

DELE = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:p/>" * 500, "a.xml": b""}


def pakket(aar: int, pakning: int = ZIP_DEFLATED) -> bytes:
    """The parts in a zip written in a year."""
    raa = BytesIO()
    with ZipFile(raa, "w") as zip_:
        for navn, indhold in DELE.items():
            zip_.writestr(ZipInfo(navn, (aar, 1, 1, 0, 0, 0)), indhold, pakning)
    return raa.getvalue()


def test_package_keeps_its_parts_and_their_order() -> None:
    with ZipFile(BytesIO(stabil(pakket(2021)))) as zip_:
        assert [(navn, zip_.read(navn)) for navn in zip_.namelist()] == list(DELE.items())


def test_package_is_the_same_whenever_it_was_written() -> None:
    assert pakket(2021) != pakket(2026)
    assert stabil(pakket(2021)) == stabil(pakket(2026)) == stabil(pakket(2026, ZIP_STORED))


def test_package_is_packed() -> None:
    assert len(stabil(pakket(2021, ZIP_STORED))) < len(pakket(2021, ZIP_STORED)) / 5


def test_text_keeps_all_but_what_xml_forbids() -> None:
    assert uden_forbudte_tegn("a\x00b\x0bc\ud800\uffffd\te\r\nf\rg\næøå 🙂") == "abcd\te\nf\ng\næøå 🙂"
