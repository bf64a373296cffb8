"""Verdicts as they stand on a page."""

import re

from maal.templatetags.maal import maerkat
from maal.typer import Vurdering


def test_each_verdict_is_a_badge_with_its_own_word_and_its_own_shape() -> None:
    shown = {vurdering: maerkat(vurdering) for vurdering in Vurdering}

    words = [re.sub("<.*?>", "", html).strip() for html in shown.values()]
    shapes = {re.findall(r"#([\w-]+)\"", html)[0] for html in shown.values()}
    assert words == [vurdering.label for vurdering in Vurdering]
    assert len(shapes) == len(Vurdering)
