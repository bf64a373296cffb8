"""The tables of this floor; a cell with markup is a small template beside its page."""

from collections.abc import Mapping

import django_tables2 as tables

from rapporter.oversigt import SenesteRapport, Vurderinger


class Oversigtstabel(tables.Table):
    """The overview: `rapporter.oversigt.Oversigtsraekke`, one a contract.

    `vurderinger` is set when it is known which rows are shown (`rapporter.oversigt.hent_vurderinger`).
    """

    vurderinger: Mapping[int, Vurderinger]
    titel = "Kontrakter med seneste afrapportering"

    kontrakt = tables.TemplateColumn(
        template_name="rapporter/_oversigt_kontrakt.html",
        order_by=("hus_sortering", "periode"),
        verbose_name="Kontrakt",
    )
    periode = tables.Column("År", order_by=("periode", "hus_sortering"), attrs={"td": {"class": "nowrap"}})
    seneste = tables.TemplateColumn(
        template_name="rapporter/_oversigt_seneste.html",
        order_by=("seneste_dato",),
        verbose_name="Seneste afrapportering",
    )
    udfyldt = tables.Column(
        "Udfyldt", accessor="seneste", order_by=("andel_udfyldt",), default="–", attrs={"td": {"class": "nowrap"}}
    )
    vurdering = tables.TemplateColumn(
        template_name="rapporter/_oversigt_vurderinger.html",
        orderable=False,
        verbose_name="Målepunkternes vurdering",
        extra_context=lambda record, table: {
            "vurderinger": table.vurderinger.get(record.seneste and record.seneste.id)
        },
    )
    udestaar = tables.TemplateColumn(
        template_name="rapporter/_oversigt_udestaar.html", order_by=("antal_udestaaende",), verbose_name="Udestår"
    )

    class Meta:
        empty_text = "Der er ingen kontrakter at vise."

    def render_udfyldt(self, value: SenesteRapport) -> str:
        """How many målepunkter have a status: "18 af 21"."""
        return f"{value.udfyldt} af {value.antal}"
