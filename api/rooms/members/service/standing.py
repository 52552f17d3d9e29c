"""States and exemptions: where a member stands, from a day on, with the decision behind it."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import clock
from api.kit.actors import Actor
from api.kit.outbox import record
from api.rooms.members import proceedings, repository
from api.rooms.members.errors import DatesImpossible, StateNotSettable, TransferOpen
from api.rooms.members.events import MemberLeft
from api.rooms.members.models import Exemption, Member, MemberState, State
from api.rooms.members.schemas import ExemptionRequest, MemberCard, StateRequest
from api.rooms.members.service.keeping import check_present, note
from api.rooms.members.service.reading import as_card, find_editable
from api.rooms.members.states import LEFT

_BY_OTHER_ACTIONS = frozenset({State.TRANSFERRED, State.MERGED, State.EXEMPT})


def set_state(session: Session, actor: Actor, member_id: UUID, request: StateRequest) -> MemberCard:
    """Put a member into a state from a day on; an open exemption ends with it.

    Saying the present state again changes nothing.
    """
    member = find_editable(session, actor, member_id)
    check_present(member)
    if request.state in _BY_OTHER_ACTIONS:
        raise StateNotSettable(state=request.state)
    if request.state in LEFT and proceedings.open_transfer(session, member.id):
        raise TransferOpen
    if request.state != member.state:
        enter(session, member, request.state, request.from_on, reason=request.reason, decision=request.decision)
        note(session, actor, "state_set", member, state=request.state)
    session.flush()
    return as_card(session, member)


def exempt_member(session: Session, actor: Actor, member_id: UUID, request: ExemptionRequest) -> MemberCard:
    """Excuse a member from work and meetings by the branch's decision (HD 38-HD/BTCTW IV.1)."""
    member = find_editable(session, actor, member_id)
    check_present(member)
    if request.expected_until_on is not None and request.expected_until_on <= request.from_on:
        raise DatesImpossible(field="expected_until_on")
    if member.state is State.EXEMPT:
        raise StateNotSettable(state=State.EXEMPT)
    enter(session, member, State.EXEMPT, request.from_on, reason=request.reason, decision=request.decision)
    session.add(Exemption(member_id=member.id, **request.model_dump()))
    note(session, actor, "exempted", member, kind=request.kind)
    session.flush()
    return as_card(session, member)


def enter(  # noqa: PLR0913 - the columns of an entry
    session: Session, member: Member, state: State, on: date, *, reason: str | None = None, decision: str | None = None
) -> None:
    """Close the present state and open another; whoever leaves also leaves the branch."""
    present = repository.present_state(session, member.id)
    if on > clock.today() or (present is not None and on < present.from_on):
        raise DatesImpossible(field="from_on")
    if present is not None:
        present.to_on = on
    exemption = repository.present_exemption(session, member.id)
    if exemption is not None:
        exemption.to_on = max(on, exemption.from_on)
    if state is State.OFFICIAL and member.official_on is None:
        member.official_on = on
    session.add(MemberState(member_id=member.id, state=state, from_on=on, reason=reason, decision=decision))
    member.state = state
    member.version += 1
    if state in LEFT:
        _leave_branch(session, member, on)


def _leave_branch(session: Session, member: Member, on: date) -> None:
    membership = repository.present_membership(session, member.id)
    if membership is not None:
        membership.to_on = max(on, membership.from_on)
    if member.state is not State.MERGED:
        record(session, MemberLeft(member_id=member.id))
