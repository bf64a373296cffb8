"""`/sundhed/`: for the one who watches the site, whether it can answer users; nothing more is said."""

import json
from socket import socket
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from tests.kontrakt.test_settings import PRODUCTION, run

SPOERG = """
import django
django.setup()
from django.test import Client
response = Client(headers={"host": "eksempel.dk"}).get("/sundhed/")
print(response.status_code, response.content.decode())
"""


def svar(client: Client) -> tuple[int, Any]:
    """The status and what is said."""
    response = client.get("/sundhed/")
    return response.status_code, json.loads(response.content)


def assert_ikke_klar(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is said but that; the log has it as an error."""
    assert svar(client) == (503, {"live": True, "klar": False})
    assert [record.getMessage() for record in caplog.records] == ["Service Unavailable: /sundhed/"]
    caplog.clear()


@pytest.mark.django_db
def test_site_with_its_database_is_ready_in_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    svar(client)  # the first question reads the migrations from disk

    with django_assert_num_queries(1):
        assert svar(client) == (200, {"live": True, "klar": True})


@pytest.mark.django_db
def test_answer_is_never_kept_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/sundhed/")

    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response.cookies == {}


@pytest.mark.django_db
def test_answer_is_the_same_for_who_is_logged_in(admin_klient: Client, administrator: Bruger) -> None:
    assert svar(admin_klient) == (200, {"live": True, "klar": True})


@pytest.mark.django_db
def test_database_that_lacks_a_change_is_not_ready(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    MigrationRecorder.Migration.objects.using("default").filter(app="maal").latest("pk").delete()

    assert_ikke_klar(client, caplog)


@pytest.mark.django_db
def test_database_without_tables_is_not_ready(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO flyttet")

    assert_ikke_klar(client, caplog)


def test_database_that_does_not_answer_is_not_ready() -> None:
    with socket() as optaget:
        optaget.bind(("127.0.0.1", 0))  # a port where nobody listens
        adresse = f"postgres://bruger:kode@127.0.0.1:{optaget.getsockname()[1]}/base"
        result = run("-c", SPOERG, environment={**PRODUCTION, "DATABASE_URL": adresse})

    assert (result.returncode, result.stdout) == (0, '503 {"live": true, "klar": false}\n')
    assert "kode" not in result.stderr


@override_settings(SECURE_SSL_REDIRECT=True)
@pytest.mark.django_db
def test_question_inside_the_proxy_needs_no_https(client: Client) -> None:
    assert svar(client) == (200, {"live": True, "klar": True})
    assert client.get("/").status_code == 301
    assert settings.SECURE_REDIRECT_EXEMPT == [r"^sundhed/$"]
