"""What officers handle: data requests and transfers."""

from uuid import UUID

from fastapi import APIRouter

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.members import errors, service
from api.rooms.members.affairs import DataRequestAnswer, DataRequestRead
from api.rooms.members.models import RequestState
from api.rooms.members.schemas import TransferRead, TransferStep

router = APIRouter(prefix="/members")

_LIST = (NotSignedIn, NotAllowed, CursorInvalid)
_REQUEST = (NotSignedIn, errors.RequestNotFound)
_STEP = (NotSignedIn, NotAllowed, errors.TransferNotFound, errors.TransferStepWrong, errors.DatesImpossible)


@router.get("/requests", responses=documents(*_LIST))
def list_data_requests(
    actor: CurrentActor, session: ReadSession, page: WhichPage, state: RequestState | None = None
) -> Page[DataRequestRead]:
    """Requests of members about their data which I handle, the most urgent first."""
    return service.list_requests(session, actor, state, page)


@router.post("/requests/{request_id}/acknowledge", responses=documents(*_REQUEST))
def acknowledge_data_request(request_id: UUID, actor: CurrentActor, session: WriteSession) -> DataRequestRead:
    """Tell the member that the request has arrived."""
    return service.acknowledge(session, actor, request_id)


@router.post("/requests/{request_id}/finish", responses=documents(*_REQUEST, errors.RequestOver))
def finish_data_request(
    request_id: UUID, body: DataRequestAnswer, actor: CurrentActor, session: WriteSession
) -> DataRequestRead:
    """Tell the member what was done."""
    return service.finish(session, actor, request_id, body.answer)


@router.post("/requests/{request_id}/refuse", responses=documents(*_REQUEST, errors.RequestOver))
def refuse_data_request(
    request_id: UUID, body: DataRequestAnswer, actor: CurrentActor, session: WriteSession
) -> DataRequestRead:
    """Tell the member why it cannot be done."""
    return service.refuse(session, actor, request_id, body.answer)


@router.get("/transfers", responses=documents(*_LIST))
def list_transfers(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[TransferRead]:
    """Transfers under way from or to my branches, the most urgent first."""
    return service.list_transfers(session, actor, page)


@router.post("/transfers/{transfer_id}/introduce", responses=documents(*_STEP))
def introduce_transfer(
    transfer_id: UUID, body: TransferStep, actor: CurrentActor, session: WriteSession
) -> TransferRead:
    """The old branch has introduced the member to the new one."""
    return service.introduce(session, actor, transfer_id, body.on)


@router.post("/transfers/{transfer_id}/arrive", responses=documents(*_STEP, errors.MemberGone))
def arrive_transfer(transfer_id: UUID, body: TransferStep, actor: CurrentActor, session: WriteSession) -> TransferRead:
    """The member has presented himself at the new branch."""
    return service.arrive(session, actor, transfer_id, body.on)


@router.post("/transfers/{transfer_id}/cancel", responses=documents(*_STEP))
def cancel_transfer(transfer_id: UUID, body: TransferStep, actor: CurrentActor, session: WriteSession) -> TransferRead:
    """The transfer does not take place."""
    return service.cancel(session, actor, transfer_id, body.on)
