"""Faces in a real browser with a film for a camera: enrolment and greeting, a stranger, a server that goes away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from api.kit.ids import new_id
from tests.e2e.conftest import Server, SignedIn
from tests.support.axe import assert_accessible
from tests.support.browsers import launch_args
from tests.support.films import write_film
from tests.support.photographs import photograph

OWN = {"X-Handbook": "1"}
SOON = 60_000


@pytest.fixture
def conference(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """A meeting of the demo's branch that offers check-in by face, called off afterwards."""
    api = signed_in("branch_secretary").context.request
    branch = api.get("/api/signin/session").json()["branch"]["id"]
    begins = datetime.now(UTC) + timedelta(hours=1)
    plan = {
        "id": str(new_id()),
        "organization_id": branch,
        "kind": "regular",
        "title": f"Sinh hoạt có nhận diện {begins:%M%S}",
        "month": f"{begins + timedelta(hours=7):%Y-%m}",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(minutes=90)).isoformat(),
        "place": "Nhà văn hóa",
    }
    made = api.post("/api/meetings", data=plan, headers=OWN)
    assert made.ok, made.text()
    published = api.post(f"/api/meetings/{plan['id']}/publish", headers={**OWN, "If-Match": made.headers["etag"]})
    assert published.ok, published.text()
    offered = api.put(
        f"/api/faces/meetings/{plan['id']}/offer", data={"offered": True, "shows_names": False}, headers=OWN
    )
    assert offered.ok, offered.text()
    yield plan
    version = api.get(f"/api/meetings/{plan['id']}").headers["etag"]
    ended = api.post(
        f"/api/meetings/{plan['id']}/cancel",
        data={"reason": "Hết phần thử"},
        headers={**OWN, "If-Match": version},
    )
    assert ended.ok, ended.text()


@pytest.fixture
def before_camera(browser_type: BrowserType, server: Server, signed_in: SignedIn, tmp_path: Path) -> Iterator[Any]:
    """`before_camera(role, name)`: somebody's page in a browser whose camera sees this photograph."""
    opened: list[Browser] = []

    def open_page(role: str, name: str, width: int = 390) -> Page:
        signed_in(role)
        film = write_film(tmp_path / f"{role}-{name}.mjpeg", photograph(name), height=640, swing=1)
        browser = browser_type.launch(**launch_args(film))
        opened.append(browser)
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 844},
            locale="vi-VN",
            permissions=["camera"],
            reduced_motion="reduce",
        )
        context.add_cookies(server.cookies[role])
        return context.new_page()

    yield open_page
    for browser in opened:
        browser.close()


def a_kiosk(signed_in: SignedIn, plan: dict[str, Any]) -> str:
    api = signed_in("branch_secretary").context.request
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    made = api.post(f"/api/faces/meetings/{plan['id']}/kiosks", data={"expires_at": until}, headers=OWN)
    assert made.ok, made.text()
    kiosk: str = made.json()["id"]
    return kiosk


def a_seat(signed_in: SignedIn, member: Page, plan: dict[str, Any], label: str) -> None:
    who = member.context.request.get("/api/signin/session").json()["member_id"]
    items = [{"member_id": who, "seat": label}]
    api = signed_in("branch_secretary").context.request
    given = api.put(f"/api/conferences/{plan['id']}/seats", data={"items": items}, headers=OWN)
    assert given.ok, given.text()


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
    conference: dict[str, Any], before_camera: Any, signed_in: SignedIn
):
    member = before_camera("member", "person_b_1")
    a_seat(signed_in, member, conference, "B12")
    enrol(member, conference)
    member.get_by_role("link", name="Xem dữ liệu đang lưu").click()
    card = member.get_by_role("article", name=conference["title"])
    expect(card.get_by_text("Đã đăng ký", exact=True)).to_be_visible(timeout=SOON)
    assert_accessible(member)

    kiosk = before_camera("branch_secretary", "person_b_2")
    kiosk.goto(f"/khuon-mat/quay/{a_kiosk(signed_in, conference)}")
    greeting = kiosk.get_by_role("status")
    expect(greeting.get_by_text("Kính chào đồng chí")).to_be_visible(timeout=SOON)
    expect(greeting.get_by_text("Ghế B12")).to_be_visible()
    undo = kiosk.get_by_role("button", name="Hủy")
    expect(undo).to_be_visible(timeout=SOON)
    assert_accessible(kiosk)
    attendance = f"/api/attendance/meetings/{conference['id']}"
    there = kiosk.context.request.get(attendance).json()
    assert [one["method"] for one in there["present"]] == ["face"]
    undo.click()
    expect(kiosk.get_by_text("Đã hủy")).to_be_visible(timeout=SOON)
    assert kiosk.context.request.get(attendance).json()["present"] == []

    card.get_by_role("button", name="Rút lại đồng ý").click()
    expect(card.get_by_text("Chưa lưu gì")).to_be_visible(timeout=SOON)
    receipts = member.get_by_role("region", name="Biên nhận xóa dữ liệu")
    expect(receipts.get_by_text(conference["title"])).to_be_visible()
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)


def test_a_stranger_is_ignored_and_sent_to_the_code(
    conference: dict[str, Any], before_camera: Any, signed_in: SignedIn
):
    kiosk = before_camera("branch_secretary", "impostor_1", 1440)
    kiosk.goto(f"/khuon-mat/quay/{a_kiosk(signed_in, conference)}")
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)
    expect(kiosk.get_by_text("Chưa có ai.")).to_be_visible()
    there = kiosk.context.request.get(f"/api/attendance/meetings/{conference['id']}").json()
    assert there["present"] == []


def test_the_kiosk_reads_codes_while_the_server_is_away_and_comes_back(
    conference: dict[str, Any], before_camera: Any, signed_in: SignedIn
):
    kiosk = before_camera("branch_secretary", "impostor_1", 1440)
    kiosk.goto(f"/khuon-mat/quay/{a_kiosk(signed_in, conference)}")
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)
    kiosk.context.set_offline(True)
    expect(kiosk.get_by_text("Quầy chuyển sang quét mã QR")).to_be_visible(timeout=SOON)
    expect(kiosk.get_by_role("button", name="Ghi tay").or_(kiosk.get_by_role("textbox"))).not_to_have_count(0)
    kiosk.context.set_offline(False)
    expect(kiosk.get_by_text("Chưa nhận ra")).to_be_visible(timeout=SOON)
