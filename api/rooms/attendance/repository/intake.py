"""The hot path's queries: plain SQL, each for a whole group of scans at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import col

from api.kit import clock, rows
from api.kit.models import Moment
from api.rooms.attendance.models import AttendanceFact
from api.rooms.attendance.presence import Fact, Flag, Kind, Method
from api.rooms.meetings.models import Invitation, Meeting, MeetingSite
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState, Device, SignInSession

_FACTS = AttendanceFact.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_QUEUE = sa.text("SELECT pg_advisory_xact_lock(4102003)")


class Identity(NamedTuple):
    """Who is signed in on the device that reports."""

    account_id: UUID
    device_id: UUID | None
    member_id: UUID | None


class MeetingRow(NamedTuple):
    """What a scan must know of its meeting."""

    id: UUID
    state: str
    starts_at: datetime
    closed_at: datetime | None
    published_at: datetime | None


def identities(connection: Connection, token_hashes: Sequence[bytes]) -> dict[bytes, Identity]:
    """Who holds these session tokens; ended, revoked and closed ones are missing."""
    found = rows.unpack(
        connection,
        _identities(rows.words_of(connection)),
        {"tokens": rows.listed([one.hex() for one in token_hashes]), "now": clock.now(), "active": AccountState.ACTIVE},
    )
    return {bytes.fromhex(row[0]): Identity(UUID(row[1]), _id(row[2]), _id(row[3])) for row in found}


@cache
def _identities(words: rows.Words) -> sa.TextClause:
    statement = words.pack(
        ["tokens.value", "account.id", "session.device_id", "account.member_id"],
        f"FROM {words.each('tokens')}"
        f" JOIN {SignInSession.__tablename__} AS session ON session.token_hash = {words.unhex.format('tokens.value')}"
        f" JOIN {Account.__tablename__} AS account ON account.id = session.account_id"
        " WHERE session.revoked_at IS NULL AND session.expires_at > :now AND account.state = :active",
    )
    return sa.text(statement).bindparams(sa.bindparam("now", type_=Moment))


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def keys_of(connection: Connection, member_ids: Collection[UUID]) -> dict[UUID, list[bytes]]:
    """The present device keys (SPKI) of members."""
    members = {"members": _ids(member_ids), "active": AccountState.ACTIVE}
    keys: dict[UUID, list[bytes]] = {}
    for member_id, key in rows.unpack(connection, _keys(rows.words_of(connection)), members):
        keys.setdefault(UUID(member_id), []).append(bytes.fromhex(key))
    return keys


@cache
def _keys(words: rows.Words) -> sa.TextClause:
    statement = words.pack(
        ["account.member_id", words.hex.format("device.public_key")],
        f"FROM {Account.__tablename__} AS account"
        f" JOIN {Device.__tablename__} AS device ON device.account_id = account.id"
        f" WHERE account.member_id {words.one_of('members')} AND account.state = :active"
        " AND device.revoked_at IS NULL AND device.public_key IS NOT NULL",
    )
    return sa.text(statement)


def meeting(connection: Connection, meeting_id: UUID) -> MeetingRow | None:
    """One meeting by its id; the caller decides what its asker may know of it."""
    statement = sa.select(
        col(Meeting.id), col(Meeting.state), col(Meeting.starts_at), col(Meeting.closed_at), col(Meeting.published_at)
    ).where(col(Meeting.id) == meeting_id)
    row = connection.execute(statement).first()
    return MeetingRow(*row) if row else None


def expected(connection: Connection, meeting_id: UUID) -> list[tuple[UUID, str, UUID | None]]:
    """Everybody invited who is a member: id, name, site."""
    found = rows.unpack(connection, _expected(rows.words_of(connection)), {"meeting": meeting_id})
    sites = {text: _id(text) for text in {row[2] for row in found}}  # a few sites have many people
    return [(UUID(row[0]), row[1], sites[row[2]]) for row in found]


@cache
def _expected(words: rows.Words) -> sa.TextClause:
    statement = words.pack(
        ["member.id", "member.full_name", "invitation.site_id"],
        f"FROM {Invitation.__tablename__} AS invitation"
        f" JOIN {Member.__tablename__} AS member ON member.id = invitation.member_id"
        " WHERE invitation.meeting_id = :meeting AND invitation.removed_at IS NULL",
    )
    return sa.text(statement).bindparams(sa.bindparam("meeting", type_=sa.Uuid))


def sites(connection: Connection, meeting_id: UUID) -> list[UUID]:
    """The sites of a meeting."""
    return list(
        connection.execute(sa.select(col(MeetingSite.id)).where(col(MeetingSite.meeting_id) == meeting_id)).scalars()
    )


class Known(NamedTuple):
    """What the database knows of a group of scans before it is kept."""

    answers: dict[UUID, bytes]
    """What scans that have been sent before were told, in JSON."""
    earlier: dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]]
    """By meeting and member: their facts so far, with the device that took each."""
    verdicts: dict[UUID, bool]
    """Whether those count of which the secretary has said so or not."""
    phones: dict[tuple[UUID, UUID], UUID]
    """By meeting and phone: whom it checked in from the room's code."""
    last_number: int


def known(
    connection: Connection,
    scan_ids: Collection[UUID],
    meeting_ids: Collection[UUID],
    member_ids: Collection[UUID],
    device_ids: Collection[UUID],
) -> Known:
    """What is known of these scans, of these members at these meetings and of these phones, in one statement."""
    about = {
        "scans": _ids(scan_ids),
        "meetings": _ids(meeting_ids),
        "members": _ids(member_ids),
        "devices": _ids(device_ids),
        "method": Method.ROOM_CODE,
    }
    row = connection.execute(_known(rows.words_of(connection)), about).one()
    answers, phones, ids = orjson.loads(row.answers), orjson.loads(row.phones), rows.Ids()
    earlier = orjson.loads(row.earlier)
    return Known(
        answers={UUID(scan): answer.encode() for scan, answer in answers},
        earlier=_earlier(earlier, ids),
        verdicts={UUID(scan): bool(counts) for scan, *_, counts in earlier if counts is not None},
        phones={
            (meeting_id, UUID(device)): UUID(member)
            for meeting, device, member in phones
            if (meeting_id := ids[meeting]) in meeting_ids
        },
        last_number=row.last,
    )


@cache
def _known(words: rows.Words) -> sa.TextClause:
    """Phones at all meetings: one has been at few; asked for both, the database might go through all of a meeting."""
    names = ("scan_id", "meeting_id", "member_id", "kind", "method", "site_id", "device_id", "corrected_at")
    table = AttendanceFact.__tablename__
    answers = words.pack(["scan_id", "CAST(answer AS text)"], f"FROM {table} WHERE scan_id {words.one_of('scans')}")
    verdict = (
        "SELECT counts FROM attendance_corrections AS word WHERE word.scan_id = fact.scan_id"
        " ORDER BY word.created_at DESC, word.id DESC LIMIT 1"
    )
    earlier = words.pack(
        [*names, "CAST(flags AS text)", f"({verdict})"],
        f"FROM {table} AS fact WHERE meeting_id {words.one_of('meetings')} AND member_id {words.one_of('members')}",
    )
    phones = words.pack(
        ["meeting_id", "device_id", "member_id"],
        f"FROM {table} WHERE device_id {words.one_of('devices')} AND method = :method",
    )
    last = f"SELECT coalesce(max(number), 0) FROM {table}"  # noqa: S608 - our own words
    return sa.text(f"SELECT ({answers}) AS answers, ({earlier}) AS earlier, ({phones}) AS phones, ({last}) AS last")


def _earlier(found: list[list[Any]], ids: rows.Ids) -> dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]]:
    earlier: dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]] = {}
    for scan, meeting, member, kind, method, site, device, at, flags, _ in found:
        fact = Fact(
            corrected_at=rows.moment_of(at),
            scan_id=UUID(scan),
            member_id=ids[member],
            kind=Kind(kind),
            method=Method(method),
            flags=_flags(flags),
            site_id=ids[site] if site else None,
        )
        earlier.setdefault((ids[meeting], fact.member_id), []).append((fact, ids[device] if device else None))
    return earlier


@lru_cache(maxsize=256)  # a scan has few flags, and nearly all have the same
def _flags(text: str) -> frozenset[Flag]:
    return frozenset(map(Flag, orjson.loads(text)))


def _ids(ids: Collection[UUID]) -> str:
    return rows.listed([one.hex for one in ids])


def queue_up(connection: Connection) -> None:
    """Wait for the group that another process is keeping; on SQLite the house's write lock has done it.

    So numbers follow the order of commits, and of two scans of one person the second sees the first.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_QUEUE)


def add(connection: Connection, facts: Sequence[dict[str, Any]]) -> None:
    """Keep these numbered facts; ids, moments and JSON as `rows` wants them."""
    rows.insert(connection, _FACTS, facts)


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
