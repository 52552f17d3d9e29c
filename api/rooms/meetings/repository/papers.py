"""Queries about scores, papers, numbers, signed copies and templates of meetings the caller has been shown."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.rooms.meetings.models import (
    AgendaPaper,
    Meeting,
    MeetingPaper,
    MeetingScore,
    NumberCounter,
    PaperAddition,
    PaperEdition,
    PaperKind,
    PaperNumber,
    PaperTemplate,
    SignedPaper,
)
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account


def place_of(session: Session, meeting: Meeting) -> tuple[Organization, Organization | None, MeetingScore | None]:
    """The organisation, the one above it, and the score form people filled in."""
    above = aliased(Organization)
    statement = (
        select(Organization, above, MeetingScore)
        .outerjoin(above, col(above.id) == col(Organization.parent_id))
        .outerjoin(MeetingScore, col(MeetingScore.meeting_id) == meeting.id)
        .where(col(Organization.id) == meeting.organization_id)
    )
    own, parent, score = session.exec(statement).one()
    return own, parent, score


def laid_out_at(session: Session, meeting_id: UUID) -> Sequence[datetime]:
    """When each paper of the agenda was laid out."""
    return session.exec(select(AgendaPaper.created_at).where(col(AgendaPaper.meeting_id) == meeting_id)).all()


def score_of(session: Session, meeting_id: UUID) -> MeetingScore | None:
    """The score form people filled in."""
    return session.exec(select(MeetingScore).where(col(MeetingScore.meeting_id) == meeting_id)).first()


def paper_of(session: Session, meeting_id: UUID, kind: PaperKind) -> MeetingPaper | None:
    """One paper of a meeting."""
    statement = select(MeetingPaper).where(col(MeetingPaper.meeting_id) == meeting_id, col(MeetingPaper.kind) == kind)
    return session.exec(statement).first()


def papers_of(session: Session, meeting_id: UUID) -> Sequence[MeetingPaper]:
    """All papers of a meeting, minutes first."""
    statement = select(MeetingPaper).where(col(MeetingPaper.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(MeetingPaper.kind))).all()


def sealed_of(session: Session, meeting_id: UUID) -> Sequence[tuple[MeetingPaper, PaperNumber]]:
    """The sealed papers of a meeting with their numbers, minutes first."""
    statement = (
        select(MeetingPaper, PaperNumber)
        .join(PaperNumber, col(PaperNumber.paper_id) == col(MeetingPaper.id))
        .where(col(MeetingPaper.meeting_id) == meeting_id, col(MeetingPaper.sealed_at).is_not(None))
    )
    return session.exec(statement.order_by(col(MeetingPaper.kind))).all()


def additions_of(session: Session, meeting_id: UUID) -> Sequence[PaperAddition]:
    """What was added after the closing, in the order it came."""
    statement = select(PaperAddition).where(col(PaperAddition.meeting_id) == meeting_id)
    return session.exec(statement.order_by(col(PaperAddition.created_at), col(PaperAddition.id))).all()


def editions_of(session: Session, paper_ids: Collection[UUID]) -> Sequence[PaperEdition]:
    """Every PDF given out, the latest first."""
    statement = select(PaperEdition).where(col(PaperEdition.paper_id).in_(paper_ids))
    return session.exec(statement.order_by(col(PaperEdition.number).desc())).all()


def signed_of(session: Session, paper_ids: Collection[UUID]) -> Sequence[SignedPaper]:
    """Signed copies, the latest first."""
    statement = select(SignedPaper).where(col(SignedPaper.paper_id).in_(paper_ids))
    return session.exec(statement.order_by(col(SignedPaper.created_at).desc())).all()


def numbers_of(session: Session, paper_ids: Collection[UUID]) -> dict[UUID, PaperNumber]:
    """The number of each paper."""
    statement = select(PaperNumber).where(col(PaperNumber.paper_id).in_(paper_ids))
    return {number.paper_id: number for number in session.exec(statement)}


def next_number(session: Session, organization_id: UUID, type_: str, term: str) -> int:
    """Take the next number. Whoever comes second waits for the first one's commit; a rollback gives it back."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    key = {"organization_id": organization_id, "type": type_, "term": term}
    statement = (
        insert(NumberCounter)
        .values(**key, last=1)
        .on_conflict_do_update(index_elements=[*key], set_={"last": col(NumberCounter.last) + 1})
        .returning(col(NumberCounter.last))
    )
    number: int = session.execute(statement).scalar_one()
    return number


def by_code(session: Session, code: str) -> tuple[MeetingPaper, Meeting, Organization] | None:
    """The paper that carries a code. For the open page, hence without a limit: the code is 60 random bits."""
    statement = (
        select(MeetingPaper, Meeting, Organization)
        .join(Meeting, col(Meeting.id) == col(MeetingPaper.meeting_id))
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(col(MeetingPaper.code) == code)
    )
    return session.exec(statement).first()


def template_of(session: Session, organization_id: UUID, kind: PaperKind) -> PaperTemplate | None:
    """The organisation's own template."""
    statement = select(PaperTemplate).where(
        col(PaperTemplate.organization_id) == organization_id, col(PaperTemplate.kind) == kind
    )
    return session.exec(statement).first()


def nearest_templates(session: Session, places: Sequence[UUID]) -> dict[PaperKind, PaperTemplate]:
    """Of each kind the template of the first of these places that has one."""
    found = session.exec(select(PaperTemplate).where(col(PaperTemplate.organization_id).in_(places))).all()
    return {row.kind: row for row in sorted(found, key=lambda row: -places.index(row.organization_id))}


def organization_names(session: Session, organization_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of committees above the caller's organisation; that they exist is no secret below them."""
    statement = select(Organization.id, Organization.name).where(col(Organization.id).in_(organization_ids))
    return dict(session.exec(statement).all()) if organization_ids else {}


def account_name(session: Session, account_id: UUID) -> str:
    """What the holder of an account is called."""
    statement = (
        select(Member.full_name, Account.display_name)
        .select_from(Account)
        .join(Member, col(Member.id) == col(Account.member_id), isouter=True)
        .where(col(Account.id) == account_id)
    )
    full_name, display_name = session.exec(statement).one()
    return full_name or display_name or ""
