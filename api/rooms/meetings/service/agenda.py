"""The agenda with its papers: from the template of the kind, put in order, given presenters and minutes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import rules
from api.kit.actors import Actor
from api.kit.constraints import or_refuse
from api.kit.etags import Edit
from api.kit.ids import new_id
from api.rooms.library import service as library
from api.rooms.library.errors import DocumentNotFound, FileTaken
from api.rooms.meetings.errors.schedule import IdTaken, ItemInUse, PaperRepeated, PaperUnusable, PersonUnknown
from api.rooms.meetings.models import AgendaItem, AgendaPaper, AgendaPart, Meeting
from api.rooms.meetings.repository import people
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.schemas.plans import AgendaItemRequest, AgendaRequest, PaperRequest
from api.rooms.meetings.schemas.schedule import MeetingDetail
from api.rooms.meetings.service.changing import EDITABLE, check_state, tell, touch
from api.rooms.meetings.service.describing import in_detail
from api.rooms.meetings.service.finding import find_to_plan
from api.rooms.meetings.service.ruling import KindRule

HELD_FOR = "meetings.paper"


def template_of(session: Session, kind: KindRule, on: date, organization_id: UUID) -> AgendaRequest:
    """The points the rules give a kind of meeting."""
    content = rules.find(session, kind.agenda, on, organization_id).content
    return AgendaRequest(
        items=[
            AgendaItemRequest(id=new_id(), part=AgendaPart(item["part"]), title=item["title"])
            for item in content["items"]
        ]
    )


def write_agenda(session: Session, actor: Actor, meeting_id: UUID, request: AgendaRequest, edit: Edit) -> MeetingDetail:
    """Write the whole agenda anew: its points in their order, each with its papers."""
    meeting = find_to_plan(session, actor, meeting_id)
    edit.check(meeting.version)
    check_state(meeting, EDITABLE)
    before = _picture(session, meeting)
    lay_out(session, actor, meeting, request)
    changed = _differences(before, _picture(session, meeting))
    if changed:
        tell(session, actor, meeting, "agenda_edited", changed)
        touch(session, meeting)
    edit.done(meeting.version)
    return in_detail(session, actor, [meeting])[0]


def lay_out(session: Session, actor: Actor, meeting: Meeting, request: AgendaRequest) -> None:
    """Make the meeting's points and papers exactly these. Points and papers that stay keep their rows."""
    wanted = [item.id for item in request.items]
    owners = repository.item_owners(session, wanted)
    if len(set(wanted)) < len(wanted) or set(owners.values()) - {meeting.id}:
        raise IdTaken
    _check_presenters(session, meeting, request)
    known = {item.id: item for item in repository.agenda_of(session, [meeting.id])}
    for position, item in enumerate(request.items):
        row = known.get(item.id) or AgendaItem(
            id=item.id, meeting_id=meeting.id, position=position, part=item.part, title=""
        )
        row.sqlmodel_update(item.model_dump(exclude={"papers"}) | {"position": position})
        session.add(row)
    session.flush()
    _lay_papers(session, actor, meeting, request)
    gone = [row for item_id, row in known.items() if item_id not in wanted]
    with or_refuse(session, ItemInUse()):
        for row in gone:
            session.delete(row)


def _check_presenters(session: Session, meeting: Meeting, request: AgendaRequest) -> None:
    presenters = {item.presenter_id for item in request.items if item.presenter_id}
    if not presenters:
        return
    superiors = {row.member_id for row in repository.others_invited(session, [meeting.id])}
    strangers = presenters - superiors - {meeting.chair_id, meeting.clerk_id}
    if strangers - people.present_below(session, meeting.organization_id, strangers):
        raise PersonUnknown(part="presenter")


def _lay_papers(session: Session, actor: Actor, meeting: Meeting, request: AgendaRequest) -> None:
    known = {_key(row.item_id, row): row for row in repository.papers_of(session, [meeting.id])}
    asked: dict[tuple[UUID | None, UUID | None, UUID | None], PaperRequest] = {}
    for item_id, paper in _papers_in(request):
        key = _key(item_id, paper)
        if key in asked:
            raise PaperRepeated
        asked[key] = paper
    held = {row.file_id for row in known.values() if row.file_id}
    for key, paper in asked.items():
        if key in known:
            known[key].title = paper.title
            continue
        if paper.file_id is not None and paper.file_id in held:
            moved = next(row for row in known.values() if row.file_id == paper.file_id)
            moved.item_id, moved.title = key[0], paper.title
            known[key] = moved
            continue
        _take(session, actor, paper)
        session.add(AgendaPaper(meeting_id=meeting.id, item_id=key[0], **paper.model_dump()))
    stays = {paper.file_id for paper in asked.values()}
    for key, row in known.items():
        if key not in asked and _key(row.item_id, row) not in asked:
            session.delete(row)
    library.release_files(session, held - stays)
    session.flush()


def _take(session: Session, actor: Actor, paper: PaperRequest) -> None:
    """A document he may read, or an upload of his that nothing has yet."""
    try:
        if paper.document_id is not None:
            library.read_document(session, actor, paper.document_id)
        elif paper.file_id is not None:
            library.hold_file(session, actor, paper.file_id, HELD_FOR)
    except (DocumentNotFound, FileTaken) as refused:
        raise PaperUnusable from refused


def _papers_in(request: AgendaRequest) -> Iterable[tuple[UUID | None, PaperRequest]]:
    yield from ((None, paper) for paper in request.papers)
    for item in request.items:
        yield from ((item.id, paper) for paper in item.papers)


def _key(item_id: UUID | None, paper: AgendaPaper | PaperRequest) -> tuple[UUID | None, UUID | None, UUID | None]:
    return item_id, paper.document_id, paper.file_id


def _picture(session: Session, meeting: Meeting) -> tuple[dict[UUID, tuple[object, ...]], list[UUID], set[str]]:
    items = repository.agenda_of(session, [meeting.id])
    content: dict[UUID, tuple[object, ...]] = {
        item.id: (item.title, item.part, item.details, item.presenter_id, item.presenter_name, item.minutes)
        for item in items
    }
    return content, [item.id for item in items], {row.title for row in repository.papers_of(session, [meeting.id])}


def _differences(
    before: tuple[dict[UUID, tuple[object, ...]], list[UUID], set[str]],
    after: tuple[dict[UUID, tuple[object, ...]], list[UUID], set[str]],
) -> dict[str, list[str]]:
    """Titles of points and papers by what happened to them; empty when nothing did."""
    (old, old_order, old_papers), (new, new_order, new_papers) = before, after
    both = [item_id for item_id in old_order if item_id in new]
    found = {
        "added": [str(new[item_id][0]) for item_id in new_order if item_id not in old],
        "removed": [str(old[item_id][0]) for item_id in old_order if item_id not in new],
        "edited": [str(new[item_id][0]) for item_id in both if old[item_id] != new[item_id]],
        "moved": [str(new[a][0]) for a, b in zip([i for i in new_order if i in old], both, strict=True) if a != b],
        "papers_added": sorted(new_papers - old_papers),
        "papers_removed": sorted(old_papers - new_papers),
    }
    return {name: titles for name, titles in found.items() if titles}
