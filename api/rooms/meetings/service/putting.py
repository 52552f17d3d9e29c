"""Putting a question to the vote: its rule, and the roster frozen with the reason for each."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.ids import new_id
from api.kit.rules import RuleSet
from api.rooms.meetings import blind_ballots, majority, roll
from api.rooms.meetings.errors.record import ItemUnknown, SubjectUnknown, VoteNotFound, WayNotAllowed
from api.rooms.meetings.errors.schedule import IdTaken
from api.rooms.meetings.models import CAME, Meeting, RollFact, Vote, VoteSeat, VoteState, VoteWay
from api.rooms.meetings.repository import record as records
from api.rooms.meetings.repository import votes as repository
from api.rooms.meetings.schemas.votes import SubjectRead, VoteRead, VoteRequest
from api.rooms.meetings.service.changing import check_state
from api.rooms.meetings.service.finding import find_meeting, find_to_record, roster
from api.rooms.meetings.service.persons import gather
from api.rooms.meetings.service.voting import franchise_of, rules_of, subjects_of, votes_of
from api.rooms.meetings.service.writing import WRITABLE


def put_vote(  # noqa: PLR0913, PLR0917 - who, where, what, and the key that seals
    session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID, request: VoteRequest, sealing: bytes
) -> VoteRead:
    """Freeze the roster for a question; the same id again changes only its words while it is open."""
    meeting = find_to_record(session, actor, meeting_id)
    check_state(meeting, WRITABLE)
    if request.item_id is not None and not records.has_item(session, meeting.id, request.item_id):
        raise ItemUnknown(item_id=str(request.item_id))
    vote = session.get(Vote, vote_id)
    if vote is None:
        _freeze(session, actor, meeting, vote_id, request, sealing)
    elif vote.meeting_id != meeting.id:
        raise IdTaken(id=str(vote_id))
    elif vote.state is VoteState.OPEN:
        vote.title, vote.item_id = request.title, request.item_id
    session.flush()
    return as_read(session, actor, meeting, vote_id)


def find_vote(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID) -> tuple[Meeting, Vote]:
    """A vote of a meeting the actor sees, held."""
    meeting = find_meeting(session, actor, meeting_id)
    return meeting, _of(session, meeting, vote_id)


def find_vote_to_run(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID) -> tuple[Meeting, Vote]:
    """A vote of a meeting the actor runs, held."""
    meeting = find_to_record(session, actor, meeting_id)
    return meeting, _of(session, meeting, vote_id)


def as_read(session: Session, actor: Actor, meeting: Meeting, vote_id: UUID) -> VoteRead:
    """One vote as it now stands."""
    votes = votes_of(session, meeting, gather(session, meeting), actor)
    return next(vote for vote in votes if vote.id == vote_id)


def _of(session: Session, meeting: Meeting, vote_id: UUID) -> Vote:
    vote = repository.find_vote(session, vote_id)
    if vote is None or vote.meeting_id != meeting.id:
        raise VoteNotFound(vote_id=str(vote_id))
    return vote


def _freeze(  # noqa: PLR0913, PLR0917 - everything a vote begins with
    session: Session, actor: Actor, meeting: Meeting, vote_id: UUID, request: VoteRequest, sealing: bytes
) -> None:
    found = rules_of(session, meeting)
    subject = next((one for one in subjects_of(found) if one.code == request.subject), None)
    if subject is None:
        raise SubjectUnknown(subject=request.subject)
    if request.way not in subject.ways:
        raise WayNotAllowed(way=request.way, citation=found["vote_subjects"].citation)
    seats = _seats(session, meeting, vote_id, found)
    key = blind_ballots.new_key(sealing) if request.way is VoteWay.PHONE_SECRET else None
    session.add(
        Vote(
            id=vote_id,
            meeting_id=meeting.id,
            item_id=request.item_id,
            subject=subject.code,
            title=request.title,
            way=request.way,
            rule=_as_it_stands(subject, found),
            base=sum(seat.in_base for seat in seats),
            may_vote=sum(seat.may_vote for seat in seats),
            opened_by=actor.account_id,
            public_key=key.public if key else None,
            private_key=key.private if key else None,
        )
    )
    session.flush()
    session.add_all(seats)


def _seats(session: Session, meeting: Meeting, vote_id: UUID, found: dict[str, RuleSet]) -> list[VoteSeat]:
    franchise = franchise_of(meeting, found)
    stands = roll.standing(records.all_of(session, RollFact, meeting.id))
    came = {member_id for member_id, standing in stands.items() if standing.fact.status in CAME}
    seats = []
    for person in roster(session, meeting):
        seat = majority.seat(person.state, came=person.member_id in came, franchise=franchise)
        seats.append(
            VoteSeat(
                id=new_id(),
                vote_id=vote_id,
                member_id=person.member_id,
                in_base=seat.in_base,
                may_vote=seat.may_vote,
                reason=seat.reason,
            )
        )
    return seats


def _as_it_stands(subject: SubjectRead, found: dict[str, RuleSet]) -> dict[str, object]:
    return {
        "share": list(subject.share),
        "more_than": subject.more_than,
        "citation": subject.citation,
        "rule_set_ids": {topic: str(rule.id) for topic, rule in found.items()},
    }
