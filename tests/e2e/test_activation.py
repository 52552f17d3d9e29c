"""From a paper with a code to a phone that is signed in."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, SignedIn, add_authenticator, offline
from tests.support.axe import assert_accessible


def fresh_code(page: Page, server: Server) -> dict[str, str]:
    """A code for somebody who has not activated yet; `page` is an officer's."""
    listed = page.request.get(f"{server.url}/api/signin/codes", params={"limit": 200}).json()["items"]
    for member in listed:
        if member["state"] not in {"not_issued", "waiting"}:
            continue
        answer = page.request.post(
            f"{server.url}/api/signin/codes",
            data={"member_ids": [member["member_id"]]},
            headers={"X-Handbook": "1"},
        )
        # Whoever holds an office above this one gets his paper from there.
        if answer.ok:
            issued: dict[str, str] = answer.json()["codes"][0]
            return issued
    raise AssertionError("everybody has activated")


def test_a_scanned_paper_and_a_fingerprint_are_enough(phone: Page, signed_in: SignedIn, server: Server):
    issued = fresh_code(signed_in("committee_officer"), server)
    add_authenticator(phone)
    phone.goto(issued["address"])

    expect(phone.get_by_role("heading", name="Có phải đồng chí không?")).to_be_focused()
    expect(phone.get_by_text(issued["display_name"])).to_be_visible()
    assert issued["code"].replace("-", "") not in phone.url, "the code does not stay in the address"
    assert_accessible(phone)

    phone.get_by_role("button", name="Đúng là tôi").click()
    expect(phone.get_by_role("heading", name="Chọn cách đăng nhập")).to_be_focused()
    assert_accessible(phone)
    phone.get_by_role("button", name="Cài vân tay, khuôn mặt").click()

    expect(phone.get_by_role("heading", name="Đã kích hoạt xong")).to_be_focused()
    expect(phone.get_by_text(issued["login"])).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Vào sổ tay").click()
    expect(phone.get_by_role("heading", name=issued["display_name"])).to_be_visible()
    assert key_of(phone) == {"extractable": False, "curve": "P-256", "login": issued["login"]}

    with offline(phone):
        phone.reload()
        expect(phone.get_by_role("heading", name=issued["display_name"])).to_be_visible()


def key_of(page: Page) -> object:
    """What the phone's database says of its own key."""
    return page.evaluate(
        """() => new Promise((done, failed) => {
            const opening = indexedDB.open('handbook');
            opening.onerror = failed;
            opening.onsuccess = () => {
                const row = opening.result.transaction('keys').objectStore('keys').get('device');
                row.onsuccess = () => {
                    const { pair: { privateKey }, login } = row.result;
                    opening.result.close();
                    done({ extractable: privateKey.extractable, curve: privateKey.algorithm.namedCurve, login });
                };
            };
        })"""
    )


def test_a_code_typed_by_an_unsteady_hand_and_a_password(phone: Page, signed_in: SignedIn, server: Server):
    issued = fresh_code(signed_in("committee_officer"), server)
    phone.goto("/kich-hoat")
    expect(phone.get_by_role("heading", name="Kích hoạt tài khoản")).to_be_visible()
    assert_accessible(phone)

    code = phone.get_by_label("Mã trên phiếu")
    code.fill(issued["code"][:6])
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.get_by_text("còn thiếu 7")).to_be_visible()
    as_written = issued["code"].replace("0", "o").replace("1", "l").replace("-", "  ").lower()
    code.press("ControlOrMeta+a")
    code.press_sequentially(as_written)

    phone.get_by_role("button", name="Đúng là tôi").click()
    # Without a screen lock the password is the only way, and its form is open already.
    phone.get_by_label("Mật khẩu mới").fill("ngắn")
    expect(phone.get_by_text("Còn ngắn")).to_be_visible()
    phone.get_by_label("Mật khẩu mới").fill("suối trong núi cao")
    expect(phone.get_by_text("Tốt, khó đoán")).to_be_visible()
    phone.get_by_role("button", name="Hiện mật khẩu").click()
    expect(phone.get_by_label("Mật khẩu mới")).to_have_value("suối trong núi cao")
    phone.get_by_role("button", name="Lưu mật khẩu và hoàn tất").click()
    expect(phone.get_by_role("heading", name="Đã kích hoạt xong")).to_be_visible()

    phone.goto("/kich-hoat#" + issued["code"].replace("-", ""))
    expect(phone.get_by_role("alert")).to_contain_text("đã được dùng")


def test_somebody_elses_paper_is_given_back(phone: Page, signed_in: SignedIn, server: Server):
    issued = fresh_code(signed_in("committee_officer"), server)
    phone.goto(issued["address"])
    phone.get_by_role("button", name="Không phải tôi").click()
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text("trả lại phiếu cho bí thư")
    dialog.get_by_role("button", name="Đóng").last.click()
    expect(phone.get_by_label("Mã trên phiếu")).to_have_value("")


def test_a_code_nobody_was_given_is_refused_in_words(phone: Page):
    phone.goto("/kich-hoat#ZZZZZZZZZZZZ")
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Mã trên phiếu")).to_have_value("ZZZZ ZZZZ ZZZZ")


def test_a_secretary_prints_a_paper_and_withdraws_it(signed_in: SignedIn, server: Server):
    desk = signed_in("branch_secretary", wide=True)
    name = fresh_code(desk, server)["display_name"]
    desk.goto("/chi-bo/ma-kich-hoat")
    table = desk.get_by_role("table")
    expect(table).to_be_visible()
    assert_accessible(desk)

    desk.get_by_role("button", name=re.compile("Đang chờ")).click()
    table.get_by_role("row", name=name).get_by_role("checkbox").check()
    desk.get_by_role("button", name="In phiếu cho 1 người").click()
    dialog = desk.get_by_role("dialog", name="In phiếu kích hoạt")
    expect(dialog).to_contain_text("Mã cũ của những người đang chờ")
    dialog.get_by_role("button", name="Tạo tệp để in").click()
    ready = desk.get_by_role("dialog", name="Phiếu đã sẵn sàng")
    expect(ready).to_be_visible()
    with desk.expect_download() as download:
        ready.get_by_role("link", name="Tải về máy").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    desk.keyboard.press("Escape")

    desk.get_by_role("button", name=f"Việc cần làm với {name}").click()
    desk.get_by_role("button", name="Thu hồi mã").click()
    confirm = desk.get_by_role("dialog", name=f"Thu hồi mã của {name}")
    confirm.get_by_role("button", name="Thu hồi mã").click()
    expect(desk.get_by_role("status").filter(has_text="Đã thu hồi mã")).to_be_visible()
