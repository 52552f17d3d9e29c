"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.meetings.service.closing import finish
from api.rooms.meetings.service.score import open_criteria

__all__ = ["finish", "open_criteria"]
