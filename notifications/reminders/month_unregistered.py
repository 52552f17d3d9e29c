"""Branches register their regular meeting of next month by the day the rule says (meeting_frequency)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from api.kit import rules, scope
from api.kit.actors import Role
from api.kit.rules import RuleSet
from api.kit.scope import OrganizationClosure
from api.rooms.meetings.models import Meeting, MeetingState
from api.rooms.meetings.service import ruling
from api.rooms.organizations.models import Organization, OrganizationKind
from notifications import audience
from notifications.drafts import Draft
from notifications.models import Kind
from notifications.reminders import days
from notifications.reminding import Due, reminder

_LEADERS = (Role.SECRETARY, Role.DEPUTY)
_DAYS_BEFORE = 3
_UNREGISTERED = (MeetingState.PLANNED, MeetingState.CANCELLED)
"""States that are no registration; every other is."""


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """Three days before, and on the day: one message to all leaders concerned, for each version of the rule.

    A house that was down on the first of them tells it on the next.
    """
    if not days.is_morning(now):
        return
    today = days.local_day(now)
    month = f"{(today.replace(day=1) + timedelta(days=32)):%Y-%m}"
    for place, under_other_rules in _places(session, today):
        by = rules.find(session, ruling.FREQUENCY, today, place).content["register_by_day"]
        if 0 <= by - today.day <= _DAYS_BEFORE:
            missing = _without_meeting(session, today, month, place, under_other_rules)
            last = by == today.day
            first = today if last else today.replace(day=max(1, by - _DAYS_BEFORE))
            yield _due(f"{month}:{place or 'house'}:{first}", missing, now, last=last)


def _due(about: str, organizations: SelectOfScalar[UUID], now: datetime, *, last: bool) -> Due:
    draft = Draft(
        kind=Kind.MEETING,
        title_key="month_last_day" if last else "month_unregistered",
        link="/sinh-hoat/lich",
        recipients=audience.holders(_LEADERS, organizations),
        about=about,
        keeps=days.end_of(days.local_day(now)) - now,
    )
    return Due(about, lambda _: draft)


def _places(session: Session, today: date) -> list[tuple[UUID | None, list[UUID]]]:
    """The house and every committee with a rule of its own, each with those below it that have another."""
    statement = select(RuleSet.organization_id).where(
        RuleSet.topic == ruling.FREQUENCY,
        col(RuleSet.organization_id).is_not(None),
        col(RuleSet.effective_from) <= today,
        or_(col(RuleSet.effective_to).is_(None), col(RuleSet.effective_to) > today),
    )
    own = [one for one in session.exec(statement.distinct().order_by(col(RuleSet.organization_id))) if one]
    pairs = session.exec(
        select(OrganizationClosure.ancestor_id, OrganizationClosure.descendant_id).where(
            col(OrganizationClosure.ancestor_id).in_(own), col(OrganizationClosure.descendant_id).in_(own)
        )
    ).all()
    below = {place: [lower for upper, lower in pairs if upper == place != lower] for place in own}
    return [(None, own), *below.items()]


def _without_meeting(
    session: Session, today: date, month: str, place: UUID | None, besides: list[UUID]
) -> SelectOfScalar[UUID]:
    """Branches of a place that have published no regular meeting of a month."""
    kinds = ruling.kinds_of(rules.find(session, ruling.KINDS, today, place).content)
    regular = [kind.code for kind in kinds if "regular" in kind.counts_as]
    registered = select(Meeting.organization_id).where(
        Meeting.month == month, col(Meeting.kind).in_(regular), col(Meeting.state).not_in(_UNREGISTERED)
    )
    return (
        select(Organization.id)
        .join(OrganizationKind, col(OrganizationKind.code) == col(Organization.kind))
        .where(
            col(OrganizationKind.is_branch),
            col(Organization.id).in_(scope.below([place])) if place else scope.everything(),
            col(Organization.id).not_in(scope.below(besides)),
            col(Organization.id).not_in(registered),
        )
    )
