"""Reading a file: plain text, lists and named values, each with its line; everything else is refused in Danish."""

import pytest

from maal.kontraktfil.fejl import Filfejl
from maal.kontraktfil.laesning import MAKS_BYTES, laes_yaml


def fejl_i(indhold: bytes | str) -> str:
    """The one error that reading gives."""
    with pytest.raises(Filfejl) as grund:
        laes_yaml("fil.yaml", indhold.encode() if isinstance(indhold, str) else indhold)
    [fejl] = grund.value.fejl
    return str(fejl)


def test_values_stay_text_and_know_their_line() -> None:
    laest = laes_yaml("fil.yaml", b"a: 1.680\nb:\n  - 2,50\n  - ~\n  - 'null'\nc: ja\n")

    assert laest.data == {"a": "1.680", "b": ["2,50", None, "null"], "c": "ja"}
    assert (laest.linjer["a",], laest.linjer["b", 1], laest.linjer["c",]) == (1, 4, 6)


def test_error_at_a_path_that_the_file_has_not_names_the_nearest_line() -> None:
    laest = laes_yaml("fil.yaml", b"a:\n  b: 1\n")

    assert str(laest.fejl(("a", "mangler"), "Feltet mangler.")) == "fil.yaml, linje 1, a › mangler: Feltet mangler."


def test_byte_order_mark_is_ignored() -> None:
    assert laes_yaml("fil.yaml", b"\xef\xbb\xbfa: 1\n").data == {"a": "1"}


@pytest.mark.parametrize(
    ("indhold", "forventet"),
    [
        (
            "a: &stor [x, x]\nb: [*stor, *stor]\n",
            "fil.yaml, linje 1, a: Ankre og aliaser (& og *) er ikke tilladt. Skriv værdien helt ud.",
        ),
        (
            "a: *ukendt\n",
            "fil.yaml, linje 1, a: Ankre og aliaser (& og *) er ikke tilladt. Skriv værdien helt ud.",
        ),
        (
            "a: 1\nb: !!python/object/apply:os.system [echo]\n",
            "fil.yaml, linje 2, b: Mærket »tag:yaml.org,2002:python/object/apply:os.system« er ikke tilladt. "
            "Skriv værdien som ren tekst.",
        ),
        ("a: 1\nb: 2\na: 3\n", "fil.yaml, linje 3, a: Feltet står to gange. Fjern det ene."),
        ("? [a, b]\n: c\n", "fil.yaml, linje 1: Et felts navn skal være tekst."),
        ("a: 1\n---\nb: 2\n", "fil.yaml, linje 2: Filen rummer flere dokumenter (---). Del den op."),
        ("", "fil.yaml, linje 1: Filen er tom eller begynder ikke med et afsnit som »kontrakt:«."),
        ("- a\n", "fil.yaml, linje 1: Filen er tom eller begynder ikke med et afsnit som »kontrakt:«."),
        (
            "a: [1\nb: }\n",
            "fil.yaml, linje 2: Her kan filen ikke læses. Kontrollér indrykning, kolon og anførselstegn: »b: }«.",
        ),
        (b"\x00\x01PK\x03", "fil.yaml: Filen har tegn, som ikke er tekst. Er det den rigtige fil?"),
        (
            "a: 1\nb: Samsø\n".encode("latin-1"),
            "fil.yaml, linje 2: Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8 i dit tekstprogram.",
        ),
    ],
    ids=["alias", "alias_unknown", "tag", "twice", "key", "documents", "empty", "list", "syntax", "binary", "encoding"],
)
def test_reading_refuses_with_line_and_reason(indhold: bytes | str, forventet: str) -> None:
    assert fejl_i(indhold) == forventet


def test_alias_bomb_is_refused_before_it_unfolds() -> None:
    lag = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 40))

    assert "Ankre og aliaser" in fejl_i(f"l0: &l0 [x]\n{lag}")


def test_deep_nesting_is_refused() -> None:
    assert fejl_i("[" * 100_000).endswith("Filen er indrykket i flere lag, end en kontraktfil har.")


def test_file_over_the_limit_is_refused_by_size() -> None:
    assert fejl_i(b"a" * (MAKS_BYTES + 1)) == "fil.yaml: Filen fylder 1,0 MB. En kontraktfil må højst fylde 1 MB."
