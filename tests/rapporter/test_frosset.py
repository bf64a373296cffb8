"""An approved report years later: the same page and the same bytes, whatever happened to what it was made of."""

import datetime
import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import ProtectedError
from django.test import Client
from openpyxl import load_workbook

from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kontrakt.models import (
    Bruger,
    Erhvervshus,
    Indsatsomraade,
    Kkr,
    Kommune,
    Kommunetype,
    Kontrakt,
    Rammeaftale,
    Rolle,
)
from kontrakt.persondata import slet_person
from maal.billedformat import kontrolsum, laes
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal, Oejebliksbillede
from maal.status import gem_indsatsstatus
from maal.typer import Enhed, Krav, Tilstand
from maal.udtraek import Frosset
from rapporter.excel.aarsrapport import aarsrapport, eksporter
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, saet_tilstand, udfyld
from tests.rapporter.excelark import EKSPORTERET, raekker

SENERE = EKSPORTERET + datetime.timedelta(days=9 * 365)
FOERSTE: Path = settings.BASE_DIR / "tests/data/billede-1.json"


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """An approved report with figures, words, a focus area and a funding key."""
    kontrakt = byg_kontrakt(maal=3, omraader=1)
    hus = kontrakt.erhvervshus
    kommuner = [
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=hus, type=Kommunetype.LAND, region="Nordjylland")
        for kode, navn in (("0810", "Brønderslev"), ("0851", "Aalborg"))
    ]
    gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=1500, bidrag={kommuner[0]: 500, kommuner[1]: 1000})
    rapport = byg_afrapportering(kontrakt)
    for punkt in Maalepunkt.objects.filter(maal__nummer__lt=3):
        udfyld(rapport, punkt, 85, bruger=direktoer, tekst="Over målet.")
    gem_indsatsstatus(
        afrapportering_id=rapport.pk,
        indsatsomraade_id=kontrakt.indsatsomraader.get().pk,
        tekst="Godt i gang.",
        version=0,
        bruger=direktoer,
    )
    saet_tilstand(rapport, Tilstand.GODKENDT)
    return rapport


def adresse(rapport: Afrapportering) -> str:
    """The report's page."""
    return f"/kontrakter/nordjylland-2021/afrapportering/{rapport.pk}/"


def hent(bruger: Bruger, adresse: str) -> bytes:
    """What a person gets at an address."""
    client = Client()
    client.force_login(bruger)
    svar = client.get(adresse)
    assert svar.status_code == 200
    return svar.getvalue()


def rapportens_indhold(side: bytes) -> str:
    """What the page says of the report: its facts, the checksum, the verdicts and every goal."""
    html = side.decode()
    fakta = html[html.index('<dl class="rapport-fakta">') : html.index('id="hent-navn"')]
    return fakta + html[html.index('<nav class="rapport-menu') : html.index("</main>")]


def vend_op_og_ned() -> None:
    """Change and delete everything that a report is made of, and that may be."""
    Kkr.objects.update(navn="KKR Limfjorden")
    Erhvervshus.objects.update(navn="Erhvervshus Limfjorden")
    Kommune.objects.filter(kode="0851").update(navn="Ålborg")
    Rammeaftale.objects.update(titel="En helt anden aftale")
    Kontrakt.objects.update(fra_aar=2022, til_aar=2023, kilde="En anden")
    Indsatsomraade.objects.update(titel="Noget andet", beskrivelse="Noget andet", afsnit="Nyt afsnit", nummer=9)
    Maal.objects.update(titel="Noget andet", beskrivelse="Noget andet")
    Maal.objects.filter(nummer=3).update(nummer=13)
    Maalepunkt.objects.update(tekst="Noget andet", krav=Krav.HOEJST, enhed=Enhed.ANTAL, metode="En anden")
    Maaltal.objects.filter(maalepunkt__maal__nummer=1).delete()
    Maaltal.objects.update(vaerdi=99)
    Bidrag.objects.filter(kommune__kode="0810").delete()
    Fordelingsnoegle.objects.update(i_alt=7)
    for person in Bruger.objects.filter(rolle=Rolle.DIREKTOER):
        slet_person(bruger_id=person.pk, af=None)


@pytest.mark.django_db
def test_page_and_bytes_are_the_same_whatever_happens_and_whoever_asks(
    rapport: Afrapportering, laeser: Bruger, sekretariat: Bruger
) -> None:
    byg_bruger(Rolle.ADMINISTRATOR)
    foer = hent(sekretariat, f"{adresse(rapport)}excel/")
    siden = rapportens_indhold(hent(laeser, adresse(rapport)))

    vend_op_og_ned()

    efter = hent(laeser, f"{adresse(rapport)}excel/")
    assert hashlib.sha256(efter).hexdigest() == hashlib.sha256(foer).hexdigest()
    assert efter == foer
    assert rapportens_indhold(hent(laeser, adresse(rapport))) == siden
    assert "Noget andet" not in siden


@pytest.mark.django_db
def test_bytes_are_the_same_at_any_time_and_when_the_report_is_sent(rapport: Afrapportering) -> None:
    foer = eksporter(rapport, eksporteret=EKSPORTERET, eksporteret_af="Nina Nord")
    Afrapportering.objects.update(tilstand=Tilstand.SENDT, frist="2030-01-01")

    efter = eksporter(Afrapportering.objects.get(), eksporteret=SENERE, eksporteret_af="Ole Olsen")

    assert efter == foer


@pytest.mark.django_db
def test_command_writes_the_same_bytes(rapport: Afrapportering, sekretariat: Bruger, tmp_path: Path) -> None:
    call_command("eksporter", "nordjylland-2021", "2021", ud=tmp_path, verbosity=0)

    (fil,) = tmp_path.iterdir()
    assert fil.read_bytes() == hent(sekretariat, f"{adresse(rapport)}excel/")


@pytest.mark.django_db
def test_front_page_says_when_it_was_approved_and_not_who_fetched_it(rapport: Afrapportering) -> None:
    fil = eksporter(rapport, eksporteret=SENERE, eksporteret_af="Nina Nord")

    bog = load_workbook(io.BytesIO(fil.indhold))
    forside = {raekke[0]: raekke[1] for raekke in raekker(bog, "Forside") if len(raekke) > 1}
    assert forside["Godkendt på KKR-møde"] == datetime.datetime(2022, 3, 1)  # noqa: DTZ001 - as Excel has it
    assert forside["Godkendt i systemet"] == datetime.datetime(2022, 3, 1, 10, 5)  # noqa: DTZ001 - as Excel has it
    assert forside["Kontrolsum (SHA-256)"] == Oejebliksbillede.objects.get().sha256
    assert forside["Tilstand"] == "Godkendt"
    assert forside["Senest gemt af"] == "Erhvervshus Nordjylland"
    assert {"Eksporteret", "Eksporteret af"} & set(forside) == set()
    assert (bog.properties.creator, bog.properties.created) == (
        "Erhvervshus Nordjylland",
        datetime.datetime(2022, 3, 1, 9, 5, 30),  # noqa: DTZ001 - openpyxl's UTC
    )


@pytest.mark.django_db
def test_what_a_frozen_report_rests_on_cannot_be_deleted(rapport: Afrapportering) -> None:
    for raekke in (
        rapport,
        rapport.kontrakt,
        *Maal.objects.all(),
        *Maalepunkt.objects.all(),
        *Indsatsomraade.objects.all(),
    ):
        with pytest.raises(ProtectedError):
            raekke.delete()


@pytest.mark.django_db
def test_contract_page_and_overview_show_the_frozen_verdicts(rapport: Afrapportering, laeser: Bruger) -> None:
    client = Client()
    client.force_login(laeser)
    Maaltal.objects.update(vaerdi=99)
    Maalepunkt.objects.update(enhed=Enhed.ANTAL)

    kontraktside = client.get("/kontrakter/nordjylland-2021/").context["side"]
    oversigt = client.get("/").context["tabel"]

    (punkt,) = kontraktside.maal[0].punkter
    assert punkt.resultater == (("", "85\N{NO-BREAK SPACE}%"),)
    assert [punkt.seneste.vurdering.label for maal in kontraktside.maal for punkt in maal.punkter] == [
        "Opfyldt",
        "Opfyldt",
        "Mangler",
    ]
    assert oversigt.vurderinger == {rapport.pk: (("opfyldt", 2), ("mangler", 1))}


def test_workbook_of_the_first_format_is_byte_for_byte_what_it_was() -> None:
    """The parts, unpacked: how they are packed is zlib's. Another sum means that approved workbooks would change."""
    indhold = FOERSTE.read_text(encoding="utf-8")
    billede = laes(indhold, kontrolsum(indhold))
    frosset = Frosset(billede.taget, billede.kkr_moede, kontrolsum(indhold))
    udtraek = replace(billede.udtraek, frosset=frosset)

    with zipfile.ZipFile(io.BytesIO(aarsrapport(udtraek, billede.noegler, billede.taget))) as fil:
        dele = hashlib.sha256(b"".join(navn.encode() + fil.read(navn) for navn in fil.namelist()))

    assert dele.hexdigest() == "61850f21cb9d381385e6c77e62c81045ee694ba61cc95fc357cd627ea9b9652b"
