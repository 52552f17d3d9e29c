"""Made-up requests at every address: whatever comes, the answer is one that the contract tells of."""

from collections.abc import Mapping
from typing import Any

import pytest
import requests
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from api.main import create_app
from api.settings import Settings
from tests.house.access.world import NOBODY, OFFICE, SECRETARY, World
from tests.house.test_access_matrix import TABLE
from tests.makers.signin import signed_in
from tests.support.house import ORIGIN, on_postgresql

# most are sent once: what an address asks for does not depend on the database
CASES = {
    GenerationMode.POSITIVE: 3 if on_postgresql() else 6,
    GenerationMode.NEGATIVE: 2 if on_postgresql() else 3,
}
"""Requests for each address: of the documented form, and not."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = ["application/pdf", f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"]
"""Bodies that are sent as they are."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
REPEATABLE = settings(
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
known_ids: list[str] = []
"""Of the world of the test that runs: made-up ids would only ever find that there is nothing."""


@pytest.fixture(scope="module")
def contract(tmp_path_factory) -> BaseSchema:
    real = st.integers(0, 999).map(lambda number: known_ids[number % len(known_ids)])
    schemathesis.openapi.format("uuid", st.one_of(real, st.uuids().map(str)))
    schemathesis.serializer.alias(FILES, "application/octet-stream")
    app = create_app(Settings(var=tmp_path_factory.mktemp("contract")))
    return schemathesis.openapi.from_dict(app.openapi())


def ids_of(world: World) -> list[str]:
    rows = (world.province, world.committee, world.branch, world.other_branch, world.member, *world.members.values())
    return [str(row.id) for row in rows] + [str(value) for value in world.things.values()]


def send(client: TestClient, case: Case[Any]) -> int:
    """Send the case as it stands on the wire, check the answer; its status."""
    wire = requests.Request(**case.as_transport_kwargs(base_url=ORIGIN)).prepare()
    headers = [(str(name).encode("latin-1"), str(value).encode("latin-1")) for name, value in wire.headers.items()]
    assert wire.body is None or isinstance(wire.body, str | bytes)
    answer = client.request(wire.method or "", wire.url or "", headers=headers, content=wire.body)
    case.validate_response(answer, checks=CHECKS)
    return answer.status_code


def modes(operation: APIOperation[Any, Any, Any, Any]) -> list[GenerationMode]:
    """Where nothing is asked for, nothing can be wrong."""
    asked = operation.definition.raw
    return [*CASES] if asked.get("parameters") or "requestBody" in asked else [GenerationMode.POSITIVE]


@pytest.mark.parametrize("operation", sorted(TABLE), ids=" ".join)
def test_every_answer_is_documented(world, contract, operation):
    method, path = operation
    # the things a room adds, such as a document, come from its line in the access table
    there: Mapping[str, Any] = {name: str(value) for name, value in TABLE[operation].path(world).items()}
    known_ids[:] = [*ids_of(world), *there.values()]

    def answers_as_documented(case: Case[Any], who: str, at_a_real_place: bool) -> None:  # noqa: FBT001 - given by name
        if at_a_real_place:
            case.path_parameters.update(there)
        if send(world.people[who], case) == 401 and who != NOBODY:  # signed out by an earlier request
            world.people[who] = signed_in(world.house, member=world.members[who])

    documented = contract[path][method]
    for mode in modes(documented):
        made = given(
            case=documented.as_strategy(generation_mode=mode),
            who=st.sampled_from([OFFICE, SECRETARY, NOBODY]),
            at_a_real_place=st.booleans(),
        )
        settings(REPEATABLE, max_examples=CASES[mode])(made(answers_as_documented))()
