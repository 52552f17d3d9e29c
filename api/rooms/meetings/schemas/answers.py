"""Answers going in and coming out."""

from datetime import datetime
from uuid import UUID

from pydantic import Field, model_validator

from api.rooms.meetings.models import Answer, Decision, InvitedAs
from api.rooms.meetings.schemas.fields import Details, Reason
from api.rooms.meetings.schemas.people import Read, Request


class AnswerRequest(Request):
    """Coming, taking part by link, or asking to be absent for a reason."""

    answer: Answer
    reason: str | None = Field(default=None, max_length=40)
    """Code of the rule `absence_reasons`."""
    reason_text: Details = None
    evidence_id: UUID | None = None
    site_id: UUID | None = None

    @model_validator(mode="after")
    def _reason_of_an_absence(self) -> "AnswerRequest":
        if (self.answer is Answer.ABSENT) != (self.reason is not None):
            message = "an absence has a reason, nothing else has"
            raise ValueError(message)
        if self.answer is not Answer.ABSENT and (self.reason_text or self.evidence_id):
            message = "only an absence is explained"
            raise ValueError(message)
        return self


class DecisionRequest(Request):
    """What the secretary decides about an absence."""

    decision: Decision
    note: Reason | None = None


class InvitedRead(Read):
    """Somebody asked to come, for those who run the meeting."""

    id: UUID
    member_id: UUID | None
    name: str
    title: str | None
    invited_as: InvitedAs
    answer: Answer | None
    reason: str | None
    reason_text: str | None
    evidence_id: UUID | None
    answered_at: datetime | None
    late: bool
    """Answered after the meeting should have begun."""
    decision: Decision | None
    decision_note: str | None
    decided_at: datetime | None
    version: int


class AnswerCounts(Read):
    """How many of those summoned answered what."""

    summoned: int
    coming: int
    online: int
    absent: int
    undecided: int
    """Absences that wait for a decision."""
    silent: int


class AnswersRead(Read):
    """Everybody asked to come, those who wait for a decision first."""

    counts: AnswerCounts
    items: list[InvitedRead]
