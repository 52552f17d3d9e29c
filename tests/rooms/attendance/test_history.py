"""A member's own history with the figures of the year, and whom the secretary should talk to."""

from datetime import UTC, date, datetime

import pytest

from api.kit.actors import Role
from api.kit.rules import RuleSet
from api.rooms.attendance.absences import Once, figures_of, missed_months, streak
from api.rooms.meetings.models import Attendance, MeetingState, RollFact, RollMethod
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in

PRESENT, LATE, EXCUSED, UNEXCUSED, EXEMPT = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.EXCUSED,
    Attendance.UNEXCUSED,
    Attendance.EXEMPT,
)


@pytest.fixture
def year(house, it_is):
    """A branch in December; `meet(month, [(member, status)])` holds a meeting in that month."""
    it_is(datetime(2026, 12, 20, tzinfo=UTC))
    branch = a_branch(house, under=a_committee(house, under=a_province(house)))
    leader, an = a_member(house, of=branch, full_name="Bế Văn Đàn"), a_member(house, of=branch, full_name="Lò Thị An")
    a_position(house, at=branch, role=Role.SECRETARY, member=leader)

    def meet(month, said, reason=None):
        meeting = a_meeting(
            house,
            of=branch,
            starts_at=datetime(2026, month, 3, 12, 30, tzinfo=UTC),
            state=MeetingState.REPORTED,
            summoned=[leader, an],
        )
        with house.database.writing() as session:
            for member, status in said:
                session.add(
                    RollFact(
                        meeting_id=meeting.id,
                        member_id=member.id,
                        status=status,
                        method=RollMethod.HAND,
                        reason=reason,
                        number=1,
                    )
                )
        return meeting

    return house, branch, leader, an, meet


def test_my_history_shows_every_meeting_of_the_year_and_counts_them(year):
    house, _, _, an, meet = year
    for month, status in ((1, PRESENT), (2, LATE), (3, EXCUSED), (4, UNEXCUSED)):
        meet(month, [(an, status)], reason="sick" if status is EXCUSED else None)
    found = signed_in(house, member=an).get("/api/attendance/history").json()
    assert [item["status"] for item in found["items"]] == ["unexcused", "excused", "late", "present"]
    assert found["items"][1]["reason"] == "Ốm đau, điều trị"
    figures = found["figures"]
    assert (figures["summoned"], figures["present"], figures["excused"], figures["unexcused"]) == (4, 2, 1, 1)
    assert (figures["percent"], found["target_percent"], found["year"]) == (50.0, 90, 2026)
    assert signed_in(house, member=an).get("/api/attendance/history?year=2025").json()["items"] == []


def test_my_history_is_mine_alone(year):
    house, _, leader, an, meet = year
    meet(5, [(an, UNEXCUSED), (leader, PRESENT)])
    items = signed_in(house, member=leader).get("/api/attendance/history").json()["items"]
    assert [item["status"] for item in items] == ["present"]


def warnings(year, client=None):
    house, branch, leader, *_ = year
    client = client or signed_in(house, member=leader)
    return client.get("/api/attendance/warnings", params={"organization_id": str(branch.id)})


def test_three_meetings_in_a_row_without_a_reason_warn_the_secretary(year):
    *_, an, meet = year
    for month, status in ((1, UNEXCUSED), (2, PRESENT), (3, UNEXCUSED), (3, UNEXCUSED)):
        meet(month, [(an, status)])
    assert warnings(year).json()["items"] == []
    meet(3, [(an, UNEXCUSED)])
    [warning] = warnings(year).json()["items"]
    assert (warning["name"], warning["warning"], warning["count"], warning["limit"]) == ("Lò Thị An", "streak", 3, 3)
    assert "294" in warning["citation"]


def test_three_months_of_the_year_without_a_meeting_warn_by_the_yearly_rule(year):
    *_, an, meet = year
    for month, status in ((1, UNEXCUSED), (2, PRESENT), (4, UNEXCUSED), (6, EXCUSED), (9, UNEXCUSED), (10, PRESENT)):
        meet(month, [(an, status)])
    [warning] = warnings(year).json()["items"]
    assert (warning["warning"], warning["months"]) == ("months", ["2026-01", "2026-04", "2026-09"])
    assert warning["citation"].startswith("QĐ 294-QĐ/TW")


def test_a_committee_may_set_another_limit_for_its_branches(year):
    house, branch, _, an, meet = year
    meet(1, [(an, UNEXCUSED)])
    meet(2, [(an, UNEXCUSED)])
    with house.database.writing() as session:
        session.add(
            RuleSet(
                topic="absence_streak",
                effective_from=date(2026, 1, 1),
                citation="Quy chế của đảng ủy",
                source_level="S",
                organization_id=branch.id,
                content={"unexcused_in_a_row": 2},
            )
        )
    assert [item["citation"] for item in warnings(year).json()["items"]] == ["Quy chế của đảng ủy"]


def test_only_those_who_run_the_branch_are_warned(year):
    house, *_, an, _ = year
    assert warnings(year, signed_in(house, member=an)).status_code == 403
    other = a_branch(house, under=a_committee(house, under=a_province(house)))
    assert warnings(year, signed_in(house, member=a_member(house, of=other))).status_code == 404


@pytest.mark.parametrize(
    ("said", "length"),
    [([], 0), ([UNEXCUSED, PRESENT], 0), ([PRESENT, UNEXCUSED, None, UNEXCUSED], 2), ([UNEXCUSED, EXCUSED], 0)],
)
def test_a_row_ends_with_any_other_word_and_not_with_silence(said, length):
    assert streak(Once("2026-01", status) for status in said) == length


def test_a_month_with_one_good_reason_is_not_missed():
    assert missed_months([Once("2026-01", UNEXCUSED), Once("2026-01", EXCUSED), Once("2026-02", None)]) == []
    assert missed_months([Once("2026-01", UNEXCUSED), Once("2026-01", None)]) == ["2026-01"]


def test_special_duty_and_exemption_stay_out_of_the_rate():
    meetings = [Once("2026-01", EXCUSED, "special_duty"), Once("2026-02", EXEMPT), Once("2026-03", PRESENT)]
    found = figures_of(meetings, ["exempt"], ["special_duty"])
    assert (found.counted, found.percent) == (1, 100.0)
    assert figures_of([]).percent is None
