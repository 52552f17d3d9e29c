"""Members answer, secretaries decide."""

from datetime import timedelta

import pytest

from api.kit.ids import new_id
from tests.makers.library import a_pdf, a_picture
from tests.rooms.meetings.schedule.conftest import START

ABSENT = {"answer": "absent", "reason": "sick", "reason_text": "Nằm viện huyện"}


def upload(phone, meeting, name="giay-ra-vien.jpg", content=None, **more):
    return phone.post(
        "/api/meetings/files",
        params={"meeting_id": meeting["id"], "name": name} | more,
        content=content or a_picture(),
    )


@pytest.fixture
def meeting(ground):
    return ground.published()


@pytest.fixture
def answer(meeting):
    return f"/api/meetings/{meeting['id']}/answer"


def row_of(ground, meeting, member):
    items = ground.secretary.get(f"/api/meetings/{meeting['id']}/answers").json()["items"]
    return next(item for item in items if item["member_id"] == str(member.id))


def decide(  # noqa: PLR0913 - what a decision has, by name
    ground, meeting, row, decision="approved", *, by=None, note=None
):
    return (by or ground.secretary).post(
        f"/api/meetings/{meeting['id']}/answers/{row['member_id']}/decision",
        json={"decision": decision, "note": note},
        headers={"If-Match": f'"{row["version"]}"'},
    )


def test_answers_are_counted(ground, meeting, answer):
    ground.ok(ground.reader.put(answer, json={"answer": "coming"}))
    ground.ok(ground.other_reader.put(answer, json={"answer": "online"}))
    ground.ok(ground.deputy.put(answer, json=ABSENT))
    listed = ground.secretary.get(f"/api/meetings/{meeting['id']}/answers").json()
    assert listed["counts"] == {
        "summoned": 4, "coming": 1, "online": 1, "absent": 1, "undecided": 1, "silent": 1
    }  # fmt: skip
    assert listed["items"][0]["reason_text"] == "Nằm viện huyện", "what waits for a decision comes first"


def test_an_absence_is_approved_and_the_member_is_told(ground, meeting, answer):
    ground.ok(ground.reader.put(answer, json=ABSENT))
    row = row_of(ground, meeting, ground.member)
    decided = ground.ok(decide(ground, meeting, row, note="Chúc đồng chí mau khỏe"))
    assert decided["decision"] == "approved"
    own = ground.reader.get(f"/api/meetings/{meeting['id']}").json()["own"]
    assert (own["decision"], own["decision_note"]) == ("approved", "Chúc đồng chí mau khỏe")


def test_another_answer_takes_the_decision_back_and_the_same_one_does_not(ground, meeting, answer):
    ground.ok(ground.reader.put(answer, json=ABSENT))
    ground.ok(decide(ground, meeting, row_of(ground, meeting, ground.member)))
    assert ground.ok(ground.reader.put(answer, json=ABSENT))["decision"] == "approved"
    changed = ground.ok(ground.reader.put(answer, json={"answer": "coming"}))
    assert changed["decision"] is None
    assert changed["reason"] is None
    refused = decide(ground, meeting, row_of(ground, meeting, ground.member))
    assert refused.json()["code"] == "meetings.nothing_to_decide"


def test_a_decision_about_an_answer_that_changed_meanwhile_is_refused(ground, meeting, answer):
    ground.ok(ground.reader.put(answer, json=ABSENT))
    row = row_of(ground, meeting, ground.member)
    ground.ok(ground.reader.put(answer, json=ABSENT | {"reason": "work_trip"}))
    assert decide(ground, meeting, row).json()["code"] == "request.changed_meanwhile"
    fresh = row_of(ground, meeting, ground.member)
    ground.ok(decide(ground, meeting, fresh, "refused", by=ground.deputy))
    assert decide(ground, meeting, fresh).status_code == 412


def test_members_neither_see_answers_of_others_nor_decide(ground, meeting, answer):
    ground.ok(ground.deputy.put(answer, json=ABSENT))
    row = row_of(ground, meeting, ground.deputy_member)
    assert ground.other_reader.get(f"/api/meetings/{meeting['id']}/answers").status_code == 403
    assert decide(ground, meeting, row, by=ground.other_reader).status_code == 403
    assert decide(ground, meeting, row, by=ground.reader).status_code == 403, "the clerk does not decide either"
    assert "Nằm viện" not in ground.other_reader.get(f"/api/meetings/{meeting['id']}").text
    assert ground.stranger.get(f"/api/meetings/{meeting['id']}/answers").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"answer": "absent"},
        {"answer": "coming", "reason": "sick"},
        {"answer": "coming", "reason_text": "vì vui"},
        {"answer": "maybe"},
        {"answer": "coming", "decision": "approved"},
        {"answer": "absent", "reason": "s" * 41},
    ],
)
def test_a_malformed_answer_is_unprocessable(ground, answer, body):
    assert ground.reader.put(answer, json=body).status_code == 422


def test_a_made_up_reason_site_or_invitation_is_refused(ground, answer):
    unknown = ground.reader.put(answer, json=ABSENT | {"reason": "lười"})
    assert unknown.json()["code"] == "meetings.reason_unknown"
    site = ground.reader.put(answer, json={"answer": "coming", "site_id": str(new_id())})
    assert site.json()["code"] == "meetings.organization_not_found"
    not_asked = ground.officer.put(answer, json={"answer": "coming"})
    assert not_asked.json()["code"] == "meetings.not_invited"
    assert ground.stranger.put(answer, json={"answer": "coming"}).status_code == 404


def test_answers_end_with_the_meeting(ground, answer, it_is):
    it_is(START + timedelta(minutes=30))
    assert ground.reader.put(answer, json={"answer": "coming"}).status_code == 200, "late, and marked so"
    it_is(START + timedelta(minutes=91))
    assert ground.other_reader.put(answer, json=ABSENT).json()["code"] == "meetings.answers_closed"


def test_evidence_is_for_the_member_and_who_decides(ground, meeting, answer):
    file_id = ground.ok(upload(ground.reader, meeting))["id"]
    ground.ok(ground.reader.put(answer, json=ABSENT | {"evidence_id": file_id}))
    path = f"/api/meetings/{meeting['id']}/answers/{ground.member.id}/evidence"
    assert ground.secretary.get(path).content == a_picture()
    assert ground.reader.get(path).status_code == 200
    assert ground.other_reader.get(path).status_code == 403
    assert ground.stranger.get(path).status_code == 404
    assert ground.secretary.get(path.replace(str(ground.member.id), str(ground.second.id))).status_code == 404


def test_a_photo_taken_without_a_network_comes_in_once_under_the_phones_own_id(ground, meeting, answer):
    own = str(new_id())
    first, again = (upload(ground.reader, meeting, file_id=own) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"] == own
    ground.ok(ground.reader.put(answer, json=ABSENT | {"evidence_id": own}))
    stolen = upload(ground.other_reader, meeting, file_id=own)
    assert (stolen.status_code, stolen.json()["code"]) == (409, "library.file_taken")
    other = upload(ground.reader, meeting, "khac.pdf", a_pdf("Tệp khác."), file_id=own)
    assert other.json()["code"] == "library.file_taken"


def test_nobody_takes_anothers_upload_as_evidence(ground, meeting, answer):
    file_id = ground.ok(upload(ground.other_reader, meeting))["id"]
    stolen = ground.reader.put(answer, json=ABSENT | {"evidence_id": file_id})
    assert stolen.json()["code"] == "meetings.evidence_unusable"
    ground.ok(ground.other_reader.put(answer, json=ABSENT | {"evidence_id": file_id}))
    attached = ground.secretary.put(
        f"/api/meetings/{meeting['id']}/agenda",
        json={"items": [], "papers": [{"file_id": file_id, "title": "Giấy"}]},
        headers={"If-Match": f'"{meeting["version"]}"'},
    )
    assert attached.json()["code"] == "meetings.paper_unusable"


def test_strangers_and_liars_upload_nothing(ground, meeting):
    assert upload(ground.stranger, meeting).status_code == 404
    assert upload(ground.house.client(), meeting).status_code == 401
    script = upload(ground.reader, meeting, "anh.jpg", b"<script>alert(1)</script>")
    assert script.json()["code"].startswith("library.")


def test_papers_are_opened_by_those_who_see_the_meeting(ground, meeting):
    file_id = ground.ok(upload(ground.secretary, meeting, "bao-cao.pdf", a_pdf("Báo cáo tháng.")))["id"]
    written = ground.ok(
        ground.secretary.put(
            f"/api/meetings/{meeting['id']}/agenda",
            json={
                "items": [
                    {
                        "id": str(new_id()),
                        "part": "body",
                        "title": "Báo cáo",
                        "papers": [{"file_id": file_id, "title": "Báo cáo tháng 11"}],
                    }
                ]
            },
            headers={"If-Match": f'"{meeting["version"]}"'},
        )
    )
    paper = written["agenda"][0]["papers"][0]
    path = f"/api/meetings/{meeting['id']}/papers/{paper['id']}/original"
    first = ground.reader.get(path)
    assert first.content.startswith(b"%PDF")
    assert "attachment" in first.headers["content-disposition"]
    assert ground.reader.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert ground.stranger.get(path).status_code == 404
    assert ground.reader.get(f"/api/library/files/{file_id}/original").status_code == 404, "only through the meeting"


def test_a_change_of_the_time_and_a_site_that_is_gone_leave_no_broken_answers(ground):
    meeting = ground.published(sites=[{"name": "Điểm cầu thôn 2", "place": "Nhà văn hóa"}])
    site = meeting["sites"][0]["id"]
    answer = f"/api/meetings/{meeting['id']}/answer"
    ground.ok(ground.reader.put(answer, json={"answer": "coming", "site_id": site}))
    edited = ground.ok(ground.edit(meeting, sites=[]))
    assert edited["sites"] == []
    own = ground.reader.get(f"/api/meetings/{meeting['id']}").json()["own"]
    assert (own["answer"], own["site_id"]) == ("coming", None)
