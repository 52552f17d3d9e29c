"""One-time codes (TOTP, RFC 6238: SHA-1, six digits, 30 seconds, what every authenticator app does)."""

import base64
import hmac
import os
from datetime import datetime
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = "one-time-codes"
"""The name of the key, in the state folder, that the secrets are encrypted with."""

STEP_SECONDS = 30
_DRIFT = 1
_NONCE = 12
ISSUER = "Sổ tay đảng viên"


def new_secret() -> str:
    """Return 160 random bits in base32."""
    return pyotp.random_base32()


def uri(secret: str, login: str) -> str:
    """Return the `otpauth:` address an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def matching_step(secret: str, typed: str, at: datetime) -> int | None:
    """Return which 30-second step `typed` is the code of, one step early or late allowed; None when it is of none.

    The caller keeps the step and refuses it and all before it from then on: a code works once.
    """
    digits = "".join(typed.split())
    if len(digits) != 6 or not digits.isascii() or not digits.isdigit():  # noqa: PLR2004 - RFC 6238's usual length
        return None
    code, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    steps = range(now - _DRIFT, now + _DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(code.generate_otp(step), digits)), None)


def seal(secret: str, account_id: UUID, key: bytes) -> str:
    """Encrypt a secret for the database; it opens for this account only."""
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, secret.encode(), account_id.bytes)).decode()


def unseal(sealed: str, account_id: UUID, key: bytes) -> str:
    """Return the secret that `seal` encrypted."""
    raw = base64.b64decode(sealed)
    return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], account_id.bytes).decode()
