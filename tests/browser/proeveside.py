"""A page with one watched form, so that static/js/resultatkontrakt.js is tried without a contract."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

FORM = """
<form method="post" action="/proeve/" id="proeve" data-vogt hx-post="/proeve/" hx-swap="outerHTML">
  {% csrf_token %}
  {% include "stykker/fejl.html" %}
  {% include "stykker/felt.html" with felt=form.resultat enhed="%" %}
  {% include "stykker/felt.html" with felt=form.tekst %}
  {% include "stykker/gem.html" with knap_id="gem" %}
</form>
"""
PAGE = f"""
{{% extends "base.html" %}}
{{% block title %}}Prøveside{{% endblock %}}
{{% block content %}}<h1>Prøveside</h1>{FORM}{{% endblock %}}
"""


class Proeveform(forms.Form):
    resultat = forms.IntegerField(label="Resultat", required=False, widget=forms.TextInput)
    tekst = forms.CharField(label="Status", required=False, widget=forms.Textarea)


@login_required
def proeveside(request: HttpRequest) -> HttpResponse:
    """Save nothing, and say "Gemt"; the result 403 is refused as if access had been taken away meanwhile."""
    form = Proeveform(request.POST or None)
    if form.is_bound and form["resultat"].value() == "403":
        raise PermissionDenied
    template = FORM if request.headers.get("HX-Request") else PAGE
    gemt = "Gemt kl. 10.42" if form.is_bound and form.is_valid() else ""
    return HttpResponse(engines["django"].from_string(template).render({"form": form, "gemt": gemt}, request))


urlpatterns = [path("proeve/", proeveside), path("", include("kontrakt.urls"))]
