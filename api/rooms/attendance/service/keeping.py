"""Writing a group of judged scans: what was told before is told again, what is new becomes a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from api.kit.rows import moment
from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.flags import Circumstances, flags_of
from api.rooms.attendance.presence import Fact, Flag, Kind, Method, counts, stay_of
from api.rooms.attendance.repository import intake as repository
from api.rooms.attendance.repository.intake import Known
from api.rooms.attendance.schemas.scans import Outcome

Answer = bytes
"""`ScanAnswer` in JSON: it is kept as it is told."""


@dataclass(slots=True)
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


def keep(connection: Connection, scans: Sequence[Judged]) -> list[Answer]:
    """Keep a group in one transaction; the answers in order. A scan known already gets its first answer."""
    repository.queue_up(connection)
    known = repository.known(
        connection,
        scan_ids={scan.scan_id for scan in scans},
        meeting_ids={scan.meeting_id for scan in scans},
        member_ids={scan.member_id for scan in scans},
        device_ids={scan.device_id for scan in scans if scan.method is Method.ROOM_CODE and scan.device_id},
    )
    rows: list[dict[str, Any]] = []
    given = [keep_one(known, scan, rows) for scan in scans]
    if rows:
        repository.add(connection, rows)
    return given


def keep_one(known: Known, scan: Judged, rows: list[dict[str, Any]]) -> Answer:
    """The answer to one scan, which then is among what is known; a new one is added to the rows to be kept."""
    if scan.scan_id in known.answers:
        return known.answers[scan.scan_id]
    flags = flags_of(scan.circumstances)
    if _is_of_another(known, scan):
        flags |= {Flag.SECOND_DEVICE}
    fact = Fact(scan.circumstances.corrected_at, scan.scan_id, scan.member_id, scan.kind, scan.method, flags)
    before = known.earlier.setdefault((scan.meeting_id, scan.member_id), [])
    told = sorted(flags)
    answer = _answer(known, scan, fact, told)
    before.append((fact, scan.device_id))
    if scan.method is Method.ROOM_CODE and scan.device_id is not None:
        known.phones.setdefault((scan.meeting_id, scan.device_id), scan.member_id)
    known.answers[scan.scan_id] = answer
    rows.append(_row(scan, told, answer, number=known.last_number + len(rows) + 1))
    return answer


def _is_of_another(known: Known, scan: Judged) -> bool:
    """One phone checks in one member at a meeting, whoever signs in on it."""
    if scan.method is not Method.ROOM_CODE or scan.device_id is None:
        return False
    return known.phones.get((scan.meeting_id, scan.device_id), scan.member_id) != scan.member_id


def _answer(known: Known, scan: Judged, fact: Fact, told: Sequence[Flag]) -> Answer:
    before = known.earlier[scan.meeting_id, scan.member_id]
    stay = stay_of(one for one, _ in before if counts(one, known.verdicts))
    if not counts(fact, {}):
        outcome = Outcome.FLAGGED
    elif scan.kind is Kind.OUT:
        outcome = Outcome.OUT
    else:
        outcome = Outcome.ALREADY if stay and stay.left_at is None else Outcome.IN
    first = stay.scan_id if stay else scan.scan_id
    by = next((device for one, device in before if one.scan_id == first), scan.device_id)
    came_at = stay.came_at if stay else (fact.corrected_at if outcome is Outcome.IN else None)
    return write_answer(
        scan_id=scan.scan_id,
        outcome=outcome,
        flags=told,
        member_id=scan.member_id,
        name=scan.name,
        came_at=came_at,
        by_this_device=by is not None and by == scan.device_id,
    )


def write_answer(  # noqa: PLR0913 - the fields of `ScanAnswer`, all by name
    *,
    scan_id: UUID | str,
    outcome: Outcome,
    refusal: Refusal | None = None,
    flags: Sequence[Flag] = (),
    member_id: UUID | None = None,
    name: str | None = None,
    came_at: datetime | None = None,
    by_this_device: bool = False,
) -> Answer:
    """One answer as it goes out and, when a scan is kept, as it stays."""
    answer = {
        "scan_id": scan_id,
        "outcome": outcome,
        "refusal": refusal,
        "flags": flags,
        "member_id": member_id,
        "name": name,
        "came_at": came_at,
        "by_this_device": by_this_device,
    }
    return orjson.dumps(answer, option=orjson.OPT_UTC_Z)


def _row(scan: Judged, told: Sequence[Flag], answer: Answer, number: int) -> dict[str, Any]:
    return {
        "scan_id": scan.scan_id.hex,
        "meeting_id": scan.meeting_id.hex,
        "member_id": scan.member_id.hex,
        "kind": scan.kind.value,
        "method": scan.method.value,
        "site_id": scan.site_id.hex if scan.site_id else None,
        "account_id": scan.account_id.hex,
        "device_id": scan.device_id.hex if scan.device_id else None,
        "device_at": moment(scan.device_at),
        "corrected_at": moment(scan.circumstances.corrected_at),
        "received_at": moment(scan.received_at),
        "flags": orjson.dumps(told).decode(),
        "answer": answer.decode(),
        "number": number,
    }
