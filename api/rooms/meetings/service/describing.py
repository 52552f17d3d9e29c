"""Rows as what goes out; the same number of statements for one meeting or a hundred."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor, Permission
from api.rooms.meetings.models import AgendaItem, AgendaPaper, Invitation, InvitedAs, Meeting, MeetingChange
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.schedule import (
    AgendaItemRead,
    AgendaPaperRead,
    GuestNameRead,
    MeetingDetail,
    MeetingPlaceRead,
    MeetingRead,
    NamedRead,
    OwnAnswerRead,
    PlanChangeRead,
    SiteRead,
)
from api.rooms.meetings.service.finding import may_record
from api.rooms.meetings.sight import viewer_of


def in_a_list(session: Session, actor: Actor, meetings: Sequence[Meeting]) -> list[MeetingRead]:
    """Meetings as a list shows them."""
    if not meetings:
        return []
    ids = [meeting.id for meeting in meetings]
    own = {row.meeting_id: row for row, mine in repository.invited(session, ids, viewer_of(actor)) if mine}
    places = repository.named(session, {meeting.organization_id for meeting in meetings}, ())
    return [MeetingRead(**_head(meeting, places, own)) for meeting in meetings]


def in_detail(session: Session, actor: Actor, meetings: Sequence[Meeting]) -> list[MeetingDetail]:
    """Meetings with all that belongs to them."""
    if not meetings:
        return []  # a phone that is up to date asks most often
    ids = [meeting.id for meeting in meetings]
    points, papers_laid_out = repository.points(session, ids, AgendaPaper)
    items, papers = _grouped(points), _grouped(papers_laid_out)
    sites, changes = _grouped(repository.sites_of(session, ids)), _grouped(repository.changes_of(session, ids))
    rows = repository.invited(session, ids, viewer_of(actor))
    own = {row.meeting_id: row for row, mine in rows if mine}
    others = _grouped(row for row, _ in rows if row.invited_as is not InvitedAs.SUMMONED)
    plans = actor.places_with(Permission.MEETINGS_PLAN)
    at = {meeting.organization_id for meeting in meetings}
    places = repository.named(session, at, plans, _people(meetings, items, others))
    names = {known: name for known, (name, _) in places.items()}
    details = []
    for meeting in meetings:
        superior = next((one for one in others[meeting.id] if one.invited_as is InvitedAs.SUPERVISOR), None)
        details.append(
            MeetingDetail(
                **_head(meeting, places, own),
                sites=[SiteRead.model_validate(site) for site in sites[meeting.id]],
                chair=_person(meeting.chair_id, names),
                clerk=_person(meeting.clerk_id, names),
                supervisor=_person(superior.member_id, names) if superior else None,
                guests=[
                    GuestNameRead(name=one.guest_name, title=one.guest_title)
                    for one in others[meeting.id]
                    if one.guest_name is not None
                ],
                agenda=as_agenda(items[meeting.id], papers[meeting.id], names),
                papers=[as_paper(paper) for paper in papers[meeting.id] if paper.item_id is None],
                changes=[as_change(row) for row in changes[meeting.id]],
                may_plan=places[meeting.organization_id][1],
                may_run=may_record(actor, meeting),
            )
        )
    return details


def as_agenda(
    items: Iterable[AgendaItem], papers: Iterable[AgendaPaper], names: dict[UUID, str]
) -> list[AgendaItemRead]:
    """Points in order, each with its papers."""
    by_item = defaultdict[UUID | None, list[AgendaPaperRead]](list)
    for paper in papers:
        by_item[paper.item_id].append(as_paper(paper))
    return [
        AgendaItemRead(
            id=item.id,
            part=item.part,
            title=item.title,
            details=item.details,
            presenter_id=item.presenter_id,
            presenter_name=names.get(item.presenter_id) if item.presenter_id else item.presenter_name,
            minutes=item.minutes,
            papers=by_item[item.id],
        )
        for item in items
    ]


def as_change(row: MeetingChange) -> PlanChangeRead:
    """What changed once since publication."""
    return PlanChangeRead(id=row.id, at=row.created_at, change=row.change, details=row.details)


def as_paper(paper: AgendaPaper) -> AgendaPaperRead:
    """A paper that was laid out."""
    return AgendaPaperRead(
        id=paper.id,
        document_id=paper.document_id,
        file_id=paper.file_id,
        title=paper.title,
        laid_out_at=paper.created_at,
    )


def _head(meeting: Meeting, places: dict[UUID, tuple[str, bool]], own: dict[UUID, Invitation]) -> dict[str, Any]:
    name, _ = places[meeting.organization_id]
    return {
        **{column: getattr(meeting, column) for column in _COLUMNS},
        "organization": MeetingPlaceRead(id=meeting.organization_id, name=name),
        "own": OwnAnswerRead.model_validate(own[meeting.id]) if meeting.id in own else None,
    }


_COLUMNS = tuple(name for name in MeetingRead.model_fields if name not in {"organization", "own"})


def _grouped(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    groups = defaultdict[UUID, list[Any]](list)
    for row in rows:
        groups[row.meeting_id].append(row)
    return groups


def _people(meetings: Sequence[Meeting], items: dict[UUID, list[Any]], others: dict[UUID, list[Any]]) -> set[UUID]:
    leading = {person for meeting in meetings for person in (meeting.chair_id, meeting.clerk_id) if person}
    presenting = {item.presenter_id for rows in items.values() for item in rows if item.presenter_id}
    return leading | presenting | {one.member_id for rows in others.values() for one in rows if one.member_id}


def _person(member_id: UUID | None, names: dict[UUID, str]) -> NamedRead | None:
    return NamedRead(id=member_id, name=names[member_id]) if member_id in names else None
