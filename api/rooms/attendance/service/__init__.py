"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.attendance.service.correcting import correct
from api.rooms.attendance.service.desk import Desk
from api.rooms.attendance.service.granting import grant, list_grants, revoke_grant
from api.rooms.attendance.service.passing import read_bundle, read_passes, read_room_key
from api.rooms.attendance.service.reading import read_attendance
from api.rooms.attendance.service.taking import take

__all__ = [
    "Desk",
    "correct",
    "grant",
    "list_grants",
    "read_attendance",
    "read_bundle",
    "read_passes",
    "read_room_key",
    "revoke_grant",
    "take",
]
