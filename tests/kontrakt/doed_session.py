"""A session engine whose database is gone."""

from typing import NoReturn

from django.contrib.sessions.backends.db import SessionStore as Session
from django.db import OperationalError


class SessionStore(Session):
    """Fails at the first question."""

    def load(self) -> NoReturn:
        """Fail as a database that does not answer."""
        raise OperationalError("server closed the connection")
