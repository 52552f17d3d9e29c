"""What a screen holds while somebody is asked to turn the head: who was recognised, sealed, for a short time."""

import base64
import json
import os
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.kit import clock
from api.rooms.faces.schemas.kiosk import Turn

GOOD_FOR = timedelta(seconds=60)
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Challenge:
    """Somebody recognised who is to turn the head; `scan_id` is what the match will be called."""

    scan_id: UUID
    place_id: UUID
    """The kiosk or, on the own phone, the scan of the room's code: the token is good there only."""
    member_id: UUID
    score: float
    threshold: float
    turns: tuple[Turn, ...]
    expires_at: datetime


def write(key: bytes, challenge: Challenge) -> str:
    """The challenge as a token that tells its holder nothing."""
    plain = json.dumps(
        [
            *(str(one) for one in (challenge.scan_id, challenge.place_id, challenge.member_id)),
            *(challenge.score, challenge.threshold, challenge.turns, challenge.expires_at.timestamp()),
        ]
    )
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), None)).rstrip(b"=").decode()


def read(key: bytes, token: str, place_id: UUID) -> Challenge | None:
    """The challenge of a token, None when it is of another place or its time is over."""
    try:
        content = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        plain = AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], None)
    except (NotBase64, InvalidTag, ValueError):
        return None
    scan, place, member, score, threshold, turns, until = json.loads(plain)
    challenge = Challenge(
        *(UUID(scan), UUID(place), UUID(member), score, threshold),
        turns=tuple(Turn(one) for one in turns),
        expires_at=datetime.fromtimestamp(until, UTC),
    )
    fits = challenge.place_id == place_id and clock.now() <= challenge.expires_at
    return challenge if fits else None
