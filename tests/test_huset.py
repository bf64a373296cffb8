"""The house itself: one-way imports and keys, an empty ground floor package, short files, everything documented."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignObject
from django.urls import URLPattern, URLResolver, get_resolver

BASE_DIR: Path = settings.BASE_DIR
FLOORS = ["kontrakt", "kommuner", "maal", "rapporter"]  # from the ground up
OWN_FOLDERS = [*FLOORS, "tests", "bench"]
SOURCES = [path for folder in OWN_FOLDERS for path in sorted((BASE_DIR / folder).rglob("*.py"))]
# Django writes migrations; a contract's table of printed numbers is as long as the contract.
LONG_FILES_ALLOWED = ("migrations", "tests/data")


def short(path: Path) -> str:
    """The path as seen from the project's folder."""
    return path.relative_to(BASE_DIR).as_posix()


def measured_sources() -> list[Path]:
    """The files whose length is a person's choice."""
    return [path for path in SOURCES if not any(part in short(path) for part in LONG_FILES_ALLOWED)]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def documentation() -> str:
    """All that is written for people: docs/ and the README."""
    pages = [*(BASE_DIR / "docs").rglob("*.md"), BASE_DIR / "README.md"]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


def environment_names() -> set[str]:
    """The variables that the settings read: the first argument, in capitals, of every call there."""
    files = [BASE_DIR / "kontrakt/settings.py", BASE_DIR / "kontrakt/miljoe.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    first = [node.args[0] for node in nodes if isinstance(node, ast.Call) and node.args]
    texts = [argument.value for argument in first if isinstance(argument, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Z][A-Z_]+", text)}


def management_commands() -> set[str]:
    """The project's own commands."""
    return {path.stem for path in SOURCES if path.parent.name == "commands" and path.stem != "__init__"}


def own_addresses(patterns: list[URLPattern | URLResolver], start: str = "/") -> Iterator[str]:
    """Every address of the site's own pages with its variable parts as `<navn>`; not those inside Django's admin."""
    for pattern in patterns:
        address = start + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLResolver) and pattern.app_name != "admin":
            yield from own_addresses(pattern.url_patterns, address)
        else:
            yield address


def test_imports_go_one_way() -> None:
    result = subprocess.run(  # noqa: S603 - the project's own tool
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr


def test_no_key_points_to_a_higher_floor() -> None:
    keys = [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model._meta.label}.{field.name}")
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and isinstance(field.related_model, type)
    ]
    own = [
        (FLOORS.index(here), FLOORS.index(there), name) for here, there, name in keys if {here, there} <= set(FLOORS)
    ]

    assert [name for here, there, name in own if there > here] == []
    assert len(own) > 10  # the keys were found


def test_ground_floor_package_is_empty() -> None:
    assert (BASE_DIR / "kontrakt/__init__.py").read_bytes() == b""


def test_files_are_at_most_300_lines() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in measured_sources()}

    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_functions_are_at_most_40_lines() -> None:
    lengths = {
        f"{short(path)}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in measured_sources()
        for node in functions(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_settings_are_documented() -> None:
    names = environment_names()

    assert "SECRET_KEY" in names
    assert [name for name in sorted(names) if f"`{name}`" not in documentation()] == []


def test_management_commands_are_documented() -> None:
    names = management_commands()

    assert "demobrugere" in names
    assert [name for name in sorted(names) if f"manage.py {name}" not in documentation()] == []


def test_addresses_are_documented() -> None:
    addresses = set(own_addresses(get_resolver().url_patterns))

    assert "/log-ind/" in addresses
    assert [address for address in sorted(addresses) if f"`{address}`" not in documentation()] == []
