"""Queries about meetings, their roster and what belongs to them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, union_all, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from api.kit import scope
from api.kit.actors import Role
from api.kit.pages import PageRequest, paginate
from api.rooms.meetings.models import (
    AgendaItem,
    AgendaPaper,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingChange,
    MeetingClock,
    MeetingSite,
    MeetingState,
    Opinion,
    RollFact,
)
from api.rooms.meetings.sight import PERSON, SEES, Viewer
from api.rooms.members.models import Member, MemberState, State
from api.rooms.organizations.models import Organization, Position

About = TypeVar("About", AgendaPaper, Opinion)


_IDS: BindParameter[Any] = bindparam("meeting_ids", expanding=True)


def find(session: Session, viewer: Viewer, meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
    """One meeting within sight, held against other writers when `lock`."""
    return session.exec(_one(lock=lock), params={**viewer.values, "meeting_id": meeting_id}).first()


@cache
def _one(*, lock: bool) -> SelectOfScalar[Meeting]:
    statement = select(Meeting).where(SEES, col(Meeting.id) == bindparam("meeting_id"))
    return statement.with_for_update().execution_options(populate_existing=True) if lock else statement


def roster(session: Session, meeting: Meeting) -> Sequence[tuple[Invitation, Member]]:
    """Those summoned to a meeting the caller has been shown, in the order of names."""
    statement = (
        select(Invitation, Member)
        .join(Member, col(Member.id) == col(Invitation.member_id))
        .where(
            col(Invitation.meeting_id) == meeting.id,
            col(Invitation.invited_as) == InvitedAs.SUMMONED,
            col(Invitation.removed_at).is_(None),
        )
        .order_by(col(Member.name_key), col(Member.id))
    )
    return session.exec(statement).all()


def called_on(
    session: Session, meeting: Meeting, on: date
) -> Sequence[tuple[Invitation, Member | None, State | None, Role | None]]:
    """Everybody asked to come, in the order of names, with the state on a day and the office at the organisation.

    A row for each office somebody holds; of two states of a day the later start comes last.
    """
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(_called_on(meeting, on))]


def called_and_said(
    session: Session, meeting: Meeting, on: date
) -> Sequence[tuple[Invitation, Member | None, State | None, Role | None, RollFact | None]]:
    """What `called_on` tells, with what was said of each at the roll: a row for each fact too."""
    said = and_(col(RollFact.meeting_id) == meeting.id, col(RollFact.member_id) == col(Member.id))
    statement = _called_on(meeting, on).add_columns(RollFact).outerjoin(RollFact, said)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(statement)]


def _called_on(meeting: Meeting, on: date) -> Any:
    state, office = MemberState, Position
    return (
        select(Invitation, Member, state.state, office.role)
        .outerjoin(Member, col(Member.id) == col(Invitation.member_id))
        .outerjoin(state, and_(col(state.member_id) == col(Member.id), *holding(state, on)))
        .outerjoin(
            office,
            and_(
                col(office.member_id) == col(Member.id),
                col(office.organization_id) == meeting.organization_id,
                *holding(office, on),
            ),
        )
        .where(col(Invitation.meeting_id) == meeting.id, col(Invitation.removed_at).is_(None))
        .order_by(col(Member.name_key), col(Member.id), col(Invitation.id), col(state.from_on), col(state.id))
    )


def positions_on(session: Session, organization_id: UUID, on: date) -> Sequence[Position]:
    """Positions of members at one organisation on a day."""
    return session.exec(
        select(Position).where(
            col(Position.organization_id) == organization_id,
            col(Position.member_id).is_not(None),
            *holding(Position, on),
        )
    ).all()


def list_page(
    session: Session, viewer: Viewer, narrowing: Sequence[ColumnElement[bool]], page: PageRequest
) -> tuple[list[Meeting], str | None]:
    """Meetings within sight in the order of time."""
    statement, keys = select(Meeting).where(SEES, *narrowing), [col(Meeting.starts_at), col(Meeting.id)]
    return paginate(
        session, statement, keys=keys, key_of=lambda row: (row.starts_at, row.id), page=page, values=viewer.values
    )


def between(
    after: datetime | None, before: datetime | None, below: UUID | None, state: MeetingState | None
) -> list[ColumnElement[bool]]:
    """The conditions of a listing, none for what is not asked."""
    wanted = []
    if after is not None:
        wanted.append(col(Meeting.ends_at) > after)
    if before is not None:
        wanted.append(col(Meeting.starts_at) < before)
    if below is not None:
        wanted.append(col(Meeting.organization_id).in_(scope.below([below])))
    if state is not None:
        wanted.append(col(Meeting.state) == state)
    return wanted


def named(
    session: Session, ids: Collection[UUID], reach: Collection[UUID], people: Collection[UUID] = ()
) -> dict[UUID, tuple[str, bool]]:
    """Organisations and members of meetings the caller has been shown: the name, and whether it is within `reach`."""
    values = {"organization_ids": list(ids), "reach": list(reach), "people": list(people)}
    return {row[0]: (row[1], bool(row[2])) for row in session.execute(_named(), params=values)}


@cache
def _named() -> Any:
    within = col(Organization.id).in_(scope.below(bindparam("reach", expanding=True)))
    wanted = col(Organization.id).in_(bindparam("organization_ids", expanding=True))
    places = select(Organization.id, Organization.name, within).where(wanted, scope.everything())
    members = select(Member.id, Member.full_name, scope.nothing())
    return union_all(places, members.where(col(Member.id).in_(bindparam("people", expanding=True))))


def organization_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of the organisations of meetings the caller has been shown."""
    return {place: name for place, (name, _) in named(session, ids, ()).items()}


def agenda_of(session: Session, meeting_ids: Collection[UUID]) -> Sequence[AgendaItem]:
    """Points of meetings the caller has been shown, in order."""
    statement = select(AgendaItem).where(col(AgendaItem.meeting_id).in_(meeting_ids))
    return session.exec(statement.order_by(col(AgendaItem.position), col(AgendaItem.id))).all()


def points(session: Session, meeting_ids: Collection[UUID], table: type[About]) -> tuple[list[AgendaItem], list[About]]:
    """The points of these meetings, and papers or opinions about one of them or about none, each in order.

    One statement: a point without papers and a paper without a point are rows too.
    """
    rows = session.execute(_points(table), params={"meeting_ids": list(meeting_ids)}).all()
    points = {row[0].id: row[0] for row in rows if row[0] is not None}
    return (
        sorted(points.values(), key=lambda point: (point.position, point.id)),
        sorted((row[1] for row in rows if row[1] is not None), key=lambda found: found.id),
    )


@cache
def _points(table: type[About]) -> Any:
    items = select(AgendaItem).where(col(AgendaItem.meeting_id).in_(_IDS)).subquery()
    others = select(table).where(col(table.meeting_id).in_(_IDS)).subquery()
    item, about = aliased(AgendaItem, items), aliased(table, others)
    return select(item, about).join(about, col(about.item_id) == col(item.id), full=True)


def papers_of(session: Session, meeting_ids: Collection[UUID]) -> Sequence[AgendaPaper]:
    """Papers of meetings the caller has been shown, in the order in which they were laid out."""
    statement = select(AgendaPaper).where(col(AgendaPaper.meeting_id).in_(meeting_ids))
    return session.exec(statement.order_by(col(AgendaPaper.id))).all()


def changes_of(session: Session, meeting_ids: Collection[UUID]) -> Sequence[MeetingChange]:
    """Changes of meetings the caller has been shown, latest first."""
    return session.exec(_changes(), params={"meeting_ids": list(meeting_ids)}).all()


@cache
def _changes() -> SelectOfScalar[MeetingChange]:
    return select(MeetingChange).where(col(MeetingChange.meeting_id).in_(_IDS)).order_by(col(MeetingChange.id).desc())


def others_invited(session: Session, meeting_ids: Collection[UUID]) -> Sequence[Invitation]:
    """Guests and superiors asked to come."""
    statement = select(Invitation).where(
        col(Invitation.meeting_id).in_(meeting_ids),
        col(Invitation.invited_as) != InvitedAs.SUMMONED,
        col(Invitation.removed_at).is_(None),
    )
    return session.exec(statement.order_by(col(Invitation.id))).all()


def invited(session: Session, meeting_ids: Collection[UUID], viewer: Viewer) -> Sequence[tuple[Invitation, bool]]:
    """Guests, superiors and the viewer's own invitation, each with whether it is his own."""
    return session.exec(_invited(), params={**viewer.values, "meeting_ids": list(meeting_ids)}).all()


@cache
def _invited() -> Select[Invitation, bool]:
    own = col(Invitation.member_id).in_(PERSON)
    statement = select(Invitation, own).where(
        col(Invitation.meeting_id).in_(_IDS),
        or_(own, col(Invitation.invited_as) != InvitedAs.SUMMONED),
        col(Invitation.removed_at).is_(None),
    )
    return statement.order_by(col(Invitation.id))


def invitations_of(session: Session, meeting_id: UUID) -> Sequence[Invitation]:
    """Every invitation of a meeting, taken back ones too."""
    statement = select(Invitation).where(col(Invitation.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(Invitation.id))).all()


def item_owners(session: Session, item_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """To which meeting these points belong, whoever's; the service refuses other meetings' ids."""
    statement = select(AgendaItem.id, AgendaItem.meeting_id).where(col(AgendaItem.id).in_(item_ids), scope.everything())
    return dict(session.exec(statement).all())


def sites_of(session: Session, meeting_ids: Collection[UUID]) -> Sequence[MeetingSite]:
    """Further places of meetings the caller has been shown, in order."""
    return session.exec(_sites(), params={"meeting_ids": list(meeting_ids)}).all()


@cache
def _sites() -> SelectOfScalar[MeetingSite]:
    return select(MeetingSite).where(col(MeetingSite.meeting_id).in_(_IDS)).order_by(col(MeetingSite.position))


def tick(session: Session) -> int:
    """The next number of the feed of changes; see `MeetingClock`."""
    statement = update(MeetingClock).values(ticks=col(MeetingClock.ticks) + 1).returning(col(MeetingClock.ticks))
    ticks: int = session.execute(statement).scalar_one()
    return ticks


def holding(table: Any, on: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a dated row holds on a day."""
    return col(table.from_on) <= on, or_(col(table.to_on).is_(None), col(table.to_on) > on)
