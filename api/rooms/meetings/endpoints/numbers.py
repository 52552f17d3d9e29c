"""HTTP of the register of numbers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, WhichPage
from api.rooms.meetings.errors.schedule import PlaceNotFound
from api.rooms.meetings.schemas.numbers import NumbersRead
from api.rooms.meetings.service import numbering

router = APIRouter()


@router.get(
    "/paper-numbers/{organization_id}", responses=documents(NotSignedIn, NotAllowed, PlaceNotFound, CursorInvalid)
)
def read_paper_numbers(  # noqa: PLR0913, PLR0917 - path, query and dependencies; FastAPI passes them by name
    organization_id: UUID,
    actor: CurrentActor,
    session: ReadSession,
    page: WhichPage,
    type_: Annotated[str | None, Query(alias="type", max_length=10, description="As `NQ`.")] = None,
    term: Annotated[str | None, Query(max_length=20, description="As `2025-2030`.")] = None,
) -> NumbersRead:
    """A register of numbers: of each the paper and the meeting, void ones with the reason."""
    return numbering.read_numbers(session, actor, organization_id, type_=type_, term=term, page=page)
