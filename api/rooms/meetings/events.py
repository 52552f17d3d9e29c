"""The facts the room announces."""

from uuid import UUID

from api.kit.outbox import Event


class MeetingPublished(Event):
    """Those summoned are asked to come."""

    kind = "meetings.published"
    meeting_id: UUID
    organization_id: UUID


class MeetingChanged(Event):
    """Something people must know is different since publication."""

    kind = "meetings.changed"
    meeting_id: UUID
    fields: list[str]


class MeetingPostponed(Event):
    """Put off, to a known time or not."""

    kind = "meetings.postponed"
    meeting_id: UUID
    has_new_time: bool


class MeetingCancelled(Event):
    """Does not take place."""

    kind = "meetings.cancelled"
    meeting_id: UUID


class AbsenceAsked(Event):
    """A member asked to be absent; those who run meetings there decide."""

    kind = "meetings.absence_asked"
    meeting_id: UUID
    member_id: UUID


class AbsenceDecided(Event):
    """The secretary approved or refused."""

    kind = "meetings.absence_decided"
    meeting_id: UUID
    member_id: UUID
    decision: str


class MeetingOpened(Event):
    """It has begun; what is recorded now is the record."""

    kind = "meetings.opened"
    meeting_id: UUID
    organization_id: UUID


class MeetingClosed(Event):
    """The record is locked; minutes and resolution are there."""

    kind = "meetings.closed"
    meeting_id: UUID
    organization_id: UUID


class MeetingReported(Event):
    """The report has gone up to the committee above."""

    kind = "meetings.reported"
    meeting_id: UUID
    organization_id: UUID


class ReportDecided(Event):
    """The committee above accepted the report or returned it with a remark."""

    kind = "meetings.report_decided"
    meeting_id: UUID
    organization_id: UUID
    accepted: bool
