"""The log: one JSON object a line, and one line for each request. Of a person it holds the user's id and nothing else.

So no address of the browser, no query string, and no words of an exception: they may repeat what somebody typed. What
every line of a request shares is kept in `ANMODNING` while the request is answered.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import format_tb
from types import MappingProxyType
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase

ID_HOVED = "X-Request-ID"
VELFORMET_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
HEMMELIGE_LED = frozenset({"key", "token", "uidb36", "uidb64"})  # whoever has them can set a password

ANMODNING: ContextVar[Mapping[str, object]] = ContextVar("ANMODNING", default=MappingProxyType({}))
log = logging.getLogger("kontrakt.anmodning")


class JsonLinje(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line break."""
        linje: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _besked(record),
            **ANMODNING.get(),
            **getattr(record, "felter", {}),
        }
        if record.exc_info and record.exc_info[1]:
            linje["traceback"] = "".join(_spor(record.exc_info[1]))
        return json.dumps(linje, ensure_ascii=False, default=str)


def anmodningslog(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: write a line for each request, and give the request an id that every line and the answer carry."""

    def svar(request: HttpRequest) -> HttpResponseBase:
        begyndt = time.perf_counter()
        kaldt = request.headers.get(ID_HOVED, "")
        id_ = kaldt if VELFORMET_ID.fullmatch(kaldt) else uuid.uuid4().hex
        maerke = ANMODNING.set({"request_id": id_})
        try:
            response = get_response(request)
            response.headers[ID_HOVED] = id_
            felter = {
                "method": request.method,
                "path": _uden_hemmeligheder(request),
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - begyndt) * 1000, 1),
                "user_id": _bruger_id(request),
            }
            log.info("%s %s %s", felter["method"], felter["path"], felter["status"], extra={"felter": felter})
            return response
        finally:
            ANMODNING.reset(maerke)

    return svar


def _bruger_id(request: HttpRequest) -> int | None:
    """Who asked, when the session was used anyway: the log costs no query."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return None
    try:
        return int(session.get(SESSION_KEY, "")) or None
    except (ValueError, DatabaseError):  # nobody, or the request failed because the database did
        return None


def _uden_hemmeligheder(request: HttpRequest) -> str:
    """The path, with `…` for the part that lets its reader set another's password."""
    sti = request.path
    led: dict[str, Any] = request.resolver_match.kwargs if request.resolver_match else {}
    for navn in HEMMELIGE_LED & led.keys():
        sti = sti.replace(str(led[navn]), "…")
    return sti


def _besked(record: logging.LogRecord) -> str:
    """The message; Django's name the path, which may hold a secret part."""
    besked = record.getMessage()
    request = getattr(record, "request", None)
    return besked.replace(request.path, _uden_hemmeligheder(request)) if isinstance(request, HttpRequest) else besked


def _spor(fejl: BaseException | None) -> Iterator[str]:
    """Where an exception and what led to it were raised; its kind, and not its words."""
    while fejl is not None:
        yield f"{type(fejl).__module__}.{type(fejl).__qualname__}\n"
        yield from format_tb(fejl.__traceback__)
        fejl = fejl.__cause__ or (None if fejl.__suppress_context__ else fejl.__context__)
