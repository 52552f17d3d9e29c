"""Makers of the room `meetings`: a meeting already planned or published, with agenda and invitations."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from api.rooms.meetings.models import (
    AgendaItem,
    AgendaPart,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingKind,
    MeetingState,
)
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.support.house import House

EVENING = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)
"""19:30 in Hà Nội."""
AGENDA = (
    (AgendaPart.OPENING, "Tuyên bố lý do, giới thiệu đại biểu"),
    (AgendaPart.BODY, "Bí thư báo cáo kết quả tháng trước"),
    (AgendaPart.BODY, "Thảo luận, tự phê bình và phê bình"),
    (AgendaPart.CLOSING, "Kết luận, thông qua nghị quyết"),
)


def a_meeting(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    of: Organization,
    kind: MeetingKind = MeetingKind.REGULAR,
    title: str = "Sinh hoạt thường kỳ tháng 12",
    starts_at: datetime = EVENING,
    minutes: int = 90,
    state: MeetingState = MeetingState.PUBLISHED,
    chair: Member | None = None,
    clerk: Member | None = None,
    summoned: Sequence[Member] = (),
) -> Meeting:
    """A meeting with four points on its agenda and these members summoned."""
    made = Meeting(
        organization_id=of.id,
        kind=kind,
        title=title,
        month=f"{starts_at + timedelta(hours=7):%Y-%m}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place="Nhà văn hóa thôn",
        chair_id=chair.id if chair else None,
        clerk_id=clerk.id if clerk else None,
        state=state,
        published_at=None if state is MeetingState.PLANNED else starts_at - timedelta(days=7),
    )
    _mark_times(made)
    with house.database.writing() as session:
        session.add(made)
        session.flush()
        _add_agenda(session, made)
        for member in summoned:
            session.add(Invitation(meeting_id=made.id, member_id=member.id, invited_as=InvitedAs.SUMMONED))
    return made


def _mark_times(meeting: Meeting) -> None:
    ended = {MeetingState.CLOSED, MeetingState.REPORTED}
    if meeting.state is MeetingState.OPEN or meeting.state in ended:
        meeting.opened_at = meeting.starts_at
    if meeting.state in ended:
        meeting.closed_at = meeting.ends_at


def _add_agenda(session: Session, meeting: Meeting) -> None:
    for position, (part, title) in enumerate(AGENDA):
        session.add(AgendaItem(meeting_id=meeting.id, position=position, part=part, title=title, minutes=15))
