"""The log-in form."""

from django.contrib.auth.forms import AuthenticationForm

FORKERT = "Brugernavnet eller adgangskoden er forkert. Der er forskel på store og små bogstaver."


class LogIndForm(AuthenticationForm):
    """Django's log-in form with one answer to everything that is wrong, so that it never tells which users exist."""

    error_messages = {"invalid_login": FORKERT, "inactive": FORKERT}
