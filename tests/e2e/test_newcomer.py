"""The main story: a paper with a code, a search without diacritics, a resolution read with and without a network."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, SignedIn, add_authenticator, offline
from tests.e2e.test_activation import fresh_code
from tests.e2e.test_signin import sign_out, traces
from tests.support.axe import assert_accessible

WANTED = "nghi quyet chuyen doi so"


def test_a_newcomer_reads_a_resolution_and_leaves_nothing_behind(phone: Page, signed_in: SignedIn, server: Server):
    activate(phone, fresh_code(signed_in("branch_secretary"), server))
    title, passage = find_and_read(phone)

    with offline(phone):
        phone.reload()
        expect(phone.get_by_role("heading", level=1, name=title)).to_be_visible()
        expect(phone.get_by_text(passage).first).to_be_visible()
        phone.goto("/van-kien")
        phone.get_by_role("searchbox").fill(WANTED)
        expect(phone.get_by_role("link").filter(has_text=title).first).to_be_visible()

    sign_out(phone)
    assert traces(phone) == {"rows": 0, "caches": [], "storage": [], "session": 401}


def activate(phone: Page, paper: dict[str, str]) -> None:
    """Scan the code with the phone's camera app, use the fingerprint reader."""
    add_authenticator(phone)
    phone.goto(paper["address"])
    phone.get_by_role("button", name="Đúng là tôi").click()
    phone.get_by_role("button", name="Cài vân tay, khuôn mặt").click()
    phone.get_by_role("link", name="Vào sổ tay").click()
    expect(phone.get_by_role("heading", name=paper["display_name"])).to_be_visible()


def find_and_read(phone: Page) -> tuple[str, str]:
    """Type without diacritics, open the first hit; its title and one of its paragraphs."""
    phone.get_by_role("link", name="Văn kiện").first.click()
    phone.get_by_role("searchbox").fill(WANTED)
    hit = phone.locator("mark").first
    expect(hit).to_be_visible()
    assert_accessible(phone)
    hit.click()
    phone.wait_for_url("**/van-kien/*")
    paragraph = phone.locator("article p").filter(has_text="chuyển đổi số").first
    expect(paragraph).to_be_visible()
    assert_accessible(phone)
    return phone.get_by_role("heading", level=1).first.inner_text(), paragraph.inner_text()[:60]
