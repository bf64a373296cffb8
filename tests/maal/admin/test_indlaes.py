"""Loading files in the administration: the preview, the confirmation, and all that is refused."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kommuner.models import Bidrag
from kontrakt.bekraeft import Kilde, SkjulteFiler
from kontrakt.models import Bruger, Kommune, Kontrakt, National, Underskrift
from maal.kontraktfil.forskel import AENDRES, BEVARES, OPRETTES
from maal.kontraktfil.indlaes import indlaes_filer
from maal.kontraktfil.laesning import MAKS_BYTES
from maal.models import Afrapportering, Maal, Maaltal, Status
from maal.status import Statusdata, gem_status
from tests.administration import felter
from tests.kontraktfiler.conftest import FIXTURES

pytestmark = pytest.mark.django_db

VAELG, BEKRAEFT = "/admin/indlaes/", "/admin/indlaes/bekraeft/"
GRUNDDATA = sorted(FIXTURES.glob("grunddata/*.yaml"))
NORDJYLLAND = FIXTURES / "kontrakter/nordjylland-2021.yaml"


@pytest.fixture
def grunddata() -> None:
    """Parties, municipalities and frameworks."""
    indlaes_filer(GRUNDDATA)


def fil(navn: str, indhold: str | bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(navn, indhold.encode() if isinstance(indhold, str) else indhold)


def fra_disk(*stier: Path) -> list[SimpleUploadedFile]:
    """Files of the project."""
    return [fil(sti.name, sti.read_bytes()) for sti in stier]


def vis(client: Client, filer: list[SimpleUploadedFile], **valg: str) -> Any:
    """Choose files; gives the preview, or what is wrong."""
    svar = client.post(VAELG, {"filer": filer, **valg})
    assert svar.status_code == 200
    return svar


def listen(svar: Any) -> dict[str, dict[str, int]]:
    """A preview: per file how many things are created, changed, removed and kept."""
    return {
        rapport.navn: {handling: len(forskelle) for handling, forskelle in grupper}
        for rapport, grupper in svar.context["filer"]
    }


def fejl(svar: Any) -> list[tuple[str, int | None, str, str]]:
    """The table of errors."""
    return [(f.fil, f.linje, f.sted, f.tekst) for f in svar.context["fejl"]]


def beskeder(svar: Any) -> list[str]:
    """What the page says at its top."""
    return [str(besked) for besked in get_messages(svar.wsgi_request)]


def test_everything_is_loaded_from_the_real_files_after_a_preview(admin_klient: Client) -> None:
    filer = sorted(FIXTURES.glob("kontrakter/*.yaml")) + GRUNDDATA

    liste = vis(admin_klient, fra_disk(*filer))
    foer = (Kontrakt.objects.count(), Kommune.objects.count())
    svar = admin_klient.post(BEKRAEFT, felter(liste))

    assert set(listen(liste)) == {sti.name for sti in filer}
    assert all(grupper[OPRETTES] > 0 for grupper in listen(liste).values())
    assert foer == (0, 0)
    assert (svar.status_code, svar.headers["Location"]) == (302, "/admin/")
    assert (Kontrakt.objects.count(), Kommune.objects.count()) == (6, 98)
    assert beskeder(svar)[0].startswith(f"Indlæst: {len(filer)} filer, ")


def test_files_already_loaded_change_nothing_and_cannot_be_confirmed(admin_klient: Client, grunddata: None) -> None:
    indlaes_filer([NORDJYLLAND])

    liste = vis(admin_klient, fra_disk(NORDJYLLAND))

    assert listen(liste) == {"nordjylland-2021.yaml": {}}
    assert "Ingen ændringer: systemet siger allerede det samme som filen." in liste.content.decode()
    assert 'value="Indlæs"' not in liste.content.decode()


def test_preview_shows_each_field_before_and_after(admin_klient: Client, grunddata: None) -> None:
    indlaes_filer([NORDJYLLAND])
    rettet = NORDJYLLAND.read_text(encoding="utf-8").replace("vaerdi: 350", "vaerdi: 375")

    liste = vis(admin_klient, [fil("rettet.yaml", rettet)])

    assert listen(liste) == {"rettet.yaml": {AENDRES: 1}}
    assert "Mål 12 › målepunkt 1 › måltal 2021" in liste.content.decode()
    assert "vaerdi: <del>350</del> → <ins>375</ins>" in liste.content.decode()
    assert Maaltal.objects.filter(vaerdi=350).exists()


def test_administrator_stands_as_the_one_who_loaded(
    admin_klient: Client, administrator: Bruger, grunddata: None
) -> None:
    liste = vis(admin_klient, fra_disk(NORDJYLLAND))

    admin_klient.post(BEKRAEFT, felter(liste))

    assert Afrapportering.objects.get().oprettet_af == administrator
    assert [(post.user, post.object_repr) for post in LogEntry.objects.all()] == [
        (administrator, "Indlæst fra nordjylland-2021.yaml")
    ]


@pytest.fixture
def skrevet(grunddata: None, administrator: Bruger) -> Status:
    """A status of the loaded report that a person has since written anew."""
    indlaes_filer([NORDJYLLAND])
    status = Status.objects.get(maalepunkt__maal__nummer=12, maalepunkt__nummer=2)
    return gem_status(
        afrapportering_id=status.afrapportering_id,
        maalepunkt_id=status.maalepunkt_id,
        data=Statusdata(tekst="Skrevet i systemet"),
        version=status.version,
        bruger=administrator,
    )


def test_status_written_in_the_system_is_kept(admin_klient: Client, skrevet: Status) -> None:
    liste = vis(admin_klient, fra_disk(NORDJYLLAND))

    admin_klient.post(BEKRAEFT, felter(liste))

    skrevet.refresh_from_db()
    assert listen(liste) == {"nordjylland-2021.yaml": {BEVARES: 1}}
    assert skrevet.tekst == "Skrevet i systemet"


def test_status_written_in_the_system_is_overwritten_when_that_is_chosen(admin_klient: Client, skrevet: Status) -> None:
    liste = vis(admin_klient, fra_disk(NORDJYLLAND), overskriv_status="on")

    admin_klient.post(BEKRAEFT, felter(liste))

    skrevet.refresh_from_db()
    assert listen(liste) == {"nordjylland-2021.yaml": {AENDRES: 1}}
    assert "Statusser, der er skrevet i systemet, bliver erstattet af filernes." in liste.content.decode()
    assert skrevet.tekst != "Skrevet i systemet"


def test_confirmation_of_a_preview_that_no_longer_holds_loads_nothing_and_shows_the_new_one(
    admin_klient: Client, grunddata: None
) -> None:
    gammel = vis(admin_klient, fra_disk(NORDJYLLAND))
    indlaes_filer([NORDJYLLAND])
    Maal.objects.filter(nummer=1).update(titel="Rettet imens")

    ny = admin_klient.post(BEKRAEFT, felter(gammel))
    titel_foer = Maal.objects.get(nummer=1).titel
    bekraeftet = admin_klient.post(BEKRAEFT, felter(ny))

    assert beskeder(ny) == [
        "Systemet er ændret, siden listen blev vist. Intet er indlæst. Se den nye liste, før du bekræfter."
    ]
    assert listen(ny) == {"nordjylland-2021.yaml": {AENDRES: 1}}
    assert titel_foer == "Rettet imens"
    assert bekraeftet.status_code == 302
    assert Maal.objects.get(nummer=1).titel != "Rettet imens"


def test_file_that_became_wrong_meanwhile_is_refused_at_the_confirmation(admin_klient: Client, grunddata: None) -> None:
    liste = vis(admin_klient, fra_disk(FIXTURES / "kontrakter/midtjylland-2025.yaml"))
    Kommune.objects.filter(navn="Samsø").update(navn="Sams")

    svar = admin_klient.post(BEKRAEFT, felter(liste))

    assert any("Samsø" in tekst for *_, tekst in fejl(svar))
    assert not Kontrakt.objects.exists()


UBRUGELIGE = ("", "ikke json", "[1]", '{"a.yaml": 7}')
HALVE_TEGN = (r'{"a.yaml": "\ud800"}', r'{"\ud800.yaml": "a: 1"}', r'{"a\u0000.yaml": "a: 1"}')


@pytest.mark.parametrize("aendret", [{"aftryk": ""}, *({"filer": filer} for filer in UBRUGELIGE + HALVE_TEGN)])
def test_incomplete_confirmation_leads_back_and_loads_nothing(
    admin_klient: Client, grunddata: None, aendret: dict[str, str]
) -> None:
    liste = vis(admin_klient, fra_disk(NORDJYLLAND))

    svar = admin_klient.post(BEKRAEFT, felter(liste) | aendret)

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)
    assert beskeder(svar) == ["Siden var for gammel eller ufuldstændig. Vælg filerne igen."]
    assert not Kontrakt.objects.exists()


def test_files_travel_unchanged_through_the_form(admin_klient: Client, grunddata: None) -> None:
    tekst = "\N{ZERO WIDTH NO-BREAK SPACE}" + NORDJYLLAND.read_text(encoding="utf-8").replace("\n", "\r\n")

    liste = vis(admin_klient, [fil("æ.yaml", tekst)])

    assert SkjulteFiler().clean(felter(liste)["filer"]) == [Kilde("æ.yaml", tekst.encode())]


def test_all_errors_of_all_files_are_shown_at_once(admin_klient: Client, grunddata: None) -> None:
    god = NORDJYLLAND.read_text(encoding="utf-8")
    forkert = god.replace("enhed: nps", "enhed: nsp").replace("vaerdi: 350", "vaerdi: x")
    linjer = forkert.splitlines()
    filer = [fil("forkert.yaml", forkert), fil("latin.yaml", b"kontrakt: \xe6")]

    svar = vis(admin_klient, filer, overskriv_status="on")

    assert [(navn, linje) for navn, linje, *_ in fejl(svar)] == [
        ("forkert.yaml", 1 + next(n for n, linje in enumerate(linjer) if "nsp" in linje)),
        ("forkert.yaml", 1 + next(n for n, linje in enumerate(linjer) if linje.strip() == "vaerdi: x")),
        ("latin.yaml", 1),
    ]
    assert fejl(svar)[0][2:] == (
        "maal › nr. 3 › maalepunkter › nr. 2 › enhed",
        "»nsp« er ikke en mulighed. "
        "Vælg mellem: procent, procentpoint, nps, antal, faktor, kvalitativ eller spredning.",
    )
    assert "3 fejl. Intet er ændret. Ret filerne, og vælg dem igen." in svar.content.decode()
    assert svar.context["form"]["overskriv_status"].value() is True
    assert not Kontrakt.objects.exists()


def test_two_megabytes_are_refused_by_their_size(admin_klient: Client, grunddata: None) -> None:
    stor = fil("stor.yaml", b"a" * 2_000_000)

    svar = vis(admin_klient, [stor, *fra_disk(NORDJYLLAND)])

    assert fejl(svar) == [("stor.yaml", None, "", "Filen fylder 2,0 MB. En kontraktfil må højst fylde 1 MB.")]
    assert not Kontrakt.objects.exists()


def test_files_that_together_are_too_large_are_refused(admin_klient: Client) -> None:
    svar = vis(admin_klient, [fil(f"{nummer}.yaml", b"a" * (MAKS_BYTES - 1)) for nummer in (1, 2)])

    assert svar.context["form"].errors == {
        "filer": ["Filerne fylder tilsammen mere end 1,5 MB. Indlæs dem i flere omgange."]
    }


def test_two_files_of_one_name_are_refused(admin_klient: Client, grunddata: None) -> None:
    svar = vis(admin_klient, [*fra_disk(NORDJYLLAND), *fra_disk(NORDJYLLAND)])

    assert fejl(svar) == [
        ("nordjylland-2021.yaml", None, "", "Der er valgt to filer med samme navn. Giv dem hver sit navn.")
    ]


def test_no_file_and_an_empty_one_are_refused_at_the_field(admin_klient: Client) -> None:
    tom = [*fra_disk(NORDJYLLAND), fil("tom.yaml", "")]

    fejl = [vis(admin_klient, filer).context["form"].errors["filer"] for filer in ([], tom)]

    assert fejl == [["Dette felt er påkrævet."], ["Filen tom.yaml er tom."]]


@pytest.mark.parametrize(
    "indhold", ["a: &a [1]\nb: *a\n", "kontrakt: !!python/object/apply:os.system [ls]\n", "kontrakt: [\n"]
)
def test_dangerous_and_broken_files_are_refused(admin_klient: Client, indhold: str) -> None:
    svar = vis(admin_klient, [fil("a.yaml", indhold)])

    assert [navn for navn, *_ in fejl(svar)] == ["a.yaml"]


def test_role_is_checked_again_at_the_confirmation(client: Client, administrator: Bruger, grunddata: None) -> None:
    client.force_login(administrator)
    sendt = felter(vis(client, fra_disk(NORDJYLLAND)))
    Bruger.objects.filter(pk=administrator.pk).update(rolle="laeser", national=National.KL)

    svar = client.post(BEKRAEFT, sendt, follow=True)

    assert svar.status_code == 403
    assert not Kontrakt.objects.exists()


def test_key_with_a_municipality_left_out_is_refused(admin_klient: Client, grunddata: None) -> None:
    fuld = (FIXTURES / "kontrakter/midtjylland-2025.yaml").read_text(encoding="utf-8")
    uden = "\n".join(linje for linje in fuld.splitlines() if "Samsø:" not in linje)

    svar = vis(admin_klient, [fil("uden.yaml", uden)])

    assert [tekst for *_, tekst in fejl(svar)] == [
        "Nøglen mangler Samsø. Alle erhvervshusets kommuner skal have et bidrag."
    ]
    assert (Bidrag.objects.count(), Underskrift.objects.count()) == (0, 0)
