"""Minutes and resolution: drafts, the sealed papers as PDF and DOCX, additions, templates, the open page."""

import hashlib
import io
import re
import unicodedata

import pypdfium2
import pytest
from docx import Document

from api.kit.ids import new_id
from tests.makers.signin import signed_in

WORD = re.compile(r"\w+")


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return unicodedata.normalize("NFC", text)


def docx_words(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    words = []
    for block in document.element.body.iter():
        if block.tag.endswith("}t"):
            words.append(block.text or "")
        elif block.tag.endswith("}p"):
            words.append(" ")
    return WORD.findall("".join(words))


def draft(held, kind="minutes"):
    return held.client.get(f"{held.address}/papers/{kind}").json()


def section(paper, key):
    return next(one for one in paper["sections"] if one["key"] == key)


def test_the_minutes_say_what_was_recorded(held):
    paper = draft(held)
    people = section(paper, "people")["text"]
    assert "Đảng viên được triệu tập: 6 đồng chí (chính thức: 6; dự bị: 0)." in people
    assert "Có mặt: 4 đồng chí (trong đó đến muộn: 1)." in people
    assert "Vắng không lý do: 1 đồng chí.\n- Đồng chí Lò Văn Hùng." in people
    course = "\n".join(one["text"] for one in paper["sections"] if one["key"].startswith("item:"))
    assert "- Đồng chí Phạm Thị Dung: Đề nghị làm rõ tiến độ làm đường." in course
    assert "Kết luận của chủ trì: Thống nhất báo cáo của bí thư." in course
    assert section(paper, "tasks")["table"]["rows"] == [["1", "Rà soát hộ nghèo", "Đỗ Văn Em", "20/12/2026"]]
    assert (paper["left"]["name"], paper["right"]["name"]) == ("Lê Văn Cường", "Trần Thị Bình")
    assert paper["above"] == "Đảng ủy xã Số Một"


def test_a_guest_keeps_the_form_of_address_noted(held):
    said = {"speaker_name": "Ông Hà Văn Tính", "text": "Mặt trận sẽ cùng vận động.", "position": 5}
    held.phone.write(f"opinions/{new_id()}", said)
    assert "- Ông Hà Văn Tính: Mặt trận sẽ cùng vận động." in section(draft(held), "other")["text"]


def test_parts_are_numbered_in_roman_and_points_in_arabic(held):
    headings = [one["heading"] for one in draft(held)["sections"] if one["heading"]]
    assert headings[:3] == ["I. Thời gian, địa điểm", "II. Thành phần tham dự", "III. Tình hình nộp đảng phí"]
    assert headings[4].startswith("1. ")


def test_what_people_write_stays_when_the_record_goes_on(held):
    address = f"{held.address}/papers/minutes"
    saved = held.client.put(address, json={"texts": {"dues": "Đã nộp đủ."}}, headers={"If-Match": '"0"'})
    assert saved.headers["ETag"] == '"1"'
    held.phone.field("dues_note", "Còn một đồng chí chưa nộp.")
    dues = section(draft(held), "dues")
    assert (dues["text"], dues["edited"], dues["generated"]) == ("Đã nộp đủ.", True, "Còn một đồng chí chưa nộp.")
    back = held.client.put(address, json={"reset": ["dues"]}, headers={"If-Match": '"1"'}).json()
    assert section(back, "dues") == dues | {
        "text": "Còn một đồng chí chưa nộp.",
        "edited": False,
        "generated": None,
    }


def test_two_who_edit_at_once_do_not_overwrite_each_other(held):
    address = f"{held.address}/papers/minutes"
    assert held.client.put(address, json={"texts": {"dues": "A"}}, headers={"If-Match": '"0"'}).is_success
    second = held.client.put(address, json={"texts": {"dues": "B"}}, headers={"If-Match": '"0"'})
    assert (second.status_code, second.json()["code"]) == (412, "request.changed_meanwhile")
    unknown = held.client.put(address, json={"texts": {"x": "B"}}, headers={"If-Match": '"1"'})
    assert (unknown.status_code, unknown.json()["code"]) == (409, "meetings.section_unknown")


def test_a_draft_is_for_those_who_run_the_meeting(held):
    member = signed_in(held.house, member=held.members[4])
    assert member.get(f"{held.address}/papers/minutes").status_code == 403
    assert member.get(f"{held.address}/minutes.pdf").status_code == 403
    held.closed()
    assert member.get(f"{held.address}/papers/minutes").json()["locked"]
    assert member.get(f"{held.address}/minutes.pdf").status_code == 200


def test_a_draft_is_printed_as_a_draft(held):
    text = pdf_text(held.client.get(f"{held.address}/minutes.pdf").content)
    assert "DỰ THẢO" in text
    assert "Mã kiểm tra" not in text


def test_the_sealed_pdf_is_the_recorded_file_in_the_layout_of_party_papers(held):
    paper = held.closed()["papers"][0]
    answer = held.client.get(f"{held.address}/minutes.pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="bien-ban-01-BB-CB.pdf"'
    assert hashlib.sha256(answer.content).hexdigest() == paper["sha256"]
    assert held.client.get(f"{held.address}/minutes.pdf").content == answer.content
    text = pdf_text(answer.content)
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY XÃ SỐ MỘT", "CHI BỘ THÔN MỘT", "Số 01-BB/CB", "BIÊN BẢN"):
        assert words in text
    assert text.index("NGƯỜI GHI BIÊN BẢN") < text.index("CHỦ TRÌ HỘI NGHỊ")
    assert margins(answer.content) == pytest.approx((30, 15, 20), abs=1.5)


def margins(content: bytes) -> tuple[float, float, float]:
    """Left, right and top of the first page, from the boxes of its letters, in mm."""
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    boxes = [box for box in boxes if box[2] > box[0] and box[3] - box[1] > 4]
    width, height = page.get_size()
    point = 25.4 / 72
    found = (
        min(box[0] for box in boxes) * point,
        (width - max(box[2] for box in boxes)) * point,
        (height - max(box[3] for box in boxes)) * point,
    )
    document.close()
    return found


@pytest.mark.parametrize("kind", ["minutes", "resolution"])
def test_the_docx_has_the_same_text_as_the_pdf(held, kind):
    held.closed()
    on_paper = pdf_text(held.client.get(f"{held.address}/{kind}.pdf").content)
    foot = re.compile(r"Mã kiểm tra: .*?tệp gốc\.", re.DOTALL)
    pdf = sorted(WORD.findall(foot.sub("", on_paper)))
    docx = sorted(docx_words(held.client.get(f"{held.address}/{kind}.docx").content))
    pages = {str(number) for number in range(2, 9)}
    assert [word for word in pdf if word not in pages] == [word for word in docx if word not in pages]


def test_tasks_not_done_stand_in_the_next_resolution(held):
    held.closed()
    from tests.makers.meetings import EVENING, a_meeting  # noqa: PLC0415 - only this test plans a second one

    later = EVENING.replace(month=12, day=30)
    meeting = a_meeting(
        held.house,
        of=held.branch,
        chair=held.members[0],
        clerk=held.members[1],
        summoned=held.members[:1],
        starts_at=later,
    )
    client = held.client
    assert client.post(f"/api/meetings/{meeting.id}/open", json={}).is_success
    paper = client.get(f"/api/meetings/{meeting.id}/papers/resolution").json()
    carried = section(paper, "carried")["table"]
    assert carried["rows"] == [["1", "Rà soát hộ nghèo (Đỗ Văn Em)", "Mới giao", "Chưa đánh giá."]]


def test_an_addition_is_printed_below_with_author_and_time_and_never_changes_the_paper(held):
    before = held.closed()["papers"][0]["sha256"]
    address, body = f"{held.address}/additions/{new_id()}", {"kind": "minutes", "text": "Đính chính: 7 hộ nghèo."}
    added = held.client.put(address, json=body)
    assert (added.status_code, added.json()["author_name"]) == (200, "Trần Thị Bình")
    assert held.client.put(address, json=body).json() == added.json()
    other = held.client.put(address, json=body | {"text": "Khác"})
    assert (other.status_code, other.json()["code"]) == (409, "meetings.addition_taken")
    shown = held.client.get(f"{held.address}/papers").json()
    paper = shown["papers"][0]
    assert paper["editions"] == 2
    assert paper["sha256"] != before
    text = pdf_text(held.client.get(f"{held.address}/minutes.pdf").content)
    assert text.index("CHỦ TRÌ HỘI NGHỊ") < text.index("Trần Thị Bình, ") < text.index("Đính chính: 7 hộ nghèo.")


def test_before_the_closing_nothing_is_added(held):
    body = {"kind": "minutes", "text": "Sớm"}
    answer = held.client.put(f"{held.address}/additions/{new_id()}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.paper_not_sealed")


def test_a_void_number_is_kept_and_said(held):
    paper = held.closed()["papers"][1]
    address = f"{held.address}/papers/resolution/void"
    voided = held.client.post(address, json={"reason": "Ban hành nhầm"}).json()
    assert voided["papers"][1]["void_reason"] == "Ban hành nhầm"
    again = held.client.post(address, json={"reason": "Ban hành nhầm"})
    assert (again.status_code, again.json()["code"]) == (409, "meetings.already_void")
    page = held.house.client().get(f"/api/verify/{paper['code']}").json()
    assert (page["void"], page["void_reason"], page["symbol"]) == (True, "Ban hành nhầm", "01-NQ/CB")


def test_the_open_page_knows_the_paper_and_names_nobody(held):
    paper = held.closed()["papers"][0]
    stranger = held.house.client()
    typed = f"{paper['code'][:4]}-{paper['code'][4:8]} {paper['code'][8:]}".lower()
    answer = stranger.get(f"/api/verify/{typed}")
    assert answer.status_code == 200
    page = answer.json()
    assert (page["symbol"], page["organization"], page["held_on"]) == ("01-BB/CB", "Chi bộ thôn Một", "2026-12-03")
    assert [(one["sha256"], one["latest"]) for one in page["editions"]] == [(paper["sha256"], True)]
    assert not any(member.full_name in answer.text for member in held.members)
    unknown = stranger.get("/api/verify/0000-0000-0000")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "meetings.code_unknown")
