"""The printed sheet: one card a person, to be cut out and handed over."""

from collections.abc import Sequence

from api.kit import clock, pdf
from api.rooms.signin.models import CodePurpose
from api.rooms.signin.one_time import qr_svg
from api.rooms.signin.schemas import IssuedCodeRead

_TITLES = {
    CodePurpose.ACTIVATION: "Phiếu kích hoạt tài khoản",
    CodePurpose.RECOVERY: "Phiếu cấp lại quyền đăng nhập",
}

_TEMPLATE = """
#set page(margin: (x: 12mm, y: 12mm))
#let cut = stroke(thickness: 0.6pt, paint: luma(140), dash: "dashed")
#let red = rgb("#9f1d20")
#let card(one) = block(width: 100%, height: 66mm, inset: (x: 6mm, y: 5mm), breakable: false, clip: true)[
  #grid(columns: (1fr, 42mm), column-gutter: 6mm,
    [
      #text(8.5pt, fill: red, weight: 600, upper(data.title)) \\
      #text(15pt, weight: 700, one.display_name) \\
      #text(9.5pt, fill: luma(70), one.organization)
      #v(1.2mm)
      #grid(columns: (auto, 1fr), column-gutter: 4mm, row-gutter: 2.4mm, align: horizon,
        text(9pt, fill: luma(70))[Mã], text(17pt, weight: 700, tracking: 0.6pt, number-width: "tabular", one.code),
        text(9pt, fill: luma(70))[Tên đăng nhập], text(11pt, weight: 600, one.login),
        text(9pt, fill: luma(70))[Dùng đến hết], text(11pt, weight: 600, one.until),
      )
      #v(1mm)
      #set text(9pt)
      #set enum(spacing: 1.4mm, indent: 0pt)
      + Mở máy ảnh điện thoại, quét mã vuông bên cạnh; hoặc vào *#data.address* rồi nhập mã.
      + Kiểm tra đúng tên mình, rồi chọn đăng nhập bằng vân tay, khuôn mặt hoặc đặt mật khẩu.
      + Mã chỉ dùng một lần. Không chụp ảnh, không đưa mã cho người khác.
    ],
    align(center + horizon, image(bytes(one.qr), format: "svg", width: 42mm)),
  )
]
#grid(columns: (1fr,), stroke: (y: cut), ..data.cards.map(card))
"""


def print_sheet(issued: Sequence[IssuedCodeRead], purpose: CodePurpose) -> bytes:
    """Return the PDF: A4, four cards a page with lines to cut along."""
    address = issued[0].address.partition("#")[0].partition("://")[2]
    cards = [
        {
            "display_name": one.display_name,
            "organization": one.organization or "",
            "login": one.login,
            "code": one.code,
            "qr": qr_svg(one.address),
            "until": f"{one.expires_at.astimezone(clock.LOCAL):%d/%m/%Y}",
        }
        for one in issued
    ]
    return pdf.render(_TEMPLATE, {"title": _TITLES[purpose], "address": address, "cards": cards})
