"""What every page's footer needs from the settings."""

from django.conf import settings
from django.http import HttpRequest


def tilgaengelighedserklaering(request: HttpRequest) -> dict[str, str]:
    """Context processor: the accessibility statement's address, blank when the environment names none."""
    return {"tilgaengelighedserklaering_url": settings.TILGAENGELIGHEDSERKLAERING_URL}
