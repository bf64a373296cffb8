"""The overview's rows: what each role sees, which report is the newest, what is outstanding."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Bruger, Frekvens, Kontrakttilstand
from maal.models import Maalepunkt
from maal.typer import Slags, Tilstand, Vurdering
from rapporter.oversigt import Oversigtsraekke, SenesteRapport, hent_vurderinger, oversigt, synlige_kontrakter
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

I_AARET = date(2021, 11, 1)
AARET_EFTER = date(2022, 1, 1)


def raekker(bruger: Bruger, idag: date = I_AARET) -> list[Oversigtsraekke]:
    """The rows of all that a user may see."""
    return oversigt(bruger, synlige_kontrakter(bruger), idag)


def test_row_counts_the_filled_statuses_of_the_newest_report(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=4)
    rapport = byg_afrapportering(kontrakt)
    for punkt in Maalepunkt.objects.all()[:3]:
        udfyld(rapport, punkt, tekst="Vi er i gang.")

    assert raekker(sekretariat) == [
        Oversigtsraekke(
            slug="nordjylland-2021",
            erhvervshus="Erhvervshus Nordjylland",
            hus_sortering=kontrakt.erhvervshus.sortering,
            kkr="KKR Nordjylland",
            periode="2021",
            tilstand=Kontrakttilstand.VEDTAGET,
            seneste=SenesteRapport(
                id=rapport.pk,
                slags=Slags.FORELOEBIG,
                aar=2021,
                pr_dato=date(2021, 10, 13),
                tilstand=Tilstand.KLADDE,
                udfyldt=3,
                antal=4,
            ),
            udestaar=(),
        )
    ]


def test_verdicts_are_counted_for_the_newest_report_of_each_row(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=4)
    opfyldt, ikke_opfyldt, afventer, _ = Maalepunkt.objects.order_by("maal__nummer")
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, opfyldt, 80)
    udfyld(rapport, ikke_opfyldt, "79.9")
    udfyld(rapport, afventer, afventer="Erhvervsstyrelsen")
    udfyld(byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30)), opfyldt, 79)
    byg_kontrakt(fra_aar=2022)

    assert hent_vurderinger(raekker(sekretariat)) == {
        rapport.pk: (
            (Vurdering.OPFYLDT, 1),
            (Vurdering.IKKE_OPFYLDT, 1),
            (Vurdering.AFVENTER, 1),
            (Vurdering.MANGLER, 1),
        )
    }


def test_contract_without_a_report_has_no_newest_one(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1)

    (raekke,) = raekker(sekretariat)

    assert (raekke.seneste, raekke.seneste_dato, raekke.andel_udfyldt) == (None, date.min, Decimal(-1))


def test_newest_report_is_that_of_the_latest_year_then_date_and_the_final_one_on_a_shared_date(
    sekretariat: Bruger,
) -> None:
    kontrakt = byg_kontrakt(maal=1, til_aar=2022)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, pr_dato=date(2022, 12, 31))
    byg_afrapportering(kontrakt, aar=2022, pr_dato=date(2022, 6, 30))
    endelig = byg_afrapportering(kontrakt, aar=2022, slags=Slags.ENDELIG, pr_dato=date(2022, 12, 31))
    byg_afrapportering(kontrakt, aar=2022, slags=Slags.HALVAARLIG, pr_dato=date(2022, 12, 31))

    (raekke,) = raekker(sekretariat)

    assert raekke.seneste
    assert raekke.seneste.id == endelig.pk


def test_contracts_stand_newest_first_and_houses_in_danish_order(administrator: Bruger) -> None:
    for hus in ("sjaelland", "midtjylland", "nordjylland"):
        byg_kontrakt(hus, maal=0)
    byg_kontrakt("midtjylland", 2022, maal=0)

    assert [raekke.slug for raekke in raekker(administrator)] == [
        "midtjylland-2022",
        "midtjylland-2021",
        "nordjylland-2021",
        "sjaelland-2021",
    ]


@pytest.mark.parametrize(
    ("person", "synlige"),
    [
        ("administrator", {"nordjylland-2021", "nordjylland-2022", "midtjylland-2021"}),
        ("sekretariat", {"nordjylland-2021", "nordjylland-2022"}),
        ("direktoer", {"nordjylland-2021", "nordjylland-2022"}),
        ("fremmed_sekretariat", {"midtjylland-2021"}),
        ("fremmed_direktoer", {"midtjylland-2021"}),
        ("laeser", {"nordjylland-2021", "midtjylland-2021"}),
    ],
)
def test_role_sees_its_own_contracts_and_a_reader_no_drafts(
    person: str, synlige: set[str], request: pytest.FixtureRequest
) -> None:
    byg_kontrakt(maal=0)
    byg_kontrakt(fra_aar=2022, maal=0, tilstand=Kontrakttilstand.UDKAST)
    byg_kontrakt("midtjylland", maal=0)

    assert {raekke.slug for raekke in raekker(request.getfixturevalue(person))} == synlige


def test_reader_gets_the_newest_approved_report_and_never_a_draft(laeser: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    godkendt = byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30), tilstand=Tilstand.GODKENDT)
    byg_afrapportering(kontrakt, pr_dato=date(2021, 9, 30), tilstand=Tilstand.INDSENDT)
    byg_afrapportering(kontrakt, pr_dato=date(2021, 10, 13), frist=date(2021, 10, 20))

    (raekke,) = raekker(laeser)

    assert raekke.seneste
    assert (raekke.seneste.id, raekke.udestaar) == (godkendt.pk, ())


def test_draft_of_a_report_is_outstanding_the_day_after_its_deadline(sekretariat: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), frist=date(2021, 10, 31))

    paa_dagen, dagen_efter = (raekker(sekretariat, dag)[0].udestaar for dag in (date(2021, 10, 31), I_AARET))

    assert paa_dagen == ()
    assert dagen_efter == ("Foreløbig afrapportering 2021: fristen 31. oktober 2021 er passeret",)


def test_report_that_is_sent_in_is_not_outstanding_after_its_deadline(sekretariat: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), frist=date(2021, 10, 31), tilstand=Tilstand.INDSENDT)

    assert raekker(sekretariat)[0].udestaar == ()


def test_past_years_without_a_final_report_are_outstanding(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1, til_aar=2022)
    byg_afrapportering(kontrakt)

    assert raekker(sekretariat, date(2021, 12, 31))[0].udestaar == ()
    assert raekker(sekretariat, AARET_EFTER)[0].udestaar == ("2021 er ikke endeligt afrapporteret",)
    assert raekker(sekretariat, date(2023, 1, 1))[0].udestaar == (
        "2021 er ikke endeligt afrapporteret",
        "2022 er ikke endeligt afrapporteret",
    )


def test_final_report_settles_its_year_until_its_own_deadline_is_passed(sekretariat: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, frist=date(2022, 4, 1))

    foer, efter = (raekker(sekretariat, dag)[0].udestaar for dag in (date(2022, 4, 1), date(2022, 4, 2)))

    assert foer == ()
    assert efter == ("Endelig afrapportering 2021: fristen 1. april 2022 er passeret",)


def test_half_year_without_a_report_is_outstanding_from_1_july_where_the_contract_asks_for_one(
    sekretariat: Bruger,
) -> None:
    byg_kontrakt(maal=1, til_aar=2022, frekvens=Frekvens.HALVAARLIG)

    paa_dagen, dagen_efter = (raekker(sekretariat, date(2021, *dag))[0].udestaar for dag in ((6, 30), (7, 1)))

    assert paa_dagen == ()
    assert dagen_efter == ("1. halvår 2021 er ikke afrapporteret",)
    assert raekker(sekretariat, date(2022, 7, 1))[0].udestaar == (
        "1. halvår 2021 er ikke afrapporteret",
        "1. halvår 2022 er ikke afrapporteret",
        "2021 er ikke endeligt afrapporteret",
    )


@pytest.mark.parametrize(
    ("slags", "pr_dato", "udestaar"),
    [
        (Slags.HALVAARLIG, date(2021, 6, 15), ()),
        (Slags.FORELOEBIG, date(2021, 6, 29), ("1. halvår 2021 er ikke afrapporteret",)),
        (Slags.FORELOEBIG, date(2021, 6, 30), ()),
        (Slags.ENDELIG, date(2021, 12, 31), ()),
    ],
)
def test_half_year_is_reported_by_a_half_yearly_report_or_one_as_of_30_june_or_later(
    slags: Slags, pr_dato: date, udestaar: tuple[str, ...], sekretariat: Bruger
) -> None:
    kontrakt = byg_kontrakt(maal=1, frekvens=Frekvens.HALVAARLIG)
    byg_afrapportering(kontrakt, slags=slags, pr_dato=pr_dato)

    assert raekker(sekretariat)[0].udestaar == udestaar


def test_yearly_contract_owes_no_half_year(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1)

    assert raekker(sekretariat)[0].udestaar == ()


def test_nothing_is_outstanding_on_a_contract_that_is_a_draft(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1, tilstand=Kontrakttilstand.UDKAST)

    assert raekker(sekretariat, AARET_EFTER)[0].udestaar == ()
