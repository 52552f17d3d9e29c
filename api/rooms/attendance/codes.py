"""The codes people show and scan. Formats, reasons and vectors: `README.md` and `vectors.json`.

- Member code: made on the member's phone every 15 s, signed by the key that never leaves it.
- Room code: made by the screen on the wall every 8 s; holds nothing but a counter and a proof.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from api.rooms.attendance import base45

MEMBER_STEP_SECONDS = 15
ROOM_STEP_SECONDS = 8
STEPS_OFF = 1
"""How many steps before or after its own a code is still taken."""

_AROUND = "\r\n\t"
"""What hand scanners add; a blank is a character of Base45 and may be the first of a code."""
_PSEUDONYM, _COUNTER, _SIGNATURE, _MAC = 16, 4, 64, 16
_MEMBER_DOMAIN = b"handbook/member-code/1"
_ROOM_DOMAIN = b"handbook/room-code/1"


class NotACode(ValueError):
    """The text is none of ours: another maker's QR code, cut off, or mistyped."""


@dataclass(frozen=True, slots=True)
class MemberCode:
    """What a member's phone shows: a pseudonym of this meeting, the step, and the phone's proof."""

    KIND: ClassVar[int] = 1

    pseudonym: bytes
    counter: int
    signature: bytes
    """P-256 with SHA-256 over `member_message`, as r and s of 32 bytes."""

    def is_signed_by(self, key: EllipticCurvePublicKey, meeting_id: UUID) -> bool:
        """Whether the phone with this key made it for this meeting."""
        half = _SIGNATURE // 2
        r, s = int.from_bytes(self.signature[:half]), int.from_bytes(self.signature[half:])
        message = member_message(meeting_id, self.pseudonym, self.counter)
        try:
            key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class RoomCode:
    """What the wall shows: the step and the room's proof. Which meeting and site it is follows from the proof."""

    KIND: ClassVar[int] = 2

    counter: int
    mac: bytes


Code = MemberCode | RoomCode


def read(text: str) -> Code:
    """Read a scanned or typed text; a room code may come as the whole address. `NotACode` for anything else."""
    content = _content(text.strip(_AROUND))
    kind, rest = content[:1], content[1:]
    if kind == bytes([MemberCode.KIND]) and len(rest) == _PSEUDONYM + _COUNTER + _SIGNATURE:
        counter = int.from_bytes(rest[_PSEUDONYM : _PSEUDONYM + _COUNTER])
        return MemberCode(rest[:_PSEUDONYM], counter, rest[_PSEUDONYM + _COUNTER :])
    if kind == bytes([RoomCode.KIND]) and len(rest) == _COUNTER + _MAC:
        return RoomCode(int.from_bytes(rest[:_COUNTER]), rest[_COUNTER:])
    raise NotACode


def _content(text: str) -> bytes:
    try:
        if "/" in text and "://" in text:
            tail = text.rsplit("/", 1)[1]
            return base64.urlsafe_b64decode(tail + "=" * (-len(tail) % 4))
        return base45.decode(text)
    except (ValueError, binascii.Error) as error:
        raise NotACode from error


def step_at(seconds: float, length: int) -> int:
    """The step of `length` seconds a moment (s since 1970) lies in."""
    return int(seconds // length)


def is_fresh(counter: int, seconds: float, length: int) -> bool:
    """Whether a code of this step is still taken at a moment (s since 1970)."""
    return abs(step_at(seconds, length) - counter) <= STEPS_OFF


def member_message(meeting_id: UUID, pseudonym: bytes, counter: int) -> bytes:
    """What the phone signs."""
    return _MEMBER_DOMAIN + meeting_id.bytes + pseudonym + counter.to_bytes(_COUNTER)


def write_member_code(code: MemberCode) -> str:
    """The text of the QR code: 128 characters, version 6 at level M."""
    content = bytes([MemberCode.KIND]) + code.pseudonym + code.counter.to_bytes(_COUNTER) + code.signature
    return base45.encode(content)


def pseudonym(secret: bytes, meeting_id: UUID, member_id: UUID) -> bytes:
    """The member's name at this meeting; nobody without the house's secret can tell whose it is."""
    return _mac(secret, b"handbook/pseudonym/1", meeting_id.bytes, member_id.bytes)


def room_key(secret: bytes, meeting_id: UUID, site_id: UUID | None) -> bytes:
    """The key (32 bytes) from which the screen at a site makes its codes."""
    site = site_id.bytes if site_id else bytes(16)
    return hmac.digest(secret, b"handbook/room-key/1" + meeting_id.bytes + site, hashlib.sha256)


def make_room_code(key: bytes, counter: int) -> RoomCode:
    """The code of one step: every field follows from the counter, so all screens of a site show the same."""
    return RoomCode(counter, _mac(key, _ROOM_DOMAIN, counter.to_bytes(_COUNTER)))


def write_room_code(code: RoomCode, public_url: str) -> str:
    """The address a phone's own camera opens, which is also what the app reads."""
    content = bytes([RoomCode.KIND]) + code.counter.to_bytes(_COUNTER) + code.mac
    return f"{public_url}/d/{base64.urlsafe_b64encode(content).decode().rstrip('=')}"


def read_key(spki_tail: bytes) -> EllipticCurvePublicKey:
    """A P-256 key from its point (33 or 65 bytes)."""
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), spki_tail)


def _mac(key: bytes, *parts: bytes) -> bytes:
    return hmac.digest(key, b"".join(parts), hashlib.sha256)[:_MAC]
