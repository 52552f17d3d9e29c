"""Tables of the room. Every `to_on` is the first day on which the row no longer holds."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from api.kit.models import Moment, Row, words


class Sex(StrEnum):
    """As on the card."""

    FEMALE = "female"
    MALE = "male"


class State(StrEnum):
    """Where a member stands (QĐ 294-QĐ/TW §6–§8); which of them count for what is in `states.py`."""

    PROBATIONARY = "probationary"
    OFFICIAL = "official"
    TEMPORARY_HERE = "temporary_here"
    TEMPORARY_AWAY = "temporary_away"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    DETAINED = "detained"
    TRANSFERRED = "transferred"
    REMOVED = "removed"
    EXPELLED = "expelled"
    DEAD = "dead"
    MERGED = "merged"


class Member(Row, table=True):
    """The summary card as it is today: nine fields and no dossier, which is a secret record (294 §6.2.4)."""

    __tablename__ = "members"
    __table_args__ = (
        Index("ix_members_branch_id_state", "branch_id", "state"),
        Index("ix_members_name_folded_birth_on", "name_folded", "birth_on"),
        CheckConstraint("official_on IS NULL OR official_on >= admitted_on", name="official_after_admission"),
        CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into"),
    )

    full_name: str = Field(max_length=120)
    name_key: str = Field(max_length=260, index=True)
    """Orders Vietnamese names by given name, then the rest; see `names.py`."""
    name_folded: str = Field(max_length=120)
    birth_on: date
    sex: Sex = Field(sa_type=words(Sex))
    admitted_on: date
    """Date of the decision to admit: party age counts from it (294 §4.5)."""
    official_on: date | None = None
    card_hash: str | None = Field(default=None, max_length=64, unique=True)
    card_sealed: bytes | None = None
    card_tail: str | None = Field(default=None, max_length=4)
    branch_id: UUID = Field(foreign_key="organizations.id")
    phone: str | None = Field(default=None, max_length=20, index=True)
    email: str | None = Field(default=None, max_length=120)
    state: State = Field(sa_type=words(State))
    merged_into_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    version: int = 1


class MemberState(Row, table=True):
    """A state held from a day to a day, and why."""

    __tablename__ = "member_states"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    state: State = Field(sa_type=words(State))
    from_on: date
    to_on: date | None = None
    reason: str | None = Field(default=None, max_length=300)
    decision: str | None = Field(default=None, max_length=120)


class Membership(Row, table=True):
    """In which branch a member was, from when to when."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    branch_id: UUID = Field(foreign_key="organizations.id", index=True)
    from_on: date
    to_on: date | None = None


class ExemptionKind(StrEnum):
    """Why a member is excused from work and meetings (HD 38-HD/BTCTW IV.1)."""

    AGE = "age"
    HEALTH = "health"
    TREATMENT = "treatment"
    ABROAD = "abroad"
    LONE_WORK = "lone_work"
    MOBILE_WORK = "mobile_work"
    BEFORE_RETIREMENT = "before_retirement"
    MATERNITY = "maternity"


class Exemption(Row, table=True):
    """Excused from work and meetings from a day until the branch says otherwise."""

    __tablename__ = "exemptions"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="in_order"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    kind: ExemptionKind = Field(sa_type=words(ExemptionKind))
    reason: str | None = Field(default=None, max_length=300)
    decision: str | None = Field(default=None, max_length=120)
    from_on: date
    expected_until_on: date | None = None
    """When the reason should be over; the return itself is a new state with its own decision."""
    to_on: date | None = None


class TwoPeople(Row, table=True):
    """Somebody looked at two cards of one name and birth date and said that they are of two people."""

    __tablename__ = "members_two_people"
    __table_args__ = (
        UniqueConstraint("member_id", "other_id"),
        CheckConstraint("member_id < other_id", name="ordered"),
    )

    member_id: UUID = Field(foreign_key="members.id")
    other_id: UUID = Field(foreign_key="members.id", index=True)


class TransferKind(StrEnum):
    """For good, or for a time with the home branch kept (294 §6.3)."""

    OFFICIAL = "official"
    TEMPORARY = "temporary"


class TransferState(StrEnum):
    """How far a transfer has come."""

    STARTED = "started"
    INTRODUCED = "introduced"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class Transfer(Row, table=True):
    """A member on the way to another branch: states and deadlines, no papers."""

    __tablename__ = "transfers"
    __table_args__ = (CheckConstraint("(to_branch_id IS NULL) <> (to_place IS NULL)", name="one_goal"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    kind: TransferKind = Field(sa_type=words(TransferKind))
    from_branch_id: UUID = Field(foreign_key="organizations.id", index=True)
    to_branch_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    to_place: str | None = Field(default=None, max_length=200)
    """The branch outside this house, in words."""
    state: TransferState = Field(sa_type=words(TransferState))
    decision: str | None = Field(default=None, max_length=120)
    decided_on: date
    introduce_by: date
    introduced_on: date | None = None
    present_by: date | None = None
    ended_on: date | None = None


class RequestKind(StrEnum):
    """What a member may ask about his own data (Law 91/2025/QH15)."""

    CORRECTION = "correction"
    COPY = "copy"
    WITHDRAWAL = "withdrawal"


class RequestState(StrEnum):
    """How far a request has come."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    FINISHED = "finished"
    REFUSED = "refused"


class DataRequest(Row, table=True):
    """A member's request about his own data, with the days the law allows."""

    __tablename__ = "data_requests"

    member_id: UUID = Field(foreign_key="members.id", index=True)
    kind: RequestKind = Field(sa_type=words(RequestKind))
    text: str = Field(max_length=2000)
    state: RequestState = Field(sa_type=words(RequestState), index=True)
    received_on: date
    acknowledge_by: date
    finish_by: date
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    answer: str | None = Field(default=None, max_length=2000)


class ImportState(StrEnum):
    """How far an import has come."""

    WAITING = "waiting"
    READING = "reading"
    PREVIEWED = "previewed"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class MemberImport(Row, table=True):
    """One Excel file of members: read, shown, and brought in only when told to."""

    __tablename__ = "member_imports"

    account_id: UUID | None = Field(default=None, index=True)
    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    """Every row must belong to this organisation or one below it."""
    file_name: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    storage_key: str | None = Field(default=None, max_length=120)
    state: ImportState = Field(sa_type=words(ImportState))
    failure: str | None = Field(default=None, max_length=60)
    """The refusal code when the file as a whole could not be read."""
    rows: int = 0
    good: int = 0
    bad: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    applied_at: datetime | None = Field(default=None, sa_type=Moment)


class ImportProblem(Row, table=True):
    """One reason why a row of the file cannot come in; `value` is what the cell holds, cut short."""

    __tablename__ = "import_problems"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: UUID = Field(foreign_key="member_imports.id")
    number: int
    row: int
    cell: str = Field(max_length=12)
    field: str = Field(max_length=40)
    value: str | None = Field(default=None, max_length=200)
    reason_code: str = Field(max_length=60)
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
