"""All settings, every one of them from the environment; a value that makes no sense stops the start.

The variables are described for the person who runs the site in docs/drift.md. The messages are in Danish, since that
person reads them. Of the project only `kontrakt.miljoe`, which reads the environment, is imported here, and
`kontrakt.konto_indstillinger`, which is the part about log-in and e-mail: other modules are named by dotted strings.
"""

import os
from pathlib import Path
from typing import Any

from kontrakt.konto_indstillinger import *  # noqa: F403 - log-in and e-mail
from kontrakt.miljoe import (
    database,
    heltal,
    hemmelig_noegle,
    ja_nej,
    liste,
    logniveau,
    oidc_kilde,
    statisk_mappe,
    vaertsnavne,
    webadresse,
)

# openpyxl writes other bytes when lxml is there, which Word and PowerPoint brought with them: the workbook of an
# approved report is byte for byte what it was. It reads this when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = ja_nej("DEBUG", default=False)
SECRET_KEY = hemmelig_noegle(DEBUG)
ALLOWED_HOSTS = vaertsnavne(DEBUG)
CSRF_TRUSTED_ORIGINS = liste("CSRF_TRUSTED_ORIGINS")
BAG_PROXY = ja_nej("BAG_PROXY", default=False)

INSTALLED_APPS = [
    "rapporter.apps.RapporterConfig",
    "kommuner.apps.KommunerConfig",  # before maal: a dump is loaded in this order, and approved reports freeze guidance
    "maal.apps.MaalConfig",
    "kontrakt.apps.KontraktConfig",
    "kontrakt.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # runserver serves static files as gunicorn does
    "kontrakt.apps.StatiskeFilerConfig",
    "django_htmx",
    "django_tables2",
    "simple_history",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "kontrakt.logning.anmodningslog",  # first, so that it sees every answer
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "kontrakt.sikkerhed.sikkerhedshoveder",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kontrakt.sikkerhed.afvis_ulaeseligt",
    "kontrakt.fejlsider.forkert_metode",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kontrakt.sessioner.forny_session",
    "kontrakt.totrin.KraevTotrin",
    "simple_history.middleware.HistoryRequestMiddleware",  # who stands in the history of a change
    "maal.views.beskadiget.BeskadigetSide",
]

ROOT_URLCONF = "kontrakt.urls"
WSGI_APPLICATION = "kontrakt.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kontrakt.sidefod.tilgaengelighedserklaering",
            ],
        },
    },
]

DATABASES = {"default": database(BASE_DIR)}
CACHES = {  # in the database, for the log-in's limits hold for all processes on all hosts together
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kontrakt_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "kontrakt.Bruger"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "logget_ud"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "kontrakt.adgangskoder.HoejstSaaLang"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "da"
FORMAT_MODULE_PATH = "kontrakt.formater"
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = statisk_mappe(BASE_DIR, DATABASES["default"])
STATICFILES_DIRS = [BASE_DIR / "static", ("dkfds", BASE_DIR / "node_modules/dkfds/dist")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# A contract file is some tens of kilobytes. The loader has its own limit; these keep a large upload out of memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the admin's inlines of a key with nineteen municipalities fit many times over

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # not Strict: an identity provider leads back here by a link
if not DEBUG:  # the browser then holds them to this host, https and the whole site
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_FAILURE_VIEW = "kontrakt.fejlsider.naegtet_csrf"
SESSION_COOKIE_AGE = 60 * 60 * 8  # seconds without a click; kontrakt/sessioner.py begins them anew
SECURE_SSL_REDIRECT = ja_nej("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]  # who watches the site may ask inside the proxy
SECURE_HSTS_SECONDS = heltal("SECURE_HSTS_SECONDS", 0 if DEBUG else 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BAG_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BAG_PROXY)  # how many proxies' word is taken for where a request comes from
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'", *oidc_kilde()],  # Chromium asks also where the answer to a form leads on to
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

DJANGO_TABLES2_TEMPLATE = "django_tables2/dkfds.html"
TILGAENGELIGHEDSERKLAERING_URL = webadresse("TILGAENGELIGHEDSERKLAERING_URL")
WEBADRESSE = webadresse("WEBADRESSE").rstrip("/")  # where e-mails that no page has sent lead to

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "linje": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "kontrakt.logning.JsonLinje"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "linje" if DEBUG else "json"}},
    "root": {"handlers": ["stderr"], "level": logniveau()},
    "loggers": {
        "django": {"handlers": []},  # its own handlers would write each line once more
        "kontrakt.anmodning": {"level": "WARNING" if DEBUG else "NOTSET"},  # runserver writes a line itself
    },
}
