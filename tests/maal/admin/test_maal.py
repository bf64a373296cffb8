"""Goals, målepunkter and targets in the administration."""

from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client

from kontrakt.models import Kontrakt
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal, NationaltMaal, Status
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Tilstand
from tests.administration import felter, liste, ny_side, ret, ret_side
from tests.byggere import (
    byg_afrapportering,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    byg_rammeaftale,
    udfyld,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kontrakt() -> Kontrakt:
    """A contract of one goal with two målepunkter."""
    return byg_kontrakt(maal=1, punkter=2)


@pytest.fixture
def maal(kontrakt: Kontrakt) -> Maal:
    """Its goal."""
    return kontrakt.maal.get()


@pytest.fixture
def rapport(kontrakt: Kontrakt) -> Afrapportering:
    """An open report on the contract, with nothing written."""
    return byg_afrapportering(kontrakt)


def alt() -> list[object]:
    """Everything that a goal's page may change."""
    modeller: tuple[type[Model], ...] = (Maal, Maalepunkt, Maaltal, Status)
    return [list(model._default_manager.order_by("pk").values()) for model in modeller]


NYT_PUNKT = {
    "maalepunkter-TOTAL_FORMS": "3",
    "maalepunkter-2-nummer": "3",
    "maalepunkter-2-tekst": "Antal virksomheder\r\ni forløb",
    "maalepunkter-2-enhed": "antal",
    "maalepunkter-2-krav": "mindst",
    "maalepunkter-2-opgoerelse": "akkumuleret",
    "maalepunkter-2-segmentering": "drift_vaekst",
    "maalepunkter-2-maaltal-TOTAL_FORMS": "2",
    "maalepunkter-2-maaltal-INITIAL_FORMS": "0",
    "maalepunkter-2-maaltal-0-aar": "2021",
    "maalepunkter-2-maaltal-0-segment": "drift",
    "maalepunkter-2-maaltal-0-vaerdi": "1.680",
    "maalepunkter-2-maaltal-1-aar": "2021",
    "maalepunkter-2-maaltal-1-segment": "vaekst",
    "maalepunkter-2-maaltal-1-vaerdi": "720",
}


def test_new_goal_leads_on_to_its_own_page(admin_klient: Client, kontrakt: Kontrakt) -> None:
    svar = admin_klient.post(ny_side(Maal), {"kontrakt": kontrakt.pk, "nummer": "7", "titel": "Nyt mål"})

    nyt = Maal.objects.get(nummer=7)
    assert (svar.status_code, svar.headers["Location"]) == (302, ret_side(nyt))
    assert (nyt.kontrakt, nyt.titel) == (kontrakt, "Nyt mål")


def test_goal_without_contract_is_refused_at_the_field(admin_klient: Client) -> None:
    svar = admin_klient.post(ny_side(Maal), {"nummer": "7", "titel": "Nyt mål"})

    assert list(svar.context["adminform"].form.errors) == ["kontrakt"]
    assert felter(svar)["titel"] == "Nyt mål"


def test_number_that_the_contract_has_already_is_refused(admin_klient: Client, maal: Maal) -> None:
    svar = admin_klient.post(ny_side(Maal), {"kontrakt": maal.kontrakt_id, "nummer": "1", "titel": "Nyt mål"})

    assert "Kontrakten har allerede et mål med det nummer." in svar.content.decode()
    assert Maal.objects.count() == 1


def test_saving_an_unchanged_goal_changes_nothing(admin_klient: Client, maal: Maal, rapport: Afrapportering) -> None:
    Maal.objects.update(beskrivelse="To\nlinjer")
    foer = alt()

    svar = ret(admin_klient, ret_side(maal), {})

    assert svar.status_code == 302
    assert alt() == foer


def test_maalepunkt_and_targets_are_typed_together_in_danish(admin_klient: Client, maal: Maal) -> None:
    svar = ret(admin_klient, ret_side(maal), NYT_PUNKT)

    nyt = maal.maalepunkter.get(nummer=3)
    assert svar.status_code == 302
    assert (nyt.tekst, nyt.enhed, nyt.krav) == ("Antal virksomheder\ni forløb", Enhed.ANTAL, Krav.MINDST)
    assert (nyt.opgoerelse, nyt.segmentering) == (Opgoerelse.AKKUMULERET, Segmentering.HVER)
    assert list(nyt.maaltal.values_list("aar", "segment", "vaerdi")) == [
        (2021, Segment.DRIFT, Decimal(1680)),
        (2021, Segment.VAEKST, Decimal(720)),
    ]


def test_open_reports_get_an_empty_status_for_a_new_maalepunkt(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    laast = byg_afrapportering(maal.kontrakt, pr_dato=rapport.pr_dato.replace(month=6), tilstand=Tilstand.GODKENDT)

    ret(admin_klient, ret_side(maal), NYT_PUNKT)

    assert list(rapport.statusser.values_list("maalepunkt__nummer", flat=True).order_by("maalepunkt")) == [1, 2, 3]
    assert laast.statusser.count() == 2


def test_targets_are_changed_added_and_removed(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(fra_aar=2021, til_aar=2022, maal=1)
    maal = kontrakt.maal.get()

    aaben = felter(admin_klient.get(ret_side(maal)))
    svar = ret(
        admin_klient,
        ret_side(maal),
        {
            "maalepunkter-0-maaltal-0-vaerdi": "82,5",
            "maalepunkter-0-maaltal-1-DELETE": "on",
            "maalepunkter-0-maaltal-2-aar": "2023",
            "maalepunkter-0-maaltal-2-vaerdi": "85",
        },
    )

    assert aaben["maalepunkter-0-maaltal-0-vaerdi"] == "80"
    assert svar.status_code == 302
    assert list(Maaltal.objects.values_list("aar", "vaerdi")) == [(2021, Decimal("82.5")), (2023, Decimal(85))]


@pytest.mark.parametrize(
    ("aendring", "besked"),
    [
        ({"maalepunkter-0-maaltal-0-vaerdi": "1.5"}, "»1.5« kan læses på to måder."),
        ({"maalepunkter-0-maaltal-0-vaerdi": ""}, "Dette felt er påkrævet."),
        ({"maalepunkter-0-maaltal-0-aar": "2031"}, "2031 ligger uden for Rammeaftale 2021–2023."),
        ({"maalepunkter-0-maaltal-0-segment": "drift"}, "Målepunktet opgøres ikke for det segment."),
        ({"maalepunkter-0-krav": "inden_for"}, "Tolerance hører sammen med kravet »inden for«"),
        (
            {"maalepunkter-0-maaltal-0-udgangspunkt": "40", "maalepunkter-0-maaltal-0-stigning": "5"},
            "giver ikke måltallet",
        ),
        (
            {"maalepunkter-0-enhed": "kvalitativ", "maalepunkter-0-krav": ""},
            "Et kvalitativt målepunkt har ingen måltal.",
        ),
        ({"maalepunkter-0-krav": ""}, "Et målepunkt med tal skal have et krav; et kvalitativt har intet."),
        ({"maalepunkter-1-nummer": "1"}, "nummer"),
    ],
)
def test_what_is_refused_is_kept_as_typed_and_nothing_is_saved(
    admin_klient: Client, maal: Maal, aendring: dict[str, str], besked: str
) -> None:
    foer = alt()

    svar = ret(admin_klient, ret_side(maal), {"titel": "Ny titel", **aendring})

    assert svar.status_code == 200
    assert '<p class="errornote">' in svar.content.decode()
    assert besked in svar.content.decode()
    assert felter(svar) | {"titel": "Ny titel", **aendring} == felter(svar)
    assert alt() == foer


def test_targets_without_a_maalepunkt_are_not_dropped_silently(admin_klient: Client, maal: Maal) -> None:
    kun_maaltal = {navn: vaerdi for navn, vaerdi in NYT_PUNKT.items() if "FORMS" in navn or "maaltal-" in navn}

    svar = ret(admin_klient, ret_side(maal), kun_maaltal)

    assert svar.status_code == 200
    assert felter(svar)["maalepunkter-2-maaltal-1-vaerdi"] == "720"
    assert maal.maalepunkter.count() == 2


def test_part_can_only_belong_to_a_maalepunkt_of_the_same_goal(admin_klient: Client, maal: Maal) -> None:
    fremmed = byg_punkt(byg_maal(maal.kontrakt, 2))
    foerste, andet = maal.maalepunkter.all()

    afvist = ret(admin_klient, ret_side(maal), {"maalepunkter-1-del_af": fremmed.pk})
    godt = ret(admin_klient, ret_side(maal), {"maalepunkter-1-del_af": foerste.pk})

    andet.refresh_from_db()
    assert (afvist.status_code, godt.status_code, andet.del_af) == (200, 302, foerste)


def test_choices_are_the_frameworks_national_goals_and_the_goals_of_the_contract_before(admin_klient: Client) -> None:
    national = byg_nationalt_maal()
    byg_nationalt_maal("andet", rammeaftale=byg_rammeaftale(2024, 2027))
    forrige = byg_kontrakt(fra_aar=2021, maal=1)
    maal = byg_maal(byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige))

    form = admin_klient.get(ret_side(maal)).context["adminform"].form

    assert list(form.fields["nationalt_maal"].queryset) == [national]
    assert list(form.fields["forgaenger"].queryset) == list(forrige.maal.all())


@pytest.mark.parametrize("felt", ["enhed", "segmentering"])
def test_maalepunkt_with_results_keeps_its_unit_and_segments(
    admin_klient: Client, maal: Maal, rapport: Afrapportering, felt: str
) -> None:
    udfyld(rapport, maal.maalepunkter.all()[0], 80)
    ny_vaerdi = {"enhed": "antal", "segmentering": "drift"}[felt]

    svar = ret(admin_klient, ret_side(maal), {f"maalepunkter-0-{felt}": ny_vaerdi})

    besked = "Målepunktet kan ikke skifte enhed eller segmenter: der er resultater på det."
    assert besked in svar.content.decode()
    assert Maalepunkt.objects.filter(enhed=Enhed.PROCENT, segmentering=Segmentering.ALLE).count() == 2


def test_goal_with_written_statuses_cannot_become_another_national_goal(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    national = byg_nationalt_maal()
    udfyld(rapport, maal.maalepunkter.all()[0], tekst="Det går")

    svar = ret(admin_klient, ret_side(maal), {"nationalt_maal": national.pk})

    fejl = svar.context["adminform"].form.errors
    assert fejl == {"nationalt_maal": ["Målet kan ikke blive til et andet mål: der er skrevet statusser på det."]}


def test_framework_and_key_of_a_national_goal_are_fixed(admin_klient: Client) -> None:
    national = byg_nationalt_maal()

    ret(admin_klient, ret_side(national), {"noegle": "andet", "titel": "Kendskab til huset"})

    assert list(NationaltMaal.objects.values_list("noegle", "titel")) == [("kendskab", "Kendskab til huset")]


def test_maalepunkt_of_the_list_leads_to_the_page_of_its_goal(admin_klient: Client, maal: Maal) -> None:
    html = admin_klient.get(liste(Maalepunkt)).content.decode()
    svar = admin_klient.get(ret_side(maal.maalepunkter.all()[0]))

    assert "2021: mindst 80\N{NO-BREAK SPACE}%" in html
    assert (svar.status_code, svar.headers["Location"]) == (302, ret_side(maal))


def test_history_names_the_targets_that_were_changed_with_before_and_after(admin_klient: Client) -> None:
    maal = byg_kontrakt(fra_aar=2021, til_aar=2022, maal=1).maal.get()
    maaltal = {"0-vaerdi": "82,5", "0-udgangspunkt": "50", "1-DELETE": "on", "2-aar": "2023", "2-vaerdi": "85"}

    svar = ret(admin_klient, ret_side(maal), {f"maalepunkter-0-maaltal-{felt}": v for felt, v in maaltal.items()})

    assert svar.status_code == 302
    assert LogEntry.objects.get().get_change_message() == (
        "Ændrede måltal 2021 (måltal 80 → 82,5; udgangspunkt tom → 50), måltal 2022 (slettet) "
        "og måltal 2023 (nyt: 85) for målepunkt “1.1 Målepunkt nr. 1”."
    )
