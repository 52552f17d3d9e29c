"""The minutes of a meeting, written from its record. Pure.

Fields after the forms in use (organisation, period, times, place, guests, chair, clerk, counts, absences by name with
reason, dues, each item with presenter, opinions and conclusion, votes, assignments, score).
"""

from collections.abc import Iterator

from api.rooms.meetings.models import Attendance, InvitedAs
from api.rooms.meetings.paper_parts import PARTS, POINTS, PaperText, Section, Signature
from api.rooms.meetings.paper_source import (
    PaperSource,
    comrade,
    named,
    score_text,
    task_table,
    vote_lines,
)
from api.rooms.meetings.paper_words import lower_first, moment_words, sentence, words
from api.rooms.meetings.roll_table import roll_table
from api.rooms.meetings.schemas.record import ItemRead, RollEntryRead


def write_minutes(source: PaperSource) -> PaperText:
    """The minutes as the record stands."""
    record = source.record
    return PaperText(
        sections=[*_front(source), *_course(source), *_back(source)],
        left=Signature(label=source.sign_left, name=record.clerk.name if record.clerk else ""),
        right=Signature(label=source.sign_right, name=record.chair.name if record.chair else ""),
    )


def _front(source: PaperSource) -> Iterator[Section]:
    own, record = words()["minutes"], source.record
    opening = own["opening"].format(
        date=moment_words(source.begins_at)["date"],
        organization=source.organization_inside,
        kind=lower_first(source.kind_title),
    )
    yield Section(key="opening", level=0, text=opening)
    times = [
        own["begins"].format(**moment_words(source.begins_at)),
        own["ends"].format(**moment_words(source.ends_at)),
    ]
    if record.place:
        times.append(own["place"].format(place=record.place))
    yield Section(key="times", level=PARTS, title=own["times_title"], text="\n".join(times))
    yield Section(key="people", level=PARTS, title=own["people_title"], text="\n".join(_people(source)))
    dues = []
    if record.dues.paid is not None or record.dues.unpaid is not None:
        dues.append(own["dues"].format(paid=record.dues.paid or 0, unpaid=record.dues.unpaid or 0))
    if record.dues.note:
        dues.append(record.dues.note)
    text = "\n".join(dues) or words()["nothing"]
    yield Section(key="dues", level=PARTS, title=own["dues_title"], text=text)


def _people(source: PaperSource) -> Iterator[str]:
    own, record = words()["minutes"], source.record
    if record.chair:
        yield own["chair"].format(name=comrade(record.chair.name))
    if record.clerk:
        yield own["clerk"].format(name=comrade(record.clerk.name))
    for key, kind in (("supervisors", InvitedAs.SUPERVISOR), ("guests", InvitedAs.GUEST)):
        names = [named(guest.name, guest.title) for guest in record.guests if guest.invited_as is kind]
        if names:
            yield own[key].format(names="; ".join(names))
    counts = record.counts
    yield own["summoned"].format(**counts.model_dump())
    parts = [own[key].format(count=getattr(counts, key)) for key in ("online", "late") if getattr(counts, key)]
    yield own["present_of" if parts else "present"].format(present=counts.present, parts="; ".join(parts))
    for status in (Attendance.EXCUSED, Attendance.UNEXCUSED, Attendance.EXEMPT):
        absent = [entry for entry in record.roll if entry.status is status]
        if absent or status is Attendance.UNEXCUSED:
            yield own[status.value].format(count=len(absent))
            yield from (_absent(source, entry) for entry in absent)


def _absent(source: PaperSource, entry: RollEntryRead) -> str:
    own = words()["minutes"]
    reason = entry.reason_text or source.reasons.get(entry.reason or "", "")
    name = sentence(comrade(entry.name))
    if not reason:
        return str(own["absent_named"].format(name=name))
    return str(own["absent"].format(name=name, reason=lower_first(reason.rstrip("."))))


def _course(source: PaperSource) -> Iterator[Section]:
    own, record = words()["minutes"], source.record
    yield Section(key="course", level=PARTS, title=own["course_title"])
    for item in record.items:
        yield Section(key=f"item:{item.id}", level=POINTS, title=item.title, text="\n".join(_item(item)))
    loose = [own["opinion"].format(name=sentence(comrade(o.speaker.name)), text=o.text) for o in record.loose_opinions]
    if loose:
        yield Section(key="other", level=POINTS, title=own["other_opinions"], text="\n".join(loose))


def _item(item: ItemRead) -> Iterator[str]:
    own = words()["minutes"]
    if item.presenter:
        yield own["presenter"].format(name=sentence(comrade(item.presenter.name)))
    if item.notes:
        yield item.notes
    if item.opinions:
        yield own["opinions"]
    for opinion in item.opinions:
        yield own["opinion"].format(name=sentence(comrade(opinion.speaker.name)), text=opinion.text)
    if item.conclusion:
        yield own["conclusion"].format(text=item.conclusion)


def _back(source: PaperSource) -> Iterator[Section]:
    own, record = words()["minutes"], source.record
    votes = "\n".join(vote_lines(source))
    if votes:
        yield Section(key="votes", level=PARTS, title=own["votes_title"], text=votes)
    if record.assignments:
        yield Section(key="tasks", level=PARTS, title=own["tasks_title"], table=task_table(source))
    if source.scored:
        yield Section(key="score", level=PARTS, title=own["score_title"], text=score_text(source))
    if roll := roll_table(source):
        yield Section(key="roll", level=PARTS, title=own["roll_title"], table=roll)
    yield Section(key="closing", level=0, text=own["closing"].format(**moment_words(source.ends_at)))
