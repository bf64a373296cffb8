"""An earlier version of a status, saved again as a new one: by who may write, and under the rules of today."""

from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Status
from maal.status import gem_indsatsstatus
from maal.typer import Segment, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport() -> Afrapportering:
    """A report on two goals, whose first målepunkt is written twice."""
    rapport = byg_afrapportering(byg_kontrakt(maal=2, omraader=1))
    udfyld(
        rapport,
        maalepunkt(rapport),
        "79.5",
        tekst="Først",
        kilde="Evaluering",
        tilsidesat_vurdering=Vurdering.OPFYLDT,
        begrundelse="Målt anderledes",
    )
    udfyld(rapport, maalepunkt(rapport), tekst="Så", henviser_til=Maal.objects.get(nummer=2))
    return rapport


def maalepunkt(rapport: Afrapportering) -> Maalepunkt:
    return Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt, maal__nummer=1)


def gendan(client: Client, rapport: Afrapportering, udgave: int = 1, version: int = 2) -> HttpResponse:
    """Confirm that a version is to be restored, having seen `version`."""
    adresse = reverse(
        "maal:gendan_maalepunkt", args=[rapport.kontrakt.slug, rapport.pk, maalepunkt(rapport).pk, udgave]
    )
    return client.post(adresse, {"version": version})  # type: ignore[return-value]


def staar(rapport: Afrapportering) -> tuple[int, str]:
    status = Status.objects.get(maalepunkt=maalepunkt(rapport))
    return status.version, status.tekst


def test_gendan_saves_words_figures_and_choices_as_a_new_version(
    rapport: Afrapportering, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)

    svar = gendan(client, rapport)

    status = Status.objects.get(maalepunkt=maalepunkt(rapport))
    felter = {"tekst", "kilde", "tilsidesat_vurdering", "begrundelse", "henviser_til_id"}
    foerste, _, tredje = Status.history.order_by("version")
    assert svar.status_code == 302
    assert {navn: getattr(status, navn) for navn in felter} == {navn: getattr(foerste, navn) for navn in felter}
    assert list(status.resultater.values_list("segment", "vaerdi")) == [(Segment.ALLE, Decimal("79.5"))]
    assert (status.version, status.opdateret_af) == (3, sekretariat)
    assert (tredje.history_user, tredje.history_change_reason) == (sekretariat, "Gendannet fra udgave 1")


def test_gendan_is_logged_once(rapport: Afrapportering, sekretariat: Bruger, client: Client) -> None:
    client.force_login(sekretariat)

    gendan(client, rapport)
    gendan(client, rapport)  # sent twice

    haendelse = Haendelse.objects.get(slags=Haendelsesslags.GENDANNELSE)
    assert haendelse.bruger == sekretariat
    assert haendelse.genstand == f"Målepunkt 1.1, {rapport}"
    assert haendelse.beskrivelse == "Udgave 1 blev gendannet som udgave 3."
    assert Status.history.count() == 3


def test_gendan_of_what_stands_there_changes_nothing(
    rapport: Afrapportering, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)

    svar = gendan(client, rapport, udgave=2)

    assert "Der var intet at gendanne." in client.get(svar["location"]).content.decode()
    assert staar(rapport) == (2, "Så")
    assert not Haendelse.objects.filter(slags=Haendelsesslags.GENDANNELSE).exists()


def test_gendan_asks_first_and_shows_what_it_changes(
    rapport: Afrapportering, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)
    adresse = reverse("maal:gendan_maalepunkt", args=[rapport.kontrakt.slug, rapport.pk, maalepunkt(rapport).pk, 1])

    html = client.get(adresse).content.decode()

    assert "fra tom til »79,5\u00a0%«" in html
    assert 'name="version" value="2"' in html
    assert staar(rapport) == (2, "Så")


def test_gendan_shows_a_conflict_and_loses_nothing(
    rapport: Afrapportering, sekretariat: Bruger, direktoer: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)
    udfyld(rapport, maalepunkt(rapport), bruger=direktoer, tekst="Imens")

    svar = gendan(client, rapport, version=2)

    html = svar.content.decode()
    assert svar.status_code == 200
    assert "direktoer-nordjylland har gemt, mens du så på siden." in html
    assert 'name="version" value="3"' in html
    assert staar(rapport) == (3, "Imens")


def test_gendan_is_refused_by_the_rules_of_today(rapport: Afrapportering, sekretariat: Bruger, client: Client) -> None:
    udfyld(rapport, maalepunkt(rapport), tekst="Tredje")
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=2), henviser_til=Maal.objects.get(nummer=1))
    client.force_login(sekretariat)

    svar = gendan(client, rapport, udgave=2, version=3)

    assert "Henvisningen går i ring" in svar.content.decode()
    assert staar(rapport) == (3, "Tredje")


def test_gendan_of_a_goal_that_is_gone_is_refused(rapport: Afrapportering, sekretariat: Bruger, client: Client) -> None:
    udfyld(rapport, maalepunkt(rapport), tekst="Tredje")
    Maal.objects.get(nummer=2).delete()
    client.force_login(sekretariat)

    svar = gendan(client, rapport, udgave=2, version=3)

    assert "det mål, som den henviser til, findes ikke mere" in svar.content.decode()
    assert staar(rapport) == (3, "Tredje")


@pytest.mark.parametrize(
    ("tilstand", "hvem", "kode"),
    [
        (Tilstand.KLADDE, "laeser", 404),
        (Tilstand.INDSENDT, "direktoer", 403),
        (Tilstand.INDSENDT, "sekretariat", 302),
        (Tilstand.GODKENDT, "sekretariat", 403),
        (Tilstand.GODKENDT, "administrator", 403),
    ],
)
def test_gendan_is_for_who_may_write_now(
    rapport: Afrapportering, tilstand: Tilstand, hvem: str, kode: int, client: Client, request: pytest.FixtureRequest
) -> None:
    gaa_til(rapport, tilstand)
    client.force_login(request.getfixturevalue(hvem))

    assert gendan(client, rapport).status_code == kode
    assert staar(rapport) == ((3, "Først") if kode == 302 else (2, "Så"))


def test_gendan_of_a_focus_area_saves_its_words(rapport: Afrapportering, direktoer: Bruger, client: Client) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    for tekst in ("Først", "Så"):
        gem_indsatsstatus(
            afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst=tekst, version=None, bruger=direktoer
        )
    client.force_login(direktoer)

    adresse = reverse("maal:gendan_indsatsomraade", args=[rapport.kontrakt.slug, rapport.pk, omraade.pk, 1])
    client.post(adresse, {"version": 2})

    status = Indsatsstatus.objects.get()
    assert (status.version, status.tekst) == (3, "Først")


def test_gendan_of_a_version_that_is_not_there_is_not_found(
    rapport: Afrapportering, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)

    assert gendan(client, rapport, udgave=9).status_code == 404
