"""What phones and desks take with them before the network goes: passes, bundles, the key of the wall."""

from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.attendance import codes
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.desks import BundleRead, HallRead, Passes, PassRead, RoomKeyRead, SealedRowRead
from api.rooms.attendance.sealing import seal
from api.rooms.attendance.service.granting import require_scanner
from api.rooms.members.service import same_person
from api.rooms.signin.service import public_keys

AHEAD = timedelta(days=45)
BEHIND = timedelta(hours=12)


def read_passes(session: Session, actor: Actor, secret: bytes) -> Passes:
    """My pseudonyms for the meetings ahead to which I am asked."""
    now = clock.now()
    if actor.member_id is None:
        return Passes(server_at=now, step_seconds=codes.MEMBER_STEP_SECONDS, items=[])
    rows = repository.meetings_ahead(session, same_person(actor.member_id), now - BEHIND, now + AHEAD)
    return Passes(
        server_at=now,
        step_seconds=codes.MEMBER_STEP_SECONDS,
        items=[
            PassRead(
                meeting_id=meeting.id,
                title=meeting.title,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                pseudonym=codes.pseudonym(secret, meeting.id, member_id).hex(),
                hall=HallRead.model_validate(hall) if hall else None,
            )
            for meeting, member_id, hall in rows
        ],
    )


def read_bundle(session: Session, actor: Actor, secret: bytes, meeting_id: UUID, site_id: UUID | None) -> BundleRead:
    """The sealed rows of everybody expected at a site (None: at the meeting)."""
    require_scanner(session, actor, meeting_id, site_id)
    people = repository.expected(session, meeting_id, site_id)
    keys = public_keys(session, [member_id for member_id, _, _ in people])
    rows = []
    for member_id, name, seat_at in people:
        content = {
            "member_id": str(member_id),
            "name": name,
            "site_id": str(seat_at) if seat_at else None,
            "keys": [_point(key) for key in keys.get(member_id, [])],
        }
        rows.append(seal(codes.pseudonym(secret, meeting_id, member_id), content))
    return BundleRead(
        server_at=clock.now(),
        meeting_id=meeting_id,
        site_id=site_id,
        expected=len(rows),
        rows=[SealedRowRead(tag=row.tag.hex(), sealed=row.sealed.hex()) for row in sorted(rows, key=lambda r: r.tag)],
    )


def read_room_key(session: Session, actor: Actor, secret: bytes, meeting_id: UUID, site_id: UUID | None) -> RoomKeyRead:
    """The key of the screen on the wall, for those who may scan there."""
    require_scanner(session, actor, meeting_id, site_id)
    return RoomKeyRead(
        server_at=clock.now(),
        meeting_id=meeting_id,
        site_id=site_id,
        key=codes.room_key(secret, meeting_id, site_id).hex(),
        step_seconds=codes.ROOM_STEP_SECONDS,
    )


def _point(spki: bytes) -> str:
    """The point of a key in hexadecimal, which is what WebCrypto imports as `raw`."""
    return load_der_public_key(spki).public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()
