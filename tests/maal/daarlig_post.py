"""A mail server that refuses one person."""

from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

AFVISES = "afvises@eksempel.dk"


class DaarligPost(EmailBackend):
    """As the tests' own, but for one address."""

    def send_messages(self, messages: Any) -> int:
        """Refuse who is to be refused."""
        for mail in messages:
            if AFVISES in mail.to:
                raise SMTPRecipientsRefused({AFVISES: (550, b"no such user")})
        return super().send_messages(messages)


class DoedPost(EmailBackend):
    """A server that does not answer."""

    def open(self) -> bool:
        """Nobody is there."""
        raise ConnectionRefusedError
