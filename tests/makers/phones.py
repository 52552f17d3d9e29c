"""What a browser holds when it may be woken."""

import base64
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass
class Phone:
    """A browser's private key and secret; what it tells the server is made from them."""

    private_key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def public_key(self) -> bytes:
        return self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def keys(self) -> dict[str, str]:
        """As `PushSubscription.toJSON().keys` gives them."""
        return {"p256dh": plain(self.public_key), "auth": plain(self.auth)}


def plain(value: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
