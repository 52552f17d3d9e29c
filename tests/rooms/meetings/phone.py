"""What a phone sends while a meeting runs: it numbers its own steps and makes its own ids."""

from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient

from api.kit.ids import new_id
from api.rooms.meetings.models import Meeting


class Phone:
    """One phone at one meeting."""

    def __init__(self, client: TestClient, meeting: Meeting) -> None:
        self.client = client
        self.address = f"/api/meetings/{meeting.id}"
        self._steps = 0
        self._lines: dict[str, str] = {}

    def envelope(self, target: str) -> dict[str, Any]:
        """The fields every write carries: a new write of this phone's line on a part."""
        self._steps += 1
        line = self._lines.setdefault(target, str(new_id()))
        return {"write_id": str(new_id()), "line": line, "step": self._steps}

    def new_line(self, target: str) -> None:
        """The phone has taken over what the server shows and edits from there."""
        self._lines.pop(target, None)

    def write(self, part: str, body: dict[str, Any]) -> dict[str, Any]:
        """Write a part and return what now stands."""
        answer = self.client.put(f"{self.address}/{part}", json=self.envelope(part) | body)
        assert answer.status_code == 200, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def field(self, name: str, value: str, base: str = "", **more) -> dict[str, Any]:
        """Write a field."""
        return self.write(f"fields/{name}", {"value": value, "base": base} | more)

    def call(self, *said: tuple[UUID, str], **more) -> None:
        """Call the roll by hand: pairs of member and status."""
        facts = [{"id": str(new_id()), "member_id": str(member), "status": status} for member, status in said]
        answer = self.client.post(f"{self.address}/roll", json={"facts": facts} | more)
        assert answer.status_code == 204, answer.text

    def open(self, **body) -> dict[str, Any]:
        """Open the meeting."""
        answer = self.client.post(f"{self.address}/open", json=body)
        assert answer.status_code == 200, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def record(self) -> dict[str, Any]:
        """The record as this phone sees it."""
        read: dict[str, Any] = self.client.get(f"{self.address}/record").json()
        return read
