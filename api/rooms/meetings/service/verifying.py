"""The open page: whether a code on paper belongs to a recorded paper, and the hashes of its files. Nothing personal."""

from sqlmodel import Session

from api.rooms.meetings.errors.papers import CodeUnknown
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.papers import VerifiedCopyRead, VerifiedEditionRead, VerifiedRead
from api.rooms.meetings.service.finding import day_of
from api.rooms.signin import codes


def verify_paper(session: Session, typed: str) -> VerifiedRead:
    """What is recorded under a code, read as generously as codes on paper are typed."""
    code = codes.read(typed)
    found = repository.by_code(session, code) if code else None
    if code is None or found is None:
        raise CodeUnknown
    row, meeting, organization = found
    editions = repository.editions_of(session, [row.id])
    number = repository.numbers_of(session, [row.id])[row.id]
    return VerifiedRead(
        code=codes.grouped(code),
        kind=row.kind,
        title=row.content["title"],
        symbol=number.symbol,
        organization=organization.name,
        held_on=day_of(meeting),
        sealed_at=row.sealed_at or row.created_at,
        void=number.voided_at is not None,
        void_reason=number.void_reason,
        editions=[
            VerifiedEditionRead(sha256=one.sha256, issued_at=one.created_at, latest=one.sha256 == row.sha256)
            for one in editions
        ],
        signed=[
            VerifiedCopyRead(
                sha256=copy.sha256,
                intact=all(signature["intact"] for signature in copy.signatures),
                same_text=copy.same_text,
                signatures=len(copy.signatures),
            )
            for copy in repository.signed_of(session, [row.id])
        ],
    )
