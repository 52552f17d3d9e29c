"""From a file on an officer's desk to a paper in a member's hand, and back."""

import pytest

from api.kit.actors import Role
from api.rooms.library.models import State
from tests.makers.library import a_document, a_docx, a_pdf, a_scan
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import signed_in
from tests.rooms.library.conftest import finish

TEXT = (
    "Đẩy mạnh chuyển đổi số trong các cơ quan đảng, lấy người dân và doanh nghiệp làm trung tâm của mọi công việc.",
    "Các chi bộ trực thuộc tổ chức quán triệt nghị quyết trước ngày ba mươi tháng này và báo cáo kết quả về đảng ủy.",
)


def test_a_paper_is_uploaded_read_published_found_and_read_by_a_member(place, find):
    uploaded = place.upload(a_pdf(*TEXT, title="NGHỊ QUYẾT VỀ CHUYỂN ĐỔI SỐ"))
    assert uploaded.status_code == 201
    file = uploaded.json()
    assert (file["state"], file["pages"], file["media_type"]) == ("waiting", 1, "application/pdf")
    document = place.draft(file["id"], study_by_on="2026-12-01").json()
    path = f"/api/library/documents/{document['id']}"
    early = place.officer.post(f"{path}/publish")
    assert (early.status_code, early.json()["code"]) == (409, "library.files_not_ready")
    finish(place.house)
    assert place.officer.get(f"/api/library/files/{file['id']}").json()["state"] == "ready"
    assert place.reader.get(path).status_code == 404
    assert place.officer.post(f"{path}/publish").json()["state"] == "published"
    shown = place.reader.get(path).json()
    assert (shown["study_by_on"], shown["type_name"], shown["may_edit"]) == ("2026-12-01", "Nghị quyết", False)
    blocks = place.reader.get(f"{path}/content").json()["sections"][0]["blocks"]
    assert [b["text"] for b in blocks if b["kind"] == "paragraph"][-2:] == list(TEXT)
    assert any(b["kind"] == "heading" and "CHUYỂN ĐỔI SỐ" in b["text"] for b in blocks)
    hit = find("nguoi dan va doanh nghiep")[0]
    assert hit["document"]["id"] == document["id"]
    assert blocks[hit["block"]]["text"] == TEXT[0]


def test_a_scan_is_recognised_and_found(place, find):
    document = place.published(a_scan(a_pdf(*TEXT)), "ban-quet.pdf")
    section = place.reader.get(f"/api/library/documents/{document['id']}/content").json()["sections"][0]
    assert section["recognized_pages"] == [1]
    assert [hit["document"]["id"] for hit in find('"doanh nghiep lam trung tam cua moi"')] == [document["id"]]


def test_a_docx_keeps_headings_lists_and_tables(place, find):
    table = [["Chi bộ", "Số đảng viên"], ["Thôn Một", "25"]]
    document = place.published(a_docx(*TEXT, title="Kế hoạch năm", table=table), "ke-hoach.docx")
    section = place.reader.get(f"/api/library/documents/{document['id']}/content").json()["sections"][0]
    kinds = [(b["kind"], b["level"]) for b in section["blocks"]]
    assert kinds == [("heading", 1), ("paragraph", 0), ("paragraph", 0), ("table", 0)]
    assert section["blocks"][-1]["rows"] == table
    assert find("thon mot")[0]["block"] == 3
    assert section["pages"] == 0


def test_a_figure_alone_is_no_heading_of_a_docx(place):
    document = place.published(a_docx(*TEXT, title="25"), "ban-tin.docx")
    section = place.reader.get(f"/api/library/documents/{document['id']}/content").json()["sections"][0]
    first = section["blocks"][0]
    assert (first["kind"], first["text"]) == ("paragraph", "25")


def test_the_same_bytes_are_stored_and_read_once(place):
    content = a_pdf(*TEXT)
    first, second = place.upload(content).json(), place.upload(content, "ten-khac.pdf").json()
    assert first["sha256"] == second["sha256"]
    assert first["id"] != second["id"]
    stored = [path for path in (place.house.settings.var / "files").rglob("*") if path.is_file()]
    assert len(stored) == 1
    finish(place.house)
    assert place.upload(content).json()["state"] == "ready"


def test_a_new_paper_takes_the_place_of_an_old_one(place):
    old = place.published(a_pdf(*TEXT))
    new = place.published(a_pdf(*TEXT, title="KẾT LUẬN"), title="Nghị quyết mới", replaces_id=old["id"])
    shown = place.reader.get(f"/api/library/documents/{old['id']}").json()
    assert (shown["state"], shown["replaced_by_id"]) == ("replaced", new["id"])
    again = place.officer.post(f"/api/library/documents/{old['id']}/replace", json={"by_id": new["id"]})
    assert (again.status_code, again.json()["code"]) == (409, "library.replacement_invalid")


def test_replacing_afterwards_needs_two_published_papers(place):
    old = a_document(place.house, by=place.committee)
    new = a_document(place.house, by=place.committee, title="Mới")
    draft = a_document(place.house, by=place.committee, state=State.DRAFT)
    path = f"/api/library/documents/{old.id}/replace"
    for by in (old.id, draft.id):
        answer = place.officer.post(path, json={"by_id": str(by)})
        assert answer.json()["code"] == "library.replacement_invalid"
    assert place.officer.post(path, json={"by_id": str(new.id)}).json()["replaced_by_id"] == str(new.id)


def test_withdrawing_needs_a_reason_and_happens_once(place):
    document = a_document(place.house, by=place.committee)
    path = f"/api/library/documents/{document.id}/withdraw"
    assert place.officer.post(path, json={"reason": "  "}).status_code == 422
    shown = place.officer.post(path, json={"reason": "Ban hành nhầm"}).json()
    assert (shown["state"], shown["withdrawn_reason"]) == ("withdrawn", "Ban hành nhầm")
    again = place.officer.post(path, json={"reason": "Lần nữa"})
    assert (again.status_code, again.json()["code"]) == (409, "library.state_conflict")
    assert place.officer.post(f"/api/library/documents/{document.id}/publish").status_code == 409


def test_only_a_draft_is_thrown_away(place):
    file_id = place.upload(a_pdf(*TEXT)).json()["id"]
    draft = place.draft(file_id).json()
    published = a_document(place.house, by=place.committee)
    assert place.officer.delete(f"/api/library/documents/{draft['id']}").status_code == 204
    assert place.officer.get(f"/api/library/documents/{draft['id']}").status_code == 404
    assert place.officer.delete(f"/api/library/documents/{published.id}").status_code == 409
    assert place.draft(file_id).status_code == 201


def test_two_officers_editing_at_once_do_not_overwrite_each_other(place):
    file_id = place.upload(a_pdf(*TEXT)).json()["id"]
    draft = place.draft(file_id).json()
    path = f"/api/library/documents/{draft['id']}"
    body = {
        "publisher_id": str(place.committee.id),
        "type": "KL",
        "title": "Kết luận",
        "issuer_id": str(place.committee.id),
        "file_ids": [file_id],
    }
    edited = place.officer.patch(path, json=body, headers={"If-Match": f'"{draft["version"]}"'})
    assert (edited.json()["version"], edited.json()["issuer_name"]) == (draft["version"] + 1, "Đảng bộ xã Số Một")
    late = place.officer.patch(path, json=body, headers={"If-Match": f'"{draft["version"]}"'})
    assert (late.status_code, late.json()["code"]) == (412, "request.changed_meanwhile")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": "XX"}, "library.type_unknown"),
        ({"issuer_name": None}, "library.issuer_missing"),
        ({"audience_organization_id": "01890000-0000-7000-8000-000000000000"}, "library.organization_unknown"),
        ({"file_ids": ["01890000-0000-7000-8000-000000000000"]}, "library.file_taken"),
    ],
)
def test_a_head_that_does_not_hold_is_refused(place, fields, code):
    answer = place.draft(**fields)
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_an_audience_is_below_the_publisher_and_stays_once_published(place):
    above = place.draft(audience_organization_id=str(place.province.id))
    assert above.json()["code"] == "library.audience_out_of_reach"
    document = a_document(place.house, by=place.committee)
    shown = place.officer.get(f"/api/library/documents/{document.id}").json()
    body = {
        "publisher_id": str(place.committee.id),
        "type": "NQ",
        "title": "Nghị quyết",
        "issuer_name": "Đảng ủy",
        "audience_organization_id": str(place.branch.id),
        "file_ids": [shown["files"][0]["id"]],
    }
    answer = place.officer.patch(f"/api/library/documents/{document.id}", json=body, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "library.audience_fixed")


def test_an_empty_document_is_not_published(place):
    draft = place.draft().json()
    answer = place.officer.post(f"/api/library/documents/{draft['id']}/publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "library.files_missing")


def test_a_file_belongs_to_its_uploader_and_to_one_document(place):
    secretary = a_member(place.house, of=place.branch)
    a_position(place.house, at=place.branch, role=Role.SECRETARY, member=secretary)
    file_id = place.upload(a_pdf(*TEXT)).json()["id"]
    other = signed_in(place.house, member=secretary)
    body = {
        "publisher_id": str(place.branch.id),
        "type": "NQ",
        "title": "Nghị quyết",
        "issuer_name": "Chi bộ",
        "file_ids": [file_id],
    }
    assert other.post("/api/library/documents", json=body).json()["code"] == "library.file_taken"
    assert other.get(f"/api/library/files/{file_id}").status_code == 404
    assert place.draft(file_id).status_code == 201
    assert place.draft(file_id).json()["code"] == "library.file_taken"


def test_publishing_is_for_those_with_the_position_and_only_below_it(place):
    foreign = a_branch(place.house)
    body = {"publisher_id": str(foreign.id), "type": "NQ", "title": "Nghị quyết", "issuer_name": "Chi bộ"}
    assert place.officer.post("/api/library/documents", json=body).status_code == 403
    mine = body | {"publisher_id": str(place.branch.id)}
    assert place.reader.post("/api/library/documents", json=mine).status_code == 403
    assert place.officer.post("/api/library/documents", json=mine).status_code == 201
    upload = place.reader.post("/api/library/files", params={"name": "a.pdf"}, content=b"%PDF-")
    assert (upload.status_code, upload.json()["code"]) == (403, "not_allowed")
    document = a_document(place.house, by=place.province)
    for verb, json in (("publish", None), ("withdraw", {"reason": "x"})):
        answer = place.officer.post(f"/api/library/documents/{document.id}/{verb}", json=json)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
