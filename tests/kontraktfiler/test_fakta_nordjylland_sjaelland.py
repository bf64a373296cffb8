"""What a careless model gets wrong in Nordjylland's and Sjælland's documents, each as a test."""

from decimal import Decimal

import pytest

from kontrakt.models import Kontrakt
from maal.models import Maal, Maalepunkt, Maaltal, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]


def _maalepunkt(slug: str, maal: int, nummer: int) -> Maalepunkt:
    return Maalepunkt.objects.get(maal__kontrakt__slug=slug, maal__nummer=maal, nummer=nummer)


def _vaerdier(slug: str, maal: int) -> dict[int, Decimal]:
    maaltal = Maaltal.objects.filter(maalepunkt__maal__kontrakt__slug=slug, maalepunkt__maal__nummer=maal)
    return dict(maaltal.order_by("maalepunkt__nummer").values_list("maalepunkt__nummer", "vaerdi"))


def test_nordjyllands_555_short_courses_are_518_and_37() -> None:
    status = Status.objects.get(maalepunkt=_maalepunkt("nordjylland-2021", 12, 2))

    assert status.tekst == "518 korte forløb og 37 Early Warning-forløb."
    assert status.resultater.get().vaerdi == 518 + 37


def test_nordjyllands_goal_2_refers_to_goal_10_of_the_same_contract() -> None:
    status = Status.objects.get(maalepunkt=_maalepunkt("nordjylland-2021", 2, 1))

    assert status.henviser_til == Maal.objects.get(kontrakt__slug="nordjylland-2021", nummer=10)


def test_kendskab_of_45_is_a_baseline_of_40_and_a_rise_of_5() -> None:
    maaltal = Maaltal.objects.get(maalepunkt=_maalepunkt("nordjylland-2021", 1, 1), aar=2021)

    assert (maaltal.udgangspunkt, maaltal.stigning, maaltal.vaerdi) == (Decimal(40), Decimal(5), Decimal(45))


def test_only_kriseberedskab_is_gone_from_2021_to_2022() -> None:
    borte = Maal.objects.filter(kontrakt__slug="nordjylland-2021", efterfoelgere=None)

    assert list(borte.values_list("nummer", "nationalt_maal__noegle")) == [(5, "kriseberedskab")]


def test_goals_keep_their_identity_from_2021_to_2022() -> None:
    maal = Maal.objects.filter(kontrakt__slug="nordjylland-2022").select_related("forgaenger")

    aendret = [m.nummer for m in maal if m.forgaenger is None or m.nationalt_maal_id != m.forgaenger.nationalt_maal_id]
    assert (maal.count(), aendret) == (11, [])


def test_goal_12_is_called_unchanged_but_counts_companies_instead_of_courses() -> None:
    maal = Maal.objects.get(kontrakt__slug="nordjylland-2022", nummer=12)

    assert maal.aendring == "uaendret"
    assert list(_vaerdier("nordjylland-2021", 12).values()) == [Decimal(350), Decimal(600)]
    assert list(_vaerdier("nordjylland-2022", 12).values()) == [Decimal(800)]


def test_knudepunkt_in_nordjylland_is_47_percent_in_2022() -> None:
    maaltal = Maaltal.objects.filter(maalepunkt=_maalepunkt("nordjylland-2022", 4, 1))

    assert dict(maaltal.values_list("aar", "vaerdi")) == {2022: 47, 2023: 50}


def test_sjaelland_reports_half_yearly_and_numbers_ivaerksaettere_before_kendskab() -> None:
    foerste = Maal.objects.filter(kontrakt__slug="sjaelland-2025", nummer__lte=2).order_by("nummer")

    assert Kontrakt.objects.get(slug="sjaelland-2025").frekvens == "halvaarlig"
    assert list(foerste.values_list("nationalt_maal__noegle", flat=True)) == ["ivaerksaettere", "kendskab"]


def test_sjaellands_courses_add_up_at_both_levels() -> None:
    i_alt, korte, laengere, handlingsplaner, vaekstplaner = _vaerdier("sjaelland-2025", 7).values()

    assert (i_alt, laengere) == (korte + laengere, handlingsplaner + vaekstplaner)


def test_sjaellands_gearing_is_a_factor_of_two_and_a_half() -> None:
    maalepunkt = _maalepunkt("sjaelland-2025", 14, 1)

    assert (maalepunkt.enhed, maalepunkt.krav, maalepunkt.maaltal.get().vaerdi) == ("faktor", "mindst", Decimal("2.50"))


def test_sjaellands_spread_is_a_band_of_ten_percent() -> None:
    maaltal = Maaltal.objects.get(maalepunkt=_maalepunkt("sjaelland-2025", 8, 1))

    assert (maaltal.vaerdi, maaltal.tolerance) == (Decimal(0), Decimal(10))


def test_sjaellands_share_of_the_1200_is_due_in_2027() -> None:
    maaltal = Maaltal.objects.filter(maalepunkt=_maalepunkt("sjaelland-2025", 1, 1))

    assert dict(maaltal.values_list("aar", "vaerdi")) == {2027: 171}
