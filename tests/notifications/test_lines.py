"""A connection to a service that wants to fill this machine's memory."""

from collections import deque
from unittest.mock import Mock

import pytest

from notifications.channels.http1 import Http1
from notifications.channels.line import Line
from notifications.channels.requesting import MOST_ANSWER_BYTES, Broken, Place, Post, Reply, Request

PLACE = Place("push.example", "push.example", 443, ("203.0.113.1",))
PING = b"\x00\x00\x08\x06\x00\x00\x00\x00\x00" + bytes(8)


@pytest.fixture
def told() -> list[Reply]:
    return []


@pytest.fixture
def request_(told):
    return Request(Post(PLACE, "/x", (), b"body"), told.append)


@pytest.mark.parametrize(
    ("begin", "again"),
    [
        (b"HTTP/1.1 201 x\r\nname: ", b"a" * 1000),
        (b"HTTP/1.1 201 x\r\n", b"name: a\r\n" * 100),
        (b"", b"HTTP/1.1 100 x\r\n\r\n" * 50),
    ],
)
def test_an_answer_without_an_end_is_cut_off(request_, begin, again):
    """One header that goes on and on, headers without number, ever new promises of an answer."""
    talk = Http1(PLACE, Mock())
    talk.begin(request_)
    talk.receive(begin)
    for _ in range(MOST_ANSWER_BYTES // len(again) - 1):
        talk.receive(again)
    with pytest.raises(Broken):
        talk.receive(again * 2)
    assert request_.status == 0


@pytest.mark.parametrize(("unread", "closed"), [(2**21, True), (1000, False)])
def test_a_service_that_asks_for_answers_and_reads_none_is_hung_up_on(request_, unread, closed):
    ended: deque[Request] = deque()
    line = Line(PLACE, request_, ended, deque())
    transport = Mock()
    transport.get_extra_info.return_value.selected_alpn_protocol.return_value = "h2"
    transport.get_write_buffer_size.return_value = 0
    line.connection_made(transport)
    transport.get_write_buffer_size.return_value = unread
    line.data_received(PING)
    assert (line.is_closed, list(ended)) == (closed, [request_] * closed)
