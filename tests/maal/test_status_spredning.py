"""The door for a spread's result: a count of the house and the year, not later than the report, and nothing beside."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kommuner.models import Folketal, Vejledningstal
from kontrakt.models import Bruger
from maal.models import Afrapportering, Maal, Maalepunkt, Status
from maal.opslag import udtraek_af
from maal.status import Statusdata, gem_status
from maal.typer import Enhed, Krav, Slags, Vurdering
from tests.byggere import byg_afrapportering, byg_kommune, byg_maal, byg_punkt, byg_vejledningstal
from tests.maal.spredt import DECEMBER, JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db

ET_AAR_FOER = datetime.date(2020, 12, 31)


@pytest.fixture
def punkt() -> Maalepunkt:
    return byg_spredningspunkt()


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    """A preliminary report as of 13 October."""
    return byg_afrapportering(punkt.maal.kontrakt)


@pytest.fixture
def tal(punkt: Maalepunkt) -> Vejledningstal:
    """A count by which the two are within and Læsø is under."""
    return byg_tal(27, 4, 60, pr_dato=JUNI)


def gem(rapport: Afrapportering, punkt: Maalepunkt, bruger: Bruger | None, **felter: Any) -> Status:
    data = Statusdata(**felter)
    return gem_status(afrapportering_id=rapport.pk, maalepunkt_id=punkt.pk, data=data, version=None, bruger=bruger)


def afvist(rapport: Afrapportering, punkt: Maalepunkt, bruger: Bruger, **felter: Any) -> dict[str, list[str]]:
    """The messages of a save that must be refused and leave the status as it was."""
    foer = list(Status.objects.values())
    with pytest.raises(ValidationError) as fejl:
        gem(rapport, punkt, bruger, **felter)
    assert list(Status.objects.values()) == foer
    return fejl.value.message_dict


def test_count_becomes_the_result_and_the_verdict_follows(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, direktoer: Bruger
) -> None:
    gem(rapport, punkt, direktoer, vejledningstal=tal, tekst="Læsø inviteres.")

    (udtraek,) = udtraek_af(rapport).punkter
    assert Status.objects.get().vejledningstal == tal
    assert (udtraek.beregnet, udtraek.vurdering) == (Vurdering.DELVIST_OPFYLDT, Vurdering.DELVIST_OPFYLDT)


def test_verdict_follows_the_count_when_it_is_corrected(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, direktoer: Bruger
) -> None:
    gem(rapport, punkt, direktoer, vejledningstal=tal)

    tal.vejledninger.filter(kommune__navn="Læsø").update(vaekst=10)

    assert udtraek_af(Afrapportering.objects.get()).punkter[0].vurdering == Vurdering.OPFYLDT


def test_computed_verdict_may_be_set_aside_with_a_reason(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    felter = {"vejledningstal": tal, "tilsidesat_vurdering": Vurdering.OPFYLDT}

    assert afvist(rapport, punkt, sekretariat, **felter) == {
        "begrundelse": ["Skriv en begrundelse, når den beregnede vurdering tilsidesættes."]
    }
    gem(rapport, punkt, sekretariat, **felter, begrundelse="Læsø har bedt om at vente.")

    (udtraek,) = udtraek_af(rapport).punkter
    assert (udtraek.beregnet, udtraek.vurdering) == (Vurdering.DELVIST_OPFYLDT, Vurdering.OPFYLDT)


def test_verdict_of_a_spread_without_a_count_cannot_be_set_aside(
    rapport: Afrapportering, punkt: Maalepunkt, sekretariat: Bruger
) -> None:
    fejl = afvist(rapport, punkt, sekretariat, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Fordi.")

    assert fejl == {
        "tilsidesat_vurdering": ["Der er ingen beregnet vurdering at tilsidesætte. Vælg en egen vurdering."]
    }


def test_count_and_what_else_gives_a_verdict_are_refused_together_at_their_fields(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    andet = byg_maal(rapport.kontrakt, 2)

    assert afvist(rapport, punkt, sekretariat, vejledningstal=tal, egen_vurdering=Vurdering.OPFYLDT) == {
        "egen_vurdering": ["Vurderingen følger af vejledningstallene. Fjern din egen vurdering, eller fjern tallene."]
    }
    assert afvist(rapport, punkt, sekretariat, vejledningstal=tal, afventer="Erhvervsstyrelsen") == {
        "afventer": ["Resultatet er hentet fra vejledningstal og kan ikke også afvente tal. Fjern det ene."]
    }
    assert afvist(rapport, punkt, sekretariat, vejledningstal=tal, henviser_til=andet) == {
        "henviser_til": ["Resultatet er hentet fra vejledningstal og kan ikke også følge et andet mål. Fjern det ene."]
    }


@pytest.mark.usefixtures("rapport")
def test_database_itself_refuses_a_count_beside_them(tal: Vejledningstal) -> None:
    for felter in ({"egen_vurdering": "opfyldt"}, {"afventer": "KL"}, {"henviser_til": Maal.objects.get()}):
        with pytest.raises(IntegrityError, match="status_vejledningstal_alene"), transaction.atomic():
            Status.objects.update(vejledningstal=tal, **felter)


@pytest.mark.parametrize(
    ("hus", "pr_dato", "besked"),
    [
        ("midtjylland", JUNI, "Vælg vejledningstal fra Erhvervshus Nordjylland."),
        ("nordjylland", ET_AAR_FOER, "Vælg vejledningstal for 2021, som afrapporteringen handler om."),
        (
            "nordjylland",
            DECEMBER,
            "Afrapporteringen er opgjort pr. 13. oktober 2021. Vælg vejledningstal, der ikke er talt op senere.",
        ),
    ],
)
def test_count_of_another_house_year_or_later_day_is_refused(
    hus: str,
    pr_dato: datetime.date,
    besked: str,
    rapport: Afrapportering,
    punkt: Maalepunkt,
    sekretariat: Bruger,
) -> None:
    byg_kommune("0751", "Aarhus", "midtjylland")
    tal = byg_vejledningstal(hus, pr_dato)

    assert afvist(rapport, punkt, sekretariat, vejledningstal=tal) == {"vejledningstal": [besked]}


def test_count_of_the_reports_own_day_is_taken(rapport: Afrapportering, punkt: Maalepunkt, direktoer: Bruger) -> None:
    tal = byg_tal(30, 10, 60, pr_dato=rapport.pr_dato)

    gem(rapport, punkt, direktoer, vejledningstal=tal)

    assert Status.objects.get().vejledningstal == tal


@pytest.mark.parametrize("enhed", [Enhed.PROCENT, Enhed.SPREDNING, Enhed.KVALITATIV])
def test_only_a_spread_that_the_contract_describes_takes_a_count(
    enhed: Enhed, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    andet = byg_punkt(punkt.maal, 2, enhed=enhed, krav=Krav.INDEN_FOR, tolerance=10)
    rapport = byg_afrapportering(punkt.maal.kontrakt)

    assert afvist(rapport, andet, sekretariat, vejledningstal=tal) == {
        "vejledningstal": ["Målepunktet kan ikke vurderes ud fra vejledningstal: kontrakten siger ikke hvordan."]
    }


def test_count_that_was_deleted_meanwhile_is_refused(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    Vejledningstal.objects.filter(pk=tal.pk).delete()

    assert afvist(rapport, punkt, sekretariat, vejledningstal=tal) == {
        "vejledningstal": ["Vejledningstallene er slettet. Vælg nogle andre."]
    }


def test_count_is_taken_back_and_every_save_is_in_the_history(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    gem(rapport, punkt, sekretariat, vejledningstal=tal)
    gem(rapport, punkt, sekretariat, egen_vurdering=Vurdering.OPFYLDT)

    assert list(Status.history.order_by("version").values_list("version", "vejledningstal")) == [(1, tal.pk), (2, None)]


def test_same_count_again_changes_nothing(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    gem(rapport, punkt, sekretariat, vejledningstal=tal)

    assert gem(rapport, punkt, sekretariat, vejledningstal=tal).version == 1


def test_final_report_judges_a_count_by_the_whole_year(punkt: Maalepunkt, sekretariat: Bruger) -> None:
    punkt.spredning_grundlag = "maaltal"
    punkt.save()
    punkt.maaltal.update(spredning_total=100)
    halvt = byg_tal(15, 5, 30, pr_dato=JUNI)  # half of what each should have
    rapporter = [byg_afrapportering(punkt.maal.kontrakt, slags=slags) for slags in (Slags.FORELOEBIG, Slags.ENDELIG)]

    for rapport in rapporter:
        gem(rapport, punkt, sekretariat, vejledningstal=halvt)

    assert [udtraek_af(rapport).punkter[0].vurdering for rapport in rapporter] == [
        Vurdering.PAA_VEJ,
        Vurdering.IKKE_OPFYLDT,
    ]


def test_population_that_is_missing_leaves_the_verdict_missing_and_says_why(
    rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    Folketal.objects.filter(kommune__navn="Læsø").delete()

    gem(rapport, punkt, sekretariat, vejledningstal=tal)

    (udtraek,) = udtraek_af(rapport).punkter
    assert udtraek.spredning is not None
    assert (udtraek.vurdering, udtraek.spredning.i_ord) == (
        Vurdering.MANGLER,
        "Folketal 1. januar 2020 mangler for Læsø.",
    )
