"""The register of processing, for data protection officers and auditors."""

from fastapi import APIRouter, Request

from api.kit.actors import CurrentActor
from api.kit.db import WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.faces import service
from api.rooms.faces.schemas.register import ProcessingRead, RecordKind, RecordRead, RetentionRead, RetentionRequest

router = APIRouter()

_OVERSEEN = (NotSignedIn, NotAllowed)


@router.get("/register", responses=documents(*_OVERSEEN))
def read_face_register(actor: CurrentActor, session: WriteSession, request: Request) -> ProcessingRead:
    """What is done with faces, with which engine and words, and how much of it there is; also for the assessment."""
    return service.read_processing(session, actor, request.app.state.settings)


@router.get("/register/{kind}", responses=documents(*_OVERSEEN, CursorInvalid))
def list_face_records(
    kind: RecordKind, actor: CurrentActor, session: WriteSession, page: WhichPage
) -> Page[RecordRead]:
    """One list of the register, newest first."""
    return service.read_records(session, actor, kind, page)


@router.post("/retention", responses=documents(*_OVERSEEN))
def run_face_retention(body: RetentionRequest, actor: CurrentActor, session: WriteSession) -> RetentionRead:
    """Delete what is past its time, or only say what would go."""
    return service.retain(session, actor, dry_run=body.dry_run)
