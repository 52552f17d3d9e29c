"""Papers by the folder, and what is guessed of their heads."""

from datetime import date

import pytest

from api.rooms.library import papers
from api.rooms.library.service import import_folder
from tests.makers.library import a_docx, a_pdf, a_scan
from tests.rooms.library.conftest import working

TYPES = {"NQ", "QĐ", "KH", "CTr", "BC", "TL", "HD"}
BODY = "Các chi bộ tổ chức sinh hoạt chuyên đề về đất ngập mặn ven biển."


def bring_in(place, folder):
    seen = []
    with working(place.house):
        results = import_folder(
            place.house.database,
            place.house.app.state.storage,
            folder,
            place.committee.id,
            on_progress=lambda done, every: seen.append((done, every)),
        )
    return results, seen


def test_a_folder_of_papers_is_published_and_found_and_a_second_time_changes_nothing(place, find, tmp_path):
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(a_pdf(BODY, title="KẾ HOẠCH TRỒNG RỪNG", symbol="12-KH/ĐU"))
    (folder / "sub" / "b.docx").write_bytes(a_docx("Nội dung về nghề cá.", title="Báo cáo nghề cá quý một"))
    (folder / "sub" / "c.pdf").write_bytes(a_scan(a_pdf("Giống lúa mới trên cánh đồng mẫu lớn của xã.")))
    (folder / "secret.pdf").write_bytes(a_pdf(BODY, mark="MẬT"))
    (folder / "fake.pdf").write_bytes(b"<html>")
    (folder / "notes.txt").write_text("không phải văn kiện")
    results, seen = bring_in(place, folder)
    assert {r.path.name: r.outcome for r in results} == {
        "a.pdf": "published",
        "b.docx": "published",
        "c.pdf": "published",
        "secret.pdf": "library.secret_refused",
        "fake.pdf": "library.format_unknown",
    }
    assert seen[-1] == (5, 5)
    hit = find("dat ngap man ven bien")[0]["document"]
    assert (hit["number_symbol"], hit["type"], hit["title"]) == ("12-KH/ĐU", "KH", "Kế hoạch trồng rừng")
    assert [h["document"]["title"] for h in find("nghe ca")] == ["Báo cáo nghề cá quý một"]
    assert len(find("canh dong mau lon")) == 1
    again, _ = bring_in(place, folder)
    assert sorted(r.outcome for r in again) == [
        "library.format_unknown", "library.secret_refused", "unchanged", "unchanged", "unchanged",
    ]  # fmt: skip


def block(text, kind="paragraph"):
    return {"kind": kind, "level": 1 if kind == "heading" else 0, "text": text, "rows": None}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "ĐẢNG ỦY XÃ SỐ MỘT ĐẢNG CỘNG SẢN VIỆT NAM",
                "Số 05-NQ/ĐU Xã Số Một, ngày 03 tháng 02 năm 2026",
                "NGHỊ QUYẾT",
                "về chuyển đổi số trong Đảng bộ",
                "Căn cứ Quyết định số 12-QĐ/TU",
            ],
            ("NQ", "Nghị quyết về chuyển đổi số trong Đảng bộ", "05-NQ/ĐU", date(2026, 2, 3)),
        ),
        (
            ["TỈNH ỦY THANH BÌNH", "Số 7-QĐi/TU", "QUY ĐỊNH", "*", "về chế độ sinh hoạt"],
            ("QĐ", "Quy định về chế độ sinh hoạt", "7-QĐi/TU", None),
        ),
        (
            ["Đẩy mạnh chuyển đổi số", "Thực hiện Nghị quyết số 07-NQ/TU của Tỉnh ủy, các cấp ủy đã làm nhiều việc."],
            ("TL", "Đẩy mạnh chuyển đổi số", None, None),
        ),
        (["20/07/2021 10:31", "…"], ("TL", "Ban quet 01", None, date(2021, 7, 20))),
        (["Ngày 45 tháng 13 năm 2026 nào đó không có thật"], ("TL", None, None, None)),
    ],
)
def test_the_head_is_guessed_leniently(lines, expected):
    kind, title, symbol, day = expected
    guessed = papers.guess([block(line) for line in lines], "ban_quet-01.pdf", TYPES)
    assert (guessed.type, guessed.number_symbol, guessed.issued_on) == (kind, symbol, day)
    assert title is None or guessed.title == title


def test_the_issuer_is_read_from_the_head():
    lines = [block("ĐẢNG ỦY XÃ SỐ MỘT"), block("*"), block("Số 05-NQ/ĐU")]
    assert papers.guess(lines, "a.pdf", TYPES).issuer_name == "Đảng ủy xã số một"


def test_a_long_title_is_cut_at_a_word():
    guessed = papers.guess([block("Chuyển đổi số " * 60, "heading")], "a.pdf", TYPES)
    assert len(guessed.title) <= papers.LONGEST_TITLE + 1
    assert guessed.title.endswith(" số…") or guessed.title.endswith(" đổi…") or guessed.title.endswith("Chuyển…")
