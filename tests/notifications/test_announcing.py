"""An officer tells people something in his own words: to the right ones, at its time, once; the push stays neutral."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from api.kit import clock
from api.kit.actors import Role
from notifications.announcing import announce
from notifications.models import (
    Delivery,
    DeliveryState,
    InboxEntry,
    Message,
    QuietTime,
)
from notifications.service.subscribing import receipt_token
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import TEXT, TITLE, a_subscription, audience_of, tools_of, written
from tests.makers.organizations import a_position
from tests.makers.signin import an_account, signed_in

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def send(house, announcement, version=1):
    announce(tools_of(house), announcement.json()["id"], str(version))


def code_of(answer):
    return answer.json()["code"]


def told(house):
    with house.database.reading() as session:
        return set(session.exec(select(InboxEntry.account_id)))


def test_it_reaches_a_subtree_in_full_and_the_push_says_nothing_of_it(house, places, office):
    reader = places["members"][0]
    phone = a_subscription(house, of=reader)
    first = written(office, places["committee"], audience_of(places["committee"]))
    assert first.json()["state"] == "scheduled"
    send(house, first)
    me = signed_in(house, member=reader)
    (notice,) = me.get("/api/notifications/inbox").json()["items"]
    assert (notice["title_key"], notice["subject"]) == ("announcement", TITLE)
    assert notice["link"] == f"/thong-bao/{first.json()['id']}"
    read = me.get(f"/api/notifications/announcements/{first.json()['id']}").json()
    assert (read["title"], read["text"], read["organization_name"]) == (TITLE, TEXT, places["committee"].name)
    with house.database.reading() as session:
        message = session.exec(select(Message)).one()
        assert session.exec(select(Delivery.target_id)).one() == phone.id
    assert TITLE not in message.model_dump_json()


def test_the_preview_counts_those_who_will_find_it(house, places, office):
    accounts = [an_account(house, member=member) for member in places["members"]]
    a_subscription(house, of=accounts[0].id)
    a_subscription(house, of=accounts[0].id)
    body = {"organization_id": str(places["committee"].id), "audience": audience_of(places["committee"])}
    counted = office.post("/api/notifications/announcements/preview", json=body).json()
    office_itself = 1
    assert counted == {"addressed": len(accounts) + office_itself, "with_device": 1}
    first = written(office, places["committee"], audience_of(places["committee"]))
    send(house, first)
    assert len(told(house)) == counted["addressed"]


def test_of_few_people_the_preview_says_only_how_many(house, places, office):
    for member in places["members"]:
        a_subscription(house, of=member)
    body = {"organization_id": str(places["committee"].id), "audience": audience_of(places["there"])}
    assert office.post("/api/notifications/announcements/preview", json=body).json() == {
        "addressed": 2,
        "with_device": None,
    }


def test_a_meetings_invitees_and_nobody_else(house, places, office):
    asked = places["members"][:3]
    accounts = {an_account(house, member=member).id for member in places["members"]}
    meeting = a_meeting(house, of=places["here"], summoned=asked)
    send(house, written(office, places["committee"], audience_of(meeting=meeting)))
    assert len(told(house)) == 3
    assert told(house) < accounts


def test_whose_meeting_it_was_is_said_again(house, places, office):
    """Every branch has one of this title."""
    meeting = a_meeting(house, of=places["here"], summoned=places["members"])
    audience = written(office, places["committee"], audience_of(meeting=meeting)).json()["audience"]
    assert (audience["name"], audience["organization_name"]) == (meeting.title, places["here"].name)
    assert datetime.fromisoformat(audience["starts_at"]) == meeting.starts_at


@pytest.mark.parametrize("urgent", [True, False])
def test_an_urgent_one_comes_in_quiet_hours_with_its_reason(house, places, office, it_is, urgent):
    night = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    it_is(night)
    phone = a_subscription(house, of=places["members"][0])
    with house.database.writing() as session:
        session.add(QuietTime(account_id=phone.account_id, quiet_from=22 * 60, quiet_to=6 * 60, digest_at=19 * 60))
    reason = "Bão đổ bộ đêm nay" if urgent else None
    first = written(office, places["committee"], audience_of(places["here"]), urgent_reason=reason)
    send(house, first)
    with house.database.reading() as session:
        due_at = session.exec(select(Delivery.due_at)).one()
    assert (due_at == night) is urgent
    me = signed_in(house, member=places["members"][0])
    read = me.get(f"/api/notifications/announcements/{first.json()['id']}").json()
    assert read["urgent_reason"] == reason


def test_the_funnel_counts_people_by_unit_and_small_units_together(house, places, office, settings):
    phones = [a_subscription(house, of=member) for member in places["members"]]
    second = a_subscription(house, of=phones[0].account_id)
    first = written(office, places["committee"], audience_of(places["committee"]))
    send(house, first)
    with house.database.writing() as session:
        for row in session.exec(select(Delivery)):
            row.state, row.answered_at = DeliveryState.ACCEPTED, clock.now()
        message_id = session.exec(select(Message.id)).one()
    for phone, what in ((phones[0], "opened"), (second, "shown"), (phones[6], "shown")):
        body = {
            "token": receipt_token(phone.id, settings.secret("receipts")),
            "items": [{"message_id": str(message_id), "what": what}],
        }
        assert house.client().post("/api/notifications/receipts", json=body).status_code == 204
    found = office.get(f"/api/notifications/announcements/{first.json()['id']}/funnel").json()
    office_itself = 1
    assert found["total"] == {
        "addressed": 8 + office_itself,
        "with_device": 8,
        "accepted": 8,
        "shown": 2,
        "opened": 1,
    }
    assert [(row["name"], row["addressed"]) for row in found["units"]] == [(None, 9)]
    for member in (a_member(house, of=places["there"]) for _ in range(4)):
        an_account(house, member=member)
    again = written(office, places["committee"], audience_of(places["committee"]))
    send(house, again)
    found = office.get(f"/api/notifications/announcements/{again.json()['id']}/funnel").json()
    assert sorted(row["addressed"] for row in found["units"]) == [6, 7]


def test_of_few_people_the_funnel_says_only_how_many(house, places, office):
    for member in places["members"]:
        a_subscription(house, of=member)
    first = written(office, places["committee"], audience_of(places["there"]))
    send(house, first)
    found = office.get(f"/api/notifications/announcements/{first.json()['id']}/funnel").json()
    assert found == {
        "total": {"addressed": 2, "with_device": None, "accepted": None, "shown": None, "opened": None},
        "units": [],
    }


def test_only_those_who_speak_for_a_place_see_what_it_wrote(house, places, office):
    first = written(office, places["committee"], audience_of(places["here"]))
    leader = a_member(house, of=places["here"])
    a_position(house, at=places["here"], role=Role.SECRETARY, member=leader)
    secretary = signed_in(house, member=leader)
    assert [row["id"] for row in office.get("/api/notifications/announcements").json()["items"]] == [first.json()["id"]]
    assert secretary.get("/api/notifications/announcements").json()["items"] == []
    for path in ("written", "funnel"):
        refused = secretary.get(f"/api/notifications/announcements/{first.json()['id']}/{path}")
        assert code_of(refused) == "notifications.announcement_not_found"
    member = signed_in(house, member=places["members"][0])
    assert member.get("/api/notifications/announcements").status_code == 403
    assert member.get(f"/api/notifications/announcements/{first.json()['id']}").status_code == 404


def test_nobody_speaks_beside_or_above_his_place(house, places):
    leader = a_member(house, of=places["here"])
    a_position(house, at=places["here"], role=Role.SECRETARY, member=leader)
    secretary = signed_in(house, member=leader)
    assert written(secretary, places["here"], audience_of(places["here"])).status_code == 200
    above = written(secretary, places["here"], audience_of(places["committee"]))
    beside = written(secretary, places["there"], audience_of(places["there"]))
    assert (code_of(above), code_of(beside)) == (
        "notifications.audience_outside",
        "notifications.audience_not_found",
    )
