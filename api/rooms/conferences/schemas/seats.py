"""Seats: the list as it comes from Excel, looked through, and put in force."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from api.rooms.conferences.schemas.guests import Phone
from api.rooms.meetings.schemas.fields import Name, Title
from api.rooms.meetings.schemas.people import Read, Request

MOST = 3000
Label = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-zÀ-ỹ ./-]{1,20}$")]


class SeatProblem(StrEnum):
    """What keeps a row from being taken over."""

    NAME_MISSING = "name_missing"
    SEVERAL = "several"
    """Several members have this name: phone or branch would tell them apart."""
    TWICE = "twice"
    """This person stands in the list a second time."""
    SEAT_TWICE = "seat_twice"
    SITE_UNKNOWN = "site_unknown"
    TOO_LONG = "too_long"


class SeatRowRead(Read):
    """One row of the sheet and what would become of it; `line` as Excel counts."""

    line: int
    name: str
    organization: str
    phone: str
    delegation: str
    site: str
    seat: str
    member_id: UUID | None
    """The member it means; null: becomes a guest."""
    site_id: UUID | None
    problem: SeatProblem | None


class SeatPreviewRead(Read):
    """The whole sheet: how many rows are members, how many become guests, how many want mending."""

    members: int
    guests: int
    problems: int
    rows: Sequence[SeatRowRead]


class SeatRequest(Request):
    """One person's place: a member, a guest known already, or a new guest by name."""

    member_id: UUID | None = None
    guest_id: UUID | None = None
    name: Name | None = None
    organization: Title | None = None
    phone: Phone | None = None
    delegation: Name | None = None
    site_id: UUID | None = None
    seat: Label | None = None

    @model_validator(mode="after")
    def _one_person(self) -> "SeatRequest":
        if sum(one is not None for one in (self.member_id, self.guest_id, self.name)) != 1:
            message = "one of member_id, guest_id, name"
            raise ValueError(message)
        return self


class SeatsRequest(Request):
    """Places to put in force; people who are not named keep theirs."""

    items: list[SeatRequest] = Field(min_length=1, max_length=MOST)


class SeatHolderRead(Read):
    """Somebody's place."""

    member_id: UUID | None
    guest_id: UUID | None
    name: str
    organization: str | None
    delegation: str | None
    site_id: UUID | None
    seat: str | None


class SeatsRead(Read):
    """Everybody expected in the order of given names, with or without a seat."""

    items: Sequence[SeatHolderRead]
