"""On the own phone: whoever scanned the room's code may confirm by face, compared with the own template only.

Nobody stands beside this phone, so the head is always turned. A face that is another's is written down nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.ids import new_id
from api.rooms.attendance.service import Ticket, own_scan
from api.rooms.faces import challenges, errors, liveness
from api.rooms.faces.challenges import Challenge
from api.rooms.faces.engine.faces import Vector
from api.rooms.faces.models import FaceConfirmation, FaceTemplate, Standing
from api.rooms.faces.repository import members as repository
from api.rooms.faces.schemas.kiosk import KioskOutcome, LookRead
from api.rooms.faces.service.consenting import consented
from api.rooms.faces.service.enrolling import FRAMES
from api.rooms.faces.service.lens import LOOKS, Lens
from api.rooms.faces.service.seeing import challenge_of, probe_of, said, signed, token_of


@dataclass(frozen=True, slots=True)
class _Own:
    """What a confirmation stands on."""

    template: FaceTemplate
    meeting_id: UUID
    site_id: UUID | None
    room_scan_id: UUID


def look_at_owner(lens: Lens, actor: Actor, meeting_id: UUID, room_scan_id: UUID, frames: Sequence[bytes]) -> LookRead:
    """Whether three frames show the member whose phone it is; if so, which turns of the head are asked for."""
    if len(frames) != FRAMES:
        raise errors.FramesMissing(wanted=FRAMES)
    own, vector = _opened(lens, actor, meeting_id, room_scan_id)
    if not lens.may_try(room_scan_id, LOOKS):
        raise errors.ScanFirst
    probe, hint = probe_of(lens.see(frames), lens.scale)
    if probe is None:
        return said(KioskOutcome.NOBODY, hint=hint)
    score = float(vector @ probe)
    if score < lens.scale.doubt:
        return said(KioskOutcome.UNKNOWN)
    made = Challenge(
        scan_id=new_id(),
        place_id=room_scan_id,
        member_id=own.template.member_id,
        score=round(score, 2),
        threshold=lens.scale.doubt,
        turns=tuple(liveness.ask()),
        expires_at=clock.now() + challenges.GOOD_FOR,
    )
    return said(KioskOutcome.TURN, turns=made.turns, token=token_of(lens, made))


def confirm(  # noqa: PLR0913, PLR0917 - whose phone, which scan, the challenge and the answer to it
    lens: Lens, actor: Actor, meeting_id: UUID, room_scan_id: UUID, token: str, frames: Sequence[bytes]
) -> LookRead:
    """Whether the owner's head was turned as asked; then the ticket for the roll-call."""
    if not liveness.FEWEST <= len(frames) <= liveness.MOST:
        raise errors.FramesMissing(wanted=liveness.FEWEST)
    own, vector = _opened(lens, actor, meeting_id, room_scan_id)
    asked = challenge_of(lens, token, room_scan_id)
    if own.template.member_id != asked.member_id or not lens.may_try(asked.scan_id):
        raise errors.TokenInvalid
    if liveness.flaw_of(asked.turns, lens.see(frames), vector, lens.scale.turning) is not None:
        return said(KioskOutcome.NOT_TURNED, turns=asked.turns, token=token)
    with lens.database.writing() as session:
        own = _own(lens, session, actor, meeting_id, room_scan_id)
        before = repository.confirmation_of(session, room_scan_id)
        outcome = KioskOutcome.ALREADY if before else KioskOutcome.GREETED
        row = before or _written(session, own, asked)
    ticket = Ticket(row.id, meeting_id, own.site_id, row.member_id, actor.account_id)
    return said(outcome, scan_id=row.id, ticket=signed(lens, ticket))


def _opened(lens: Lens, actor: Actor, meeting_id: UUID, room_scan_id: UUID) -> tuple[_Own, Vector]:
    with lens.database.reading() as session:
        own = _own(lens, session, actor, meeting_id, room_scan_id)
        return own, lens.open(own.template)


def _own(lens: Lens, session: Session, actor: Actor, meeting_id: UUID, room_scan_id: UUID) -> _Own:
    """Consent, template and scan. Raises what `consented` does, `NothingStored` and `ScanFirst`."""
    _, given = consented(session, actor, meeting_id)
    template = repository.template_of(session, given.member_id, meeting_id)
    if template is None or template.engine != lens.engine or template.standing is not Standing.ACTIVE:
        raise errors.NothingStored
    scan = own_scan(session, actor, meeting_id, room_scan_id)
    if scan is None:
        raise errors.ScanFirst
    return _Own(template, meeting_id, scan.site_id, room_scan_id)


def _written(session: Session, own: _Own, asked: Challenge) -> FaceConfirmation:
    row = FaceConfirmation(
        id=asked.scan_id,
        meeting_id=own.meeting_id,
        member_id=own.template.member_id,
        room_scan_id=own.room_scan_id,
        engine=own.template.engine,
        score=asked.score,
        threshold=asked.threshold,
    )
    session.add(row)
    session.flush()
    return row
