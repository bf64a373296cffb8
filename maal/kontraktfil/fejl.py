"""What is wrong with a file, in Danish: file, line, path and reason, all errors at once."""

from collections.abc import Iterable
from dataclasses import dataclass

Sti = tuple[str | int, ...]


@dataclass(frozen=True)
class Fejl:
    """One error: where it stands and what to do."""

    fil: str
    linje: int | None
    sti: Sti
    tekst: str

    @property
    def sted(self) -> str:
        """The path as a person counts; empty when the error is the whole file's."""
        return vis_sti(self.sti)

    def __str__(self) -> str:
        dele = [self.fil]
        if self.linje is not None:
            dele.append(f"linje {self.linje}")
        if self.sti:
            dele.append(self.sted)
        return f"{', '.join(dele)}: {self.tekst}"


class Filfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file, or several, that cannot be loaded; nothing was changed."""

    def __init__(self, fejl: Iterable[Fejl]) -> None:
        self.fejl = sorted(fejl, key=lambda f: (f.fil, f.linje or 0))
        super().__init__("\n".join(str(f) for f in self.fejl))


def vis_sti(sti: Sti) -> str:
    """A path as a person counts: `maal › nr. 3 › maalepunkter › nr. 1 › enhed`."""
    return " › ".join(f"nr. {del_ + 1}" if isinstance(del_, int) else del_ for del_ in sti)
