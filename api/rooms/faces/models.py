"""Tables of the room. Consents, deletions, matches, confirmations and overrides are evidence: append-only.

A template is a row that can be deleted and must be; it holds 528 sealed bytes and no picture. A face that matched
nobody leaves no row anywhere.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class Act(StrEnum):
    """What somebody said about the own face."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """What a face may be used for. There is one, and no other follows from it."""

    CHECK_IN = "check_in"


class Standing(StrEnum):
    """Whether a template is compared: `to_check` waits for a person, because it resembles somebody else's."""

    ACTIVE = "active"
    TO_CHECK = "to_check"


class Reason(StrEnum):
    """Why a template was deleted."""

    WITHDRAWN = "withdrawn"
    OWN_WISH = "own_wish"
    REPLACED = "replaced"
    REFUSED = "refused"
    EVENT_OVER = "event_over"
    NOT_OFFERED = "not_offered"
    LEFT = "left"


class Override(StrEnum):
    """Where a person stood above the machine."""

    UNDONE = "undone"
    VOUCHED = "vouched"
    """The challenge was not passed, and the attendant knows the person."""


class FaceEvent(SQLModel, table=True):
    """A meeting at which check-in by face is offered beside code and hand."""

    __tablename__ = "face_events"

    meeting_id: UUID = Field(primary_key=True, foreign_key="meetings.id")
    offered: bool
    shows_names: bool
    """Whether a kiosk may show the name; else title and seat only."""
    engine: str | None = Field(default=None, max_length=80)
    """The engine under which it was last looked at; None before that was written down."""
    account_id: UUID = Field(foreign_key="accounts.id")
    changed_at: datetime = Field(default_factory=clock.now, sa_type=Moment)


class FaceConsent(Row, table=True):
    """What a member said, to which words; the last row for a member and a meeting holds."""

    __tablename__ = "face_consents"
    __table_args__ = (Index("ix_face_consents_meeting_id_member_id", "meeting_id", "member_id"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    meeting_id: UUID = Field(foreign_key="meetings.id")
    purpose: Purpose = Field(default=Purpose.CHECK_IN, sa_type=words(Purpose))
    act: Act = Field(sa_type=words(Act))
    text_version: str = Field(max_length=20)
    text_sha256: str = Field(max_length=64)
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id")
    """Who said it; None where it ended by itself with the membership."""


class FaceTemplate(Row, table=True):
    """One member's face for one meeting, as one engine sees it, sealed."""

    __tablename__ = "face_templates"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    meeting_id: UUID = Field(foreign_key="meetings.id")
    consent_id: UUID = Field(foreign_key="face_consents.id", index=True)
    engine: str = Field(max_length=80)
    key_number: int
    nonce: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)
    standing: Standing = Field(sa_type=words(Standing))
    resembles_id: UUID | None = Field(default=None, foreign_key="members.id", index=True)
    """Whose template it resembles."""


class FaceDeletion(Row, table=True):
    """The receipt: a template was deleted, when and why. Its id is the receipt's number."""

    __tablename__ = "face_deletions"
    __table_args__ = (Index("ix_face_deletions_meeting_id", "meeting_id"),)

    member_id: UUID = Field(foreign_key="members.id", index=True)
    meeting_id: UUID = Field(foreign_key="meetings.id")
    enrolled_at: datetime = Field(sa_type=Moment)
    engine: str = Field(max_length=80)
    reason: Reason = Field(sa_type=words(Reason))
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id")


class FaceKiosk(Row, table=True):
    """An account may run a kiosk at a site of a meeting until then."""

    __tablename__ = "face_kiosks"

    meeting_id: UUID = Field(foreign_key="meetings.id", index=True)
    site_id: UUID | None = Field(default=None, foreign_key="meeting_sites.id")
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    granted_by: UUID = Field(foreign_key="accounts.id")
    asks_to_turn: bool
    """Whether everybody is asked to turn the head before being greeted."""
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class FaceMatch(Row, table=True):
    """Somebody was recognised; the id is that of the scan in the roll-call. Who was not recognised is nowhere."""

    __tablename__ = "face_matches"
    __table_args__ = (Index("ix_face_matches_meeting_id", "meeting_id"),)

    kiosk_id: UUID = Field(foreign_key="face_kiosks.id", index=True)
    meeting_id: UUID = Field(foreign_key="meetings.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    engine: str = Field(max_length=80)
    score: float
    """Cosine, to two places: enough to see whether the threshold is right."""
    threshold: float
    turned: bool
    """Whether the head was turned as asked."""


class FaceConfirmation(Row, table=True):
    """A member confirmed the own scan of the room's code by face, on the own phone, compared with the own template.

    The id is that of the scan by face in the roll-call. A face that was another's is nowhere.
    """

    __tablename__ = "face_confirmations"
    __table_args__ = (Index("ix_face_confirmations_meeting_id", "meeting_id"),)

    meeting_id: UUID = Field(foreign_key="meetings.id")
    member_id: UUID = Field(foreign_key="members.id", index=True)
    room_scan_id: UUID = Field(unique=True)
    """The scan of the room's code that it confirms."""
    engine: str = Field(max_length=80)
    score: float
    """Cosine, to two places."""
    threshold: float


class FaceOverride(Row, table=True):
    """A person decided otherwise than the machine."""

    __tablename__ = "face_overrides"

    kiosk_id: UUID = Field(foreign_key="face_kiosks.id", index=True)
    match_id: UUID = Field(foreign_key="face_matches.id", index=True)
    kind: Override = Field(sa_type=words(Override))
    account_id: UUID = Field(foreign_key="accounts.id")
