"""allauth's forms with Danish words."""

import struct
from collections.abc import Mapping
from typing import Any

from allauth.account import forms as konto
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as totrin
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict
from django.http import HttpRequest

KODE = {"code": "Kode"}
MAKS_LINJE = 200  # characters of what allauth's own fields leave without a limit
MAKS_NOEGLESVAR = 20_000  # characters of a browser's answer about a passkey; a real one is of some hundreds


class Danske:
    """What the forms share: our labels and help, and no example inside the fields, which reads as if it were typed."""

    etiketter: Mapping[str, str] = {}
    hjaelp: Mapping[str, str] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, felt in self.fields.items():
            felt.widget.attrs.pop("placeholder", None)
            felt.label = self.etiketter.get(navn, felt.label)
            felt.help_text = self.hjaelp.get(navn, felt.help_text)
            if isinstance(felt, forms.CharField) and not (felt.max_length or isinstance(felt, forms.JSONField)):
                felt.validators.append(MaxLengthValidator(MAKS_LINJE))
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True


class LogIndForm(Danske, konto.LoginForm):
    """Log-in by user name or e-mail address."""

    etiketter = {"login": "Brugernavn eller e-mail", "password": "Adgangskode"}
    hjaelp = {"password": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def user_credentials(self) -> dict[str, str]:
        """As user name only; the backend then tries it as e-mail address too.

        allauth gives it twice, and then the password of an address that exists is tried twice: it takes twice as long.
        """
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class SkiftAdgangskodeForm(Danske, konto.ChangePasswordForm):
    """A new password for who knows the old one."""

    etiketter = {
        "oldpassword": "Nuværende adgangskode",
        "password1": "Ny adgangskode",
        "password2": "Gentag den nye adgangskode",
    }
    hjaelp = {"oldpassword": ""}


class GlemtAdgangskodeForm(Danske, konto.ResetPasswordForm):
    """Ask for an e-mail with a link."""

    etiketter = {"email": "E-mailadresse"}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send one e-mail whether there is a user or not; allauth's own to who has none leads to a sign-up page."""
        if self.users:
            return super().save(request, **kwargs)
        email: str = self.cleaned_data["email"]
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class NyAdgangskodeForm(Danske, konto.ResetPasswordKeyForm):
    """A new password for who came by the link."""

    etiketter = {"password1": "Ny adgangskode", "password2": "Gentag den nye adgangskode"}


class BekraeftAdgangskodeForm(Danske, konto.ReauthenticateForm):
    """The password once more."""

    etiketter = {"password": "Adgangskode"}
    hjaelp = {"password": ""}


class TotrinForm(Danske, totrin.AuthenticateForm):
    """The second step of a log-in."""

    etiketter = KODE
    hjaelp = {"code": "De seks cifre, som app’en viser nu, eller en af dine reservekoder."}


class BekraeftKodeForm(Danske, totrin.ReauthenticateForm):
    """A code once more."""

    etiketter = KODE
    hjaelp = TotrinForm.hjaelp


class TilfoejAppForm(Danske, ActivateTOTPForm):
    """The first code of an app."""

    etiketter = KODE
    hjaelp = {"code": "De seks cifre, som app’en viser nu."}


class Noeglesvar:
    """What the forms of a passkey share: a forged answer is refused, whatever it is made of; allauth foresees a few."""

    data: Mapping[str, Any]

    def full_clean(self) -> None:
        """Check the answer; what cannot be read says so at its field."""
        try:
            if len(self.data.get("credential", "")) > MAKS_NOEGLESVAR:
                raise ValueError
            super().full_clean()  # type: ignore[misc]  # of the form it is mixed into
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, struct.error):
            self.cleaned_data: dict[str, Any] = {}
            self._errors = ErrorDict()
            self.data = {navn: self.data[navn] for navn in self.data} | {"credential": ""}  # nor can it be shown again
            self.add_error("credential", "Svaret fra adgangsnøglen kunne ikke læses. Prøv igen.")  # type: ignore[attr-defined]


class LogIndMedNoegleForm(Noeglesvar, LoginWebAuthnForm):
    """Log-in by a passkey alone."""


class TotrinMedNoegleForm(Noeglesvar, AuthenticateWebAuthnForm):
    """The second step by a passkey."""


class BekraeftMedNoegleForm(Noeglesvar, ReauthenticateWebAuthnForm):
    """A passkey once more."""


class TilfoejNoegleForm(Noeglesvar, Danske, AddWebAuthnForm):
    """A new passkey."""

    etiketter = {"name": "Navn", "passwordless": "Log ind med nøglen alene, uden adgangskode"}
    hjaelp = {
        "name": "Så du kan kende den fra andre, fx »Min telefon«.",
        "passwordless": "Nøglen skal så selv kræve pinkode, fingeraftryk eller ansigt.",
    }


class OmdoebNoegleForm(Danske, EditWebAuthnForm):
    """Another name for a passkey."""

    etiketter = {"name": "Navn"}
    hjaelp = {"name": "Så du kan kende den fra andre, fx »Min telefon«."}
