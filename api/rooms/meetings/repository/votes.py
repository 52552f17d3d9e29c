"""Queries about the votes of a meeting that the caller has been shown."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from api.rooms.meetings.models import BallotPaper, Choice, OpenBallot, SecretBallot, Vote, VoteSeat, VoteTally, VoteWay


def votes_of(session: Session, meeting_id: UUID) -> Sequence[Vote]:
    """In the order in which they were put."""
    return session.exec(
        select(Vote).where(col(Vote.meeting_id) == meeting_id).order_by(col(Vote.created_at), col(Vote.id))
    ).all()


def seats_of(session: Session, vote_ids: Collection[UUID]) -> Sequence[VoteSeat]:
    """The frozen rosters, in the order of the roll."""
    return session.exec(select(VoteSeat).where(col(VoteSeat.vote_id).in_(vote_ids)).order_by(col(VoteSeat.id))).all()


def tallies_of(session: Session, vote_ids: Collection[UUID]) -> Sequence[VoteTally]:
    """All counts, the one that stands last."""
    return session.exec(
        select(VoteTally).where(col(VoteTally.vote_id).in_(vote_ids)).order_by(col(VoteTally.number))
    ).all()


def cast_in(session: Session, vote_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many ballots lie in the box of each poll."""
    secret = select(SecretBallot.vote_id).where(col(SecretBallot.vote_id).in_(vote_ids))
    both = secret.union_all(select(OpenBallot.vote_id).where(col(OpenBallot.vote_id).in_(vote_ids))).subquery()
    return dict(session.execute(select(both.c.vote_id, func.count()).group_by(both.c.vote_id)).all())


def took_part(session: Session, vote_ids: Collection[UUID], member_id: UUID) -> set[UUID]:
    """In which of these polls the member has taken a ballot, open or secret."""
    paper = select(BallotPaper.vote_id).where(
        col(BallotPaper.vote_id).in_(vote_ids), col(BallotPaper.member_id) == member_id
    )
    chosen = select(OpenBallot.vote_id).where(
        col(OpenBallot.vote_id).in_(vote_ids), col(OpenBallot.member_id) == member_id
    )
    return set(session.execute(paper.union(chosen)).scalars().all())


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
