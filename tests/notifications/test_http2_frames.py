"""HTTP/2 as the house writes it, read by h2; what services may answer, and what no service should."""

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import DataReceived, PingAckReceived, RequestReceived, StreamReset
from h2.settings import SettingCodes
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    HeadersFrame,
    PushPromiseFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

from notifications.channels.http2 import Http2
from notifications.channels.requesting import Broken, Place, Post, Request

PLACE = Place("push.example:8443", "push.example", 8443, ("203.0.113.7",))
HEADERS = (("authorization", "vapid t=" + "a" * 300), ("ttl", "60"))


class Conversation:
    """The house and a service, without a network between them."""

    def __init__(self) -> None:
        self.ended: list[Request] = []
        self.unseen: list[Request] = []
        self.house = Http2(PLACE, self.ended.append, self.unseen.append)
        self.service = H2Connection(H2Configuration(client_side=False, header_encoding=None))
        self.service.initiate_connection()

    def ask(self, target: str = "/wpush/1", body: bytes = b"x" * 400) -> Request:
        request = Request(Post(PLACE, target, HEADERS, body), lambda _: None)
        self.house.begin(request)
        return request

    def listen(self) -> list[object]:
        """What the service hears; its answers are heard by the house."""
        events: list[object] = list(self.service.receive_data(bytes(self.house.out)))
        self.house.out.clear()
        self.house.receive(self.service.data_to_send())
        return events

    def answer(self, request: Request, *headers: tuple[str, str], status: str = "201", end: bool = True) -> None:
        self.service.send_headers(request.stream, [(":status", status), *headers], end_stream=end)
        self.house.receive(self.service.data_to_send())


@pytest.fixture
def talk():
    made = Conversation()
    made.listen()
    return made


def test_a_service_reads_what_was_asked_however_long_the_address(talk):
    targets = ["/1", "/" + "y" * 126, "/" + "z" * 900]
    for target in targets:
        talk.ask(target)
    events = talk.listen()
    asked = [
        {name.decode(): value.decode() for name, value in event.headers}
        for event in events
        if isinstance(event, RequestReceived)
    ]
    assert [headers[":path"] for headers in asked] == targets
    assert asked[0] == {
        ":method": "POST",
        ":scheme": "https",
        ":authority": "push.example:8443",
        ":path": "/1",
        **dict(HEADERS),
        "content-length": "400",
    }
    assert [event.data for event in events if isinstance(event, DataReceived)] == [b"x" * 400] * 3


def test_answers_come_in_any_order_and_in_pieces(talk):
    first, second = talk.ask(), talk.ask()
    talk.listen()
    talk.service.send_headers(second.stream, [(":status", "429"), ("retry-after", "17")], end_stream=True)
    talk.service.send_headers(first.stream, [(":status", "103"), ("link", "</x>")])
    talk.service.send_headers(first.stream, [(":status", "201"), ("location", "/" + "l" * 20_000)])
    talk.service.send_data(first.stream, b"said", pad_length=9, end_stream=True)
    for piece in talk.service.data_to_send():
        talk.house.receive(bytes([piece]))
    assert [(request, request.reply()) for request in talk.ended] == [(second, (429, 17.0)), (first, (201, None))]
    assert talk.house.left() == []


def test_no_more_is_begun_than_the_service_takes(talk):
    talk.service.update_settings({SettingCodes.MAX_CONCURRENT_STREAMS: 2})
    talk.listen()
    assert talk.house.room() == 2
    request = talk.ask()
    talk.ask()
    talk.listen()
    assert talk.house.room() == 0
    talk.answer(request)
    assert talk.house.room() == 1


def test_bodies_wait_until_the_window_has_room_for_them(talk):
    while talk.house.room():
        request = talk.ask(body=b"x" * 4096)
        talk.listen()
        talk.answer(request)
    assert len(talk.ended) == 15
    talk.service.increment_flow_control_window(40_000)
    talk.listen()
    assert talk.house.room() == 10


def test_what_a_service_did_not_look_at_is_sent_once_more(talk):
    seen, refused, late = talk.ask(), talk.ask(), talk.ask()
    talk.listen()
    talk.service.reset_stream(refused.stream, ErrorCodes.REFUSED_STREAM)
    talk.service.close_connection(last_stream_id=seen.stream)
    talk.house.receive(talk.service.data_to_send())
    assert talk.unseen == [refused, late]
    assert (talk.house.left(), talk.house.room()) == ([seen], 0)
    with pytest.raises(Broken):
        talk.house.receive(HeadersFrame(seen.stream, b"\x88", flags=["END_HEADERS", "END_STREAM"]).serialize())
    assert [request.status for request in talk.ended] == [200]


def test_a_reset_is_no_answer_unless_the_status_came_before(talk):
    silent, told = talk.ask(), talk.ask()
    talk.listen()
    talk.answer(told, status="410", end=False)
    for request in (silent, told):
        talk.service.reset_stream(request.stream, ErrorCodes.INTERNAL_ERROR)
    talk.house.receive(talk.service.data_to_send())
    assert [(request, request.status) for request in talk.ended] == [(silent, 0), (told, 410)]


def test_one_that_never_stops_talking_is_cut_off_and_the_others_are_heard(talk):
    talks, fine = talk.ask(), talk.ask()
    talk.listen()
    talk.answer(talks, end=False)
    for _ in range(5):
        talk.service.send_data(talks.stream, bytes(4000))
    talk.house.receive(talk.service.data_to_send())
    assert [(request, request.status) for request in talk.ended] == [(talks, 201)]
    assert any(isinstance(event, StreamReset) for event in talk.listen())
    talk.answer(fine)
    assert fine in talk.ended


def test_the_window_for_answers_is_opened_again(talk):
    for _ in range(20):
        request = talk.ask()
        talk.listen()
        talk.answer(request, status="400", end=False)
        talk.service.send_data(request.stream, bytes(10_000), end_stream=True)
        talk.house.receive(talk.service.data_to_send())
        talk.listen()
    assert len(talk.ended) == 20


def test_whoever_waits_no_longer_says_so_and_a_late_answer_is_passed_over(talk):
    request = talk.ask()
    talk.listen()
    assert talk.house.drop(request)
    talk.service.send_headers(request.stream, [(":status", "201")], end_stream=True)
    late = talk.service.data_to_send()
    talk.listen()
    talk.house.receive(late)
    assert (talk.ended, talk.house.left()) == ([], [])


def test_a_ping_is_answered(talk):
    talk.service.ping(b"12345678")
    talk.listen()
    assert any(isinstance(event, PingAckReceived) for event in talk.listen())


@pytest.mark.parametrize(
    "frames",
    [
        [DataFrame(1, bytes(20_000))],
        [SettingsFrame(0, {SettingCodes.INITIAL_WINDOW_SIZE: 100})],
        [PushPromiseFrame(1, 2, b"", flags=["END_HEADERS"])],
        [HeadersFrame(1, b"\xff\xff\xff\xff\xff\xff", flags=["END_HEADERS"])],
        [HeadersFrame(1, b"\x08\x03abc", flags=["END_HEADERS"])],
        [HeadersFrame(1, b"\x88"), DataFrame(1, b"")],
        [HeadersFrame(1, b"\x88"), ContinuationFrame(3, b"")],
        [ContinuationFrame(1, b"\x88")],
        [HeadersFrame(1, bytes(16_000)), *([ContinuationFrame(1, bytes(16_000))] * 4)],
    ],
    ids=lambda frames: "-".join(type(frame).__name__ for frame in frames),
)
def test_a_service_that_speaks_otherwise_is_hung_up_on(talk, frames: list[Frame]):
    talk.ask()
    with pytest.raises(Broken):
        talk.house.receive(b"".join(frame.serialize() for frame in frames))


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x00\x03\x03\x00\x00\x00\x00\x01abc",
        b"\x00\x00\x05\x04\x00\x00\x00\x00\x00abcde",
        b"\x00\x00\x02\x01\x0c\x00\x00\x00\x01\x09\x88",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=["short reset", "short setting", "padding longer than its frame", "HTTP/1.1"],
)
def test_frames_that_cannot_be_are_not_read(talk, raw: bytes):
    talk.ask()
    with pytest.raises(Broken):
        talk.house.receive(raw)


def test_frames_nobody_needs_are_passed_over(talk):
    request = talk.ask()
    talk.listen()
    unknown = b"\x00\x00\x02\xfa\x00\x00\x00\x00\x00ab"
    priority = b"\x00\x00\x05\x02\x00\x00\x00\x00\x01\x00\x00\x00\x00\x10"
    talk.house.receive(unknown + priority + WindowUpdateFrame(1, 5).serialize())
    talk.answer(request)
    assert talk.ended == [request]


def test_padded_headers_with_a_priority_are_read(talk):
    request = talk.ask()
    frame = HeadersFrame(request.stream, b"\x88", flags=["END_HEADERS", "END_STREAM", "PADDED", "PRIORITY"])
    frame.pad_length = 7
    talk.house.receive(frame.serialize())
    assert [ended.status for ended in talk.ended] == [200]
