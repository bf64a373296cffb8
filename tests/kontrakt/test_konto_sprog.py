"""Every page and e-mail of log-in is ours and in Danish: allauth has its own in English, and more than we want."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import mail
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger
from tests.noegler import byg_noegle
from tests.test_huset import own_addresses
from tests.udbyder.fixtures import Udbyder

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"
# Common in English, and no words in Danish.
ENGELSK = re.compile(
    r"\b(the|you|your|and|with|please|password|username|account|sign|login|logged|code|codes|key|keys|security|"
    r"this|that|enter|authenticator|invalid|incorrect|required|field|continue|cancel|remove|edit|add|again|use|"
    r"was|were|has|not|too|many|attempts|error|verified|browser's|forgot|email|passkey|recovery)\b",
    re.IGNORECASE,
)
TILLADT = {"microsoft authenticator", "google authenticator"}  # the names of apps
EGNE = str(settings.BASE_DIR / "templates")
BREVE = [
    f"{app}/email/{navn}"
    for app, navne in {
        "account": ["password_reset_key", "unknown_account", "password_changed", "password_reset"],
        "mfa": ["totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed", "recovery_codes_generated"],
    }.items()
    for navn in navne
]
BESKEDER = ["account/messages/password_changed"] + [
    f"mfa/messages/{navn}"
    for navn in ("totp_activated", "totp_deactivated", "webauthn_added", "webauthn_removed", "recovery_codes_generated")
]


@pytest.fixture
def bruger(db: None) -> Bruger:
    """An administrator with a password, an app, spare codes and a passkey."""
    bruger = byg_bruger(Rolle.ADMINISTRATOR, password=ADGANGSKODE, email="chef@eksempel.dk")
    TOTP.activate(bruger, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(bruger)
    byg_noegle(bruger)
    return bruger


@pytest.fixture
def bekraeftet(client: Client, bruger: Bruger) -> Client:
    """The user's browser, just after the password was confirmed."""
    client.force_login(bruger)
    svar = client.post("/konto/bekraeft/?next=/konto/", {"password": ADGANGSKODE})
    assert svar["Location"] == "/konto/"
    return client


def engelske_ord(tekst: str) -> list[str]:
    """The English words that a person is shown: not those of tags, scripts and addresses."""
    tekst = re.sub(r"<script.*?</script>|<svg.*?</svg>|<meta[^>]*>|https?://\S+", " ", tekst, flags=re.DOTALL)
    synlige = re.findall(r'(?:placeholder|title|aria-label|alt)="([^"]*)"', tekst)
    tekst = " ".join([re.sub(r"<[^>]*>", " ", tekst), *synlige])
    for navn in TILLADT:
        tekst = re.sub(navn, " ", tekst, flags=re.IGNORECASE)
    return [fund.group() for fund in ENGELSK.finditer(tekst)]


def fremmede(svar: Any) -> list[str]:
    """The templates of a page that are not ours, but for Django's own small ones of form fields."""
    stier = [str(skabelon.origin.name) for skabelon in svar.templates if skabelon.origin]
    return [sti for sti in stier if not sti.startswith(EGNE) and "/django/forms/" not in sti]


def er_egen(navn: str) -> bool:
    """Whether the template of a name is one of ours."""
    skabelon: Any = get_template(navn)
    return str(skabelon.origin.name).startswith(EGNE)


def er_vores(svar: Any) -> bool:
    """Whether a page is ours and in Danish; says what is not."""
    html = svar.content.decode()
    assert (svar.status_code, engelske_ord(html), fremmede(svar)) == (svar.status_code, [], []), html
    return "<h1>" in html


def sider(client: Client) -> Iterator[Any]:
    """What each of the addresses of the account answers to a look and to an empty form."""
    for adresse in own_addresses(get_resolver("kontrakt.konto_urls").url_patterns):
        vej = adresse.replace("<uidb36>", "1").replace("<key>", "forkert")
        if "<pk>" in vej:
            vej = vej.replace("<pk>", str(Authenticator.objects.get(type="webauthn").pk))
        for metode in ("get", "post"):
            if (metode, vej) not in {("post", "/konto/app/fjern/"), ("post", "/log-ud/")} and "fjern" not in vej:
                svar = getattr(client, metode)(vej)
                if svar.status_code == 200 and svar["Content-Type"].startswith("text/html"):
                    yield svar


def test_words_are_found() -> None:
    assert engelske_ord('<p>Skriv din <b>password</b> her</p><input placeholder="Your code">') == [
        "password",
        "Your",
        "code",
    ]


def test_pages_before_log_in_are_ours_and_in_danish(client: Client) -> None:
    byg_noegle(byg_bruger(Rolle.LAESER))

    assert [er_vores(svar) for svar in sider(client)] == [True] * 9


def test_pages_of_the_account_are_ours_and_in_danish(bekraeftet: Client) -> None:
    assert [er_vores(svar) for svar in sider(bekraeftet)] == [True] * 22


def test_pages_that_take_something_away_are_ours_and_in_danish(bekraeftet: Client) -> None:
    pk = Authenticator.objects.get(type="webauthn").pk

    assert er_vores(bekraeftet.get("/konto/app/fjern/"))
    assert er_vores(bekraeftet.get(f"/konto/adgangsnoegler/{pk}/fjern/"))
    assert er_vores(bekraeftet.post("/konto/app/fjern/", follow=True))
    assert er_vores(bekraeftet.get("/konto/app/"))


def test_second_step_is_ours_and_in_danish(client: Client, bruger: Bruger) -> None:
    client.post("/log-ind/", {"login": bruger.username, "password": ADGANGSKODE})

    assert er_vores(client.get("/log-ind/to-trin/"))
    assert er_vores(client.post("/log-ind/to-trin/", {"code": "000000"}))
    assert er_vores(client.post("/log-ind/to-trin/", {"credential": "{}"}))


def test_link_of_an_email_leads_to_a_page_of_ours_in_danish(client: Client, bruger: Bruger) -> None:
    client.post("/glemt-adgangskode/", {"email": bruger.email})
    link = re.findall(r"http://testserver(\S+)", str(mail.outbox[0].body))[0]

    side = client.get(link, follow=True)

    assert er_vores(side)
    for nye in (("a", "b"), ("kort", "kort"), ("123456789012", "123456789012"), ("administrator",) * 2):
        svar = client.post(side.request["PATH_INFO"], {"password1": nye[0], "password2": nye[1]})
        assert er_vores(svar)


@pytest.mark.slow
def test_refusal_of_the_providers_user_is_ours_and_in_danish(client: Client, udbyder: Udbyder) -> None:
    assert er_vores(client.get("/log-ind/"))
    sted = client.post("/log-ind/organisation/")["Location"]
    for svar in (client.get(udbyder.log_ind(sted, "fremmed")), client.get("/log-ind/organisation/svar/")):
        assert svar.status_code == 403
        assert er_vores(svar)


def test_users_second_steps_stand_in_danish_in_the_administration(bekraeftet: Client, bruger: Bruger) -> None:
    html = bekraeftet.get(f"/admin/kontrakt/bruger/{bruger.pk}/change/").content.decode()
    afsnit = html[html.index('id="authenticator_set-group"') : html.index("submit-row")]

    assert engelske_ord(afsnit) == []
    assert "Adgangsnøgle: Min telefon" in afsnit


@pytest.mark.parametrize("brev", BREVE)
def test_emails_are_ours_and_in_danish(brev: str) -> None:
    """The names of a user and a browser stand as they are, without HTML's signs."""
    indhold = {
        "username": "a&b",
        "email": "a@eksempel.dk",
        "password_reset_url": "https://eksempel.dk/x/",
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
        "user_agent": "Firefox & <co>",
    }
    for del_ in ("subject", "message"):
        navn = f"{brev}_{del_}.txt"
        tekst = render_to_string(navn, indhold)
        assert er_egen(navn)
        assert (engelske_ord(tekst), "&amp;" in tekst) == ([], False)
        assert tekst.strip()


@pytest.mark.parametrize("besked", BESKEDER)
def test_messages_are_ours_and_in_danish(besked: str) -> None:
    assert er_egen(f"{besked}.txt")
    assert engelske_ord(render_to_string(f"{besked}.txt")) == []


@pytest.mark.parametrize(
    "navn",
    [
        "account_signup",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_inactive",
        "account_confirm_login_code",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_doors_that_we_do_not_want_are_not_there(navn: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(navn)
    assert reverse("account_login") == "/log-ind/"
    assert issubclass(get_resolver().resolve("/log-ind/").func.view_class, LoginView)  # type: ignore[attr-defined]
