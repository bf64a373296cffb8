"""The door for statuses: every rule holds here, whichever way a status comes in."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maal, Maalepunkt, Resultat, Status
from maal.status import Konflikt, Statusdata, gem_indsatsstatus, gem_status
from maal.typer import Enhed, Oprindelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def rapport() -> Afrapportering:
    """A preliminary report on three goals: a percentage, a count, and one in words."""
    kontrakt = byg_kontrakt(maal=0, omraader=1)
    byg_punkt(byg_maal(kontrakt, 1))
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.ANTAL, maaltal=600)
    byg_punkt(byg_maal(kontrakt, 3), enhed=Enhed.KVALITATIV)
    return byg_afrapportering(kontrakt)


def punkt(rapport: Afrapportering, maal: int = 1) -> Maalepunkt:
    """The only målepunkt of a goal."""
    return Maalepunkt.objects.get(maal__kontrakt=rapport.kontrakt, maal__nummer=maal)


def maal(rapport: Afrapportering, nummer: int) -> Maal:
    return Maal.objects.get(kontrakt=rapport.kontrakt, nummer=nummer)


def gem(
    rapport: Afrapportering, bruger: Bruger | None, nummer: int = 1, version: int | None = None, **felter: Any
) -> Status:
    """Save a status; `resultat` is the figure for all."""
    if "resultat" in felter:
        felter["resultater"] = {Segment.ALLE: Decimal(felter.pop("resultat"))}
    return gem_status(
        afrapportering_id=rapport.pk,
        maalepunkt_id=punkt(rapport, nummer).pk,
        data=Statusdata(**felter),
        version=version,
        bruger=bruger,
    )


def afvist(rapport: Afrapportering, bruger: Bruger | None, nummer: int = 1, **felter: Any) -> dict[str, list[str]]:
    """The messages of a save that must be refused and leave the database as it was."""
    foer = (list(Status.objects.values()), list(Resultat.objects.values()))
    with pytest.raises(ValidationError) as fejl:
        gem(rapport, bruger, nummer, **felter)
    assert (list(Status.objects.values()), list(Resultat.objects.values())) == foer
    return fejl.value.message_dict


def test_gem_status_stores_every_field_and_who_and_when(rapport: Afrapportering, sekretariat: Bruger) -> None:
    status = gem(rapport, sekretariat, version=0, tekst="Godt i gang", kilde="CRM", resultat="81.5")

    gemt = Status.objects.get(pk=status.pk)
    assert (gemt.tekst, gemt.kilde, gemt.version) == ("Godt i gang", "CRM", 1)
    assert (gemt.opdateret_af, gemt.oprindelse) == (sekretariat, Oprindelse.HAAND)
    assert gemt.opdateret is not None
    assert list(gemt.resultater.values_list("segment", "vaerdi")) == [("", Decimal("81.5"))]


def test_gem_status_replaces_the_results(rapport: Afrapportering, sekretariat: Bruger) -> None:
    et_punkt = byg_punkt(maal(rapport, 1), 2, segmentering=Segmentering.HVER)
    Status.objects.create(afrapportering=rapport, maalepunkt=et_punkt)
    udfyld(rapport, et_punkt, {Segment.DRIFT: 75, Segment.VAEKST: 81})

    udfyld(rapport, et_punkt, {Segment.VAEKST: 82}, bruger=sekretariat)

    assert list(Resultat.objects.values_list("segment", "vaerdi")) == [("vaekst", Decimal(82))]


def test_gem_status_of_what_stands_there_changes_nothing(rapport: Afrapportering, sekretariat: Bruger) -> None:
    gem(rapport, None, tekst="Som i filen", resultat=80)
    foer = Status.objects.values().get(maalepunkt=punkt(rapport))

    gem(rapport, sekretariat, version=1, tekst="Som i filen", resultat="80.00")

    assert Status.objects.values().get(maalepunkt=punkt(rapport)) == foer


def test_gem_status_with_an_old_version_gives_the_status_as_it_stands(
    rapport: Afrapportering, sekretariat: Bruger, direktoer: Bruger
) -> None:
    gem(rapport, direktoer, version=0, tekst="Direktørens")

    with pytest.raises(Konflikt) as konflikt:
        gem(rapport, sekretariat, version=0, tekst="Sekretariatets")

    assert konflikt.value.status.tekst == "Direktørens"
    assert konflikt.value.status.opdateret_af == direktoer
    assert Status.objects.get(maalepunkt=punkt(rapport)).tekst == "Direktørens"


def test_gem_status_with_the_new_version_overwrites(
    rapport: Afrapportering, sekretariat: Bruger, direktoer: Bruger
) -> None:
    gem(rapport, direktoer, version=0, tekst="Direktørens")

    gem(rapport, sekretariat, version=1, tekst="Sekretariatets")

    assert Status.objects.get(maalepunkt=punkt(rapport)).tekst == "Sekretariatets"


@pytest.mark.parametrize("hvem", ["sekretariat", "direktoer", "administrator"])
def test_gem_status_is_for_the_parties_and_the_administrator(
    rapport: Afrapportering, hvem: str, request: pytest.FixtureRequest
) -> None:
    gem(rapport, request.getfixturevalue(hvem), tekst="Skrevet")

    assert Status.objects.get(maalepunkt=punkt(rapport)).tekst == "Skrevet"


@pytest.mark.parametrize("hvem", ["laeser", "fremmed_sekretariat", "fremmed_direktoer"])
def test_gem_status_is_refused_for_everybody_else(
    rapport: Afrapportering, hvem: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied, match="adgang"):
        gem(rapport, request.getfixturevalue(hvem), tekst="Skrevet")

    assert Status.objects.get(maalepunkt=punkt(rapport)).tekst == ""


def test_gem_status_is_refused_for_a_user_who_is_closed(rapport: Afrapportering, sekretariat: Bruger) -> None:
    sekretariat.is_active = False

    with pytest.raises(PermissionDenied, match="adgang"):
        gem(rapport, sekretariat, tekst="Skrevet")


@pytest.mark.parametrize(
    ("tilstand", "ord_"), [(Tilstand.GODKENDT, "godkendt"), (Tilstand.SENDT, "sendt til KL og Erhvervsstyrelsen")]
)
def test_gem_status_in_a_closed_report_is_refused_even_for_an_administrator(
    rapport: Afrapportering, administrator: Bruger, tilstand: Tilstand, ord_: str
) -> None:
    gaa_til(rapport, tilstand)

    with pytest.raises(PermissionDenied, match=f"er {ord_} og kan ikke ændres"):
        gem(rapport, administrator, tekst="Skrevet")


def test_gem_status_refuses_a_figure_that_the_unit_cannot_hold(rapport: Afrapportering) -> None:
    assert afvist(rapport, None, 1, resultat=101) == {
        "resultat": ["Et resultat i enheden procent kan ikke være over 100."]
    }
    assert afvist(rapport, None, 2, resultat="1.5") == {
        "resultat": ["Et antal skal være et helt tal; 1,5 er det ikke."]
    }
    assert afvist(rapport, None, 3, resultat=5) == {
        "__all__": ["Et målepunkt med enheden kvalitativ får en vurdering og ikke et tal."]
    }


def test_gem_status_refuses_a_segment_that_the_maalepunkt_has_not(rapport: Afrapportering) -> None:
    assert afvist(rapport, None, resultater={Segment.DRIFT: Decimal(75)}) == {
        "__all__": ["Målepunktet opgøres ikke for segmentet drift."]
    }


def test_gem_status_names_everything_that_is_wrong_at_once(rapport: Afrapportering) -> None:
    fejl = afvist(rapport, None, resultat=-1, tekst="x" * 20_001, tilsidesat_vurdering=Vurdering.OPFYLDT)

    assert fejl == {
        "tekst": ["Teksten er for lang. Der er plads til 20000 tegn."],
        "resultat": ["Et resultat i enheden procent kan ikke være under 0."],
        "begrundelse": ["Skriv en begrundelse, når den beregnede vurdering tilsidesættes."],
    }


def test_gem_status_sets_a_verdict_aside_with_a_reason(rapport: Afrapportering, sekretariat: Bruger) -> None:
    gem(rapport, sekretariat, resultat=79, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Afrundet i målingen")

    status = Status.objects.get(maalepunkt=punkt(rapport))
    assert (status.tilsidesat_vurdering, status.begrundelse) == ("opfyldt", "Afrundet i målingen")


def test_gem_status_refuses_a_reason_without_a_verdict(rapport: Afrapportering) -> None:
    assert list(afvist(rapport, None, begrundelse="Fordi")) == ["tilsidesat_vurdering"]


def test_gem_status_refuses_an_own_verdict_on_a_figure_and_a_set_aside_one_on_words(rapport: Afrapportering) -> None:
    assert list(afvist(rapport, None, 1, egen_vurdering=Vurdering.OPFYLDT)) == ["egen_vurdering"]
    assert list(afvist(rapport, None, 3, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Fordi")) == [
        "tilsidesat_vurdering"
    ]


def test_gem_status_takes_paa_vej_in_a_preliminary_report_only(rapport: Afrapportering) -> None:
    endelig = byg_afrapportering(rapport.kontrakt, slags=Slags.ENDELIG)

    assert gem(rapport, None, 3, egen_vurdering=Vurdering.PAA_VEJ).egen_vurdering == Vurdering.PAA_VEJ
    assert afvist(endelig, None, 3, egen_vurdering=Vurdering.PAA_VEJ) == {
        "egen_vurdering": ["Vælg en af vurderingerne opfyldt, delvist opfyldt, ikke opfyldt."]
    }
    assert list(afvist(rapport, None, 3, egen_vurdering=Vurdering.AFVENTER)) == ["egen_vurdering"]


def test_gem_status_refuses_a_circle_and_names_its_path(rapport: Afrapportering, sekretariat: Bruger) -> None:
    gem(rapport, sekretariat, 1, henviser_til=maal(rapport, 2))
    gem(rapport, sekretariat, 2, henviser_til=maal(rapport, 3))

    assert afvist(rapport, sekretariat, 3, henviser_til=maal(rapport, 1)) == {
        "henviser_til": [
            "Henvisningen går i ring: Mål 3 → Mål 1 → Mål 2 → Mål 3. Vælg et mål, der har sin egen status."
        ]
    }
    assert afvist(rapport, sekretariat, 3, henviser_til=maal(rapport, 3)) == {
        "henviser_til": ["Henvisningen går i ring: Mål 3 → Mål 3. Vælg et mål, der har sin egen status."]
    }


def test_gem_status_may_turn_a_reference_around(rapport: Afrapportering, sekretariat: Bruger) -> None:
    gem(rapport, sekretariat, 1, henviser_til=maal(rapport, 2))
    gem(rapport, sekretariat, 1)

    assert gem(rapport, sekretariat, 2, henviser_til=maal(rapport, 1)).henviser_til == maal(rapport, 1)


def test_gem_status_refuses_a_goal_of_another_contract(rapport: Afrapportering) -> None:
    fremmed = byg_maal(byg_kontrakt("midtjylland", maal=0), 1)

    assert afvist(rapport, None, henviser_til=fremmed) == {"henviser_til": ["Vælg et mål i samme kontrakt."]}


def test_gem_status_refuses_to_wait_and_to_refer_at_once(rapport: Afrapportering) -> None:
    assert list(afvist(rapport, None, henviser_til=maal(rapport, 2), afventer="Erhvervsstyrelsen")) == ["afventer"]


def test_gem_indsatsstatus_stores_the_text_once(rapport: Afrapportering, direktoer: Bruger) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    felter: dict[str, Any] = {"afrapportering_id": rapport.pk, "indsatsomraade_id": omraade.pk, "bruger": direktoer}

    gem_indsatsstatus(**felter, tekst="Seks møder", version=0)
    status = gem_indsatsstatus(**felter, tekst="Seks møder", version=1)

    assert (status.tekst, status.version, status.opdateret_af) == ("Seks møder", 1, direktoer)
    with pytest.raises(Konflikt):
        gem_indsatsstatus(**felter, tekst="Syv møder", version=0)
    with pytest.raises(ValidationError, match="for lang"):
        gem_indsatsstatus(**felter, tekst="x" * 20_001, version=1)
    assert rapport.indsatsstatusser.get().tekst == "Seks møder"


def test_gem_indsatsstatus_is_refused_for_who_may_not_write(rapport: Afrapportering, laeser: Bruger) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()

    with pytest.raises(PermissionDenied, match="adgang"):
        gem_indsatsstatus(
            afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst="Skrevet", version=0, bruger=laeser
        )
