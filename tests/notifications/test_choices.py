"""What somebody chooses to be told, and when not."""

from typing import Any

import pytest

from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in


@pytest.fixture
def me(house):
    return signed_in(house, member=a_member(house, of=a_branch(house)))


def code_of(answer):
    return answer.json()["code"]


@pytest.mark.parametrize(("email", "has"), [("an@example.vn", True), ("đảng@ví.dụ", False), (None, False)])
def test_whether_there_is_a_mailbox_is_said_before_somebody_waits_for_mail(house, email, has):
    me = signed_in(house, member=a_member(house, of=a_branch(house), email=email))
    assert me.get("/api/notifications/preferences").json()["has_mailbox"] is has


def test_choices_are_kept_and_the_rest_stays(me):
    read = me.get("/api/notifications/preferences").json()
    assert {(choice["kind"], choice["channel"]): choice["wanted"] for choice in read["choices"]} == {
        ("document", "web_push"): True,
        ("meeting", "web_push"): True,
        ("announcement", "web_push"): True,
        ("data", "web_push"): True,
    }
    body = {
        "choices": [{"kind": "document", "channel": "web_push", "wanted": False}],
        "quiet_from": 1320,
        "quiet_to": 360,
        "digest_at": 1140,
    }
    kept = me.put("/api/notifications/preferences", json=body).json()
    assert kept == me.get("/api/notifications/preferences").json()
    assert (kept["quiet_from"], kept["quiet_to"], kept["digest_at"]) == (1320, 360, 1140)
    assert [choice["wanted"] for choice in kept["choices"]] == [False, True, True, True]


NONE: dict[str, Any] = {"choices": [], "quiet_from": None, "quiet_to": None, "digest_at": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quiet_from": 60}, "notifications.times_invalid"),
        ({"quiet_from": 60, "quiet_to": 60}, "notifications.times_invalid"),
        (
            {"choices": [{"kind": "security", "channel": "web_push", "wanted": False}]},
            "notifications.not_choosable",
        ),
    ],
)
def test_choices_that_make_no_sense_are_refused(me, change, code):
    assert code_of(me.put("/api/notifications/preferences", json=NONE | change)) == code
