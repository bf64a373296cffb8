"""Sessions end after eight hours without a click, and yet a click seldom writes to the database."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

FORNYET = "fornyet"  # in the session: when its eight hours (SESSION_COOKIE_AGE) last began, seconds since 1970
FORNY_EFTER = 5 * 60  # seconds: so much may be missing from the eight hours


@receiver(user_logged_in)
def begynd(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Note the time at log-in."""
    request.session[FORNYET] = int(time.time())


def forny_session(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: begin the eight hours anew when a user clicks, but write that down at most every five minutes."""

    def svar(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        # A page that did not need to know who asks is no reason to look.
        if session.accessed and SESSION_KEY in session and time.time() - session.get(FORNYET, 0) > FORNY_EFTER:
            session[FORNYET] = int(time.time())  # saved with the answer, and the cookie with it
        return response

    return svar
