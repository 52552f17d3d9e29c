"""An address leads to the endpoint that the router would have chosen."""

from collections.abc import Sequence

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from api.kit import directory
from api.kit.directory import Directory


@pytest.fixture(scope="module")
def client() -> TestClient:
    inner = APIRouter(prefix="/papers")

    @inner.get("/mine")
    def mine() -> str:
        return "mine"

    @inner.get("/{number}")
    def one(number: int) -> str:
        return f"paper {number}"

    @inner.get("/late")
    def never() -> str:
        return "the parameter before it is first"

    @inner.put("/{number}")
    def written(number: int) -> str:
        return f"written {number}"

    @inner.get("/{number}/pages/{page}.webp")
    def page(number: int, page: int) -> str:
        return f"page {page} of {number}"

    @inner.get("/{number}/files/{path:path}")
    def file(number: int, path: str) -> str:
        return f"{path} of {number}"

    app, outer = FastAPI(), APIRouter()
    outer.include_router(inner)
    app.include_router(outer, prefix="/api")
    app.router.middleware_stack = Directory(app.router)
    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/api/papers/mine", "mine"),
        ("/api/papers/12", "paper 12"),
        ("/api/papers/12/pages/3.webp", "page 3 of 12"),
        ("/api/papers/12/files/a/b.txt", "a/b.txt of 12"),
    ],
)
def test_an_address_is_answered_by_its_endpoint(client: TestClient, path: str, answer: str) -> None:
    assert client.get(path).json() == answer


def test_the_routes_are_worked_out_at_the_start_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[int] = []

    def work_out(routes: Sequence[object]) -> list[object]:
        worked_out.append(len(routes))
        return []

    monkeypatch.setattr(directory, "iter_route_contexts", work_out)
    app = FastAPI()
    app.get("/one")(lambda: "one")
    app.router.middleware_stack = Directory(app.router)
    with TestClient(app) as client:
        assert len(worked_out) == 1
        assert [client.get("/one").json() for _ in range(2)] == ["one", "one"]
    assert len(worked_out) == 1


def test_of_two_that_fit_the_first_is_taken(client: TestClient) -> None:
    assert client.get("/api/papers/late").status_code == 422


def test_the_method_decides(client: TestClient) -> None:
    assert client.put("/api/papers/12").json() == "written 12"
    assert client.delete("/api/papers/12").status_code == 405


@pytest.mark.parametrize("path", ["/", "/api", "/api/papers", "/api/papers/12/pages", "/api/papers/{}/{}", "//"])
def test_what_nobody_answers_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
