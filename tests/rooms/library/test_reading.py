"""What a member finds in the library, and what stays hidden from him."""

from datetime import date

from api.kit.actors import Role
from api.rooms.library.audiences import Kind, as_bits
from api.rooms.library.models import State
from api.rooms.members.models import State as Standing
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account, signed_in


def titles(answer):
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


def test_a_member_reads_what_is_addressed_to_a_committee_above_him(place, stranger):
    a_document(place.house, by=place.committee, title="Nghị quyết của xã")
    a_document(place.house, by=place.province, title="Nghị quyết của tỉnh")
    assert titles(place.reader.get("/api/library/documents")) == ["Nghị quyết của tỉnh", "Nghị quyết của xã"]
    assert titles(stranger.get("/api/library/documents")) == ["Nghị quyết của tỉnh"]


def test_drafts_and_withdrawn_papers_do_not_exist_for_readers(place):
    for state in (State.DRAFT, State.WITHDRAWN):
        document = a_document(place.house, by=place.committee, state=state)
        assert titles(place.reader.get("/api/library/documents")) == []
        answer = place.reader.get(f"/api/library/documents/{document.id}")
        assert (answer.status_code, answer.json()["code"]) == (404, "library.document_not_found")
        assert place.reader.get(f"/api/library/documents/{document.id}/content").status_code == 404
        assert place.officer.get(f"/api/library/documents/{document.id}").json()["state"] == state


def test_a_strangers_paper_is_the_same_as_none(place, stranger):
    document = a_document(place.house, by=place.committee)
    file_id = place.reader.get(f"/api/library/documents/{document.id}").json()["files"][0]["id"]
    missing = "01890000-0000-7000-8000-000000000000"
    for path in ("documents/{}", "documents/{}/content", "documents/{}/signatures"):
        theirs, none = (stranger.get(f"/api/library/{path.format(i)}") for i in (document.id, missing))
        assert theirs.status_code == none.status_code == 404
        assert theirs.json() == none.json()
    for path in ("files/{}", "files/{}/original", "files/{}/pages/1.webp"):
        theirs, none = (stranger.get(f"/api/library/{path.format(i)}") for i in (file_id, missing))
        assert theirs.status_code == none.status_code == 404
        assert theirs.json() == none.json()


def test_kinds_of_members_narrow_the_audience(place):
    probationer = a_member(place.house, of=place.branch, state=Standing.PROBATIONARY)
    secretary = a_member(place.house, of=place.branch)
    a_position(place.house, at=place.branch, role=Role.SECRETARY, member=secretary)
    a_document(place.house, by=place.province, title="Cho dự bị", audience_kinds=as_bits([Kind.PROBATIONARY]))
    a_document(place.house, by=place.province, title="Cho cấp ủy", audience_kinds=as_bits([Kind.COMMITTEE]))
    a_document(
        place.house, by=place.province, title="Cho cả hai", audience_kinds=as_bits([Kind.OFFICIAL, Kind.PROBATIONARY])
    )
    read = "/api/library/documents"
    assert titles(place.reader.get(read)) == ["Cho cả hai"]
    assert titles(signed_in(place.house, member=probationer).get(read)) == ["Cho cả hai", "Cho dự bị"]
    assert titles(signed_in(place.house, member=secretary).get(read)) == ["Cho cả hai", "Cho cấp ủy"]


def test_the_administrator_reads_no_papers(place):
    a_document(place.house, by=place.province)
    account = an_account(place.house, display_name="Quản trị kỹ thuật")
    a_position(place.house, at=place.province, role=Role.ADMINISTRATOR, account_id=account.id)
    administrator = signed_in(place.house, account=account)
    assert titles(administrator.get("/api/library/documents")) == []
    assert administrator.get("/api/library/search", params={"q": "nghị quyết"}).json()["items"] == []
    assert administrator.get("/api/library/changes").json()["items"] == []


def test_an_officer_without_second_factor_reads_as_a_member_only(place):
    a_document(place.house, by=place.committee, state=State.DRAFT)
    weak = signed_in(place.house, member=a_officer(place), second_factor=False)
    assert titles(weak.get("/api/library/desk")) == []


def a_officer(place):
    officer = a_member(place.house, of=place.branch)
    a_position(place.house, at=place.committee, role=Role.OFFICE_STAFF, member=officer)
    return officer


def test_a_committee_sees_what_its_branches_publish_but_not_its_neighbours(place):
    neighbour = a_branch(place.house)
    a_document(place.house, by=place.branch, title="Của chi bộ mình")
    a_document(place.house, by=neighbour, title="Của nơi khác")
    assert titles(place.officer.get("/api/library/documents")) == ["Của chi bộ mình"]
    assert titles(place.officer.get("/api/library/desk")) == ["Của chi bộ mình"]


def test_lists_are_narrowed_and_paged(place):
    for number in range(5):
        a_document(place.house, by=place.committee, title=f"Số {number}", type="KH" if number % 2 else "NQ")
    a_document(place.house, by=place.committee, title="Cũ", issued_on=date(2020, 1, 5), issuer_name="Tỉnh ủy")
    read = "/api/library/documents"
    assert titles(place.reader.get(read, params={"type": "KH"})) == ["Số 3", "Số 1"]
    assert titles(place.reader.get(read, params={"year": 2020})) == ["Cũ"]
    assert titles(place.reader.get(read, params={"issuer": "Tỉnh ủy"})) == ["Cũ"]
    first = place.reader.get(read, params={"limit": 4}).json()
    second = place.reader.get(read, params={"limit": 4, "cursor": first["next_cursor"]}).json()
    assert [item["title"] for item in first["items"] + second["items"]] == [
        "Cũ", "Số 4", "Số 3", "Số 2", "Số 1", "Số 0",
    ]  # fmt: skip
    assert second["next_cursor"] is None
    filters = place.reader.get("/api/library/filters").json()
    assert filters == {
        "types": [{"code": "NQ", "name": "Nghị quyết"}, {"code": "KH", "name": "Kế hoạch"}],
        "issuers": ["Tỉnh ủy", "Đảng bộ xã Số Một"],
        "years": [2026, 2020],
    }


def test_what_is_to_study_leaves_the_list_once_acknowledged(place):
    document = a_document(place.house, by=place.committee, study_by_on=date(2026, 12, 1))
    a_document(place.house, by=place.committee, title="Chỉ để biết")
    wanted = {"to_study": True}
    assert titles(place.reader.get("/api/library/documents", params=wanted)) == [document.title]
    place.reader.put(f"/api/library/documents/{document.id}/acknowledgement")
    assert titles(place.reader.get("/api/library/documents", params=wanted)) == []


def test_content_is_numbered_blocks_with_a_tag_for_the_phone(place):
    document = a_document(place.house, by=place.committee, text=["Một.", "Hai."])
    answer = place.reader.get(f"/api/library/documents/{document.id}/content")
    content = answer.json()
    assert answer.headers["etag"] == f'"{content["changed"]}"'
    assert [(b["number"], b["page"], b["text"]) for b in content["sections"][0]["blocks"]] == [
        (0, 1, "Một."),
        (1, 1, "Hai."),
    ]


def test_types_come_from_the_catalogue(place):
    types = place.reader.get("/api/library/types").json()
    assert {"code": "QĐ", "name": "Quyết định, quy định"} in types
    assert len(types) == 17


def test_nobody_reads_without_signing_in(place):
    for path in ("documents", "search?q=a", "changes", "mine", "desk", "types", "filters", "trust-anchors"):
        answer = place.house.client().get(f"/api/library/{path}")
        assert (answer.status_code, answer.json()["code"]) == (401, "signin.required")
