"""A house of municipalities with population and funding keys, for the tests of keys and their pages."""

from collections.abc import Mapping, Sequence

from kommuner.models import Folketal
from kommuner.noegler import gem_noegle
from kontrakt.models import Kommune, Kommunetype, Kontrakt

KOMMUNER = {"0825": "Læsø", "0810": "Brønderslev", "0851": "Aalborg"}  # not in the Danish order
FOLKETAL = {"0825": 1_000, "0810": 3_000, "0851": 6_000}


def byg_kommuner(kontrakt: Kontrakt, navne: Mapping[str, str] = KOMMUNER) -> list[Kommune]:
    """The municipalities of the contract's house, by code and name."""
    felter = {"erhvervshus": kontrakt.erhvervshus, "type": Kommunetype.LAND, "region": "Region Nordjylland"}
    return [Kommune.objects.create(kode=kode, navn=navn, **felter) for kode, navn in navne.items()]


def byg_folketal(aar: int, antal: Mapping[str, int] = FOLKETAL) -> None:
    """Population on 1 January of a year, by municipality code."""
    kommuner = {kommune.kode: kommune for kommune in Kommune.objects.filter(kode__in=antal)}
    Folketal.objects.bulk_create(
        Folketal(kommune=kommuner[kode], aar=aar, antal=et_antal) for kode, et_antal in antal.items()
    )


def byg_noegle(kontrakt: Kontrakt, aar: int, beloeb: Sequence[int], i_alt: int | None = None) -> None:
    """A key with these contributions in the order of the municipalities' codes; the total is their sum unless given."""
    kommuner = kontrakt.erhvervshus.kommuner.order_by("kode")
    total = sum(beloeb) if i_alt is None else i_alt
    gem_noegle(kontrakt=kontrakt, aar=aar, i_alt=total, bidrag=dict(zip(kommuner, beloeb, strict=True)))
