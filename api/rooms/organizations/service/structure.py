"""Founding, renaming and moving organisations."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.constraints import or_refuse
from api.kit.etags import Edit
from api.kit.folding import fold, tidy
from api.kit.outbox import record
from api.rooms.organizations import closure, repository
from api.rooms.organizations.errors import (
    CodeTaken,
    DateNotPossible,
    KindUnknown,
    LevelWrong,
    MoveInCircle,
    OrganizationEnded,
    TopStays,
)
from api.rooms.organizations.events import OrganizationChanged
from api.rooms.organizations.models import (
    Change,
    Organization,
    OrganizationChange,
    OrganizationKind,
    OrganizationParent,
)
from api.rooms.organizations.schemas import (
    MoveRequest,
    OrganizationDetail,
    OrganizationEdit,
    OrganizationRequest,
)
from api.rooms.organizations.service.tree import find_visible, read_detail


def found_top(session: Session, *, kind: str, name: str, founded_on: date, code: str | None = None) -> Organization:
    """The top of a new house's tree; for the command line, which has no actor yet."""
    top = Organization(
        kind=kind, name=tidy(name), name_folded=fold(tidy(name)), code=code, founded_on=founded_on, parent_id=None
    )
    with or_refuse(session, CodeTaken(code=code)):
        session.add(top)
    closure.plant(session, top.id)
    remember(session, top.id, Change.CREATED, founded_on, None)
    return top


def create_organization(session: Session, actor: Actor, request: OrganizationRequest) -> OrganizationDetail:
    """Found an organisation under another."""
    repository.lock_tree(session)
    parent, parent_kind = find_visible(session, actor, request.parent_id)
    actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=parent.id)
    kind = next((kind for kind in repository.kinds(session) if kind.code == request.kind), None)
    if kind is None:
        raise KindUnknown(kind=request.kind)
    check_open(parent)
    check_level(kind, parent_kind)
    check_day(request.founded_on, not_before=parent.founded_on)
    made = Organization(**request.model_dump(exclude={"decision"}), name_folded="")
    rename(made, request.name)
    plant_under(session, made, parent.id, request.founded_on)
    remember(session, made.id, Change.CREATED, request.founded_on, request.decision, other_id=parent.id)
    note(session, actor, Change.CREATED, made.id)
    return read_detail(session, actor, made.id)


def edit_organization(
    session: Session, actor: Actor, organization_id: UUID, edit: Edit, request: OrganizationEdit
) -> OrganizationDetail:
    """Change name, code or place; a new name is remembered with its day."""
    organization, _ = find_visible(session, actor, organization_id, lock=True)
    actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=organization.id)
    edit.check(organization.version)
    check_open(organization)
    changes = request.model_dump(exclude_unset=True, exclude={"changed_on", "decision"})
    name = changes.pop("name", None)
    day = request.changed_on or clock.today()
    check_day(day, not_before=organization.founded_on)
    if name and tidy(name) != organization.name:
        names = {"from": organization.name, "to": tidy(name)}
        remember(session, organization.id, Change.RENAMED, day, request.decision, details=names)
        rename(organization, name)
    for field, value in changes.items():
        setattr(organization, field, value)
    organization.version += 1
    with or_refuse(session, CodeTaken(code=organization.code)):
        note(session, actor, "edited", organization.id, fields=sorted(request.model_fields_set))
    return read_detail(session, actor, organization.id)


def move_organization(
    session: Session, actor: Actor, organization_id: UUID, request: MoveRequest
) -> OrganizationDetail:
    """Put an organisation with everything below it under another parent, from a day on."""
    repository.lock_tree(session)
    organization, kind = find_visible(session, actor, organization_id, lock=True)
    parent, parent_kind = find_visible(session, actor, request.parent_id)
    check_may_restructure(session, actor, organization)
    actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=parent.id)
    check_open(organization)
    check_open(parent)
    if repository.is_below(session, parent.id, organization.id):
        raise MoveInCircle
    check_level(kind, parent_kind)
    if organization.parent_id != parent.id:
        move_under(session, organization, parent.id, request.moved_on)
        remember(session, organization.id, Change.MOVED, request.moved_on, request.decision, other_id=parent.id)
        note(session, actor, Change.MOVED, organization.id)
    return read_detail(session, actor, organization.id)


def check_may_restructure(session: Session, actor: Actor, organization: Organization) -> None:
    """Moving, merging, splitting and ending are decided by the organisation above."""
    if organization.parent_id is None:
        actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=organization.id)
        raise TopStays
    actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=organization.parent_id)


def check_open(organization: Organization) -> None:
    """Ended organisations take no changes."""
    if organization.ended_on is not None:
        raise OrganizationEnded(ended_on=organization.ended_on.isoformat())


def check_level(kind: OrganizationKind, parent_kind: OrganizationKind) -> None:
    """A parent's level is smaller than its child's; the catalogue decides."""
    if parent_kind.level >= kind.level:
        raise LevelWrong(kind=kind.code, parent_kind=parent_kind.code)


def check_day(day: date, *, not_before: date) -> None:
    """Events are written down on their day or later, and in their order."""
    if not not_before <= day <= clock.today():
        raise DateNotPossible(earliest=not_before.isoformat(), latest=clock.today().isoformat())


def rename(organization: Organization, name: str) -> None:
    """Set the name and the form it is found by."""
    organization.name = tidy(name)
    organization.name_folded = fold(organization.name)


def plant_under(session: Session, made: Organization, parent_id: UUID, on: date) -> None:
    """Add a new organisation to the tree."""
    made.parent_id = parent_id
    with or_refuse(session, CodeTaken(code=made.code)):
        session.add(made)
    closure.plant(session, made.id)
    closure.attach(session, made.id, parent_id)
    session.add(OrganizationParent(organization_id=made.id, parent_id=parent_id, from_on=on))


def move_under(session: Session, organization: Organization, parent_id: UUID, on: date) -> None:
    """Change the present parent and remember the one before."""
    present = repository.present_parent(session, organization.id)
    check_day(on, not_before=present.from_on if present else organization.founded_on)
    if present is not None:
        present.to_on = on
    organization.parent_id = parent_id
    organization.version += 1
    session.add(OrganizationParent(organization_id=organization.id, parent_id=parent_id, from_on=on))
    closure.detach(session, organization.id)
    closure.attach(session, organization.id, parent_id)


def remember(  # noqa: PLR0913 - the columns of an event
    session: Session,
    organization_id: UUID,
    change: Change,
    on: date,
    decision: str | None,
    *,
    other_id: UUID | None = None,
    details: dict[str, str] | None = None,
) -> None:
    """Write an event into the organisation's history and announce it."""
    session.add(
        OrganizationChange(
            organization_id=organization_id,
            change=change,
            happened_on=on,
            decision=decision,
            other_id=other_id,
            details=details or {},
        )
    )
    record(session, OrganizationChanged(organization_id=organization_id, change=change))


def note(session: Session, actor: Actor, verb: str, organization_id: UUID, **details: Any) -> None:
    """Write who did it into the audit."""
    audit.note(
        session,
        actor,
        f"organizations.{verb}",
        subject_kind="organization",
        subject_id=organization_id,
        organization_id=organization_id,
        **details,
    )
