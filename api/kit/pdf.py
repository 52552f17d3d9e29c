"""Printed pages: typst source and data in, PDF out. Fonts are bundled, nothing comes from the network."""

import json
from pathlib import Path
from typing import Any

import typst

from api.kit import clock

_FOLDER = Path(__file__).parent / "fonts"
_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FOLDER])

_GROUND = """
#let data = json(bytes(sys.inputs.data))
#set document(date: none)
#set page(paper: "a4", margin: (x: 20mm, y: 18mm))
#set text(font: "Be Vietnam Pro", size: 10.5pt, lang: "vi")
#set par(leading: 0.62em)
"""


def render(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of a typst `template`, which reads `data` (anything JSON holds) under the name `data`.

    Values reach the page as data and never as markup, so a name cannot break or script it. An SVG picture (a QR code)
    travels as text: `image(bytes(data.qr), format: "svg")`. Raises `typst.TypstError` when the template is wrong.
    """
    compiler = typst.Compiler(root=_FOLDER, font_paths=_FONTS)
    pdf = compiler.compile(
        (_GROUND + template).encode(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
        timestamp=int(clock.now().timestamp()),
        format="pdf",
    )
    if not isinstance(pdf, bytes):  # pragma: no cover - typst gives a list for pictures only
        raise TypeError
    return pdf
