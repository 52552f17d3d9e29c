"""The score form as it goes out and comes in."""

from uuid import UUID

from pydantic import Field

from api.rooms.meetings.schemas.people import Read, Request


class ScoreProposalRead(Read):
    """Points proposed from data, and why: `source` names the measure, `figures` its numbers."""

    source: str
    points: float | None
    value: float | None
    figures: dict[str, int | float | str]
    step: str | None


class ScoreStepRead(Read):
    """Points for reaching something; one tap gives them."""

    points: float
    title: str


class ScoreLineRead(Read):
    """One criterion of the form, what is proposed and what stands. `decided` says that a person set it."""

    code: str
    group: str
    title: str
    points: float
    """The most it can give."""
    steps: list[ScoreStepRead]
    of_this_kind: bool
    """Whether meetings of this kind are judged by it at all."""
    applies: bool
    given: float | None
    decided: bool
    proposal: ScoreProposalRead | None


class ScoreGroupRead(Read):
    """A part of the form, with what its criteria came to."""

    code: str
    title: str
    points: float
    given: float
    applicable: float


class BandRead(Read):
    """A name for scores from `least` upwards."""

    code: str
    title: str
    least: float


class ScoreRead(Read):
    """The whole form. `score` = given ÷ applicable × 100, rounded half up to `decimals`; null while points miss."""

    meeting_id: UUID
    version: int
    locked: bool
    citation: str
    source_level: str
    total: float
    decimals: int
    groups: list[ScoreGroupRead]
    lines: list[ScoreLineRead]
    bands: list[BandRead]
    given: float
    applicable: float
    left_out: float
    score: float | None
    band: str | None
    missing: list[str]


class ScoreLineRequest(Request):
    """What a person decides about one criterion; `points` null takes the decision back to the proposal."""

    code: str = Field(max_length=60)
    applies: bool = True
    points: float | None = Field(default=None, ge=0, le=1000)


class ScoreRequest(Request):
    """Decisions about criteria; those not named stay as they were."""

    lines: list[ScoreLineRequest] = Field(min_length=1, max_length=200)
