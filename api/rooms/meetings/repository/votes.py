"""Queries about the votes of a meeting that the caller has been shown."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, false, func, or_
from sqlmodel import Session, col, select

from api.rooms.meetings.models import BallotPaper, Choice, OpenBallot, SecretBallot, Vote, VoteSeat, VoteTally, VoteWay


def votes_of(
    session: Session, meeting_id: UUID, reader: UUID | None
) -> Sequence[tuple[Vote, VoteTally | None, int, bool]]:
    """In the order in which they were put: the count that stands, ballots in the box, whether the reader took one."""
    latest = select(func.max(VoteTally.number)).where(col(VoteTally.vote_id) == col(Vote.id)).correlate(Vote)
    stands = and_(col(VoteTally.vote_id) == col(Vote.id), col(VoteTally.number) == latest.scalar_subquery())
    statement = (
        select(Vote, VoteTally, _cast(SecretBallot) + _cast(OpenBallot), or_(*_took(reader)))
        .outerjoin(VoteTally, stands)
        .where(col(Vote.meeting_id) == meeting_id)
        .order_by(col(Vote.created_at), col(Vote.id))
    )
    return [(vote, tally, cast, bool(took)) for vote, tally, cast, took in session.exec(statement)]


def _cast(table: type[SecretBallot | OpenBallot]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(col(table.vote_id) == col(Vote.id)).scalar_subquery()


def _took(reader: UUID | None) -> Iterator[ColumnElement[bool]]:
    """Whether the reader has a ballot, open or secret."""
    yield false()
    for table in (BallotPaper, OpenBallot) if reader else ():
        yield select(table.id).where(col(table.vote_id) == col(Vote.id), col(table.member_id) == reader).exists()


def seats_of(session: Session, vote_ids: Collection[UUID]) -> Sequence[VoteSeat]:
    """The frozen rosters, in the order of the roll."""
    return session.exec(select(VoteSeat).where(col(VoteSeat.vote_id).in_(vote_ids)).order_by(col(VoteSeat.id))).all()


def last_tally(session: Session, vote_id: UUID) -> VoteTally | None:
    """The count that stands; its number tells how many there were."""
    statement = select(VoteTally).where(col(VoteTally.vote_id) == vote_id)
    return session.exec(statement.order_by(col(VoteTally.number).desc()).limit(1)).first()


def find_vote(session: Session, vote_id: UUID) -> Vote | None:
    """One vote, held against whoever counts or casts at the same moment."""
    statement = select(Vote).where(col(Vote.id) == vote_id).with_for_update()
    return session.exec(statement.execution_options(populate_existing=True)).first()


def seat(session: Session, vote_id: UUID, member_id: UUID) -> VoteSeat | None:
    """One member's seat."""
    return session.exec(
        select(VoteSeat).where(col(VoteSeat.vote_id) == vote_id, col(VoteSeat.member_id) == member_id)
    ).first()


def paper(session: Session, vote_id: UUID, member_id: UUID) -> BallotPaper | None:
    """The ballot a member took in a secret poll."""
    return session.exec(
        select(BallotPaper).where(col(BallotPaper.vote_id) == vote_id, col(BallotPaper.member_id) == member_id)
    ).first()


def open_ballot(session: Session, vote_id: UUID, member_id: UUID) -> OpenBallot | None:
    """What a member chose in an open poll."""
    return session.exec(
        select(OpenBallot).where(col(OpenBallot.vote_id) == vote_id, col(OpenBallot.member_id) == member_id)
    ).first()


def choices(session: Session, vote: Vote) -> dict[Choice, int]:
    """How often each answer was given on phones."""
    table: type[SecretBallot | OpenBallot] = SecretBallot if vote.way is VoteWay.PHONE_SECRET else OpenBallot
    counted = select(table.choice, func.count()).where(col(table.vote_id) == vote.id).group_by(col(table.choice))
    return {Choice(choice): number for choice, number in session.execute(counted)}


def secret_ballots(session: Session, vote_id: UUID) -> Sequence[SecretBallot]:
    """The box, in the order of the random tokens."""
    return session.exec(
        select(SecretBallot).where(col(SecretBallot.vote_id) == vote_id).order_by(col(SecretBallot.token))
    ).all()
