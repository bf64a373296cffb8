"""What each contract says of geographic spread, and the targets and bands that follow from it."""

from decimal import Decimal

import pytest

from kommuner.models import Folketal
from kommuner.spredning import Kommunetal, Post, beregn_spredning
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Kontrakt
from maal.models import Maalepunkt, Maaltal
from maal.spredning import regel_af
from maal.typer import Enhed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]


def punkt(slug: str) -> Maalepunkt:
    """The contract's only målepunkt of that unit."""
    fundet: Maalepunkt = Maalepunkt.objects.get(maal__kontrakt__slug=slug, enhed=Enhed.SPREDNING)
    return fundet


def poster(slug: str, aar: int, antal: int = 0) -> dict[str, Post]:
    """Each post of the spread when every municipality has had so many courses."""
    et_punkt = punkt(slug)
    regel = regel_af(et_punkt, Maaltal.objects.get(maalepunkt=et_punkt, aar=aar))
    assert regel is not None
    hus = Kontrakt.objects.get(slug=slug).erhvervshus
    folketal = Folketal.objects.filter(kommune__erhvervshus=hus, aar=aar - 1).select_related("kommune")
    kommuner = [Kommunetal(f.kommune.kode, f.kommune.navn, f.kommune.type, f.antal, antal) for f in folketal]
    return {post.navn: post for post in beregn_spredning(regel, kommuner).poster}


def test_contracts_say_what_is_judged_what_is_distributed_and_what_the_tolerance_is() -> None:
    fundet = {
        (p.maal.kontrakt.slug, p.spredning_niveau, p.spredning_grundlag, p.spredning_afvigelse)
        for p in Maalepunkt.objects.filter(enhed=Enhed.SPREDNING).select_related("maal__kontrakt")
    }

    assert fundet == {
        ("midtjylland-2022", Niveau.KOMMUNE, Grundlag.FAKTISK, Afvigelse.RELATIV),
        ("midtjylland-2025", Niveau.KOMMUNE, Grundlag.MAALTAL, Afvigelse.RELATIV),
        ("midtjylland-2026-2027", Niveau.KOMMUNE, Grundlag.MAALTAL, Afvigelse.RELATIV),
        ("sjaelland-2025", Niveau.BY_LAND, Grundlag.FAKTISK, Afvigelse.RELATIV),
    }


def test_tolerance_is_ten_everywhere_and_only_2025_has_a_number_of_courses() -> None:
    maaltal = Maaltal.objects.filter(maalepunkt__enhed=Enhed.SPREDNING).order_by("maalepunkt__maal__kontrakt", "aar")
    fundet = {
        (tal.maalepunkt.maal.kontrakt.slug, tal.aar, tal.tolerance, tal.spredning_total)
        for tal in maaltal.select_related("maalepunkt__maal__kontrakt")
    }

    assert fundet == {
        ("midtjylland-2022", 2022, Decimal(10), None),
        ("midtjylland-2025", 2025, Decimal(10), 2500),
        ("midtjylland-2026-2027", 2026, Decimal(10), None),  # the contract states no target for individual courses
        ("midtjylland-2026-2027", 2027, Decimal(10), None),
        ("sjaelland-2025", 2025, Decimal(10), None),
    }


def test_samsoe_and_aarhus_have_the_targets_that_the_field_reckons_for_2025() -> None:
    fundet = poster("midtjylland-2025", 2025)

    samsoe, aarhus = fundet["Samsø"], fundet["Aarhus"]
    assert len(fundet) == 19
    assert [round(tal, 1) for tal in (samsoe.maaltal, samsoe.nedre, samsoe.oevre)] == [
        Decimal("6.8"), Decimal("6.1"), Decimal("7.4"),
    ]  # fmt: skip
    assert [round(tal, 1) for tal in (aarhus.maaltal, aarhus.nedre, aarhus.oevre)] == [
        Decimal("672.0"), Decimal("604.8"), Decimal("739.2"),
    ]  # fmt: skip


def test_sjaellands_bykommuner_have_two_fifths_of_the_people_and_the_band_around_it() -> None:
    by, land = poster("sjaelland-2025", 2025, antal=10).values()

    assert (by.navn, round(by.folketal_andel, 1), land.navn, round(land.folketal_andel, 1)) == (
        "Bykommuner", Decimal("43.4"), "Landkommuner", Decimal("56.6"),
    )  # fmt: skip
    procent = 100 / (by.maaltal + land.maaltal)
    assert [round(by.nedre * procent, 1), round(by.oevre * procent, 1)] == [Decimal("39.1"), Decimal("47.8")]
