"""The engine for faces was replaced: whoever is enrolled for a meeting ahead has to do it again, or uses a code."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from api.kit import clock
from api.rooms.faces.events import EngineChanged
from api.rooms.faces.models import FaceTemplate
from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(EngineChanged)
def tell(session: Session, event: EngineChanged) -> Iterator[Draft]:
    """Whoever has not done it meanwhile. The title does not say that it is about a face: lock screens show it."""
    meeting = session.get_one(Meeting, event.meeting_id)
    if meeting.ends_at <= clock.now():
        return
    outdated = select(FaceTemplate.member_id).where(
        FaceTemplate.meeting_id == meeting.id, col(FaceTemplate.engine) != event.engine
    )
    yield Draft(
        kind=Kind.DATA,
        title_key="enrol_again",
        link="/ca-nhan/khuon-mat",
        recipients=audience.of_members(outdated),
        about=f"faces:{meeting.id}",
        keeps=meeting.ends_at - clock.now(),
    )
