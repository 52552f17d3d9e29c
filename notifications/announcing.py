"""The job that sends an announcement at its time, once."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, jobs
from api.kit.jobs import Tools
from api.rooms.meetings.models import Meeting
from notifications.announcements import Audience
from notifications.channels import open_channels
from notifications.drafts import Draft, queue_of
from notifications.models import Announcement, AnnouncementState, Kind, Urgency
from notifications.posting import post

ANNOUNCE = "notifications.announce"
_KEEPS = timedelta(days=3)
_AGAIN_AFTER = timedelta(minutes=5)


def ask_to_announce(session: Session, announcement: Announcement) -> None:
    """Ask for the job of this version at its time; the jobs of earlier versions find nothing to do."""
    jobs.enqueue(
        session,
        ANNOUNCE,
        str(announcement.id),
        str(announcement.version),
        key=f"announce-{announcement.id}-{announcement.version}",
        queue=queue_of(urgent=announcement.urgent_reason is not None),
        delay_seconds=max(0.0, (announcement.send_at - clock.now()).total_seconds()),
    )


def _try_later(tools: Tools, announcement_id: str, version: str) -> None:
    """It could not be posted: its office sees the new time, and may cancel."""
    with tools.database.writing() as session:
        found = session.get_one(Announcement, UUID(announcement_id), with_for_update=True)
        if found.state is AnnouncementState.SCHEDULED and found.version == int(version):
            found.version += 1
            found.send_at = clock.now() + _AGAIN_AFTER
            ask_to_announce(session, found)


@jobs.job(ANNOUNCE, gave_up=_try_later)
def announce(tools: Tools, announcement_id: str, version: str) -> None:
    """Post it, unless it was rewritten, cancelled or sent meanwhile."""
    with tools.database.writing() as session:
        found = session.get_one(Announcement, UUID(announcement_id), with_for_update=True)
        if found.state is not AnnouncementState.SCHEDULED or found.version != int(version):
            return
        meeting = session.get_one(Meeting, found.audience_meeting_id) if found.audience_meeting_id else None
        urgent = found.urgent_reason is not None
        draft = Draft(
            kind=Kind.ANNOUNCEMENT,
            title_key="announcement_urgent" if urgent else "announcement",
            link=f"/thong-bao/{found.id}",
            recipients=Audience(found.audience_organization_id, found.audience_kinds, meeting).recipients,
            urgency=Urgency.HIGH if urgent else Urgency.NORMAL,
            about=f"announcement:{found.id}",
            keeps=_KEEPS,
            at_once=urgent,
        )
        found.message_id = post(session, draft, open_channels(tools.settings)).id
        found.state = AnnouncementState.SENT
