"""What every address of the administration must answer the administrator; all others are led to its log-in.

That sends who is logged out to log in, and refuses the rest. GET and POST are given; HEAD is as GET, and no other
method is known. `!` as in `tests.doere.tabel`.
"""

from maal.typer import Tilstand
from tests.doere.tabel import Doer, raekker
from tests.doere.verden import KOLONNER, METODER

# What is sent is an empty form, to a status a new text, and to a deletion a yes. Refused, the page is shown again.
# app_model                    state      list       add        change     delete     history    short
SIDER = """
kontrakt_bruger                alle       200 200    200 200    200 200    200 302!   200 200    302 302
kontrakt_kkr                   alle       200 200    200 200    200 200    200 200    200 200    302 302
kontrakt_erhvervshus           alle       200 200    200 200    200 200    200 200    200 200    302 302
kontrakt_rammeaftale           alle       200 200    200 200    200 200    200 200    200 200    302 302
kontrakt_kontrakt              alle       200 200    200 200    200 200    200 200    200 200    302 302
kontrakt_kommune               alle       200 200    200 200    200 200    200 200    200 200    302 302
kontrakt_haendelse             alle       200 200    403 403    200 403    403 403    404 404    302 302
kommuner_fordelingsnoegle      alle       200 200    200 200    200 200    200 302!   200 200    302 302
maal_nationaltmaal             alle       200 200    200 200    200 200    200 302!   200 200    302 302
maal_indikator                 alle       200 200    200 200    200 200    200 200    200 200    302 302
maal_faellesmaaltal            alle       200 200    200 200    200 200    200 302!   200 200    302 302
maal_maal                      alle       200 200    200 200    200 200    200 200    200 200    302 302
maal_maalepunkt                alle       200 200    403 403    302 302    200 200    200 200    302 302
maal_afrapportering            kladde     200 200    200 200    200 200    200 200    200 200    302 302
maal_afrapportering            indsendt   200 200    200 200    200 200    403 403    200 200    302 302
maal_afrapportering            godkendt   200 200    200 200    200 403    403 403    200 200    302 302
maal_afrapportering            sendt      200 200    200 200    200 403    403 403    200 200    302 302
maal_status                    kladde     200 200    403 403    200 302!   403 403    200 200    302 302
maal_status                    indsendt   200 200    403 403    200 302!   403 403    200 200    302 302
maal_status                    godkendt   200 200    403 403    200 200    403 403    200 200    302 302
maal_status                    sendt      200 200    403 403    200 200    403 403    200 200    302 302
maal_indsatsstatus             kladde     200 200    403 403    200 302!   403 403    200 200    302 302
maal_indsatsstatus             indsendt   200 200    403 403    200 302!   403 403    200 200    302 302
maal_indsatsstatus             godkendt   200 200    403 403    200 200    403 403    200 200    302 302
maal_indsatsstatus             sendt      200 200    403 403    200 200    403 403    200 200    302 302
"""
SLAGS = ("changelist", "add", "change", "delete", "history", "kort")

# address                              GET  POST
OEVRIGE = """
admin:index                            200  200
admin:password_change                  302  302
admin:password_change_done             302  302
admin:autocomplete                     403  405
admin:jsi18n                           200  405
admin:view_on_site                     404  404
admin:app_list                         200  200
admin:catch_all                        404  404
admin:auth_user_password_change        200  200
admin:kommuner_fordelingsnoegle_sum    200  200
admin:kontrakt_haendelse_eksport       200  405
maal:indlaes                           200  200
maal:bekraeft_indlaes                  302  302
kommuner:folketal                      200  200
kommuner:bekraeft_folketal             302  302
"""


def udfoldet() -> dict[Doer, dict[str, str]]:
    """A line for each door, and in it the answer for each column."""
    svar: dict[Doer, dict[str, str]] = {}
    for model, tilstand, *celler in raekker(SIDER):
        for nr, slags in enumerate(SLAGS):
            for en_tilstand in Tilstand if tilstand == "alle" else [Tilstand(tilstand)]:
                svar |= _sidens(f"admin:{model}_{slags}", en_tilstand, *celler[2 * nr : 2 * nr + 2])
    for navn, hent, send in raekker(OEVRIGE):
        for en_tilstand in Tilstand:
            svar |= _sidens(navn, en_tilstand, hent, send)
    return svar | _ind_og_ud()


def _sidens(navn: str, tilstand: Tilstand, hent: str, send: str) -> dict[Doer, dict[str, str]]:
    kendte = {"GET": hent, "HEAD": hent, "POST": send}
    return {
        (navn, metode, tilstand): dict.fromkeys(KOLONNER, "admin-ind") | {"administrator": kendte.get(metode, "405")}
        for metode in METODER
    }


def _ind_og_ud() -> dict[Doer, dict[str, str]]:
    """The administration's own log-in: to the site's, for the administrator to the front page, and no for the rest.

    Its log-out leads who is not in it to the front page.
    """
    ind = dict.fromkeys(KOLONNER, "403") | {"anonym": "ind", "administrator": "302"}
    svar = {("admin:login", metode, tilstand): ind for metode in METODER for tilstand in Tilstand}
    for metode in METODER:
        ud = dict.fromkeys(KOLONNER, "302") | {"administrator": "302" if metode == "POST" else "405"}
        svar |= {("admin:logout", metode, tilstand): ud for tilstand in Tilstand}
    return svar
