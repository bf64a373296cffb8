"""The way of a report, through its door: who takes which step, what is asked, and what stands afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.models import Afrapportering, Oejebliksbillede, Tilstandsskift
from maal.opslag import udtraek_af
from maal.skridt import AENDRET, genaabn, godkend, indsend, send, send_tilbage, stand
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

MOEDE = date(2021, 11, 19)
SENDT = date(2021, 12, 1)


@pytest.fixture
def rapport() -> Afrapportering:
    """A draft with one målepunkt filled in and one focus area that is not, as of 13 October 2021."""
    rapport = byg_afrapportering(byg_kontrakt(maal=1, omraader=1))
    udfyld(rapport, rapport.kontrakt.maal.get().maalepunkter.get(), 81)
    return rapport


@pytest.fixture
def gaa(rapport: Afrapportering, direktoer: Bruger, sekretariat: Bruger) -> Callable[..., bool]:
    """Take a step as the one whose step it is, having seen the report as it stands; any word can be given."""
    egne = {
        indsend: {"bruger": direktoer, "mangler_bekraeftet": True},
        send_tilbage: {"bruger": sekretariat, "bemaerkning": "Uddyb mål 1."},
        godkend: {"bruger": sekretariat, "dato": MOEDE},
        send: {"bruger": sekretariat, "dato": SENDT},
        genaabn: {"bruger": sekretariat, "bemaerkning": "Et tal var forkert."},
    }

    def gaa(skridt: Callable[..., bool], **ord_: Any) -> bool:
        set_stand = nu(rapport)
        return skridt(**{"afrapportering_id": rapport.pk, "set_stand": set_stand, **egne[skridt], **ord_})

    return gaa


def nu(rapport: Afrapportering) -> str:
    """The fingerprint of the report as it stands."""
    rapport = Afrapportering.objects.get(pk=rapport.pk)
    return stand(rapport, udtraek_af(rapport))


def skift(rapport: Afrapportering) -> list[tuple[str, str, str, date | None, str]]:
    """The steps taken: from, to, by whom, the date and the words."""
    felter = ("fra", "til", "bruger__username", "dato", "bemaerkning")
    return list(Tilstandsskift.objects.filter(afrapportering=rapport).values_list(*felter))


def test_whole_way_is_kept_step_by_step(rapport: Afrapportering, gaa: Callable[..., bool]) -> None:
    for skridt in (indsend, send_tilbage, indsend, godkend, send, genaabn):
        assert gaa(skridt)

    dir_, sek = "direktoer-nordjylland", "sekretariat-nordjylland"
    assert skift(rapport) == [
        ("kladde", "indsendt", dir_, None, ""),
        ("indsendt", "kladde", sek, None, "Uddyb mål 1."),
        ("kladde", "indsendt", dir_, None, ""),
        ("indsendt", "godkendt", sek, MOEDE, ""),
        ("godkendt", "sendt", sek, SENDT, ""),
        ("sendt", "kladde", sek, None, "Et tal var forkert."),
    ]
    rapport.refresh_from_db()
    assert rapport.tilstand == Tilstand.KLADDE


def test_each_step_is_in_the_log_without_the_words_of_a_comment(
    rapport: Afrapportering, gaa: Callable[..., bool], sekretariat: Bruger
) -> None:
    gaa(indsend)
    gaa(send_tilbage)

    sidste = Haendelse.objects.filter(slags=Haendelsesslags.TILSTAND).first()
    assert sidste is not None
    assert (sidste.bruger, sidste.genstand, sidste.beskrivelse) == (sekretariat, str(rapport), "Indsendt → Kladde")
    assert Haendelse.objects.filter(slags=Haendelsesslags.TILSTAND).count() == 2


def test_approval_takes_the_picture_and_reopening_annuls_it(rapport: Afrapportering, gaa: Callable[..., bool]) -> None:
    gaa(indsend)
    gaa(godkend)
    billede = Oejebliksbillede.objects.get()
    staar = billede.ophaevet

    gaa(genaabn)

    billede.refresh_from_db()
    assert staar is None
    assert billede.ophaevet == Tilstandsskift.objects.last().tidspunkt  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("vej", "skridt"),
    [
        ((), indsend),
        ((indsend,), send_tilbage),
        ((indsend,), godkend),
        ((indsend, godkend), send),
        ((indsend, godkend, send), genaabn),
    ],
)
def test_step_taken_twice_changes_nothing_twice(
    rapport: Afrapportering,
    gaa: Callable[..., bool],
    vej: tuple[Callable[..., bool], ...],
    skridt: Callable[..., bool],
) -> None:
    for et in vej:
        gaa(et)

    svar = [gaa(skridt), gaa(skridt)]

    assert svar == [True, False]
    assert len(skift(rapport)) == len(vej) + 1
    assert Haendelse.objects.filter(slags=Haendelsesslags.TILSTAND).count() == len(skift(rapport))


@pytest.mark.parametrize(
    ("vej", "skridt", "hvem"),
    [
        ((), indsend, "sekretariat"),
        ((), indsend, "administrator"),
        ((), indsend, "fremmed_direktoer"),
        ((), indsend, "laeser"),
        ((), godkend, "sekretariat"),  # not before the director has signed it off
        ((), send, "sekretariat"),
        ((indsend,), godkend, "direktoer"),
        ((indsend,), godkend, "administrator"),
        ((indsend,), godkend, "fremmed_sekretariat"),
        ((indsend,), send_tilbage, "direktoer"),
        ((indsend,), send, "sekretariat"),
        ((indsend,), genaabn, "sekretariat"),
        ((indsend, godkend), send, "direktoer"),
        ((indsend, godkend), genaabn, "administrator"),
        ((indsend, godkend), send_tilbage, "sekretariat"),
        ((indsend, godkend, send), genaabn, "direktoer"),
    ],
)
def test_step_is_refused_to_others_and_out_of_turn(
    rapport: Afrapportering,
    gaa: Callable[..., bool],
    request: pytest.FixtureRequest,
    vej: tuple[Callable[..., bool], ...],
    skridt: Callable[..., bool],
    hvem: str,
) -> None:
    for et in vej:
        gaa(et)
    foer = skift(rapport)

    with pytest.raises(PermissionDenied):
        gaa(skridt, bruger=request.getfixturevalue(hvem))

    assert skift(rapport) == foer
    assert Oejebliksbillede.objects.count() == int(godkend in vej)


@pytest.mark.parametrize("skridt", [indsend, godkend])
def test_step_on_anything_else_than_was_shown_is_refused(
    rapport: Afrapportering, gaa: Callable[..., bool], skridt: Callable[..., bool], sekretariat: Bruger
) -> None:
    if skridt is godkend:
        gaa(indsend)
    vist = nu(rapport)
    udfyld(rapport, rapport.kontrakt.maal.get().maalepunkter.get(), 79, bruger=sekretariat)
    foer = skift(rapport)

    with pytest.raises(ValidationError) as fejl:
        gaa(skridt, set_stand=vist)

    assert fejl.value.messages == [AENDRET]
    assert skift(rapport) == foer


def test_signing_off_with_something_missing_must_be_confirmed(
    rapport: Afrapportering, gaa: Callable[..., bool]
) -> None:
    with pytest.raises(ValidationError) as fejl:
        gaa(indsend, mangler_bekraeftet=False)

    assert list(fejl.value.message_dict) == ["mangler_bekraeftet"]
    assert skift(rapport) == []


def test_signing_off_what_is_whole_needs_no_confirmation(gaa: Callable[..., bool], rapport: Afrapportering) -> None:
    rapport.kontrakt.indsatsomraader.get().statusser.update(tekst="To kampagner.")

    assert gaa(indsend, mangler_bekraeftet=False)


@pytest.mark.parametrize(
    ("vej", "skridt", "ord_", "besked"),
    [
        ((indsend,), send_tilbage, {"bemaerkning": "  "}, "Skriv, hvad erhvervshuset skal rette."),
        ((indsend, godkend), genaabn, {"bemaerkning": ""}, "Skriv, hvorfor afrapporteringen genåbnes."),
        (
            (indsend, godkend),
            genaabn,
            {"bemaerkning": "x" * 5_001},
            "Teksten er for lang. Der er plads til 5000 tegn.",
        ),
        (
            (indsend,),
            godkend,
            {"dato": date(2021, 10, 12)},
            "Mødet ligger før opgørelsesdatoen, 13. oktober 2021.",
        ),
        ((indsend, godkend), send, {"dato": date(2021, 11, 18)}, "Datoen ligger før KKR-mødet, 19. november 2021."),
    ],
)
def test_step_without_what_it_needs_is_refused_and_changes_nothing(
    rapport: Afrapportering,
    gaa: Callable[..., bool],
    vej: tuple[Callable[..., bool], ...],
    skridt: Callable[..., bool],
    ord_: dict[str, Any],
    besked: str,
) -> None:
    for et in vej:
        gaa(et)
    foer = skift(rapport)

    with pytest.raises(ValidationError) as fejl:
        gaa(skridt, **ord_)

    assert fejl.value.messages == [besked]
    assert skift(rapport) == foer


@pytest.mark.parametrize(("vej", "skridt"), [((indsend,), godkend), ((indsend, godkend), send)])
def test_date_in_the_future_is_refused_and_today_is_not(
    gaa: Callable[..., bool], vej: tuple[Callable[..., bool], ...], skridt: Callable[..., bool]
) -> None:
    for et in vej:
        gaa(et)
    i_dag = timezone.localdate()

    with pytest.raises(ValidationError, match="fremtiden"):
        gaa(skridt, dato=i_dag + timedelta(days=1))
    assert gaa(skridt, dato=i_dag)
