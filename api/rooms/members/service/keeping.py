"""Making and changing cards."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.constraints import or_refuse
from api.kit.etags import Edit
from api.kit.folding import fold
from api.rooms.members import repository
from api.rooms.members.cards import CardKeys
from api.rooms.members.errors import BranchNotFound, CardTaken, DatesImpossible, MemberGone, NotABranch
from api.rooms.members.fields import dates_follow
from api.rooms.members.models import Member, Membership, MemberState, State
from api.rooms.members.names import name_key
from api.rooms.members.places import find_places
from api.rooms.members.schemas import MemberCard, MemberEdit, MemberRequest
from api.rooms.members.service.reading import as_card, find_editable
from api.rooms.members.states import LEFT

_MAY_BE_EMPTY = frozenset({"official_on", "card_number", "phone", "email"})


def create_member(session: Session, actor: Actor, keys: CardKeys, request: MemberRequest) -> MemberCard:
    """Make a card in a branch the actor keeps."""
    if not repository.sees_organization(session, actor, request.branch_id):
        raise BranchNotFound(organization_id=str(request.branch_id))
    actor.require(session, Permission.MEMBERS_EDIT, organization_id=request.branch_id)
    if not find_places(session, {request.branch_id})[request.branch_id].takes_members:
        raise NotABranch
    joined_on = request.joined_on or clock.today()
    if not request.admitted_on <= joined_on <= clock.today():
        raise DatesImpossible(field="joined_on")
    fields = request.model_dump(exclude={"card_number", "joined_on", "temporary", "full_name"})
    fields["state"] = State.TEMPORARY_HERE if request.temporary else first_state(request.official_on)
    member = _returning(session, keys, request) or Member(**fields, full_name="", name_key="", name_folded="")
    for name, value in fields.items():
        setattr(member, name, value)
    set_name(member, request.full_name)
    set_card(member, keys, request.card_number)
    _check_dates(member)
    with or_refuse(session, CardTaken()):
        session.add(member)
    session.add_all(first_entries(member, joined_on))
    note(session, actor, "created", member)
    session.flush()
    return as_card(session, member)


def edit_member(  # noqa: PLR0913 - who edits whom, from which version, to what, and the keys for the card number
    session: Session, actor: Actor, member_id: UUID, *, edit: Edit, request: MemberEdit, keys: CardKeys
) -> MemberCard:
    """Change fields of a card; the audit holds which ones, never what they held."""
    member = find_editable(session, actor, member_id)
    edit.check(member.version)
    check_present(member)
    changes = {
        name: value
        for name, value in request.model_dump(exclude_unset=True).items()
        if value is not None or name in _MAY_BE_EMPTY
    }
    fields = sorted(changes)
    if "full_name" in changes:
        set_name(member, changes.pop("full_name"))
    if "card_number" in changes:
        set_card(member, keys, changes.pop("card_number"))
    for name, value in changes.items():
        setattr(member, name, value)
    _check_dates(member)
    member.version += 1
    with or_refuse(session, CardTaken()):
        note(session, actor, "edited", member, fields=fields)
    return as_card(session, member)


def _returning(session: Session, keys: CardKeys, request: MemberRequest) -> Member | None:
    """The card of somebody who was transferred away and is back: known by its number, his history goes on."""
    if request.card_number is None:
        return None
    gone = repository.find_transferred(session, keys.hash(request.card_number))
    if gone is None:
        return None
    last = repository.present_state(session, gone.id)
    if last is not None:
        back_on = request.joined_on or clock.today()
        if back_on < last.from_on:
            raise DatesImpossible(field="joined_on")
        last.to_on = back_on
    gone.version += 1
    return gone


def first_state(official_on: date | None) -> State:
    """The state of a new card."""
    return State.PROBATIONARY if official_on is None else State.OFFICIAL


def first_entries(member: Member, joined_on: date) -> tuple[Membership, MemberState]:
    """Where a card's history begins, or goes on after an absence."""
    since = joined_on if member.version > 1 else member.official_on or member.admitted_on
    return (
        Membership(member_id=member.id, branch_id=member.branch_id, from_on=joined_on),
        MemberState(member_id=member.id, state=member.state, from_on=since),
    )


def set_name(member: Member, full_name: str) -> None:
    """Set the name with the forms it is sorted and found by."""
    member.full_name = full_name
    member.name_key = name_key(full_name)
    member.name_folded = fold(full_name)


def set_card(member: Member, keys: CardKeys, number: str | None) -> None:
    """Set or empty the card number; it is stored sealed."""
    member.card_hash = keys.hash(number) if number else None
    member.card_sealed = keys.seal(number) if number else None
    member.card_tail = number[-4:] if number else None


def check_present(member: Member) -> None:
    """Cards of those who left take no changes."""
    if member.state in LEFT:
        raise MemberGone(state=member.state)


def note(session: Session, actor: Actor | None, verb: str, member: Member, **details: Any) -> None:
    """Write who did it into the audit."""
    audit.note(
        session,
        actor,
        f"members.{verb}",
        subject_kind="member",
        subject_id=member.id,
        organization_id=member.branch_id,
        **details,
    )


def _check_dates(member: Member) -> None:
    wrong = dates_follow(member.birth_on, member.admitted_on, member.official_on, clock.today())
    if wrong is not None:
        raise DatesImpossible(field=wrong)
