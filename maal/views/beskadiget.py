"""The page in place of an approved report whose picture is damaged, wherever the report was to be shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from maal.billedformat import Beskadiget


class BeskadigetSide:
    """Middleware: say in Danish that the picture is damaged, with status 503; the log has it as an error already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the answer as it is."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give the page when that was what went wrong."""
        if not isinstance(exception, Beskadiget):
            return None
        return render(request, "maal/beskadiget.html", {"fejl": str(exception)}, status=503)
