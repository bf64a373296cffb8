"""Nothing of a draft reaches who may not see it: every page and file that each of them can open is searched."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Kontrakttilstand, National, Rolle
from maal.models import Maalepunkt, Tilstandsskift
from maal.typer import LAASTE, Tilstand
from tests.byggere import (
    byg_afrapportering,
    byg_bruger,
    byg_kommune,
    byg_kontrakt,
    byg_maal,
    byg_vejledningstal,
    gaa_til,
    udfyld,
)
from tests.doere.verden import HEMMELIGT, OFFENTLIGT, Sted, byg_verden, veje

pytestmark = pytest.mark.django_db

LAESERE: dict[str, Callable[[], Bruger]] = {
    "KL": lambda: byg_bruger(Rolle.LAESER, username="kl"),
    "Erhvervsstyrelsen": lambda: byg_bruger(Rolle.LAESER, username="es", national=National.ERHVERVSSTYRELSEN),
    "the house's own municipality": lambda: byg_bruger(Rolle.LAESER, username="k", kommune=byg_kommune()),
    "another's municipality": lambda: byg_bruger(
        Rolle.LAESER, username="a", kommune=byg_kommune("0259", "Køge", "sjaelland")
    ),
}
FREMMEDE: dict[str, Callable[[], Bruger]] = {
    "another secretariat": lambda: byg_bruger(Rolle.SEKRETARIAT, "sjaelland"),
    "another director": lambda: byg_bruger(Rolle.DIREKTOER, "sjaelland"),
}


@pytest.fixture
def steder(sekretariat: Bruger) -> list[Sted]:
    """Two houses with a report in every state, each sent back once with a comment; and what follows and precedes.

    Drafts have the word in status, source and comment. So has an approved report's earlier wording, the goal of a
    contract that is not agreed, and a newer contract's draft.
    """
    steder = byg_verden()
    for sted in steder:
        Tilstandsskift.objects.create(
            afrapportering=sted.rapport,
            fra=Tilstand.INDSENDT,
            til=Tilstand.KLADDE,
            tidspunkt=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC),  # before it was approved
            bruger=sekretariat,
            bemaerkning=f"Fjern {HEMMELIGT}",
        )
    udkast = byg_kontrakt(maal=0, fra_aar=2019, tilstand=Kontrakttilstand.UDKAST)
    byg_maal(udkast, titel=HEMMELIGT)
    steder[0].kontrakt.forgaenger = udkast
    steder[0].kontrakt.save()
    return steder


def tekst(svar: Any) -> str:
    """All the words of a page, a workbook, a document or slides; a PDF says what the document does, and is packed."""
    indhold = svar.getvalue()
    if indhold.startswith(b"%PDF"):
        return ""
    if not indhold.startswith(b"PK"):
        return unescape(indhold.decode())
    with zipfile.ZipFile(io.BytesIO(indhold)) as fil:
        return "".join(unescape(fil.read(navn).decode()) for navn in fil.namelist())


def uden_engangskoder(svar: Any) -> str:
    """A page without the codes that are others each time it is shown."""
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", tekst(svar))


def alt(client: Client, bruger: Bruger, steder: list[Sted]) -> dict[str, str]:
    """The words behind every address that the user can open; the administration is closed to all of them."""
    client.force_login(bruger)
    svar = {vej: client.get(vej, follow=True) for navn, _, vej in veje(steder) if not navn.startswith("admin:")}
    return {vej: tekst(et_svar) for vej, et_svar in svar.items() if et_svar.status_code == 200}


@pytest.mark.parametrize("hvem", LAESERE)
def test_reader_finds_what_is_approved_and_no_word_of_a_draft(client: Client, steder: list[Sted], hvem: str) -> None:
    sider = alt(client, LAESERE[hvem](), steder)

    godkendte = [sted.rapport for sted in steder if sted.tilstand in LAASTE]
    viser = {vej for vej, ord_ in sider.items() if OFFENTLIGT in ord_}
    assert [vej for vej, ord_ in sider.items() if HEMMELIGT in ord_] == []
    assert viser >= {reverse("maal:afrapportering", args=[r.kontrakt.slug, r.pk]) for r in godkendte}
    assert viser >= {reverse("rapporter:aarsrapport", args=[r.kontrakt.slug, r.pk]) for r in godkendte}


@pytest.mark.parametrize("hvem", FREMMEDE)
def test_parties_of_another_contract_find_neither(client: Client, steder: list[Sted], hvem: str) -> None:
    sider = alt(client, FREMMEDE[hvem](), steder)

    assert [vej for vej, ord_ in sider.items() if HEMMELIGT in ord_ or OFFENTLIGT in ord_] == []
    assert reverse("rapporter:oversigt") in sider


def test_the_word_is_found_where_it_may_be_seen(client: Client, steder: list[Sted], sekretariat: Bruger) -> None:
    sider = alt(client, sekretariat, steder)

    egne = [sted.rapport for sted in steder[: len(Tilstand)]]
    assert {vej for vej, ord_ in sider.items() if HEMMELIGT in ord_} >= {
        reverse("maal:afrapportering", args=[r.kontrakt.slug, r.pk]) for r in egne
    }


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT])
@pytest.mark.parametrize("hvem", LAESERE)
def test_reader_cannot_tell_that_there_is_a_draft(client: Client, hvem: str, tilstand: Tilstand) -> None:
    kontrakt = byg_kontrakt(maal=1)
    byg_afrapportering(kontrakt, pr_dato=datetime.date(2021, 6, 30), tilstand=Tilstand.GODKENDT)
    client.force_login(LAESERE[hvem]())
    adresser = [reverse("rapporter:oversigt"), reverse("rapporter:kontrakt", args=[kontrakt.slug])]
    foer = [uden_engangskoder(client.get(adresse)) for adresse in adresser]

    byg_afrapportering(
        kontrakt, pr_dato=datetime.date(2021, 9, 30), frist=datetime.date(2021, 10, 15), tilstand=tilstand
    )

    assert [uden_engangskoder(client.get(adresse)) for adresse in adresser] == foer


HEMMELIGT_TAL = ("777.013", "777013")  # as a page writes it, and a workbook


def byg_taelling(sted: Sted, tilstand: Tilstand | None) -> None:
    """A count with a figure of its own for the second contract year, and a report of that state resting on it."""
    kode = sted.objekter["kommune"].kode  # type: ignore[attr-defined]
    tal = byg_vejledningstal(sted.hus, datetime.date(2022, 5, 1), antal={kode: {"vaekst": 777_013}})
    if tilstand is not None:
        rapport = byg_afrapportering(sted.kontrakt, aar=2022, pr_dato=datetime.date(2022, 6, 1))
        udfyld(rapport, Maalepunkt.objects.get(maal__kontrakt=sted.kontrakt), vejledningstal=tal)
        gaa_til(rapport, tilstand)


def viser_tallet(client: Client, bruger: Bruger, steder: list[Sted]) -> set[str]:
    """The addresses outside the administration that show the figure to a user."""
    client.force_login(bruger)
    adresser = {vej for navn, _, vej in veje(steder) if navn.startswith("rapporter:")}
    svar = {vej: client.get(vej, follow=True) for vej in adresser}
    tekster = {vej: tekst(et) for vej, et in svar.items() if et.status_code == 200}  # a file can be read once
    return {vej for vej, ord_ in tekster.items() if any(tal in ord_ for tal in HEMMELIGT_TAL)}


@pytest.mark.parametrize("tilstand", [None, Tilstand.KLADDE, Tilstand.INDSENDT])
@pytest.mark.parametrize("hvem", LAESERE)
def test_reader_finds_no_figure_of_a_count_before_kkr_has_approved_it(
    client: Client, steder: list[Sted], hvem: str, tilstand: Tilstand | None
) -> None:
    byg_taelling(steder[0], tilstand)

    assert viser_tallet(client, LAESERE[hvem](), steder) == set()


@pytest.mark.parametrize("hvem", FREMMEDE)
def test_parties_of_another_contract_find_no_figure_of_a_count(client: Client, steder: list[Sted], hvem: str) -> None:
    byg_taelling(steder[0], Tilstand.GODKENDT)

    assert viser_tallet(client, FREMMEDE[hvem](), steder) == set()


def test_figure_is_found_by_the_house_at_once_and_by_readers_when_approved(
    client: Client, steder: list[Sted], direktoer: Bruger
) -> None:
    byg_taelling(steder[0], Tilstand.GODKENDT)
    egne = {f"/kommuner/{hvad}" for hvad in ("", "excel/", "0851/", "0851/excel/")}

    assert viser_tallet(client, direktoer, steder) >= egne
    assert viser_tallet(client, LAESERE["the house's own municipality"](), steder) >= egne
    assert viser_tallet(client, LAESERE["another's municipality"](), steder) & egne == set()
