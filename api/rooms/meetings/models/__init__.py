"""Tables of the room: the schedule, the record of a running meeting, its votes, its papers, the report up."""

from api.rooms.meetings.models.schedule import (
    AgendaItem,
    AgendaPaper,
    Answer,
    CalendarFeed,
    Decision,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingChange,
    MeetingClock,
    MeetingKind,
    MeetingSite,
    MeetingState,
    Part,
    Summons,
)

__all__ = [
    "AgendaItem",
    "AgendaPaper",
    "Answer",
    "CalendarFeed",
    "Decision",
    "Invitation",
    "InvitedAs",
    "Meeting",
    "MeetingChange",
    "MeetingClock",
    "MeetingKind",
    "MeetingSite",
    "MeetingState",
    "Part",
    "Summons",
]
