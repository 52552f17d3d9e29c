"""The register of numbers: which were given, to what, and which are void."""

from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.kit.pages import PageRequest
from api.rooms.meetings.errors.schedule import PlaceNotFound
from api.rooms.meetings.models import NumberCounter
from api.rooms.meetings.repository import numbers as repository
from api.rooms.meetings.repository import people
from api.rooms.meetings.schemas.numbers import NumberRead, NumbersRead, RegisterRead
from api.rooms.meetings.schemas.reports import ReportPlaceRead


def read_numbers(  # noqa: PLR0913 - whose register, and which of its pages, by name
    session: Session, actor: Actor, organization_id: UUID, *, type_: str | None, term: str | None, page: PageRequest
) -> NumbersRead:
    """A page of the register asked for; not asked for, of the first type in the latest term."""
    found = people.find_organization(session, actor, organization_id)
    if found is None:
        raise PlaceNotFound(organization_id=str(organization_id))
    actor.require(session, Permission.MEETINGS_OVERSEE, organization_id=organization_id)
    registers = repository.registers_of(session, organization_id)
    chosen = next((one for one in registers if type_ in {None, one.type} and term in {None, one.term}), None)
    given, next_cursor = repository.numbers_in(session, chosen, page) if chosen else ([], None)
    return NumbersRead(
        organization=ReportPlaceRead(id=organization_id, name=found[0].name),
        registers=[_register(one) for one in registers],
        shown=_register(chosen) if chosen else None,
        items=[_number(one) for one in given],
        next_cursor=next_cursor,
    )


def _register(counter: NumberCounter) -> RegisterRead:
    return RegisterRead(type=counter.type, term=counter.term, last=counter.last)


def _number(given: repository.Given) -> NumberRead:
    number, paper, meeting = given
    return NumberRead(
        number=number.number,
        symbol=number.symbol,
        kind=paper.kind,
        given_at=paper.sealed_at or number.created_at,
        meeting_id=meeting.id,
        meeting_title=meeting.title,
        held_at=meeting.starts_at,
        voided_at=number.voided_at,
        void_reason=number.void_reason,
    )
