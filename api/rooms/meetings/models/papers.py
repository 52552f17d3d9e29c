"""What a meeting leaves behind: score, papers with their numbers, additions, signed copies, the report up."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit.models import Moment, Row, words


class PaperKind(StrEnum):
    """The papers a meeting leaves; their types and titles are the rule `paper_numbers`."""

    MINUTES = "minutes"
    RESOLUTION = "resolution"


class MeetingScore(Row, table=True):
    """The score form of a meeting as the secretary fills it in; fixed by the closing."""

    __tablename__ = "meeting_scores"

    meeting_id: UUID = Field(foreign_key="meetings.id", unique=True)
    rule_set_id: UUID = Field(foreign_key="rule_sets.id")
    """The form it was judged by."""
    lines: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """What people decided, by criterion: `code`, `applies`, `points`. Criteria without a line stand as proposed."""
    given: float | None = None
    applicable: float | None = None
    score: float | None = None
    """Out of a hundred, after normalisation; set by the closing."""
    band: str | None = Field(default=None, max_length=40)
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The whole form with proposals and reasons as it stood at the closing."""
    version: int = 1


class MeetingPaper(Row, table=True):
    """A paper of a meeting: its text in sections, and from the closing on its number, code and hash."""

    __tablename__ = "meeting_papers"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind"),
        CheckConstraint("(sealed_at IS NULL) = (sha256 IS NULL)", name="sealed_with_hash"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id")
    kind: PaperKind = Field(sa_type=words(PaperKind))
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """`key`, `title`, `text`, `edited`: whether a person changed what was generated."""
    version: int = 1
    symbol: str | None = Field(default=None, max_length=60)
    code: str | None = Field(default=None, max_length=20, unique=True)
    """Printed beside the QR code; leads to the page that says whether this paper is the recorded one."""
    sha256: str | None = Field(default=None, max_length=64, index=True)
    """Of the PDF as it is now, with what was added to it; earlier ones are in `PaperEdition`."""
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """All that was printed, as data, so that the paper can be printed again word by word."""
    sealed_at: datetime | None = Field(default=None, sa_type=Moment)


class PaperVersion(Row, table=True):
    """A text that was saved, by whom. Append-only."""

    __tablename__ = "paper_versions"
    __table_args__ = (UniqueConstraint("paper_id", "version"),)

    paper_id: UUID = Field(foreign_key="meeting_papers.id")
    version: int
    sections: list[dict[str, Any]] = Field(sa_type=JSON)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)


class PaperEdition(Row, table=True):
    """A PDF that was given out: the first at the closing, a further one with each addition. Append-only."""

    __tablename__ = "paper_editions"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    paper_id: UUID = Field(foreign_key="meeting_papers.id")
    number: int
    sha256: str = Field(max_length=64, index=True)
    size: int


class NumberCounter(SQLModel, table=True):
    """The last number given per organisation, type and term; its row is the queue of those who want the next."""

    __tablename__ = "paper_number_counters"

    organization_id: UUID = Field(primary_key=True, foreign_key="organizations.id")
    type: str = Field(primary_key=True, max_length=10)
    term: str = Field(primary_key=True, max_length=20)
    last: int


class PaperNumber(Row, table=True):
    """A number that was given to a paper. Never given again, also when it is void."""

    __tablename__ = "paper_numbers"
    __table_args__ = (
        UniqueConstraint("organization_id", "type", "term", "number"),
        CheckConstraint("number > 0", name="counts_from_one"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_with_reason"),
    )

    organization_id: UUID = Field(foreign_key="organizations.id")
    type: str = Field(max_length=10)
    term: str = Field(max_length=20)
    number: int
    symbol: str = Field(max_length=60)
    paper_id: UUID = Field(foreign_key="meeting_papers.id", index=True)
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = Field(default=None, max_length=500)


class PaperAddition(Row, table=True):
    """What was added after the closing, printed below the paper. Append-only."""

    __tablename__ = "paper_additions"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    kind: PaperKind = Field(sa_type=words(PaperKind))
    text: str = Field(max_length=4000)
    author_name: str = Field(max_length=200)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)


class SignedPaper(Row, table=True):
    """A signed PDF of a paper: brought in or signed here, with what its signatures are worth. Append-only."""

    __tablename__ = "signed_papers"
    __table_args__ = (UniqueConstraint("paper_id", "sha256"),)

    paper_id: UUID = Field(foreign_key="meeting_papers.id")
    sha256: str = Field(max_length=64, index=True)
    size: int
    same_text: bool
    """Whether its text is that of the recorded paper."""
    signatures: list[dict[str, Any]] = Field(sa_type=JSON)
    made_here: bool = False
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)


class PaperTemplate(Row, table=True):
    """A committee's own DOCX template for its subtree."""

    __tablename__ = "paper_templates"
    __table_args__ = (UniqueConstraint("organization_id", "kind"),)

    organization_id: UUID = Field(foreign_key="organizations.id")
    kind: PaperKind = Field(sa_type=words(PaperKind))
    name: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    version: int = 1


class ReportState(StrEnum):
    """How a report stands with the committee above."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class MeetingReport(Row, table=True):
    """What went up when a meeting was closed: figures, score, lateness; the committee accepts or returns it."""

    __tablename__ = "meeting_reports"
    __table_args__ = (
        Index("ix_meeting_reports_month_organization_id", "month", "organization_id"),
        CheckConstraint("state <> 'returned' OR remark IS NOT NULL", name="returned_with_remark"),
        CheckConstraint("present <= summoned", name="present_of_summoned"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id", unique=True)
    organization_id: UUID = Field(foreign_key="organizations.id", index=True)
    month: str = Field(max_length=7)
    due_at: datetime = Field(sa_type=Moment)
    """The end of the last day on which results are in time."""
    reported_at: datetime = Field(sa_type=Moment)
    late: bool
    summoned: int
    counted: int
    """Those the attendance rate is taken of: summoned without the exempt and those on special duty."""
    present: int
    """Of those counted."""
    unexcused: int
    score: float | None = None
    band: str | None = Field(default=None, max_length=40)
    state: ReportState = Field(default=ReportState.SENT, sa_type=words(ReportState))
    remark: str | None = Field(default=None, max_length=1000)
    decided_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
