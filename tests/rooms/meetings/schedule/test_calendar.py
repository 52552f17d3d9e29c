"""Calendar files, read by a strict parser of another project."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from api.rooms.members.models import Member, State
from api.settings import ROOT
from tests.rooms.meetings.schedule.conftest import NOW, START

READER = Path(__file__).with_name("strict_calendar.mjs")
PARSER = ROOT / "pwa" / "node_modules" / "ical.js" / "dist" / "ical.js"
LONG = "Sinh hoạt chuyên đề: học tập và làm theo tư tưởng, đạo đức, phong cách; tự phê bình, phê bình \\ kết luận"


def read(content: bytes):
    """What ical.js in its strict mode finds in a file whose lines are as RFC 5545 §3.1 wants them."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    for line in lines:
        line.decode()  # a line is never cut inside a letter
    node = Path(sys.prefix) / "bin" / "node"
    found = subprocess.run([node, READER, PARSER], input=content, capture_output=True, check=False, timeout=60)
    assert found.returncode == 0, found.stderr.decode()
    return json.loads(found.stdout)


def event(content: bytes):
    (only,) = read(content)["events"]
    return only


def address(phone) -> str:
    made = phone.post("/api/meetings/calendar-feed")
    assert made.status_code == 201, made.text
    url: str = made.json()["url"]
    assert made.json()["webcal_url"] == url.replace("http:", "webcal:")
    return url.removeprefix("http://localhost:8000")


def test_one_meeting_as_a_file(ground):
    meeting = ground.published(
        title=LONG, place="Nhà văn hóa thôn 3, xã Yên Hà; phòng 2", video_link="https://hop.example.vn/a,b;c"
    )
    answer = ground.reader.get(f"/api/meetings/{meeting['id']}.ics")
    assert answer.headers["content-type"].startswith("text/calendar; charset=utf-8")
    found = event(answer.content)
    assert found["uid"].startswith(meeting["id"])
    assert found["summary"] == LONG
    assert found["location"] == "Nhà văn hóa thôn 3, xã Yên Hà; phòng 2"
    assert found["description"] == "https://hop.example.vn/a,b;c"
    assert found["url"] == f"http://localhost:8000/sinh-hoat/{meeting['id']}"
    assert found["zone"] == "Asia/Ho_Chi_Minh"
    assert found["start"] == START.timestamp()
    assert found["end"] == (START + timedelta(minutes=90)).timestamp()
    assert found["status"] == "CONFIRMED"
    assert sorted(found["alarms"]) == [-86400, -3600]
    assert ground.stranger.get(f"/api/meetings/{meeting['id']}.ics").status_code == 404


def test_changes_and_cancellations_grow_the_sequence_under_the_same_uid(ground):
    meeting = ground.published()
    path = f"/api/meetings/{meeting['id']}.ics"
    first = event(ground.reader.get(path).content)
    moved = ground.ok(
        ground.act(
            meeting,
            "postpone",
            {
                "reason": "Bão",
                "starts_at": (START + timedelta(days=1)).isoformat(),
                "ends_at": (START + timedelta(days=1, hours=2)).isoformat(),
            },
        )
    )
    second = event(ground.reader.get(path).content)
    ground.ok(ground.act(moved, "cancel", {"reason": "Bão lớn"}))
    third = event(ground.reader.get(path).content)
    assert first["uid"] == second["uid"] == third["uid"]
    assert first["sequence"] < second["sequence"] < third["sequence"]
    assert second["start"] == (START + timedelta(days=1)).timestamp()
    assert (third["status"], third["alarms"]) == ("CANCELLED", [])


def test_a_title_cannot_write_lines_of_its_own(ground):
    hostile = ground.planned(title="Họp\r\nSTATUS:CANCELLED\r\nX-EVIL:1", place="A\nB")
    found = event(ground.secretary.get(f"/api/meetings/{hostile['id']}.ics").content)
    assert found["summary"] == "Họp STATUS:CANCELLED X-EVIL:1"
    assert found["status"] == "CONFIRMED"


def test_the_private_address_holds_the_members_own_meetings_and_nothing_private(ground):
    mine = ground.published()
    ground.published(kind="committee", title="Họp chi ủy kín", clerk_id=None)
    ground.planned(title="Bản nháp")
    ground.ok(ground.reader.put(f"/api/meetings/{mine['id']}/answer", json={"answer": "absent", "reason": "sick"}))
    anybody = ground.house.client()
    answer = anybody.get(address(ground.reader))
    assert [found["summary"] for found in read(answer.content)["events"]] == [mine["title"]]
    for secret in ("sick", "kín", "nháp", "Lò Văn Bí", "Tuyên bố lý do", ground.branch.name):
        assert secret not in answer.text


def test_an_empty_calendar_is_a_calendar(ground):
    assert read(ground.house.client().get(address(ground.reader)).content)["events"] == []


def test_a_program_that_has_it_gets_nothing_again(ground, it_is):
    meeting = ground.published()
    path = address(ground.reader)
    anybody = ground.house.client()
    first = anybody.get(path)
    assert parsedate_to_datetime(first.headers["last-modified"]) == NOW
    assert anybody.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    it_is(NOW + timedelta(hours=1))
    ground.ok(ground.edit(meeting, place="Trụ sở xã"))
    again = anybody.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 200
    changed: datetime = parsedate_to_datetime(again.headers["last-modified"])
    assert changed == NOW + timedelta(hours=1)


def test_a_new_address_ends_the_old_one_and_it_can_be_taken_back(ground):
    ground.published()
    anybody = ground.house.client()
    old, new = address(ground.reader), address(ground.reader)
    assert anybody.get(old).status_code == 404
    assert anybody.get(new).status_code == 200
    assert ground.reader.get("/api/meetings/calendar-feed").json()["made_at"] is not None
    ground.reader.delete("/api/meetings/calendar-feed")
    assert anybody.get(new).json()["code"] == "meetings.calendar_not_found"
    assert ground.reader.get("/api/meetings/calendar-feed").json()["made_at"] is None


def test_the_address_ends_with_the_membership(ground):
    ground.published()
    path = address(ground.reader)
    with ground.house.database.writing() as session:
        session.get_one(Member, ground.member.id).state = State.REMOVED
    assert ground.house.client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["x" * 43, "' OR 1=1 --" + "x" * 20, "../../meetings/mine" + "x" * 20])
def test_addresses_are_not_guessed(ground, token):
    address(ground.reader)
    assert ground.house.client().get(f"/api/calendar/{token}.ics").status_code == 404
