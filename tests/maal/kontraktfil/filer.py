"""A small contract file, and its pieces to change in a test."""

from kontrakt.bekraeft import Kilde
from maal.kontraktfil.indlaes import Filrapport, indlaes

KONTRAKT = """\
kontrakt:
  erhvervshus: nordjylland
  rammeaftale: 2021-2023
  fra_aar: 2021
  til_aar: 2021
  tilstand: vedtaget
"""
UNDERSKRIFTER = """\
underskrifter:
  - part: kkr
    navn: Formand A
    titel: Formand for KKR
    dato: 9. januar 2021
"""
NOEGLE = """\
fordelingsnoegler:
  - aar: 2021
    i_alt: 1.500
    bidrag:
      Brønderslev: 500
      Aalborg: 1.001
"""
INDSATS = """\
indsatsomraader:
  - nummer: 1
    titel: Samarbejde
"""
MAAL_1 = """\
  - nummer: 1
    titel: Tilfredshed
    nationalt_maal: tilfredshed
    maalepunkter:
      - nummer: 1
        tekst: Mindst 80 % er meget tilfredse
        enhed: procent
        krav: mindst
        segmentering: drift_vaekst
        maaltal:
          - aar: 2021
            vaerdi: 80
"""
MAAL_2 = """\
  - nummer: 2
    titel: Vejledning
    maalepunkter:
      - nummer: 1
        tekst: 1.680 forløb
        enhed: antal
        krav: mindst
        opgoerelse: akkumuleret
        maaltal:
          - aar: 2021
            vaerdi: 1.680
      - nummer: 2
        tekst: Heraf 600 vækstforløb
        enhed: antal
        krav: mindst
        opgoerelse: akkumuleret
        del_af: 1
        maaltal:
          - aar: 2021
            vaerdi: 600
"""
MAAL = f"maal:\n{MAAL_1}{MAAL_2}"
RAPPORT = """\
afrapporteringer:
  - aar: 2021
    slags: foreloebig
    pr_dato: 13. oktober 2021
    statusser:
      - maal: 1
        maalepunkt: 1
        tekst: Vækst er over målet
        resultater:
          drift: 75
          vaekst: 81,5
    indsatsstatusser:
      - indsatsomraade: 1
        tekst: Samarbejdet er i gang
"""
FIL = KONTRAKT + UNDERSKRIFTER + NOEGLE + INDSATS + MAAL + RAPPORT


def indlaes_tekst(tekst: str, *, proev: bool = False, overskriv_status: bool = False) -> Filrapport:
    """Load one contract given as text, and give its report."""
    kilde = Kilde("kontrakt.yaml", tekst.encode())
    [rapport] = indlaes([kilde], proev=proev, overskriv_status=overskriv_status)
    return rapport


def forskelle(rapport: Filrapport) -> list[str]:
    """A report's changes, a line each, without the values."""
    return [f"{forskel.handling}: {forskel.hvad}" for forskel in rapport.forskelle]
