"""The provider's settings. Its key is made at each start."""

import os

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

SECRET_KEY = "the provider's own; only for the tests"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "tests.udbyder.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["UDBYDER_DATABASE"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "/log-ind-hos-udbyderen/"
USE_TZ = True
SIDE = """<!doctype html><html lang="da"><title>Udbyderen</title><link rel="icon" href="data:,">
<h1>Log ind hos udbyderen</h1>
<form method="post">{% csrf_token %}{{ form.as_p }}<button>Fortsæt</button></form></html>"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": SIDE})]},
    }
]
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": rsa.generate_private_key(public_exponent=65537, key_size=2048)
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode(),
    "OAUTH2_VALIDATOR_CLASS": "tests.udbyder.oplysninger.Oplysninger",
    "SCOPES": {"openid": "openid", "profile": "profile", "email": "email"},
    "PKCE_REQUIRED": True,
}
