"""Lists, one meeting, and what a planner's form offers."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor, Permission
from api.kit.pages import Page, PageRequest
from api.rooms.meetings import proposal, sight
from api.rooms.meetings.models import AgendaPart, Meeting, MeetingKind, MeetingState, Summons
from api.rooms.meetings.repository import people, planning
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.planning import (
    CandidateRead,
    KindRead,
    MeetingProposalRead,
    PeopleRead,
    TemplateItemRead,
    TemplatesRead,
)
from api.rooms.meetings.schemas.plans import MeetingProposalRequest
from api.rooms.meetings.schemas.schedule import (
    AgendaItemRead,
    MeetingDetail,
    MeetingRead,
    PlanChangeRead,
    SummonedListRead,
)
from api.rooms.meetings.service import ruling
from api.rooms.meetings.service.describing import as_agenda, as_change, in_a_list, in_detail
from api.rooms.meetings.service.finding import find_meeting, find_to_plan
from api.rooms.meetings.service.planning import find_place
from api.rooms.members.service import names_of


def list_meetings(  # noqa: PLR0913 - what narrows the list, all by name
    session: Session,
    actor: Actor,
    page: PageRequest,
    *,
    after: datetime | None,
    before: datetime | None,
    below: UUID | None,
    state: MeetingState | None,
) -> Page[MeetingRead]:
    """Meetings the actor sees, in the order of time."""
    if below is not None:
        find_place(session, actor, below)
    narrowing = repository.between(after, before, below, state)
    rows, cursor = repository.list_page(session, sight.viewer_of(actor), narrowing, page)
    return Page(items=in_a_list(session, actor, rows), next_cursor=cursor)


def read_meeting(session: Session, actor: Actor, meeting_id: UUID) -> MeetingDetail:
    """One meeting with agenda, papers and what changed since publication."""
    return in_detail(session, actor, [find_meeting(session, actor, meeting_id)])[0]


def list_meeting_changes(session: Session, actor: Actor, meeting_id: UUID) -> list[PlanChangeRead]:
    """What changed since publication, latest first."""
    meeting = find_meeting(session, actor, meeting_id)
    return [as_change(row) for row in repository.changes_of(session, [meeting.id])]


def read_summoned_list(session: Session, actor: Actor, meeting_id: UUID) -> SummonedListRead:
    """Who is on the list of a meeting, for its planner."""
    meeting = find_to_plan(session, actor, meeting_id, lock=False)
    rows = repository.roster(session, meeting)
    return SummonedListRead(member_ids=[member.id for _, member in rows])


def read_templates(
    session: Session, actor: Actor, organization_id: UUID, kind: MeetingKind, on: date | None
) -> TemplatesRead:
    """The kinds an organisation may hold by the rules of a day, and the agenda of one of them."""
    organization, is_branch = find_place(session, actor, organization_id)
    actor.require(session, Permission.MEETINGS_PLAN, organization_id=organization.id)
    day = on or clock.today()
    found = rules.find_several(session, (ruling.KINDS, ruling.LENGTH), day, organization_id)
    content = found[ruling.KINDS].content
    chosen = ruling.kind_of(content, kind)
    agenda = rules.find(session, chosen.agenda, day, organization_id)
    kinds = [one for one in ruling.kinds_of(content) if is_branch or one.summons is not Summons.BRANCH]
    return TemplatesRead(
        on=day,
        kinds=[
            KindRead(
                code=one.code,
                title=one.title,
                summons=one.summons,
                least_minutes=ruling.least_minutes(one, found.get(ruling.LENGTH)),
            )
            for one in kinds
        ],
        kind=kind,
        agenda=[
            TemplateItemRead(part=AgendaPart(item["part"]), title=item["title"]) for item in agenda.content["items"]
        ],
        citation=agenda.citation,
    )


def read_people(session: Session, actor: Actor, organization_id: UUID) -> PeopleRead:
    """Who may take which part at an organisation's meetings, and where it met."""
    organization, _ = find_place(session, actor, organization_id)
    actor.require(session, Permission.MEETINGS_PLAN, organization_id=organization.id)
    held = {
        position.member_id: position.title
        for position in repository.positions_on(session, organization_id, clock.today())
    }
    members = people.members_below(session, organization_id)
    superiors = people.superiors_of(session, organization_id, clock.today())
    return PeopleRead(
        members=[CandidateRead(id=row[0], name=row[1], position=held.get(row[0])) for row in members],
        superiors=[CandidateRead(id=row[0], name=row[1], position=f"{row[2]}, {row[3]}") for row in superiors],
        places=list(planning.places_of(session, organization_id)),
    )


def propose_meeting(session: Session, actor: Actor, request: MeetingProposalRequest) -> MeetingProposalRead:
    """Next month's meeting made from the last one of its kind; nothing is kept of it."""
    organization, is_branch = find_place(session, actor, request.organization_id)
    actor.require(session, Permission.MEETINGS_PLAN, organization_id=organization.id)
    kind = request.kind
    if not is_branch and kind is MeetingKind.REGULAR:
        kind = MeetingKind.CONFERENCE
    last = planning.last_of_kind(session, organization.id, {kind}) or planning.last_of_kind(
        session, organization.id, set(MeetingKind)
    )
    month = request.month or _first_free(session, organization.id, kind)
    starts_at = proposal.start_in(month, last.starts_at if last else None)
    rule_kind = ruling.find_kind(session, kind, starts_at.date(), organization.id)
    length = rules.find_several(session, (ruling.LENGTH,), starts_at.date(), organization.id).get(ruling.LENGTH)
    least = ruling.least_minutes(rule_kind, length)
    return MeetingProposalRead(
        organization_id=organization.id,
        kind=kind,
        kind_title=rule_kind.title,
        month=month,
        starts_at=starts_at,
        ends_at=proposal.end_of(starts_at, last.ends_at - last.starts_at if last else None, least),
        place=last.place if last else organization.place,
        video_link=last.video_link if last else None,
        chair_id=last.chair_id if last else actor.member_id,
        clerk_id=last.clerk_id if last else None,
        agenda=_agenda_like(session, last) if last and last.kind is kind else [],
        after_id=last.id if last else None,
    )


def _first_free(session: Session, organization_id: UUID, kind: MeetingKind) -> str:
    """The first month from this one on that has no meeting of the kind yet, at most a year ahead."""
    month = proposal.month_of(clock.today())
    months = [month]
    while len(months) <= proposal.MONTHS_AHEAD:
        months.append(proposal.next_month(months[-1]))
    taken = {
        at
        for at, known in planning.in_months(session, organization_id, months)
        if kind in {known, *_COMBINED_WITH.get(known, ())}
    }
    return next((free for free in months[1:] if free not in taken), months[-1])


_COMBINED_WITH = {MeetingKind.COMBINED: (MeetingKind.REGULAR, MeetingKind.THEMATIC)}


def _agenda_like(session: Session, last: Meeting) -> list[AgendaItemRead]:
    items = repository.agenda_of(session, [last.id])
    names = names_of(session, {item.presenter_id for item in items if item.presenter_id})
    return as_agenda(items, (), names)
