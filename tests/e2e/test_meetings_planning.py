"""From the secretary's registration of next month's meeting to members' answers, also without a network."""

import re
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn, offline
from tests.e2e.console import a_meeting, call_off
from tests.support.axe import assert_accessible

_SLOW = 20_000


def register_next_month(secretary: Page) -> str:
    """Take the proposal as it is, then register whatever it warns of; the meeting's title."""
    secretary.goto("/sinh-hoat")
    secretary.get_by_role("link", name="Đăng ký lịch sinh hoạt").click()
    expect(secretary.get_by_text("Đề xuất theo kỳ trước")).to_be_visible(timeout=_SLOW)
    title = secretary.get_by_label("Tên cuộc họp").input_value()
    secretary.get_by_role("button", name="Đăng ký luôn").click()
    secretary.wait_for_url(re.compile(r"/sinh-hoat/[0-9a-f-]{36}$"))
    expect(secretary.get_by_role("heading", level=1, name=title)).to_be_visible()
    warnings = secretary.get_by_role("list", name="Cần xem lại")
    expect(warnings.get_by_role("listitem").first).to_be_visible()
    register = secretary.get_by_role("button", name="Đăng ký lịch", exact=True)
    if warnings.get_by_text("Theo HD 42-HD/BTCTW").first.is_visible() and register.is_visible():
        register.click()
    expect(secretary.get_by_role("heading", name="Trả lời của đảng viên")).to_be_visible()
    return title


def own_answer(phone: Page) -> Any:
    """The box in which the member answers."""
    return phone.locator("section", has=phone.locator("#own-answer"))


def test_from_registration_to_an_approved_absence(signed_in: SignedIn):
    secretary, member = signed_in("branch_secretary"), signed_in("member")
    title = register_next_month(secretary)

    member.goto("/sinh-hoat")
    member.get_by_role("link", name=title).click()
    own_answer(member).get_by_role("button", name="Xin vắng").click()
    sheet = member.get_by_role("dialog", name="Xin vắng")
    expect(sheet.get_by_role("button", name="Gửi xin vắng")).to_be_disabled()
    sheet.get_by_text("Đi công tác", exact=True).click()
    sheet.get_by_label("Nói rõ thêm").fill("Tập huấn ở tỉnh")
    sheet.get_by_role("button", name="Gửi xin vắng").click()
    expect(own_answer(member).get_by_text("Đang chờ bí thư duyệt")).to_be_visible()

    secretary.reload()
    request = secretary.get_by_role("listitem").filter(has_text="Tập huấn ở tỉnh")
    expect(request).to_contain_text("Đi công tác")
    request.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(request).to_have_count(0)
    member.reload()
    expect(own_answer(member).get_by_text("Bí thư đã đồng ý cho vắng")).to_be_visible(timeout=_SLOW)


def told_within(page: Page, address: str, wanted: str, seconds: int = 20) -> str | None:
    """My answer as the server knows it, as soon as it is the wanted one."""
    answer: str | None = None
    for _ in range(4 * seconds):
        answer = page.request.get(address).json()["own"]["answer"]
        if answer == wanted:
            break
        page.wait_for_timeout(250)
    return answer


def test_a_member_reads_and_answers_without_a_network(signed_in: SignedIn):
    member, secretary = signed_in("member"), signed_in("branch_secretary")
    plan = a_meeting(secretary, ["Thảo luận"], minutes=60)
    member.goto("/sinh-hoat")
    row = member.get_by_role("link").filter(has_text=plan["title"]).first
    expect(row).to_be_visible(timeout=_SLOW)
    with offline(member):
        row.click()
        expect(member.get_by_role("heading", name="Chương trình")).to_be_visible()
        change = own_answer(member).get_by_role("button", name="Đổi trả lời")
        if change.is_visible():
            change.click()
        own_answer(member).get_by_role("button", name="Dự trực tuyến").click()
        expect(own_answer(member).get_by_text("Đã lưu trên máy, sẽ gửi khi có mạng")).to_be_visible()
        expect(own_answer(member).get_by_text("Đồng chí đã báo dự trực tuyến")).to_be_visible()
    member.reload()
    waits = own_answer(member).get_by_text("Đã lưu trên máy")
    expect(waits).to_have_count(0, timeout=_SLOW)
    assert told_within(member, f"/api/meetings/{plan['id']}", "online") == "online"
    call_off(secretary, plan)


def a_photo(tmp_path: Path) -> Path:
    """A photo as a phone takes it, small."""
    path = tmp_path / "giay-ra-vien.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path)
    return path


def test_the_photo_of_an_absence_waits_on_the_phone_until_there_is_a_network(signed_in: SignedIn, tmp_path: Path):
    secretary, member = signed_in("branch_secretary"), signed_in("member")
    register_next_month(secretary)
    meeting = secretary.url.rsplit("/", 1)[-1]
    member.goto(f"/sinh-hoat/{meeting}")
    expect(own_answer(member)).to_be_visible(timeout=_SLOW)
    with offline(member):
        own_answer(member).get_by_role("button", name="Xin vắng").click()
        sheet = member.get_by_role("dialog", name="Xin vắng")
        sheet.get_by_text("Ốm đau, điều trị", exact=True).click()
        photo = a_photo(tmp_path)
        sheet.locator("input[type=file]").set_input_files(photo)
        sheet.get_by_role("button", name="Gửi xin vắng").click()
        expect(own_answer(member).get_by_text("Đã lưu trên máy, sẽ gửi khi có mạng")).to_be_visible()
    member.reload()
    expect(own_answer(member).get_by_text("Đã lưu trên máy")).to_have_count(0, timeout=_SLOW)
    assert told_within(member, f"/api/meetings/{meeting}", "absent") == "absent"

    secretary.reload()
    with secretary.expect_download() as started:
        secretary.get_by_role("listitem").get_by_role("link", name="Xem minh chứng").click(timeout=_SLOW)
    with Image.open(started.value.path()) as arrived:
        assert arrived.size == (640, 480)


def test_points_change_places_by_keyboard_and_the_focus_stays(signed_in: SignedIn):
    secretary = signed_in("branch_secretary")
    secretary.goto("/sinh-hoat/moi")
    secretary.get_by_text(re.compile(r"Chương trình \(\d+ nội dung\)")).click(timeout=_SLOW)
    points = secretary.locator("li[data-point]")
    second = points.nth(1).get_attribute("data-point")
    up = points.nth(1).get_by_role("button", name=re.compile("^Đưa lên"))
    up.focus()
    secretary.keyboard.press("Enter")
    expect(points.nth(0)).to_have_attribute("data-point", second or "")
    expect(points.nth(0).get_by_role("button").first).to_be_focused()


def test_a_postponed_meeting_tells_everybody_why(signed_in: SignedIn):
    secretary, member = signed_in("branch_secretary"), signed_in("member")
    register_next_month(secretary)
    meeting = secretary.url.rsplit("/", 1)[-1]
    secretary.get_by_role("button", name="Hoãn cuộc họp").click()
    sheet = secretary.get_by_role("dialog", name="Hoãn cuộc họp")
    sheet.get_by_label("Lý do").fill("Bão số 9")
    sheet.get_by_role("button", name="Hoãn cuộc họp").click()
    expect(secretary.get_by_text("Đã hoãn").first).to_be_visible()
    member.goto(f"/sinh-hoat/{meeting}")
    expect(member.get_by_text("Lý do: Bão số 9").first).to_be_visible(timeout=_SLOW)
    expect(member.get_by_role("heading", name="Thay đổi sau khi đăng ký")).to_be_visible()


def test_the_calendar_address_is_told_once(signed_in: SignedIn):
    member = signed_in("member")
    member.goto("/sinh-hoat/lich")
    member.get_by_role("button", name=re.compile("^Tạo địa chỉ")).click()
    address = member.get_by_text(re.compile(r"/api/calendar/[\w-]{43}\.ics$")).inner_text()
    assert member.request.get(address).text().startswith("BEGIN:VCALENDAR")
    member.reload()
    expect(member.get_by_text(re.compile("Đang có một địa chỉ"))).to_be_visible()
    expect(member.get_by_text(re.compile(r"/api/calendar/"))).to_have_count(0)
    member.get_by_role("button", name="Thu hồi địa chỉ").click()
    member.get_by_role("dialog").get_by_role("button", name="Thu hồi địa chỉ").click()
    expect(member.get_by_role("button", name="Tạo địa chỉ riêng")).to_be_visible()
    assert member.request.get(address).status == 404


def test_the_screens_are_accessible(signed_in: SignedIn):
    secretary = signed_in("branch_secretary")
    secretary.goto("/sinh-hoat")
    expect(secretary.get_by_role("region", name="Sắp tới")).to_be_visible(timeout=_SLOW)
    assert_accessible(secretary)
    secretary.get_by_role("region", name="Sắp tới").get_by_role("link").first.click()
    expect(secretary.get_by_role("heading", name="Trả lời của đảng viên")).to_be_visible()
    secretary.wait_for_load_state("networkidle")
    assert_accessible(secretary)
    secretary.goto("/sinh-hoat/moi")
    secretary.get_by_text(re.compile(r"Chương trình \(\d+ nội dung\)")).click(timeout=_SLOW)
    assert_accessible(secretary)
    officer = signed_in("committee_officer", wide=True)
    officer.goto("/sinh-hoat/cac-chi-bo")
    expect(officer.get_by_role("table")).to_be_visible(timeout=_SLOW)
    assert_accessible(officer)
