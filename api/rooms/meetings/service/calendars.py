"""Meetings for other calendar programs: one file, or a private address that programs ask again and again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.rooms.meetings import calendar_file, sight
from api.rooms.meetings.errors.schedule import CalendarNotFound, NotAMember
from api.rooms.meetings.models import CalendarFeed, Meeting, MeetingState
from api.rooms.meetings.repository import feed as repository
from api.rooms.meetings.schemas.calendar import FeedAddressRead, FeedStateRead
from api.rooms.meetings.service.finding import find_meeting
from api.rooms.members.states import PRESENT

KEPT = timedelta(days=400)
NAME = "Sinh hoạt chi bộ"
"""The calendar's name in other programs; they show it, no catalogue of ours is there."""
_OFF = frozenset({MeetingState.CANCELLED, MeetingState.POSTPONED})


@dataclass(frozen=True)
class CalendarFile:
    """The bytes, and by what a program knows whether it has them already."""

    content: bytes
    etag: str
    changed_at: datetime


def read_feed_state(session: Session, actor: Actor) -> FeedStateRead:
    """Whether the member has an address."""
    feeds = repository.feeds_of(session, actor.member_id) if actor.member_id else ()
    return FeedStateRead(made_at=max((feed.created_at for feed in feeds), default=None))


def make_feed(session: Session, actor: Actor, public_url: str) -> FeedAddressRead:
    """A new private address; the one before ends."""
    if actor.member_id is None:
        raise NotAMember
    drop_feed(session, actor)
    token = secrets.token_urlsafe(32)
    session.add(CalendarFeed(member_id=actor.member_id, token_hash=_hash(token)))
    audit.note(session, actor, "meetings.calendar_made", subject_kind="member", subject_id=actor.member_id)
    address = f"{public_url.rstrip('/')}/api/calendar/{token}.ics"
    return FeedAddressRead(url=address, webcal_url=f"webcal:{address.partition(':')[2]}")


def drop_feed(session: Session, actor: Actor) -> None:
    """Take the address back: from now on it opens nothing."""
    for feed in repository.feeds_of(session, actor.member_id) if actor.member_id else ():
        feed.revoked_at = clock.now()


def read_feed(session: Session, token: str, public_url: str) -> CalendarFile:
    """A member's calendar by its private address; it ends with the membership."""
    found = repository.find_feed(session, _hash(token))
    if found is None or found[1].state not in PRESENT:
        raise CalendarNotFound
    feed, member = found
    viewer = sight.Viewer(member.id, member.branch_id)
    meetings = repository.list_for_calendar(session, viewer, clock.now() - KEPT)
    return _file(meetings, public_url, feed.created_at)


def read_one(session: Session, actor: Actor, meeting_id: UUID, public_url: str) -> CalendarFile:
    """One meeting as a file."""
    meeting = find_meeting(session, actor, meeting_id)
    return _file([meeting], public_url, meeting.created_at)


def _file(meetings: Sequence[Meeting], public_url: str, made_at: datetime) -> CalendarFile:
    host = urlsplit(public_url).hostname or "localhost"
    entries = [_entry(meeting, public_url) for meeting in meetings]
    content = calendar_file.write(entries, name=NAME, host=host)
    changed_at = max((entry.changed_at for entry in entries), default=made_at)
    return CalendarFile(content, hashlib.sha256(content).hexdigest()[:32], changed_at)


def _entry(meeting: Meeting, public_url: str) -> calendar_file.Entry:
    return calendar_file.Entry(
        id=meeting.id,
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        video_link=meeting.video_link,
        page=f"{public_url.rstrip('/')}/sinh-hoat/{meeting.id}",
        cancelled=meeting.state in _OFF,
        sequence=meeting.sequence,
        made_at=meeting.created_at,
        changed_at=meeting.changed_at,
    )


def _hash(token: str) -> str:
    """256 random bits need neither salt nor key."""
    return hashlib.sha256(token.encode()).hexdigest()
