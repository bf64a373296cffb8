"""Two administrators on one page: the second to save is told what the first saved, and then decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Indsatsomraade, Kommune, Kontrakt, Part, Rolle
from maal.models import Maal, Maaltal
from tests.administration import felter, ny_side, ret, ret_side, slet_side
from tests.byggere import byg_bruger, byg_hus, byg_kontrakt

pytestmark = pytest.mark.django_db


@pytest.fixture
def kollega(db: None) -> Client:
    """Another administrator's browser."""
    client = Client()
    client.force_login(byg_bruger(Rolle.ADMINISTRATOR, username="kollega", first_name="Anne", last_name="Holm"))
    return client


def afvigelser(svar: Any) -> list[tuple[str, str, str]]:
    """The table of what is not typed as it is stored: field, stored, typed."""
    assert svar.status_code == 200
    return [(en.felt, en.gemt, en.typet) for en in svar.context["imens"]]


def test_second_save_is_told_who_saved_and_keeps_what_was_typed(admin_klient: Client, kollega: Client) -> None:
    kontrakt = byg_kontrakt(maal=0, kilde="Første")
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    ret(kollega, ret_side(kontrakt), {"kilde": "Kollegaens"})

    svar = admin_klient.post(ret_side(kontrakt), aaben | {"kilde": "Min"})

    (besked,) = svar.context["adminform"].form.non_field_errors()
    assert besked.startswith("Anne Holm har gemt ")
    assert afvigelser(svar) == [("Kilde", "Kollegaens", "Min")]
    assert felter(svar)["kilde"] == "Min"
    assert Kontrakt.objects.get().kilde == "Kollegaens"


def test_second_save_after_the_message_is_conscious(admin_klient: Client, kollega: Client) -> None:
    kontrakt = byg_kontrakt(maal=0, kilde="Første")
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    ret(kollega, ret_side(kontrakt), {"kilde": "Kollegaens"})
    afvist = admin_klient.post(ret_side(kontrakt), aaben | {"kilde": "Min"})

    svar = admin_klient.post(ret_side(kontrakt), felter(afvist))

    assert svar.status_code == 302
    assert Kontrakt.objects.get().kilde == "Min"


def test_field_that_only_the_other_changed_is_not_set_back_silently(admin_klient: Client, kollega: Client) -> None:
    kontrakt = byg_kontrakt(maal=0, kilde="Første")
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    ret(kollega, ret_side(kontrakt), {"kilde": "Kollegaens"})

    svar = admin_klient.post(ret_side(kontrakt), aaben | {"traeder_i_kraft": "1.1.2021"})

    assert ("Kilde", "Kollegaens", "Første") in afvigelser(svar)
    assert Kontrakt.objects.get().kilde == "Kollegaens"


def test_form_sent_twice_saves_once_and_leaves_one_trace(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    sendt = felter(admin_klient.get(ret_side(kontrakt))) | {"kilde": "Min"}

    svar = [admin_klient.post(ret_side(kontrakt), sendt).status_code for _ in range(2)]

    assert svar == [302, 302]
    historik: Any = Kontrakt.history
    assert historik.filter(kilde="Min").count() == 1


def test_row_added_twice_is_added_once(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    ny = {"nummer": "1", "titel": "Grøn omstilling", "id": "", "kontrakt": str(kontrakt.pk)}
    sendt = felter(admin_klient.get(ret_side(kontrakt))) | {"indsatsomraader-TOTAL_FORMS": "1"}
    sendt |= {f"indsatsomraader-0-{navn}": vaerdi for navn, vaerdi in ny.items()}

    svar = [admin_klient.post(ret_side(kontrakt), sendt) for _ in range(2)]

    assert [et.status_code for et in svar] == [302, 200]
    assert Indsatsomraade.objects.count() == 1
    assert "1. Grøn omstilling er tilføjet imens" in svar[1].content.decode()


@pytest.mark.parametrize("aftryk", ["", "vrøvl", "[]", '{"kontrakt.kontrakt:1": "forfalsket", "x:y": 1}'])
def test_form_without_a_true_fingerprint_is_not_taken_for_granted(admin_klient: Client, aftryk: str) -> None:
    kontrakt = byg_kontrakt(maal=0, kilde="Første")

    svar = ret(admin_klient, ret_side(kontrakt), {"kilde": "Min", "_aftryk": aftryk})

    assert svar.status_code == 200
    assert Kontrakt.objects.get().kilde == "Første"


def omraade(kontrakt: Kontrakt) -> None:
    kontrakt.indsatsomraader.update(titel="Kollegaens titel")


def slettet(kontrakt: Kontrakt) -> None:
    kontrakt.indsatsomraader.all().delete()


@pytest.mark.parametrize(
    ("aendring", "raekke"),
    [
        (omraade, ("Titel", "Kollegaens titel", "Min titel")),
        (slettet, ("", "slettet imens", "Sæt kryds ved Slet, eller tilføj rækken igen.")),
    ],
)
def test_row_under_the_page_that_is_changed_or_deleted_meanwhile_is_told(
    admin_klient: Client, aendring: Callable[[Kontrakt], None], raekke: tuple[str, str, str]
) -> None:
    kontrakt = byg_kontrakt(maal=0, omraader=1)
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    aendring(kontrakt)

    svar = admin_klient.post(ret_side(kontrakt), aaben | {"indsatsomraader-0-titel": "Min titel"})

    assert raekke in afvigelser(svar)
    assert not Indsatsomraade.objects.filter(titel="Min titel").exists()


def test_signature_added_meanwhile_is_told_and_kept(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    kontrakt.underskrifter.create(part=Part.KKR, navn="Hanne", titel="formand")

    afvist = admin_klient.post(ret_side(kontrakt), aaben | {"kilde": "Min"})
    admin_klient.post(ret_side(kontrakt), felter(afvist))

    assert "er tilføjet imens" in afvist.content.decode()
    assert (Kontrakt.objects.get().kilde, kontrakt.underskrifter.count()) == ("Min", 1)


def test_target_changed_meanwhile_is_told_on_the_goals_page(admin_klient: Client, kollega: Client) -> None:
    maal = Maal.objects.get(kontrakt=byg_kontrakt(maal=1))
    aaben = felter(admin_klient.get(ret_side(maal)))
    felt = "maalepunkter-0-maaltal-0-vaerdi"
    ret(kollega, ret_side(maal), {felt: "85"})

    svar = admin_klient.post(ret_side(maal), aaben | {felt: "90"})

    assert Maaltal.objects.get().vaerdi == 85
    assert afvigelser(svar) == [("", "", "Måltal 2021 (måltal 85 → 90)")]
    bevidst = admin_klient.post(ret_side(maal), felter(svar))
    assert bevidst.status_code == 302
    assert Maaltal.objects.get().vaerdi == 90


@pytest.fixture
def kommuner() -> list[Kommune]:
    """The two municipalities of the house."""
    return [
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=byg_hus(), type="land", region="Nordjylland")
        for kode, navn in (("0851", "Aalborg"), ("0787", "Thisted"))
    ]


def test_contribution_changed_meanwhile_is_told_on_the_keys_page(
    admin_klient: Client, kollega: Client, kommuner: list[Kommune]
) -> None:
    gem_noegle(kontrakt=byg_kontrakt(maal=0), aar=2021, i_alt=100, bidrag=dict(zip(kommuner, (60, 40), strict=True)))
    side = ret_side(Fordelingsnoegle.objects.get())
    aaben = felter(admin_klient.get(side))
    ret(kollega, side, {"bidrag_0851": "70", "bidrag_0787": "30"})

    svar = admin_klient.post(side, aaben | {"bidrag_0851": "50", "bidrag_0787": "50"})

    assert afvigelser(svar) == [("Thisted", "30", "50"), ("Aalborg", "70", "50")]
    assert sorted(Bidrag.objects.values_list("beloeb", flat=True)) == [30, 70]


def test_key_that_both_make_at_once_is_held_against_the_first(
    admin_klient: Client, kollega: Client, kommuner: list[Kommune]
) -> None:
    side = f"{ny_side(Fordelingsnoegle)}?kontrakt={byg_kontrakt(maal=0).pk}&aar=2021"
    min_, kollegaens = ({"i_alt": "100", "bidrag_0851": a, "bidrag_0787": b} for a, b in (("50", "50"), ("70", "30")))
    aaben = felter(admin_klient.get(side))
    ret(kollega, side, kollegaens)

    afvist = admin_klient.post(side, aaben | min_)
    gemt_foer = sorted(Bidrag.objects.values_list("beloeb", flat=True))
    admin_klient.post(side, felter(afvist))

    assert afvigelser(afvist) == [("Thisted", "30", "50"), ("Aalborg", "70", "50")]
    assert gemt_foer == [30, 70]
    assert sorted(Bidrag.objects.values_list("beloeb", flat=True)) == [50, 50]


def test_log_in_of_a_user_meanwhile_is_no_change(admin_klient: Client) -> None:
    bruger = byg_bruger(Rolle.SEKRETARIAT)
    aaben = felter(admin_klient.get(ret_side(bruger)))
    Client().force_login(bruger)

    svar = admin_klient.post(ret_side(bruger), aaben | {"first_name": "Anne"})

    assert svar.status_code == 302
    assert Bruger.objects.get(pk=bruger.pk).first_name == "Anne"


def test_deletion_of_what_is_changed_meanwhile_shows_it_as_it_now_stands(admin_klient: Client) -> None:
    maal = Maal.objects.get(kontrakt=byg_kontrakt(maal=1))
    Maal.objects.update(titel="Kollegaens titel")

    assert "Kollegaens titel" in admin_klient.get(slet_side(maal)).content.decode()
