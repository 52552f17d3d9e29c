"""What other rooms may know of the phones of members."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from api.rooms.signin import repository


def public_keys(session: Session, member_ids: Sequence[UUID]) -> dict[UUID, list[bytes]]:
    """The keys (SPKI) of each member's phones that are not revoked; members without are absent. One statement."""
    found: dict[UUID, list[bytes]] = {}
    for member_id, key in repository.public_keys(session, member_ids):
        found.setdefault(member_id, []).append(key)
    return found


def account_of(session: Session, member_id: UUID) -> UUID | None:
    """The account of a member, None when there is none or it was closed."""
    return repository.account_of(session, member_id)
