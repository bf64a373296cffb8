"""Every rule of who may what, written out; and that what a user sees is narrowed by the very same rules."""

import ast
import re
from collections.abc import Callable
from typing import Any

import pytest
import rules
from django.conf import settings
from django.http import Http404

from kommuner.models import Vejledningstal
from kontrakt import adgang
from kontrakt.models import Bruger, Erhvervshus, Kommune, Kontrakt, Kontrakttilstand, National, Rolle
from kontrakt.opslag import hent_kontrakt
from maal.models import Afrapportering
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_bruger, byg_hus, byg_kommune, byg_kontrakt
from tests.test_huset import FLOORS

pytestmark = pytest.mark.django_db

# Who asks about Nordjylland's contract and report: the first two are its own, the last two another KKR's and house's.
PERSONER: dict[str, Callable[[], Bruger]] = {
    "S": lambda: byg_bruger(Rolle.SEKRETARIAT),
    "D": lambda: byg_bruger(Rolle.DIREKTOER),
    "A": lambda: byg_bruger(Rolle.ADMINISTRATOR),
    "L": lambda: byg_bruger(Rolle.LAESER, username="kl"),
    "E": lambda: byg_bruger(Rolle.LAESER, username="styrelsen", national=National.ERHVERVSSTYRELSEN),
    "K": lambda: byg_bruger(Rolle.LAESER, username="kommune", kommune=byg_kommune()),
    "s": lambda: byg_bruger(Rolle.SEKRETARIAT, "midtjylland"),
    "d": lambda: byg_bruger(Rolle.DIREKTOER, "midtjylland"),
}

OM_RAPPORTER = {
    #                        kladde  indsendt  godkendt  sendt
    "rapport.se":           ("SDA",  "SDA",    "SDALEK", "SDALEK"),
    "rapport.se_historik":  ("SDA",  "SDA",    "SDA",    "SDA"),
    "rapport.skriv":        ("SDA",  "SA",     "",       ""),
    "rapport.indsend":      ("D",    "",       "",       ""),
    "rapport.send_tilbage": ("",     "S",      "",       ""),
    "rapport.godkend":      ("",     "S",      "",       ""),
    "rapport.send":         ("",     "",       "S",      ""),
    "rapport.genaabn":      ("",     "",       "S",      "S"),
}  # fmt: skip
OM_KONTRAKTER = {
    #                            udkast  vedtaget
    "kontrakt.se":              ("SDA",  "SDALEK"),
    "kontrakt.afrapporter":     ("SDA",  "SDA"),
    "kontrakt.fastsaet_noegle": ("SA",   "SA"),
    "kontrakt.svar_for_frister": ("SD",  "SD"),
}  # fmt: skip
OM_VEJLEDNING = {"vejledning.skriv": "SDA"}
OM_SYSTEMET = {"system.administrer": "A"}

FUNKTIONER: dict[str, Callable[..., bool]] = {
    "system.administrer": adgang.er_administrator,
    "kontrakt.se": adgang.maa_se_kontrakt,
    "kontrakt.afrapporter": adgang.maa_afrapportere,
    "kontrakt.fastsaet_noegle": adgang.maa_fastsaette_noegle,
    "kontrakt.svar_for_frister": adgang.svarer_for_frister,
    "vejledning.skriv": adgang.maa_skrive_vejledning,
    "rapport.se": adgang.maa_se,
    "rapport.se_historik": adgang.maa_se_historik,
    "rapport.skriv": adgang.maa_skrive,
    "rapport.indsend": adgang.maa_indsende,
    "rapport.send_tilbage": adgang.maa_sende_tilbage,
    "rapport.godkend": adgang.maa_godkende,
    "rapport.send": adgang.maa_sende,
    "rapport.genaabn": adgang.maa_genaabne,
}


@pytest.fixture
def personer() -> dict[str, Bruger]:
    return {bogstav: byg() for bogstav, byg in PERSONER.items()}


@pytest.fixture
def rapport() -> Afrapportering:
    return byg_afrapportering(byg_kontrakt(maal=0))


def dem_der_maa(regel: str, personer: dict[str, Bruger], *sag: Any) -> str:
    """The letters of those for whom a rule says yes, asked by its name and by its function."""
    navn = {bogstav for bogstav, bruger in personer.items() if rules.has_perm(regel, bruger, *sag)}
    funktion = {bogstav for bogstav, bruger in personer.items() if FUNKTIONER[regel](bruger, *sag)}
    assert navn == funktion
    return "".join(bogstav for bogstav in PERSONER if bogstav in navn)


def test_every_rule_is_in_the_tables() -> None:
    i_tabellerne = {*OM_RAPPORTER, *OM_KONTRAKTER, *OM_VEJLEDNING, *OM_SYSTEMET}

    assert i_tabellerne == set(FUNKTIONER) == set(rules.permissions.permissions)


@pytest.mark.parametrize("regel", OM_RAPPORTER)
def test_rule_of_a_report_is_as_the_table_says(
    personer: dict[str, Bruger], rapport: Afrapportering, regel: str
) -> None:
    svar = []
    for tilstand in Tilstand:
        rapport.tilstand = tilstand
        svar.append(dem_der_maa(regel, personer, rapport))

    assert tuple(svar) == OM_RAPPORTER[regel]


@pytest.mark.parametrize("regel", OM_KONTRAKTER)
def test_rule_of_a_contract_is_as_the_table_says(personer: dict[str, Bruger], regel: str) -> None:
    kontrakter = [byg_kontrakt(maal=0, fra_aar=2021 + nr, tilstand=t) for nr, t in enumerate(Kontrakttilstand)]

    assert tuple(dem_der_maa(regel, personer, kontrakt) for kontrakt in kontrakter) == OM_KONTRAKTER[regel]


@pytest.mark.parametrize("regel", OM_VEJLEDNING)
def test_rule_of_guidance_is_as_the_table_says(personer: dict[str, Bruger], regel: str) -> None:
    nordjyllands = Vejledningstal(erhvervshus=byg_hus())

    assert dem_der_maa(regel, personer, nordjyllands) == OM_VEJLEDNING[regel]


def test_guidance_is_counted_by_every_party_and_by_no_reader(personer: dict[str, Bruger]) -> None:
    taeller = {bogstav: adgang.taeller_vejledning(bruger) for bogstav, bruger in personer.items()}
    huse = {
        bogstav: list(Erhvervshus.objects.filter(adgang.egne_huse(bruger)).values_list("noegle", flat=True))
        for bogstav, bruger in personer.items()
    }

    assert "".join(bogstav for bogstav, svar in taeller.items() if svar) == "SDAsd"
    egne, andre = ["nordjylland"], ["midtjylland"]
    ingen: list[str] = []
    assert list(huse.values()) == [egne, egne, andre + egne, ingen, ingen, ingen, andre, andre]


@pytest.mark.parametrize("regel", OM_SYSTEMET)
def test_rule_of_the_system_is_as_the_table_says(personer: dict[str, Bruger], regel: str) -> None:
    assert dem_der_maa(regel, personer) == OM_SYSTEMET[regel]


@pytest.mark.parametrize("tilstand", Tilstand)
def test_deactivated_user_sees_and_may_nothing(
    personer: dict[str, Bruger], rapport: Afrapportering, tilstand: Tilstand
) -> None:
    rapport.tilstand = tilstand
    rapport.save(update_fields=["tilstand"])
    for bruger in personer.values():
        bruger.is_active = False

    assert {regel: dem_der_maa(regel, personer, rapport) for regel in OM_RAPPORTER} == dict.fromkeys(OM_RAPPORTER, "")
    assert {dem_der_maa(regel, personer, rapport.kontrakt) for regel in OM_KONTRAKTER} == {""}
    assert {dem_der_maa(regel, personer, Vejledningstal(erhvervshus=byg_hus())) for regel in OM_VEJLEDNING} == {""}
    assert {adgang.taeller_vejledning(bruger) for bruger in personer.values()} == {False}
    assert {dem_der_maa(regel, personer) for regel in OM_SYSTEMET} == {""}
    for bruger in personer.values():
        for model in (Kontrakt, Afrapportering, Kommune):
            assert list(model._default_manager.synlige_for(bruger)) == []


def test_unknown_role_sees_and_may_nothing(rapport: Afrapportering) -> None:
    byg_kommune()
    bruger = Bruger(username="ukendt", rolle="revisor")

    assert [regel for regel in OM_RAPPORTER if FUNKTIONER[regel](bruger, rapport)] == []
    assert [list(m.objects.synlige_for(bruger)) for m in (Kontrakt, Afrapportering, Kommune)] == [[], [], []]


@pytest.mark.parametrize("kontrakttilstand", Kontrakttilstand)
def test_what_is_seen_is_what_one_may_see(personer: dict[str, Bruger], kontrakttilstand: Kontrakttilstand) -> None:
    rapporter = []
    for hus in ("nordjylland", "midtjylland"):
        kontrakt = byg_kontrakt(hus, maal=0, til_aar=2022)
        for tilstand, slags in zip(Tilstand, [*Slags, Slags.ENDELIG], strict=True):
            aar = 2022 if tilstand == Tilstand.SENDT else 2021
            rapporter.append(byg_afrapportering(kontrakt, aar=aar, slags=slags, tilstand=tilstand))
    Kontrakt.objects.update(tilstand=kontrakttilstand)
    rapporter = list(Afrapportering.objects.select_related("kontrakt__erhvervshus"))

    assert len(rapporter) == 8
    for bruger in personer.values():
        assert set(Afrapportering.objects.synlige_for(bruger)) == {r for r in rapporter if adgang.maa_se(bruger, r)}
        assert set(Kontrakt.objects.synlige_for(bruger)) == {
            kontrakt for kontrakt in Kontrakt.objects.all() if adgang.maa_se_kontrakt(bruger, kontrakt)
        }


def test_contract_that_one_may_not_see_does_not_exist() -> None:
    byg_kontrakt(maal=0)
    egen, fremmed = byg_bruger(Rolle.SEKRETARIAT), byg_bruger(Rolle.SEKRETARIAT, "midtjylland")

    assert hent_kontrakt(egen, "nordjylland-2021").slug == "nordjylland-2021"
    with pytest.raises(Http404):
        hent_kontrakt(fremmed, "nordjylland-2021")


def test_secretariat_of_a_kkr_with_two_houses_sees_both_and_a_director_only_one() -> None:
    for hus in ("fyn", "sydjylland"):
        byg_kontrakt(hus, maal=0)
    sekretariat = byg_bruger(Rolle.SEKRETARIAT, "syddanmark")
    direktoer = byg_bruger(Rolle.DIREKTOER, "fyn")

    assert {k.slug for k in Kontrakt.objects.synlige_for(sekretariat)} == {"fyn-2021", "sydjylland-2021"}
    assert {k.slug for k in Kontrakt.objects.synlige_for(direktoer)} == {"fyn-2021"}


def test_municipality_sees_its_own_numbers_and_others_those_of_their_area(personer: dict[str, Bruger]) -> None:
    byg_kommune("0787", "Thisted")
    byg_kommune("0751", "Aarhus", "midtjylland")

    ser = {bogstav: {k.kode for k in Kommune.objects.synlige_for(bruger)} for bogstav, bruger in personer.items()}

    omraadet, alle = {"0851", "0787"}, {"0851", "0787", "0751"}
    assert ser == {
        "S": omraadet, "D": omraadet, "A": alle, "L": alle, "E": alle, "K": {"0851"}, "s": {"0751"}, "d": {"0751"},
    }  # fmt: skip


def test_role_is_read_where_the_rules_are_and_nowhere_else() -> None:
    egne = [sti for rum in FLOORS for sti in (settings.BASE_DIR / rum).rglob("*.py")]
    kode = {
        sti.relative_to(settings.BASE_DIR).as_posix()
        for sti in egne
        if "migrations" not in sti.parts
        for node in ast.walk(ast.parse(sti.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "rolle"
    }
    skabeloner = [
        sti
        for sti in (settings.BASE_DIR / "templates").rglob("*.html")
        if re.search(r"\.rolle\b", sti.read_text("utf-8"))
    ]

    # `Bruger.clean` asks which organisation goes with the role, and the log-in how sure it must be of who one is;
    # neither asks what the user may.
    assert kode == {"kontrakt/adgang.py", "kontrakt/models/bruger.py", "kontrakt/totrin.py"}
    assert skabeloner == []
