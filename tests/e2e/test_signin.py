"""Signing in, the second step, and signing out with nothing left behind."""

import time

import pyotp
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, add_authenticator, offline, sign_in, worker_ready
from tests.support.axe import assert_accessible


def test_the_way_in_is_clear_and_accessible(phone: Page):
    phone.goto("/van-kien?loc=NQ")
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Quên mật khẩu?").click()
    expect(phone.get_by_role("dialog")).to_contain_text("báo bí thư")
    assert_accessible(phone)


def test_after_signing_in_one_is_where_one_wanted_to_go(phone: Page, server: Server):
    phone.goto("/ca-nhan/cai-dat")
    phone.wait_for_url("**/dang-nhap?next=*")
    account = server.accounts["member"]
    phone.get_by_label("Tên đăng nhập hoặc số điện thoại").fill(account.login.upper())
    phone.get_by_label("Mật khẩu", exact=True).fill(account.password)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.get_by_role("heading", name="Cài đặt")).to_be_visible()
    assert phone.url == f"{server.url}/ca-nhan/cai-dat"


def test_a_link_cannot_lead_to_another_site(phone: Page, server: Server):
    account = server.accounts["member"]
    phone.goto("/dang-nhap?next=//example.com/steal")
    phone.get_by_label("Tên đăng nhập hoặc số điện thoại").fill(account.login)
    phone.get_by_label("Mật khẩu", exact=True).fill(account.password)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.get_by_role("heading", name=account.name)).to_be_visible()
    assert phone.url == f"{server.url}/"


def test_a_wrong_password_is_said_and_the_fields_stay(phone: Page, server: Server):
    phone.goto("/dang-nhap")
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.get_by_text("Đồng chí nhập mật khẩu.")).to_be_visible()
    login = server.accounts["organiser"].login
    phone.get_by_label("Tên đăng nhập hoặc số điện thoại").fill(login)
    phone.get_by_label("Mật khẩu", exact=True).fill("không phải mật khẩu")
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Tên đăng nhập hoặc số điện thoại")).to_have_value(login)
    assert_accessible(phone)


def test_who_fails_too_often_is_told_how_long_to_wait(phone: Page):
    phone.goto("/dang-nhap")
    phone.get_by_label("Tên đăng nhập hoặc số điện thoại").fill("khong.co.ai.1234")
    submit = phone.get_by_role("button", name="Đăng nhập", exact=True)
    locked = phone.get_by_role("timer")
    for attempt in range(30):
        phone.get_by_label("Mật khẩu", exact=True).fill(f"sai lần {attempt}")
        with phone.expect_response("**/api/signin/sessions") as answer:
            submit.click()
        if answer.value.status == 429:
            break
    expect(locked).to_contain_text("Đồng chí đợi")
    expect(locked).to_contain_text("phút")
    expect(submit).to_be_disabled()
    assert_accessible(phone)


def test_a_passkey_alone_signs_in(phone: Page, server: Server):
    account = server.accounts["reception"]
    sign_in(phone, account)
    add_authenticator(phone)
    phone.goto("/ca-nhan/thiet-bi")
    phone.get_by_role("button", name="Cài trên máy này").click()
    dialog = phone.get_by_role("dialog", name="Cài trên máy này")
    dialog.get_by_label("Tên gợi nhớ").fill("Máy quầy đón tiếp")
    dialog.get_by_role("button", name="Cài đặt").click()
    expect(phone.get_by_text("Máy quầy đón tiếp")).to_be_visible()
    sign_out(phone)

    phone.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    phone.goto("/dang-nhap")
    phone.get_by_role("button", name="Dùng vân tay, khuôn mặt").click()
    expect(phone.get_by_role("heading", name=account.name)).to_be_visible()


def test_a_passkey_is_offered_among_the_suggestions_of_the_keyboard(phone: Page, server: Server):
    account = server.accounts["upper_committee_officer"]
    sign_in(phone, account)
    add_authenticator(phone)
    phone.reload()
    phone.get_by_role("button", name="Cài trên máy này").click()
    expect(phone.get_by_role("heading", name=account.name)).to_be_visible()
    sign_out(phone)
    # The pretended fingerprint reader takes the suggestion by itself, and both steps are done at once.
    phone.goto("/dang-nhap?next=/ca-nhan")
    expect(phone.get_by_role("heading", name="Cá nhân", level=1)).to_be_visible()


def test_an_officer_sets_up_a_second_step_and_gives_it_the_next_time(phone: Page, server: Server):
    account = server.accounts["data_protection_officer"]
    sign_in(phone, account)
    expect(phone.get_by_role("heading", name="Cài xác nhận hai bước")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Cài ứng dụng xác thực").click()
    expect(phone.get_by_role("img", name="Mã QR")).to_be_visible()
    assert_accessible(phone)
    secret = phone.locator("p.font-mono").inner_text().replace(" ", "")
    app = pyotp.TOTP(secret)
    phone.get_by_label("Mã 6 số").press_sequentially(app.now())
    expect(phone.get_by_role("heading", name=account.name)).to_be_visible()

    sign_out(phone)
    phone.get_by_role("link", name="Đăng nhập").click()
    sign_in(phone, account)
    expect(phone.get_by_role("heading", name="Xác nhận bước hai")).to_be_visible()
    assert_accessible(phone)
    # Who goes on without it is not told that the work is somebody else's.
    phone.goto("/nhat-ky")
    phone.get_by_role("link", name="Xác nhận bước hai").click()
    # A code works once: the one of the next half minute is as good to the server.
    phone.get_by_label("Mã 6 số").press_sequentially(app.at(time.time() + 30))
    expect(phone.get_by_role("heading", name="Nhật ký", level=1)).to_be_visible()
    # The second step is set up once a run: whose screens these are goes on with this session (`signed_in`).
    server.cookies[account.role] = phone.context.cookies()


def test_signing_out_leaves_nothing_on_the_phone(phone: Page, server: Server):
    account = server.accounts["organiser"]
    sign_in(phone, account)
    phone.goto("/ca-nhan")
    expect(phone.get_by_role("main").get_by_text(account.name)).to_be_visible()
    worker_ready(phone)
    phone.evaluate("caches.open('handbook-files').then(cache => cache.put('/api/x', new Response('riêng')))")
    assert traces(phone)["rows"] != 0

    phone.get_by_role("link", name="Đăng xuất").click()
    expect(phone.get_by_role("heading", name="Đăng xuất khỏi máy này")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Đăng xuất và xóa dữ liệu").click()
    expect(phone.get_by_role("heading", name="Đã đăng xuất")).to_be_focused()
    expect(phone.get_by_text("Máy này không còn dữ liệu")).to_be_visible()
    assert_accessible(phone)

    assert traces(phone) == {"rows": 0, "caches": [], "storage": [], "session": 401}
    phone.get_by_role("link", name="Đăng nhập").click()
    phone.goto("/ca-nhan")
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_signing_out_without_a_network_empties_the_phone_and_counts_what_waits(phone: Page, server: Server):
    account = server.accounts["member"]
    sign_in(phone, account)
    phone.goto("/ca-nhan/du-lieu")
    expect(phone.get_by_role("heading", name="Dữ liệu của tôi")).to_be_visible()
    with offline(phone):
        phone.get_by_role("button", name="Yêu cầu bản sao").click()
        phone.get_by_role("button", name="Gửi yêu cầu").click()
        expect(phone.get_by_text("Chờ gửi đi")).to_be_visible()
        phone.goto("/dang-xuat")
        expect(phone.get_by_text("Còn 1 việc chưa gửi đi")).to_be_visible()
        expect(phone.get_by_text("Yêu cầu về dữ liệu: Yêu cầu bản sao")).to_be_visible()
        phone.get_by_role("button", name="Gửi ngay").click()
        expect(phone.get_by_text("Chưa gửi được")).to_be_visible()
        assert_accessible(phone)
        phone.get_by_role("button", name="Bỏ những việc chưa gửi và đăng xuất").click()
        expect(phone.get_by_role("heading", name="Đã đăng xuất")).to_be_visible()
        left = traces(phone)
    # What is left says only that the server still has to be told.
    assert left == {"rows": 0, "caches": [], "storage": ["handbook.sign_out_owed"], "session": None}
    phone.goto("/")
    expect(phone.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert phone.request.get(f"{server.url}/api/signin/session").status == 401


def sign_out(page: Page) -> None:
    page.goto("/dang-xuat")
    page.get_by_role("button", name="Đăng xuất và xóa dữ liệu").click()
    expect(page.get_by_role("heading", name="Đã đăng xuất")).to_be_visible()


def traces(page: Page) -> dict[str, object]:
    """What of a person is on this phone: database rows, caches other than the app itself, storage, the session."""
    found: dict[str, object] = page.evaluate(
        """async () => {
            let rows = 0;
            for (const { name } of await indexedDB.databases()) {
                const database = await new Promise((done, failed) => {
                    const opening = indexedDB.open(name);
                    opening.onsuccess = () => done(opening.result);
                    opening.onerror = failed;
                });
                for (const store of database.objectStoreNames) {
                    rows += await new Promise((done) => {
                        const count = database.transaction(store).objectStore(store).count();
                        count.onsuccess = () => done(count.result);
                    });
                }
                database.close();
            }
            const kept = (await caches.keys()).filter((name) => !name.startsWith('handbook-shell-'));
            const storage = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
                .filter((key) => key !== 'handbook.settings' && !key.startsWith('sveltekit:'));
            const session = await fetch('/api/signin/session').then(({ status }) => status, () => null);
            return { rows, caches: kept, storage, session };
        }"""
    )
    return found
