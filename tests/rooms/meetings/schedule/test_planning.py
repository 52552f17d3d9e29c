"""A secretary plans next month's meeting."""

from datetime import timedelta

import pytest

from api.kit.ids import new_id
from tests.rooms.meetings.schedule.conftest import NOW, START


def codes(warnings):
    return {warning["code"] for warning in warnings}


def test_a_plan_gets_the_agenda_of_its_kind_and_only_planners_see_it(ground):
    meeting = ground.planned()
    assert meeting["state"] == "planned"
    assert len(meeting["agenda"]) == 15
    assert meeting["agenda"][0]["part"] == "opening"
    assert meeting["chair"]["name"] == "Lò Văn Bí"
    path = f"/api/meetings/{meeting['id']}"
    assert ground.reader.get(path).status_code == 404
    assert ground.stranger.get(path).status_code == 404
    assert ground.deputy.get(path).json()["may_plan"] is True


def test_sending_a_plan_again_makes_no_second_one(ground):
    body = ground.request()
    first = ground.ok(ground.secretary.post("/api/meetings", json=body))
    again = ground.ok(ground.secretary.post("/api/meetings", json=body | {"title": "Tên khác"}))
    assert again == first


def test_publishing_asks_the_branch_and_the_superior_to_come(ground):
    meeting = ground.published(
        supervisor_id=str(ground.superior.id), guests=[{"name": "Ông Trưởng thôn", "title": "Trưởng thôn"}]
    )
    assert meeting["state"] == "published"
    assert meeting["published_at"] is not None
    answers = ground.secretary.get(f"/api/meetings/{meeting['id']}/answers").json()
    assert answers["counts"] == {
        "summoned": 4, "coming": 0, "online": 0, "absent": 0, "undecided": 0, "silent": 4
    }  # fmt: skip
    assert {item["invited_as"] for item in answers["items"]} == {"summoned", "supervisor", "guest"}
    seen = ground.reader.get(f"/api/meetings/{meeting['id']}").json()
    assert seen["own"]["answer"] is None
    assert seen["guests"] == [{"name": "Ông Trưởng thôn", "title": "Trưởng thôn"}]
    assert ground.officer.get(f"/api/meetings/{meeting['id']}").json()["own"] is not None


def test_publishing_twice_is_one_publication(ground):
    meeting = ground.published()
    again = ground.ok(ground.act(meeting, "publish"))
    assert again["version"] == meeting["version"]
    assert again["changes"] == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ends_at": (START - timedelta(minutes=1)).isoformat()}, "meetings.times_impossible"),
        ({"ends_at": (START + timedelta(days=8)).isoformat()}, "meetings.times_impossible"),
        ({"starts_at": "2036-12-03T12:30:00Z", "ends_at": "2036-12-03T14:00:00Z"}, "meetings.times_impossible"),
        ({"chair_id": str(new_id())}, "meetings.person_unknown"),
        ({"supervisor_id": str(new_id())}, "meetings.person_unknown"),
        ({"organization_id": str(new_id())}, "meetings.organization_not_found"),
    ],
)
def test_an_impossible_plan_is_refused_with_its_reason(ground, fields, code):
    answer = ground.secretary.post("/api/meetings", json=ground.request(**fields))
    assert answer.json()["code"] == code


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": "2026-12-03T12:30:00"},
        {"starts_at": "0001-01-01T00:00:00+14:00"},
        {"starts_at": "9999-12-31T23:59:59-12:00"},
        {"month": "2026-13"},
        {"month": "2026-1"},
        {"video_link": "javascript:alert(1)"},
        {"video_link": "http://hop.vn/1"},
        {"title": "\u200b\u0007  "},
        {"title": "a" * 201},
        {"kind": "party"},
        {"state": "published"},
        {"agenda": {"items": [{"id": str(new_id()), "part": "body", "title": "Việc", "minutes": 0}]}},
        {"agenda": {"items": [{"id": str(new_id()), "part": "body", "title": "V", "papers": [{"title": "không"}]}]}},
    ],
)
def test_a_malformed_plan_is_unprocessable(ground, fields):
    assert ground.secretary.post("/api/meetings", json=ground.request(**fields)).status_code == 422


def test_people_of_another_branch_lead_nothing_here(ground):
    stranger = ground.house.client()
    assert stranger.post("/api/meetings", json=ground.request()).status_code == 401
    refused = ground.stranger.post("/api/meetings", json=ground.request())
    assert refused.json()["code"] == "meetings.organization_not_found"
    member = ground.reader.post("/api/meetings", json=ground.request())
    assert member.status_code == 403


def test_of_two_who_edit_at_once_the_second_is_told(ground):
    meeting = ground.planned()
    first = ground.edit(meeting, place="Trụ sở xã")
    assert first.status_code == 200
    assert first.headers["etag"] == '"2"'
    second = ground.edit(meeting, place="Trường học")
    assert second.status_code == 412
    assert second.json()["code"] == "request.changed_meanwhile"
    bare = ground.secretary.patch(f"/api/meetings/{meeting['id']}", json={})
    assert bare.status_code in {422, 428}
    assert ground.secretary.get(f"/api/meetings/{meeting['id']}").json()["place"] == "Trụ sở xã"


def test_changes_after_publication_are_seen_by_everybody(ground):
    meeting = ground.published()
    later = (START + timedelta(hours=1)).isoformat()
    end = (START + timedelta(hours=3)).isoformat()
    ground.ok(ground.edit(meeting, place="Trụ sở xã", starts_at=later, ends_at=end))
    seen = ground.reader.get(f"/api/meetings/{meeting['id']}/changes").json()
    assert seen[0]["change"] == "edited"
    assert seen[0]["details"]["place"] == ["Nhà văn hóa thôn", "Trụ sở xã"]
    assert set(seen[0]["details"]) == {"place", "starts_at", "ends_at"}


def test_an_edit_that_changes_nothing_is_no_change(ground):
    meeting = ground.published()
    same = ground.ok(ground.edit(meeting))
    assert same["version"] == meeting["version"]
    assert same["changes"] == []


def test_a_new_time_asks_everybody_anew(ground):
    meeting = ground.published()
    path = f"/api/meetings/{meeting['id']}"
    ground.ok(ground.reader.put(f"{path}/answer", json={"answer": "coming"}))
    ground.ok(
        ground.edit(
            meeting,
            starts_at=(START + timedelta(days=1)).isoformat(),
            ends_at=(START + timedelta(days=1, minutes=90)).isoformat(),
        )
    )
    assert ground.reader.get(path).json()["own"]["answer"] is None


def test_a_published_meeting_keeps_its_kind(ground):
    meeting = ground.published()
    assert ground.edit(meeting, kind="thematic").json()["code"] == "meetings.kind_fixed"


def test_a_committee_of_the_branch_meets_without_the_others(ground):
    meeting = ground.published(kind="committee", title="Họp chi ủy")
    answers = ground.secretary.get(f"/api/meetings/{meeting['id']}/answers").json()
    assert {item["name"] for item in answers["items"]} == {"Lò Văn Bí", "Cà Thị Phó"}
    assert ground.other_reader.get(f"/api/meetings/{meeting['id']}").status_code == 404
    assert ground.reader.get(f"/api/meetings/{meeting['id']}").status_code == 200, "the clerk sees it"


def test_a_conference_calls_those_on_its_list(ground):
    listed = [str(ground.member.id), str(ground.leader.id)]
    meeting = ground.published(kind="conference", summoned_ids=listed)
    path = f"/api/meetings/{meeting['id']}"
    assert sorted(ground.secretary.get(f"{path}/list").json()["member_ids"]) == sorted(listed)
    assert ground.other_reader.get(path).status_code == 404
    empty = ground.planned(kind="conference")
    assert ground.act(empty, "publish").json()["code"] == "meetings.nobody_summoned"


def test_what_is_over_is_not_published(ground, it_is):
    meeting = ground.planned()
    it_is(START + timedelta(hours=2))
    assert ground.act(meeting, "publish").json()["code"] == "meetings.starts_in_the_past"


def test_a_meeting_without_agenda_is_not_published(ground):
    meeting = ground.planned(agenda={"items": []})
    assert ground.act(meeting, "publish").json()["code"] == "meetings.agenda_empty"


def test_postponed_without_a_time_waits_and_is_published_again(ground):
    meeting = ground.published()
    postponed = ground.ok(ground.act(meeting, "postpone", {"reason": "Bão số 9"}))
    assert (postponed["state"], postponed["state_reason"]) == ("postponed", "Bão số 9")
    path = f"/api/meetings/{meeting['id']}"
    closed = ground.reader.put(f"{path}/answer", json={"answer": "coming"})
    assert closed.json()["code"] == "meetings.answers_closed"
    again = ground.ok(ground.act(postponed, "publish"))
    assert again["state"] == "published"
    assert [change["change"] for change in again["changes"]] == ["published_again", "postponed"]


def test_postponed_to_a_known_time_stays_published(ground):
    meeting = ground.published()
    body = {
        "reason": "Trùng lịch họp xã",
        "starts_at": (START + timedelta(days=2)).isoformat(),
        "ends_at": (START + timedelta(days=2, minutes=90)).isoformat(),
    }
    moved = ground.ok(ground.act(meeting, "postpone", body))
    assert moved["state"] == "published"
    assert moved["starts_at"].startswith("2026-12-05")
    past = body | {"starts_at": NOW.replace(year=2025, month=12).isoformat(), "ends_at": NOW.isoformat()}
    assert ground.act(moved, "postpone", past).json()["code"] == "meetings.times_impossible"


def test_a_cancelled_meeting_stays_in_sight_with_its_reason(ground):
    meeting = ground.published()
    ground.ok(ground.act(meeting, "cancel", {"reason": "Đồng chí bí thư ốm"}))
    seen = ground.reader.get(f"/api/meetings/{meeting['id']}").json()
    assert (seen["state"], seen["state_reason"]) == ("cancelled", "Đồng chí bí thư ốm")
    assert ground.act(seen, "cancel", {"reason": "lần nữa"}).json()["code"] == "meetings.wrong_state"


def test_the_list_is_scoped_paged_and_narrowed(ground):
    first = ground.published()
    ground.planned(title="Bản nháp", month="2027-01", starts_at="2027-01-07T12:30:00Z", ends_at="2027-01-07T14:00:00Z")
    everything = ground.secretary.get("/api/meetings").json()["items"]
    assert [item["title"] for item in everything] == ["Sinh hoạt thường kỳ tháng 12/2026", "Bản nháp"]
    assert [item["id"] for item in ground.reader.get("/api/meetings").json()["items"]] == [first["id"]]
    assert ground.stranger.get("/api/meetings").json()["items"] == []
    page = ground.secretary.get("/api/meetings", params={"limit": 1}).json()
    rest = ground.secretary.get("/api/meetings", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [page["items"][0]["title"], rest["items"][0]["title"]] == [item["title"] for item in everything]
    narrowed = {"from": "2027-01-01T00:00:00Z", "organization_id": str(ground.committee.id), "state": "planned"}
    assert len(ground.officer.get("/api/meetings", params=narrowed).json()["items"]) == 1
    hidden = ground.stranger.get("/api/meetings", params={"organization_id": str(ground.branch.id)})
    assert hidden.json()["code"] == "meetings.organization_not_found"
