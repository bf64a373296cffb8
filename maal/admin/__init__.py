"""Goals, reports and the loading of files in the administration: one module a subject, registered by being imported."""

from maal.admin import afrapporteringer, indikatorer, kontrakter, maal, statusser

__all__ = ["afrapporteringer", "indikatorer", "kontrakter", "maal", "statusser"]
