"""The attendance sheet of a meeting: the roll as it stands, with times and ways from the scans."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.attendance import sheet_paper
from api.rooms.attendance.presence import Method, Presence, presence
from api.rooms.attendance.repository import reading as repository
from api.rooms.attendance.schemas.sheets import SheetCountsRead, SheetMethod, SheetRead, SheetRowRead
from api.rooms.attendance.service.reading import correction_of, fact_of
from api.rooms.meetings.measures import attendance_of
from api.rooms.meetings.models import CAME, RollMethod
from api.rooms.meetings.schemas.record import RollEntryRead
from api.rooms.meetings.service.describing import site_names
from api.rooms.meetings.service.drafting import place_and_date
from api.rooms.meetings.service.finding import find_to_run, roster
from api.rooms.meetings.service.material import TARGET, Material, above_name, gather, observed, source_of

_SCANNED = {Method.MEMBER_CODE: SheetMethod.MEMBER_CODE, Method.ROOM_CODE: SheetMethod.ROOM_CODE}


@dataclass(frozen=True)
class SheetFile:
    """The sheet on its way out."""

    name: str
    content: bytes


def read_sheet(session: Session, actor: Actor, meeting_id: UUID) -> SheetRead:
    """The sheet of a meeting the actor runs."""
    meeting = find_to_run(session, actor, meeting_id, lock=False)
    return _sheet(session, gather(session, meeting, actor))


def print_sheet(session: Session, actor: Actor, meeting_id: UUID) -> SheetFile:
    """The sheet as PDF in the layout of party papers, signed by clerk and chair."""
    meeting = find_to_run(session, actor, meeting_id, lock=False)
    material = gather(session, meeting, actor)
    source, record = source_of(material, "minutes"), material.record
    signs = sheet_paper.Signs(
        place_and_date=place_and_date(material),
        left=source.sign_left,
        left_name=record.clerk.name if record.clerk else "",
        right=source.sign_right,
        right_name=record.chair.name if record.chair else "",
    )
    return SheetFile(_name(meeting.month, "pdf"), sheet_paper.as_pdf(_sheet(session, material), signs))


def export_sheet(session: Session, actor: Actor, meeting_id: UUID) -> SheetFile:
    """The sheet as an Excel sheet."""
    meeting = find_to_run(session, actor, meeting_id, lock=False)
    return SheetFile(
        _name(meeting.month, "xlsx"), sheet_paper.as_xlsx(_sheet(session, gather(session, meeting, actor)))
    )


def _sheet(session: Session, material: Material) -> SheetRead:
    record, meeting = material.record, material.meeting
    scans = repository.facts(session, meeting.id)
    there = presence(map(fact_of, scans), map(correction_of, repository.corrections(session, meeting.id)))
    reasons = source_of(material, "minutes").reasons
    sites = site_names(session, meeting.id)
    where = {person.member_id: person.site_id for person in roster(session, meeting)} if sites else {}
    target = material.rules.get(TARGET)
    rows = []
    for number, entry in enumerate(record.roll, start=1):
        stay = there.get(entry.member_id)
        site_id = stay.site_id if stay and stay.site_id else where.get(entry.member_id)
        rows.append(_row(number, entry, stay, dict(reasons), sites.get(site_id) if site_id else None))
    counts = record.counts
    percent = attendance_of(observed(material)).percent if target else None
    return SheetRead(
        meeting_id=meeting.id,
        title=meeting.title,
        organization=material.organization.name,
        above=above_name(material),
        starts_at=record.started_at or record.opened_at or record.starts_at,
        place=meeting.place,
        target_percent=target.content["percent"] if target else None,
        target_citation=target.citation if target else None,
        counts=SheetCountsRead(
            **{name: getattr(counts, name) for name in _COUNTS}, percent=None if percent is None else round(percent, 1)
        ),
        rows=rows,
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
