"""Queries for setting a conference up, its seats, and its open pages."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, Integer, Text, and_, cast, delete, func, null, union_all, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from api.kit import scope
from api.kit.models import Moment
from api.rooms.conferences.models import (
    Booth,
    BoothVisits,
    Conference,
    ConferenceSession,
    Delegation,
    PublicPaper,
    Seat,
)
from api.rooms.meetings.models import AgendaPaper, Invitation, Meeting, MeetingSite
from api.rooms.members.models import Member
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization


class HeadRow(NamedTuple):
    """What a meeting has beyond its plan, with its people in numbers; version and token None before it is set up."""

    version: int | None
    token: str | None
    members: int
    seated: int


class SiteRow(NamedTuple):
    """A site with how many members are asked to come there."""

    id: UUID
    name: str
    place: str | None
    members: int


class BoothRow(NamedTuple):
    """A booth with how many telephones opened its page."""

    id: UUID
    name: str
    details: str | None
    token: str
    visits: int


class PaperRow(NamedTuple):
    """A file uploaded for a meeting, and whether everybody with the code may open it."""

    file_id: UUID
    title: str
    public: bool


class PlaceRow(NamedTuple):
    """The seat's label, the delegation, the site and where that is; None for what was not given."""

    seat: str | None = None
    delegation: str | None = None
    site: str | None = None
    site_place: str | None = None


def delegations(session: Session, meeting_id: UUID) -> Sequence[Delegation]:
    """The delegations of a meeting in their order."""
    statement = select(Delegation).where(col(Delegation.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(Delegation.position), col(Delegation.id))).all()


def head_and_sites(session: Session, meeting_id: UUID) -> tuple[HeadRow, list[SiteRow]]:
    """What a meeting in sight has beyond its plan, and its sites in their order. One statement."""
    own, site = Invitation, MeetingSite
    asked = (col(own.meeting_id) == meeting_id, col(own.member_id).is_not(None), col(own.removed_at).is_(None))
    at = (
        select_columns(col(own.site_id), func.count().label("members"))
        .where(*asked)
        .group_by(col(own.site_id))
        .subquery()
    )
    members = select_columns(func.count()).select_from(own).where(*asked).scalar_subquery()
    seated = select_columns(func.count(col(Seat.label))).where(col(Seat.meeting_id) == meeting_id).scalar_subquery()
    statement: Any = (
        select_columns(
            *(col(Conference.version), col(Conference.token), members, seated),
            *(col(site.id), col(site.name), col(site.place), func.coalesce(at.c.members, 0)),
        )
        .select_from(Meeting)
        .outerjoin(Conference, col(Conference.meeting_id) == col(Meeting.id))
        .outerjoin(site, col(site.meeting_id) == col(Meeting.id))
        .outerjoin(at, at.c.site_id == col(site.id))
        .where(col(Meeting.id) == meeting_id)
        .order_by(col(site.position), col(site.id))
    )
    rows = list(session.execute(statement))
    return HeadRow(*rows[0][:4]), [SiteRow(*row[4:]) for row in rows if row[4] is not None]


def booths(session: Session, meeting_id: UUID) -> Sequence[Booth]:
    """The booths of a meeting."""
    return session.exec(select(Booth).where(col(Booth.meeting_id) == meeting_id)).all()


def sites(session: Session, meeting_id: UUID) -> Sequence[MeetingSite]:
    """The sites of a meeting in their order."""
    statement = select(MeetingSite).where(col(MeetingSite.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(MeetingSite.position), col(MeetingSite.id))).all()


def expected(session: Session, meeting_id: UUID) -> Sequence[tuple[UUID, str, UUID | None]]:
    """Members asked to come in the order of given names: id, name, site."""
    statement = (
        select(col(Member.id), col(Member.full_name), col(Invitation.site_id))
        .join(Invitation, col(Invitation.member_id) == col(Member.id))
        .where(col(Invitation.meeting_id) == meeting_id, col(Invitation.removed_at).is_(None))
        .order_by(col(Member.name_key), col(Member.id))
    )
    return session.exec(statement).all()


def place_of(session: Session, meeting_id: UUID, member_id: UUID) -> PlaceRow:
    """Where one member belongs, whether by a seat or by the invitation."""
    statement: Any = (
        select_columns(col(Seat.label), col(Delegation.name), col(MeetingSite.name), col(MeetingSite.place))
        .select_from(Member)
        .outerjoin(Seat, and_(col(Seat.member_id) == col(Member.id), col(Seat.meeting_id) == meeting_id))
        .outerjoin(Delegation, col(Delegation.id) == col(Seat.delegation_id))
        .outerjoin(
            Invitation,
            and_(
                col(Invitation.member_id) == col(Member.id),
                col(Invitation.meeting_id) == meeting_id,
                col(Invitation.removed_at).is_(None),
            ),
        )
        .outerjoin(MeetingSite, col(MeetingSite.id) == func.coalesce(col(Seat.site_id), col(Invitation.site_id)))
        .where(col(Member.id) == member_id)
    )
    return PlaceRow(*session.execute(statement).one())


def uploaded_papers(session: Session, meeting_id: UUID) -> list[PaperRow]:
    """The files uploaded for a meeting, in their order."""
    return booths_and_papers(session, meeting_id)[1]


def booths_and_papers(session: Session, meeting_id: UUID) -> tuple[list[BoothRow], list[PaperRow]]:
    """What visitors open by a printed code: the booths and the uploaded files of a meeting, each in their order."""
    both = union_all(_booths(meeting_id), _papers(meeting_id)).subquery()
    found: list[Any] = list(
        session.execute(select_columns(both).order_by(both.c.position, both.c.added_at, both.c.added_as))
    )
    return (
        [BoothRow(row.id, row.title, row.details, row.token, row.visits) for row in found if row.token is not None],
        [PaperRow(row.id, row.title, bool(row.public)) for row in found if row.token is None],
    )


def _booths(meeting_id: UUID) -> Any:
    visits = select(func.coalesce(func.sum(BoothVisits.count), 0)).where(col(BoothVisits.booth_id) == col(Booth.id))
    return select_columns(
        col(Booth.id),
        col(Booth.name).label("title"),
        col(Booth.details),
        col(Booth.token),
        visits.scalar_subquery().label("visits"),
        cast(null(), Boolean).label("public"),
        col(Booth.position),
        cast(null(), Moment).label("added_at"),
        col(Booth.id).label("added_as"),
    ).where(col(Booth.meeting_id) == meeting_id)


def _papers(meeting_id: UUID) -> Any:
    paper, public = AgendaPaper, PublicPaper
    opened = and_(col(public.file_id) == col(paper.file_id), col(public.meeting_id) == col(paper.meeting_id))
    nothing = (Text, Text, Integer)  # details, token, visits
    return (
        select_columns(
            col(paper.file_id),
            col(paper.title),
            *(cast(null(), kind) for kind in nothing),
            col(public.id).is_not(None),
            cast(null(), Integer),
            col(paper.created_at),
            col(paper.id),
        )
        .outerjoin(public, opened)
        .where(col(paper.meeting_id) == meeting_id, col(paper.file_id).is_not(None))
    )


def counts_papers(session: Session, meeting_id: UUID) -> int:
    """How many papers the meeting has in all."""
    return session.exec(
        select(func.count()).select_from(AgendaPaper).where(col(AgendaPaper.meeting_id) == meeting_id)
    ).one()


def public_files(session: Session, meeting_id: UUID) -> set[UUID]:
    """The files everybody with the code may open."""
    return set(session.exec(select(PublicPaper.file_id).where(col(PublicPaper.meeting_id) == meeting_id)))


def drop_public(session: Session, meeting_id: UUID, file_ids: Collection[UUID]) -> None:
    """Take these files back behind signing in."""
    session.execute(
        delete(PublicPaper).where(col(PublicPaper.meeting_id) == meeting_id, col(PublicPaper.file_id).in_(file_ids))
    )


def drop_delegations(session: Session, ids: Collection[UUID]) -> None:
    """Their people stay, without a delegation."""
    session.execute(update(Seat).where(col(Seat.delegation_id).in_(ids)).values(delegation_id=None))
    session.execute(delete(Delegation).where(col(Delegation.id).in_(ids)))


def drop_sessions(session: Session, ids: Collection[UUID]) -> None:
    """What was scanned during them stays."""
    session.execute(delete(ConferenceSession).where(col(ConferenceSession.id).in_(ids)))


def drop_booths(session: Session, ids: Collection[UUID]) -> None:
    """With their numbers."""
    session.execute(delete(BoothVisits).where(col(BoothVisits.booth_id).in_(ids)))
    session.execute(delete(Booth).where(col(Booth.id).in_(ids)))


def seat_rows(session: Session, meeting_id: UUID) -> Sequence[Seat]:
    """Every place given at a meeting."""
    return session.exec(select(Seat).where(col(Seat.meeting_id) == meeting_id)).all()


def namesakes(
    session: Session, organization_id: UUID, folded: Collection[str]
) -> Sequence[tuple[UUID, str, str | None, str]]:
    """Members below an organisation with one of these folded names: id, folded name, phone, branch."""
    statement: Any = (
        select_columns(col(Member.id), col(Member.name_folded), col(Member.phone), col(Organization.name))
        .join(Organization, col(Organization.id) == col(Member.branch_id))
        .where(
            col(Member.name_folded).in_(folded),
            col(Member.state).in_(PRESENT),
            col(Member.branch_id).in_(scope.below([organization_id])),
        )
    )
    return [tuple(row) for row in session.execute(statement)]


def behind(session: Session, token: str) -> tuple[Meeting, str] | None:
    """The published meeting behind a printed code, with its organisation's name."""
    statement: Any = (
        select_columns(Meeting, col(Organization.name))
        .join(Conference, col(Conference.meeting_id) == col(Meeting.id))
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(col(Conference.token) == token, col(Meeting.published_at).is_not(None))
    )
    row = session.execute(statement).first()
    return (row[0], row[1]) if row else None


def booth_behind(session: Session, token: str) -> tuple[Booth, str] | None:
    """The booth behind a code, with the title of its conference."""
    statement: Any = (
        select_columns(Booth, col(Meeting.title))
        .join(Meeting, col(Meeting.id) == col(Booth.meeting_id))
        .where(col(Booth.token) == token, col(Meeting.published_at).is_not(None))
    )
    row = session.execute(statement).first()
    return (row[0], row[1]) if row else None


def visits_on(session: Session, booth_id: UUID, day: Any) -> BoothVisits | None:
    """The number of a day, held."""
    statement = select(BoothVisits).where(col(BoothVisits.booth_id) == booth_id, col(BoothVisits.visited_on) == day)
    return session.exec(statement.with_for_update()).first()
