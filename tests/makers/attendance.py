"""Makers of the room `attendance`: phones with keys of their own, and the codes they show."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi.testclient import TestClient
from sqlmodel import col, select

from api.kit import clock
from api.kit.ids import new_id
from api.rooms.attendance import codes
from api.rooms.meetings.models import Meeting
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, Device, SignInSession
from api.rooms.signin.tokens import fingerprint
from tests.makers.signin import signed_in
from tests.support.house import House


def new_key() -> ec.EllipticCurvePrivateKey:
    """The key that never leaves a phone."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Phone:
    """A member signed in on a phone whose key the house knows."""

    house: House
    member: Member
    client: TestClient
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)

    def code(self, meeting: Meeting, at: datetime | None = None, key: ec.EllipticCurvePrivateKey | None = None) -> str:
        """What the phone shows at a moment, or what somebody with another key would make of its pseudonym."""
        pseudonym = codes.pseudonym(self.house.settings.secret("attendance"), meeting.id, self.member.id)
        counter = codes.step_at((at or clock.now()).timestamp(), codes.MEMBER_STEP_SECONDS)
        message = codes.member_message(meeting.id, pseudonym, counter)
        r, s = decode_dss_signature((key or self.key).sign(message, ec.ECDSA(SHA256())))
        return codes.write_member_code(codes.MemberCode(pseudonym, counter, r.to_bytes(32) + s.to_bytes(32)))


def a_phone(house: House, member: Member) -> Phone:
    """Sign a member in and give the device its key."""
    phone = Phone(house, member, signed_in(house, member=member))
    spki = phone.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with house.database.writing() as session:
        account = session.exec(select(Account).where(col(Account.member_id) == member.id)).one()
        started = session.exec(select(SignInSession).where(col(SignInSession.account_id) == account.id)).one()
        device = Device(
            account_id=account.id, token_hash=fingerprint(str(new_id())), public_key=spki, label="Điện thoại"
        )
        session.add(device)
        session.flush()
        started.device_id = device.id
        session.add(started)
    return phone


def wall_code(house: House, meeting_id: UUID, at: datetime | None = None, site_id: UUID | None = None) -> str:
    """What the screen on the wall shows at a moment."""
    key = codes.room_key(house.settings.secret("attendance"), meeting_id, site_id)
    counter = codes.step_at((at or clock.now()).timestamp(), codes.ROOM_STEP_SECONDS)
    return codes.write_room_code(codes.make_room_code(key, counter), house.settings.public_url)


def a_scan(meeting_id: UUID, *, at: datetime | None = None, **what: Any) -> dict[str, Any]:
    """One scan as a device reports it."""
    return {
        "scan_id": str(new_id()),
        "meeting_id": str(meeting_id),
        "device_at": (at or clock.now()).isoformat(),
        **{name: str(value) for name, value in what.items()},
    }


def report(client: TestClient, *scans: dict[str, Any], sent_at: datetime | None = None) -> list[dict[str, Any]]:
    """Send scans and return the answers."""
    body = {"sent_at": (sent_at or clock.now()).isoformat(), "items": list(scans)}
    answer = client.post("/api/attendance/scans", json=body)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
