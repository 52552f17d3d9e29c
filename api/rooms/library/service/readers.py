"""Who is reading: from an actor to what decides which documents exist for him."""

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.rooms.library import repository
from api.rooms.library.audiences import READING_ROLES, as_bits, kinds_of
from api.rooms.library.sight import Reader
from api.rooms.members.models import State


def reader_of(session: Session, actor: Actor) -> Reader:
    """The reader an actor is, one statement."""
    standing = repository.find_standing(session, actor.member_id) if actor.member_id else None
    reading = [grant.organization_id for grant in actor.grants if grant.role in READING_ROLES]
    places = [*reading, *([actor.branch_id] if actor.branch_id else [])]
    kinds = kinds_of(
        (grant.role for grant in actor.grants),
        probationary=standing is State.PROBATIONARY if standing else None,
    )
    return Reader(
        account_id=actor.account_id,
        member_id=actor.member_id,
        places=tuple(dict.fromkeys(places)),
        kinds=as_bits(kinds),
        publishes_at=actor.places_with(Permission.LIBRARY_PUBLISH),
    )
