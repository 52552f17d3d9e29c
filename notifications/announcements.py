"""Queries of announcements: those of the places an officer speaks for, and how far each came."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.kit.folded import folded
from api.kit.folding import fold, tidy
from api.kit.pages import PageRequest, paginate
from api.kit.scope import OrganizationClosure
from api.rooms.library import audiences
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account
from notifications import audience
from notifications.models import Announcement, Delivery, DeliveryState, InboxEntry, Message, PushSubscription
from notifications.stages import Stages, Unit

_MOST_WORDS = 8


@dataclass(frozen=True)
class Audience:
    """A subtree with kinds of people in it (0: all), or whoever is invited to a meeting."""

    organization_id: UUID | None
    kinds: int
    meeting: Meeting | None

    @property
    def recipients(self) -> SelectOfScalar[UUID]:
        """The accounts it is now."""
        if self.meeting is not None:
            return audience.invited(self.meeting)
        if self.organization_id is None:
            raise ValueError(self)
        return audience.people(self.organization_id, audiences.as_kinds(self.kinds))


def count_of(session: Session, recipients: SelectOfScalar[UUID]) -> tuple[int, int]:
    """How many they are, and how many of them have a device that may be woken."""
    chosen = recipients.subquery()
    has_device = (
        select(PushSubscription.id)
        .where(col(PushSubscription.account_id) == chosen.c.id, col(PushSubscription.ended_at).is_(None))
        .exists()
    )
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(case((has_device, 1), else_=0)), 0)).select_from(chosen)
    )
    count, with_device = row.one()
    return count, with_device


def find_meetings(
    session: Session, speaker_id: UUID, query: str, page: PageRequest
) -> tuple[list[tuple[Meeting, str]], str | None]:
    """Meetings below an organisation to which people were asked, with the names of their organisations, latest first.

    Every word of the query stands in the title or in the name.
    """
    said = folded(col(Meeting.title)) + " " + col(Organization.name_folded)
    statement = (
        select(Meeting, Organization.name)
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(
            col(Meeting.organization_id).in_(scope.below([speaker_id])),
            _addressable(),
            *(said.contains(word, autoescape=True) for word in fold(tidy(query)).split()[:_MOST_WORDS]),
        )
    )
    keys = [col(Meeting.starts_at), col(Meeting.id)]
    return paginate(
        session, statement, keys=keys, key_of=lambda row: (row[0].starts_at, row[0].id), page=page, descending=True
    )


def find_meeting(session: Session, meeting_id: UUID) -> Meeting | None:
    """One of them, below whichever organisation; the service looks below which."""
    return session.exec(select(Meeting).where(col(Meeting.id) == meeting_id, _addressable())).first()


def _addressable() -> ColumnElement[bool]:
    """Meetings whose invitees may be told something: those who were asked, and are not told to stay away."""
    return and_(col(Meeting.published_at).is_not(None), col(Meeting.state) != MeetingState.CANCELLED)


def written_by(session: Session, actor: Actor, page: PageRequest) -> tuple[list[Any], str | None]:
    """Announcements of the places this officer speaks for, the newest first, with what their reading needs."""
    return paginate(
        session,
        _written().where(_spoken_for(actor)),
        keys=[col(Announcement.send_at), col(Announcement.id)],
        key_of=lambda row: (row[0].send_at, row[0].id),
        page=page,
        descending=True,
    )


def find_written(session: Session, actor: Actor, announcement_id: UUID) -> Any | None:
    """One of them."""
    return session.execute(_written().where(_spoken_for(actor), col(Announcement.id) == announcement_id)).first()


def find_told(session: Session, actor: Actor, announcement_id: UUID) -> Any | None:
    """One that lies in the actor's own inbox."""
    mine = (
        select(InboxEntry.message_id)
        .where(InboxEntry.account_id == actor.account_id, InboxEntry.message_id == col(Announcement.message_id))
        .exists()
    )
    return session.execute(_written().where(mine, col(Announcement.id) == announcement_id)).first()


def stages_of(session: Session, announcement: Announcement) -> list[Unit]:
    """People at each stage by unit: one statement, whatever the number of people."""
    person = _persons(announcement)
    columns = (person.c.with_device, person.c.accepted, person.c.shown, person.c.opened)
    statement = (
        select(person.c.unit_id, Organization.name, func.count(), *(func.sum(column) for column in columns))
        .select_from(person)
        .join(Organization, col(Organization.id) == person.c.unit_id, isouter=True)
        .group_by(person.c.unit_id, col(Organization.name))
    )
    return [Unit(unit_id, name, Stages(*map(int, counts))) for unit_id, name, *counts in session.execute(statement)]


def _persons(announcement: Announcement) -> Subquery:
    """One row for each person addressed: the unit, and 0 or 1 for each stage."""
    unit = _units(announcement)
    read = case((col(InboxEntry.read_at).is_not(None), 1), else_=0)

    def once(condition: Any) -> Any:
        return func.max(case((condition, 1), else_=0))

    found: Subquery = (
        select(  # type: ignore[call-overload]  # SQLModel's overloads end at four columns
            col(InboxEntry.account_id),
            unit.c.unit_id,
            once(col(Delivery.target_id).is_not(None)).label("with_device"),
            once(col(Delivery.state) == DeliveryState.ACCEPTED).label("accepted"),
            once(col(Delivery.shown_at).is_not(None)).label("shown"),
            func.max(case((col(Delivery.opened_at).is_not(None), 1), else_=read)).label("opened"),
        )
        .join(Account, col(Account.id) == col(InboxEntry.account_id))
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .join(unit, unit.c.branch_id == col(Member.branch_id), isouter=True)
        .join(
            Delivery,
            and_(
                col(Delivery.message_id) == col(InboxEntry.message_id),
                col(Delivery.account_id) == col(InboxEntry.account_id),
            ),
            isouter=True,
        )
        .where(col(InboxEntry.message_id) == announcement.message_id)
        .group_by(col(InboxEntry.account_id), unit.c.unit_id)
        .subquery()
    )
    return found


def _units(announcement: Announcement) -> Subquery:
    """Which unit a branch is counted under: the one directly below the audience's head, or for a meeting itself."""
    root = announcement.audience_organization_id
    closure = OrganizationClosure
    statement: Any = select(
        col(closure.descendant_id).label("branch_id"), col(closure.ancestor_id).label("unit_id")
    ).join(Organization, col(Organization.id) == col(closure.ancestor_id))
    itself = and_(col(closure.ancestor_id) == root, col(closure.descendant_id) == root)
    counted = col(closure.depth) == 0 if root is None else or_(col(Organization.parent_id) == root, itself)
    found: Subquery = statement.where(counted).subquery()
    return found


def _written() -> Any:
    speaker: Any = aliased(Organization)
    head: Any = aliased(Organization)
    host: Any = aliased(Organization)
    return (
        select(  # type: ignore[call-overload]  # SQLModel's overloads end at four columns
            Announcement,
            speaker.name,
            func.coalesce(head.name, Meeting.title),
            Message.addressed,
            Meeting.starts_at,
            host.name,
        )
        .join(speaker, speaker.id == col(Announcement.organization_id))
        .join(head, head.id == col(Announcement.audience_organization_id), isouter=True)
        .join(Meeting, col(Meeting.id) == col(Announcement.audience_meeting_id), isouter=True)
        .join(host, host.id == col(Meeting.organization_id), isouter=True)
        .join(Message, col(Message.id) == col(Announcement.message_id), isouter=True)
    )


def _spoken_for(actor: Actor) -> Any:
    return col(Announcement.organization_id).in_(scope.organizations_with(actor, Permission.NOTIFICATIONS_ANNOUNCE))
