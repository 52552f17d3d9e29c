"""Queries about the votes of a meeting that the caller has been shown."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from api.rooms.meetings.models import BallotPaper, OpenBallot, SecretBallot, Vote, VoteSeat, VoteTally


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
    return dict(session.execute(select(both.c.vote_id, func.count()).group_by(both.c.vote_id)).tuples().all())


def took_part(session: Session, vote_ids: Collection[UUID], member_id: UUID) -> set[UUID]:
    """In which of these polls the member has taken a ballot, open or secret."""
    paper = select(BallotPaper.vote_id).where(
        col(BallotPaper.vote_id).in_(vote_ids), col(BallotPaper.member_id) == member_id
    )
    chosen = select(OpenBallot.vote_id).where(
        col(OpenBallot.vote_id).in_(vote_ids), col(OpenBallot.member_id) == member_id
    )
    return set(session.execute(paper.union(chosen)).scalars().all())
