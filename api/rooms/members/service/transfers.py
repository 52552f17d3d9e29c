"""Transfers between branches: states and deadlines, no papers (QĐ 294-QĐ/TW §6.3)."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.outbox import record
from api.kit.pages import Page, PageRequest
from api.rooms.members import proceedings, repository
from api.rooms.members.errors import (
    BranchNotFound,
    DatesImpossible,
    NotABranch,
    TransferNotFound,
    TransferOpen,
    TransferStepWrong,
)
from api.rooms.members.events import MemberMoved
from api.rooms.members.models import Member, State, Transfer, TransferKind, TransferState
from api.rooms.members.places import find_places
from api.rooms.members.schemas import TransferRead, TransferRequest
from api.rooms.members.service.keeping import check_present, note
from api.rooms.members.service.reading import as_transfers, find_editable
from api.rooms.members.service.standing import enter
from api.rooms.members.working_days import add_working_days, read_holidays


def start_transfer(session: Session, actor: Actor, member_id: UUID, request: TransferRequest) -> TransferRead:
    """Begin a transfer; the deadlines come from the rules of the branch he leaves.

    The goal is a branch the actor sees, or any other in words: there the card comes to life again by its number.
    """
    member = find_editable(session, actor, member_id)
    check_present(member)
    if proceedings.open_transfer(session, member.id) is not None:
        raise TransferOpen
    if request.to_branch_id is not None:
        if not repository.sees_organization(session, actor, request.to_branch_id):
            raise BranchNotFound(organization_id=str(request.to_branch_id))
        place = find_places(session, {request.to_branch_id})[request.to_branch_id]
        if not place.takes_members or place.id == member.branch_id:
            raise NotABranch
    if not member.admitted_on <= request.decided_on <= clock.today():
        raise DatesImpossible(field="decided_on")
    transfer = Transfer(
        **request.model_dump(),
        member_id=member.id,
        from_branch_id=member.branch_id,
        state=TransferState.STARTED,
        introduce_by=_term(session, member, "introduce_working_days", request.decided_on),
    )
    session.add(transfer)
    note(session, actor, "transfer_started", member, kind=request.kind)
    session.flush()
    return as_transfers(session, [transfer])[0]


def introduce(session: Session, actor: Actor, transfer_id: UUID, on: date) -> TransferRead:
    """The old branch has introduced him; from now on the term for presenting himself runs."""
    transfer, member = _find(session, actor, transfer_id)
    actor.require(session, Permission.MEMBERS_EDIT, organization_id=transfer.from_branch_id)
    _check_step(transfer, {TransferState.STARTED}, on, transfer.decided_on)
    transfer.state = TransferState.INTRODUCED
    transfer.introduced_on = on
    transfer.present_by = _term(session, member, "present_working_days", on)
    note(session, actor, "transfer_introduced", member)
    return as_transfers(session, [transfer])[0]


def arrive(session: Session, actor: Actor, transfer_id: UUID, on: date) -> TransferRead:
    """He has presented himself: decided by the new branch, or by the old one when the new is outside this house."""
    transfer, member = _find(session, actor, transfer_id)
    decides = transfer.to_branch_id or transfer.from_branch_id
    actor.require(session, Permission.MEMBERS_EDIT, organization_id=decides)
    _check_step(transfer, {TransferState.INTRODUCED}, on, transfer.introduced_on or transfer.decided_on)
    transfer.state = TransferState.ARRIVED
    transfer.ended_on = on
    if transfer.kind is TransferKind.TEMPORARY:
        enter(session, member, State.TEMPORARY_AWAY, on, decision=transfer.decision)
    elif transfer.to_branch_id is None:
        enter(session, member, State.TRANSFERRED, on, decision=transfer.decision)
    else:
        _move(session, member, transfer.to_branch_id, on)
    note(session, actor, "transfer_arrived", member)
    session.flush()
    return as_transfers(session, [transfer])[0]


def cancel(session: Session, actor: Actor, transfer_id: UUID, on: date) -> TransferRead:
    """The transfer does not take place; the member stays where he is."""
    transfer, member = _find(session, actor, transfer_id)
    actor.require(session, Permission.MEMBERS_EDIT, organization_id=transfer.from_branch_id)
    _check_step(transfer, set(proceedings.OPEN_TRANSFERS), on, transfer.introduced_on or transfer.decided_on)
    transfer.state = TransferState.CANCELLED
    transfer.ended_on = on
    note(session, actor, "transfer_cancelled", member)
    return as_transfers(session, [transfer])[0]


def list_transfers(session: Session, actor: Actor, page: PageRequest) -> Page[TransferRead]:
    """Transfers under way from or to the actor's branches, the most urgent first."""
    if not actor.places_with(Permission.MEMBERS_READ):
        raise NotAllowed(permission=Permission.MEMBERS_READ)
    transfers, cursor = proceedings.transfers_page(session, actor, page)
    return Page(items=as_transfers(session, transfers), next_cursor=cursor)


def _find(session: Session, actor: Actor, transfer_id: UUID) -> tuple[Transfer, Member]:
    transfer = proceedings.find_transfer(session, actor, transfer_id)
    if transfer is None:
        raise TransferNotFound(transfer_id=str(transfer_id))
    member = repository.members_by_id(session, {transfer.member_id})[transfer.member_id]
    session.refresh(member, with_for_update=True)
    return transfer, member


def _check_step(transfer: Transfer, from_states: set[TransferState], on: date, not_before: date) -> None:
    if transfer.state not in from_states:
        raise TransferStepWrong(state=transfer.state)
    if not not_before <= on <= clock.today():
        raise DatesImpossible(field="on")


def _move(session: Session, member: Member, branch_id: UUID, on: date) -> None:
    joined = repository.last_joined(session, {member.id})
    if joined is not None and on < joined:
        raise DatesImpossible(field="on")
    repository.move(session, [member.id], branch_id, on)
    session.refresh(member)
    record(session, MemberMoved(member_id=member.id, branch_id=branch_id))


def _term(session: Session, member: Member, name: str, since: date) -> date:
    days = rules.find(session, "transfer_deadlines", since, member.branch_id).content[name]
    holidays = rules.find(session, "public_holidays", since, member.branch_id).content["days"]
    return add_working_days(since, days, read_holidays(holidays))
