"""The house looks the same in every room, so that whoever knows one finds the way in the next."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from api.settings import ROOT

ROOMS = sorted(path for path in (ROOT / "api" / "rooms").iterdir() if (path / "__init__.py").exists())
SOURCES = sorted(path for name in ("api", "notifications") for path in (ROOT / name).rglob("*.py"))
ROOM_SOURCES = [path for path in SOURCES if "rooms" in path.parts]
TESTS = sorted(path for name in ("tests", "benchmarks", "script") for path in (ROOT / name).rglob("*.py"))
PHONE_SOURCES = sorted(
    path for ending in ("*.ts", "*.svelte") for path in (ROOT / "pwa" / "src").rglob(ending) if ".gen." not in path.name
)
EVERY_ROOM_HAS = {"__init__.py", "endpoints", "models", "repository", "schemas", "service", "errors"}
"""Each a file, or a folder with one file for each part of the room."""
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
VAGUE = {"utils", "helpers", "common", "manager", "misc", "base"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_has_the_usual_files_and_one_sentence(room):
    names = {path.stem if path.stem in EVERY_ROOM_HAS else path.name for path in room.iterdir()}
    assert names >= EVERY_ROOM_HAS
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text()))


def found(look: Callable[[Path], object], paths: Iterable[Path] = SOURCES) -> dict[str, object]:
    """What `look` sees in each file, where it sees anything: a file each would be two thousand tests."""
    return {name_of(path): seen for path in paths if (seen := look(path))}


def test_files_stay_short():
    def lines_too_many(path: Path) -> int:
        return max(0, len(path.read_text("utf-8").splitlines()) - MOST_LINES)

    assert found(lines_too_many, [*SOURCES, *TESTS, *PHONE_SOURCES]) == {}


def test_functions_stay_short():
    def long(path: Path) -> dict[str, int]:
        sizes = {f.name: f.end_lineno - f.lineno for f in functions(path) if f.end_lineno is not None}
        return {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION}

    assert found(long) == {}


def test_names_say_what_a_thing_is():
    assert found(lambda path: VAGUE & {*path.relative_to(ROOT).parts, path.stem}) == {}


def test_rooms_never_end_a_transaction():
    def ending(path: Path) -> set[str]:
        calls = {
            node.attr
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "session"
        }
        return calls & {"commit", "rollback", "begin"}

    assert found(ending, ROOM_SOURCES) == {}


def imported(path: Path) -> Iterator[str]:
    """Full names of everything a module imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_a_room_knows_only_its_own_repository_and_the_others_by_their_service():
    def others(path: Path) -> set[str]:
        own = ".".join(path.relative_to(ROOT).parts[:3])
        return {
            name
            for name in imported(path)
            if re.match(r"api\.rooms\.\w+\.repository\b", name) and not name.startswith(f"{own}.")
        }

    assert found(others, ROOM_SOURCES) == {}


def test_public_things_say_what_they_promise():
    def silent(path: Path) -> list[str]:
        tree = tree_of(path)
        named = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
        spoken = [("(the module)", ast.get_docstring(tree)), *((node.name, ast.get_docstring(node)) for node in named)]
        return [name for name, sentence in spoken if not sentence and not name.startswith("_")]

    assert found(silent) == {}


def test_endpoints_have_names_of_their_own(house):
    operations = re.findall(r"operationId': '([^']+)'", str(house.app.openapi()))
    assert len(operations) == len(set(operations))
    assert len(operations) >= len(ROOMS)
