"""A template of ours that names a variable nobody gave it is a fault, not an empty text."""

import inspect
from pathlib import Path

from django.template.base import Node


class UnknownVariable(str):
    """For `string_if_invalid`: raises when the variable stands in a template under `folder`.

    Django's admin and the libraries' templates lean on unknown variables being empty, so theirs stay so.
    """

    folder: str

    def __new__(cls, folder: Path) -> "UnknownVariable":
        """A text that Django recognises as having a place for the variable's name."""
        instance = super().__new__(cls, "%s")
        instance.folder = str(folder)
        return instance

    def __mod__(self, variable: object) -> str:
        """Called by Django with the variable that could not be resolved."""
        origin = self._origin()
        if origin.startswith(self.folder):
            raise NameError(f"unknown template variable {variable} in {origin}")
        return ""

    @staticmethod
    def _origin() -> str:
        """The file of the template node being rendered; blank when rendered outside a template file."""
        frame = inspect.currentframe()
        while frame:
            node = frame.f_locals.get("self")
            if frame.f_code.co_name == "render_annotated" and isinstance(node, Node):
                return str(node.origin.name or "")
            frame = frame.f_back
        return ""
