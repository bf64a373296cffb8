"""`python -m bench`: print every ratio."""

from django.core.management import call_command

from bench import bilag, eksport, landsoversigt, samlet, sider, udfyldning, vejledning

call_command("migrate", verbosity=0)
sider.koer()
print()
eksport.koer()
print()
bilag.koer()
print()
vejledning.koer()
print()
udfyldning.koer()
print()
samlet.koer()
print()
landsoversigt.koer()
