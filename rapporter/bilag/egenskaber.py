"""What an Office file of the annex says of itself: the properties that Word and PowerPoint have alike."""

from datetime import UTC

from docx.opc.coreprops import CoreProperties
from pptx.parts.coreprops import CorePropertiesPart

from rapporter.bilag.indhold import Bilag
from rapporter.pakke import uden_forbudte_tegn

_MAKS = 255  # characters, as long as the format has a text


def saet_egenskaber(egenskaber: CoreProperties | CorePropertiesPart, bilag: Bilag) -> None:
    """Fill in title, subject, author, times and language, and nothing of the library's own template."""
    egenskaber.title = uden_forbudte_tegn(f"{bilag.titel}, {bilag.undertitel}")[:_MAKS]
    egenskaber.subject = uden_forbudte_tegn(", ".join(vaerdi for _, vaerdi in bilag.oplysninger[:2]))[:_MAKS]
    egenskaber.author = egenskaber.last_modified_by = uden_forbudte_tegn(bilag.forfatter)[:_MAKS]
    egenskaber.created = egenskaber.modified = bilag.dannet.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    egenskaber.language = "da-DK"
    egenskaber.comments = ""
    egenskaber.revision = 1
