"""Finding, reading and keeping papers on the phone; publishing them at the desk."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignedIn, offline
from tests.support.axe import assert_accessible

# Reading the text of a file takes a while on a busy machine.
_READ = 90_000


def open_first_to_study(phone: Page) -> str:
    """Open the most urgent paper to study; its title."""
    phone.goto("/van-kien")
    section = phone.get_by_role("region", name="Cần học tập")
    expect(section).to_be_visible(timeout=20_000)
    section.get_by_role("listitem").first.get_by_role("link").click()
    expect(phone.locator("article p[data-block]").first).to_be_visible()
    return phone.get_by_role("heading", level=1).inner_text()


def select_words(phone: Page, start: int, end: int) -> str:
    """Select a piece of the first long paragraph as a finger would; its words."""
    words: str = phone.evaluate(
        """([start, end]) => {
            const block = [...document.querySelectorAll('p[data-block]')].find((p) => p.textContent.length > 120);
            block.scrollIntoView({ block: 'center' });
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && walker.currentNode.length < end);
            const range = document.createRange();
            range.setStart(walker.currentNode, start);
            range.setEnd(walker.currentNode, end);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }""",
        [start, end],
    )
    expect(phone.get_by_role("toolbar", name="Đoạn đang chọn")).to_be_visible()
    return words.strip()


@pytest.mark.parametrize("words", ["nghi quyet chuyen doi so", "nghị quyết chuyển đổi số"])
def test_a_search_finds_with_and_without_diacritics(words: str, signed_in: SignedIn):
    phone = signed_in("member")
    phone.goto("/van-kien")
    phone.get_by_role("searchbox").fill(words)
    hit = phone.locator("[data-papers] a").filter(has_text="chuyển đổi số").first
    expect(hit.locator("mark").first).to_be_visible()
    # The list may still be put in another order by the server's answer.
    phone.wait_for_load_state("networkidle")
    phone.get_by_role("searchbox").press("ArrowDown")
    expect(phone.locator("[data-papers] a").first).to_be_focused()


def test_a_search_that_finds_nothing_says_what_to_try(signed_in: SignedIn):
    phone = signed_in("member")
    phone.goto("/van-kien")
    phone.get_by_role("searchbox").fill("zzyzx khong co dau")
    expect(phone.get_by_text("Không tìm thấy văn kiện nào")).to_be_visible()
    assert_accessible(phone)


def test_filters_narrow_the_list_and_stand_in_the_address(signed_in: SignedIn):
    phone = signed_in("member")
    phone.goto("/van-kien")
    phone.get_by_role("button", name="Bộ lọc").click()
    phone.get_by_label("Loại văn kiện").select_option(label="Nghị quyết")
    phone.get_by_role("button", name="Xem kết quả").click()
    expect(phone.get_by_role("region", name="Văn kiện theo bộ lọc").get_by_role("link").first).to_contain_text(
        "Nghị quyết"
    )
    assert "loai=NQ" in phone.url
    phone.reload()
    expect(phone.get_by_role("button", name="Bỏ lọc: Nghị quyết")).to_be_visible()
    phone.get_by_role("button", name="Bỏ lọc: Nghị quyết").click()
    expect(phone.get_by_role("region", name="Cần học tập")).to_be_visible()


def test_marks_and_notes_are_made_without_a_network_and_sent_with_one(signed_in: SignedIn):
    phone = signed_in("member")
    open_first_to_study(phone)
    with offline(phone):
        words = select_words(phone, 10, 60)
        assert_accessible(phone)
        phone.get_by_role("button", name="Tô màu Vàng").click()
        expect(phone.locator("mark").filter(has_text=words)).to_be_visible()
        select_words(phone, 5, 9)
        phone.get_by_role("toolbar").get_by_role("button", name="Ghi chú").click()
        phone.get_by_label("Nội dung ghi chú").fill("Hỏi bí thư về lớp tập huấn")
        phone.get_by_role("button", name="Lưu", exact=True).click()
        expect(phone.get_by_role("button", name="Hỏi bí thư về lớp tập huấn")).to_be_visible()
        phone.reload()
        expect(phone.locator("mark").filter(has_text=words)).to_be_visible()
    # What could not go at once is tried again after a pause.
    with phone.expect_response("**/api/library/highlights/*", timeout=40_000):
        phone.goto("/van-kien")
    expect(phone.get_by_role("button", name="Đã đồng bộ")).to_be_visible()
    mine = phone.context.request.get("/api/library/mine").json()
    assert [highlight["color"] for highlight in mine["highlights"]] == ["yellow"]
    assert [note["text"] for note in mine["notes"]] == ["Hỏi bí thư về lớp tập huấn"]


def test_the_place_is_kept_and_resumed(signed_in: SignedIn):
    phone = signed_in("branch_secretary")
    open_first_to_study(phone)
    progress = phone.get_by_role("progressbar", name="Đã đọc đến")
    expect(progress).not_to_have_attribute("aria-valuenow", "0")
    at_first = progress.get_attribute("aria-valuenow")
    phone.evaluate("document.querySelectorAll('[data-place]')[8].scrollIntoView()")
    expect(progress).not_to_have_attribute("aria-valuenow", str(at_first))
    # Going back at once must not lose the place.
    phone.get_by_role("link", name="Quay lại").click()
    expect(phone.get_by_role("progressbar").first).to_be_visible()
    phone.get_by_role("region", name="Cần học tập").get_by_role("link").first.click()
    expect(phone.get_by_text("Đọc tiếp từ chỗ lần trước.")).to_be_visible()
    assert phone.evaluate("scrollY") > 200
    phone.get_by_role("button", name="Về đầu").click()
    assert phone.evaluate("scrollY") == 0


def test_studied_can_be_taken_back_at_first_and_counts_afterwards(signed_in: SignedIn):
    phone = signed_in("branch_secretary")
    title = open_first_to_study(phone)
    tools = phone.get_by_role("navigation", name="Công cụ đọc")
    tools.get_by_role("button", name="Đã học").click()
    phone.get_by_role("button", name="Xác nhận đã học").click()
    phone.get_by_role("button", name="Hoàn tác").click()
    expect(tools.get_by_role("button", name="Đã học")).to_have_attribute("aria-pressed", "false")
    tools.get_by_role("button", name="Đã học").click()
    with phone.expect_response("**/acknowledgement", timeout=30_000) as answer:
        phone.get_by_role("button", name="Xác nhận đã học").click()
    assert answer.value.ok
    phone.goto("/van-kien?xem=can-hoc")
    expect(phone.get_by_role("heading", level=2).first).to_be_visible()
    expect(phone.get_by_role("link").filter(has_text=title)).to_have_count(0)


def test_a_saved_paper_shows_its_original_pages_without_a_network(signed_in: SignedIn):
    phone = signed_in("member")
    open_first_to_study(phone)
    phone.get_by_role("button", name="Thông tin văn kiện").click()
    phone.get_by_role("button", name="Lưu vào máy").click()
    expect(phone.get_by_text("Đã lưu vào máy.")).to_be_visible(timeout=30_000)
    assert_accessible(phone)
    with offline(phone):
        phone.get_by_role("dialog").get_by_role("link", name="Xem trang gốc").click()
        page_image = phone.get_by_role("img", name="Trang 1 trên")
        expect(page_image).to_be_visible()
        expect(page_image).not_to_have_js_property("naturalWidth", 0)
    assert_accessible(phone)


def test_a_phone_without_a_vietnamese_voice_says_so(signed_in: SignedIn):
    phone = signed_in("member")
    phone.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'en-US', localService: true, name: 'x' }]")
    open_first_to_study(phone)
    phone.get_by_role("button", name="Nghe").click()
    expect(phone.get_by_text("Máy này chưa có giọng đọc tiếng Việt.")).to_be_visible()


def test_reading_aloud_goes_from_paragraph_to_paragraph(signed_in: SignedIn):
    phone = signed_in("member")
    phone.add_init_script(
        """speechSynthesis.getVoices = () => [{ lang: 'vi-VN', localService: true, name: 'x' }];
        Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {}, get: () => null });
        window.said = [];
        speechSynthesis.speak = (utterance) => { said.push(utterance.text); window.last = utterance; };
        speechSynthesis.cancel = () => {};"""
    )
    open_first_to_study(phone)
    phone.get_by_role("button", name="Nghe").click()
    bar = phone.get_by_role("region", name="Đang đọc thành tiếng")
    expect(bar).to_be_visible()
    first = phone.evaluate("said.at(-1)")
    bar.get_by_role("button", name="Đoạn sau").click()
    assert phone.evaluate("said.at(-1)") != first
    assert_accessible(phone)
    bar.get_by_role("button", name="Thôi nghe").click()
    expect(bar).to_have_count(0)


def a_letter(folder: Path, words: str) -> Path:
    """A DOCX of a few lines."""
    letter = Document()
    letter.add_heading("I. Mục đích, yêu cầu", level=1)
    letter.add_paragraph(words)
    path = folder / "ke-hoach.docx"
    letter.save(str(path))
    return path


def test_the_desk_publishes_replaces_and_withdraws(signed_in: SignedIn, tmp_path: Path):
    desk = signed_in("committee_officer", wide=True)
    desk.goto("/van-kien/quan-ly")
    expect(desk.get_by_role("table")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("link", name="Văn kiện mới").click()
    desk.get_by_label("Số ký hiệu").fill("99 kh du")
    desk.get_by_label("Số ký hiệu").press("Tab")
    expect(desk.get_by_label("Số ký hiệu")).to_have_value("99-KH/ĐU")
    desk.locator("input[type=file]").set_input_files(a_letter(tmp_path, "Kế hoạch gặt lúa mùa ở thôn Nà Phặc."))
    desk.get_by_label("Tên văn kiện").fill("Kế hoạch thử của bài kiểm tra")
    expect(desk.get_by_text("Đã đọc xong")).to_be_visible(timeout=_READ)
    assert_accessible(desk)
    desk.get_by_role("button", name="Lưu bản nháp").click()
    publish = desk.get_by_role("button", name="Ban hành", exact=True)
    expect(publish).to_be_enabled(timeout=_READ)
    assert_accessible(desk)
    publish.click()
    desk.get_by_role("dialog").get_by_role("button", name="Ban hành").click()
    expect(desk.get_by_text("Đã ban hành.", exact=True)).to_be_visible()

    reader = signed_in("committee_officer")
    reader.goto("/van-kien")
    reader.get_by_role("searchbox").fill("gat lua mua na phac")
    expect(reader.locator("mark").first).to_be_visible()

    desk.get_by_role("button", name="Thu hồi").click()
    desk.get_by_label("Lý do thu hồi").fill("Bản thử")
    desk.get_by_role("dialog").get_by_role("button", name="Thu hồi").click()
    expect(desk.get_by_text("Đã thu hồi.", exact=True)).to_be_visible()
    reader.get_by_role("searchbox").fill("gat lua mua na phac thon")
    expect(reader.get_by_text("Không tìm thấy văn kiện nào")).to_be_visible()


def test_files_that_are_refused_say_why(signed_in: SignedIn, tmp_path: Path):
    desk = signed_in("committee_officer", wide=True)
    desk.goto("/van-kien/quan-ly/moi")
    pretender = tmp_path / "ke-hoach.pdf"
    pretender.write_text("không phải PDF", "utf-8")
    desk.locator("input[type=file]").set_input_files(pretender)
    expect(desk.get_by_text("Chỉ nhận tệp PDF, DOCX hoặc ảnh")).to_be_visible()
    marked = Document()
    marked.add_paragraph("MẬT")
    marked.add_paragraph("Kế hoạch bảo vệ")
    secret = tmp_path / "bao-ve.docx"
    marked.save(str(secret))
    desk.locator("input[type=file]").set_input_files(secret)
    expect(desk.get_by_text("Văn bản có dấu chỉ độ mật (MẬT)")).to_be_visible()
    assert_accessible(desk)


def test_the_trust_store_is_accessible(signed_in: SignedIn):
    desk = signed_in("committee_officer", wide=True)
    desk.goto("/van-kien/quan-ly/chung-thu-goc")
    desk.get_by_role("button", name="Thêm chứng thư gốc").click()
    expect(desk.get_by_label("Tên dễ nhớ")).to_be_visible()
    assert_accessible(desk)
