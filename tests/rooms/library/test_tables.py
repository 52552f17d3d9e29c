"""Tables of a PDF: cells stay apart where lines are drawn around them, and no word is lost anywhere."""

from typing import Any

import pytest

from api.kit import pdf
from api.rooms.library import reflow
from api.rooms.library.reader.ruled import MOST_EDGES

HEAD = ["TT", "Nhiệm vụ và thời hạn", ""]
ROWS = [[str(number), f"Chuẩn bị nội dung sinh hoạt tháng {number}", f"Trước ngày {number}"] for number in range(1, 13)]
SPANNING = [["13", "Tổng hợp kết quả của các chi bộ", "Sau 5 ngày"], ["", "Báo cáo Đảng ủy", "Sau 7 ngày"]]
LINED = """
#set page(height: 140mm, margin: 15mm)
Đảng ủy phân công nhiệm vụ như sau, các chi bộ căn cứ thực hiện.
#table(
  columns: (1fr, 4fr, 2fr), stroke: 0.5pt,
  table.header([TT], table.cell(colspan: 2)[Nhiệm vụ và thời hạn]),
  ..data.rows.flatten(),
  table.cell(rowspan: 2)[13], [Tổng hợp kết quả của các chi bộ], [Sau 5 ngày], [Báo cáo Đảng ủy], [Sau 7 ngày],
)
Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện.
"""
DRAWING = """
Bản vẽ dưới đây không phải là bảng biểu nào.
#for at in range(data.lines) {
  place(dx: calc.rem(at, 60) * 2mm, dy: calc.quo(at, 60) * 2mm, line(length: 2mm))
  place(dx: calc.rem(at, 60) * 2mm, dy: calc.quo(at, 60) * 2mm, line(length: 2mm, angle: 90deg))
}
"""


def blocks_of(place: Any, content: bytes) -> list[dict[str, Any]]:
    document = place.published(content, "phan-cong.pdf")
    shown = place.reader.get(f"/api/library/documents/{document['id']}/content").json()
    blocks: list[dict[str, Any]] = shown["sections"][0]["blocks"]
    return blocks


def test_a_table_with_lines_keeps_its_cells_over_spans_and_the_end_of_a_page(place, find):
    blocks = blocks_of(place, pdf.render(LINED, {"rows": ROWS}))
    before, table, after = blocks
    assert table["rows"] == [HEAD, *ROWS, *SPANNING]
    assert before["text"].startswith("Đảng ủy phân công")
    assert after["text"].startswith("Văn phòng Đảng ủy")
    assert find("bao cao dang uy sau 7 ngay")[0]["block"] == 1


def test_a_table_without_lines_stays_lines_of_text(place):
    blocks = blocks_of(place, pdf.render(LINED.replace("0.5pt", "none"), {"rows": ROWS}))
    assert {block["kind"] for block in blocks} <= {"paragraph", "item"}
    words = " ".join(block["text"] for block in blocks)
    assert all(cell in words for row in [*ROWS, *SPANNING] for cell in row)


def test_a_drawing_of_many_lines_is_read_without_its_lines(place):
    blocks = blocks_of(place, pdf.render(DRAWING, {"lines": MOST_EDGES}))
    assert [block["text"] for block in blocks] == ["Bản vẽ dưới đây không phải là bảng biểu nào."]


@pytest.mark.parametrize(("cell", "kind"), [("Chi bộ Một", "table"), ("Chi bộ", "paragraph")])
def test_a_table_that_lost_a_word_is_shown_as_its_lines(cell, kind):
    line = {"left": 80, "top": 100, "right": 300, "bottom": 112, "size": 13}
    table = {"left": 70, "top": 90, "right": 320, "bottom": 140, "rows": [[cell, "25"], ["Chi bộ Hai", "30"]]}
    lines: list[dict[str, Any]] = [
        line | {"text": "Chi bộ Một 25"},
        line | {"text": "Chi bộ Hai 30", "top": 120, "bottom": 132},
    ]
    blocks = reflow.blocks(reflow.sheet(842, lines, [table]), set())
    assert {block["kind"] for block in blocks} == {kind}
    assert "Một" in " ".join(block["text"] for block in blocks)


def test_two_tables_of_other_columns_stay_two():
    def of(*rows: list[str]) -> list[dict[str, Any]]:
        return [reflow.table_block(list(rows))]

    one, other = of(["TT", "Việc"], ["1", "Họp"]), of(["TT", "Việc", "Hạn"], ["1", "Họp", "05/12"])
    assert [block for _, block in reflow.join_pages([one, other])] == one + other
    joined = [block for _, block in reflow.join_pages([one, of(["TT", "Việc"], ["2", "Học"])])]
    assert [block["rows"] for block in joined] == [[["TT", "Việc"], ["1", "Họp"], ["2", "Học"]]]
