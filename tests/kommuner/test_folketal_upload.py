"""Loading population in the administration: the preview, the confirmation, and all that is refused."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommuner.folketal import gem_folketal
from kommuner.models import Folketal
from kontrakt.models import Bruger, Kommune, National
from tests.administration import felter
from tests.byggere import byg_kommune
from tests.kommuner.folketalsfiler import LANG, NAVNE, TABEL

pytestmark = pytest.mark.django_db

VAELG, BEKRAEFT = "/admin/folketal/", "/admin/folketal/bekraeft/"


@pytest.fixture(autouse=True)
def kommuner() -> list[Kommune]:
    """The municipalities of the files: København, Samsø and Aarhus."""
    return [byg_kommune(kode, navn) for kode, navn in NAVNE.items()]


def vis(client: Client, indhold: str | bytes = LANG, navn: str = "folk1a.csv") -> Any:
    """Choose a file; gives the preview, or what is wrong."""
    fil = SimpleUploadedFile(navn, indhold.encode("cp1252") if isinstance(indhold, str) else indhold)
    svar = client.post(VAELG, {"fil": fil})
    assert svar.status_code == 200
    return svar


def beskeder(svar: Any) -> list[str]:
    """What the page says at its top."""
    return [str(besked) for besked in get_messages(svar.wsgi_request)]


@pytest.mark.parametrize("indhold", [LANG, TABEL], ids=["lang", "tabel"])
def test_population_is_saved_as_it_was_shown(admin_klient: Client, administrator: Bruger, indhold: str) -> None:
    liste = vis(admin_klient, indhold)
    foer = Folketal.objects.count()
    svar = admin_klient.post(BEKRAEFT, felter(liste))

    assert [(forskel.aar, forskel.nye, forskel.i_alt) for forskel in liste.context["rapport"].aar] == [
        (2024, 3, 1_031_625),
        (2025, 3, 1_044_156),
    ]
    assert (foer, Folketal.objects.count()) == (0, 6)
    assert (svar.status_code, svar.headers["Location"]) == (302, "/admin/")
    assert beskeder(svar) == ["Folketal er indlæst for 1. januar 2024 og 2025. Antal ændringer: 6."]
    assert [(post.user, post.object_repr) for post in LogEntry.objects.all()] == [
        (administrator, "Indlæst fra folk1a.csv")
    ]
    assert set(Folketal.history.values_list("history_user", flat=True)) == {administrator.pk}


def test_preview_shows_changes_what_looks_odd_and_what_is_left_out(
    admin_klient: Client, kommuner: list[Kommune]
) -> None:
    gem_folketal(folketal={2025: {kommuner[1]: 3_000}})

    side = vis(admin_klient, LANG.replace("3688", "3000") + "Hele landet;2025K1;5992734\n").content.decode()

    assert "Ændres 1. januar 2025" in side
    assert '<th scope="row">Samsø</th><td class="tal">3.000</td><td class="tal">3.669</td>' in side
    assert "Samsø: 3.000 → 3.669 (22,3 %) fra 1. januar 2024 til 2025. Er det rigtigt?" in side
    assert "Hele landet, regioner og landsdele er udeladt (antal områder: 1)." in side
    assert "Kilde: Danmarks Statistik, FOLK1A." in side


def test_file_already_loaded_changes_nothing_and_cannot_be_confirmed(admin_klient: Client) -> None:
    admin_klient.post(BEKRAEFT, felter(vis(admin_klient)))

    side = vis(admin_klient).content.decode()

    assert "Intet er gemt endnu. Systemet siger allerede det samme som filen." in side
    assert 'value="Indlæs"' not in side


def test_preview_that_no_longer_holds_saves_nothing_and_the_new_one_is_shown(
    admin_klient: Client, kommuner: list[Kommune]
) -> None:
    gammel = vis(admin_klient)
    gem_folketal(folketal={2025: {kommuner[1]: 3_000}})

    ny = admin_klient.post(BEKRAEFT, felter(gammel))
    foer = Folketal.objects.count()
    bekraeftet = admin_klient.post(BEKRAEFT, felter(ny))

    assert beskeder(ny) == [
        "Systemet er ændret, siden listen blev vist. Intet er indlæst. Se den nye liste, før du bekræfter."
    ]
    assert "Ændres 1. januar 2025" in ny.content.decode()
    assert (foer, bekraeftet.status_code, Folketal.objects.count()) == (1, 302, 6)


def test_form_that_is_sent_twice_changes_nothing_the_second_time(admin_klient: Client) -> None:
    sendt = felter(vis(admin_klient))
    admin_klient.post(BEKRAEFT, sendt)
    admin_klient.get("/admin/")  # shows the first message

    svar = admin_klient.post(BEKRAEFT, sendt)

    assert beskeder(svar) == ["Filen er allerede indlæst. Intet er ændret."]
    assert Folketal.history.count() == 6


def test_file_that_became_wrong_meanwhile_is_refused_at_the_confirmation(admin_klient: Client) -> None:
    liste = vis(admin_klient)
    Kommune.objects.filter(navn="Samsø").update(kode="0742")

    svar = admin_klient.post(BEKRAEFT, felter(liste))

    assert "Kommunen »741« kendes ikke." in svar.content.decode()
    assert not Folketal.objects.exists()


def test_all_errors_are_shown_at_once(admin_klient: Client) -> None:
    svar = vis(admin_klient, LANG.replace("3669", "-1").replace("751;2024K1", "Århus;2024K1"))

    assert [(en.linje, en.tekst) for en in svar.context["fejl"]] == [
        (None, "1. januar 2024 mangler Aarhus. Alle 3 kommuner skal være med. Hent dem alle."),
        (5, "Samsø, 2025K1: −1 kan ikke være en kommunes folketal. Hent filen igen."),
        (6, "Kommunen »Århus« kendes ikke. Mente du Aarhus?"),
    ]
    assert "3 fejl. Intet er ændret. Ret filen, eller hent den igen, og vælg den på ny." in svar.content.decode()
    assert not Folketal.objects.exists()


@pytest.mark.parametrize(
    ("navn", "indhold", "besked"),
    [
        ("folk1a.xlsx", b"x", "Filen folk1a.xlsx er ikke en .csv-fil. Andre slags kan ikke indlæses."),
        ("folk1a.csv", b"", "Filen folk1a.csv er tom."),
    ],
)
def test_file_of_another_kind_is_refused_at_the_field(
    admin_klient: Client, navn: str, indhold: bytes, besked: str
) -> None:
    assert vis(admin_klient, indhold, navn).context["form"].errors == {"fil": [besked]}


@pytest.mark.parametrize("aendret", [{"aftryk": ""}, {"filer": ""}, {"filer": '{"a.csv": 7}'}, {"filer": "{}"}])
def test_incomplete_confirmation_leads_back_and_saves_nothing(admin_klient: Client, aendret: dict[str, str]) -> None:
    svar = admin_klient.post(BEKRAEFT, felter(vis(admin_klient)) | aendret)

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)
    assert beskeder(svar) == ["Siden var for gammel eller ufuldstændig. Vælg filerne igen."]
    assert not Folketal.objects.exists()


def test_confirmation_of_two_files_leads_back(admin_klient: Client) -> None:
    sendt = felter(vis(admin_klient))
    fil = json.loads(sendt["filer"])["folk1a.csv"]

    svar = admin_klient.post(BEKRAEFT, sendt | {"filer": json.dumps({"a.csv": fil, "b.csv": fil})})

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)
    assert not Folketal.objects.exists()


def test_confirmation_that_is_only_opened_leads_to_the_upload(admin_klient: Client) -> None:
    svar = admin_klient.get(BEKRAEFT)

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)


def test_role_is_checked_again_at_the_confirmation(admin_klient: Client, administrator: Bruger) -> None:
    sendt = felter(vis(admin_klient))
    Bruger.objects.filter(pk=administrator.pk).update(rolle="laeser", national=National.KL)

    svar = admin_klient.post(BEKRAEFT, sendt, follow=True)

    assert svar.status_code == 403
    assert not Folketal.objects.exists()


def test_front_page_leads_to_the_upload(admin_klient: Client) -> None:
    assert f'<a class="addlink" href="{VAELG}">Indlæs folketal fra Danmarks Statistik</a>' in (
        admin_klient.get("/admin/").content.decode()
    )
