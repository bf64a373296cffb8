"""What every address outside the administration must answer whom; a row for each set of methods and report states.

`ind`: sent to log in, and back after it. `302`: led elsewhere. `!`: it changes something; nothing else may.
A person who is deactivated is answered as who is not logged in.
"""

from maal.typer import Tilstand
from tests.doere.konto import OM_KONTOEN
from tests.doere.verden import KOLONNER, METODER

HENT, SEND = ("GET", "HEAD"), ("POST",)
GRUPPER = {"hent": HENT, "send": SEND, "begge": (*HENT, *SEND), "alle": METODER}
GRUPPER["andre"] = tuple(metode for metode in METODER if metode not in GRUPPER["begge"])
GRUPPER["ikke-hent"] = tuple(metode for metode in METODER if metode not in HENT)

Doer = tuple[str, str, Tilstand]  # the address's name, the method, the state of the report

#                                                           --- own ---   - another's -  - readers -
# address                     methods    states     anonym  sekr.  direk.  sekr.  direk.  kl    komm. admin.
OM_KONTRAKTER = """
rapporter:oversigt            hent       alle       ind     200    200     200    200     200   200   200
rapporter:oversigt            ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:kontrakt            hent       alle       ind     200    200     404    404     200   200   200
rapporter:kontrakt            ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:aendringer          hent       alle       ind     200    200     404    404     200   200   200
rapporter:aendringer          ikke-hent  alle       ind     405    405     405    405     405   405   405
# The only contract of its house: the workbook has nothing to compare with, and leads to the page that says so.
rapporter:aendringer_excel    hent       alle       ind     302    302     404    404     302   302   302
rapporter:aendringer_excel    ikke-hent  alle       ind     405    405     405    405     405   405   405

# A municipality sees itself alone, and is led there from the list; `200/404` is what itself and another are answered.
rapporter:kommuner            hent       alle       ind     200    200     200    200     200   302   200
rapporter:kommuner            ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:kommuner_excel      hent       alle       ind     200    200     200    200     200   200   200
rapporter:kommuner_excel      ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:kommune             hent       alle       ind     200    200     404    404     200 200/404 200
rapporter:kommune             ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:kommune_excel       hent       alle       ind     200    200     404    404     200 200/404 200
rapporter:kommune_excel       ikke-hent  alle       ind     405    405     405    405     405   405   405

# All houses side by side: what is published, for everybody; the newest year is found from the short address.
rapporter:nyeste_landsoversigt hent      alle       ind     302    302     302    302     302   302   302
rapporter:nyeste_landsoversigt ikke-hent alle       ind     405    405     405    405     405   405   405
rapporter:landsoversigt       hent       alle       ind     200    200     200    200     200   200   200
rapporter:landsoversigt       ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:landsoversigt_excel hent       alle       ind     200    200     200    200     200   200   200
rapporter:landsoversigt_excel ikke-hent  alle       ind     405    405     405    405     405   405   405

# The contract's year without a key: it may be computed by whoever sees the contract, and adopted by who decides it.
rapporter:fordelingsnoegle    hent       alle       ind     200    200     404    404     200   200   200
rapporter:fordelingsnoegle    ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:beregn_noegle       hent       alle       ind     200    200     404    404     200   200   200
rapporter:beregn_noegle       ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:beregnet_excel      hent       alle       ind     302    302     404    404     302   302   302
rapporter:beregnet_excel      ikke-hent  alle       ind     405    405     405    405     405   405   405
kommuner:vedtag_noegle        hent       alle       ind     302    302     404    404     302   302   302
kommuner:vedtag_noegle        send       alle       ind     302!   403     404    404     403   403   302!
kommuner:vedtag_noegle        andre      alle       ind     405    405     405    405     405   405   405

# All houses and years as one is the administrator's alone.
rapporter:samlet              hent       alle       ind     403    403     403    403     403   403   200
rapporter:samlet              ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:samlet_excel        hent       alle       ind     403    403     403    403     403   403   200
rapporter:samlet_excel        ikke-hent  alle       ind     405    405     405    405     405   405   405

rapporter:aarsrapport         hent       kladde     ind     200    200     404    404     404   404   200
rapporter:aarsrapport         hent       indsendt   ind     200    200     404    404     404   404   200
rapporter:aarsrapport         hent       godkendt   ind     200    200     404    404     200   200   200
rapporter:aarsrapport         hent       sendt      ind     200    200     404    404     200   200   200
rapporter:aarsrapport         ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:bilag               hent       kladde     ind     200    200     404    404     404   404   200
rapporter:bilag               hent       indsendt   ind     200    200     404    404     404   404   200
rapporter:bilag               hent       godkendt   ind     200    200     404    404     200   200   200
rapporter:bilag               hent       sendt      ind     200    200     404    404     200   200   200
rapporter:bilag               ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:udvikling           hent       alle       ind     200    200     200    200     200   200   200
rapporter:udvikling           ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:udvikling_af        hent       alle       ind     200    200     404    404     200   200   200
rapporter:udvikling_af        ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:udvikling_excel     hent       alle       ind     200    200     404    404     200   200   200
rapporter:udvikling_excel     ikke-hent  alle       ind     405    405     405    405     405   405   405
# Every report rests on the house's count, so that a reader sees it too.
rapporter:spredning           hent       alle       ind     200    200     404    404     200   200   200
rapporter:spredning           ikke-hent  alle       ind     405    405     405    405     405   405   405
rapporter:spredning_i_afrapportering hent     kladde     ind     200    200     404    404     404   404   200
rapporter:spredning_i_afrapportering hent     indsendt   ind     200    200     404    404     404   404   200
rapporter:spredning_i_afrapportering hent     godkendt   ind     200    200     404    404     200   200   200
rapporter:spredning_i_afrapportering hent     sendt      ind     200    200     404    404     200   200   200
rapporter:spredning_i_afrapportering ikke-hent alle      ind     405    405     405    405     405   405   405

maal:afrapportering           hent       kladde     ind     200    200     404    404     404   404   200
maal:afrapportering           hent       indsendt   ind     200    200     404    404     404   404   200
maal:afrapportering           hent       godkendt   ind     200    200     404    404     200   200   200
maal:afrapportering           hent       sendt      ind     200    200     404    404     200   200   200
maal:afrapportering           ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:ny_afrapportering        hent       alle       ind     200    200     404    404     403   403   200
maal:ny_afrapportering        send       alle       ind     302!   302!    404    404     403   403   302!
maal:ny_afrapportering        andre      alle       ind     405    405     405    405     405   405   405

# Who comes to a save by a link or a reload is led to the report. What a party wrote before the report was closed is
# shown again (200); so is what somebody without JavaScript wrote before the session ended (403).
maal:gem_maalepunkt           hent       kladde     ind     302    302     404    404     404   404   302
maal:gem_maalepunkt           hent       indsendt   ind     302    302     404    404     404   404   302
maal:gem_maalepunkt           hent       godkendt   ind     302    302     404    404     302   302   302
maal:gem_maalepunkt           hent       sendt      ind     302    302     404    404     302   302   302
maal:gem_maalepunkt           send       kladde     403     302!   302!    404    404     404   404   302!
maal:gem_maalepunkt           send       indsendt   403     302!   200     404    404     404   404   302!
maal:gem_maalepunkt           send       godkendt   403     200    200     404    404     403   403   200
maal:gem_maalepunkt           send       sendt      403     200    200     404    404     403   403   200
maal:gem_maalepunkt           andre      alle       ind     405    405     405    405     405   405   405
maal:gem_indsatsomraade       hent       kladde     ind     302    302     404    404     404   404   302
maal:gem_indsatsomraade       hent       indsendt   ind     302    302     404    404     404   404   302
maal:gem_indsatsomraade       hent       godkendt   ind     302    302     404    404     302   302   302
maal:gem_indsatsomraade       hent       sendt      ind     302    302     404    404     302   302   302
maal:gem_indsatsomraade       send       kladde     403     302!   302!    404    404     404   404   302!
maal:gem_indsatsomraade       send       indsendt   403     302!   200     404    404     404   404   302!
maal:gem_indsatsomraade       send       godkendt   403     200    200     404    404     403   403   200
maal:gem_indsatsomraade       send       sendt      403     200    200     404    404     403   403   200
maal:gem_indsatsomraade       andre      alle       ind     405    405     405    405     405   405   405

# Excel both ways. A party to a closed report is led to it; the first sends no file, the second a status.
rapporter:udfyldning          hent       kladde     ind     200    200     404    404     404   404   200
rapporter:udfyldning          hent       indsendt   ind     200    302     404    404     404   404   200
rapporter:udfyldning          hent       godkendt   ind     302    302     404    404     403   403   302
rapporter:udfyldning          hent       sendt      ind     302    302     404    404     403   403   302
rapporter:udfyldning          ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:indlaes_status           begge      kladde     ind     200    200     404    404     404   404   200
maal:indlaes_status           begge      indsendt   ind     200    302     404    404     404   404   200
maal:indlaes_status           begge      godkendt   ind     302    302     404    404     403   403   302
maal:indlaes_status           begge      sendt      ind     302    302     404    404     403   403   302
maal:indlaes_status           andre      alle       ind     405    405     405    405     405   405   405
maal:bekraeft_status          hent       kladde     ind     302    302     404    404     404   404   302
maal:bekraeft_status          hent       indsendt   ind     302    302     404    404     404   404   302
maal:bekraeft_status          hent       godkendt   ind     302    302     404    404     403   403   302
maal:bekraeft_status          hent       sendt      ind     302    302     404    404     403   403   302
maal:bekraeft_status          send       kladde     ind     302!   302!    404    404     404   404   302!
maal:bekraeft_status          send       indsendt   ind     302!   302     404    404     404   404   302!
maal:bekraeft_status          send       godkendt   ind     302    302     404    404     403   403   302
maal:bekraeft_status          send       sendt      ind     302    302     404    404     403   403   302
maal:bekraeft_status          andre      alle       ind     405    405     405    405     405   405   405

# To a reader the history of an approved report is drafts.
maal:maalepunkt_historik      hent       alle       ind     200    200     404    404     404   404   200
maal:maalepunkt_historik      ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:gendan_maalepunkt        hent       kladde     ind     200    200     404    404     404   404   200
maal:gendan_maalepunkt        hent       indsendt   ind     200    403     404    404     404   404   200
maal:gendan_maalepunkt        send       kladde     ind     302!   302!    404    404     404   404   302!
maal:gendan_maalepunkt        send       indsendt   ind     302!   403     404    404     404   404   302!
maal:gendan_maalepunkt        begge      godkendt   ind     403    403     404    404     404   404   403
maal:gendan_maalepunkt        begge      sendt      ind     403    403     404    404     404   404   403
maal:gendan_maalepunkt        andre      alle       ind     405    405     405    405     405   405   405
maal:indsatsomraade_historik  hent       alle       ind     200    200     404    404     404   404   200
maal:indsatsomraade_historik  ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:gendan_indsatsomraade    hent       kladde     ind     200    200     404    404     404   404   200
maal:gendan_indsatsomraade    hent       indsendt   ind     200    403     404    404     404   404   200
maal:gendan_indsatsomraade    send       kladde     ind     302!   302!    404    404     404   404   302!
maal:gendan_indsatsomraade    send       indsendt   ind     302!   403     404    404     404   404   302!
maal:gendan_indsatsomraade    begge      godkendt   ind     403    403     404    404     404   404   403
maal:gendan_indsatsomraade    begge      sendt      ind     403    403     404    404     404   404   403
maal:gendan_indsatsomraade    andre      alle       ind     405    405     405    405     405   405   405

# A step that is taken already leads to the report.
maal:indsend                  hent       kladde     ind     302    200     404    404     404   404   302
maal:indsend                  send       kladde     ind     302    302!    404    404     404   404   302
maal:indsend                  begge      indsendt   ind     302    302     404    404     404   404   302
maal:indsend                  begge      godkendt   ind     302    302     404    404     403   403   302
maal:indsend                  begge      sendt      ind     302    302     404    404     403   403   302
maal:indsend                  andre      alle       ind     405    405     405    405     405   405   405
maal:send_tilbage             begge      kladde     ind     302    302     404    404     404   404   302
maal:send_tilbage             hent       indsendt   ind     200    302     404    404     404   404   302
maal:send_tilbage             send       indsendt   ind     302!   302     404    404     404   404   302
maal:send_tilbage             begge      godkendt   ind     302    302     404    404     403   403   302
maal:send_tilbage             begge      sendt      ind     302    302     404    404     403   403   302
maal:send_tilbage             andre      alle       ind     405    405     405    405     405   405   405
maal:godkend                  begge      kladde     ind     302    302     404    404     404   404   302
maal:godkend                  hent       indsendt   ind     200    302     404    404     404   404   302
maal:godkend                  send       indsendt   ind     302!   302     404    404     404   404   302
maal:godkend                  begge      godkendt   ind     302    302     404    404     302   302   302
maal:godkend                  begge      sendt      ind     302    302     404    404     403   403   302
maal:godkend                  andre      alle       ind     405    405     405    405     405   405   405
maal:send                     begge      kladde     ind     302    302     404    404     404   404   302
maal:send                     begge      indsendt   ind     302    302     404    404     404   404   302
maal:send                     hent       godkendt   ind     200    302     404    404     403   403   302
maal:send                     send       godkendt   ind     302!   302     404    404     403   403   302
maal:send                     begge      sendt      ind     302    302     404    404     302   302   302
maal:send                     andre      alle       ind     405    405     405    405     405   405   405
maal:genaabn                  begge      kladde     ind     302    302     404    404     404   404   302
maal:genaabn                  begge      indsendt   ind     302    302     404    404     404   404   302
maal:genaabn                  hent       godkendt   ind     200    302     404    404     403   403   302
maal:genaabn                  send       godkendt   ind     302!   302     404    404     403   403   302
maal:genaabn                  hent       sendt      ind     200    302     404    404     403   403   302
maal:genaabn                  send       sendt      ind     302!   302     404    404     403   403   302
maal:genaabn                  andre      alle       ind     405    405     405    405     405   405   405

# The house's guidance by municipality, the count that no report rests on; a reader counts for nobody. What somebody
# without JavaScript wrote before the session ended is shown again (403). A block put in the grid saves nothing.
maal:vejledninger             hent       alle       ind     302    302     302    302     403   403   200
maal:vejledninger             ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:husets_vejledning        hent       alle       ind     200    200     404    404     403   403   200
maal:husets_vejledning        ikke-hent  alle       ind     405    405     405    405     405   405   405
maal:vejledning               hent       alle       ind     200    200     404    404     403   403   200
maal:vejledning               send       alle       403     302!   302!    404    404     403   403   302!
maal:vejledning               andre      alle       ind     405    405     405    405     405   405   405
maal:indsaet_vejledning       hent       alle       ind     302    302     404    404     403   403   302
maal:indsaet_vejledning       send       alle       403     200    200     404    404     403   403   200
maal:indsaet_vejledning       andre      alle       ind     405    405     405    405     405   405   405
maal:slet_vejledning          hent       alle       ind     200    200     404    404     403   403   200
maal:slet_vejledning          send       alle       ind     302!   302!    404    404     403   403   302!
maal:slet_vejledning          andre      alle       ind     405    405     405    405     405   405   405

# Guidance from a file. The first sends no file, the second the figures of the first house; a reader counts for nobody.
maal:indlaes_vejledning       begge      alle       ind     200    200     200    200     403   403   200
maal:indlaes_vejledning       andre      alle       ind     405    405     405    405     405   405   405
maal:bekraeft_vejledning      hent       alle       ind     302    302     302    302     403   403   302
maal:bekraeft_vejledning      send       alle       ind     302!   302!    200    200     403   403   302!
maal:bekraeft_vejledning      andre      alle       ind     405    405     405    405     405   405   405
rapporter:vejledningsskabelon hent       alle       ind     200    200     404    404     403   403   200
rapporter:vejledningsskabelon ikke-hent  alle       ind     405    405     405    405     405   405   405
"""


def udfoldet() -> dict[Doer, dict[str, str]]:
    """Both tables with a line for each door, and in it the answer for each column."""
    svar: dict[Doer, dict[str, str]] = {}
    for navn, metoder, tilstande, *celler in raekker(OM_KONTRAKTER):
        for doer in _doere(navn, metoder, tilstande):
            assert doer not in svar, f"{doer} has two lines"
            svar[doer] = {"anden_kommune": celler[KOLONNER.index("kommune")].rpartition("/")[2]}
            svar[doer] |= {navn: celle.partition("/")[0] for navn, celle in zip(KOLONNER, celler, strict=True)}
    for navn, metoder, anonym, indlogget in raekker(OM_KONTOEN):
        for doer in _doere(navn, metoder, "alle"):
            svar[doer] = dict.fromkeys(KOLONNER, indlogget) | {"anonym": anonym}
    return svar


def raekker(tabel: str) -> list[list[str]]:
    """The lines of a table, without its comments."""
    return [linje.split() for linje in tabel.splitlines() if linje and not linje.startswith("#")]


def _doere(navn: str, metoder: str, tilstande: str) -> list[Doer]:
    navngivne = [metode for gruppe in metoder.split(",") for metode in GRUPPER.get(gruppe, (gruppe,))]
    valgte = list(Tilstand) if tilstande == "alle" else [Tilstand(tilstande)]
    return [(navn, metode, tilstand) for metode in navngivne for tilstand in valgte]
