"""What whoever follows a meeting asks again and again: plain SQL, each cheap enough to be asked every second."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
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


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody asked to come, with the organisation right below the meeting's that the person belongs to."""

    member_id: UUID
    site_id: UUID | None
    delegation_id: UUID | None
    state: State


@dataclass(frozen=True, slots=True)
class NumberedScan:
    """One scan with its number and who took it."""

    number: int
    fact: Fact
    device_id: UUID | None


def scans_after(connection: Connection, meeting_id: UUID, number: int) -> list[NumberedScan]:
    """The scans of a meeting that were kept after a number, in their order."""
    statement = (
        sa.select(_FACTS).where(_FACTS.c.meeting_id == meeting_id, _FACTS.c.number > number).order_by(_FACTS.c.number)
    )
    return [NumberedScan(row.number, as_fact(row), row.device_id) for row in connection.execute(statement)]


def corrections(connection: Connection, meeting_id: UUID) -> frozenset[Correction]:
    """Every word of the secretary about the scans of a meeting."""
    word = AttendanceCorrection
    statement = (
        sa.select(col(word.created_at), col(word.id), col(word.scan_id), col(word.counts))
        .join(_FACTS, _FACTS.c.scan_id == col(word.scan_id))
        .where(_FACTS.c.meeting_id == meeting_id)
    )
    return frozenset(Correction(*row) for row in connection.execute(statement))


def seats(connection: Connection, meeting_id: UUID, organization_id: UUID) -> list[SeatRow]:
    """Everybody asked to come who is a member."""
    above, part = aliased(OrganizationClosure), aliased(Organization)
    delegations = (
        sa.select(col(above.descendant_id).label("branch_id"), col(part.id).label("delegation_id"))
        .join(part, col(part.id) == col(above.ancestor_id))
        .where(col(part.parent_id) == organization_id)
        .subquery()
    )
    statement = (
        sa.select(col(Member.id), col(Invitation.site_id), delegations.c.delegation_id, col(Member.state))
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .outerjoin(delegations, delegations.c.branch_id == col(Member.branch_id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
    )
    return [SeatRow(*row) for row in connection.execute(statement)]


def site_names(connection: Connection, meeting_id: UUID) -> dict[UUID, str]:
    """The sites of a meeting by name, in their order."""
    statement = (
        sa.select(col(MeetingSite.id), col(MeetingSite.name))
        .where(col(MeetingSite.meeting_id) == meeting_id)
        .order_by(col(MeetingSite.position), col(MeetingSite.id))
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def delegation_names(connection: Connection, organization_id: UUID) -> dict[UUID, str]:
    """The organisations right below one, in the order of names."""
    statement = (
        sa.select(col(Organization.id), sa.func.coalesce(col(Organization.short_name), col(Organization.name)))
        .where(col(Organization.parent_id) == organization_id)
        .order_by(col(Organization.name), col(Organization.id))
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def absent(connection: Connection, meeting_id: UUID) -> list[Any]:
    """Everybody asked to come by name, with the absence that was asked for; the caller knows who came."""
    statement: Any = (
        sa.select(
            col(Member.id).label("person_id"),
            col(Member.full_name).label("name"),
            col(Invitation.site_id),
            col(Invitation.reason),
            col(Invitation.reason_text),
            col(Invitation.decision),
        )
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
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
