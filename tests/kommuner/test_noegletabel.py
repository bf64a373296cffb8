"""The funding key's table: years side by side, shares of the sum, the sum against what is printed."""

from decimal import Decimal

import pytest

from kommuner.fordeling import Sumkontrol
from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kommuner.noegletabel import Beloeb, Kommuneraekke, Noegletabel, hent_noegletabel, noegletabel
from kontrakt.models import Erhvervshus, Kommune, Kommunetype, Kontrakt
from tests.byggere import byg_kontrakt

KODER = {"Odder": "0727", "Aarhus": "0751"}


def bidrag(aar: int, i_alt: int, **beloeb: int) -> list[Bidrag]:
    """One year's key, in the order given."""
    noegle = Fordelingsnoegle(aar=aar, i_alt=i_alt)
    kommuner = {navn: Kommune(kode=KODER[navn], navn=navn) for navn in beloeb}
    return [Bidrag(noegle=noegle, kommune=kommuner[navn], beloeb=post) for navn, post in beloeb.items()]


def test_share_is_of_the_sum_and_not_of_the_printed_total() -> None:
    tabel = noegletabel(bidrag(2022, 401, Odder=100, Aarhus=300), (2022,))

    assert tabel == Noegletabel(
        aar=(2022,),
        raekker=(
            Kommuneraekke("0727", "Odder", (Beloeb(100, Decimal(25)),)),
            Kommuneraekke("0751", "Aarhus", (Beloeb(300, Decimal(75)),)),
        ),
        kontrol=(Sumkontrol(sum=400, i_alt=401, antal=2),),
        mangler=(),
    )
    assert tabel.forklaringer == (
        (2022, "Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr."),
    )


def test_years_stand_side_by_side_with_a_gap_where_a_municipality_has_none() -> None:
    tabel = noegletabel([*bidrag(2027, 50, Odder=50), *bidrag(2026, 40, Odder=30, Aarhus=10)], (2026, 2027))

    assert tabel.aar == (2026, 2027)
    assert tabel.raekker == (
        Kommuneraekke("0727", "Odder", (Beloeb(30, Decimal(75)), Beloeb(50, Decimal(100)))),
        Kommuneraekke("0751", "Aarhus", (Beloeb(10, Decimal(25)), None)),
    )
    assert (tabel.mangler, tabel.forklaringer) == ((), ())


def test_second_year_of_a_contract_without_its_key_is_missing() -> None:
    assert noegletabel(bidrag(2026, 40, Odder=40), (2026, 2027)).mangler == (2027,)


def test_contract_without_any_key_has_an_empty_table() -> None:
    assert noegletabel([], (2021,)) == Noegletabel(aar=(), raekker=(), kontrol=(), mangler=(2021,))


@pytest.fixture
def kontrakt(db: None) -> Kontrakt:
    """A contract of a house with four municipalities, made in another order than the Danish one."""
    kontrakt = byg_kontrakt("midtjylland", 2022, maal=0)
    for kode, navn in (("0751", "Aarhus"), ("0825", "Læsø"), ("0741", "Samsø"), ("0492", "Ærø")):
        opret_kommune(kode, navn, kontrakt.erhvervshus)
    return kontrakt


def opret_kommune(kode: str, navn: str, hus: Erhvervshus) -> None:
    """A municipality of the house."""
    Kommune.objects.create(kode=kode, navn=navn, erhvervshus=hus, type=Kommunetype.BY, region="Midtjylland")


@pytest.mark.django_db
def test_municipalities_stand_in_danish_order_with_aarhus_last(kontrakt: Kontrakt) -> None:
    gem_noegle(kontrakt=kontrakt, aar=2022, i_alt=40, bidrag=dict.fromkeys(Kommune.objects.all(), 10))

    assert [raekke.kommune for raekke in hent_noegletabel(kontrakt).raekker] == ["Læsø", "Samsø", "Ærø", "Aarhus"]


@pytest.mark.django_db
def test_another_contracts_key_is_not_shown(kontrakt: Kontrakt) -> None:
    gem_noegle(kontrakt=kontrakt, aar=2022, i_alt=40, bidrag=dict.fromkeys(Kommune.objects.all(), 10))

    assert hent_noegletabel(byg_kontrakt("midtjylland", 2023, maal=0)).raekker == ()
