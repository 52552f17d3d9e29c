"""What papers are written from, and the pieces minutes and resolution share. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from api.kit.actors import Role
from api.rooms.meetings.models import VoteState
from api.rooms.meetings.paper_parts import Table
from api.rooms.meetings.paper_words import figure, short_date, words
from api.rooms.meetings.schemas.record import AssignmentRead, MeetingRecordRead
from api.rooms.meetings.schemas.votes import VoteRead


@dataclass(frozen=True)
class ScoreSaid:
    """The score as the papers say it."""

    given: Decimal
    applicable: Decimal
    left_out: Decimal
    score: Decimal
    band: str
    decimals: int


@dataclass(frozen=True)
class PaperSource:
    """The record, and what rules and the tree add to it."""

    record: MeetingRecordRead
    organization: str
    above: str
    kind_title: str
    reasons: Mapping[str, str]
    """Titles of the reasons for absence, by code."""
    sign_left: str
    sign_right: str
    chair_role: Role | None
    scored: bool
    """Whether meetings of this kind are scored."""
    score: ScoreSaid | None
    now: datetime

    @property
    def begins_at(self) -> datetime:
        """When it began, as the clerk says or the server saw."""
        record = self.record
        return record.started_at or record.opened_at or record.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ended; while it runs, now."""
        record = self.record
        return record.ended_at or record.closed_at or max(self.now, self.begins_at)

    @property
    def minutes_held(self) -> int:
        """Whole minutes from beginning to end, never negative."""
        return max(0, int((self.ends_at - self.begins_at).total_seconds() // 60))

    @property
    def organization_inside(self) -> str:
        """The organisation's name inside a sentence."""
        return self.organization[:1].lower() + self.organization[1:]


def comrade(name: str) -> str:
    """The name with the form of address; a guest noted as `Ông Hà Văn Tính` keeps the one given."""
    if name.casefold().startswith(tuple(f"{form} " for form in words()["forms_of_address"])):
        return name
    return str(words()["comrade"].format(name=name))


def named(name: str, title: str | None) -> str:
    """A guest: form of address, name, office."""
    return f"{comrade(name)}, {title}" if title else comrade(name)


def task_table(source: PaperSource) -> Table:
    """Who does what by when."""
    head = words()["table"]
    return Table(
        head=[head["number"], head["task"], head["assignee"], head["due"]],
        shares=[1, 7, 4, 3],
        rows=[
            [str(number), task.text, _assignee(task), _due(task.due_on)]
            for number, task in enumerate(source.record.assignments, start=1)
        ],
    )


def carried_table(source: PaperSource) -> Table:
    """The tasks of earlier resolutions: state at the start of the period and the result."""
    head, states = words()["table"], words()["task_states"]
    rows = []
    for number, task in enumerate(source.record.carried, start=1):
        before = states[task.state_before.value] if task.state_before else states["new"]
        found = states[task.state.value] if task.state else states["open"]
        who = f" ({task.assignee.name})" if task.assignee else ""
        rows.append([str(number), f"{task.text}{who}", before, f"{found}. {task.result}".strip(" .") + "."])
    return Table(head=[head["number"], head["task"], head["before"], head["result"]], shares=[1, 6, 3, 5], rows=rows)


def vote_lines(source: PaperSource) -> Iterator[str]:
    """Each counted vote with its base, share and rule."""
    own = words()["minutes"]
    for vote in source.record.votes:
        if vote.state is VoteState.COUNTED and vote.tally:
            yield own["vote"].format(
                title=vote.title.rstrip("."),
                result=own["vote_passed" if vote.tally.passed else "vote_failed"],
                citation=vote.citation,
                **share_of(vote),
            )


def share_of(vote: VoteRead) -> dict[str, str]:
    """Figures of a counted vote, ready to be printed."""
    tally = vote.tally
    if tally is None:
        return {}
    return {
        "agree": str(tally.agree),
        "disagree": str(tally.disagree),
        "other": str(tally.other),
        "base": str(vote.base),
        "percent": figure(tally.percent),
    }


def score_text(source: PaperSource) -> str:
    """The score, its band, and how it was calculated when something did not apply."""
    said, score = words(), source.score
    if score is None:
        return str(said["score_open"])
    lines = [said["score"].format(score=figure(score.score), band=score.band)]
    if score.left_out:
        figures = {key: figure(getattr(score, key)) for key in ("given", "applicable", "left_out")}
        lines.append(said["score_normalised"].format(decimals=score.decimals, **figures))
    return "\n".join(lines)


def office(source: PaperSource) -> str:
    """The office in which the chair signs."""
    offices = words()["offices"]
    return str(offices.get(source.chair_role.value if source.chair_role else "other", offices["other"]))


def _assignee(task: AssignmentRead) -> str:
    return task.assignee.name if task.assignee else str(words()["table"]["nobody"])


def _due(due_on: date | None) -> str:
    return short_date(due_on) if due_on else str(words()["table"]["no_due"])
