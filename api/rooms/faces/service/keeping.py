"""The register: what is processed and how much of it there is, who said and did what, and what is past its time."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.audit import AuditEntry
from api.kit.errors import NotAllowed
from api.kit.pages import Page, PageRequest, paginate
from api.rooms.faces import consent_texts, matching, sealing
from api.rooms.faces.engine import weights
from api.rooms.faces.models import (
    Act,
    FaceConfirmation,
    FaceConsent,
    FaceDeletion,
    FaceMatch,
    FaceOverride,
    FaceTemplate,
    Override,
    Purpose,
    Reason,
    Standing,
)
from api.rooms.faces.repository import register as repository
from api.rooms.faces.scales import SCALES, Scale
from api.rooms.faces.schemas.register import ProcessingRead, RecordKind, RecordRead, RetentionRead
from api.rooms.faces.service.erasing import KEPT, erase
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.members.service import names_of
from api.settings import Settings

_SIZES = (50, 200, 500, 1000, 5000)
_TOLD = ("list_name", "deleted", "sealed", "verdict")
"""What the list of accesses tells of an entry of the audit; the rest are ids."""
_Told = Callable[[Any], tuple[str, str]]
_TABLES: dict[RecordKind, tuple[type[Any], _Told]] = {
    RecordKind.CONSENTS: (FaceConsent, lambda row: (row.act, f"{row.text_version} {row.text_sha256[:12]}")),
    RecordKind.DELETIONS: (FaceDeletion, lambda row: (row.reason, row.engine)),
    RecordKind.MATCHES: (FaceMatch, lambda row: ("turned" if row.turned else "seen", f"{row.score:.2f}")),
    RecordKind.CONFIRMATIONS: (FaceConfirmation, lambda row: ("confirmed", f"{row.score:.2f}")),
    RecordKind.OVERRIDES: (FaceOverride, lambda row: (row.kind, str(row.match_id))),
}


def read_processing(session: Session, actor: Actor, settings: Settings) -> ProcessingRead:
    """The register of processing for the organisations I oversee; the look is written into the audit."""
    _require(actor)
    templates = repository.how_many(session, FaceTemplate, col(FaceTemplate.standing), actor)
    engines = repository.how_many(session, FaceTemplate, col(FaceTemplate.engine), actor)
    consents = repository.how_many(session, FaceConsent, col(FaceConsent.act), actor)
    version = consent_texts.current()
    engine = weights.ENGINES[settings.face_engine]
    scale = SCALES[engine]
    _note(session, actor, "faces.register_read", list_name="processing")
    return ProcessingRead(
        purpose=Purpose.CHECK_IN,
        engine=engine,
        text_version=version,
        text_sha256=consent_texts.sha256_of(version),
        key_number=sealing.newest(settings),
        templates=sum(templates.values()),
        templates_to_check=templates.get(Standing.TO_CHECK, 0),
        templates_outdated=sum(count for name, count in engines.items() if name != engine),
        templates_overdue=len(repository.templates_past(session, actor, clock.now() - KEPT)),
        consents_given=consents.get(Act.GIVEN, 0),
        consents_withdrawn=consents.get(Act.WITHDRAWN, 0),
        deletions=_counted(Reason, repository.how_many(session, FaceDeletion, col(FaceDeletion.reason), actor)),
        matches=sum(repository.how_many(session, FaceMatch, col(FaceMatch.turned), actor).values()),
        confirmations=sum(
            repository.how_many(session, FaceConfirmation, col(FaceConfirmation.threshold), actor).values()
        ),
        overrides=_counted(Override, repository.how_many(session, FaceOverride, col(FaceOverride.kind), actor)),
        threshold_of={size: matching.threshold_for(scale, size) for size in _sizes(scale)},
        wrong_greetings_of={
            size: round(matching.wrong_greetings(scale, size, matching.threshold_for(scale, size)), 5)
            for size in _sizes(scale)
        },
    )


def read_records(session: Session, actor: Actor, kind: RecordKind, page: PageRequest) -> Page[RecordRead]:
    """One list of the register, newest first; the look is written into the audit."""
    _require(actor)
    if kind is RecordKind.ACCESSES:
        keys = (col(AuditEntry.at), col(AuditEntry.id))
        rows, cursor = paginate(
            *(session, repository.accesses(actor)),
            keys=keys,
            key_of=lambda row: (row.at, row.id),
            page=page,
            descending=True,
        )
        names = names_of(session, {row.member_id for row in rows if row.member_id})
        return Page(items=[_access(row, names) for row in rows], next_cursor=cursor)
    table, told = _TABLES[kind]
    rows, cursor = paginate(
        *(session, repository.record(table, actor)),
        keys=(col(table.created_at), col(table.id)),
        key_of=lambda row: (row[0].created_at, row[0].id),
        page=page,
        descending=True,
    )
    if page.cursor is None:
        _note(session, actor, "faces.register_read", list_name=kind)
    return Page(items=[_line(told, row) for row in rows], next_cursor=cursor)


def retain(session: Session, actor: Actor, *, dry_run: bool) -> RetentionRead:
    """Say which templates are past their time, or delete them; at the organisations I oversee."""
    _require(actor)
    if not actor.places_with(Permission.DATA_REQUESTS_HANDLE):
        raise NotAllowed(permission=Permission.DATA_REQUESTS_HANDLE)
    due = repository.templates_past(session, actor, clock.now() - KEPT)
    reasons = Counter(_reason(meeting) for _, meeting in due)
    if not dry_run:
        for template, meeting in due:
            erase(session, template, _reason(meeting), actor)
        _note(session, actor, "faces.retention_run", deleted=len(due))
    return RetentionRead(dry_run=dry_run, reasons=dict(reasons), total=len(due))


def _sizes(scale: Scale) -> list[int]:
    """Galleries that this engine may search."""
    return [size for size in _SIZES if size <= scale.most]


def _require(actor: Actor) -> None:
    if not actor.places_with(Permission.FACES_OVERSEE):
        raise NotAllowed(permission=Permission.FACES_OVERSEE)


def _reason(meeting: Meeting) -> Reason:
    over = meeting.state is MeetingState.CANCELLED or meeting.ends_at + KEPT <= clock.now()
    return Reason.EVENT_OVER if over else Reason.NOT_OFFERED


def _counted(words: Any, found: dict[Any, int]) -> dict[Any, int]:
    """Every word with its number, also those that never happened."""
    return {word: found.get(word, 0) for word in words}


def _line(told: _Told, row: Any) -> RecordRead:
    entry, name, title = row
    what, details = told(entry)
    return RecordRead(
        id=entry.id, at=entry.created_at, what=what, member_name=name, meeting_title=title, details=details
    )


def _access(entry: AuditEntry, names: dict[UUID, str]) -> RecordRead:
    said = (str(entry.details[key]) for key in _TOLD if key in entry.details)
    return RecordRead(
        id=entry.id,
        at=entry.at,
        what=entry.action,
        member_name=names.get(entry.member_id) if entry.member_id else None,
        meeting_title=None,
        details=next(said, ""),
    )


def _note(session: Session, actor: Actor, action: str, **details: Any) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="face_register",
        organization_id=actor.places_with(Permission.FACES_OVERSEE)[0],
        **details,
    )
