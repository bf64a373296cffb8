"""A finished file for somebody to save: what every document and workbook of this floor comes out as."""

from dataclasses import dataclass

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = "application/pdf"


@dataclass(frozen=True)
class Fil:
    """A file under the name it is saved as; `indholdstype` is its MIME type."""

    navn: str
    indhold: bytes
    indholdstype: str = XLSX
