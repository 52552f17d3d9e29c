"""What a meeting's figures ask of a conference, plain SQL: cheap enough to be asked every second."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import col

from api.kit.models import Moment
from api.rooms.attendance.presence import Correction
from api.rooms.conferences.models import ConferenceSession, Delegation, Guest, GuestCorrection, GuestFact, Seat

_FACTS = GuestFact.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_CORRECTIONS = GuestCorrection.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_SAID = (_CORRECTIONS.c.created_at.label("said_at"), _CORRECTIONS.c.id.label("word_id"), _CORRECTIONS.c.counts)
"""A word about a fact."""
_COLUMNS = {
    "name": sa.Text,
    "organization": sa.Text,
    "site_id": sa.Uuid,
    "delegation_id": sa.Uuid,
    "seat": sa.Text,
    "starts_at": Moment,
    "ends_at": Moment,
    "position": sa.Integer,
}


class What(StrEnum):
    """What a row is about."""

    GUEST = "guest"
    MEMBER = "member"
    DELEGATION = "delegation"
    SESSION = "session"


class Part(NamedTuple):
    """A guest, a member who belongs to a delegation, a delegation, or a session with its times."""

    what: What
    id: UUID
    name: str | None
    organization: str | None
    site_id: UUID | None
    delegation_id: UUID | None
    seat: str | None
    starts_at: datetime | None
    ends_at: datetime | None


def count(connection: Connection, meeting_id: UUID) -> tuple[int, int]:
    """How many rows `parts` would give, and how many `facts` and `corrections` together."""
    parts = sa.select(sa.func.count()).select_from(_parts(meeting_id).subquery()).scalar_subquery()
    facts = sa.select(sa.func.count()).where(_FACTS.c.meeting_id == meeting_id).scalar_subquery()
    words = sa.select(sa.func.count()).select_from(_words(meeting_id).subquery()).scalar_subquery()
    row = connection.execute(sa.select(parts, facts + words)).one()
    return row[0], row[1]


def parts(connection: Connection, meeting_id: UUID) -> list[Part]:
    """Everything a conference adds to its meeting, each kind in its order."""
    both = _parts(meeting_id).subquery()
    statement = sa.select(both).order_by(both.c.position, both.c.starts_at, both.c.id)
    return [Part(What(row.what), *row[1:-1]) for row in connection.execute(statement)]


def _parts(meeting_id: UUID) -> sa.CompoundSelect[Any]:
    guest, seat, delegation, session = Guest, Seat, Delegation, ConferenceSession
    guests = _select(
        What.GUEST,
        col(guest.id),
        name=col(guest.name),
        organization=col(guest.organization),
        site_id=col(guest.site_id),
        delegation_id=col(seat.delegation_id),
        seat=col(seat.label),
    ).outerjoin_from(guest, seat, col(seat.guest_id) == col(guest.id))
    members = _select(What.MEMBER, col(seat.member_id), delegation_id=col(seat.delegation_id)).where(
        col(seat.member_id).is_not(None), col(seat.delegation_id).is_not(None)
    )
    delegations = _select(
        What.DELEGATION, col(delegation.id), name=col(delegation.name), position=col(delegation.position)
    )
    sessions = _select(
        What.SESSION,
        col(session.id),
        name=col(session.title),
        starts_at=col(session.starts_at),
        ends_at=col(session.ends_at),
        position=col(session.position),
    )
    chosen = (
        (guests, col(guest.meeting_id)),
        (members, col(seat.meeting_id)),
        (delegations, col(delegation.meeting_id)),
        (sessions, col(session.meeting_id)),
    )
    return sa.union_all(*(one.where(of == meeting_id) for one, of in chosen))


def _select(what: What, row_id: Any, **columns: Any) -> sa.Select[Any]:
    """The columns of `Part` and a position; those that this kind does not have are empty."""
    return sa.select(
        sa.literal_column(f"'{what}'").label("what"),
        row_id.label("id"),
        *(columns.get(name, sa.cast(sa.null(), kind)).label(name) for name, kind in _COLUMNS.items()),
    )


def facts_and_words(connection: Connection, meeting_id: UUID) -> tuple[list[Any], frozenset[Correction]]:
    """What guests did at a meeting, as rows with the columns of `GuestFact`, and the words about it."""
    statement = (
        sa.select(_FACTS, *_SAID)
        .outerjoin(_CORRECTIONS, _CORRECTIONS.c.scan_id == _FACTS.c.scan_id)
        .where(_FACTS.c.meeting_id == meeting_id)
    )
    return told_apart(connection.execute(statement))


def guests(connection: Connection, meeting_id: UUID) -> list[Any]:
    """The guests of a meeting with their seats, each with what the guest did and the words about it."""
    guest, seat = Guest, Seat
    statement: Any = (
        sa.select(
            col(guest.id).label("guest"),
            col(guest.name),
            col(guest.organization),
            col(guest.site_id).label("expected_at"),
            col(seat.delegation_id),
            col(seat.label),
            _FACTS,
            *_SAID,
        )
        .select_from(guest)
        .outerjoin(seat, col(seat.guest_id) == col(guest.id))
        .outerjoin(_FACTS, _FACTS.c.guest_id == col(guest.id))
        .outerjoin(_CORRECTIONS, _CORRECTIONS.c.scan_id == _FACTS.c.scan_id)
        .where(col(guest.meeting_id) == meeting_id)
    )
    return list(connection.execute(statement))


def told_apart(found: Iterable[Any]) -> tuple[list[Any], frozenset[Correction]]:
    """Of rows with a fact and perhaps a word about it: each fact once, and the words."""
    rows = list(found)
    said = frozenset(Correction(row.said_at, row.word_id, row.scan_id, row.counts) for row in rows if row.word_id)
    return list({row.scan_id: row for row in rows}.values()), said


def _words(meeting_id: UUID) -> sa.Select[Any]:
    word = _CORRECTIONS.c
    return sa.select(word.id).join(_FACTS, _FACTS.c.scan_id == word.scan_id).where(_FACTS.c.meeting_id == meeting_id)
