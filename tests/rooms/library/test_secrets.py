"""Papers with a secrecy mark stay out: MẬT, TỐI MẬT, TUYỆT MẬT."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from api.kit import pdf
from api.rooms.library import marks
from api.settings import ROOT
from tests.makers.library import a_docx, a_pdf, a_scan, pictures_of
from tests.rooms.library.conftest import finish

FONT = ROOT / "api" / "kit" / "fonts" / "BeVietnamPro_600SemiBold.ttf"
HEAD = ["ĐẢNG BỘ TỈNH", "ĐẢNG ỦY XÃ", "*", "Số 05-NQ/ĐU"]
BODY = "Công tác bảo mật thông tin và giữ gìn bí mật nhà nước được quan tâm chỉ đạo thường xuyên trong đảng bộ."


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("[MẬT]", "MẬT"),
        ("| TỐI  MẬT |", "TỐI MẬT"),
        ("M Ậ T", "MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        (unicodedata.normalize("NFD", "TỐI MẬT"), "TỐI MẬT"),
        ("МẬТ", "MẬT"),  # Cyrillic М and Т
        ("ＭẬＴ", "MẬT"),
        ("T\u200bỐ\u00adI MẬT", "TỐI MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Số 05-BC/TU MẬT", "MẬT"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM TUYỆT MẬT", "TUYỆT MẬT"),
    ],
)
def test_a_mark_is_seen(line, mark):
    assert marks.find([*HEAD, line, BODY]) == mark


@pytest.mark.parametrize(
    "lines",
    [
        ["QUY CHẾ BẢO MẬT"],
        ["QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC"],
        ["QUY CHẾ BẢO", "MẬT"],
        ["QUY ĐỊNH VỀ BÍ", "MẬT NHÀ NƯỚC"],
        ["Mật"],
        ["mật"],
        ["MẶT TRẬN TỔ QUỐC"],
        ["CÓ MẶT"],
        ["mật khẩu", "MẬT ONG"],
        ["Tài liệu không thuộc diện MẬT theo quy định."],
        [BODY],
    ],
)
def test_ordinary_words_are_no_mark(lines):
    assert marks.find([*HEAD, *lines, BODY]) is None


def test_recognised_letters_may_have_lost_their_marks():
    for noisy in ("MẶT", "MAT", "MÂT.", "TÓI MẠT", "TUYET MẬT"):
        assert marks.find([*HEAD, noisy], recognized=True)
        assert marks.find([*HEAD, "quy chế", noisy.lower()], recognized=True) is None


def test_a_mark_far_below_the_head_is_none():
    assert marks.find([BODY] * marks.HEAD_LINES + ["MẬT"]) is None


@given(
    st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxyđăâêôơư ,.;", min_size=1, max_size=60), max_size=20),
    st.sampled_from(["NFC", "NFD"]),
)
def test_small_letters_never_make_a_mark(lines, form):
    assert marks.find([unicodedata.normalize(form, line) for line in lines]) is None


@given(
    st.sampled_from(sorted(marks.MARKS.values())),
    st.sampled_from(["NFC", "NFD", "NFKD"]),
    st.text(alphabet=" |[]_-*.·\u200b\u00a0", max_size=6),
    st.integers(0, 20),
)
def test_a_framed_mark_near_the_head_is_always_seen(mark, form, frame, above):
    line = unicodedata.normalize(form, frame + mark + frame[::-1])
    assert marks.find(["Nội dung khác"] * above + [line]) == mark


def refusal(answer):
    return answer.status_code, answer.json()["code"], answer.json()["params"]


def stored(place):
    return [path for path in (place.house.settings.var / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_marked_pdf_is_refused_at_the_door_and_not_kept(place, mark):
    answer = place.upload(a_pdf(BODY, mark=mark))
    assert refusal(answer) == (409, "library.secret_refused", {"mark": mark})
    assert stored(place) == []


def test_a_marked_docx_is_refused_also_in_its_page_head(place):
    assert refusal(place.upload(a_docx("MẬT", BODY), "bao-cao.docx"))[1] == "library.secret_refused"


def test_a_paper_about_secrecy_is_welcome(place):
    assert place.upload(a_pdf(BODY, title="QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC")).status_code == 201


@pytest.mark.sqlite_is_enough
def test_a_marked_scan_is_refused_after_reading_and_its_bytes_are_deleted(place):
    content = a_scan(a_pdf(BODY, BODY, mark="TỐI MẬT"))
    file = place.upload(content).json()
    draft = place.draft(file["id"]).json()
    assert len(stored(place)) == 1
    finish(place.house)
    shown = place.officer.get(f"/api/library/files/{file['id']}").json()
    assert (shown["state"], shown["failure"]) == ("refused_secret", "TỐI MẬT")
    assert stored(place) == []
    assert place.officer.get(f"/api/library/files/{file['id']}/original").status_code == 404
    answer = place.officer.post(f"/api/library/documents/{draft['id']}/publish")
    assert refusal(answer) == (409, "library.secret_refused", {"mark": "TỐI MẬT"})
    assert refusal(place.upload(content))[1] == "library.secret_refused"
    content_of = place.officer.get(f"/api/library/documents/{draft['id']}/content").json()
    assert content_of["sections"][0]["blocks"] == []


@pytest.mark.sqlite_is_enough
def test_a_stamp_in_a_picture_on_a_page_of_text_is_seen(place, tmp_path):
    stamp = Image.new("RGB", (620, 240), "white")
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((20, 20, 600, 220), outline="#b00000", width=10)
    pen.text((130, 50), "MẬT", fill="#b00000", font=ImageFont.truetype(str(FONT), 120))
    stamp.save(tmp_path / "stamp.png")
    template = '#image(bytes(data.stamp.map(int)), format: "png", width: 40mm)\n#for line in data.lines { par[#line] }'
    paper = pdf.render(template, {"stamp": list((tmp_path / "stamp.png").read_bytes()), "lines": [BODY] * 4})
    assert len(pictures_of(paper)) == 1
    file = place.upload(paper).json()
    finish(place.house)
    assert place.officer.get(f"/api/library/files/{file['id']}").json()["state"] == "refused_secret"
