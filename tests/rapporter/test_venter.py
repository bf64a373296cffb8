"""What awaits the user: on the overview and on the contract's page, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger
from maal.models import Afrapportering
from maal.opslag import udtraek_af
from maal.skridt import genaabn, send_tilbage, stand
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db

PERSONER = ("sekretariat", "direktoer", "laeser", "administrator", "fremmed_sekretariat", "fremmed_direktoer")
UDSAGNSORD = {"Til godkendelse": "Godkend", "Godkendt og ikke sendt": "Send", "Sendt tilbage": "Ret", "Genåbnet": "Ret"}
VENTER = {
    "kladde": {},
    "indsendt": {"sekretariat": "Til godkendelse"},
    "sendt tilbage": {"direktoer": "Sendt tilbage"},
    "godkendt": {"sekretariat": "Godkendt og ikke sendt"},
    "sendt": {},
    "genåbnet": {"direktoer": "Genåbnet"},
}


def byg(hvor: str, sekretariat: Bruger) -> Afrapportering:
    """A report that has come to a place on its way."""
    kontrakt = byg_kontrakt(maal=1)
    if hvor in Tilstand:
        return byg_afrapportering(kontrakt, tilstand=Tilstand(hvor))
    skridt, fra = (send_tilbage, Tilstand.INDSENDT) if hvor == "sendt tilbage" else (genaabn, Tilstand.SENDT)
    rapport = byg_afrapportering(kontrakt, tilstand=fra)
    vist = stand(rapport, udtraek_af(rapport))
    skridt(afrapportering_id=rapport.pk, set_stand=vist, bemaerkning="Uddyb mål 1.", bruger=sekretariat)
    return rapport


@pytest.mark.parametrize("hvor", VENTER)
def test_report_awaits_who_is_to_take_the_next_step_and_nobody_else(
    hvor: str, request: pytest.FixtureRequest, client: Client
) -> None:
    personer = {navn: request.getfixturevalue(navn) for navn in PERSONER}
    rapport = byg(hvor, personer["sekretariat"])
    vej = reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk])
    kontraktside = reverse("rapporter:kontrakt", args=[rapport.kontrakt.slug])

    for navn, bruger in personer.items():
        client.force_login(bruger)
        oversigt, kontrakt = client.get("/").content.decode(), client.get(kontraktside).content.decode()
        ord_ = VENTER[hvor].get(navn)
        fundet = {
            et
            for venter in VENTER.values()
            for et in venter.values()
            if f'<a href="{vej}#forloeb"><strong>{UDSAGNSORD[et]} den foreløbige afrapportering 2021</strong>'
            in oversigt
            and f'<span class="note">{et}</span>' in oversigt
            and f'href="{vej}#forloeb"><strong>{et}</strong>' in kontrakt
        }
        assert fundet == ({ord_} if ord_ else set()), navn
        assert oversigt.count(f"{vej}#forloeb") == len(fundet), navn


def test_every_report_that_awaits_is_named_not_only_the_newest(client: Client, sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    byg_afrapportering(kontrakt, tilstand=Tilstand.INDSENDT)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    client.force_login(sekretariat)

    svar = client.get("/")

    (raekke,) = svar.context["tabel"].data
    assert [et.tekst for et in raekke.skridt] == ["Godkend den foreløbige afrapportering 2021"]
    assert raekke.seneste.slags == Slags.ENDELIG
