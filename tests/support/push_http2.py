"""The push service's HTTP/2: many messages on one connection, as the real ones offer it (RFC 8030 §2)."""

import asyncio
from typing import Any

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, Event, RequestReceived, StreamEnded, StreamReset

from tests.support.push_service import HANG, REDIRECT, SLOW, PushService


class Http2(asyncio.Protocol):
    """One connection; answers each stream as `PushService.answer` says."""

    ALPN = "h2"

    def __init__(self, service: PushService) -> None:
        self._service = service
        self._streams: dict[int, tuple[dict[str, str], bytearray]] = {}
        self._talk = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._service.connections += 1
        self._service.open.add(transport)
        self._talk.initiate_connection()
        self._transport.write(self._talk.data_to_send())

    def connection_lost(self, error: Exception | None) -> None:
        self._service.open.discard(self._transport)
        if error is not None and not isinstance(error, OSError):
            self._service.wrong.append(repr(error))

    def data_received(self, data: bytes) -> None:
        for event in self._talk.receive_data(data):
            self._hear(event)
        self._transport.write(self._talk.data_to_send())

    def _hear(self, event: Event) -> None:
        if isinstance(event, RequestReceived):
            self._streams[event.stream_id] = {str(name): str(value) for name, value in event.headers}, bytearray()
            self._service.together = max(self._service.together, len(self._streams))
        elif isinstance(event, DataReceived):
            self._streams[event.stream_id][1].extend(event.data)
            self._talk.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, StreamReset):
            self._streams.pop(event.stream_id, None)
        elif isinstance(event, StreamEnded):
            self._take(event.stream_id)

    def _take(self, stream_id: int) -> None:
        headers, body = self._streams[stream_id]
        answer = self._service.answer(headers[":path"], headers, bytes(body))
        if answer == SLOW:
            asyncio.get_running_loop().call_later(1.5, self._answer, stream_id, "201")
        elif answer != HANG:
            self._answer(stream_id, answer)

    def _answer(self, stream_id: int, answer: str) -> None:
        if self._streams.pop(stream_id, None) is None:
            return
        status, _, retry_after = answer.partition(":")
        headers = [(":status", "307" if answer == REDIRECT else status), ("content-length", "0")]
        if retry_after:
            headers.append(("retry-after", retry_after))
        if answer == REDIRECT:
            headers.append(("location", f"{self._service.origin}/elsewhere"))
        self._talk.send_headers(stream_id, headers, end_stream=True)
        self._transport.write(self._talk.data_to_send())
