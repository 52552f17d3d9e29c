"""Check-in in a real browser: a phone shows its code, a desk's camera reads it without network, the wall, by hand."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from api.kit.ids import new_id
from api.rooms.attendance import codes
from tests.e2e.conftest import BeforeCamera, Server, SignedIn, offline, sign_in, worker_ready
from tests.e2e.console import a_meeting, asked, call_off, told
from tests.support.axe import assert_accessible
from tests.support.films import write_film

CODE = "main svg[role=img]"
_TRIES = 4


@pytest.fixture
def tonight(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """A meeting of the demo's branch that begins in ten minutes."""
    secretary = signed_in("branch_secretary")
    plan = a_meeting(secretary)
    yield plan
    call_off(secretary, plan)


@pytest.fixture
def member(phone: Page, server: Server) -> Page:
    """The demo's member, signed in by hand: only so the phone gets a key of its own."""
    sign_in(phone, server.accounts["member"])
    return phone


def choose(page: Page, plan: dict[str, Any]) -> None:
    """When several meetings are on, the one this test made."""
    title = page.get_by_text(plan["title"], exact=True).first
    expect(title).to_be_visible()
    if page.get_by_role("radio").count() > 0:
        title.click()


def attendance(page: Page, plan: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = asked(page, f"/attendance/meetings/{plan['id']}")
    return read


def test_a_desk_reads_a_phones_code_without_network_and_sends_it_later(
    tonight: dict[str, Any], member: Page, before_camera: BeforeCamera, server: Server, tmp_path: Path
):
    member.goto("/diem-danh/ma")
    choose(member, tonight)
    expect(member.locator(CODE)).to_be_visible()
    assert_accessible(member)
    film = write_film(tmp_path / "film.mjpeg", member.locator(CODE).screenshot())
    desk = before_camera("branch_secretary", film)
    desk.route("**/api/attendance/scans", lambda route: route.abort())  # from here on nothing can be sent
    desk.goto(f"/diem-danh/quet/{tonight['id']}")
    expect(desk.get_by_role("status").filter(has_text=server.accounts["member"].name)).to_be_visible()
    expect(desk.get_by_text("1 chờ gửi")).to_be_visible()
    again = FilePayload(name="ma.png", mimeType="image/png", buffer=member.locator(CODE).screenshot())
    desk.locator("input[type=file]").set_input_files(again)
    expect(desk.get_by_role("status").filter(has_text="Đã điểm danh lúc")).to_be_visible()
    with offline(desk):
        desk.reload()
        expect(desk.get_by_text("chờ gửi")).to_be_visible()
    desk.unroute("**/api/attendance/scans")  # the network is back: nobody has to do anything
    expect(desk.get_by_text("chờ gửi")).to_be_hidden(timeout=30_000)
    found = attendance(desk, tonight)
    assert [(person["name"], person["method"]) for person in found["present"]] == [
        (server.accounts["member"].name, "member_code")
    ]


_KEPT = "StorageManager.prototype.persist = async () => (document.documentElement.dataset.kept = 'yes') === 'yes'"


def test_by_name_in_two_taps_and_every_word_can_be_read(tonight: dict[str, Any], signed_in: SignedIn):
    desk = signed_in("branch_secretary")
    desk.add_init_script(_KEPT)
    desk.goto(f"/diem-danh/quet/{tonight['id']}")
    expect(desk.locator("html[data-kept=yes]")).to_be_attached()  # what waits here outlives a full phone
    desk.get_by_role("button", name="Ghi tên").click()
    person = desk.get_by_role("dialog").get_by_role("listitem").first
    name = person.inner_text().strip()
    person.get_by_role("button").click()
    expect(desk.get_by_role("status").filter(has_text=name)).to_be_visible()
    expect(desk.get_by_text("1 đã gửi")).to_be_visible()
    assert_accessible(desk)
    assert [person["name"] for person in attendance(desk, tonight)["present"]] == [name]


_FULL = "void (IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError') })"


def test_a_desk_whose_storage_is_full_says_that_nobody_was_written_down(tonight: dict[str, Any], signed_in: SignedIn):
    desk = signed_in("branch_secretary")
    desk.goto(f"/diem-danh/quet/{tonight['id']}")
    for said in ("Có mặt", "Chưa ghi được"):
        desk.get_by_role("button", name="Ghi tên").click()
        desk.get_by_role("dialog").get_by_role("listitem").first.get_by_role("button").click()
        expect(desk.get_by_role("status").filter(has_text=said)).to_be_visible()
        desk.evaluate(_FULL)
    assert_accessible(desk)
    assert len(attendance(desk, tonight)["present"]) == 1


def test_all_but_the_absent_at_once_and_taken_back(tonight: dict[str, Any], signed_in: SignedIn):
    desk = signed_in("branch_secretary")
    desk.goto(f"/diem-danh/quet/{tonight['id']}")
    desk.get_by_role("button", name="Ghi tên").click()
    desk.get_by_role("button", name="Ghi cả danh sách").click()
    expected = attendance(desk, tonight)["expected"]
    absent = desk.get_by_role("dialog").get_by_role("checkbox").nth(1)
    absent.uncheck()
    assert_accessible(desk)
    desk.get_by_role("dialog").get_by_role("button", name="người có mặt").click()
    expect(desk.get_by_text(f"{expected - 1} đã gửi")).to_be_visible(timeout=30_000)
    found = attendance(desk, tonight)
    assert (len(found["missing"]), len(found["present"])) == (1, expected - 1)
    recent = desk.get_by_role("region", name="Vừa quét")
    recent.get_by_role("button", name="Hoàn tác").first.click()
    expect(recent.get_by_text("đã hoàn tác")).to_be_visible(timeout=20_000)
    assert len(attendance(desk, tonight)["missing"]) == 2


def test_a_desk_is_given_on_the_screen_found_by_the_helper_and_taken_away(
    tonight: dict[str, Any], signed_in: SignedIn, server: Server
):
    name = server.accounts["member"].name
    secretary, helper = signed_in("branch_secretary"), signed_in("member")
    secretary.goto(f"/diem-danh/giao-quet/{tonight['id']}")
    secretary.get_by_role("button", name="Giao cho một người").click()
    secretary.get_by_role("button", name="Giao cho ai").click()
    secretary.get_by_role("searchbox").fill(name)
    secretary.get_by_role("dialog").get_by_role("button", name=name).last.click()
    secretary.get_by_role("button", name="Giao quét mã", exact=True).click()
    expect(secretary.get_by_text("Đang được quét")).to_be_visible()
    assert_accessible(secretary)
    helper.goto("/diem-danh")
    helper.get_by_role("link", name=tonight["title"]).click()
    expect(helper.get_by_role("button", name="Ghi tên")).to_be_visible()
    secretary.get_by_role("button", name="Thu lại quyền quét").click()
    secretary.get_by_role("dialog").get_by_role("button", name="Thu lại quyền quét").click()
    expect(helper.get_by_text("Đồng chí không còn được quét ở cuộc họp này")).to_be_visible()
    expect(secretary.get_by_text("Đã thu lại")).to_be_visible()


def new_code(wall: Page) -> bytes:
    """The picture of a code that the wall has just begun to show."""
    label = wall.locator(CODE).locator("path").last
    before = label.get_attribute("d") or ""
    expect(label).not_to_have_attribute("d", before)
    return wall.locator(CODE).screenshot()


def scan_wall(member: Page, wall: Page, film: Path, plan: dict[str, Any], said: str) -> None:
    """Hold the phone's camera before the wall until it is told so: on a busy machine a code may be old when read."""
    wanted, too_old = member.get_by_text(said), member.get_by_text("Đã gửi, chờ bí thư xem xét")
    for _ in range(_TRIES):
        write_film(film, new_code(wall))
        member.goto("/diem-danh/tu-quet")
        card = member.get_by_role("region", name=plan["title"])
        card.get_by_role("button", name="Tôi có mặt").click(timeout=30_000)
        expect(wanted.or_(too_old)).to_be_visible(timeout=20_000)
        if wanted.is_visible():
            return
    pytest.fail(f"never told: {said}")


def test_a_member_checks_in_from_the_wall_and_the_board_moves(
    tonight: dict[str, Any], before_camera: BeforeCamera, signed_in: SignedIn, server: Server, tmp_path: Path
):
    wall, board = signed_in("branch_secretary", wide=True), signed_in("branch_secretary", wide=True)
    board.goto(f"/diem-danh/truc-tiep/{tonight['id']}")
    wall.goto(f"/diem-danh/man-hinh/{tonight['id']}")
    expect(wall.locator(CODE)).to_be_visible()
    assert_accessible(wall)
    film = tmp_path / "wall.mjpeg"
    member = before_camera("member", film)
    member.goto("/")
    worker_ready(member)
    for words in ("Đã ghi nhận đồng chí có mặt", "Đồng chí đã điểm danh lúc"):
        scan_wall(member, wall, film, tonight, words)
        assert_accessible(member)
    expect(wall.get_by_text("1 người đã điểm danh")).to_be_visible()
    expect(board.get_by_role("status").filter(has_text="/")).to_contain_text("1 /", timeout=20_000)
    seen = attendance(wall, tonight)["to_check"]
    assert {scan["name"] for scan in seen} == {server.accounts["member"].name}
    assert [scan["flags"] for scan in seen if scan["counts"]] == [["self"], ["self"]]


def wall_code(page: Page, plan: dict[str, Any]) -> str:
    """What the screen on the wall shows next: good for two steps, whatever the page takes to open."""
    known = asked(page, f"/attendance/meetings/{plan['id']}/room-key")
    counter = codes.step_at(datetime.now(UTC).timestamp(), known["step_seconds"]) + 1
    return codes.write_room_code(codes.make_room_code(bytes.fromhex(known["key"]), counter), "")


def test_the_screen_that_scans_the_wall_says_where_to_point_it(signed_in: SignedIn):
    member = signed_in("member")
    member.goto("/diem-danh/tu-quet")
    expect(member.get_by_text("Hướng ống kính vào mã trên tường")).to_be_visible()
    assert_accessible(member)


def stand_at(page: Page, latitude: float, longitude: float) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": 20})


def test_a_phone_says_that_it_is_near_only_when_its_owner_ticks_the_box(tonight: dict[str, Any], signed_in: SignedIn):
    secretary, member = signed_in("branch_secretary"), signed_in("member")
    stand_at(secretary, 21.3256, 103.9188)
    secretary.goto(f"/diem-danh/vi-tri/{tonight['id']}")
    secretary.get_by_role("listitem").get_by_role("button").first.click()
    secretary.get_by_role("button", name="Lấy vị trí của máy này").click()
    expect(secretary.get_by_label("Vĩ độ")).to_have_value("21.32560")
    assert_accessible(secretary)
    secretary.get_by_role("button", name="Lưu vị trí").click()
    expect(secretary.get_by_text("trong vòng 200 m")).to_be_visible()
    stand_at(member, 21.3257, 103.9189)
    member.goto(wall_code(secretary, tonight))
    card = member.get_by_role("region", name=tonight["title"])
    box = card.get_by_role("checkbox", name="ở gần nơi họp")
    expect(box).not_to_be_checked(timeout=20_000)
    box.check()
    assert_accessible(member)
    card.get_by_role("button", name="Tôi có mặt").click()
    expect(member.get_by_text("Đã ghi nhận đồng chí có mặt")).to_be_visible(timeout=20_000)
    [scan] = attendance(secretary, tonight)["to_check"]
    assert scan["flags"] == ["near", "self"]
    secretary.goto(f"/diem-danh/bang/{tonight['id']}")
    expect(secretary.get_by_text("Ở gần nơi họp")).to_be_visible()


def test_the_board_leads_back_to_the_screen_it_was_opened_from(tonight: dict[str, Any], signed_in: SignedIn):
    secretary = signed_in("branch_secretary")
    for start in (f"/diem-danh/quet/{tonight['id']}", f"/sinh-hoat/{tonight['id']}"):
        secretary.goto(start)
        secretary.locator(f"main a[href='/diem-danh/truc-tiep/{tonight['id']}']").click()
        secretary.get_by_role("banner").get_by_role("link").first.click()
        expect(secretary).to_have_url(re.compile(f"{re.escape(start)}$"))


def test_the_board_moves_while_people_come_and_outlives_a_lost_line(tonight: dict[str, Any], signed_in: SignedIn):
    board = signed_in("branch_secretary", wide=True)
    board.goto(f"/diem-danh/truc-tiep/{tonight['id']}")
    expect(board.get_by_role("banner").get_by_text(tonight["title"])).to_be_visible()
    expect(board.locator("nav a[aria-current]").first).to_have_text("Sinh hoạt")
    present = board.get_by_role("status").filter(has_text="/")
    expect(present).to_contain_text("0", timeout=20_000)
    assert_accessible(board)
    missing = attendance(board, tonight)["missing"]
    for number, person in enumerate(missing[:2], 1):
        with offline(board):
            scan = {
                "scan_id": str(new_id()),
                "meeting_id": tonight["id"],
                "method": "hand",
                "device_at": datetime.now(UTC).isoformat(),
                "member_id": person["member_id"],
            }
            report = {"sent_at": datetime.now(UTC).isoformat(), "items": [scan, scan]}
            told(signed_in("branch_secretary"), "/attendance/scans", report)
        expect(present).to_have_text(f"{number} / {len(missing)}", timeout=20_000)
    board.get_by_role("button", name=f"Còn vắng {len(missing) - 2} người").click()
    expect(board.get_by_role("dialog").get_by_text(missing[2]["name"])).to_be_visible(timeout=20_000)
