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
from django.utils.functional import cached_property

from kommuner.models import Vejledningstal
from kontrakt.dansk import Talfejl, vis_tidspunkt
from kontrakt.felter import DanskDatoField, DanskDecimalField, Tekstfelt
from kontrakt.models import Kontrakt
from kontrakt.widgets import Afsnit, Linje, Skjult, Valgliste
from maal.enheder import krav_i_ord, laes_vaerdi
from maal.konflikt import GEMT, MIT, VALG, Sammenstoed, sammenhold
from maal.models import Maal, Skrevet
from maal.spredning import Forslag, Muligheder
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
    """What the forms of a status share: the version that was read, and the answer when it is no longer the newest.

    After a conflict the form comes back with a choice (`valg_<felt>`) for each field that both have changed.
    """

    version = forms.IntegerField(
        min_value=0,
        widget=Skjult,
        error_messages={"required": "Siden er for gammel. Genindlæs den.", "invalid": "Genindlæs siden, og prøv igen."},
    )
    konflikt: Sammenstoed | None = None
    gemt: Skrevet | None = None  # the status, once it is saved
    er_sat_ind = False  # what was sent too late is put back

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any], **kwargs: Any) -> None:
        self.sendt = data or {}
        skal_vaelges = str(self.sendt.get("sammenstoed", "")).split()
        self.mangler_valg = any(self.sendt.get(f"{VALG}{navn}") not in (MIT, GEMT) for navn in skal_vaelges)
        if data is not None and self.mangler_valg:
            # Who has not chosen is still where they began, so that the door refuses and both versions are shown again.
            data = {navn: data[navn] for navn in data} | {"version": data.get("foer_version")}
        elif data is not None:
            valgt = {navn: initial[navn] for navn in skal_vaelges if navn in initial and data[f"{VALG}{navn}"] == GEMT}
            data = {navn: data[navn] for navn in data} | valgt
        super().__init__(data, initial=dict(initial), **kwargs)

    def afvis_konflikt(self, gemt: Skrevet) -> None:
        """Keep what was typed, put in what only the other has changed, and let a second, conscious save decide."""
        self.konflikt = sammenhold(
            self, gemt, self.cleaned_data["version"], valgt=self.sendt, mangler_valg=self.mangler_valg
        )
        hvornaar = f" {vis_tidspunkt(timezone.localtime(gemt.opdateret))}" if gemt.opdateret else ""
        self.add_error(None, f"{self.konflikt.gemt_af} har gemt{hvornaar}, mens du skrev. Intet af dit er gemt endnu.")
        andres = {f.felt.name: self.konflikt.raa_gemt[f.felt.name] for f in self.konflikt.kun_gemt}
        self.data = {navn: self.data[navn] for navn in self.data} | andres | {"version": str(gemt.version)}

    @property
    def skjulte(self) -> list[BoundField]:
        """The fields that are not asked about in a conflict."""
        spoerges = self.konflikt.feltnavne.split() if self.konflikt else []
        return [felt for felt in self if felt.name not in (*spoerges, "version")]


BRUG = "brug_vejledningstal"  # the button that makes a count the result, by the count's id
VIGER = ("egen_vurdering", "afventer", "henviser_til")  # what cannot stand beside it
FLERE_FELTER = ("kilde", "afventer", "henviser_til", "tilsidesat_vurdering", "begrundelse")


class StatusForm(Skrivform):
    """What one report says of one målepunkt; which fields there are follows from the målepunkt's unit."""

    egen_vurdering = Valg(label="Vurdering", required=False)
    vejledningstal = Valg(label="Resultat fra vejledningstal", required=False)
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
        self,
        data: Mapping[str, Any] | None = None,
        *,
        udtraek: Udtraek,
        punkt: Punktudtraek,
        muligheder: Muligheder,
        **kwargs: Any,
    ) -> None:
        if data and punkt.regel and (brug := data.get(BRUG)):
            # One click: the count is the result, and what would stand in its way goes (it stays in the history).
            data = {navn: data[navn] for navn in data} | dict.fromkeys(VIGER, "") | {"vejledningstal": brug}
        super().__init__(data, **{"initial": _initial(udtraek, punkt), "auto_id": f"{punkt.anker}-%s", **kwargs})
        self.punkt, self.muligheder = punkt, muligheder
        self.segmenter = punkt.segmenter if punkt.enhed.er_tal else ()
        felter: dict[str, forms.Field] = {
            resultatfelt(segment.segment): _resultatfelt(udtraek.aar, punkt, segment) for segment in self.segmenter
        }
        self.fields = felter | self.fields
        if punkt.enhed.er_tal:
            del self.fields["egen_vurdering"]
        elif not (punkt.henviser_til or punkt.spredning or punkt.tilsidesat or self.data.get("tilsidesat_vurdering")):
            # Without a figure only a verdict that is taken from another goal, or from guidance, can be set aside.
            del self.fields["tilsidesat_vurdering"], self.fields["begrundelse"]
        if punkt.regel is None and punkt.spredning is None:
            del self.fields["vejledningstal"]
        vurderinger = [(v.value, v.label) for v in egne_vurderinger(udtraek.er_endelig)]
        andre = [maal.som_valg for maal in udtraek.maal if maal.nummer != punkt.maalnummer]
        valg = {"henviser_til": andre, "vejledningstal": muligheder.valg(punkt)}
        for navn, felt in self.fields.items():
            if isinstance(felt, Valg):
                felt.tilbyd(valg.get(navn, vurderinger))

    def clean_henviser_til(self) -> Maal | None:
        """The goal chosen; only the contract's own are offered."""
        valgt = self.cleaned_data["henviser_til"]
        return Maal.objects.get(pk=valgt) if valgt else None

    def clean_vejledningstal(self) -> Vejledningstal | None:
        """The count chosen; only the house's for the year are offered."""
        valgt = self.cleaned_data["vejledningstal"]
        tal = Vejledningstal.objects.filter(pk=valgt).first() if valgt else None
        if valgt and tal is None:
            raise ValidationError("Vejledningstallene er slettet. Vælg nogle andre.")
        return tal

    def statusdata(self) -> Statusdata:
        """What was typed, as the door wants it; only after `is_valid`."""
        navne = ("egen_vurdering", "vejledningstal", "tekst", *FLERE_FELTER)
        felter = {navn: self.cleaned_data[navn] for navn in navne if navn in self.fields}
        typede = {s.segment: self.cleaned_data[resultatfelt(s.segment)] for s in self.segmenter}
        return Statusdata(**felter, resultater={segment: tal for segment, tal in typede.items() if tal is not None})

    @property
    def resultater(self) -> list[tuple[Segmentudtraek, BoundField]]:
        """Each target with the field its result is typed in."""
        return [(segment, self[resultatfelt(segment.segment)]) for segment in self.segmenter]

    @property
    def vejledningsfelt(self) -> BoundField | None:
        """The choice among the house's counts, where the contract has its spread computed."""
        return self["vejledningstal"] if "vejledningstal" in self.fields else None

    @cached_property
    def forslag(self) -> Forslag | None:
        """What the newest count would give, when it is not the result."""
        return self.muligheder.forslag(self.punkt)

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
        "vejledningstal": str(punkt.spredning.id) if punkt.spredning else "",
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


def gem_form(form: Skrivform, gem: Callable[[], Skrevet]) -> None:
    """Save through the door when the form can be read; afterwards the form holds whatever was refused."""
    if not form.is_valid():
        return
    try:
        form.gemt = gem()
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
