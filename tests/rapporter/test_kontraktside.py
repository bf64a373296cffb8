"""The contract page's rows: goals with targets and the newest verdicts, focus areas, what each role may see."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Bruger, Indsatsomraade, Kontrakt, Kontrakttilstand, Part, Underskrift
from kontrakt.opslag import hent_kontrakt
from maal.models import Maalepunkt, Maaltal
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from rapporter.kontraktside import (
    Kontraktside,
    Maaltalslinje,
    Punktraekke,
    hent_kontraktside,
    kontrakter_til_side,
    maaltalslinje,
)
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_nationalt_maal, byg_punkt, gaa_til, udfyld


def side(bruger: Bruger, kontrakt: Kontrakt) -> Kontraktside:
    """The page's content, fetched as the view does."""
    return hent_kontraktside(bruger, hent_kontrakt(bruger, kontrakt.slug, kontrakter_til_side(bruger)))


@pytest.mark.parametrize(
    ("enhed", "krav", "maaltal", "linje"),
    [
        (Enhed.PROCENT, Krav.MINDST, {"vaerdi": "50"}, ("mindst 50\xa0%", "")),
        (
            Enhed.PROCENT,
            Krav.MINDST,
            {"vaerdi": "45", "udgangspunkt": "40", "stigning": "5"},
            ("mindst 45\xa0%", "udgangspunkt 40\xa0% + 5 procentpoint"),
        ),
        (
            Enhed.PROCENT,
            Krav.MINDST,
            {"vaerdi": "45", "stigning": "5"},
            ("mindst 45\xa0%", "stigning på 5 procentpoint"),
        ),
        (
            Enhed.PROCENT,
            Krav.MINDST,
            {"vaerdi": "45", "udgangspunkt": "36"},
            ("mindst 45\xa0%", "udgangspunkt 36\xa0%"),
        ),
        (
            Enhed.ANTAL,
            Krav.MINDST,
            {"vaerdi": "1680", "udgangspunkt": "1600", "stigning": "80"},
            ("mindst 1.680", "udgangspunkt 1.600 + 80"),
        ),
        (Enhed.PROCENTPOINT, Krav.OVER, {"vaerdi": "0"}, ("over 0 procentpoint", "")),
        (Enhed.SPREDNING, Krav.INDEN_FOR, {"vaerdi": "0", "tolerance": "10"}, ("inden for ±10\xa0%", "")),
    ],
)
def test_target_is_written_in_words_with_its_baseline_and_rise(
    enhed: Enhed, krav: Krav, maaltal: dict[str, str], linje: tuple[str, str]
) -> None:
    tal = Maaltal(aar=2021, **{navn: Decimal(vaerdi) for navn, vaerdi in maaltal.items()})

    assert maaltalslinje(tal, enhed, krav) == Maaltalslinje(Segment.ALLE, *linje)


@pytest.mark.django_db
def test_goal_shows_its_targets_by_year_with_years_outside_the_contract(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(fra_aar=2022, til_aar=2023, maal=0)
    maal = byg_maal(kontrakt, 3, titel="Kendskab", beskrivelse="Kendes.", nationalt_maal=byg_nationalt_maal())
    punkt = byg_punkt(maal, 1, tekst="Kender huset", metode="Spørges", opgoeres_af="Erhvervsstyrelsen", maaltal=None)
    Maaltal.objects.create(maalepunkt=punkt, aar=2021, vaerdi=45)
    Maaltal.objects.create(maalepunkt=punkt, aar=2023, vaerdi=50)

    (afsnit,) = side(sekretariat, kontrakt).maal

    assert (afsnit.nummer, afsnit.titel, afsnit.beskrivelse, afsnit.er_nationalt) == (3, "Kendskab", "Kendes.", True)
    assert (afsnit.aar, afsnit.seneste) == ((2021, 2022, 2023), None)
    assert afsnit.punkter == (
        Punktraekke(
            betegnelse="3.1",
            tekst="Kender huset",
            enhed=Enhed.PROCENT,
            opgoerelse=Opgoerelse.NIVEAU,
            segmentering=Segmentering.ALLE,
            del_af="",
            maaltal=(
                (2021, (Maaltalslinje(Segment.ALLE, "mindst 45\xa0%", ""),)),
                (2022, ()),
                (2023, (Maaltalslinje(Segment.ALLE, "mindst 50\xa0%", ""),)),
            ),
            metode="Spørges",
            opgoeres_af="Erhvervsstyrelsen",
            seneste=None,
        ),
    )


@pytest.mark.django_db
def test_targets_by_segment_stand_under_each_other_and_a_part_names_its_whole(sekretariat: Bruger) -> None:
    maal = byg_maal(byg_kontrakt(maal=0), 12)
    helhed = byg_punkt(maal, 1, segmentering=Segmentering.HVER, maaltal={Segment.VAEKST: 85, Segment.DRIFT: 80})
    byg_punkt(maal, 2, del_af=helhed)

    (afsnit,) = side(sekretariat, maal.kontrakt).maal

    drift, vaekst = "mindst 80\xa0%", "mindst 85\xa0%"
    assert [(punkt.del_af, punkt.maaltal[0][1]) for punkt in afsnit.punkter] == [
        ("", (Maaltalslinje(Segment.DRIFT, drift, ""), Maaltalslinje(Segment.VAEKST, vaekst, ""))),
        ("12.1", (Maaltalslinje(Segment.ALLE, drift, ""),)),
    ]


@pytest.mark.django_db
def test_local_goal_in_words_only_has_no_target(sekretariat: Bruger) -> None:
    maal = byg_maal(byg_kontrakt(maal=0), 9)
    byg_punkt(maal, 1, enhed=Enhed.KVALITATIV)

    (afsnit,) = side(sekretariat, maal.kontrakt).maal

    assert (afsnit.er_nationalt, afsnit.punkter[0].er_kvalitativt, afsnit.punkter[0].maaltal) == (
        False,
        True,
        ((2021, ()),),
    )


@pytest.mark.django_db
def test_newest_reports_figures_and_verdicts_stand_beside_the_targets(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    punkt = byg_punkt(byg_maal(kontrakt, 3), 1, segmentering=Segmentering.HVER)
    byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30))
    nyeste = byg_afrapportering(kontrakt, pr_dato=date(2021, 10, 13))
    udfyld(nyeste, punkt, {Segment.DRIFT: 75, Segment.VAEKST: 81})

    indhold = side(sekretariat, kontrakt)

    (maal,) = indhold.maal
    assert indhold.seneste
    assert maal.seneste
    assert maal.punkter[0].seneste
    assert (indhold.seneste.id, maal.seneste.vurdering) == (nyeste.pk, Vurdering.DELVIST_OPFYLDT)
    assert maal.punkter[0].seneste.vurdering == Vurdering.DELVIST_OPFYLDT
    assert maal.punkter[0].resultater == ((Segment.DRIFT, "75\xa0%"), (Segment.VAEKST, "81\xa0%"))


@pytest.mark.django_db
def test_reports_stand_newest_first(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    juni = byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30))
    endelig = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    oktober = byg_afrapportering(kontrakt)

    assert [rapport for rapport, _ in side(sekretariat, kontrakt).afrapporteringer] == [endelig, oktober, juni]


@pytest.mark.django_db
def test_reader_sees_approved_reports_only(laeser: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    punkt = Maalepunkt.objects.get()
    godkendt = byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30))
    udfyld(godkendt, punkt, 79)
    gaa_til(godkendt, Tilstand.GODKENDT)
    udfyld(byg_afrapportering(kontrakt), punkt, 80)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, tilstand=Tilstand.INDSENDT)

    indhold = side(laeser, kontrakt)

    assert indhold.afrapporteringer == ((godkendt, ""),)
    assert indhold.maal[0].punkter[0].resultater == ((Segment.ALLE, "79\xa0%"),)


@pytest.mark.django_db
def test_focus_areas_are_grouped_by_the_contracts_headings_in_its_order(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    for nummer, afsnit in enumerate(["6. Fokus", "6. Fokus", "6.a. Særligt"], start=1):
        Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=nummer, titel=f"Område {nummer}", afsnit=afsnit)

    assert [(a.overskrift, [o.nummer for o in a.omraader]) for a in side(sekretariat, kontrakt).indsatser] == [
        ("6. Fokus", [1, 2]),
        ("6.a. Særligt", [3]),
    ]


@pytest.mark.django_db
def test_kkr_signs_first(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    for part in (Part.ERHVERVSHUS, Part.KKR):
        Underskrift.objects.create(kontrakt=kontrakt, part=part, navn=f"For {part.label}", titel="Formand")

    assert [u.navn for u in side(sekretariat, kontrakt).underskrifter] == ["For KKR", "For Erhvervshus"]


@pytest.fixture
def efterfoelger(db: None) -> Kontrakt:
    """A contract whose predecessor is a draft; one goal continues, one is gone."""
    forrige = byg_kontrakt(maal=2, tilstand=Kontrakttilstand.UDKAST)
    ny = byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)
    byg_maal(ny, 1, forgaenger=forrige.maal.get(nummer=1))
    return ny


@pytest.mark.parametrize(
    ("person", "foer"), [("sekretariat", [1, 2]), ("direktoer", [1, 2]), ("administrator", [1, 2]), ("laeser", [None])]
)
def test_changes_name_the_previous_contracts_goals_only_to_those_who_may_see_it(
    efterfoelger: Kontrakt, person: str, foer: list[int | None], request: pytest.FixtureRequest
) -> None:
    raekker = side(request.getfixturevalue(person), efterfoelger).aendringer

    assert [raekke.foer and raekke.foer.nummer for raekke in raekker] == foer


@pytest.mark.django_db
def test_contract_without_a_predecessor_has_no_changes(sekretariat: Bruger) -> None:
    assert side(sekretariat, byg_kontrakt(maal=1)).aendringer == ()
