"""What phones and desks of a crowd send: reports of scans, ready to be written on a line."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any

from api.kit.ids import new_id
from benchmarks.crowd import Crowd
from benchmarks.wire import post

SCANS = "/api/attendance/scans"
BATCH = 200
"""Scans in a report of a desk that was offline; as many as a report may hold."""
Sent = Callable[[], bytes]


def stamp(at: datetime) -> str:
    """As phones write a moment."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def report(crowd: Crowd, token: str, items: list[dict[str, Any]]) -> Sent:
    """A report whose `sent_at` is written when it leaves."""
    cookie, rest = f"{crowd.cookie}={token}", json.dumps(items)
    return lambda: post(SCANS, cookie, f'{{"sent_at":"{stamp(datetime.now(UTC))}","items":{rest}}}'.encode())


def item(crowd: Crowd, number: int, at: datetime, **what: str) -> dict[str, Any]:
    """One scan at the member's own site."""
    return {
        "scan_id": str(new_id()),
        "meeting_id": str(crowd.meeting_id),
        "site_id": str(crowd.site(number)),
        "device_at": stamp(at),
        **what,
    }


def singles(crowd: Crowd, numbers: Iterator[int]) -> Iterator[tuple[Sent, int]]:
    """Members who scan the wall of their site, each on the own phone."""
    at = datetime.now(UTC)
    walls = {site: crowd.wall_code(site, at) for site in range(len(crowd.sites))}
    for number in numbers:
        who = number % len(crowd.members)
        code = walls[who % len(crowd.sites)]
        yield report(crowd, crowd.token(who), [item(crowd, who, at, method="room_code", code=code)]), 1


def by_hand(crowd: Crowd, batches: int) -> Iterator[tuple[Sent, int]]:
    """A desk that took people by name."""
    at, numbers = datetime.now(UTC), count()
    for _ in range(batches):
        people = [number % len(crowd.members) for number in islice(numbers, BATCH)]
        made = [item(crowd, who, at, method="hand", member_id=str(crowd.members[who])) for who in people]
        yield report(crowd, crowd.desk_token, made), BATCH


def by_code(crowd: Crowd, batches: int) -> Iterator[tuple[Sent, int]]:
    """A desk that scanned members' phones."""
    at, numbers = datetime.now(UTC), count()
    for _ in range(batches):
        people = [number % len(crowd.members) for number in islice(numbers, BATCH)]
        made = [item(crowd, who, at, method="member_code", code=crowd.member_code(who, at)) for who in people]
        yield report(crowd, crowd.desk_token, made), BATCH
