"""Users, parties, frameworks and contracts in the administration."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Frekvens, Indsatsomraade, Kontrakt, Kontrakttilstand, Part, Rolle, Underskrift
from tests.administration import felter, liste, ny_side, ret, ret_side, slet_side
from tests.byggere import byg_bruger, byg_hus, byg_kkr, byg_kommune, byg_kontrakt, byg_rammeaftale

pytestmark = pytest.mark.django_db

KODE = "en-lang-kode-med-ord-7"
NY_BRUGER = {"username": "hanne", "password1": KODE, "password2": KODE, "rolle": "sekretariat"}


def fejl(svar: Any) -> dict[str, list[str]]:
    """What is refused, by field."""
    assert svar.status_code == 200
    return {navn: list(tekster) for navn, tekster in svar.context["adminform"].form.errors.items()}


def test_new_user_gets_role_and_organisation(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Bruger), NY_BRUGER | {"kkr": byg_kkr().pk})

    hanne = Bruger.objects.get(username="hanne")
    assert svar.status_code == 302
    assert (hanne.rolle, hanne.kkr, hanne.erhvervshus) == (Rolle.SEKRETARIAT, byg_kkr(), None)
    assert hanne.check_password(KODE)


def test_new_user_without_the_organisation_of_the_role_is_refused_at_the_field(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Bruger), NY_BRUGER)

    assert fejl(svar) == {"kkr": ["Vælg det KKR, som sekretariatet arbejder for."]}
    assert felter(svar)["username"] == "hanne"
    assert not Bruger.objects.filter(username="hanne").exists()


def test_role_with_an_organisation_it_must_not_have_is_refused(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Bruger), NY_BRUGER | {"rolle": "laeser", "national": "kl", "kkr": byg_kkr().pk})

    assert fejl(svar) == {
        "__all__": [
            "Et KKR-sekretariat skal have et KKR, en direktør et erhvervshus og en læser en kommune eller en national "
            "part. En administrator har ingen af delene. Ryd de øvrige felter."
        ]
    }


@pytest.mark.parametrize("organisation", ["kommune", "national"])
def test_new_reader_belongs_to_a_municipality_or_a_national_party(admin_klient: Client, organisation: str) -> None:
    felt = {"kommune": byg_kommune().pk} if organisation == "kommune" else {"national": "erhvervsstyrelsen"}

    uden = admin_klient.post(ny_side(Bruger), NY_BRUGER | {"rolle": "laeser"})
    med = admin_klient.post(ny_side(Bruger), NY_BRUGER | {"rolle": "laeser"} | felt)

    assert fejl(uden) == {"kommune": ["Vælg den kommune eller den nationale part, som læseren hører til."]}
    assert med.status_code == 302
    navne = {"kommune": "Aalborg Kommune", "national": "Erhvervsstyrelsen"}
    assert Bruger.objects.get(username="hanne").organisation == navne[organisation]


def test_list_of_users_shows_each_ones_organisation(admin_klient: Client, sekretariat: Bruger, laeser: Bruger) -> None:
    byg_bruger(Rolle.LAESER, username="kommunens", kommune=byg_kommune())

    html = admin_klient.get(liste(Bruger)).content.decode()

    for organisation in ("KKR Nordjylland", "KL", "Aalborg Kommune"):
        assert f'<td class="field-organisationen">{organisation}</td>' in html


def test_short_password_is_refused(admin_klient: Client) -> None:
    svar = admin_klient.post(
        ny_side(Bruger), NY_BRUGER | {"kkr": byg_kkr().pk, "password1": "kort", "password2": "kort"}
    )

    assert list(fejl(svar)) == ["password2"]
    assert not Bruger.objects.filter(username="hanne").exists()


def test_password_is_changed_with_djangos_form(admin_klient: Client, laeser: Bruger) -> None:
    adresse = reverse("admin:auth_user_password_change", args=[laeser.pk])

    svar = admin_klient.post(adresse, {"password1": KODE, "password2": KODE, "usable_password": "true"})

    laeser.refresh_from_db()
    assert svar.status_code == 302
    assert laeser.check_password(KODE)


def test_role_can_be_changed(admin_klient: Client, laeser: Bruger) -> None:
    ret(admin_klient, ret_side(laeser), {"rolle": "direktoer", "erhvervshus": byg_hus().pk, "national": ""})

    laeser.refresh_from_db()
    assert (laeser.rolle, laeser.erhvervshus) == (Rolle.DIREKTOER, byg_hus())


def test_administrator_cannot_lock_himself_out(admin_klient: Client, administrator: Bruger) -> None:
    ret(admin_klient, ret_side(administrator), {"rolle": "laeser", "is_active": "", "first_name": "Bo"})
    slet = admin_klient.post(slet_side(administrator), {"post": "yes"})

    administrator.refresh_from_db()
    assert (administrator.rolle, administrator.is_active, administrator.first_name) == (Rolle.ADMINISTRATOR, True, "Bo")
    assert slet.status_code == 403


def test_administrators_are_never_deleted_together_with_oneself(admin_klient: Client, administrator: Bruger) -> None:
    anden = byg_bruger(Rolle.ADMINISTRATOR, username="anden")
    valgte = {"action": "delete_selected", "_selected_action": [anden.pk, administrator.pk], "post": "yes"}

    admin_klient.post(reverse("admin:kontrakt_bruger_changelist"), valgte)

    assert Bruger.objects.count() == 2


NY_KONTRAKT = {
    "fra_aar": "2022",
    "til_aar": "2022",
    "tilstand": "vedtaget",
    "vedtaget_dato": "13. oktober 2021",
    "traeder_i_kraft": "1.1.2022",
    "frekvens": "halvaarlig",
    "underskrifter-TOTAL_FORMS": "1",
    "underskrifter-INITIAL_FORMS": "0",
    "underskrifter-0-part": "kkr",
    "underskrifter-0-navn": "Formanden",
    "underskrifter-0-titel": "formand",
    "underskrifter-0-dato": "14-10-2021",
    "indsatsomraader-TOTAL_FORMS": "1",
    "indsatsomraader-INITIAL_FORMS": "0",
    "indsatsomraader-0-nummer": "1",
    "indsatsomraader-0-titel": "Grøn omstilling",
}


def ny_kontrakt(**aendret: str) -> dict[str, Any]:
    """A whole contract as it is typed."""
    return {**NY_KONTRAKT, "erhvervshus": byg_hus().pk, "rammeaftale": byg_rammeaftale().pk, **aendret}


def test_new_contract_is_typed_with_danish_dates_signatures_and_focus_areas(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Kontrakt), ny_kontrakt())

    kontrakt = Kontrakt.objects.get()
    assert svar.status_code == 302
    assert (kontrakt.slug, kontrakt.frekvens) == ("nordjylland-2022", Frekvens.HALVAARLIG)
    assert (kontrakt.vedtaget_dato, kontrakt.traeder_i_kraft) == (
        datetime.date(2021, 10, 13),
        datetime.date(2022, 1, 1),
    )
    assert list(Underskrift.objects.values_list("part", "navn", "dato")) == [
        (Part.KKR, "Formanden", datetime.date(2021, 10, 14))
    ]
    assert list(Indsatsomraade.objects.values_list("nummer", "titel")) == [(1, "Grøn omstilling")]


def test_date_that_cannot_be_read_is_kept_as_typed_and_nothing_is_saved(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Kontrakt), ny_kontrakt(vedtaget_dato="13.10.21"))

    assert fejl(svar) == {"vedtaget_dato": ["»13.10.21« mangler årets fire cifre. Skriv fx 13.10.2021."]}
    assert felter(svar)["vedtaget_dato"] == "13.10.21"
    assert felter(svar)["underskrifter-0-navn"] == "Formanden"
    assert not Kontrakt.objects.exists()


def test_year_outside_the_framework_is_refused_at_the_field(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Kontrakt), ny_kontrakt(fra_aar="2024", til_aar="2024"))

    assert fejl(svar) == {"fra_aar": ["Kontraktens år ligger uden for Rammeaftale 2021–2023."]}


def test_empty_contract_is_refused_without_more_ado(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Kontrakt), dict.fromkeys(NY_KONTRAKT, "") | _ingen_raekker())

    assert set(fejl(svar)) == {"erhvervshus", "rammeaftale", "fra_aar", "til_aar", "tilstand", "frekvens"}


def _ingen_raekker() -> dict[str, str]:
    return {
        f"{saet}-{navn}_FORMS": "0" for saet in ("underskrifter", "indsatsomraader") for navn in ("TOTAL", "INITIAL")
    }


@pytest.mark.parametrize("findes", [True, False])
def test_draft_cannot_have_a_signature(admin_klient: Client, findes: bool) -> None:
    kladde = {"tilstand": "udkast", "vedtaget_dato": ""}
    if findes:
        kontrakt = byg_kontrakt(fra_aar=2022)
        Underskrift.objects.create(kontrakt=kontrakt, part=Part.KKR, navn="Formanden", titel="formand")

    svar = (
        ret(admin_klient, ret_side(kontrakt), kladde)
        if findes
        else admin_klient.post(ny_side(Kontrakt), ny_kontrakt(**kladde))
    )

    assert "Et udkast har ingen underskrifter. Sæt kontrakten til vedtaget først." in svar.content.decode()
    assert not Kontrakt.objects.filter(tilstand=Kontrakttilstand.UDKAST).exists()


def test_saved_contract_keeps_house_and_years(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(fra_aar=2022, maal=0)

    svar = ret(admin_klient, ret_side(kontrakt), {"fra_aar": "2023", "til_aar": "2023", "kilde": "Bilag 1"})

    kontrakt.refresh_from_db()
    assert svar.status_code == 302
    assert (kontrakt.fra_aar, kontrakt.slug, kontrakt.kilde) == (2022, "nordjylland-2022", "Bilag 1")


def test_saving_an_unchanged_contract_changes_nothing(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(fra_aar=2022, maal=0, omraader=2, kilde="To\nlinjer", traeder_i_kraft="2022-01-01")
    Underskrift.objects.create(kontrakt=kontrakt, part=Part.KKR, navn="A", titel="B", dato="2021-12-01")
    foer = [list(model.objects.values()) for model in (Kontrakt, Underskrift, Indsatsomraade)]

    svar = ret(admin_klient, ret_side(kontrakt), {})

    assert svar.status_code == 302
    assert [list(model.objects.values()) for model in (Kontrakt, Underskrift, Indsatsomraade)] == foer


def test_predecessor_is_an_older_contract_of_the_same_house(admin_klient: Client) -> None:
    aeldre = byg_kontrakt(fra_aar=2021, maal=0)
    kontrakt = byg_kontrakt(fra_aar=2022, maal=0)
    byg_kontrakt(fra_aar=2023, maal=0)
    byg_kontrakt("midtjylland", fra_aar=2021, maal=0)

    svar = admin_klient.get(ret_side(kontrakt))

    valg = svar.context["adminform"].form.fields["forgaenger"].queryset
    assert list(valg) == [aeldre]


def test_parts_of_a_contract_cannot_swap_what_they_are_known_by_in_one_go(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0, omraader=2)
    for part in Part:
        kontrakt.underskrifter.create(part=part, navn="Hanne", titel="formand")
    parter, numre = ["erhvervshus", "kkr"], ["2", "1"]
    aaben = felter(admin_klient.get(ret_side(kontrakt)))
    assert [aaben[f"underskrifter-{nr}-part"] for nr in (0, 1)] == parter[::-1]
    typet = {f"underskrifter-{nr}-part": parter[nr] for nr in (0, 1)}
    typet |= {f"indsatsomraader-{nr}-nummer": numre[nr] for nr in (0, 1)}

    svar = ret(admin_klient, ret_side(kontrakt), typet)

    html = svar.content.decode()
    assert "Kontrakten har allerede en underskrift for den part." in html
    assert "Kontrakten har allerede et indsatsområde med det nummer." in html
    assert felter(svar) | typet == felter(svar)


@pytest.mark.parametrize("bygger", [byg_kkr, byg_hus])
def test_key_of_a_party_is_fixed(admin_klient: Client, bygger: Any) -> None:
    part = bygger()

    ret(admin_klient, ret_side(part), {"noegle": "andet", "navn": "Nyt navn"})

    part.refresh_from_db()
    assert (part.noegle, part.navn) == ("nordjylland", "Nyt navn")


def test_house_with_a_contract_cannot_be_deleted(admin_klient: Client) -> None:
    byg_kontrakt(maal=0)

    svar = admin_klient.post(slet_side(byg_hus()), {"post": "yes"})

    assert (
        "»Erhvervshus Nordjylland« kan ikke slettes, for det ville tage dette med, som skal bevares:"
        in svar.content.decode()
    )
    assert byg_hus().pk is not None
    assert Kontrakt.objects.count() == 1
