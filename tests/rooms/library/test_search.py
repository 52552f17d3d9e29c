"""Searching: diacritics or none, any input method, phrases, beginnings, number-symbols, order."""

import unicodedata
from datetime import date

import pytest

from api.rooms.library.models import State
from api.rooms.library.service import searching
from tests.makers.library import a_document

RESOLUTION = "Nghị quyết về chuyển đổi số trong Đảng bộ"


def titles(hits):
    return [hit["document"]["title"] for hit in hits]


def shown(parts):
    return "".join(part["text"] for part in parts)


def marked(parts):
    return [part["text"] for part in parts if part["hit"]]


@pytest.mark.parametrize(
    "typed",
    [
        "nghi quyet chuyen doi so",
        "nghị quyết chuyển đổi số",
        "NGHỊ QUYẾT CHUYỂN ĐỔI SỐ",
        unicodedata.normalize("NFD", "nghị quyết chuyển đổi số"),
        "nghị quyet chuyển doi số",
        '"chuyển đổi số"',
        '"chuyen doi so"',
        "“chuyển đổi số”",
        "chuyen doi s",
        "quyet nghi",
        "đảng bộ",
        "dang bo",
        "  chuyen,doi;so! ",
    ],
)
def test_a_title_is_found_however_it_is_typed(place, find, typed):
    a_document(place.house, by=place.committee, title=RESOLUTION)
    a_document(place.house, by=place.committee, title="Kế hoạch trồng cây", type="KH", issuer_name="Xã", text=["Cây."])
    assert titles(find(typed)) == [RESOLUTION]


@pytest.mark.parametrize(
    "typed", ['"đổi chuyển"', "chuyển đổi xanh", "???", '""', "* OR ( ) : ^ NEAR", "'; drop table"]
)
def test_what_is_not_there_is_not_found(place, find, typed):
    a_document(place.house, by=place.committee, title=RESOLUTION)
    assert find(typed) == []


def test_diacritics_mean_exactly_these_letters(place, find):
    a_document(place.house, by=place.committee, title="Đảng viên", issuer_name="Xã", text=["Một"])
    a_document(place.house, by=place.committee, title="Đang tiến hành", issuer_name="Xã", text=["Hai"])
    assert titles(find("đảng")) == ["Đảng viên"]
    assert titles(find("đang")) == ["Đang tiến hành"]
    assert sorted(titles(find("dang"))) == ["Đang tiến hành", "Đảng viên"]


def test_wrong_diacritics_still_find_something(place, find):
    a_document(place.house, by=place.committee, title=RESOLUTION)
    assert titles(find("nghỉ quyêt")) == [RESOLUTION]


@pytest.mark.parametrize(
    "typed", ["05-NQ/ĐU", "05-NQ/DU", "5-nq/đu", "05 NQ-ĐU", "05-NQ", "05NQ/DU", '"05-NQ/ĐU"', "05-nq/d"]
)
def test_number_symbols_are_found_in_many_spellings(place, find, typed):
    a_document(place.house, by=place.committee, title="Văn bản A", number_symbol="05-NQ/ĐU")
    a_document(place.house, by=place.committee, title="Văn bản B", number_symbol="15-NQ/ĐU")
    assert titles(find(typed)) == ["Văn bản A"]


def test_regulations_are_found_as_qd_and_qdi(place, find):
    a_document(place.house, by=place.committee, title="Văn bản A", type="QĐ", number_symbol="12-QĐi/TU")
    for typed in ("12-QĐ/TU", "12-qdi/tu", "12-QĐi/TU"):
        assert titles(find(typed)) == ["Văn bản A"]


def test_the_paper_itself_comes_before_those_that_mention_it(place, find):
    a_document(place.house, by=place.committee, title="Văn bản gốc", number_symbol="433-NQ/TU", text=["Nội dung"])
    for number in range(3):
        a_document(
            place.house, by=place.committee, title=f"Kế hoạch {number}", text=["Thực hiện Nghị quyết 433-NQ/TU ngay."]
        )
    assert titles(find("433-NQ/TU"))[0] == "Văn bản gốc"


def test_titles_come_before_texts_and_whole_words_before_beginnings(place, find):
    a_document(place.house, by=place.committee, title="Báo cáo", text=["Công tác kiểm tra và giám sát."])
    a_document(place.house, by=place.committee, title="Kiểm tra, giám sát", text=["Một"])
    a_document(place.house, by=place.committee, title="Kế hoạch", text=["Kiểm toán, giám sát."], issuer_name="Xã")
    assert titles(find("kiểm tra giám sát")) == ["Kiểm tra, giám sát", "Báo cáo"]
    assert titles(find("giam sat kiem to")) == ["Kế hoạch"]
    assert titles(find("giam sat kiem t")) == ["Kiểm tra, giám sát", "Báo cáo", "Kế hoạch"]


def test_equal_answers_come_newest_first_and_replaced_ones_last(place, find):
    def _same(day, state=State.PUBLISHED):
        title = "Hướng dẫn sinh hoạt chi bộ"
        return a_document(place.house, by=place.committee, title=title, text=["Một"], issued_on=day, state=state)

    old, new = _same(date(2024, 1, 1)), _same(date(2026, 1, 1))
    gone = _same(date(2026, 5, 1), State.REPLACED)
    assert [hit["document"]["id"] for hit in find("sinh hoat chi bo")] == [str(new.id), str(old.id), str(gone.id)]


def test_terms_may_stand_in_title_and_text(place, find):
    a_document(place.house, by=place.committee, title="Kế hoạch năm 2026", text=["Mở.", "Vùng Cửa Lò phát triển."])
    a_document(place.house, by=place.committee, title="Kế hoạch năm 2025", text=["Vùng khác."])
    hits = find("ke hoach cua lo")
    assert titles(hits) == ["Kế hoạch năm 2026"]
    assert hits[0]["block"] == 1
    assert marked(hits[0]["snippet"]) == ["Cửa Lò"]
    assert marked(hits[0]["title"]) == ["Kế hoạch"]


def test_snippets_show_the_words_of_the_paper_around_the_best_place(place, find):
    long = "Mở đầu. " * 60 + "Đẩy mạnh <b>chuyển đổi số</b> trong công tác đảng. " + "Kết thúc. " * 60
    a_document(place.house, by=place.committee, title="Văn bản", text=[long])
    snippet = find('"chuyen doi so"')[0]["snippet"]
    assert marked(snippet) == ["chuyển đổi số"]
    text = shown(snippet)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert text.strip("… ") in long
    assert len(text) < 260


def test_a_snippet_shows_a_phrase_whole_rather_than_its_last_word_alone(place, find):
    for filling in range(20, 240, 7):
        text = "Kỹ năng số " + "của cán bộ cơ sở còn hạn chế, "[: filling % 30] * (1 + filling // 30)
        a_document(
            place.house, by=place.committee, title="Văn bản", text=[f"{text} đẩy mạnh chuyển đổi số trong tỉnh."]
        )
    hits = find("chuyen doi so")
    assert hits
    assert all("chuyển đổi số" in marked(hit["snippet"]) for hit in hits)


def test_a_last_word_goes_on_only_where_it_does_not_stand_whole(place, find):
    text = "Chuyển đổi số gắn với cuộc sống nhân dân."
    a_document(place.house, by=place.committee, title="Sống và làm việc", text=[text])
    (hit,) = find("chuyen doi so")
    assert marked(hit["snippet"]) == ["Chuyển đổi số"]
    (hit,) = find("chuyen doi so nhan da")
    assert marked(hit["snippet"]) == ["Chuyển đổi số", "nhân dân"]


def test_search_is_narrowed(place, find):
    a_document(place.house, by=place.committee, title="Chuyển đổi số", type="KH", issued_on=date(2025, 2, 1))
    a_document(place.house, by=place.committee, title="Chuyển đổi số", type="NQ", issuer_name="Tỉnh ủy")
    assert [hit["document"]["type"] for hit in find("chuyen doi so", type="KH")] == ["KH"]
    assert [hit["document"]["type"] for hit in find("chuyen doi so", issuer="Tỉnh ủy")] == ["NQ"]
    assert [hit["document"]["type"] for hit in find("chuyen doi so", year=2025)] == ["KH"]
    assert find("chuyen doi so", year=2019) == []


def test_search_finds_nothing_a_reader_may_not_read(place, stranger):
    a_document(place.house, by=place.committee, title=RESOLUTION)
    a_document(place.house, by=place.committee, title=RESOLUTION, state=State.DRAFT)
    a_document(place.house, by=place.committee, title=RESOLUTION, state=State.WITHDRAWN)
    ask = {"q": "chuyen doi so"}
    assert stranger.get("/api/library/search", params=ask).json()["items"] == []
    assert len(place.officer.get("/api/library/search", params=ask).json()["items"]) == 1


def test_results_are_paged_and_a_made_up_cursor_is_refused(place, find):
    for number in range(7):
        a_document(place.house, by=place.committee, title=f"Nghị quyết số {number}")
    first = place.reader.get("/api/library/search", params={"q": "nghi quyet", "limit": 5}).json()
    ask = {"q": "nghi quyet", "limit": 5, "cursor": first["next_cursor"]}
    second = place.reader.get("/api/library/search", params=ask).json()
    assert len({hit["document"]["id"] for hit in first["items"] + second["items"]}) == 7
    assert second["next_cursor"] is None
    for cursor in ("-1", "x", "999999999", "²"):
        answer = place.reader.get("/api/library/search", params={"q": "a", "cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "request.cursor_invalid")
    assert len(find("nghi quyet", limit=3)) == 3


def test_a_quoted_sentence_is_found_among_many_papers_with_the_same_words(place, find, monkeypatch):
    a_document(place.house, by=place.committee, title="Tìm tôi", text=["Mở.", "Mở.", "Học tập và làm theo Bác."])
    for number in range(12):
        a_document(place.house, by=place.committee, title=f"Khác {number}", text=["Làm theo và học tập Bác."])
    monkeypatch.setattr(searching, "MOST", 10)
    assert "Tìm tôi" in titles(find("học tập và làm theo bác"))


def test_a_word_goes_on_when_few_papers_hold_it_as_typed_and_in_a_row_always(place, find, monkeypatch):
    a_document(place.house, by=place.committee, title="Kế hoạch quyên góp")
    a_document(place.house, by=place.committee, title="Nghị quyết", text=["Kế hoạch và quyên góp."])
    assert len(titles(find("ke hoach quy"))) == 2
    for number in range(10):
        a_document(place.house, by=place.committee, title=f"Quy định kế hoạch {number}")
    monkeypatch.setattr(searching, "MOST", 10)
    found = titles(find("ke hoach quy"))
    assert found[0] == "Kế hoạch quyên góp"
    assert "Nghị quyết" not in found


def test_one_letter_more_takes_nothing_away_and_lifts_what_goes_on_with_it(place, find):
    for title in ("Chính quyền điện lực", "Chính quyền điện tử", "Chính quyền điện gió"):
        a_document(place.house, by=place.committee, title=title)
    found = titles(find("chinh quyen dien t"))
    assert (found[0], len(found)) == ("Chính quyền điện tử", 3)


def test_a_withdrawn_paper_is_gone_at_once_and_an_edited_one_found_by_its_new_words(place, find):
    document = a_document(place.house, by=place.committee, title="Cách gọi cũ")
    files = place.officer.get(f"/api/library/documents/{document.id}").json()["files"]
    body = {
        "publisher_id": str(place.committee.id),
        "type": "NQ",
        "title": "Cách gọi mới",
        "issuer_name": "Đảng ủy",
        "file_ids": [files[0]["id"]],
    }
    path = f"/api/library/documents/{document.id}"
    assert place.officer.patch(path, json=body, headers={"If-Match": '"1"'}).status_code == 200
    assert find("goi cu") == []
    assert titles(find("goi moi")) == ["Cách gọi mới"]
    place.officer.post(f"{path}/withdraw", json={"reason": "Ban hành nhầm"})
    assert find("goi moi") == []


def test_a_page_of_results_needs_few_statements(place, find, statements):
    for number in range(3):
        a_document(place.house, by=place.committee, title=f"Nghị quyết {number}")
    with statements() as few:
        find("nghi quyet")
    for number in range(20):
        a_document(place.house, by=place.committee, title=f"Nghị quyết thêm {number}")
    with statements() as many:
        find("nghi quyet")
    assert len(many) == len(few) <= 8
