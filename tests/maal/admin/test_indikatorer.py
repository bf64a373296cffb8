"""Measures and joint targets in the administration: the shares are typed with the whole, and must add up to it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maal.models import Faellesmaaltal, Indikator
from tests.administration import felter, liste, ny_side, ret, ret_side
from tests.byggere import (
    byg_afrapportering,
    byg_faellesmaaltal,
    byg_hus,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_punkt,
    byg_rammeaftale,
    udfyld,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def faelles() -> Faellesmaaltal:
    """A joint target of two houses."""
    return byg_faellesmaaltal(byg_indikator(), 2023, {"nordjylland": 119, "midtjylland": 275})


def andele(faelles: Faellesmaaltal) -> dict[str, int]:
    """Each house's share as it stands."""
    return {andel.erhvervshus.noegle: int(andel.vaerdi) for andel in faelles.andele.all()}


def test_new_joint_target_is_typed_with_its_shares_in_danish(admin_klient: Client) -> None:
    huse = [byg_hus("midtjylland"), byg_hus("nordjylland")]
    raekker = {
        f"andele-{nr}-{navn}": vaerdi
        for nr, (hus, andel) in enumerate(zip(huse, ("1.081", "119"), strict=True))
        for navn, vaerdi in (("erhvervshus", hus.pk), ("vaerdi", andel))
    }
    egne = {"rammeaftale": byg_rammeaftale().pk, "indikator": byg_indikator().pk, "aar": "2023", "vaerdi": "1.200"}

    svar = ret(admin_klient, ny_side(Faellesmaaltal), {**egne, **raekker, "andele-TOTAL_FORMS": "2"})

    assert svar.status_code == 302
    assert andele(Faellesmaaltal.objects.get()) == {"midtjylland": 1081, "nordjylland": 119}


def test_shares_that_do_not_add_up_are_refused_with_both_figures(admin_klient: Client, faelles: Faellesmaaltal) -> None:
    svar = ret(admin_klient, ret_side(faelles), {"vaerdi": "1.200"})

    tekst = "Andelene giver 394, og måltallet i alt er 1.200. Ret det, så de passer."
    assert svar.context["inline_admin_formsets"][0].formset.non_form_errors() == [tekst]
    assert tekst in svar.content.decode()
    assert felter(svar)["vaerdi"] == "1.200"
    faelles.refresh_from_db()
    assert faelles.vaerdi == 394


def test_share_that_is_taken_away_counts_no_more(admin_klient: Client, faelles: Faellesmaaltal) -> None:
    ret(admin_klient, ret_side(faelles), {"andele-0-DELETE": "on", "vaerdi": "119"})

    assert andele(faelles) == {"nordjylland": 119}


def test_saving_an_unchanged_joint_target_changes_nothing(admin_klient: Client, faelles: Faellesmaaltal) -> None:
    svar = ret(admin_klient, ret_side(faelles), {})

    assert svar.status_code == 302
    assert Faellesmaaltal.history.count() == 1


def test_year_outside_the_framework_is_refused_at_the_field(admin_klient: Client) -> None:
    egne = {"rammeaftale": byg_rammeaftale().pk, "indikator": byg_indikator().pk, "aar": "2024", "vaerdi": "0"}

    svar = ret(admin_klient, ny_side(Faellesmaaltal), egne)

    assert svar.context["adminform"].form.errors == {"aar": ["2024 ligger uden for Rammeaftale 2021–2023."]}


def test_history_tells_of_the_shares(admin_klient: Client, faelles: Faellesmaaltal) -> None:
    ret(admin_klient, ret_side(faelles), {"andele-0-vaerdi": "276", "vaerdi": "395"})

    historik = admin_klient.get(f"{ret_side(faelles).removesuffix('change/')}history/").content.decode()

    assert "276" in historik
    assert "395" in historik


def test_measure_that_a_contract_has_cannot_be_deleted_and_keeps_its_key(admin_klient: Client) -> None:
    indikator = byg_indikator()
    byg_punkt(byg_maal(byg_kontrakt(maal=0)), indikator=indikator)

    admin_klient.post(f"/admin/maal/indikator/{indikator.pk}/delete/", {"post": "yes"})
    ret(admin_klient, ret_side(indikator), {"titel": "Unge virksomheder", "noegle": "andet"})

    assert list(Indikator.objects.values_list("noegle", "titel")) == [("unge-virksomheder", "Unge virksomheder")]


@pytest.mark.parametrize("antal", [1, 3])
def test_lists_ask_as_often_however_long(
    antal: int, admin_klient: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nr in range(antal):
        byg_faellesmaaltal(byg_indikator(f"maal-{nr}", f"Mål {nr}"), 2023, {"nordjylland": 1, "midtjylland": 2})

    for model, forespoergsler in ((Indikator, 5), (Faellesmaaltal, 8)):
        with django_assert_num_queries(forespoergsler):
            assert admin_klient.get(liste(model)).status_code == 200


def test_maalepunkt_with_a_written_status_cannot_come_to_measure_something_else(admin_klient: Client) -> None:
    foer, efter = byg_indikator(), byg_indikator("nps", "NPS")
    maal = byg_maal(byg_kontrakt(maal=0))
    punkt = byg_punkt(maal, 1, indikator=foer, tekst="Mindst 100 unge virksomheder")
    udfyld(byg_afrapportering(maal.kontrakt), punkt, 80)
    ny_tekst = {"maalepunkter-0-tekst": "NPS er mindst 70", "maalepunkter-0-indikator": efter.pk}

    afvist = ret(admin_klient, ret_side(maal), ny_tekst)
    punkt.refresh_from_db()
    stod = punkt.indikator
    rettet = ret(admin_klient, ret_side(maal), {"maalepunkter-0-indikator": efter.pk})  # the mark alone is put right
    punkt.refresh_from_db()

    besked = "Målepunktet kan ikke komme til at måle noget andet: der er skrevet en status på det."
    assert (afvist.status_code, rettet.status_code, stod, punkt.indikator) == (200, 302, foer, efter)
    assert besked in afvist.content.decode()
