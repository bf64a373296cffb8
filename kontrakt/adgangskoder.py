"""The one rule for passwords that Django lacks."""

from django.core.exceptions import ValidationError

MAKS_ADGANGSKODE = 128  # characters; longer ones only cost time to check


class HoejstSaaLang:
    """A password validator: no longer than a password manager would make one."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` for a password that is too long."""
        if len(password) > MAKS_ADGANGSKODE:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"Adgangskoden må højst være på {MAKS_ADGANGSKODE} tegn."
