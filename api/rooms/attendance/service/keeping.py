"""Writing a group of judged scans: what was told before is told again, what is new becomes a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from api.rooms.attendance.flags import Circumstances, flags_of
from api.rooms.attendance.presence import Fact, Flag, Kind, Method, presence
from api.rooms.attendance.repository import intake as repository
from api.rooms.attendance.schemas.scans import Outcome

Answer = dict[str, Any]
"""As `ScanAnswer` says, ready for JSON: it is kept as it is told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A scan whose code has been verified: whose it is and how it stands; the rest the database knows."""

    scan_id: UUID
    meeting_id: UUID
    member_id: UUID
    name: str | None
    kind: Kind
    method: Method
    site_id: UUID | None
    account_id: UUID
    device_id: UUID | None
    device_at: datetime
    received_at: datetime
    circumstances: Circumstances


@dataclass(slots=True)
class _Known:
    """What the database and this group know so far."""

    answers: dict[UUID, Answer]
    earlier: dict[tuple[UUID, UUID], list[tuple[Fact, UUID | None]]]
    phones: dict[tuple[UUID, UUID], UUID]


def keep(connection: Connection, scans: Sequence[Judged]) -> list[Answer]:
    """Keep a group in one transaction; the answers in order. A scan known already gets its first answer."""
    repository.queue_up(connection)
    meetings = {scan.meeting_id for scan in scans}
    phones = {scan.device_id for scan in scans if scan.method is Method.ROOM_CODE and scan.device_id}
    known = _Known(
        answers=repository.answers(connection, {scan.scan_id for scan in scans}),
        earlier=repository.earlier(connection, meetings, {scan.member_id for scan in scans}),
        phones=repository.phones(connection, meetings, phones) if phones else {},
    )
    rows: list[dict[str, Any]] = []
    given = [_keep_one(known, scan, rows) for scan in scans]
    if rows:
        repository.add(connection, rows)
    return given


def _keep_one(known: _Known, scan: Judged, rows: list[dict[str, Any]]) -> Answer:
    if scan.scan_id in known.answers:
        return known.answers[scan.scan_id]
    flags = flags_of(scan.circumstances) | _phone_flag(known, scan)
    fact = Fact(scan.circumstances.corrected_at, scan.scan_id, scan.member_id, scan.kind, scan.method, flags)
    before = known.earlier.setdefault((scan.meeting_id, scan.member_id), [])
    answer = _answer(scan, fact, before)
    before.append((fact, scan.device_id))
    if scan.method is Method.ROOM_CODE and scan.device_id is not None:
        known.phones.setdefault((scan.meeting_id, scan.device_id), scan.member_id)
    known.answers[scan.scan_id] = answer
    rows.append(_row(scan, flags, answer))
    return answer


def _phone_flag(known: _Known, scan: Judged) -> frozenset[Flag]:
    """One phone checks in one member at a meeting, whoever signs in on it."""
    if scan.method is not Method.ROOM_CODE or scan.device_id is None:
        return frozenset()
    other = known.phones.get((scan.meeting_id, scan.device_id), scan.member_id) != scan.member_id
    return frozenset({Flag.SECOND_DEVICE}) if other else frozenset()


def _answer(scan: Judged, fact: Fact, before: list[tuple[Fact, UUID | None]]) -> Answer:
    stay = presence(one for one, _ in before).get(scan.member_id)
    after = presence([fact]).get(scan.member_id) is not None or scan.kind is Kind.OUT
    if not after:
        outcome = Outcome.FLAGGED
    elif scan.kind is Kind.OUT:
        outcome = Outcome.OUT
    else:
        outcome = Outcome.ALREADY if stay and stay.left_at is None else Outcome.IN
    first = stay.scan_id if stay else scan.scan_id
    by = next((device for one, device in before if one.scan_id == first), scan.device_id)
    came_at = stay.came_at if stay else (fact.corrected_at if outcome is Outcome.IN else None)
    return {
        "scan_id": str(scan.scan_id),
        "outcome": outcome,
        "refusal": None,
        "flags": sorted(fact.flags),
        "member_id": str(scan.member_id),
        "name": scan.name,
        "came_at": came_at.isoformat().replace("+00:00", "Z") if came_at else None,
        "by_this_device": by is not None and by == scan.device_id,
    }


def _row(scan: Judged, flags: frozenset[Flag], answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "scan_id": scan.scan_id,
        "meeting_id": scan.meeting_id,
        "member_id": scan.member_id,
        "kind": scan.kind,
        "method": scan.method,
        "site_id": scan.site_id,
        "account_id": scan.account_id,
        "device_id": scan.device_id,
        "device_at": scan.device_at,
        "corrected_at": scan.circumstances.corrected_at,
        "received_at": scan.received_at,
        "flags": sorted(flags),
        "answer": answer,
    }
