"""Writing the plan: what, when, where, who leads, who comes from outside."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock
from api.kit.actors import Actor, Permission
from api.kit.etags import Edit
from api.rooms.meetings.errors.schedule import (
    IdTaken,
    KindFixed,
    KindUnknown,
    OrganizationOver,
    PersonUnknown,
    PlaceNotFound,
    TimesImpossible,
)
from api.rooms.meetings.models import Meeting, Summons
from api.rooms.meetings.repository import people
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.plans import MeetingRequest, PlanRequest
from api.rooms.meetings.schemas.schedule import MeetingDetail
from api.rooms.meetings.service import ruling, summons
from api.rooms.meetings.service.agenda import lay_out, template_of
from api.rooms.meetings.service.changing import EDITABLE, check_state, tell, touch
from api.rooms.meetings.service.describing import in_detail
from api.rooms.meetings.service.finding import find_to_plan
from api.rooms.meetings.service.inviting import write_others
from api.rooms.organizations.models import Organization

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=7)
FURTHEST = timedelta(days=400)
"""Nobody plans further ahead, or writes down a meeting longer ago."""
_ROSTER = "roster"
"""Compared, and told to nobody: who else is asked to come is the planner's matter."""
_HEAD = ("title", "month", "starts_at", "ends_at", "place", "video_link", "chair_id", "clerk_id")


def create_meeting(session: Session, actor: Actor, request: MeetingRequest) -> MeetingDetail:
    """Plan a meeting. Sending it again, as phones do, changes nothing."""
    organization, is_branch = find_place(session, actor, request.organization_id)
    actor.require(session, Permission.MEETINGS_PLAN, organization_id=organization.id)
    known = session.get(Meeting, request.id)
    if known is not None:
        if known.organization_id != organization.id:
            raise IdTaken
        return in_detail(session, actor, [known])[0]
    if organization.ended_on is not None:
        raise OrganizationOver
    check_times(request.starts_at, request.ends_at)
    day = request.starts_at.astimezone(clock.LOCAL).date()
    kind = ruling.find_kind(session, request.kind, day, organization.id)
    if kind.summons is Summons.BRANCH and not is_branch:
        raise KindUnknown(kind=request.kind)
    meeting = Meeting(
        id=request.id,
        organization_id=organization.id,
        kind=request.kind,
        summons=kind.summons,
        **{name: getattr(request, name) for name in _HEAD},
    )
    _check_people(session, meeting, request)
    session.add(meeting)
    session.flush()
    write_others(session, meeting, request)
    agenda = request.agenda or template_of(session, kind, day, organization.id)
    lay_out(session, actor, meeting, agenda)
    meeting.changed = repository.tick(session)
    audit.note(
        session,
        actor,
        "meetings.planned",
        subject_kind="meeting",
        subject_id=meeting.id,
        organization_id=organization.id,
    )
    session.flush()
    return in_detail(session, actor, [meeting])[0]


def edit_meeting(session: Session, actor: Actor, meeting_id: UUID, request: PlanRequest, edit: Edit) -> MeetingDetail:
    """Write the plan anew, all but its agenda; after publication the change is shown to everybody invited."""
    meeting = find_to_plan(session, actor, meeting_id)
    edit.check(meeting.version)
    check_state(meeting, EDITABLE)
    check_times(request.starts_at, request.ends_at)
    if request.kind is not meeting.kind:
        _change_kind(session, meeting, request)
    before = _facts(session, meeting)
    moved = request.starts_at != meeting.starts_at
    meeting.sqlmodel_update({name: getattr(request, name) for name in _HEAD})
    _check_people(session, meeting, request)
    write_others(session, meeting, request)
    session.flush()
    after = _facts(session, meeting)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        changed.pop(_ROSTER, None)
        if meeting.published_at is not None:
            if moved:
                ask_again(session, meeting)
            if meeting.summons is not Summons.LISTED:
                summons.refresh_roster(session, meeting)
        tell(session, actor, meeting, "edited", changed)
        touch(session, meeting)
    edit.done(meeting.version)
    return in_detail(session, actor, [meeting])[0]


def ask_again(session: Session, meeting: Meeting) -> None:
    """Answers were given for another time: everybody is asked anew."""
    tick = repository.tick(session)
    for row in repository.invitations_of(session, meeting.id):
        if row.answer is not None:
            row.sqlmodel_update(dict.fromkeys(_ANSWER) | {"changed": tick, "version": row.version + 1})


_ANSWER = ("answer", "answered_at", "reason", "reason_text", "decision", "decision_note", "decided_by", "decided_at")


def find_place(session: Session, actor: Actor, organization_id: UUID) -> tuple[Organization, bool]:
    """An organisation the actor sees, and whether it is a branch."""
    found = people.find_organization(session, actor, organization_id)
    if found is None:
        raise PlaceNotFound(organization_id=str(organization_id))
    return found


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse what cannot be the time of a meeting."""
    near = abs(starts_at - clock.now()) <= FURTHEST
    if not (near and SHORTEST <= ends_at - starts_at <= LONGEST):
        raise TimesImpossible(least_minutes=int(SHORTEST.total_seconds() // 60), most_days=LONGEST.days)


def _change_kind(session: Session, meeting: Meeting, request: PlanRequest) -> None:
    if meeting.published_at is not None:
        raise KindFixed
    day = request.starts_at.astimezone(clock.LOCAL).date()
    kind = ruling.find_kind(session, request.kind, day, meeting.organization_id)
    organization = session.get_one(Organization, meeting.organization_id)
    if kind.summons is Summons.BRANCH and not people.is_branch(session, organization.kind):
        raise KindUnknown(kind=request.kind)
    meeting.kind, meeting.summons = request.kind, kind.summons


def _check_people(session: Session, meeting: Meeting, request: PlanRequest) -> None:
    """Those who lead stand in the organisation's lists, the superior has an office above it."""
    own = {person for person in (request.chair_id, request.clerk_id) if person} | set(request.summoned_ids)
    if own:
        known = people.present_below(session, meeting.organization_id, own)
        known |= people.committee_of(session, meeting.organization_id, summons.COMMITTEE, clock.today())
        if own - known:
            raise PersonUnknown(part="leader")
    if request.supervisor_id is not None:
        superiors = people.superiors_of(session, meeting.organization_id, clock.today())
        if request.supervisor_id not in {row[0] for row in superiors}:
            raise PersonUnknown(part="supervisor")


def _facts(session: Session, meeting: Meeting) -> dict[str, Any]:
    """The plan in plain values, to be compared and shown; people by id, guests and sites by name."""
    facts: dict[str, Any] = {name: getattr(meeting, name) for name in _HEAD}
    others = repository.others_invited(session, [meeting.id])
    facts["guests"] = sorted(row.guest_name for row in others if row.guest_name)
    facts["supervisor_id"] = next((row.member_id for row in others if row.member_id), None)
    if meeting.summons is Summons.LISTED:
        facts[_ROSTER] = sorted(str(member.id) for _, member in repository.roster(session, meeting))
    facts["sites"] = [site.name for site in repository.sites_of(session, [meeting.id])]
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, UUID) else value
