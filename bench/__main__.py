"""`python -m bench`: print every ratio."""

from django.core.management import call_command

from bench import bilag, eksport, landsoversigt, sider, vejledning

call_command("migrate", verbosity=0)
sider.koer()
print()
eksport.koer()
print()
bilag.koer()
print()
vejledning.koer()
print()
landsoversigt.koer()
