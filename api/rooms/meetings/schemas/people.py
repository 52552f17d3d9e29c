"""People of a meeting as other parts of the room see them."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from api.kit.actors import Role
from api.rooms.meetings.models import Answer, Decision
from api.rooms.members.models import State


class Request(BaseModel):
    """Every request body names its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """Every answer is made from rows or results."""

    model_config = ConfigDict(from_attributes=True)


class SummonedRead(Read):
    """Somebody summoned: state on the meeting's own day, office at the organisation, and what was answered."""

    member_id: UUID
    name: str
    state: State
    role: Role | None
    site_id: UUID | None
    answer: Answer | None
    reason: str | None
    """Code of the rule `absence_reasons`."""
    decision: Decision | None
