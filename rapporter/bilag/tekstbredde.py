"""How wide a text is in Arial, and where its lines begin: what a slide needs, since PowerPoint pages no tables.

The widths are Arial's own (Liberation Sans has the same), so nothing need be installed where the slides are made. Where
a program could break otherwise than here, more room is counted, never less.
"""

import re
from collections.abc import Sequence

LINJEHOEJDE = 1.2  # of the font's size; Arial itself takes 1.15
_FREMMED_LINJEHOEJDE = 1.6  # a letter that Arial lacks is taken from another, taller font
_FREMMED_BREDDE = 1300
_UDSVING = 1.01  # programs round each letter to their own grid

# Thousandths of the font's size.
_ALMINDELIG = {
    139: "\u202f",
    191: "'",
    222: "ijl‘’‚",
    260: "|¦",
    278: " !,./:;I[\\]ft\xa0·ÌÍÎÏìíîï",
    334: '()-`r{}"¡¨²³´¸¹“”„‹›‑',
    370: "•ºª",
    400: "*°",
    500: "^Jcksvxyzçýÿšž",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþ–†‡€¶±÷≤≥≈¯",
    611: "+<=>~¬×−µFTZ¿ßøŽ",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠŸ",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    778: "GOQÒÓÔÕÖØ©®",
    834: "Mm¼½¾",
    889: "%æ",
    944: "Wœ",
    1015: "@Æ—…‰™Œ",
}
_FED = {
    139: "\u202f",
    278: "' ,./I\\ijl|¦\xa0·ÌÍÎÏìíîï‘’‚",
    333: "!()-:;[]`ft¡¨²³´¸¹‹›‑",
    400: "•ºª*r{}°",
    500: '"z“”„ž',
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿ–†‡€š±÷≤≥≈¯",
    611: "+<=>^~¬×−µ?FLTZbdghnopqu¿ßðñòóôõöøùúûüþŽ",
    667: "EPSVXYÈÉÊËÝÞŠŸ",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
    778: "GOQwÒÓÔÕÖØ©®",
    834: "M¼½¾",
    889: "%mæ",
    944: "Wœ",
    1000: "@Æ—…‰™Œ",
}
_BREDDER = {
    fed: {tegn: bredde * _UDSVING / 1000 for bredde, alle in tabel.items() for tegn in alle}
    for fed, tabel in ((False, _ALMINDELIG), (True, _FED))
}
_FREMMED = _FREMMED_BREDDE / 1000
_ORD = re.compile("[^ ]+ *| +")


def tegnbredder(tekst: str, *, fed: bool = False) -> list[float]:
    """Give the width of each character as a share of the font's size."""
    bredder = _BREDDER[fed]
    return [bredder.get(tegn, _FREMMED) for tegn in tekst]


def linjehoejde(tekst: str) -> float:
    """Give the height of the text's lines as a share of the font's size."""
    kendte = _BREDDER[False]
    return LINJEHOEJDE if all(tegn in kendte for tegn in tekst) else _FREMMED_LINJEHOEJDE


def linjestarter(tekst: str, bredder: Sequence[float], plads: float) -> list[int]:
    """Give where each line begins when the text is wrapped at spaces; `plads` in the same measure as `bredder`.

    A word wider than a line is broken inside it.
    """
    starter, brugt = [0], 0.0
    for fund in _ORD.finditer(tekst):
        fra, til = fund.span()
        ordet = fund[0].rstrip(" ")
        bredde = sum(bredder[fra : fra + len(ordet)])
        if brugt and brugt + bredde > plads:
            starter.append(fra)
            brugt = 0.0
        if bredde > plads:
            inde, brugt = _inde_i_ordet(ordet, bredder[fra:til], plads)
            starter += [fra + sted for sted in inde]
            bredde = 0.0
        brugt += bredde + sum(bredder[fra + len(ordet) : til])
    return starter


def _inde_i_ordet(ordet: str, bredder: Sequence[float], plads: float) -> tuple[list[int], float]:
    """Where the further lines of a word wider than a line begin, and how much of the last one it takes.

    A program may break it after a hyphen or slash too and leave a line half empty, but never two in a row.
    """
    if not ordet.isalnum():
        plads /= 2
    starter, brugt = [], 0.0
    for sted, bredde in enumerate(bredder[: len(ordet)]):
        if brugt and brugt + bredde > plads:
            starter.append(sted)
            brugt = 0.0
        brugt += bredde
    return starter, brugt
