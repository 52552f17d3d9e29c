"""The agenda: order, presenters, papers, and what cannot be."""

from uuid import UUID

import pytest

from api.kit.ids import new_id
from api.rooms.library.models import State
from api.rooms.meetings.models import Invitation, InvitedAs
from tests.makers.library import a_document, a_pdf
from tests.makers.members import a_member
from tests.makers.signin import signed_in


def point(title="Thảo luận", **fields):
    return {"id": str(new_id()), "part": "body", "title": title} | fields


def write(ground, meeting, *items, papers=()):
    return ground.secretary.put(
        f"/api/meetings/{meeting['id']}/agenda",
        json={"items": list(items), "papers": list(papers)},
        headers={"If-Match": f'"{meeting["version"]}"'},
    )


@pytest.fixture
def meeting(ground):
    return ground.planned()


def test_points_are_put_in_another_order_and_keep_their_ids(ground, meeting):
    first, second = point("Một", minutes=20, presenter_id=str(ground.member.id)), point("Hai")
    written = ground.ok(write(ground, meeting, first, second))
    turned = ground.ok(write(ground, written, second, first))
    assert [item["id"] for item in turned["agenda"]] == [second["id"], first["id"]]
    assert turned["agenda"][1]["presenter_name"] == "Quàng Văn Ba"
    assert turned["agenda"][1]["minutes"] == 20


def test_a_document_laid_out_is_shown_to_whoever_is_asked_and_nothing_else_of_the_library(ground):
    content = a_pdf("Kế hoạch của riêng chi bộ.")
    document = a_document(ground.house, by=ground.branch, title="Kế hoạch", file=content)
    meeting = ground.published()
    ground.ok(write(ground, meeting, papers=[{"document_id": str(document.id), "title": "Kế hoạch"}]))
    visitor = a_member(ground.house, of=ground.other)
    asked = Invitation(meeting_id=UUID(meeting["id"]), member_id=visitor.id, invited_as=InvitedAs.SUPERVISOR)
    with ground.house.database.writing() as session:
        session.add(asked)
    guest = signed_in(ground.house, member=visitor)
    paper = guest.get(f"/api/meetings/{meeting['id']}").json()["papers"][0]["id"]
    address = f"/api/meetings/{meeting['id']}/papers/{paper}/original"
    assert guest.get(address).content == content
    assert guest.get(f"/api/library/documents/{document.id}").status_code == 404
    assert ground.stranger.get(address).status_code == 404


def test_after_publication_every_change_of_the_agenda_is_told(ground):
    meeting = ground.published()
    kept = [{name: item[name] for name in ("id", "part", "title")} for item in meeting["agenda"]]
    extra = point("Bầu bổ sung chi ủy")
    changed = ground.ok(write(ground, meeting, *kept[1:], extra))
    details = changed["changes"][0]["details"]
    assert details["added"] == ["Bầu bổ sung chi ủy"]
    assert details["removed"] == [kept[0]["title"]]
    assert "moved" not in details
    again = ground.ok(write(ground, changed, *kept[1:], extra))
    assert again["version"] == changed["version"]


def test_an_id_of_another_meeting_or_twice_the_same_is_refused(ground, meeting):
    theirs = ground.planned()["agenda"][0]["id"]
    assert write(ground, meeting, point() | {"id": theirs}).json()["code"] == "meetings.id_taken"
    same = point()
    assert write(ground, meeting, same, same).json()["code"] == "meetings.id_taken"


def test_a_presenter_stands_in_the_list_of_the_branch(ground, meeting):
    refused = write(ground, meeting, point(presenter_id=str(new_id())))
    assert refused.json()["code"] == "meetings.person_unknown"
    guest = ground.ok(write(ground, meeting, point(presenter_name="Bác sĩ Trần Thị Hoa")))
    assert guest["agenda"][0]["presenter_name"] == "Bác sĩ Trần Thị Hoa"


def test_a_document_of_the_library_is_laid_out_once_at_a_point(ground, meeting):
    document = a_document(ground.house, by=ground.committee)
    paper = {"document_id": str(document.id), "title": "Nghị quyết"}
    twice = write(ground, meeting, point(papers=[paper, paper]))
    assert twice.json()["code"] == "meetings.paper_repeated"
    written = ground.ok(write(ground, meeting, point(papers=[paper]), papers=[paper]))
    assert written["agenda"][0]["papers"][0]["document_id"] == str(document.id)
    assert written["papers"][0]["document_id"] == str(document.id)


def test_an_agenda_and_its_papers_cannot_lead_in_a_circle(ground, meeting):
    inner, outer = point("Trong"), point("Ngoài")
    nested = write(ground, meeting, outer | {"items": [inner]})
    assert nested.status_code == 422, "points stand in a row, none under another"
    for itself in (meeting["id"], outer["id"]):
        refused = write(ground, meeting, outer | {"papers": [{"document_id": itself, "title": "Chính nó"}]})
        assert (refused.status_code, refused.json()["code"]) == (409, "meetings.paper_unusable")
    before = [item["id"] for item in meeting["agenda"]]
    kept = ground.secretary.get(f"/api/meetings/{meeting['id']}").json()["agenda"]
    assert [item["id"] for item in kept] == before, "what was refused changed nothing"


def test_what_the_planner_does_not_read_cannot_be_laid_out(ground, meeting):
    foreign = a_document(ground.house, by=ground.other)
    draft = a_document(ground.house, by=ground.committee, state=State.DRAFT)
    for document_id in (foreign.id, draft.id, new_id()):
        refused = write(ground, meeting, papers=[{"document_id": str(document_id), "title": "T"}])
        assert refused.json()["code"] == "meetings.paper_unusable"


def test_a_paper_moves_to_another_point_without_being_uploaded_again(ground, meeting):
    uploaded = ground.secretary.post(
        "/api/meetings/files",
        params={"meeting_id": meeting["id"], "name": "bao-cao.pdf"},
        content=a_pdf("Báo cáo"),
    ).json()
    paper = {"file_id": uploaded["id"], "title": "Báo cáo"}
    first, second = point("Một", papers=[paper]), point("Hai", papers=[])
    written = ground.ok(write(ground, meeting, first, second))
    moved = ground.ok(write(ground, written, first | {"papers": []}, second | {"papers": [paper]}))
    assert moved["agenda"][1]["papers"][0]["id"] == written["agenda"][0]["papers"][0]["id"]
    bare = ground.ok(write(ground, moved, first | {"papers": []}, second))
    assert [item["papers"] for item in bare["agenda"]] == [[], []]
    back = write(ground, bare, first)
    assert back.status_code == 200, "a file taken off is free again until the next sweep"
