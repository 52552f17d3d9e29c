"""The attendance sheet: everybody by given name with way and times, on paper, for Excel, and in the minutes."""

import io
from datetime import timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from api.kit.ids import new_id
from api.rooms.attendance.service.rolling import tell_roll
from tests.makers.attendance import a_scan, report
from tests.makers.conferences import a_guest, an_id, here
from tests.makers.meetings import EVENING


@pytest.fixture
def evening(tonight, it_is):
    """An comes by code before the meeting, Bình is excused by hand, the secretary is not written down."""
    it_is(EVENING - timedelta(minutes=4))
    report(tonight.secretary, a_scan(tonight.meeting.id, method="member_code", code=tonight.an.code(tonight.meeting)))
    with tonight.house.database.writing() as session:
        tell_roll(session, tonight.meeting.id, [tonight.an.member.id])
    it_is(EVENING)
    tonight.secretary.post(f"/api/meetings/{tonight.meeting.id}/open", json={}).raise_for_status()
    binh = {"id": str(new_id()), "member_id": str(tonight.binh.member.id), "status": "excused", "reason": "sick"}
    tonight.secretary.post(f"/api/meetings/{tonight.meeting.id}/roll", json={"facts": [binh]}).raise_for_status()
    return tonight


def read(tonight, ending=""):
    answer = tonight.secretary.get(f"/api/attendance/meetings/{tonight.meeting.id}/sheet{ending}")
    assert answer.status_code == 200, answer.text
    return answer


def test_the_sheet_says_of_everybody_how_and_when_in_the_order_of_given_names(evening):
    sheet = read(evening).json()
    lines = {row["name"]: row for row in sheet["rows"]}
    assert [row["name"] for row in sheet["rows"]] == ["Lò Thị An", "Vừ A Bình", "Bế Văn Đàn"]
    an, binh = lines["Lò Thị An"], lines["Vừ A Bình"]
    assert (an["status"], an["method"], an["came_at"]) == ("present", "member_code", "2026-12-03T12:26:00Z")
    assert (binh["status"], binh["reason"], binh["came_at"]) == ("excused", "Ốm đau, điều trị", None)
    assert lines["Bế Văn Đàn"]["status"] is None
    assert (sheet["counts"]["present"], sheet["counts"]["excused"], sheet["counts"]["unmarked"]) == (1, 1, 1)


def test_who_left_early_has_a_time_of_leaving(evening, it_is):
    it_is(EVENING + timedelta(minutes=30))
    report(
        evening.secretary,
        a_scan(evening.meeting.id, method="hand", member_id=evening.an.member.id, kind="out"),
    )
    assert read(evening).json()["rows"][0]["left_at"] == "2026-12-03T13:00:00Z"


def test_a_scan_of_another_day_stands_on_paper_with_its_date(tonight, it_is):
    it_is(EVENING - timedelta(days=2))
    report(tonight.secretary, a_scan(tonight.meeting.id, method="hand", member_id=tonight.an.member.id))
    with tonight.house.database.writing() as session:
        tell_roll(session, tonight.meeting.id, [tonight.an.member.id])
    document = pypdfium2.PdfDocument(read(tonight, ".pdf").content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "01/12/2026 19:30" in " ".join(text.split())


def test_the_sheet_on_paper_holds_names_and_signatures(evening):
    document = pypdfium2.PdfDocument(read(evening, ".pdf").content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "DANH SÁCH ĐIỂM DANH", "Lò Thị An", "19:26", "Ốm đau, điều trị"):
        assert words in " ".join(text.split())


def test_the_sheet_for_excel_holds_the_same(evening):
    page = load_workbook(io.BytesIO(read(evening, ".xlsx").content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=6)]
    assert [row[1] for row in rows] == ["Lò Thị An", "Vừ A Bình", "Bế Văn Đàn"]
    assert rows[0][3:6] == ["có mặt", "mã của đảng viên", "03/12/2026 19:26"]


@pytest.fixture
def with_guests(evening):
    """A guest who came and sits on A12, and one who was expected; both left a telephone number at the desk."""
    address = f"/api/conferences/{evening.meeting.id}"
    ban, xuan = an_id(), an_id()
    come = a_guest(name="Cà Thị Xuân", organization="Hội Nông dân xã", phone="0500 123 456", taken=here())
    evening.secretary.put(f"{address}/guests/{xuan}", json=come).raise_for_status()
    expected = a_guest(name="Hồ Văn Bạn", organization=None, phone="0500 123 457")
    evening.secretary.put(f"{address}/guests/{ban}", json=expected).raise_for_status()
    seats = {"items": [{"guest_id": xuan, "organization": "Hội Nông dân xã", "seat": "A12"}]}
    evening.secretary.put(f"{address}/seats", json=seats).raise_for_status()
    return evening


def test_guests_stand_below_with_unit_seat_and_time_and_nothing_else(with_guests):
    sheet = read(with_guests).json()
    assert [list(one.values()) for one in sheet["guests"]] == [
        [1, "Hồ Văn Bạn", None, None, None, None, None],
        [2, "Cà Thị Xuân", "Hội Nông dân xã", "A12", None, "2026-12-03T12:30:00Z", None],
    ]
    assert sheet["counts"]["summoned"] == len(sheet["rows"]) == 3


def test_guests_have_a_list_of_their_own_on_paper(with_guests):
    document = pypdfium2.PdfDocument(read(with_guests, ".pdf").content)
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    members, guests = text.split("KHÁCH VÀ ĐẠI BIỂU KHÔNG PHẢI ĐẢNG VIÊN")
    assert "Khách và đại biểu không phải đảng viên: 2 người, có mặt 1." in members
    assert "Lò Thị An" in members
    for words in ("Hồ Văn Bạn", "Cà Thị Xuân", "Hội Nông dân xã", "A12", "19:30"):
        assert words in guests
        assert words not in members.split("TT Họ và tên")[1]
    assert "0500" not in text


def test_guests_have_a_page_of_their_own_in_excel(with_guests):
    members, guests = load_workbook(io.BytesIO(read(with_guests, ".xlsx").content)).worksheets
    rows = [[cell.value for cell in row] for row in guests.iter_rows(min_row=5)]
    assert rows == [
        ["TT", "Họ và tên", "Đơn vị", "Chỗ ngồi", "Điểm cầu", "Giờ đến", "Giờ về"],
        [1, "Hồ Văn Bạn", None, None, None, "vắng", None],
        [2, "Cà Thị Xuân", "Hội Nông dân xã", "A12", None, "03/12/2026 19:30", None],
    ]
    assert "Xuân" not in str([[cell.value for cell in row] for row in members.iter_rows()])


def test_without_guests_nothing_is_said_of_them(evening):
    assert len(load_workbook(io.BytesIO(read(evening, ".xlsx").content)).worksheets) == 1
    document = pypdfium2.PdfDocument(read(evening, ".pdf").content)
    assert "KHÁCH VÀ" not in "".join(page.get_textpage().get_text_range() for page in document)


def test_the_sheet_stands_in_the_minutes(evening):
    minutes = evening.secretary.get(f"/api/meetings/{evening.meeting.id}/papers/minutes").json()
    [roll] = [section for section in minutes["sections"] if section["key"] == "roll"]
    assert roll["table"]["rows"] == [
        ["1", "Lò Thị An", "có mặt", "quét mã, 19:26"],
        ["2", "Vừ A Bình", "vắng có lý do", "Ốm đau, điều trị"],
        ["3", "Bế Văn Đàn", "chưa ghi", ""],
    ]


def test_members_do_not_read_the_sheet(evening):
    for ending in ("", ".pdf", ".xlsx"):
        address = f"/api/attendance/meetings/{evening.meeting.id}/sheet{ending}"
        assert evening.an.client.get(address).status_code == 403
        assert evening.stranger.client.get(address).status_code == 404
