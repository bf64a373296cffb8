"""The rule of geographic spread: targets, bands and their edges, by municipality and by group."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.spredning import KanIkkeBeregnes, Kommunetal, Post, Regel, Spredning, beregn_spredning
from kommuner.typer import Afvigelse, Grundlag, Niveau, Placering

UNDER, INDEN_FOR, OVER = Placering.UNDER, Placering.INDEN_FOR, Placering.OVER

# Population on 1 January 2024 of the 19 municipalities of Midtjylland (Danmarks Statistik, FOLK1A).
MIDTJYLLAND = {
    "Favrskov": 49377, "Hedensted": 47725, "Herning": 89848, "Holstebro": 59016, "Horsens": 97392,
    "Ikast-Brande": 42737, "Lemvig": 19110, "Norddjurs": 36773, "Odder": 23896, "Randers": 99974,
    "Ringkøbing-Skjern": 56218, "Samsø": 3694, "Silkeborg": 100747, "Skanderborg": 65205, "Skive": 44739,
    "Struer": 20594, "Syddjurs": 44076, "Viborg": 97472, "Aarhus": 367095,
}  # fmt: skip


def regel(
    niveau: Niveau = Niveau.KOMMUNE,
    grundlag: Grundlag = Grundlag.FAKTISK,
    afvigelse: Afvigelse = Afvigelse.RELATIV,
    tolerance: Decimal | int = 10,
    total: int | None = None,
) -> Regel:
    return Regel(niveau, grundlag, afvigelse, Decimal(tolerance), total)


def midtjylland(antal: int = 0) -> list[Kommunetal]:
    return [Kommunetal(navn, navn, "land", folketal, antal) for navn, folketal in MIDTJYLLAND.items()]


def med_maaltal(kommuner: list[Kommunetal], del_af_aaret: Fraction = Fraction(1), total: int = 2500) -> dict[str, Post]:
    spredning = beregn_spredning(regel(grundlag=Grundlag.MAALTAL, total=total), kommuner, del_af_aaret)
    return {post.navn: post for post in spredning.poster}


def lige_store(*antal: int, typer: str = "bbbbbbbbbb") -> list[Kommunetal]:
    """Municipalities of 1.000 people each."""
    navne = {"b": "by", "l": "land"}
    return [Kommunetal(f"{nr:04}", f"Kommune {nr}", navne[typer[nr]], 1000, tal) for nr, tal in enumerate(antal)]


def placeringer(spredning: Spredning) -> list[Placering]:
    return [post.placering for post in spredning.poster]


def test_midtjylland_2025_distributes_2500_courses_as_the_field_reckons() -> None:
    poster = med_maaltal(midtjylland())

    samsoe, aarhus = poster["Samsø"], poster["Aarhus"]
    assert [round(tal, 1) for tal in (samsoe.maaltal, samsoe.nedre, samsoe.oevre)] == [
        Decimal("6.8"), Decimal("6.1"), Decimal("7.4"),
    ]  # fmt: skip
    assert [round(tal, 1) for tal in (aarhus.maaltal, aarhus.nedre, aarhus.oevre)] == [
        Decimal("672.0"), Decimal("604.8"), Decimal("739.2"),
    ]  # fmt: skip


def test_population_of_midtjylland_is_the_one_that_is_shipped() -> None:
    filer = Path(__file__).parents[2] / "fixtures" / "grunddata"
    folketal = (filer / "folketal.yaml").read_text()
    i_2024 = folketal[folketal.index("aar: 2024") : folketal.index("aar: 2025")]

    shipped = {int(linje.split(": ")[1].replace(".", "")) for linje in i_2024.splitlines() if '"' in linje}

    assert set(MIDTJYLLAND.values()) - shipped == set()


@pytest.mark.parametrize(
    ("antal", "ventet", "mangler"), [(5, UNDER, 2), (6, UNDER, 1), (7, INDEN_FOR, 0), (8, OVER, 0)]
)
def test_band_of_samsoe_holds_a_single_whole_number(antal: int, ventet: Placering, mangler: int) -> None:
    samsoe = med_maaltal(midtjylland(antal))["Samsø"]

    assert (samsoe.placering, samsoe.mangler, samsoe.hele_tal) == (ventet, mangler, 1)


def test_band_without_a_whole_number_says_so() -> None:
    samsoe = med_maaltal(midtjylland(), total=500)["Samsø"]  # 1,35: from 1,22 to 1,49

    assert (samsoe.hele_tal, samsoe.rummer_helt_tal) == (0, False)


@pytest.mark.parametrize(("antal", "ventet"), [(89, UNDER), (90, INDEN_FOR), (110, INDEN_FOR), (111, OVER)])
def test_municipality_exactly_on_the_edge_is_inside(antal: int, ventet: Placering) -> None:
    kommuner = lige_store(antal, 100, 100)

    foerste = beregn_spredning(regel(grundlag=Grundlag.MAALTAL, total=300), kommuner).poster[0]

    assert (foerste.placering, foerste.nedre, foerste.oevre) == (ventet, Decimal(90), Decimal(110))


def test_actual_total_is_distributed_when_the_contract_has_no_target() -> None:
    spredning = beregn_spredning(regel(), lige_store(90, 110, 100))

    assert (spredning.total, spredning.antal) == (300, 300)
    assert [post.maaltal for post in spredning.poster] == [Decimal(100)] * 3
    assert placeringer(spredning) == [INDEN_FOR] * 3


def test_only_who_is_under_is_invited_to_a_dialogue() -> None:
    spredning = beregn_spredning(regel(), lige_store(80, 120, 100))

    assert [(post.navn, post.inviteres) for post in spredning.udenfor] == [("Kommune 0", True), ("Kommune 1", False)]


def test_preliminary_report_asks_for_the_part_of_the_year_that_is_gone() -> None:
    kommuner = lige_store(45, 44, 111)
    halvvejs = Fraction(1, 2)

    spredning = beregn_spredning(regel(grundlag=Grundlag.MAALTAL, total=300), kommuner, halvvejs)

    assert spredning.sammenfatning == "1 af 3 kommuner ligger indtil nu inden for spændet."
    assert [post.mindst for post in spredning.poster] == [Decimal(45)] * 3
    assert placeringer(spredning) == [INDEN_FOR, UNDER, OVER]
    assert spredning.undervejs is True


def test_actual_total_needs_no_pace() -> None:
    spredning = beregn_spredning(regel(), lige_store(89, 111, 100), Fraction(1, 2))

    assert placeringer(spredning) == [UNDER, OVER, INDEN_FOR]
    assert spredning.undervejs is False


def test_by_and_land_are_judged_as_two_groups() -> None:
    kommuner = lige_store(40, 10, 30, 20, typer="bbll")

    spredning = beregn_spredning(regel(Niveau.BY_LAND), kommuner)

    assert [(post.navn, post.folketal, post.antal, post.placering) for post in spredning.poster] == [
        ("Bykommuner", 2000, 50, INDEN_FOR),
        ("Landkommuner", 2000, 50, INDEN_FOR),
    ]
    assert spredning.sammenfatning == "2 af 2 grupper ligger inden for spændet."


@pytest.mark.parametrize(
    ("afvigelse", "nedre", "oevre"), [(Afvigelse.RELATIV, "39.1", "47.8"), (Afvigelse.POINT, "33.4", "53.4")]
)
def test_sjaellands_ten_percent_reads_as_a_share_of_the_share_or_as_points(
    afvigelse: Afvigelse, nedre: str, oevre: str
) -> None:
    # By- and landkommuner of Sjælland on 1 January 2024: 43,4 % live in by. Of 1.000 courses the band is ten times it.
    kommuner = [Kommunetal("by", "By", "by", 434194, 500), Kommunetal("land", "Land", "land", 565806, 500)]

    by = beregn_spredning(regel(Niveau.BY_LAND, afvigelse=afvigelse), kommuner).poster[0]

    assert [round(by.folketal_andel, 1), round(by.nedre / 10, 1), round(by.oevre / 10, 1)] == [
        Decimal("43.4"), Decimal(nedre), Decimal(oevre),
    ]  # fmt: skip
    assert by.placering == (OVER if afvigelse == Afvigelse.RELATIV else INDEN_FOR)


def test_group_without_municipalities_is_left_out() -> None:
    spredning = beregn_spredning(regel(Niveau.BY_LAND), lige_store(1, 1))

    assert [post.navn for post in spredning.poster] == ["Bykommuner"]


@pytest.mark.parametrize(
    ("regel_", "kommuner", "besked"),
    [
        (regel(), lige_store(0, 0), "Der er ingen individuelle forløb at fordele."),
        (regel(), [], "Der er intet folketal at fordele efter."),
        (
            regel(grundlag=Grundlag.MAALTAL),
            lige_store(1, 1),
            "Kontrakten mangler et måltal for individuelle forløb i alt.",
        ),
    ],
)
def test_nothing_to_distribute_is_said_and_not_judged(regel_: Regel, kommuner: list[Kommunetal], besked: str) -> None:
    with pytest.raises(KanIkkeBeregnes) as fejl:
        beregn_spredning(regel_, kommuner)

    assert str(fejl.value) == besked


def test_no_courses_yet_of_a_contracts_target_is_under_everywhere() -> None:
    spredning = beregn_spredning(regel(grundlag=Grundlag.MAALTAL, total=20), lige_store(0, 0))

    assert placeringer(spredning) == [UNDER, UNDER]
    assert [post.antal_andel for post in spredning.poster] == [None, None]


def test_rule_is_told_in_a_sentence() -> None:
    en_regel = regel(Niveau.BY_LAND, afvigelse=Afvigelse.POINT, tolerance=Decimal("7.5"))

    assert en_regel.i_ord == (
        "Vurderes for bykommuner og landkommuner. Der fordeles de faktiske individuelle forløb i alt efter folketal, "
        "inden for ±7,5\u00a0procentpoint (procentpoint af andelen)."
    )


kommunetal = st.builds(
    lambda nr, type_, folketal, antal: Kommunetal(f"{nr:04}", f"Kommune {nr}", type_, folketal, antal),
    st.integers(1, 9999), st.sampled_from(["by", "land"]), st.integers(1, 700_000), st.integers(0, 5_000),
)  # fmt: skip
omraader = st.lists(kommunetal, min_size=1, max_size=20, unique_by=lambda k: k.kode)
regler = st.builds(
    Regel,
    st.sampled_from(Niveau), st.sampled_from(Grundlag), st.sampled_from(Afvigelse),
    st.decimals(0, 100, places=2), st.integers(1, 10_000),
)  # fmt: skip
dele = st.fractions(0, 1, max_denominator=366)


def beregnet(regel_: Regel, kommuner: list[Kommunetal], del_: Fraction = Fraction(1)) -> Spredning | None:
    try:
        return beregn_spredning(regel_, kommuner, del_)
    except KanIkkeBeregnes:
        return None


@given(regler, omraader, dele, st.randoms())
def test_verdicts_do_not_depend_on_the_order_of_the_rows(
    regel_: Regel, kommuner: list[Kommunetal], del_: Fraction, tilfaeldig: object
) -> None:
    blandet = list(kommuner)
    tilfaeldig.shuffle(blandet)  # type: ignore[attr-defined]

    foer, efter = beregnet(regel_, kommuner, del_), beregnet(regel_, blandet, del_)

    assert (foer is None) == (efter is None)
    if foer and efter:
        assert {post.kode: post for post in foer.poster} == {post.kode: post for post in efter.poster}


@given(regler, omraader)
def test_placement_is_that_of_the_exact_fractions(regel_: Regel, kommuner: list[Kommunetal]) -> None:
    if (spredning := beregnet(regel_, kommuner)) is None:
        return
    for post in spredning.poster:
        maaltal = Fraction(spredning.total * post.folketal, spredning.folketal)
        bredde = Fraction(regel_.tolerance) * (
            maaltal if regel_.afvigelse == Afvigelse.RELATIV else spredning.total
        ) / 100  # fmt: skip
        assert (post.placering == INDEN_FOR) == (abs(post.antal - maaltal) <= bredde)
        assert (post.placering == OVER) == (post.antal > maaltal + bredde)
        assert abs(Fraction(post.maaltal) - maaltal) <= Fraction(1, 20_000)


@given(regler, omraader, dele)
def test_targets_courses_and_shares_are_whole_together(
    regel_: Regel, kommuner: list[Kommunetal], del_: Fraction
) -> None:
    if (spredning := beregnet(regel_, kommuner, del_)) is None:
        return
    afrunding = Decimal("0.0001") * len(spredning.poster)
    assert abs(sum((post.maaltal for post in spredning.poster), Decimal(0)) - spredning.total) <= afrunding
    assert abs(sum((post.folketal_andel for post in spredning.poster), Decimal(0)) - 100) <= afrunding
    assert sum(post.antal for post in spredning.poster) == sum(k.antal for k in kommuner)


@given(omraader, st.integers(1, 10_000), dele)
def test_less_of_the_year_gone_never_puts_anybody_under(kommuner: list[Kommunetal], total: int, del_: Fraction) -> None:
    efter_maaltal = regel(grundlag=Grundlag.MAALTAL, total=total)

    i_hele_aaret = beregn_spredning(efter_maaltal, kommuner)
    undervejs = beregn_spredning(efter_maaltal, kommuner, del_)

    assert {post.kode for post in undervejs.med(UNDER)} <= {post.kode for post in i_hele_aaret.med(UNDER)}
    assert undervejs.med(OVER) == tuple(
        post for post in undervejs.poster if post.kode in {over.kode for over in i_hele_aaret.med(OVER)}
    )
