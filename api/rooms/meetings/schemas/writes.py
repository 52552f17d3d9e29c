"""What a phone sends while a meeting runs. Each write can be sent again: the phone makes the ids."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from api.kit.folding import compose
from api.rooms.meetings.fields import LONGEST
from api.rooms.meetings.models import Attendance, TaskState
from api.rooms.meetings.schemas.fields import Name
from api.rooms.meetings.schemas.people import Request

MOST_STEPS = 1_000_000
MOST_FACTS = 2_000


def _written(text: str) -> str:
    """Composed, without control signs: what a keyboard writes."""
    return compose("".join(sign for sign in text if sign.isprintable() or sign in "\n\t"))


Text = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_written)]


class Write(Request):
    """What every write of a part of the record says about itself.

    `line` and `step` number one phone's edits of one part on one `base`: when the answer to a step was lost, the next
    step is still understood. `base` is what the phone believed to stand (null: nothing yet). `settles` names clashes
    (by `id`) that the writer has looked at.
    """

    write_id: UUID
    line: UUID
    step: int = Field(ge=1, le=MOST_STEPS)
    settles: list[UUID] = Field(default_factory=list, max_length=100)
    phone_at: AwareDatetime | None = None
    clock_off: int | None = Field(default=None, ge=-(10**10), le=10**10)

    def values(self) -> dict[str, Any]:
        """The part itself, as JSON."""
        return self.model_dump(mode="json", exclude={*Write.model_fields, "base"})


class FieldRequest(Write):
    """A field: text, or the text form of a number, an ISO 8601 moment or a member's id; empty means nothing."""

    value: Text
    base: Text | None = None

    def base_values(self) -> dict[str, Any]:
        """The base as the part itself."""
        return {"value": self.base or ""}


class OpinionValues(Request):
    """What somebody said; a speaker by id or by name, or not known yet."""

    item_id: UUID | None = None
    speaker_id: UUID | None = None
    speaker_name: Name | None = None
    text: Text
    position: int = Field(ge=0, le=100_000)
    removed: bool = False


class AssignmentValues(Request):
    """Who does what by when."""

    item_id: UUID | None = None
    text: Text
    assignee_id: UUID | None = None
    assignee_name: Name | None = None
    due_on: date | None = None
    position: int = Field(ge=0, le=100_000)
    removed: bool = False


class CarriedTaskValues(Request):
    """What the meeting found about a task of an earlier one."""

    state: TaskState | None = None
    result: Text = ""


class OpinionRequest(OpinionValues, Write):
    """A write of an opinion."""

    base: OpinionValues | None = None

    def base_values(self) -> dict[str, Any]:
        """The base as the part itself."""
        return self.base.model_dump(mode="json") if self.base else {}


class AssignmentRequest(AssignmentValues, Write):
    """A write of an assignment."""

    base: AssignmentValues | None = None

    def base_values(self) -> dict[str, Any]:
        """The base as the part itself."""
        return self.base.model_dump(mode="json") if self.base else {}


class CarriedTaskRequest(CarriedTaskValues, Write):
    """A write about a task of an earlier meeting."""

    base: CarriedTaskValues | None = None

    def base_values(self) -> dict[str, Any]:
        """The base as the part itself."""
        return self.base.model_dump(mode="json") if self.base else {}


class RollFactRequest(Request):
    """One statement about one member; `after_id` is the statement the phone showed when it was made."""

    id: UUID
    member_id: UUID
    status: Attendance
    reason: str | None = Field(default=None, max_length=40)
    reason_text: str | None = Field(default=None, max_length=500)
    after_id: UUID | None = None


class RollRequest(Request):
    """One or many statements, made by hand at one moment."""

    facts: list[RollFactRequest] = Field(min_length=1, max_length=MOST_FACTS)
    phone_at: AwareDatetime | None = None
    clock_off: int | None = Field(default=None, ge=-(10**10), le=10**10)


class OpenRequest(Request):
    """When the phone opened the meeting, by its own clock."""

    phone_at: AwareDatetime | None = None
    clock_off: int | None = Field(default=None, ge=-(10**10), le=10**10)
