"""Django's Danish formats with the hour as `kontrakt.dansk` writes it: `13. oktober 2021 kl. 10.42`."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y \k\l. H.i"
SHORT_DATETIME_FORMAT = r"d.m.Y \k\l. H.i"
