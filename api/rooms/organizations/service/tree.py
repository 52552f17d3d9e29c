"""Reading the tree as it is or as it was."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, scope
from api.kit.actors import Actor
from api.kit.folding import fold, tidy
from api.rooms.members.service import count_by_branch
from api.rooms.organizations import repository
from api.rooms.organizations.errors import OrganizationNotFound
from api.rooms.organizations.models import Organization, OrganizationKind
from api.rooms.organizations.repository import TreeNode
from api.rooms.organizations.schemas import (
    OrganizationChangeRead,
    OrganizationDetail,
    OrganizationRead,
    OrganizationTree,
    PlaceRead,
)
from api.rooms.organizations.service.positions import with_holders

_NUMBER = re.compile(r"\d+")


def list_kinds(session: Session) -> Sequence[OrganizationKind]:
    """The catalogue from the top down."""
    return repository.kinds(session)


def find_visible(
    session: Session, actor: Actor, organization_id: UUID, *, lock: bool = False
) -> tuple[Organization, OrganizationKind]:
    """The organisation if the actor sees it; otherwise it does not exist."""
    found = repository.find(session, actor, organization_id, lock=lock)
    if found is None:
        raise OrganizationNotFound(organization_id=str(organization_id))
    return found


def read_tree(
    session: Session, actor: Actor, *, below: UUID | None, q: str | None, on: date | None
) -> OrganizationTree:
    """What the actor sees, with counts, in at most six statements whatever its size.

    Counts roll up over the parents of the day asked for; a search keeps the counts and drops the nodes without a hit.
    """
    day = on or clock.today()
    if below is not None:
        find_visible(session, actor, below)
    nodes = repository.visible_nodes(session, actor, below=below, on=day)
    past = day != clock.today()
    parents = repository.parents_on(session, day) if past else {node.id: node.parent_id for node in nodes}
    names = repository.names_on(session, day) if past else {}
    counts = _roll_up(nodes, parents, count_by_branch(session, scope.visible_organizations(actor), day))
    wanted = fold(tidy(q)) if q else ""
    items = [
        _as_read(node, parents.get(node.id), names.get(node.id, node.name), counts.get(node.id, 0))
        for node in sorted(nodes, key=lambda node: (node.level, _natural(node.name_folded), node.id.int))
        if wanted in _searched(node)
    ]
    return OrganizationTree(on=day, items=items)


def read_detail(session: Session, actor: Actor, organization_id: UUID) -> OrganizationDetail:
    """One organisation with its place, today's positions and its history; eight statements."""
    organization, _ = find_visible(session, actor, organization_id)
    counts = count_by_branch(session, scope.below([organization.id]), clock.today())
    history = [
        OrganizationChangeRead(
            change=change.change,
            happened_on=change.happened_on,
            decision=change.decision,
            other=PlaceRead(id=change.other_id, name=name) if change.other_id and name else None,
            details=change.details,
        )
        for change, name in repository.history(session, organization.id)
    ]
    positions = repository.positions_today(session, organization.id, clock.today())
    node = _as_read(organization, organization.parent_id, organization.name, sum(counts.values()))
    return OrganizationDetail(
        **node.model_dump(),
        place=organization.place,
        version=organization.version,
        lineage=[PlaceRead(id=place_id, name=name) for place_id, name in repository.lineage(session, organization.id)],
        positions=with_holders(session, positions),
        history=history,
    )


def _as_read(node: Organization | TreeNode, parent_id: UUID | None, name: str, member_count: int) -> OrganizationRead:
    return OrganizationRead(
        id=node.id,
        parent_id=parent_id,
        kind=node.kind,
        name=name,
        short_name=node.short_name,
        code=node.code,
        founded_on=node.founded_on,
        ended_on=node.ended_on,
        member_count=member_count,
    )


def _roll_up(
    nodes: Sequence[TreeNode], parents: Mapping[UUID, UUID | None], own: Mapping[UUID, int]
) -> dict[UUID, int]:
    """Add each node's members to all that stand above it, from the bottom up."""
    totals = {node.id: own.get(node.id, 0) for node in nodes}
    for node in sorted(nodes, key=lambda node: -node.level):
        parent_id = parents.get(node.id)
        if parent_id in totals:
            totals[parent_id] += totals[node.id]
    return totals


def _natural(text: str) -> str:
    """A key that puts "thon 2" before "thon 10"."""
    return _NUMBER.sub(lambda number: number.group().zfill(6), text)


def _searched(node: TreeNode) -> str:
    return f"{node.name_folded}\n{fold(node.short_name or '')}\n{node.code or ''}"
