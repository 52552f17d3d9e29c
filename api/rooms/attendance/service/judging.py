"""Whose scan it is and how its code stands; what the database knows of earlier scans comes when it is kept."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from api.rooms.attendance import codes, tickets
from api.rooms.attendance.codes import MemberCode, NotACode, RoomCode
from api.rooms.attendance.errors import Refusal
from api.rooms.attendance.flags import Circumstances
from api.rooms.attendance.presence import Method
from api.rooms.attendance.repository.intake import Identity, MeetingRow
from api.rooms.attendance.rolls import Roll
from api.rooms.attendance.schemas.scans import ScanRequest
from api.rooms.attendance.service.keeping import Judged
from api.rooms.attendance.service.remembering import Memory
from api.rooms.meetings.models import MeetingState


class NoFact(Exception):
    """This scan is refused; the others of its request go on."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class Report(NamedTuple):
    """What holds for all scans of one request. `skew` is the server's clock minus the device's."""

    memory: Memory
    token: str
    who: Identity
    received_at: datetime
    skew: timedelta


class Suspect(NamedTuple):
    """A scan whose person is known; `code` is there when its signature is still to be verified."""

    scan: Judged
    code: MemberCode | None = None


class _Seen(NamedTuple):
    """What a scan says once its code is read."""

    member_id: UUID
    site_id: UUID | None
    fresh: bool = True
    revoked: bool = False
    code: MemberCode | None = None
    site_unknown: bool = False


def find_person(report: Report, item: ScanRequest) -> Suspect:
    """Read the code and find the person. Raises `NoFact`; `OverflowError` at the end of all calendars."""
    meeting = report.memory.meeting(item.meeting_id)
    if meeting is None or meeting.published_at is None:
        raise NoFact(Refusal.MEETING_UNKNOWN)
    roll = report.memory.roll(meeting.id)
    corrected_at = item.device_at.astimezone(UTC) + report.skew
    if item.method is Method.ROOM_CODE:
        seen = _read_wall(report, item, roll, corrected_at)
    elif item.method is Method.FACE:
        seen = _read_ticket(report, item, roll)
    else:
        seen = _read_person(report, item, roll, corrected_at)
    return Suspect(_as_scan(report, item, meeting, roll, seen, corrected_at), seen.code)


def _read_wall(report: Report, item: ScanRequest, roll: Roll, corrected_at: datetime) -> _Seen:
    """The member scanned the wall with the own phone."""
    if report.who.member_id is None:
        raise NoFact(Refusal.NO_MEMBER)
    code = _read(item)
    if not isinstance(code, RoomCode):
        raise NoFact(Refusal.NOT_A_CODE)
    genuine, site_id = roll.wall_of(code)
    if not genuine:
        raise NoFact(Refusal.UNKNOWN_CODE)
    fresh = codes.is_fresh(code.counter, corrected_at.timestamp(), codes.ROOM_STEP_SECONDS)
    return _Seen(report.who.member_id, site_id, fresh)


def _read_person(report: Report, item: ScanRequest, roll: Roll, corrected_at: datetime) -> _Seen:
    """A desk scanned a member's phone, or took the member by hand."""
    scanner = report.memory.scanner(report.token, item.meeting_id)
    if scanner is None:
        raise NoFact(Refusal.NOT_A_SCANNER)
    revoked = not scanner.may(item.site_id, corrected_at)
    site_id = _known_site(report, roll, item.site_id)
    site_unknown = site_id != item.site_id
    if item.method is Method.HAND:
        return _Seen(_by_hand(report, item, roll), site_id, revoked=revoked, site_unknown=site_unknown)
    code = _read(item)
    if not isinstance(code, MemberCode):
        raise NoFact(Refusal.NOT_A_CODE)
    member_id = roll.whose(code.pseudonym) or report.memory.roll(roll.meeting_id, somebody_new=True).whose(
        code.pseudonym
    )
    if member_id is None:
        raise NoFact(Refusal.UNKNOWN_CODE)
    fresh = codes.is_fresh(code.counter, corrected_at.timestamp(), codes.MEMBER_STEP_SECONDS)
    return _Seen(member_id, site_id, fresh, revoked, code, site_unknown)


def _known_site(report: Report, roll: Roll, site_id: UUID | None) -> UUID | None:
    """Where it was; None where the meeting has no such site, as when it was taken away from under an offline desk."""
    if site_id not in roll.sites:
        roll = report.memory.roll(roll.meeting_id, somebody_new=True)
    return site_id if site_id in roll.sites else None


def _read_ticket(report: Report, item: ScanRequest, roll: Roll) -> _Seen:
    """A kiosk recognised somebody; the ticket is the proof, for this scan, this meeting and this account only."""
    ticket = tickets.read(report.memory.secret, item.code or "")
    if ticket is None:
        raise NoFact(Refusal.NOT_A_CODE)
    if (ticket.scan_id, ticket.meeting_id, ticket.account_id) != (item.scan_id, item.meeting_id, report.who.account_id):
        raise NoFact(Refusal.FORGED)
    site_id = _known_site(report, roll, ticket.site_id)
    fresh = report.received_at <= ticket.expires_at
    return _Seen(ticket.member_id, site_id, fresh, site_unknown=site_id != ticket.site_id)


def _by_hand(report: Report, item: ScanRequest, roll: Roll) -> UUID:
    """Only people asked to come are taken by hand: a list of others would be a way to look for members."""
    if item.member_id is None:
        raise NoFact(Refusal.UNREADABLE)
    if item.member_id not in roll.by_member:
        roll = report.memory.roll(roll.meeting_id, somebody_new=True)
    if item.member_id not in roll.by_member:
        raise NoFact(Refusal.UNKNOWN_CODE)
    return item.member_id


def _read(item: ScanRequest) -> MemberCode | RoomCode:
    try:
        return codes.read(item.code or "")
    except NotACode as error:
        raise NoFact(Refusal.NOT_A_CODE) from error


def _as_scan(  # noqa: PLR0913, PLR0917 - brings together what the steps before found
    report: Report, item: ScanRequest, meeting: MeetingRow, roll: Roll, seen: _Seen, corrected_at: datetime
) -> Judged:
    person = roll.by_member.get(seen.member_id)
    circumstances = Circumstances(
        corrected_at=corrected_at,
        received_at=report.received_at,
        starts_at=meeting.starts_at,
        closed_at=meeting.closed_at,
        cancelled=meeting.state == MeetingState.CANCELLED,
        invited=person is not None,
        expected_site=person.site_id if person else None,
        site=seen.site_id,
        site_unknown=seen.site_unknown,
        fresh=seen.fresh,
        on_own_phone=item.method is Method.ROOM_CODE,
        near=item.near,
        revoked=seen.revoked,
    )
    return Judged(
        scan_id=item.scan_id,
        meeting_id=item.meeting_id,
        member_id=seen.member_id,
        name=person.name if person and item.method is not Method.ROOM_CODE else None,
        kind=item.kind,
        method=item.method,
        site_id=seen.site_id,
        account_id=report.who.account_id,
        device_id=report.who.device_id,
        device_at=item.device_at,
        received_at=report.received_at,
        circumstances=circumstances,
    )
