"""A study conference: tens of thousands of members with phones and sessions, at sites with desks. Written in bulk.

All phones share one key: what verifying costs does not depend on it, making 70,000 would.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from api.cli.preparing import prepared
from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.attendance import codes
from api.rooms.meetings.models import Invitation, InvitedAs, MeetingKind, MeetingSite, MeetingState
from api.rooms.members.models import Member, Sex, State
from api.rooms.signin.models import Account, AccountState, Device, SignInSession
from api.settings import Settings
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import open_house

_ADMITTED, _BORN = date(2010, 5, 19), date(1980, 2, 3)
_AT_ONCE = 5_000


@dataclass
class Crowd:
    """Who may scan what."""

    secret: bytes
    public_url: str
    cookie: str
    meeting_id: UUID
    desk_token: str
    """Of somebody who runs the meeting."""
    members: list[UUID] = field(default_factory=list)
    sites: list[UUID] = field(default_factory=list)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def token(self, number: int) -> str:
        """The session of the n-th member."""
        return hashlib.sha256(f"phone {number}".encode()).hexdigest()[:43]

    def site(self, number: int) -> UUID:
        """Where the n-th member is expected."""
        return self.sites[number % len(self.sites)]

    def wall_code(self, number: int, at: datetime) -> str:
        """What the screen at the member's site shows."""
        key = codes.room_key(self.secret, self.meeting_id, self.site(number))
        counter = codes.step_at(at.timestamp(), codes.ROOM_STEP_SECONDS)
        return codes.write_room_code(codes.make_room_code(key, counter), self.public_url)

    def member_code(self, number: int, at: datetime) -> str:
        """What the member's phone shows."""
        pseudonym = codes.pseudonym(self.secret, self.meeting_id, self.members[number])
        counter = codes.step_at(at.timestamp(), codes.MEMBER_STEP_SECONDS)
        message = codes.member_message(self.meeting_id, pseudonym, counter)
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(SHA256())))
        return codes.write_member_code(codes.MemberCode(pseudonym, counter, r.to_bytes(32) + s.to_bytes(32)))


def gather(settings: Settings, people: int, sites: int) -> Crowd:
    """Write a conference that has just begun, with so many members at so many sites."""
    with prepared(settings), open_house(settings) as house:
        province = a_province(house)
        branch = a_branch(house, under=a_committee(house, under=province))
        leader = a_member(house, of=branch)
        a_position(house, at=province, role=Role.SECRETARY, member=leader)
        began = clock.now() - timedelta(minutes=1)
        meeting = a_meeting(
            house, of=province, kind=MeetingKind.CONFERENCE, starts_at=began, minutes=240, state=MeetingState.OPEN
        )
        token = signed_in(house, member=leader).cookies[settings.session_cookie]
        crowd = Crowd(settings.secret("attendance"), settings.public_url, settings.session_cookie, meeting.id, token)
        crowd.sites = [new_id() for _ in range(sites)]
        crowd.members = [new_id() for _ in range(people)]
        with house.database.writing() as session:
            _put(session, MeetingSite, _sites(crowd))
        for start in range(0, people, _AT_ONCE):
            with house.database.writing() as session:
                _write(session, crowd, branch.id, range(start, min(people, start + _AT_ONCE)))
    return crowd


def _sites(crowd: Crowd) -> Iterator[dict[str, Any]]:
    for position, site_id in enumerate(crowd.sites, 1):
        yield {
            "id": site_id,
            "created_at": clock.now(),
            "meeting_id": crowd.meeting_id,
            "position": position,
            "name": f"Điểm cầu số {position}",
        }


def _write(session: Session, crowd: Crowd, branch_id: UUID, numbers: Sequence[int]) -> None:
    now, spki = datetime.now(UTC), crowd.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    accounts = {number: new_id() for number in numbers}
    devices = {number: new_id() for number in numbers}
    _put(session, Member, (_member(crowd.members[number], number, branch_id, now) for number in numbers))
    _put(
        session,
        Account,
        (
            {
                "id": accounts[number],
                "created_at": now,
                "member_id": crowd.members[number],
                "login": f"hn{number}",
                "state": AccountState.ACTIVE,
            }
            for number in numbers
        ),
    )
    _put(
        session,
        Device,
        (
            {
                "id": devices[number],
                "created_at": now,
                "account_id": accounts[number],
                "token_hash": hashlib.sha256(f"device {number}".encode()).digest(),
                "public_key": spki,
                "label": "Android · Chrome",
                "last_seen_at": now,
            }
            for number in numbers
        ),
    )
    _put(
        session,
        SignInSession,
        (
            {
                "id": new_id(),
                "created_at": now,
                "account_id": accounts[number],
                "device_id": devices[number],
                "token_hash": hashlib.sha256(crowd.token(number).encode()).digest(),
                "last_seen_at": now,
                "expires_at": now + timedelta(days=30),
            }
            for number in numbers
        ),
    )
    _put(
        session,
        Invitation,
        (
            {
                "id": new_id(),
                "created_at": now,
                "meeting_id": crowd.meeting_id,
                "member_id": crowd.members[number],
                "invited_as": InvitedAs.SUMMONED,
                "site_id": crowd.site(number),
                "changed": 0,
                "version": 1,
            }
            for number in numbers
        ),
    )


def _member(member_id: UUID, number: int, branch_id: UUID, now: datetime) -> dict[str, Any]:
    name = f"Lò Văn {number}"
    return {
        "id": member_id,
        "created_at": now,
        "full_name": name,
        "name_key": name,
        "name_folded": f"lo van {number}",
        "birth_on": _BORN,
        "sex": Sex.MALE,
        "admitted_on": _ADMITTED,
        "branch_id": branch_id,
        "state": State.OFFICIAL,
        "version": 1,
    }


def _put(session: Session, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    session.execute(insert(table), list(rows))
