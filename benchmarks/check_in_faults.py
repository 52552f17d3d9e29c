"""Check-ins while everything goes wrong: 0 lost, 0 double.

    .venv/bin/python -m benchmarks.check_in_faults [--quick]

Each round some desks with clocks of their own send reports of member codes and hand entries to a real server. Lines are
cut before the answer is read, reports are sent twice and in any order, and the server is killed (SIGKILL) at a random
moment and started again, by a fork of a process that has read the libraries. A desk repeats what was not answered, as
the phone's queue does. In the end every scan must be there once, with the answer that its desk was given each time it
asked, and nobody may have arrived twice.
"""

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from api.kit.db import Database
from api.kit.ids import new_id
from api.settings import Settings
from benchmarks.crowd import Crowd, gather
from benchmarks.databases import measure_each
from benchmarks.reports import SCANS, stamp
from benchmarks.results import result
from benchmarks.serving import Mortal
from benchmarks.wire import Line, connect, post

PATIENCE = 180.0
"""Seconds a busy machine may take to start the server and answer."""


@dataclass(frozen=True)
class Scale:
    """How many rounds, how many scans in each."""

    rounds: int = 50
    desks: int = 4
    reports: int = 12
    scans: int = 10
    people: int = 600


QUICK = Scale(rounds=2, desks=2, reports=4, scans=5, people=60)


@dataclass
class Desk:
    """A phone that scans: its wrong clock, what it holds, and what it was told of each scan."""

    crowd: Crowd
    clock_off: timedelta
    chance: random.Random
    waiting: list[list[dict[str, Any]]] = field(default_factory=list)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    contradictions: int = 0

    def scan(self, scale: Scale) -> None:
        """Fill the queue for one round; some scans are held in two reports."""
        for _ in range(scale.reports):
            self.waiting.append([self._one() for _ in range(scale.scans)])
            if self.chance.random() < 0.3:
                self.waiting.append(list(self.chance.choice(self.waiting)))
        self.chance.shuffle(self.waiting)

    def _one(self) -> dict[str, Any]:
        who, at = self.chance.randrange(len(self.crowd.members)), datetime.now(UTC)
        how = (
            {"method": "hand", "member_id": str(self.crowd.members[who])}
            if self.chance.random() < 0.5
            else {"method": "member_code", "code": self.crowd.member_code(who, at)}
        )
        return {
            "scan_id": str(new_id()),
            "meeting_id": str(self.crowd.meeting_id),
            "site_id": str(self.crowd.site(who)),
            "device_at": stamp(at + self.clock_off),
            **how,
        }

    async def send_all(self, address: str) -> None:
        """Send until everything was answered, whatever happens to lines and server."""
        deadline = time.monotonic() + PATIENCE
        while self.waiting:
            assert time.monotonic() < deadline, "the server did not come back"
            line = None
            with suppress(OSError):
                line = await connect(address)
                await self._send_some(line)
            if line is not None:
                line.close()
            await asyncio.sleep(0.02)

    async def _send_some(self, line: Line) -> None:
        while self.waiting:
            items = self.waiting[0]
            body = {"sent_at": stamp(datetime.now(UTC) + self.clock_off), "items": items}
            request = post(SCANS, f"{self.crowd.cookie}={self.crowd.desk_token}", json.dumps(body).encode())
            asked = asyncio.ensure_future(line.ask(request))
            if self.chance.random() < 0.15:  # the answer never arrives
                await asyncio.sleep(self.chance.random() * 0.02)
                line.close()
                with suppress(OSError):
                    await asked
                raise ConnectionResetError
            status, answer = await asked
            assert status == 200, (status, answer[:300])
            self._hear(json.loads(answer)["items"])
            self.waiting.pop(0)

    def _hear(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            before = self.told.setdefault(answer["scan_id"], answer)
            self.contradictions += before != answer


async def one_round(server: Mortal, desks: list[Desk], chance: random.Random) -> None:
    """All desks send at once; in the middle the server dies and comes back."""
    sending = [asyncio.ensure_future(desk.send_all(server.address)) for desk in desks]
    await asyncio.sleep(chance.random() * 0.25)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)
    await asyncio.gather(*sending)


def lost_and_double(settings: Settings, desks: list[Desk]) -> tuple[int, int]:
    """Scans that are missing or stand otherwise than they were answered; scans or people that stand twice."""
    told = {scan_id: answer for desk in desks for scan_id, answer in desk.told.items()}
    database = Database(settings.database)
    with database.reading_connection() as connection:
        rows = connection.execute(text("SELECT scan_id, answer, member_id FROM attendance_facts")).all()
    database.dispose()
    kept = {UUID(str(row.scan_id)): row.answer for row in rows}
    held = {UUID(scan_id): answer for scan_id, answer in told.items() if answer["outcome"] != "refused"}
    lost = sum(_read(kept.get(scan_id)) != answer for scan_id, answer in held.items())
    arrived = [answer["member_id"] for answer in held.values() if answer["outcome"] == "in"]
    double = len(rows) - len(kept) + len(arrived) - len(set(arrived)) + len(set(kept) - set(held))
    return lost, double


def _read(answer: object) -> object:
    return json.loads(answer) if isinstance(answer, str) else answer


def measure(settings: Settings, quick: bool) -> list[str]:  # noqa: FBT001 - as `measure_each` calls it
    """All rounds on one database."""
    scale, chance = QUICK if quick else Scale(), random.Random(4)
    crowd = gather(settings, scale.people, 8)
    desks = [Desk(crowd, timedelta(hours=chance.uniform(-30, 30)), chance) for _ in range(scale.desks)]
    began, server = time.perf_counter(), Mortal(settings)
    try:
        for number in range(1, scale.rounds + 1):
            for desk in desks:
                desk.scan(scale)
            asyncio.run(one_round(server, desks, chance))
            print(f"round {number} of {scale.rounds}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    finally:
        server.kill()
    lost, double = lost_and_double(settings, desks)
    contradictions = sum(desk.contradictions for desk in desks)
    assert (lost, double, contradictions) == (0, 0, 0), (lost, double, contradictions)
    scans = sum(len(desk.told) for desk in desks)
    return [
        result("rounds", scale.rounds, "kills"),
        result("scans", scans, "scans"),
        result("lost", lost, "scans"),
        result("double", double, "scans"),
        result("seconds", time.perf_counter() - began, "s"),
    ]


if __name__ == "__main__":
    measure_each("check_in_faults", __doc__, measure)
