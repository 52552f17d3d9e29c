"""People around a library: a province, a committee that publishes, a branch that reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from api.kit import jobs
from api.kit.actors import Role
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House


@dataclass
class Place:
    """Who is here."""

    house: House
    province: Organization
    committee: Organization
    branch: Organization
    member: Member
    reader: TestClient
    officer: TestClient
    """Office staff of the committee."""

    def upload(self, content: bytes, name: str = "nghi-quyet.pdf") -> Any:
        """What the server says to a file."""
        return self.officer.post("/api/library/files", params={"name": name}, content=content)

    def draft(self, *file_ids: str, **fields: Any) -> Any:
        """What the server says to a draft of the committee."""
        body = {
            "publisher_id": str(self.committee.id),
            "type": "NQ",
            "title": "Nghị quyết về chuyển đổi số",
            "number_symbol": "05-NQ/ĐU",
            "issuer_name": "Đảng ủy xã",
            "issued_on": "2026-03-02",
            "file_ids": list(file_ids),
        }
        return self.officer.post("/api/library/documents", json=body | fields)

    def published(self, content: bytes, name: str = "nghi-quyet.pdf", **fields: Any) -> dict[str, Any]:
        """A document brought in the whole way: uploaded, read, drafted, published."""
        file_id = self.upload(content, name).json()["id"]
        finish(self.house)
        document = self.draft(file_id, **fields).json()
        answer = self.officer.post(f"/api/library/documents/{document['id']}/publish")
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown


@contextmanager
def working(house: House) -> Iterator[None]:
    """The job engine at work."""
    jobs.start(house.database, house.app.state.storage, poll_seconds=0.02)
    try:
        yield
    finally:
        jobs.stop()


def finish(house: House) -> None:
    """Let the job engine do all that waits."""
    with working(house):
        jobs.wait_until_done(240)


@pytest.fixture
def place(house: House) -> Place:
    """A small province."""
    province = a_province(house)
    committee = a_committee(house, under=province, name="Đảng bộ xã Số Một")
    branch = a_branch(house, under=committee, name="Chi bộ thôn Một")
    member = a_member(house, of=branch)
    officer = a_member(house, of=branch, full_name="Trần Thị Bình")
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=officer)
    return Place(
        house=house,
        province=province,
        committee=committee,
        branch=branch,
        member=member,
        reader=signed_in(house, member=member),
        officer=signed_in(house, member=officer),
    )


@pytest.fixture
def stranger(house: House, place: Place) -> TestClient:
    """A member of another committee's branch."""
    other = a_branch(house, under=a_committee(house, under=place.province))
    return signed_in(house, member=a_member(house, of=other, full_name="Lê Văn Xa"))


@pytest.fixture
def find(place: Place) -> Callable[..., list[dict[str, Any]]]:
    """Search as the reader."""

    def _find(q: str, **narrowing: Any) -> list[dict[str, Any]]:
        answer = place.reader.get("/api/library/search", params={"q": q, **narrowing})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    return _find


@pytest.fixture
def statements(house: House) -> Callable[[], Any]:
    """Counts the SQL statements of a block."""

    @contextmanager
    def _counted() -> Iterator[list[str]]:
        seen: list[str] = []

        def _note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                seen.append(statement)

        event.listen(house.database.engine, "before_cursor_execute", _note)
        yield seen
        event.remove(house.database.engine, "before_cursor_execute", _note)

    return _counted
