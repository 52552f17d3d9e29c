"""Votes: the frozen roster with its reasons, tallies, and ballots cast on phones."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit.models import Moment, Row, words


class VoteWay(StrEnum):
    """How a vote is taken; which ways a subject allows is in the rule `vote_subjects`."""

    RAISED_CARD = "raised_card"
    SECRET_BALLOT = "secret_ballot"  # noqa: S105 - a way of voting, no password
    PHONE_OPEN = "phone_open"
    PHONE_SECRET = "phone_secret"  # noqa: S105 - a way of voting, no password


class VoteState(StrEnum):
    """Open until it was counted."""

    OPEN = "open"
    COUNTED = "counted"
    CANCELLED = "cancelled"


class Choice(StrEnum):
    """What one can answer."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"


class Vote(Row, table=True):
    """One question put to the meeting; the id is the phone's. The rule is kept as it stood when the roster froze."""

    __tablename__ = "votes"
    __table_args__ = (
        CheckConstraint("base >= 0 AND may_vote >= 0", name="counted"),
        CheckConstraint("state <> 'counted' OR private_key IS NULL", name="no_key_after_counting"),
    )

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    item_id: UUID | None = Field(default=None, foreign_key="agenda_items.id", index=True)
    subject: str = Field(max_length=40)
    """Code of the rule `vote_subjects`."""
    title: str = Field(max_length=300)
    way: VoteWay = Field(sa_type=words(VoteWay))
    state: VoteState = Field(default=VoteState.OPEN, sa_type=words(VoteState))
    rule: dict[str, Any] = Field(sa_type=JSON)
    """`topic`, `citation`, `share` as [numerator, denominator], `more_than` (else at least), rule set ids."""
    base: int
    """How many members the share is counted of."""
    may_vote: int
    """How many of them were in the room when the roster froze."""
    opened_by: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    public_key: str | None = Field(default=None, sa_type=Text)
    """Modulus of the vote's own RSA key in hexadecimal, for secret ballots on phones; see `blind_ballots.py`."""
    private_key: bytes | None = None
    """Destroyed when the vote is counted."""


class VoteSeat(Row, table=True):
    """Why somebody is, or is not, among those the share is counted of. Append-only."""

    __tablename__ = "vote_seats"
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)

    vote_id: UUID = Field(foreign_key="votes.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    in_base: bool
    may_vote: bool
    reason: str = Field(max_length=40)
    """Code of `majority.py`."""


class VoteTally(Row, table=True):
    """A count, by hand or of ballots. Append-only: a correction is a further tally and the last one stands.

    `handed_out`, `collected` and `invalid` are of paper ballots.
    """

    __tablename__ = "vote_tallies"
    __table_args__ = (CheckConstraint("agree >= 0 AND disagree >= 0 AND other >= 0", name="counted"),)

    vote_id: UUID = Field(foreign_key="votes.id", index=True)
    number: int
    agree: int
    disagree: int
    other: int
    handed_out: int | None = None
    collected: int | None = None
    invalid: int | None = None
    passed: bool
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)


class OpenBallot(Row, table=True):
    """What a member chose in an open poll. Append-only, one each."""

    __tablename__ = "open_ballots"
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)

    vote_id: UUID = Field(foreign_key="votes.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    choice: Choice = Field(sa_type=words(Choice))


class BallotPaper(Row, table=True):
    """That a member took a ballot in a secret poll: the blinded words and their signature, nothing of the choice.

    Append-only; asking again with the same words gives the same signature.
    """

    __tablename__ = "ballot_papers"
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)

    vote_id: UUID = Field(foreign_key="votes.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    blinded: str = Field(sa_type=Text)
    signed: str = Field(sa_type=Text)


class SecretBallot(SQLModel, table=True):
    """A choice without a voter. Append-only; no time, no order, no account, and no rowid to tell the order from."""

    __tablename__ = "secret_ballots"
    __table_args__ = ({"sqlite_with_rowid": False},)

    token: str = Field(primary_key=True, max_length=64)
    """32 random bytes of the phone in hexadecimal, unknown to the server until the ballot is cast."""
    vote_id: UUID = Field(foreign_key="votes.id", index=True)
    choice: Choice = Field(sa_type=words(Choice))
