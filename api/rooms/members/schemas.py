"""What goes in and what comes out."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.rooms.members.fields import read_email, read_name, read_phone
from api.rooms.members.models import (
    ExemptionKind,
    Sex,
    State,
    TransferKind,
    TransferState,
)

FullName = Annotated[str, StringConstraints(max_length=120), AfterValidator(read_name)]
Phone = Annotated[str, StringConstraints(max_length=20), AfterValidator(read_phone)]
Email = Annotated[str, StringConstraints(max_length=120), AfterValidator(read_email)]
CardNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Decision = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class Request(BaseModel):
    """Every request body names its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """Every answer is made from rows or results."""

    model_config = ConfigDict(from_attributes=True)


class BranchRead(Read):
    """A branch by name."""

    id: UUID
    name: str


class MemberRead(Read):
    """A member in a list: nothing that is not on the door of a meeting room."""

    id: UUID
    full_name: str
    branch: BranchRead
    state: State


class MemberQuery(BaseModel):
    """Which members: at or below an organisation, by part of the name, in one state."""

    organization_id: UUID | None = None
    q: str | None = Field(default=None, max_length=100)
    state: State | None = None


class BadgeRead(Read):
    """The next badge for years in the Party."""

    years: int
    reached_on: date
    round_on: date


class ExemptionRead(Read):
    """Excused from work and meetings; `to_on` is the first day on duty again."""

    id: UUID
    kind: ExemptionKind
    reason: str | None
    decision: str | None
    from_on: date
    expected_until_on: date | None
    to_on: date | None


class TransferRead(Read):
    """A transfer with its deadlines; `to_branch` or, outside this house, `to_place`."""

    id: UUID
    member: MemberRead
    kind: TransferKind
    state: TransferState
    from_branch: BranchRead
    to_branch: BranchRead | None
    to_place: str | None
    decision: str | None
    decided_on: date
    introduce_by: date
    introduced_on: date | None
    present_by: date | None
    ended_on: date | None
    overdue: bool


class MemberCard(MemberRead):
    """The summary card; the number is masked, always."""

    birth_on: date
    sex: Sex
    admitted_on: date
    official_on: date | None
    card_number: str | None
    phone: str | None
    email: str | None
    state_from_on: date
    party_age_years: int
    next_badge: BadgeRead | None
    exemption: ExemptionRead | None
    version: int


class StateRead(Read):
    """A state held from a day to a day."""

    state: State
    from_on: date
    to_on: date | None
    reason: str | None
    decision: str | None


class MembershipRead(Read):
    """In which branch, from a day to a day."""

    branch: BranchRead
    from_on: date
    to_on: date | None


class MemberHistory(Read):
    """Everything dated about a member, newest first."""

    states: Sequence[StateRead]
    memberships: Sequence[MembershipRead]
    exemptions: Sequence[ExemptionRead]
    transfers: Sequence[TransferRead]


class MemberRequest(Request):
    """A new card."""

    full_name: FullName
    birth_on: date
    sex: Sex
    admitted_on: date
    official_on: date | None = None
    card_number: CardNumber | None = None
    branch_id: UUID
    joined_on: date | None = Field(default=None, description="Since when in this branch; today when absent.")
    phone: Phone | None = None
    email: Email | None = None
    temporary: bool = Field(default=False, description="Here for a time; the home branch is outside this house.")


class MemberEdit(Request):
    """What to change; absent fields stay, null empties."""

    full_name: FullName | None = None
    birth_on: date | None = None
    sex: Sex | None = None
    admitted_on: date | None = None
    official_on: date | None = None
    card_number: CardNumber | None = None
    phone: Phone | None = None
    email: Email | None = None


class StateRequest(Request):
    """Into which state from a day on, and why."""

    state: State
    from_on: date
    reason: Reason | None = None
    decision: Decision | None = None


class ExemptionRequest(Request):
    """Excused from a day on; those with a time say until when."""

    kind: ExemptionKind
    from_on: date
    expected_until_on: date | None = None
    reason: Reason | None = None
    decision: Decision | None = None


class TransferRequest(Request):
    """Where to: a branch of this house, or one outside in words."""

    kind: TransferKind = TransferKind.OFFICIAL
    to_branch_id: UUID | None = None
    to_place: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)] | None = None
    decision: Decision | None = None
    decided_on: date

    @model_validator(mode="after")
    def _one_goal(self) -> "TransferRequest":
        if (self.to_branch_id is None) == (self.to_place is None):
            message = "exactly one of to_branch_id and to_place"
            raise ValueError(message)
        return self


class TransferStep(Request):
    """On which day the step happened."""

    on: date


class MergeMembersRequest(Request):
    """Which of two cards of one person stays."""

    keep_id: UUID
    drop_id: UUID


class TwoPeopleRequest(Request):
    """Whether two cards of one name and birth date are of two people."""

    first_id: UUID
    second_id: UUID
    two_people: bool


class DuplicateRead(Read):
    """Two cards that may be one person: same name, same birth date."""

    birth_on: date
    first: MemberRead
    second: MemberRead
