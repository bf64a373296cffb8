"""Whatever stands in an address, before or after the question mark: never a fault, and nothing is changed by it."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.adresser import BUNKER, Adresse, alle_adresser, naevn, udfyldte
from tests.fuzz.klient import klient, sig_intet_nyt, spoerg
from tests.fuzz.optaelling import gange
from tests.fuzz.vaerdier import DYBT, ONDE, RIGTIGE
from tests.fuzz.verden import aftryk, byg_verden

pytestmark = pytest.mark.django_db

KENDTE = (
    "q", "p", "o", "e", "all", "page", "per_page", "sort", "hus", "kkr", "aar", "next", "kontrakt", "i_alt", "tilstand",
    "bidrag_0851", "_popup", "_to_field", "_changelist_filters", "_facets", "aar__exact", "aar__gt", "slags__exact",
    "kontrakt__id__exact", "kontrakt__erhvervshus__id__exact", "rolle__exact", "is_active__exact",
    "password__startswith", "nationalt_maal__isempty", "erhvervshus", "oprindelse__exact", "term", "app_label",
    "model_name", "field_name",
)  # fmt: skip
KORTE = [vaerdi for vaerdi in (*RIGTIGE, *ONDE, *DYBT) if len(vaerdi) < 6_000]  # no server takes a longer address
vaerdi = st.one_of(st.sampled_from(KORTE), st.text(max_size=20))
spoergsmaal = st.lists(st.tuples(st.sampled_from(KENDTE), vaerdi), max_size=3)


@pytest.mark.parametrize("adresser", BUNKER)
def test_no_question_breaks_a_page(adresser: list[Adresse], caplog: pytest.LogCaptureFixture) -> None:
    verden = byg_verden()
    client = klient(verden.brugere[0])
    foer = aftryk()

    def tag(sti: str) -> None:
        @gange(1)
        @given(felter=spoergsmaal, halen=st.sampled_from(["", "&%ff%fe", "&&==", "#", "&%00"]))
        def en(felter: list[tuple[str, str]], halen: str) -> None:
            spoerg(client, "get", f"{sti}?{urlencode(felter, errors='replace')}{halen}", foer)

        en()

    for adresse in adresser:
        with naevn(adresse):
            tag(udfyldte(adresse, verden.vaerdier)[0])
    sig_intet_nyt(caplog)


@pytest.mark.parametrize("adresser", BUNKER)
def test_no_part_of_an_address_breaks_a_page(adresser: list[Adresse], caplog: pytest.LogCaptureFixture) -> None:
    verden = byg_verden()
    client = klient(verden.brugere[0])
    foer = aftryk()

    def tag(led: list[str]) -> None:
        @gange(2)
        @given(nr=st.integers(1, len(led) - 1), ord_=vaerdi, metode=st.sampled_from(["get", "put", "options"]))
        def en(nr: int, ord_: str, metode: str) -> None:
            spoerg(client, metode, "/".join([*led[:nr], quote(ord_, safe="", errors="replace"), *led[nr + 1 :]]), foer)

        en()

    for adresse in (adresse for adresse in adresser if adresse.dele):
        with naevn(adresse):
            tag(udfyldte(adresse, verden.vaerdier)[0].split("/"))
    sig_intet_nyt(caplog)


@pytest.mark.parametrize("tal", ["0", "9" * 20, "9" * 400])
def test_id_that_cannot_be_is_an_unknown_page(tal: str) -> None:
    verden = byg_verden()
    client = klient(verden.brugere[0])
    dele = {"slug": verden.vaerdier["slug"][0], "pk": verden.vaerdier["pk"][0]}
    adresser = [
        reverse("maal:afrapportering", kwargs=dele | {"pk": tal}),
        reverse("rapporter:aarsrapport", kwargs=dele | {"pk": tal}),
        reverse("maal:gem_maalepunkt", kwargs=dele | {"maalepunkt_id": tal}),
        reverse("maal:gem_indsatsomraade", kwargs=dele | {"indsatsomraade_id": tal}),
    ]

    assert [client.get(adresse).status_code for adresse in adresser] == [404] * 4
    assert [client.post(adresse).status_code for adresse in adresser[2:]] == [404] * 2


@pytest.mark.parametrize("side", ["0", "-1", "99999", "9" * 5_000, "x", "1.5", "", "last"])
def test_page_number_that_cannot_be_shows_a_page(admin_klient: Client, side: str) -> None:
    for adresse in ("/", "/admin/maal/maal/", "/admin/kontrakt/kommune/"):
        svar = admin_klient.get(adresse, {"page": side, "p": side, "per_page": side})

        assert svar.status_code in (200, 302)  # the administration drops what it cannot read from the address


@pytest.mark.parametrize("valgt", ["x", "", "9" * 19, "9" * 5_000, "-1", "1\0", "½", "²"])
def test_ticked_row_that_cannot_be_is_refused(admin_klient: Client, valgt: str) -> None:
    data = {"action": "delete_selected", "_selected_action": [valgt], "index": "0"}

    assert admin_klient.post("/admin/kontrakt/kkr/", data).status_code == 400


def test_question_with_nothing_in_it_is_no_fault_in_the_administration() -> None:
    verden = byg_verden()
    client = klient(verden.brugere[0])

    for adresse in ("admin:kontrakt_kkr_change", "admin:kontrakt_kkr_delete", "admin:maal_maal_delete"):
        sti = udfyldte(next(a for a in alle_adresser() if a.navn == adresse), verden.vaerdier)[0]
        assert client.get(sti, {"_to_field": ""}).status_code == 200
