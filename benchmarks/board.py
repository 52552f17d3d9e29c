"""The live board of the conference: how soon a check-in is seen on it, and what following it costs the server."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from benchmarks.crowd import Crowd
from benchmarks.reports import singles
from benchmarks.results import p95, result
from benchmarks.serving import Server
from benchmarks.wire import lines

LIMIT_SECONDS = 2
CHECK_INS = 10
_QUIET = 4.0
"""Seconds in which nobody comes: what the server uses then is the price of being followed."""
_PATIENCE = 120


async def follow_board(crowd: Crowd, server: Server, time_round: int) -> list[str]:
    """Open the board as a projector does, check members in one by one, and read each on it.

    Each time with others of those who come last: `time_round` counts from 1.
    """
    began = time.perf_counter()
    async with _events(crowd, server) as events:
        board = await anext(events)
        first = time.perf_counter() - began
        assert len(board["sites"]) == len(crowd.sites), len(board["sites"])
        await asyncio.sleep(1)  # seconds; what was scanned just before has been told
        used = server.cpu_seconds()
        await asyncio.sleep(_QUIET)
        quiet = (server.cpu_seconds() - used) / _QUIET
        seen, first_one = [], len(crowd.members) - CHECK_INS * time_round
        for make, _ in singles(crowd, iter(range(first_one, first_one + CHECK_INS))):
            async with lines(server.address, 1) as [line]:
                _, answer = await line.ask(make())
            assert json.loads(answer)["items"][0]["outcome"] == "in", answer
            taken = time.perf_counter()
            seen.append(await _moved(events, board) - taken)
    return [
        result("board_first", first, "s"),
        result("board_moved_p95", p95(seen), "s", limit=LIMIT_SECONDS),
        result("board_quiet", quiet, "cores"),
    ]


async def _moved(events: AsyncIterator[dict[str, Any]], board: dict[str, Any]) -> float:
    """When the board showed one more than before, with its site among what moved."""
    while True:
        news = await anext(events)
        if news["present"] > board["present"]:
            assert 0 < len(news["sites"]) < len(board["sites"]) or len(board["sites"]) == 1
            board.update(present=news["present"])
            return time.perf_counter()


@asynccontextmanager
async def _events(crowd: Crowd, server: Server) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    cookies = {crowd.cookie: crowd.desk_token}
    headers, path = {"Accept": "text/event-stream"}, f"/api/attendance/meetings/{crowd.meeting_id}/board"
    async with (
        httpx.AsyncClient(base_url=server.address, cookies=cookies, timeout=_PATIENCE) as client,
        client.stream("GET", path, headers=headers) as answer,
    ):
        assert answer.status_code == 200, answer.status_code

        async def told() -> AsyncIterator[dict[str, Any]]:
            async for said in answer.aiter_lines():
                if said.startswith("data: {"):
                    yield json.loads(said.removeprefix("data: "))

        yield told()
