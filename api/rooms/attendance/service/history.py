"""How somebody attended in a year, and whom the secretary should talk to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor, Permission
from api.rooms.attendance import absences
from api.rooms.attendance.absences import Once
from api.rooms.attendance.schemas.sheets import (
    AbsenceWarning,
    AbsenceWarningRead,
    AbsenceWarningsRead,
    AttendedRead,
    HistoryRead,
    OwnFiguresRead,
)
from api.rooms.meetings.models import Attendance
from api.rooms.meetings.service.attending import Attended, attended_at, attended_by
from api.rooms.meetings.service.planning import find_place
from api.rooms.members.service import names_of, same_person

_TARGET, _REASONS, _STREAK, _YEAR = "attendance_target", "absence_reasons", "absence_streak", "absence_review"


def read_own_attendance(session: Session, actor: Actor, year: int | None) -> HistoryRead:
    """My meetings of a year with what the rolls say of me; a staff account has none."""
    year = year or clock.today().year
    since, until = _bounds(year)
    found = rules.find_several(session, (_TARGET, _REASONS), clock.today(), actor.branch_id)
    target = found[_TARGET]
    own = attended_by(session, same_person(actor.member_id), since, until) if actor.member_id else []
    reasons = {reason["code"]: reason["title"] for reason in found[_REASONS].content["reasons"]}
    figures = absences.figures_of(
        [_once(one) for one in own], target.content["left_out_states"], target.content["left_out_reasons"]
    )
    return HistoryRead(
        year=year,
        figures=OwnFiguresRead(**asdict(figures)),
        target_percent=target.content["percent"],
        target_citation=target.citation,
        items=[
            AttendedRead(
                meeting_id=one.meeting_id,
                title=one.title,
                kind=one.kind,
                organization=one.organization,
                starts_at=one.starts_at,
                status=one.status,
                reason=reasons.get(one.reason or "", "") if _stayed_away(one) else "",
            )
            for one in reversed(own)
        ],
    )


def list_absence_warnings(session: Session, actor: Actor, organization_id: UUID) -> AbsenceWarningsRead:
    """Members of a branch whose absences of this year reach what the rules name, the most serious first."""
    organization, _ = find_place(session, actor, organization_id)
    actor.require(session, Permission.MEETINGS_RUN, organization_id=organization.id)
    today = clock.today()
    found = rules.find_several(session, (_STREAK, _YEAR), today, organization_id)
    by_member = defaultdict[UUID, list[Attended]](list)
    for one in attended_at(session, organization_id, *_bounds(today.year)):
        by_member[one.member_id].append(one)
    warned = [(member_id, *told) for member_id, own in by_member.items() for told in _warnings(own, found)]
    names = names_of(session, {member_id for member_id, *_ in warned})
    items = [
        AbsenceWarningRead(
            member_id=member_id,
            name=names[member_id],
            warning=warning,
            count=count,
            limit=limit,
            months=months,
            last_at=last_at,
            citation=rule.citation,
            source_level=rule.source_level,
        )
        for member_id, warning, rule, count, limit, months, last_at in warned
    ]
    items.sort(key=lambda item: (item.warning is AbsenceWarning.STREAK, -item.count, item.name))
    return AbsenceWarningsRead(organization_id=organization_id, year=today.year, items=items)


_Warned = tuple[AbsenceWarning, rules.RuleSet, int, int, list[str], datetime]


def _warnings(own: Sequence[Attended], found: dict[str, rules.RuleSet]) -> Iterator[_Warned]:
    """What the rules in force say of one member's meetings, in the order of time."""
    seen = [_once(one) for one in own]
    missed_at = [one.starts_at for one in own if one.status is Attendance.UNEXCUSED]
    year, row = found.get(_YEAR), found.get(_STREAK)
    months = absences.missed_months(seen)
    if year is not None and len(months) >= year.content["months_in_year"]:
        yield AbsenceWarning.MONTHS, year, len(months), year.content["months_in_year"], months, missed_at[-1]
    streak = absences.streak(seen)
    if row is not None and streak >= row.content["unexcused_in_a_row"]:
        yield AbsenceWarning.STREAK, row, streak, row.content["unexcused_in_a_row"], [], missed_at[-1]


def _once(one: Attended) -> Once:
    return Once(one.month, one.status, one.reason)


def _stayed_away(one: Attended) -> bool:
    return one.status in {Attendance.EXCUSED, Attendance.UNEXCUSED, Attendance.EXEMPT}


def _bounds(year: int) -> tuple[datetime, datetime]:
    """The year as it is where meetings are held."""
    return datetime(year, 1, 1, tzinfo=clock.LOCAL), datetime(year + 1, 1, 1, tzinfo=clock.LOCAL)
