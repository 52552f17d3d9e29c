"""Who acts, and what each position allows. The one table of permissions of the house."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol
from uuid import UUID

from fastapi import Depends, Request
from sqlmodel import Session

from api.kit.db import Database
from api.kit.errors import NotAllowed, NotSignedIn


class Role(StrEnum):
    """The kinds of position somebody holds at an organisation, from a date to a date."""

    SECRETARY = "secretary"
    DEPUTY = "deputy"
    COMMITTEE_MEMBER = "committee_member"
    OFFICE_STAFF = "office_staff"
    ORGANISER = "organiser"
    RECEPTION = "reception"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a position allows, as `room.verb`, at its organisation and everything below it."""

    ATTENDANCE_SCAN = "attendance.scan"
    AUDIT_READ = "audit.read"
    CODES_ISSUE = "signin.issue_codes"
    ACCOUNTS_MANAGE = "signin.manage_accounts"
    DATA_REQUESTS_HANDLE = "members.handle_requests"
    FACES_OVERSEE = "faces.oversee"
    LIBRARY_PUBLISH = "library.publish"
    MEETINGS_OVERSEE = "meetings.oversee"
    MEETINGS_PLAN = "meetings.plan"
    MEETINGS_RUN = "meetings.run"
    MEMBERS_EDIT = "members.edit"
    MEMBERS_IMPORT = "members.import"
    MEMBERS_READ = "members.read"
    NOTIFICATIONS_ANNOUNCE = "notifications.announce"
    NOTIFICATIONS_MEND = "notifications.mend"
    ORGANIZATIONS_EDIT = "organizations.edit"
    POSITIONS_EDIT = "organizations.edit_positions"
    RULES_EDIT = "organizations.edit_rules"
    TRUST_EDIT = "library.edit_trust"


_BRANCH_LEADER = frozenset(
    {
        Permission.ATTENDANCE_SCAN,
        Permission.CODES_ISSUE,
        Permission.DATA_REQUESTS_HANDLE,
        Permission.LIBRARY_PUBLISH,
        Permission.MEETINGS_OVERSEE,
        Permission.MEETINGS_PLAN,
        Permission.MEETINGS_RUN,
        Permission.MEMBERS_EDIT,
        Permission.MEMBERS_READ,
        Permission.NOTIFICATIONS_ANNOUNCE,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SECRETARY: _BRANCH_LEADER,
    Role.DEPUTY: _BRANCH_LEADER,
    Role.COMMITTEE_MEMBER: frozenset({Permission.MEETINGS_OVERSEE, Permission.MEMBERS_READ}),
    Role.OFFICE_STAFF: _BRANCH_LEADER
    | {
        Permission.MEMBERS_IMPORT,
        Permission.ORGANIZATIONS_EDIT,
        Permission.POSITIONS_EDIT,
        Permission.RULES_EDIT,
        Permission.TRUST_EDIT,
    },
    Role.ORGANISER: frozenset({Permission.ATTENDANCE_SCAN, Permission.MEETINGS_PLAN}),
    Role.RECEPTION: frozenset({Permission.ATTENDANCE_SCAN}),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {Permission.AUDIT_READ, Permission.DATA_REQUESTS_HANDLE, Permission.FACES_OVERSEE}
    ),
    Role.AUDITOR: frozenset({Permission.AUDIT_READ, Permission.FACES_OVERSEE}),
    # The technical administrator keeps the house running and reads neither cards nor papers.
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ACCOUNTS_MANAGE,
            Permission.CODES_ISSUE,
            Permission.NOTIFICATIONS_MEND,
            Permission.ORGANIZATIONS_EDIT,
            Permission.POSITIONS_EDIT,
            Permission.RULES_EDIT,
            Permission.TRUST_EDIT,
        }
    ),
}

_ALWAYS_STRONG = frozenset({Role.ADMINISTRATOR, Role.OFFICE_STAFF, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})
_STRONG_ABOVE_BRANCH = frozenset({Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER})


@dataclass(frozen=True, slots=True)
class Grant:
    """A position held today."""

    organization_id: UUID
    role: Role
    at_branch: bool

    @property
    def needs_second_factor(self) -> bool:
        """Administrators and committee officers act only after a passkey or a one-time code."""
        return self.role in _ALWAYS_STRONG or (self.role in _STRONG_ABOVE_BRANCH and not self.at_branch)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in, on which device, with which positions.

    `grants` holds only what this session may use: positions that need a second factor are absent until it was given.
    """

    account_id: UUID
    session_id: UUID
    device_id: UUID | None
    member_id: UUID | None
    branch_id: UUID | None
    grants: tuple[Grant, ...]
    second_factor_missing: bool = False

    def places_with(self, permission: Permission) -> tuple[UUID, ...]:
        """The organisations at whose head the actor holds this permission; it reaches everything below them."""
        return tuple(
            dict.fromkeys(grant.organization_id for grant in self.grants if permission in PERMISSIONS[grant.role])
        )

    def require(self, session: Session, permission: Permission, *, organization_id: UUID) -> None:
        """Raise `NotAllowed` unless the actor holds the permission at this organisation or above it."""
        from api.kit import scope  # noqa: PLC0415 - scope reads Actor; the two describe one thing

        places = self.places_with(permission)
        if organization_id in places:
            return
        if places and session.exec(scope.above(organization_id).where(scope.reaches(places)).limit(1)).first():
            return
        raise NotAllowed(permission=permission)


class FindActor(Protocol):
    """How the room `signin` tells the kit who a session cookie belongs to."""

    def __call__(self, session: Session, token: str) -> Actor | None:
        """Return the actor of a live session, None for anything else."""


async def current_actor(request: Request) -> Actor:
    """The signed-in actor of this request, looked up in a short session of its own."""
    token = request.cookies.get(request.app.state.settings.session_cookie)
    if not token:
        raise NotSignedIn
    database: Database = request.app.state.database
    find: FindActor = request.app.state.find_actor
    actor = await database.look_up(find, token)
    if actor is None:
        raise NotSignedIn
    return actor


CurrentActor = Annotated[Actor, Depends(current_actor)]
