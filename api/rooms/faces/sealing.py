"""Templates at rest: AES-256-GCM, a nonce for each, the key in a file beside the database and never in it.

The associated data names member, event and engine, so that a sealed row opens only in its own place. Keys are numbered;
`rotate-face-key` makes the next one, seals everything anew and destroys the old.
"""

import os
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.rooms.faces.engine.faces import WIDTH, Vector
from api.settings import Settings

_NONCE = 12
_PREFIX = "faces-"


class Unsealable(Exception):
    """The key is not the one it was sealed with, or the row was tampered with."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template belongs."""

    member_id: UUID
    meeting_id: UUID
    engine: str

    @property
    def name(self) -> bytes:
        """What is authenticated with the template."""
        return self.member_id.bytes + self.meeting_id.bytes + self.engine.encode()


def seal(key: bytes, place: Place, vector: Vector) -> tuple[bytes, bytes]:
    """Nonce and sealed template (528 bytes)."""
    nonce = os.urandom(_NONCE)
    return nonce, AESGCM(key).encrypt(nonce, np.asarray(vector, "<f4").tobytes(), place.name)


def unseal(key: bytes, place: Place, nonce: bytes, sealed: bytes) -> Vector:
    """The vector again. Raises `Unsealable`."""
    try:
        plain = AESGCM(key).decrypt(nonce, sealed, place.name)
    except InvalidTag as wrong:
        raise Unsealable from wrong
    return np.asarray(np.frombuffer(plain, "<f4", count=WIDTH), np.float32)


def newest(settings: Settings) -> int:
    """The number of the key with which templates are sealed now."""
    return max(_numbers(settings), default=1)


def key_of(settings: Settings, number: int) -> bytes:
    """The key of a number; made when it is the first of the house."""
    return settings.secret(f"{_PREFIX}{number}")


def destroy_older(settings: Settings) -> int:
    """Take away every key but the newest; how many there were. What they sealed can never be opened again."""
    old = [number for number in _numbers(settings) if number != newest(settings)]
    for number in old:
        path = settings.var / "secrets" / f"{_PREFIX}{number}"
        path.write_bytes(os.urandom(path.stat().st_size))
        path.unlink()
    return len(old)


def _numbers(settings: Settings) -> list[int]:
    endings = (path.name.removeprefix(_PREFIX) for path in (settings.var / "secrets").glob(f"{_PREFIX}*"))
    return [int(ending) for ending in endings if ending.isdigit()]
