"""My own data: see, take along, ask, know who looked."""

from fastapi import APIRouter, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.members import errors, service
from api.rooms.members.affairs import CardViewRead, DataRequestRead, DataRequestRequest, OwnData
from api.rooms.members.endpoints.keys import Keys
from api.rooms.members.schemas import MemberCard, MemberHistory

router = APIRouter(prefix="/members/me")

_OWN = (NotSignedIn, errors.NoMember)
_NAME = "so-tay-dang-vien-du-lieu-cua-toi"


@router.get("", responses=documents(*_OWN))
def read_own_card(actor: CurrentActor, session: ReadSession) -> MemberCard:
    """My card."""
    return service.read_own_card(session, actor)


@router.get("/history", responses=documents(*_OWN))
def read_own_history(actor: CurrentActor, session: ReadSession) -> MemberHistory:
    """Everything dated about me, newest first."""
    return service.read_own_history(session, actor)


@router.get("/views", responses=documents(*_OWN, CursorInvalid))
def list_card_views(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[CardViewRead]:
    """Who looked at my card: role, organisation, time."""
    return service.list_views(session, actor, page)


@router.get("/export.json", responses=documents(*_OWN))
def export_own_data(actor: CurrentActor, session: WriteSession, keys: Keys, response: Response) -> OwnData:
    """Everything the house keeps about me, to take along."""
    response.headers["Content-Disposition"] = f'attachment; filename="{_NAME}.json"'
    return service.export_own(session, actor, keys)


@router.get(
    "/export.pdf",
    response_class=Response,
    responses=documents(*_OWN) | {200: {"content": {"application/pdf": {}}, "description": "A printable page."}},
)
def print_own_data(actor: CurrentActor, session: WriteSession, keys: Keys) -> Response:
    """Everything the house keeps about me, to print."""
    return Response(
        service.print_own(session, actor, keys),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{_NAME}.pdf"'},
    )


@router.get("/requests", responses=documents(*_OWN, CursorInvalid))
def list_own_requests(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[DataRequestRead]:
    """What I asked about my data, newest first."""
    return service.list_own(session, actor, page)


@router.post(
    "/requests", status_code=201, responses=documents(*_OWN, errors.RequestWithoutText, errors.RequestNotFound)
)
def ask_about_own_data(body: DataRequestRequest, actor: CurrentActor, session: WriteSession) -> DataRequestRead:
    """Ask for a correction, a copy, or to withdraw consent. Sending it twice is asking once."""
    return service.ask(session, actor, body)
