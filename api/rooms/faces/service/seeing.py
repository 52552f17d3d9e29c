"""What a kiosk and the own phone share: the face of three frames, the sealed challenge, the answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.rooms.attendance.service import Ticket, write_ticket
from api.rooms.faces import challenges, errors, gates
from api.rooms.faces.challenges import Challenge
from api.rooms.faces.engine.faces import Vector
from api.rooms.faces.engine.worker import Sighting
from api.rooms.faces.gates import Hint
from api.rooms.faces.scales import Scale
from api.rooms.faces.schemas.kiosk import KioskOutcome, LookRead
from api.rooms.faces.service.lens import Lens


def said(outcome: KioskOutcome, **more: Any) -> LookRead:
    """An answer; what it does not speak of is empty."""
    empty = dict.fromkeys(("hint", "scan_id", "ticket", "name", "seat", "title", "token"))
    return LookRead.model_validate({**empty, "turns": (), **more, "outcome": outcome})


def probe_of(seen: Sequence[Sighting], scale: Scale) -> tuple[Vector | None, Hint | None]:
    """One vector for the frames that show one person near enough; else what to do better, if anything."""
    clear = [one for one in seen if one.measures is not None and gates.is_comparable(one.measures)]
    vectors = [one.vector for one in clear if one.vector is not None]
    if not vectors:
        hints = gates.hints(seen[-1])
        return None, next((one for one in hints if one is not Hint.NO_FACE), None)
    if not gates.agree(vectors, scale.turning):
        return None, Hint.SEVERAL_FACES
    return gates.mean(vectors), None


def token_of(lens: Lens, challenge: Challenge) -> str:
    """A challenge as the screen holds it."""
    return challenges.write(_key(lens), challenge)


def challenge_of(lens: Lens, token: str, place_id: UUID) -> Challenge:
    """The challenge of a token that was made for this place. Raises `TokenInvalid`."""
    asked = challenges.read(_key(lens), token, place_id)
    if asked is None:
        raise errors.TokenInvalid
    return asked


def signed(lens: Lens, ticket: Ticket) -> str:
    """A ticket as the roll-call takes it."""
    return write_ticket(lens.settings.secret("attendance"), ticket)


def _key(lens: Lens) -> bytes:
    return lens.settings.secret("face-challenges")
