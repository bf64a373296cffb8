"""The settings of log-in, by allauth, and of e-mail. Which of allauth's pages there are stands in `konto_urls.py`."""

from typing import Any

from kontrakt.miljoe import afsender, ja_nej, kraev_totrin, mailserver, oidc_udbydere

ACCOUNT_ADAPTER = "kontrakt.konto.Konto"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # the administrator writes the addresses
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
# Django's own: allauth's would copy the user's address to a table of its own, where it outlives a change.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Attempts, within what time, counted by what (address on the net, user, or what was typed).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/15m/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "kontrakt.forms.LogIndForm",
    "change_password": "kontrakt.forms.SkiftAdgangskodeForm",
    "reset_password": "kontrakt.forms.GlemtAdgangskodeForm",
    "reset_password_from_key": "kontrakt.forms.NyAdgangskodeForm",
    "reauthenticate": "kontrakt.forms.BekraeftAdgangskodeForm",
}

MFA_ADAPTER = "kontrakt.konto.Totrin"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Resultatkontrakt"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ja_nej("DEBUG", default=False)  # http://localhost
MFA_FORMS = {
    "authenticate": "kontrakt.forms.TotrinForm",
    "reauthenticate": "kontrakt.forms.BekraeftKodeForm",
    "activate_totp": "kontrakt.forms.TilfoejAppForm",
    "login_webauthn": "kontrakt.forms.LogIndMedNoegleForm",
    "authenticate_webauthn": "kontrakt.forms.TotrinMedNoegleForm",
    "reauthenticate_webauthn": "kontrakt.forms.BekraeftMedNoegleForm",
    "add_webauthn": "kontrakt.forms.TilfoejNoegleForm",
    "edit_webauthn": "kontrakt.forms.OmdoebNoegleForm",
}
KRAEV_TOTRIN = kraev_totrin()

SOCIALACCOUNT_ADAPTER = "kontrakt.udbyder.Udbyder"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": oidc_udbydere()}}

vars().update(mailserver())  # EMAIL_BACKEND, EMAIL_HOST and their like
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = afsender()
