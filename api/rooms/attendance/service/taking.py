"""Taking scans in, many reports at once: whose code it is, whether it is genuine; each scan is answered by itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from api.rooms.attendance.codes import MemberCode, read_key
from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.repository import intake as repository
from api.rooms.attendance.schemas.scans import Outcome, ScanRequest, ScansRequest
from api.rooms.attendance.service.judging import NoFact, Report, Suspect, find_person
from api.rooms.attendance.service.keeping import Answer, Judged, keep, write_answer
from api.rooms.attendance.service.remembering import Memory
from api.rooms.signin.tokens import fingerprint

_POINT = 65
"""Bytes of the uncompressed point at the end of an SPKI."""

_LONGEST_ID = 60

Item = ScanRequest | dict[str, Any]


class Incoming(NamedTuple):
    """One report as it arrived."""

    token: str
    received_at: datetime
    request: ScansRequest

    def weight(self) -> int:
        """How many scans it brings."""
        return len(self.request.items)


class Taken(NamedTuple):
    """The answers to one report, as they go out, who was scanned by meeting, and what was refused why."""

    received_at: datetime
    items: list[Answer]
    came: dict[UUID, set[UUID]]
    device_id: UUID | None
    refused: list[Refusal]


class Refused(NamedTuple):
    """A scan that is no fact, and its answer."""

    answer: Answer
    why: Refusal


def take_group(memory: Memory, connection: Connection, group: Sequence[Incoming]) -> list[Taken | None]:
    """Take in several reports with one look at the database and one transaction; None for who is not signed in."""
    hashes = [fingerprint(one.token) for one in group]
    known = repository.identities(connection, hashes)
    reports = [
        Report(memory, one.token, who, one.received_at, skew=one.received_at - one.request.sent_at)
        if (who := known.get(token_hash))
        else None
        for one, token_hash in zip(group, hashes, strict=True)
    ]
    suspects = [
        [_find_one(report, item) for item in one.request.items] if report else []
        for one, report in zip(group, reports, strict=True)
    ]
    signed = {one.scan.member_id for some in suspects for one in some if isinstance(one, Suspect) and one.code}
    keys = repository.keys_of(connection, signed) if signed else {}
    judged = [[_verify_one(one, keys) for one in some] for some in suspects]
    scans = [one for some in judged for one in some if isinstance(one, Judged)]
    kept = iter(_keep(memory, scans))
    return [
        Taken(
            one.received_at,
            [next(kept) if isinstance(scan, Judged) else scan.answer for scan in some],
            _came(some),
            report.who.device_id,
            [scan.why for scan in some if isinstance(scan, Refused)],
        )
        if report
        else None
        for one, report, some in zip(group, reports, judged, strict=True)
    ]


def _came(some: Sequence[Judged | Refused]) -> dict[UUID, set[UUID]]:
    came: dict[UUID, set[UUID]] = {}
    for scan in some:
        if isinstance(scan, Judged):
            came.setdefault(scan.meeting_id, set()).add(scan.member_id)
    return came


def _keep(memory: Memory, scans: Sequence[Judged]) -> list[Answer]:
    if not scans:
        return []
    try:
        with memory.database.writing_connection() as connection:
            return keep(connection, scans)
    except IntegrityError:  # a site was taken away a moment ago; who sends again is judged by what there is now
        memory.forget({scan.meeting_id for scan in scans})
        raise


def _find_one(report: Report, item: Item) -> Suspect | Refused:
    if isinstance(item, dict):
        return _refused(_said_id(item), Refusal.UNREADABLE)
    try:
        return find_person(report, item)
    except NoFact as no:
        return _refused(str(item.scan_id), no.refusal)
    except OverflowError:
        return _refused(str(item.scan_id), Refusal.UNREADABLE)


def _said_id(item: dict[str, Any]) -> str:
    """What an item of another form calls itself, without halves of characters, which no JSON can hold."""
    return str(item.get("scan_id"))[:_LONGEST_ID].encode(errors="replace").decode()


def _verify_one(suspect: Suspect | Refused, keys: dict[UUID, list[bytes]]) -> Judged | Refused:
    if not isinstance(suspect, Suspect):
        return suspect
    scan, code = suspect.scan, suspect.code
    if code is None or any(_made_by(key, code, scan.meeting_id) for key in keys.get(scan.member_id, [])):
        return scan
    return _refused(str(scan.scan_id), Refusal.FORGED)


def _made_by(spki: bytes, code: MemberCode, meeting_id: UUID) -> bool:
    return code.is_signed_by(read_key(spki[-_POINT:]), meeting_id)


def _refused(scan_id: str, refusal: Refusal) -> Refused:
    return Refused(write_answer(scan_id=scan_id, outcome=Outcome.REFUSED, refusal=refusal), refusal)
