"""Planning: lists, one meeting, its agenda, registering it, putting it off, calling it off."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.etags import ChangedMeanwhile, EditOf, VersionMissing, tag
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.meetings.errors import schedule as errors
from api.rooms.meetings.models import MeetingKind, MeetingState
from api.rooms.meetings.schemas.fields import Time
from api.rooms.meetings.schemas.planning import ClashRead, MeetingProposalRead, PeopleRead, TemplatesRead, WarningRead
from api.rooms.meetings.schemas.plans import (
    AgendaRequest,
    CancelRequest,
    MeetingProposalRequest,
    MeetingRequest,
    PlanRequest,
    PostponeRequest,
)
from api.rooms.meetings.schemas.schedule import MeetingDetail, MeetingRead, PlanChangeRead, SummonedListRead
from api.rooms.meetings.service import agenda, clashes, listing, planning, publishing, warnings

router = APIRouter(prefix="/meetings")

_FIND = (NotSignedIn, errors.MeetingNotFound)
_PLAN = (*_FIND, NotAllowed)
_EDIT = (*_PLAN, VersionMissing, ChangedMeanwhile, errors.MeetingStateWrong)
_HEAD = (errors.TimesImpossible, errors.KindUnknown, errors.PersonUnknown, errors.IdTaken, errors.SiteInUse)
_AGENDA = (errors.PaperUnusable, errors.PaperRepeated, errors.ItemInUse, errors.IdTaken, errors.PersonUnknown)
_PLACE = (NotSignedIn, NotAllowed, errors.PlaceNotFound, errors.KindUnknown)


@router.get("", responses=documents(NotSignedIn, CursorInvalid, errors.PlaceNotFound))
def list_meetings(  # noqa: PLR0913, PLR0917 - query parameters; FastAPI passes them by name
    actor: CurrentActor,
    session: ReadSession,
    page: WhichPage,
    after: Annotated[Time | None, Query(alias="from")] = None,
    before: Annotated[Time | None, Query(alias="to")] = None,
    organization_id: UUID | None = None,
    state: MeetingState | None = None,
) -> Page[MeetingRead]:
    """Meetings I see between two moments, at or below an organisation, in the order of time."""
    return listing.list_meetings(session, actor, page, after=after, before=before, below=organization_id, state=state)


@router.post("", status_code=201, responses=documents(*_PLACE, *_HEAD, *_AGENDA, errors.OrganizationOver))
def create_meeting(
    body: MeetingRequest, actor: CurrentActor, session: WriteSession, response: Response
) -> MeetingDetail:
    """Plan a meeting; the id is the phone's, so sending again makes no second one."""
    made = planning.create_meeting(session, actor, body)
    tag(response, made.version)
    return made


@router.get("/templates", responses=documents(*_PLACE))
def read_meeting_templates(
    actor: CurrentActor,
    session: ReadSession,
    organization_id: UUID,
    kind: MeetingKind = MeetingKind.REGULAR,
    on: date | None = None,
) -> TemplatesRead:
    """The kinds of meeting an organisation may hold by the rules of a day, and the agenda of one kind."""
    return listing.read_templates(session, actor, organization_id, kind, on)


@router.get("/people", responses=documents(*_PLACE))
def read_meeting_people(actor: CurrentActor, session: ReadSession, organization_id: UUID) -> PeopleRead:
    """Who may lead, write down, present and come from above; places where the organisation met before."""
    return listing.read_people(session, actor, organization_id)


@router.post("/proposal", responses=documents(*_PLACE))
def propose_meeting(body: MeetingProposalRequest, actor: CurrentActor, session: ReadSession) -> MeetingProposalRead:
    """Next month's meeting made from the last one; nothing is kept of it."""
    return listing.propose_meeting(session, actor, body)


@router.get("/{meeting_id}", responses=documents(*_FIND))
def read_meeting(meeting_id: UUID, actor: CurrentActor, session: ReadSession, response: Response) -> MeetingDetail:
    """One meeting with agenda, papers, my invitation, and what changed since publication."""
    found = listing.read_meeting(session, actor, meeting_id)
    tag(response, found.version)
    return found


@router.patch("/{meeting_id}", responses=documents(*_EDIT, *_HEAD, errors.KindFixed))
def edit_meeting(
    meeting_id: UUID, body: PlanRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingDetail:
    """Write the plan anew, all but its agenda."""
    return planning.edit_meeting(session, actor, meeting_id, body, edit)


@router.put("/{meeting_id}/agenda", responses=documents(*_EDIT, *_AGENDA))
def write_meeting_agenda(
    meeting_id: UUID, body: AgendaRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingDetail:
    """Write the whole agenda anew: points in their order, presenters, minutes, papers."""
    return agenda.write_agenda(session, actor, meeting_id, body, edit)


@router.get("/{meeting_id}/list", responses=documents(*_PLAN))
def read_summoned_list(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> SummonedListRead:
    """Ids of those summoned, for the planner's form."""
    return listing.read_summoned_list(session, actor, meeting_id)


@router.get("/{meeting_id}/warnings", responses=documents(*_PLAN))
def list_meeting_warnings(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> list[WarningRead]:
    """What speaks against the plan, each with the rule it comes from; nothing is forbidden by it."""
    return warnings.list_warnings(session, actor, meeting_id)


@router.get("/{meeting_id}/clashes", responses=documents(*_PLAN))
def list_meeting_clashes(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> list[ClashRead]:
    """Who of those it calls is wanted elsewhere at the same time."""
    return clashes.list_clashes(session, actor, meeting_id)


@router.get("/{meeting_id}/changes", responses=documents(*_FIND))
def list_meeting_changes(meeting_id: UUID, actor: CurrentActor, session: ReadSession) -> list[PlanChangeRead]:
    """What changed since publication, latest first."""
    return listing.list_meeting_changes(session, actor, meeting_id)


@router.post(
    "/{meeting_id}/publish",
    responses=documents(*_EDIT, errors.AgendaEmpty, errors.NobodySummoned, errors.StartsInThePast, errors.KindUnknown),
)
def publish_meeting(meeting_id: UUID, actor: CurrentActor, session: WriteSession, edit: EditOf) -> MeetingDetail:
    """Register the meeting and ask those it calls to come."""
    return publishing.publish_meeting(session, actor, meeting_id, edit)


@router.post("/{meeting_id}/postpone", responses=documents(*_EDIT, errors.TimesImpossible, errors.StartsInThePast))
def postpone_meeting(
    meeting_id: UUID, body: PostponeRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingDetail:
    """Put it off, to a known time or not; everybody is asked anew."""
    return publishing.postpone_meeting(session, actor, meeting_id, body, edit)


@router.post("/{meeting_id}/cancel", responses=documents(*_EDIT))
def cancel_meeting(
    meeting_id: UUID, body: CancelRequest, actor: CurrentActor, session: WriteSession, edit: EditOf
) -> MeetingDetail:
    """Call it off."""
    return publishing.cancel_meeting(session, actor, meeting_id, body, edit)
