import io

import pypdfium2
import pytest

from api.kit import pdf


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_vietnamese_is_printed_with_the_bundled_letters():
    text = "Quyết nghị: đẩy mạnh chuyển đổi số, ưu tiên vùng khó khăn Ở ĐỀ ỮNG"
    printed = pdf.render("#data.text", {"text": text})
    assert pages(printed) == [text]
    assert b"BeVietnamPro" in printed


def test_values_are_printed_and_never_run():
    hostile = '#read("/etc/passwd") *x* $y$ \\ #import "@preview/x:1.0.0"'
    assert " ".join(pages(pdf.render("#data.value", {"value": hostile}))[0].split()) == hostile


def test_a_picture_travels_as_text():
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    printed = pdf.render('#image(bytes(data.picture), format: "svg")', {"picture": picture})
    document = pypdfium2.PdfDocument(io.BytesIO(printed))
    drawn = len(list(document[0].get_objects()))
    document.close()
    assert drawn > 0


def test_a_wrong_template_says_so():
    with pytest.raises(RuntimeError):
        pdf.render("#data.missing", {})
