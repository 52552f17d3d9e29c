"""What speaks against a plan, with the rule it comes from."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api.kit.ids import new_id
from api.kit.rules import RuleSet
from api.rooms.organizations import rule_sets
from tests.makers.library import a_document
from tests.makers.meetings import a_meeting
from tests.rooms.meetings.schedule.conftest import START


def warnings(ground, meeting):
    answer = ground.secretary.get(f"/api/meetings/{meeting['id']}/warnings")
    return {warning["code"]: warning for warning in ground.ok(answer)}


def span(start, minutes=90):
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(minutes=minutes)).isoformat()}


def test_a_plan_made_in_time_warns_only_of_the_quarter(ground):
    assert set(warnings(ground, ground.planned())) == {"thematic_overdue"}


def test_a_meeting_that_counts_for_both_satisfies_the_quarter(ground):
    assert warnings(ground, ground.planned(kind="combined", **span(START, 120))) == {}


@pytest.mark.parametrize(("kind", "minutes", "least"), [("regular", 89, 90), ("combined", 119, 120)])
def test_a_meeting_too_short_cites_the_length_of_its_kind(ground, kind, minutes, least):
    found = warnings(ground, ground.planned(kind=kind, **span(START, minutes)))["too_short"]
    assert found["params"] == {"minutes": minutes, "least_minutes": least}
    assert found["topic"] == "meeting_length"
    assert "42-HD/BTCTW" in found["citation"]


def test_a_committee_may_ask_for_less_in_its_small_branches(ground):
    with ground.house.database.writing() as session:
        session.add(
            RuleSet(
                topic="meeting_length",
                effective_from=date(2026, 1, 1),
                citation="Quyết định của đảng ủy xã",
                source_level="P",
                organization_id=ground.committee.id,
                content={"regular_minutes": 60, "combined_minutes": 90},
            )
        )
    assert "too_short" not in warnings(ground, ground.planned(**span(START, 60)))
    found = warnings(ground, ground.planned(**span(START, 59)))["too_short"]
    assert found["citation"] == "Quyết định của đảng ủy xã"


def test_a_meeting_registered_after_the_twentieth_is_late(ground, it_is):
    meeting = ground.planned()
    it_is(datetime(2026, 11, 20, 16, 59, tzinfo=UTC))
    assert "registered_late" not in warnings(ground, meeting)
    it_is(datetime(2026, 11, 20, 17, 1, tzinfo=UTC))
    assert warnings(ground, meeting)["registered_late"]["params"]["by"] == "2026-11-20"


def test_once_registered_in_time_it_stays_so(ground, it_is):
    meeting = ground.published()
    it_is(datetime(2026, 11, 28, tzinfo=UTC))
    assert "registered_late" not in warnings(ground, meeting)


def test_a_thematic_meeting_never_replaces_the_regular_one(ground):
    thematic = ground.planned(kind="thematic")
    assert "regular_missing" in warnings(ground, thematic)
    ground.planned()
    assert "regular_missing" not in warnings(ground, thematic)


def test_two_regular_meetings_of_a_month_are_told_and_cancelled_ones_do_not_count(ground):
    first, second = ground.planned(), ground.planned()
    assert "regular_twice" in warnings(ground, second)
    ground.ok(ground.act(first, "cancel", {"reason": "Nhập nhầm"}))
    assert "regular_twice" not in warnings(ground, second)


def test_the_month_it_counts_for_is_the_month_it_is_in(ground):
    found = warnings(ground, ground.planned(month="2026-11"))["month_wrong"]
    assert found["params"] == {"month": "2026-11", "starts_in": "2026-12"}
    late_evening = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
    assert "month_wrong" not in warnings(ground, ground.planned(**span(late_evening))), "already December in Hà Nội"


def test_papers_less_than_a_day_before_are_late(ground, it_is):
    document = a_document(ground.house, by=ground.committee)
    papers = [{"document_id": str(document.id), "title": "Báo cáo tháng"}]
    meeting = ground.published(agenda={"items": [_point()], "papers": papers})
    assert "papers_late" not in warnings(ground, meeting)
    it_is(START - timedelta(hours=23))
    late = ground.planned(agenda={"items": [_point()], "papers": papers})
    assert warnings(ground, late)["papers_late"]["params"]["titles"] == ["Báo cáo tháng"]
    assert "papers_late" not in warnings(ground, meeting), "these were out in time"


def _point():
    return {"id": str(new_id()), "part": "body", "title": "Báo cáo"}


def another_majority(ground):
    content = next(entry["content"] for entry in rule_sets.read() if entry["topic"] == "majority")
    with ground.house.database.writing() as session:
        session.add(
            RuleSet(
                topic="majority",
                effective_from=date(2026, 12, 1),
                citation="Quy định mới",
                source_level="P",
                content=content,
            )
        )


def test_rules_that_change_after_publication_are_told(ground):
    meeting = ground.published()
    another_majority(ground)
    found = warnings(ground, meeting)["rules_changed"]
    assert (found["topic"], found["citation"]) == ("majority", "Quy định mới")


def test_rules_that_changed_before_the_meeting_began_are_in_its_record_once(ground, it_is):
    meeting = ground.published()
    another_majority(ground)
    it_is(START)
    for _ in range(2):
        ground.secretary.post(f"/api/meetings/{meeting['id']}/open", json={}).raise_for_status()
    record = ground.secretary.get(f"/api/meetings/{meeting['id']}/record").json()
    (told,) = record["warnings"]
    assert (told["code"], told["details"]["topic"], told["details"]["citation"]) == (
        "rule_changed",
        "majority",
        "Quy định mới",
    )


def test_a_chair_and_a_member_wanted_elsewhere_are_told_with_no_more_than_the_planner_may_know(ground):
    a_meeting(ground.house, of=ground.other, title="Họp kín chi bộ khác", summoned=[ground.leader], starts_at=START)
    a_meeting(
        ground.house, of=ground.other, starts_at=START + timedelta(minutes=90), summoned=[ground.second], title="Sau đó"
    )
    meeting = ground.planned()
    clashes = ground.secretary.get(f"/api/meetings/{meeting['id']}/clashes").json()
    assert [(clash["member"]["name"], clash["part"]) for clash in clashes] == [("Lò Văn Bí", "chair")]
    assert clashes[0]["title"] == "Họp kín chi bộ khác", "who is invited to it sees it"
    told = ground.deputy.get(f"/api/meetings/{meeting['id']}/clashes")
    assert "Họp kín" not in told.text
    assert warnings(ground, meeting)["clash"]["params"]["part"] == "chair"
