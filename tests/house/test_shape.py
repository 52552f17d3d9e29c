"""The house looks the same in every room, so that whoever knows one finds the way in the next."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import ROOT

ROOMS = sorted(path for path in (ROOT / "api" / "rooms").iterdir() if (path / "__init__.py").exists())
SOURCES = sorted(path for name in ("api", "notifications") for path in (ROOT / name).rglob("*.py"))
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


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_has_the_usual_files_and_one_sentence(room):
    names = {path.stem if path.stem in EVERY_ROOM_HAS else path.name for path in room.iterdir()}
    assert names >= EVERY_ROOM_HAS
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text()))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_short(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES
    long = {f.name: f.end_lineno - f.lineno for f in functions(path) if f.end_lineno is not None}
    assert {name: size for name, size in long.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("path", PHONE_SOURCES, ids=name_of)
def test_files_of_the_phone_stay_short(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_names_say_what_a_thing_is(path):
    assert not VAGUE & {*path.relative_to(ROOT).parts, path.stem}


@pytest.mark.parametrize("path", [p for p in SOURCES if "rooms" in p.parts], ids=name_of)
def test_rooms_never_end_a_transaction(path):
    calls = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "session"
    }
    assert not calls & {"commit", "rollback", "begin"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_public_things_say_what_they_promise(path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "a module starts with its sentence"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_endpoints_have_names_of_their_own(house):
    operations = re.findall(r"operationId': '([^']+)'", str(house.app.openapi()))
    assert len(operations) == len(set(operations))
    assert len(operations) >= len(ROOMS)
