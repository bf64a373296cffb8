"""Model fields shared by all apps."""

from typing import Any

from django.db import models

from kontrakt.dansk import sorteringsnoegle


class Sorteringsfelt(models.CharField):  # type: ignore[type-arg]
    """The Danish sort key of another field, kept up to date at every save, `bulk_create` included.

    Neither SQLite nor every PostgreSQL knows Danish order (æ, ø, å last and aa as å), so the order is stored.
    """

    def __init__(self, *, kilde: str, **kwargs: Any) -> None:
        self.kilde = kilde
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Keep `kilde` in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kilde": self.kilde}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Give the key of the source field as it is now."""
        noegle = sorteringsnoegle(getattr(model_instance, self.kilde))[: self.max_length]
        setattr(model_instance, self.attname, noegle)
        return noegle
