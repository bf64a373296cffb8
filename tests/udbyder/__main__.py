"""`python -m tests.udbyder PORT`: make the database, the users and one client, and serve."""

import sys
from wsgiref.simple_server import make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

django.setup()

from django.contrib.auth.models import User  # noqa: E402 - only now are there models
from oauth2_provider.models import Application  # noqa: E402

from tests.udbyder.oplysninger import BRUGERE  # noqa: E402

call_command("migrate", verbosity=0)
for navn in BRUGERE:
    User.objects.create_user(navn, password="udbyderens-adgangskode")
Application.objects.create(
    client_id="resultatkontrakt",
    client_secret="klientens-hemmelighed",
    client_type=Application.CLIENT_CONFIDENTIAL,
    authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
    redirect_uris="",  # the test writes where it is to be sent back
    skip_authorization=True,
    algorithm=Application.RS256_ALGORITHM,
)
with make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application()) as server:
    server.serve_forever()
