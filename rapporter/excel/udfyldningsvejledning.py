"""The front page of a workbook to be filled in: whose it is, and how it is filled in and uploaded."""

from datetime import datetime

from django.utils import timezone

from kontrakt.dansk import vis_tidspunkt
from maal.udfyldning import Skema
from maal.udtraek import Udtraek
from rapporter.excel.ark import Afsnit, Felt, Noegleark

ARKNAVN = "Vejledning til udfyldning"
SAADAN = (
    ("Hvor", "Skriv kun i de gule felter: kolonnerne, hvis overskrift slutter med (udfyldes). Alt andet er låst."),
    (
        "Resultat",
        "Skriv tallet, fx 71,5 eller 1680, uden enhed. Decimaler skrives med komma: 12,5. Tomt er: intet tal endnu.",
    ),
    (
        "Vises tallet rigtigt?",
        "Viser cellen et andet tal, end du skrev, er regnearket ikke sat til dansk. Skriv det, så det vises rigtigt.",
    ),
    ("Status", "Med dine egne ord. Status hører til hele målepunktet og skrives i dets første række."),
    ("Afventer tal fra", "Hvem tallet kommer fra, når det ikke er der endnu. Ryd feltet, når tallet er kommet."),
    (
        "Rækker og kolonner",
        "Lad dem stå. Du må gerne flytte rundt på hele kolonner eller sortere rækker, men ikke slette eller indsætte.",
    ),
    (
        "Ikke her",
        "Vurdering, kilde, henvisning til et andet mål og vejledningstal ændres kun på afrapporteringens side.",
    ),
)
ENHEDER = (
    (
        "Procent",
        "Et tal fra 0 til 100: skriv 71,5 for 71,5 %. Et tal på 1 eller derunder skrives med procenttegn, fx 0,5 %, "
        "så det ikke kan forveksles med 50 %. Det gælder også NPS og procentpoint.",
    ),
    ("NPS", "Et tal fra −100 til 100, fx 70."),
    ("Procentpoint", "Forskellen mellem to procenter, fx 5 eller −2,5."),
    ("Antal", "Et helt tal på mindst 0, fx 1680."),
    ("Faktor", "Et tal på mindst 0, fx 2,5."),
    (
        "Kvalitativ og geografisk spredning",
        "Intet tal. Vurderingen gives på afrapporteringens side; skriv kun status her.",
    ),
)
INDLAES = (
    ("1", "Gem filen som Excel-projektmappe (.xlsx). LibreOffice kan også bruges."),
    ("2", "Åbn afrapporteringen i systemet, vælg Indlæs fra Excel, og vælg filen."),
    ("3", "Se, hvad der bliver ændret. Først når du bekræfter, bliver det gemt: alt eller intet."),
    ("4", "Hent en ny fil, hvis du vil skrive mere. En fil, der er indlæst, er ældre end det, der nu står i systemet."),
    (
        "Har nogen gemt imens?",
        "Så vises begge udgaver, og filen overskriver ingenting. Du bestemmer på siden, hvad der skal gælde.",
    ),
)


def vejledning(udtraek: Udtraek, skema: Skema, hentet: datetime, hentet_af: str) -> Noegleark:
    """The front page; `hentet` with time zone."""
    oplysninger = [
        Felt("Kontrakt", udtraek.kontrakt),
        Felt("Afrapportering", skema.titel),
        Felt("Hentet", f"{vis_tidspunkt(timezone.localtime(hentet))}{f' af {hentet_af}' if hentet_af else ''}"),
    ]
    afsnit = [
        Afsnit("Filen", oplysninger),
        *(
            Afsnit(overskrift, [Felt(navn, tekst) for navn, tekst in linjer])
            for overskrift, linjer in (
                ("Sådan udfylder du", SAADAN),
                ("Enheder", ENHEDER),
                ("Sådan indlæser du", INDLAES),
            )
        ),
    ]
    return Noegleark(ARKNAVN, f"Til udfyldning. {skema.titel}", afsnit)
