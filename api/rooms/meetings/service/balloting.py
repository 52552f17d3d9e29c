"""Ballots on phones. What a secret one hides, and what it does not, is said in `blind_ballots.py`."""

import hashlib
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.meetings import blind_ballots
from api.rooms.meetings.errors.record import (
    BallotInvalid,
    BallotTaken,
    MayNotVote,
    NotCountedYet,
    VoteNotFound,
    VoteOver,
    VoteWayWrong,
)
from api.rooms.meetings.models import BallotPaper, OpenBallot, SecretBallot, Vote, VoteState, VoteWay
from api.rooms.meetings.repository import votes as repository
from api.rooms.meetings.schemas.votes import (
    BallotPaperRead,
    BallotPaperRequest,
    CastRead,
    OpenBallotRequest,
    ReceiptRead,
    SecretBallotRequest,
)
from api.rooms.meetings.service.putting import find_vote


def choose_openly(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID, request: OpenBallotRequest) -> None:
    """A member's choice in an open poll; the same again changes nothing, another is refused."""
    _, vote = find_vote(session, actor, meeting_id, vote_id)
    member_id = _voter(session, actor, vote, VoteWay.PHONE_OPEN)
    known = repository.open_ballot(session, vote.id, member_id)
    if known is not None:
        if known.choice is not request.choice:
            raise BallotTaken(vote_id=str(vote.id))
        return
    _check_open(vote)
    session.add(OpenBallot(vote_id=vote.id, member_id=member_id, choice=request.choice))


def take_paper(  # noqa: PLR0913, PLR0917 - who, where, what, and the key
    session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID, request: BallotPaperRequest, sealing: bytes
) -> BallotPaperRead:
    """Sign a member's blinded ballot and record that he took one; the same words again get the same signature."""
    _, vote = find_vote(session, actor, meeting_id, vote_id)
    member_id = _voter(session, actor, vote, VoteWay.PHONE_SECRET)
    known = repository.paper(session, vote.id, member_id)
    if known is not None:
        if known.blinded != request.blinded:
            raise BallotTaken(vote_id=str(vote.id))
        return BallotPaperRead(signed=known.signed)
    _check_open(vote)
    signed = blind_ballots.sign_blinded(vote.private_key or b"", sealing, request.blinded)
    if signed is None:
        raise BallotInvalid(vote_id=str(vote.id))
    session.add(BallotPaper(vote_id=vote.id, member_id=member_id, blinded=request.blinded, signed=signed))
    return BallotPaperRead(signed=signed)


def cast_secretly(session: Session, vote_id: UUID, request: SecretBallotRequest) -> CastRead:
    """Put a ballot into the box without a session; the same token again gets the same receipt."""
    vote = repository.find_vote(session, vote_id)
    if vote is None:
        raise VoteNotFound(vote_id=str(vote_id))
    if vote.public_key is None:
        raise VoteWayWrong(way=vote.way)
    if not blind_ballots.is_ours(vote.public_key, request.token, request.signature):
        raise BallotInvalid(vote_id=str(vote_id))
    known = session.get(SecretBallot, request.token)
    if known is not None:
        if (known.vote_id, known.choice) != (vote_id, request.choice):
            raise BallotTaken(vote_id=str(vote_id))
        return CastRead(receipt=receipt_of(request.token))
    _check_open(vote)
    session.add(SecretBallot(token=request.token, vote_id=vote_id, choice=request.choice))
    return CastRead(receipt=receipt_of(request.token))


def list_receipts(session: Session, actor: Actor, meeting_id: UUID, vote_id: UUID) -> list[ReceiptRead]:
    """Every secret ballot of a counted vote, in the order of the receipts: each phone finds its own."""
    _, vote = find_vote(session, actor, meeting_id, vote_id)
    if vote.way is not VoteWay.PHONE_SECRET:
        raise VoteWayWrong(way=vote.way)
    if vote.state is not VoteState.COUNTED:
        raise NotCountedYet(vote_id=str(vote.id))
    box = repository.secret_ballots(session, vote.id)
    receipts = [ReceiptRead(receipt=receipt_of(ballot.token), choice=ballot.choice) for ballot in box]
    return sorted(receipts, key=lambda receipt: receipt.receipt)


def receipt_of(token: str) -> str:
    """SHA-256 of the token's bytes: tells the ballot without letting anybody cast it."""
    return hashlib.sha256(bytes.fromhex(token)).hexdigest()


def _voter(session: Session, actor: Actor, vote: Vote, way: VoteWay) -> UUID:
    if vote.way is not way:
        raise VoteWayWrong(way=vote.way)
    seat = repository.seat(session, vote.id, actor.member_id) if actor.member_id else None
    if seat is None or not seat.may_vote:
        raise MayNotVote(reason=seat.reason if seat else None)
    return seat.member_id


def _check_open(vote: Vote) -> None:
    if vote.state is not VoteState.OPEN:
        raise VoteOver(state=vote.state)
