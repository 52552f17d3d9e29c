"""Who is reading: from an actor to what decides which documents exist for him."""

from functools import partial
from uuid import UUID

from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.library.audiences import READING_ROLES, as_bits, kinds_of
from api.rooms.library.sight import Reader
from api.rooms.members.models import Member, State
from api.rooms.members.service import get_member, same_person


def _nobody() -> SelectOfScalar[UUID]:
    return select(Member.id).where(scope.nothing())


def reader_of(session: Session, actor: Actor) -> Reader:
    """The reader an actor is, one statement."""
    member = get_member(session, actor.member_id) if actor.member_id else None
    reading = [grant.organization_id for grant in actor.grants if grant.role in READING_ROLES]
    places = [*reading, *([actor.branch_id] if actor.branch_id else [])]
    kinds = kinds_of(
        (grant.role for grant in actor.grants),
        probationary=member.state is State.PROBATIONARY if member else None,
    )
    return Reader(
        account_id=actor.account_id,
        member_id=actor.member_id,
        person=partial(same_person, actor.member_id) if actor.member_id else _nobody,
        places=tuple(dict.fromkeys(places)),
        kinds=as_bits(kinds),
        publishes_at=actor.places_with(Permission.LIBRARY_PUBLISH),
    )
