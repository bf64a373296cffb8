"""The text of a picture: any report goes through it unchanged, it is written one way only, and damage is found."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from kommuner.fordeling import Sumkontrol
from kommuner.noegleside import Noegleraekke, Noegleside
from kommuner.noegletabel import Beloeb, Kommuneraekke, Noegletabel
from kommuner.spredning import Post, Regel, Spredning
from kommuner.vejledningstabel import Vejledningsraekke, Vejledningstabel
from maal.billedformat import Beskadiget, Billede, kontrolsum, laes, laes_vurderinger, skriv
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Slags, Tilstand, Vurdering
from maal.udtraek import Indsatsudtraek, Maaludtraek, Punktudtraek, Segmentudtraek, Spredningsudtraek, Udtraek

FOERSTE: Path = settings.BASE_DIR / "tests/data/billede-1.json"
FOERSTE_SUM = "ba092b681156a5cfb044f3487c531b3f5ac8ddc449e50d13a10481dc923a816c"

tal = st.decimals(allow_nan=False, allow_infinity=False)
maaske = st.none() | tal
tider = st.datetimes(timezones=st.just(UTC))
segmenter = st.builds(Segmentudtraek, maaltal=maaske, tolerance=maaske, resultat=maaske, forventet=maaske)
regler = st.builds(Regel, tolerance=tal)
poster = st.builds(
    Post,
    **dict.fromkeys(("folketal_andel", "maaltal", "nedre", "oevre", "mindst", "afvigelse"), tal),
    antal_andel=maaske,
)
spredninger = st.builds(Spredning, regel=regler, poster=st.lists(poster, max_size=2).map(tuple))
vejledning = st.builds(Vejledningstabel, raekker=st.lists(st.builds(Vejledningsraekke), max_size=2).map(tuple))
spredningsudtraek = st.builds(
    Spredningsudtraek,
    regel=st.none() | regler,
    vejledning=vejledning,
    spredning=st.none() | spredninger,
    grund=st.text(),
)
punkter = st.builds(
    Punktudtraek,
    segmenter=st.lists(segmenter, max_size=2).map(tuple),
    opdateret=st.none() | tider,
    regel=st.none() | regler,
    spredning=st.none() | spredningsudtraek,
)
maalene = st.builds(Maaludtraek, punkter=st.lists(punkter, max_size=2).map(tuple))
indsatser = st.builds(Indsatsudtraek, opdateret=st.none() | tider)
udtraek = st.builds(
    Udtraek, maal=st.lists(maalene, max_size=2).map(tuple), indsatser=st.lists(indsatser, max_size=2).map(tuple)
)
beloeb = st.none() | st.builds(Beloeb, procent=tal)
raekker = st.builds(Kommuneraekke, beloeb=st.lists(beloeb, max_size=2).map(tuple))
noegler = st.builds(Noegletabel, raekker=st.lists(raekker, max_size=2).map(tuple))
noegleraekker = st.builds(Noegleraekke, andel=tal, folketalsandel=maaske)
noeglesider = st.builds(Noegleside, raekker=st.lists(noegleraekker, max_size=2).map(tuple))
billeder = st.builds(Billede, taget=tider, udtraek=udtraek, noegler=noegler, noegleside=st.none() | noeglesider)


def et_segment(resultat: Decimal | None) -> Segmentudtraek:
    """A figure beside its target, in another scale than it needs."""
    return Segmentudtraek(Segment.DRIFT, Decimal("80.0000"), None, resultat, Decimal("1E+1"), Vurdering.BAGUD)


def et_billede(**felter: object) -> Billede:
    """A picture with one of everything, whose entry has these fields."""
    punkt = Punktudtraek(
        id=7,
        nummer=1,
        maalnummer=3,
        tekst="Mindst 80 % »meget tilfredse«",
        enhed=Enhed.PROCENT,
        krav=Krav.MINDST,
        opgoerelse=Opgoerelse.AKKUMULERET,
        metode="",
        opgoeres_af="",
        del_af=None,
        segmenter=(et_segment(Decimal("75.0000")), et_segment(None)),
        status='Linje 1\nLinje 2 "æøå"',
        kilde="",
        afventer="",
        henviser_til=None,
        egen_vurdering=None,
        tilsidesat=None,
        begrundelse="",
        beregnet=Vurdering.BAGUD,
        vurdering=Vurdering.BAGUD,
        version=2,
        opdateret=datetime(2021, 10, 13, 12, 30, 0, 500, tzinfo=UTC),
        opdateret_af="Erhvervshus Nordjylland",
    )
    maal = Maaludtraek(3, 3, "Kvalitet", "", True, Vurdering.BAGUD, (replace(punkt, **felter),))  # type: ignore[arg-type]
    indsats = Indsatsudtraek(1, 1, "Grøn omstilling", "Lokalt", "", "", 0, None, "")
    rapport = Udtraek(
        *(1, "nordjylland-2021", "Resultatkontrakt 2021", "Erhvervshus Nordjylland", "KKR Nordjylland", "2021", 2021),
        *(Slags.FORELOEBIG, date(2021, 10, 13), None, Tilstand.GODKENDT, (maal,), (indsats,)),
    )
    noegle = Noegletabel(
        aar=(2021,),
        raekker=(Kommuneraekke("0751", "Aarhus", (Beloeb(1, 100 * Decimal(1) / Decimal(3)),)),),
        kontrol=(Sumkontrol(3, 3, 1),),
        mangler=(),
    )
    return Billede(datetime(2022, 3, 1, 9, 5, 30, tzinfo=UTC), date(2022, 2, 28), rapport, noegle)


@given(billeder)
def test_any_report_goes_through_the_text_unchanged(billede: Billede) -> None:
    indhold = skriv(billede)

    laest = laes(indhold, kontrolsum(indhold))

    assert laest == billede
    assert skriv(laest) == indhold  # which also holds the zeros of the decimals, as equality does not
    assert laes_vurderinger(indhold, kontrolsum(indhold)) == [punkt.vurdering for punkt in billede.udtraek.punkter]


def test_words_of_the_text_are_typed_again_when_it_is_read() -> None:
    indhold = skriv(et_billede())

    (punkt,) = laes(indhold, kontrolsum(indhold)).udtraek.punkter

    assert [str(segment.resultat) for segment in punkt.segmenter] == ["75.0000", "None"]
    assert [str(segment.forventet) for segment in punkt.segmenter] == ["1E+1", "1E+1"]
    assert (punkt.enhed.label, punkt.krav, punkt.tilsidesat) == ("procent", Krav.MINDST, None)
    assert isinstance(punkt.segmenter, tuple)


def test_text_is_canonical_json() -> None:
    indhold = skriv(et_billede())

    data = json.loads(indhold)
    assert indhold == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sorted(data) == ["format", "kkr_moede", "noegler", "noegleside", "taget", "udtraek"]
    assert data["format"] == 1
    assert data["taget"] == "2022-03-01T09:05:30Z"
    punkt = data["udtraek"]["maal"][0]["punkter"][0]
    assert punkt["segmenter"][0] == {
        "forventet": "1E+1",
        "maaltal": "80.0000",
        "resultat": "75.0000",
        "segment": "drift",
        "tolerance": None,
        "vurdering": "bagud",
    }
    assert (punkt["afventer"], punkt["henviser_til"], punkt["opdateret"]) == ("", None, "2021-10-13T12:30:00.000500Z")


def test_nothing_and_empty_text_differ() -> None:
    tekst = "Endnu ikke."

    assert kontrolsum(skriv(et_billede(afventer=""))) != kontrolsum(skriv(et_billede(afventer=tekst)))
    assert skriv(et_billede(krav=None)).count('"krav":null') == 1


@pytest.mark.parametrize(
    ("foer", "efter"),
    [("75.0000", "85.0000"), ('"bagud"', '"opfyldt"'), ("Kvalitet", "Kvalitét"), ('"format":1', '"format":1 ')],
)
def test_changed_text_is_refused_by_its_checksum(foer: str, efter: str) -> None:
    indhold = skriv(et_billede())
    assert foer in indhold

    for laeser in (laes, laes_vurderinger):
        with pytest.raises(Beskadiget, match="beskadiget: kontrolsummen passer ikke"):
            laeser(indhold.replace(foer, efter, 1), kontrolsum(indhold))


@pytest.mark.parametrize("indhold", ["", "{", "[]", "{}", '"x"', '{"format":1}', '{"format":1,"udtraek":{"maal":7}}'])
def test_text_that_is_no_picture_is_refused_though_its_checksum_holds(indhold: str) -> None:
    for laeser in (laes, laes_vurderinger):
        with pytest.raises(Beskadiget, match="beskadiget: indholdet kan ikke læses"):
            laeser(indhold, kontrolsum(indhold))


def test_picture_of_a_later_version_is_refused_by_its_format() -> None:
    indhold = skriv(et_billede()).replace('"format":1', '"format":2')

    with pytest.raises(Beskadiget, match="formatet 2, som denne udgave ikke kan læse"):
        laes(indhold, kontrolsum(indhold))


def test_picture_of_the_first_format_is_read_as_it_was_saved() -> None:
    indhold = FOERSTE.read_text(encoding="utf-8")

    billede = laes(indhold, FOERSTE_SUM)

    assert billede.udtraek.slug == "midtjylland-2025"
    assert (len(billede.udtraek.punkter), len(billede.noegler.raekker)) == (14, 19)
    assert (billede.noegleside, {punkt.spredning for punkt in billede.udtraek.punkter}) == (None, {None})
    assert [str(s.resultat) for p in billede.udtraek.punkter for s in p.segmenter if s.resultat is not None] == [
        "48.5000",
        "72.0000",
        "69.9000",
    ]
