"""A stream of events read while it goes on, through the app itself: the test client waits for a whole answer."""

import json
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import anyio
from fastapi.testclient import TestClient

from api.rooms.attendance.service import streaming as telling

PATIENCE = 20
"""Seconds a busy machine may take to tell what happened."""


@dataclass(frozen=True)
class Event:
    """One event as the browser hands it on."""

    name: str
    data: dict[str, Any]
    id: str | None


@dataclass
class Stream:
    """Events as they come."""

    status: int = 0
    _events: "queue.Queue[Event | None]" = field(default_factory=queue.Queue)
    _rest: bytes = b""
    begun: threading.Event = field(default_factory=threading.Event)

    def next(self, *names: str) -> Event:
        """The next event, of one of these names when any are given."""
        while True:
            event = self._events.get(timeout=PATIENCE)
            assert event is not None, "the stream ended"
            if not names or event.name in names:
                return event

    def ends(self) -> bool:
        """Whether nothing more comes."""
        return self._events.get(timeout=PATIENCE) is None

    def take(self, message: dict[str, Any]) -> None:
        """One message of the app."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.begun.set()
            return
        *events, self._rest = (self._rest + message.get("body", b"")).split(b"\n\n")
        for text in events:
            fields = dict(line.split(": ", 1) for line in text.decode().splitlines() if not line.startswith(":"))
            if "event" in fields:
                self._events.put(Event(fields["event"], json.loads(fields["data"]), fields.get("id")))

    def finish(self) -> None:
        """The answer is over."""
        self._events.put(None)


@contextmanager
def streaming(client: TestClient, path: str, *, last: str | None = None) -> Iterator[Stream]:
    """Ask for events and read them in the block; leaving it hangs up. Between two events there is hardly a rest."""
    stream = Stream()
    left = threading.Event()
    headers = [(b"accept", b"text/event-stream"), (b"host", b"localhost:8000")]
    headers.append((b"cookie", "; ".join(f"{c.name}={c.value}" for c in client.cookies.jar).encode()))
    if last is not None:
        headers.append((b"last-event-id", last.encode()))
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("localhost", 8000),
    }

    async def receive() -> dict[str, Any]:
        while not left.is_set():  # noqa: ASYNC110 - set from another thread
            await anyio.sleep(0.02)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        stream.take(message)

    async def run() -> None:
        try:
            await client.app(scope, receive, send)  # type: ignore[arg-type]  # an ASGI app, as the client knows it
        finally:
            stream.finish()

    assert client.portal is not None
    running: Future[None] = client.portal.start_task_soon(run)
    try:
        assert stream.begun.wait(PATIENCE)
        with patch.object(telling, "_BETWEEN", 0.02):
            yield stream
    finally:
        left.set()
        running.result(PATIENCE)
