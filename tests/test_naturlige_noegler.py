"""Every model of ours with a natural key is found again by it, so that data without history can move by names alone."""

import datetime
import json
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone

from kontrakt.models import Kontrakt
from maal.models import Maalepunkt, Paamindelse
from maal.typer import Anledning, Enhed, Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_vejledningstal, gaa_til, udfyld

APPS = ("kontrakt", "kommuner", "maal")


def modeller() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models() if hasattr(model, "natural_key")]


@pytest.fixture
def alt_indlaest(db: None) -> None:
    """The shipped contracts, and a report whose spread takes its result from a count, approved."""
    call_command("indlaes", *sorted((settings.BASE_DIR / "fixtures").rglob("*.yaml")), verbosity=0)
    kontrakt = Kontrakt.objects.get(slug="midtjylland-2025")
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    tal = byg_vejledningstal("midtjylland", datetime.date(2025, 12, 31))
    punkt = Maalepunkt.objects.get(maal__kontrakt=kontrakt, enhed=Enhed.SPREDNING)
    udfyld(rapport, punkt, bruger=tal.opdateret_af, vejledningstal=tal)
    gaa_til(rapport, Tilstand.GODKENDT)
    assert tal.opdateret_af is not None
    Paamindelse.objects.create(
        bruger=tal.opdateret_af,
        kontrakt=kontrakt,
        aar=2025,
        slags=Slags.ENDELIG,
        frist=datetime.date(2026, 6, 30),
        anledning=Anledning.UGE,
        sendt=timezone.now(),
    )


@pytest.mark.usefixtures("alt_indlaest")
def test_first_and_last_row_of_every_model_are_found_by_their_natural_keys() -> None:
    proevet = {}
    for model in modeller():
        raekker = model._default_manager.order_by("pk")
        for raekke in (raekker.first(), raekker.last()):
            assert raekke is not None, f"{model.__name__} has no row to try"
            noegle = raekke.natural_key()  # type: ignore[attr-defined]
            proevet[model.__name__] = model._default_manager.get_by_natural_key(*noegle)  # type: ignore[attr-defined]
            assert proevet[model.__name__] == raekke

    assert {"Kontrakt", "Vejledningstal", "Vejledning", "Folketal", "Status", "Resultat"} <= set(proevet)


@pytest.mark.usefixtures("alt_indlaest")
@pytest.mark.parametrize("naturlige", [False, True])
def test_dump_has_a_picture_after_all_that_it_freezes(naturlige: bool) -> None:
    """Nothing can be added to a frozen report, or to its guidance: the dump could else not be loaded."""
    ud = StringIO()

    call_command("dumpdata", *APPS, stdout=ud, use_natural_foreign_keys=naturlige, use_natural_primary_keys=naturlige)

    raekkefoelge = list(dict.fromkeys(raekke["model"] for raekke in json.loads(ud.getvalue())))
    efter_billedet = raekkefoelge[raekkefoelge.index("maal.oejebliksbillede") :]
    frosne = {"maal.status", "maal.resultat", "maal.indsatsstatus", "kommuner.vejledningstal", "kommuner.vejledning"}
    assert frosne & set(efter_billedet) == set()
