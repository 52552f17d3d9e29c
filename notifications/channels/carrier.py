"""Many https requests at once over few connections, in one thread with an event loop of its own.

Requests that take long do not hold the places of the others: after a second each stands aside, up to a bound, until its
answer or its time-out.
"""

import asyncio
import ssl
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import uvloop

from notifications.channels.line import VERSIONS, Line
from notifications.channels.requesting import Place, Post, Reply, Request

ANSWER_SECONDS = 10
_AT_ONCE = 96
_TOGETHER = 64
"""Requests begun before they are written and the answers to earlier ones are read."""
_MOST_LINES = 48
"""Connections to one place, besides those whose requests stand aside."""
_MOST_NEW = 8
"""Connections opened at once: each costs as much as a dozen messages do, and more before the first of them leaves."""
_ASIDE_AFTER_SECONDS = 1.0
_MOST_ASIDE = 400
_MOST_UNSEEN = 5
_GATHER_SECONDS = 0.004
"""Where nothing can be begun, answers are fetched by the handful."""
_LATE_SECONDS = 0.05
"""And where only those are out that stand aside, mostly until their time-out, nobody is in a hurry."""

Told = tuple[Post, Callable[[Reply], None]]


class Carrier:
    """Connections that stay open between calls; used by one thread at a time."""

    def __init__(self, ca_file: Path | None) -> None:
        self._loop = uvloop.new_event_loop()
        self._context = ssl.create_default_context(cafile=ca_file)
        self._context.set_alpn_protocols(VERSIONS)
        self._lines: defaultdict[Place, list[Line]] = defaultdict(list)
        self._written: set[Line] = set()
        """Lines with something to write."""
        self._begun: deque[tuple[Request, Line]] = deque()
        self._late: deque[tuple[Request, Line]] = deque()
        """Those that stand aside; like `_begun` in the order in which they were begun."""
        self._ended: deque[Request] = deque()
        self._unseen: deque[Request] = deque()
        self._again: deque[Request] = deque()
        """Unseen ones that wait for another line."""
        self._running = self._aside = 0

    def carry(self, posts: Iterable[Told], after: Callable[[], None], stopping: Callable[[], bool]) -> None:
        """Send each and tell its reply; `after` is called when those that came together are told.

        When `stopping` turns true the rest is left and what is out gets its time.
        """
        try:
            self._loop.run_until_complete(self._carry(iter(posts), after, stopping))
        except BaseException:
            self._loop.run_until_complete(self._hang_up())
            self._loop.close()
            raise

    async def _carry(self, posts: Iterator[Told], after: Callable[[], None], stopping: Callable[[], bool]) -> None:
        await asyncio.sleep(_GATHER_SECONDS)  # so that connections closed meanwhile are noticed before they are used
        following = self._next(posts, stopping)
        while following is not None or self._running:
            begun = 0
            while following is not None and begun < _TOGETHER and self._begin(following):
                following = self._next(posts, stopping)
                begun += 1
            while self._written:
                self._written.pop().flush()
            await asyncio.sleep(0 if begun else self._pause())
            self._tell()
            after()
            self._look_at_times()
            following = None if stopping() else following or self._next(posts, stopping)

    def _pause(self) -> float:
        return _LATE_SECONDS if self._running == self._aside else _GATHER_SECONDS

    async def _hang_up(self) -> None:
        for lines in self._lines.values():
            for line in lines:
                line.close()
        await asyncio.sleep(_GATHER_SECONDS)  # one that is just being opened takes a few turns to close

    def _next(self, posts: Iterator[Told], stopping: Callable[[], bool]) -> Request | None:
        if stopping():
            self._again.clear()
            return None
        if self._again:
            return self._again.popleft()
        told = next(posts, None)
        return None if told is None else Request(*told)

    def _begin(self, request: Request) -> bool:
        """Put it on a line if there is room."""
        if self._running - self._aside >= _AT_ONCE or self._aside >= _MOST_ASIDE:
            return False
        request.begun_at = time.monotonic()
        place = request.post.place
        line = self._free(place)
        if line is not None:
            line.begin(request)
            self._written.add(line)
        elif self._may_open(place):
            line = Line(place, request, self._ended, self._unseen)
            line.connect(self._loop, self._context)
            self._lines[place].append(line)
        else:
            return False
        self._running += 1
        self._begun.append((request, line))
        return True

    def _free(self, place: Place) -> Line | None:
        """A line that takes one more."""
        for line in self._lines[place]:
            if line.room():
                return line
        return None

    def _may_open(self, place: Place) -> bool:
        """The first connection to a place is opened alone: only it tells whether one carries many requests."""
        lines = self._lines[place] = [line for line in self._lines[place] if not line.is_closed]
        if lines and not self._running:  # idle, and yet none of them takes anything
            for line in lines:
                line.close()
            return True
        at_once = _MOST_NEW if any(line.is_of_one for line in lines) else 1
        return sum(line.is_new for line in lines) < at_once and len(lines) < _MOST_LINES + self._aside

    def _tell(self) -> None:
        while self._unseen:
            request = self._unseen.popleft()
            if request.unseen == _MOST_UNSEEN:
                self._ended.append(request)
            else:
                self._forget(request)
                self._again.append(Request(request.post, request.tell, unseen=request.unseen + 1))
        while self._ended:
            request = self._ended.popleft()
            self._forget(request)
            request.tell(request.reply())

    def _forget(self, request: Request) -> None:
        request.ended = True
        self._running -= 1
        self._aside -= request.aside

    def _look_at_times(self) -> None:
        """Requests end in another order than they begin; those that ended are passed over."""
        now = time.monotonic()
        while self._begun and (self._begun[0][0].ended or self._begun[0][0].begun_at < now - _ASIDE_AFTER_SECONDS):
            request, line = self._begun.popleft()
            if not request.ended:
                request.aside = True
                self._aside += 1
                self._late.append((request, line))
        while self._late and (self._late[0][0].ended or self._late[0][0].begun_at < now - ANSWER_SECONDS):
            request, line = self._late.popleft()
            if not request.ended:
                line.drop(request)
