"""Printed badges of people without a telephone of ours. Format, reasons and vectors: `README.md`, `vectors.json`.

A badge carries 16 bytes that only the house can make (a MAC over meeting, guest and printing). They open the guest's
row of a desk's bundle as a pseudonym opens a member's, so a desk verifies without network and holds nothing to forge
with. It never changes: the first use wins, and each further one is looked at.
"""

import hashlib
import hmac
from uuid import UUID

from api.rooms.attendance import base45
from api.rooms.attendance.codes import NotACode

KIND = 3
TOKEN = 16
"""Bytes."""
_AROUND = "\r\n\t"


def badge_token(secret: bytes, meeting_id: UUID, guest_id: UUID, issue: int) -> bytes:
    """What stands on the badge of one printing; with the next printing the one before is withdrawn."""
    message = b"handbook/badge/1" + meeting_id.bytes + guest_id.bytes + issue.to_bytes(4)
    return hmac.digest(secret, message, hashlib.sha256)[:TOKEN]


def write_badge(token: bytes) -> str:
    """The text of the QR code: 26 characters, version 2 at level Q."""
    return base45.encode(bytes([KIND]) + token)


def read_badge(text: str) -> bytes:
    """The token of a scanned or typed text. `NotACode` for anything else."""
    try:
        content = base45.decode(text.strip(_AROUND))
    except ValueError as error:
        raise NotACode from error
    if len(content) != 1 + TOKEN or content[0] != KIND:
        raise NotACode
    return content[1:]
