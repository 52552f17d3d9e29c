"""Votes as the record shows them, and the rules behind them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import rules
from api.kit.actors import Actor
from api.kit.rules import RuleSet
from api.rooms.meetings.majority import Franchise, Share, percent
from api.rooms.meetings.models import Meeting, Summons, Vote, VoteSeat, VoteTally, VoteWay
from api.rooms.meetings.repository import votes as repository
from api.rooms.meetings.schemas.votes import SeatRead, SubjectRead, TallyRead, VoteRead
from api.rooms.meetings.service.finding import day_of
from api.rooms.meetings.service.persons import Names

TOPICS = ("vote_subjects", "majority", "two_thirds")
PHONE_WAYS = (VoteWay.PHONE_OPEN, VoteWay.PHONE_SECRET)


def rules_of(session: Session, meeting: Meeting) -> dict[str, RuleSet]:
    """The rules of votes that hold on the meeting's day at its organisation."""
    return rules.find_several(session, TOPICS, day_of(meeting), meeting.organization_id)


def franchise_of(meeting: Meeting, found: Mapping[str, RuleSet]) -> Franchise:
    """Who counts at this meeting: of a committee by its own paragraph (294 §9.3.3)."""
    of_committee = meeting.summons is Summons.COMMITTEE
    return Franchise.read(found["vote_subjects"].content["committee"] if of_committee else found["majority"].content)


def subjects_of(found: Mapping[str, RuleSet]) -> list[SubjectRead]:
    """What may be voted on."""
    return [_subject(subject, found[subject["rule"]]) for subject in found["vote_subjects"].content["subjects"]]


def votes_of(session: Session, meeting: Meeting, names: Names, actor: Actor | None) -> list[VoteRead]:
    """Every vote with its roster, the tally that stands, and the reader's own part in it; at most two statements."""
    reader = actor.member_id if actor else None
    found = repository.votes_of(session, meeting.id, reader)
    seats = defaultdict[UUID, list[VoteSeat]](list)
    for seat in repository.seats_of(session, [vote.id for vote, *_ in found]) if found else ():
        seats[seat.vote_id].append(seat)
    return [
        vote_read(vote, seats[vote.id], tally, names, cast=cast, reader=reader, my_ballot=took)
        for vote, tally, cast, took in found
    ]


def vote_read(  # noqa: PLR0913 - what belongs to one vote, fetched for all at once
    vote: Vote,
    seats: Sequence[VoteSeat],
    tally: VoteTally | None,
    names: Names,
    *,
    cast: int,
    reader: UUID | None,
    my_ballot: bool,
) -> VoteRead:
    """One vote."""
    share = share_of(vote)
    return VoteRead(
        id=vote.id,
        item_id=vote.item_id,
        subject=vote.subject,
        title=vote.title,
        way=vote.way,
        state=vote.state,
        share=(share.part.numerator, share.part.denominator),
        more_than=share.more_than,
        citation=vote.rule["citation"],
        base=vote.base,
        may_vote=vote.may_vote,
        needed=share.needed(vote.base),
        seats=[_seat(seat, names) for seat in seats],
        tally=_tally(tally, vote, names) if tally else None,
        corrections=tally.number - 1 if tally else 0,
        cast=cast,
        public_key=vote.public_key,
        my_part=any(seat.member_id == reader and seat.may_vote for seat in seats),
        my_ballot=my_ballot,
        opened_at=vote.created_at,
    )


def share_of(vote: Vote) -> Share:
    """What the vote takes, as its rule stood when the roster froze."""
    return Share.read({"more_than" if vote.rule["more_than"] else "at_least": vote.rule["share"]})


def _subject(subject: dict[str, Any], rule: RuleSet) -> SubjectRead:
    share = Share.read(rule.content)
    ways = [VoteWay(way) for way in subject["ways"]]
    return SubjectRead(
        code=subject["code"],
        title=subject["title"],
        ways=[*ways, *PHONE_WAYS] if subject["poll"] else ways,
        share=(share.part.numerator, share.part.denominator),
        more_than=share.more_than,
        citation=rule.citation,
    )


def _seat(seat: VoteSeat, names: Names) -> SeatRead:
    return SeatRead(
        member_id=seat.member_id,
        name=names.member(seat.member_id),
        in_base=seat.in_base,
        may_vote=seat.may_vote,
        reason=seat.reason,
    )


def _tally(tally: VoteTally, vote: Vote, names: Names) -> TallyRead:
    return TallyRead(
        number=tally.number,
        agree=tally.agree,
        disagree=tally.disagree,
        other=tally.other,
        handed_out=tally.handed_out,
        collected=tally.collected,
        invalid=tally.invalid,
        percent=percent(tally.agree, vote.base),
        passed=tally.passed,
        counted_by=names.account(tally.account_id),
        counted_at=tally.created_at,
    )
