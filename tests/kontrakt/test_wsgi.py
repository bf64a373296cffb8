"""What gunicorn hands over: even a header that Django breaks down on has an answer."""

import io
from typing import Any

import pytest

from kontrakt.wsgi import application

pytestmark = pytest.mark.django_db  # each request begins by looking after the database's connection


def hent(**egenskaber: str) -> tuple[str, str]:
    """The status and the body of a request as gunicorn makes it."""
    svar: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/findes-ikke/",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **egenskaber,
    }
    krop = b"".join(application(environ, lambda status, hoveder, fejl=None: svar.append(status)))  # type: ignore[arg-type]
    return svar[0], krop.decode()


@pytest.mark.parametrize(
    "indholdstype",
    ["text/plain; charset*=utf-8''%00", "text/plain; charset*=findes-ikke''x", "text/plain; charset=x\0"],
)
def test_header_that_cannot_be_read_is_refused(indholdstype: str) -> None:
    status, html = hent(CONTENT_TYPE=indholdstype)

    assert status == "400 Bad Request"
    assert "Anmodningen kunne ikke læses" in html


def test_ordinary_request_is_answered() -> None:
    assert hent(CONTENT_TYPE="text/plain; charset=utf-8")[0] == "404 Not Found"
