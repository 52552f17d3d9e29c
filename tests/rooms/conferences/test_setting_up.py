"""Setting a conference up: delegations, sessions, seats from Excel, badges; and what its open pages tell."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pypdfium2
import pytest
from openpyxl import Workbook

from api.kit import pdf
from api.kit.actors import Role
from api.rooms.library.models import DocumentFile
from api.rooms.meetings.models import AgendaPaper, MeetingKind, MeetingSite, MeetingState, Summons
from tests.makers.attendance import a_scan, report
from tests.makers.conferences import an_id, badge_of, here
from tests.makers.meetings import EVENING, a_meeting
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in

HEADS = ("TT", "Họ và tên *", "Đơn vị", "Điện thoại", "Đoàn đại biểu", "Điểm cầu", "Số ghế")


class Hall:
    """A conference of a committee with a site, an organiser, and two members below it."""

    def __init__(self, house):
        self.house = house
        self.committee = a_committee(house, under=a_province(house))
        self.branch = a_branch(house, under=self.committee)
        self.an = a_member(house, of=self.branch, full_name="Lò Thị An", phone="0500000001")
        self.binh = a_member(house, of=self.branch, full_name="Vừ A Bình", phone="0500000002")
        leader = a_member(house, of=self.branch, full_name="Bế Văn Đàn")
        a_position(house, at=self.committee, role=Role.OFFICE_STAFF, member=leader)
        self.office = signed_in(house, member=leader, second_factor=True)
        self.meeting = a_meeting(
            house, of=self.committee, kind=MeetingKind.CONFERENCE, title="Hội nghị học tập nghị quyết", minutes=600
        )
        with house.database.writing() as session:
            meeting = session.merge(self.meeting)
            meeting.summons = Summons.LISTED
            self.site = MeetingSite(meeting_id=meeting.id, position=0, name="Điểm cầu số 2", place="Nhà văn hóa")
            session.add(self.site)

    def at(self, path=""):
        return f"/api/conferences/{self.meeting.id}{path}"

    def set_up(self, version=0, **what):
        return self.office.put(self.at(), json=what, headers={"If-Match": f'"{version}"'})

    def preview(self, *rows):
        book = Workbook()
        book.worksheets[0].append(("DANH SÁCH ĐẠI BIỂU",))
        for row in (HEADS, *rows):
            book.worksheets[0].append(row)
        content = io.BytesIO()
        book.save(content)
        return self.office.post(self.at("/seats/preview"), content=content.getvalue())

    def give(self, *items):
        return self.office.put(self.at("/seats"), json={"items": list(items)})


@pytest.fixture
def hall(house, it_is):
    it_is(EVENING - timedelta(minutes=30))
    return Hall(house)


def sitting(title, after, minutes=120):
    start = EVENING + timedelta(minutes=after)
    return {"title": title, "starts_at": start.isoformat(), "ends_at": (start + timedelta(minutes=minutes)).isoformat()}


def test_a_conference_is_written_anew_and_keeps_what_has_an_id(hall):
    first = hall.set_up(delegations=[{"name": "Đoàn số 1"}], booths=[{"name": "Gian hàng OCOP"}]).json()
    kept = [{"id": first["delegations"][0]["id"], "name": "Đoàn xã Mường Ảng"}, {"name": "Đoàn số 2"}]
    second = hall.set_up(version=1, delegations=kept, booths=[{"id": first["booths"][0]["id"], "name": "OCOP"}])
    assert second.status_code == 200, second.text
    found = hall.office.get(hall.at()).json()
    assert [one["name"] for one in found["delegations"]] == ["Đoàn xã Mường Ảng", "Đoàn số 2"]
    assert found["delegations"][0]["id"] == first["delegations"][0]["id"]
    assert (found["booths"][0]["address"], found["version"]) == (first["booths"][0]["address"], 2)
    assert hall.set_up(version=1).status_code == 412


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"delegations": [{"name": "Đoàn 1"}, {"name": "ĐOÀN 1"}]}, "conferences.delegations_alike"),
        ({"sessions": [sitting("Tuần sau", 7 * 24 * 60)]}, "conferences.session_outside"),
        ({"public_file_ids": ["0197f5a0-0000-7000-8000-000000000001"]}, "conferences.paper_not_of_meeting"),
    ],
)
def test_what_cannot_be_is_refused(hall, what, code):
    assert hall.set_up(**what).json()["code"] == code


def test_a_list_from_excel_is_looked_through_before_anything_is_written(hall):
    other = a_branch(hall.house, under=hall.committee)
    for at in (hall.branch, other):
        a_member(hall.house, of=at, full_name="Hà Văn Trùng")
    preview = hall.preview(
        (1, "Lò Thị An", hall.branch.name, "", "Đoàn 1", "", "A1"),
        (2, "Vừ A Bình", "", "0500 000 002", "Đoàn 1", "điểm cầu số 2", "A1"),
        (3, "Nguyễn Thị Bưởi", "Hội Nông dân xã", "", "Đoàn 2", "", "A2"),
        (4, "Hà Văn Trùng", "", "", "", "", ""),
        (5, "", "", "", "", "", "B1"),
        (6, "Trần Lạc", "Báo tỉnh", "", "", "Điểm cầu số 9", ""),
        (7, "Trần Một", "Báo tỉnh", "", "", "", "C1"),
        (8, "Trần Hai", "Báo tỉnh", "", "", "", "c1"),
    )
    assert preview.status_code == 200, preview.text
    found = preview.json()
    who = [row["member_id"] for row in found["rows"]]
    assert who[:3] == [str(hall.an.id), str(hall.binh.id), None]
    assert [row["problem"] for row in found["rows"]] == [
        *(None, None, None, "several", "name_missing", "site_unknown", "seat_twice", "seat_twice"),
    ]
    assert (found["members"], found["guests"], found["problems"], found["rows"][0]["line"]) == (2, 1, 5, 3)
    assert hall.office.get(hall.at("/seats")).json()["items"] == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"name;seat"])
def test_what_is_no_sheet_is_refused(hall, content):
    assert hall.office.post(hall.at("/seats/preview"), content=content).status_code in {409, 422}


def test_seats_put_in_force_ask_members_and_make_guests(hall):
    items = [
        {"member_id": str(hall.an.id), "delegation": "Đoàn 1", "seat": "A1"},
        {"member_id": str(hall.binh.id), "delegation": "Đoàn 1", "seat": "A1", "site_id": str(hall.site.id)},
        {"name": "Nguyễn Thị Bưởi", "organization": "Hội Nông dân xã", "delegation": "Đoàn 2", "seat": "A2"},
    ]
    assert hall.give(*items).status_code == 200
    found = hall.give(*items).json()["items"]
    assert [(one["name"], one["seat"], one["delegation"]) for one in found] == [
        ("Lò Thị An", "A1", "Đoàn 1"),
        ("Vừ A Bình", "A1", "Đoàn 1"),
        ("Nguyễn Thị Bưởi", "A2", "Đoàn 2"),
    ]
    overview = hall.office.get(hall.at()).json()
    assert (overview["members"], overview["guests"], overview["seated"]) == (2, 1, 3)
    assert [(one["name"], one["people"]) for one in overview["delegations"]] == [("Đoàn 1", 2), ("Đoàn 2", 1)]
    assert overview["sites"][0]["members"] == 1


def test_a_seat_is_given_once_and_only_to_people_below(hall):
    stranger = a_member(
        hall.house, of=a_branch(hall.house, under=a_committee(hall.house, under=a_province(hall.house)))
    )
    twice = hall.give({"member_id": str(hall.an.id), "seat": "A1"}, {"name": "Trần Lạc", "seat": "a1"})
    assert twice.json()["code"] == "conferences.seat_taken"
    assert hall.give({"member_id": str(stranger.id)}).json()["code"] == "conferences.person_unknown"
    assert hall.give({"name": "Trần Lạc", "site_id": an_id()}).json()["code"] == "conferences.site_unknown"


def test_the_delegate_sees_the_own_place_and_sessions(hall):
    hall.set_up(sessions=[sitting("Phiên sáng", 0)])
    hall.give({"member_id": str(hall.binh.id), "delegation": "Đoàn 1", "seat": "B7", "site_id": str(hall.site.id)})
    report(hall.office, a_scan(hall.meeting.id, method="hand", member_id=hall.binh.id))
    place = signed_in(hall.house, member=hall.binh).get(hall.at("/place")).json()
    assert (place["seat"], place["delegation"], place["site"]) == ("B7", "Đoàn 1", "Điểm cầu số 2")
    assert [(one["title"], one["present"]) for one in place["sessions"]] == [("Phiên sáng", 1)]
    assert signed_in(hall.house, member=hall.an).get(hall.at("/place")).status_code == 404


def test_each_session_counts_those_who_came_in_for_it(hall, it_is):
    hall.set_up(sessions=[sitting("Phiên sáng", 0), sitting("Phiên chiều", 300)])
    hall.give(
        {"member_id": str(hall.an.id), "delegation": "Đoàn 1"}, {"name": "Nguyễn Thị Bưởi", "delegation": "Đoàn 1"}
    )
    guest = hall.office.get(hall.at("/guests")).json()["items"][0]["id"]
    code = badge_of(hall.house, hall.meeting.id, guest)

    def comes():
        return hall.office.put(hall.at(f"/guest-scans/{an_id()}"), json=here() | {"code": code}).json()

    report(hall.office, a_scan(hall.meeting.id, method="hand", member_id=hall.an.id))
    assert comes()["outcome"] == "in"
    it_is(EVENING + timedelta(minutes=290))
    assert comes()["flags"] == ["late"]
    assert comes()["flags"] == ["badge_reused", "late"]
    found = hall.office.get(hall.at()).json()
    assert [one["present"] for one in found["sessions"]] == [2, 1]
    assert found["delegations"][0]["present"] == 2


def test_badges_hold_codes_for_guests_and_names_for_members(hall):
    hall.give(
        {"member_id": str(hall.an.id), "seat": "A1"}, {"name": "Nguyễn Thị Bưởi", "seat": "A2", "delegation": "Đoàn 2"}
    )

    def printed(**query):
        answer = hall.office.get(hall.at("/badges.pdf"), params=query)
        assert answer.status_code == 200, answer.text
        document = pypdfium2.PdfDocument(answer.content)
        return " ".join("".join(page.get_textpage().get_text_range() for page in document).split())

    assert "Nguyễn Thị Bưởi" in printed()
    assert "Lò Thị An" not in printed()
    everybody = printed(whose="all", layout="labels")
    assert "Lò Thị An" in everybody
    assert "Ghế A2" in everybody


def test_only_those_who_plan_prepare_a_conference(hall):
    member = signed_in(hall.house, member=hall.an)
    hall.give({"member_id": str(hall.an.id)})
    for path in ("", "/seats", "/guests"):
        assert member.get(hall.at(path)).status_code == 403
    assert member.get(hall.at("/badges.pdf")).status_code == 403
    stranger = signed_in(hall.house, member=a_member(hall.house, of=a_branch(hall.house, under=hall.committee)))
    assert stranger.get(hall.at()).status_code == 404


@pytest.fixture
def paper(hall):
    """A file uploaded for the meeting."""
    content = pdf.render("Tài liệu hội nghị", {})
    uploaded = hall.office.post(
        "/api/meetings/files", params={"name": "tai-lieu.pdf", "meeting_id": str(hall.meeting.id)}, content=content
    )
    assert uploaded.status_code in {200, 201}, uploaded.text
    file_id = uploaded.json()["id"]
    with hall.house.database.writing() as session:
        file = session.get(DocumentFile, UUID(file_id))
        file.held_for = "meetings.paper"
        session.add(file)
        session.add(AgendaPaper(meeting_id=hall.meeting.id, file_id=file.id, title="Tài liệu hội nghị"))
    return file_id


def test_the_printed_code_opens_public_papers_only(hall, paper):
    address = hall.set_up().json()["address"]
    token, everybody = address.rsplit("/", 1)[1], hall.house.client()
    closed = everybody.get(f"/api/open/conferences/{token}").json()
    assert (closed["title"], closed["papers"], closed["more"]) == ("Hội nghị học tập nghị quyết", [], True)
    file = f"/api/open/conferences/{token}/papers/{paper}"
    assert everybody.get(file).status_code == 404
    hall.set_up(version=1, public_file_ids=[paper])
    assert [one["title"] for one in everybody.get(f"/api/open/conferences/{token}").json()["papers"]] == [
        "Tài liệu hội nghị"
    ]
    assert everybody.get(file).content.startswith(b"%PDF")
    hall.set_up(version=2)
    assert everybody.get(file).status_code == 404
    assert everybody.get("/api/open/conferences/nothing").json()["code"] == "conferences.page_not_found"


def test_a_conference_nobody_was_told_of_has_no_open_page(house, it_is):
    it_is(datetime(2026, 11, 20, tzinfo=UTC))
    hall = Hall(house)
    token = hall.set_up().json()["address"].rsplit("/", 1)[1]
    with house.database.writing() as session:
        meeting = session.merge(hall.meeting)
        meeting.published_at, meeting.state = None, MeetingState.PLANNED
    assert house.client().get(f"/api/open/conferences/{token}").status_code == 404
