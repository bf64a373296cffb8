"""How a report is started."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from maal.forloeb import start_afrapportering, tilfoej_tomme_statusser
from maal.models import Afrapportering, Status
from maal.typer import Oprindelse, Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld

pytestmark = pytest.mark.django_db

OKTOBER = datetime.date(2021, 10, 13)


def start(kontrakt: Kontrakt, bruger: Bruger | None = None, **felter: Any) -> Afrapportering:
    """Start a preliminary report as of 13 October 2021."""
    return start_afrapportering(
        **{"kontrakt": kontrakt, "aar": 2021, "slags": Slags.FORELOEBIG, "pr_dato": OKTOBER, "bruger": bruger, **felter}
    )


def test_start_afrapportering_gives_one_empty_status_for_each_maalepunkt_and_focus_area(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=3, punkter=2, omraader=2)

    rapport = start(kontrakt, sekretariat, frist=datetime.date(2022, 4, 1))

    assert (rapport.tilstand, rapport.oprettet_af) == (Tilstand.KLADDE, sekretariat)
    assert rapport.frist == datetime.date(2022, 4, 1)
    numre = rapport.statusser.order_by("maalepunkt__maal__nummer", "maalepunkt__nummer")
    assert list(numre.values_list("maalepunkt__maal__nummer", "maalepunkt__nummer", "tekst", "oprindelse")) == [
        (maal, punkt, "", Oprindelse.TOM) for maal in (1, 2, 3) for punkt in (1, 2)
    ]
    assert rapport.indsatsstatusser.count() == 2


@pytest.mark.parametrize("hvem", ["laeser", "fremmed_sekretariat", "fremmed_direktoer"])
def test_start_afrapportering_is_refused_for_who_may_not(hvem: str, request: pytest.FixtureRequest) -> None:
    kontrakt = byg_kontrakt()

    with pytest.raises(PermissionDenied, match="adgang"):
        start(kontrakt, request.getfixturevalue(hvem))

    assert not Afrapportering.objects.exists()


def test_start_afrapportering_on_a_draft_is_refused() -> None:
    kontrakt = byg_kontrakt(tilstand=Kontrakttilstand.UDKAST)

    with pytest.raises(ValidationError, match="Kontrakten er et udkast"):
        start(kontrakt)


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        (
            {"aar": 2022, "pr_dato": datetime.date(2022, 6, 30)},
            {"aar": ["2022 er ikke et af kontraktens år (2021)."]},
        ),
        (
            {"pr_dato": datetime.date(2020, 12, 31)},
            {"pr_dato": ["Datoen ligger før 2021, som afrapporteringen handler om."]},
        ),
        (
            {"slags": Slags.ENDELIG},
            {"pr_dato": ["En endelig afrapportering opgøres tidligst pr. 31. december 2021."]},
        ),
    ],
)
def test_start_afrapportering_refuses_what_cannot_be(felter: dict[str, Any], fejl: dict[str, list[str]]) -> None:
    kontrakt = byg_kontrakt()

    with pytest.raises(ValidationError) as afvist:
        start(kontrakt, **felter)

    assert afvist.value.message_dict == fejl
    assert not Status.objects.exists()


def test_start_afrapportering_of_the_same_kind_and_day_is_refused() -> None:
    kontrakt = byg_kontrakt()
    start(kontrakt)

    with pytest.raises(ValidationError, match="findes allerede"):
        start(kontrakt)

    assert start(kontrakt, slags=Slags.HALVAARLIG).slags == Slags.HALVAARLIG


def test_tilfoej_tomme_statusser_fills_open_reports_only_and_keeps_what_is_written() -> None:
    kontrakt = byg_kontrakt(maal=1)
    aaben = byg_afrapportering(kontrakt)
    lukket = byg_afrapportering(kontrakt, pr_dato=datetime.date(2021, 6, 30), tilstand=Tilstand.GODKENDT)
    udfyld(aaben, kontrakt.maal.get().maalepunkter.get(), 81)
    byg_punkt(byg_maal(kontrakt, 2))

    tilfoej_tomme_statusser(kontrakt)

    numre = Status.objects.order_by("maalepunkt__maal__nummer").values_list("maalepunkt__maal__nummer", "version")
    assert list(numre.filter(afrapportering=aaben)) == [(1, 1), (2, 0)]
    assert list(numre.filter(afrapportering=lukket)) == [(1, 0)]
