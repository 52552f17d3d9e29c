"""The member's own scan of the room's code, for whoever asks for more than a code: it says who stands where."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.attendance.models import AttendanceFact
from api.rooms.attendance.presence import COUNTS_ALL_THE_SAME, Flag, Method
from api.rooms.attendance.repository import reading as repository

GOOD_FOR = timedelta(minutes=10)
"""How long after it a scan says that the person is still in the room."""
_STANDS = COUNTS_ALL_THE_SAME | {Flag.SECOND_DEVICE}
"""A phone that checked in somebody else first is no doubt about the place; about the person a face can tell."""


def own_scan(session: Session, actor: Actor, meeting_id: UUID, scan_id: UUID) -> AttendanceFact | None:
    """The actor's fresh scan of the room's code at a meeting; None for any other, an old or a doubtful one."""
    scan = repository.fact(session, scan_id)
    if scan is None or scan.meeting_id != meeting_id or scan.account_id != actor.account_id:
        return None
    if scan.method is not Method.ROOM_CODE or clock.now() - scan.received_at > GOOD_FOR:
        return None
    return scan if {Flag(flag) for flag in scan.flags} <= _STANDS else None
