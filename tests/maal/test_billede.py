"""The picture of an approved report: taken whole, without names, read back instead of the tables, and annulled."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Folketal
from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Kontrakttilstand, Rolle
from kontrakt.triggere import fjern
from maal.billede import hent_billede, ophaev_billede, tag_billede
from maal.billedformat import Beskadiget, kontrolsum
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal, Oejebliksbillede
from maal.opslag import hent_taellinger, udtraek_af
from maal.status import gem_indsatsstatus
from maal.typer import Tilstand, Vurdering
from tests.byggere import GODKENDT, byg_afrapportering, byg_bruger, byg_kommune, byg_kontrakt, saet_tilstand, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """A report of two goals and a focus area, with one figure and some words, that is not approved yet."""
    rapport = byg_afrapportering(byg_kontrakt(maal=2, omraader=1))
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 85, bruger=direktoer, tekst="Over målet.")
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=rapport.kontrakt.indsatsomraader.get().pk,
        tekst="Godt i gang.",
        version=0,
        bruger=direktoer,
    )
    return rapport


def igen(rapport: Afrapportering) -> Afrapportering:
    """The report as another request would fetch it."""
    return Afrapportering.objects.get(pk=rapport.pk)


def oedelaeg(**felter: str) -> None:
    """Change a picture as only somebody can who has taken the database's own guard away."""
    fjern(connection)
    Oejebliksbillede.objects.update(**felter)


def test_picture_holds_the_report_as_it_stood_and_says_that_it_is_approved(rapport: Afrapportering) -> None:
    foer = udtraek_af(igen(rapport))

    gemt = tag_billede(rapport, GODKENDT)

    assert (gemt.afrapportering_id, gemt.taget, gemt.ophaevet) == (rapport.pk, GODKENDT, None)
    assert gemt.sha256 == kontrolsum(gemt.indhold)
    saet = igen(rapport)
    saet.tilstand = Tilstand.GODKENDT
    billede = hent_billede(saet)
    assert billede is not None
    assert (billede.taget, billede.udtraek.tilstand) == (GODKENDT, Tilstand.GODKENDT)
    assert [p.vurdering for p in billede.udtraek.punkter] == [p.vurdering for p in foer.punkter]
    assert [p.status for p in billede.udtraek.punkter] == ["Over målet.", ""]
    assert billede.udtraek.taelling == foer.taelling


def test_picture_holds_the_years_key_in_full_against_agreed_keys_only(rapport: Afrapportering) -> None:
    kontrakt = rapport.kontrakt
    kommune = byg_kommune()
    Folketal.objects.create(kommune=kommune, aar=2020, antal=100)
    for aftale, beloeb in (
        (kontrakt, 10),
        (byg_kontrakt(fra_aar=2019), 8),
        (byg_kontrakt(fra_aar=2020, tilstand=Kontrakttilstand.UDKAST), 9),
    ):
        gem_noegle(kontrakt=aftale, aar=aftale.fra_aar, i_alt=beloeb, bidrag={kommune: beloeb})

    saet_tilstand(rapport, Tilstand.GODKENDT)

    billede = hent_billede(rapport)
    assert billede is not None
    assert billede.noegleside is not None
    (raekke,) = billede.noegleside.raekker
    assert (raekke.beloeb, raekke.forrige, raekke.folketal, raekke.beregnet) == (10, 8, 100, 10)


def test_picture_of_a_year_without_a_key_has_none(rapport: Afrapportering) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)

    billede = hent_billede(rapport)
    assert billede is not None
    assert billede.noegleside is None


def test_picture_is_of_what_was_decided_on_though_a_goal_is_changed_in_the_same_moment(
    rapport: Afrapportering,
) -> None:
    besluttet = udtraek_af(igen(rapport))
    Maal.objects.update(titel="Noget andet")

    gemt = tag_billede(rapport, GODKENDT, besluttet=besluttet)

    assert "Noget andet" not in gemt.indhold
    assert all(maal.titel in gemt.indhold for maal in besluttet.maal)


def test_picture_names_the_organisation_that_wrote_and_not_the_person(rapport: Afrapportering) -> None:
    kkr = byg_bruger(Rolle.SEKRETARIAT, first_name="Sara", last_name="Sekretær")
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), 70, bruger=kkr)
    Bruger.objects.filter(rolle=Rolle.DIREKTOER).update(first_name="Dorte", last_name="Direktør")

    saet_tilstand(rapport, Tilstand.GODKENDT)

    udtraek = udtraek_af(igen(rapport))
    assert [punkt.opdateret_af for punkt in udtraek.punkter] == ["Erhvervshus Nordjylland", "KKR Nordjylland"]
    assert [indsats.opdateret_af for indsats in udtraek.indsatser] == ["Erhvervshus Nordjylland"]
    indhold = Oejebliksbillede.objects.get().indhold
    for navn in ("Sara", "Sekretær", "Dorte", "Direktør", "sekretariat-nordjylland", "direktoer-nordjylland"):
        assert navn not in indhold


def test_frozen_report_is_what_it_was_whatever_happens_to_the_goals(rapport: Afrapportering) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    foer = udtraek_af(igen(rapport))
    taelling = hent_taellinger([rapport.pk])

    Maaltal.objects.update(vaerdi=99)
    Maal.objects.update(titel="Noget andet")
    Maalepunkt.objects.update(krav="hoejst", tekst="Noget andet", enhed="antal")

    assert udtraek_af(igen(rapport)) == foer
    assert hent_taellinger([rapport.pk]) == taelling
    assert taelling == {rapport.pk: foer.taelling}
    assert [maal.titel for maal in foer.maal] == ["Mål med nummer 1", "Mål med nummer 2"]
    assert [punkt.vurdering for punkt in foer.punkter] == [Vurdering.OPFYLDT, Vurdering.MANGLER]


def test_sent_report_says_that_it_is_sent_and_has_its_own_id(rapport: Afrapportering) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    Afrapportering.objects.update(tilstand=Tilstand.SENDT)

    udtraek = udtraek_af(igen(rapport))

    assert (udtraek.tilstand, udtraek.id) == (Tilstand.SENDT, rapport.pk)
    assert udtraek.frosset is not None
    assert udtraek.frosset.kontrolsum == Oejebliksbillede.objects.get().sha256


def test_report_cannot_be_frozen_twice(rapport: Afrapportering) -> None:
    tag_billede(rapport, GODKENDT)

    with pytest.raises(IntegrityError), transaction.atomic():
        tag_billede(rapport, GODKENDT + datetime.timedelta(days=1))


def test_reopened_report_is_shown_from_the_tables_and_its_next_picture_beside_the_first(
    rapport: Afrapportering, direktoer: Bruger
) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    senere = GODKENDT + datetime.timedelta(days=30)

    ophaev_billede(rapport, senere)
    saet_tilstand(rapport, Tilstand.KLADDE)
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 60, bruger=direktoer)
    assert udtraek_af(igen(rapport)).frosset is None
    tag_billede(rapport, senere)

    assert list(Oejebliksbillede.objects.values_list("taget", "ophaevet")) == [(GODKENDT, senere), (senere, None)]


def test_reading_a_frozen_report_takes_one_query(
    rapport: Afrapportering, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    fundet = igen(rapport)

    with django_assert_num_queries(1):
        udtraek_af(fundet)
    with django_assert_num_queries(1):
        hent_taellinger([rapport.pk])


@pytest.mark.parametrize("felter", [{"sha256": "0" * 64}, {"indhold": "{}"}])
def test_damaged_picture_shows_a_danish_page_and_is_logged(
    felter: dict[str, str], rapport: Afrapportering, sekretariat: Bruger, client: Client, caplog: Any
) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    oedelaeg(**felter)
    client.force_login(sekretariat)

    side = f"/kontrakter/{rapport.kontrakt.slug}/"
    for adresse in (side, f"{side}afrapportering/{rapport.pk}/", f"{side}afrapportering/{rapport.pk}/excel/"):
        svar = client.get(adresse)

        assert svar.status_code == 503
        html = svar.content.decode()
        assert "Det gemte øjebliksbillede er beskadiget: kontrolsummen passer ikke." in html
        assert "Kontakt din administrator" in html
        assert "Over målet." not in html
    assert f"Afrapportering {rapport.pk}: Det gemte øjebliksbillede er beskadiget" in caplog.text
    caplog.clear()


def test_damaged_picture_leaves_the_other_reports_of_the_overview_to_be_seen(
    rapport: Afrapportering, sekretariat: Bruger, client: Client, caplog: Any
) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    oedelaeg(sha256="0" * 64)
    anden = byg_afrapportering(byg_kontrakt(fra_aar=2022, maal=1))
    client.force_login(sekretariat)

    svar = client.get(reverse("rapporter:oversigt"))

    assert svar.status_code == 200
    assert sorted(svar.context["tabel"].vurderinger) == [anden.pk]
    assert "beskadiget" in caplog.text
    caplog.clear()


def test_beskadiget_is_raised_for_who_asks_in_code(rapport: Afrapportering, caplog: Any) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    oedelaeg(indhold="")

    with pytest.raises(Beskadiget):
        hent_billede(igen(rapport))
    caplog.clear()


def test_page_of_a_frozen_report_says_so_with_its_checksum(
    rapport: Afrapportering, laeser: Bruger, client: Client
) -> None:
    saet_tilstand(rapport, Tilstand.GODKENDT)
    client.force_login(laeser)

    html = client.get(reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk])).content.decode()

    sha256 = Oejebliksbillede.objects.get().sha256
    assert "Godkendt på KKR-mødet 1. marts 2022 – vist, som den blev godkendt; kontrolsum" in html
    assert f'<code title="SHA-256 {sha256}">{sha256[:8]}…</code>' in html
