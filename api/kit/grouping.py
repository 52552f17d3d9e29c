"""Many small questions or writes as one: what waits is done in one transaction, and everybody is answered after it.

For facts that must be durable before the answer leaves and come faster than single commits allow: check-ins, receipts,
ballots. One thread of its own; on SQLite it queues at the house's write lock like everybody else.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
R = TypeVar("R")

MOST = 512
"""Weight at which a transaction is full; an item weighs 1 unless `weigh` says otherwise."""


@dataclass(slots=True)
class _Waiting(Generic[T, R]):
    item: T
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[R]"


class Grouped(Generic[T, R]):
    """`work` takes a connection inside a transaction and items, and returns one answer for each, in order.

    It must be repeatable: when it fails for a group, each item is done again by itself, so that one bad item never
    takes others along. `connect` opens the connection and ends the transaction.
    """

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        work: Callable[[Connection, Sequence[T]], Sequence[R]],
        weigh: Callable[[T], int] = lambda _: 1,
    ) -> None:
        self._connect = connect
        self._work = work
        self._weigh = weigh
        self._queue: deque[_Waiting[T, R]] = deque()
        self._news = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = False

    async def submit(self, item: T) -> R:
        """Do this item together with others that wait; its answer, or what `work` raised for it."""
        if self._thread is None:
            self._start()
        loop = asyncio.get_running_loop()
        waiting: _Waiting[T, R] = _Waiting(item, loop, loop.create_future())
        self._queue.append(waiting)
        if not self._news.is_set():
            self._news.set()
        return await waiting.answer

    def stop(self) -> None:
        """Do what waits, then end the thread."""
        self._stopped = True
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="grouped", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            while self._queue:
                group = self._next_group()
                _answer(group, self._do_group(group))
            if self._stopped:
                return

    def _next_group(self) -> "list[_Waiting[T, R]]":
        group, weight = [], 0
        while self._queue and weight < MOST:
            group.append(self._queue.popleft())
            weight += self._weigh(group[-1].item)
        return group

    def _do_group(self, group: Sequence[_Waiting[T, R]]) -> "list[R | Exception]":
        try:
            with self._connect() as connection:
                return list(self._work(connection, [one.item for one in group]))
        except Exception as error:  # noqa: BLE001 - whatever it was, the others must not suffer from it
            if len(group) == 1:
                return [error]
            return [self._do_group([one])[0] for one in group]


def _answer(group: "Sequence[_Waiting[T, R]]", answers: "Sequence[R | Exception]") -> None:
    """Hand the answers to the event loops that wait, one call for each loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[R], R | Exception]]] = {}
    for one, answer in zip(group, answers, strict=True):
        by_loop.setdefault(one.loop, []).append((one.answer, answer))
    for loop, pairs in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(_resolve, pairs)


def _resolve(pairs: "Sequence[tuple[asyncio.Future[R], R | Exception]]") -> None:
    for future, answer in pairs:
        if future.cancelled():
            continue
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
