"""Taking scans in: find whose code it is, verify it, keep the fact; each scan is answered by itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from anyio import to_thread

from api.kit import clock
from api.kit.errors import NotSignedIn
from api.rooms.attendance.codes import MemberCode, read_key
from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.schemas import Outcome, ScanAnswer, ScanAnswers, ScanRequest, ScansRequest
from api.rooms.attendance.service.desk import Desk, Keys
from api.rooms.attendance.service.judging import NoFact, Report, Suspect, find_person
from api.rooms.attendance.service.keeping import Judged
from api.rooms.signin.tokens import fingerprint

_POINT = 65
"""Bytes of the uncompressed point at the end of an SPKI."""

_LONGEST_ID = 60

Item = ScanRequest | dict[str, Any]


async def take(desk: Desk, token: str | None, request: ScansRequest) -> ScanAnswers:
    """Take in what a device reports; one answer for each item, in order. Raises `NotSignedIn`."""
    received_at = clock.now()
    who = (await desk.who.submit([fingerprint(token)]))[0] if token else None
    if who is None or token is None:
        raise NotSignedIn
    report = Report(desk, token, who, received_at, skew=received_at - request.sent_at)
    suspects = await to_thread.run_sync(_find_people, report, request.items)
    keys = await _keys_of(desk, suspects)
    judged = await to_thread.run_sync(_verify, suspects, keys) if keys else [_unsigned(one) for one in suspects]
    kept = iter(await desk.keep.submit([one for one in judged if isinstance(one, Judged)]))
    desk.following.news.tell()
    for meeting_id in {one.meeting_id for one in judged if isinstance(one, Judged)}:
        desk.roller.somebody_came(meeting_id)
    items = [next(kept) if isinstance(one, Judged) else one for one in judged]
    return ScanAnswers(received_at=received_at, items=items)


def _find_people(report: Report, items: Sequence[Item]) -> list[Suspect | ScanAnswer]:
    return [_find_one(report, item) for item in items]


def _find_one(report: Report, item: Item) -> Suspect | ScanAnswer:
    if isinstance(item, dict):
        return _refused(str(item.get("scan_id"))[:_LONGEST_ID], Refusal.UNREADABLE)
    try:
        return find_person(report, item)
    except NoFact as no:
        return _refused(str(item.scan_id), no.refusal)


async def _keys_of(desk: Desk, suspects: Sequence[Suspect | ScanAnswer]) -> dict[UUID, Keys]:
    """The keys of the phones whose signatures are to be verified."""
    wanted = {one.scan.member_id for one in suspects if isinstance(one, Suspect) and one.code is not None}
    if not wanted:
        return {}
    members = list(wanted)
    return dict(zip(members, await desk.keys.submit(members), strict=True))


def _verify(suspects: Sequence[Suspect | ScanAnswer], keys: dict[UUID, Keys]) -> list[Judged | ScanAnswer]:
    return [_verify_one(one, keys) for one in suspects]


def _verify_one(suspect: Suspect | ScanAnswer, keys: dict[UUID, Keys]) -> Judged | ScanAnswer:
    if isinstance(suspect, ScanAnswer) or suspect.code is None:
        return _unsigned(suspect)
    scan, code = suspect.scan, suspect.code
    if any(_made_by(key, code, scan.meeting_id) for _, key in keys.get(scan.member_id, [])):
        return scan
    return _refused(str(scan.scan_id), Refusal.FORGED)


def _unsigned(suspect: Suspect | ScanAnswer) -> Judged | ScanAnswer:
    return suspect if isinstance(suspect, ScanAnswer) else suspect.scan


def _made_by(spki: bytes, code: MemberCode, meeting_id: UUID) -> bool:
    return code.is_signed_by(read_key(spki[-_POINT:]), meeting_id)


def _refused(scan_id: str, refusal: Refusal) -> ScanAnswer:
    return ScanAnswer(
        scan_id=scan_id,
        outcome=Outcome.REFUSED,
        refusal=refusal,
        flags=[],
        member_id=None,
        name=None,
        came_at=None,
        by_this_device=False,
    )
