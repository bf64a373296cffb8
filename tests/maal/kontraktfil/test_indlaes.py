"""Loading: what is written, what the list of changes says, and that what a person typed is never lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kommuner.models import Fordelingsnoegle
from kontrakt.bekraeft import Kilde
from kontrakt.models import Bruger, Kontrakt
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import indlaes
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal, Status
from maal.status import Statusdata, gem_status
from maal.typer import Oprindelse, Segment, Tilstand
from tests.byggere import byg_afrapportering, udfyld
from tests.maal.kontraktfil.filer import FIL, KONTRAKT, MAAL, MAAL_1, MAAL_2, RAPPORT, forskelle, indlaes_tekst

pytestmark = pytest.mark.django_db


def fejl_i(tekst: str) -> list[str]:
    """The errors that loading a contract gives."""
    with pytest.raises(Filfejl) as grund:
        indlaes_tekst(tekst)
    return [str(fejl) for fejl in grund.value.fejl]


def test_loading_writes_the_contract_whole() -> None:
    indlaes_tekst(FIL)

    kontrakt = Kontrakt.objects.get(slug="nordjylland-2021")
    assert list(kontrakt.maal.values_list("nummer", "titel", "nationalt_maal__noegle")) == [
        (1, "Tilfredshed", "tilfredshed"),
        (2, "Vejledning", None),
    ]
    assert list(Maaltal.objects.values_list("maalepunkt__maal__nummer", "maalepunkt__nummer", "aar", "vaerdi")) == [
        (1, 1, 2021, Decimal(80)),
        (2, 1, 2021, Decimal(1680)),
        (2, 2, 2021, Decimal(600)),
    ]
    assert Maalepunkt.objects.get(maal__nummer=2, nummer=2).del_af == Maalepunkt.objects.get(maal__nummer=2, nummer=1)
    noegle = Fordelingsnoegle.objects.get()
    assert (noegle.i_alt, dict(noegle.bidrag.values_list("kommune__navn", "beloeb"))) == (
        1500,
        {"Brønderslev": 500, "Aalborg": 1001},
    )
    status = Status.objects.get(maalepunkt__maal__nummer=1)
    assert (status.tekst, status.oprindelse, status.opdateret_af) == ("Vækst er over målet", Oprindelse.FIL, None)
    assert dict(status.resultater.values_list("segment", "vaerdi")) == {
        "drift": Decimal(75),
        "vaekst": Decimal("81.5"),
    }


def test_new_report_gets_an_empty_status_for_each_other_maalepunkt() -> None:
    indlaes_tekst(FIL)

    tomme = Status.objects.filter(oprindelse=Oprindelse.TOM)
    assert list(tomme.values_list("maalepunkt__maal__nummer", "maalepunkt__nummer")) == [(2, 1), (2, 2)]


def test_list_of_changes_names_each_new_thing() -> None:
    assert forskelle(indlaes_tekst(FIL)) == [
        "Oprettes: Kontrakten",
        "Oprettes: Underskrift for KKR: Formand for KKR",
        "Oprettes: Fordelingsnøgle 2021: 1.500",
        "Oprettes: Indsatsområde 1: Samarbejde",
        "Oprettes: Mål 1: Tilfredshed",
        "Oprettes: Mål 1 › målepunkt 1: Mindst 80 % er meget tilfredse",
        "Oprettes: Mål 1 › målepunkt 1 › måltal 2021: 80",
        "Oprettes: Mål 2: Vejledning",
        "Oprettes: Mål 2 › målepunkt 1: 1.680 forløb",
        "Oprettes: Mål 2 › målepunkt 1 › måltal 2021: 1.680",
        "Oprettes: Mål 2 › målepunkt 2: Heraf 600 vækstforløb",
        "Oprettes: Mål 2 › målepunkt 2 › måltal 2021: 600",
        "Oprettes: Foreløbig afrapportering 2021 pr. 13. oktober 2021",
        "Ændres: Foreløbig afrapportering 2021 pr. 13. oktober 2021 › status på målepunkt 1.1",
        "Ændres: Foreløbig afrapportering 2021 pr. 13. oktober 2021 › status på indsatsområde 1",
    ]


def test_loading_the_same_file_twice_changes_nothing() -> None:
    indlaes_tekst(FIL)
    foer = list(Status.objects.values())

    rapport = indlaes_tekst(FIL)

    assert rapport.forskelle == ()
    assert list(Status.objects.values()) == foer


def test_rehearsal_shows_the_changes_and_keeps_the_database() -> None:
    rapport = indlaes_tekst(FIL, proev=True)

    assert forskelle(rapport) == forskelle(indlaes_tekst(FIL))
    indlaes_tekst(FIL.replace("vaerdi: 600", "vaerdi: 700"), proev=True)
    assert Maaltal.objects.get(maalepunkt__nummer=2).vaerdi == 600


def test_changed_value_is_shown_from_what_to_what() -> None:
    indlaes_tekst(FIL)
    maaltal = Maaltal.objects.get(maalepunkt__nummer=2)

    rapport = indlaes_tekst(FIL.replace("vaerdi: 600", "vaerdi: 1.600"))

    assert [str(forskel) for forskel in rapport.forskelle] == [
        "Ændres: Mål 2 › målepunkt 2 › måltal 2021\n    vaerdi: 600 → 1.600"
    ]
    maaltal.refresh_from_db()
    assert maaltal.vaerdi == 1600


def test_what_the_file_no_longer_has_is_removed() -> None:
    indlaes_tekst(FIL)

    rapport = indlaes_tekst(FIL.replace(MAAL_2, ""))

    assert forskelle(rapport) == [
        "Fjernes: Mål 2",
        "Fjernes: Mål 2 › målepunkt 1",
        "Fjernes: Mål 2 › målepunkt 1 › måltal 2021",
        "Fjernes: Mål 2 › målepunkt 2",
        "Fjernes: Mål 2 › målepunkt 2 › måltal 2021",
    ]
    assert list(Maal.objects.values_list("nummer", flat=True)) == [1]


def test_report_that_the_file_does_not_mention_is_kept() -> None:
    indlaes_tekst(FIL)

    indlaes_tekst(FIL.replace(RAPPORT, ""))

    assert Afrapportering.objects.count() == 1
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Vækst er over målet"


def test_status_typed_by_a_person_is_kept_and_the_list_says_so(sekretariat: Bruger) -> None:
    indlaes_tekst(FIL)
    status = Status.objects.get(maalepunkt__maal__nummer=1)
    udfyld(status.afrapportering, status.maalepunkt, {Segment.DRIFT: 79}, bruger=sekretariat, tekst="Rettet")

    rapport = indlaes_tekst(FIL)

    assert forskelle(rapport) == [
        "Bevares: Foreløbig afrapportering 2021 pr. 13. oktober 2021 › status på målepunkt 1.1 (skrevet i systemet)"
    ]
    status.refresh_from_db()
    assert (status.tekst, status.opdateret_af) == ("Rettet", sekretariat)


def test_status_typed_by_a_person_is_overwritten_only_when_asked(sekretariat: Bruger) -> None:
    indlaes_tekst(FIL)
    status = Status.objects.get(maalepunkt__maal__nummer=1)
    udfyld(status.afrapportering, status.maalepunkt, {Segment.DRIFT: 79}, bruger=sekretariat, tekst="Rettet")

    rapport = indlaes_tekst(FIL, overskriv_status=True)

    [forskel] = rapport.forskelle
    assert forskel.felter == (
        ("tekst", "Rettet", "Vækst er over målet"),
        ("resultat (drift)", "79", "75"),
        ("resultat (vækst)", "", "81,5"),
    )
    status.refresh_from_db()
    assert (status.tekst, status.oprindelse) == ("Vækst er over målet", Oprindelse.FIL)


def test_status_from_an_older_file_follows_the_new_file() -> None:
    indlaes_tekst(FIL)

    indlaes_tekst(FIL.replace("drift: 75", "drift: 76"))

    assert Status.objects.get(maalepunkt__maal__nummer=1).resultater.get(segment="drift").vaerdi == 76


def test_goal_of_an_approved_report_cannot_be_removed_by_a_file_though_nothing_is_written_of_it() -> None:
    indlaes_tekst(KONTRAKT + MAAL)
    byg_afrapportering(Kontrakt.objects.get(), tilstand=Tilstand.GODKENDT)

    fejl = fejl_i(KONTRAKT + f"maal:\n{MAAL_1}")

    assert [linje.split(": ", 1)[1] for linje in fejl] == [
        "Målepunkt 2.1 kan ikke fjernes: der er skrevet eller indsendt en status på det.",
        "Målepunkt 2.2 kan ikke fjernes: der er skrevet eller indsendt en status på det.",
    ]


def test_goal_with_a_written_status_cannot_be_removed_by_a_file() -> None:
    indlaes_tekst(FIL)

    fejl = fejl_i(KONTRAKT + f"maal:\n{MAAL_2}")

    assert [linje.split(": ", 1)[1] for linje in fejl] == [
        "Indsatsområde 1 kan ikke fjernes: der er skrevet eller indsendt en status på det.",
        "Målepunkt 1.1 kan ikke fjernes: der er skrevet eller indsendt en status på det.",
    ]
    assert Maal.objects.count() == 2


def test_goal_with_a_written_status_cannot_become_another_national_goal() -> None:
    indlaes_tekst(FIL)

    [fejl] = fejl_i(FIL.replace("    nationalt_maal: tilfredshed\n", ""))

    assert fejl.endswith("Målepunkt 1.1 kan ikke blive til et andet mål: der er skrevet en status på det.")


def test_maalepunkt_with_results_cannot_change_unit() -> None:
    indlaes_tekst(FIL)

    [fejl] = fejl_i(FIL.replace("enhed: procent", "enhed: nps").replace(RAPPORT, ""))

    assert fejl.endswith("Målepunkt 1.1 kan ikke skifte enhed eller segmenter: der er resultater på det.")


def test_goals_that_swap_numbers_keep_one_national_goal_each() -> None:
    uden_rapport = FIL.replace(RAPPORT, "")
    indlaes_tekst(uden_rapport)
    byttet = uden_rapport.replace(
        MAAL,
        "maal:\n"
        + MAAL_1.replace("    nationalt_maal: tilfredshed\n", "")
        + MAAL_2.replace("titel: Vejledning", "titel: Vejledning\n    nationalt_maal: tilfredshed"),
    )

    indlaes_tekst(byttet)

    assert list(Maal.objects.values_list("nummer", "nationalt_maal__noegle")) == [(1, None), (2, "tilfredshed")]


def test_files_are_loaded_in_the_order_they_need() -> None:
    naeste = FIL.replace(RAPPORT, "").replace("2021\n", "2022\n").replace("aftale: 2021-2022", "aftale: 2021-2023")
    naeste = naeste.replace("aftale: 2021-2023", "aftale: 2021-2023\n  forgaenger: nordjylland-2021", 1)
    naeste = naeste.replace("titel: Tilfredshed", "titel: Tilfredshed\n    forgaenger: 1")

    indlaes([Kilde("b.yaml", naeste.encode()), Kilde("a.yaml", FIL.encode())])

    maal = Maal.objects.get(kontrakt__slug="nordjylland-2022", nummer=1)
    assert maal.forgaenger == Maal.objects.get(kontrakt__slug="nordjylland-2021", nummer=1)


def test_one_bad_file_keeps_every_other_file_out() -> None:
    with pytest.raises(Filfejl):
        indlaes([Kilde("god.yaml", FIL.encode()), Kilde("forkert.yaml", b"kontrakt: 1\n")])

    assert Kontrakt.objects.count() == 0


def test_only_an_administrator_may_load_in_the_browser(sekretariat: Bruger, administrator: Bruger) -> None:
    with pytest.raises(PermissionDenied):
        indlaes([Kilde("a.yaml", FIL.encode())], bruger=sekretariat)

    indlaes([Kilde("a.yaml", FIL.encode())], bruger=administrator)

    assert Afrapportering.objects.get().oprettet_af == administrator


def test_new_maalepunkt_gets_an_empty_status_in_an_open_report() -> None:
    indlaes_tekst(FIL.replace(MAAL_2, ""))

    indlaes_tekst(FIL)

    assert Status.objects.filter(maalepunkt__maal__nummer=2, oprindelse=Oprindelse.TOM).count() == 2


def test_status_that_breaks_a_rule_is_refused_at_its_line() -> None:
    fejl = fejl_i(FIL.replace("drift: 75", "drift: 175"))

    assert fejl == [
        "kontrakt.yaml, linje 59, afrapporteringer › nr. 1 › statusser › nr. 1 › resultat_drift: "
        "Et resultat i enheden procent kan ikke være over 100."
    ]


def test_loader_and_page_share_one_door() -> None:
    indlaes_tekst(FIL)
    status = Status.objects.get(maalepunkt__maal__nummer=2, maalepunkt__nummer=1)

    gem_status(
        afrapportering_id=status.afrapportering_id,
        maalepunkt_id=status.maalepunkt_id,
        data=Statusdata(resultater={Segment.ALLE: Decimal(1700)}),
        version=status.version,
        bruger=None,
        oprindelse=Oprindelse.FIL,
    )

    assert Status.objects.get(pk=status.pk).version == status.version + 1
