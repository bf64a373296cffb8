"""What every Office file needs: text that XML can hold, and a zip that is the same whenever it is packed."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FORBUDTE_TEGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def uden_forbudte_tegn(tekst: str) -> str:
    """Give the text with one kind of line break and without the characters that XML forbids."""
    return _FORBUDTE_TEGN.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def stabil(raa: bytes) -> bytes:
    """Give the zip with the same parts in the same order, packed, and without the time of writing."""
    faerdig = BytesIO()
    with ZipFile(BytesIO(raa)) as kilde, ZipFile(faerdig, "w") as zip_:
        for navn in kilde.namelist():
            del_ = ZipInfo(navn)  # dated 1980
            del_.create_system = 0  # the same on every operating system
            zip_.writestr(del_, kilde.read(navn), ZIP_DEFLATED)
    return faerdig.getvalue()
