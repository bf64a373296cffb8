"""Reports in the administration."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Oprindelse, Slags, Tilstand
from tests.administration import felter, liste, ny_side, ret, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

NY = {"aar": "2021", "slags": "foreloebig", "pr_dato": "13. oktober 2021", "frist": "1.12.2021"}


@pytest.fixture
def kontrakt() -> Kontrakt:
    """A contract of two målepunkter and a focus area."""
    return byg_kontrakt(maal=2, omraader=1)


def fejl(svar: Any) -> dict[str, list[str]]:
    """What is refused, by field."""
    assert svar.status_code == 200
    return {navn: list(tekster) for navn, tekster in svar.context["adminform"].form.errors.items()}


def test_new_report_is_started_with_its_empty_statuses(
    admin_klient: Client, administrator: Bruger, kontrakt: Kontrakt
) -> None:
    svar = admin_klient.post(ny_side(Afrapportering), {"kontrakt": kontrakt.pk, **NY})

    rapport = Afrapportering.objects.get()
    assert (svar.status_code, svar.headers["Location"]) == (302, ret_side(rapport))
    assert (rapport.kontrakt, rapport.aar, rapport.slags) == (kontrakt, 2021, Slags.FORELOEBIG)
    assert (rapport.pr_dato, rapport.frist) == (datetime.date(2021, 10, 13), datetime.date(2021, 12, 1))
    assert (rapport.tilstand, rapport.oprettet_af) == (Tilstand.KLADDE, administrator)
    assert list(rapport.statusser.values_list("oprindelse", flat=True)) == [Oprindelse.TOM, Oprindelse.TOM]
    assert list(rapport.indsatsstatusser.values_list("oprindelse", flat=True)) == [Oprindelse.TOM]


@pytest.mark.parametrize(
    ("typet", "afvist"),
    [
        ({"aar": "2022", "pr_dato": "1.1.2022", "frist": ""}, {"aar": ["2022 er ikke et af kontraktens år (2021)."]}),
        (
            {"slags": "endelig"},
            {"pr_dato": ["En endelig afrapportering opgøres tidligst pr. 31. december 2021."]},
        ),
        ({"pr_dato": "13.10"}, {"pr_dato": ["»13.10« mangler årets fire cifre. Skriv fx 13.10.2021."]}),
        ({"kontrakt": ""}, {"kontrakt": ["Dette felt er påkrævet."]}),
    ],
)
def test_report_that_breaks_a_rule_is_refused_at_the_field_and_kept_as_typed(
    admin_klient: Client, kontrakt: Kontrakt, typet: dict[str, str], afvist: dict[str, list[str]]
) -> None:
    svar = admin_klient.post(ny_side(Afrapportering), {"kontrakt": str(kontrakt.pk), **NY, **typet})

    assert fejl(svar) == afvist
    assert felter(svar) | typet == felter(svar)
    assert not Afrapportering.objects.exists()


def test_same_report_twice_is_refused(admin_klient: Client, kontrakt: Kontrakt) -> None:
    byg_afrapportering(kontrakt)

    svar = admin_klient.post(ny_side(Afrapportering), {"kontrakt": kontrakt.pk, **NY})

    assert fejl(svar) == {"__all__": ["Der findes allerede en afrapportering af den slags for året pr. den dato."]}
    assert Afrapportering.objects.count() == 1


def test_draft_contract_cannot_be_chosen(admin_klient: Client) -> None:
    kladde = byg_kontrakt(maal=1, tilstand=Kontrakttilstand.UDKAST)

    svar = admin_klient.post(ny_side(Afrapportering), {"kontrakt": kladde.pk, **NY})

    assert list(fejl(svar)) == ["kontrakt"]
    assert not Afrapportering.objects.exists()


def test_open_report_changes_its_dates_and_nothing_else(admin_klient: Client, kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)

    svar = ret(
        admin_klient,
        ret_side(rapport),
        {"pr_dato": "14.10.2021", "frist": "", "aar": "2030", "slags": "endelig", "tilstand": "godkendt"},
    )

    rapport.refresh_from_db()
    assert svar.status_code == 302
    assert (rapport.pr_dato, rapport.aar, rapport.slags, rapport.tilstand) == (
        datetime.date(2021, 10, 14),
        2021,
        Slags.FORELOEBIG,
        Tilstand.KLADDE,
    )


def test_date_before_the_year_is_refused(admin_klient: Client, kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)

    svar = ret(admin_klient, ret_side(rapport), {"pr_dato": "1.12.2020"})

    assert fejl(svar) == {"pr_dato": ["Datoen ligger før 2021, som afrapporteringen handler om."]}


@pytest.mark.parametrize("tilstand", [Tilstand.GODKENDT, Tilstand.SENDT])
def test_locked_report_can_only_be_read(admin_klient: Client, kontrakt: Kontrakt, tilstand: Tilstand) -> None:
    rapport = byg_afrapportering(kontrakt, tilstand=tilstand)

    aaben = admin_klient.get(ret_side(rapport))
    svar = admin_klient.post(ret_side(rapport), {"pr_dato": "14.10.2021"})

    rapport.refresh_from_db()
    assert "pr_dato" not in felter(aaben)
    assert "13. oktober 2021" in aaben.content.decode()
    assert (svar.status_code, rapport.pr_dato) == (403, datetime.date(2021, 10, 13))


def test_report_shows_its_statuses_with_the_way_to_each(admin_klient: Client, kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)
    status = udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), 80, tekst="Det går godt")

    html = admin_klient.get(ret_side(rapport)).content.decode()

    assert "Det går godt" in html
    assert f'href="{ret_side(status)}"' in html
    assert f'href="{reverse("maal:afrapportering", args=[kontrakt.slug, rapport.pk])}"' in html


def test_list_says_how_much_is_written(admin_klient: Client, kontrakt: Kontrakt) -> None:
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), 80)

    html = admin_klient.get(liste(Afrapportering)).content.decode()

    assert '<td class="field-udfyldt">1 af 2</td>' in html
