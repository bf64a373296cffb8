"""Reminders: who gets one of what and when, and that none comes twice or is lost."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Rolle
from kontrakt.paamindelser import saet_paamindelser
from maal.models import Paamindelse
from maal.paamindelser import find_breve
from maal.typer import Anledning, Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, byg_rammeaftale
from tests.maal.daarlig_post import AFVISES

pytestmark = pytest.mark.django_db

FRIST = date(2022, 6, 30)
MAANED, UGE, PASSERET = Anledning


def dage_foer(dage: int) -> date:
    """So many days before the deadline."""
    return FRIST - timedelta(days=dage)


def paamind(idag: date, *flag: str) -> str:
    """Run the command as of a day, and give what it prints."""
    ud = StringIO()
    call_command("paamind", *flag, f"--dato={idag}", stdout=ud, stderr=ud)
    return ud.getvalue()


def til() -> list[str]:
    """Who has got an e-mail."""
    return [modtager for brev in mail.outbox for modtager in brev.to]


@pytest.fixture
def grete() -> Bruger:
    """The director of Nordjylland."""
    return byg_bruger(Rolle.DIREKTOER, email="grete@eksempel.dk", first_name="Grete")


@pytest.fixture
def kontrakt() -> Kontrakt:
    """Nordjylland's contract of 2021, which nobody has begun to report on."""
    return byg_kontrakt(maal=1)


@pytest.mark.parametrize(
    ("dage", "anledning"),
    [(31, None), (30, MAANED), (8, MAANED), (7, UGE), (0, UGE), (-1, PASSERET), (-900, PASSERET)],
)
def test_deadline_is_told_of_within_a_month_within_a_week_and_when_passed(
    dage: int, anledning: Anledning | None, grete: Bruger, kontrakt: Kontrakt
) -> None:
    paamind(dage_foer(dage))

    sendt = list(Paamindelse.objects.values_list("bruger", "kontrakt", "aar", "slags", "frist", "anledning"))
    assert sendt == ([(grete.pk, kontrakt.pk, 2021, Slags.ENDELIG, FRIST, anledning)] if anledning else [])
    assert len(mail.outbox) == len(sendt)


def test_email_says_what_is_due_whose_turn_it_is_where_and_how_to_stop(grete: Bruger, kontrakt: Kontrakt) -> None:
    paamind(dage_foer(5))

    (brev,) = mail.outbox
    assert brev.subject == "Frist: endelig afrapportering 2021, Erhvervshus Nordjylland"
    assert (brev.to, brev.cc, brev.bcc) == (["grete@eksempel.dk"], [], [])
    assert brev.extra_headers["Auto-Submitted"] == "auto-generated"
    assert brev.body == (
        "Hej Grete\n"
        "\n"
        "Frist inden for en uge\n"
        "\n"
        "- Erhvervshus Nordjylland: 2021 skal afrapporteres senest 30. juni 2022 (om 5 dage).\n"
        "  Afventer, at afrapporteringen bliver startet.\n"
        "  https://kontrakter.eksempel.dk/kontrakter/nordjylland-2021/\n"
        "\n"
        "Fristerne er gjort op 25. juni 2022. Oversigten: https://kontrakter.eksempel.dk/\n"
        "\n"
        "Du får mailen, fordi du er part i kontrakten. Slå påmindelser fra, eller få fristerne i din kalender:\n"
        "https://kontrakter.eksempel.dk/konto/paamindelser/\n"
    )


def test_person_gets_one_email_with_all_of_it_the_late_first(kontrakt: Kontrakt) -> None:
    byg_bruger(Rolle.SEKRETARIAT, "syddanmark", email="kirsten@eksempel.dk")
    for hus, aar in (("fyn", 2021), ("sydjylland", 2021), ("fyn", 2022)):
        byg_kontrakt(hus, aar, maal=1)

    paamind(date(2023, 6, 10))

    (brev,) = mail.outbox
    assert brev.subject == "3 frister for afrapportering"
    linjer = [linje for linje in str(brev.body).splitlines() if linje.startswith(("- ", "Frist"))]
    assert [linje.partition(" (")[0] for linje in linjer] == [
        "Fristen er passeret",
        "- Erhvervshus Fyn: 2021 skulle være afrapporteret senest 30. juni 2022",
        "- Erhvervshus Sydjylland: 2021 skulle være afrapporteret senest 30. juni 2022",
        "Frist inden for en måned",
        "- Erhvervshus Fyn: 2022 skal afrapporteres senest 30. juni 2023",
        "Fristerne er gjort op 10. juni 2023. Oversigten: https://kontrakter.eksempel.dk/",
    ]


@pytest.mark.parametrize("tilstand", [*Tilstand])
def test_who_answers_for_the_contract_is_reminded_until_it_is_met_and_nobody_else(tilstand: Tilstand) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=tilstand)
    byg_kontrakt("sjaelland", maal=1, tilstand=Kontrakttilstand.UDKAST)
    for nr, (rolle, hus) in enumerate(
        [(rolle, hus) for rolle in (Rolle.SEKRETARIAT, Rolle.DIREKTOER) for hus in ("nordjylland", "sjaelland")]
    ):
        byg_bruger(rolle, hus, email=f"{rolle}-{hus}@eksempel.dk", username=f"part-{nr}")
    byg_bruger(Rolle.LAESER, email="laeser@eksempel.dk")
    byg_bruger(Rolle.ADMINISTRATOR, email="administrator@eksempel.dk")

    paamind(dage_foer(3))

    parter = ["sekretariat-nordjylland@eksempel.dk", "direktoer-nordjylland@eksempel.dk"]
    assert til() == ([] if tilstand == Tilstand.SENDT else parter)


@pytest.mark.parametrize("felter", [{"is_active": False}, {"paamindelser": False}, {"email": ""}])
def test_who_cannot_or_will_not_be_reminded_is_not(
    felter: dict[str, object], grete: Bruger, kontrakt: Kontrakt
) -> None:
    Bruger.objects.filter(pk=grete.pk).update(**felter)

    paamind(dage_foer(-1))

    assert (til(), Paamindelse.objects.count()) == ([], 0)


def test_same_is_never_told_twice_and_each_occasion_once(grete: Bruger, kontrakt: Kontrakt) -> None:
    for dage in (40, 30, 30, 29, 8, 7, 6, 0, -1, -1, -2, -400):
        paamind(dage_foer(dage))

    assert til() == ["grete@eksempel.dk"] * 3
    assert set(Paamindelse.objects.values_list("anledning", flat=True)) == {MAANED, UGE, PASSERET}


def test_runs_that_were_left_out_only_delay(grete: Bruger, kontrakt: Kontrakt) -> None:
    paamind(dage_foer(2))
    paamind(dage_foer(-20))

    assert list(Paamindelse.objects.order_by("pk").values_list("anledning", flat=True)) == [UGE, PASSERET]


def test_deadline_that_is_moved_is_told_of_anew(grete: Bruger, kontrakt: Kontrakt) -> None:
    paamind(dage_foer(3))

    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, frist=FRIST + timedelta(days=60))
    paamind(dage_foer(-55))

    assert [brev.frist for brev in Paamindelse.objects.order_by("pk")] == [FRIST, FRIST + timedelta(days=60)]


def test_two_preliminary_reports_that_are_due_the_same_day_are_recorded_as_one(
    grete: Bruger, kontrakt: Kontrakt
) -> None:
    for maaned in (3, 4):
        byg_afrapportering(kontrakt, pr_dato=date(2021, maaned, 1), frist=date(2021, 5, 1))

    for _ in range(2):
        paamind(date(2021, 4, 29))

    assert (len(mail.outbox), Paamindelse.objects.count()) == (1, 1)
    assert str(mail.outbox[0].body).count("Foreløbig afrapportering 2021") == 2


def test_server_that_refuses_one_person_keeps_nobody_else_waiting_and_is_tried_again(
    grete: Bruger, kontrakt: Kontrakt, settings: Any
) -> None:
    foerst = byg_bruger(Rolle.SEKRETARIAT, email=AFVISES)
    sidst = byg_bruger(Rolle.SEKRETARIAT, email="sidst@eksempel.dk", username="sidst")
    post, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.maal.daarlig_post.DaarligPost"

    ud, fejl = StringIO(), StringIO()
    with pytest.raises(CommandError, match=r"^Mails, der ikke kunne sendes: 1\.") as stoppet:
        call_command("paamind", f"--dato={dage_foer(3)}", stdout=ud, stderr=fejl)

    assert stoppet.value.returncode == 1
    assert ud.getvalue() == f"Bruger {grete.pk}: sendt, frister: 1.\nBruger {sidst.pk}: sendt, frister: 1.\n"
    assert fejl.getvalue() == f"Bruger {foerst.pk}: kunne ikke sendes (SMTPRecipientsRefused).\n"
    assert set(Paamindelse.objects.values_list("bruger", flat=True)) == {grete.pk, sidst.pk}

    settings.EMAIL_BACKEND = post
    mail.outbox.clear()
    paamind(dage_foer(2))
    assert til() == [AFVISES]


def test_server_that_does_not_answer_loses_nothing(grete: Bruger, kontrakt: Kontrakt, settings: Any) -> None:
    post, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.maal.daarlig_post.DoedPost"
    with pytest.raises(CommandError):
        paamind(dage_foer(3))
    assert Paamindelse.objects.count() == 0

    settings.EMAIL_BACKEND = post
    paamind(dage_foer(3))
    assert til() == ["grete@eksempel.dk"]


def test_email_that_is_sent_again_after_a_crash_has_the_same_number(grete: Bruger, kontrakt: Kontrakt) -> None:
    paamind(dage_foer(3))
    Paamindelse.objects.all().delete()  # as when the database went down before it had the rows
    paamind(dage_foer(2))

    foerste, anden = (brev.extra_headers["Message-ID"] for brev in mail.outbox)
    assert foerste == anden
    assert foerste.endswith("@localhost>")


def test_who_says_no_between_the_count_and_the_sending_gets_none(
    grete: Bruger, kontrakt: Kontrakt, monkeypatch: pytest.MonkeyPatch
) -> None:
    breve = list(find_breve(dage_foer(3)))
    saet_paamindelser(bruger_id=grete.pk, til=False)
    monkeypatch.setattr("maal.paamindelser.find_breve", lambda _: iter(breve))

    assert paamind(dage_foer(3)) == ""
    assert til() == []


def test_dry_run_shows_everything_and_sends_nothing(grete: Bruger, kontrakt: Kontrakt) -> None:
    vist = paamind(dage_foer(3), "--proev")

    assert vist.startswith(
        "Til: grete@eksempel.dk\nEmne: Frist: endelig afrapportering 2021, Erhvervshus Nordjylland\n\nHej Grete\n"
    )
    assert vist.endswith("Mails, der ville blive sendt: 1. Intet er sendt.\n")
    assert (til(), Paamindelse.objects.count()) == ([], 0)


def test_command_says_that_the_sites_address_is_missing(grete: Bruger, settings: Any) -> None:
    settings.WEBADRESSE = ""

    with pytest.raises(CommandError, match=r"^WEBADRESSE mangler i miljøet\."):
        paamind(FRIST)


def test_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(CommandError, match=r"»30\.6\.2022« er ikke en dato\. Skriv fx 2026-06-30\."):
        call_command("paamind", "--dato=30.6.2022")


@pytest.mark.parametrize("antal", [2, 12])
def test_queries_grow_with_the_people_and_not_with_the_contracts(
    antal: int, grete: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for aar in range(2001, 2001 + antal):
        byg_afrapportering(byg_kontrakt(fra_aar=aar, maal=1, rammeaftale=byg_rammeaftale(2001, 2030)))

    with django_assert_num_queries(4):
        (brev,) = find_breve(date(2030, 1, 1))

    assert len(brev.poster) == antal
