"""A file and a report that is no longer a draft: what says the same passes, and whatever would change it is refused."""

import pytest

from kontrakt.bekraeft import Kilde
from kontrakt.models import Bruger
from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.indlaes import indlaes
from maal.models import Afrapportering, Indsatsstatus, Maal, Resultat, Status
from maal.typer import Tilstand
from tests.byggere import saet_tilstand
from tests.maal.kontraktfil.filer import FIL, INDSATS, KONTRAKT, MAAL, MAAL_1, NOEGLE, UNDERSKRIFTER, indlaes_tekst

pytestmark = pytest.mark.django_db

IKKE_KLADDE = [Tilstand.INDSENDT, Tilstand.GODKENDT, Tilstand.SENDT]
NAVN = "Foreløbig afrapportering 2021 pr. 13. oktober 2021"
LUKKET = {
    Tilstand.INDSENDT: "Afrapporteringen er indsendt og kan ikke ændres. KKR-sekretariatet kan sende den tilbage.",
    Tilstand.GODKENDT: "Afrapporteringen er godkendt og kan ikke ændres. KKR-sekretariatet kan genåbne den.",
    Tilstand.SENDT: (
        "Afrapporteringen er sendt til KL og Erhvervsstyrelsen og kan ikke ændres. KKR-sekretariatet kan genåbne den."
    ),
}


@pytest.fixture(params=IKKE_KLADDE)
def tilstand(request: pytest.FixtureRequest) -> Tilstand:
    """The report of the file, loaded and then moved on its way: each of the states in which it is no draft."""
    indlaes_tekst(FIL)
    saet_tilstand(Afrapportering.objects.get(), request.param)
    return Tilstand(request.param)


def alt() -> list[object]:
    """Everything that a file may change, and the report."""
    modeller = (Maal, Status, Resultat, Indsatsstatus, Afrapportering)
    return [raekke for model in modeller for raekke in model._default_manager.order_by("pk").values()]


@pytest.mark.parametrize(
    ("fra", "til"),
    [
        ("drift: 75", "drift: 76"),
        ("Vækst er over målet", "Vækst er langt over målet"),
        ("Samarbejdet er i gang", "Samarbejdet er i hus"),
        ("    pr_dato: 13. oktober 2021", "    pr_dato: 13. oktober 2021\n    frist: 1. december 2021"),
    ],
)
def test_file_that_would_change_it_is_refused_by_name_and_nothing_is_loaded(
    tilstand: Tilstand, fra: str, til: str
) -> None:
    foer = alt()

    with pytest.raises(Filfejl) as fejl:
        indlaes_tekst(FIL.replace("titel: Vejledning", "titel: Ny titel").replace(fra, til), overskriv_status=True)

    (et,) = fejl.value.fejl
    assert et.sted == "afrapporteringer › nr. 1"
    assert et.tekst == f"{NAVN}: {LUKKET[tilstand]} Få det gjort, eller fjern den fra filen, og indlæs igen."
    assert alt() == foer


def test_file_that_says_the_same_of_it_passes_and_the_contract_follows_the_file(tilstand: Tilstand) -> None:
    rapport = indlaes_tekst(FIL.replace("titel: Vejledning", "titel: Ny titel"))

    assert rapport.antal_aendringer == 1
    assert Maal.objects.get(nummer=2).titel == "Ny titel"


def test_file_without_it_leaves_it_alone(tilstand: Tilstand) -> None:
    indlaes_tekst(KONTRAKT + UNDERSKRIFTER + NOEGLE + INDSATS + MAAL)

    assert Afrapportering.objects.get().tilstand == tilstand
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Vækst er over målet"


def test_administrator_cannot_change_it_by_a_file_either(tilstand: Tilstand, administrator: Bruger) -> None:
    fil = Kilde("kontrakt.yaml", FIL.replace("drift: 75", "drift: 76").encode())

    with pytest.raises(Filfejl, match=NAVN):
        indlaes([fil], overskriv_status=True, bruger=administrator)


def test_what_a_contract_gains_is_not_added_to_it_and_a_status_of_it_is_refused(tilstand: Tilstand) -> None:
    nyt = "      - nummer: 3\n        tekst: Aftaler\n        enhed: kvalitativ\n"
    status = "      - maal: 2\n        maalepunkt: 3\n        tekst: Tre aftaler\n    indsatsstatusser:"

    indlaes_tekst(FIL.replace("afrapporteringer:", f"{nyt}afrapporteringer:"))
    with pytest.raises(Filfejl, match=NAVN):
        indlaes_tekst(
            FIL.replace("afrapporteringer:", f"{nyt}afrapporteringer:").replace("    indsatsstatusser:", status)
        )

    assert not Status.objects.filter(maalepunkt__nummer=3).exists()


def test_maalepunkt_that_is_in_it_cannot_be_removed_though_nothing_is_written_of_it(tilstand: Tilstand) -> None:
    with pytest.raises(Filfejl, match=r"Målepunkt 2\.1 kan ikke fjernes: der er skrevet eller"):
        indlaes_tekst(KONTRAKT + INDSATS + f"maal:\n{MAAL_1}")

    assert Status.objects.count() == 3
