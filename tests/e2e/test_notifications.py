"""Turning notices on, a push that arrives, and the screen it opens."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Server, SignedIn, worker_ready
from tests.makers.phones import Phone
from tests.support.axe import assert_accessible

SUBSCRIBE = """
(keys) => {
    // Chromium's own push service is out in the internet; everything around it is the real thing.
    const plain = (text) => atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = (text) => Uint8Array.from(plain(text), (letter) => letter.charCodeAt(0));
    const kept = () => JSON.parse(localStorage.getItem('test.subscription') ?? 'null');
    const asSubscription = (key) => ({
        endpoint: 'https://push.invalid/' + keys.id,
        options: { applicationServerKey: bytes(key).buffer, userVisibleOnly: true },
        getKey: (name) => bytes(keys[name]).buffer,
        unsubscribe: async () => { localStorage.removeItem('test.subscription'); return true; },
        toJSON: () => ({ endpoint: 'https://push.invalid/' + keys.id, keys }),
    });
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        const text = btoa(String.fromCharCode(...new Uint8Array(applicationServerKey)));
        localStorage.setItem('test.subscription', JSON.stringify(text));
        return asSubscription(text);
    };
    PushManager.prototype.getSubscription = async () => (kept() ? asSubscription(kept()) : null);
}
"""


@pytest.fixture
def phone(signed_in: SignedIn, server: Server) -> Page:
    page = signed_in("member")
    page.context.grant_permissions(["notifications"], origin=server.url)
    keys = {"id": "e2e", **Phone().keys()}
    page.add_init_script(f"({SUBSCRIBE})({json.dumps(keys)})")
    return page


IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS {} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.4 Mobile/15E148 Safari/604.1"
)
WITHOUT_PUSH = "delete window.PushManager; delete window.Notification;"
"""What Safari on an iPhone has not, as long as it is no app."""
ON_HOME_SCREEN = "Object.defineProperty(navigator, 'standalone', { value: true });"


@pytest.fixture
def iphone(
    signed_in: SignedIn, open_context: Callable[[dict[str, Any]], BrowserContext], server: Server
) -> Callable[..., Page]:
    """`iphone(script, system="18_4")`: a member's page that takes itself for Safari on an iPhone."""

    def open_page(script: str, system: str = "18_4") -> Page:
        signed_in("member")
        kind = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
        context = open_context({**kind, "user_agent": IPHONE.format(system)})
        context.add_cookies(server.cookies["member"])
        context.add_init_script(script)
        return context.new_page()

    return open_page


def turn_on(page: Page) -> None:
    page.goto("/thong-bao/cai-dat")
    worker_ready(page)
    page.get_by_role("button", name="Bật thông báo").click()
    expect(page.get_by_text("Máy này đang nhận thông báo")).to_be_visible()


HEAR = """
() => {
    window.heard = 0;
    navigator.serviceWorker.onmessage = ({ data }) => { if (data?.type === 'news') window.heard += 1; };
}
"""


def deliver(page: Page, server: Server, *payloads: Any) -> None:
    """What a push service does: wake the service worker. Returns when it has shown them all."""
    protocol = page.context.new_cdp_session(page)
    found: list[str] = []
    protocol.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    protocol.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(100)
    page.evaluate(HEAR)
    for payload in payloads:
        message = {"origin": server.url, "registrationId": found[-1], "data": json.dumps(payload)}
        protocol.send("ServiceWorker.deliverPushMessage", message)
    page.wait_for_function("(count) => window.heard === count", arg=len(payloads), timeout=20_000)


def shown(page: Page) -> list[dict[str, Any]]:
    """The notifications on the screen."""
    found: list[dict[str, Any]] = page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            return (await registration.getNotifications()).map(({ title, tag, data }) => ({ title, tag, data }));
        }"""
    )
    return found


def tap(context: BrowserContext, title: str) -> None:
    """A finger on the notification with these words."""
    context.service_workers[0].evaluate(
        """async (words) => {
            const standing = await self.registration.getNotifications();
            const notification = standing.find(({ title }) => title === words);
            self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
        }""",
        title,
    )


def test_a_push_is_shown_and_leads_to_its_screen(phone: Page, server: Server):
    turn_on(phone)
    notification = {
        "title": "Có văn kiện mới gửi đến đồng chí",
        "navigate": f"{server.url}/van-kien",
        "lang": "vi",
        "tag": "topic-1",
        "app_badge": "2",
        "data": {"id": "019a0000-0000-7000-8000-000000000009", "kind": "document"},
    }
    with phone.expect_response("**/api/notifications/changes*"):
        deliver(phone, server, {"web_push": 8030, "notification": notification})
    (seen,) = shown(phone)
    assert seen["title"] == notification["title"]
    assert seen["tag"] == "topic-1"
    deliver(phone, server, {"web_push": 8030, "notification": notification | {"title": "Văn kiện đã thay"}})
    assert [seen["title"] for seen in shown(phone)] == ["Văn kiện đã thay"]
    tap(phone.context, "Văn kiện đã thay")
    phone.wait_for_url("**/van-kien")


def test_papers_that_come_at_once_are_one_line_that_leads_to_the_inbox(phone: Page, server: Server):
    turn_on(phone)
    paper = {"kind": "document", "title": "Có văn kiện mới"}
    deliver(phone, server, *(paper | {"id": name, "link": f"/van-kien/{name}"} for name in ("mot", "hai", "ba")))
    assert [seen["title"] for seen in shown(phone)] == ["Có văn kiện mới (3)"]
    tap(phone.context, "Có văn kiện mới (3)")
    phone.wait_for_url("**/thong-bao")


def test_what_was_shown_is_told_to_the_server(phone: Page, server: Server):
    turn_on(phone)
    told: list[str] = []
    phone.context.on("request", lambda request: told.append(request.url + " " + (request.post_data or "")))
    data = {"id": "019a0000-0000-7000-8000-000000000007", "kind": "document"}
    deliver(phone, server, {"web_push": 8030, "notification": {"title": "t", "navigate": "/", "data": data}})
    for _ in range(50):
        if any("/api/notifications/receipts" in line and data["id"] in line for line in told):
            return
        phone.wait_for_timeout(100)
    pytest.fail("no receipt was sent")


def test_a_push_that_says_nothing_readable_is_still_shown(phone: Page, server: Server):
    turn_on(phone)
    deliver(phone, server, "not a notice")
    assert shown(phone)[0]["title"] == "Sổ tay đảng viên"


def test_choices_are_kept_and_the_screens_are_accessible(phone: Page):
    turn_on(phone)
    papers = phone.get_by_role("switch", name="Văn kiện")
    expect(papers).to_be_checked()
    with phone.expect_response("**/api/notifications/preferences"):
        phone.get_by_role("switch", name="Giờ yên lặng").click()
    expect(phone.get_by_label("Từ", exact=True)).to_have_value("1290")
    assert_accessible(phone)
    phone.reload()
    expect(phone.get_by_label("Từ", exact=True)).to_have_value("1290")
    with phone.expect_response("**/api/notifications/preferences"):
        phone.get_by_role("switch", name="Giờ yên lặng").click()
    phone.goto("/thong-bao")
    assert_accessible(phone)


def test_a_test_that_cannot_arrive_says_what_to_do(phone: Page):
    """`push.invalid` is no name, so the way ends at the second step."""
    turn_on(phone)
    phone.get_by_role("button", name="Gửi thông báo thử").click()
    expect(phone.get_by_text("Máy chủ Sổ tay chưa liên lạc được")).to_be_visible()
    phone.get_by_role("button", name="Tắt trên máy này").click()
    expect(phone.get_by_role("button", name="Bật thông báo")).to_be_visible()


def test_an_iphone_is_led_to_the_home_screen_before_anything_is_asked(iphone: Callable[..., Page]):
    page = iphone(WITHOUT_PUSH)
    page.goto("/thong-bao")
    page.get_by_role("link", name="Bật thông báo").click()
    expect(page.get_by_text("iPhone cần cài ứng dụng trước")).to_be_visible()
    page.reload()  # opened straight at the screen it is the same
    expect(page.get_by_text("iPhone cần cài ứng dụng trước")).to_be_visible()
    expect(page.get_by_text("Chạm nút Chia sẻ")).to_be_visible()
    expect(page.get_by_role("button", name="Bật thông báo")).to_have_count(0)
    assert_accessible(page)


def test_the_app_on_an_iphones_home_screen_names_the_iphones_settings_and_asks_after_a_tap(
    iphone: Callable[..., Page], server: Server
):
    page = iphone(ON_HOME_SCREEN)
    page.context.grant_permissions([], origin=server.url)  # which refuses all of them
    page.goto("/thong-bao/cai-dat")
    expect(page.get_by_text("Mở Cài đặt của iPhone")).to_be_visible()
    page.context.grant_permissions(["notifications"], origin=server.url)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("button", name="Bật thông báo")).to_be_visible()


def test_an_iphone_that_is_too_old_installs_nothing_for_nothing(iphone: Callable[..., Page]):
    page = iphone(WITHOUT_PUSH, system="15_8")
    page.goto("/thong-bao/cai-dat")
    expect(page.get_by_text("iPhone này cần iOS 16.4 trở lên")).to_be_visible()
    expect(page.get_by_text("Chạm nút Chia sẻ")).to_have_count(0)
