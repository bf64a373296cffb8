"""The trap for unknown template variables: it must catch ours and leave the libraries' alone."""

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines
from django.template.backends.django import DjangoTemplates


def template(source: str, path: str) -> Template:
    """A template as if read from this file."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    return Template(source, origin=Origin(name=path), engine=backend.engine)


OWN = str(settings.BASE_DIR / "templates/side.html")
THEIRS = "/bibliotek/templates/admin/side.html"


def test_unknown_variable_in_a_template_of_ours_raises_and_names_it() -> None:
    side = template("<p>{{ findes_ikke }}</p>", OWN)

    with pytest.raises(NameError, match=f"^unknown template variable findes_ikke in {OWN}$"):
        side.render(Context())


def test_unknown_variable_in_a_library_template_is_empty() -> None:
    side = template("<p>{{ findes_ikke }}</p>", THEIRS)

    assert side.render(Context()) == "<p></p>"


def test_template_decides_by_the_file_where_the_variable_stands() -> None:
    base = template("{{ findes_ikke }}{% block indhold %}{% endblock %}", THEIRS)
    side = template("{% extends base %}{% block indhold %}{{ heller_ikke }}{% endblock %}", OWN)

    with pytest.raises(NameError, match=r"^unknown template variable heller_ikke in "):
        side.render(Context({"base": base}))


def test_question_whether_a_variable_is_there_is_allowed() -> None:
    side = template("{% if findes_ikke %}ja{% else %}nej{% endif %}", OWN)

    assert side.render(Context()) == "nej"
