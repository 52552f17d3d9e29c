"""Answers: coming, by link, or an absence that the secretary approves or refuses."""

from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, clock, outbox, rules
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.etags import Edit
from api.rooms.library import service as library
from api.rooms.library.errors import FileNotFound, FileTaken
from api.rooms.meetings.errors.schedule import (
    AnswersClosed,
    EvidenceUnusable,
    InvitationNotFound,
    NothingToDecide,
    PaperNotFound,
    PlaceNotFound,
    ReasonUnknown,
)
from api.rooms.meetings.events import AbsenceAsked, AbsenceDecided
from api.rooms.meetings.models import Answer, Invitation, InvitedAs, Meeting, MeetingState
from api.rooms.meetings.repository import answers as repository
from api.rooms.meetings.repository import schedule
from api.rooms.meetings.schemas.answers import (
    AnswerCounts,
    AnswerRequest,
    AnswersRead,
    DecisionRequest,
    InvitedRead,
)
from api.rooms.meetings.schemas.schedule import OwnAnswerRead
from api.rooms.meetings.service.finding import day_of, find_meeting, may_plan, may_run
from api.rooms.meetings.service.ruling import ABSENCE
from api.rooms.members.service import same_person

HELD_FOR = "meetings.absence"


def answer_meeting(session: Session, actor: Actor, meeting_id: UUID, request: AnswerRequest) -> OwnAnswerRead:
    """Answer an invitation, or change the answer until the meeting begins; the same answer again changes nothing."""
    meeting = find_meeting(session, actor, meeting_id)
    own = repository.find_own(session, meeting.id, same_person(actor.member_id)) if actor.member_id else None
    if own is None or own.member_id is None:
        raise InvitationNotFound
    if meeting.state is not MeetingState.PUBLISHED or meeting.ends_at <= clock.now():
        raise AnswersClosed(state=meeting.state)
    _check(session, meeting, request)
    given = request.model_dump()
    if own.answered_at is not None and all(getattr(own, name) == value for name, value in given.items()):
        return OwnAnswerRead.model_validate(own)
    _hold_evidence(session, actor, own, request.evidence_id)
    own.sqlmodel_update(given | {"answered_at": clock.now(), "version": own.version + 1})
    own.sqlmodel_update(dict.fromkeys(("decision", "decision_note", "decided_by", "decided_at")))
    own.changed = schedule.tick(session)
    if request.answer is Answer.ABSENT:
        outbox.record(session, AbsenceAsked(meeting_id=meeting.id, member_id=own.member_id))
    session.flush()
    return OwnAnswerRead.model_validate(own)


def decide_absence(  # noqa: PLR0913, PLR0917 - which absence, what about it, and the version looked at
    session: Session, actor: Actor, meeting_id: UUID, member_id: UUID, request: DecisionRequest, edit: Edit
) -> InvitedRead:
    """Approve or refuse an absence; the answer must be the one that was looked at."""
    meeting = _find_to_decide(session, actor, meeting_id)
    row = repository.find_of(session, meeting.id, member_id)
    if row is None:
        raise InvitationNotFound
    edit.check(row.version)
    if row.answer is not Answer.ABSENT:
        raise NothingToDecide
    row.decision, row.decision_note = request.decision, request.note
    row.decided_by, row.decided_at = actor.account_id, clock.now()
    row.version += 1
    row.changed = schedule.tick(session)
    audit.note(
        session,
        actor,
        "meetings.absence_decided",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
        decision=request.decision,
    )
    outbox.record(session, AbsenceDecided(meeting_id=meeting.id, member_id=member_id, decision=request.decision))
    session.flush()
    edit.done(row.version)
    return next(item for item in list_answers(session, actor, meeting_id).items if item.member_id == member_id)


def list_answers(session: Session, actor: Actor, meeting_id: UUID) -> AnswersRead:
    """Everybody asked to come, with reasons, for those who plan or run the meeting."""
    meeting = find_meeting(session, actor, meeting_id)
    if not (may_run(session, actor, meeting) or may_plan(session, actor, meeting)):
        raise NotAllowed(permission=Permission.MEETINGS_RUN)
    rows = repository.list_invited(session, meeting.id)
    items = [
        InvitedRead(
            **{name: getattr(row, name) for name in _COLUMNS},
            name=member.full_name if member else row.guest_name or "",
            title=row.guest_title,
            late=row.answered_at is not None and row.answered_at > meeting.starts_at,
        )
        for row, member in rows
    ]
    return AnswersRead(
        counts=_counts([row for row, _ in rows]),
        items=sorted(items, key=lambda item: not (item.answer is Answer.ABSENT and item.decision is None)),
    )


def open_evidence(
    session: Session, actor: Actor, store: ObjectStore, meeting_id: UUID, member_id: UUID
) -> library.Piece:
    """The evidence of an absence, for the member himself and those who decide about it."""
    meeting = find_meeting(session, actor, meeting_id)
    row = repository.find_of(session, meeting.id, member_id, lock=False)
    if row is None or row.evidence_id is None:
        raise PaperNotFound
    if actor.member_id != member_id and not may_run(session, actor, meeting):
        raise NotAllowed(permission=Permission.MEETINGS_RUN)
    try:
        return library.open_held(session, store, row.evidence_id)
    except FileNotFound as gone:
        raise PaperNotFound from gone


def open_paper(session: Session, actor: Actor, store: ObjectStore, meeting_id: UUID, paper_id: UUID) -> library.Piece:
    """A paper of the meeting, for everybody who sees the meeting.

    A document of the library may have a narrower audience: laying it out shows it to whom the meeting calls, guests
    from elsewhere and those who oversee it, and nothing else of the library with it.
    """
    meeting = find_meeting(session, actor, meeting_id)
    found = next((paper for paper in schedule.papers_of(session, [meeting.id]) if paper.id == paper_id), None)
    if found is None:
        raise PaperNotFound
    try:
        if found.document_id is not None:
            return library.open_document(session, store, found.document_id)
        if found.file_id is None:
            raise PaperNotFound
        return library.open_held(session, store, found.file_id)
    except FileNotFound as gone:
        raise PaperNotFound from gone


def _find_to_decide(session: Session, actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = find_meeting(session, actor, meeting_id)
    actor.require(session, Permission.MEETINGS_RUN, organization_id=meeting.organization_id)
    return meeting


def _check(session: Session, meeting: Meeting, request: AnswerRequest) -> None:
    if request.reason is not None:
        rule = rules.find(session, ABSENCE, day_of(meeting), meeting.organization_id)
        if request.reason not in {reason["code"] for reason in rule.content["reasons"]}:
            raise ReasonUnknown(reason=request.reason)
    if request.site_id is not None:
        sites = schedule.sites_of(session, [meeting.id])
        if request.site_id not in {site.id for site in sites}:
            raise PlaceNotFound(site_id=str(request.site_id))


def _hold_evidence(session: Session, actor: Actor, own: Invitation, evidence_id: UUID | None) -> None:
    if evidence_id == own.evidence_id:
        return
    if own.evidence_id is not None:
        library.release_files(session, [own.evidence_id])
    if evidence_id is not None:
        try:
            library.hold_file(session, actor, evidence_id, HELD_FOR)
        except FileTaken as taken:
            raise EvidenceUnusable from taken


def _counts(rows: list[Invitation]) -> AnswerCounts:
    summoned = [row for row in rows if row.invited_as is InvitedAs.SUMMONED]
    answered = [row.answer for row in summoned]
    absent = [row.decision for row in summoned if row.answer is Answer.ABSENT]
    return AnswerCounts(
        summoned=len(summoned),
        coming=answered.count(Answer.COMING),
        online=answered.count(Answer.ONLINE),
        absent=len(absent),
        undecided=absent.count(None),
        silent=answered.count(None),
    )


_COLUMNS = (
    "id", "member_id", "invited_as", "answer", "reason", "reason_text", "evidence_id",
    "answered_at", "decision", "decision_note", "decided_at", "version",
)  # fmt: skip
