"""What organisations of the demo told their people in the last days, and how far each notice came."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from api.cli.demo.accounts import BRANCH, COMMITTEE, PROVINCE, holder
from api.cli.demo.chance import Chance
from api.cli.demo.rows import write
from api.kit import clock
from api.kit.actors import Role
from api.kit.db import Database
from api.rooms.library import audiences
from api.rooms.meetings.models import Meeting, MeetingKind
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account, AccountState
from notifications import repository
from notifications.announcements import Audience
from notifications.announcing import ask_to_announce
from notifications.models import (
    Announcement,
    AnnouncementState,
    Channel,
    Delivery,
    DeliveryState,
    InboxEntry,
    Kind,
    Message,
    Urgency,
)
from notifications.posting import CHUNK

_SPEAKERS = {
    "province": (PROVINCE, Role.OFFICE_STAFF),
    "committee": (COMMITTEE, Role.OFFICE_STAFF),
    "branch": (BRANCH, Role.SECRETARY),
}
_WITH_DEVICE, _ACCEPTED, _SHOWN, _OPENED = 0.74, 0.96, 0.9, 0.68
"""Each a share of the one before."""
_READ_WITHOUT = 0.12
"""Of those without a device, who come upon it in the app."""
_CREATED, _NO_MORE = 201, 410


@dataclass
class NoticeBoard:
    """Announcements of the province, of a committee and of the branch people sign in to."""

    database: Database
    today: date

    @cached_property
    def chance(self) -> Chance:
        """Falls the same way at every run."""
        return Chance("notices")

    def fill(self) -> None:
        """Write them down, once."""
        notices = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["notices"]
        with self.database.writing() as session:
            if session.exec(select(Announcement.id).limit(1)).first() is not None:
                return
            for notice in notices:
                announcement = self._announcement(session, notice)
                if announcement.send_at > clock.now():
                    session.add(announcement)
                    session.flush()
                    ask_to_announce(session, announcement)
                else:
                    write(session, self._sent(session, announcement))

    def _announcement(self, session: Session, notice: dict[str, Any]) -> Announcement:
        code, role = _SPEAKERS[notice["place"]]
        place = session.exec(select(Organization).where(Organization.code == code)).one()
        meeting = self._next_meeting(session, place) if "meeting" in notice else None
        day = self.today - timedelta(days=notice["days_ago"])
        return Announcement(
            id=self.chance.new_id(),
            organization_id=place.id,
            account_id=holder(session, place, role)[0].id,
            title=notice["title"],
            text=" ".join(notice["text"].split()),
            audience_organization_id=None if meeting else place.id,
            audience_kinds=audiences.as_bits([audiences.Kind(kind) for kind in notice.get("kinds", ())]),
            audience_meeting_id=meeting.id if meeting else None,
            urgent_reason=notice.get("urgent_reason"),
            send_at=datetime.combine(day, time.fromisoformat(notice["at"]), clock.LOCAL),
        )

    def _next_meeting(self, session: Session, place: Organization) -> Meeting:
        coming = select(Meeting).where(
            Meeting.organization_id == place.id,
            Meeting.kind == MeetingKind.REGULAR,
            col(Meeting.starts_at) > clock.now(),
        )
        return session.exec(coming.order_by(col(Meeting.starts_at))).one()

    def _sent(self, session: Session, announcement: Announcement) -> Iterator[SQLModel]:
        audience = Audience(announcement.audience_organization_id, announcement.audience_kinds, None)
        accounts = select(Account.id, Account.state).where(col(Account.id).in_(audience.recipients))
        people = session.exec(accounts.order_by(col(Account.id))).all()
        urgent = announcement.urgent_reason is not None
        message = Message(
            id=self.chance.new_id(),
            created_at=announcement.send_at,
            number=repository.tick(session),
            kind=Kind.ANNOUNCEMENT,
            title_key="announcement_urgent" if urgent else "announcement",
            link=f"/thong-bao/{announcement.id}",
            urgency=Urgency.HIGH if urgent else Urgency.NORMAL,
            expires_at=announcement.send_at + timedelta(days=3),
            addressed=len(people),
        )
        announcement.created_at = announcement.send_at - timedelta(minutes=20)
        announcement.state, announcement.message_id = AnnouncementState.SENT, message.id
        yield message
        yield announcement
        for place, (account_id, state) in enumerate(people):
            yield from self._told(message, account_id, place, has_signed_in=state is AccountState.ACTIVE)

    def _told(self, message: Message, account_id: UUID, place: int, *, has_signed_in: bool) -> Iterator[SQLModel]:
        """One person's inbox and, for most who ever signed in, a phone."""
        sent = message.created_at
        has_device = has_signed_in and self.chance.happens(_WITH_DEVICE)
        accepted = has_device and self.chance.happens(_ACCEPTED)
        shown = (
            sent + timedelta(seconds=self.chance.between(2, 9000)) if accepted and self.chance.happens(_SHOWN) else None
        )
        opened = (
            shown + timedelta(minutes=self.chance.between(1, 600)) if shown and self.chance.happens(_OPENED) else None
        )
        read = opened or (sent + timedelta(hours=9) if has_signed_in and self.chance.happens(_READ_WITHOUT) else None)
        yield InboxEntry(account_id=account_id, message_id=message.id, changed=message.number, read_at=self._past(read))
        if has_device:
            yield Delivery(
                message_id=message.id,
                channel=Channel.WEB_PUSH,
                target_id=self.chance.new_id(),
                account_id=account_id,
                chunk=place // CHUNK,
                due_at=sent,
                state=DeliveryState.ACCEPTED if accepted else DeliveryState.GONE,
                attempts=1,
                status=_CREATED if accepted else _NO_MORE,
                answered_at=sent + timedelta(seconds=4),
                shown_at=self._past(shown),
                opened_at=self._past(opened),
            )

    def _past(self, moment: datetime | None) -> datetime | None:
        """What is still to come has not happened."""
        return moment if moment is not None and moment <= clock.now() else None
