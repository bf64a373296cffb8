"""The environment's values for the settings; one that makes no sense raises ImproperlyConfigured with a Danish message.

Read before Django is ready, so nothing of the project is imported here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

MINDSTE_NOEGLE = 50  # characters, as Django's own list for production asks
ROLLER = ("sekretariat", "direktoer", "laeser", "administrator")  # of kontrakt.models.Rolle
env = environ.Env()


def ja_nej(navn: str, default: bool) -> bool:
    """The switch `navn`; unlike `env.bool` a word that is neither yes nor no raises instead of meaning no."""
    vaerdi = env.str(navn, default=str(default)).strip().lower()
    if vaerdi in {"1", "true", "ja"}:
        return True
    if vaerdi in {"0", "false", "nej"}:
        return False
    raise ImproperlyConfigured(f"{navn} skal være 1 eller 0, ikke »{vaerdi}«.")


def heltal(navn: str, default: int) -> int:
    """The whole number `navn`, zero or more."""
    vaerdi = env.str(navn, default=str(default)).strip()
    if not (vaerdi.isascii() and vaerdi.isdigit()):
        raise ImproperlyConfigured(f"{navn} skal være et helt tal, ikke »{vaerdi}«.")
    return int(vaerdi)


def liste(navn: str) -> list[str]:
    """The words of `navn`, which stand with commas between them."""
    return [ord_.strip() for ord_ in env.str(navn, default="").split(",") if ord_.strip()]


def database(projektmappe: Path) -> dict[str, Any]:
    """The one database from DATABASE_URL: an SQLite file (the default) or PostgreSQL."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{projektmappe / 'db.sqlite3'}"
    skema = url.partition("://")[0]
    if skema not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL skal begynde med sqlite:///, postgres:// eller postgresql://.")
    opsaetning: dict[str, Any] = environ.Env.db_url_config(url)
    if not opsaetning["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL nævner ingen database.")
    if skema == "sqlite":
        opsaetning["OPTIONS"] = {
            # Readers never wait for a writer, and a writer takes its lock at the start instead of failing half-way.
            # What is answered as saved is on the disk, also when the power fails; it costs a save some milliseconds.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    else:
        opsaetning["CONN_MAX_AGE"] = heltal("DATABASE_CONN_MAX_AGE", 60)
        opsaetning["CONN_HEALTH_CHECKS"] = True
        # Seconds; a server that does not answer must show as an error, not as a page that never comes.
        opsaetning = {"OPTIONS": {}} | opsaetning
        opsaetning["OPTIONS"] = {"connect_timeout": 5} | opsaetning["OPTIONS"]
    return opsaetning


def hemmelig_noegle(debug: bool) -> str:
    """SECRET_KEY; has a default, and may be anything, only when DEBUG is on, where nothing is worth protecting."""
    noegle: str = env.str("SECRET_KEY", default="kun-til-udvikling" if debug else "")
    if not noegle:
        raise ImproperlyConfigured("SECRET_KEY mangler. Sæt en lang, tilfældig tekst; se docs/drift.md.")
    if not debug and (len(noegle) < MINDSTE_NOEGLE or len(set(noegle)) < 5):
        raise ImproperlyConfigured(
            f"SECRET_KEY skal være mindst {MINDSTE_NOEGLE} tilfældige tegn, når DEBUG ikke er slået til; "
            "se docs/drift.md."
        )
    return noegle


def vaertsnavne(debug: bool) -> list[str]:
    """ALLOWED_HOSTS; without DEBUG the site answers nobody when there are none, so that stops the start."""
    navne = liste("ALLOWED_HOSTS")
    if not (navne or debug):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS mangler. Skriv de værtsnavne, systemet svarer på, med komma imellem; se docs/drift.md."
        )
    return navne


def statisk_mappe(projektmappe: Path, database: Mapping[str, Any]) -> Path:
    """STATIC_ROOT; all that lies in it can be fetched by anybody, so it may hold neither project nor database."""
    vaerdi = env.str("STATIC_ROOT", default=str(projektmappe / "staticfiles")).strip()
    if not vaerdi:
        raise ImproperlyConfigured("STATIC_ROOT er tom. Skriv en mappe til det alene, eller fjern variablen.")
    mappe = Path(vaerdi).resolve()
    if projektmappe.is_relative_to(mappe):
        raise ImproperlyConfigured(f"STATIC_ROOT »{vaerdi}« rummer hele projektet. Vælg en mappe til det alene.")
    if "sqlite" in database["ENGINE"] and Path(database["NAME"]).resolve().is_relative_to(mappe):
        raise ImproperlyConfigured(f"STATIC_ROOT »{vaerdi}« rummer databasen. Vælg en mappe til det alene.")
    return mappe


def logniveau() -> str:
    """LOG_LEVEL, the least serious message that is written."""
    niveau: str = env.str("LOG_LEVEL", default="INFO").strip().upper()
    if niveau not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ImproperlyConfigured(f"LOG_LEVEL skal være DEBUG, INFO, WARNING eller ERROR, ikke »{niveau}«.")
    return niveau


def webadresse(navn: str) -> str:
    """The web address `navn`, blank when not set."""
    adresse: str = env.str(navn, default="").strip()
    if adresse and not adresse.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{navn} skal begynde med https:// eller http://, ikke »{adresse}«.")
    return adresse


def kraev_totrin() -> frozenset[str]:
    """KRAEV_TOTRIN, the roles that need a second step to log in."""
    valgte = frozenset(liste("KRAEV_TOTRIN"))
    if ukendte := sorted(valgte - set(ROLLER)):
        raise ImproperlyConfigured(
            f"KRAEV_TOTRIN nævner rollen »{ukendte[0]}«, som ikke findes. Vælg mellem {', '.join(ROLLER)}."
        )
    return valgte


def mailserver() -> dict[str, Any]:
    """Django's e-mail settings from EMAIL_URL; by default the console when DEBUG is on, and else the machine's own."""
    debug = ja_nej("DEBUG", default=False)
    url = env.str("EMAIL_URL", default="consolemail://" if debug else "smtp://localhost:25").strip()
    if urlsplit(url).scheme not in environ.Env.EMAIL_SCHEMES:  # no more of it in the message: it holds a password
        raise ImproperlyConfigured("EMAIL_URL skal begynde med smtp://, smtp+tls://, smtp+ssl:// eller consolemail://.")
    return dict(environ.Env.email_url_config(url))


def afsender() -> str:
    """AFSENDER, from whom e-mails come."""
    adresse: str = env.str("AFSENDER", default="resultatkontrakt@localhost").strip()
    if "@" not in adresse:
        raise ImproperlyConfigured(f"AFSENDER skal være en e-mailadresse, ikke »{adresse}«.")
    return adresse


def oidc_udbydere() -> list[dict[str, Any]]:
    """The organisation's own log-in (OpenID Connect) as allauth wants it: one, or none when no OIDC_… is set."""
    vaerdier = {
        "OIDC_UDBYDER_NAVN": env.str("OIDC_UDBYDER_NAVN", default="").strip(),
        "OIDC_SERVER": env.str("OIDC_SERVER", default="").strip(),
        "OIDC_KLIENT_ID": env.str("OIDC_KLIENT_ID", default="").strip(),
        "OIDC_KLIENT_HEMMELIGHED": env.str("OIDC_KLIENT_HEMMELIGHED", default="").strip(),
    }
    if not any(vaerdier.values()):
        return []
    if mangler := [navn for navn, vaerdi in vaerdier.items() if not vaerdi]:
        raise ImproperlyConfigured(f"{', '.join(mangler)} mangler. Sæt alle fire OIDC_-variabler eller ingen af dem.")
    navn, server, klient, hemmelighed = vaerdier.values()
    skema = ("https://", "http://") if ja_nej("DEBUG", default=False) else "https://"
    if not (server.startswith(skema) and urlsplit(server).hostname):
        raise ImproperlyConfigured(f"OIDC_SERVER skal være en adresse, der begynder med https://, ikke »{server}«.")
    app = {"provider_id": "organisation", "name": navn, "client_id": klient, "secret": hemmelighed}
    return [app | {"settings": {"server_url": server}}]


def oidc_kilde() -> list[str]:
    """The origin of OIDC_SERVER, where the log-in leads; none when there is none."""
    dele = [urlsplit(udbyder["settings"]["server_url"]) for udbyder in oidc_udbydere()]
    return [f"{del_.scheme}://{del_.netloc}" for del_ in dele]
