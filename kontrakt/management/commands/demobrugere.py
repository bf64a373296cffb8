"""`manage.py demobrugere`: people to try the system as, on a developer's machine only."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kontrakt.models import Bruger, Erhvervshus, Kkr, Kommune, Kontrakt, National, Rolle

Person = tuple[str, Rolle, Mapping[str, Kkr | Erhvervshus | Kommune | National]]


def personer() -> list[Person]:
    """User name, role and organisation: an administrator, the readers, and each KKR and house that has a contract."""
    huse = Erhvervshus.objects.filter(pk__in=Kontrakt.objects.values("erhvervshus"))
    kkr = Kkr.objects.filter(erhvervshuse__in=huse).distinct()
    kommuner = Kommune.objects.filter(erhvervshus__in=huse)
    return [
        ("administrator", Rolle.ADMINISTRATOR, {}),
        *((f"laeser-{national}", Rolle.LAESER, {"national": national}) for national in National),
        *(("laeser-kommune", Rolle.LAESER, {"kommune": kommune}) for kommune in kommuner[:1]),
        *((f"sekretariat-{et_kkr.noegle}", Rolle.SEKRETARIAT, {"kkr": et_kkr}) for et_kkr in kkr),
        *((f"direktoer-{hus.noegle}", Rolle.DIREKTOER, {"erhvervshus": hus}) for hus in huse),
    ]


class Command(BaseCommand):
    """Makes the demo users if they are missing, and gives all of them one new password."""

    help = "Opretter én demobruger for hver rolle og viser deres nye, fælles adgangskode. Kun når DEBUG er slået til."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Print the user names and the password; raise CommandError when DEBUG is off."""
        if not settings.DEBUG:
            raise CommandError("Demobrugere kan kun oprettes, når DEBUG er slået til.")
        adgangskode = secrets.token_urlsafe(9)
        self.stdout.write(f"Demobrugere (adgangskode til dem alle: {adgangskode})")
        for brugernavn, rolle, organisation in personer():
            bruger, _ = Bruger.objects.get_or_create(
                username=brugernavn,
                defaults={"rolle": rolle, "first_name": "Demo", "last_name": rolle.label, **organisation},
            )
            bruger.set_password(adgangskode)
            bruger.save(update_fields=["password"])
            self.stdout.write(f"  {brugernavn:28} {bruger.organisation}")
