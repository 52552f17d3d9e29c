"""Counting: tallies entered by hand, polls on phones, votes called off. A correction is a further tally."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.meetings.errors.record import TallyImpossible, VoteOver, VoteWayWrong
from api.rooms.meetings.majority import Papers, tally_problem
from api.rooms.meetings.models import Choice, Vote, VoteState, VoteTally, VoteWay
from api.rooms.meetings.repository import votes as repository
from api.rooms.meetings.schemas.votes import TallyRequest, VoteRead
from api.rooms.meetings.service.changing import check_state
from api.rooms.meetings.service.putting import as_read, find_vote_to_run
from api.rooms.meetings.service.voting import PHONE_WAYS, share_of
from api.rooms.meetings.service.writing import WRITABLE


def enter_tally(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID, request: TallyRequest) -> VoteRead:
    """The count of raised cards or paper ballots; the same numbers again change nothing, others correct the count."""
    meeting, vote = find_vote_to_run(session, actor, meeting_id, vote_id)
    check_state(meeting, WRITABLE)
    if vote.way in PHONE_WAYS:
        raise VoteWayWrong(way=vote.way)
    _check_not_cancelled(vote)
    papers = _papers(request)
    if (vote.way is VoteWay.SECRET_BALLOT) != (papers is not None):
        raise TallyImpossible(problem="papers_missing" if papers is None else "no_papers")
    problem = tally_problem((request.agree, request.disagree, request.other), vote.base, papers)
    if problem:
        raise TallyImpossible(problem=problem, base=vote.base)
    _keep(session, actor, vote, VoteTally(vote_id=vote.id, number=0, passed=False, **request.model_dump()))
    return as_read(session, actor, meeting, vote.id)


def count_poll(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID) -> VoteRead:
    """End a poll on phones and count it; the key of a secret one is destroyed. Counting again changes nothing."""
    meeting, vote = find_vote_to_run(session, actor, meeting_id, vote_id)
    check_state(meeting, WRITABLE)
    if vote.way not in PHONE_WAYS:
        raise VoteWayWrong(way=vote.way)
    _check_not_cancelled(vote)
    if vote.state is VoteState.OPEN:
        given = repository.choices(session, vote)
        _keep(
            session,
            actor,
            vote,
            VoteTally(
                vote_id=vote.id,
                number=0,
                passed=False,
                agree=given.get(Choice.AGREE, 0),
                disagree=given.get(Choice.DISAGREE, 0),
                other=given.get(Choice.OTHER, 0),
            ),
        )
    return as_read(session, actor, meeting, vote.id)


def cancel_vote(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID) -> VoteRead:
    """Call a vote off before it is counted; it stays in the record as called off."""
    meeting, vote = find_vote_to_run(session, actor, meeting_id, vote_id)
    check_state(meeting, WRITABLE)
    if vote.state is VoteState.COUNTED:
        raise VoteOver(state=vote.state)
    vote.state, vote.private_key = VoteState.CANCELLED, None
    vote.ended_at = vote.ended_at or clock.now()
    session.flush()
    return as_read(session, actor, meeting, vote.id)


def _keep(session: Session, actor: Actor, vote: Vote, tally: VoteTally) -> None:
    earlier = repository.last_tally(session, vote.id)
    if earlier and _numbers(earlier) == _numbers(tally):
        return
    tally.number = earlier.number + 1 if earlier else 1
    tally.passed = share_of(vote).carries(tally.agree, vote.base)
    tally.account_id = actor.account_id
    session.add(tally)
    vote.private_key, vote.state = None, VoteState.COUNTED
    vote.ended_at = vote.ended_at or clock.now()
    session.flush()


def _numbers(tally: VoteTally) -> tuple[int | None, ...]:
    return tally.agree, tally.disagree, tally.other, tally.handed_out, tally.collected, tally.invalid


def _papers(request: TallyRequest) -> Papers | None:
    if request.handed_out is None or request.collected is None or request.invalid is None:
        return None
    return Papers(request.handed_out, request.collected, request.invalid)


def _check_not_cancelled(vote: Vote) -> None:
    if vote.state is VoteState.CANCELLED:
        raise VoteOver(state=vote.state)
