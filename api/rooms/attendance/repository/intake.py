"""The hot path's queries: plain SQL, each for a whole group of scans at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import col

from api.kit import clock
from api.rooms.attendance.models import AttendanceFact
from api.rooms.attendance.presence import Fact, Flag, Kind, Method
from api.rooms.meetings.models import Invitation, Meeting, MeetingSite
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device, SignInSession

_FACTS = AttendanceFact.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_QUEUE = sa.text("SELECT pg_advisory_xact_lock(4102003)")
_LAST = sa.select(sa.func.coalesce(sa.func.max(_FACTS.c.number), 0))


Keys = list[tuple[UUID, bytes]]
"""Phones and their keys (SPKI)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in on the device that reports."""

    account_id: UUID
    device_id: UUID | None
    member_id: UUID | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """What a scan must know of its meeting."""

    id: UUID
    state: str
    starts_at: datetime
    closed_at: datetime | None
    published_at: datetime | None


def identities(connection: Connection, token_hashes: Sequence[bytes]) -> dict[bytes, Identity]:
    """Who holds these session tokens; ended, revoked and closed ones are missing."""
    statement = (
        sa.select(col(SignInSession.token_hash), col(Account.id), col(SignInSession.device_id), col(Account.member_id))
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .where(
            col(SignInSession.token_hash).in_(token_hashes),
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.expires_at) > clock.now(),
            col(Account.state) == AccountState.ACTIVE,
        )
    )
    return {bytes(row[0]): Identity(row[1], row[2], row[3]) for row in connection.execute(statement)}


def keys_of(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, Keys]:
    """The present device keys (SPKI) of members, with the device of each."""
    statement = (
        sa.select(col(Account.member_id), col(Device.id), col(Device.public_key))
        .join(Device, col(Device.account_id) == col(Account.id))
        .where(
            col(Account.member_id).in_(member_ids),
            col(Device.revoked_at).is_(None),
            col(Account.state) == AccountState.ACTIVE,
        )
    )
    found: dict[UUID, Keys] = {}
    for member_id, device_id, key in connection.execute(statement):
        if member_id is not None and key is not None:
            found.setdefault(member_id, []).append((device_id, bytes(key)))
    return found


def meeting(connection: Connection, meeting_id: UUID) -> MeetingRow | None:
    """One meeting by its id; the caller decides what its asker may know of it."""
    statement = sa.select(
        col(Meeting.id), col(Meeting.state), col(Meeting.starts_at), col(Meeting.closed_at), col(Meeting.published_at)
    ).where(col(Meeting.id) == meeting_id)
    row = connection.execute(statement).first()
    return MeetingRow(*row) if row else None


def expected(connection: Connection, meeting_id: UUID) -> list[tuple[UUID, str, UUID | None]]:
    """Everybody invited who is a member: id, name, site."""
    statement = (
        sa.select(col(Member.id), col(Member.full_name), col(Invitation.site_id))
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(statement)]


def sites(connection: Connection, meeting_id: UUID) -> list[UUID]:
    """The sites of a meeting."""
    return list(
        connection.execute(sa.select(col(MeetingSite.id)).where(col(MeetingSite.meeting_id) == meeting_id)).scalars()
    )


def answers(connection: Connection, scan_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The answers that these scans got before."""
    statement = sa.select(_FACTS.c.scan_id, _FACTS.c.answer).where(_FACTS.c.scan_id.in_(scan_ids))
    return {row.scan_id: row.answer for row in connection.execute(statement)}


def earlier(
    connection: Connection, meeting_ids: Collection[UUID], member_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]]:
    """What is known of these members at these meetings, with the device that took each scan."""
    statement = sa.select(_FACTS).where(_FACTS.c.meeting_id.in_(meeting_ids), _FACTS.c.member_id.in_(member_ids))
    found: dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]] = {}
    for row in connection.execute(statement):
        found.setdefault((row.meeting_id, row.member_id), []).append((as_fact(row), row.device_id))
    return found


def phones(
    connection: Connection, meeting_ids: Collection[UUID], device_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], UUID]:
    """Whom each of these phones checked in from the room's code, by meeting and phone."""
    statement = sa.select(_FACTS.c.meeting_id, _FACTS.c.device_id, _FACTS.c.member_id).where(
        _FACTS.c.device_id.in_(device_ids),
        _FACTS.c.meeting_id.in_(meeting_ids),
        _FACTS.c.method == Method.ROOM_CODE,
    )
    return {(meeting_id, device_id): member_id for meeting_id, device_id, member_id in connection.execute(statement)}


def queue_up(connection: Connection) -> None:
    """Wait for the group that another process is keeping; on SQLite the house's write lock has done it.

    So numbers follow the order of commits, and of two scans of one person the second sees the first.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_QUEUE)


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep these facts, each with the next number."""
    last = connection.execute(_LAST).scalar_one()
    connection.execute(sa.insert(_FACTS), [row | {"number": number} for number, row in enumerate(rows, last + 1)])


def as_fact(row: Any) -> Fact:
    """A row as presence sees it."""
    return Fact(
        corrected_at=row.corrected_at,
        scan_id=row.scan_id,
        member_id=row.member_id,
        kind=Kind(row.kind),
        method=Method(row.method),
        flags=frozenset(Flag(flag) for flag in row.flags),
        site_id=row.site_id,
    )
