"""The page »Historik« of everything in the administration: who changed which fields when, from what to what.

It shows the rows of history of the object and of its parts (a contract's signatures, a goal's targets), newest first.
Nothing is restored from here: what is to stand again goes through its own form and its own rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import ForeignKey, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from kontrakt.beretning import Aendring, Vaerdi, aendringer
from kontrakt.models.historik import SLETTET
from kontrakt.raekkeord import Henvisninger, henvisninger, raekke_i_ord

PR_SIDE = 50
Del = Callable[[Any], QuerySet[Any]]  # from an object's id to the rows of history of its parts


@dataclass(frozen=True)
class Post:
    """One row of history, told against the one before it of the same thing; `del_af` names a part."""

    tidspunkt: datetime
    hvem: str
    grund: str
    hvad: str
    del_af: str
    aendringer: tuple[Aendring, ...]


class MedHistorik(admin.ModelAdmin):  # type: ignore[type-arg]  # it has no type at run time
    """Gives a model's page its history; `historik_dele` are the parts that are told with it."""

    historik_dele: ClassVar[tuple[Del, ...]] = ()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The rows, newest first; of what is deleted too."""
        objekt = self.get_object(request, unquote(object_id))
        try:
            raekker = self._raekker(self.opts.pk.to_python(unquote(object_id)))
        except ValidationError:  # not an id at all
            raekker = []
        if objekt is None and not raekker:
            raise Http404("Der er ingen historik her.")
        if not self.has_view_or_change_permission(request, objekt):
            raise PermissionDenied("Du har ikke adgang til historikken.")
        side = Paginator(raekker, PR_SIDE).get_page(request.GET.get("side"))
        indhold = {
            **self.admin_site.each_context(request),
            "title": "Historik",
            "subtitle": str(objekt or "slettet"),
            "opts": self.opts,
            "objekt": objekt,
            "side": side,
            "poster": self._poster(list(side)),
        }
        return TemplateResponse(request, "admin/historik.html", indhold | (extra_context or {}))

    def historikord(self, raekker: Sequence[Any], navne: Henvisninger) -> dict[Any, dict[str, Vaerdi]]:
        """What each row says in words, by the row."""
        return {raekke: raekke_i_ord(raekke, navne) for raekke in raekker}

    def _raekker(self, pk: Any) -> list[tuple[Any, Any]]:
        """Each row with the one before it of the same thing, newest first."""
        egne = self.model.history.filter(**{self.opts.pk.attname: pk})
        alle = [
            raekke
            for udvalg in (egne, *(del_(pk) for del_ in self.historik_dele))
            for raekke in udvalg.select_related("history_user").order_by("history_date", "history_id")
        ]
        forrige: dict[Any, Any] = {}
        par = []
        for raekke in alle:
            noegle = (raekke.instance_type, raekke.id)
            par.append((raekke, forrige.get(noegle)))
            forrige[noegle] = raekke
        return sorted(par, key=lambda et: (et[0].history_date, et[0].history_id), reverse=True)

    def _poster(self, par: Sequence[tuple[Any, Any]]) -> list[Post]:
        raekker = [raekke for et in par for raekke in et if raekke is not None]
        navne = henvisninger(raekker)
        ord_ = self.historikord(raekker, navne)
        return [self._post(raekke, forrige, ord_, navne) for raekke, forrige in par]

    def _post(self, raekke: Any, forrige: Any, ord_: dict[Any, dict[str, Vaerdi]], navne: Henvisninger) -> Post:
        slettet = raekke.history_type == SLETTET
        # Deleted and made anew under the same number: it begins again.
        kendt = forrige if forrige is not None and forrige.history_type != SLETTET else None
        hvem = raekke.history_user
        return Post(
            tidspunkt=raekke.history_date,
            hvem=hvem.navn if hvem else "Ingen bruger er nævnt",
            grund=raekke.history_change_reason or "",
            hvad="Slettet" if slettet else "Ændret" if kendt is not None else "Første udgave",
            del_af="" if raekke.instance_type is self.model else kaldenavn(raekke, navne),
            aendringer=() if slettet else aendringer(ord_[kendt] if kendt is not None else None, ord_[raekke]),
        )


def kaldenavn(raekke: Any, navne: Henvisninger) -> str:
    """What a part is called: `måltal: 1.1 Tilfredse kunder, 2021`; by number when what its name is made of is gone."""
    meta = raekke.instance_type._meta
    objekt = raekke.instance_type(**{felt.attname: getattr(raekke, felt.attname) for felt in raekke.tracked_fields})
    for felt in raekke.tracked_fields:
        pk = getattr(raekke, felt.attname)
        if not isinstance(felt, ForeignKey) or pk is None:
            continue
        if (felt.related_model, pk) not in navne:
            return f"{meta.verbose_name} nr. {objekt.pk}"
        setattr(objekt, felt.name, navne[felt.related_model, pk])
    return f"{meta.verbose_name}: {objekt}"
