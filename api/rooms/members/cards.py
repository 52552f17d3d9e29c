"""The card number: twelve digits equal to the citizen number, so it is kept sealed and found by a keyed hash.

Nobody reads it back but the member in an export of his own data; everybody else sees the last four digits.
"""

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.settings import Settings

DIGITS = 12
_NONCE = 12


@dataclass(frozen=True, slots=True)
class CardKeys:
    """The two keys of this installation; neither is in the database."""

    hashing: bytes
    sealing: bytes

    @classmethod
    def of(cls, settings: Settings) -> "CardKeys":
        """The keys from the state folder, made at first use."""
        return cls(hashing=settings.secret("card-hash"), sealing=settings.secret("card-seal"))

    def hash(self, number: str) -> str:
        """What tells two cards apart without knowing either."""
        return hmac.new(self.hashing, number.encode(), sha256).hexdigest()

    def seal(self, number: str) -> bytes:
        """The number as it is stored: nonce and AES-GCM text."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self.sealing).encrypt(nonce, number.encode(), None)

    def open(self, sealed: bytes) -> str:
        """The number itself, for its owner only."""
        return AESGCM(self.sealing).decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()


def masked(tail: str | None) -> str | None:
    """What a screen shows: `••••••••1234`, None without a card."""
    return None if tail is None else "•" * (DIGITS - len(tail)) + tail
