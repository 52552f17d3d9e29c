"""What a member says and is told about the own face, and what a meeting offers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.rooms.faces.gates import Hint
from api.rooms.faces.models import Act, Purpose, Reason, Standing
from api.rooms.faces.schemas.shapes import Read, Request, Version


class OfferRequest(Request):
    """Whether a meeting offers check-in by face, and whether its kiosks may show names."""

    offered: bool
    shows_names: bool = False


class OfferRead(Read):
    """What a meeting offers, and how many have enrolled."""

    meeting_id: UUID
    offered: bool
    shows_names: bool
    enrolled: int
    to_check: int
    outdated: int
    """Made by an engine that the house has no more: compared with nobody until these members enrol again."""


class ConsentTextRead(Read):
    """The words somebody agrees to; `paragraphs` by language."""

    version: str
    sha256: str
    paragraphs: dict[str, list[str]]


class ConsentRequest(Request):
    """I agree to the text of this version, for this meeting."""

    text_version: Version


class ConsentRead(Read):
    """What was said and when."""

    act: Act
    purpose: Purpose
    text_version: str
    at: datetime


class FaceReceiptRead(Read):
    """A deletion; its id is the number of the receipt."""

    id: UUID
    meeting_id: UUID
    meeting_title: str
    deleted_at: datetime
    enrolled_at: datetime
    reason: Reason


class TemplateRead(Read):
    """What is stored: when it was made and by which engine; never the numbers themselves."""

    enrolled_at: datetime
    engine: str
    standing: Standing
    bytes: int


class SeenRead(Read):
    """A kiosk recognised me, or I confirmed a check-in on my own phone."""

    meeting_title: str
    at: datetime
    undone: bool
    on_own_phone: bool


class OwnEventRead(Read):
    """A meeting that offers check-in by face, and where I stand with it."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    offered: bool
    consent: ConsentRead | None
    template: TemplateRead | None
    engine_current: bool
    """False when the house has another engine now and the face must be enrolled anew."""


class OwnFaceRead(Read):
    """Everything the room holds about me."""

    events: Sequence[OwnEventRead]
    seen: Sequence[SeenRead]
    receipts: Sequence[FaceReceiptRead]


class HintsRead(Read):
    """What to do better before enrolling; nothing when the picture is good. The box is in shares of the picture."""

    hints: Sequence[Hint]
    box: tuple[float, float, float, float] | None


class EnrolledRead(Read):
    """What became of an enrolment; `to_check` waits for a person and is compared with nobody until then."""

    template: TemplateRead
    replaced: bool
