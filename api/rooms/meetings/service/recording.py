"""The record of a meeting in one piece, from everything that was written about it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from api.kit.actors import Actor
from api.kit.rules import RuleSet
from api.rooms.meetings import fields
from api.rooms.meetings.models import (
    CAME,
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    Opinion,
    RecordField,
    RecordWarning,
)
from api.rooms.meetings.repository import record as repository
from api.rooms.meetings.repository import schedule
from api.rooms.meetings.schemas.record import (
    CountsRead,
    DuesRead,
    FieldRead,
    ItemRead,
    MeetingRecordRead,
    RecordGuestRead,
    RecordWarningRead,
    RollEntryRead,
    SpokenOfRead,
)
from api.rooms.meetings.service.finding import Called, called, find_meeting, may_record
from api.rooms.meetings.service.persons import Names, gather
from api.rooms.meetings.service.roll import roll_of
from api.rooms.meetings.service.tasks import assignment_read, carried_read, opinion_read
from api.rooms.meetings.service.voting import franchise_of, rules_of, subjects_of, votes_of
from api.rooms.members.models import State

_AS_PLANNED = {
    "organization_id",
    "kind",
    "title",
    "month",
    "state",
    "place",
    "starts_at",
    "ends_at",
    "opened_at",
    "closed_at",
}


def read_record(session: Session, actor: Actor, meeting_id: UUID) -> MeetingRecordRead:
    """The record of a meeting the actor sees."""
    meeting = find_meeting(session, actor, meeting_id)
    return record_of(session, meeting, actor)


@dataclass(frozen=True)
class RollCall:
    """Who was asked and who came, and by whom the meeting is led."""

    meeting: Meeting
    asked: Called
    roll: list[RollEntryRead]
    names: Names

    @property
    def counts(self) -> CountsRead:
        """The roll in numbers."""
        return counts_of(self.roll)

    @property
    def chair(self) -> SpokenOfRead | None:
        """Who leads."""
        return self.names.person(self.meeting.chair_id)

    @property
    def clerk(self) -> SpokenOfRead | None:
        """Who writes."""
        return self.names.person(self.meeting.clerk_id)


def roll_call(
    session: Session, meeting: Meeting, found: Mapping[str, RuleSet], further: Iterable[UUID | None] = ()
) -> RollCall:
    """The roll by the rules of the meeting's day, with names of `further` members too; two statements."""
    (asked, said), names = called(session, meeting), gather(session, meeting, further)
    return RollCall(
        meeting=meeting,
        asked=asked,
        roll=roll_of(asked.summoned, said, franchise_of(meeting, found), names),
        names=names,
    )


def record_of(
    session: Session, meeting: Meeting, actor: Actor | None = None, known: Mapping[str, RuleSet] | None = None
) -> MeetingRecordRead:
    """Everything recorded; `actor` decides what is said about the reader himself (None: nothing).

    `known` are rules of the meeting's day that the caller has read already.
    """
    found = known or rules_of(session, meeting)
    tasks = repository.tasks(session, meeting)
    call = roll_call(session, meeting, found, [task.assignee_id for task, *_ in tasks])
    names = call.names
    written = {field.name: field for field in repository.all_of(session, RecordField, meeting.id)}
    items, opinions = _points(session, meeting)
    record = MeetingRecordRead(
        meeting_id=meeting.id,
        revision="",
        **meeting.model_dump(include=_AS_PLANNED),
        started_at=_moment(written, "started_at"),
        ended_at=_moment(written, "ended_at"),
        chair=call.chair,
        clerk=call.clerk,
        guests=[_guest(one, names) for one in call.asked.others],
        roll=call.roll,
        counts=call.counts,
        dues=_dues(written),
        items=[_item(item, written, opinions, names) for item in items],
        fields=[_field(field, names) for field in written.values()],
        loose_opinions=[opinion_read(opinion, names) for opinion in opinions if opinion.item_id is None],
        assignments=[assignment_read(task, names) for task, *_ in tasks if task.meeting_id == meeting.id],
        carried=[carried_read(*row, names) for row in tasks if row[0].meeting_id != meeting.id],
        votes=votes_of(session, meeting, names, actor),
        subjects=subjects_of(found),
        warnings=_warnings(session, meeting),
        may_run=actor is not None and may_record(actor, meeting),
    )
    digest = hashlib.sha256(record.model_dump_json().encode()).hexdigest()
    return record.model_copy(update={"revision": digest[:24]})


def counts_of(roll: Sequence[RollEntryRead]) -> CountsRead:
    """The roll in numbers."""
    by_status = {status: sum(entry.status is status for entry in roll) for status in Attendance}
    return CountsRead(
        summoned=len(roll),
        official=sum(entry.state not in {State.PROBATIONARY, State.TEMPORARY_HERE} for entry in roll),
        probationary=sum(entry.state is State.PROBATIONARY for entry in roll),
        present=sum(by_status[status] for status in CAME),
        late=by_status[Attendance.LATE],
        online=by_status[Attendance.ONLINE],
        excused=by_status[Attendance.EXCUSED],
        unexcused=by_status[Attendance.UNEXCUSED],
        exempt=by_status[Attendance.EXEMPT],
        unmarked=sum(entry.status is None for entry in roll),
        official_present=sum(entry.base != "out" and entry.status in CAME for entry in roll),
    )


def _points(session: Session, meeting: Meeting) -> tuple[list[AgendaItem], list[Opinion]]:
    """The agenda, and all opinions but those taken out, each in order."""
    items, said = schedule.points(session, [meeting.id], Opinion)
    opinions = [opinion for opinion in said if opinion.removed_at is None]
    return items, sorted(opinions, key=lambda opinion: (opinion.position, opinion.id))


def _guest(guest: Invitation, names: Names) -> RecordGuestRead:
    return RecordGuestRead(
        member_id=guest.member_id,
        name=guest.guest_name or names.member(guest.member_id),
        title=guest.guest_title,
        invited_as=guest.invited_as,
    )


def _item(item: AgendaItem, written: dict[str, RecordField], opinions: list[Opinion], names: Names) -> ItemRead:
    of_item = f"items.{item.id}."
    return ItemRead(
        id=item.id,
        position=item.position,
        part=item.part,
        title=item.title,
        details=item.details,
        presenter=names.person_or(item.presenter_id, item.presenter_name),
        planned_minutes=item.minutes,
        started_at=_moment(written, f"{of_item}started_at"),
        ended_at=_moment(written, f"{of_item}ended_at"),
        notes=_text(written, f"{of_item}notes"),
        conclusion=_text(written, f"{of_item}conclusion"),
        opinions=[opinion_read(opinion, names) for opinion in opinions if opinion.item_id == item.id],
    )


def _field(field: RecordField, names: Names) -> FieldRead:
    return FieldRead(name=field.name, value=field.value, **names.kept(field))


def _dues(written: dict[str, RecordField]) -> DuesRead:
    return DuesRead(
        paid=_number(written, "dues_paid"),
        unpaid=_number(written, "dues_unpaid"),
        note=_text(written, "dues_note"),
    )


def _warnings(session: Session, meeting: Meeting) -> list[RecordWarningRead]:
    return [
        RecordWarningRead(id=warning.id, code=warning.code, details=warning.details, at=warning.created_at)
        for warning in repository.all_of(session, RecordWarning, meeting.id)
    ]


def _text(written: dict[str, RecordField], name: str) -> str:
    return written[name].value if name in written else ""


def _number(written: dict[str, RecordField], name: str) -> int | None:
    text = _text(written, name)
    return int(text) if text else None


def _moment(written: dict[str, RecordField], name: str) -> datetime | None:
    return fields.moment(_text(written, name))
