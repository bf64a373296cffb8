"""The template filters."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("udtryk", "value", "tekst"),
    [
        ("x|tal", Decimal("1234.50"), "1.234,5"),
        ("x|tal:2", Decimal("2.5"), "2,50"),
        ("x|tal", 39009, "39.009"),
        ("x|tal", 0, "0"),
        ("x|aendring", 1234, "+1.234"),
        ("x|aendring", -3, "−3"),
        ("x|aendring", 0, "0"),
        ("x|aendring:2", Decimal("12.345"), "+12,35"),
        ("x|aendring:1", Decimal("-0.04"), "0,0"),
        ("x|aendring", None, ""),
        ("x|dato", date(2021, 10, 13), "13. oktober 2021"),
        ("x|kort_dato", date(2021, 10, 13), "13.10.2021"),
        ("x|tidspunkt", datetime(2021, 10, 13, 22, 42, tzinfo=UTC), "14. oktober 2021 kl. 00.42"),
        ("x|tal:1", None, ""),
        ("x|dato", None, ""),
        ("x|kort_dato", None, ""),
        ("x|tidspunkt", None, ""),
    ],
)
def test_filter_prints_danish(udtryk: str, value: object, tekst: str) -> None:
    skabelon = Template("{% load dansk %}{{ " + udtryk + " }}")

    assert skabelon.render(Context({"x": value})) == tekst
