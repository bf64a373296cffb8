"""Any cell changed to anything: exactly that change comes of it, or a refusal that names the cell, and nothing else."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from kommuner.regneark import Ark, Fejlcelle, Formel, Procenttal, Vaerdi
from kommuner.xlsx import laes_skema
from kontrakt.models import Bruger
from maal.enheder import laes_vaerdi
from maal.models import Afrapportering
from maal.statusark import Rettelse
from maal.statusfil import Statusfilfejl, laes_ark
from maal.statusforskel import indlaes_status
from maal.udfyldning import DATAARK, Felt, Skema
from maal.udfyldningsdata import laes_data
from tests.udfyldning.verden import ARK, INDSATSARK, byg_rapport, fejl, hent, laes, med, udtraek

pytestmark = pytest.mark.django_db  # whose set-up the workbook needs

TAL = st.integers() | st.integers(-120, 120) | st.floats(allow_nan=True) | st.decimals(-120, 120, places=2).map(float)
VAERDIER: st.SearchStrategy[Vaerdi | None] = st.one_of(
    st.none(),
    st.text(),
    TAL.map(str),
    st.decimals(-120, 2000, places=2).map(lambda tal: str(tal).replace(".", ",")),
    TAL,
    st.booleans(),
    st.sampled_from([date(2021, 5, 12), datetime(2021, 5, 12, 8), time(8), timedelta(1)]),  # noqa: DTZ001 - as in a cell
    st.builds(Formel, st.none()),
    st.sampled_from(["#N/A", "#REF!"]).map(Fejlcelle),
    st.builds(Procenttal, st.floats(-2, 2), st.booleans()),
)


@pytest.fixture(scope="module")
def ark(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Ark]:
    """The sheets of a draft with every unit."""
    with django_db_blocker.unblock(), transaction.atomic():
        indhold = hent(byg_rapport())
        transaction.set_rollback(True)
    return laes_skema(indhold)


@pytest.fixture(scope="module")
def hentet(ark: list[Ark]) -> Skema:
    """What the hidden sheet says."""
    return laes_data([celler for et in ark if et.navn == DATAARK for _, celler in et.raekker])


def med_celle(ark: list[Ark], navn: str, sted: tuple[int, int], vaerdi: Vaerdi | None) -> list[Ark]:
    """The sheets with one cell changed, as the reader would find them."""
    tom = vaerdi is None or (isinstance(vaerdi, str) and not vaerdi.strip())

    def aendret(et: Ark) -> Ark:
        celler = {nr: dict(raekke) for nr, raekke in et.raekker}
        celler.setdefault(sted[0], {}).pop(sted[1], None)
        if not tom and vaerdi is not None:
            celler[sted[0]][sted[1]] = vaerdi
        return replace(et, raekker=[(nr, raekke) for nr, raekke in sorted(celler.items()) if raekke])

    return [aendret(et) if et.navn == navn else et for et in ark]


def ventet(rettelse: Rettelse, vaerdi: Vaerdi | None) -> str | Decimal:
    """What a cell that is read must give, worked out another way."""
    if vaerdi is None or (isinstance(vaerdi, str) and not vaerdi.strip()):
        return ""
    if rettelse.felt != Felt.RESULTAT:
        return str(vaerdi).replace("\r\n", "\n").replace("\r", "\n").strip()
    assert rettelse.raekke.enhed
    if isinstance(vaerdi, str):
        return laes_vaerdi(vaerdi, rettelse.raekke.enhed)
    tal = vaerdi.tal if isinstance(vaerdi, Procenttal) else vaerdi
    assert isinstance(tal, int | float)
    assert not isinstance(tal, bool)
    gange = 100 if isinstance(vaerdi, Procenttal) else 1
    rundet = round(Decimal(repr(tal)) * gange, 4)
    assert abs(rundet - Decimal(repr(tal)) * gange) <= abs(rundet) * Decimal("1e-14")  # nothing but the binary tail
    return rundet


@settings(max_examples=500)
@given(st.data())
def test_cell_changed_to_anything_is_that_change_or_refused_by_its_name(
    ark: list[Ark], hentet: Skema, data: st.DataObject
) -> None:
    navn, raekker, kolonner = data.draw(st.sampled_from([(ARK, 13, 11), (INDSATSARK, 7, 5)]))
    sted = data.draw(st.tuples(st.integers(1, raekker), st.integers(1, kolonner)))
    vaerdi = data.draw(VAERDIER)
    aendret = med_celle(ark, navn, sted, vaerdi)
    adresse = f"{navn}!{aendret[0].sted(*sted)}"
    stod = next(
        (celler.get(sted[1]) for et in ark if et.navn == navn for nr, celler in et.raekker if nr == sted[0]), ""
    )

    try:
        rettelser = laes_ark(aendret, hentet).rettelser
    except Statusfilfejl as grund:
        steder = [en.sted for en in grund.fejl]
        # A row that cannot be found is named by its first cell, and what then lacks by the row of headings.
        assert adresse in steder or f"{navn}!{aendret[0].sted(sted[0], 1)}" in steder or f"{navn}!B{sted[0]}" in steder
        return
    if rettelser:
        (rettelse,) = rettelser
        assert (rettelse.sted, rettelse.ny) == (adresse, ventet(rettelse, vaerdi))
    elif vaerdi != stod:
        er_over = sted[0] < 3  # a line above the table that is taken away
        ens = " ".join(str(vaerdi or "").split()) == " ".join(str(stod or "").split())
        assert er_over or ens or laes_som_stod(vaerdi, stod)


def laes_som_stod(vaerdi: Vaerdi | None, stod: Vaerdi | None) -> bool:
    """Whether a result is written in another way: 75,0 for 75."""
    tal = vaerdi.tal * 100 if isinstance(vaerdi, Procenttal) else vaerdi
    if isinstance(tal, str):
        tal = float(tal.strip().rstrip("% ").replace(",", "."))
    return isinstance(stod, int | float) and isinstance(tal, int | float) and abs(tal - stod) < 1e-9


def test_saved_file_changes_that_field_and_no_other(rapport: Afrapportering, direktoer: Bruger) -> None:
    fil, foer = hent(rapport), udtraek(rapport)
    aabne = [f"{kolonne}{nr}" for kolonne in "GHI" for nr in range(4, 12)]
    skrevet = (
        st.none() | st.integers(-5, 2000) | st.decimals(-5, 120, places=1).map(float) | st.text("aø =,%1", min_size=1)
    )

    @settings(max_examples=15)
    @given(st.sampled_from(aabne), skrevet)
    def proev(sted: str, vaerdi: float | str | None) -> None:
        aendret = med(fil, {sted: vaerdi})
        if fundet := fejl(aendret):
            assert fundet[0].startswith(f"{ARK}!{sted}: ")
            return
        with transaction.atomic():
            indlaes_status(laes(aendret), "udfyldt.xlsx", rapport.pk, bruger=direktoer)
            efter = udtraek(rapport)
            transaction.set_rollback(True)
        rettede = {en.raekke.id for en in laes(aendret).rettelser}
        for gammelt, nyt in zip(foer.punkter, efter.punkter, strict=True):
            uroert = gammelt.id not in rettede
            kolonne = {"G": "segmenter", "H": "status", "I": "afventer"}[sted[0]]
            felter = [navn for navn in ("segmenter", "status", "afventer") if uroert or navn != kolonne]
            assert [getattr(nyt, navn) for navn in felter if navn != "segmenter"] == [
                getattr(gammelt, navn) for navn in felter if navn != "segmenter"
            ]
            if "segmenter" in felter:
                foer_og_nu = [[en.resultat for en in post.segmenter] for post in (gammelt, nyt)]
                assert foer_og_nu[0] == foer_og_nu[1]
        assert efter.indsatser == foer.indsatser

    proev()
