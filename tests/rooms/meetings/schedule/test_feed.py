"""What phones follow: everything that concerns their owner, from where they stopped."""

from uuid import UUID

from sqlmodel import col, select

from api.kit.jobs import Tools
from api.rooms.meetings.models import Invitation, InvitedAs
from api.rooms.meetings.service.summons import keep_lists
from api.rooms.members.models import Member, State
from tests.makers.members import a_member
from tests.makers.signin import signed_in


def feed(phone, since=0, scope=None):
    answer = phone.get("/api/meetings/mine", params={"since": since} | ({"scope": scope} if scope else {}))
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(read):
    return [item["id"] for item in read["items"]]


def test_a_phone_gets_what_changed_since_it_last_asked(ground):
    meeting = ground.published()
    first = feed(ground.reader)
    assert ids(first) == [meeting["id"]]
    assert first["reset"] is True
    assert {reason["code"] for reason in first["reasons"]} >= {"sick", "work_trip", "other"}
    nothing = feed(ground.reader, first["next_since"], first["scope"])
    assert nothing["items"] == []
    ground.ok(ground.edit(meeting, place="Trụ sở xã"))
    news = feed(ground.reader, first["next_since"], first["scope"])
    assert news["items"][0]["meeting"]["place"] == "Trụ sở xã"
    assert news["reset"] is False


def test_plans_are_the_planners_alone_and_what_was_published_reaches_all(ground):
    meeting = ground.planned()
    assert ids(feed(ground.secretary)) == [meeting["id"]]
    before = feed(ground.reader)
    assert before["items"] == []
    ground.ok(ground.act(meeting, "publish"))
    assert ids(feed(ground.reader, before["next_since"], before["scope"])) == [meeting["id"]]
    assert feed(ground.stranger)["items"] == []


def test_an_answer_given_on_one_phone_comes_to_the_other_and_to_nobody_else(ground):
    meeting = ground.published()
    own, others = feed(ground.reader), feed(ground.other_reader)
    ground.ok(ground.reader.put(f"/api/meetings/{meeting['id']}/answer", json={"answer": "coming"}))
    assert feed(ground.reader, own["next_since"], own["scope"])["items"][0]["meeting"]["own"]["answer"] == "coming"
    assert feed(ground.other_reader, others["next_since"], others["scope"])["items"] == []


def test_who_is_taken_off_a_list_loses_the_meeting(ground):
    listed = [str(ground.member.id), str(ground.second.id), str(ground.leader.id)]
    meeting = ground.published(kind="conference", summoned_ids=listed, clerk_id=None)
    before = feed(ground.other_reader)
    assert ids(before) == [meeting["id"]]
    ground.ok(ground.edit(meeting, kind="conference", clerk_id=None, summoned_ids=[listed[0], listed[2]]))
    after = feed(ground.other_reader, before["next_since"], before["scope"])
    assert after["items"] == [{"id": meeting["id"], "changed": after["next_since"], "meeting": None}]
    assert ground.other_reader.get(f"/api/meetings/{meeting['id']}").status_code == 404


def test_another_scope_starts_the_feed_over(ground):
    ground.published()
    first = feed(ground.reader)
    moved = feed(ground.reader, first["next_since"], "anderswo")
    assert moved["reset"] is True
    assert len(moved["items"]) == 1


def test_who_comes_to_the_branch_after_publication_is_asked_within_the_hour_and_who_leaves_is_taken_off(ground):
    meeting = ground.published()
    whole = ground.published(kind="conference", summoned_ids=[str(ground.member.id)], clerk_id=None)
    unchanged = asked_to(ground, meeting)
    tools = Tools(ground.house.database, ground.house.app.state.storage, ground.house.settings)
    keep_lists(tools)
    assert asked_to(ground, meeting) == unchanged, "nobody came, nobody went"
    newcomer = a_member(ground.house, of=ground.branch, full_name="Mùa A Mới")
    suspended = a_member(ground.house, of=ground.branch, full_name="Giàng A Dừng", state=State.SUSPENDED)
    phone = signed_in(ground.house, member=newcomer)
    refused = phone.put(f"/api/meetings/{meeting['id']}/answer", json={"answer": "coming"})
    assert refused.status_code >= 400
    with ground.house.database.writing() as session:
        session.get_one(Member, ground.second.id).branch_id = ground.other.id
    keep_lists(tools)
    now = asked_to(ground, meeting)
    assert now == unchanged - {ground.second.id} | {newcomer.id}
    assert suspended.id not in now
    own = ground.ok(phone.put(f"/api/meetings/{meeting['id']}/answer", json={"answer": "coming"}))
    assert own["answer"] == "coming"
    assert asked_to(ground, whole) == {ground.member.id}, "a list is made by hand"


def asked_to(ground, meeting):
    with ground.house.database.reading() as session:
        rows = session.exec(
            select(Invitation).where(Invitation.meeting_id == UUID(meeting["id"]), col(Invitation.removed_at).is_(None))
        )
        return {row.member_id for row in rows if row.invited_as is InvitedAs.SUMMONED}


def test_who_comes_to_the_branch_after_publication_is_asked_at_the_next_change(ground):
    meeting = ground.published()
    newcomer = a_member(ground.house, of=ground.branch, full_name="Mùa A Mới")
    phone = signed_in(ground.house, member=newcomer)
    assert ids(feed(phone)) == [meeting["id"]], "it is the branch's meeting"
    ground.ok(ground.edit(meeting, place="Trụ sở xã"))
    own = ground.ok(phone.put(f"/api/meetings/{meeting['id']}/answer", json={"answer": "coming"}))
    assert own["answer"] == "coming"
