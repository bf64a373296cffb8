"""The WSGI application that gunicorn serves: `gunicorn kontrakt.wsgi`."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontrakt.settings")


class Anmodning(WSGIRequest):
    """Django's request; a `Content-Type` that it breaks down on, outside all that answers errors, is no type at all."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # not in the stubs
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}  # kontrakt.sikkerhed refuses it


class Program(WSGIHandler):
    """Django's handler, with that request."""

    request_class = Anmodning


django.setup(set_prefix=False)
application = Program()
