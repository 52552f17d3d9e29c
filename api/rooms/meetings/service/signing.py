"""Signed copies: brought in and looked at, or signed here with the organisation's own key."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, storage
from api.kit.actors import Actor
from api.kit.folding import compose
from api.rooms.library.service import judge_pdf
from api.rooms.meetings.errors.papers import NoSuchPaper, NotSigned, PaperNotSealed, SigningNotSetUp
from api.rooms.meetings.models import Meeting, MeetingPaper, SignedPaper
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.schemas.papers import SignedPaperRead
from api.rooms.meetings.service.changing import touch
from api.rooms.meetings.service.editions import key_of, signed_read
from api.rooms.meetings.service.finding import find_meeting, find_to_record
from api.rooms.meetings.service.material import ENDED
from api.rooms.meetings.service.press import PaperOf, Press
from api.settings import SigningKey

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Judged:
    """A signed copy that was looked at, before it is kept."""

    content: bytes
    sha256: str
    same_text: bool
    signatures: list[dict[str, Any]]
    made_here: bool


def key_of_organization(signing: Mapping[str, SigningKey], organization_id: UUID) -> SigningKey | None:
    """The organisation's own key, if this server was given one."""
    return signing.get(str(organization_id))


def check_copy_wanted(session: Session, actor: Actor, which: PaperOf) -> None:
    """Refuse before the bytes come in: who may not bring a copy, and papers that are not sealed yet."""
    _sealed_to_run(session, actor, which)


def judge_copy(session: Session, actor: Actor, press: Press, which: PaperOf, content: bytes) -> Judged:
    """Look at a signed PDF: whose signatures, intact or not, and whether its text is the recorded paper's."""
    _, row = _sealed_to_run(session, actor, which)
    return _judge(session, press, row, content, made_here=False)


def sign_here(session: Session, actor: Actor, press: Press, which: PaperOf) -> Judged:
    """Sign the recorded PDF with the organisation's key, from a file or a token."""
    from api.rooms.meetings.keys import KeyUnusable, opened, sign  # noqa: PLC0415 - api/decisions/0008

    meeting, row = _sealed_to_run(session, actor, which)
    key = key_of_organization(press.signing, meeting.organization_id)
    if key is None:
        raise SigningNotSetUp
    try:
        with opened(key) as signer:
            signed = sign(signer, _recorded(press, row))
    except KeyUnusable as unusable:
        raise SigningNotSetUp from unusable
    return _judge(session, press, row, signed, made_here=True)


def keep_copy(session: Session, actor: Actor, press: Press, which: PaperOf, judged: Judged) -> SignedPaperRead:
    """Keep a signed copy that was looked at; the same file again is the same copy."""
    meeting, row = _sealed_to_run(session, actor, which, lock=True)
    for copy in repository.signed_of(session, [row.id]):
        if copy.sha256 == judged.sha256:
            return signed_read(copy, row)
    storage.put(press.store, key_of(judged.sha256), judged.content)
    copy = SignedPaper(
        paper_id=row.id,
        sha256=judged.sha256,
        size=len(judged.content),
        same_text=judged.same_text,
        signatures=judged.signatures,
        made_here=judged.made_here,
        account_id=actor.account_id,
    )
    session.add(copy)
    audit.note(
        session,
        actor,
        "meetings.paper_signed",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=meeting.organization_id,
        paper=which.kind.value,
    )
    touch(session, meeting)
    return signed_read(copy, row)


def open_copy(session: Session, actor: Actor, press: Press, meeting_id: UUID, copy_id: UUID) -> tuple[str, bytes]:
    """The name and the bytes of a signed copy."""
    find_meeting(session, actor, meeting_id)
    rows = {row.id: row for row in repository.papers_of(session, meeting_id)}
    for copy in repository.signed_of(session, list(rows)):
        if copy.id == copy_id:
            row = rows[copy.paper_id]
            name = f"{row.kind}-{(row.symbol or '').replace('/', '-')}-signed.pdf"
            return name, b"".join(storage.read(press.store, key_of(copy.sha256)))
    raise NoSuchPaper(paper=str(copy_id))


def _sealed_to_run(
    session: Session, actor: Actor, which: PaperOf, *, lock: bool = False
) -> tuple[Meeting, MeetingPaper]:
    meeting = find_to_record(session, actor, which.meeting_id, lock=lock)
    row = repository.paper_of(session, which.meeting_id, which.kind)
    if meeting.state not in ENDED:
        raise PaperNotSealed(meeting_id=str(which.meeting_id))
    if row is None:
        raise NoSuchPaper(paper=which.kind)
    return meeting, row


def _judge(session: Session, press: Press, row: MeetingPaper, content: bytes, *, made_here: bool) -> Judged:
    found = judge_pdf(session, content)
    if not found.signatures:
        raise NotSigned
    editions = repository.editions_of(session, [row.id])
    own = [judge_pdf(session, b"".join(storage.read(press.store, key_of(one.sha256)))).lines for one in editions]
    said = _words(found.lines)
    return Judged(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        same_text=bool(said) and any(said == _words(lines) for lines in own),
        signatures=found.signatures,
        made_here=made_here,
    )


def _recorded(press: Press, row: MeetingPaper) -> bytes:
    return b"".join(storage.read(press.store, key_of(row.sha256 or "")))


def _words(lines: list[str]) -> list[str]:
    return _WORD.findall(compose(" ".join(lines)))
