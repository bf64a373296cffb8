"""The table of municipalities; a cell with markup is a small template beside its page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_tables2 as tables

from kontrakt.dansk import vis_kort_dato, vis_tal
from rapporter.kommuner import Kommuneliste

TAL = {"th": {"class": "tal"}, "td": {"class": "tal"}}


class Kommunetabel(tables.Table):
    """The municipalities: `rapporter.kommuner.Kommunelinje`, one a row. A common year or date is in the heading."""

    titel = "Kommuner med bidrag og individuelle forløb"

    kode = tables.Column("Kode", order_by=("kode",))
    kommune = tables.TemplateColumn(
        template_name="rapporter/_kommuner_navn.html", order_by=("sortering",), verbose_name="Kommune"
    )
    hus = tables.Column("Erhvervshus", order_by=("hus_sortering", "sortering"))
    type = tables.Column("By/land", accessor="type__label", order_by=("type", "sortering"))
    folketal = tables.Column(default="–", order_by=("folketal_orden",), attrs=TAL)
    bidrag = tables.TemplateColumn(
        template_name="rapporter/_kommuner_bidrag.html",
        order_by=("bidrag_orden",),
        attrs=TAL,
        extra_context=lambda table: {"liste": table.liste},
    )
    pr_indbygger = tables.Column(
        "Kr. pr. indbygger", accessor="bidrag__pr_indbygger", default="–", order_by=("pr_indbygger_orden",), attrs=TAL
    )
    andel = tables.Column(
        "Andel af nøglen", accessor="bidrag__andel", default="–", order_by=("andel_orden",), attrs=TAL
    )
    forloeb = tables.TemplateColumn(
        template_name="rapporter/_kommuner_forloeb.html",
        order_by=("forloeb_orden",),
        attrs=TAL,
        extra_context=lambda table: {"liste": table.liste},
    )
    spredning = tables.TemplateColumn(
        template_name="rapporter/_kommuner_spredning.html", order_by=("spredning_orden",), verbose_name="Spredning"
    )

    class Meta:
        attrs = {"class": "table--compact kommuner"}
        empty_text = "Der er ingen kommuner at vise."

    def __init__(self, liste: Kommuneliste, **kwargs: Any) -> None:
        self.liste = liste
        udeladt: Sequence[str] = () if liste.har_flere_huse else ("hus",)
        super().__init__(list(liste.linjer), exclude=udeladt, **kwargs)
        for navn, overskrift in overskrifter(liste).items():
            self.columns[navn].column.verbose_name = overskrift

    def render_hus(self, value: str) -> str:
        """The house without the word that the heading says already."""
        return value.removeprefix("Erhvervshus ")

    def render_type(self, value: str) -> str:
        """By or land, as the heading asks."""
        return value.removesuffix("kommune")

    def render_folketal(self, value: int) -> str:
        """With full stops at thousands."""
        return vis_tal(value)

    def render_pr_indbygger(self, value: Decimal) -> str:
        """Whole kr. and øre."""
        return vis_tal(value, 2)

    def render_andel(self, value: Decimal) -> str:
        """In percent."""
        return f"{vis_tal(value, 1)}\u00a0%"


def overskrifter(liste: Kommuneliste) -> dict[str, str]:
    """The headings of the columns that say which year or date their figures are of, when all rows have the same."""
    aar = f" {liste.noegleaar}" if liste.noegleaar else ""
    pr_dato = f" pr. {vis_kort_dato(liste.pr_dato)}" if liste.pr_dato else ""
    return {
        "folketal": f"Indbyggere 1.1.{liste.folketal_aar}" if liste.folketal_aar else "Indbyggere",
        "bidrag": f"Bidrag{aar}, kr.",
        "forloeb": f"Individuelle forløb{pr_dato}",
    }
