"""Two people on the same status: the second to save sees both versions, and nothing is overwritten unasked."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger
from maal.forloeb import tilfoej_tomme_statusser
from maal.konflikt import Slags, skeln
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Status
from maal.typer import Enhed
from tests.administration import Formular
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld
from tests.maal.siden import gem_url, side, tekst

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def rapport() -> Afrapportering:
    """A report on one percentage (mindst 80 %) and a focus area."""
    return byg_afrapportering(byg_kontrakt(maal=1, omraader=1))


@pytest.fixture
def punkt(rapport: Afrapportering) -> Maalepunkt:
    """The målepunkt 1.1."""
    return Maalepunkt.objects.get(maal__nummer=1)


@pytest.fixture
def indlogget(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


def sendt(html: str) -> dict[str, str]:
    """What the browser would send of the part that came back, before anything is chosen."""
    felter = Formular(f'<div id="content-main">{html}').felter
    return {navn: vaerdi for navn, vaerdi in felter.items() if navn not in ("csrfmiddlewaretoken", "bruger")}


@pytest.mark.parametrize(
    ("foer", "gemt", "mit", "slags"),
    [
        ("a", "b", "b", {}),
        ("a", "b", "a", {"tekst": Slags.KUN_GEMT}),
        ("a", "a", "b", {"tekst": Slags.KUN_MIT}),
        ("a", "b", "c", {"tekst": Slags.BEGGE}),
        (None, "a", "b", {"tekst": Slags.BEGGE}),
    ],
)
def test_field_is_changed_by_none_one_or_both(foer: str | None, gemt: str, mit: str, slags: dict[str, Slags]) -> None:
    begyndelse = None if foer is None else {"tekst": foer}

    assert skeln(begyndelse, {"tekst": gemt}, {"tekst": mit}) == slags


@pytest.mark.parametrize("htmx", [True, False])
def test_conflict_shows_both_versions_word_by_word_and_saves_nothing(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt, htmx: bool
) -> None:
    udfyld(rapport, punkt, 75, tekst="Vi holdt seks møder", bruger=direktoer)

    svar = indlogget.post(
        gem_url(rapport, punkt),
        {"version": 0, "resultat": "75", "tekst": "Vi holdt syv møder"},
        headers=HTMX if htmx else {},
    )

    html = svar.content.decode()
    ord_ = tekst(html, "maalepunkt-1-1")
    assert svar.status_code == 200
    assert "Ikke gemt endnu: direktoer-nordjylland har gemt, mens du skrev" in ord_
    assert "Vi holdt [kun i det gemte: seks ] møder" in ord_
    assert "Vi holdt [kun i dit: syv ] møder" in ord_
    assert "Resultat" not in ord_.split("Gem det samlede")[0].split("Ikke gemt endnu")[1]  # both wrote 75
    assert Status.objects.get(maalepunkt=punkt).tekst == "Vi holdt seks møder"


def test_choice_of_mine_saves_what_stands_in_the_field(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    del_ = indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min"}, headers=HTMX).content.decode()

    indlogget.post(gem_url(rapport, punkt), sendt(del_) | {"valg_tekst": "mit", "tekst": "Direktørens og min"})

    status = Status.objects.get(maalepunkt=punkt)
    assert (status.tekst, status.version) == ("Direktørens og min", 2)


def test_choice_of_the_saved_one_changes_nothing(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    del_ = indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min"}, headers=HTMX).content.decode()

    svar = indlogget.post(gem_url(rapport, punkt), sendt(del_) | {"valg_tekst": "gemt"})

    status = Status.objects.get(maalepunkt=punkt)
    assert [str(besked) for besked in get_messages(svar.wsgi_request)] == ["Mål 1.1: Der var intet nyt at gemme."]
    assert (status.tekst, status.version) == ("Direktørens", 1)


def test_save_without_a_choice_is_refused_and_keeps_text_and_choices(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, 75, tekst="Direktørens", bruger=direktoer)
    felter = {"version": 0, "tekst": "Min", "resultat": "76"}
    del_ = indlogget.post(gem_url(rapport, punkt), felter, headers=HTMX).content.decode()

    svar = indlogget.post(gem_url(rapport, punkt), sendt(del_) | {"valg_resultat": "gemt"}, headers=HTMX)

    html = svar.content.decode()
    assert "Vælg en af de to udgaver i hvert felt, før du gemmer." in tekst(html, "maalepunkt-1-1")
    assert sendt(html) == sendt(del_) | {"valg_resultat": "gemt"}
    assert Status.objects.get(maalepunkt=punkt).tekst == "Direktørens"


def test_fields_that_only_one_has_changed_are_merged_without_a_question(
    indlogget: Client, direktoer: Bruger, sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, 70, tekst="Begge begyndte her", bruger=sekretariat)
    udfyld(rapport, punkt, 75, tekst="Begge begyndte her", bruger=direktoer)
    felter = {"version": 1, "resultat": "70", "tekst": "Begge begyndte her.", "kilde": "Kundemålingen"}

    del_ = indlogget.post(gem_url(rapport, punkt), felter, headers=HTMX).content.decode()
    foer = Status.objects.get(maalepunkt=punkt).version
    indlogget.post(gem_url(rapport, punkt), sendt(del_), headers=HTMX)

    ord_ = tekst(del_, "maalepunkt-1-1")
    assert "I har ikke rettet i de samme felter, så de er flettet." in ord_
    assert "Resultat ændret af direktoer-nordjylland" in ord_
    assert "Tallets kilde ændret af dig [tilføjet: Kundemålingen ]" in ord_
    status = Status.objects.get(maalepunkt=punkt)
    assert (foer, status.version, status.tekst, status.kilde) == (2, 3, "Begge begyndte her.", "Kundemålingen")
    assert status.resultater.get().vaerdi == 75


def test_conflict_after_a_conflict_is_shown_again(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    foerste = indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min"}, headers=HTMX).content.decode()
    udfyld(rapport, punkt, tekst="Direktørens nye", bruger=direktoer)

    anden = indlogget.post(gem_url(rapport, punkt), sendt(foerste) | {"valg_tekst": "mit"}, headers=HTMX)

    assert "Direktørens nye" in tekst(anden.content.decode(), "maalepunkt-1-1").replace(" ] ", " ").replace("  ", " ")
    assert sendt(anden.content.decode())["version"] == "2"
    assert Status.objects.get(maalepunkt=punkt).tekst == "Direktørens nye"


def test_without_the_version_both_began_with_every_difference_is_asked_about(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, 75, bruger=direktoer)
    Status.objects.update(version=3)  # saved before there was a history

    del_ = indlogget.post(gem_url(rapport, punkt), {"version": 2, "resultat": "70"}, headers=HTMX).content.decode()

    assert sendt(del_)["sammenstoed"] == "resultat"


def test_saved_version_is_kept_by_a_link_with_and_without_javascript(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    vej = f"{gem_url(rapport, punkt)}?behold=ja"
    assert f'href="{vej}"' in indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min"}).content.decode()

    del_ = indlogget.get(vej, headers=HTMX).content.decode()

    assert "Direktørens</textarea>" in del_
    assert "Det gemte er beholdt." in tekst(del_, "maalepunkt-1-1")
    assert indlogget.get(vej).headers["Location"] == f"{side(rapport)}#maalepunkt-1-1"


def test_form_sent_twice_is_no_conflict_with_oneself(
    indlogget: Client, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    felter = {"version": 0, "tekst": "Min", "resultat": "81"}
    indlogget.post(gem_url(rapport, punkt), felter)

    med_htmx = indlogget.post(gem_url(rapport, punkt), felter, headers=HTMX).content.decode()
    uden = indlogget.post(gem_url(rapport, punkt), felter)

    assert "Der var intet nyt at gemme." in tekst(med_htmx, "maalepunkt-1-1")
    assert "Mål 1.1: Der var intet nyt at gemme." in [str(besked) for besked in get_messages(uden.wsgi_request)]
    assert (Status.objects.get(maalepunkt=punkt).version, Status.history.count()) == (1, 1)


def test_focus_area_is_merged_as_a_maalepunkt(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering, client: Client
) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    vej = reverse("maal:gem_indsatsomraade", args=[rapport.kontrakt.slug, rapport.pk, omraade.pk])
    anden = Client()
    anden.force_login(direktoer)
    anden.post(vej, {"version": 0, "tekst": "Seks møder"})

    del_ = indlogget.post(vej, {"version": 0, "tekst": "Syv møder"}, headers=HTMX).content.decode()
    valgt: dict[str, Any] = sendt(del_) | {"valg_tekst": "mit"}
    igen = indlogget.post(vej, valgt, headers=HTMX).content.decode()
    dobbelt = indlogget.post(vej, valgt, headers=HTMX).content.decode()

    assert "[kun i det gemte: Seks ] møder" in tekst(del_, "indsatsomraade-1")
    assert "Gemt " in tekst(igen, "indsatsomraade-1")
    assert "Der var intet nyt at gemme." in tekst(dobbelt, "indsatsomraade-1")
    assert (Indsatsstatus.objects.get().tekst, Indsatsstatus.objects.get().version) == ("Syv møder", 2)


def test_each_field_names_who_last_changed_it(
    indlogget: Client, direktoer: Bruger, administrator: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    udfyld(rapport, punkt, tekst="Direktørens", kilde="Kundemålingen", bruger=administrator)

    del_ = indlogget.post(gem_url(rapport, punkt), {"version": 0, "tekst": "Min"}, headers=HTMX).content.decode()

    ord_ = tekst(del_, "maalepunkt-1-1")
    assert "Ikke gemt endnu: administrator har gemt, mens du skrev" in ord_
    assert "Det gemte, skrevet af direktoer-nordjylland" in ord_
    assert "Tallets kilde ændret af administrator" in ord_


def test_field_that_the_saved_version_no_longer_shows_is_not_dropped(
    indlogget: Client, direktoer: Bruger, rapport: Afrapportering
) -> None:
    kontrakt = rapport.kontrakt
    punkt = byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.KVALITATIV)
    tilfoej_tomme_statusser(kontrakt)
    udfyld(rapport, punkt, henviser_til=kontrakt.maal.get(nummer=1), bruger=direktoer)
    udfyld(rapport, punkt, egen_vurdering="opfyldt", bruger=direktoer)  # the reference is gone, and two fields with it
    typet = {"version": 1, "henviser_til": kontrakt.maal.get(nummer=1).pk, "begrundelse": "Fordi"}

    del_ = indlogget.post(
        gem_url(rapport, punkt), typet | {"tilsidesat_vurdering": "opfyldt"}, headers=HTMX
    ).content.decode()

    assert "Begrundelse ændret af dig" in tekst(del_, "maalepunkt-2-1")
