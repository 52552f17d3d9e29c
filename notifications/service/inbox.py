"""My inbox, page by page and as a feed for the phone."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.pages import Page, PageRequest
from notifications import mailbox, repository
from notifications.errors import NoticeNotFound
from notifications.schemas import NoticeChangesRead, NoticeRead

PIECE = 200


def list_notices(session: Session, actor: Actor, page: PageRequest) -> Page[NoticeRead]:
    """Newest first."""
    rows, cursor = mailbox.page_of(session, actor.account_id, page)
    return Page(items=[_read(row) for row in rows], next_cursor=cursor)


def read_changes(session: Session, actor: Actor, since: int) -> NoticeChangesRead:
    """What came or was read on another phone since."""
    rows = mailbox.changes_of(session, actor.account_id, since, PIECE)
    return NoticeChangesRead(
        items=[_read(row) for row in rows], next_since=rows[-1][2] if rows else since, more=len(rows) >= PIECE
    )


def mark_notice_read(session: Session, actor: Actor, message_id: UUID) -> None:
    """Again changes nothing."""
    if not mailbox.has_notice(session, actor.account_id, message_id):
        raise NoticeNotFound
    mailbox.mark_read(session, actor.account_id, [message_id], repository.tick(session))


def mark_all_read(session: Session, actor: Actor, number: int) -> None:
    """Everything up to what the phone showed; what came meanwhile stays unread."""
    mailbox.mark_read_until(session, actor.account_id, number, repository.tick(session))


def _read(row: Any) -> NoticeRead:
    message, read_at, _, subject, withdrawn = row
    said = {"read_at": read_at, "subject": subject, "withdrawn": withdrawn}
    return NoticeRead.model_validate(message.model_dump() | said)
