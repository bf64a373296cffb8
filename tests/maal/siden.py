"""What the tests of the report page share: its addresses, and the words in a part of it."""

import re
from html import unescape

from django.urls import reverse

from maal.models import Afrapportering, Maalepunkt


def side(rapport: Afrapportering) -> str:
    """The address of the report's page."""
    return reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk])


def gem_url(rapport: Afrapportering, punkt: Maalepunkt) -> str:
    """The address that saves one målepunkt."""
    return reverse("maal:gem_maalepunkt", args=[rapport.kontrakt.slug, rapport.pk, punkt.pk])


def tekst(html: str, anker: str, slut: str = "article") -> str:
    """The words between the element with an id and the next closing tag of the kind `slut`."""
    begynd = html.index(">", html.index(f'id="{anker}"')) + 1
    return " ".join(unescape(re.sub("<[^>]*>", " ", html[begynd : html.index(f"</{slut}>", begynd)])).split())
