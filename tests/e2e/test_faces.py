"""Faces in a real browser with a film for a camera: enrolment and greeting, a stranger, a server that goes away."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import BeforeCamera, Server, SignedIn, sign_in, worker_ready
from tests.e2e.console import a_meeting, asked, call_off, told
from tests.e2e.test_attendance import CODE, choose, new_code
from tests.support.axe import assert_accessible
from tests.support.films import write_film, write_scenes
from tests.support.photographs import ahead, photograph, turned

SOON = 60_000


@pytest.fixture
def conference(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """A meeting of the demo's branch that offers check-in by face."""
    secretary = signed_in("branch_secretary")
    plan = a_meeting(secretary, minutes=60)
    told(secretary, f"/faces/meetings/{plan['id']}/offer", {"offered": True, "shows_names": False}, method="PUT")
    yield plan
    call_off(secretary, plan)


@pytest.fixture
def seen(before_camera: BeforeCamera, tmp_path: Path) -> Callable[[str, str], Page]:
    """`seen(role, name)`: somebody's page in a browser whose camera sees this photograph, turning."""

    def open_page(role: str, name: str) -> Page:
        film = write_film(tmp_path / f"{role}-{name}.mjpeg", photograph(name), height=640, swing=1)
        return before_camera(role, film)

    return open_page


def a_kiosk(page: Page, plan: dict[str, Any]) -> str:
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    kiosk: str = told(page, f"/faces/meetings/{plan['id']}/kiosks", {"expires_at": until})["id"]
    return kiosk


def a_seat(secretary: Page, member: Page, plan: dict[str, Any], label: str) -> None:
    items = [{"member_id": asked(member, "/signin/session")["member_id"], "seat": label}]
    told(secretary, f"/conferences/{plan['id']}/seats", {"items": items}, method="PUT")


def enrol(page: Page, plan: dict[str, Any]) -> None:
    page.goto(f"/ca-nhan/khuon-mat/{plan['id']}")
    tick = page.get_by_role("checkbox")
    expect(tick).not_to_be_checked(timeout=SOON)
    expect(page.get_by_role("link", name="Dùng mã QR")).to_be_visible()
    assert_accessible(page)
    tick.check()
    page.get_by_role("button", name="Đồng ý và mở máy ảnh").click()
    expect(page.get_by_text("Đã đăng ký xong")).to_be_visible(timeout=SOON)


def test_a_member_enrols_is_greeted_with_the_seat_and_takes_it_back(
    conference: dict[str, Any], seen: Callable[[str, str], Page], signed_in: SignedIn
):
    member = seen("member", "person_b_1")
    a_seat(signed_in("branch_secretary"), member, conference, "B12")
    enrol(member, conference)
    member.get_by_role("link", name="Xem dữ liệu đang lưu").click()
    card = member.get_by_role("article", name=conference["title"])
    expect(card.get_by_text("Đã đăng ký", exact=True)).to_be_visible(timeout=SOON)
    assert_accessible(member)

    kiosk = seen("branch_secretary", "person_b_2")
    kiosk.goto(f"/khuon-mat/quay/{a_kiosk(kiosk, conference)}")
    greeting = kiosk.get_by_role("status")
    expect(greeting.get_by_text("Kính chào đồng chí")).to_be_visible(timeout=SOON)
    expect(greeting.get_by_text("Ghế B12")).to_be_visible()
    undo = kiosk.get_by_role("button", name="Hủy")
    expect(undo).to_be_visible(timeout=SOON)
    assert_accessible(kiosk)
    attendance = f"/attendance/meetings/{conference['id']}"
    there = asked(kiosk, attendance)
    assert [one["method"] for one in there["present"]] == ["face"]
    undo.click()
    expect(kiosk.get_by_text("Đã hủy")).to_be_visible(timeout=SOON)
    assert asked(kiosk, attendance)["present"] == []

    card.get_by_role("button", name="Rút lại đồng ý").click()
    expect(card.get_by_text("Chưa lưu gì")).to_be_visible(timeout=SOON)
    receipts = member.get_by_role("region", name="Biên nhận xóa dữ liệu")
    expect(receipts.get_by_text(conference["title"])).to_be_visible()
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)


def test_a_stranger_is_ignored_and_sent_to_the_code(conference: dict[str, Any], seen: Callable[[str, str], Page]):
    kiosk = seen("branch_secretary", "impostor_1")
    kiosk.goto(f"/khuon-mat/quay/{a_kiosk(kiosk, conference)}")
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)
    expect(kiosk.get_by_text("Chưa có ai.")).to_be_visible()
    there = asked(kiosk, f"/attendance/meetings/{conference['id']}")
    assert there["present"] == []


def test_the_kiosk_reads_codes_while_the_server_is_away_and_comes_back(
    conference: dict[str, Any], seen: Callable[[str, str], Page], phone: Page, server: Server
):
    sign_in(phone, server.accounts["member"])  # by hand: only so the phone gets a key of its own
    phone.goto("/diem-danh/ma")
    choose(phone, conference)
    code = FilePayload(name="ma.png", mimeType="image/png", buffer=phone.locator(CODE).screenshot())
    kiosk = seen("branch_secretary", "impostor_1")
    with kiosk.expect_response(re.compile(r"/api/attendance/.+/bundle")):  # with it the desk knows whom it admits
        kiosk.goto(f"/khuon-mat/quay/{a_kiosk(kiosk, conference)}")
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)
    kiosk.context.set_offline(True)
    expect(kiosk.get_by_text("Quầy chuyển sang quét mã QR")).to_be_visible(timeout=SOON)
    kiosk.locator("input[type=file]").set_input_files(code)
    expect(kiosk.get_by_role("status").filter(has_text=server.accounts["member"].name)).to_be_visible(timeout=SOON)
    kiosk.context.set_offline(False)
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)


def check_in_from(wall: Page, member: Page, plan: dict[str, Any]) -> None:
    """Open what the wall shows, as a phone's own camera does; a code that was too old when read is read again."""
    wanted, too_old = (member.get_by_text(words) for words in ("Đã ghi nhận đồng chí có mặt", "chờ bí thư xem xét"))
    for _ in range(4):
        picture = cv2.imdecode(np.frombuffer(new_code(wall), np.uint8), cv2.IMREAD_GRAYSCALE)
        address, *_ = cv2.QRCodeDetector().detectAndDecode(np.asarray(picture, np.uint8))
        member.goto(f"/d/{address.rpartition('/')[2]}")
        member.get_by_role("region", name=plan["title"]).get_by_role("button", name="Tôi có mặt").click()
        expect(wanted.or_(too_old)).to_be_visible(timeout=SOON)
        if wanted.is_visible():
            return
    pytest.fail("the code was always too old")


def test_after_the_code_on_the_wall_the_own_phone_confirms_a_head_that_turns(
    conference: dict[str, Any], before_camera: BeforeCamera, signed_in: SignedIn, tmp_path: Path
):
    film = write_scenes(tmp_path / "phone.mjpeg", ahead())
    member, wall = before_camera("member", film), signed_in("branch_secretary", wide=True)
    enrol(member, conference)
    worker_ready(member)
    wall.goto(f"/diem-danh/man-hinh/{conference['id']}")
    expect(wall.locator(CODE)).to_be_visible()
    check_in_from(wall, member, conference)
    expect(member.get_by_text("Không xác nhận cũng không sao")).to_be_visible()
    assert_accessible(member)

    write_scenes(film, ahead())  # looks ahead and turns neither way: a picture held up does no more
    member.get_by_role("link", name="Xác nhận bằng khuôn mặt").click()
    expect(member.get_by_text("Chưa thấy quay đầu")).to_be_visible(timeout=SOON)
    assert confirmed(member) == []

    write_scenes(film, (ahead()[0], *turned("left"), ahead()[1], *turned("right")))
    again = member.get_by_role("button", name="Thử lại")
    done = member.get_by_text("Đã xác nhận đúng đồng chí")
    member.reload()  # the camera reads its film anew
    for _ in range(4):
        expect(done.or_(again)).to_be_visible(timeout=SOON)
        if done.is_visible():
            break
        again.click()
    expect(done).to_be_visible()
    assert_accessible(member)
    assert confirmed(member) == [conference["title"]]


def confirmed(member: Page) -> list[str]:
    """The meetings at which the own phone saw the face."""
    return [seen["meeting_title"] for seen in asked(member, "/faces/mine")["seen"] if seen["on_own_phone"]]
