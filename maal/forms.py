"""The forms of a report: what a person types, read in Danish, as the doors want it. Page and administration share them.

A form checks only what needs the typed text (is it a number, is it among the choices); every rule is the door's, whose
refusal `afvis` puts at the right field. Nothing has a length limit in the browser: that would cut pasted text silently.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BoundField
from django.utils import timezone

from kontrakt.dansk import Talfejl, vis_tidspunkt
from kontrakt.felter import DanskDatoField, DanskDecimalField, Tekstfelt
from kontrakt.models import Kontrakt
from kontrakt.widgets import Afsnit, Linje, Skjult, Valgliste
from maal.enheder import krav_i_ord, laes_vaerdi
from maal.levende import skrevet_af
from maal.models import Maal, Skrevet
from maal.status import Konflikt, Statusdata, egne_vurderinger, resultatfelt
from maal.typer import Enhed, Segment, Slags
from maal.udtraek import Indsatsudtraek, Punktudtraek, Segmentudtraek, Udtraek


class Vaerdifelt(DanskDecimalField):
    """A figure of one målepunkt, read and refused by the rules of its unit."""

    def __init__(self, *, enhed: Enhed, **kwargs: Any) -> None:
        self.enhed = enhed
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override] # as in DecimalField's stubs
        """Read what was typed; the messages are those of `enheder` and `dansk`."""
        tekst = self.prepare_value(value)
        if not isinstance(tekst, str) or not tekst.strip():
            return None
        try:
            return laes_vaerdi(tekst, self.enhed)
        except Talfejl as fejl:
            raise ValidationError(str(fejl), code="invalid") from fejl


class Valg(forms.Field):
    """One of the choices that `tilbyd` offers, or none.

    A ChoiceField goes through its choices for every form, and on the report page every form offers every goal.
    """

    widget = Valgliste()

    def tilbyd(self, valg: Iterable[tuple[str, str]]) -> None:
        """Offer stored values with their names."""
        self.widget.choices = [("", "–"), *valg]

    def to_python(self, value: Any) -> str:
        """The stored value, blank for none."""
        return value or ""

    def validate(self, value: Any) -> None:
        """Refuse what is not offered."""
        if value not in dict(self.widget.choices):
            raise ValidationError("Vælg en af mulighederne på listen.", code="invalid_choice")


def afvis(form: forms.Form, fejl: ValidationError) -> None:
    """Put the messages of a door at their fields; those without a field go to the top."""
    for navn, beskeder in fejl.update_error_dict({}).items():
        form.add_error(navn if navn in form.fields else None, beskeder)


class Skrivform(forms.Form):
    """What the forms of a status share: the version that was read, and the answer when it is no longer the newest."""

    version = forms.IntegerField(
        min_value=0,
        widget=Skjult,
        error_messages={"required": "Siden er for gammel. Genindlæs den.", "invalid": "Genindlæs siden, og prøv igen."},
    )
    er_konflikt = False

    def afvis_konflikt(self, gemt: Skrevet) -> None:
        """Say who saved `gemt` meanwhile, keep what was typed, and let a second, conscious save overwrite it."""
        hvem = skrevet_af(gemt) or "En indlæst fil"
        hvornaar = f" {vis_tidspunkt(timezone.localtime(gemt.opdateret))}" if gemt.opdateret else ""
        self.er_konflikt = True
        self.add_error(
            None,
            f"{hvem} har gemt{hvornaar}, mens du skrev. Det, du har skrevet, står stadig i felterne. "
            "Gem igen, hvis det skal erstatte det, der er gemt.",
        )
        self.data = {navn: self.data[navn] for navn in self.data} | {"version": str(gemt.version)}


FLERE_FELTER = ("kilde", "afventer", "henviser_til", "tilsidesat_vurdering", "begrundelse")


class StatusForm(Skrivform):
    """What one report says of one målepunkt; which fields there are follows from the målepunkt's unit."""

    egen_vurdering = Valg(label="Vurdering", required=False)
    tekst = Tekstfelt(label="Status", required=False, widget=Afsnit(attrs={"rows": 3}))
    kilde = Tekstfelt(label="Tallets kilde", required=False, widget=Linje, help_text="Fx kundemålingen")
    afventer = Tekstfelt(label="Afventer tal fra", required=False, widget=Linje, help_text="Fx Erhvervsstyrelsen")
    henviser_til = Valg(label="Se mål", required=False, help_text="Vurderes som det mål")
    tilsidesat_vurdering = Valg(
        label="Tilsidesæt vurderingen med", required=False, help_text="Den beregnede vises også"
    )
    begrundelse = Tekstfelt(
        label="Begrundelse",
        required=False,
        widget=Afsnit(attrs={"rows": 2}),
        help_text="Hvorfor vurderingen tilsidesættes",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, udtraek: Udtraek, punkt: Punktudtraek, **kwargs: Any
    ) -> None:
        kwargs = {"initial": _initial(udtraek, punkt), "auto_id": f"{punkt.anker}-%s", **kwargs}
        super().__init__(data, **kwargs)
        self.punkt = punkt
        self.segmenter = punkt.segmenter if punkt.enhed.er_tal else ()
        felter: dict[str, forms.Field] = {
            resultatfelt(segment.segment): _resultatfelt(udtraek.aar, punkt, segment) for segment in self.segmenter
        }
        self.fields = felter | self.fields
        if punkt.enhed.er_tal:
            del self.fields["egen_vurdering"]
        elif punkt.henviser_til is None and punkt.tilsidesat is None:
            # Without a figure only a verdict that is taken from another goal can be set aside.
            del self.fields["tilsidesat_vurdering"], self.fields["begrundelse"]
        vurderinger = [(v.value, v.label) for v in egne_vurderinger(udtraek.er_endelig)]
        andre = [maal.som_valg for maal in udtraek.maal if maal.nummer != punkt.maalnummer]
        for navn, felt in self.fields.items():
            if isinstance(felt, Valg):
                felt.tilbyd(andre if navn == "henviser_til" else vurderinger)

    def clean_henviser_til(self) -> Maal | None:
        """The goal chosen; only the contract's own are offered."""
        valgt = self.cleaned_data["henviser_til"]
        return Maal.objects.get(pk=valgt) if valgt else None

    def statusdata(self) -> Statusdata:
        """What was typed, as the door wants it; only after `is_valid`."""
        felter = {
            navn: self.cleaned_data[navn] for navn in ("egen_vurdering", "tekst", *FLERE_FELTER) if navn in self.fields
        }
        typede = {s.segment: self.cleaned_data[resultatfelt(s.segment)] for s in self.segmenter}
        return Statusdata(**felter, resultater={segment: tal for segment, tal in typede.items() if tal is not None})

    @property
    def resultater(self) -> list[tuple[Segmentudtraek, BoundField]]:
        """Each target with the field its result is typed in."""
        return [(segment, self[resultatfelt(segment.segment)]) for segment in self.segmenter]

    @property
    def flere_felter(self) -> list[BoundField]:
        """The rarely used fields."""
        return [self[navn] for navn in FLERE_FELTER if navn in self.fields]

    @property
    def flere_navn(self) -> str:
        """What the rarely used fields are called together."""
        return "Kilde, afventer, se mål" + (", tilsidesæt vurderingen" if "begrundelse" in self.fields else "")

    @property
    def flere_er_brugt(self) -> bool:
        """Whether one of the rarely used fields holds something or is refused."""
        return any(felt.value() or felt.errors for felt in self.flere_felter)


def _initial(udtraek: Udtraek, punkt: Punktudtraek) -> dict[str, Any]:
    henvist = [str(maal.id) for maal in udtraek.maal if maal.nummer == punkt.henviser_til]
    return {
        "version": punkt.version,
        "tekst": punkt.status,
        "kilde": punkt.kilde,
        "afventer": punkt.afventer,
        "henviser_til": henvist[0] if henvist else "",
        "egen_vurdering": punkt.egen_vurdering or "",
        "tilsidesat_vurdering": punkt.tilsidesat or "",
        "begrundelse": punkt.begrundelse,
        **{resultatfelt(segment.segment): segment.resultat for segment in punkt.segmenter},
    }


def _resultatfelt(aar: int, punkt: Punktudtraek, segment: Segmentudtraek) -> Vaerdifelt:
    navn = "Resultat" if segment.segment == Segment.ALLE else f"Resultat, {segment.segment.label.lower()}"
    krav = krav_i_ord(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance) or f"intet måltal for {aar}"
    return Vaerdifelt(enhed=punkt.enhed, label=navn, required=False, help_text=krav, widget=Linje)


class IndsatsstatusForm(Skrivform):
    """What one report says of one focus area."""

    tekst = Tekstfelt(label="Status", required=False, widget=Afsnit(attrs={"rows": 3}))

    def __init__(self, data: Mapping[str, Any] | None = None, *, indsats: Indsatsudtraek, **kwargs: Any) -> None:
        initial = {"version": indsats.version, "tekst": indsats.status}
        super().__init__(data, **{"initial": initial, "auto_id": f"{indsats.anker}-%s", **kwargs})


def gem_form(form: Skrivform, gem: Callable[[], object]) -> None:
    """Save through the door when the form can be read; afterwards the form holds whatever was refused."""
    if not form.is_valid():
        return
    try:
        gem()
    except ValidationError as fejl:
        afvis(form, fejl)
    except PermissionDenied as fejl:  # closed while it was being written in
        form.add_error(None, str(fejl))
    except Konflikt as konflikt:
        form.afvis_konflikt(konflikt.status)


class StartAfrapporteringForm(forms.Form):
    """The year, kind and as-of date of a new report on a contract."""

    aar = forms.TypedChoiceField(label="År", coerce=int)
    slags = forms.TypedChoiceField(label="Slags", choices=Slags.choices, coerce=Slags)
    pr_dato = DanskDatoField(
        label="Opgjort pr.",
        help_text="Den dato, tallene er talt op til, fx 13.10.2021.",
        error_messages={"required": "Skriv den dato, tallene er talt op til."},
    )
    frist = DanskDatoField(label="Frist", required=False, help_text="Må være tom.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, kontrakt: Kontrakt, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        felt = self.fields["aar"]
        assert isinstance(felt, forms.TypedChoiceField)  # noqa: S101 - says to the type checker what stands above
        felt.choices = [(aar, str(aar)) for aar in kontrakt.aar]
