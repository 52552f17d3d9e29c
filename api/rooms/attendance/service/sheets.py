"""The attendance sheet of a meeting: the roll as it stands, with times and ways from the scans."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.attendance import sheet_paper
from api.rooms.attendance.company import Companies, in_order
from api.rooms.attendance.presence import Method, Presence, presence
from api.rooms.attendance.repository.access import Heading
from api.rooms.attendance.schemas.sheets import SheetCountsRead, SheetGuestRead, SheetMethod, SheetRead, SheetRowRead
from api.rooms.attendance.service.access import find_run_with_heading
from api.rooms.attendance.service.told import facts_and_words
from api.rooms.meetings.fields import moment
from api.rooms.meetings.measures import attendance_of
from api.rooms.meetings.models import CAME, RollMethod
from api.rooms.meetings.schemas.record import RollEntryRead
from api.rooms.meetings.service.material import TARGET, Setting, setting_of
from api.rooms.meetings.service.persons import Names
from api.rooms.meetings.service.recording import RollCall, roll_call

_SCANNED = {Method.MEMBER_CODE: SheetMethod.MEMBER_CODE, Method.ROOM_CODE: SheetMethod.ROOM_CODE}


@dataclass(frozen=True)
class SheetFile:
    """The sheet on its way out."""

    name: str
    content: bytes


def read_sheet(session: Session, actor: Actor, companies: Companies, meeting_id: UUID) -> SheetRead:
    """The sheet of a meeting the actor runs."""
    return _gather(session, actor, companies, meeting_id).sheet


def print_sheet(session: Session, actor: Actor, companies: Companies, meeting_id: UUID) -> SheetFile:
    """The sheet as PDF in the layout of party papers, signed by clerk and chair."""
    made = _gather(session, actor, companies, meeting_id)
    paper, call = made.setting.numbers.paper("minutes"), made.call
    signs = sheet_paper.Signs(
        place_and_date=made.setting.place_and_date(moment(made.heading.ended or "")),
        left=paper.sign_left,
        left_name=call.clerk.name if call.clerk else "",
        right=paper.sign_right,
        right_name=call.chair.name if call.chair else "",
    )
    return SheetFile(_name(call.meeting.month, "pdf"), sheet_paper.as_pdf(made.sheet, signs))


def export_sheet(session: Session, actor: Actor, companies: Companies, meeting_id: UUID) -> SheetFile:
    """The sheet as an Excel sheet."""
    made = _gather(session, actor, companies, meeting_id)
    return SheetFile(_name(made.call.meeting.month, "xlsx"), sheet_paper.as_xlsx(made.sheet))


@dataclass(frozen=True)
class _Made:
    """The sheet, and what it was made from."""

    heading: Heading
    setting: Setting
    call: RollCall
    sheet: SheetRead


def _gather(session: Session, actor: Actor, companies: Companies, meeting_id: UUID) -> _Made:
    meeting, heading = find_run_with_heading(session, actor, meeting_id)
    setting = setting_of(session, meeting, heading.organization, heading.above)
    call = roll_call(session, meeting, setting.rules)
    guests = _guests(session, companies, meeting.id, call.names)
    return _Made(heading, setting, call, _sheet(session, heading, setting, call, guests))


def _guests(session: Session, companies: Companies, meeting_id: UUID, names: Names) -> list[SheetGuestRead]:
    """Guests in the order of given names, with when they came and went."""
    visitors, visits = companies.read_guests(session.connection(), meeting_id)
    there = presence(*visits)
    rows = []
    for number, (who, one) in enumerate(in_order(visitors), start=1):
        stay = there.get(who)
        rows.append(
            SheetGuestRead(
                number=number,
                name=one.name,
                organization=one.organization,
                seat=one.seat,
                site=names.site((stay and stay.site_id) or one.site_id),
                came_at=stay.came_at if stay else None,
                left_at=stay.left_at if stay else None,
            )
        )
    return rows


def _sheet(
    session: Session, heading: Heading, setting: Setting, call: RollCall, guests: list[SheetGuestRead]
) -> SheetRead:
    meeting = call.meeting
    there = presence(*facts_and_words(session, meeting.id))
    reasons = setting.reasons
    where = {person.member_id: person.site_id for person in call.asked.summoned}
    target = setting.rules[TARGET]
    rows = []
    for number, entry in enumerate(call.roll, start=1):
        stay = there.get(entry.member_id)
        site = call.names.site((stay and stay.site_id) or where.get(entry.member_id))
        rows.append(_row(number, entry, stay, reasons, site))
    counts = call.counts
    percent = attendance_of(call.roll, target.content).percent
    return SheetRead(
        meeting_id=meeting.id,
        title=meeting.title,
        organization=setting.organization.name,
        above=setting.above_name,
        starts_at=moment(heading.started or "") or meeting.opened_at or meeting.starts_at,
        place=meeting.place,
        target_percent=target.content["percent"],
        target_citation=target.citation,
        counts=SheetCountsRead(
            **{name: getattr(counts, name) for name in _COUNTS}, percent=None if percent is None else round(percent, 1)
        ),
        rows=rows,
        guests=guests,
    )


_COUNTS = ("summoned", "present", "late", "online", "excused", "unexcused", "exempt", "unmarked")


def _row(
    number: int, entry: RollEntryRead, stay: Presence | None, reasons: dict[str, str], site: str | None
) -> SheetRowRead:
    came = entry.status in CAME
    scanned = entry.method is RollMethod.QR and stay is not None
    return SheetRowRead(
        number=number,
        member_id=entry.member_id,
        name=entry.name,
        state=entry.state,
        status=entry.status,
        reason="" if came else entry.reason_text or reasons.get(entry.reason or "", ""),
        method=_method(entry, stay),
        marked_by=entry.marked_by if entry.method is RollMethod.HAND else None,
        came_at=(stay.came_at if stay and scanned else entry.marked_at) if came else None,
        left_at=stay.left_at if stay and came else None,
        site=site,
    )


def _method(entry: RollEntryRead, stay: Presence | None) -> SheetMethod | None:
    if entry.method is None:
        return None
    if entry.method is RollMethod.QR and stay is not None:
        return _SCANNED.get(stay.method, SheetMethod.QR)
    return SheetMethod(entry.method.value)


def _name(month: str, ending: str) -> str:
    return f"diem-danh-{month}.{ending}"
