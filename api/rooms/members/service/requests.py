"""What members ask about their own data, with the terms of the law (Law 91/2025/QH15, Decree 356/2025)."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, rules
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.outbox import record
from api.kit.pages import Page, PageRequest
from api.rooms.members import proceedings, repository
from api.rooms.members.affairs import DataRequestRead, DataRequestRequest
from api.rooms.members.errors import RequestNotFound, RequestOver, RequestWithoutText
from api.rooms.members.events import DataRequestAnswered, DataRequestReceived
from api.rooms.members.models import DataRequest, RequestKind, RequestState
from api.rooms.members.schemas import MemberRead
from api.rooms.members.service.own import own_member
from api.rooms.members.service.reading import in_a_list
from api.rooms.members.working_days import add_working_days, read_holidays

OPEN = (RequestState.RECEIVED, RequestState.ACKNOWLEDGED)


def ask(session: Session, actor: Actor, request: DataRequestRequest) -> DataRequestRead:
    """Ask about my own data; the terms begin today. Sending the same id again returns what is there."""
    member = own_member(session, actor)
    known = session.get(DataRequest, request.id)
    if known is not None:
        if known.member_id != member.id:
            raise RequestNotFound(request_id=str(request.id))
        return as_reads(session, [known])[0]
    if request.kind is RequestKind.CORRECTION and not request.text:
        raise RequestWithoutText
    today = clock.today()
    acknowledge_by, finish_by = _terms(session, request.kind, today, member.branch_id)
    made = DataRequest(
        **request.model_dump(),
        member_id=member.id,
        state=RequestState.RECEIVED,
        received_on=today,
        acknowledge_by=acknowledge_by,
        finish_by=finish_by,
    )
    session.add(made)
    record(session, DataRequestReceived(request_id=made.id, branch_id=member.branch_id))
    _note(session, actor, "asked", made, member.branch_id)
    session.flush()
    return as_reads(session, [made])[0]


def list_own(session: Session, actor: Actor, page: PageRequest) -> Page[DataRequestRead]:
    """My requests, newest first."""
    member = own_member(session, actor)
    found, cursor = proceedings.own_requests_page(session, member.id, page)
    shown = in_a_list(session, [member])[0]
    return Page(items=[_as_read(request, shown) for request in found], next_cursor=cursor)


def list_requests(
    session: Session, actor: Actor, state: RequestState | None, page: PageRequest
) -> Page[DataRequestRead]:
    """Requests I handle, the most urgent first; those under way unless a state is named."""
    if not actor.places_with(Permission.DATA_REQUESTS_HANDLE):
        raise NotAllowed(permission=Permission.DATA_REQUESTS_HANDLE)
    found, cursor = proceedings.requests_page(session, actor, [state] if state else OPEN, page)
    return Page(items=as_reads(session, found), next_cursor=cursor)


def acknowledge(session: Session, actor: Actor, request_id: UUID) -> DataRequestRead:
    """Tell the member that the request has arrived. Again changes nothing."""
    request = _find(session, actor, request_id)
    if request.state is RequestState.RECEIVED:
        request.state = RequestState.ACKNOWLEDGED
        request.acknowledged_at = clock.now()
        _note_handled(session, actor, request, "acknowledged")
    return as_reads(session, [request])[0]


def finish(session: Session, actor: Actor, request_id: UUID, answer: str) -> DataRequestRead:
    """Say what was done."""
    return _end(session, actor, request_id, RequestState.FINISHED, answer)


def refuse(session: Session, actor: Actor, request_id: UUID, answer: str) -> DataRequestRead:
    """Say why it cannot be done."""
    return _end(session, actor, request_id, RequestState.REFUSED, answer)


def as_reads(session: Session, requests: Sequence[DataRequest]) -> list[DataRequestRead]:
    """Requests with the member's name and whether a term has passed; two statements."""
    members = repository.members_by_id(session, {request.member_id for request in requests})
    shown = {read.id: read for read in in_a_list(session, list(members.values()))}
    return [_as_read(request, shown[request.member_id]) for request in requests]


def _as_read(request: DataRequest, member: MemberRead) -> DataRequestRead:
    return DataRequestRead(
        **request.model_dump(exclude={"created_at", "member_id"}),
        member=member,
        overdue=_is_overdue(request, clock.today()),
    )


def _find(session: Session, actor: Actor, request_id: UUID) -> DataRequest:
    request = proceedings.find_request(session, actor, request_id)
    if request is None:
        raise RequestNotFound(request_id=str(request_id))
    return request


def _end(session: Session, actor: Actor, request_id: UUID, state: RequestState, answer: str) -> DataRequestRead:
    request = _find(session, actor, request_id)
    if request.state not in OPEN:
        raise RequestOver(state=request.state)
    request.state = state
    request.answer = answer
    request.ended_at = clock.now()
    request.acknowledged_at = request.acknowledged_at or request.ended_at
    record(session, DataRequestAnswered(request_id=request.id, member_id=request.member_id))
    _note_handled(session, actor, request, str(state))
    return as_reads(session, [request])[0]


def _terms(session: Session, kind: RequestKind, since: date, branch_id: UUID) -> tuple[date, date]:
    """By when to acknowledge (working days) and to finish (calendar days, as the decree counts)."""
    rule = rules.find(session, "data_request_deadlines", since, branch_id).content
    holidays = read_holidays(rules.find(session, "public_holidays", since, branch_id).content["days"])
    acknowledge_by = add_working_days(since, rule["acknowledge_working_days"], holidays)
    return acknowledge_by, since + timedelta(days=rule["finish_days"][kind])


def _is_overdue(request: DataRequest, today: date) -> bool:
    if request.state is RequestState.RECEIVED:
        return today > request.acknowledge_by
    return request.state is RequestState.ACKNOWLEDGED and today > request.finish_by


def _note_handled(session: Session, actor: Actor, request: DataRequest, verb: str) -> None:
    member = repository.members_by_id(session, {request.member_id})[request.member_id]
    _note(session, actor, verb, request, member.branch_id)


def _note(session: Session, actor: Actor, verb: str, request: DataRequest, branch_id: UUID) -> None:
    audit.note(
        session,
        actor,
        f"members.request_{verb}",
        subject_kind="data_request",
        subject_id=request.id,
        organization_id=branch_id,
        kind=request.kind,
    )
