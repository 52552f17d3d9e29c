"""Queries about sessions and devices that are over; for the sweep, which serves no actor."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from api.kit import clock
from api.rooms.signin.models import Device, SignInSession


def forget_sessions(session: Session, before: datetime) -> int:
    """Delete sessions that expired or were ended before then; how many."""
    over = or_(col(SignInSession.expires_at) < before, col(SignInSession.revoked_at) < before)
    return len(session.exec(delete(SignInSession).where(over).returning(col(SignInSession.id))).all())


def revoke_unseen(session: Session, before: datetime) -> int:
    """Revoke devices nobody has used since then and on which nobody is signed in; how many."""
    in_use = select(SignInSession.device_id).where(
        col(SignInSession.device_id) == col(Device.id),
        col(SignInSession.revoked_at).is_(None),
        col(SignInSession.expires_at) > clock.now(),
    )
    statement = (
        update(Device)
        .where(col(Device.last_seen_at) < before, col(Device.revoked_at).is_(None), ~in_use.exists())
        .values(revoked_at=clock.now())
        .returning(col(Device.id))
    )
    return len(session.exec(statement).all())
