"""HTTP of votes: put, counted by hand, polled on phones, checked afterwards."""

from uuid import UUID

from fastapi import APIRouter, Request

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.rooms.meetings.errors import record as errors
from api.rooms.meetings.errors.schedule import IdTaken, MeetingNotFound, MeetingStateWrong
from api.rooms.meetings.schemas.votes import (
    BallotPaperRead,
    BallotPaperRequest,
    CastRead,
    OpenBallotRequest,
    ReceiptRead,
    SecretBallotRequest,
    TallyRequest,
    VoteRead,
    VoteRequest,
)
from api.rooms.meetings.service import balloting, counting, putting

router = APIRouter()
_SEEN = (NotSignedIn, MeetingNotFound, errors.VoteNotFound, errors.VoteWayWrong)
_RUN = (*_SEEN, NotAllowed, MeetingStateWrong, errors.VoteOver)
_CAST = (errors.VoteOver, errors.BallotTaken)


@router.put(
    "/meetings/{meeting_id}/votes/{vote_id}",
    responses=documents(
        NotSignedIn,
        MeetingNotFound,
        NotAllowed,
        MeetingStateWrong,
        errors.ItemUnknown,
        errors.SubjectUnknown,
        errors.WayNotAllowed,
        IdTaken,
    ),
)
def put_vote(  # noqa: PLR0913, PLR0917 - what FastAPI brings in
    meeting_id: UUID, vote_id: UUID, body: VoteRequest, actor: CurrentActor, session: WriteSession, request: Request
) -> VoteRead:
    """Put a question to the vote: the roster freezes with the reason for each; the id is the phone's."""
    return putting.put_vote(session, actor, meeting_id, vote_id, body, _sealing(request))


@router.put(
    "/meetings/{meeting_id}/votes/{vote_id}/tally",
    responses=documents(*_RUN, errors.TallyImpossible),
)
def enter_tally(
    meeting_id: UUID, vote_id: UUID, request: TallyRequest, actor: CurrentActor, session: WriteSession
) -> VoteRead:
    """Enter the count of raised cards or paper ballots; other numbers later are a correction."""
    return counting.enter_tally(session, actor, meeting_id, vote_id, request)


@router.post("/meetings/{meeting_id}/votes/{vote_id}/count", responses=documents(*_RUN))
def count_poll(meeting_id: UUID, vote_id: UUID, actor: CurrentActor, session: WriteSession) -> VoteRead:
    """End a poll on phones and count it."""
    return counting.count_poll(session, actor, meeting_id, vote_id)


@router.post("/meetings/{meeting_id}/votes/{vote_id}/cancel", responses=documents(*_RUN))
def cancel_vote(meeting_id: UUID, vote_id: UUID, actor: CurrentActor, session: WriteSession) -> VoteRead:
    """Call a vote off before it is counted."""
    return counting.cancel_vote(session, actor, meeting_id, vote_id)


@router.put(
    "/meetings/{meeting_id}/votes/{vote_id}/ballot",
    status_code=204,
    responses=documents(*_SEEN, *_CAST, errors.MayNotVote),
)
def choose_openly(
    meeting_id: UUID, vote_id: UUID, request: OpenBallotRequest, actor: CurrentActor, session: WriteSession
) -> None:
    """My choice in an open poll; one each."""
    balloting.choose_openly(session, actor, meeting_id, vote_id, request)


@router.put(
    "/meetings/{meeting_id}/votes/{vote_id}/paper",
    responses=documents(*_SEEN, *_CAST, errors.MayNotVote, errors.BallotInvalid),
)
def take_ballot_paper(  # noqa: PLR0913, PLR0917 - what FastAPI brings in
    meeting_id: UUID,
    vote_id: UUID,
    body: BallotPaperRequest,
    actor: CurrentActor,
    session: WriteSession,
    request: Request,
) -> BallotPaperRead:
    """Take my ballot in a secret poll: a blind signature, the same for the same blinded words; one each."""
    return balloting.take_paper(session, actor, meeting_id, vote_id, body, _sealing(request))


@router.get(
    "/meetings/{meeting_id}/votes/{vote_id}/receipts",
    responses=documents(*_SEEN, errors.NotCountedYet),
)
def list_receipts(meeting_id: UUID, vote_id: UUID, actor: CurrentActor, session: ReadSession) -> list[ReceiptRead]:
    """The ballots of a counted secret poll by receipt, so that everybody can count again and find his own."""
    return balloting.list_receipts(session, actor, meeting_id, vote_id)


@router.put(
    "/ballots/{vote_id}",
    responses=documents(errors.VoteNotFound, errors.VoteWayWrong, *_CAST, errors.BallotInvalid),
)
def cast_secret_ballot(vote_id: UUID, request: SecretBallotRequest, session: WriteSession) -> CastRead:
    """Cast a secret ballot; sent without a session, so that nobody stands behind it."""
    return balloting.cast_secretly(session, vote_id, request)


def _sealing(request: Request) -> bytes:
    secret: bytes = request.app.state.settings.secret("vote-keys")
    return secret
