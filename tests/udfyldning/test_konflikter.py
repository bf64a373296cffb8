"""Somebody has saved since the file was fetched: both versions are shown, and the file overwrites nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kontrakt.bekraeft import AENDRET_IMENS
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Indsatsomraade
from maal.models import Afrapportering, Maalepunkt, Status
from maal.status import gem_indsatsstatus
from maal.typer import Enhed
from maal.views.statusfil import VAELG
from tests.byggere import byg_maal, byg_punkt, udfyld
from tests.udfyldning.verden import (
    ARK,
    HENT_NY,
    INDSATSARK,
    bekraeft,
    beskeder,
    hent,
    med,
    punkt,
    udtraek,
    vis,
    vist,
)

pytestmark = pytest.mark.django_db


def gem(rapport: Afrapportering, betegnelse: str, tekst: str, bruger: Bruger) -> None:
    """Somebody else saves a status on the page."""
    udfyld(rapport, punkt(rapport, betegnelse), tekst=tekst, bruger=bruger)


def tekst(rapport: Afrapportering, betegnelse: str) -> str:
    """A status as it stands."""
    return Status.objects.get(afrapportering=rapport, maalepunkt=punkt(rapport, betegnelse)).tekst


def valg(svar: Any) -> list[str]:
    """What is ticked to leave each conflict as it stands."""
    return [en.valg for en in svar.context["sammenligning"].konflikter]


def test_status_that_somebody_has_saved_meanwhile_is_shown_in_both_versions(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H6": "Det går rigtig godt", "G7": 6})
    gem(rapport, "2.1", "Det går godt nu", sekretariat)

    svar = vis(klient, rapport, fil)

    assert vist(svar) == {
        "aendringer": {"Mål 3.1 Resultat": ("", "6\u00a0%")},
        "konflikter": {"Mål 2.1 Status": ("Det går godt nu", "Det går rigtig godt")},
    }
    (konflikt,) = svar.context["sammenligning"].konflikter
    assert (konflikt.gemt_af, konflikt.felter[0].sted) == (sekretariat.navn, f"{ARK}!H6")
    html = svar.content.decode()
    assert 'href="/kontrakter/nordjylland-2021/afrapportering/' in html
    assert "#maalepunkt-2-1" in html
    assert "<del>" in html
    assert "<ins>" in html


def test_nothing_is_saved_until_every_conflict_is_left_as_it_stands(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H6": "Mit", "H7": "Også mit", "G8": 5})
    gem(rapport, "2.1", "Andres", sekretariat)
    gem(rapport, "3.1", "Andres", sekretariat)
    foer = udtraek(rapport)

    svar = vis(klient, rapport, fil)
    uden = bekraeft(klient, rapport, svar)
    halvt = bekraeft(klient, rapport, svar, behold=valg(svar)[:1])
    stod = udtraek(rapport)
    helt = bekraeft(klient, rapport, halvt, behold=valg(svar))

    assert valg(svar) == ["maalepunkt-2-1-1", "maalepunkt-3-1-1"]
    assert stod == foer
    assert (uden.status_code, uden.context["fejl"]) == (200, VAELG)
    assert "checked" not in uden.content.decode()
    assert halvt.content.decode().count("checked") == 1
    assert beskeder(helt) == [f"Filen er indlæst. Ændret: Mål 4.1. Beholdt, som de stod: 2. {HENT_NY}"]
    assert (tekst(rapport, "2.1"), tekst(rapport, "3.1")) == ("Andres", "Andres")


def test_conflict_alone_leaves_nothing_to_save(klient: Client, rapport: Afrapportering, sekretariat: Bruger) -> None:
    fil = med(hent(rapport), {f"{INDSATSARK}!C4": "Mit"})
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=Indsatsomraade.objects.get(nummer=1).pk,
        tekst="Andres",
        version=None,
        bruger=sekretariat,
    )

    svar = vis(klient, rapport, fil)
    gemt = bekraeft(klient, rapport, svar, behold=valg(svar))

    assert vist(svar) == {"konflikter": {"Indsatsområde 1 Status": ("Andres", "Mit")}}
    assert "Gem ændringerne" not in svar.content.decode()
    assert beskeder(gemt) == ["Der var intet at ændre. Intet er gemt."]
    assert not Haendelse.objects.filter(slags=Haendelsesslags.INDLAESNING).exists()


def test_what_both_have_written_alike_and_what_only_others_have_changed_is_no_conflict(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H6": "Ens", "G9": 5})
    gem(rapport, "2.1", "Ens", sekretariat)
    gem(rapport, "3.1", "Kun andres", sekretariat)

    svar = vis(klient, rapport, fil)
    bekraeft(klient, rapport, svar)

    assert vist(svar) == {"aendringer": {"Mål 5.1 Resultat": ("", "5")}}
    assert (tekst(rapport, "2.1"), tekst(rapport, "3.1")) == ("Ens", "Kun andres")


def test_text_that_no_cell_can_hold_is_shown_as_it_stands(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"H6": "Mit"})
    gem(rapport, "2.1", "Feltet _x000D_ er \u0085 her", sekretariat)

    assert vist(vis(klient, rapport, fil)) == {
        "konflikter": {"Mål 2.1 Status": ("Feltet _x000D_ er \u0085 her", "Mit")}
    }


def test_another_field_of_the_same_status_is_a_conflict_too(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    fil = med(hent(rapport), {"G7": 6})
    gem(rapport, "3.1", "Tallet er rettet til 7", sekretariat)

    assert vist(vis(klient, rapport, fil)) == {"konflikter": {"Mål 3.1 Resultat": ("", "6\u00a0%")}}


def test_save_between_preview_and_yes_is_shown_anew_and_nothing_is_written(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    svar = vis(klient, rapport, med(hent(rapport), {"H6": "Mit", "G7": 6}))
    gem(rapport, "2.1", "Andres", sekretariat)
    foer = udtraek(rapport)

    gemt = bekraeft(klient, rapport, svar)

    assert (gemt.status_code, beskeder(gemt)) == (200, [AENDRET_IMENS])
    assert vist(gemt)["konflikter"] == {"Mål 2.1 Status": ("Andres", "Mit")}
    assert udtraek(rapport) == foer


def test_tick_counts_only_for_what_was_seen(klient: Client, rapport: Afrapportering, sekretariat: Bruger) -> None:
    fil = med(hent(rapport), {"H6": "Mit", "G7": 6})
    gem(rapport, "2.1", "Andres", sekretariat)
    svar = vis(klient, rapport, fil)
    gem(rapport, "2.1", "Andres igen", sekretariat)

    gemt = bekraeft(klient, rapport, svar, behold=valg(svar))

    assert beskeder(gemt) == [AENDRET_IMENS]
    assert "checked" not in gemt.content.decode()
    assert udtraek(rapport).punkter[2].segmenter[0].resultat is None


def test_save_in_the_same_moment_is_not_overwritten(
    klient: Client, rapport: Afrapportering, sekretariat: Bruger
) -> None:
    svar = vis(klient, rapport, med(hent(rapport), {"H6": "Mit"}))
    gemt_imens: list[str] = []

    def gem_imens(execute: Callable[..., Any], sql: str, *andet: Any) -> Any:
        if not gemt_imens and sql.startswith("UPDATE") and "maal_status" in sql:  # the door is about to write
            gemt_imens.append(sql)
            gem(rapport, "2.1", "Andres", sekretariat)
        return execute(sql, *andet)

    with connection.execute_wrapper(gem_imens):
        gemt = bekraeft(klient, rapport, svar)

    assert gemt_imens
    assert [str(en) for en in gemt.context["fejl"]] == [
        "Status blev ændret, mens filen blev læst. Vælg filen igen."
    ]  # fmt: skip
    assert tekst(rapport, "2.1") != "Mit"


def test_goal_added_to_the_contract_since_is_told_and_left_alone(klient: Client, rapport: Afrapportering) -> None:
    fil = med(hent(rapport), {"G7": 6})
    nyt = byg_punkt(byg_maal(rapport.kontrakt, 8))
    Status.objects.create(afrapportering=rapport, maalepunkt=nyt)

    svar = vis(klient, rapport, fil)
    gemt = bekraeft(klient, rapport, svar)

    assert svar.context["sammenligning"].kun_nu == ("Mål 8.1",)
    assert "kontrakten har fået det, siden filen blev hentet: Mål 8.1." in svar.content.decode()
    assert beskeder(gemt) == [f"Filen er indlæst. Ændret: Mål 3.1. {HENT_NY}"]


def test_maalepunkt_taken_out_of_the_contract_is_told_and_refused_where_the_file_changes_it(
    klient: Client, rapport: Afrapportering
) -> None:
    fil = hent(rapport)
    punkt(rapport, "7.1").delete()

    uroert = vis(klient, rapport, med(fil, {"G7": 6}))
    roert = vis(klient, rapport, med(fil, {"G11": 6}))

    assert uroert.context["sammenligning"].kun_i_filen == ("Mål 7.1",)
    assert [str(en) for en in roert.context["fejl"]] == [
        f"{ARK}!G11: Mål 7.1 findes ikke mere i kontrakten. Hent en ny fil, eller skriv det på siden."
    ]


@pytest.mark.parametrize(
    ("felter", "hvad"),
    [
        ({"enhed": Enhed.ANTAL}, "Krav var »mindst 5\u00a0%« og er nu »mindst 5«"),
        ({"tekst": "Et andet løfte"}, "Målepunkt var »Målepunkt nr. 1« og er nu »Et andet løfte«"),
    ],
)
def test_figure_for_what_the_contract_no_longer_says_is_refused(
    klient: Client, rapport: Afrapportering, felter: dict[str, Any], hvad: str
) -> None:
    fil = hent(rapport)
    Maalepunkt.objects.filter(pk=punkt(rapport, "3.1").pk).update(**felter)

    uroert = vis(klient, rapport, med(fil, {"G9": 6}))
    roert = vis(klient, rapport, med(fil, {"G7": 6}))

    assert vist(uroert) == {"aendringer": {"Mål 5.1 Resultat": ("", "6")}}
    assert [str(en) for en in roert.context["fejl"]] == [
        f"{ARK}!G7: Kontrakten er rettet, siden filen blev hentet: {hvad}. Hent en ny fil, eller skriv det på siden."
    ]
