"""Check-ins as fast as they come: 70,000 members at 1,600 sites through real HTTP, with fsync.

    .venv/bin/python -m benchmarks.check_in_burst [--quick]

Every request carries its own session and its own proof. Single ones are members who scan the code on the wall; batches
of 200 are desks that were offline, once with people taken by hand and once with members' codes. Each of those is
verified (P-256: the limit is what one core verifies in the same run). In between, single members come while the board
is followed: how soon each is seen on it. Peers of the same run: the same server answering without a database, which
verifies sessions and proofs all the same, and plain inserts of the same rows into the same database. Afterwards the
rows are counted, and presence by them is what was answered.

A machine on which others work answers later, not with more work: the processor time of a scan is told beside its rate,
and the client's own beside the server's, because both share the machine.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select, text

from api.kit.db import Database
from api.rooms.attendance.models import AttendanceFact
from api.rooms.attendance.presence import presence
from api.rooms.attendance.repository.intake import as_fact
from api.rooms.attendance.schemas.scans import Outcome
from api.settings import Settings
from benchmarks.board import CHECK_INS, follow_board
from benchmarks.crowd import Crowd, gather
from benchmarks.databases import asked_to_be_quick
from benchmarks.reports import BATCH, Sent, by_code, by_hand, singles
from benchmarks.results import result
from benchmarks.serving import Server, served
from benchmarks.wire import Line, lines
from tests.support.house import ORIGIN
from tests.support.postgres import DURABLE, PostgresMissing, running_server

RATE, LIMIT_MS = 1_200, 100
LINES = 64


@dataclass(frozen=True)
class Scale:
    """How large the conference is, how many requests a measure sends."""

    people: int = 70_000
    sites: int = 1_600
    single: int = 20_000
    paced_seconds: float = 8
    batches: int = 250
    verified: int = 60


QUICK = Scale(people=1_000, sites=40, single=400, paced_seconds=0.2, batches=4, verified=1)


@dataclass(frozen=True)
class Work:
    """Scans a second, and the microseconds of a processor that one cost the server and this client."""

    rate: float
    server: float
    client: float

    def lines(self, name: str) -> list[str]:
        """What does not change with how busy the machine is; the client must stay far below the server."""
        share = self.client * self.rate / 1_000_000
        return [
            result(f"{name}_cpu", self.server, "µs/scan", peer=("client", self.client)),
            result(f"{name}_client", share, "cores"),
        ]


@dataclass
class Burst:
    """One server under load, and how many scans it has answered."""

    crowd: Crowd
    server: Server
    kept: int = 0

    async def ask(self, line: Line, request: bytes, scans: int) -> None:
        """Send one report; every scan in it must have been taken."""
        status, body = await line.ask(request)
        assert status == 200, (status, body[:300])
        items = json.loads(body)["items"]
        assert len(items) == scans
        wrong = [item for item in items if item["outcome"] not in {"in", "already"}]
        assert not wrong, wrong[0]
        self.kept += scans

    async def saturate(self, requests: Iterator[tuple[Sent, int]], clients: int) -> Work:
        """What is done when each of so many lines asks again as soon as it was answered."""
        before, began = self.kept, time.perf_counter()
        server, own = self.server.cpu_seconds(), time.process_time()

        async def client(line: Line) -> None:
            for make, scans in requests:
                await self.ask(line, make(), scans)

        async with lines(self.server.address, clients) as opened:
            await asyncio.gather(*(client(line) for line in opened))
        scans, taken = self.kept - before, time.perf_counter() - began
        server, own = self.server.cpu_seconds() - server, time.process_time() - own
        return Work(scans / taken, server / scans * 1_000_000, own / scans * 1_000_000)

    async def paced(self, requests: Iterator[tuple[Sent, int]], rate: float) -> list[float]:
        """Milliseconds from when each was due: a server that falls behind cannot hide it."""
        async with lines(self.server.address, LINES) as opened:
            free: asyncio.Queue[Line] = asyncio.Queue()
            for line in opened:
                free.put_nowait(line)
            began = time.perf_counter() + 0.1

            async def one(number: int, make: Sent, scans: int) -> float:
                due = began + number / rate
                await asyncio.sleep(due - time.perf_counter())
                line = await free.get()
                await self.ask(line, make(), scans)
                free.put_nowait(line)
                return (time.perf_counter() - due) * 1000

            return list(await asyncio.gather(*(one(n, *request) for n, request in enumerate(requests))))


async def single(burst: Burst, scale: Scale) -> tuple[Work, float]:
    """Check-ins a second at most, and the 99th percentile (ms) at the rate of a full minute."""
    numbers = count()
    warm = list(singles(burst.crowd, islice(numbers, 200)))
    await burst.saturate(iter(warm), LINES)
    most = await burst.saturate(iter(list(singles(burst.crowd, islice(numbers, scale.single)))), LINES)
    paced = list(singles(burst.crowd, islice(numbers, round(RATE * scale.paced_seconds))))
    taken = await burst.paced(iter(paced), RATE)
    return most, statistics.quantiles(taken, n=100)[98]


async def batched(burst: Burst, scale: Scale) -> tuple[Work, Work]:
    """Scans a second in batches: by hand, and with a signature each."""
    hand = await burst.saturate(iter(list(by_hand(burst.crowd, scale.batches))), 8)
    signed = await burst.saturate(iter(list(by_code(burst.crowd, scale.verified))), 8)
    return hand, signed


async def without_database(crowd: Crowd, server: Server, scale: Scale) -> Work:
    """Requests a second of the same server and the same bodies, verified and answered from memory."""
    burst = Burst(crowd, server)
    return await burst.saturate(iter(list(singles(crowd, iter(range(scale.single))))), LINES)


def inserts_a_second(settings: Settings, at_once: int, rows: int) -> float:
    """Rows of the same shape a second, so many in a transaction, each transaction on the disk."""
    database = Database(settings.database)
    with database.writing_connection() as connection:
        connection.execute(text("CREATE TABLE plain_scans AS SELECT * FROM attendance_facts WHERE false"))
        [row] = connection.execute(text("SELECT * FROM attendance_facts LIMIT 1")).mappings()
    fields = {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in row.items()}
    insert = text(f"INSERT INTO plain_scans VALUES ({', '.join(f':{name}' for name in fields)})")
    began = time.perf_counter()
    for _ in range(0, rows, at_once):
        with database.writing_connection() as connection:
            connection.execute(insert, [fields] * at_once)
    taken = time.perf_counter() - began
    with database.writing_connection() as connection:
        connection.execute(text("DROP TABLE plain_scans"))
    database.dispose()
    return rows / taken


def verified_a_second(crowd: Crowd, seconds: float) -> float:
    """Signatures one core verifies."""
    message = b"x" * 60
    signature, public = crowd.key.sign(message, ec.ECDSA(SHA256())), crowd.key.public_key()
    done, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        public.verify(signature, message, ec.ECDSA(SHA256()))
        done += 1
    return done / seconds


def check(settings: Settings, sent: int) -> None:
    """Every scan stands once, and who was told to be in is present by the rows, and nobody else."""
    database = Database(settings.database)
    with database.reading_connection() as connection:
        rows = connection.execute(select(AttendanceFact.__table__)).all()  # type: ignore[attr-defined]  # SQLModel adds it
    database.dispose()
    different = {row.scan_id for row in rows}
    assert len(rows) == len(different) == sent, (len(rows), len(different), sent)
    told = [row.member_id for row in rows if row.answer["outcome"] == Outcome.IN]
    assert sorted(told) == sorted(presence(map(as_fact, rows)))


def measure(
    name: str, settings: Settings, scale: Scale, workers: tuple[int, ...], limits: tuple[float, ...]
) -> Iterator[str]:
    """Everything on one database, told as it comes."""
    crowd, sent = gather(settings, scale.people, scale.sites), 0
    with served(settings, app="benchmarks.unstored:create_app") as server:
        bare = uvloop.run(without_database(crowd, server, scale))
    yield result(f"{name}_without_database", bare.rate, "requests/s")
    yield from bare.lines(f"{name}_without_database")
    for number, limit in zip(workers, limits, strict=True):
        here = f"{name}_{number}w"
        with served(settings, workers=number) as server:
            burst = Burst(crowd, server)
            most, p99 = uvloop.run(single(burst, scale))
            peer = ("without_database", bare.rate)
            yield result(f"{here}_single", most.rate, "check-ins/s", limit=limit, peer=peer)
            yield from most.lines(f"{here}_single")
            yield result(f"{here}_p99_at_1200", p99, "ms", limit=LIMIT_MS)
            for line in uvloop.run(follow_board(crowd, server, number)):
                yield line.replace("name=", f"name={here}_")
            burst.kept += CHECK_INS
            hand, signed = uvloop.run(batched(burst, scale))
        raw = inserts_a_second(settings, BATCH, BATCH * max(5, scale.batches // 4))
        yield result(f"{here}_batched", hand.rate, "facts/s", limit=20_000, peer=(f"inserts_of_{BATCH}", raw))
        yield from hand.lines(f"{here}_batched")
        proofs = verified_a_second(crowd, 0.5)
        yield result(f"{here}_batched_signed", signed.rate, "facts/s", peer=("verified_by_one_core", proofs))
        yield from signed.lines(f"{here}_batched_signed")
        sent += burst.kept
        check(settings, sent)
    yield result(f"{name}_inserts_of_32", inserts_a_second(settings, 32, 32 * 40), "rows/s")


def tell(lines_: Iterator[str]) -> None:
    """Print each line when it is known: a run takes minutes."""
    for line in lines_:
        print(line.replace("name=", "name=check_in_burst_", 1), flush=True)


def main() -> None:
    quick = asked_to_be_quick(__doc__, "SQLite only, 1,000 members, under 30 seconds")
    scale = QUICK if quick else Scale()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="handbook-burst-")))
        settings = Settings(var=folder / "sqlite", public_url=ORIGIN, log_level="ERROR")
        tell(measure("sqlite", settings, scale, (1,), (2_700,)))
        if not quick:
            try:
                url = stack.enter_context(running_server(DURABLE)).create_database("burst")
            except PostgresMissing as missing:
                print(missing)
                return
            settings = Settings(var=folder / "pg", database_url=url, public_url=ORIGIN, log_level="ERROR")
            tell(measure("postgresql", settings, scale, (1, 2), (3_000, 5_000)))


if __name__ == "__main__":
    main()
