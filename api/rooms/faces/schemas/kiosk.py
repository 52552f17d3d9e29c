"""What a kiosk is, what it is told. No answer holds a vector or a picture."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime

from api.rooms.faces.gates import Hint
from api.rooms.faces.schemas.shapes import Read, Request, Token


class KioskRequest(Request):
    """Let a member (None: myself) run a kiosk at a site (None: the meeting itself) until then."""

    member_id: UUID | None = None
    site_id: UUID | None = None
    asks_to_turn: bool = False
    expires_at: AwareDatetime


class KioskRead(Read):
    """A kiosk; `mine` is one that this account may open."""

    id: UUID
    meeting_id: UUID
    meeting_title: str
    site_id: UUID | None
    site_name: str | None
    asks_to_turn: bool
    expires_at: datetime
    revoked_at: datetime | None
    mine: bool


class Kiosks(Read):
    """The kiosks of a meeting, or mine; newest first."""

    items: Sequence[KioskRead]


class KioskOutcome(StrEnum):
    """What a kiosk does next. Only `greeted` and `already` are written down."""

    NOBODY = "nobody"
    """Nobody is near and clear enough."""
    NEAR = "near"
    """Somebody is: send three frames. One frame is never enough to greet anybody."""
    UNKNOWN = "unknown"
    """Nobody who enrolled here; forgotten already."""
    UNSURE = "unsure"
    """Perhaps somebody: the attendant asks for the code."""
    TURN = "turn"
    """Turn the head as asked."""
    NOT_TURNED = "not_turned"
    GREETED = "greeted"
    ALREADY = "already"


class Turn(StrEnum):
    """Which way, as the person sees it."""

    LEFT = "left"
    RIGHT = "right"


class Title(StrEnum):
    """How somebody is greeted who is not called by name."""

    CHAIR = "chair"
    CLERK = "clerk"
    DELEGATE = "delegate"
    SUPERVISOR = "supervisor"
    GUEST = "guest"


class LookRead(Read):
    """The answer to what a kiosk saw. `ticket` is for the roll-call, good once and for two minutes."""

    outcome: KioskOutcome
    hint: Hint | None
    scan_id: UUID | None
    ticket: str | None
    name: str | None
    """Only where the event shows names."""
    seat: str | None
    title: Title | None
    turns: Sequence[Turn]
    token: str | None


class VouchRequest(Request):
    """The attendant knows the person who did not pass the challenge."""

    token: Token


class MatchRead(Read):
    """One of the last people a kiosk greeted: seat and time, no face and no name unless the event shows names."""

    scan_id: UUID
    at: datetime
    title: Title
    seat: str | None
    name: str | None
    turned: bool
    undone: bool


class Matches(Read):
    """The last ten, newest first."""

    items: Sequence[MatchRead]
