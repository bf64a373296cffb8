"""What the annex says: Nordjylland's real report whole, figures of every kind, nothing cut, and frozen with it."""

from typing import Any

import pytest

from kontrakt.models import Bruger
from maal.models import Maalepunkt, Status
from maal.typer import Enhed, Opgoerelse, Segment, Segmentering, Tilstand, Vurdering
from rapporter.bilag.indhold import Bilag, Bilagsindsats, Bilagsmaal, Bilagspunkt, Bilagstal, listepunkt
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld
from tests.rapporter.bilagsverden import DANNET, LANG_TEKST, bilag_af

pytestmark = pytest.mark.django_db

KLADDE = "Afrapporteringen er en kladde. Den er ikke indsendt til KKR, og den kan stadig blive ændret."
FORELOEBIG = "Vurderingerne er foreløbige, indtil året er gjort endeligt op."
HAARDT = "\N{NO-BREAK SPACE}"
DELVIST = Vurdering.DELVIST_OPFYLDT, Vurdering.IKKE_OPFYLDT, Vurdering.OPFYLDT


def test_front_says_whose_report_of_when_and_what_to_know_first(bilagene: dict[str, Bilag]) -> None:
    bilag = bilagene["nordjylland"]

    assert (bilag.navn, bilag.titel, bilag.undertitel, bilag.statustitel) == (
        "nordjylland-2021-foreloebig-2021-10-13",
        "Foreløbig afrapportering 2021",
        "Erhvervshus Nordjylland, pr. 13. oktober 2021",
        "Status pr. 13. oktober 2021",
    )
    assert bilag.oplysninger == (
        ("Kontrakt", "Resultatkontrakt 2021"),
        ("Parter", "Erhvervshus Nordjylland og KKR Nordjylland"),
        ("Opgjort pr.", "13. oktober 2021"),
        ("Tilstand", "Kladde"),
    )
    assert bilag.forbehold == (KLADDE, FORELOEBIG, "11 af 21 målepunkter mangler tal eller vurdering.")
    assert [(str(vurdering.label), antal) for vurdering, antal in bilag.taelling] == [
        ("Opfyldt", 4),
        ("Delvist opfyldt", 1),
        ("På vej", 1),
        ("Afventer", 4),
        ("Mangler", 11),
    ]
    assert (bilag.forfatter, bilag.dannet) == ("Anne Admin", DANNET)


def test_goal_stands_with_its_demands_figures_and_verdicts(bilagene: dict[str, Bilag]) -> None:
    delvist, ikke, opfyldt = DELVIST

    assert bilagene["nordjylland"].maal[2] == Bilagsmaal(
        nummer=3,
        titel="Kvalitet, kompetencer og virksomhedernes tilfredshed",
        er_nationalt=True,
        beskrivelse="",
        vurdering=delvist,
        punkter=(
            Bilagspunkt(
                betegnelse="3.1",
                tekst="Mindst 80 % af de vejledte virksomheder angiver, at de er »Meget tilfredse«.",
                tal=(
                    Bilagstal("Drift", "mindst 80\N{NO-BREAK SPACE}%", "75\N{NO-BREAK SPACE}%", ikke),
                    Bilagstal("Vækst", "mindst 80\N{NO-BREAK SPACE}%", "81\N{NO-BREAK SPACE}%", opfyldt),
                ),
                vurdering=delvist,
                status=(),
            ),
            Bilagspunkt(
                betegnelse="3.2",
                tekst="Net Promoter Score (NPS) er mindst 70 for hhv. drifts- og vækstsegmentet.",
                tal=(Bilagstal("Drift", "mindst 70", "70", opfyldt), Bilagstal("Vækst", "mindst 70", "84", opfyldt)),
                vurdering=opfyldt,
                status=(),
            ),
        ),
    )


def test_text_stands_a_line_at_a_time_after_what_the_verdict_rests_on(bilagene: dict[str, Bilag]) -> None:
    kendskab, geografi = (maal.punkter[0] for maal in bilagene["nordjylland"].maal[:2])

    assert kendskab.status[:3] == (
        "Afventer tal fra kendskabsmålingen",
        "Der er lavet en række direkte tiltag. Måling foretages først senere. Erhvervshuset har:",
        "- gennemført en brandingkampagne",
    )
    assert geografi.status == ("Se Mål 10",)


def test_figures_of_every_kind_stand_in_their_unit(bilagene: dict[str, Bilag]) -> None:
    (maal,) = bilagene["alle-slags"].maal

    assert [
        (punkt.betegnelse, tal.segment, tal.krav.replace(HAARDT, " "), tal.resultat.replace(HAARDT, " "))
        for punkt in maal.punkter
        for tal in punkt.tal
    ] == [
        ("1.1", "Drift", "mindst 80 %", "75,5 %"),
        ("1.1", "Vækst", "mindst 80 %", "81 %"),
        ("1.2", "", "mindst 70", "−12"),
        ("1.3", "", "højst 5 procentpoint", "4,2 procentpoint"),
        ("1.4", "", "mindst 1.680", "1.200"),
        ("1.5", "", "over 2,50", "2,25"),
        ("1.6", "", "inden for 50 % ±10 %", "44,25 %"),
        ("1.7", "", "", "12.345"),
    ]
    assert maal.punkter[1].status == (
        "Den beregnede vurdering »Ikke opfyldt« er tilsidesat: Få svar.",
        "Ny måling følger.",
    )


def test_målepunkt_judged_in_words_has_no_figures(bilagene: dict[str, Bilag]) -> None:
    opfyldt, mangler = (maal.punkter[0] for maal in bilagene["uden-tal"].maal)

    assert (opfyldt.tal, opfyldt.vurdering, opfyldt.status) == ((), Vurdering.OPFYLDT, ("Det er gjort.",))
    assert (mangler.tal, mangler.vurdering, mangler.status) == ((), Vurdering.MANGLER, ())
    assert bilagene["uden-tal"].forbehold == (KLADDE, "1 af 2 målepunkter mangler tal eller vurdering: 2.1.")


def test_nothing_of_a_long_text_is_cut(bilagene: dict[str, Bilag]) -> None:
    bilag = bilagene["lang"]

    linjer = tuple(linje for linje in LANG_TEKST.splitlines() if linje)
    assert sum(map(len, linjer)) > 10_000
    assert bilag.maal[0].punkter[0].status == linjer
    assert bilag.indsatser == (
        Bilagsindsats(1, "Indsatsområde nr. 1", "", linjer),
        Bilagsindsats(2, "Indsatsområde nr. 2", "", ("Ikke skrevet.",)),
    )


def test_empty_report_says_how_much_is_missing(bilagene: dict[str, Bilag]) -> None:
    bilag = bilagene["midtjylland"]

    assert bilag.forbehold[1:] == (
        FORELOEBIG,
        "13 af 14 målepunkter mangler tal eller vurdering.",
        "7 af 7 indsatsområder mangler status.",
    )
    assert bilag.indsatser[0] == Bilagsindsats(
        1, "Samarbejde mellem Erhvervshus Midtjylland og kommunerne", "", ("Ikke skrevet.",)
    )


def test_next_contract_s_changes_stand_with_the_report(bilagene: dict[str, Bilag]) -> None:
    """The eleven goals of 2022 in order, then the one that is taken out: as Nordjylland's own document calls them."""
    bilag = bilagene["nordjylland"]

    assert bilag.naeste_kontrakt == "Resultatkontrakt 2022"
    assert [(navn.nummer, et.aendring) for et in bilag.aendringer if (navn := et.nu or et.foer)] == [
        (1, "Justeret"),
        (2, "Uændret"),
        (3, "Uændret"),
        (4, "Justeret"),
        (6, "Justeret"),
        (7, "Uændret"),
        (8, "Uændret"),
        (9, "Justeret"),
        (10, "Justeret"),
        (11, "Justeret"),
        (12, "Uændret"),
        (5, "Udgået"),
    ]
    assert (bilagene["sjaelland"].naeste_kontrakt, bilagene["sjaelland"].aendringer) == ("", ())


def test_pace_is_told_for_each_segment_by_name(administrator: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    begge: dict[Segment, Any] = {Segment.DRIFT: 100, Segment.VAEKST: 200}
    punkt = byg_punkt(
        byg_maal(kontrakt),
        enhed=Enhed.ANTAL,
        opgoerelse=Opgoerelse.AKKUMULERET,
        segmentering=Segmentering.HVER,
        maaltal=begge,
    )
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, punkt, {Segment.DRIFT: 10, Segment.VAEKST: 199})

    assert bilag_af(administrator, rapport).maal[0].punkter[0].status == (
        "Drift: Forventet pr. 13. oktober 2021: 78,4",
        "Vækst: Forventet pr. 13. oktober 2021: 156,7",
    )


def test_signs_that_no_file_can_hold_are_left_out(administrator: Bruger) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    Maalepunkt.objects.update(tekst="Før\x0bog\x1fefter")
    Status.objects.update(kilde="Målt\x01 igen")

    punkt = bilag_af(administrator, rapport).maal[0].punkter[0]

    assert (punkt.tekst, punkt.status) == ("Førogefter", ("Kilde: Målt igen",))


def test_annex_of_an_approved_report_names_the_house_and_the_meeting(bilagene: dict[str, Bilag]) -> None:
    kladde, godkendt = bilagene["nordjylland"], bilagene["godkendt"]

    assert godkendt.forfatter == "Erhvervshus Nordjylland"
    assert godkendt.dannet.isoformat() == "2022-03-01T09:05:30+00:00"
    assert godkendt.oplysninger[-2:] == (("Tilstand", "Godkendt"), ("Godkendt på KKR-møde", "1. marts 2022"))
    assert godkendt.forbehold == kladde.forbehold[1:]
    assert (godkendt.maal, godkendt.aendringer) == (kladde.maal, kladde.aendringer)


def test_annex_of_an_approved_report_is_the_same_for_all_also_when_it_is_sent(
    laeser: Bruger, direktoer: Bruger
) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    gaa_til(rapport, Tilstand.GODKENDT)
    godkendt = bilag_af(direktoer, rapport)
    gaa_til(rapport, Tilstand.SENDT)

    assert bilag_af(laeser, rapport) == godkendt


@pytest.mark.parametrize(
    ("linje", "punkt"),
    [
        ("- gennemført en kampagne", "gennemført en kampagne"),
        ("•  to mellemrum", "to mellemrum"),
        ("– tankestreg", "tankestreg"),
        ("-5 procentpoint", ""),
        ("- ", ""),
        ("En linje - med streg", ""),
    ],
)
def test_line_written_as_a_point_in_a_list_is_told_from_others(linje: str, punkt: str) -> None:
    assert listepunkt(linje) == punkt
