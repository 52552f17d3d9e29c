"""Originals and pictures of pages; the job that reads text, killed in the middle."""

import io
import threading

import pypdfium2
import pytest
from PIL import Image

from api.kit.jobs import Interrupted, Tools
from api.rooms.library import formats, repository, workbench
from api.rooms.library.service import extracting
from tests.makers.library import a_document, a_docx, a_pdf, a_picture, a_scan
from tests.rooms.library.conftest import finish, working

TEXT = "Chuyển đổi số trong Đảng bộ xã là nhiệm vụ trọng tâm của cả nhiệm kỳ."


@pytest.fixture
def paper(place):
    content = a_pdf(TEXT)
    document = a_document(place.house, by=place.committee, file=content)
    file = place.reader.get(f"/api/library/documents/{document.id}").json()["files"][0]
    return content, f"/api/library/files/{file['id']}"


class TestPapersInS3:
    """The way of a paper when they lie in a bucket instead of a folder."""

    @pytest.fixture
    def settings(self, settings, bucket):
        return settings.model_copy(update={"storage_url": bucket})

    def test_a_paper_is_brought_in_read_and_handed_out(self, place):
        content = a_pdf(TEXT)
        document = place.published(content)
        [file] = place.reader.get(f"/api/library/documents/{document['id']}").json()["files"]
        path = f"/api/library/files/{file['id']}"
        assert place.reader.get(f"{path}/original").content == content
        assert place.reader.get(f"{path}/pages/1.webp").headers["content-type"] == "image/webp"
        left = [found for found in place.house.settings.var.rglob("*") if found.is_file()]
        assert content not in [found.read_bytes() for found in left]


def test_the_original_comes_back_as_it_went_in(place, paper):
    content, path = paper
    answer = place.reader.get(f"{path}/original")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=10-999999999", 10, None)],
)
def test_a_range_is_served(place, paper, asked, start, end):
    content, path = paper
    answer = place.reader.get(f"{path}/original", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == content[start:end]
    total = answer.headers["content-range"].rsplit("/", 1)[1]
    assert int(total) == len(content)


def test_ranges_that_make_no_sense(place, paper):
    content, path = paper
    answer = place.reader.get(f"{path}/original", headers={"Range": f"bytes={len(content)}-"})
    assert (answer.status_code, answer.json()["code"]) == (416, "library.range_invalid")
    for ignored in ("bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b"):
        assert place.reader.get(f"{path}/original", headers={"Range": ignored}).status_code == 200
    stale = {"Range": "bytes=0-9", "If-Range": '"other"'}
    assert place.reader.get(f"{path}/original", headers=stale).content == content


def test_a_phone_that_has_the_file_gets_nothing_again(place, paper):
    _, path = paper
    tag = place.reader.get(f"{path}/original").headers["etag"]
    answer = place.reader.get(f"{path}/original", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_pages_are_pictures(place, paper):
    _, path = paper
    for _ in range(2):
        answer = place.reader.get(f"{path}/pages/1.webp")
        picture = Image.open(io.BytesIO(answer.content))
        assert (picture.format, picture.width) == ("WEBP", 1240)
    for number in ("2", "10000"):
        assert place.reader.get(f"{path}/pages/{number}.webp").status_code == 404
    for number in ("0", "x", "-1"):
        assert place.reader.get(f"{path}/pages/{number}.webp").status_code in {404, 422}


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "anh.jpg"), ("PNG", "anh.png"), ("WEBP", "anh.webp")])
def test_pictures_are_papers_too(place, kind, name):
    file = place.upload(a_picture(kind), name).json()
    finish(place.house)
    path = f"/api/library/files/{file['id']}"
    assert place.officer.get(path).json()["state"] == "ready"
    assert Image.open(io.BytesIO(place.officer.get(f"{path}/pages/1.webp").content)).format == "WEBP"


def test_a_docx_has_no_pages_to_show(place):
    file = place.upload(a_docx("Một"), "a.docx").json()
    assert place.officer.get(f"/api/library/files/{file['id']}/pages/1.webp").status_code == 404


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Nghị quyết số 5.pdf", "Nghị quyết số 5.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\giấy tờ\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('"><script>.pdf', "___script_.pdf"),
        ("khong-duoi", "khong-duoi.pdf"),
        ("...", "tai-lieu.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_names_are_made_safe(given, kept):
    assert formats.safe_name(given, formats.PDF) == kept
    header = formats.disposition(kept)
    assert header.isascii()
    assert "\n" not in header
    assert header.count('"') == 2


@pytest.mark.sqlite_is_enough
def test_a_killed_reading_goes_on_with_the_next_page(place, monkeypatch):
    """The process dies while the second page is recognised; the next one reads pages two and three only."""
    content = a_scan(a_pdf(pages=[[TEXT], [f"Hai. {TEXT}"], [f"Ba. {TEXT}"]]))
    file = place.upload(content).json()
    looked_at: list[int] = []
    died = threading.Event()
    look = extracting._look_at  # noqa: SLF001 - the moment at which the process dies

    def _dies(path, reader, number):
        looked_at.append(number)
        if looked_at == [1, 2]:
            died.set()
            raise Interrupted
        return look(path, reader, number)

    monkeypatch.setattr(extracting, "_look_at", _dies)
    with working(place.house):
        assert died.wait(60)
    assert place.officer.get(f"/api/library/files/{file['id']}").json()["state"] == "extracting"
    finish(place.house)
    assert looked_at == [1, 2, 2, 3]
    draft = place.draft(file["id"]).json()
    section = place.officer.get(f"/api/library/documents/{draft['id']}/content").json()["sections"][0]
    assert (section["state"], section["recognized_pages"]) == ("ready", [1, 2, 3])


def test_reading_twice_changes_nothing(place):
    file = place.upload(a_pdf(TEXT)).json()
    finish(place.house)
    draft = place.draft(file["id"]).json()
    before = place.officer.get(f"/api/library/documents/{draft['id']}/content").json()
    with place.house.database.reading() as session:
        content_id = repository.get_content_by_hash(session, file["sha256"]).id
    extracting.extract(Tools(place.house.database, place.house.app.state.storage), str(content_id))
    assert place.officer.get(f"/api/library/documents/{draft['id']}/content").json() == before


@pytest.mark.sqlite_is_enough
def test_without_tesseract_the_file_says_so_and_can_be_brought_again(place, monkeypatch):
    content = a_scan(a_pdf(TEXT))
    file = place.upload(content).json()

    def _missing(*_):
        raise workbench.RecognitionMissing

    with monkeypatch.context() as patch:
        patch.setattr(workbench, "recognize", _missing)
        finish(place.house)
    shown = place.officer.get(f"/api/library/files/{file['id']}").json()
    assert (shown["state"], shown["failure"]) == ("failed", "library.recognition_missing")
    draft = place.draft(file["id"]).json()
    answer = place.officer.post(f"/api/library/documents/{draft['id']}/publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "library.files_failed")
    place.upload(content)
    finish(place.house)
    assert place.officer.get(f"/api/library/files/{file['id']}").json()["state"] == "ready"


def test_recognition_with_a_missing_language_is_told_apart(tmp_path):
    picture = tmp_path / "page.png"
    document = pypdfium2.PdfDocument(a_pdf(TEXT))
    document[0].render(scale=1).to_pil().save(picture)
    document.close()
    with pytest.raises(workbench.RecognitionMissing):
        workbench.recognize(picture, "xxx")
