"""The settings of log-in and e-mail as an operator meets them."""

import pytest

from tests.kontrakt.test_settings import PRODUCTION, last_line, run

OIDC = {
    "OIDC_UDBYDER_NAVN": "Eksempel Kommune",
    "OIDC_SERVER": "https://log-ind.eksempel.dk:8443/realms/a",
    "OIDC_KLIENT_ID": "resultatkontrakt",
    "OIDC_KLIENT_HEMMELIGHED": "klientens-hemmelighed",
}
VIS = "from django.conf import settings; print({})"


def vis(udtryk: str, environment: dict[str, str]) -> str:
    """What an expression of the settings gives in production."""
    result = run("-c", VIS.format(udtryk), environment={**PRODUCTION, **environment})
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {"KRAEV_TOTRIN": "administrator, direktør"},
            "KRAEV_TOTRIN nævner rollen »direktør«, som ikke findes. "
            "Vælg mellem sekretariat, direktoer, laeser, administrator.",
        ),
        (
            {"EMAIL_URL": "http://bruger:kode@eksempel.dk"},
            "EMAIL_URL skal begynde med smtp://, smtp+tls://, smtp+ssl:// eller consolemail://.",
        ),
        ({"AFSENDER": "Resultatkontrakt"}, "AFSENDER skal være en e-mailadresse, ikke »Resultatkontrakt«."),
        (
            {"OIDC_SERVER": "https://log-ind.eksempel.dk"},
            "OIDC_UDBYDER_NAVN, OIDC_KLIENT_ID, OIDC_KLIENT_HEMMELIGHED mangler. "
            "Sæt alle fire OIDC_-variabler eller ingen af dem.",
        ),
        (
            OIDC | {"OIDC_KLIENT_HEMMELIGHED": " "},
            "OIDC_KLIENT_HEMMELIGHED mangler. Sæt alle fire OIDC_-variabler eller ingen af dem.",
        ),
        *(
            (
                OIDC | {"OIDC_SERVER": server},
                f"OIDC_SERVER skal være en adresse, der begynder med https://, ikke »{server}«.",
            )
            for server in ("http://log-ind.eksempel.dk", "https://", "log-ind.eksempel.dk")
        ),
    ],
)
def test_value_that_makes_no_sense_stops_the_start_and_is_named(environment: dict[str, str], message: str) -> None:
    result = run("manage.py", "check", environment={**PRODUCTION, **environment})

    assert result.returncode == 1
    assert last_line(result.stderr) == f"django.core.exceptions.ImproperlyConfigured: {message}"
    assert "kode@" not in last_line(result.stderr)


def test_second_step_is_required_of_the_roles_that_are_named() -> None:
    assert vis("sorted(settings.KRAEV_TOTRIN)", {}) == "[]"
    assert vis("sorted(settings.KRAEV_TOTRIN)", {"KRAEV_TOTRIN": " laeser ,direktoer"}) == "['direktoer', 'laeser']"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ("smtp", "localhost", 25)),
        ({"EMAIL_URL": "smtp+tls://bruger:k%40de@post.eksempel.dk:587"}, ("smtp", "post.eksempel.dk", 587)),
        ({"DEBUG": "1"}, ("console", None, None)),
    ],
)
def test_email_is_sent_where_the_environment_says(environment: dict[str, str], expected: object) -> None:
    udtryk = '(settings.EMAIL_BACKEND.split(".")[-2], settings.EMAIL_HOST, settings.EMAIL_PORT)'

    assert vis(udtryk, environment) == str(expected)


def test_sender_of_emails_is_the_one_of_the_environment() -> None:
    assert vis("settings.DEFAULT_FROM_EMAIL, settings.SERVER_EMAIL", {"AFSENDER": "a@eksempel.dk"}) == (
        "a@eksempel.dk a@eksempel.dk"
    )


def test_provider_is_set_up_and_the_policy_lets_the_log_in_lead_there() -> None:
    udtryk = 'settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]'

    assert vis(udtryk, {}) == """["'self'"]"""
    assert vis(udtryk, OIDC) == """["'self'", 'https://log-ind.eksempel.dk:8443']"""
    assert vis('settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["name"]', OIDC) == "Eksempel Kommune"


def test_users_address_is_taken_from_one_proxy_and_only_when_there_is_one() -> None:
    assert vis("settings.ALLAUTH_TRUSTED_PROXY_COUNT", {}) == "0"
    assert vis("settings.ALLAUTH_TRUSTED_PROXY_COUNT", {"BAG_PROXY": "1"}) == "1"


def test_passkeys_need_https_but_on_a_developers_machine() -> None:
    assert vis("settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", {}) == "False"
    assert vis("settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", {"DEBUG": "1"}) == "True"
