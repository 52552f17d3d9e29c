"""Minutes and resolution before the closing: generated from the record, edited by people, every version kept."""

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.etags import Edit
from api.rooms.meetings.errors.papers import NoSuchPaper, PaperLocked, SectionUnknown
from api.rooms.meetings.minutes import write_minutes
from api.rooms.meetings.models import MeetingKind, MeetingPaper, PaperKind, PaperVersion
from api.rooms.meetings.numbers import NumberRule
from api.rooms.meetings.paper_parts import PaperText, Section, changed, numbered, refreshed
from api.rooms.meetings.paper_words import month_words, words
from api.rooms.meetings.printing import Printed, printed_sections
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.resolution import write_resolution
from api.rooms.meetings.schemas.papers import PaperEditRequest, PaperSectionRead, PaperTextRead, SignerRead
from api.rooms.meetings.service.finding import check_records, find_meeting, find_to_record
from api.rooms.meetings.service.material import ENDED, Material, gather, source_of
from api.rooms.meetings.service.press import PaperOf
from api.rooms.meetings.service.score import total_of

_WRITERS = {PaperKind.MINUTES: write_minutes, PaperKind.RESOLUTION: write_resolution}


def read_paper(session: Session, actor: Actor, which: PaperOf) -> PaperTextRead:
    """The paper: before the closing for those who run the meeting, afterwards for all who see it."""
    meeting = find_meeting(session, actor, which.meeting_id)
    row = repository.paper_of(session, which.meeting_id, which.kind)
    if meeting.state in ENDED:
        return _as_sealed(row, which.kind)
    check_records(actor, meeting)
    material = gather(session, meeting, actor)
    _check_kind(material, which.kind)
    return _as_draft(material, which.kind, row)


def edit_paper(session: Session, actor: Actor, which: PaperOf, request: PaperEditRequest, edit: Edit) -> PaperTextRead:
    """Save texts; what people wrote stays when the record goes on, until they reset it."""
    meeting = find_to_record(session, actor, which.meeting_id)
    material = gather(session, meeting, actor)
    _check_kind(material, which.kind)
    if meeting.state in ENDED:
        raise PaperLocked(meeting_id=str(which.meeting_id))
    row = repository.paper_of(session, which.meeting_id, which.kind)
    edit.check(row.version if row else 0)
    if row is None:
        row = MeetingPaper(meeting_id=which.meeting_id, kind=which.kind, version=0)
        session.add(row)
    kept = [section for section in _sections(row) if section.key not in request.reset]
    present = refreshed(kept, written(material, which.kind).sections)
    if unknown := request.texts.keys() - {section.key for section in present}:
        raise SectionUnknown(section=min(unknown))
    row.sections = _dumped(changed(present, request.texts))
    row.version += 1
    session.flush()
    keep_version(session, row, actor)
    edit.done(row.version)
    return _as_draft(material, which.kind, row)


def keep_version(session: Session, row: MeetingPaper, actor: Actor | None) -> None:
    """Remember the text as it is now."""
    account_id = actor.account_id if actor else None
    session.add(PaperVersion(paper_id=row.id, version=row.version, sections=row.sections, account_id=account_id))


def kinds_of(numbers: NumberRule, kind: MeetingKind) -> list[PaperKind]:
    """The papers a meeting of this kind leaves."""
    return [PaperKind(paper.code) for paper in numbers.papers if kind in paper.kinds]


def written(material: Material, kind: PaperKind) -> PaperText:
    """The paper as the record stands, without anybody's edits."""
    total = total_of(material) if material.scored else None
    return _WRITERS[kind](source_of(material, kind, total))


def text_of(material: Material, kind: PaperKind, row: MeetingPaper | None) -> PaperText:
    """The paper with the texts people edited."""
    fresh = written(material, kind)
    return fresh.model_copy(update={"sections": refreshed(_sections(row), fresh.sections)})


def _as_sealed(row: MeetingPaper | None, kind: PaperKind) -> PaperTextRead:
    """Word by word as it was sealed."""
    if row is None:
        raise NoSuchPaper(paper=kind)
    return _as_read(Printed.model_validate(row.content), _sections(row), row)


def _as_draft(material: Material, kind: PaperKind, row: MeetingPaper | None) -> PaperTextRead:
    text = text_of(material, kind, row)
    return _as_read(printed(material, kind, text), text.sections, row)


def _as_read(paper: Printed, sections: list[Section], row: MeetingPaper | None) -> PaperTextRead:
    """A paper for the phone, with its sections as people edit them."""
    return PaperTextRead(
        kind=paper.kind,
        title=paper.title,
        version=row.version if row else 0,
        locked=row is not None and row.sealed_at is not None,
        symbol=row.symbol if row else None,
        above=paper.above,
        organization=paper.organization,
        place_and_date=paper.place_and_date,
        about=paper.about,
        sections=[
            PaperSectionRead(heading=heading, **section.model_dump(exclude={"title"}))
            for section, heading in zip(sections, numbered(sections), strict=True)
        ],
        left=SignerRead.model_validate(paper.left),
        right=SignerRead.model_validate(paper.right),
        recipients=paper.recipients,
    )


def printed(material: Material, kind: PaperKind, text: PaperText, symbol: str | None = None) -> Printed:
    """All that is printed; without a symbol a draft."""
    said, paper = words(), material.numbers.paper(kind)
    open_number = said["number_open"].format(type=paper.type, suffix=material.numbers.suffix)
    return Printed(
        kind=kind,
        above=material.above_name,
        organization=material.organization.name,
        number=said["number"].format(symbol=symbol) if symbol else open_number,
        place_and_date=material.place_and_date(material.record.ended_at),
        title=paper.title,
        about=about(material),
        sections=printed_sections(text.sections),
        left=text.left,
        right=text.right,
        recipients=recipients(material, kind),
    )


def about(material: Material) -> str:
    """The line below the title."""
    kind, month = material.kind_title, month_words(material.meeting.month)
    return str(words()["about"].format(kind=kind, month=month))


def recipients(material: Material, kind: PaperKind) -> list[str]:
    """To whom a resolution goes; minutes have none."""
    if kind is PaperKind.MINUTES:
        return []
    names = {"above": material.above_name, "organization": source_of(material, kind).organization_inside}
    lines = [line.format(**names) for line in words()["recipients"]]
    return lines if material.above else lines[1:]


def _check_kind(material: Material, kind: PaperKind) -> None:
    if kind not in kinds_of(material.numbers, material.meeting.kind):
        raise NoSuchPaper(paper=kind)


def _sections(row: MeetingPaper | None) -> list[Section]:
    return [Section.model_validate(section) for section in (row.sections if row else [])]


def _dumped(sections: list[Section]) -> list[dict[str, object]]:
    return [section.model_dump(mode="json") for section in sections]
