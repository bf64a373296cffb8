"""Municipalities and funding keys in the administration."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kontrakt.models import Kommune, Kontrakt
from tests.administration import felter, liste, ny_side, ret, ret_side, slet_side
from tests.byggere import byg_hus, byg_kontrakt

pytestmark = pytest.mark.django_db

SUM = "admin:kommuner_fordelingsnoegle_sum"


def byg_kommune(kode: str, navn: str, hus: str = "nordjylland") -> Kommune:
    """A municipality of a house."""
    return Kommune.objects.create(kode=kode, navn=navn, erhvervshus=byg_hus(hus), type="land", region="Nordjylland")


@pytest.fixture
def kontrakt() -> Kontrakt:
    """A contract of two years with a house of three municipalities, built in another order than the Danish."""
    for kode, navn in (("0851", "Aalborg"), ("0813", "Frederikshavn"), ("0810", "Brønderslev")):
        byg_kommune(kode, navn)
    byg_kommune("0751", "Aarhus", "midtjylland")
    return byg_kontrakt(fra_aar=2021, til_aar=2022, maal=0)


@pytest.fixture
def noegle(kontrakt: Kontrakt) -> Fordelingsnoegle:
    """A saved key that misses its printed total by rounding."""
    bidrag = dict(zip(Kommune.objects.filter(erhvervshus=byg_hus()), (1600, 1500, 39000), strict=True))
    return gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=42101, bidrag=bidrag)


def ny_noegle(kontrakt: Kontrakt, aar: int = 2022) -> str:
    """The address of the empty form of a contract year."""
    return f"{ny_side(Fordelingsnoegle)}?kontrakt={kontrakt.pk}&aar={aar}"


def fejl(svar: Any) -> dict[str, list[str]]:
    """What is refused, by field."""
    assert svar.status_code == 200
    return {navn: list(tekster) for navn, tekster in svar.context["adminform"].form.errors.items()}


def alt(*modeller: type[Model]) -> list[object]:
    """Everything that a save may change."""
    return [list(model._default_manager.order_by("pk").values()) for model in modeller]


def sum_i(svar: Any) -> str:
    """The running total in words."""
    kontrol = svar.context["kontrol"]
    return f"{kontrol.sum} / {kontrol.i_alt}: {kontrol.forklaring}"


def test_new_key_is_begun_by_choosing_a_contract_year_that_has_none(
    admin_klient: Client, noegle: Fordelingsnoegle
) -> None:
    anden = byg_kontrakt("midtjylland", 2022, maal=0)

    svar = admin_klient.get(ny_side(Fordelingsnoegle))

    assert svar.context["valg"] == [(anden, [2022]), (noegle.kontrakt, [2022])]
    assert f'href="?kontrakt={noegle.kontrakt_id}&amp;aar=2022"' in svar.content.decode()


def test_new_key_starts_with_a_row_for_each_municipality_in_danish_order(
    admin_klient: Client, kontrakt: Kontrakt
) -> None:
    svar = admin_klient.get(ny_noegle(kontrakt))

    raekker = svar.context["adminform"].form.bidragsfelter
    assert [(felt.label, felt.value()) for felt in raekker] == [
        ("Brønderslev", None),
        ("Frederikshavn", None),
        ("Aalborg", None),
    ]


def test_new_key_is_saved_whole(admin_klient: Client, kontrakt: Kontrakt) -> None:
    typet = {"i_alt": "42.101", "bidrag_0810": "1.600", "bidrag_0813": "1500", "bidrag_0851": "39.000"}

    svar = admin_klient.post(ny_noegle(kontrakt), typet)

    noegle = Fordelingsnoegle.objects.get()
    assert (svar.status_code, svar.headers["Location"]) == (302, liste(Fordelingsnoegle))
    assert (noegle.kontrakt, noegle.aar, noegle.i_alt) == (kontrakt, 2022, 42101)
    assert list(noegle.bidrag.values_list("kommune__navn", "beloeb")) == [
        ("Brønderslev", 1600),
        ("Frederikshavn", 1500),
        ("Aalborg", 39000),
    ]


@pytest.mark.parametrize(
    "spoergsmaal", ["", "?kontrakt=x&aar=2021", "?kontrakt=999999&aar=2021", "?kontrakt={}&aar=2031"]
)
def test_contract_year_that_is_none_leads_to_the_choice(
    admin_klient: Client, kontrakt: Kontrakt, spoergsmaal: str
) -> None:
    svar = admin_klient.post(ny_side(Fordelingsnoegle) + spoergsmaal.format(kontrakt.pk), {"i_alt": "1"})

    assert svar.context["valg"] == [(kontrakt, [2021, 2022])]
    assert not Fordelingsnoegle.objects.exists()


def test_contract_year_that_has_a_key_leads_to_it(admin_klient: Client, noegle: Fordelingsnoegle) -> None:
    svar = admin_klient.get(ny_noegle(noegle.kontrakt, 2021))

    assert (svar.status_code, svar.headers["Location"]) == (302, ret_side(noegle))


def test_key_with_a_municipality_left_out_is_refused_and_what_was_typed_is_kept(
    admin_klient: Client, noegle: Fordelingsnoegle
) -> None:
    foer = alt(Fordelingsnoegle, Bidrag)

    svar = ret(admin_klient, ret_side(noegle), {"i_alt": "40.600", "bidrag_0813": ""})

    assert fejl(svar) == {
        "__all__": ["Nøglen mangler Frederikshavn. Alle erhvervshusets kommuner skal have et bidrag."],
        "bidrag_0813": ["Skriv kommunens bidrag."],
    }
    assert felter(svar)["i_alt"] == "40.600"
    assert alt(Fordelingsnoegle, Bidrag) == foer


def test_difference_beyond_rounding_is_refused(admin_klient: Client, noegle: Fordelingsnoegle) -> None:
    foer = alt(Fordelingsnoegle, Bidrag)

    svar = ret(admin_klient, ret_side(noegle), {"bidrag_0813": "1.600"})

    assert fejl(svar) == {
        "__all__": [
            "Summen ligger 99.000 kr. over den trykte total, mere end afrunding kan forklare. "
            "Summen er 42.200, den trykte total 42.101 (1.000 kr.)."
        ]
    }
    assert (
        sum_i(svar) == "42200 / 42101: Summen ligger 99.000 kr. over den trykte total, mere end afrunding kan forklare."
    )
    assert alt(Fordelingsnoegle, Bidrag) == foer


@pytest.mark.parametrize(
    ("typet", "besked"),
    [
        ("1.5", "»1.5« er ikke et helt tal. Mener du 15, så skriv det uden punktum."),
        ("1,5", "»1,5« skal være et helt tal, fx 1."),
        ("-3", "Denne værdi skal være større end eller lig 0."),
        ("mange", "»mange« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5."),
    ],
)
def test_amount_that_cannot_be_read_is_refused_at_its_row(
    admin_klient: Client, noegle: Fordelingsnoegle, typet: str, besked: str
) -> None:
    foer = alt(Fordelingsnoegle, Bidrag)

    svar = ret(admin_klient, ret_side(noegle), {"bidrag_0813": typet})

    assert fejl(svar) == {"bidrag_0813": [besked]}
    assert felter(svar)["bidrag_0813"] == typet
    assert alt(Fordelingsnoegle, Bidrag) == foer


def test_form_shows_the_sum_beside_the_printed_total_with_the_difference_in_words(
    admin_klient: Client, noegle: Fordelingsnoegle
) -> None:
    svar = admin_klient.get(ret_side(noegle))

    assert sum_i(svar) == (
        "42100 / 42101: Summen ligger 1.000 kr. under den trykte total: "
        "hvert bidrag er afrundet for sig til hele 1.000 kr."
    )
    assert felter(svar)["bidrag_0851"] == "39.000"


def test_running_total_follows_what_is_typed(admin_klient: Client) -> None:
    svar = admin_klient.get(reverse(SUM), {"i_alt": "1.000", "bidrag_1": "600", "bidrag_2": "400", "bidrag_3": "1.5"})

    assert sum_i(svar) == "1000 / 1000: "
    assert "Summen er den trykte total." in svar.content.decode()


def test_running_total_waits_for_the_printed_total(admin_klient: Client) -> None:
    svar = admin_klient.get(reverse(SUM), {"i_alt": "", "bidrag_1": "1.600"})

    assert "1.600" in svar.content.decode()
    assert "Skriv den trykte total." in svar.content.decode()


def test_municipality_that_has_left_the_house_can_be_taken_out_of_the_key(
    admin_klient: Client, noegle: Fordelingsnoegle
) -> None:
    Kommune.objects.filter(kode="0810").update(erhvervshus=byg_hus("midtjylland"))

    uaendret = ret(admin_klient, ret_side(noegle), {})
    rettet = ret(admin_klient, ret_side(noegle), {"bidrag_0810": "", "i_alt": "40.500"})

    assert fejl(uaendret) == {"__all__": ["Brønderslev hører ikke til erhvervshusets område."]}
    assert rettet.status_code == 302
    assert list(noegle.bidrag.values_list("kommune__navn", flat=True)) == ["Frederikshavn", "Aalborg"]


def test_history_names_the_municipality_that_was_changed(admin_klient: Client, noegle: Fordelingsnoegle) -> None:
    ret(admin_klient, ret_side(noegle), {"bidrag_0851": "39.001"})

    svar = admin_klient.get(reverse("admin:kommuner_fordelingsnoegle_history", args=[noegle.pk]))

    seneste = svar.context["poster"][0]
    assert (seneste.hvem, seneste.hvad, seneste.del_af) == ("administrator", "Ændret", "bidrag: Aalborg: 39.001")
    assert [(et.foer, et.efter) for et in seneste.aendringer] == [("39.000", "39.001")]


def test_page_before_a_deletion_names_house_and_amounts_in_danish(
    admin_klient: Client, noegle: Fordelingsnoegle
) -> None:
    html = admin_klient.get(slet_side(noegle)).content.decode()

    assert f"Fordelingsnøgle 2021, {noegle.kontrakt.erhvervshus}" in html
    assert "Aalborg: 39.000" in html


def test_list_shows_sum_and_difference(admin_klient: Client, noegle: Fordelingsnoegle) -> None:
    html = admin_klient.get(liste(Fordelingsnoegle)).content.decode()

    assert '<td class="field-trykt">42.101</td><td class="field-sum">42.100</td><td class="field-antal">3</td>' in html


def test_population_is_typed_in_danish(admin_klient: Client) -> None:
    kommune = byg_kommune("0851", "Aalborg")
    Folketal.objects.create(kommune=kommune, aar=2025, antal=224612)

    aaben = felter(admin_klient.get(ret_side(kommune)))
    ny = {"folketal-TOTAL_FORMS": "2", "folketal-1-kommune": kommune.pk, "folketal-1-aar": "2026"}
    svar = ret(admin_klient, ret_side(kommune), {**ny, "folketal-1-antal": "225.000"})

    assert aaben["folketal-0-antal"] == "224.612"
    assert svar.status_code == 302
    assert list(kommune.folketal.values_list("aar", "antal")) == [(2025, 224612), (2026, 225000)]


def test_population_of_a_year_that_another_row_has_is_refused(admin_klient: Client) -> None:
    kommune = byg_kommune("0851", "Aalborg")
    for aar in (2025, 2026):
        Folketal.objects.create(kommune=kommune, aar=aar, antal=224612)
    typet = {"folketal-0-aar": "2026", "folketal-1-aar": "2025"}

    svar = ret(admin_klient, ret_side(kommune), typet)

    assert "Kommunen har allerede et folketal for det år." in svar.content.decode()
    assert felter(svar) | typet == felter(svar)


def test_code_of_a_municipality_is_fixed(admin_klient: Client) -> None:
    kommune = byg_kommune("0851", "Aalborg")

    svar = ret(admin_klient, ret_side(kommune), {"kode": "0852", "type": "by"})

    kommune.refresh_from_db()
    assert svar.status_code == 302
    assert (kommune.kode, kommune.type) == ("0851", "by")
