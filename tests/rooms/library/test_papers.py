"""What is guessed of a paper's head when it comes in by the folder."""

from datetime import date

import pytest

from api.rooms.library.papers import LONGEST_TITLE, Guess, guess

TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định, quy định", "CT": "Chỉ thị", "KH": "Kế hoạch", "TL": "Tài liệu",
}  # fmt: skip


def blocks(*texts):
    pairs = (("paragraph", text) if isinstance(text, str) else text for text in texts)
    return [{"kind": kind, "text": text} for kind, text in pairs]


def read(*texts, name="ban_quet-01.pdf"):
    return guess(blocks(*texts), name, TYPES)


def test_a_party_paper_is_known_by_its_letterhead():
    assert read(
        ("heading", "ĐẢNG CỘNG SẢN VIỆT NAM TỈNH ỦY YÊN SƠN"),
        ("item", "* Số 07-NQ/TU Yên Sơn, ngày 18 tháng 08 năm 2026"),
        ("heading", "NGHỊ QUYẾT về đẩy mạnh chuyển đổi số"),
        ("heading", "I. TÌNH HÌNH"),
        "Sau năm năm triển khai, hạ tầng số của tỉnh đã phủ tới trung tâm các xã, phường.",
    ) == Guess("NQ", "Nghị quyết về đẩy mạnh chuyển đổi số", "07-NQ/TU", "Tỉnh ủy Yên Sơn", date(2026, 8, 18))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "TỈNH ỦY YÊN SƠN",
                "ĐẢNG ỦY XÃ SỐ MỘT ĐẢNG CỘNG SẢN VIỆT NAM",
                "Số 05-NQ/ĐU Xã Số Một, ngày 03 tháng 02 năm 2026",
                "NGHỊ QUYẾT",
                "về chuyển đổi số trong Đảng bộ",
                "Căn cứ Quyết định số 12-QĐ/TU",
            ],
            Guess("NQ", "Nghị quyết về chuyển đổi số trong Đảng bộ", "05-NQ/ĐU", "Đảng ủy xã Số Một", date(2026, 2, 3)),
        ),
        (
            ["TỈNH ỦY THANH BÌNH Thanh Bình, mùa thu", "Số 7-QĐi/TU", "QUY ĐỊNH", "*", "về chế độ sinh hoạt"],
            Guess("QĐ", "Quy định về chế độ sinh hoạt", "7-QĐi/TU", "Tỉnh ủy Thanh Bình"),
        ),
        (
            [("heading", "KẾ HOẠCH TRỒNG RỪNG"), "Năm nay các chi bộ trồng rừng."],
            Guess("KH", "Kế hoạch trồng rừng"),
        ),
        (
            [
                (
                    "table",
                    "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 12-CT/TW\tĐẢNG CỘNG SẢN VIỆT NAM\nHuế, ngày 02 tháng 03 năm 2026",
                ),
                ("heading", "CHỈ THỊ\nvề nâng cao chất lượng sinh hoạt"),
                "Thời gian qua, nền nếp sinh hoạt được giữ vững.",
            ],
            Guess(
                "CT",
                "Chỉ thị về nâng cao chất lượng sinh hoạt",
                "12-CT/TW",
                "Ban chấp hành Trung ương",
                date(2026, 3, 2),
            ),
        ),
        (["Số 07-XY/TU"], Guess("TL", "Ban quet 01", "07-XY/TU")),
    ],
)
def test_a_head_is_read_leniently(lines, expected):
    assert read(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        # a number-symbol and a committee in an article's text are another paper's
        (
            [
                ("heading", "Chuyển đổi số: cơ hội và quyết tâm ° 06:33 | Thứ Hai"),
                "BAN THƯỜNG VỤ đã ban hành Nghị quyết số 05-NQ/TU về ứng dụng phần mềm.",
            ],
            "Chuyển đổi số: cơ hội và quyết tâm",
        ),
        (["Đẩy mạnh chuyển đổi số", "Thực hiện Nghị quyết số 07-NQ/TU, các cấp ủy đã làm."], "Đẩy mạnh chuyển đổi số"),
        ([], "Ban quet 01"),
        (["x" * 400], "Ban quet 01"),
        ([("heading", "ĐẢNG CỘNG SẢN VIỆT NAM")], "Ban quet 01"),
        ([("heading", "25")], "Ban quet 01"),
        (["Ngày 45 tháng 13 năm 2026 nào đó"], "Ngày 45 tháng 13 năm 2026 nào đó"),
    ],
)
def test_what_has_no_letterhead_has_a_title_only(lines, title):
    assert read(*lines) == Guess("TL", title)


def test_the_day_of_a_printed_web_page_is_its_date():
    assert read("20/07/2021 10:31", "…") == Guess("TL", "Ban quet 01", issued_on=date(2021, 7, 20))


def test_a_long_title_is_cut_at_a_word():
    title = read(("heading", "Chuyển đổi số " * 60)).title
    assert len(title) <= LONGEST_TITLE + 1
    assert title.endswith(("số…", "đổi…", "Chuyển…"))
