"""What the head of an imported paper is taken to be."""

import pytest

from api.cli.importing.heads import Head, guess

TYPES = {"NQ": "Nghị quyết", "QĐ": "Quyết định, quy định", "CT": "Chỉ thị", "TB": "Thông báo", "TL": "Tài liệu"}


def blocks(*texts):
    return [{"kind": kind, "text": text} for kind, text in texts]


def test_a_party_paper_is_known_by_its_letterhead():
    page = blocks(
        ("heading", "ĐẢNG CỘNG SẢN VIỆT NAM TỈNH ỦY YÊN SƠN"),
        ("item", "* Số 07-NQ/TU Yên Sơn, ngày 18 tháng 08 năm 2026"),
        ("heading", "NGHỊ QUYẾT về đẩy mạnh chuyển đổi số"),
        ("paragraph", "Sau năm năm triển khai, hạ tầng số của tỉnh đã phủ tới trung tâm các xã, phường."),
    )
    assert guess(page, "a.pdf", TYPES) == Head("Nghị quyết về đẩy mạnh chuyển đổi số", "NQ", "07-NQ/TU")


def test_the_subject_may_stand_on_the_next_line():
    page = blocks(
        ("heading", "CHỈ THỊ"), ("paragraph", "về nâng cao chất lượng sinh hoạt"), ("paragraph", "Thời gian qua")
    )
    assert guess(page, "a.pdf", TYPES) == Head("Chỉ thị về nâng cao chất lượng sinh hoạt", "CT", None)


def test_a_letterhead_may_be_a_table():
    page = blocks(
        ("table", "TỈNH ỦY YÊN SƠN * Số 12-CT/TU\tĐẢNG CỘNG SẢN VIỆT NAM Yên Sơn, ngày 02 tháng 03 năm 2026"),
        ("heading", "CHỈ THỊ\nvề nâng cao chất lượng sinh hoạt"),
        ("paragraph", "Thời gian qua, nền nếp sinh hoạt được giữ vững."),
    )
    assert guess(page, "a.docx", TYPES) == Head("Chỉ thị về nâng cao chất lượng sinh hoạt", "CT", "12-CT/TU")


def test_one_type_may_have_two_names():
    page = blocks(("paragraph", "Số: 18-QĐi/TU"), ("heading", "QUY ĐỊNH"), ("heading", "về sử dụng sổ tay"))
    assert guess(page, "a.pdf", TYPES) == Head("Quy định về sử dụng sổ tay", "QĐ", "18-QĐi/TU")


def test_a_number_symbol_in_the_text_is_another_papers():
    page = blocks(
        ("heading", "Chuyển đổi số: cơ hội và quyết tâm"),
        ("paragraph", "Ngày 12/8, Ban Thường vụ ban hành Nghị quyết số 05-NQ/TU về ứng dụng phần mềm."),
    )
    assert guess(page, "a.pdf", TYPES) == Head("Chuyển đổi số: cơ hội và quyết tâm", "TL", None)


@pytest.mark.parametrize(
    "page",
    [[], blocks(("paragraph", "x" * 400)), blocks(("heading", "ĐẢNG CỘNG SẢN VIỆT NAM")), blocks(("heading", "25"))],
)
def test_without_anything_better_the_files_name_is_the_title(page):
    assert guess(page, "bao-cao_thang.10.pdf", TYPES) == Head("Bao cao thang 10", "TL", None)


def test_an_unknown_type_is_no_type():
    assert guess(blocks(("paragraph", "Số 07-XY/TU")), "a.pdf", TYPES).type == "TL"
