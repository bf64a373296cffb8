"""allauth fitted to us: one answer whatever is wrong, no sign-up, Danish words."""

import logging
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelsesslags

logger = logging.getLogger(__name__)

FORKERT = "Brugernavnet eller adgangskoden er forkert. Der er forskel på store og små bogstaver i adgangskoden."
FOR_MANGE = "Der er prøvet for mange gange. Vent fem minutter, og prøv igen."
FORKERT_KODE = "Koden er forkert eller brugt. Vent på, at app’en viser en ny, og prøv med den."


class Konto(DefaultAccountAdapter):
    """Log-in, password and e-mails."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": FORKERT,
        "email_password_mismatch": FORKERT,
        "too_many_login_attempts": FOR_MANGE,
        "rate_limited": FOR_MANGE,
        "enter_current_password": "Adgangskoden er forkert. Skriv den, du bruger nu.",
        "incorrect_password": "Adgangskoden er forkert.",
        "incorrect_code": FORKERT_KODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the administrator makes the users."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether log-in may lead there: only within this host. allauth takes every host in ALLOWED_HOSTS for ours."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Bruger | None:
        """The user of a name and password; one who is not active counts as a wrong password in every respect.

        allauth itself answers such a user otherwise, which tells that the user exists and the password is right.
        """
        self.pre_authenticate(request, **credentials)
        bruger = authenticate(request, **credentials)
        if bruger is None:
            self.authentication_failed(request, **credentials)
        else:
            self._rollback_login_failed_rl_usage()
        return bruger

    def respond_user_inactive(self, request: HttpRequest, user: Bruger) -> HttpResponse:
        """To the log-in page, as after any log-in that fails: by passkey and by the organisation's log-in."""
        log(Haendelsesslags.LOG_IND_AFVIST, bruger=user, beskrivelse="Brugeren er ikke aktiv.")
        messages.error(request, "Du blev ikke logget ind. Kontakt din administrator.")
        return HttpResponseRedirect(reverse("account_login"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To `Din konto`, which says that it is changed."""
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the e-mail; `key` is user and token with a hyphen between."""
        bruger, _, noegle = key.partition("-")
        vej = reverse("account_reset_password_from_key", kwargs={"uidb36": bruger, "key": noegle})
        return str(self.request.build_absolute_uri(vej))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell the user what was changed; it is changed all the same when no e-mail can be sent."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            logger.exception("The e-mail about a change of an account could not be sent")


def _laas() -> Fernet:
    """What locks the keys of the second steps: made of SECRET_KEY."""
    return Fernet(urlsafe_b64encode(salted_hmac("kontrakt.totrin", "", algorithm="sha256").digest()))


class Totrin(DefaultMFAAdapter):
    """The second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": FORKERT_KODE,
        "cannot_generate_recovery_codes": "Tilføj først en app eller en adgangsnøgle.",
    }

    def encrypt(self, text: str) -> str:
        """The key of an app or of spare codes, so that a copy of the database is of no use without SECRET_KEY."""
        return _laas().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The key again; one that nobody has, so that no code fits, when SECRET_KEY is another now."""
        try:
            return _laas().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second step was saved with another SECRET_KEY and works no more")
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: Bruger, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """A first suggestion: `Adgangsnøgle 2`."""
        antal = Authenticator.objects.filter(user=user, type=type).count()
        return f"Adgangsnøgle {antal + 1}"

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, to stand in the page itself: our policy allows no pictures by `data:`."""
        svg = super().build_totp_svg(url).partition("?>")[2]
        return svg.replace("<svg", '<svg role="img" aria-label="QR-kode"', 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """By what name the user's passkey knows us."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Resultatkontrakt"}
