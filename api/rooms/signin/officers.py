"""HTTP of the room for officers: codes on paper and accounts."""

from typing import Annotated, Any
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.signin import errors, service, sheet
from api.rooms.signin.doors import commit
from api.rooms.signin.models import AccountState
from api.rooms.signin.schemas import (
    AccountRead,
    AccountRequest,
    CodesRequest,
    CodeStateRead,
    IssuedCodesRead,
    RevokedRead,
    WhoseCodesRequest,
)
from api.rooms.signin.visitors import Who

router = APIRouter()

Typed = Annotated[str | None, Query(max_length=100, description="Part of a name, with or without diacritics.")]
_WHOSE = (NotSignedIn, NotAllowed, errors.MemberUnknown, errors.OrganizationUnknown, errors.TooManyCodes)
_ACCOUNT = (NotSignedIn, NotAllowed, errors.AccountNotFound)
_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}, "description": "A4, to cut up."}}


@router.get("/codes", responses=documents(NotSignedIn, NotAllowed, errors.OrganizationUnknown, CursorInvalid))
def list_code_states(
    actor: CurrentActor,
    session: ReadSession,
    page: WhichPage,
    organization_id: UUID | None = None,
    q: Typed = None,
) -> Page[CodeStateRead]:
    """How far the members I may print codes for have come."""
    states, cursor = service.list_code_states(session, actor, organization_id, q, page)
    return Page(items=states, next_cursor=cursor)


@router.post("/codes", status_code=201, responses=documents(*_WHOSE, errors.NobodyLeft))
def issue_codes(body: CodesRequest, actor: CurrentActor, visitor: Who, session: WriteSession) -> IssuedCodesRead:
    """Make codes and show them once, to be read out or written down; earlier ones stop working."""
    return service.issue_codes(session, visitor.settings, actor, body)


@router.post("/codes/sheet", response_class=Response, responses={**documents(*_WHOSE, errors.NobodyLeft), **_PDF})
async def print_codes(body: CodesRequest, actor: CurrentActor, visitor: Who, request: Request) -> Response:
    """Make codes and print them: one card a person with a QR code, to be cut out; earlier codes stop working."""
    # Setting the page takes a while: after the commit, and with nothing locked.
    issued = await commit(request, service.issue_codes, visitor.settings, actor, body)
    pdf = await to_thread.run_sync(sheet.print_sheet, issued.codes, body.purpose)
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": 'inline; filename="ma.pdf"'})


@router.post("/codes/revoke", responses=documents(*_WHOSE))
def revoke_codes(body: WhoseCodesRequest, actor: CurrentActor, session: WriteSession) -> RevokedRead:
    """Withdraw codes that wait to be used."""
    return RevokedRead(revoked=service.revoke_codes(session, actor, body))


@router.get("/accounts", responses=documents(NotSignedIn, NotAllowed, CursorInvalid))
def list_accounts(
    actor: CurrentActor,
    session: ReadSession,
    page: WhichPage,
    q: Typed = None,
    state: AccountState | None = None,
) -> Page[AccountRead]:
    """The accounts I manage."""
    accounts, cursor = service.list_accounts(session, actor, q, state, page)
    return Page(items=accounts, next_cursor=cursor)


@router.post(
    "/accounts",
    status_code=201,
    responses=documents(NotSignedIn, NotAllowed, errors.OrganizationUnknown, errors.LoginTaken),
)
def open_account(body: AccountRequest, actor: CurrentActor, session: WriteSession) -> AccountRead:
    """Make an account for somebody who is no member: a reception desk, a technician."""
    return service.open_account(session, actor, body)


@router.post("/accounts/{account_id}/close", responses=documents(*_ACCOUNT, errors.OwnAccount))
def close_account(account_id: UUID, actor: CurrentActor, session: WriteSession) -> AccountRead:
    """Take every means of signing in away and end all sessions."""
    return service.close_account(session, actor, account_id)


@router.post("/accounts/{account_id}/reopen", responses=documents(*_ACCOUNT))
def reopen_account(account_id: UUID, actor: CurrentActor, session: WriteSession) -> AccountRead:
    """Let a closed account be activated again, by a new code."""
    return service.reopen_account(session, actor, account_id)
