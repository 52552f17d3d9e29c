"""What the rules of a meeting's own day say about its kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import rules
from api.rooms.meetings.errors.schedule import KindUnknown
from api.rooms.meetings.models import MeetingKind, Summons

KINDS, LENGTH, FREQUENCY, PAPERS, ABSENCE = (
    "meeting_kinds",
    "meeting_length",
    "meeting_frequency",
    "papers_deadline",
    "absence_reasons",
)
FROZEN = (KINDS, LENGTH, FREQUENCY, PAPERS, "majority", "two_thirds", "score_form", "attendance_target")
"""Topics whose versions are written down at publication and compared afterwards."""


@dataclass(frozen=True)
class KindRule:
    """A kind as the rule describes it."""

    code: MeetingKind
    title: str
    agenda: str
    """The topic of its agenda."""
    length: str
    """The key of its shortest length in the rule `meeting_length`; empty for none."""
    summons: Summons
    counts_as: tuple[str, ...]


def kinds_of(content: dict[str, Any]) -> list[KindRule]:
    """The kinds in a version of the rule `meeting_kinds`; codes this program does not know are left out."""
    return [
        KindRule(
            code=MeetingKind(kind["code"]),
            title=kind["title"],
            agenda=kind["agenda"],
            length=kind["length"],
            summons=Summons(kind["summons"]),
            counts_as=tuple(kind["counts_as"]),
        )
        for kind in content["kinds"]
        if kind["code"] in set(MeetingKind)
    ]


def kind_of(content: dict[str, Any], kind: MeetingKind) -> KindRule:
    """One kind. Raises `KindUnknown`."""
    found = next((one for one in kinds_of(content) if one.code is kind), None)
    if found is None:
        raise KindUnknown(kind=kind)
    return found


def find_kind(session: Session, kind: MeetingKind, on: date, organization_id: UUID) -> KindRule:
    """One kind by the rules of a day at an organisation."""
    return kind_of(rules.find(session, KINDS, on, organization_id).content, kind)


def least_minutes(kind: KindRule, length: rules.RuleSet | None) -> int | None:
    """The shortest length the rules ask of a kind, None when they ask for none."""
    return length.content.get(kind.length) if length and kind.length else None


def rules_in_force(session: Session, kind: KindRule, on: date, organization_id: UUID) -> dict[str, str]:
    """The ids of the versions that hold on a day, by topic."""
    found = rules.find_several(session, (*FROZEN, kind.agenda), on, organization_id)
    return {topic: str(rule.id) for topic, rule in found.items()}
