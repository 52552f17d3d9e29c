"""The intake of one process: what it remembers, its queue to the database, and those who follow meetings."""

import time
from collections.abc import Iterable
from functools import partial
from math import ceil

from api.kit import clock
from api.kit.db import Database
from api.kit.errors import NotSignedIn
from api.kit.grouping import Grouped
from api.kit.logging import logger
from api.rooms.attendance.company import Companies
from api.rooms.attendance.errors import TooManyRefused
from api.rooms.attendance.floods import Flood, Floods
from api.rooms.attendance.schemas.scans import ScansRequest
from api.rooms.attendance.service.following import Following
from api.rooms.attendance.service.remembering import Memory
from api.rooms.attendance.service.rolling import Roller
from api.rooms.attendance.service.taking import Incoming, Taken, take_group
from api.rooms.signin.tokens import fingerprint


class Desk:
    """One for each process, on `app.state.desk`."""

    def __init__(self, database: Database, secret: bytes, companies: Companies) -> None:
        self.secret = secret
        self.companies = companies
        self.intake = Grouped[Incoming, Taken | None](
            database.reading_connection, partial(take_group, Memory(database, secret)), weigh=Incoming.weight
        )
        self.roller = Roller(database)
        self.following = Following(database, companies)
        self.floods = Floods()

    def start(self) -> None:
        """Make up for what a process that died had not told the rolls."""
        self.roller.start()

    def stop(self) -> None:
        """Write what waits and end."""
        self.intake.stop()
        _log(self.floods.ended())
        self.roller.stop()
        self.following.stop()


async def take(desk: Desk, token: str | None, request: ScansRequest) -> Taken:
    """Take in what a device reports; one answer for each item, in order. Raises `NotSignedIn`, `TooManyRefused`."""
    if token is None:
        raise NotSignedIn
    device = fingerprint(token)
    if wait := desk.floods.wait(device, time.monotonic()):
        raise TooManyRefused(retry_after=ceil(wait))
    taken = await desk.intake.submit(Incoming(token, clock.now(), request))
    if taken is None:
        raise NotSignedIn
    if taken.refused:
        _log(desk.floods.note(device, taken.device_id, taken.refused, time.monotonic()))
    desk.following.news.tell()
    for meeting_id, member_ids in taken.came.items():
        desk.roller.somebody_came(meeting_id, member_ids)
    return taken


def _log(floods: Iterable[Flood]) -> None:
    """One line for each device and window: how much of what, and nobody's name."""
    for one in floods:
        counts = {"refused": dict(one.refused), "turned_away": one.turned_away, "device_id": one.device_id}
        logger.warning("a device sent a flood of scans that were refused", extra=counts)
