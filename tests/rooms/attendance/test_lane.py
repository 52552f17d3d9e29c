"""The fast lane of check-ins: whatever does not take it is answered, or refused, the ordinary way."""

import gzip
import json

import pytest

from tests.makers.attendance import a_scan, report

SCANS = "/api/attendance/scans"


@pytest.fixture
def body(tonight):
    scan = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id)
    return json.dumps({"sent_at": tonight.at(-10).isoformat(), "items": [scan]}).encode()


def send(client, content, **headers):
    return client.post(SCANS, content=content, headers={"Content-Type": "application/json", **headers})


def test_both_ways_give_the_same_answer(tonight, body):
    at_once = send(tonight.secretary, body)
    in_pieces = send(tonight.secretary, iter([body[:40], body[40:]]))
    assert (at_once.status_code, in_pieces.status_code) == (200, 200)
    assert at_once.json() == in_pieces.json()
    for name in ("Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"):
        assert at_once.headers[name] == in_pieces.headers[name]


def test_the_lane_refuses_what_every_address_refuses(tonight, body):
    client = tonight.secretary
    foreign = send(client, body, **{"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "request.foreign_origin")
    for content in (b"{", b"[]", b'{"sent_at":"yesterday","items":[]}', body.replace(b'"hand"', b'"\\u0000"')):
        refused = send(client, content)
        assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid"), content
    nobody = send(tonight.house.client(), body)
    assert (nobody.status_code, nobody.json()["code"]) == (401, "signin.required")


def test_a_long_answer_is_packed_for_who_unpacks(tonight):
    scans = [a_scan(tonight.meeting.id, method="member_code", code=f"NONSENSE{n}") for n in range(50)]
    content = json.dumps({"sent_at": tonight.at(-10).isoformat(), "items": scans}).encode()
    with tonight.secretary.stream(
        "POST", SCANS, content=content, headers={"Content-Type": "application/json", "Accept-Encoding": "gzip"}
    ) as answer:
        packed = b"".join(answer.iter_raw())
        assert answer.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(packed))["items"]) == 50
    plain = send(tonight.secretary, content, **{"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert len(plain.json()["items"]) == 50


def test_moments_and_flags_are_kept_as_they_are_read(tonight, it_is):
    it_is(tonight.at(5).replace(microsecond=120))
    scan = a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id)
    [told] = report(tonight.secretary, scan)
    [kept] = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}").json()["present"]
    assert (told["flags"], kept["came_at"]) == (["late"], told["came_at"])


def test_half_a_character_is_refused_with_its_item(tonight):
    content = b'{"sent_at":"2026-11-22T10:00:00Z","items":[{"scan_id":"a\\ud800"}]}'
    answer = send(tonight.secretary, content)
    assert (answer.status_code, answer.json()["items"][0]["refusal"]) == (200, "attendance.unreadable"), answer.text
