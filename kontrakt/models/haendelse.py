"""The log of events: what was done to the system by whom, only ever added to."""

from django.db import models

from kontrakt.models.bruger import Bruger


class Haendelsesslags(models.TextChoices):
    """What happened."""

    LOG_IND = "log_ind", "Log ind"
    LOG_IND_AFVIST = "log_ind_afvist", "Log ind afvist"
    LOG_UD = "log_ud", "Log ud"
    ADGANGSKODE = "adgangskode", "Adgangskode skiftet"
    TOTRIN = "totrin", "To-trins-login ændret"
    RETTIGHEDER = "rettigheder", "Bruger eller rettigheder ændret"
    TILSTAND = "tilstand", "Afrapportering skifter tilstand"
    GENDANNELSE = "gendannelse", "Tidligere status gendannet"
    NOEGLE = "noegle", "Fordelingsnøgle vedtaget"
    INDLAESNING = "indlaesning", "Indlæsning"
    EKSPORT = "eksport", "Eksport"
    PERSONDATA = "persondata", "Persondata slettet"


class Haendelse(models.Model):
    """One event. Written by `kontrakt.haendelser.log` only; the database refuses to change a row."""

    tidspunkt = models.DateTimeField("tidspunkt", db_index=True)
    slags = models.CharField("slags", max_length=20, choices=Haendelsesslags.choices)
    bruger = models.ForeignKey(Bruger, models.PROTECT, null=True, related_name="+", verbose_name="bruger")
    genstand = models.CharField("genstand", max_length=300, blank=True, help_text="Hvad det skete med.")
    beskrivelse = models.TextField("beskrivelse", blank=True)

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        ordering = ["-tidspunkt", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_slags_display()} {self.genstand}".strip()
