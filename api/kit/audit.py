"""Who did what to whom, when. Append-only, guarded by triggers on both databases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.models import Moment, Row


class AuditEntry(Row, table=True):
    """One act. `subject_*` says on what, `organization_id` whose officers may read the entry."""

    __tablename__ = "audit"

    at: datetime = Field(default_factory=clock.now, sa_type=Moment, index=True)
    account_id: UUID | None = Field(default=None, index=True)
    member_id: UUID | None = None
    action: str = Field(max_length=60)
    subject_kind: str = Field(max_length=40)
    subject_id: UUID | None = Field(default=None, index=True)
    organization_id: UUID | None = Field(default=None, index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def note(  # noqa: PLR0913 - the columns of an entry, all by name
    session: Session,
    actor: Actor | None,
    action: str,
    *,
    subject_kind: str,
    subject_id: UUID | None = None,
    organization_id: UUID | None = None,
    **details: Any,
) -> None:
    """Write one entry in the caller's transaction; `actor` is None for the command line and jobs.

    `details` holds codes, counts and ids, never names or contents.
    """
    session.add(
        AuditEntry(
            account_id=actor.account_id if actor else None,
            member_id=actor.member_id if actor else None,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            organization_id=organization_id,
            details=details,
        )
    )
