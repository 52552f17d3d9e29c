"""Whatever a device reports, each item is answered by itself: one strange scan never costs the others."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.kit import clock
from api.kit.ids import new_id
from api.rooms.attendance import floods
from api.rooms.meetings.models import MeetingSite
from tests.makers.attendance import a_scan, wall_code
from tests.makers.meetings import a_meeting

USUAL = ("2026-12-03T12:20:00Z", "2026-12-03T19:20:00.000001+07:00", "2026-12-03T12:50:00.5Z", "2026-11-01T00:00:00Z")
ODD = (
    "0001-01-01T00:00:00Z",
    "0999-12-31T23:59:59.999999-14:00",
    "9999-12-31T23:59:59-23:59",
    "2026-12-03T12:20:00.1234567Z",
    "1969-12-31T23:59:59Z",
    "2026-12-03T12:20:00",
    1_796_000_000,
)
moments = st.one_of(st.sampled_from(USUAL), st.sampled_from(USUAL + ODD))
letters = st.characters(exclude_characters="\0")  # a report with that is refused whole, and the phone halves it
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(letters, max_size=90),
    st.lists(st.text(letters, max_size=3), max_size=2),
)
FIELDS = ("scan_id", "meeting_id", "site_id", "kind", "method", "device_at", "code", "member_id", "near")


@pytest.fixture
def items(tonight):
    """A strategy: true and false meetings, sites, people, codes and times, and now and then anything at all."""
    elsewhere = a_meeting(tonight.house, of=tonight.branch)
    with tonight.house.database.writing() as session:
        sites = [MeetingSite(meeting_id=one.id, position=1, name="Điểm cầu") for one in (tonight.meeting, elsewhere)]
        session.add_all(sites)
    long_ago = clock.now() - timedelta(minutes=10)
    codes = [
        tonight.an.code(tonight.meeting),
        tonight.an.code(tonight.meeting, long_ago),
        tonight.binh.code(elsewhere),
        tonight.stranger.code(tonight.meeting),
        tonight.an.code(tonight.meeting)[:-3],
        wall_code(tonight.house, tonight.meeting.id),
        wall_code(tonight.house, tonight.meeting.id, long_ago, sites[0].id),
        "://",
    ]
    people = [one.member.id for one in (tonight.an, tonight.binh, tonight.stranger)]
    common = {
        "scan_id": st.sampled_from([str(new_id()) for _ in range(300)]),
        "meeting_id": st.sampled_from([str(one) for one in (*[tonight.meeting.id] * 4, elsewhere.id, new_id())]),
        "device_at": moments,
    }
    often = {
        "site_id": st.sampled_from([*(str(one.id) for one in sites), str(new_id()), None]),
        "kind": st.sampled_from(["in", "out"]),
    }
    by_hand = st.fixed_dictionaries(
        common | {"method": st.just("hand"), "member_id": st.sampled_from([str(one) for one in (*people, new_id())])},
        optional=often,
    )
    by_code = st.fixed_dictionaries(
        common | {"method": st.sampled_from(["member_code", "room_code", "face"]), "code": st.sampled_from(codes)},
        optional=often | {"near": st.sampled_from([True, False, None])},
    )
    spoiled = st.builds(
        lambda made, name, value: made | {name: value}, st.one_of(by_hand, by_code), st.sampled_from(FIELDS), anything
    )
    return st.one_of(by_hand, by_code, by_hand, by_code, spoiled)


def test_every_item_is_answered_and_what_is_told_stays_told(tonight, items, monkeypatch):
    monkeypatch.setattr(floods, "MOST", 1_000_000)  # refusals are what this is made of
    told: dict[str, object] = {}

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(items, min_size=1, max_size=6),
        st.sampled_from([tonight.secretary, tonight.an.client, tonight.stranger.client]),
        st.sampled_from(USUAL),
    )
    def is_answered(some, client, sent_at):
        sound = a_scan(tonight.meeting.id, method="hand", member_id=tonight.binh.member.id)
        body = json.dumps({"sent_at": sent_at, "items": [*some, sound]})
        answer = client.post("/api/attendance/scans", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, answer.text
        *answers, last = answer.json()["items"]
        assert len(answers) == len(some)
        assert (last["outcome"] == "refused") == (client is not tonight.secretary)
        for one in answers:
            if one["outcome"] != "refused":
                assert told.setdefault(one["scan_id"], one) == one

    is_answered()
