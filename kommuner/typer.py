"""The fixed words of guidance, its spread and the funding key: stored value in ASCII, label as the user reads it."""

from django.db.models import TextChoices


class Vejledningsslags(TextChoices):
    """What is counted for each municipality; the value is the name of its field in `Vejledning`.

    Courses, participants and referrals are three units and are never added to each other.
    """

    VAEKST = "vaekst", "Vækst"
    DRIFT = "drift", "Drift"
    KORTE_FORLOEB = "korte_forloeb", "Korte forløb"
    EARLY_WARNING = "early_warning", "Early Warning"
    KOLLEKTIVE = "kollektive", "Kollektive deltagere"
    HENVISNINGER = "henvisninger", "Henvisninger"


# The kinds that are individual courses: the spread counts these alone (Midtjylland 2025, Mål 7).
INDIVIDUELLE = (
    Vejledningsslags.VAEKST,
    Vejledningsslags.DRIFT,
    Vejledningsslags.KORTE_FORLOEB,
    Vejledningsslags.EARLY_WARNING,
)


class Niveau(TextChoices):
    """What the spread is judged for: each municipality, or the two groups of them."""

    KOMMUNE = "kommune", "hver kommune"
    BY_LAND = "by_land", "bykommuner og landkommuner"


class Grundlag(TextChoices):
    """What is distributed by population: the courses that the contract aims at, or those that were given."""

    MAALTAL = "maaltal", "kontraktens måltal for individuelle forløb"
    FAKTISK = "faktisk", "de faktiske individuelle forløb i alt"


class Afvigelse(TextChoices):
    """What the tolerance is a percentage of: the post's own target, or all courses (points of the share)."""

    RELATIV = "relativ", "procent af eget måltal"
    POINT = "point", "procentpoint af andelen"


class Placering(TextChoices):
    """Where a municipality or group lies; one that is under is invited to a dialogue (Midtjylland 2025, Mål 7)."""

    UNDER = "under", "Under spændet"
    INDEN_FOR = "inden_for", "Inden for spændet"
    OVER = "over", "Over spændet"


class Noeglemetode(TextChoices):
    """How a funding key is rounded to whole 1.000 kr.; the real ones are rounded a municipality at a time."""

    HVER_FOR_SIG = "hver_for_sig", "Hver kommune afrundet for sig"
    GAAR_OP = "gaar_op", "Nøgle, der går op"
