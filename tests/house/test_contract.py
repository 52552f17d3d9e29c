"""The contract between server and phone: said completely, and the same on both sides."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from api.kit.errors import MEDIA_TYPE, AppError
from api.main import create_app
from api.settings import ROOT, Settings

PWA = ROOT / "pwa"
NODE = ROOT / ".venv" / "bin" / "node"
CLIENT = PWA / "src" / "api" / "schema.gen.ts"


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> dict[str, Any]:
    return create_app(Settings(var=tmp_path_factory.mktemp("contract"))).openapi()


def operations(document) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def run_node(*command: str) -> None:
    done = subprocess.run([NODE, *command], cwd=PWA, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_phones_client_is_made_from_this_api(document, tmp_path):
    source, made = tmp_path / "openapi.json", tmp_path / "schema.gen.ts"
    source.write_text(json.dumps(document, ensure_ascii=False))
    run_node("node_modules/openapi-typescript/bin/cli.js", str(source), "--output", str(made))
    assert made.read_text() == CLIENT.read_text(), "run script/client and commit what it writes"


def refusals(error: type[AppError] = AppError) -> Iterator[type[AppError]]:
    for below in error.__subclasses__():
        if below.__module__.startswith("api.") or below.__module__.startswith("notifications."):
            yield below
        yield from refusals(below)


def sentences(language: str) -> dict[str, str]:
    """Code and sentence of each refusal in the phone's catalogue."""
    catalogue = "".join(file.read_text() for file in (PWA / "src" / "i18n" / language / "errors").glob("*.ts"))
    entry = re.compile(r"""^  (?P<key>'[^']+'|\w+):\s+(?P<quote>['"`])(?P<text>.*?)(?P=quote),$""", re.MULTILINE)
    return {found["key"].strip("'"): found["text"] for found in entry.finditer(catalogue)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_has_a_sentence(language):
    written = sentences(language)
    assert {error.code for error in refusals()} - set(written) == set()
    assert all(written.values())


def test_the_catalogues_of_refusals_speak_of_the_same():
    vi, en = sentences("vi"), sentences("en")
    assert set(vi) == set(en)
    blanks = {code: (set(re.findall(r"{\w+}", vi[code])), set(re.findall(r"{\w+}", en[code]))) for code in vi}
    assert {code: both for code, both in blanks.items() if both[0] != both[1]} == {}


def test_each_refusal_has_a_code_of_its_own():
    codes = [error.code for error in refusals()]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_refusals_are_problem_documents(document):
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == [MEDIA_TYPE], (name, status)
                assert response["content"][MEDIA_TYPE]["schema"]["$ref"].endswith("/Problem"), (name, status)


def test_documented_codes_are_those_that_exist(document):
    known = {error.code for error in refusals()}
    for name, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                assert set(response["description"].split(", ")) <= known, (name, status)


def test_every_address_says_what_its_frame_refuses(document):
    for name, operation in operations(document):
        said = {status: response["description"] for status, response in operation["responses"].items()}
        if not name.startswith("GET "):
            assert "request.foreign_origin" in said["403"], name
        if "requestBody" in operation:
            assert "request.too_large" in said["413"], name
            assert "request.invalid" in said["422"], name


def test_every_address_says_what_it_is_for(document):
    silent = [name for name, operation in operations(document) if not operation.get("description")]
    assert silent == []


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value.rsplit("/", 1)[1]
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def schemas_of(document, part: str) -> dict[str, dict[str, Any]]:
    """The object schemas that `part` of the operations ("requestBody" or "responses") is made of."""
    waiting = [name for _, operation in operations(document) for name in references(operation.get(part, {}))]
    found: dict[str, dict[str, Any]] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = document["components"]["schemas"][name]
            waiting += references(found[name])
    return {name: schema for name, schema in found.items() if schema.get("type") == "object"}


def test_requests_take_nothing_that_is_not_documented(document):
    requests = schemas_of(document, "requestBody")
    # a form's own schema is FastAPI's; which parts a form may have is the endpoint's business
    open_ones = {name for name, schema in requests.items() if schema.get("additionalProperties") is not False}
    assert {name for name in open_ones if not name.startswith("Body_")} == set()


def test_answers_always_have_all_their_fields(document):
    optional = {
        name: set(schema.get("properties", {})) - set(schema.get("required", []))
        for name, schema in schemas_of(document, "responses").items()
    }
    assert {name: fields for name, fields in optional.items() if fields} == {}


def test_bodies_have_short_names(document):
    """FastAPI puts the module before the name where two rooms use the same one."""
    bodies = {**schemas_of(document, "requestBody"), **schemas_of(document, "responses")}
    assert [name for name in bodies if "__" in name] == []
