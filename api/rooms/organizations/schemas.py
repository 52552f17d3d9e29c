"""What goes in and what comes out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.kit.actors import Role
from api.rooms.organizations.models import Change

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]
ShortName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Decision = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
OfficialCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]{3}\.[0-9]{3}$")]


class Request(BaseModel):
    """Every request body names its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """Every answer is made from rows or results."""

    model_config = ConfigDict(from_attributes=True)


class OrganizationKindRead(Read):
    """An entry of the catalogue; a parent's level is smaller than its child's."""

    code: str
    name: str
    level: int
    is_branch: bool


class OrganizationKinds(Read):
    """The catalogue, from the top down."""

    items: Sequence[OrganizationKindRead]


class OrganizationRead(Read):
    """One node of the tree. Counts are of members on the day asked for, with all organisations below."""

    id: UUID
    parent_id: UUID | None
    kind: str
    name: str
    short_name: str | None
    code: str | None
    founded_on: date
    ended_on: date | None
    member_count: int


class OrganizationTree(Read):
    """The tree as a flat list, parents before children, then by name."""

    on: date
    items: Sequence[OrganizationRead]


class PlaceRead(Read):
    """An organisation by name."""

    id: UUID
    name: str


class PositionRead(Read):
    """Who holds which role; `to_on` is the first day without it."""

    id: UUID
    organization_id: UUID
    role: Role
    title: str
    member_id: UUID | None
    account_id: UUID | None
    holder_name: str
    from_on: date
    to_on: date | None


class OrganizationChangeRead(Read):
    """One event in an organisation's life."""

    change: Change
    happened_on: date
    decision: str | None
    other: PlaceRead | None
    details: dict[str, Any]


class OrganizationDetail(OrganizationRead):
    """A node with its place in the tree, those who hold positions today, and its history, newest first."""

    place: str | None
    version: int
    lineage: Sequence[PlaceRead]
    positions: Sequence[PositionRead]
    history: Sequence[OrganizationChangeRead]


class OrganizationRequest(Request):
    """A new organisation under another."""

    kind: str = Field(max_length=40)
    name: Name
    short_name: ShortName | None = None
    code: OfficialCode | None = None
    parent_id: UUID
    founded_on: date
    place: ShortName | None = None
    decision: Decision | None = None


class OrganizationEdit(Request):
    """What to change; absent fields stay, null empties."""

    name: Name | None = None
    short_name: ShortName | None = None
    code: OfficialCode | None = None
    place: ShortName | None = None
    changed_on: date | None = Field(default=None, description="Since when it is called so; today when absent.")
    decision: Decision | None = None


class MoveRequest(Request):
    """Under whom from now on."""

    parent_id: UUID
    moved_on: date
    decision: Decision | None = None


class MergeRequest(Request):
    """Into which organisation this one goes with its members and everything below it."""

    into_id: UUID
    merged_on: date
    decision: Decision | None = None


class SplitRequest(Request):
    """A new organisation of the same kind beside this one, with some of its members and organisations."""

    name: Name
    short_name: ShortName | None = None
    code: OfficialCode | None = None
    split_on: date
    member_ids: list[UUID] = Field(default_factory=list, max_length=2000)
    child_ids: list[UUID] = Field(default_factory=list, max_length=500)
    decision: Decision | None = None


class EndRequest(Request):
    """When it ends."""

    ended_on: date
    decision: Decision | None = None


class PositionRequest(Request):
    """Exactly one of a member and an account that is no member's."""

    role: Role
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    member_id: UUID | None = None
    account_id: UUID | None = None
    from_on: date

    @model_validator(mode="after")
    def _one_holder(self) -> "PositionRequest":
        if (self.member_id is None) == (self.account_id is None):
            message = "exactly one of member_id and account_id"
            raise ValueError(message)
        return self


class PositionEnd(Request):
    """The first day without the position."""

    ended_on: date


class RuleSetRead(Read):
    """A version of a rule with the text it comes from; `source_level` P primary text read, N press, S secondary."""

    id: UUID
    topic: str
    version: int
    effective_from: date
    effective_to: date | None
    citation: str
    source_level: Literal["P", "N", "S"]
    organization_id: UUID | None
    content: dict[str, Any]


class RuleSets(Read):
    """The rule that holds for each topic asked for."""

    on: date
    items: Sequence[RuleSetRead]


class RuleSetRequest(Request):
    """A committee's own version for its subtree; `content` has the form of the rule it overrides."""

    topic: str = Field(max_length=60)
    organization_id: UUID
    effective_from: date
    effective_to: date | None = None
    citation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    source_level: Literal["P", "N", "S"]
    content: dict[str, Any]


class AuditQuery(BaseModel):
    """Which entries."""

    action: str | None = Field(default=None, max_length=60)
    subject_id: UUID | None = None
    member_id: UUID | None = Field(default=None, description="Who did it.")
    since: AwareDatetime | None = None


class AuditRead(Read):
    """Who did what, when; `details` holds codes, counts and ids."""

    id: UUID
    at: datetime
    action: str
    subject_kind: str
    subject_id: UUID | None
    organization_id: UUID | None
    account_id: UUID | None
    member_id: UUID | None
    actor_name: str | None
    details: dict[str, Any]
