"""The intake of one process: what it remembers, its queue to the database, and those who follow meetings."""

from functools import partial

from api.kit import clock
from api.kit.db import Database
from api.kit.errors import NotSignedIn
from api.kit.grouping import Grouped
from api.rooms.attendance.company import Companies
from api.rooms.attendance.schemas.scans import ScansRequest
from api.rooms.attendance.service.following import Following
from api.rooms.attendance.service.remembering import Memory
from api.rooms.attendance.service.rolling import Roller
from api.rooms.attendance.service.taking import Incoming, Taken, take_group


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

    def stop(self) -> None:
        """Write what waits and end."""
        self.intake.stop()
        self.roller.stop()
        self.following.stop()


async def take(desk: Desk, token: str | None, request: ScansRequest) -> Taken:
    """Take in what a device reports; one answer for each item, in order. Raises `NotSignedIn`."""
    if token is None:
        raise NotSignedIn
    taken = await desk.intake.submit(Incoming(token, clock.now(), request))
    if taken is None:
        raise NotSignedIn
    desk.following.news.tell()
    for meeting_id, member_ids in taken.came.items():
        desk.roller.somebody_came(meeting_id, member_ids)
    return taken
