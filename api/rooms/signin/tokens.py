"""Random tokens that cookies carry. Only their SHA-256 is stored: 256 random bits need neither salt nor key."""

import hashlib
import secrets


def new_token() -> str:
    """Return 256 random bits as 43 characters that are safe in a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> bytes:
    """Return what the database keeps of a token, 32 bytes."""
    return hashlib.sha256(token.encode()).digest()
