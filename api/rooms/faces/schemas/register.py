"""What those see who decide about resemblances or keep the register."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from api.rooms.faces.models import Override, Purpose, Reason
from api.rooms.faces.schemas.shapes import Read, Request


class ResemblanceRead(Read):
    """Two members whose faces resemble each other; a person decides."""

    template_id: UUID
    member_id: UUID
    member_name: str
    resembles_id: UUID | None
    resembles_name: str | None
    enrolled_at: datetime


class Resemblances(Read):
    """What waits for a decision, oldest first."""

    items: Sequence[ResemblanceRead]


class Verdict(StrEnum):
    """`keep`: two people who look alike. `refuse`: the newer template is deleted."""

    KEEP = "keep"
    REFUSE = "refuse"


class VerdictRequest(Request):
    """A person's decision."""

    verdict: Verdict


class RecordKind(StrEnum):
    """The lists of the register."""

    CONSENTS = "consents"
    DELETIONS = "deletions"
    MATCHES = "matches"
    CONFIRMATIONS = "confirmations"
    OVERRIDES = "overrides"
    ACCESSES = "accesses"


class RecordRead(Read):
    """One line of the register; `what` is the word of its list, `details` more of it."""

    id: UUID
    at: datetime
    what: str
    member_name: str | None
    """Whom it concerns; in the list of accesses, who did it."""
    meeting_title: str | None
    details: str


class ProcessingRead(Read):
    """The register of processing: what is done, with what, and how much of it there is now."""

    purpose: Purpose
    engine: str
    text_version: str
    text_sha256: str
    key_number: int
    templates: int
    templates_to_check: int
    templates_outdated: int
    """Made by another engine than the present one: compared with nobody."""
    templates_overdue: int
    consents_given: int
    consents_withdrawn: int
    deletions: dict[Reason, int]
    matches: int
    confirmations: int
    overrides: dict[Override, int]
    threshold_of: dict[int, float]
    """Cosine from which a gallery of so many people greets by itself."""
    wrong_greetings_of: dict[int, float]
    """Expected wrong greetings for each visitor who is not enrolled, in the worst measured group."""


class RetentionRequest(Request):
    """`dry_run` only says what would go."""

    dry_run: bool = True


class RetentionRead(Read):
    """Templates past their time, by reason; deleted unless it was a dry run."""

    dry_run: bool
    reasons: dict[Reason, int]
    total: int
