"""Votes as they come in and go out."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from api.rooms.meetings.models import Choice, VoteState, VoteWay
from api.rooms.meetings.schemas.people import Read, Request

MOST = 100_000
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]+$", max_length=1024)]
Count = Annotated[int, Field(ge=0, le=MOST)]


class SubjectRead(Read):
    """What can be voted on, in which ways, and the share it takes: from the rules `vote_subjects` and the majority."""

    code: str
    title: str
    ways: list[VoteWay]
    share: tuple[int, int]
    more_than: bool
    """More than the share; else at least."""
    citation: str


class SeatRead(Read):
    """Whether somebody is in the base of a vote, whether he may vote in it, and why."""

    member_id: UUID
    name: str
    in_base: bool
    may_vote: bool
    reason: str
    """`official`, `exempt_came`, `exempt_absent`, `temporary_away`, `suspended`, `detained`, `probationary`,
    `temporary_here`, or another state of a member."""


class TallyRead(Read):
    """The count that stands; `percent` is `agree` of the base, with two decimals."""

    number: int
    agree: int
    disagree: int
    other: int
    handed_out: int | None
    collected: int | None
    invalid: int | None
    percent: float
    passed: bool
    counted_by: str | None
    counted_at: datetime


class VoteRead(Read):
    """One vote: question, rule with its citation, base, seats with reasons, result."""

    id: UUID
    item_id: UUID | None
    subject: str
    title: str
    way: VoteWay
    state: VoteState
    share: tuple[int, int]
    more_than: bool
    citation: str
    base: int
    may_vote: int
    needed: int
    """The smallest number of agreeing votes that carries it."""
    seats: list[SeatRead]
    tally: TallyRead | None
    corrections: int
    """How many earlier tallies stand in the record."""
    cast: int
    """Ballots in a poll on phones so far; 0 otherwise."""
    public_key: str | None
    my_part: bool
    """Whether the reader may vote in it."""
    my_ballot: bool
    """Whether the reader has taken a ballot already."""
    opened_at: datetime


class VoteRequest(Request):
    """A question put to the meeting."""

    item_id: UUID | None = None
    subject: str = Field(max_length=40)
    title: str = Field(min_length=1, max_length=300)
    way: VoteWay


class TallyRequest(Request):
    """A count by hand. Paper ballots also say how many were handed out, collected and invalid."""

    agree: Count
    disagree: Count
    other: Count = 0
    handed_out: Count | None = None
    collected: Count | None = None
    invalid: Count | None = None

    @model_validator(mode="after")
    def paper_in_full(self) -> Self:
        """Papers are counted in three numbers or in none."""
        said = {self.handed_out is None, self.collected is None, self.invalid is None}
        if len(said) > 1:
            message = "say handed_out, collected and invalid together"
            raise ValueError(message)
        return self


class OpenBallotRequest(Request):
    """A member's choice in an open poll."""

    choice: Choice


class BallotPaperRequest(Request):
    """A blinded ballot to be signed (RFC 9474), hexadecimal, as long as the vote's modulus."""

    blinded: Hex


class BallotPaperRead(Read):
    """The blind signature; the same for the same request."""

    signed: Hex


class SecretBallotRequest(Request):
    """A ballot without a voter: 32 random bytes, their signature by the vote's key, the choice."""

    token: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    signature: Hex
    choice: Choice


class CastRead(Read):
    """That a ballot lies in the box; its receipt is in the list that is published after counting."""

    receipt: str


class ReceiptRead(Read):
    """One secret ballot as published after counting: SHA-256 of its token, and its choice."""

    receipt: str
    choice: Choice
