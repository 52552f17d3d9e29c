"""A kiosk looks: who is not recognised is forgotten here, who is gets a ticket for the roll-call."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor
from api.kit.ids import new_id
from api.rooms.attendance.service import Ticket, take_back
from api.rooms.faces import challenges, errors, gates, liveness, matching
from api.rooms.faces.challenges import Challenge
from api.rooms.faces.engine.worker import Sighting
from api.rooms.faces.models import FaceKiosk, FaceMatch, FaceOverride, Override
from api.rooms.faces.repository import kiosks as repository
from api.rooms.faces.repository import members
from api.rooms.faces.schemas.kiosk import KioskOutcome, LookRead, Matches, MatchRead
from api.rooms.faces.service.granting import find_kiosk
from api.rooms.faces.service.greeting import greeting_of
from api.rooms.faces.service.lens import Lens
from api.rooms.faces.service.seeing import challenge_of, probe_of, said, signed, token_of
from api.rooms.meetings.models import Meeting

FRAMES = (1, 3)
LAST = 10
_UNDONE = "Hủy kết quả nhận diện tại chỗ"
"""The reason that stands in the roll-call; the meeting's language."""


def look(lens: Lens, actor: Actor, kiosk_id: UUID, frames: Sequence[bytes]) -> LookRead:
    """Whom the kiosk sees. Only somebody who is greeted is written down."""
    if not FRAMES[0] <= len(frames) <= FRAMES[1]:
        raise errors.FramesMissing(wanted=FRAMES[1])
    with lens.database.reading() as session:
        kiosk = find_kiosk(session, actor, kiosk_id)
        gallery = lens.gallery(session, kiosk)
    if len(frames) < FRAMES[1]:
        return _glance(lens.see(frames, vectors=False))
    probe, hint = probe_of(lens.see(frames), gallery.scale)
    if probe is None:
        return said(KioskOutcome.NOBODY, hint=hint)
    found = matching.nearest(gallery, probe)
    if found is None or found.score < gallery.scale.doubt:
        return said(KioskOutcome.UNKNOWN)
    if not matching.is_certain(found, gallery):
        return said(KioskOutcome.UNSURE)
    made = Challenge(
        scan_id=new_id(),
        place_id=kiosk.id,
        member_id=found.member_id,
        score=round(found.score, 2),
        threshold=gallery.threshold,
        turns=tuple(liveness.ask()) if kiosk.asks_to_turn else (),
        expires_at=clock.now() + challenges.GOOD_FOR,
    )
    if made.turns:
        return said(KioskOutcome.TURN, turns=made.turns, token=token_of(lens, made))
    return _greet(lens, actor, kiosk, made, turned=False)


def _glance(seen: Sequence[Sighting]) -> LookRead:
    """Whether anybody is there at all: a kiosk before which nobody stands costs little."""
    near = any(one.measures is not None and gates.is_comparable(one.measures) for one in seen)
    return said(KioskOutcome.NEAR if near else KioskOutcome.NOBODY)


def turn(lens: Lens, actor: Actor, kiosk_id: UUID, token: str, frames: Sequence[bytes]) -> LookRead:
    """Whether the head was turned as asked; three answers to one challenge, then the attendant decides."""
    if not liveness.FEWEST <= len(frames) <= liveness.MOST:
        raise errors.FramesMissing(wanted=liveness.FEWEST)
    with lens.database.reading() as session:
        kiosk = find_kiosk(session, actor, kiosk_id)
        asked = challenge_of(lens, token, kiosk.id)
        template = members.template_of(session, asked.member_id, kiosk.meeting_id)
        if template is None:
            raise errors.TokenInvalid
        vector = lens.open(template)
    if not lens.may_try(asked.scan_id):
        raise errors.TokenInvalid
    flaw = liveness.flaw_of(asked.turns, lens.see(frames), vector, lens.scale.turning)
    if flaw is not None:
        return said(KioskOutcome.NOT_TURNED, turns=asked.turns, token=token)
    return _greet(lens, actor, kiosk, asked, turned=True)


def vouch(lens: Lens, actor: Actor, kiosk_id: UUID, token: str) -> LookRead:
    """The attendant knows the person who was recognised and did not turn; written down as an override."""
    with lens.database.reading() as session:
        kiosk = find_kiosk(session, actor, kiosk_id)
    return _greet(lens, actor, kiosk, challenge_of(lens, token, kiosk.id), turned=False, vouched=True)


def undo(session: Session, actor: Actor, kiosk_id: UUID, scan_id: UUID) -> MatchRead:
    """The attendant says that it was somebody else; the scan counts no more."""
    kiosk = find_kiosk(session, actor, kiosk_id)
    match = repository.match(session, scan_id)
    if match is None or match.kiosk_id != kiosk.id:
        raise errors.KioskNotFound
    if match.id not in repository.undone(session, [match.id]):
        session.add(
            FaceOverride(kiosk_id=kiosk.id, match_id=match.id, kind=Override.UNDONE, account_id=actor.account_id)
        )
        take_back(session, actor, _ticket(actor, kiosk, match), _UNDONE)
        meeting = session.get_one(Meeting, kiosk.meeting_id)
        audit.note(
            session,
            actor,
            "faces.undone",
            subject_kind="member",
            subject_id=match.member_id,
            organization_id=meeting.organization_id,
        )
        session.flush()
    return _matches(session, kiosk, [match])[0]


def last_seen(session: Session, actor: Actor, kiosk_id: UUID) -> Matches:
    """The last ten people this kiosk greeted."""
    kiosk = find_kiosk(session, actor, kiosk_id)
    return Matches(items=_matches(session, kiosk, repository.matches_at(session, kiosk.id, LAST)))


def _matches(session: Session, kiosk: FaceKiosk, rows: Sequence[FaceMatch]) -> list[MatchRead]:
    undone = repository.undone(session, [row.id for row in rows])
    greetings = greeting_of(session, kiosk.meeting_id, [row.member_id for row in rows])
    return [
        MatchRead(
            scan_id=row.id,
            at=row.created_at,
            title=greetings[row.member_id].title,
            seat=greetings[row.member_id].seat,
            name=greetings[row.member_id].name,
            turned=row.turned,
            undone=row.id in undone,
        )
        for row in rows
    ]


def _greet(  # noqa: PLR0913 - what was found, and the two ways in which it was confirmed, by name
    lens: Lens, actor: Actor, kiosk: FaceKiosk, found: Challenge, *, turned: bool, vouched: bool = False
) -> LookRead:
    """Write the match down and give the ticket, unless the template has gone meanwhile."""
    with lens.database.writing() as session:
        if members.template_of(session, found.member_id, kiosk.meeting_id) is None:
            return said(KioskOutcome.UNKNOWN)
        before = repository.last_match(session, kiosk.meeting_id, found.member_id)
        if before is not None and before.id in repository.undone(session, [before.id]):
            return said(KioskOutcome.UNSURE)  # a person has spoken: the machine does not insist
        if before is not None and before.kiosk_id == kiosk.id:
            match, outcome = before, KioskOutcome.ALREADY
        else:
            match, outcome = _written(session, kiosk, found, lens.engine, turned=turned), KioskOutcome.GREETED
            if vouched:
                session.add(_vouched(kiosk, match, actor))
        greeting = greeting_of(session, kiosk.meeting_id, [found.member_id])[found.member_id]
    return said(
        outcome,
        scan_id=match.id,
        ticket=signed(lens, _ticket(actor, kiosk, match)),
        name=greeting.name,
        seat=greeting.seat,
        title=greeting.title,
    )


def _written(session: Session, kiosk: FaceKiosk, found: Challenge, engine: str, *, turned: bool) -> FaceMatch:
    match = FaceMatch(
        id=found.scan_id,
        kiosk_id=kiosk.id,
        meeting_id=kiosk.meeting_id,
        member_id=found.member_id,
        engine=engine,
        score=found.score,
        threshold=found.threshold,
        turned=turned,
    )
    session.add(match)
    session.flush()
    return match


def _vouched(kiosk: FaceKiosk, match: FaceMatch, actor: Actor) -> FaceOverride:
    return FaceOverride(kiosk_id=kiosk.id, match_id=match.id, kind=Override.VOUCHED, account_id=actor.account_id)


def _ticket(actor: Actor, kiosk: FaceKiosk, match: FaceMatch) -> Ticket:
    """Made again for the same scan: a kiosk whose line broke sends it once more and is told the same."""
    return Ticket(
        scan_id=match.id,
        meeting_id=kiosk.meeting_id,
        site_id=kiosk.site_id,
        member_id=match.member_id,
        account_id=actor.account_id,
    )
