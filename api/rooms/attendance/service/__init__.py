"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.attendance.service.correcting import correct, take_back
from api.rooms.attendance.service.desk import Desk, take
from api.rooms.attendance.service.following import Following
from api.rooms.attendance.service.granting import grant, list_grants, may_scan_everything, revoke_grant
from api.rooms.attendance.service.passing import read_bundle, read_passes, read_room_key
from api.rooms.attendance.service.placing import list_halls, place_halls
from api.rooms.attendance.service.proving import own_scan
from api.rooms.attendance.service.reading import read_attendance
from api.rooms.attendance.service.showing import (
    find_board,
    find_desk,
    follow_board,
    follow_desk,
    read_absentees,
    read_board,
    read_desk,
)
from api.rooms.attendance.service.standing import list_desks, list_people, plan_desk
from api.rooms.attendance.service.taking import Taken
from api.rooms.attendance.tickets import Ticket
from api.rooms.attendance.tickets import write as write_ticket

__all__ = [
    "Desk",
    "Following",
    "Taken",
    "Ticket",
    "correct",
    "find_board",
    "find_desk",
    "follow_board",
    "follow_desk",
    "grant",
    "list_desks",
    "list_grants",
    "list_halls",
    "list_people",
    "may_scan_everything",
    "own_scan",
    "place_halls",
    "plan_desk",
    "read_absentees",
    "read_attendance",
    "read_board",
    "read_bundle",
    "read_desk",
    "read_passes",
    "read_room_key",
    "revoke_grant",
    "take",
    "take_back",
    "write_ticket",
]
