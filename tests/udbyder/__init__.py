"""An OpenID Connect provider of its own (django-oauth-toolkit), run as a process: what an organisation has."""
