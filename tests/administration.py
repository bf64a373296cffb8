"""What the tests of the administration share: to open a form, change some of its fields and send it as a browser."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse


class Formular(HTMLParser):
    """Reads what a browser would send of the forms in the page's main part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.felter: dict[str, str] = {}
        self.i_indhold = False
        self.tekstfelt = self.valgliste = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        egne = {navn: vaerdi or "" for navn, vaerdi in attrs}
        self.i_indhold = self.i_indhold or egne.get("id") == "content-main"
        if not self.i_indhold:
            return
        navn = egne.get("name", "")
        if tag == "input":
            self._input(navn, egne)
        elif tag == "textarea":
            self.tekstfelt, self.felter[navn] = navn, ""
        elif tag == "select":
            self.valgliste = navn
        elif tag == "option" and (self.valgliste not in self.felter or "selected" in egne):
            self.felter[self.valgliste] = egne["value"]  # a list without a choice sends its first

    def _input(self, navn: str, egne: Mapping[str, str]) -> None:
        slags = egne.get("type", "text")
        if slags in ("checkbox", "radio") and "checked" in egne:
            self.felter[navn] = egne.get("value", "on")
        elif slags not in ("checkbox", "radio", "submit", "file"):
            self.felter[navn] = egne.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.tekstfelt:
            self.felter[self.tekstfelt] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.tekstfelt:
            tekst = self.felter[self.tekstfelt].replace("\r\n", "\n").removeprefix("\n")
            self.felter[self.tekstfelt] = tekst.replace("\n", "\r\n")
            self.tekstfelt = ""


def felter(svar: Any) -> dict[str, str]:
    """What the form of a page would send as it stands; rows that only wait to be copied are left out."""
    alle = Formular(svar.content.decode()).felter
    return {navn: vaerdi for navn, vaerdi in alle.items() if "__prefix__" not in navn}


def ret(client: Client, adresse: str, aendringer: Mapping[str, Any]) -> Any:
    """Open a form, change the named fields, and send it; gives the answer."""
    aaben = client.get(adresse)
    assert aaben.status_code == 200
    return client.post(adresse, felter(aaben) | dict(aendringer))


def ret_side(objekt: Model) -> str:
    """The address of an object's form."""
    return reverse(f"admin:{objekt._meta.app_label}_{objekt._meta.model_name}_change", args=[objekt.pk])


def slet_side(objekt: Model) -> str:
    """The address where an object is deleted."""
    return reverse(f"admin:{objekt._meta.app_label}_{objekt._meta.model_name}_delete", args=[objekt.pk])


def liste(model: type[Model]) -> str:
    """The address of a model's list."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def ny_side(model: type[Model]) -> str:
    """The address of a model's empty form."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
