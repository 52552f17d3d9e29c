"""My own data: see it, take it along, know who looked at it."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.pages import Page, PageRequest
from api.rooms.members import proceedings
from api.rooms.members.affairs import CardViewRead
from api.rooms.members.audiences import AudienceKind, kinds
from api.rooms.members.errors import NoMember
from api.rooms.members.models import Member
from api.rooms.members.places import find_places
from api.rooms.members.schemas import MemberCard, MemberHistory
from api.rooms.members.service.reading import as_branch, as_card, history_of


def own_member(session: Session, actor: Actor) -> Member:
    """The card of whoever is signed in."""
    member = session.get(Member, actor.member_id) if actor.member_id else None
    if member is None:
        raise NoMember
    return member


def read_own_card(session: Session, actor: Actor) -> MemberCard:
    """My card as everybody who may sees it: the number masked."""
    return as_card(session, own_member(session, actor))


def read_own_history(session: Session, actor: Actor) -> MemberHistory:
    """Everything dated about me, newest first."""
    return history_of(session, own_member(session, actor))


def list_views(session: Session, actor: Actor, page: PageRequest) -> Page[CardViewRead]:
    """Who looked at my card, by role and organisation, newest first."""
    entries, cursor = proceedings.audit_views(session, own_member(session, actor).id, page)
    at = {entry.id: UUID(entry.details["at"]) for entry in entries if entry.details.get("at")}
    places = find_places(session, set(at.values()))
    items = [
        CardViewRead(
            at=entry.at,
            role=entry.details.get("role"),
            organization=as_branch(places[at[entry.id]]) if entry.id in at else None,
        )
        for entry in entries
    ]
    return Page(items=items, next_cursor=cursor)


def kinds_of(session: Session, actor: Actor) -> frozenset[AudienceKind]:
    """The audiences an actor belongs to, by the state on the card and the positions in use. One statement."""
    member = session.get(Member, actor.member_id) if actor.member_id else None
    return kinds(member.state if member else None, actor.grants)
