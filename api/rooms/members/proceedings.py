"""The room's queries on what is under way: transfers, requests, and who looked at whom."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import case, or_, update
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.audit import AuditEntry
from api.kit.pages import PageRequest, paginate
from api.rooms.members.models import DataRequest, Member, RequestState, Transfer, TransferState
from api.rooms.members.reach import readable

OPEN_TRANSFERS = (TransferState.STARTED, TransferState.INTRODUCED)


def redirect_transfers(session: Session, from_id: UUID, to_id: UUID) -> None:
    """Open transfers follow a branch that merges into another."""
    session.exec(
        update(Transfer)
        .where(
            or_(col(Transfer.to_branch_id) == from_id, col(Transfer.from_branch_id) == from_id),
            col(Transfer.state).in_(OPEN_TRANSFERS),
        )
        .values(
            to_branch_id=case((col(Transfer.to_branch_id) == from_id, to_id), else_=col(Transfer.to_branch_id)),
            from_branch_id=case((col(Transfer.from_branch_id) == from_id, to_id), else_=col(Transfer.from_branch_id)),
        )
    )


def open_transfer(session: Session, member_id: UUID) -> Transfer | None:
    """The transfer under way, if any."""
    statement = select(Transfer).where(col(Transfer.member_id) == member_id, col(Transfer.state).in_(OPEN_TRANSFERS))
    return session.exec(statement).first()


def find_transfer(session: Session, actor: Actor, transfer_id: UUID) -> Transfer | None:
    """A transfer from or to a branch the actor sees, held against other writers."""
    visible = scope.visible_organizations(actor)
    statement = select(Transfer).where(
        col(Transfer.id) == transfer_id,
        or_(col(Transfer.from_branch_id).in_(visible), col(Transfer.to_branch_id).in_(visible)),
    )
    return session.exec(statement.with_for_update()).first()


def transfers_page(session: Session, actor: Actor, page: PageRequest) -> tuple[list[Transfer], str | None]:
    """Transfers under way from or to branches whose members the actor reads, the most urgent first."""
    readable_branches = scope.organizations_with(actor, Permission.MEMBERS_READ)
    statement = select(Transfer).where(
        col(Transfer.state).in_(OPEN_TRANSFERS),
        or_(col(Transfer.from_branch_id).in_(readable_branches), col(Transfer.to_branch_id).in_(readable_branches)),
    )
    return paginate(
        session,
        statement,
        keys=(col(Transfer.introduce_by), col(Transfer.id)),
        key_of=lambda transfer: (transfer.introduce_by, transfer.id),
        page=page,
    )


def audit_views(session: Session, member_id: UUID, page: PageRequest) -> tuple[list[AuditEntry], str | None]:
    """Entries that say somebody looked at this card, newest first."""
    statement = select(AuditEntry).where(
        col(AuditEntry.subject_id) == member_id, col(AuditEntry.action) == "members.card_viewed"
    )
    return paginate(
        session,
        statement,
        keys=(col(AuditEntry.at), col(AuditEntry.id)),
        key_of=lambda entry: (entry.at, entry.id),
        page=page,
        descending=True,
    )


def find_request(session: Session, actor: Actor, request_id: UUID) -> DataRequest | None:
    """A request of a member of the actor's, held against other writers."""
    statement = (
        select(DataRequest)
        .join(Member, col(Member.id) == col(DataRequest.member_id))
        .where(col(DataRequest.id) == request_id, readable(actor, Permission.DATA_REQUESTS_HANDLE))
    )
    return session.exec(statement.with_for_update(of=DataRequest)).first()


def requests_page(
    session: Session, actor: Actor, states: Collection[RequestState], page: PageRequest
) -> tuple[list[DataRequest], str | None]:
    """Requests the actor handles, the most urgent first."""
    statement = (
        select(DataRequest)
        .join(Member, col(Member.id) == col(DataRequest.member_id))
        .where(readable(actor, Permission.DATA_REQUESTS_HANDLE), col(DataRequest.state).in_(states))
    )
    return paginate(
        session,
        statement,
        keys=(col(DataRequest.finish_by), col(DataRequest.id)),
        key_of=lambda request: (request.finish_by, request.id),
        page=page,
    )


def own_requests_page(session: Session, member_id: UUID, page: PageRequest) -> tuple[list[DataRequest], str | None]:
    """A member's own requests, newest first."""
    return paginate(
        session,
        select(DataRequest).where(col(DataRequest.member_id) == member_id),
        keys=(col(DataRequest.received_on), col(DataRequest.id)),
        key_of=lambda request: (request.received_on, request.id),
        page=page,
        descending=True,
    )
