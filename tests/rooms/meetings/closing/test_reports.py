"""Reports up: what a committee sees of its subtree, and what it decides."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.meetings.models import MeetingKind, MeetingReport, MeetingState
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position
from tests.makers.signin import signed_in
from tests.support.statements import statements

MONTH = {"month": "2026-12"}


def reported(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house, branch, *, late=False, score=92.0, band="good", present=9, counted=10, **fields
):
    """A branch whose meeting was closed and reported."""
    meeting = a_meeting(house, of=branch, state=MeetingState.REPORTED, **fields)
    with house.database.writing() as session:
        report = MeetingReport(
            meeting_id=meeting.id,
            organization_id=branch.id,
            month=meeting.month,
            due_at=EVENING + timedelta(days=2),
            reported_at=EVENING + timedelta(days=4 if late else 0, hours=2),
            late=late,
            summoned=counted,
            counted=counted,
            present=present,
            unexcused=0,
            score=score,
            band=band,
        )
        session.add(report)
    return report


@pytest.fixture
def row(held):
    """Branches of the committee beside the one of the meeting: reported, late, registered, nothing."""
    branches = [a_branch(held.house, under=held.committee, name=f"Chi bộ thôn {name}") for name in "ABCD"]
    reported(held.house, branches[0])
    reported(held.house, branches[1], late=True, score=45.5, band="weak", present=5)
    a_meeting(held.house, of=branches[2])
    return branches


def overview(client, **query):
    answer = client.get("/api/meetings/reports", params=MONTH | query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.usefixtures("row")
def test_a_committee_sees_its_month_at_a_glance(held):
    found = overview(held.officer)
    totals = found["totals"]
    assert found["organization"]["name"] == "Đảng bộ xã Số Một"
    assert {key: totals[key] for key in ("branches", "registered", "held", "late", "missing")} == {
        "branches": 6,
        "registered": 4,
        "held": 2,
        "late": 1,
        "missing": 4,
    }
    assert (totals["present"], totals["counted"], totals["attendance"]) == (14, 20, 70.0)
    assert totals["score"] == 68.8
    assert totals["bands"] == {"good": 1, "weak": 1}
    assert [branch["name"] for branch in found["branches"]][:2] == ["Chi bộ thôn A", "Chi bộ thôn B"]


@pytest.mark.usefixtures("row")
def test_closing_a_meeting_shows_at_once_above(held):
    held.closed()
    assert overview(held.officer)["totals"]["held"] == 3


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("late", ["B"]),
        ("weak", ["B"]),
        ("waiting", ["A", "B"]),
        ("missing", ["C", "D", "Một", "văn phòng"]),
        ("unregistered", ["D", "văn phòng"]),
        ("returned", []),
    ],
)
@pytest.mark.usefixtures("row")
def test_branches_are_narrowed(held, show, names):
    found = overview(held.officer, show=show)
    shown = [branch["name"].removeprefix("Chi bộ ").removeprefix("thôn ") for branch in found["branches"]]
    assert shown == names


def test_a_thematic_meeting_waits_for_a_decision_and_stands_in_for_no_regular_one(held, row):
    reported(held.house, row[2], kind=MeetingKind.THEMATIC)
    reported(held.house, row[0], kind=MeetingKind.THEMATIC)
    waiting = [(one["name"][-1], one["meeting_kind"]) for one in overview(held.officer, show="waiting")["branches"]]
    assert sorted(waiting) == [("A", "regular"), ("A", "thematic"), ("B", "regular"), ("C", "thematic")]
    assert overview(held.officer)["totals"]["held"] == 2


@pytest.mark.usefixtures("row")
def test_the_province_looks_down_level_by_level(held):
    house = held.house
    officer = a_member(house, of=held.branch)
    a_position(house, at=held.province, role=Role.OFFICE_STAFF, member=officer)
    top = overview(signed_in(house, member=officer))
    assert [(child["name"], child["figures"]["branches"]) for child in top["children"]] == [("Đảng bộ xã Số Một", 6)]
    assert top["branches"] == []
    below = overview(signed_in(house, member=officer), organization_id=top["children"][0]["id"])
    assert [step["name"] for step in below["lineage"]] == ["Đảng bộ xã Số Một", "Đảng bộ tỉnh Thanh Bình"]
    assert len(below["branches"]) == 6


@pytest.mark.usefixtures("row")
def test_another_committee_sees_nothing_of_it(held):
    house = held.house
    other = a_committee(house, under=held.province)
    stranger = a_member(house, of=a_branch(house, under=other))
    a_position(house, at=other, role=Role.OFFICE_STAFF, member=stranger)
    client = signed_in(house, member=stranger)
    assert overview(client)["totals"]["branches"] == 1
    hidden = client.get("/api/meetings/reports", params=MONTH | {"organization_id": str(held.committee.id)})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "meetings.organization_not_found")


def test_a_member_has_no_overview(held):
    answer = signed_in(held.house, member=held.members[3]).get("/api/meetings/reports", params=MONTH)
    assert answer.status_code == 403


def test_a_report_is_returned_with_a_remark_sent_again_and_accepted(held):
    held.closed()
    report = held.client.get(f"{held.address}/report").json()
    address = f"/api/meetings/reports/{report['id']}"
    bare = held.officer.post(f"{address}/return", json={"remark": " "}, headers={"If-Match": '"1"'})
    assert bare.status_code == 422
    back = held.officer.post(f"{address}/return", json={"remark": "Bổ sung số liệu"}, headers={"If-Match": '"1"'})
    assert (back.status_code, back.json()["state"]) == (200, "returned")
    stale = held.officer.post(f"{address}/accept", headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "request.changed_meanwhile")
    again = held.client.post(f"{held.address}/report").json()
    assert (again["state"], again["remark"]) == ("sent", "Bổ sung số liệu")
    done = held.officer.post(f"{address}/accept", headers={"If-Match": '"3"'})
    assert done.json()["state"] == "accepted"
    late = held.client.post(f"{held.address}/report")
    assert (late.status_code, late.json()["code"]) == (409, "meetings.report_decided")


def test_nobody_accepts_the_report_of_his_own_branch(held):
    held.closed()
    report = held.client.get(f"{held.address}/report").json()
    own = held.client.post(f"/api/meetings/reports/{report['id']}/accept", headers={"If-Match": '"1"'})
    assert own.status_code == 403


def test_a_report_after_the_deadline_is_late(held, it_is):
    held.judge()
    it_is(EVENING + timedelta(days=3))
    done = held.close().json()
    assert done["late"]
    assert done["due_at"].startswith("2026-12-05T16:59:59")


@pytest.mark.usefixtures("row")
def test_the_sheet_has_every_branch(held):
    answer = held.officer.get("/api/meetings/reports.xlsx", params=MONTH)
    assert answer.headers["content-disposition"] == 'attachment; filename="sinh-hoat-2026-12.xlsx"'
    page = load_workbook(io.BytesIO(answer.content), read_only=True).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    assert rows[1][0] == "Đảng bộ xã Số Một"
    assert [line[1] for line in rows[4:]][:2] == ["Chi bộ thôn A", "Chi bộ thôn B"]
    assert rows[5][12] == "Đã gửi (trễ hạn)"


@pytest.mark.usefixtures("row")
def test_the_overview_asks_the_database_as_often_for_many_branches_as_for_few(held):
    with statements(held.house) as few:
        overview(held.officer, show="all")
    for number in range(12):
        reported(held.house, a_branch(held.house, under=held.committee, name=f"Chi bộ xóm {number}"))
    with statements(held.house) as many:
        overview(held.officer, show="all")
    assert len(many) == len(few) <= 8


def test_the_committee_above_reads_a_branchs_minutes_and_writes_none(held):
    officer = held.officer
    held.judge()
    assert held.close(officer).json()["code"] == "not_allowed"
    field = {"value": "Sửa", "base": ""} | held.phone.envelope("dues_paid")
    written = officer.put(f"{held.address}/fields/dues_paid", json=field)
    assert (written.status_code, written.json()["code"]) == (403, "not_allowed")
    assert officer.get(f"{held.address}/record").json()["may_run"] is False
    held.close().raise_for_status()
    late = officer.put(f"{held.address}/additions/{new_id()}", json={"kind": "minutes", "text": "Cấp trên ghi thêm"})
    void = officer.post(f"{held.address}/papers/minutes/void", json={"reason": "Cấp trên hủy"})
    assert (late.status_code, void.status_code) == (403, 403)
    assert officer.get(f"{held.address}/minutes.pdf").status_code == 200
