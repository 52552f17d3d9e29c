"""The house's own key, by which push services know who sends (RFC 8292)."""

import base64
import time
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from api.settings import Settings

_VALID_SECONDS = 12 * 3600
_RENEW_SECONDS = 3600
_CURVE_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def private_key(settings: Settings) -> ec.EllipticCurvePrivateKey:
    """The key itself, made from 32 secret bytes of the state folder."""
    return _derive(settings.secret("vapid"))


@lru_cache(maxsize=4)
def _derive(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret) % (_CURVE_ORDER - 1) + 1, ec.SECP256R1())


def public_key(settings: Settings) -> str:
    """What a browser needs to subscribe: the uncompressed point in base64 for addresses."""
    point = private_key(settings).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Signatures:
    """Authorization headers by origin, each signed once in eleven hours."""

    def __init__(self, settings: Settings) -> None:
        self._signer = Vapid02(private_key(settings))
        contact = settings.mail_from or f"postmaster@{settings.host_name}"
        self._subject = f"mailto:{contact}"
        self._kept: dict[str, tuple[float, str]] = {}

    def header(self, origin: str) -> str:
        """The value of `Authorization` for a push service."""
        until, value = self._kept.get(origin, (0.0, ""))
        now = time.time()
        if until < now:
            expires = int(now) + _VALID_SECONDS
            value = self._signer.sign({"sub": self._subject, "aud": origin, "exp": expires})["Authorization"]
            self._kept[origin] = (expires - _RENEW_SECONDS, value)
        return value
