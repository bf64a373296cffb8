"""The history of one målepunkt: who may read it, what it says, and how it is paged."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kontrakt.dansk import vis_tidspunkt
from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Status
from maal.status import gem_indsatsstatus
from maal.typer import Segment, Segmentering, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def punkt() -> Maalepunkt:
    """A målepunkt judged on both segments."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    return byg_punkt(byg_maal(kontrakt, 2), segmentering=Segmentering.HVER, tekst="Tilfredse kunder")


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    """A report on it."""
    return byg_afrapportering(punkt.maal.kontrakt)


def historik_url(rapport: Afrapportering, punkt: Maalepunkt) -> str:
    return reverse("maal:maalepunkt_historik", args=[rapport.kontrakt.slug, rapport.pk, punkt.pk])


def udgave(html: str, version: int) -> str:
    """The words of one version, with what is deleted and inserted as a screen reader says it."""
    begynd = html.index(f'id="udgave-{version}"')
    return " ".join(
        unescape(re.sub("<[^>]*>", " ", html[html.index(">", begynd) + 1 : html.index("</article>", begynd)])).split()
    )


def hent(client: Client, bruger: Bruger, adresse: str) -> str:
    client.force_login(bruger)
    return client.get(adresse).content.decode()


@pytest.mark.parametrize(
    ("tilstand", "hvem", "kode"),
    [
        (Tilstand.KLADDE, "sekretariat", 200),
        (Tilstand.KLADDE, "direktoer", 200),
        (Tilstand.KLADDE, "administrator", 200),
        (Tilstand.GODKENDT, "direktoer", 200),
        (Tilstand.KLADDE, "laeser", 404),
        (Tilstand.GODKENDT, "laeser", 404),
    ],
)
def test_historik_is_for_who_sees_drafts(
    punkt: Maalepunkt, tilstand: Tilstand, hvem: str, kode: int, client: Client, request: pytest.FixtureRequest
) -> None:
    rapport = byg_afrapportering(punkt.maal.kontrakt)
    udfyld(rapport, punkt, {Segment.DRIFT: 75})
    gaa_til(rapport, tilstand)
    client.force_login(request.getfixturevalue(hvem))

    assert client.get(historik_url(rapport, punkt)).status_code == kode


def test_historik_tells_each_version_newest_first(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger, client: Client
) -> None:
    maal = Maal.objects.get(nummer=1)
    udfyld(rapport, punkt, {Segment.VAEKST: 79}, tekst="Vi venter på tal.", afventer="Erhvervsstyrelsen")
    udfyld(
        rapport,
        punkt,
        {Segment.DRIFT: "75.5", Segment.VAEKST: 81},
        bruger=sekretariat,
        tekst="Vi har fået tal.",
        henviser_til=maal,
    )
    html = hent(client, sekretariat, historik_url(rapport, punkt))

    assert re.findall(r"id=\"udgave-(\d+)\"", html) == ["2", "1"]
    foerst, saa = (vis_tidspunkt(timezone.localtime(r.opdateret)) for r in Status.history.order_by("version"))
    assert udgave(html, 2) == (
        f"Udgave 2 (den, der gælder) {saa} ændrede sekretariat-nordjylland: "
        "Resultat, drift: fra tom til »75,5 %« Resultat, vækst: fra »79 %« til »81 %« "
        "Status: Vi [fjernet: venter på ] [tilføjet: har fået ] tal. "
        "Afventer tal fra: fra »Erhvervsstyrelsen« til tom Se mål: fra tom til »Mål 1: Mål med nummer 1«"
    )
    assert udgave(html, 1) == (
        f"Udgave 1 {foerst} skrev en indlæst fil: Resultat, vækst: 79 % Status: Vi venter på tal. "
        "Afventer tal fra: Erhvervsstyrelsen Gendan udgave 1"
    )


def test_historik_of_a_focus_area_tells_its_words(rapport: Afrapportering, direktoer: Bruger, client: Client) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    for tekst in ("Godt begyndt", "Godt i gang <b>"):
        gem_indsatsstatus(
            afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst=tekst, version=None, bruger=direktoer
        )

    adresse = reverse("maal:indsatsomraade_historik", args=[rapport.kontrakt.slug, rapport.pk, omraade.pk])
    html = hent(client, direktoer, adresse)

    assert "Status: Godt [fjernet: begyndt ] [tilføjet: i gang <b> ]" in udgave(html, 2)
    assert "Godt i gang &lt;b&gt;" not in html  # the words are marked, so they are not in one piece
    assert "<b>" not in html
    assert Indsatsstatus.history.count() == 2


def test_historik_that_began_later_says_so(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger, client: Client
) -> None:
    status = Status(afrapportering=rapport, maalepunkt=punkt, tekst="Fra før", version=4, opdateret=timezone.now())
    status.pk = rapport.statusser.get(maalepunkt=punkt).pk
    Status.history.bulk_history_create([status])

    html = hent(client, sekretariat, historik_url(rapport, punkt))

    assert "Sådan stod det, da systemet begyndte at føre historik." in udgave(html, 4)


def test_historik_of_what_nobody_has_written_is_empty(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger, client: Client
) -> None:
    assert "Der er endnu ikke skrevet noget." in hent(client, sekretariat, historik_url(rapport, punkt))


def test_historik_is_paged_and_takes_the_same_queries_whatever_the_size(
    rapport: Afrapportering,
    punkt: Maalepunkt,
    sekretariat: Bruger,
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    client.force_login(sekretariat)
    gemt = 0
    for antal in (2, 52):
        for nummer in range(gemt, antal):
            udfyld(rapport, punkt, bruger=sekretariat, tekst=f"Udgave {nummer + 1}")
        gemt = antal
        with django_assert_num_queries(7):
            foerste = client.get(historik_url(rapport, punkt)).content.decode()

    anden = client.get(historik_url(rapport, punkt), {"side": "2"}).content.decode()

    assert re.findall(r"id=\"udgave-(\d+)\"", foerste) == [str(nummer) for nummer in range(52, 2, -1)]
    assert re.findall(r"id=\"udgave-(\d+)\"", anden) == ["2", "1"]
    assert "Status: Udgave [fjernet: 2 ] [tilføjet: 3 ]" in udgave(foerste, 3)


def test_report_links_to_the_history_of_what_is_written(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger, client: Client
) -> None:
    udfyld(rapport, punkt, {Segment.DRIFT: 75})
    udfyld(rapport, punkt, {Segment.DRIFT: 76})

    html = hent(client, sekretariat, reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk]))

    links = re.findall(r'<a href="([^"]*/historik/)">([^<]*)<span class="sr-only">([^<]*)</span>', html)
    assert links == [(historik_url(rapport, punkt), "Historik (2)", " for målepunkt 2.1")]


def test_report_shows_a_reader_no_way_to_the_history(
    rapport: Afrapportering, punkt: Maalepunkt, laeser: Bruger, client: Client
) -> None:
    udfyld(rapport, punkt, {Segment.DRIFT: 75})
    gaa_til(rapport, Tilstand.GODKENDT)

    html = hent(client, laeser, reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk]))

    assert "Tilfredse kunder" in html
    assert "/historik/" not in html
