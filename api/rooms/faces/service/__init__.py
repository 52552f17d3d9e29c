"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.faces.service.changing import watch_engine
from api.rooms.faces.service.confirming import confirm, look_at_owner
from api.rooms.faces.service.consenting import give, read_text, withdraw
from api.rooms.faces.service.enrolling import delete_own, enrol, hint
from api.rooms.faces.service.erasing import erase_of_event, erase_of_member
from api.rooms.faces.service.granting import grant, list_kiosks, my_kiosks, revoke
from api.rooms.faces.service.judging import decide, list_resemblances
from api.rooms.faces.service.keeping import read_processing, read_records, retain
from api.rooms.faces.service.lens import Lens
from api.rooms.faces.service.looking import FRAMES, last_seen, look, turn, undo, vouch
from api.rooms.faces.service.offering import offer, read_offer
from api.rooms.faces.service.own import read_own
from api.rooms.faces.service.rotating import rotate_key

__all__ = [
    "FRAMES",
    "Lens",
    "confirm",
    "decide",
    "delete_own",
    "enrol",
    "erase_of_event",
    "erase_of_member",
    "give",
    "grant",
    "hint",
    "last_seen",
    "list_kiosks",
    "list_resemblances",
    "look",
    "look_at_owner",
    "my_kiosks",
    "offer",
    "read_offer",
    "read_own",
    "read_processing",
    "read_records",
    "read_text",
    "retain",
    "revoke",
    "rotate_key",
    "turn",
    "undo",
    "vouch",
    "watch_engine",
    "withdraw",
]
