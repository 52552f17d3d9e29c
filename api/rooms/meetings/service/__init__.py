"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.meetings.service.attending import Attended, attended_at, attended_by
from api.rooms.meetings.service.closing import finish
from api.rooms.meetings.service.describing import site_names
from api.rooms.meetings.service.drafting import place_and_date
from api.rooms.meetings.service.finding import (
    day_of,
    find_meeting,
    find_to_plan,
    find_to_run,
    may_plan,
    may_run,
    roster,
)
from api.rooms.meetings.service.material import TARGET, Material, above_name, gather, observed, source_of
from api.rooms.meetings.service.planning import find_place
from api.rooms.meetings.service.score import open_criteria

__all__ = [
    "TARGET",
    "Attended",
    "Material",
    "above_name",
    "attended_at",
    "attended_by",
    "day_of",
    "find_meeting",
    "find_place",
    "find_to_plan",
    "find_to_run",
    "finish",
    "gather",
    "may_plan",
    "may_run",
    "observed",
    "open_criteria",
    "place_and_date",
    "roster",
    "site_names",
    "source_of",
]
