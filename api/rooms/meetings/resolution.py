"""The branch's resolution, written from the record. Pure.

Its order follows the forms in use: counts; I last month with the table of tasks carried over from the resolution
before; II tasks; III assignments; IV the self-assessed quality; the line about the vote.
"""

from collections.abc import Iterator

from api.rooms.meetings.models import VoteState
from api.rooms.meetings.paper_parts import PARTS, POINTS, PaperText, Section, Signature
from api.rooms.meetings.paper_source import (
    PaperSource,
    carried_table,
    comrade,
    office,
    score_text,
    share_of,
    task_table,
)
from api.rooms.meetings.paper_words import day_words, local_day, lower_first, words
from api.rooms.meetings.schemas.votes import VoteRead

VOTED_ON = "resolution"
"""The subject of the rule `vote_subjects` that is the vote on the resolution itself."""


def write_resolution(source: PaperSource) -> PaperText:
    """The resolution as the record stands."""
    record = source.record
    return PaperText(
        sections=[*_opening(source), *_past(source), *_next(source), *_end(source)],
        left=Signature(label=source.sign_left, name=""),
        right=Signature(label=source.sign_right, office=office(source), name=record.chair.name if record.chair else ""),
    )


def _opening(source: PaperSource) -> Iterator[Section]:
    own, record = words()["resolution"], source.record
    counts = own["opening"].format(
        **day_words(local_day(source.begins_at)),
        **record.counts.model_dump(),
        organization=source.organization_inside,
        kind=lower_first(source.kind_title),
        minutes=source.minutes_held,
        chair=comrade(record.chair.name) if record.chair else "",
        clerk=comrade(record.clerk.name) if record.clerk else "",
    )
    resolves = own["resolves"].format(organization=source.organization_inside)
    yield Section(key="opening", level=0, text=f"{counts}\n{resolves}")


def _past(source: PaperSource) -> Iterator[Section]:
    own, nothing = words()["resolution"], words()["nothing"]
    concluded = [item.conclusion for item in source.record.items if item.conclusion]
    yield Section(key="past", level=PARTS, title=own["past_title"])
    yield Section(key="ideology", level=POINTS, title=own["ideology_title"], text=nothing)
    yield Section(key="work", level=POINTS, title=own["work_title"], text="\n".join(concluded) or nothing)
    carried = carried_table(source) if source.record.carried else None
    text = "" if carried else nothing
    yield Section(key="carried", level=POINTS, title=own["carried_title"], text=text, table=carried)
    yield Section(key="praise", level=POINTS, title=own["praise_title"], text=nothing)
    yield Section(key="faults", level=POINTS, title=own["faults_title"], text=nothing)


def _next(source: PaperSource) -> Iterator[Section]:
    own, tasks = words()["resolution"], source.record.assignments
    listed = "\n".join(f"- {task.text}" for task in tasks)
    yield Section(key="next", level=PARTS, title=own["next_title"], text=listed or words()["nothing"])
    yield Section(
        key="assign",
        level=PARTS,
        title=own["assign_title"],
        text=own["assign"] if tasks else words()["nothing"],
        table=task_table(source) if tasks else None,
    )


def _end(source: PaperSource) -> Iterator[Section]:
    own = words()["resolution"]
    if source.scored:
        yield Section(key="score", level=PARTS, title=own["score_title"], text=score_text(source))
    vote = _vote_on_it(source)
    text = own["voted" if vote else "not_voted"].format(
        organization=source.organization_inside, **(share_of(vote) if vote else {})
    )
    yield Section(key="voted", level=0, text=text)


def _vote_on_it(source: PaperSource) -> VoteRead | None:
    """The last vote on the resolution that carried."""
    votes = [
        vote
        for vote in source.record.votes
        if vote.subject == VOTED_ON and vote.state is VoteState.COUNTED and vote.tally and vote.tally.passed
    ]
    return votes[-1] if votes else None
