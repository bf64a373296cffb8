"""The fixed words of goals and reports: stored value in ASCII, label as the user reads it.

Only enums live here, so that the pure rules can use them without a database.
"""

from django.db.models import TextChoices


class Enhed(TextChoices):
    """What a figure counts. `PROCENTPOINT` is a difference between two percentages, never a percentage."""

    PROCENT = "procent", "procent"
    PROCENTPOINT = "procentpoint", "procentpoint"
    NPS = "nps", "NPS"
    ANTAL = "antal", "antal"
    FAKTOR = "faktor", "faktor"
    KVALITATIV = "kvalitativ", "kvalitativ"
    SPREDNING = "spredning", "geografisk spredning"

    @property
    def er_tal(self) -> bool:
        """Whether a result of this unit is one number (per segment) that the rules can judge."""
        return self not in (Enhed.KVALITATIV, Enhed.SPREDNING)


class Krav(TextChoices):
    """How a result must stand to its target; blank for a målepunkt without a figure."""

    MINDST = "mindst", "mindst"
    OVER = "over", "over"
    HOEJST = "hoejst", "højst"
    INDEN_FOR = "inden_for", "inden for"


class Opgoerelse(TextChoices):
    """A level at a date, or a count that grows through the year."""

    NIVEAU = "niveau", "niveau"
    AKKUMULERET = "akkumuleret", "akkumuleret gennem året"


class Segment(TextChoices):
    """The two customer segments (rammeaftale 2021–2023, notes 5 and 6); `ALLE` is one figure for all."""

    ALLE = "", "Alle"
    DRIFT = "drift", "Drift"
    VAEKST = "vaekst", "Vækst"


class Segmentering(TextChoices):
    """Which segments a målepunkt is judged on; `HVER` means that each of the two must meet the target."""

    ALLE = "", "Alle under ét"
    DRIFT = "drift", "Driftssegmentet"
    VAEKST = "vaekst", "Vækstsegmentet"
    HVER = "drift_vaekst", "Drift og vækst hver for sig"

    @property
    def segmenter(self) -> tuple[Segment, ...]:
        """The segments in the order they are shown."""
        return {
            Segmentering.ALLE: (Segment.ALLE,),
            Segmentering.DRIFT: (Segment.DRIFT,),
            Segmentering.VAEKST: (Segment.VAEKST,),
            Segmentering.HVER: (Segment.DRIFT, Segment.VAEKST),
        }[self]


class Vurdering(TextChoices):
    """The verdict on a target, a målepunkt or a goal."""

    OPFYLDT = "opfyldt", "Opfyldt"
    DELVIST_OPFYLDT = "delvist_opfyldt", "Delvist opfyldt"
    IKKE_OPFYLDT = "ikke_opfyldt", "Ikke opfyldt"
    PAA_VEJ = "paa_vej", "På vej"
    BAGUD = "bagud", "Bagud"
    AFVENTER = "afventer", "Afventer"
    UDEN_MAALTAL = "uden_maaltal", "Uden måltal"
    MANGLER = "mangler", "Mangler"


class Slags(TextChoices):
    """The kind of a report. Only a final one settles the year."""

    FORELOEBIG = "foreloebig", "Foreløbig"
    HALVAARLIG = "halvaarlig", "Halvårlig"
    ENDELIG = "endelig", "Endelig"


class Tilstand(TextChoices):
    """Where a report is on its way from the house to KKR."""

    KLADDE = "kladde", "Kladde"
    INDSENDT = "indsendt", "Indsendt"
    GODKENDT = "godkendt", "Godkendt"
    SENDT = "sendt", "Sendt til KL og Erhvervsstyrelsen"


LAASTE = (Tilstand.GODKENDT, Tilstand.SENDT)  # what KKR has approved stands still, and is for all to read


class Oprindelse(TextChoices):
    """Where the present wording of a status came from; a file never overwrites `HAAND` unasked."""

    TOM = "tom", "Endnu ikke udfyldt"
    FIL = "fil", "Indlæst fra fil"
    HAAND = "haand", "Skrevet i systemet"


class Aendring(TextChoices):
    """What the contract itself says of a goal against the year before; blank when it says nothing."""

    UAENDRET = "uaendret", "Uændret"
    JUSTERET = "justeret", "Justeret"


class Anledning(TextChoices):
    """Why somebody is reminded of a deadline; each occasion is told of once."""

    MAANED = "maaned", "Om en måned"
    UGE = "uge", "Om en uge"
    PASSERET = "passeret", "Fristen er passeret"


class Friststand(TextChoices):
    """How a deadline stands on a day."""

    IKKE_BEGYNDT = "ikke_begyndt", "Ikke begyndt"
    UNDERVEJS = "undervejs", "Undervejs"
    FORSINKET = "forsinket", "Forsinket"
    NAAET = "naaet", "Nået"
