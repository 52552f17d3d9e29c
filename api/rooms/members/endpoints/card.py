"""Lists and cards of members."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.kit import etags
from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.members import errors, service
from api.rooms.members.endpoints.keys import Keys
from api.rooms.members.schemas import (
    DuplicateRead,
    ExemptionRequest,
    MemberCard,
    MemberEdit,
    MemberHistory,
    MemberQuery,
    MemberRead,
    MemberRequest,
    MergeMembersRequest,
    StateRequest,
    TransferRead,
    TransferRequest,
    TwoPeopleRequest,
)

router = APIRouter(prefix="/members")

_LIST = (NotSignedIn, NotAllowed, CursorInvalid)
_ONE = (NotSignedIn, NotAllowed, errors.MemberNotFound)
_EDIT = (*_ONE, errors.MemberGone, errors.DatesImpossible)


@router.get("", responses=documents(*_LIST, errors.BranchNotFound))
def list_members(
    actor: CurrentActor, session: ReadSession, page: WhichPage, wanted: Annotated[MemberQuery, Query()]
) -> Page[MemberRead]:
    """Members whose cards I may read, in the order of names."""
    return service.list_members(session, actor, wanted, page)


@router.post(
    "",
    status_code=201,
    responses=documents(
        NotSignedIn, NotAllowed, errors.BranchNotFound, errors.NotABranch, errors.CardTaken, errors.DatesImpossible
    ),
)
def create_member(body: MemberRequest, actor: CurrentActor, session: WriteSession, keys: Keys) -> MemberCard:
    """Make a card; somebody who was transferred away and is back keeps the old one."""
    return service.create_member(session, actor, keys, body)


@router.get("/duplicates", responses=documents(*_LIST))
def list_duplicate_members(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[DuplicateRead]:
    """Pairs of cards that may be one person."""
    return service.list_duplicates(session, actor, page)


@router.put("/duplicates", status_code=204, responses=documents(*_ONE, errors.NotDuplicates))
def tell_duplicates_apart(body: TwoPeopleRequest, actor: CurrentActor, session: WriteSession) -> None:
    """Say that two cards with one name and birth date are of two people, or take that back."""
    service.tell_apart(session, actor, body)


@router.post("/merge", responses=documents(*_EDIT, errors.NotDuplicates))
def merge_members(body: MergeMembersRequest, actor: CurrentActor, session: WriteSession) -> MemberCard:
    """Make two cards of one person one; returns the one that stays."""
    return service.merge_members(session, actor, body)


@router.get("/{member_id}", responses=documents(*_ONE))
def read_member(member_id: UUID, actor: CurrentActor, session: WriteSession, response: Response) -> MemberCard:
    """A member's card. The look is written into the audit unless it is my own."""
    card = service.read_card(session, actor, member_id)
    etags.tag(response, card.version)
    return card


@router.patch("/{member_id}", responses=documents(*_EDIT, errors.CardTaken, ChangedMeanwhile, VersionMissing))
def edit_member(  # noqa: PLR0913, PLR0917 - FastAPI hands in each part of the request
    member_id: UUID, body: MemberEdit, actor: CurrentActor, session: WriteSession, edit: EditOf, keys: Keys
) -> MemberCard:
    """Change fields of a card."""
    card = service.edit_member(session, actor, member_id, edit=edit, request=body, keys=keys)
    edit.done(card.version)
    return card


@router.get("/{member_id}/history", responses=documents(*_ONE))
def read_member_history(member_id: UUID, actor: CurrentActor, session: WriteSession) -> MemberHistory:
    """States, branches, exemptions and transfers of a member, newest first. The look is written into the audit."""
    return service.read_history(session, actor, member_id)


@router.post("/{member_id}/states", responses=documents(*_EDIT, errors.StateNotSettable, errors.TransferOpen))
def set_member_state(member_id: UUID, body: StateRequest, actor: CurrentActor, session: WriteSession) -> MemberCard:
    """Put a member into a state from a day on."""
    return service.set_state(session, actor, member_id, body)


@router.post("/{member_id}/exemptions", responses=documents(*_EDIT, errors.StateNotSettable))
def exempt_member(member_id: UUID, body: ExemptionRequest, actor: CurrentActor, session: WriteSession) -> MemberCard:
    """Excuse a member from work and meetings."""
    return service.exempt_member(session, actor, member_id, body)


@router.post(
    "/{member_id}/transfer",
    status_code=201,
    responses=documents(*_EDIT, errors.TransferOpen, errors.BranchNotFound, errors.NotABranch),
)
def start_transfer(member_id: UUID, body: TransferRequest, actor: CurrentActor, session: WriteSession) -> TransferRead:
    """Begin a transfer to another branch."""
    return service.start_transfer(session, actor, member_id, body)
