"""Who holds which role where, from when to when."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Grant
from api.rooms.organizations import repository


def grants_of(session: Session, member_id: UUID | None, account_id: UUID | None) -> tuple[Grant, ...]:
    """The positions held today by a member, by an account, or by both as one person. One statement."""
    return repository.find_grants(session, member_id, account_id, clock.today())
