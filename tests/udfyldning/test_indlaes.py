"""A report filled in in Excel and uploaded: seen first, saved through the door, all of it or nothing."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.models import Afrapportering, Indsatsstatus, Maal, Status
from maal.status import LUKKET
from maal.typer import Oprindelse, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, gaa_til, udfyld
from tests.maal.spredt import DECEMBER, byg_spredningspunkt, byg_tal
from tests.udfyldning.verden import (
    ARK,
    HENT_NY,
    INDSATSARK,
    adresse,
    bekraeft,
    beskeder,
    hent,
    med,
    punkt,
    udtraek,
    vis,
    vist,
)

pytestmark = pytest.mark.django_db

UDFYLDT = {"G4": 85, "G5": None, "H6": "Går godt", "G9": "1.680", "I7": "Kundemålingen", f"{INDSATSARK}!C4": "I gang"}


def status(rapport: Afrapportering, betegnelse: str) -> Status:
    """The status of a målepunkt as it stands."""
    fundet: Status = rapport.statusser.get(maalepunkt=punkt(rapport, betegnelse))
    return fundet


def resultater(rapport: Afrapportering, betegnelse: str) -> dict[str, Decimal]:
    """Its results by segment."""
    return dict(status(rapport, betegnelse).resultater.values_list("segment", "vaerdi"))


def test_untouched_file_changes_nothing_and_offers_nothing(klient: Client, rapport: Afrapportering) -> None:
    svar = vis(klient, rapport, hent(rapport))

    assert vist(svar) == {}
    assert svar.context["sammenligning"].uaendrede == 7 + 2
    assert "Ingen ændringer: filen siger det samme" in svar.content.decode()
    assert "Gem ændringerne" not in svar.content.decode()


def test_what_the_file_changes_is_shown_first_and_saved_when_that_is_confirmed(
    klient: Client, rapport: Afrapportering, direktoer: Bruger
) -> None:
    svar = vis(klient, rapport, med(hent(rapport), UDFYLDT))
    foer = resultater(rapport, "1.1")
    gemt = bekraeft(klient, rapport, svar)

    assert vist(svar) == {
        "aendringer": {
            "Mål 1.1 Resultat, drift": ("75\u00a0%", "85\u00a0%"),
            "Mål 1.1 Resultat, vækst": ("81\u00a0%", ""),
            "Mål 2.1 Status": ("", "Går godt"),
            "Mål 3.1 Afventer tal fra": ("", "Kundemålingen"),
            "Mål 5.1 Resultat": ("", "1.680"),
            "Indsatsområde 1 Status": ("", "I gang"),
        }
    }
    assert foer == {"drift": 75, "vaekst": 81}
    assert (gemt.status_code, gemt.headers["Location"]) == (302, adresse(rapport, ""))
    assert beskeder(gemt) == [
        f"Filen er indlæst. Ændret: Mål 1.1, Mål 2.1, Mål 3.1, Mål 5.1, Indsatsområde 1. {HENT_NY}"
    ]
    assert resultater(rapport, "1.1") == {"drift": 85}
    assert resultater(rapport, "5.1") == {"": 1680}
    assert (status(rapport, "2.1").tekst, status(rapport, "3.1").afventer) == ("Går godt", "Kundemålingen")
    assert Indsatsstatus.objects.get(indsatsomraade__nummer=1).tekst == "I gang"
    en = status(rapport, "1.1")
    assert (en.version, en.oprindelse, en.opdateret_af) == (2, Oprindelse.HAAND, direktoer)
    historik = Status.history.filter(id=en.pk).latest("version")
    assert (historik.history_change_reason, historik.resultater) == ("Indlæst fra udfyldt.xlsx", {"drift": "85.0000"})
    assert status(rapport, "4.1").version == 0


def test_preview_saves_nothing(klient: Client, rapport: Afrapportering) -> None:
    foer = udtraek(rapport)
    haendelser = Haendelse.objects.filter(slags=Haendelsesslags.INDLAESNING)

    vis(klient, rapport, med(hent(rapport), UDFYLDT))

    assert udtraek(rapport) == foer
    assert not haendelser.exists()


def test_new_verdict_is_shown_beside_the_old_and_so_is_what_follows(klient: Client, rapport: Afrapportering) -> None:
    maal = Maal.objects.get(kontrakt=rapport.kontrakt, nummer=3)
    udfyld(rapport, punkt(rapport, "4.1"), henviser_til=maal)

    svar = vis(klient, rapport, med(hent(rapport), {"G7": 3, "G4": 90}))

    sammenligning = svar.context["sammenligning"]
    assert {en.navn: (en.vurdering, en.ny_vurdering) for en in sammenligning.aendringer} == {
        "Mål 1.1": (Vurdering.DELVIST_OPFYLDT, Vurdering.OPFYLDT),
        "Mål 3.1": (Vurdering.MANGLER, Vurdering.IKKE_OPFYLDT),
    }
    assert [(en.navn, en.vurdering, en.ny_vurdering) for en in sammenligning.foelger] == [
        ("Mål 4.1", Vurdering.AFVENTER, Vurdering.IKKE_OPFYLDT)
    ]
    assert "Følger med" in svar.content.decode()


def test_only_what_the_file_has_is_changed(klient: Client, rapport: Afrapportering) -> None:
    udfyld(
        rapport,
        punkt(rapport, "3.1"),
        50,
        kilde="Kundemålingen",
        tilsidesat_vurdering=Vurdering.OPFYLDT,
        begrundelse="Godt nok",
        afventer="KL",
    )

    svar = vis(klient, rapport, med(hent(rapport), {"G7": 60}))
    bekraeft(klient, rapport, svar)

    en = status(rapport, "3.1")
    assert resultater(rapport, "3.1") == {"": 60}
    assert (en.kilde, en.tilsidesat_vurdering, en.begrundelse, en.afventer) == (
        "Kundemålingen", "opfyldt", "Godt nok", "KL"
    )  # fmt: skip
    assert "Vurderingen er tilsidesat på siden og følger ikke tallet." in svar.content.decode()


def test_result_where_figures_are_awaited_is_saved_and_says_that_it_still_awaits(
    klient: Client, rapport: Afrapportering
) -> None:
    udfyld(rapport, punkt(rapport, "3.1"), afventer="KL")

    svar = vis(klient, rapport, med(hent(rapport), {"G7": 60}))
    bekraeft(klient, rapport, svar)

    (aendring,) = svar.context["sammenligning"].aendringer
    assert aendring.note == "Målepunktet afventer stadig tal fra KL. Ryd »Afventer tal fra«, hvis tallet er kommet."
    assert aendring.ny_vurdering == udtraek(rapport).maal[2].punkter[0].vurdering
    assert (resultater(rapport, "3.1"), status(rapport, "3.1").afventer) == ({"": Decimal(60)}, "KL")


def test_what_the_door_refuses_is_told_by_cell_and_nothing_is_saved(klient: Client, rapport: Afrapportering) -> None:
    maal = Maal.objects.get(kontrakt=rapport.kontrakt, nummer=3)
    udfyld(rapport, punkt(rapport, "4.1"), henviser_til=maal)
    foer = udtraek(rapport)

    svar = vis(klient, rapport, med(hent(rapport), {"G4": 90, "I8": "KL", "H6": "x" * 20_001}))

    assert [str(en) for en in svar.context["fejl"]] == [
        f"{ARK}!H6: Mål 2.1: Teksten er for lang. Der er plads til 20000 tegn.",
        f"{ARK}!I8: Mål 4.1: En status kan ikke både afvente tal og henvise til et andet mål. Fjern det ene.",
    ]
    assert udtraek(rapport) == foer


def test_report_that_is_closed_between_preview_and_yes_is_refused(klient: Client, rapport: Afrapportering) -> None:
    fil = med(hent(rapport), {"G4": 90})
    svar = vis(klient, rapport, fil)
    gaa_til(rapport, Tilstand.INDSENDT)

    gemt = bekraeft(klient, rapport, svar)

    assert (gemt.status_code, gemt.headers["Location"]) == (302, adresse(rapport, ""))
    assert beskeder(gemt) == [LUKKET[Tilstand.INDSENDT]]
    assert klient.get(adresse(rapport)).headers["Location"] == adresse(rapport, "")
    assert klient.get(adresse(rapport, "udfyldning/")).headers["Location"] == adresse(rapport, "")
    assert resultater(rapport, "1.1") == {"drift": 75, "vaekst": 81}


def test_form_that_is_sent_twice_saves_once(klient: Client, rapport: Afrapportering) -> None:
    svar = vis(klient, rapport, med(hent(rapport), {"G4": 90}))

    bekraeft(klient, rapport, svar)
    igen = bekraeft(klient, rapport, svar)

    assert beskeder(igen) == [
        f"Filen er indlæst. Ændret: Mål 1.1. {HENT_NY}",
        "Der var intet at ændre: det, der står i filen, står allerede i systemet.",
    ]  # fmt: skip
    assert status(rapport, "1.1").version == 2


def test_what_was_loaded_stands_in_the_log_once(klient: Client, rapport: Afrapportering, direktoer: Bruger) -> None:
    svar = vis(klient, rapport, med(hent(rapport), {"G4": 90, f"{INDSATSARK}!C4": "I gang"}))

    bekraeft(klient, rapport, svar)
    bekraeft(klient, rapport, svar)

    haendelse = Haendelse.objects.get(slags=Haendelsesslags.INDLAESNING)
    assert (haendelse.bruger, haendelse.genstand) == (direktoer, "udfyldt.xlsx")
    assert haendelse.beskrivelse.splitlines() == [
        "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, pr. 2021-10-13",
        "Mål 1.1: Resultat, drift",
        "Indsatsområde 1: Status",
    ]


def test_page_without_a_file_or_with_a_forged_one_leads_back(klient: Client, rapport: Afrapportering) -> None:
    adr = adresse(rapport, "indlaes/bekraeft/")

    uden_fil = klient.post(adresse(rapport), {})

    assert uden_fil.context["form"].errors == {"fil": ["Vælg en fil."]}
    for filer in ("", "{", '{"a.xlsx": "!"}', '{"a": "", "b": ""}'):
        assert klient.post(adr, {"filer": filer, "aftryk": "x"}).headers["Location"] == adresse(rapport)
    assert klient.post(adr, {"filer": '{"a.xlsx": "eHh4"}'}).headers["Location"] == adresse(rapport)
    assert klient.get(adr).headers["Location"] == adresse(rapport)
    forkert = klient.post(adr, {"filer": '{"a.xlsx": "eHh4"}', "aftryk": "x"})
    assert "er ikke en Excel-projektmappe" in forkert.content.decode()


def test_maalepunkt_that_takes_its_result_from_guidance_is_locked_in_the_file(
    client: Client, direktoer: Bruger
) -> None:
    et_punkt = byg_spredningspunkt()
    rapport = byg_afrapportering(et_punkt.maal.kontrakt, pr_dato=DECEMBER)
    udfyld(rapport, et_punkt, vejledningstal=byg_tal(5, 5, 5))
    client.force_login(direktoer)

    svar = vis(client, rapport, med(hent(rapport), {"H4": "Som ventet", "G4": 5, "I4": "KL"}))
    alene = vis(client, rapport, med(hent(rapport), {"H4": "Som ventet"}))
    afventer = vis(client, rapport, med(hent(rapport), {"I4": "KL"}))

    assert [str(en) for en in svar.context["fejl"]] == [
        f"{ARK}!G4: Cellen er låst og kan ikke ændres i filen. Der skal stå »Hentes fra vejledningstal pr. "
        "31. december 2021.«. Vurder målepunktet på siden."
    ]
    assert vist(alene) == {"aendringer": {"Mål 1.1 Status": ("", "Som ventet")}}
    assert [str(en) for en in afventer.context["fejl"]] == [
        f"{ARK}!I4: Mål 1.1: Resultatet er hentet fra vejledningstal og kan ikke også afvente tal. Fjern det ene."
    ]


@pytest.mark.parametrize(("antal", "vis_q", "gem_q"), [(1, 49, 48), (6, 94, 93)])
def test_queries_grow_with_the_changes_alone(
    klient: Client,
    rapport: Afrapportering,
    django_assert_num_queries: DjangoAssertNumQueries,
    antal: int,
    vis_q: int,
    gem_q: int,
) -> None:
    fil = med(hent(rapport), {f"H{nr}": "Ny tekst" for nr in (4, 6, 7, 8, 9, 10)[:antal]})

    with django_assert_num_queries(vis_q):
        svar = vis(klient, rapport, fil)
    with django_assert_num_queries(gem_q):
        bekraeft(klient, rapport, svar)
