"""Files from strangers: each refused with its code, none kept, the server unharmed."""

import io
import struct
import unicodedata
import zipfile
import zlib

import pypdfium2
import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from api.settings import Settings
from tests.makers.library import a_docx, a_pdf, a_picture
from tests.support.house import ORIGIN

PAPER = "Một đoạn văn bản bình thường của đảng bộ xã."


def written(writer):
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf_with(**root):
    """A good paper with something added to its catalogue."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(a_pdf(PAPER))))
    for name, value in root.items():
        writer.root[generic.pdf_name(f"/{name}")] = value
    return written(writer)


def script_action(kind="/JavaScript"):
    return generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name(kind),
            generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )


def encrypted_pdf():
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(a_pdf(PAPER))))
    writer.encrypt("mat-khau", "mat-khau")
    return written(writer)


def pdf_of_pages(count, box="[0 0 595 842]"):
    """Handmade: `count` references to one page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{'3 0 R ' * count}] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} >>",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (table + trailer).encode()


def pdf_with_content_bomb():
    """A page whose content stream unpacks to gigabytes, packed three times over."""
    content = zlib.compress(zlib.compress(zlib.compress(b"q Q " * 200_000_000, 1), 9), 9)
    head = b"%PDF-1.7\n"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(content), content),
    ]
    places, body = [], head
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def docx_with(name, content, **options):
    """A good DOCX with one more part."""
    target = io.BytesIO(a_docx(PAPER))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content, **options)
    return target.getvalue()


def docx_changed(part, change):
    """A good DOCX with one part rewritten."""
    source, target = io.BytesIO(a_docx(PAPER)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == part else content)
    return target.getvalue()


def laughs(content):
    entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    start = content.index(b"?>") + 2
    return content[:start] + entity + content[start:]


def remote_template(content):
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>'
    )
    return content.replace(b"</Relationships>", link)


def huge_png():
    """A few bytes that say 60,000 by 60,000 pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def many_entries():
    target = io.BytesIO(a_docx(PAPER))
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(4_100):
            archive.writestr(f"word/media/{number}", b"")
    return target.getvalue()


HOSTILE = {
    "empty": (lambda: b"", "a.pdf", "library.file_empty"),
    "html": (lambda: b"<html><script>alert(1)</script></html>", "a.html", "library.format_unknown"),
    "html called pdf": (lambda: b"<html><script>alert(1)</script></html>", "a.pdf", "library.format_unknown"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "a.svg", "library.format_unknown"),
    "svg called png": (lambda: b'<?xml version="1.0"?><svg onload="x()"/>', "a.png", "library.format_unknown"),
    "text": (lambda: b"nghi quyet", "a.txt", "library.format_unknown"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.doc", "library.format_unknown"),
    "gif": (lambda: a_picture("GIF"), "a.gif", "library.format_unknown"),
    "html before pdf": (lambda: b"<html>" + a_pdf(PAPER), "a.pdf", "library.format_unknown"),
    "html inside the head of a pdf": (
        lambda: a_pdf(PAPER)[:9] + b"%<html><script>1</script>\n" + a_pdf(PAPER)[9:],
        "a.pdf",
        "library.format_unknown",
    ),
    "junk before pdf": (lambda: b"\n\n" + a_pdf(PAPER), "a.pdf", "library.format_unknown"),
    "pdf called docx": (lambda: a_pdf(PAPER), "a.docx", "library.format_mismatch"),
    "pdf called exe": (lambda: a_pdf(PAPER), "a.pdf.exe", "library.format_mismatch"),
    "docx called pdf": (lambda: a_docx(PAPER), "a.pdf", "library.format_mismatch"),
    "docm": (lambda: a_docx(PAPER), "a.docm", "library.format_mismatch"),
    "right to left name": (lambda: a_pdf(PAPER), "bao\u202efdp.exe", "library.format_mismatch"),
    "full width ending": (lambda: a_pdf(PAPER), "a.ｅｘｅ", "library.format_mismatch"),
    "plain zip": (lambda: zipped("a.txt"), "a.docx", "library.format_mismatch"),
    "xlsx called docx": (lambda: zipped("xl/workbook.xml"), "a.docx", "library.format_mismatch"),
    "pdf and zip": (lambda: a_pdf(PAPER) + zipped("a.txt"), "a.pdf", "library.format_mismatch"),
    "png and zip": (lambda: a_picture("PNG") + zipped("a.txt"), "a.png", "library.format_mismatch"),
    "jpeg and html": (lambda: a_picture() + b"<html><script>1</script>", "a.jpg", "library.format_mismatch"),
    "cut pdf": (lambda: a_pdf(PAPER)[:-2000], "a.pdf", "library.file_damaged"),
    "only a pdf head": (lambda: b"%PDF-1.7\n%%EOF\n", "a.pdf", "library.file_damaged"),
    "noise called pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF", "a.pdf", "library.file_damaged"),
    "cut jpeg": (lambda: a_picture(size=(900, 900))[:2000], "a.jpg", "library.file_damaged"),
    "cut docx": (lambda: a_docx(PAPER)[:-3000], "a.docx", "library.file_damaged"),
    "broken xml": (lambda: docx_changed("word/document.xml", lambda x: x[:-40]), "a.docx", "library.file_damaged"),
    "locked pdf": (encrypted_pdf, "a.pdf", "library.file_encrypted"),
    "script at opening": (lambda: pdf_with(OpenAction=script_action()), "a.pdf", "library.file_active"),
    "program at opening": (lambda: pdf_with(OpenAction=script_action("/Launch")), "a.pdf", "library.file_active"),
    "macros": (lambda: docx_with("word/vbaProject.bin", b"x"), "a.docx", "library.file_active"),
    "macro type": (
        lambda: docx_changed(
            "[Content_Types].xml",
            lambda x: x.replace(b"wordprocessingml.document.main", b"wordprocessingml.document.macroEnabled.main"),
        ),
        "a.docx",
        "library.file_active",
    ),
    "program in docx": (lambda: docx_with("word/embeddings/run.exe", b"MZ"), "a.docx", "library.file_active"),
    "remote template": (
        lambda: docx_changed("word/_rels/document.xml.rels", remote_template),
        "a.docx",
        "library.file_active",
    ),
    "a thousand and one pages": (lambda: pdf_of_pages(1_001), "a.pdf", "library.file_too_complex"),
    "a page as large as a field": (lambda: pdf_of_pages(1, "[0 0 99999 99999]"), "a.pdf", "library.file_too_complex"),
    "zip bomb": (lambda: docx_with("word/media/x.bin", b"\0" * 60_000_000), "a.docx", "library.file_too_complex"),
    "many entries": (many_entries, "a.docx", "library.file_too_complex"),
    "entities": (lambda: docx_changed("word/document.xml", laughs), "a.docx", "library.file_too_complex"),
    "pixel bomb": (huge_png, "a.png", "library.file_too_complex"),
    "climbing entry": (lambda: docx_with("word/../../etc/passwd", b"x"), "a.docx", "library.file_damaged"),
    "absolute entry": (lambda: docx_with("/etc/passwd", b"x"), "a.docx", "library.file_damaged"),
}


def zipped(name):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.sqlite_is_enough
def test_it_is_refused_with_its_code_and_not_kept(place, case):
    make, name, code = HOSTILE[case]
    answer = place.upload(make(), name)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert [path for path in (place.house.settings.var / "files").rglob("*") if path.is_file()] == []


@pytest.mark.sqlite_is_enough
def test_a_bomb_inside_a_page_costs_its_child_process_and_nothing_else(place):
    answer = place.upload(pdf_with_content_bomb())
    assert answer.status_code in {201, 409}, answer.text
    if answer.status_code == 409:
        assert answer.json()["code"] in {"library.file_too_complex", "library.file_damaged"}
    assert place.officer.get("/api/health").status_code == 200


@pytest.mark.sqlite_is_enough
def test_harmless_relatives_are_welcome(place):
    opening = generic.ArrayObject([generic.NumberObject(0), generic.pdf_name("/Fit")])
    assert place.upload(pdf_with(OpenAction=opening)).status_code == 201
    assert place.upload(pdf_of_pages(300), "trang-trang.pdf").status_code == 201
    assert place.upload(a_picture(exif=Image.Exif()), "anh.JPEG").status_code == 201
    decomposed = unicodedata.normalize("NFD", "Nghị quyết.pdf")
    named = place.upload(a_pdf(PAPER), decomposed).json()["name"]
    assert named == "Nghị quyết.pdf"


class TestLimit:
    """Files over the limit."""

    @pytest.fixture
    def settings(self, tmp_path, database_url):
        return Settings(
            var=tmp_path, database_url=database_url, public_url=ORIGIN, log_level="ERROR", upload_megabytes=1
        )

    def test_too_large_a_file_is_refused_declared_or_not(self, place):
        content = a_pdf(PAPER) + b"\0" * (1024 * 1024)
        declared = place.upload(content + b"\0" * (1024 * 1024))
        assert (declared.status_code, declared.json()["code"]) == (413, "request.too_large")
        over = place.upload(content)
        assert (over.status_code, over.json()["code"]) == (413, "library.file_too_large")

        def _chunks():
            for _ in range(30):
                yield b"%PDF-" + b"\0" * 100_000

        streamed = place.upload(_chunks())
        assert streamed.status_code == 413
        assert streamed.json()["code"] in {"library.file_too_large", "request.too_large"}


def test_names_of_any_kind_do_no_harm(place):
    for name in (
        "a/b/c.pdf",
        "CON.pdf",
        "\u200b.pdf",
        "😀.pdf",
        "a" * 251 + ".pdf",
        "'; drop table files; --.pdf",
    ):
        answer = place.upload(a_pdf(PAPER), name)
        assert answer.status_code == 201, name
        path = f"/api/library/files/{answer.json()['id']}/original"
        assert place.officer.get(path).headers["content-disposition"].isascii()
    for name in ("\0.pdf", "a" * 300 + ".pdf"):
        assert place.upload(a_pdf(PAPER), name).status_code == 422, name


def test_what_pdfium_draws_is_what_was_uploaded():
    document = pypdfium2.PdfDocument(pdf_of_pages(3))
    assert len(document) == 3
    document.close()
