"""The tables of this floor; a cell with markup is a small template beside its page."""

from collections.abc import Mapping

import django_tables2 as tables

from rapporter.oversigt import Vurderinger


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
    udfyldt = tables.TemplateColumn(
        template_name="rapporter/_oversigt_udfyldt.html",
        order_by=("andel_udfyldt",),
        attrs={"td": {"class": "nowrap"}},
        verbose_name="Udfyldt",
    )
    vurdering = tables.TemplateColumn(
        template_name="rapporter/_oversigt_vurderinger.html",
        orderable=False,
        verbose_name="Målepunkternes vurdering",
        extra_context=lambda record, table: {
            "vurderinger": table.vurderinger.get(record.seneste and record.seneste.id)
        },
    )
    frist = tables.TemplateColumn(
        template_name="rapporter/_oversigt_frister.html",
        order_by=("naeste_dato",),
        verbose_name="Frist og næste skridt",
    )

    class Meta:
        empty_text = "Der er ingen kontrakter at vise."
