"""Merging, splitting and ending organisations; their past stays readable."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.rooms.members.service import follow_merge, move_members, present_in
from api.rooms.organizations import repository
from api.rooms.organizations.errors import KindsDiffer, MoveInCircle, NothingToSplit, OrganizationInUse
from api.rooms.organizations.models import Change, Organization
from api.rooms.organizations.schemas import EndRequest, MergeRequest, OrganizationDetail, SplitRequest
from api.rooms.organizations.service.positions import end_positions_at
from api.rooms.organizations.service.structure import (
    check_day,
    check_may_restructure,
    check_open,
    move_under,
    note,
    plant_under,
    remember,
    rename,
)
from api.rooms.organizations.service.tree import find_visible, read_detail


def merge_organization(
    session: Session, actor: Actor, organization_id: UUID, request: MergeRequest
) -> OrganizationDetail:
    """One organisation goes into another of its kind: everything below it, its members, its open transfers.

    Its positions end and its history stays. Returns the one that remains.
    """
    repository.lock_tree(session)
    gone, gone_kind = find_visible(session, actor, organization_id, lock=True)
    kept, kept_kind = find_visible(session, actor, request.into_id, lock=True)
    check_may_restructure(session, actor, gone)
    actor.require(session, Permission.ORGANIZATIONS_EDIT, organization_id=kept.id)
    check_open(gone)
    check_open(kept)
    if gone.id == kept.id or repository.is_below(session, kept.id, gone.id):
        raise MoveInCircle
    if gone_kind.code != kept_kind.code:
        raise KindsDiffer
    check_day(request.merged_on, not_before=max(gone.founded_on, kept.founded_on))
    for child in repository.children(session, gone.id):
        move_under(session, child, kept.id, request.merged_on)
        remember(session, child.id, Change.MOVED, request.merged_on, request.decision, other_id=kept.id)
    follow_merge(session, gone.id, kept.id, request.merged_on)
    _end(session, gone, request.merged_on)
    kept.version += 1
    remember(session, gone.id, Change.MERGED_INTO, request.merged_on, request.decision, other_id=kept.id)
    note(session, actor, "merged", gone.id, into=str(kept.id))
    session.flush()
    return read_detail(session, actor, kept.id)


def split_organization(
    session: Session, actor: Actor, organization_id: UUID, request: SplitRequest
) -> OrganizationDetail:
    """Found an organisation of the same kind beside one, with some of its members and organisations. Returns it."""
    repository.lock_tree(session)
    source, _ = find_visible(session, actor, organization_id, lock=True)
    check_may_restructure(session, actor, source)
    check_open(source)
    check_day(request.split_on, not_before=source.founded_on)
    children = {child.id: child for child in repository.children(session, source.id)}
    members = set(request.member_ids)
    if not (members <= set(present_in(session, source.id)) and children.keys() >= set(request.child_ids)):
        raise NothingToSplit
    made = Organization(kind=source.kind, code=request.code, founded_on=request.split_on, name="", name_folded="")
    made.short_name = request.short_name
    rename(made, request.name)
    plant_under(session, made, _parent_of(source), request.split_on)
    for child_id in dict.fromkeys(request.child_ids):
        move_under(session, children[child_id], made.id, request.split_on)
        remember(session, child_id, Change.MOVED, request.split_on, request.decision, other_id=made.id)
    move_members(session, sorted(members), made.id, request.split_on)
    remember(session, made.id, Change.SPLIT_FROM, request.split_on, request.decision, other_id=source.id)
    note(session, actor, "split", source.id, new=str(made.id), members=len(members))
    return read_detail(session, actor, made.id)


def end_organization(session: Session, actor: Actor, organization_id: UUID, request: EndRequest) -> OrganizationDetail:
    """End an empty organisation; its positions end with it."""
    repository.lock_tree(session)
    organization, _ = find_visible(session, actor, organization_id, lock=True)
    check_may_restructure(session, actor, organization)
    check_open(organization)
    check_day(request.ended_on, not_before=organization.founded_on)
    if repository.children(session, organization.id) or present_in(session, organization.id):
        raise OrganizationInUse
    _end(session, organization, request.ended_on)
    remember(session, organization.id, Change.ENDED, request.ended_on, request.decision)
    note(session, actor, Change.ENDED, organization.id)
    return read_detail(session, actor, organization.id)


def _end(session: Session, organization: Organization, on: date) -> None:
    """Ended today: gone from the tree of today; the closure keeps it, so that those above still read its past."""
    organization.ended_on = on
    organization.version += 1
    end_positions_at(session, organization.id, on)


def _parent_of(organization: Organization) -> UUID:
    if organization.parent_id is None:  # pragma: no cover - check_may_restructure has refused the top
        raise AssertionError
    return organization.parent_id
