"""After the closing: additions with author and time, numbers declared void, papers as files."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, rules, storage
from api.kit.actors import Actor
from api.rooms.meetings.errors.papers import (
    AdditionTaken,
    AlreadyVoid,
    NoSuchPaper,
    PaperNotSealed,
)
from api.rooms.meetings.models import Meeting, MeetingPaper, PaperAddition, PaperKind
from api.rooms.meetings.numbers import read_rule
from api.rooms.meetings.printing import Printed, as_docx, as_pdf
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.papers import AdditionRead, AdditionRequest, PapersRead, VoidRequest
from api.rooms.meetings.service import drafting, signing
from api.rooms.meetings.service.changing import touch
from api.rooms.meetings.service.editions import issue, key_of, sealed_read, with_additions
from api.rooms.meetings.service.finding import check_records, day_of, find_meeting, find_to_record, may_record
from api.rooms.meetings.service.material import ENDED, NUMBERS, gather
from api.rooms.meetings.service.press import PaperOf, Press
from api.rooms.meetings.service.templates import template_for


@dataclass(frozen=True)
class PaperFile:
    """A paper on its way out."""

    name: str
    content: bytes
    sha256: str | None


def list_papers(session: Session, actor: Actor, press: Press, meeting_id: UUID) -> PapersRead:
    """What there is of a meeting's papers."""
    meeting = find_meeting(session, actor, meeting_id)
    locked = meeting.state in ENDED
    papers = sealed_read(session, meeting_id, press.address) if locked else []
    return PapersRead(
        meeting_id=meeting_id,
        locked=locked,
        kinds=[paper.kind for paper in papers] if locked else _kinds_to_come(session, meeting),
        papers=papers,
        additions=[AdditionRead.model_validate(one) for one in repository.additions_of(session, meeting_id)],
        can_sign_here=signing.key_of_organization(press.signing, meeting.organization_id) is not None,
        may_run=may_record(actor, meeting),
    )


def _kinds_to_come(session: Session, meeting: Meeting) -> list[PaperKind]:
    rule = rules.find(session, NUMBERS, day_of(meeting), meeting.organization_id)
    return drafting.kinds_of(read_rule(rule.content), meeting.kind)


def add_to_paper(  # noqa: PLR0913, PLR0917 - who, where, what, and the id the phone made
    session: Session, actor: Actor, press: Press, meeting_id: UUID, addition_id: UUID, request: AdditionRequest
) -> AdditionRead:
    """Add to a closed paper; the phone made the id, so sending it twice adds once."""
    meeting = find_to_record(session, actor, meeting_id)
    known = session.get(PaperAddition, addition_id)
    if known is not None:
        if (known.meeting_id, known.kind, known.text) != (meeting_id, request.kind, request.text):
            raise AdditionTaken
        return AdditionRead.model_validate(known)
    row = sealed_paper(session, meeting, request.kind)
    addition = PaperAddition(
        id=addition_id,
        meeting_id=meeting_id,
        kind=request.kind,
        text=request.text,
        author_name=repository.account_name(session, actor.account_id),
        account_id=actor.account_id,
        created_at=clock.now(),
    )
    session.add(addition)
    session.flush()
    issue(session, press.store, row, repository.additions_of(session, meeting_id))
    _note(session, actor, meeting, "meetings.paper_added_to", row)
    touch(session, meeting)
    return AdditionRead.model_validate(addition)


def void_number(session: Session, actor: Actor, press: Press, which: PaperOf, request: VoidRequest) -> PapersRead:
    """Declare a number void: it stays in the register with the reason and is never given again."""
    meeting = find_to_record(session, actor, which.meeting_id)
    row = sealed_paper(session, meeting, which.kind)
    number = repository.numbers_of(session, [row.id])[row.id]
    if number.voided_at is not None:
        raise AlreadyVoid(symbol=number.symbol)
    number.voided_at, number.void_reason = clock.now(), request.reason
    _note(session, actor, meeting, "meetings.number_voided", row)
    touch(session, meeting)
    return list_papers(session, actor, press, which.meeting_id)


def print_pdf(session: Session, actor: Actor, press: Press, which: PaperOf) -> PaperFile:
    """The PDF: the recorded file, or the draft before the closing."""
    row, paper = _paper(session, actor, which)
    name = _file_name(paper, "pdf")
    if row is None or row.sha256 is None:
        return PaperFile(name, as_pdf(paper), None)
    return PaperFile(name, b"".join(storage.read(press.store, key_of(row.sha256))), row.sha256)


def print_docx(session: Session, actor: Actor, press: Press, which: PaperOf) -> PaperFile:
    """The same text as a DOCX, by the template of the nearest committee that has its own."""
    meeting = find_meeting(session, actor, which.meeting_id)
    _, paper = _paper(session, actor, which)
    template = template_for(session, press.store, rules.lineage(session, meeting.organization_id), which.kind)
    return PaperFile(_file_name(paper, "docx"), as_docx(paper, template), None)


def sealed_paper(session: Session, meeting: Meeting, kind: PaperKind) -> MeetingPaper:
    """The paper of a closed meeting."""
    if meeting.state not in ENDED:
        raise PaperNotSealed(meeting_id=str(meeting.id))
    row = repository.paper_of(session, meeting.id, kind)
    if row is None:
        raise NoSuchPaper(paper=kind)
    return row


def _paper(session: Session, actor: Actor, which: PaperOf) -> tuple[MeetingPaper | None, Printed]:
    meeting = find_meeting(session, actor, which.meeting_id)
    if meeting.state in ENDED:
        row = sealed_paper(session, meeting, which.kind)
        return row, with_additions(row, repository.additions_of(session, which.meeting_id))
    check_records(actor, meeting)
    material = gather(session, meeting, actor)
    if which.kind not in drafting.kinds_of(material.numbers, meeting.kind):
        raise NoSuchPaper(paper=which.kind)
    text = drafting.text_of(material, which.kind, repository.paper_of(session, which.meeting_id, which.kind))
    return None, drafting.printed(material, which.kind, text)


def _file_name(paper: Printed, ending: str) -> str:
    """Such as `bien-ban-05-BB-CB.pdf`: letters that every phone keeps."""
    stem = "bien-ban" if paper.kind is PaperKind.MINUTES else "nghi-quyet"
    number = paper.number.rpartition(" ")[2].replace("/", "-") if paper.code else "du-thao"
    return f"{stem}-{number}.{ending}"


def _note(session: Session, actor: Actor, meeting: Meeting, action: str, row: MeetingPaper) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
        paper=row.kind.value,
    )
