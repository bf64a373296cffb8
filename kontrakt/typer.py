"""The fixed words of users and contracts: stored value in ASCII, label as the user reads it.

Only enums live here, so that the rules in `kontrakt/adgang.py` stand below the tables.
"""

from django.db.models import TextChoices


class Rolle(TextChoices):
    """What a user is here to do. Who may what is decided in `kontrakt/adgang.py` alone."""

    SEKRETARIAT = "sekretariat", "KKR-sekretariat"
    DIREKTOER = "direktoer", "Erhvervshusets direktør"
    LAESER = "laeser", "Læser"
    ADMINISTRATOR = "administrator", "Administrator"


class National(TextChoices):
    """The national parties, to whom every approved report is sent."""

    KL = "kl", "KL"
    ERHVERVSSTYRELSEN = "erhvervsstyrelsen", "Erhvervsstyrelsen"


class Kontrakttilstand(TextChoices):
    """Whether the contract is agreed. A draft has no signatures."""

    UDKAST = "udkast", "Udkast"
    VEDTAGET = "vedtaget", "Vedtaget"


class Frekvens(TextChoices):
    """How often the house reports to KKR."""

    AARLIG = "aarlig", "Årligt"
    HALVAARLIG = "halvaarlig", "Halvårligt"
