"""An Office file is a zip; this one is the same whenever and wherever it is packed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def stabil(raa: bytes) -> bytes:
    """Give the zip with the same parts in the same order, packed, and without the time of writing."""
    faerdig = BytesIO()
    with ZipFile(BytesIO(raa)) as kilde, ZipFile(faerdig, "w") as zip_:
        for navn in kilde.namelist():
            del_ = ZipInfo(navn)  # dated 1980
            del_.create_system = 0  # the same on every operating system
            zip_.writestr(del_, kilde.read(navn), ZIP_DEFLATED)
    return faerdig.getvalue()
