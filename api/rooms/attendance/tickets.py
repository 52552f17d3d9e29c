"""Tickets: the word of a kiosk that recognised somebody. They carry ids and a time, nothing of a face.

    0x03 | scan (16) | meeting (16) | site (16, zeros for none) | member (16) | account (16) | until (4) | mac (16)

base64url without padding; `mac` is HMAC-SHA-256 over "handbook/face-ticket/1" and what stands before it. A ticket is
for the scan whose id it names, and a scan is kept once: that makes it good for one use.
"""

import base64
import hmac
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.kit import clock

GOOD_FOR = timedelta(minutes=2)
_KIND = b"\x03"
_CONTEXT = b"handbook/face-ticket/1"
_NO_SITE = UUID(int=0)
_MAC = 16
_LENGTH = 1 + 5 * 16 + 4 + _MAC


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who was recognised where, by whose kiosk, and until when that may be said."""

    scan_id: UUID
    meeting_id: UUID
    site_id: UUID | None
    member_id: UUID
    account_id: UUID
    expires_at: datetime = field(default_factory=lambda: clock.now() + GOOD_FOR)


def write(secret: bytes, ticket: Ticket) -> str:
    """A ticket as text."""
    ids = (ticket.scan_id, ticket.meeting_id, ticket.site_id or _NO_SITE, ticket.member_id, ticket.account_id)
    body = _KIND + b"".join(one.bytes for one in ids) + int(ticket.expires_at.timestamp()).to_bytes(4)
    return base64.urlsafe_b64encode(body + _sign(secret, body)).rstrip(b"=").decode()


def read(secret: bytes, text: str) -> Ticket | None:
    """The ticket in a text, None for anything that this house did not sign."""
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (NotBase64, ValueError):
        return None
    body = content[:-_MAC]
    if len(content) != _LENGTH or body[:1] != _KIND or not hmac.compare_digest(content[-_MAC:], _sign(secret, body)):
        return None
    scan, meeting, site, member, account = (UUID(bytes=body[start : start + 16]) for start in range(1, 81, 16))
    until = datetime.fromtimestamp(int.from_bytes(body[81:85]), UTC)
    return Ticket(scan, meeting, None if site == _NO_SITE else site, member, account, until)


def _sign(secret: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, _CONTEXT + body, "sha256")[:_MAC]
