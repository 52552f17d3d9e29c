"""What whoever follows a meeting asks again and again: plain SQL, each cheap enough to be asked every second."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.orm import aliased
from sqlmodel import col

from api.kit.scope import OrganizationClosure
from api.rooms.attendance.models import AttendanceCorrection, AttendanceFact, ScannerGrant
from api.rooms.attendance.presence import Correction, Fact
from api.rooms.attendance.repository.intake import as_fact
from api.rooms.meetings.models import Invitation, MeetingSite
from api.rooms.members.models import Member, State
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account, Device

_FACTS = AttendanceFact.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_SEAT, _SITE, _PART = "seat", "site", "part"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody asked to come, with the organisation right below the meeting's that the person belongs to."""

    member_id: UUID
    site_id: UUID | None
    delegation_id: UUID | None
    state: State


class Expected(NamedTuple):
    """Who is asked to come; the sites in their order, and the organisations right below in the order of names."""

    seats: list[SeatRow]
    sites: dict[UUID, str]
    delegations: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class NumberedScan:
    """One scan with its number and who took it."""

    number: int
    fact: Fact
    device_id: UUID | None


def scans_and_words(
    connection: Connection, meeting_id: UUID, after: int = 0
) -> tuple[list[NumberedScan], frozenset[Correction]]:
    """The scans of a meeting that were kept after a number, in their order, and every word about its scans."""
    scans, words = list[NumberedScan](), list[Correction]()
    for row in connection.execute(_scans_and_words(), {"meeting_id": meeting_id, "after": after}):
        if row.counts is None:
            scans.append(NumberedScan(row.number, as_fact(row), row.device_id))
        else:
            words.append(Correction(row.corrected_at, row.word_id, row.scan_id, row.counts))
    return sorted(scans, key=lambda scan: scan.number), frozenset(words)


@cache
def _scans_and_words() -> sa.CompoundSelect[Any]:
    fact, word, meeting_id = _FACTS.c, AttendanceCorrection, sa.bindparam("meeting_id", type_=sa.Uuid)
    nothing = {"number": sa.Integer, "member_id": sa.Uuid, "kind": sa.Text, "method": sa.Text, "flags": sa.JSON}
    scans = sa.select(
        fact.scan_id,
        fact.corrected_at,
        fact.site_id,
        fact.device_id,
        *(fact[name] for name in nothing),
        sa.cast(sa.null(), sa.Uuid).label("word_id"),
        sa.cast(sa.null(), sa.Boolean).label("counts"),
    ).where(fact.meeting_id == meeting_id, fact.number > sa.bindparam("after", type_=sa.BigInteger))
    empty: Iterator[Any] = (sa.cast(sa.null(), kind) for kind in (sa.Uuid, sa.Uuid, *nothing.values()))
    words = sa.select(col(word.scan_id), col(word.created_at), *empty, col(word.id), col(word.counts)).where(
        col(word.meeting_id) == meeting_id
    )
    return sa.union_all(scans, words)


def _parts(organization_id: UUID) -> sa.Subquery:
    """Of each branch, the organisation right below the meeting's that it belongs to."""
    above, part = aliased(OrganizationClosure), aliased(Organization)
    return (
        sa.select(col(above.descendant_id).label("branch_id"), col(part.id).label("delegation_id"))
        .join(part, col(part.id) == col(above.ancestor_id))
        .where(col(part.parent_id) == organization_id)
        .subquery()
    )


def expected(connection: Connection, meeting_id: UUID, organization_id: UUID) -> Expected:
    """Everybody asked to come who is a member, and the names of the places they can belong to."""
    found = Expected([], {}, {})
    for row in connection.execute(_expected(meeting_id, organization_id)):
        if row.what == _SEAT:
            found.seats.append(SeatRow(row.id, row.site_id, row.delegation_id, row.state))
        else:
            places = found.sites if row.what == _SITE else found.delegations
            places[row.id] = row.name
    return found


def _expected(meeting_id: UUID, organization_id: UUID) -> sa.Select[Any]:
    parts, own, site, below = _parts(organization_id), Invitation, MeetingSite, Organization
    no_id = sa.cast(sa.null(), sa.Uuid)
    seats = (
        sa.select(
            sa.literal_column(f"'{_SEAT}'").label("what"),
            col(Member.id).label("id"),
            col(own.site_id).label("site_id"),
            parts.c.delegation_id,
            col(Member.state).label("state"),
            sa.cast(sa.null(), sa.Text).label("name"),
            sa.cast(sa.null(), sa.Text).label("sorted_as"),
            sa.cast(sa.null(), sa.Integer).label("position"),
        )
        .join(own, col(own.member_id) == col(Member.id))
        .outerjoin(parts, parts.c.branch_id == col(Member.branch_id))
        .where(col(own.meeting_id) == meeting_id, col(own.removed_at).is_(None))
    )
    empty = (no_id, no_id, sa.cast(sa.null(), sa.Text))
    sites = sa.select(
        sa.literal_column(f"'{_SITE}'"), col(site.id), *empty, col(site.name), sa.literal(""), col(site.position)
    ).where(col(site.meeting_id) == meeting_id)
    name = sa.func.coalesce(col(below.short_name), col(below.name))
    delegations = sa.select(
        sa.literal_column(f"'{_PART}'"), col(below.id), *empty, name, col(below.name), sa.literal(0)
    ).where(col(below.parent_id) == organization_id)
    every = sa.union_all(seats, sites, delegations).subquery()
    return sa.select(every).order_by(every.c.position, every.c.sorted_as, every.c.id)


def site_names(connection: Connection, meeting_id: UUID) -> dict[UUID, str]:
    """The sites of a meeting by name, in their order."""
    statement = (
        sa.select(col(MeetingSite.id), col(MeetingSite.name))
        .where(col(MeetingSite.meeting_id) == meeting_id)
        .order_by(col(MeetingSite.position), col(MeetingSite.id))
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def absent(connection: Connection, meeting_id: UUID, organization_id: UUID) -> list[Any]:
    """Everybody asked to come by name, with where they belong and the absence that was asked for.

    The caller knows who came.
    """
    parts = _parts(organization_id)
    statement: Any = (
        sa.select(
            col(Member.id).label("person_id"),
            col(Member.full_name).label("name"),
            col(Invitation.site_id),
            parts.c.delegation_id,
            col(Invitation.reason),
            col(Invitation.reason_text),
            col(Invitation.decision),
        )
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .outerjoin(parts, parts.c.branch_id == col(Member.branch_id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
        .order_by(col(Member.name_key), col(Member.id))
    )
    return list(connection.execute(statement))


def grants(
    connection: Connection, meeting_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], list[tuple[UUID | None, datetime]]]:
    """The grants at these meetings that were not revoked, by meeting and account: site and until when."""
    grant = ScannerGrant
    statement = sa.select(
        col(grant.meeting_id), col(grant.account_id), col(grant.site_id), col(grant.expires_at)
    ).where(col(grant.meeting_id).in_(meeting_ids), col(grant.revoked_at).is_(None))
    found: dict[tuple[UUID, UUID], list[tuple[UUID | None, datetime]]] = {}
    for meeting_id, account_id, site_id, until in connection.execute(statement):
        found.setdefault((meeting_id, account_id), []).append((site_id, until))
    return found


def phones_changed(connection: Connection, since: datetime) -> set[tuple[UUID, UUID, bool]]:
    """Phones that were added or revoked since then: whose, which, and whether it is revoked."""
    statement = (
        sa.select(col(Account.member_id), col(Device.id), col(Device.revoked_at).is_not(None))
        .join(Device, col(Device.account_id) == col(Account.id))
        .where(sa.or_(col(Device.revoked_at) > since, col(Device.created_at) > since))
    )
    return {(row[0], row[1], bool(row[2])) for row in connection.execute(statement) if row[0] is not None}
