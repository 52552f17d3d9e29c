"""The committee above accepted a report or returned it: who leads the branch hears of it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from api.kit.actors import Role
from api.rooms.meetings.events import ReportDecided
from api.rooms.meetings.models import Meeting
from notifications import audience
from notifications.drafts import Draft, recipe
from notifications.models import Kind


@recipe(ReportDecided)
def tell(session: Session, event: ReportDecided) -> Iterator[Draft]:
    """A returned report is work to do."""
    meeting = session.get_one(Meeting, event.meeting_id)
    yield Draft(
        kind=Kind.MEETING,
        title_key="report_accepted" if event.accepted else "report_returned",
        link=f"/sinh-hoat/{meeting.id}",
        recipients=audience.holders((Role.SECRETARY, Role.DEPUTY), [meeting.organization_id]),
        about=f"report:{meeting.id}",
        keeps=timedelta(days=7),
    )
