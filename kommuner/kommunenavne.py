"""Which municipality people mean by what they write. Pure; a spelling nearly right is asked about, never guessed."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from kontrakt.dansk import soegetekst

# Spellings of official papers and everyday speech that are not the municipality's name; as `soegetekst` folds them.
KENDTE_STAVEMAADER = {
    "bornholms regionskommune": "Bornholm",
    "brønderslev-dronninglund": "Brønderslev",
    "dronninglund": "Brønderslev",
    "fakse": "Faxe",
    "fredensborg-humlebæk": "Fredensborg",
    "frederiksværk-hundested": "Halsnæs",
    "fåborg": "Faaborg-Midtfyn",
    "ikast": "Ikast-Brande",
    "københavns": "København",
    "lyngby": "Lyngby-Taarbæk",
    "mors": "Morsø",
    "nordfyn": "Nordfyns",
    "norrdjurs": "Norddjurs",
    "nykøbing mors": "Morsø",
    "ringkøbing": "Ringkøbing-Skjern",
    "tåstrup": "Høje-Taastrup",
    "vesthimmerland": "Vesthimmerlands",
}
LIGHED = 0.75  # of two spellings, from 0 to 1 (difflib): one letter wrong or swapped in a short name is above
_KODE = re.compile(r"[0-9]{3,4}")
_KODE_FORAN = re.compile(r"([0-9]{3,4})[ -]+[^\W\d]")
_KOMMUNE = re.compile(r"\s+kommune$", re.IGNORECASE)


class UkendtKommune(ValueError):  # noqa: N818 - the word says it
    """A text that is no municipality's name or code; `str()` is the Danish message for the user.

    `skrevet` is what was written, trimmed; `forslag` is the code of the municipality that is probably meant, or None.
    """

    def __init__(self, skrevet: str, forslag: str | None, navn: str = "") -> None:
        self.skrevet, self.forslag = skrevet, forslag
        vist = f"{skrevet[:40]}…" if len(skrevet) > 40 else skrevet
        raad = f"Mente du {navn}?" if forslag else "Skriv kommunens navn eller dens kode på fire cifre."
        super().__init__(f"Kommunen »{vist}« kendes ikke. {raad}" if skrevet else f"Kommunen mangler. {raad}")


class Kommuneopslag:
    """Finds municipalities: `navne` has each one's name by its code of four characters."""

    def __init__(self, navne: Mapping[str, str]) -> None:
        self.navne = navne
        self._kendte = {ens(navn): kode for kode, navn in navne.items()}
        self._foldede = {soegetekst(navn): kode for kode, navn in navne.items()}

    def kendt(self, skrevet: str) -> str | None:
        """Give the code of the municipality with that name or code; None for any other text."""
        ren = " ".join(skrevet.split())
        if _KODE.fullmatch(ren) and (kode := ren.zfill(4)) in self.navne:
            return kode
        return self._kendte.get(ens(ren))

    def find(self, skrevet: str) -> str:
        """As `kendt`, but raise `UkendtKommune` for any other text."""
        kode = self.kendt(skrevet)
        if kode is None:
            raise self.ukendt(skrevet)
        return kode

    def ukendt(self, skrevet: str) -> UkendtKommune:
        """What to say of a text that is not `kendt`, with what is probably meant; to find that takes its time."""
        ren = " ".join(skrevet.split())
        forslag = self._forslag(ren)
        return UkendtKommune(ren, forslag, self.navne[forslag] if forslag else "")

    def _forslag(self, ren: str) -> str | None:
        """The code of the one municipality that is probably meant; None when there is none, or two alike."""
        if (fund := _KODE_FORAN.match(ren)) and (kode := fund[1].zfill(4)) in self.navne:
            return kode
        foldet = soegetekst(_KOMMUNE.sub("", ren))
        foldet = soegetekst(KENDTE_STAVEMAADER.get(foldet, foldet))
        if not foldet or len(foldet) > max(map(len, self._foldede), default=0) * 2:  # comparing takes its square
            return None
        if foldet in self._foldede:
            return self._foldede[foldet]
        ligheder = self._ligheder(foldet)
        bedste = [kode for kode, lighed in ligheder.items() if lighed == max(ligheder.values())]
        return bedste[0] if len(bedste) == 1 else None

    def _ligheder(self, foldet: str) -> dict[str, float]:
        """The codes of the names that are near a text, each with how near."""
        maaler = SequenceMatcher(b=foldet)
        ligheder: dict[str, float] = {}
        for navn, kode in self._foldede.items():
            maaler.set_seq1(navn)
            # The first two are upper bounds of the third and take no time beside it
            if all(maal() >= LIGHED for maal in (maaler.real_quick_ratio, maaler.quick_ratio, maaler.ratio)):
                ligheder[kode] = maaler.ratio()
        return ligheder


def ens(skrevet: str) -> str:
    """Fold what makes no difference to a name: capitals, spaces around it, and the word kommune after it."""
    return _KOMMUNE.sub("", " ".join(skrevet.split())).casefold()
