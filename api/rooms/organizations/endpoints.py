"""HTTP of the room."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.kit import etags
from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.kit.rules import RuleSet
from api.rooms.members.errors import DatesImpossible
from api.rooms.organizations import errors, service
from api.rooms.organizations.schemas import (
    AuditQuery,
    AuditRead,
    EndRequest,
    MergeRequest,
    MoveRequest,
    OrganizationDetail,
    OrganizationEdit,
    OrganizationKindRead,
    OrganizationKinds,
    OrganizationRequest,
    OrganizationTree,
    PositionEnd,
    PositionRead,
    PositionRequest,
    RuleSetRead,
    RuleSetRequest,
    RuleSets,
    SplitRequest,
)

router = APIRouter(tags=["organizations"])

_EDIT = (NotSignedIn, NotAllowed, errors.OrganizationNotFound, errors.OrganizationEnded, errors.DateNotPossible)
_RESTRUCTURE = (*_EDIT, errors.TopStays)
_FOUND = (NotSignedIn, errors.OrganizationNotFound)


@router.get("/organizations", responses=documents(*_FOUND))
def list_organizations(
    actor: CurrentActor,
    session: ReadSession,
    below: UUID | None = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
    on: date | None = None,
) -> OrganizationTree:
    """The organisations I see, with counts of members; as they stood on a day when one is given."""
    return service.read_tree(session, actor, below=below, q=q, on=on)


@router.get("/organizations/kinds", responses=documents(NotSignedIn))
def list_organization_kinds(_: CurrentActor, session: ReadSession) -> OrganizationKinds:
    """The catalogue of kinds, from the top down."""
    kinds = service.list_kinds(session)
    return OrganizationKinds(items=[OrganizationKindRead.model_validate(kind) for kind in kinds])


@router.post(
    "/organizations",
    status_code=201,
    responses=documents(*_EDIT, errors.KindUnknown, errors.LevelWrong, errors.CodeTaken),
)
def create_organization(body: OrganizationRequest, actor: CurrentActor, session: WriteSession) -> OrganizationDetail:
    """Found an organisation under another."""
    return service.create_organization(session, actor, body)


@router.get("/organizations/{organization_id}", responses=documents(*_FOUND))
def read_organization(
    organization_id: UUID, actor: CurrentActor, session: ReadSession, response: Response
) -> OrganizationDetail:
    """One organisation: its place, who holds positions there today, its history."""
    detail = service.read_detail(session, actor, organization_id)
    etags.tag(response, detail.version)
    return detail


@router.patch(
    "/organizations/{organization_id}",
    responses=documents(*_EDIT, errors.CodeTaken, ChangedMeanwhile, VersionMissing),
)
def edit_organization(
    organization_id: UUID, body: OrganizationEdit, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> OrganizationDetail:
    """Change name, code or place."""
    detail = service.edit_organization(session, actor, organization_id, edit, body)
    edit.done(detail.version)
    return detail


@router.post(
    "/organizations/{organization_id}/move",
    responses=documents(*_RESTRUCTURE, errors.LevelWrong, errors.MoveInCircle),
)
def move_organization(
    organization_id: UUID, body: MoveRequest, actor: CurrentActor, session: WriteSession
) -> OrganizationDetail:
    """Put an organisation with everything below it under another parent."""
    return service.move_organization(session, actor, organization_id, body)


@router.post(
    "/organizations/{organization_id}/merge",
    responses=documents(*_RESTRUCTURE, errors.KindsDiffer, errors.MoveInCircle, DatesImpossible),
)
def merge_organization(
    organization_id: UUID, body: MergeRequest, actor: CurrentActor, session: WriteSession
) -> OrganizationDetail:
    """Merge an organisation into another of its kind; returns the one that remains."""
    return service.merge_organization(session, actor, organization_id, body)


@router.post(
    "/organizations/{organization_id}/split",
    status_code=201,
    responses=documents(*_RESTRUCTURE, errors.NothingToSplit, errors.CodeTaken, DatesImpossible),
)
def split_organization(
    organization_id: UUID, body: SplitRequest, actor: CurrentActor, session: WriteSession
) -> OrganizationDetail:
    """Split some members and organisations off into a new one beside it; returns the new one."""
    return service.split_organization(session, actor, organization_id, body)


@router.post("/organizations/{organization_id}/end", responses=documents(*_RESTRUCTURE, errors.OrganizationInUse))
def end_organization(
    organization_id: UUID, body: EndRequest, actor: CurrentActor, session: WriteSession
) -> OrganizationDetail:
    """End an empty organisation."""
    return service.end_organization(session, actor, organization_id, body)


@router.get("/organizations/{organization_id}/positions", responses=documents(*_FOUND, CursorInvalid))
def list_positions(
    organization_id: UUID, actor: CurrentActor, session: ReadSession, page: WhichPage, on: date | None = None
) -> Page[PositionRead]:
    """Positions at an organisation on a day, or all there ever were, latest first."""
    return service.list_positions(session, actor, organization_id, on, page)


@router.post(
    "/organizations/{organization_id}/positions",
    status_code=201,
    responses=documents(
        *_FOUND,
        NotAllowed,
        errors.MorePowerThanOwn,
        errors.HolderNotFound,
        errors.OwnPosition,
        errors.PositionHeld,
        errors.OrganizationEnded,
    ),
)
def give_position(
    organization_id: UUID, body: PositionRequest, actor: CurrentActor, session: WriteSession
) -> PositionRead:
    """Give a role to a member, or to an account that is no member's."""
    return service.give_position(session, actor, organization_id, body)


@router.post(
    "/positions/{position_id}/end",
    responses=documents(NotSignedIn, NotAllowed, errors.PositionNotFound, errors.PositionOver),
)
def end_position(position_id: UUID, body: PositionEnd, actor: CurrentActor, session: WriteSession) -> PositionRead:
    """End a position: from this day on it allows nothing."""
    return service.end_position(session, actor, position_id, body.ended_on)


@router.get("/rule-sets", responses=documents(*_FOUND))
def list_rule_sets(
    actor: CurrentActor,
    session: ReadSession,
    topic: Annotated[str | None, Query(max_length=60)] = None,
    organization_id: UUID | None = None,
    on: date | None = None,
) -> RuleSets:
    """The rules in force on a day at an organisation, with their sources."""
    return service.read_rules(session, actor, topic=topic, organization_id=organization_id, on=on)


@router.post(
    "/rule-sets",
    status_code=201,
    response_model=RuleSetRead,
    responses=documents(*_EDIT, errors.TopicUnknown, errors.RuleShapeWrong, ChangedMeanwhile),
)
def override_rule_set(body: RuleSetRequest, actor: CurrentActor, session: WriteSession) -> RuleSet:
    """Lay down a committee's own version of a rule for its subtree."""
    return service.override_rule(session, actor, body)


@router.get("/audit", responses=documents(NotSignedIn, NotAllowed, CursorInvalid))
def read_audit(
    actor: CurrentActor, session: ReadSession, page: WhichPage, wanted: Annotated[AuditQuery, Query()]
) -> Page[AuditRead]:
    """Who did what, when, at the organisations whose audit I may read; newest first."""
    return service.read_audit(session, actor, wanted, page)
