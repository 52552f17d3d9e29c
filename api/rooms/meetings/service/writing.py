"""Writes of phones into the record: merged, repeatable, each kept as it was sent."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.rooms.meetings.errors.schedule import IdTaken
from api.rooms.meetings.merging import Clash, merge_values
from api.rooms.meetings.models import Meeting, MeetingState, RecordWrite
from api.rooms.meetings.models.record import Kept
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.schemas.writes import (
    AssignmentRequest,
    CarriedTaskRequest,
    FieldRequest,
    OpinionRequest,
    Write,
)
from api.rooms.meetings.service.changing import check_state
from api.rooms.meetings.service.clocks import watch_clock

WRITABLE = frozenset({MeetingState.PUBLISHED, MeetingState.OPEN})
"""The record may be prepared before the meeting opens; closing locks it."""


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A part of the record: its name in the log, its row and the present values (empty before the first write)."""

    target: str
    row: Kept | None
    present: dict[str, Any]
    texts: AbstractSet[str]


def merge_write(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    part: RecordPart,
    request: FieldRequest | OpinionRequest | AssignmentRequest | CarriedTaskRequest,
) -> dict[str, Any] | None:
    """Log a write and return the values that now stand; None when nothing changes, because it came again or too late.

    The base is the phone's previous step of the same line when the server has it: the phone went on typing on its own
    text without hearing what became of it.
    """
    check_state(meeting, WRITABLE)
    watch_clock(session, actor, meeting, request.phone_at, request.clock_off)
    if came_before(session, request.write_id, meeting.id, part.target):
        return None
    earlier = repository.step_before(session, request.line, request.step)
    if earlier is not None and earlier.target != part.target:
        raise IdTaken(id=str(request.line))
    sent, base = request.values(), earlier.sent if earlier else request.base_values()
    merged, clashes = _merge(session, part, request, base, sent)
    version = (part.row.version if part.row else 0) + 1
    session.add(
        RecordWrite(
            id=request.write_id,
            meeting_id=meeting.id,
            account_id=actor.account_id,
            target=part.target,
            sent=sent,
            base=base,
            merged=merged,
            version=version,
            line=request.line,
            step=request.step,
            **request.model_dump(include={"phone_at", "clock_off"}),
        )
    )
    if part.row is not None:
        keep(part.row, actor, version, _open_clashes(part.row, actor, request.write_id, request.settles, clashes))
    return merged


def _merge(
    session: Session, part: RecordPart, request: Write, base: dict[str, Any], sent: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, tuple[Clash, ...]]]:
    if repository.has_step_from(session, request.line, request.step):
        return part.present, {}
    if part.row is None:
        return sent, {}
    return merge_values(base, sent, part.present, texts=part.texts)


def keep(row: Kept, actor: Actor, version: int, clashes: list[dict[str, Any]]) -> None:
    """Say on a part who wrote last, which version it is, and what people must still agree on."""
    row.version, row.clashes = version, clashes
    row.changed_by, row.changed_at = actor.account_id, clock.now()


def came_before(session: Session, write_id: UUID, meeting_id: UUID, target: str) -> bool:
    """Whether this very write is in the log; an id used for something else is refused."""
    known = session.get(RecordWrite, write_id)
    if known is not None and (known.meeting_id, known.target) != (meeting_id, target):
        raise IdTaken(id=str(write_id))
    return known is not None


def _open_clashes(
    row: Kept, actor: Actor, write_id: UUID, settled: list[UUID], found: dict[str, tuple[Clash, ...]]
) -> list[dict[str, Any]]:
    over = {str(clash_id) for clash_id in settled}
    new = [
        {
            "id": str(write_id),
            "field": field,
            "theirs": clash.theirs,
            "mine": clash.mine,
            "by": str(actor.account_id),
            "at": clock.now().isoformat(),
        }
        for field, clashes in found.items()
        for clash in clashes
    ]
    return [clash for clash in row.clashes if clash["id"] not in over] + new
